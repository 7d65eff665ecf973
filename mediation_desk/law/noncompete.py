"""Compensation for keeping a duty not to compete (竞业限制补偿)."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from mediation_desk.domain.money import figures
from mediation_desk.i18n import _
from mediation_desk.law.award import Award, Step, count
from mediation_desk.law.exact import exact, factor, rounded
from mediation_desk.law.in_force import Stretch, total

ARTICLE_24 = "劳动合同法第二十四条"
INTERPRETATION_36 = "法释〔2020〕26号第三十六条"
INTERPRETATION_39 = "法释〔2020〕26号第三十九条"
MOST_MONTHS = Decimal(24)
ENDED_BY_EMPLOYER = Decimal(3)


def noncompete(
    wage: Decimal,
    months: Decimal,
    *,
    minimum: Callable[[Decimal], tuple[Stretch, ...]] = lambda _months: (),
    ended_by_employer: bool = False,
) -> Award:
    """Return what is owed where no sum was agreed and the duty was kept.

    法释〔2020〕26号第三十六条: 30% of the 12-month average, not below the minimum wage of the
    place of performance; at most two years (劳动合同法第二十四条). An employer who ends the duty
    owes three months more (第三十九条). `minimum` tells the minimum wages in force through so many
    months, none where nobody knows them.
    """
    own = exact(wage) * 3 / 10
    label, expression = _("Monthly compensation"), f"{figures(wage)} × 30%"
    steps = [Step(label, expression, factor(own), INTERPRETATION_36, exact=True)]
    counted: list[Step] = []
    kept = _months(months, counted, ended_by_employer=ended_by_employer)
    through = minimum(kept)
    if all(own >= exact(one.figure.monthly) for one in through):
        monthly, expression = [own], f"{factor(own)} × {count(kept)}"
        amount = rounded(own * exact(kept))
    else:
        monthly = [_raised(own, one, steps) for one in through]
        expression = total([factor(one) for one in monthly], through)
        shares = (month * one.share for month, one in zip(monthly, through, strict=True))
        amount = rounded(sum(shares, Fraction(0)))
    label = _("Compensation for the duty not to compete")
    steps += [*counted, Step(label, expression, figures(amount), INTERPRETATION_36)]
    return Award(
        kind="noncompete",
        amount=amount,
        steps=tuple(steps),
        articles=(ARTICLE_24, INTERPRETATION_36)
        + ((INTERPRETATION_39,) if ended_by_employer else ()),
        figures=tuple(one.figure for one in through),
        warnings=tuple(_warnings(tested=bool(through))),
        parts={"monthly": rounded(monthly[-1]), "amount": amount},
        employer=amount,
        reason="" if amount else _("No month of the duty was given."),
    )


def _raised(monthly: Fraction, one: Stretch, steps: list[Step]) -> Fraction:
    """Return a month's compensation, lifted to the minimum wage in force."""
    least = exact(one.figure.monthly)
    if monthly >= least:
        return monthly
    expression = f"{factor(monthly)} < {figures(one.figure.monthly)}"
    label = one.named(_("Raised to the minimum wage"))
    steps.append(Step(label, expression, factor(least), INTERPRETATION_36, exact=True))
    return least


def _months(months: Decimal, steps: list[Step], *, ended_by_employer: bool) -> Decimal:
    """Return the months that count, at most two years and those after an early end."""
    kept = min(months, MOST_MONTHS)
    if months > MOST_MONTHS:
        expression = f"{count(months)} > {count(MOST_MONTHS)}"
        steps.append(Step(_("At most two years"), expression, count(kept), ARTICLE_24))
    if ended_by_employer:
        expression = f"{count(kept)} + {count(ENDED_BY_EMPLOYER)}"
        kept += ENDED_BY_EMPLOYER
        label = _("Three months more, as the employer ended the duty")
        steps.append(Step(label, expression, count(kept), INTERPRETATION_39))
    return kept


def _warnings(*, tested: bool) -> list[str]:
    found = [_("Only where no sum was agreed and the duty was kept.")]
    if not tested:
        found.append(_("No minimum wage was given: the floor was not tested."))
    return found
