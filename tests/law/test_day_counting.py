"""The formulas against counting one day after another, on random facts (`tests.law.drawing`)."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from mediation_desk.domain.money import half_up
from mediation_desk.law.annual_leave import Leave, annual_leave
from mediation_desk.law.double_wage import Unsigned, double_wage, window
from mediation_desk.law.double_wage_limitation import in_time
from mediation_desk.law.exact import rounded
from mediation_desk.law.figures import given as figure
from mediation_desk.law.leave_days import LeaveYear
from mediation_desk.law.limitation_year import LimitationYear
from mediation_desk.law.service_length import service_between
from mediation_desk.law.severance import Ending, severance
from mediation_desk.law.severance_segments import OldYears, segments
from mediation_desk.law.severance_tax import LumpSum, severance_tax
from mediation_desk.law.wage_period import PartMonth, Span, WholeMonths, by_calendar, from_day
from tests.law.drawing import (
    RULES,
    days,
    fractions,
    money,
    on_random_facts,
    one_of,
    rules,
    whole,
)

DAY = timedelta(days=1)
DAYS = days(date(2008, 1, 1), date(2035, 12, 31))
WAGES = money(Decimal(1), Decimal(100_000))


def days_of(span: Span) -> list[date]:
    return [span.first + n * DAY for n in range((span.last - span.first).days + 1)]


@on_random_facts(DAYS, whole(0, 400))
def test_weekdays_are_those_counted_one_by_one(first: date, length: int) -> None:
    span = Span(first, first + length * DAY)

    assert span.weekdays == sum(day.weekday() < 5 for day in days_of(span))
    assert span.days == len(days_of(span))


@on_random_facts(DAYS, whole(0, 400), whole(0, 400))
def test_labour_contract_law_art_82_no_day_of_the_window_is_lost_or_counted_twice(
    hired: date, signed: int, ended: int
) -> None:
    facts = Unsigned(
        start=hired, wage=Decimal(1), signed=hired + signed * DAY, ended=hired + ended * DAY
    )

    span = window(facts)

    counting = [
        day
        for day in (hired + n * DAY for n in range(400))
        if not months_before(hired, day, 1)
        and months_before(hired, day, 12)
        and day < hired + signed * DAY
        and day <= hired + ended * DAY
    ]
    assert (days_of(span) if span else []) == counting


def months_before(start: date, day: date, months: int) -> bool:
    """Say whether a day lies before so many months from the start, by year, month and day."""
    due = start.month - 1 + months
    year, month = start.year + due // 12, due % 12 + 1
    later = date(year + month // 12, month % 12 + 1, 1)
    if start.day > (later - DAY).day:
        return day < later
    return (day.year, day.month, day.day) < (year, month, start.day)


@on_random_facts(DAYS, whole(0, 365))
def test_whole_months_and_parts_cover_every_day_once(first: date, length: int) -> None:
    span = Span(first, first + length * DAY)

    for period in (from_day(first, span), by_calendar(span)):
        parts = [day for part in period.parts for day in days_of(part)]
        assert len(parts) == len(set(parts)) == period.extra_days
        assert set(parts) <= set(days_of(span))
        assert 28 * period.months <= span.days - period.extra_days <= 31 * period.months


@on_random_facts(DAYS, WAGES, one_of(PartMonth), one_of(WholeMonths))
def test_labour_contract_law_art_82_never_more_than_eleven_months_in_a_full_year(
    hired: date, wage: Decimal, method: PartMonth, counting: WholeMonths
) -> None:
    award = double_wage(Unsigned(start=hired, wage=wage, method=method, counting=counting))

    if counting is WholeMonths.FROM_DAY:
        assert award.amount == half_up(11 * wage)
        assert award.parts["whole_months"] == 11
        assert award.parts["extra_days"] == 0
    assert award.parts["total_two_fold"] == 2 * award.amount


@on_random_facts(DAYS, whole(0, 320), whole(0, 1000))
def test_mediation_and_arbitration_law_art_27_days_in_time_are_those_of_the_year_before(
    hired: date, length: int, later: int
) -> None:
    first = window(Unsigned(start=hired, wage=Decimal(1))).first
    span = Span(first, min(first + length * DAY, hired + 364 * DAY))
    claimed = first + later * DAY

    late = in_time(hired, span, claimed, LimitationYear())

    latest = claimed.year - 1, claimed.month, claimed.day  # 民法典第二百零二条: 29 to 28 February
    left = [day for day in days_of(span) if (day.year, day.month, day.day) < latest]
    in_year = [day for day in days_of(span) if day not in left]
    assert (days_of(late.by_day) if late.by_day else []) == in_year
    assert (late.whole is None) == (span.last not in in_year)
    assert late.by_month is None or late.by_month.last == span.last
    assert len(in_year) <= (late.by_month.days if late.by_month else 0)


@on_random_facts(whole(2005, 2035), whole(0, 364), whole(0, 364), one_of([5, 10, 15]))
def test_annual_leave_measures_art_12_only_whole_days_of_the_year_count(
    year: int, one: int, other: int, full: int
) -> None:
    first, last = (date(year, 1, 1) + n * DAY for n in sorted((one, other)))
    counted = LeaveYear(full_year_days=Decimal(full), first=first, last=last)
    leave = Leave(wage=Decimal(2175), years=(counted,))

    award = annual_leave(leave)

    worked = sum(first <= date(year, 1, 1) + n * DAY <= last for n in range(366))
    days = sum(worked * full >= 365 * whole for whole in range(1, full + 1))
    assert award.parts["entitled_days"] == days
    assert award.amount == 200 * days


@on_random_facts(DAYS, whole(0, 9000))
def test_labour_contract_law_art_47_half_years_are_those_walked_through(
    first: date, length: int
) -> None:
    last = first + length * DAY

    halves = 0
    while last >= first_day_after(first, 6 * (halves + 1)) - DAY:
        halves += 1
    rest = last >= first_day_after(first, 6 * halves)

    months = service_between(first, last).compensation_months
    walked = halves // 2 + (1 if halves % 2 else Decimal("0.5") if rest else 0)
    assert months == walked


def first_day_after(start: date, months: int) -> date:
    """Walk month by month to the day after so many months of work."""
    year, month = start.year, start.month
    for _month in range(months):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    try:
        return date(year, month, start.day)
    except ValueError:
        return date(year, month + 1, 1)


@on_random_facts(
    days(date(1985, 1, 1), date(2007, 12, 31)), days(date(2008, 1, 1), date(2035, 12, 31))
)
def test_labour_contract_law_art_97_the_two_parts_hold_the_service_between_them(
    first: date, last: date
) -> None:
    split = segments(first, last, None, OldYears.NONE)

    assert split is not None
    assert split.old_months == 0
    years = 1
    while (first.year + years, first.month, first.day) <= (2008, 1, 1):
        years += 1
    started = segments(first, last, None, OldYears.BY_GROUND)
    assert started is None
    assert split.old.years in (years - 1, years)


@on_random_facts(fractions(10**6))
def test_half_a_fen_is_rounded_up_and_nothing_else(amount: Fraction) -> None:
    fen = Fraction(rounded(amount)) * 100

    assert fen.denominator == 1
    assert -Fraction(1, 2) < fen - amount * 100 <= Fraction(1, 2)


@on_random_facts(DAYS, whole(0, 12_000), WAGES, WAGES)
def test_labour_contract_law_art_47_the_sum_is_that_of_paying_month_by_month(
    first: date, length: int, wage: Decimal, average: Decimal
) -> None:
    last = first + length * DAY
    local = figure("local_average_wage_month", average)

    award = severance(
        Ending(
            average_wage=wage,
            service=service_between(first, last),
            first_day=first,
            last_day=last,
            local_average=local,
        )
    )

    most = 3 * average
    halves = 0
    while first_day_after(first, 6 * halves) <= last:
        halves += 1
    whole = halves > 0 and last >= first_day_after(first, 6 * halves) - DAY
    paid = halves if halves % 2 == 0 or not whole else halves + 1
    if wage > most:
        paid = min(paid, 24)
    assert award.amount == half_up(sum([min(wage, most) / 2] * paid, Decimal(0)))


@on_random_facts(WAGES, WAGES)
def test_tax_on_the_lump_sum_is_that_of_slice_after_slice(
    income: Decimal, average: Decimal
) -> None:
    yearly = figure("local_average_wage_year", average)

    award = severance_tax(LumpSum(income=income * 100, average=yearly))

    taxable = max(income * 100 - 3 * average, Decimal(0))
    tax, under = Decimal(0), Decimal(0)
    for upto, percent in (
        (36_000, 3),
        (144_000, 10),
        (300_000, 20),
        (420_000, 25),
        (660_000, 30),
        (960_000, 35),
        (10**12, 45),
    ):
        tax += max(min(taxable, Decimal(upto)) - under, Decimal(0)) * percent / 100
        under = Decimal(upto)
    assert award.parts["tax"] == half_up(tax)


def test_the_random_facts_are_shared_among_all_rules() -> None:
    assert len(set(rules)) == RULES
