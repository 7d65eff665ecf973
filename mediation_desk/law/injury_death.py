"""Benefits when a worker dies of a work injury (工亡待遇)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from mediation_desk.domain.money import ZERO, figures
from mediation_desk.i18n import _
from mediation_desk.law.award import Award, Part, Step, count, month_of, product
from mediation_desk.law.dependents import Dependent
from mediation_desk.law.exact import exact, factor, rounded, shown
from mediation_desk.law.figures import Figure
from mediation_desk.law.injury_regulation import (
    ARTICLE_62,
    ARTICLE_64,
    LEAST,
    MOST,
    injury_undated,
    insurance_notes,
)

ARTICLE_39 = "工伤保险条例第三十九条"
FUNERAL_MONTHS = 6
LUMP_YEARS = 20
WHOLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Death:
    """The facts; `after_stop_work` is a worker of grades 1 to 4 who died after that period."""

    pooling_average: Figure | None = None
    income: Figure | None = None
    own_wage: Decimal | None = None
    dependents: tuple[Dependent, ...] = ()
    pension_months: Decimal | None = None
    wage_average: Figure | None = None
    injured_on: date | None = None
    insured: bool | None = True
    after_stop_work: bool = False


def injury_death(facts: Death) -> Award:
    """Return funeral grant, lump sum, and the monthly pensions of the dependents.

    工伤保险条例第三十九条: six months of the pooling area's average; twenty times the national
    urban income per person of the year before; 40% of the own wage for the spouse, 30% for
    others, 10% more for orphans and lone old people, together not above the own wage.
    """
    funeral, lump = _funeral(facts), _lump(facts)
    pensions = _pensions(facts)
    known = [part for part in (funeral, lump) if part is not None]
    amount = sum(known, ZERO)
    by_employer = facts.insured is False
    known_insured = facts.insured is True
    return Award(
        kind="injury_death",
        amount=amount,
        steps=tuple(_steps(facts, funeral, lump, amount)),
        articles=(ARTICLE_39, ARTICLE_64) + (() if known_insured else (ARTICLE_62,)),
        figures=tuple(
            dict.fromkeys(f for f in (facts.pooling_average, facts.income, facts.wage_average) if f)
        ),
        warnings=(*insurance_notes(facts.insured, amount), *_warnings(facts)),
        parts={
            "funeral": funeral,
            "death_lump": lump,
            "pension_monthly": tuple(rounded(pension) for pension in pensions),
            "pension_total": _pension_total(facts, pensions),
            "amount": amount if known else None,
        },
        employer=amount if by_employer else ZERO,
        fund=ZERO if by_employer else amount,
        if_uninsured=amount if facts.insured is None else ZERO,
    )


def _funeral(facts: Death) -> Decimal | None:
    average = facts.pooling_average
    return rounded(exact(average.monthly) * FUNERAL_MONTHS) if average else None


def _lump(facts: Death) -> Decimal | None:
    if facts.after_stop_work:
        return ZERO
    return rounded(exact(facts.income.value) * LUMP_YEARS) if facts.income else None


def counted_wage(facts: Death) -> Decimal | None:
    """Return the own wage between 60% and 300% of the average (工伤保险条例第六十四条)."""
    if facts.own_wage is None or facts.wage_average is None:
        return facts.own_wage
    average = exact(facts.wage_average.monthly)
    low, high = rounded(average * Fraction(LEAST)), rounded(average * Fraction(MOST))
    return min(max(facts.own_wage, low), high)


def _pensions(facts: Death) -> tuple[Fraction, ...]:
    wage = counted_wage(facts)
    if wage is None:
        return ()
    together = max(sum(person.percent for person in facts.dependents), WHOLE)
    return tuple(exact(wage) * person.percent / together for person in facts.dependents)


def _pension_total(facts: Death, pensions: tuple[Fraction, ...]) -> Part:
    """Return the pensions of the months given, or of one month."""
    if not pensions:
        return None
    months = Fraction(1) if facts.pension_months is None else exact(facts.pension_months)
    return rounded(sum(pensions, Fraction(0)) * months)


def _steps(
    facts: Death, funeral: Decimal | None, lump: Decimal | None, amount: Decimal
) -> Iterator[Step]:
    if facts.pooling_average and funeral is not None:
        expression = f"{month_of(facts.pooling_average)} × {FUNERAL_MONTHS}"
        yield Step(_("Funeral grant"), expression, figures(funeral), ARTICLE_39)
    if facts.after_stop_work:
        why = _("died after the stop-work period, grades 1 to 4")
        yield Step(_("One-off death subsidy"), why, figures(ZERO), ARTICLE_39)
    elif facts.income and lump is not None:
        expression = product(facts.income.value, Decimal(LUMP_YEARS))
        yield Step(_("One-off death subsidy"), expression, figures(lump), ARTICLE_39)
    if funeral is not None and lump is not None:
        expression = f"{figures(funeral)} + {figures(lump)}"
        yield Step(_("One-off sums together"), expression, figures(amount), ARTICLE_39)
    yield from _pension_steps(facts)


def _pension_steps(facts: Death) -> Iterator[Step]:
    wage = counted_wage(facts)
    if wage is None or facts.own_wage is None:
        return
    if wage != facts.own_wage:
        label = _("Own wage between 60% and 300% of the average")
        yield Step(label, figures(facts.own_wage), figures(wage), ARTICLE_64)
    pensions = _pensions(facts)
    together = sum(person.percent for person in facts.dependents)
    for person, pension in zip(facts.dependents, pensions, strict=True):
        label = _("Monthly pension of the spouse") if person.spouse else _("Monthly pension")
        expression = f"{figures(wage)} × {person.percent}%"
        if together > WHOLE:
            expression += f" × {WHOLE}/{together}"
        yield Step(label, expression, shown(pension), ARTICLE_39, exact=True)
    if facts.pension_months is not None and pensions:
        monthly = sum(pensions, Fraction(0))
        total = rounded(monthly * exact(facts.pension_months))
        expression = f"{factor(monthly)} × {count(facts.pension_months)}"
        yield Step(_("Pensions of the months"), expression, figures(total), ARTICLE_39)


def _warnings(facts: Death) -> Iterator[str]:
    if facts.pooling_average is None:
        yield _("No average wage of the pooling area was given: the funeral grant is not answered.")
    if facts.income is None and not facts.after_stop_work:
        yield _("No national income of the year before was given: the lump sum is not answered.")
    if facts.dependents and facts.own_wage is None:
        yield _("The own wage was not given: the pensions are not answered.")
    if facts.dependents and facts.injured_on is None and counted_wage(facts) != facts.own_wage:
        yield injury_undated(facts.wage_average)
    if sum(person.percent for person in facts.dependents) > WHOLE:
        yield _(
            "The shares exceed the own wage and were all cut in proportion; the law says only "
            "that their sum must not be higher."
        )
