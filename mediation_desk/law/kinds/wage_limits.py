"""From typed inputs to the limits around wages."""

from dataclasses import replace

from mediation_desk.domain.claim_kinds import AnswerKind, ClaimKind
from mediation_desk.i18n import N_
from mediation_desk.law.award import Award
from mediation_desk.law.common_fields import FIGURES_ON, MINIMUM_WAGE, MONTHS, figures_on
from mediation_desk.law.fields import Field, Shape
from mediation_desk.law.in_force import minimum_wages, undated
from mediation_desk.law.inputs import Inputs
from mediation_desk.law.kind import Kind
from mediation_desk.law.wage_limits import extra_compensation_85, min_wage_gap, wage_deduction_cap

DEDUCTION_FIELDS = (
    Field(
        name="monthly_wage",
        label=N_("Wage of the month"),
        shape=Shape.MONEY,
        required=True,
        positive=True,
    ),
    MINIMUM_WAGE,
    figures_on(N_("Month of the deduction: a day of it")),
)
GAP_FIELDS = (
    MINIMUM_WAGE,
    Field(
        name="paid_wage_ex_ot",
        label=N_("Monthly wage paid, without overtime and allowances"),
        shape=Shape.MONEY,
        required=True,
    ),
    replace(MONTHS, label=N_("Months paid below the minimum wage")),
    figures_on(N_("First day of the months below the minimum wage")),
)
EXTRA_FIELDS = (
    Field(
        name="unpaid_amount",
        label=N_("Sum ordered and not paid"),
        shape=Shape.MONEY,
        required=True,
    ),
    Field(
        name="order_issued",
        label=N_("The authority ordered payment in a set time"),
        shape=Shape.FLAG,
        required=True,
    ),
    Field(
        name="overdue",
        label=N_("The set time passed without payment"),
        shape=Shape.FLAG,
        required=True,
    ),
)


def wage_deduction_cap_from(inputs: Inputs) -> Award:
    """Compute the most that may be deducted from typed inputs."""
    minimum = inputs.figure_needed("min_wage_month", "minimum_wage_month")
    return wage_deduction_cap(inputs.needed("monthly_wage"), minimum)


def min_wage_gap_from(inputs: Inputs) -> Award:
    """Compute the gap to the minimum wage from typed inputs."""
    months = inputs.needed("months")
    through = minimum_wages(inputs, inputs.day(FIGURES_ON), months)
    award = min_wage_gap(through, inputs.needed("paid_wage_ex_ot"))
    return replace(award, warnings=(*undated(inputs, months), *award.warnings))


def extra_compensation_85_from(inputs: Inputs) -> Award:
    """Compute the range of additional compensation from typed inputs."""
    return extra_compensation_85(
        inputs.needed("unpaid_amount"),
        ordered=inputs.flag("order_issued", otherwise=False),
        overdue=inputs.flag("overdue", otherwise=False),
    )


KINDS = (
    Kind(
        term=ClaimKind.MIN_WAGE_GAP,
        fields=GAP_FIELDS,
        rule=min_wage_gap_from,
        counter=("min_wage_gap.figures_on",),
        figures=("minimum_wage_month",),
    ),
    Kind(
        term=AnswerKind.WAGE_DEDUCTION_CAP,
        fields=DEDUCTION_FIELDS,
        rule=wage_deduction_cap_from,
        counter=("wage_deduction_cap.figures_on",),
    ),
    Kind(
        term=ClaimKind.EXTRA_COMPENSATION,
        fields=EXTRA_FIELDS,
        rule=extra_compensation_85_from,
    ),
)
