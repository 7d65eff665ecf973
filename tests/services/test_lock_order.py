"""Periods are locked in order; whoever missed one is told how it is made up for."""

import shutil
from datetime import UTC, datetime

import pytest

from mediation_desk import i18n
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.period import Period, Span
from mediation_desk.services import period_locks
from mediation_desk.services.desk import open_desk

NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
AUGUST, SEPTEMBER, OCTOBER = (Period.of(Span.MONTH, 2026, month) for month in (8, 9, 10))


def test_an_earlier_month_is_locked_after_those_behind_it_are_opened(founded, tmp_path):
    desk = open_desk(shutil.copyfile(founded, tmp_path / "a.desk"), now=lambda: NOW)
    with i18n.speaking(i18n.CHINESE):
        for one in (SEPTEMBER, OCTOBER):
            period_locks.lock_period(desk, one)
        with pytest.raises(DeskError) as refused:
            period_locks.lock_period(desk, AUGUST)
        assert str(refused.value) == (
            "2026年9月已经锁定，不能再锁定更早的报告期。如需锁定2026年8月，请先写明原因，"
            "由后往前解除其后各期的锁定（2026年10月、2026年9月），再依次锁定。"
        )
        for one in (OCTOBER, SEPTEMBER):
            period_locks.unlock_period(desk, one, "补锁八月")
        for one in (AUGUST, SEPTEMBER, OCTOBER):
            period_locks.lock_period(desk, one)
    assert [one.period for one in period_locks.locks(desk)] == [AUGUST, SEPTEMBER, OCTOBER]
    desk.close()
