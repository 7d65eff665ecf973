"""The window under test: Chinese, its own settings file, no screen."""

import gc
import os
import shutil
from datetime import datetime

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from mediation_desk import i18n
from mediation_desk.domain.day_text import BEIJING
from mediation_desk.services import settings
from mediation_desk.services.desk import open_desk
from mediation_desk.ui import theme
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.main_window import MainWindow
from mediation_desk.ui.start import Program
from mediation_desk.ui.theme import Scheme
from mediation_desk.ui.warming import MODULES, load


@pytest.fixture(autouse=True)
def _collecting_on_this_thread():
    """Collect cycles where the widgets live, as the program does."""
    gc.disable()
    yield
    gc.collect(1)


@pytest.fixture(autouse=True)
def _no_window_outlives_its_test():
    """Every widget there is costs time when the look changes."""
    yield
    for widget in QApplication.topLevelWidgets():
        widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True, scope="session")
def _pages_are_loaded():
    """Every page can be gone to at once, as a second after the start."""
    for name in MODULES:
        load(name)


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


DAY = datetime(2026, 11, 23, 9, 30, tzinfo=BEIJING)
"""The day on which the window stands in these tests, a week before the second instalment."""


@pytest.fixture
def desk(told, tmp_path):
    """A desk on a copy of the sample centre, with the supervisor at it."""
    path = tmp_path / "centre.desk"
    shutil.copyfile(told, path)
    desk = open_desk(path, now=lambda: DAY)
    yield desk
    desk.close()


@pytest.fixture
def window(qtbot, light, desk, jobs):
    """The main window with the desk behind it, at the size of a small screen."""
    window = MainWindow(jobs)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.take(desk, settings.officers(desk))
    qtbot.waitUntil(lambda: not jobs.busy)
    return window


@pytest.fixture
def start(qtbot, qapp, monkeypatch):
    """Start the program on a file or server, as often as the test wants."""
    monkeypatch.setattr("sys.excepthook", lambda *what: None)
    started = []

    def begin(location, *, demo=False, user=None, single=None, language_is_chosen=True):
        program = Program(qapp, str(location), demo=demo, user=user, single=single)
        program.language_is_chosen = language_is_chosen
        started.append(program)
        program.start()
        return program

    yield begin
    for program in started:
        if program.window is not None:
            program.window.close()
        program.stop()
