"""Single benefits of a work injury: wage while off work, top-up, treatment, care."""

from decimal import Decimal
from fractions import Fraction

from mediation_desk.domain.money import ZERO, figures
from mediation_desk.i18n import _
from mediation_desk.law.award import Award, Step, count, month_of, product
from mediation_desk.law.exact import exact, factor, rounded
from mediation_desk.law.figures import Figure
from mediation_desk.law.injury_regulation import (
    ALLOWANCE_PERCENT,
    ARTICLE_34,
    ARTICLE_62,
    ARTICLE_64,
    ARTICLES_35_37,
    CARE_PERCENT,
    Care,
    insurance_notes,
)

ARTICLE_30 = "工伤保险条例第三十条"
ARTICLE_33 = "工伤保险条例第三十三条"
USUAL_MONTHS = 12


def injury_stop_work(
    wage: Decimal, *, months: Decimal, days: Decimal = Decimal(0), divisor: Decimal = Decimal(1)
) -> Award:
    """Return the wage that the employer goes on paying while an injury is treated.

    工伤保险条例第三十三条: the original pay, not limited, as a rule for at most twelve months, and
    twelve more where the committee confirms it.
    """
    share = exact(months) + exact(days) / exact(divisor)
    amount = rounded(exact(wage) * share)
    expression = product(wage, months)
    if days:
        part = f"{count(days)}/{count(divisor)}"
        expression = f"{figures(wage)} × {part}"
        if months:
            expression = f"{figures(wage)} × ({count(months)} + {part})"
    warnings = []
    if share > USUAL_MONTHS:
        warnings.append(_("More than twelve months need the confirmation of the committee."))
    if days:
        warnings.append(
            _("Part months are divided by {divisor}; no national rule fixes the divisor.").format(
                divisor=count(divisor)
            )
        )
    step = Step(_("Wage of the stop-work period"), expression, figures(amount), ARTICLE_33)
    return Award(
        kind="injury_stop_work",
        amount=amount,
        steps=(step,),
        articles=(ARTICLE_33,),
        warnings=tuple(warnings),
        parts={"amount": amount},
        employer=amount,
        reason="" if amount else _("No day of the stop-work period was given."),
    )


def injury_allowance_topup(grade: int, wage: Decimal, paid: Decimal, months: Decimal) -> Award:
    """Return what the employer owes where too low a declared wage made the allowance too small."""
    article, percent = ARTICLES_35_37[grade], ALLOWANCE_PERCENT[grade]
    due = exact(wage) * percent / 100
    gap = max(due - exact(paid), Fraction(0))
    amount = rounded(gap * exact(months))
    allowance = f"{figures(wage)} × {percent}%"
    steps = (
        Step(_("Monthly disability allowance"), allowance, factor(due), article, exact=True),
        Step(
            _("Missing in a month"),
            f"{factor(due)} - {figures(paid)}",
            factor(gap),
            article,
            exact=True,
        ),
        Step(_("Top-up"), f"{factor(gap)} × {count(months)}", figures(amount), article),
    )
    return Award(
        kind="injury_allowance_topup",
        amount=amount,
        steps=steps,
        articles=(article, ARTICLE_64),
        warnings=(_("Owed where the employer declared too low a wage to the insurance."),),
        parts={"amount": amount},
        employer=amount,
        reason="" if amount else _topped(months),
    )


def _topped(months: Decimal) -> str:
    if not months:
        return _("Nothing is missing for 0 months.")
    return _("The allowance that was paid is not too small.")


def injury_medical(
    items: tuple[tuple[str, Decimal], ...], paid_by_fund: Decimal, *, insured: bool | None = True
) -> Award:
    """Return the cost of treatment that is still owed.

    工伤保险条例第三十条: by the lists and local rates, from the fund; without insurance the
    employer owes it (第六十二条). Nursing in the stop-work period the employer owes in any case
    (第三十三条第三款).
    """
    total = sum((amount for _label, amount in items), ZERO)
    nursing = sum((amount for label, amount in items if _is_nursing(label)), ZERO)
    rest = max(total - nursing - paid_by_fund, ZERO)
    amount = rest + nursing
    steps = [
        Step(
            label or _("Item {n}").format(n=number),
            figures(sum_),
            figures(sum_),
            ARTICLE_33 if _is_nursing(label) else ARTICLE_30,
        )
        for number, (label, sum_) in enumerate(items, 1)
    ]
    expression = f"{figures(total)} - {figures(paid_by_fund)}"
    if nursing:
        expression = f"{figures(rest)} + {figures(nursing)}"
    steps.append(Step(_("Treatment still owed"), expression, figures(amount), ARTICLE_30))
    warnings = [_("Items outside the lists and rates of the insurance are not owed by law.")]
    warnings += insurance_notes(insured, rest)
    if nursing:
        text = _("Nursing in the stop-work period, {sum} yuan, is the employer's ({article}).")
        warnings.append(text.format(sum=figures(nursing), article=f"{ARTICLE_33}第三款"))
    if insured is not False:
        warnings.append(_("Of an insured worker's treatment the fund owes what the lists cover."))
    return Award(
        kind="injury_medical",
        amount=amount,
        steps=tuple(steps),
        articles=(
            ARTICLE_30,
            *([ARTICLE_33] if nursing else []),
            *([] if insured is True else [ARTICLE_62]),
        ),
        warnings=tuple(warnings),
        parts={"amount": amount},
        employer=amount if insured is False else nursing,
        fund=ZERO if insured is False else rest,
        if_uninsured=rest if insured is None else ZERO,
        reason="" if amount else _("The fund has paid everything."),
    )


def _is_nursing(label: str) -> bool:
    """Say whether an item is nursing while off work, not the allowance for lasting care."""
    return "护理" in label and "生活护理" not in label


def injury_care(
    care: Care, average: Figure, months: Decimal, *, insured: bool | None = True
) -> Award:
    """Return the care allowance: 50, 40 or 30% of the pooling area's average a month.

    工伤保险条例第三十四条; without insurance the employer owes it (第六十二条).
    """
    percent = CARE_PERCENT[care]
    monthly = exact(average.monthly) * percent / 100
    amount = rounded(monthly * exact(months))
    expression = f"{month_of(average)} × {percent}%"
    steps = (
        Step(_("Monthly care allowance"), expression, factor(monthly), ARTICLE_34, exact=True),
        Step(
            _("Care allowance of the months"),
            f"{factor(monthly)} × {count(months)}",
            figures(amount),
            ARTICLE_34,
        ),
    )
    return Award(
        kind="injury_care",
        amount=amount,
        steps=steps,
        articles=(ARTICLE_34,) if insured is True else (ARTICLE_34, ARTICLE_62),
        figures=(average,),
        warnings=tuple(insurance_notes(insured, amount)),
        parts={"monthly_care": rounded(monthly), "amount": amount},
        employer=amount if insured is False else ZERO,
        fund=ZERO if insured is False else amount,
        if_uninsured=amount if insured is None else ZERO,
        reason="" if amount else _("No month was given."),
    )
