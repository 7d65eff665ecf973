"""The days for arbitration review follow what the agreement confirms (办案规则第七十五条)."""

from dataclasses import replace

from mediation_desk.domain.case import CaseFile, Clock, ClockState
from mediation_desk.domain.clock_notes import ClockAct, ClockNote
from mediation_desk.domain.guards import NO_STATUS
from mediation_desk.i18n import _
from mediation_desk.services.desk import Desk
from mediation_desk.storage import cases
from mediation_desk.storage import limitation as store
from mediation_desk.storage.database import Session

REVIEW = "DL10"


def keep_review_days(desk: Desk, session: Session, case_id: int) -> None:
    """End the days for review where an employment relationship is confirmed, with the article.

    Nobody could meet them: such an agreement is not open to review. They run again once what
    the dispute is about is corrected; what a person marked by hand is left alone.
    """
    case = cases.file(session, case_id)
    shut = not NO_STATUS.met(case, desk.today())
    for clock in case.clocks:
        if clock.kind != REVIEW:
            continue
        if shut and clock.state is ClockState.RUNNING:
            _change(desk, session, case, replace(clock, state=ClockState.VOID), ClockAct.VOIDED)
        elif not shut and clock.state is ClockState.VOID and _ended_by_rule(case, clock):
            again = replace(clock, state=ClockState.RUNNING)
            _change(desk, session, case, again, ClockAct.REOPENED)


def _change(desk: Desk, session: Session, case: CaseFile, clock: Clock, act: ClockAct) -> None:
    why = _("{need} ({basis})").format(need=NO_STATUS.sentence, basis=NO_STATUS.basis)
    if act is ClockAct.REOPENED:
        why = _("The agreement confirms no employment relationship.")
    note = ClockNote(clock_id=clock.id, act=act, day=desk.today(), reason=why, by=desk.actor.name)
    store.change_clock(session, case.id, clock, note)


def _ended_by_rule(case: CaseFile, clock: Clock) -> bool:
    notes = [note for note in case.clock_notes if note.clock_id == clock.id]
    last = notes[-1] if notes else None
    return last is not None and last.act is ClockAct.VOIDED and NO_STATUS.basis in last.reason
