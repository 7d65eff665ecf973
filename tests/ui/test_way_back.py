"""From Today back into a dialog that was left on another page, with what was typed in it."""

import pytest
from PySide6.QtWidgets import QPushButton

from mediation_desk.services import drafts
from mediation_desk.ui import way_back
from mediation_desk.ui.pages.sections.rooms import RoomDialog
from mediation_desk.ui.widgets.presses import Last


@pytest.fixture(autouse=True)
def _patient(monkeypatch):
    """Take what was pressed for the way in however long a loaded machine reads."""
    monkeypatch.setattr(way_back, "_BEFORE", 600.0)
    monkeypatch.setattr(Last, "press", None)


def rest(qtbot, window):
    qtbot.waitUntil(lambda: not window.jobs.busy)


def room(window):
    return next((one for one in window.findChildren(RoomDialog) if one.isVisible()), None)


def left_with_a_draft(qtbot, window, desk):
    """Add a room under Settings, type its name, and leave as a lock does."""
    window.show_page("settings")
    rest(qtbot, window)
    window.page.show_section("rooms")
    rest(qtbot, window)
    window.page.findChild(QPushButton, "rooms_add").click()
    qtbot.waitUntil(lambda: room(window) is not None)
    rest(qtbot, window)
    dialog = room(window)
    dialog.name_edit.setFocus()
    qtbot.keyClicks(dialog.name_edit, "C8")
    qtbot.waitUntil(lambda: len(drafts.begun(desk)) == 1)
    dialog.reject()


def test_going_on_from_today_opens_the_section_and_the_dialog_with_what_was_typed(
    qtbot, window, desk
):
    left_with_a_draft(qtbot, window, desk)
    window.page.show_section("backup")
    window.show_page("today")
    qtbot.waitUntil(window.page.begun.isVisible)

    window.page.begun.findChild(QPushButton, "begun_action").click()

    qtbot.waitUntil(lambda: room(window) is not None)
    assert window.page.shown == "rooms"
    dialog = room(window)
    qtbot.waitUntil(lambda: dialog.name_edit.text().endswith("C8"))
    rest(qtbot, window)


def test_what_is_not_there_as_it_was_is_not_pressed(qtbot, window, desk):
    left_with_a_draft(qtbot, window, desk)
    [begun] = drafts.begun(desk)

    back = way_back.WayBack(window.page, begun.way | {"text": "删除"})

    assert back._press() is False
    assert room(window) is None


def test_what_was_pressed_long_before_a_dialog_came_up_is_not_its_way_in(
    qtbot, window, desk, monkeypatch
):
    monkeypatch.setattr(way_back, "_BEFORE", -1.0)
    left_with_a_draft(qtbot, window, desk)
    [begun] = drafts.begun(desk)

    assert begun.way == {}
