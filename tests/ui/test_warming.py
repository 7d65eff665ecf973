import subprocess
import sys

from PySide6.QtCore import QObject

from mediation_desk.ui.warming import MODULES, is_loaded, warm


def test_every_page_is_loaded_off_the_windows_thread(qtbot, jobs, desk):
    owner = QObject()

    loaded = []
    warm(jobs, owner, desk, lambda: loaded.append(True))

    qtbot.waitUntil(lambda: not jobs.busy)
    assert loaded == [True]
    assert all(is_loaded(name) for name in MODULES)


def test_a_page_that_nobody_loaded_yet_is_not_taken_for_loaded():
    words = "from mediation_desk.ui.warming import is_loaded; print(is_loaded('case'))"

    ended = subprocess.run(
        [sys.executable, "-c", words], capture_output=True, text=True, check=True, timeout=60
    )

    assert ended.stdout.strip() == "False"


def test_a_click_before_a_page_is_loaded_leads_there_all_the_same(qtbot, window, monkeypatch):
    waiting = {"cases"}
    monkeypatch.setattr("mediation_desk.ui.pages_shown.is_loaded", lambda name: name not in waiting)

    window.visit("cases")

    assert window.page.objectName() == "today"
    qtbot.waitUntil(lambda: window.page.objectName() == "cases")
