"""Compensation for keeping a duty not to compete (竞业限制补偿)."""

from decimal import Decimal

from mediation_desk.domain.money import figures
from mediation_desk.i18n import _
from mediation_desk.law.award import Award, Step, count
from mediation_desk.law.exact import exact, factor, rounded
from mediation_desk.law.figures import Figure

ARTICLE_24 = "劳动合同法第二十四条"
INTERPRETATION_36 = "法释〔2020〕26号第三十六条"
INTERPRETATION_39 = "法释〔2020〕26号第三十九条"
MOST_MONTHS = Decimal(24)
ENDED_BY_EMPLOYER = Decimal(3)


def noncompete(
    wage: Decimal,
    months: Decimal,
    *,
    minimum: Figure | None = None,
    ended_by_employer: bool = False,
) -> Award:
    """Return what is owed where no sum was agreed and the duty was kept.

    法释〔2020〕26号第三十六条: 30% of the 12-month average, not below the minimum wage of the
    place of performance; at most two years (劳动合同法第二十四条). An employer who ends the duty
    owes three months more (第三十九条).
    """
    monthly = exact(wage) * 3 / 10
    expression = f"{figures(wage)} × 30%"
    steps = [
        Step(_("Monthly compensation"), expression, factor(monthly), INTERPRETATION_36, exact=True)
    ]
    if minimum and monthly < exact(minimum.monthly):
        expression = f"{factor(monthly)} < {figures(minimum.monthly)}"
        monthly = exact(minimum.monthly)
        label = _("Raised to the minimum wage")
        steps.append(Step(label, expression, factor(monthly), INTERPRETATION_36, exact=True))
    kept = _months(months, steps, ended_by_employer=ended_by_employer)
    amount = rounded(monthly * exact(kept))
    label = _("Compensation for the duty not to compete")
    expression = f"{factor(monthly)} × {count(kept)}"
    steps.append(Step(label, expression, figures(amount), INTERPRETATION_36))
    return Award(
        kind="noncompete",
        amount=amount,
        steps=tuple(steps),
        articles=(ARTICLE_24, INTERPRETATION_36)
        + ((INTERPRETATION_39,) if ended_by_employer else ()),
        figures=(minimum,) if minimum else (),
        warnings=tuple(_warnings(minimum)),
        parts={"monthly": rounded(monthly), "amount": amount},
        employer=amount,
        reason="" if amount else _("No month of the duty was given."),
    )


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


def _warnings(minimum: Figure | None) -> list[str]:
    found = [_("Only where no sum was agreed and the duty was kept.")]
    if minimum is None:
        found.append(_("No minimum wage was given: the floor was not tested."))
    return found
