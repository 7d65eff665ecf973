"""Ctrl+Z and Ctrl+Y on every page: an act is undone and done again, or a sentence says why not."""

from dataclasses import replace

from mediation_desk.services import settings
from mediation_desk.ui.places import CASE, PLACES
from mediation_desk.ui.widgets.dialog import Question


def rest(qtbot, window):
    qtbot.waitUntil(lambda: not window.jobs.busy)


def told(qtbot, window, act):
    """Undo or redo as the keys do, and return what the window says then."""
    said = []
    page = window.page
    page.noticed.connect(lambda text, _undo: said.append(text))
    act()
    qtbot.waitUntil(lambda: bool(said) or page.findChild(Question, "undo_question") is not None)
    if not said:  # an act of an earlier sitting is told of and asked for
        page.findChild(Question, "undo_question").ok.click()
        qtbot.waitUntil(lambda: bool(said))
    rest(qtbot, window)
    return said[0]


def test_no_page_is_silent_when_something_is_to_be_undone_or_done_again(qtbot, window):
    for name in PLACES:
        if name == CASE:
            window.open_case(1)
        else:
            window.show_page(name)
        rest(qtbot, window)
        for act in (window.undo, window.redo):
            assert told(qtbot, window, act), name


def test_the_settings_undo_and_redo_what_was_saved(qtbot, window, desk):
    before = desk.centre
    settings.save_centre(desk, replace(before, short_name="宣化调解"), before)
    window.show_page("settings")
    rest(qtbot, window)

    assert "中心信息" in told(qtbot, window, window.undo)
    assert desk.centre.short_name == before.short_name

    assert "重做" in told(qtbot, window, window.redo)
    assert desk.centre.short_name == "宣化调解"
