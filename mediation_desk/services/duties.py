"""Duties besides money: writing them down, what came of them, written waivers (非金钱义务)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from mediation_desk.domain import days, reasons
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.duties import Duty, DutyKind
from mediation_desk.domain.errors import DeskError, Invalid, NotFound, Problem
from mediation_desk.domain.rights import Right
from mediation_desk.domain.settlement import Ending, Terms
from mediation_desk.domain.sides import Side
from mediation_desk.domain.stages import Stage
from mediation_desk.i18n import _
from mediation_desk.services import payments
from mediation_desk.services.act import on_case, since_closing
from mediation_desk.services.desk import Desk
from mediation_desk.services.performing_again import default_again
from mediation_desk.storage import settlements as store
from mediation_desk.storage.database import Session

FORMALITIES = timedelta(days=15)
"""Files and social insurance are transferred within 15 days (劳动合同法第五十条)."""


def from_terms(terms: Terms) -> tuple[Duty, ...]:
    """Return the duties that the agreement's clause on formalities states (手续)."""
    if terms.ending is Ending.CONTINUES:
        return ()
    by_law = terms.ended_on + FORMALITIES if terms.ended_on else None
    found = []
    if terms.certificate_by:
        found.append(Duty(kind=DutyKind.CERTIFICATE, due_on=terms.certificate_by))
        later = max(by_law, terms.certificate_by) if by_law else terms.certificate_by
        found.append(Duty(kind=DutyKind.INSURANCE, due_on=later))
        found.append(Duty(kind=DutyKind.FILE, due_on=later))
    return tuple(found)


def put(desk: Desk, case_id: int, version: int, duty: Duty) -> None:
    """Write down a duty of the agreement, or change it.

    Before the seal a duty is a term: what was signed is signed anew.
    """
    desk.actor.require(Right.SETTLE)
    with on_case(desk, "put_duty", case_id, version) as (session, case):
        known = _known(case, duty)
        if found := tuple(_problems(case, duty)):
            raise Invalid(found)
        kept = replace(
            duty,
            done_on=known.done_on if known else None,
            partly=known.partly if known else False,
            proof=known.proof if known else "",
            waived_on=known.waived_on if known else None,
            waiver=known.waiver if known else "",
        )
        store.put_duty(session, case_id, kept)
        if case.stage is Stage.SIGNING:
            store.clear_signatures(session, case_id)
        else:
            payments.follow(desk, session, case_id)


def remove(desk: Desk, case_id: int, version: int, duty_id: int) -> None:
    """Take a duty away that was written down by mistake."""
    desk.actor.require(Right.SETTLE)
    with on_case(desk, "remove_duty", case_id, version) as (session, case):
        _existing(case, duty_id)
        store.remove_duty(session, duty_id)
        if case.stage is Stage.SIGNING:
            store.clear_signatures(session, case_id)
        else:
            payments.follow(desk, session, case_id)


def perform(
    desk: Desk,
    case_id: int,
    version: int,
    duty_id: int,
    done_on: date,
    *,
    proof: str,
    partly: bool = False,
) -> None:
    """Record that a duty was done, wholly or partly, with its proof (凭证).

    What counts as performed is proven (procedure.md 2.5, T32); the word of whoever received it
    is a proof too, once it is noted.
    """
    desk.actor.require(Right.PERFORM)
    done_later = since_closing(done_on)
    with on_case(desk, "perform_duty", case_id, version, adds=done_later) as (session, case):
        duty = _existing(case, duty_id)
        found = list(_done_problems(desk, case, done_on, "done_on"))
        if not proof.strip():
            found.append(Problem("proof", _("Enter what proves it: receipt, slip, certificate…")))
        if found:
            raise Invalid(found)
        done = replace(
            duty,
            done_on=done_on,
            partly=partly,
            proof=proof.strip(),
            waived_on=None,
            waiver="",
        )
        _save(desk, session, case, done)


def waive(
    desk: Desk, case_id: int, version: int, duty_id: int, waived_on: date, reason: str
) -> None:
    """Record that whoever it is owed to gave a duty up in writing (书面豁免), and why."""
    desk.actor.require(Right.PERFORM)
    given_later = since_closing(waived_on)
    with on_case(desk, "waive_duty", case_id, version, adds=given_later) as (session, case):
        duty = _existing(case, duty_id)
        found = list(_done_problems(desk, case, waived_on, "done_on"))
        if not reason.strip():
            found.append(Problem("proof", _("Enter the paper of the waiver and its reason.")))
        else:
            found += reasons.problems("proof", reason)
        if found:
            raise Invalid(found)
        _save(desk, session, case, replace(duty, waived_on=waived_on, waiver=reason.strip()))


def open_again(desk: Desk, case_id: int, version: int, duty_id: int) -> None:
    """Take back that a duty was done or waived."""
    desk.actor.require(Right.PERFORM)
    with on_case(desk, "open_duty", case_id, version) as (session, case):
        duty = _existing(case, duty_id)
        bare = replace(duty, done_on=None, partly=False, proof="", waived_on=None, waiver="")
        _save(desk, session, case, bare)
        default_again(desk, session, case_id)


def _save(desk: Desk, session: Session, case: CaseFile, duty: Duty) -> None:
    store.put_duty(session, case.id, duty)
    payments.follow(desk, session, case.id)


def _existing(case: CaseFile, duty_id: int) -> Duty:
    for duty in case.duties:
        if duty.id == duty_id:
            return duty
    raise NotFound(_("This duty is not in the case."))


def _known(case: CaseFile, duty: Duty) -> Duty | None:
    if case.settlement is None:
        raise DeskError(_("Write down the terms first; the agreement follows from them."))
    return _existing(case, duty.id) if duty.id else None


def _problems(case: CaseFile, duty: Duty) -> Iterator[Problem]:
    assert case.settlement is not None, "duties stand in an agreement"
    if duty.kind is DutyKind.OTHER and not duty.text.strip():
        yield Problem("text", _("Say what is to be done."))
    if duty.due_on is None:
        yield Problem("due_on", _("Enter the day by which it is to be done."))
    elif duty.due_on < case.settlement.agreed_on:
        yield days.before("due_on", case.settlement.agreed_on, days.AGREED)
    if duty.party_id is not None and all(a.id != duty.party_id for a in case.applicants):
        yield Problem("party_id", _("This row names nobody of the case."))
    if duty.counter and duty.owed_by is not Side.APPLICANT:
        yield Problem("counter", _("Only a duty of the worker can be owed in return for money."))


def _done_problems(desk: Desk, case: CaseFile, day: date, field: str) -> Iterator[Problem]:
    if case.settlement is None or case.settlement.effective_on is None:
        raise DeskError(_("The agreement is not in effect yet."))
    if day > desk.today():
        yield Problem(field, _("This day lies in the future."))
    elif day < case.settlement.agreed_on:
        yield days.before(field, case.settlement.agreed_on, days.AGREED)
