"""The window under test: Chinese, its own settings file, no screen."""

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from mediation_desk import i18n
from mediation_desk.ui import theme
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.theme import Scheme


@pytest.fixture(autouse=True)
def _own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("MEDIATION_DESK_HOME", str(tmp_path / "home"))


@pytest.fixture(autouse=True)
def _chinese():
    i18n.use(i18n.CHINESE)
    yield
    i18n.use(i18n.CHINESE)


@pytest.fixture
def jobs(qapp):
    jobs = Jobs()
    yield jobs
    jobs.stop()


@pytest.fixture
def light(qapp):
    theme.apply(qapp, Scheme.LIGHT)
