from datetime import date, timedelta

import pytest

from mediation_desk import i18n
from mediation_desk.domain.case import Clock, ClockState
from mediation_desk.domain.clock_register import Rank, register
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.house_periods import HousePeriod, as_set, editable, period_problems
from mediation_desk.domain.standings import Standing, standing

RAW, DUE = date(2026, 10, 5), date(2026, 10, 8)


def clock(state: ClockState = ClockState.RUNNING, met_on: date | None = None) -> Clock:
    return Clock(
        kind="DL03", start=date(2026, 9, 20), raw_due=RAW, due=DUE, state=state, met_on=met_on
    )


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2026-09-29", Standing.RUNNING),
        ("2026-09-30", Standing.ALARM),
        ("2026-10-05", Standing.ALARM),
        ("2026-10-07", Standing.ALARM),
        ("2026-10-08", Standing.LAST_DAY),
        ("2026-10-09", Standing.MISSED),
    ],
)
def test_alarms_look_at_the_day_as_counted_and_a_clock_is_missed_after_the_day_it_moved_to(
    today: str, expected: Standing
) -> None:
    """民事诉讼法第八十五条."""
    assert standing(clock(), date.fromisoformat(today)) is expected


def test_a_clock_kept_on_the_last_day_is_in_time_and_later_is_late() -> None:
    later = date(2027, 1, 1)

    assert standing(clock(ClockState.MET, DUE), later) is Standing.MET
    assert standing(clock(ClockState.MET, DUE + timedelta(1)), later) is Standing.MET_LATE
    assert standing(clock(ClockState.VOID), later) is Standing.VOID


def test_the_centre_may_be_warned_earlier_by_a_period_of_the_house() -> None:
    kinds = as_set([HousePeriod(kind="DL37", length=60, alarm_days=(20,))])
    filing = Clock(kind="DL37", start=date(2026, 9, 1), raw_due=RAW, due=DUE)

    assert standing(filing, date(2026, 9, 16)) is Standing.RUNNING
    assert standing(filing, date(2026, 9, 16), kinds) is Standing.ALARM
    assert kinds["DL37"].length == 60


def test_a_period_that_counts_back_keeps_counting_back() -> None:
    kinds = as_set([HousePeriod(kind="DL07", length=5, alarm_days=(1,))])

    assert kinds["DL07"].length == -5


def test_what_the_law_fixes_and_what_is_agreed_is_not_the_centres_to_set() -> None:
    of_house = {row.id for row in register().values() if editable(row)}

    assert of_house == {"DL02", "DL06", "DL07", "DL08", "DL16", "DL35", "DL36", "DL37"}
    assert [p.field for p in period_problems(HousePeriod(kind="DL03", length=20, alarm_days=()))]
    assert as_set([HousePeriod(kind="DL03", length=20, alarm_days=())])["DL03"].length == 15


@pytest.mark.parametrize(
    ("period", "field"),
    [
        (HousePeriod(kind="DL02", length=0, alarm_days=()), "length"),
        (HousePeriod(kind="DL02", length=400, alarm_days=()), "length"),
        (HousePeriod(kind="DL02", length=2, alarm_days=(-1,)), "alarm_days"),
        (HousePeriod(kind="DL02", length=2, alarm_days=(1, 2, 3, 4, 5)), "alarm_days"),
    ],
)
def test_a_period_that_makes_no_sense_is_refused_at_its_field(
    period: HousePeriod, field: str
) -> None:
    assert field in [problem.field for problem in period_problems(period)]


def test_an_unknown_period_is_refused() -> None:
    with pytest.raises(DeskError, match="DL99"):
        list(period_problems(HousePeriod(kind="DL99", length=2, alarm_days=())))


def test_law_house_and_agreement_are_told_apart_in_chinese() -> None:
    with i18n.speaking(i18n.CHINESE):
        assert [rank.label for rank in Rank] == ["法定", "内部", "约定"]
