"""Limitation: how the claims of a case stand, what moves their year, and the clock that runs."""

from dataclasses import dataclass
from datetime import date

from mediation_desk.domain import errors
from mediation_desk.domain.case import Application, CaseFile, Clock, ClockState
from mediation_desk.domain.clock_notes import ClockAct
from mediation_desk.domain.errors import Invalid, Problem
from mediation_desk.domain.limitation import Moment, moment_problems
from mediation_desk.domain.rights import Right
from mediation_desk.domain.stages import Stage
from mediation_desk.i18n import _
from mediation_desk.law.limitation_of_case import ClaimBar, bars, bars_of_application, moments_of
from mediation_desk.law.time_bar import Question, Run, TimeBar, Verdict, time_bar
from mediation_desk.services.act import on_case
from mediation_desk.services.desk import Desk
from mediation_desk.storage import cases, clocks
from mediation_desk.storage import limitation as store
from mediation_desk.storage.database import Session

LIMITATION = "DL23"
_OVER = frozenset({Stage.PERFORMED, Stage.CLOSED})
_WATCHED = frozenset({Verdict.IN_TIME, Verdict.AT_RISK})


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLimitation:
    """How every claim of a case stands, and every moment that moves its year."""

    on: date
    bars: tuple[ClaimBar, ...]
    moments: tuple[Moment, ...]


def of_case(desk: Desk, case_id: int) -> CaseLimitation:
    """Say how the claims of a case stand today."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        case = cases.file(session, case_id)
    today = desk.today()
    return CaseLimitation(
        on=today, bars=bars(case, today, desk.calendar), moments=moments_of(case, today)
    )


def of_application(desk: Desk, application: Application) -> tuple[ClaimBar, ...]:
    """Say how the claims stand that are being registered: a warning, never a refusal."""
    desk.actor.require(Right.READ)
    return bars_of_application(application, desk.today(), desk.calendar)


def compute(desk: Desk, question: Question) -> TimeBar:
    """Say how a claim stands that belongs to no case."""
    desk.actor.require(Right.READ)
    found = [p for moment in question.moments for p in moment_problems(moment, desk.today())]
    errors.require(found)
    return time_bar(question, desk.calendar)


def put_moment(desk: Desk, case_id: int, version: int, moment: Moment) -> None:
    """Enter or correct something that starts, interrupts or suspends the year."""
    desk.actor.require(Right.COMPUTE)
    errors.require(moment_problems(moment, desk.today()))
    with on_case(desk, "put_moment", case_id, version) as (session, case):
        if moment.party_id is not None and moment.party_id not in {a.id for a in case.applicants}:
            raise Invalid([Problem("party_id", _("This worker is not in the case."))])
        store.put_moment(session, case_id, moment)
        keep_clock(desk, session, case_id)


def remove_moment(desk: Desk, case_id: int, version: int, moment_id: int) -> None:
    """Take back a moment that was entered."""
    desk.actor.require(Right.COMPUTE)
    with on_case(desk, "remove_moment", case_id, version) as (session, _case):
        store.remove_moment(session, case_id, moment_id)
        keep_clock(desk, session, case_id)


def keep_clock(desk: Desk, session: Session, case_id: int) -> None:
    """Let the clock of limitation run to the nearest conservative day of the case's claims.

    A year that is over is warned of in the case, not counted as a clock that somebody missed.
    """
    case = cases.file(session, case_id)
    run = _nearest(desk, case)
    if run is None:
        if _own(case):
            clocks.void(session, case_id, (LIMITATION,))
        return
    assert run.raw_due is not None, "the nearest run has its days"
    assert run.due is not None, "the nearest run has its days"
    clock = Clock(
        kind=LIMITATION,
        start=run.begin,
        raw_due=run.raw_due,
        due=run.due,
        provisional=run.provisional,
    )
    clocks.start(session, case_id, [clock])


def _nearest(desk: Desk, case: CaseFile) -> Run | None:
    if case.stage in _OVER:
        return None
    today = desk.today()
    runs = [
        found.bar.conservative
        for found in bars(case, today, desk.calendar)
        if found.bar.verdict in _WATCHED and found.bar.conservative is not None
    ]
    alive = [run for run in runs if run.due is not None and run.due >= today]
    return min(alive, key=lambda run: (run.due or date.max, run.begin), default=None)


def _own(case: CaseFile) -> bool:
    """Say whether the desk's own clock of limitation runs; one watched by hand is left alone."""
    by_hand = {note.clock_id for note in case.clock_notes if note.act is ClockAct.WATCHED}
    return any(
        clock.kind == LIMITATION
        and clock.state is ClockState.RUNNING
        and not clock.detail
        and clock.id not in by_hand
        for clock in case.clocks
    )
