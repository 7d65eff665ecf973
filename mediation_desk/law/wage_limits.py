"""Limits around wages: deductions, minimum wage, additional compensation (加付赔偿金)."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from mediation_desk.domain.money import ZERO, figures, half_up
from mediation_desk.i18n import _
from mediation_desk.law.award import Award, Step, count, in_formula
from mediation_desk.law.exact import exact, factor, rounded, shown
from mediation_desk.law.figures import Figure
from mediation_desk.law.in_force import Stretch, total

PAYMENT_16 = "工资支付暂行规定第十六条"
LABOUR_91 = "劳动法第九十一条"
ARTICLE_85 = "劳动合同法第八十五条"
INTERPRETATION_1 = "法释〔2020〕26号第一条"


def wage_deduction_cap(wage: Decimal, minimum: Figure) -> Award:
    """Return the most that may be deducted from a month's wage for damage done by the worker.

    工资支付暂行规定第十六条: at most twenty per cent, and what is left must reach the minimum wage.
    """
    fifth = exact(wage) / 5
    spare = exact(wage) - exact(minimum.monthly)
    amount = rounded(max(min(fifth, spare), Fraction(0)))
    least = figures(minimum.monthly)
    steps = (
        Step(
            _("One fifth of the month's wage"),
            f"{figures(wage)} × 20%",
            shown(fifth),
            PAYMENT_16,
            exact=True,
        ),
        Step(
            _("Above the minimum wage"),
            f"{figures(wage)} - {least}",
            shown(spare),
            PAYMENT_16,
            exact=True,
        ),
        Step(_("Most that may be deducted"), _("the lesser of both"), figures(amount), PAYMENT_16),
    )
    return Award(
        kind="wage_deduction_cap",
        amount=amount,
        steps=steps,
        articles=(PAYMENT_16,),
        figures=(minimum,),
        warnings=(_("This is a limit of what the employer may keep, not a sum that is owed."),),
        parts={"amount": amount},
        reason="" if amount else _("The wage leaves nothing above the minimum wage."),
    )


def min_wage_gap(months: Sequence[Stretch], paid: Decimal) -> Award:
    """Return what is missing to the minimum wage, without overtime and allowances counted.

    劳动法第九十一条, 劳动合同法第八十五条. Each month has the minimum wage in force in it.
    """
    gaps = [max(exact(one.figure.monthly) - exact(paid), Fraction(0)) for one in months]
    missing = (gap * one.share for gap, one in zip(gaps, months, strict=True))
    amount = rounded(sum(missing, Fraction(0)))
    steps = [
        Step(
            one.named(_("Missing in a month")),
            f"{figures(one.figure.monthly)} - {figures(paid)}",
            factor(gap),
            LABOUR_91,
            f"gap_{place}",
            f"MAX({in_formula(one.figure)}-{paid:.2f},0)",
            exact=True,
        )
        for place, (gap, one) in enumerate(zip(gaps, months, strict=True))
    ]
    expression = total([factor(gap) for gap in gaps], months)
    terms = "+".join(f"{{gap_{n}}}*({one.share})" for n, one in enumerate(months))
    label, formula = _("Minimum-wage gap"), f"ROUND({terms},2)"
    steps.append(Step(label, expression, figures(amount), ARTICLE_85, formula=formula))
    return Award(
        kind="min_wage_gap",
        amount=amount,
        steps=tuple(steps),
        articles=(LABOUR_91, ARTICLE_85),
        figures=tuple(one.figure for one in months),
        warnings=(
            _(
                "Whether the minimum wage here includes the worker's own insurance share was not "
                "confirmed; overtime, shift and heat allowances do not count towards it."
            ),
        ),
        parts={"amount": amount},
        employer=amount,
        reason="" if amount else _("The minimum wage was paid."),
    )


def extra_compensation_85(unpaid: Decimal, *, ordered: bool, overdue: bool) -> Award:
    """Return the range of additional compensation after an order of the labour authority.

    劳动合同法第八十五条: 50 to 100 per cent of what was ordered and not paid in time. It is a
    risk and no debt, so that the award itself stays nothing.
    """
    due = ordered and overdue
    low, high = (rounded(exact(unpaid) / 2), half_up(unpaid)) if due else (ZERO, ZERO)
    if not ordered:
        reason = _("The labour authority has not ordered the payment in a set time.")
    else:
        reason = "" if overdue else _("The order was obeyed in time.")
    steps = (
        Step(
            _("At least"),
            f"{figures(unpaid)} × {count(Decimal(50 if due else 0))}%",
            figures(low),
            ARTICLE_85,
        ),
        Step(
            _("At most"),
            f"{figures(unpaid)} × {count(Decimal(100 if due else 0))}%",
            figures(high),
            ARTICLE_85,
        ),
    )
    return Award(
        kind="extra_compensation_85",
        amount=ZERO,
        steps=steps,
        articles=(ARTICLE_85, INTERPRETATION_1),
        warnings=(_("A range that the authority fixes: a risk to show, not a sum that is owed."),),
        parts={"amount_low": low, "amount_high": high},
        reason=reason,
    )
