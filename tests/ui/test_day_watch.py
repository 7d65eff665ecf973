"""A page that stays open over midnight counts its days from the new day."""

from datetime import timedelta

from PySide6.QtWidgets import QLineEdit


def later(desk, days):
    now = desk.now() + timedelta(days=days)
    desk.now = lambda: now


def counted(window):
    return [shown.text() for shown in window.page.header.clocks if not shown.isHidden()]


def opened(qtbot, window, jobs):
    window.open_case(1)
    qtbot.waitUntil(lambda: bool(counted(window)))
    qtbot.waitUntil(lambda: not jobs.busy)
    return counted(window)


def test_the_head_of_an_open_case_follows_the_day(qtbot, window, desk, jobs):
    before = opened(qtbot, window, jobs)
    window.day_watch.look()
    later(desk, 1)

    window.day_watch.look()

    qtbot.waitUntil(lambda: counted(window) != before)


def test_under_the_hands_of_who_types_the_page_waits(qtbot, window, desk, jobs):
    before = opened(qtbot, window, jobs)
    line = QLineEdit(window.page)
    line.show()
    line.setFocus()
    qtbot.keyClicks(line, "1")
    later(desk, 1)

    window.day_watch.look()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert counted(window) == before

    line.setModified(False)
    window.day_watch.look()
    qtbot.waitUntil(lambda: counted(window) != before)


def test_f5_counts_from_today(qtbot, window, desk, jobs):
    before = opened(qtbot, window, jobs)
    later(desk, 1)

    window.refresh()

    qtbot.waitUntil(lambda: counted(window) != before)
