"""A cut-off day that changes: the periods before and after follow on each other."""

from datetime import date, timedelta
from itertools import product

import pytest

from mediation_desk.domain.period import Period, Span, ends_from, ends_text


@pytest.mark.parametrize(("old", "new"), list(product((1, 15, 20, 28, 30, 31), repeat=2)))
def test_a_new_cut_off_day_leaves_no_day_out_and_counts_none_twice(old, new):
    until = Period.of(Span.MONTH, 2026, 11, old).last
    ends = ends_from(f"{until.isoformat()}={old}", new)
    for span in Span:
        one = Period.of(span, 2025, 1, new, ends)
        for _number in range(36 // span.months):
            after = one.after()
            assert after.first == one.last + timedelta(days=1)
            assert after.before() == one
            assert (one.year, one.number) == (after.before().year, after.before().number)
            assert after.is_whole()
            one = after
    assert Period.of(Span.MONTH, 2026, 11, new, ends) == Period.of(Span.MONTH, 2026, 11, old)
    later = Period.of(Span.MONTH, 2027, 2, new, ends)
    assert later == Period.of(Span.MONTH, 2027, 2, new)


def test_every_day_falls_into_the_month_that_holds_it():
    ends = ends_from("2026-10-31=31;2027-01-20=20", 25)
    day = date(2026, 9, 1)
    while day < date(2027, 5, 1):
        assert Period.month_with(day, 25, ends).holds(day), day
        day += timedelta(days=1)
    assert ends_text(ends) == "2026-10-31=31;2027-01-20=20"
    assert ends_from("", 31) == ((date.max, 31),)


def test_a_shortened_month_is_whole_and_a_torn_one_is_not():
    assert Period(date(2026, 11, 1), date(2026, 11, 20), Span.MONTH, 20).is_whole()
    assert not Period(date(2026, 11, 1), date(2026, 11, 19), Span.MONTH, 20).is_whole()
    assert not Period(date(2026, 9, 1), date(2026, 11, 20), Span.MONTH, 20).is_whole()
