"""A centre on the story's days, with the window that its people share."""

import os

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
def office(qtbot, qapp, tmp_path):
    """The sample centre without a case, at the day of the application."""
    from tests.journeys.office import Office  # only now, so that its asserts tell what they saw

    office = Office(qtbot, qapp, tmp_path / "centre.desk")
    office.open()
    yield office
    office.close()
