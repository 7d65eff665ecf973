"""Fields that several kinds of claim ask for."""

from decimal import Decimal

from mediation_desk.domain.errors import Invalid, Problem
from mediation_desk.i18n import N_, _
from mediation_desk.law.fields import Field, Shape
from mediation_desk.law.figures import Figure
from mediation_desk.law.grounds import Ground
from mediation_desk.law.inputs import Inputs

MINIMUM_WAGE = Field(
    name="min_wage_month",
    label=N_("Monthly minimum wage"),
    shape=Shape.MONEY,
    positive=True,
    figure="minimum_wage_month",
)
POOLING_AVERAGE = Field(
    name="pooling_avg_wage",
    label=N_("Average monthly wage of the work-injury pooling area, year before"),
    shape=Shape.MONEY,
    positive=True,
    figure="pooling_average_wage_month",
)
PAID_DAYS_MONTH = Field(
    name="paid_days_month",
    label=N_("Paid days a month"),
    shape=Shape.NUMBER,
    low=Decimal(20),
    high=Decimal(31),
    figure="paid_days_per_month",
)
DISABILITY_GRADE = Field(
    name="disability_grade",
    label=N_("Disability grade"),
    shape=Shape.GRADE,
    required=True,
    low=Decimal(1),
    high=Decimal(10),
    whole=True,
)
OWN_WAGE = Field(
    name="own_wage",
    label=N_("Own wage (average contribution wage)"),
    shape=Shape.MONEY,
    required=True,
    positive=True,
)
INJURED_ON = Field(name="injured_on", label=N_("Day of the work injury"), shape=Shape.DAY)
INSURED = Field(name="insured", label=N_("Insured against work injury"), shape=Shape.FLAG)
MONTHS = Field(
    name="months",
    label=N_("Number of months"),
    shape=Shape.NUMBER,
    required=True,
    high=Decimal(840),
)
DAYS = Field(
    name="days", label=N_("Number of days"), shape=Shape.NUMBER, required=True, high=Decimal(3660)
)
GROUND = Field(
    name="ground",
    label=N_("Why the contract ended"),
    shape=Shape.CHOICE,
    choices=tuple(ground.value for ground in Ground),
)


FIGURES_ON = "figures_on"
"""The name of the input that says by which day's figures of law a sum is reckoned."""


def figures_on(label: str) -> Field:
    """Return the day whose figures of law count, where no day of the employment tells it."""
    return Field(name=FIGURES_ON, label=label, shape=Shape.DAY)


def average_at_injury(inputs: Inputs) -> Figure | None:
    """Return the average that bounds the own wage: of the year before the injury, where told.

    工伤保险条例第六十四条: the own wage is that of the twelve months before the injury.
    """
    day, law = inputs.day(INJURED_ON.name), inputs.law_on
    if day is None or law is None or inputs.has(POOLING_AVERAGE.name):
        return inputs.figure(POOLING_AVERAGE.name, POOLING_AVERAGE.figure)
    return law.on(day).figure(POOLING_AVERAGE.figure)


def owed_span(first: str, last: str) -> tuple[Field, Field]:
    """Return the days that a sum is owed for (欠付期间): papers name them, no rule counts them."""
    return (
        Field(name="owed_from", label=first, shape=Shape.DAY),
        Field(name="owed_until", label=last, shape=Shape.DAY),
    )


def require_in_order(inputs: Inputs) -> None:
    """Refuse a period that ends before it begins."""
    first, last = inputs.day("owed_from"), inputs.day("owed_until")
    if first and last and last < first:
        raise Invalid([Problem("owed_until", _("The last day lies before the first day."))])
