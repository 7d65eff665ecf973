"""Correcting the day of a step that was taken, with every clock that hangs on it (更正日期)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from mediation_desk.domain import day_order, extending, reasons
from mediation_desk.domain.case import CaseFile, Clock, ClockState
from mediation_desk.domain.errors import DeskError, Invalid, NotFound, Problem, require
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
    desk: Desk,
    case_id: int,
    version: int,
    step_id: int,
    day: date,
    reason: str,
    override: str = "",
) -> None:
    """Correct the day of a step that was taken; every clock that hangs on it is counted anew.

    What was met stays met, on the new day. The reason stands in the journal. Where an extension
    turns out to have been agreed too late, `override` is the supervisor's reason why it stands.
    """
    desk.actor.require(Right.CORRECT)
    if override.strip():
        desk.actor.require(Right.OVERRIDE)
        require(reasons.problems("override", override))
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
        problem = day_order.out_of_order(case, taken, day)
        if problem:
            raise Invalid([problem])
        too_late = _late_extensions(desk, case, taken, day)
        require(_unexplained(too_late, override))
        journal.note(session, {"reason": reason.strip()})
        store.set_day(session, step_id, day)
        _correct_case(session, case, taken, day)
        for hanging in case.clocks:
            _count_anew(desk, session, case, hanging, taken, day)
        for one in too_late if override.strip() else ():
            store.set_override(session, one.id, override.strip())
        if taken.step in _OF_THE_PERIOD:
            _judge_anew(session, case_id, {one.id for one in too_late})


_OF_THE_PERIOD = frozenset({Step.ACCEPT, Step.EXTEND})
"""Steps on whose day it hangs whether an extension was agreed in time."""


def _late_extensions(
    desk: Desk, case: CaseFile, taken: StepTaken, day: date
) -> tuple[StepTaken, ...]:
    """Return the extensions that are late once a day is corrected (协商调解规定第二十九条)."""
    first = next((c for c in case.clocks if c.kind == "DL04"), None)
    if first is None or taken.step not in _OF_THE_PERIOD:
        return ()
    moved = taken.step is Step.ACCEPT and first.started_by == taken.id
    end = clock(desk, "DL04", day, length=first.length).due if moved else first.due
    steps = (replace(t, day=day) if t.id == taken.id else t for t in case.steps)
    return extending.late(steps, end, desk.calendar)


def _unexplained(too_late: tuple[StepTaken, ...], override: str) -> Iterator[Problem]:
    if override.strip():
        return
    for one in too_late:
        if not one.override:
            text = _(
                "With this day the extension of {day} was agreed after the days for mediation were"
                " over. Say why it stands all the same."
            )
            told = text.format(day=one.day.isoformat())
            yield Problem("override", f"{told}（企业劳动争议协商调解规定第二十九条）")


def _judge_anew(session: Session, case_id: int, too_late: set[int]) -> None:
    """Say of the first period whether it ran out before it was extended, and go on from its end."""
    case = cases.file(session, case_id)
    extensions = {t.id for t in case.steps if t.step is Step.EXTEND}
    first = next((c for c in case.clocks if c.kind == "DL04"), None)
    for hanging in case.clocks if first is not None else ():
        if hanging.kind == "DL04" and hanging.ended_by in extensions:
            missed = hanging.ended_by in too_late
            state = ClockState.MISSED if missed else ClockState.VOID
            clocks.correct(session, case_id, replace(hanging, state=state))
        elif hanging.kind == "DL05" and hanging.started_by in extensions and first is not None:
            clocks.correct(session, case_id, replace(hanging, start=first.due))


def _correct_case(session: Session, case: CaseFile, taken: StepTaken, day: date) -> None:
    match taken.step:
        case Step.REGISTER:
            cases.set_received(session, case.id, day)
        case Step.ASK_CONSENT:
            own = [r.consent_id for r in case.asked if r.step_id == taken.id and r.consent_id]
            for consent_id in own:
                parties.set_day_of_consent(session, consent_id, day)
            if not own:
                parties.set_consent_day(session, case.id, taken.by, taken.day, day)
        case Step.ACCEPT:
            cases.set_stage(session, case.id, case.stage, accepted_on=day)
        case Step.CLOSE:
            cases.set_stage(session, case.id, case.stage, closed_on=day)
        case Step.END_FOR_ONE | Step.SPLIT_OFF:
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
