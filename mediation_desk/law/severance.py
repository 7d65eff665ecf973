"""Severance on the end of a contract (经济补偿) and damages for unlawful ending (赔偿金)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from mediation_desk.domain.money import ZERO, figures, half_up
from mediation_desk.i18n import _
from mediation_desk.law.award import Award, Step, count, in_formula, product
from mediation_desk.law.figures import Figure, FigureUnit
from mediation_desk.law.grounds import ARTICLE_46, WITHOUT_DAMAGES, WITHOUT_SEVERANCE, Ground
from mediation_desk.law.service_length import Service
from mediation_desk.law.severance_segments import (
    CONTRACT_LAW,
    TRANSITION,
    OldYears,
    Segments,
    Unsplit,
    segments,
    unsplit,
)

ARTICLE_47 = "劳动合同法第四十七条"
ARTICLE_48 = "劳动合同法第四十八条"
ARTICLE_87 = "劳动合同法第八十七条"
AVERAGE = "劳动合同法实施条例第二十七条"
UNLAWFUL = "劳动合同法实施条例第二十五条"
INCLUSIVE = "民法典第一千二百五十九条"
PART_TIME = "劳动合同法第七十一条"

MOST_MONTHS = Decimal(12)
LABOUR_LAW = date(1995, 1, 1)
NEAR = Decimal("0.05")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """The facts of an employment that ended.

    Either `service`, or `months` where their number was established otherwise. Service before
    `first_day` was left out already; the day itself is kept for what it says about old law.
    `overtime_month` is the overtime pay within the average wage.
    """

    average_wage: Decimal
    service: Service | None = None
    months: Decimal | None = None
    first_day: date | None = None
    last_day: date | None = None
    local_average: Figure | None = None
    minimum_wage: Figure | None = None
    paid_already: Decimal = ZERO
    ground: Ground | None = None
    old_years: OldYears = OldYears.BY_GROUND
    part_time: bool = False
    overtime_month: Decimal = ZERO
    overtime_counts: bool = True

    def split(self) -> Segments | None:
        """Return the service before and from 2008 where the two count apart."""
        if self.months is not None or not (self.first_day and self.last_day):
            return None
        return segments(self.first_day, self.last_day, self.ground, self.old_years)

    def unsplit(self) -> Unsplit | None:
        """Return the service before and from 2008 where it is not settled whether both count."""
        if self.months is not None or not (self.first_day and self.last_day):
            return None
        return unsplit(self.first_day, self.last_day, self.ground, self.old_years)


@dataclass(frozen=True, slots=True)
class _Reckoning:
    base: Decimal
    months: Decimal
    capped: bool
    steps: tuple[Step, ...]
    figures: tuple[Figure, ...]
    warnings: tuple[str, ...]
    rule: "_Rule"
    old_rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Rule:
    """Base and months as a spreadsheet works them out for any wage (劳动合同法第四十七条)."""

    floor: str
    tested: bool
    new: Decimal
    old: Decimal

    @property
    def base(self) -> str:
        """The wage, not below the minimum wage, not above three times the average."""
        return f"IF({{wage}}>{{limit}},{{limit}},{self.floor})" if self.tested else self.floor

    @property
    def counted(self) -> str:
        """The months from 2008 on, or of the whole service: at most twelve above the limit."""
        if not self.tested or self.new <= MOST_MONTHS:
            return count(self.new)
        return f"IF({{wage}}>{{limit}},{count(MOST_MONTHS)},{count(self.new)})"

    @property
    def months(self) -> str:
        """All months."""
        return f"{self.counted}+{count(self.old)}" if self.old else self.counted


def _rule(ending: Ending, split: Segments | None, months: Decimal) -> _Rule:
    least = ending.minimum_wage
    floor = f"MAX({{wage}},{in_formula(least)})" if least else "{wage}"
    old = split.old_months if split else Decimal(0)
    return _Rule(floor, ending.local_average is not None, months, old)


def severance(ending: Ending) -> Award:
    """Economic compensation for ending a contract (经济补偿), in yuan.

    劳动合同法第四十七条: one month's wage for each full year, half a year or more counts as
    a year, less than half a year as half a month; a wage above three times the local average
    counts as three times, and then at most twelve years count.
    """
    kind = "severance"
    if ending.part_time:
        return _not_due(kind, _("Part-time work gives no severance."), PART_TIME)
    if ending.ground in WITHOUT_SEVERANCE:
        why = _("The contract ended for a reason that gives no severance.")
        return _not_due(kind, why, ARTICLE_46)
    return _award(kind, ending, Decimal(1), (ARTICLE_47, AVERAGE, INCLUSIVE))


def _not_due(kind: str, reason: str, article: str) -> Award:
    return Award(
        kind=kind,
        amount=ZERO,
        steps=(Step(_label(kind), reason, figures(ZERO), article),),
        articles=(article, ARTICLE_47),
        parts={"months": Fraction(0), "amount": ZERO},
        reason=reason,
    )


def unlawful_termination(ending: Ending) -> Award:
    """Damages for ending a contract unlawfully (赔偿金), twice the severance.

    劳动合同法第八十七条; the years run from the first day of work, also before 2008
    (实施条例第二十五条), and severance that was paid is deducted.
    """
    kind = "unlawful_termination"
    if ending.ground in WITHOUT_DAMAGES:
        why = _("The contract ended by the worker or by agreement: that gives no damages.")
        return _not_due(kind, why, ARTICLE_48)
    articles = (ARTICLE_87, UNLAWFUL, ARTICLE_47, AVERAGE, INCLUSIVE)
    return _award(kind, ending, Decimal(2), articles)


def _award(kind: str, ending: Ending, fold: Decimal, articles: tuple[str, ...]) -> Award:
    reckoning = _reckon(ending, old_law=fold == 1)
    gross = half_up(fold * reckoning.base * reckoning.months)
    amount = max(gross - ending.paid_already, ZERO)
    twice = fold == 2
    label = _label(kind)
    expression = product(reckoning.base, reckoning.months) + (" × 2" if twice else "")
    formula = f"ROUND({reckoning.rule.base}*({reckoning.rule.months})*{fold},2)"
    last = Step(label, expression, figures(gross), articles[0], "gross", formula)
    steps = [*reckoning.steps, last]
    if ending.paid_already:
        expression = f"{figures(gross)} - {figures(ending.paid_already)}"
        formula = "MAX({gross}-{severance_paid},0)"
        steps.append(Step(_("Less what was paid"), expression, figures(amount), formula=formula))
    return Award(
        kind=kind,
        amount=amount,
        steps=tuple(steps),
        articles=(*articles, *reckoning.old_rules),
        figures=reckoning.figures,
        warnings=(*reckoning.warnings, *_overpaid(gross, ending.paid_already)),
        parts={
            "base": reckoning.base,
            "months": Fraction(reckoning.months),
            "capped": reckoning.capped,
            "gross": gross,
            "amount": amount,
            "limit_tested": ending.local_average is not None,
        },
        employer=amount,
        reason=_why_nothing(gross, amount),
        doubtful=min(
            max(_over_the_line(ending, reckoning, fold), _old_part(ending, reckoning, fold)),
            amount,
        ),
        unsettled="；".join(_unsettled(ending, old_law=not twice)) if amount else "",
    )


def _label(kind: str) -> str:
    damages = kind == "unlawful_termination"
    return _("Damages for unlawful ending") if damages else _("Economic compensation")


def _why_nothing(gross: Decimal, amount: Decimal) -> str:
    if not gross:
        return _("There is no day of service to count.")
    return "" if amount else _("What was paid covers all that is due.")


def _overpaid(gross: Decimal, paid: Decimal) -> Iterator[str]:
    if gross and paid > gross:
        yield _(
            "{more} yuan more were paid than are due here: nothing is left; please check what the "
            "payment was for."
        ).format(more=figures(paid - gross))


def _old_part(ending: Ending, reckoning: _Reckoning, fold: Decimal) -> Decimal:
    """Return what falls away if years before 2008 prove not to count; damages count them all."""
    if fold != 1 or not (both := ending.unsplit()):
        return ZERO
    left = min(both.new.compensation_months, reckoning.months)
    return half_up(reckoning.base * (reckoning.months - left))


def _unsettled(ending: Ending, *, old_law: bool) -> Iterator[str]:
    """Say what has to be settled before the sum stands."""
    if ending.local_average is None:
        yield _("The limit of three times is not tested")
    if old_law and ending.ground is None and ending.unsplit():
        yield _("The ground of the ending is not chosen, and years before 2008 turn on it")


def _over_the_line(ending: Ending, reckoning: _Reckoning, fold: Decimal) -> Decimal:
    """Return what falls away if a wage just below three times the average proves to be above."""
    if ending.local_average is None or reckoning.capped:
        return ZERO
    most = limit(ending.local_average)
    if reckoning.base < most * (1 - NEAR):
        return ZERO
    limited = half_up(fold * most * min(reckoning.months, MOST_MONTHS))
    return max(half_up(fold * reckoning.base * reckoning.months) - limited, ZERO)


def limit(average: Figure) -> Decimal:
    """Return three times the local monthly average; a yearly figure is not cut before."""
    return half_up(3 * average.monthly)


def _reckon(ending: Ending, *, old_law: bool) -> _Reckoning:
    wage, steps = _wage(ending)
    split = ending.split() if old_law else None
    months = split.new.compensation_months if split else _months(ending)
    if split:
        steps += split.steps()
    elif old_law and (both := ending.unsplit()):
        steps += both.steps()
    steps += _service_steps(ending, split, months)
    rule = _rule(ending, split, months)
    base, capped, used = _base(ending, wage, steps, rule)
    if capped and months > MOST_MONTHS:
        expression = f"{count(months)} > {count(MOST_MONTHS)}"
        months = MOST_MONTHS
        label = _("At most twelve years")
        steps.append(Step(label, expression, "12", ARTICLE_47, formula=rule.counted))
    if split and split.old_months:
        expression = f"{count(split.old_months)} + {count(months)}"
        months += split.old_months
        label = _("Months of both parts")
        steps.append(Step(label, expression, count(months), TRANSITION, formula=rule.months))
    warnings = (*_warnings(ending, wage, old_law=old_law), *_split_warnings(split, capped=capped))
    old_rules = split.articles if split else ()
    return _Reckoning(base, months, capped, tuple(steps), used, warnings, rule, old_rules)


def _base(
    ending: Ending, wage: Decimal, steps: list[Step], rule: _Rule
) -> tuple[Decimal, bool, tuple[Figure, ...]]:
    """Return the wage between the minimum wage and three times the average, and both of these."""
    base, capped = wage, False
    used = tuple(filter(None, (ending.local_average, ending.minimum_wage)))
    if (minimum := ending.minimum_wage) and wage < half_up(minimum.monthly):
        base = half_up(minimum.monthly)
        expression = f"{figures(wage)} < {figures(base)}"
        label = _("Raised to the minimum wage")
        steps.append(Step(label, expression, figures(base), AVERAGE, formula=rule.floor))
    if average := ending.local_average:
        most = limit(average)
        label = _("Three times the local average")
        steps.append(Step(label, _thrice(average), figures(most), ARTICLE_47, "limit"))
        if capped := wage > most:
            base = most
            expression = f"{figures(wage)} > {figures(most)}"
            label = _("Wage above the limit")
            steps.append(Step(label, expression, figures(most), ARTICLE_47, formula=rule.base))
    return base, capped, used


def _wage(ending: Ending) -> tuple[Decimal, list[Step]]:
    """Return the average wage that counts, with or without overtime pay."""
    wage = half_up(ending.average_wage)
    label = _("Average wage of the last 12 months")
    steps = [Step(label, figures(wage), figures(wage), AVERAGE, "wage")]
    if ending.overtime_month and not ending.overtime_counts:
        expression = f"{figures(wage)} - {figures(ending.overtime_month)}"
        wage = half_up(ending.average_wage - ending.overtime_month)
        steps.append(Step(_("Without overtime pay"), expression, figures(wage), AVERAGE, "wage"))
    return wage, steps


def _split_warnings(split: Segments | None, *, capped: bool) -> Iterator[str]:
    if split is None:
        return
    if split.left_out:
        yield _(
            "Service before 2008 is left out by the regional setting, whatever the law of that "
            "time gave ({article}); the practice of this province was not confirmed."
        ).format(article=TRANSITION)
        return
    yield _(
        "Service before 2008 was counted apart, by the law of that time and one wage base for "
        "both parts; the practice of this province and the old text were not confirmed."
    )
    if capped and split.old_months:
        yield _("The limit of three times was applied to the part before 2008 as well.")


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


def _service_steps(ending: Ending, split: Segments | None, months: Decimal) -> Iterator[Step]:
    service = split.new if split else ending.service
    if service is None or ending.months is not None:
        yield Step(_("Months of severance"), _("as established"), count(months), ARTICLE_47)
        return
    span = service.text
    if ending.first_day and ending.last_day:
        first = max(ending.first_day, CONTRACT_LAW) if split else ending.first_day
        span = _("{first} to {last}, last day included").format(
            first=first.isoformat(), last=ending.last_day.isoformat()
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
        if most < wage <= most * (1 + NEAR):
            yield _(
                "The wage is only just above three times the local average ({limit} yuan) and was "
                "limited: at or below it there is no limit, nor one of twelve years. Please check "
                "the wage."
            ).format(limit=figures(most))
        elif most * (1 - NEAR) <= wage <= most:
            yield _(
                "The wage is near three times the local average ({limit} yuan): above it the sum "
                "is limited, and at most twelve years count. Please check the wage."
            ).format(limit=figures(most))
    if ending.overtime_month:
        yield (
            _("Overtime pay is counted in the average wage; practice differs by place.")
            if ending.overtime_counts
            else _("Overtime pay is left out of the average wage; practice differs by place.")
        )
    early = ending.first_day is not None and ending.first_day < CONTRACT_LAW
    if old_law and ending.months is None and early and not ending.split():
        yield _(
            "Service before 2008-01-01 is counted here; it counts only where the law of that "
            "time gave severance for this reason ({article})."
        ).format(article=TRANSITION)
    if ending.first_day and ending.first_day < LABOUR_LAW and ending.months is None:
        yield _(
            "The day of joining, {day}, lies before the Labour Law (1995-01-01): please check it, "
            "and whether the years until then count here."
        ).format(day=ending.first_day.isoformat())
    if ending.last_day and ending.last_day < CONTRACT_LAW:
        yield _("The employment ended before the Labour Contract Law (2008-01-01).")
