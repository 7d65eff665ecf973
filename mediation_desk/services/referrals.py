"""Cases that another body referred: its clocks, its platform, and what is reported back."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date

from mediation_desk.domain import days, errors, reasons
from mediation_desk.domain.case import CaseFile, Clock, ClockState
from mediation_desk.domain.errors import DeskError, Problem
from mediation_desk.domain.procedure import Facts, advance
from mediation_desk.domain.referral import (
    REPORT_CLOCK,
    Referral,
    ReferralResult,
    Report,
    clocks_of,
)
from mediation_desk.domain.rights import Right
from mediation_desk.domain.stages import BEFORE_EFFECT, Stage, Step
from mediation_desk.i18n import _
from mediation_desk.services import letter_numbers
from mediation_desk.services.act import clock, ending, on_case, write_step
from mediation_desk.services.desk import Desk
from mediation_desk.storage import cases, clocks, origins
from mediation_desk.storage.database import Session

OF_REFERRAL = ("DL31", "DL32", "DL33", "DL34", REPORT_CLOCK)
"""Every clock that only a referred case has."""


def start_clocks(
    desk: Desk,
    session: Session,
    case_id: int,
    referral: Referral,
    step_id: int | None,
    besides: Collection[str] = (),
) -> None:
    """Start what the body that referred gave time for (procedure.md 2.5, T05)."""
    begun = []
    for started in clocks_of(referral):
        if started.kind in besides:
            continue
        if started.until is not None:
            counted = ending(desk, started.kind, started.start, started.until)
        else:
            counted = clock(desk, started.kind, started.start, length=started.length)
        begun.append(replace(counted, started_by=step_id))
    clocks.start(session, case_id, begun)


def correct(desk: Desk, session: Session, case: CaseFile, referral: Referral | None) -> None:
    """Keep a corrected referral; what still runs of its clocks is counted anew."""
    origins.put_referral(session, case.id, referral)
    running = {c.kind for c in case.clocks if c.state is ClockState.RUNNING} & set(OF_REFERRAL)
    ended = {c.kind for c in case.clocks if c.kind in OF_REFERRAL} - running
    wanted = clocks_of(referral) if referral is not None else ()
    clocks.void(session, case.id, running - {started.kind for started in wanted})
    step_id = next((t.id for t in case.steps if t.step is Step.REGISTER), None)
    if referral is not None and referral.reported_on is None:
        start_clocks(desk, session, case.id, referral, step_id, besides=ended)


def confirm(desk: Desk, case_id: int, version: int, on: date) -> None:
    """Record that a referral was confirmed on the platform (人民法院在线调解规则第十二条)."""
    desk.actor.require(Right.REGISTER)
    with on_case(desk, "confirm_referral", case_id, version) as (session, case):
        referral = _referral(case)
        errors.require(_day_problems(desk, referral, on))
        running = [c for c in case.clocks if c.kind == "DL33" and c.state is ClockState.RUNNING]
        if not running:
            raise DeskError(_("No confirmation on a platform is waiting in this case."))
        _end(session, case_id, running, on)


def report(desk: Desk, case_id: int, version: int, told: Report) -> None:
    """Report the result back to the body that referred (反馈委派、委托调解结果).

    A case that is still under way is returned with it: it leaves the centre as transferred.
    What comes after its day is late, and its clock shows so.
    """
    desk.actor.require(Right.ACCEPT)
    with on_case(desk, "report_referral", case_id, version, adds=True) as (session, case):
        referral = _referral(case)
        errors.require(_report_problems(desk, case, referral, told))
        if told.result is ReferralResult.RETURNED:
            _give_back(desk, session, case, referral, told)
        number = letter_numbers.take(desk, session, told.day)
        closed = replace(
            referral,
            result=told.result,
            reported_on=told.day,
            report_number=number,
            report_note=told.note.strip(),
        )
        origins.put_referral(session, case_id, closed)
        running = [
            c for c in case.clocks if c.kind in OF_REFERRAL and c.state is ClockState.RUNNING
        ]
        _end(session, case_id, running, told.day)


def _referral(case: CaseFile) -> Referral:
    if case.referral is None or case.referral.is_lead:
        raise DeskError(_("Nobody referred this case."))
    if case.referral.reported_on:
        raise DeskError(
            _("The result was reported back on {day}.").format(day=case.referral.reported_on)
        )
    return case.referral


def _day_problems(desk: Desk, referral: Referral, on: date) -> Iterator[Problem]:
    if on > desk.today():
        yield Problem("day", _("This day lies in the future."))
    if on < referral.received_on:
        yield days.before("day", referral.received_on, days.REFERRED)


def _report_problems(
    desk: Desk, case: CaseFile, referral: Referral, told: Report
) -> Iterator[Problem]:
    yield from _day_problems(desk, referral, told.day)
    effective = case.settlement is not None and case.settlement.effective_on is not None
    if told.result is ReferralResult.SETTLED and not effective:
        yield Problem("result", _("There is no agreement in effect."))
    if told.result is not ReferralResult.SETTLED and effective:
        yield Problem("result", _("An agreement is in effect; report that."))
    if told.result is ReferralResult.FAILED and case.stage in BEFORE_EFFECT:
        yield Problem(
            "result",
            _("The mediation has not ended. End it first, or return the case as it stands."),
        )
    if told.result is ReferralResult.RETURNED:
        yield from reasons.problems("note", told.note)


def _give_back(
    desk: Desk, session: Session, case: CaseFile, referral: Referral, told: Report
) -> None:
    """Let a case that is under way leave the centre (T25); one that has ended only reports."""
    if case.stage not in BEFORE_EFFECT:
        return
    row = advance(case, Step.TRANSFER, told.day)
    facts = Facts(day=told.day, body=referral.body, reason=told.note.strip(), agreed=True)
    cases.set_stage(
        session, case.id, Stage.TRANSFERRED, ended_on=told.day, end_reason=told.note.strip()
    )
    running = [c for c in case.clocks if c.kind in OF_REFERRAL and c.state is ClockState.RUNNING]
    _end(session, case.id, running, told.day)
    write_step(desk, session, case, row, facts)


def _end(session: Session, case_id: int, running: list[Clock], on: date) -> None:
    """Meet clocks that were kept, and note those that ran out before."""
    late = [c.kind for c in running if on > c.due]
    kept = [c.kind for c in running if on <= c.due]
    clocks.miss(session, case_id, late)
    clocks.meet(session, case_id, kept, on)
