"""From typed inputs to the medical period and sick pay."""

from dataclasses import replace
from decimal import Decimal
from functools import partial

from mediation_desk.domain.claim_kinds import AnswerKind, ClaimKind
from mediation_desk.domain.errors import Invalid, Problem
from mediation_desk.i18n import N_, _
from mediation_desk.law.award import Award
from mediation_desk.law.common_fields import DAYS, FIGURES_ON, MINIMUM_WAGE, figures_on
from mediation_desk.law.exact import PAID_DAYS
from mediation_desk.law.fields import Field, Shape
from mediation_desk.law.in_force import by_days, minimum_wages, undated
from mediation_desk.law.inputs import Inputs
from mediation_desk.law.kind import Kind
from mediation_desk.law.sickness import medical_period, sick_pay

PERIOD_FIELDS = (
    Field(
        name="total_work_years",
        label=N_("Years actually worked in all (medical period)"),
        shape=Shape.NUMBER,
        required=True,
        high=Decimal(70),
    ),
    Field(
        name="employer_years",
        label=N_("Years with this employer"),
        shape=Shape.NUMBER,
        required=True,
        high=Decimal(70),
    ),
)
DIVISOR = Field(
    name="divisor",
    label=N_("Days by which a month is divided"),
    shape=Shape.NUMBER,
    low=Decimal(20),
    high=Decimal(31),
)
PAY_FIELDS = (
    MINIMUM_WAGE,
    replace(DAYS, label=N_("Days of sick leave"), required=False),
    DIVISOR,
    Field(
        name="agreed_sick_pay_month",
        label=N_("Sick pay of a month by agreement or rules"),
        shape=Shape.MONEY,
    ),
    figures_on(N_("First day of the sick leave")),
)


def medical_period_from(inputs: Inputs) -> Award:
    """Compute the medical period from typed inputs."""
    total, here = inputs.needed("total_work_years"), inputs.needed("employer_years")
    if here > total:
        text = _("Years with this employer cannot be more than the years of work in all.")
        raise Invalid([Problem("employer_years", text)])
    return medical_period(total, here)


def sick_pay_from(inputs: Inputs) -> Award:
    """Compute sick pay from typed inputs."""
    first, days = inputs.day(FIGURES_ON), inputs.number("days")
    divisor = inputs.number("divisor") or PAID_DAYS
    if days is None:
        through = minimum_wages(inputs, first, Decimal(1))
    else:
        through = minimum_wages(inputs, first, days, partial(by_days, divisor=divisor))
    agreed = inputs.number("agreed_sick_pay_month")
    award = sick_pay(through, days=days, divisor=divisor, agreed=agreed)
    unsure = undated(inputs, Decimal(1) if days is None else days / divisor)
    return replace(award, warnings=(*unsure, *award.warnings))


KINDS = (
    Kind(
        term=AnswerKind.MEDICAL_PERIOD,
        fields=PERIOD_FIELDS,
        rule=medical_period_from,
        needs=(
            ("medical_period.total_work_years",),
            ("medical_period.employer_years", "hired_on"),
            ("medical_period.employer_years", "left_on"),
        ),
    ),
    Kind(
        term=ClaimKind.SICK_PAY,
        fields=PAY_FIELDS,
        rule=sick_pay_from,
        needs=(("sick_pay.days",),),
        counter=("sick_pay.figures_on",),
        figures=("minimum_wage_month",),
    ),
)
