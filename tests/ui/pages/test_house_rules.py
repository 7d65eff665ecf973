import pytest
from PySide6.QtCore import Qt

from mediation_desk.domain.options import (
    CUTOFF_DAY,
    RESTART_ACCEPTANCE,
    UNTOUCHED_DAYS,
    WATCHED_CASES,
)
from mediation_desk.domain.period import Period, Span
from mediation_desk.domain.rights import Actor, Role
from mediation_desk.services import period_locks, settings, statistics
from mediation_desk.ui.pages.sections.house_rules import CutoffQuestion, HouseRulesSection


@pytest.fixture
def section(qtbot, light, desk, jobs):
    section = HouseRulesSection(desk, jobs)
    qtbot.addWidget(section)
    section.show_settings(settings.load(desk))
    section.show()
    return section


def test_a_rule_of_the_house_is_saved_as_soon_as_it_is_changed(qtbot, section, desk):
    days = section.editors[UNTOUCHED_DAYS.name]
    assert days.value() == 10

    days.setFocus()
    days.selectAll()
    qtbot.keyClicks(days, "21")
    qtbot.keyClick(days, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: desk.option(UNTOUCHED_DAYS) == "21")


def test_what_ships_again_is_no_longer_the_centre_s_own(qtbot, section, desk):
    box = section.editors[RESTART_ACCEPTANCE.name]

    box.click()
    qtbot.waitUntil(lambda: desk.option(RESTART_ACCEPTANCE) == "yes")
    box.click()
    qtbot.waitUntil(lambda: desk.option(RESTART_ACCEPTANCE) == "no")

    assert desk._options == {}


def test_a_clerk_sees_the_rules_and_does_not_change_them(section, desk):
    desk.actor = Actor(9, "刘静", frozenset({Role.CLERK}))

    section.show_settings(settings.load(desk))

    assert not any(editor.isEnabled() for editor in section.editors.values())


def test_another_cut_off_day_with_locked_periods_is_told_before_it_is_taken(qtbot, section, desk):
    period_locks.lock_period(desk, Period.of(Span.MONTH, 2026, 8))
    day = section.editors[CUTOFF_DAY.name]

    def enter():
        day.setFocus()
        day.selectAll()
        qtbot.keyClicks(day, "20")
        qtbot.keyClick(day, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(section.findChildren(CutoffQuestion)))
        return section.findChildren(CutoffQuestion)[-1]

    asked = enter()
    asked.reject()
    assert (desk.option(CUTOFF_DAY), day.value()) == ("31", 31)
    qtbot.waitUntil(lambda: not section.findChildren(CutoffQuestion))

    enter().accept()
    qtbot.waitUntil(lambda: desk.option(CUTOFF_DAY) == "20")
    assert statistics.period_of(desk, Span.MONTH, 2026, 8) == Period.of(Span.MONTH, 2026, 8)


def test_how_many_cases_put_an_employer_on_the_list_is_not_asked_here(section):
    """It stands with the other thresholds, which went before it once they were saved."""
    assert WATCHED_CASES.name not in section.editors


def test_the_month_from_which_a_cut_off_day_holds_stands_below_it(qtbot, section, desk):
    qtbot.waitUntil(lambda: section.since.text() == "此截止日适用于全部月份。")
    period_locks.lock_period(desk, Period.of(Span.MONTH, 2026, 8))
    day = section.editors[CUTOFF_DAY.name]
    day.setFocus()
    day.selectAll()
    qtbot.keyClicks(day, "20")
    qtbot.keyClick(day, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: section.findChild(CutoffQuestion) is not None)

    section.findChild(CutoffQuestion).accept()

    qtbot.waitUntil(lambda: "自2026年12月（2026-12-01起）适用" in section.since.text())
