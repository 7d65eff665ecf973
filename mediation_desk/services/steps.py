"""Steps of the procedure: consent, acceptance, assignment, and the ends."""

from datetime import date

from mediation_desk.domain.case import Consent, Side
from mediation_desk.domain.errors import DeskError, Invalid, Problem
from mediation_desk.domain.procedure import advance, move
from mediation_desk.domain.rights import Right, may_mediate, may_record
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.i18n import _
from mediation_desk.services.act import on_case, run_clocks
from mediation_desk.services.desk import Desk
from mediation_desk.storage import cases, centre, clocks, parties


def record_consent(desk: Desk, case_id: int, version: int, consent: Consent) -> None:
    """Record a side's answer to the question whether it wants mediation (征询意见)."""
    desk.actor.require(Right.CONSENT)
    _require_day(desk, consent.given_on, "given_on")
    if not consent.by.strip():
        raise Invalid([Problem("by", _("Enter who gave the answer."))])
    with on_case(desk, Step.ASK_CONSENT.value, case_id, version) as (session, case):
        row = advance(case, Step.ASK_CONSENT)
        _require_order(case.received_on, consent.given_on, "given_on")
        parties.add_consent(session, case_id, consent)
        if row.target:
            cases.set_stage(session, case_id, row.target)
        if consent.side is Side.RESPONDENT:
            clocks.meet(session, case_id, ("DL02",), consent.given_on)


def accept(desk: Desk, case_id: int, version: int, on: date, override: str = "") -> None:
    """Accept an application both sides consent to (受理, 企业劳动争议协商调解规定第二十二条).

    `override` is a supervisor's recorded reason for accepting without what the law requires.
    """
    desk.actor.require(Right.ACCEPT)
    _require_day(desk, on, "on")
    if override:
        desk.actor.require(Right.OVERRIDE)
    with on_case(desk, Step.ACCEPT.value, case_id, version) as (session, case):
        row = advance(case, Step.ACCEPT, overridden=bool(override.strip()))
        answered = [consent.given_on for consent in case.consents]
        _require_order(max([case.received_on, *answered]), on, "on")
        cases.set_stage(session, case_id, _target(row.target), accepted_on=on)
        run_clocks(desk, session, case_id, row, on)


def refuse(desk: Desk, case_id: int, version: int, on: date, reason: str) -> None:
    """Refuse an application, with the reason that the applicant is told (不予受理)."""
    desk.actor.require(Right.ACCEPT)
    _end(desk, Step.REFUSE, case_id, version, on, reason)


def decline(desk: Desk, case_id: int, version: int, on: date) -> None:
    """Record that the other side does not want mediation (对方不同意调解)."""
    desk.actor.require(Right.CONSENT)
    _end(desk, Step.DECLINE, case_id, version, on, _("The other side declined mediation."))


def assign(desk: Desk, case_id: int, version: int, mediator_id: int, clerk_id: int | None) -> None:
    """Assign the mediator and the clerk (指派调解员、书记员)."""
    desk.actor.require(Right.ASSIGN)
    with on_case(desk, Step.ASSIGN.value, case_id, version) as (session, case):
        row = move(case.stage, Step.ASSIGN)
        known = {user.id: user for user in centre.users(session) if user.active}
        if mediator_id not in known or not may_mediate(known[mediator_id].roles):
            raise Invalid([Problem("mediator", _("Choose a mediator."))])
        if clerk_id and (clerk_id not in known or not may_record(known[clerk_id].roles)):
            raise Invalid([Problem("clerk", _("Choose a clerk."))])
        cases.set_officers(session, case_id, mediator_id, clerk_id)
        if row.target:
            cases.set_stage(session, case_id, row.target)


def fail(desk: Desk, case_id: int, version: int, on: date, reason: str) -> None:
    """Record that mediation failed (调解不成, 企业劳动争议协商调解规定第三十条)."""
    desk.actor.require(Right.SETTLE)
    _end(desk, Step.FAIL, case_id, version, on, reason)


def withdraw(desk: Desk, case_id: int, version: int, on: date, reason: str) -> None:
    """Record that the applicant withdrew (撤回申请); a reason is optional."""
    desk.actor.require(Right.WITHDRAW)
    _end(desk, Step.WITHDRAW, case_id, version, on, reason or _("Withdrawn by the applicant."))


def performed(desk: Desk, case_id: int, version: int, on: date) -> None:
    """Record that the agreement has been performed in full (履行完毕)."""
    desk.actor.require(Right.PERFORM)
    _require_day(desk, on, "on")
    with on_case(desk, Step.PERFORMED.value, case_id, version) as (session, case):
        row = advance(case, Step.PERFORMED)
        if case.owed > 0:
            raise DeskError(_("Money is still owed under the agreement."))
        cases.set_stage(session, case_id, _target(row.target))
        run_clocks(desk, session, case_id, row, on)


def close(desk: Desk, case_id: int, version: int, on: date) -> None:
    """Close a case that has ended (结案)."""
    desk.actor.require(Right.CLOSE)
    _require_day(desk, on, "on")
    with on_case(desk, Step.CLOSE.value, case_id, version) as (session, case):
        row = advance(case, Step.CLOSE)
        cases.set_stage(session, case_id, _target(row.target), closed_on=on)
        run_clocks(desk, session, case_id, row, on)


def _end(desk: Desk, step: Step, case_id: int, version: int, on: date, reason: str) -> None:
    _require_day(desk, on, "on")
    if not reason.strip():
        raise Invalid([Problem("reason", _("Enter the reason."))])
    with on_case(desk, step.value, case_id, version) as (session, case):
        row = advance(case, step)
        _require_order(case.accepted_on or case.received_on, on, "on")
        target = _target(row.target)
        cases.set_stage(session, case_id, target, ended_on=on, end_reason=reason.strip())
        run_clocks(desk, session, case_id, row, on)


def _target(target: Stage | None) -> Stage:
    assert target is not None, "this step leads to a stage of its own"
    return target


def _require_day(desk: Desk, day: date, field: str) -> None:
    if day > desk.today():
        raise Invalid([Problem(field, _("This day lies in the future."))])


def _require_order(earlier: date, day: date, field: str) -> None:
    if day < earlier:
        raise Invalid(
            [Problem(field, _("This day lies before {day}.").format(day=earlier.isoformat()))]
        )
