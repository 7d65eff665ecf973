"""Bodies of the region: who is there, what was led to them, what they report (区域平台)."""

from dataclasses import dataclass, replace

from mediation_desk.domain import errors
from mediation_desk.domain.bodies import (
    Body,
    BodyFile,
    BodyLine,
    BodyPerson,
    MirroredCase,
    MirrorLine,
    Referral,
    ReferralLine,
    body_problems,
    mirror_problems,
    person_problems,
    referral_problems,
)
from mediation_desk.domain.errors import Invalid, NotFound, Problem
from mediation_desk.domain.legal_aid import AidLine
from mediation_desk.domain.rights import Right
from mediation_desk.domain.supervision import Matter
from mediation_desk.services.act import on_case
from mediation_desk.services.desk import Desk
from mediation_desk.storage import bodies as store
from mediation_desk.storage import cases, legal_aid, letters
from mediation_desk.storage.database import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What surrounds a case beyond the centre: referrals, its twins elsewhere, aid, letters."""

    referrals: tuple[ReferralLine, ...]
    mirrors: tuple[MirrorLine, ...]
    aid: tuple[AidLine, ...]
    matters: tuple[Matter, ...]


def lines(desk: Desk) -> tuple[BodyLine, ...]:
    """List the bodies, those out of use too."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return store.lines(session)


def file(desk: Desk, body_id: int) -> BodyFile:
    """Return one body with all that is kept of it."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return store.file(session, body_id)


def people(desk: Desk) -> tuple[BodyPerson, ...]:
    """Return the people of all bodies, those who left too."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return store.people(session)


def around(desk: Desk, case_id: int) -> Around:
    """Return what surrounds a case beyond the centre."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        referrals, mirrors = store.of_case(session, case_id)
        return Around(
            referrals=referrals,
            mirrors=mirrors,
            aid=legal_aid.of_case(session, case_id),
            matters=letters.of_case(session, case_id),
        )


def find(desk: Desk, text: str) -> tuple[Body, ...]:
    """Find bodies by a part of their name."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return store.find(session, text.split())


def save(desk: Desk, body: Body) -> int:
    """Add or change a body; returns the key."""
    desk.actor.require(Right.REGION)
    with desk.db.write(desk.actor, "change_body") as session:
        others = tuple(other.name for other in store.bodies(session) if other.id != body.id)
        errors.require(body_problems(body, others))
        return store.put_body(session, replace(body, name=body.name.strip()))


def save_person(desk: Desk, person: BodyPerson) -> int:
    """Add or change a person of a body; returns the key."""
    desk.actor.require(Right.REGION)
    with desk.db.write(desk.actor, "change_body_person") as session:
        others = tuple(o for o in store.people(session, person.body_id) if o.id != person.id)
        errors.require(person_problems(person, others))
        return store.put_person(session, person)


def remove_person(desk: Desk, person_id: int) -> None:
    """Take out a person entered by mistake, who was never on duty and took no case."""
    desk.actor.require(Right.REGION)
    with desk.db.write(desk.actor, "remove_body_person") as session:
        store.remove_person(session, person_id)


def refer(desk: Desk, case_id: int, version: int, referral: Referral) -> int:
    """Lead a party of a case to a body (引导、转介); returns the key."""
    desk.actor.require(Right.REGION)
    with on_case(desk, "refer_to_body", case_id, version, adds=True) as (session, _case):
        body = store.body(session, referral.body_id)
        made = replace(referral, case_id=case_id, sent_by=referral.sent_by or desk.actor.name)
        errors.require(referral_problems(made, body, desk.today()))
        return store.put_referral(session, made)


def report_back(desk: Desk, referral: Referral) -> None:
    """Correct a referral, or record what the body reported back."""
    desk.actor.require(Right.REGION)
    with desk.db.write(desk.actor, "body_reported", referral.case_id) as session:
        body = store.body(session, referral.body_id)
        errors.require(referral_problems(referral, body, desk.today()))
        store.put_referral(session, referral)


def remove_referral(desk: Desk, referral_id: int) -> None:
    """Take out a referral entered by mistake."""
    desk.actor.require(Right.REGION)
    with desk.db.read() as session:
        case_id = store.referral(session, referral_id).case_id
    with desk.db.write(desk.actor, "remove_referral", case_id) as session:
        store.remove_referral(session, referral_id)


def save_mirror(desk: Desk, mirror: MirroredCase, our_number: str = "") -> int:
    """Copy what an arbitration tribunal or a court says of a case; returns the key.

    `our_number` names our case, written out or by its last figures.
    """
    desk.actor.require(Right.REGION)
    ours = mirror.case_id
    if ours is None and our_number:
        with desk.db.read() as session:
            ours = _our_case(session, our_number)
    with desk.db.write(desk.actor, "mirror_case", ours) as session:
        body = store.body(session, mirror.body_id)
        errors.require(mirror_problems(mirror, body.kind, desk.today()))
        return store.put_mirror(session, replace(mirror, case_id=ours))


def _our_case(session: Session, number: str) -> int:
    try:
        return cases.key_of(session, number)
    except NotFound as missing:
        raise Invalid([Problem("case", str(missing))]) from missing


def remove_mirror(desk: Desk, mirror_id: int) -> None:
    """Take out a mirrored case entered by mistake."""
    desk.actor.require(Right.REGION)
    with desk.db.read() as session:
        case_id = store.mirror(session, mirror_id).case_id
    with desk.db.write(desk.actor, "remove_mirror", case_id) as session:
        store.remove_mirror(session, mirror_id)
