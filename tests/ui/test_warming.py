import subprocess
import sys

import pytest
from PySide6.QtCore import QObject

from mediation_desk.domain.centre import User
from mediation_desk.domain.rights import Role
from mediation_desk.services import settings
from mediation_desk.ui import places
from mediation_desk.ui.warming import MODULES, PREVIEW, is_loaded, warm


def test_every_page_is_loaded_off_the_windows_thread(qtbot, jobs, desk, monkeypatch):
    owner = QObject()
    monkeypatch.delitem(sys.modules, PREVIEW, raising=False)

    loaded = []
    warm(jobs, owner, desk, lambda: loaded.append(True))

    qtbot.waitUntil(lambda: not jobs.busy)
    assert loaded == [True]
    assert all(is_loaded(name) for name in MODULES)
    assert PREVIEW in sys.modules


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


def test_what_was_made_while_the_window_was_away_stays_away_when_it_comes_back(qtbot, window, jobs):
    window.hide()  # as the desk is locked, or put into the tray
    window.stack.make_ahead()
    qtbot.waitUntil(lambda: not window.stack.is_making, timeout=60_000)

    window.show()

    made = {name: window.stack.made(name) for name in places.PLACES}
    assert [name for name, page in made.items() if page and page.isVisible()] == [places.TODAY]


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_only_pages_that_a_person_may_come_to_are_made_ahead(qtbot, window, jobs, desk, role):
    window.change_person(settings.save_user(desk, User(name="孙立", roles=frozenset({role}))))
    qtbot.waitUntil(lambda: not jobs.busy and desk.actor.name == "孙立")

    window.stack.make_ahead()

    open_to = places.open_to(desk.actor)
    qtbot.waitUntil(lambda: not window.stack.is_making, timeout=60_000)
    ahead = [name for name in places.PLACES if window.stack.made(name)]
    assert set(ahead) - {places.TODAY} == open_to
