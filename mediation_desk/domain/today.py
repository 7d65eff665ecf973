"""What the page Today shows."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from decimal import Decimal

from mediation_desk.domain.clock_register import OF_A_WORKER
from mediation_desk.domain.hearing import USUAL_MINUTES, HearingStatus, ending
from mediation_desk.domain.hearing_days import DayDoubt
from mediation_desk.domain.lines import CaseLine
from mediation_desk.domain.serving import ServiceResult
from mediation_desk.i18n import _


@dataclass(frozen=True, slots=True, kw_only=True)
class BookedHearing:
    """A hearing with what is needed to see clashes and to show the day.

    `doubt` is told where the calendar was looked at; `day_reason` says why it was fixed
    knowingly for a day off. `hearing_number` stays with it for life, `ordinal` says which session
    it is among those that were not given up, 0 for one that was.
    """

    hearing_id: int
    case_id: int
    number: str
    parties: str
    day: date
    begins: time
    room: str
    status: HearingStatus
    mediator_id: int | None
    mediator: str
    clerk_id: int | None = None
    clerk: str = ""
    minutes: int = USUAL_MINUTES
    hearing_number: int = 1
    ordinal: int = 1
    case_version: int = 0
    first_applicant: str = ""
    applicant_count: int = 1
    respondent: str = ""
    day_reason: str = ""
    doubt: DayDoubt | None = None

    @property
    def ends(self) -> time:
        """The time at which the hearing is to end."""
        return ending(self.begins, self.minutes)


def between(first: str, count: int, respondent: str) -> str:
    """Name the parties in a line: the first worker, how many there are, against whom."""
    if count > 1:
        return _("{name} and others ({n}) v. {respondent}").format(
            name=first, n=count, respondent=respondent
        )
    return _("{name} v. {respondent}").format(name=first, respondent=respondent)


def with_others(respondent: str, beside: int) -> str:
    """Name a respondent in a line, with how many there are where others stand beside it."""
    if not beside:
        return respondent
    return _("{name} and others ({n} respondents)").format(name=respondent, n=beside + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueClock:
    """A running deadline with its case, or with the matter of supervision that it belongs to.

    One of a `meeting_id` is a matter that this joint meeting decided: `detail` says what, and
    `parties` by whom; no kind of clock watches it.
    """

    case_id: int
    number: str
    parties: str
    kind: str
    detail: str
    raw_due: date
    due: date
    provisional: bool
    mediator: str
    matter_id: int = 0
    meeting_id: int = 0


SOON = timedelta(days=3)
"""How far the figure of what is due soon looks ahead."""


def near(clock: DueClock, today: date) -> bool:
    """Say whether a deadline is due today or within the days looked ahead."""
    return clock.due >= today and clock.raw_due <= today + SOON


def of_workers(clocks: Iterable[DueClock]) -> tuple[DueClock, ...]:
    """Write the like clocks of several workers of a case, as of payment orders, as one."""
    alike: dict[tuple[object, ...], list[DueClock]] = {}
    for clock in clocks:
        apart = "" if clock.kind in OF_A_WORKER else clock.detail
        key = clock.case_id, clock.matter_id, clock.kind, apart, clock.raw_due, clock.due
        alike.setdefault(key, []).append(clock)
    return tuple(
        together[0]
        if len(together) == 1
        else replace(together[0], detail=_("{n} workers").format(n=len(together)))
        for together in alike.values()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DueMoney:
    """What is owed in one instalment of one case."""

    case_id: int
    number: str
    parties: str
    instalment: int
    due_on: date
    owed: Decimal
    last_on: date | None = None

    @property
    def ends(self) -> date:
        """The last day on which payment is in time (民法典第二百零三条)."""
        return self.last_on or self.due_on


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDuty:
    """A duty besides money that an agreement sets and that is not done yet."""

    case_id: int
    number: str
    parties: str
    due_on: date
    title: str
    last_on: date | None = None

    @property
    def ends(self) -> date:
        """The last day on which it is done in time (民法典第二百零三条)."""
        return self.last_on or self.due_on


@dataclass(frozen=True, slots=True, kw_only=True)
class DueWatch:
    """What falls due with an employer under watch: a measure, or the next visit."""

    employer_id: int
    employer: str
    what: str
    who: str
    due_on: date
    visit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedClosing:
    """What waits for the supervisor: an application for closing, or an agreement for its `seal`.

    `by` is the mediator; an agreement waits since the mediator signed it.
    """

    case_id: int
    number: str
    parties: str
    asked_on: date
    by: str
    seal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UnservedPaper:
    """A paper that still has to reach somebody; `days` is how long it has waited.

    It waits from `since`, the day of issue or of the last attempt that failed.
    """

    service_id: int
    case_id: int
    number: str
    parties: str
    title: str
    receiver: str
    issued_on: date
    since: date
    days: int
    result: ServiceResult
    attempt: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class UnissuedPaper:
    """A notice that the procedure requires and that was not issued.

    It is wanted from `since`, the day of the step before; for a session this is its day.
    """

    case_id: int
    number: str
    parties: str
    form: str
    title: str = ""
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayFigures:
    """The figures at the head of the page. `days_to_agreement` is a median, None without cases."""

    hearings: int
    due_soon: int
    overdue: int
    money_this_week: Decimal
    open_cases: int
    days_to_agreement: int | None


def counting(figures: TodayFigures, beside: Iterable[DueClock], today: date) -> TodayFigures:
    """Add to the deadlines of cases those beside them: letters, and what meetings decided."""
    clocks = tuple(beside)
    return replace(
        figures,
        due_soon=figures.due_soon + sum(near(clock, today) for clock in clocks),
        overdue=figures.overdue + sum(clock.due < today for clock in clocks),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The whole page at one moment. `backup` says what is amiss with the backups, if anything,
    and `clock` that the computer's clock stands before the last save.

    Where it is a mediator's `own`, deadlines and cases are those of the own cases.
    """

    day: date
    figures: TodayFigures
    hearings: tuple[BookedHearing, ...]
    clocks: tuple[DueClock, ...]
    money: tuple[DueMoney, ...]
    cases: tuple[CaseLine, ...]
    backup: str = ""
    clock: str = ""
    own: bool = False
