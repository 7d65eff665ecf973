"""Severance on the end of a contract (经济补偿) and damages for unlawful ending (赔偿金)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from mediation_desk.domain.money import ZERO, figures, half_up
from mediation_desk.i18n import _
from mediation_desk.law.award import Award, Step, count, product
from mediation_desk.law.figures import Figure, FigureUnit
from mediation_desk.law.service_length import Service

ARTICLE_47 = "劳动合同法第四十七条"
ARTICLE_87 = "劳动合同法第八十七条"
AVERAGE = "劳动合同法实施条例第二十七条"
UNLAWFUL = "劳动合同法实施条例第二十五条"
INCLUSIVE = "民法典第一千二百五十九条"
TRANSITION = "劳动合同法第九十七条第三款"

MOST_MONTHS = Decimal(12)
NEAR = Decimal("0.05")
CONTRACT_LAW = date(2008, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """The facts of an employment that ended.

    Either `service`, or `months` where their number was established otherwise. Service before
    `first_day` was left out already; the day itself is kept for what it says about old law.
    """

    average_wage: Decimal
    service: Service | None = None
    months: Decimal | None = None
    first_day: date | None = None
    last_day: date | None = None
    local_average: Figure | None = None
    minimum_wage: Figure | None = None
    paid_already: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class _Reckoning:
    base: Decimal
    months: Decimal
    capped: bool
    steps: tuple[Step, ...]
    figures: tuple[Figure, ...]
    warnings: tuple[str, ...]


def severance(ending: Ending) -> Award:
    """Economic compensation for ending a contract (经济补偿), in yuan.

    劳动合同法第四十七条: one month's wage for each full year, half a year or more counts as
    a year, less than half a year as half a month; a wage above three times the local average
    counts as three times, and then at most twelve years count.
    """
    return _award("severance", ending, Decimal(1), (ARTICLE_47, AVERAGE, INCLUSIVE))


def unlawful_termination(ending: Ending) -> Award:
    """Damages for ending a contract unlawfully (赔偿金), twice the severance.

    劳动合同法第八十七条; the years run from the first day of work, also before 2008
    (实施条例第二十五条), and severance that was paid is deducted.
    """
    articles = (ARTICLE_87, UNLAWFUL, ARTICLE_47, AVERAGE, INCLUSIVE)
    return _award("unlawful_termination", ending, Decimal(2), articles)


def _award(kind: str, ending: Ending, fold: Decimal, articles: tuple[str, ...]) -> Award:
    reckoning = _reckon(ending, old_law=fold == 1)
    gross = half_up(fold * reckoning.base * reckoning.months)
    amount = max(gross - ending.paid_already, ZERO)
    twice = fold == 2
    label = _("Damages for unlawful ending") if twice else _("Economic compensation")
    expression = product(reckoning.base, reckoning.months) + (" × 2" if twice else "")
    steps = [*reckoning.steps, Step(label, expression, figures(gross), articles[0])]
    if ending.paid_already:
        expression = f"{figures(gross)} - {figures(ending.paid_already)}"
        steps.append(Step(_("Less what was paid"), expression, figures(amount)))
    return Award(
        kind=kind,
        amount=amount,
        steps=tuple(steps),
        articles=articles,
        figures=reckoning.figures,
        warnings=reckoning.warnings,
        parts={
            "base": reckoning.base,
            "months": Fraction(reckoning.months),
            "capped": reckoning.capped,
            "gross": gross,
            "amount": amount,
        },
        employer=amount,
        reason="" if gross else _("There is no day of service to count."),
    )


def limit(average: Figure) -> Decimal:
    """Return three times the local monthly average; a yearly figure is not cut before."""
    return half_up(3 * average.monthly)


def _reckon(ending: Ending, *, old_law: bool) -> _Reckoning:
    wage = half_up(ending.average_wage)
    months = _months(ending)
    used: list[Figure] = []
    steps = [Step(_("Average wage of the last 12 months"), figures(wage), figures(wage), AVERAGE)]
    steps += _service_steps(ending, months)
    base, capped = wage, False
    if (minimum := ending.minimum_wage) and wage < half_up(minimum.monthly):
        base = half_up(minimum.monthly)
        used.append(minimum)
        expression = f"{figures(wage)} < {figures(base)}"
        steps.append(Step(_("Raised to the minimum wage"), expression, figures(base), AVERAGE))
    if average := ending.local_average:
        used.append(average)
        most = limit(average)
        steps.append(
            Step(_("Three times the local average"), _thrice(average), figures(most), ARTICLE_47)
        )
        if capped := wage > most:
            base = most
            expression = f"{figures(wage)} > {figures(most)}"
            steps.append(Step(_("Wage above the limit"), expression, figures(most), ARTICLE_47))
            if months > MOST_MONTHS:
                expression = f"{count(months)} > {count(MOST_MONTHS)}"
                months = MOST_MONTHS
                steps.append(Step(_("At most twelve years"), expression, "12", ARTICLE_47))
    warnings = tuple(_warnings(ending, wage, old_law=old_law))
    return _Reckoning(base, months, capped, tuple(steps), tuple(used), warnings)


def _months(ending: Ending) -> Decimal:
    if ending.months is not None:
        return ending.months
    if ending.service is None:
        raise ValueError("an ending needs its service or its months")
    return ending.service.compensation_months


def _thrice(average: Figure) -> str:
    if average.unit == FigureUnit.YUAN_YEAR:
        return f"{figures(average.value)} × 3 ÷ 12"
    return f"{figures(average.value)} × 3"


def _service_steps(ending: Ending, months: Decimal) -> Iterator[Step]:
    if ending.service is None or ending.months is not None:
        yield Step(_("Months of severance"), _("as established"), count(months), ARTICLE_47)
        return
    service = ending.service
    span = service.text
    if ending.first_day and ending.last_day:
        span = _("{first} to {last}, last day included").format(
            first=ending.first_day.isoformat(), last=ending.last_day.isoformat()
        )
    yield Step(_("Length of service"), span, service.text, INCLUSIVE)
    rest = months - service.years
    if rest == 1:
        why = _("{years} full years, the rest is six months or more").format(years=service.years)
    elif rest:
        why = _("{years} full years, the rest is less than six months").format(years=service.years)
    else:
        why = _("{years} full years").format(years=service.years)
    yield Step(_("Months of severance"), why, count(months), ARTICLE_47)


def _warnings(ending: Ending, wage: Decimal, *, old_law: bool) -> Iterator[str]:
    if ending.local_average is None:
        yield _("No local average wage was given: the limit of three times was not tested.")
    else:
        most = limit(ending.local_average)
        if abs(wage - most) <= most * NEAR:
            yield _(
                "The wage is near three times the local average ({limit} yuan): above it the sum "
                "is limited, and at most twelve years count. Please check the wage."
            ).format(limit=figures(most))
    if old_law and ending.months is None and ending.first_day and ending.first_day < CONTRACT_LAW:
        yield _(
            "Service before 2008-01-01 is counted here; it counts only where the law of that "
            "time gave severance for this reason ({article})."
        ).format(article=TRANSITION)
    if ending.last_day and ending.last_day < CONTRACT_LAW:
        yield _("The employment ended before the Labour Contract Law (2008-01-01).")
