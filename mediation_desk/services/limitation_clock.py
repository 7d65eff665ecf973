"""The clock of limitation in a case: it follows the nearest conservative day of its claims."""

from dataclasses import replace
from datetime import date

from mediation_desk.domain.case import CaseFile, Clock, ClockState
from mediation_desk.domain.stages import LOCKED, Stage, Step
from mediation_desk.law.limitation_of_case import bars, settled
from mediation_desk.law.time_bar import Run, Verdict
from mediation_desk.services.desk import Desk
from mediation_desk.storage import cases, clocks
from mediation_desk.storage.database import Session

LIMITATION = "DL23"

MOVE_LIMITATION = frozenset(
    {
        *(
            "put_moment",
            "remove_moment",
            "change_facts",
            "change_claims",
            "correct_day",
            "sign",
            "correct_signature",
        ),
        *("add_applicants", "remove_applicant", Step.SPLIT_OFF.value),
        *(Step.RESUME_PERFORMANCE.value, "remove_payment", "remove_waiver"),
        *(Step.SEAL.value, Step.PERFORMED.value, Step.CLOSE.value, Step.REOPEN.value),
        *(Step.DEFAULT.value, Step.HAND_ON.value, Step.APPLY_ORDER.value),
    }
)
"""Acts after which the conservative day may be another, or no year is watched any more."""

_WATCHED = frozenset({Verdict.IN_TIME, Verdict.AT_RISK})


def keep_limitation(desk: Desk, session: Session, case_id: int) -> None:
    """Let the clock of limitation run to the nearest conservative day of the case's claims.

    A year that is over is warned of in the case, not counted as a clock that somebody missed;
    that of a closed case, or of claims that were performed, has its day and is not watched. An
    agreement ends no year of whom it does not bind or has not paid, whether the file is closed.
    One that a step of the procedure started (T36), or that a person watches, corrected or
    marked by hand, is left alone.
    """
    case = cases.file(session, case_id)
    touched = {note.clock_id for note in case.clock_notes}
    own = [c for c in case.clocks if c.kind == LIMITATION and not c.detail]
    if any(c.started_by is not None or c.id in touched for c in own):
        return
    alive = _nearest(desk, case, settled(case))
    run = alive or _nearest(desk, case)
    if run is None:
        clocks.void(session, case_id, (LIMITATION,), detail="")
        return
    assert run.raw_due is not None, "a year that is watched has its days"
    assert run.due is not None, "a year that is watched has its days"
    clock = Clock(
        kind=LIMITATION,
        start=run.begin,
        raw_due=run.raw_due,
        due=run.due,
        provisional=run.provisional,
    )
    if alive is not None and _goes_on(case):
        if own and own[-1].state is ClockState.VOID:  # watched again, in its own row
            clocks.correct(session, case_id, replace(clock, id=own[-1].id))
        else:
            clocks.start(session, case_id, [clock])
    elif own and own[-1].state in (ClockState.RUNNING, ClockState.VOID):
        unwatched = replace(clock, id=own[-1].id, state=ClockState.VOID)
        clocks.correct(session, case_id, unwatched)


def _goes_on(case: CaseFile) -> bool:
    in_effect = case.settlement is not None and case.settlement.effective_on is not None
    return case.stage not in LOCKED or (case.stage is Stage.CLOSED and in_effect)


def _nearest(desk: Desk, case: CaseFile, performed: frozenset[int] = frozenset()) -> Run | None:
    """Return the year that ends first, without those of workers to whom all was performed."""
    today = desk.today()
    runs = [
        found.bar.conservative
        for found in bars(case, desk.law_on(today), desk.calendar)
        if found.bar.verdict in _WATCHED
        and found.bar.conservative is not None
        and not performed.issuperset(found.party_ids)
    ]
    alive = [run for run in runs if run.due is not None and run.due >= today]
    return min(alive, key=lambda run: (run.due or date.max, run.begin), default=None)
