"""Heat allowance (高温津贴)."""

from decimal import Decimal

from mediation_desk.domain.money import figures
from mediation_desk.i18n import _
from mediation_desk.law.award import Award, Step, product
from mediation_desk.law.exact import exact, rounded
from mediation_desk.law.figures import Figure


def heat_allowance(rate: Figure, hours: Decimal) -> Award:
    """Return the local rate by the hours worked in the heat, overtime hours among them."""
    amount = rounded(exact(rate.value) * exact(hours))
    step = Step(_("Heat allowance"), product(rate.value, hours), figures(amount), rate.citation)
    return Award(
        kind="heat_allowance",
        amount=amount,
        steps=(step,),
        articles=(rate.citation,),
        figures=(rate,),
        warnings=(
            _("In which months the allowance is due was not confirmed; please check."),
            _("The heat allowance is no part of the minimum wage."),
        ),
        parts={"amount": amount},
        employer=amount,
        reason="" if amount else _("No hour in the heat was given."),
    )
