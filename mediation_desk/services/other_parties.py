"""Parties besides workers and respondent, their place in the chain of work, and the site."""

from collections.abc import Iterator

from mediation_desk.domain import errors
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.errors import DeskError, NotFound, Problem
from mediation_desk.domain.intake import employer_problems, person_problems
from mediation_desk.domain.neutrality import Known
from mediation_desk.domain.other_parties import CHOSEN, Capacity, OtherParty, Site, other_problems
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.services import neutral
from mediation_desk.services.act import on_case
from mediation_desk.services.desk import Desk
from mediation_desk.storage import cases, journal
from mediation_desk.storage import people_around as store
from mediation_desk.storage.database import Session


def add_other(desk: Desk, case_id: int, version: int, other: OtherParty) -> int:
    """Add another party (共同被申请人、第三人等); return the party's key."""
    desk.actor.require(Right.REGISTER)
    with on_case(desk, "add_other", case_id, version) as (session, case):
        _check(session, case, other)
        _require_unsigned(case, changes=other.must_sign)
        return store.add_other(session, case_id, other)


def change_other(desk: Desk, case_id: int, version: int, other: OtherParty) -> None:
    """Correct another party's data, role or duty."""
    desk.actor.require(Right.REGISTER)
    with on_case(desk, "change_other", case_id, version) as (session, case):
        before = _find(case, other.id)
        errors.require(_follows_from_a_step(before, other))
        _check(session, case, other)
        _require_unsigned(case, changes=_bound(before) != _bound(other))
        store.set_other(session, other)


def remove_other(desk: Desk, case_id: int, version: int, party_id: int) -> None:
    """Take another party out who has not taken part yet."""
    desk.actor.require(Right.REGISTER)
    with on_case(desk, "remove_other", case_id, version) as (session, case):
        _require_unsigned(case, changes=_find(case, party_id).must_sign)
        store.remove_other(session, party_id)


def look_at_other(desk: Desk, case_id: int, party_id: int) -> OtherParty:
    """Return another party with unmasked data; the look is journalled (查看敏感信息)."""
    desk.actor.require(Right.REVEAL)
    with desk.db.write(desk.actor, "reveal", case_id) as session:
        other = _find(cases.file(session, case_id), party_id)
        journal.note(session, {"party": party_id})
        return other


def set_capacity(
    desk: Desk, case_id: int, version: int, capacity: Capacity | None, site: Site | None
) -> None:
    """Say as what the respondent stands in the chain of work, and at which project."""
    desk.actor.require(Right.REGISTER)
    with on_case(desk, "set_capacity", case_id, version) as (session, case):
        store.set_capacity(session, case.respondent.id, capacity)
        store.set_site(session, case_id, site if site != Site() else None)


def _follows_from_a_step(before: OtherParty, other: OtherParty) -> Iterator[Problem]:
    """Find a role that was typed though a step decides it, or taken away."""
    if before.role is not other.role and not {before.role, other.role} <= {*CHOSEN}:
        text = _(
            "{name} does not agree to mediation, and nobody is mediated against a clear refusal."
            " If it agrees after all, record its answer."
        )
        yield Problem("role", text.format(name=other.name) + "（人民调解法第十七条）")


def _bound(other: OtherParty) -> tuple[object, ...]:
    """Return what of a party stands in the agreement."""
    return (other.must_sign, other.duty, other.role)


def _require_unsigned(case: CaseFile, *, changes: bool) -> None:
    """Refuse what changes a signed agreement."""
    if not changes or case.settlement is None:
        return
    if case.settlement.effective_on is not None:
        raise DeskError(_("The agreement is in effect; who is bound by it no longer changes."))
    if case.settlement.signatures:
        raise DeskError(
            _(
                "The agreement has been signed. Write its terms down anew first, which clears the"
                " signatures."
            )
        )


def _check(session: Session, case: CaseFile, other: OtherParty) -> None:
    workers = frozenset(applicant.id for applicant in case.applicants)
    problems = list(other_problems(other, workers))
    if other.person is not None:
        problems += person_problems(other.person, "person")
    if other.employer is not None:
        problems += employer_problems(other.employer, "respondent")
        problems += _named_already(case, other)
    errors.require(problems)
    known = Known(name=other.name, phone=other.phone, as_what="")
    neutral.require_stranger(session, case, [known])


def _named_already(case: CaseFile, other: OtherParty) -> Iterator[Problem]:
    assert other.employer is not None, "an employer is looked for"
    employers = [o.employer for o in case.others if o.employer and o.id != other.id]
    for employer in (case.respondent.employer, *employers):
        same_code = employer.credit_code and employer.credit_code == other.employer.credit_code
        if same_code or employer.name == other.employer.name:
            text = _("{name} is a party of the case already.").format(name=employer.name)
            yield Problem("respondent.name", text)
            return


def _find(case: CaseFile, party_id: int) -> OtherParty:
    for other in case.others:
        if other.id == party_id:
            return other
    raise NotFound(_("This party does not belong to the case."))
