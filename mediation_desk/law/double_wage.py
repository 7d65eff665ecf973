"""Double wage where no written contract was concluded (未订立书面劳动合同二倍工资)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from mediation_desk.domain.money import ZERO, figures
from mediation_desk.domain.working_days import add_months
from mediation_desk.i18n import N_, _
from mediation_desk.law.award import Award, Part, Step, count, nothing
from mediation_desk.law.double_wage_limitation import Counting, InTime, in_time
from mediation_desk.law.exact import exact, rounded
from mediation_desk.law.limitation_year import LimitationYear
from mediation_desk.law.wage_period import (
    PartMonth,
    Span,
    WagePeriod,
    WholeMonths,
    after_months,
    by_calendar,
    from_day,
)

ARTICLE_82 = "劳动合同法第八十二条"
RULES_6 = "劳动合同法实施条例第六条"
INTERPRETATION_6 = "法释〔2025〕12号第六条"
INTERPRETATION_7 = "法释〔2025〕12号第七条"
INTERPRETATION_8 = "法释〔2025〕12号第八条"
INTERPRETATION_9 = "法释〔2025〕12号第九条"
ARTICLE_27 = "劳动争议调解仲裁法第二十七条"
LAST_OF_MONTH = "民法典第二百零二条"
MOST_MONTHS = 11
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsigned:
    """The facts of work without a written contract.

    `start` is the day from which the month of grace counts (or, with `no_grace`, the first
    day of double wage). `ended` is the last day worked; for work that goes on, `counted_until`
    is the day of the claim or of the calculation. `claimed_on` serves the limitation only, and so
    does `claimed_since`: the first of the claims that led to it, none a year after the one before;
    `year` is how long the year of limitation lasts.
    """

    start: date
    wage: Decimal
    signed: date | None = None
    ended: date | None = None
    counted_until: date | None = None
    method: PartMonth = PartMonth.CALENDAR_MONTH_WORKDAYS
    counting: WholeMonths = WholeMonths.FROM_DAY
    no_grace: bool = False
    claimed_on: date | None = None
    claimed_since: date | None = None
    year: LimitationYear = field(default_factory=LimitationYear)
    limitation: Counting = Counting.SHOWN


def window(facts: Unsigned) -> Span | None:
    """Return the days of double wage, if there are any.

    劳动合同法第八十二条, 实施条例第六条、第七条: from the day after the first month to the day
    before signing or before one year is full, at most eleven months.
    """
    first = facts.start if facts.no_grace else after_months(facts.start, 1)
    last = after_months(facts.start, 12) - _DAY
    if facts.signed:
        last = min(last, facts.signed - _DAY)
    if end := facts.ended or facts.counted_until:
        last = min(last, end)
    return Span(first, last) if first <= last else None


def counted(facts: Unsigned, span: Span) -> WagePeriod:
    """Return the whole months and the parts by the method chosen."""
    if facts.counting is WholeMonths.CALENDAR:
        return by_calendar(span)
    return from_day(facts.start, span)


def double_wage(facts: Unsigned) -> Award:
    """Return the extra fold of wage for work without a written contract."""
    span = window(facts)
    if span is None and facts.signed and facts.signed < facts.start:
        early = _(
            "The contract of {signed} was signed before {start}: no double wage. If an earlier "
            "contract is meant, enter the day on which the one for this time was signed."
        )
        return nothing_due(
            early.format(signed=facts.signed.isoformat(), start=facts.start.isoformat())
        )
    if span is None:
        return nothing_due(_("The contract was signed, or the work ended, within the first month."))
    period = counted(facts, span)
    amount = rounded(exact(facts.wage) * period.total(facts.method))
    idle = tuple(_idle(facts, period))
    first = _first_claim(facts)
    late = in_time(facts.start, span, first, facts.year) if first else None
    return Award(
        kind="double_wage",
        amount=amount,
        steps=(*_steps(facts, span, period, amount), *_late_steps(facts, late, span, amount)),
        articles=(ARTICLE_82, RULES_6, INTERPRETATION_6, INTERPRETATION_9),
        warnings=(*(idle if amount else ()), *_warnings(facts, period, late)),
        parts=_parts(span, period, amount) | _late_parts(facts, late),
        employer=amount,
        reason="" if amount else "".join(idle),
    )


def _first_claim(facts: Unsigned) -> date | None:
    """Return the day by which limitation is told: each later claim found the year still running."""
    days = [day for day in (facts.claimed_since, facts.claimed_on) if day]
    return min(days) if facts.claimed_on else None


def nothing_due(reason: str, *articles: str) -> Award:
    """Return an award of nothing with its reason and the parts of the kind."""
    none = nothing("double_wage", reason, ARTICLE_82, *articles)
    step = Step(_("Double wage (extra fold)"), reason, figures(ZERO), ARTICLE_82)
    return Award(
        kind=none.kind,
        amount=ZERO,
        steps=(step,),
        articles=none.articles,
        parts=_parts(None, WagePeriod(0, ()), ZERO),
        reason=reason,
    )


def _parts(span: Span | None, period: WagePeriod, amount: Decimal) -> dict[str, Part]:
    return {
        "period_start": span.first if span else None,
        "period_end": span.last if span else None,
        "whole_months": exact(period.months),
        "extra_days": exact(period.extra_days),
        "amount": amount,
        "total_two_fold": 2 * amount,
    }


def _steps(facts: Unsigned, span: Span, period: WagePeriod, amount: Decimal) -> Iterator[Step]:
    days = _("{first} to {last}").format(first=span.first.isoformat(), last=span.last.isoformat())
    yield Step(_("Days without a contract that count"), days, days, RULES_6)
    months = _("{months} whole months and {days} days").format(
        months=period.months, days=period.extra_days
    )
    yield Step(_("Months and days"), days, months, INTERPRETATION_6)
    expression = f"{figures(facts.wage)} × {_factors(facts, period)}"
    yield Step(_("Double wage (extra fold)"), expression, figures(amount), ARTICLE_82)


def _factors(facts: Unsigned, period: WagePeriod) -> str:
    """Write the months that a wage is multiplied by: 6, or (6 + 11/21.75)."""
    terms = [count(Decimal(period.months))] if period.months else []
    terms += [period.share(part, facts.method)[1] for part in period.parts]
    return terms[0] if len(terms) == 1 and period.months else f"({' + '.join(terms)})"


_LATE = (
    (Counting.WHOLE, N_("In time, counted from the end of the period")),
    (Counting.BY_MONTH, N_("In time, counted month by month")),
    (Counting.BY_DAY, N_("In time, counted day by day")),
)


def _late_steps(
    facts: Unsigned, late: InTime | None, whole: Span, amount: Decimal
) -> Iterator[Step]:
    """Tell what is in time by each way; the whole sum again where all of it is."""
    for first, last in facts.year.obstacles if late else ():
        days, stood_still = f"{first} {_('still stands')}", _("suspended")
        if last:
            days = _("{first} to {last}").format(first=first, last=last)
            stood_still = _("suspended for {n} days").format(n=(last - first).days + 1)
        yield Step(_("Limitation suspended"), days, stood_still, ARTICLE_27)
    for way, label in _LATE if late else ():
        if late is None or facts.limitation not in (Counting.SHOWN, way):
            continue
        if late.by_day == whole:
            yield Step(_(label), "", figures(amount), ARTICLE_27)
            continue
        span = formula = ""
        if part := late.by(way):
            span = _("{first} to {last}").format(
                first=part.first.isoformat(), last=part.last.isoformat()
            )
            factors = _factors(facts, counted(facts, part)).replace(" ", "")
            formula = f"ROUND({facts.wage:.2f}*{factors},2)"
        yield Step(_(label), span, figures(_left(facts, part)), ARTICLE_27, formula=formula)


def _left(facts: Unsigned, part: Span | None) -> Decimal:
    """Return what days that are in time give."""
    if part is None:
        return ZERO
    return rounded(exact(facts.wage) * counted(facts, part).total(facts.method))


def _late_parts(facts: Unsigned, late: InTime | None) -> dict[str, Part]:
    """Name what is in time by every way of counting, where the day of the claim is known."""
    return {f"in_time_{way.value}": _left(facts, late.by(way)) for way, _label in _LATE if late}


def _idle(facts: Unsigned, period: WagePeriod) -> Iterator[str]:
    """Say of a part of a month why it counts nothing: no working day lies in it."""
    for part in period.parts:
        if period.share(part, facts.method)[0]:
            continue
        days = part.first.isoformat()
        if part.days > 1:
            days = _("{first} to {last}").format(first=days, last=part.last.isoformat())
        yield _(
            "{days} falls on a weekend only: counted by working days it gives nothing ({article}). "
            "By calendar days over 30, as older awards have it, it would be {sum} yuan."
        ).format(
            days=days,
            article=INTERPRETATION_6,
            sum=figures(rounded(exact(facts.wage) * part.days / 30)),
        )


def _warnings(facts: Unsigned, period: WagePeriod, late: InTime | None) -> Iterator[str]:
    if period.parts:
        yield {
            PartMonth.CALENDAR_MONTH_WORKDAYS: _(
                "Part months: weekdays worked over the weekdays of that month. The law names no "
                "divisor; 21.75 and 30 are used too."
            ),
            PartMonth.WORKDAYS_21_75: _(
                "Part months: weekdays worked over 21.75. The law names no divisor."
            ),
            PartMonth.DAYS_DIV_30: _(
                "Part months: calendar days over 30. Since 2025-09-01 working days are to be "
                "counted ({article})."
            ).format(article=INTERPRETATION_6),
        }[facts.method]
    if facts.counting is WholeMonths.CALENDAR:
        yield _("Whole months are calendar months, with part months at both ends.")
    if facts.counted_until and not facts.ended and not facts.signed:
        yield _("No end of the work was given: counted until {day} at the latest.").format(
            day=facts.counted_until.isoformat()
        )
    if not facts.no_grace and add_months(facts.start, 1).day != facts.start.day:
        yield _(
            "The month after {start} has no such day: it was counted to its last day, and double "
            "wage from {first} ({article}); who counts from that last day itself comes to a day "
            "more."
        ).format(
            start=facts.start.isoformat(),
            first=after_months(facts.start, 1).isoformat(),
            article=LAST_OF_MONTH,
        )
    if facts.no_grace:
        yield _("Without a month of grace after the expiry; other places allow one month first.")
    if late is not None and facts.claimed_since and facts.claimed_since != facts.claimed_on:
        yield _(
            "The claim of {day} interrupted the limitation, and no year has passed since without "
            "another one: what is in time is counted from that day ({article})."
        ).format(day=facts.claimed_since.isoformat(), article=ARTICLE_27)
    if late is None:
        yield _(
            "Limitation: one year; whether it runs from the end of the period, month by month or "
            "day by day differs by place."
        )
    elif facts.limitation is not Counting.SHOWN:
        if late.by(facts.limitation) is None:
            yield _(
                "The whole period is out of time by the way of counting chosen. The amount itself "
                "was not reduced: limitation counts only where the employer raises it."
            )
        elif late.by(facts.limitation) != window(facts):
            yield _(
                "Part of the period is out of time by the way of counting chosen. The amount "
                "itself was not reduced: limitation counts only where the employer raises it."
            )
    elif late.whole is None and late.by_month is None and late.by_day is None:
        yield _(
            "The whole period is out of time, whichever of the three ways is counted. The amount "
            "itself was not reduced: limitation counts only where the employer raises it."
        )
    elif late.whole is None or late.by_day != late.whole:
        yield _(
            "Part of the period may be out of time; three ways of counting are shown, as the "
            "practice of the place was not confirmed. The amount itself was not reduced."
        )
