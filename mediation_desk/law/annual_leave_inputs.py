"""From typed inputs to pay for annual leave that was not taken."""

from decimal import Decimal

from mediation_desk.domain.errors import Problem, require
from mediation_desk.i18n import N_, _
from mediation_desk.law.annual_leave import Leave, annual_leave
from mediation_desk.law.award import Award
from mediation_desk.law.common_fields import PAID_DAYS_MONTH
from mediation_desk.law.fields import Field, Shape
from mediation_desk.law.inputs import Inputs

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
    """Compute the leave pay from typed inputs."""
    require(_problems(inputs))
    return annual_leave(
        Leave(
            wage=inputs.needed("monthly_wage_ex_ot"),
            cumulative_years=inputs.number("cumulative_years"),
            full_year_days=inputs.number("full_year_days"),
            first=inputs.day("period_start"),
            last=inputs.day("period_end"),
            taken=inputs.number("taken_days") or Decimal(0),
            waived=inputs.flag("waived_in_writing", otherwise=False),
            school_holidays=inputs.flag("school_holidays", otherwise=False),
            personal_leave_days=inputs.number("personal_leave_days") or Decimal(0),
            sick_leave_months=inputs.number("sick_leave_months") or Decimal(0),
            paid_days=inputs.figure("paid_days_month", "paid_days_per_month"),
        )
    )


def _problems(inputs: Inputs) -> list[Problem]:
    found = []
    if not inputs.has("cumulative_years", "full_year_days"):
        text = _("The years of work for all employers are missing.")
        found.append(Problem("cumulative_years", text))
    first, last = inputs.day("period_start"), inputs.day("period_end")
    if (first is None) != (last is None):
        name = "period_end" if first else "period_start"
        found.append(Problem(name, _("Give both days of the period, or neither.")))
    if first and last and last < first:
        found.append(Problem("period_end", _("The last day lies before the first.")))
    elif first and last and first.year != last.year:
        text = _("Leave is counted by calendar year; give one year at a time.")
        found.append(Problem("period_end", text))
    return found
