"""A month's wage instead of notice (代通知金)."""

from decimal import Decimal

from mediation_desk.domain.money import figures, half_up
from mediation_desk.i18n import _
from mediation_desk.law.award import Award, Step
from mediation_desk.law.grounds import ARTICLE_40, WITH_NOTICE, Ground

RULES_20 = "劳动合同法实施条例第二十条"
NOTICE_DAYS = 30


def notice_pay(
    wage: Decimal,
    *,
    averaged: bool = False,
    ground: Ground | None = None,
    notice_days: int = 0,
) -> Award:
    """Return the month's wage owed where 30 days' written notice was not given.

    劳动合同法第四十条: only for illness, incompetence and changed circumstances; 实施条例
    第二十条: by the wage of the month before, not limited to three times the local average.
    """
    reason = _no_right(ground, notice_days)
    amount = half_up(wage) if not reason else Decimal("0.00")
    label = _("Average wage of the last 12 months") if averaged else _("Wage of the month before")
    steps = [Step(label, figures(wage), figures(wage), RULES_20, "wage")]
    why = reason or _("one month's wage in place of 30 days' notice")
    formula = "" if reason else "{wage}"
    steps.append(
        Step(_("Pay in place of notice"), why, figures(amount), ARTICLE_40, formula=formula)
    )
    warnings = [
        _("Not beside damages for unlawful ending, and only for the grounds of article 40.")
    ]
    if averaged:
        warnings.append(
            _(
                "The 12-month average was taken in place of the last month's wage; the rule names "
                "the last month, and only some regions take the average."
            )
        )
    return Award(
        kind="notice_pay",
        amount=amount,
        steps=tuple(steps),
        articles=(ARTICLE_40, RULES_20),
        warnings=tuple(warnings),
        parts={"amount": amount},
        employer=amount,
        reason=reason,
    )


def _no_right(ground: Ground | None, notice_days: int) -> str:
    if ground is not None and ground not in WITH_NOTICE:
        return _("The contract did not end under article 40: no pay in place of notice is due.")
    if notice_days >= NOTICE_DAYS:
        return _("Notice of 30 days or more was given.")
    return ""
