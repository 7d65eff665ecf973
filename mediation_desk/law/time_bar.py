"""How the year of limitation runs through what happened: the conservative day and the argued one.

劳动争议调解仲裁法第二十七条: one year from when the party knew or should have known; a claim, a
request to a department or a promise to perform starts it again; an obstacle suspends it. Wages
owed while the employment lasts are outside it, until one year after its end. The conservative
day rests on those moments alone, mediation counting from the application; the argued day also on
企业劳动争议协商调解规定第三十一条. The desk warns; it never refuses a case for limitation.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mediation_desk.domain.limitation import Effect, Moment, MomentKind
from mediation_desk.domain.terms import Term
from mediation_desk.domain.working_days import Calendar
from mediation_desk.i18n import N_, _
from mediation_desk.law.limitation import RISK_DAYS
from mediation_desk.law.limitation_year import LimitationYear, Obstacle


class Verdict(Term):
    """How a claim stands to its limitation (时效结论)."""

    NO_LIMIT = "no_limit", N_("Not limited while the employment lasts")
    IN_TIME = "in_time", N_("In time to claim")
    SUSPENDED = "suspended", N_("Suspended")
    AT_RISK = "at_risk", N_("At risk")
    OUT_OF_TIME = "out_of_time", N_("Out of time")
    UNKNOWN = "unknown", N_("Beginning not known")


WARNS = frozenset({Verdict.AT_RISK, Verdict.OUT_OF_TIME})
"""Verdicts that a person must be told of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days for each of which something fell due: the year of the first may end before the last's.

    `begin` is when the year begins for the first of them, by the way of counting followed.
    """

    first: date
    last: date
    begin: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of one claim on a day. `wages` are wages owed for the employment.

    `period` is what the claim fell due for, where nobody entered when the party knew.
    """

    wages: bool
    on: date
    employment_end: date | None = None
    moments: tuple[Moment, ...] = ()
    period: Period | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One moment in the chain: whether it counted, why not, and the last day after it."""

    moment: Moment
    counted: bool
    why: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The year as it runs now: from when, to which day; no day while it is suspended."""

    begin: date
    raw_due: date | None
    due: date | None
    provisional: bool = False
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeBar:
    """How a claim stands. `assumed` says that nobody entered when the party knew."""

    question: Question
    verdict: Verdict
    begin: date | None = None
    assumed: bool = False
    conservative: Run | None = None
    argued: Run | None = None


def time_bar(question: Question, calendar: Calendar) -> TimeBar:
    """Say whether a claim is in time, at risk or out of time on a day."""
    begin, assumed = _begin(question)
    if begin is None:
        verdict = Verdict.NO_LIMIT if question.wages else Verdict.UNKNOWN
        return TimeBar(question=question, verdict=verdict)
    conservative = _run(begin, question, calendar, _of_the_law)
    last = question.period.last if question.period else begin
    argued = _run(last, question, calendar, _of_either)
    return TimeBar(
        question=question,
        verdict=_verdict(question.on, conservative, argued),
        begin=begin,
        assumed=assumed,
        conservative=conservative,
        argued=argued,
    )


def _begin(question: Question) -> tuple[date | None, bool]:
    """Return the day on which the year began, and whether it is only taken from the facts."""
    end = question.employment_end
    over = end if end is not None and end <= question.on else None
    if question.wages:
        return over, False
    if question.period is not None:
        return question.period.begin, False
    known = [m.day for m in question.moments if m.kind is MomentKind.KNOWN]
    return (max(known), False) if known else (over, True)


def _of_the_law(moment: Moment) -> bool:
    return moment.kind.effect is Effect.INTERRUPTS


def _of_either(moment: Moment) -> bool:
    return moment.kind.effect in (Effect.INTERRUPTS, Effect.ARGUED)


def _run(
    begin: date, question: Question, calendar: Calendar, counts: Callable[[Moment], bool]
) -> Run:
    """Follow the year through the moments; each must lie within the year that runs."""
    year = LimitationYear(calendar, obstacles(question.moments, question.on))
    links: list[Link] = []
    raw, due = year.end(begin)
    for moment in sorted(filter(counts, question.moments), key=lambda m: (m.day, m.id)):
        if why := _why_not(moment, begin, due, question.on):
            links.append(Link(moment=moment, counted=False, why=why, due=due))
            continue
        begin = moment.day
        raw, due = year.end(begin)
        links.append(Link(moment=moment, counted=True, due=due))
    known = due is None or raw is None or all(map(calendar.known, range(raw.year, due.year + 1)))
    return Run(begin=begin, raw_due=raw, due=due, provisional=not known, links=tuple(links))


def _why_not(moment: Moment, begin: date, due: date | None, on: date) -> str:
    if moment.day > on:
        return _("has not happened yet")
    if moment.day < begin:
        return _("lies before the year began")
    if due is not None and moment.day > due:
        return _("the year had ended on {day}").format(day=due.isoformat())
    return ""


def unbroken_since(
    moments: Sequence[Moment], claimed: date, calendar: Calendar, begun: date = date.min
) -> date:
    """Return the first of the claims that led to one: each found the year of the last running.

    Whatever fell due a year before that first day or later is in time by the one of `claimed`. A
    claim before anything had `begun` to fall due interrupts nothing.
    """
    year = LimitationYear(calendar, obstacles(moments, claimed))
    days = {m.day for m in moments if _of_the_law(m) and begun <= m.day < claimed}
    since = claimed
    for day in sorted(days, reverse=True):
        if not year.runs_on(day, since):
            break
        since = day
    return since


def obstacles(moments: Iterable[Moment], on: date) -> tuple[Obstacle, ...]:
    """Return what suspended the year by a day."""
    stops = (m for m in moments if m.kind.effect is Effect.SUSPENDS and m.day <= on)
    return tuple((m.day, m.until) for m in stops)


def _verdict(on: date, conservative: Run, argued: Run) -> Verdict:
    if conservative.due is None or conservative.raw_due is None:
        return Verdict.SUSPENDED
    if on <= conservative.raw_due - timedelta(days=RISK_DAYS):
        return Verdict.IN_TIME
    if argued.due is None or on <= max(conservative.due, argued.due):
        return Verdict.AT_RISK
    return Verdict.OUT_OF_TIME
