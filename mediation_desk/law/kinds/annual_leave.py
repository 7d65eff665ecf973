"""From typed inputs to pay for annual leave that was not taken."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from mediation_desk.domain.claim_kinds import ClaimKind
from mediation_desk.domain.errors import Problem, require
from mediation_desk.i18n import N_, _
from mediation_desk.law.annual_leave import Leave, annual_leave
from mediation_desk.law.award import Award, count
from mediation_desk.law.common_fields import PAID_DAYS_MONTH
from mediation_desk.law.fields import Field, Shape
from mediation_desk.law.inputs import Inputs
from mediation_desk.law.kind import Kind
from mediation_desk.law.leave_days import LeaveYear, band_near

YEARS = Field(
    name="leave_years",
    label=N_("Annual leave year by year"),
    shape=Shape.LEAVE_YEARS,
)
FIELDS = (
    Field(
        name="cumulative_years",
        label=N_("Years of work for all employers"),
        shape=Shape.NUMBER,
        high=Decimal(70),
    ),
    Field(name="period_start", label=N_("First day in this year"), shape=Shape.DAY),
    Field(name="period_end", label=N_("Last day in this year"), shape=Shape.DAY),
    Field(
        name="taken_days", label=N_("Days of leave taken"), shape=Shape.NUMBER, high=Decimal(366)
    ),
    YEARS,
    Field(
        name="monthly_wage_ex_ot",
        label=N_("Average monthly wage without overtime"),
        shape=Shape.MONEY,
        required=True,
        positive=True,
    ),
    Field(
        name="full_year_days",
        label=N_("Days of leave of a full year"),
        shape=Shape.NUMBER,
        high=Decimal(366),
    ),
    Field(
        name="band_reached_on",
        label=N_("Day on which 1, 10 or 20 years of work were full"),
        shape=Shape.DAY,
    ),
    Field(
        name="waived_in_writing",
        label=N_("The worker waived the leave in writing for own reasons"),
        shape=Shape.FLAG,
    ),
    Field(
        name="school_holidays",
        label=N_("School holidays longer than the leave"),
        shape=Shape.FLAG,
    ),
    Field(
        name="personal_leave_days",
        label=N_("Days of paid personal leave in the year"),
        shape=Shape.NUMBER,
        high=Decimal(366),
    ),
    Field(
        name="sick_leave_months",
        label=N_("Months of sick leave in the year"),
        shape=Shape.NUMBER,
        high=Decimal(12),
    ),
    PAID_DAYS_MONTH,
)


def annual_leave_from(inputs: Inputs) -> Award:
    """Compute the leave pay from typed inputs: of one year, or year by year."""
    require(_problems(inputs))
    years = tuple(_listed(inputs)) if inputs.has("leave_years") else (_one_year(inputs),)
    require(_unfit(inputs, years))
    return annual_leave(
        Leave(
            wage=inputs.needed("monthly_wage_ex_ot"),
            years=years,
            waived=inputs.flag("waived_in_writing", otherwise=False),
            paid_days=inputs.figure("paid_days_month", "paid_days_per_month"),
        )
    )


def _one_year(inputs: Inputs) -> LeaveYear:
    return LeaveYear(
        cumulative_years=inputs.number("cumulative_years"),
        full_year_days=inputs.number("full_year_days"),
        first=inputs.day("period_start"),
        last=inputs.day("period_end"),
        taken=inputs.number("taken_days") or Decimal(0),
        reached_on=inputs.day("band_reached_on"),
        school_holidays=inputs.flag("school_holidays", otherwise=False),
        personal_leave_days=inputs.number("personal_leave_days") or Decimal(0),
        sick_leave_months=inputs.number("sick_leave_months") or Decimal(0),
    )


def _listed(inputs: Inputs) -> Iterator[LeaveYear]:
    """Yield the years of the list, each within the days of the employment."""
    start, end = inputs.day("period_start"), inputs.day("period_end")
    reached = inputs.day("band_reached_on")
    for number, years, taken in inputs.shares("leave_years"):
        first, last = date(int(number), 1, 1), date(int(number), 12, 31)
        yield LeaveYear(
            cumulative_years=years,
            full_year_days=inputs.number("full_year_days"),
            first=max(first, start) if start else first,
            last=min(last, end) if end else last,
            taken=taken,
            reached_on=reached if reached and reached.year == first.year else None,
        )


def _problems(inputs: Inputs) -> Iterator[Problem]:
    listed = inputs.has("leave_years")
    if not listed and not inputs.has("cumulative_years", "full_year_days"):
        text = _("The years of work for all employers are missing.")
        yield Problem("cumulative_years", text)
    first, last = inputs.day("period_start"), inputs.day("period_end")
    if (first is None) != (last is None) and not listed:
        name = "period_end" if first else "period_start"
        yield Problem(name, _("Give both days of the period, or neither."))
    if first and last and last < first:
        yield Problem("period_end", _("The last day lies before the first."))
    elif first and last and first.year != last.year and not listed:
        text = _("Leave is counted by calendar year; enter each year as a row of “{list}”.")
        yield Problem("period_end", text.format(list=YEARS.title))
    if listed:
        yield from _of_single_years(inputs)


def _of_single_years(inputs: Inputs) -> Iterator[Problem]:
    """Refuse beside a list what is true of one year only and would say nothing of which."""
    text = _("This belongs to one year only: take the years in which leave was lost off the list.")
    for name in ("school_holidays", "personal_leave_days", "sick_leave_months"):
        if inputs.flag(name, otherwise=False) or inputs.number(name):
            yield Problem(name, text)


def _unfit(inputs: Inputs, years: tuple[LeaveYear, ...]) -> Iterator[Problem]:
    """Find years outside the employment, and a day of reaching a band that cannot be right."""
    listed = inputs.has("leave_years")
    for year in years:
        if listed and year.first and year.last and year.last < year.first:
            text = _("{year}: the worker was not employed in this year.")
            wanted = year.last.year if year.last.month == 12 else year.first.year
            yield Problem("leave_years", text.format(year=wanted))
    reached = inputs.day("band_reached_on")
    if reached is None or inputs.has("full_year_days"):
        return
    within = [year for year in years if year.reached_on and _holds(year, reached)]
    if not within:
        text = _("This day lies outside the days that are counted.")
        yield Problem("band_reached_on", text)
    for year in within:
        if band_near(year.cumulative_years) is None:
            text = _("With {years} years of work, none of 1, 10 or 20 was reached in this year.")
            told = count(year.cumulative_years or Decimal(0))
            yield Problem("band_reached_on", text.format(years=told))


def _holds(year: LeaveYear, day: date) -> bool:
    return (year.first is None or year.first <= day) and (year.last is None or day <= year.last)


KINDS = (
    Kind(
        term=ClaimKind.ANNUAL_LEAVE,
        fields=FIELDS,
        rule=annual_leave_from,
        needs=(
            (
                "annual_leave.cumulative_years",
                "annual_leave.full_year_days",
                "annual_leave.leave_years",
            ),
            ("wage_ex_overtime",),
        ),
        shown=("hired_on", "left_on", "annual_leave.taken_days"),
    ),
)
