"""Correcting the day of a step that was taken, with every clock that hangs on it (更正日期)."""

from dataclasses import replace
from datetime import date

from mediation_desk.domain import days, reasons
from mediation_desk.domain.case import CaseFile, Clock
from mediation_desk.domain.errors import DeskError, Invalid, NotFound, Problem, require
from mediation_desk.domain.own_courses import of_course
from mediation_desk.domain.procedure import StepTaken
from mediation_desk.domain.rights import Right
from mediation_desk.domain.stages import Step
from mediation_desk.domain.tracks import Track
from mediation_desk.i18n import _
from mediation_desk.services.act import clock, ending, on_case
from mediation_desk.services.desk import Desk
from mediation_desk.storage import cases, clocks, journal, parties
from mediation_desk.storage import steps as store
from mediation_desk.storage.database import Session


def correct_day(
    desk: Desk, case_id: int, version: int, step_id: int, day: date, reason: str
) -> None:
    """Correct the day of a step that was taken; every clock that hangs on it is counted anew.

    What was met stays met, on the new day. The reason stands in the journal.
    """
    desk.actor.require(Right.CORRECT)
    if day > desk.today():
        raise Invalid([Problem("day", _("This day lies in the future."))])
    require(reasons.problems("reason", reason))
    with on_case(desk, "correct_day", case_id, version, adds=True) as (session, case):
        taken = next((t for t in case.steps if t.id == step_id), None)
        if taken is None:
            raise NotFound(_("This step is not in the case."))
        if taken.step is Step.SEAL:
            raise DeskError(
                _("The effective day follows from the signatures. Correct their days instead.")
            )
        problem = _out_of_order(case, taken, day)
        if problem:
            raise Invalid([problem])
        journal.note(session, {"reason": reason.strip()})
        store.set_day(session, step_id, day)
        _correct_case(session, case, taken, day)
        for hanging in case.clocks:
            _count_anew(desk, session, case, hanging, taken, day)


def _out_of_order(case: CaseFile, taken: StepTaken, day: date) -> Problem | None:
    """Name the step before or after which the corrected day would lie, with its day."""
    own = next((p for p in case.proceedings if p.id == taken.proceeding_id), None)
    if taken.step is Step.END_FOR_ONE:  # it goes its own way beside the case
        earliest = case.accepted_on or case.received_on
        return days.before("day", earliest, days.ACCEPTED) if day < earliest else None
    same = [
        t for t in case.steps if of_course(t, taken.track, own) and t.step is not Step.END_FOR_ONE
    ]
    place = [t.id for t in same].index(taken.id)
    if place and day < same[place - 1].day:
        earlier = same[place - 1]
        return days.before("day", earlier.day, days.of_step(earlier.step))
    if place + 1 < len(same) and day > same[place + 1].day:
        return days.after("day", same[place + 1].day, days.of_step(same[place + 1].step))
    return None


def _correct_case(session: Session, case: CaseFile, taken: StepTaken, day: date) -> None:
    match taken.step:
        case Step.REGISTER:
            cases.set_received(session, case.id, day)
        case Step.ASK_CONSENT:
            parties.set_consent_day(session, case.id, taken.by, taken.day, day)
        case Step.ACCEPT:
            cases.set_stage(session, case.id, case.stage, accepted_on=day)
        case Step.CLOSE:
            cases.set_stage(session, case.id, case.stage, closed_on=day)
        case Step.END_FOR_ONE:
            pass
        case _ if case.ended_on == taken.day and taken.track is Track.MEDIATION:
            cases.set_stage(session, case.id, case.stage, ended_on=day)


def _count_anew(
    desk: Desk, session: Session, case: CaseFile, hanging: Clock, taken: StepTaken, day: date
) -> None:
    if hanging.ended_by == taken.id and hanging.met_on is not None:
        clocks.correct(session, case.id, replace(hanging, met_on=day))
    if hanging.started_by != taken.id or hanging.start != taken.day:
        return
    if hanging.kind == "DL05":
        counted = ending(desk, hanging.kind, day, hanging.raw_due)
    else:
        counted = clock(desk, hanging.kind, day, length=hanging.length)
    corrected = replace(
        hanging,
        start=counted.start,
        raw_due=counted.raw_due,
        due=counted.due,
        provisional=counted.provisional,
    )
    clocks.correct(session, case.id, corrected)
