"""Wages owed (拖欠劳动报酬): what was due less what was paid, month by month."""

from dataclasses import dataclass
from decimal import Decimal

from mediation_desk.domain.money import ZERO, figures, half_up
from mediation_desk.i18n import _
from mediation_desk.law.award import Award, Step, added

ARTICLE_30 = "劳动合同法第三十条"
ARTICLE_50 = "劳动法第五十条"


@dataclass(frozen=True, slots=True)
class Month:
    """What was due for a month and what was paid."""

    due: Decimal
    paid: Decimal = ZERO


def wage_arrears(months: tuple[Month, ...]) -> Award:
    """Add up what is still owed; more paid in one month settles what was owed for others."""
    steps = []
    for number, month in enumerate(months, 1):
        label = _("Wages owed") if len(months) == 1 else _("Month {n}").format(n=number)
        expression = f"{figures(month.due)} - {figures(month.paid)}"
        steps.append(Step(label, expression, figures(month.due - month.paid), ARTICLE_30))
    owed = sum((month.due - month.paid for month in months), ZERO)
    amount = half_up(max(owed, ZERO))
    if len(months) > 1:
        expression = added(month.due - month.paid for month in months)
        steps.append(Step(_("Wages owed"), expression, figures(amount), ARTICLE_50))
    warnings: tuple[str, ...] = ()
    if any(month.paid > month.due for month in months):
        warnings = (
            _("In some months more was paid than due; this was set off against other months."),
        )
    return Award(
        kind="wage_arrears",
        amount=amount,
        steps=tuple(steps),
        articles=(ARTICLE_30, ARTICLE_50),
        warnings=warnings,
        parts={"amount": amount},
        employer=amount,
        reason="" if amount else _("No wages are owed."),
    )
