"""From typed inputs to the tax on the lump sum."""

from mediation_desk.domain.claim_kinds import AnswerKind
from mediation_desk.domain.errors import Invalid, Problem
from mediation_desk.domain.money import ZERO
from mediation_desk.i18n import N_, _
from mediation_desk.law.award import Award
from mediation_desk.law.common_fields import figures_on
from mediation_desk.law.fields import Field, Shape
from mediation_desk.law.inputs import Inputs
from mediation_desk.law.kind import Kind
from mediation_desk.law.severance_tax import LumpSum, severance_tax

FIELDS = (
    Field(
        name="severance_income",
        label=N_("Lump sum paid on leaving"),
        shape=Shape.MONEY,
        required=True,
    ),
    Field(
        name="local_avg_wage_year",
        label=N_("Average yearly wage of the place, year before"),
        shape=Shape.MONEY,
        positive=True,
        figure="local_average_wage_year",
    ),
    Field(
        name="si_paid_by_self",
        label=N_("Own social insurance paid out of the lump sum"),
        shape=Shape.MONEY,
    ),
    figures_on(N_("Day the lump sum is paid")),
)


def severance_tax_from(inputs: Inputs) -> Award:
    """Compute the tax from typed inputs."""
    if (inputs.number("si_paid_by_self") or ZERO) > inputs.needed("severance_income"):
        text = _("More social insurance is given than the lump sum on leaving. Please check both.")
        raise Invalid([Problem("si_paid_by_self", text)])
    return severance_tax(
        LumpSum(
            income=inputs.needed("severance_income"),
            average=inputs.figure_needed("local_avg_wage_year", "local_average_wage_year"),
            own_insurance=inputs.number("si_paid_by_self") or ZERO,
        )
    )


KINDS = (
    Kind(
        term=AnswerKind.SEVERANCE_TAX,
        fields=FIELDS,
        rule=severance_tax_from,
        counter=("severance_tax.figures_on",),
    ),
)
