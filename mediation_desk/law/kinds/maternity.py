"""From typed inputs to the maternity allowance."""

from dataclasses import replace
from decimal import Decimal

from mediation_desk.domain.claim_kinds import ClaimKind
from mediation_desk.i18n import N_, _
from mediation_desk.law.award import Award
from mediation_desk.law.common_fields import DAYS
from mediation_desk.law.fields import Field, Shape
from mediation_desk.law.inputs import Inputs
from mediation_desk.law.kind import Kind
from mediation_desk.law.maternity import Maternity, leave_days, maternity_allowance

FIELDS = (
    Field(
        name="employer_avg_wage_prev_year",
        label=N_("Employer's average monthly wage, year before"),
        shape=Shape.MONEY,
        positive=True,
    ),
    replace(DAYS, label=N_("Days of maternity leave"), required=False),
    Field(name="insured", label=N_("Insured for maternity"), shape=Shape.FLAG),
    Field(
        name="own_wage",
        label=N_("Monthly wage before the leave"),
        shape=Shape.MONEY,
        positive=True,
    ),
    Field(name="difficult_birth", label=N_("Difficult birth"), shape=Shape.FLAG),
    Field(
        name="children",
        label=N_("Children born together"),
        shape=Shape.NUMBER,
        low=Decimal(1),
        high=Decimal(9),
        whole=True,
    ),
    Field(
        name="pregnancy_lost_month",
        label=N_("Month in which the pregnancy was lost"),
        shape=Shape.NUMBER,
        high=Decimal(10),
    ),
)


def maternity_allowance_from(inputs: Inputs) -> Award:
    """Compute the allowance from typed inputs; without days the national leave counts."""
    told = inputs.told("insured")
    insured = told is not False
    own = inputs.number("own_wage")
    days = inputs.number("days")
    if days is None:
        days = Decimal(
            leave_days(
                difficult=inputs.flag("difficult_birth", otherwise=False),
                children=int(inputs.number("children") or 1),
                lost_in_month=inputs.number("pregnancy_lost_month"),
            )
        )
    wage = own if own is not None and not insured else inputs.needed("employer_avg_wage_prev_year")
    award = maternity_allowance(Maternity(wage=wage, days=days, insured=insured, own_wage=own))
    if told is not None:
        return award
    note = _("Nobody said whether she was insured for maternity; here it is taken that she was.")
    return replace(award, warnings=(*award.warnings, note))


KINDS = (
    Kind(
        term=ClaimKind.MATERNITY_ALLOWANCE,
        fields=FIELDS,
        rule=maternity_allowance_from,
        needs=(("wage_before_leave", "maternity_allowance.employer_avg_wage_prev_year"),),
        shown=("maternity_allowance.insured", "maternity_allowance.days"),
    ),
)
