"""A centre on the story's days, with the window that its people share."""

import os
import shutil

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from mediation_desk import i18n


@pytest.fixture(autouse=True)
def _own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("MEDIATION_DESK_HOME", str(tmp_path / "home"))


@pytest.fixture(autouse=True)
def _chinese():
    i18n.use(i18n.CHINESE)
    yield
    i18n.use(i18n.CHINESE)


@pytest.fixture
def office(qtbot, qapp, founded, tmp_path):
    """The sample centre without a case, at the day of the application."""
    from tests.journeys.office import Office  # only now, so that its asserts tell what they saw

    office = Office(qtbot, qapp, shutil.copyfile(founded, tmp_path / "centre.desk"))
    office.open()
    yield office
    office.close()


@pytest.fixture
def office_at(qtbot, qapp, ahead, tmp_path):
    """Open the centre with the story's case at a stage, with a person at the desk."""
    from tests.journeys.office import Office

    opened = []

    def at(stage, actor):
        office = Office(qtbot, qapp, shutil.copyfile(ahead(stage), tmp_path / "centre.desk"))
        office.open(actor)
        opened.append(office)
        return office

    yield at
    for office in opened:
        office.close()


@pytest.fixture(scope="session")
def ahead(founded, tmp_path_factory):
    """Bring the story's case ahead to a stage, once for each."""
    from tests.journeys.ahead import bring_ahead

    folder, made = tmp_path_factory.mktemp("ahead"), {}

    def at(stage):
        if stage not in made:
            made[stage] = shutil.copyfile(founded, folder / f"{stage}.desk")
            with i18n.speaking(i18n.CHINESE):
                bring_ahead(made[stage], stage)
        return made[stage]

    return at
