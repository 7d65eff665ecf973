"""What is known of one employer over time, and from it the facts and reasons of any day."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from mediation_desk.domain.employer import EmployerState
from mediation_desk.domain.money import ZERO
from mediation_desk.domain.risk import FindingSource, Level, Screening
from mediation_desk.domain.risk_default import (
    Default,
    WorkerDue,
    begun_in,
    lasting_since,
    months_of,
    on_day,
)
from mediation_desk.domain.risk_indicators import (
    CRIME_MONTHS,
    DISTURBED,
    Limits,
    Reason,
    RiskFacts,
    gravest,
    group,
    judge,
)
from mediation_desk.domain.risk_rules import Found, since

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseThere:
    """A case against the employer: `chain` tells subcontractors in it, `owed` its arrears.

    `owed` holds the wages owed to each worker, where entered. `dues` and `paid` are days and sums
    of the agreement's money, waivers among what was paid; `by_worker` has them for each worker.
    """

    id: int
    received_on: date
    workers: int
    effective_on: date | None = None
    settled: bool = False
    chain: bool = False
    owed: tuple[Decimal, ...] = ()
    dues: tuple[tuple[date, Decimal], ...] = ()
    paid: tuple[tuple[date, Decimal], ...] = ()
    by_worker: tuple[WorkerDue, ...] = ()

    def defaults(self, day: date) -> list[Default]:
        """Return what workers are owed on a day although the agreement said it would be paid."""
        if self.effective_on is None or self.effective_on > day:
            return []
        return [found for one in self.by_worker if (found := on_day(one, day)) is not None]

    def owes(self, day: date) -> bool:
        """Say whether wages owed count on a day: no agreement, withdrawal or settlement yet."""
        agreed = self.effective_on is not None and self.effective_on <= day
        return not self.settled and not agreed

    def overdue(self, day: date) -> bool:
        """Say whether money that was due before a day had not been paid by it."""
        if self.effective_on is None or self.effective_on > day:
            return False
        due = sum((amount for on, amount in self.dues if on < day), ZERO)
        return due > sum((amount for on, amount in self.paid if on <= day), ZERO)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterThere:
    """A letter of supervision with a day for its answer."""

    matter_id: int
    due: date
    answered_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """All that the desk knows of one employer; `state` is as the register has it today."""

    today: date
    state: EmployerState = EmployerState.NORMAL
    cases: tuple[CaseThere, ...] = ()
    letters: tuple[LetterThere, ...] = ()
    complaints: tuple[tuple[int, date], ...] = ()
    screenings: tuple[Screening, ...] = ()


@dataclass(frozen=True, slots=True)
class Behind:
    """What a reason rests on: cases, matters of supervision, or findings, by key."""

    cases: tuple[int, ...] = ()
    matters: tuple[int, ...] = ()
    screenings: tuple[int, ...] = ()

    @property
    def all(self) -> frozenset[tuple[str, int]]:
        """Everything that it rests on, each by its kind and key."""
        kinds = {"case": self.cases, "matter": self.matters, "screening": self.screenings}
        return frozenset((kind, key) for kind, keys in kinds.items() for key in keys)


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """The level at the end of a month, or today, None where nothing was to be watched."""

    day: date
    level: Level | None
    cases: int


def found_in(screenings: Iterable[Screening], day: date) -> Found:
    """Return what screenings in the twelve months to a day say, whatever their order."""
    known = sorted(
        (s for s in screenings if since(day) < s.day <= day), key=lambda s: (s.day, s.id)
    )
    states = [s.state for s in known if s.state is not None]
    state = states[-1] if states else EmployerState.NORMAL
    nexts = [s.next_on for s in known if s.source is FindingSource.VISIT][-1:]
    return Found(
        headcount=_last((s.headcount for s in known), None),
        affected=_last((s.affected for s in known), None) or 0,
        months=_last((s.months for s in known), None) or ZERO,
        owed=_last((s.owed for s in known), None) or ZERO,
        most=_last((s.most for s in known), None) or ZERO,
        signals=sum(s.source is not FindingSource.VISIT for s in known),
        disturbed=state in DISTURBED,
        missing=state is EmployerState.OUT_OF_REACH,
        last_on=known[-1].day if known else None,
        next_on=nexts[0] if nexts else None,
    )


def _last(values: Iterable[T | None], none: T | None) -> T | None:
    given = [value for value in values if value is not None]
    return given[-1] if given else none


def joined(facts: RiskFacts, found: Found, state: EmployerState) -> RiskFacts:
    """Add what screenings and the register say to what the cases say."""
    return RiskFacts(
        cases=facts.cases,
        workers=max(facts.workers, found.affected),
        chain=facts.chain,
        owed=max(facts.owed, found.owed),
        groups=facts.groups + group(found.affected if found.owed else 0, found.owed),
        most=max(facts.most, found.most if found.months >= CRIME_MONTHS else ZERO),
        months=max(facts.months, found.months),
        missed=facts.missed,
        unanswered=facts.unanswered,
        complaints=facts.complaints,
        signals=found.signals,
        disturbed=found.disturbed or state in DISTURBED,
        missing=found.missing or state is EmployerState.OUT_OF_REACH,
    )


def facts_on(history: History, day: date) -> RiskFacts:
    """Return the facts of a day; the register's state counts for today only, it has no days."""
    recent = _recent(history, day)
    broken = [one for case in history.cases for one in case.defaults(day)]
    owed = [amount for case in recent if case.owes(day) for amount in case.owed]
    owed += [one.left for one in broken]
    facts = RiskFacts(
        cases=len(recent),
        workers=sum(case.workers for case in recent),
        chain=sum(case.chain for case in recent),
        owed=sum(owed, ZERO),
        groups=group(len(owed), sum(owed, ZERO)),
        most=max((one.left for one in broken if one.since <= _long_ago(day)), default=ZERO),
        months=months_of(begun_in(broken), day),
        missed=sum(case.overdue(day) for case in history.cases),
        unanswered=sum(_silent(letter, day) for letter in history.letters),
        complaints=sum(since(day) < on <= day for _key, on in history.complaints),
    )
    state = history.state if day >= history.today else EmployerState.NORMAL
    return joined(facts, found_in(history.screenings, day), state)


def _recent(history: History, day: date) -> list[CaseThere]:
    return [case for case in history.cases if since(day) < case.received_on <= day]


def _long_ago(day: date) -> date:
    return lasting_since(day, CRIME_MONTHS)


def _silent(letter: LetterThere, day: date) -> bool:
    return letter.due < day and (letter.answered_on is None or letter.answered_on > day)


def behind(history: History, key: str, day: date) -> Behind:
    """Return the very cases, matters or findings that an indicator counts on a day."""
    recent = _recent(history, day)
    seen = [s for s in history.screenings if since(day) < s.day <= day]
    match key:
        case "cases":
            return Behind(cases=_keys(recent))
        case "workers":
            told = [s for s in seen if s.affected is not None]
            return Behind(cases=_keys(recent), screenings=_ids(told[-1:]))
        case "chain":
            return Behind(cases=_keys(case for case in recent if case.chain))
        case "missed":
            return Behind(cases=_keys(case for case in history.cases if case.overdue(day)))
        case "unanswered":
            silent = (letter.matter_id for letter in history.letters if _silent(letter, day))
            return Behind(matters=tuple(dict.fromkeys(silent)))
        case "complaints":
            return Behind(
                matters=tuple(key for key, on in history.complaints if since(day) < on <= day)
            )
        case "signals":
            return Behind(screenings=_ids(s for s in seen if s.source is not FindingSource.VISIT))
        case "months":
            late = [c for c in history.cases if c.defaults(day)]
            told = [s for s in seen if s.months is not None]
            return Behind(cases=_keys(late), screenings=_ids(told[-1:]))
        case "one_worker":
            long_ago = _long_ago(day)
            late = [c for c in history.cases if any(d.since <= long_ago for d in c.defaults(day))]
            told = [s for s in seen if s.most is not None or s.months is not None]
            return Behind(cases=_keys(late), screenings=_ids(told[-1:]))
        case "ten_workers":
            open_ = {case.id for case in recent if case.owed and case.owes(day)}
            owing = [c for c in history.cases if c.id in open_ or c.defaults(day)]
            told = [s for s in seen if s.owed is not None]
            return Behind(cases=_keys(owing), screenings=_ids(told[-1:]))
    return Behind(screenings=_ids([s for s in seen if s.state is not None][-1:]))


def since_cleared(
    history: History, reasons: tuple[Reason, ...], cleared_on: date, limits: Mapping[str, Limits]
) -> tuple[Reason, ...]:
    """Mark the reasons that came up after a watch had ended (解除关注后新出现).

    A reason is new when it was none on that day, when it is graver, or when something is behind
    it that was not then. What only the register says of an employer has no day, and is not told.
    """
    then = {one.key: one.level.rank for one in judge(facts_on(history, cleared_on), limits)}
    return tuple(
        replace(one, fresh=True) if _is_new(history, one, then.get(one.key), cleared_on) else one
        for one in reasons
    )


def _is_new(history: History, reason: Reason, then: int | None, cleared_on: date) -> bool:
    now = behind(history, reason.key, history.today).all
    if not now:
        return False
    if then is None or reason.level.rank > then:
        return True
    return bool(now - behind(history, reason.key, cleared_on).all)


def _keys(cases: Iterable[CaseThere]) -> tuple[int, ...]:
    return tuple(case.id for case in cases)


def _ids(found: Iterable[Screening]) -> tuple[int, ...]:
    return tuple(one.id for one in found)


def trend(history: History, limits: Mapping[str, Limits], months: int = 12) -> Sequence[TrendPoint]:
    """Return the level at the end of each month before, and today."""
    return tuple(_point(history, limits, day) for day in (*_ends(history.today, months),))


def _point(history: History, limits: Mapping[str, Limits], day: date) -> TrendPoint:
    facts = facts_on(history, day)
    return TrendPoint(day, gravest(judge(facts, limits)), facts.cases)


def _ends(today: date, months: int) -> Iterator[date]:
    """Return the last days of the months before this one, then today."""
    place = today.year * 12 + today.month - 1
    for back in range(months - 1, 0, -1):
        year, month = divmod(place - back, 12)
        yield date(year, month + 1, monthrange(year, month + 1)[1])
    yield today
