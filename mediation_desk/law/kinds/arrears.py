"""From typed inputs to the months of wages owed (拖欠劳动报酬)."""

from mediation_desk.domain.claim_kinds import ClaimKind
from mediation_desk.domain.errors import Invalid, Problem
from mediation_desk.domain.money import ZERO
from mediation_desk.i18n import N_, _
from mediation_desk.law.arrears import Month, wage_arrears
from mediation_desk.law.award import Award
from mediation_desk.law.common_fields import owed_span, require_in_order
from mediation_desk.law.inputs import Field, Inputs, Shape
from mediation_desk.law.kind import Kind

FIELDS = (
    Field(name="due", label=N_("Wages due"), shape=Shape.MONEY),
    Field(name="paid", label=N_("Wages paid"), shape=Shape.MONEY),
    Field(name="months", label=N_("Wages due and paid by month"), shape=Shape.MONEY_PAIRS),
    *owed_span(N_("Wages owed: first day"), N_("Wages owed: last day")),
)


def wage_arrears_from(inputs: Inputs) -> Award:
    """Compute wages owed from typed inputs."""
    require_in_order(inputs)
    if inputs.has("months"):
        return wage_arrears(tuple(Month(due, paid) for due, paid in inputs.pairs("months")))
    due = inputs.number("due")
    if due is None:
        raise Invalid([Problem("due", _("The wages due are missing."))])
    return wage_arrears((Month(due, inputs.number("paid") or ZERO),))


KINDS = (
    Kind(
        term=ClaimKind.WAGE_ARREARS,
        fields=FIELDS,
        rule=wage_arrears_from,
        needs=(("arrears", "wage_arrears.months"),),
    ),
)
