"""Penalty for leaving before the end of a service term (服务期违约金)."""

from dataclasses import dataclass
from decimal import Decimal

from mediation_desk.domain.money import figures
from mediation_desk.i18n import _
from mediation_desk.law.award import Award, Step, count
from mediation_desk.law.exact import exact, rounded

ARTICLE_22 = "劳动合同法第二十二条"
RULES_26 = "劳动合同法实施条例第二十六条"


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """The facts of the training that the employer paid."""

    cost: Decimal
    term_years: Decimal
    served_years: Decimal
    agreed: Decimal | None = None
    forced_to_leave: bool = False


def training_penalty(facts: Training) -> Award:
    """Return the most that the worker owes: the share of the cost not yet worked off.

    劳动合同法第二十二条; nothing where the worker left under article 38 (实施条例第二十六条).
    """
    left = max(facts.term_years - facts.served_years, Decimal(0))
    share = rounded(exact(facts.cost) * exact(left) / exact(facts.term_years))
    cost, term = figures(facts.cost), count(facts.term_years)
    expression = f"{cost} × ({term} - {count(facts.served_years)}) ÷ {term}"
    if not left:
        expression = f"{count(facts.served_years)} ≥ {term}"
    steps = [Step(_("Cost not yet worked off"), expression, figures(share), ARTICLE_22)]
    amount = share
    if facts.agreed is not None and facts.agreed < share:
        amount = facts.agreed
        expression = f"{figures(amount)} < {figures(share)}"
        steps.append(Step(_("Penalty as agreed"), expression, figures(amount), ARTICLE_22))
    reason = "" if amount else _("Nothing of the cost is left to be worked off.")
    if share and not amount:
        reason = _("The penalty was agreed as nothing.")
    if facts.forced_to_leave:
        amount, reason = Decimal("0.00"), _("The worker left under article 38: no penalty is due.")
        steps.append(Step(_("No penalty"), reason, figures(amount), RULES_26))
    return Award(
        kind="training_penalty",
        amount=amount,
        steps=tuple(steps),
        articles=(ARTICLE_22, RULES_26),
        warnings=(_("This is owed by the worker, not by the employer."),),
        parts={"amount": amount},
        reason=reason,
    )
