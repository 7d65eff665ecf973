"""Enquiries at the counter (咨询登记): registering, correcting, taking back, listing, printing."""

from dataclasses import replace

from mediation_desk.domain import errors, reasons
from mediation_desk.domain.enquiry import Enquiry, EnquiryFilter, EnquiryRef, problems
from mediation_desk.domain.errors import DeskError, Invalid, Problem, require
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.services import loose_papers
from mediation_desk.services.desk import Desk
from mediation_desk.services.loose_papers import LoosePaper
from mediation_desk.storage import enquiries as store

UNDOABLE = frozenset({"change_enquiry", "void_enquiry", "restore_enquiry"})
"""Acts on enquiries that are undone by the journal; a number once given is voided instead."""


def register(desk: Desk, enquiry: Enquiry, operation: str = "") -> EnquiryRef:
    """Register an enquiry under the next number of its day; `operation` is saved once."""
    desk.actor.require(Right.REGISTER)
    errors.require(problems(enquiry, desk.now()))
    with desk.db.write(desk.actor, "enquire") as session:
        if known := store.find_operation(session, operation):
            return known
        taken_by = enquiry.taken_by.strip() or desk.actor.name
        return store.add(session, replace(enquiry, taken_by=taken_by), operation)


def change(desk: Desk, enquiry: Enquiry) -> None:
    """Correct an enquiry; its day stays that of its number."""
    desk.actor.require(Right.REGISTER)
    errors.require(problems(enquiry, desk.now()))
    with desk.db.write(desk.actor, "change_enquiry") as session:
        before = store.get(session, enquiry.id)
        if before.is_void:
            raise DeskError(_void(before))
        if enquiry.asked_on != before.asked_on:
            text = _("The number {number} is of its day. Take this one back and register anew.")
            raise Invalid([Problem("asked_on", text.format(number=before.number))])
        store.change(session, replace(enquiry, void_reason=before.void_reason))


def take_back(desk: Desk, enquiry_id: int, version: int, reason: str) -> None:
    """Let an enquiry count no more, with the reason; its number is not given again (作废)."""
    desk.actor.require(Right.REGISTER)
    require(reasons.problems("reason", reason, reasons.BRIEF))
    with desk.db.write(desk.actor, "void_enquiry") as session:
        before = store.get(session, enquiry_id)
        if before.is_void:
            raise DeskError(_void(before))
        if before.case_id is not None:
            raise DeskError(_led_to(before))
        store.change(session, replace(before, version=version, void_reason=reason.strip()))


def restore(desk: Desk, enquiry_id: int, version: int) -> None:
    """Let an enquiry that was taken back count again."""
    desk.actor.require(Right.REGISTER)
    with desk.db.write(desk.actor, "restore_enquiry") as session:
        before = store.get(session, enquiry_id)
        store.change(session, replace(before, version=version, void_reason=""))


def listed(desk: Desk, wanted: EnquiryFilter) -> tuple[tuple[Enquiry, ...], int]:
    """Return the newest enquiries of a list, and how many there are in all."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return store.listed(session, wanted)


def found(desk: Desk, text: str, most: int) -> tuple[Enquiry, ...]:
    """Return the newest enquiries that a text finds."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return store.found(session, text, most)


def enquiry(desk: Desk, enquiry_id: int) -> Enquiry:
    """Return one enquiry."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return store.get(session, enquiry_id)


def for_case(desk: Desk, enquiry_id: int) -> Enquiry:
    """Return an enquiry that is to become a case, unless it became one or counts no more."""
    desk.actor.require(Right.REGISTER)
    with desk.db.read() as session:
        found = store.get(session, enquiry_id)
    if found.case_id is not None:
        raise DeskError(_led_to(found))
    if found.is_void:
        raise DeskError(_void(found))
    return found


def card(desk: Desk, enquiry_id: int) -> LoosePaper:
    """Make the register card of an enquiry, to print or save (咨询登记表)."""
    desk.actor.require(Right.READ)
    from mediation_desk.documents.enquiry_fields import enquiry_card

    with desk.db.read() as session:
        found = store.get(session, enquiry_id)
    return loose_papers.made(desk, "D-01", lambda: enquiry_card(found, desk.centre))


def _led_to(found: Enquiry) -> str:
    return _("Enquiry {number} led to case {case} already.").format(
        number=found.number, case=found.case_number
    )


def _void(found: Enquiry) -> str:
    return _("Enquiry {number} does not count any more.").format(number=found.number)
