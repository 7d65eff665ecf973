"""Clocks of what an agreement obliges to besides money: one for each duty (T31, DL15)."""

from dataclasses import replace
from datetime import date

from mediation_desk.domain.case import CaseFile, Clock, ClockState
from mediation_desk.domain.clock_notes import ClockAct
from mediation_desk.domain.deadlines import on_or_after
from mediation_desk.domain.duties import Duty, of_detail, undone
from mediation_desk.domain.stages import LOCKED, Stage, Step
from mediation_desk.domain.tracks import Standing
from mediation_desk.services.desk import Desk
from mediation_desk.storage import cases, clocks
from mediation_desk.storage.database import Session

PERFORMANCE = "DL15"
_GOES_ON = frozenset({Standing.PERFORMING, Standing.DEFAULT})
_BY_HAND = frozenset({ClockAct.MET, ClockAct.VOIDED})


def lacking(case: CaseFile) -> bool:
    """Say whether something is to be done that has no clock, as in files of former versions."""
    if not _watched(case) or (case.stage in LOCKED and case.performance not in _GOES_ON):
        return False
    watched = _clocks(case)
    return any(d.due_on and d.id not in watched for d in undone(case.duties, date.max))


def keep_duties(desk: Desk, session: Session, case_id: int) -> None:
    """Let a clock run for each duty besides money as it stands, by its day and words.

    One that somebody marked kept or void by hand, or that a step of the procedure ended, stays
    so while the duty is open.
    """
    case = cases.file(session, case_id)
    if not _watched(case):
        return
    running = _clocks(case)
    for duty in case.duties:
        counted = _counted(desk, case, duty)
        if counted is None:
            continue
        if held := running.get(duty.id):
            if (followed := _followed(case, held, counted)) != held:
                clocks.correct(session, case_id, followed)
        else:
            clocks.start(session, case_id, [counted])
    written = {duty.id for duty in case.duties}
    for key, held in running.items():
        if key not in written and held.state is not ClockState.VOID:
            clocks.correct(session, case_id, replace(held, state=ClockState.VOID, met_on=None))


def _watched(case: CaseFile) -> bool:
    in_effect = case.settlement is not None and case.settlement.effective_on is not None
    return in_effect and case.past is None and case.stage is not Stage.ARCHIVED


def _clocks(case: CaseFile) -> dict[int, Clock]:
    named = ((of_detail(c.detail), c) for c in case.clocks if c.kind == PERFORMANCE)
    return {duty.id: clock for duty, clock in named if duty is not None}


def _counted(desk: Desk, case: CaseFile, duty: Duty) -> Clock | None:
    if duty.due_on is None or case.settlement is None or case.settlement.effective_on is None:
        return None
    sealed = [t.id for t in case.steps if t.step is Step.SEAL]
    rolled = on_or_after(duty.due_on, desk.calendar)
    settled_on = None if undone([duty], date.max) else duty.waived_on or duty.done_on
    return Clock(
        kind=PERFORMANCE,
        start=case.settlement.effective_on,
        raw_due=duty.due_on,
        due=rolled,
        provisional=not desk.calendar.known(rolled.year),
        state=ClockState.MET if settled_on else ClockState.RUNNING,
        met_on=settled_on,
        detail=duty.clock_detail,
        started_by=sealed[-1] if sealed else None,
    )


def _followed(case: CaseFile, held: Clock, counted: Clock) -> Clock:
    """Return the clock with the duty's day and words, and its state where that is the duty's."""
    anew = replace(
        held,
        detail=counted.detail,
        raw_due=counted.raw_due,
        due=counted.due,
        provisional=counted.provisional,
    )
    acts = [note.act for note in case.clock_notes if note.clock_id == held.id]
    ended = held.ended_by is not None or (acts and acts[-1] in _BY_HAND)
    if ended and counted.state is ClockState.RUNNING:
        return anew
    return replace(anew, state=counted.state, met_on=counted.met_on, ended_by=None)
