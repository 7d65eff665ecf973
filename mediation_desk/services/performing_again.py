"""Correcting that an agreement was performed in full: it is being performed again (T32)."""

from dataclasses import replace
from datetime import date

from mediation_desk.domain import reasons
from mediation_desk.domain.case import CaseFile, ClockState
from mediation_desk.domain.closing import application
from mediation_desk.domain.duties import overdue
from mediation_desk.domain.errors import CaseLocked, require
from mediation_desk.domain.procedure import Facts, advance, move
from mediation_desk.domain.settlement import PaymentStatus
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.domain.tracks import Standing, Track
from mediation_desk.services.act import clock, write_step
from mediation_desk.services.desk import Desk
from mediation_desk.storage import cases, clocks, journal, steps
from mediation_desk.storage.database import Session


def told_why(session: Session, case: CaseFile, reason: str) -> None:
    """Keep the reason for which a record of performance is taken back, in the journal."""
    if case.stage is Stage.ARCHIVED:
        raise CaseLocked(archived=True)
    require(reasons.problems("reason", reason))
    journal.note(session, {"reason": reason.strip()})


def perform_again(desk: Desk, session: Session, case: CaseFile, reason: str) -> None:
    """Let a performance that was called complete go on, where it was."""
    if case.performance is not Standing.PERFORMED:
        return
    held = [p for p in case.proceedings if p.track is Track.PERFORMANCE][-1]
    row = advance(case, Step.RESUME_PERFORMANCE, desk.today(), proceeding=held)
    give_back(desk, session, case, reason)
    assert row.standing is not None, "this row says where performance stands"
    steps.set_standing(session, held.id, row.standing, ended_on=None)
    if row.target is not None:
        cases.set_stage(session, case.id, row.target)
    facts = Facts(day=desk.today(), reason=reason)
    write_step(desk, session, case, row, facts, proceeding=held)


def give_back(desk: Desk, session: Session, case: CaseFile, reason: str) -> None:
    """Return an application for closing whose result no longer holds, with the reason."""
    if application(case) is not None:
        row = replace(move(case.stage, Step.RETURN_CLOSE), starts=())
        write_step(desk, session, case, row, Facts(day=desk.today(), reason=reason))


def watch_on(session: Session, case: CaseFile) -> None:
    """Let the days of performance run on that a closing of former versions had ended.

    What is owed is due on its days whether the file is closed or not; those that were paid since
    are met by whoever lets the clocks follow.
    """
    closings = {t.id for t in case.steps if t.step is Step.CLOSE}
    for due in case.clocks:
        if due.kind == "DL15" and due.state is ClockState.VOID and due.ended_by in closings:
            again = replace(due, state=ClockState.RUNNING, met_on=None, ended_by=None)
            clocks.correct(session, case.id, again)


def default_again(desk: Desk, session: Session, case_id: int) -> None:
    """Bring back a default on record where what had ended it turns out not to have come.

    What became late after that default is none before a person says so (T33). A reminder that was
    given stays given, and another one is due (DL16).
    """
    case, today = cases.file(session, case_id), desk.today()
    told = [t for t in case.steps if t.step is Step.DEFAULT]
    if case.performance is not Standing.PERFORMING or not told:
        return
    if all(last_on >= told[-1].day for last_on in _late_since(case, today)):
        return
    held = [p for p in case.proceedings if p.track is Track.PERFORMANCE][-1]
    row = advance(case, Step.DEFAULT_AGAIN, today, proceeding=held)
    assert row.standing is not None, "this row says where performance stands"
    steps.set_standing(session, held.id, row.standing, ended_on=None)
    step_id = write_step(desk, session, case, row, Facts(day=today), proceeding=held)
    _remind_again(desk, session, case, step_id)


def _remind_again(desk: Desk, session: Session, case: CaseFile, step_id: int) -> None:
    """Let the day for reminding run on, or anew where the reminder was given."""
    reminders = [c for c in case.clocks if c.kind == "DL16" and c.started_by is not None]
    if not reminders:
        return
    last = reminders[-1]
    if last.state is ClockState.VOID:
        again = replace(last, state=ClockState.RUNNING, met_on=None, ended_by=None)
        clocks.correct(session, case.id, again)
    elif last.state is not ClockState.RUNNING:
        anew = replace(clock(desk, "DL16", desk.today()), started_by=step_id)
        clocks.start(session, case.id, [anew])


def _late_since(case: CaseFile, today: date) -> tuple[date, ...]:
    """Return the last days of what is overdue, of money and of duties besides."""
    parts = case.obligations(today)
    money = [part.last_on for part in parts if part.status is PaymentStatus.OVERDUE]
    return (*money, *(duty.ends for duty in overdue(case.duties, today) if duty.ends))
