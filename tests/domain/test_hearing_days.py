from datetime import date

import pytest

from mediation_desk.domain.hearing import HearingStatus
from mediation_desk.domain.hearing_days import DayDoubt, doubt_of, doubt_text
from mediation_desk.domain.working_days import Calendar, CalendarYear

KNOWN = CalendarYear(
    year=2026,
    complete=True,
    days_off=frozenset({date(2026, 10, 5)}),
    makeup_workdays=frozenset({date(2026, 10, 10)}),
)
STATUTORY_ONLY = CalendarYear(year=2027, statutory=frozenset({date(2027, 1, 1)}))
CALENDAR = Calendar((KNOWN, STATUTORY_ONLY))


@pytest.mark.parametrize(
    ("day", "doubt"),
    [
        (date(2026, 10, 8), None),
        (date(2026, 10, 5), DayDoubt.DAY_OFF),
        (date(2026, 10, 10), None),
        (date(2026, 10, 11), DayDoubt.DAY_OFF),
        (date(2027, 1, 4), DayDoubt.PROVISIONAL),
        (date(2027, 1, 1), DayDoubt.DAY_OFF),
        (date(2027, 1, 2), DayDoubt.DAY_OFF),
        (date(2030, 1, 7), DayDoubt.PROVISIONAL),
    ],
)
def test_a_planned_hearing_is_off_or_provisional_as_procedure_2_2_counts_days(day, doubt):
    """Until the notice is imported: weekends, statutory days, and the mark 暂定 (2.2, DC-4)."""
    found = doubt_of(HearingStatus.PLANNED, day, CALENDAR)

    assert found is doubt
    assert bool(doubt_text(found)) is (doubt is not None)


@pytest.mark.parametrize("status", [s for s in HearingStatus if s is not HearingStatus.PLANNED])
def test_a_hearing_that_is_not_to_come_is_not_doubted(status):
    assert doubt_of(status, date(2026, 10, 5), CALENDAR) is None
