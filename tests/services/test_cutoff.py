"""Another cut-off day while periods are locked: told before, and no day lost or twice."""

import shutil
from datetime import UTC, date, datetime

import pytest

from mediation_desk import i18n
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.log_layout import SHIPPED
from mediation_desk.domain.options import CUTOFF_DAY, CUTOFF_LAYOUTS
from mediation_desk.domain.period import Period, Span
from mediation_desk.services import cutoffs, logs, period_locks, rollup, settings, statistics
from mediation_desk.services.desk import open_desk

OCTOBER = Period.of(Span.MONTH, 2026, 10)


@pytest.fixture
def desk(founded, tmp_path):
    path = tmp_path / "centre.desk"
    shutil.copyfile(founded, path)
    made = open_desk(path, now=lambda: datetime(2026, 11, 23, 1, 30, tzinfo=UTC))
    with i18n.speaking(i18n.CHINESE):
        yield made
    made.close()


def month(desk, number, year=2026):
    return statistics.period_of(desk, Span.MONTH, year, number)


def test_a_locked_month_stays_and_the_new_day_holds_from_the_next_boundary(desk):
    period_locks.lock_period(desk, OCTOBER)
    told = settings.cutoff_change(desk, 20)
    assert (told.since, told.locked, told.packages) == (date(2026, 12, 1), 1, 0)
    assert [one.last for one in told.periods] == [date(2026, 12, 20), date(2027, 1, 20)]

    settings.set_option(desk, CUTOFF_DAY, "20", "31")

    assert month(desk, 10) == OCTOBER
    assert statistics.month_book(desk, month(desk, 10)).locked_on == date(2026, 11, 23)
    assert month(desk, 11).last == date(2026, 11, 30)
    assert (month(desk, 12).first, month(desk, 12).last) == told_days(told.periods[0])
    assert month(desk, 1, 2027).first == date(2026, 12, 21)
    assert logs.month_of(desk, 2026, 12) == month(desk, 12)
    year = statistics.period_of(desk, Span.YEAR, 2026, 1)
    assert told_days(year) == (date(2026, 1, 1), date(2026, 12, 20))

    desk.now = lambda: datetime(2027, 2, 3, 1, 30, tzinfo=UTC)
    period_locks.lock_period(desk, month(desk, 12))
    assert [one.period for one in period_locks.locks(desk)] == [OCTOBER, month(desk, 12)]
    with pytest.raises(DeskError):
        period_locks.lock_period(desk, month(desk, 11))
    with pytest.raises(DeskError, match="锁定"):
        period_locks.lock_period(desk, Period.of(Span.MONTH, 2027, 1, 15))


def told_days(period):
    return period.first, period.last


def test_without_anything_locked_or_reported_a_new_day_holds_for_all(desk):
    assert settings.cutoff_change(desk, 20).since is None

    settings.set_option(desk, CUTOFF_DAY, "20", "31")

    assert month(desk, 10).first == date(2026, 9, 21)


def test_two_changes_one_after_the_other_hold_each_from_its_own_boundary(desk):
    period_locks.lock_period(desk, OCTOBER)
    settings.set_option(desk, CUTOFF_DAY, "20", "31")
    settings.set_option(desk, CUTOFF_DAY, "31", "20")

    assert month(desk, 11) == OCTOBER.after()
    assert month(desk, 12) == OCTOBER.after().after()

    desk.now = lambda: datetime(2027, 2, 3, 1, 30, tzinfo=UTC)
    settings.set_option(desk, CUTOFF_DAY, "25", "31")
    assert month(desk, 2, 2027).last == date(2027, 2, 28)
    assert told_days(month(desk, 3, 2027)) == (date(2027, 3, 1), date(2027, 3, 25))


def test_the_day_of_a_layout_leaves_what_is_locked_and_reported_as_it_was(desk):
    rollup.set_region(desk, "130702")
    period_locks.lock_period(desk, OCTOBER)
    made = rollup.make(desk, OCTOBER)
    before = statistics.month_book(desk, month(desk, 10))
    [union] = [layout for layout in SHIPPED if layout.key == "union"]

    for day in (20, 25, None):
        logs.set_cutoff(desk, union, day)

        assert [one.period for one in period_locks.locks(desk)] == [OCTOBER]
        assert month(desk, 10) == OCTOBER
        assert statistics.month_book(desk, month(desk, 10)) == before
        assert rollup.make(desk, OCTOBER) == made, "the very same package"


def test_the_day_of_a_layout_holds_from_the_boundary_after_what_is_locked(desk):
    [union] = [layout for layout in SHIPPED if layout.key == "union"]
    period_locks.lock_period(desk, OCTOBER)

    logs.set_cutoff(desk, union, 20)

    months = [logs.period_of(desk, Span.MONTH, 2026, number, union) for number in (10, 11, 12)]
    assert months[:2] == [OCTOBER, OCTOBER.after()]
    assert told_days(months[2]) == (date(2026, 12, 1), date(2026, 12, 20))
    assert months[2].after().first == date(2026, 12, 21)
    assert month(desk, 12).last == date(2026, 12, 31), "the centre goes by its own day"

    desk.now = lambda: datetime(2027, 2, 3, 1, 30, tzinfo=UTC)
    logs.set_cutoff(desk, union, None)
    february, march = (logs.period_of(desk, Span.MONTH, 2027, n, union) for n in (2, 3))
    assert told_days(february) == (date(2027, 1, 21), date(2027, 2, 20))
    assert told_days(march) == (date(2027, 2, 21), date(2027, 3, 31))
    assert logs.cutoff_of(desk, union) is None
    assert cutoffs.told(desk)[1].startswith(f"{union.title}：截止日恢复与本中心一致。自2027年3月")


def test_a_day_of_a_layout_that_is_taken_back_at_once_leaves_nothing(desk):
    [union] = [layout for layout in SHIPPED if layout.key == "union"]
    period_locks.lock_period(desk, OCTOBER)

    for day in (20, 25, None):
        logs.set_cutoff(desk, union, day)

    assert desk.option(CUTOFF_LAYOUTS) == ""


def test_a_layout_follows_the_days_that_the_centre_had_before(desk):
    [union] = [layout for layout in SHIPPED if layout.key == "union"]
    period_locks.lock_period(desk, OCTOBER)
    settings.set_option(desk, CUTOFF_DAY, "25", "31")
    desk.now = lambda: datetime(2027, 2, 3, 1, 30, tzinfo=UTC)

    logs.set_cutoff(desk, union, 20)

    for number in (10, 11, 12):
        own = logs.period_of(desk, Span.MONTH, 2026, number, union)
        assert own == month(desk, number)
    assert logs.period_of(desk, Span.MONTH, 2027, 3, union).last == date(2027, 3, 20)


def test_the_settings_say_from_which_month_a_day_holds(desk):
    assert cutoffs.told(desk) == ("此截止日适用于全部月份。",)
    period_locks.lock_period(desk, OCTOBER)

    settings.set_option(desk, CUTOFF_DAY, "20", "31")

    assert cutoffs.told(desk) == (
        "自2026年12月（2026-12-01起）适用；此前各月至2026年11月止于月末。",
    )
    [union] = [layout for layout in SHIPPED if layout.key == "union"]
    logs.set_cutoff(desk, union, 25)
    assert cutoffs.told(desk)[1:] == (
        f"{union.title}：各月止于25日。自2026年12月（2026-12-01起）适用；此前各月至2026年11月止于月末。",
        "已锁定、已上报的报告期均按本中心的截止日，不受影响。",
    )
