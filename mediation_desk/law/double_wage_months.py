"""Double wage from months established otherwise, and for a refused open-ended contract."""

from decimal import Decimal
from fractions import Fraction

from mediation_desk.domain.money import figures
from mediation_desk.i18n import _
from mediation_desk.law.award import Award, Step, count, product
from mediation_desk.law.double_wage import ARTICLE_82, INTERPRETATION_6, MOST_MONTHS, RULES_6
from mediation_desk.law.exact import exact, rounded

ARTICLE_14 = "劳动合同法第十四条"
Share = tuple[Decimal, Decimal, Decimal]


def double_wage_by_month(rows: tuple[Share, ...]) -> Award:
    """Return the extra fold from each month's wage and the share of the month that counts."""
    steps = []
    total, months = Fraction(0), Fraction(0)
    for number, (wage, numerator, denominator) in enumerate(rows, 1):
        share = exact(numerator) / exact(denominator)
        months += share
        total += exact(wage) * share
        whole = numerator == denominator
        over = "" if denominator == 1 else f"/{count(denominator)}"
        part = "" if whole else f" × {count(numerator)}{over}"
        label = _("Month {n}").format(n=number)
        result = figures(rounded(exact(wage) * share))
        steps.append(Step(label, figures(wage) + part, result, INTERPRETATION_6))
    amount = rounded(total)
    expression = _("the months together")
    steps.append(Step(_("Double wage (extra fold)"), expression, figures(amount), ARTICLE_82))
    return _award(amount, tuple(steps), months)


def double_wage_months(wage: Decimal, months: Decimal) -> Award:
    """Return the extra fold for a number of months that was established otherwise."""
    amount = rounded(exact(wage) * exact(months))
    step = Step(_("Double wage (extra fold)"), product(wage, months), figures(amount), ARTICLE_82)
    return _award(amount, (step,), exact(months))


def _award(amount: Decimal, steps: tuple[Step, ...], months: Fraction) -> Award:
    warnings: tuple[str, ...] = ()
    if months > MOST_MONTHS:
        warnings = (
            _("More than eleven months: the law gives at most eleven from the first day of work."),
        )
    return Award(
        kind="double_wage",
        amount=amount,
        steps=steps,
        articles=(ARTICLE_82, RULES_6, INTERPRETATION_6),
        warnings=warnings,
        parts={"amount": amount, "total_two_fold": 2 * amount},
        employer=amount,
        reason="" if amount else _("No month without a contract counts."),
    )


def double_wage_open_ended(wage: Decimal, months: Decimal) -> Award:
    """Return the extra fold where an open-ended contract was refused, without a limit of months.

    劳动合同法第八十二条第二款: from the day it should have been concluded.
    """
    amount = rounded(exact(wage) * exact(months))
    step = Step(_("Double wage (extra fold)"), product(wage, months), figures(amount), ARTICLE_82)
    return Award(
        kind="double_wage_open_ended",
        amount=amount,
        steps=(step,),
        articles=("劳动合同法第八十二条第二款", ARTICLE_14),
        warnings=(
            _(
                "Limitation: one year; whether it runs from the end of the period, month by month "
                "or day by day differs by place."
            ),
        ),
        parts={"amount": amount},
        employer=amount,
        reason="" if amount else _("No month without a contract counts."),
    )
