"""Legal aid (法律援助): applications, their course, what was recovered, and the form D-75."""

from dataclasses import replace
from datetime import date

from mediation_desk.domain import errors
from mediation_desk.domain.errors import Invalid, Problem
from mediation_desk.domain.legal_aid import AidBy, AidLine, LegalAid, aid_problems, sums_problems
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.services import loose_papers
from mediation_desk.services.desk import Desk
from mediation_desk.services.loose_papers import LoosePaper
from mediation_desk.storage import cases
from mediation_desk.storage import legal_aid as store
from mediation_desk.storage.database import Session


def in_period(desk: Desk, first: date, last: date, counted: AidBy) -> tuple[AidLine, ...]:
    """List the legal aid of a period."""
    desk.actor.require(Right.READ)
    if last < first:
        raise Invalid([Problem("last", _("The period ends before it begins."))])
    with desk.db.read() as session:
        return store.in_period(session, first, last, counted)


def line(desk: Desk, aid_id: int) -> AidLine:
    """Return one record of legal aid with its case, lawyer and sums."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return store.line(session, aid_id)


def save(desk: Desk, aid: LegalAid) -> int:
    """Add or change legal aid; returns the key. In a case the applicant is a party of it."""
    desk.actor.require(Right.REGION)
    doing = "change_aid" if aid.id else "apply_for_aid"
    with desk.db.write(desk.actor, doing, aid.case_id) as session:
        saved = _named(session, aid)
        errors.require(aid_problems(saved, desk.today()))
        key = store.put(session, saved)
        errors.require(tuple(sums_problems(store.line(session, key))))
        return key


def _named(session: Session, aid: LegalAid) -> LegalAid:
    """Name the applicant as the case does."""
    if aid.case_id is None:
        return replace(aid, party_id=None)
    case = cases.file(session, aid.case_id)
    chosen = [worker.person for worker in case.applicants if worker.id == aid.party_id]
    if not chosen:
        raise Invalid([Problem("applicant", _("Choose which applicant of the case asks for aid."))])
    [person] = chosen
    return replace(aid, applicant=person.name, id_number=person.id_number, phone=person.phone)


def paper(desk: Desk, aid_id: int) -> LoosePaper:
    """Return the application and referral form (D-75) as it stands."""
    desk.actor.require(Right.READ)
    from mediation_desk.documents.region_fields import aid_values

    with desk.db.read() as session:
        found = store.line(session, aid_id)
    return loose_papers.made(desk, "D-75", lambda: aid_values(found, desk.centre, desk.today()))
