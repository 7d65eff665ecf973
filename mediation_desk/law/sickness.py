"""The medical period (医疗期) and the wage during it (病假工资)."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from mediation_desk.domain.money import ZERO, figures
from mediation_desk.i18n import _
from mediation_desk.law.award import Award, Step, count
from mediation_desk.law.exact import exact, factor, rounded, shown
from mediation_desk.law.figures import Figure
from mediation_desk.law.in_force import Stretch, total

NOTICE_479 = "劳部发〔1994〕479号"
NOTICE_309 = "劳部发〔1995〕309号第五十九条"
ARTICLE_42 = "劳动合同法第四十二条"

_LONG = ((20, 24, 30), (15, 18, 24), (10, 12, 18), (5, 9, 15), (0, 6, 12))
_SHORT = ((5, 6, 12), (0, 3, 6))


def medical_months(total: Decimal, here: Decimal) -> tuple[int, int]:
    """Return the months of the medical period and the months within which they are counted."""
    for least, months, window in _LONG if total >= 10 else _SHORT:
        if here >= least:
            return months, window
    raise ValueError("years at this employer are negative")


def medical_period(total: Decimal, here: Decimal) -> Award:
    """Return how long a sick worker is protected, by years of work in all and here.

    劳部发〔1994〕479号: under ten years of work 3 or 6 months, from ten years 6 to 24.
    """
    months, window = medical_months(total, here)
    years = _("{total} years of work in all, {here} with this employer").format(
        total=count(total), here=count(here)
    )
    steps = (
        Step(_("Medical period"), years, str(months), NOTICE_479),
        Step(_("Counted within (months)"), years, str(window), NOTICE_479),
    )
    return Award(
        kind="medical_period",
        amount=ZERO,
        steps=steps,
        articles=(NOTICE_479, ARTICLE_42),
        warnings=(
            _("Ending the contract in the medical period under articles 40 and 41 is unlawful."),
        ),
        parts={"months": exact(months), "window_months": exact(window)},
        reason=_("A length of time, not a sum."),
    )


def sick_pay(
    stretches: Sequence[Stretch],
    *,
    days: Decimal | None,
    divisor: Decimal,
    agreed: Decimal | None = None,
) -> Award:
    """Return the least sick pay: 80% of the minimum wage, or what was agreed above it.

    劳部发〔1995〕309号第五十九条; the divisor of part months is a practice, not a rule. The days
    are counted by the minimum wage in force on each of them; without days it is a month.
    """
    steps: list[Step] = []
    months = [_month(one, agreed, steps) for one in stretches]
    by = 1 if days is None else exact(divisor)
    shares = zip(months, stretches, strict=True)
    amount = rounded(sum((month * one.share / by for month, one in shares), Fraction(0)))
    warnings = []
    if days is None:
        split = total([factor(month) for month in months], stretches)
        expression = split if len(stretches) > 1 else _("a full month")
    else:
        expression = " + ".join(
            f"{factor(month)} × {count(one.share)} ÷ {count(divisor)}"
            for month, one in zip(months, stretches, strict=True)
        )
        warnings.append(
            _("Part months are divided by {divisor}; no national rule fixes the divisor.").format(
                divisor=count(divisor)
            )
        )
    steps.append(Step(_("Sick pay"), expression, figures(amount), NOTICE_309))
    return Award(
        kind="sick_pay",
        amount=amount,
        steps=tuple(steps),
        articles=(NOTICE_309,),
        figures=tuple(one.figure for one in stretches),
        warnings=tuple(warnings),
        parts={"monthly_floor": rounded(_floor(stretches[-1].figure)), "amount": amount},
        employer=amount,
    )


def _floor(minimum: Figure) -> Fraction:
    return exact(minimum.monthly) * 4 / 5


def _month(one: Stretch, agreed: Decimal | None, steps: list[Step]) -> Fraction:
    """Return the sick pay of a month: the floor, or what was agreed above it."""
    floor, label = _floor(one.figure), one.named(_("Least sick pay of a month"))
    expression = f"{figures(one.figure.monthly)} × 80%"
    steps.append(Step(label, expression, factor(floor), NOTICE_309, exact=True))
    if agreed is None or agreed <= floor:
        return floor
    expression = f"{figures(agreed)} > {shown(floor)}"
    steps.append(Step(_("Agreed sick pay of a month"), expression, figures(agreed), NOTICE_309))
    return exact(agreed)
