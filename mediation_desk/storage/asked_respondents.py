"""Whose the answers and attempts of the consent inquiry are, and who takes part once it is over."""

from collections.abc import Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.domain.case import CaseFile, Side
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.other_parties import PartyRole
from mediation_desk.domain.stages import Step
from mediation_desk.i18n import _
from mediation_desk.storage import summary
from mediation_desk.storage.reading import fill, one
from mediation_desk.storage.records import (
    AskedRespondentRecord,
    OtherPartyRecord,
    PartyRecord,
)


def keep(
    session: Session,
    case_id: int,
    party_ids: Iterable[int],
    *,
    step_id: int | None = None,
    consent_id: int | None = None,
) -> None:
    """Keep whose an attempt to ask is, or an answer."""
    for party_id in party_ids:
        session.add(
            AskedRespondentRecord(
                case_id=case_id, party_id=party_id, step_id=step_id, consent_id=consent_id
            )
        )
    session.flush()


def let_go(session: Session, party_id: int, name: str) -> None:
    """Take a party out of what it shares with others; whoever was asked alone stays on record."""
    kept = AskedRespondentRecord
    rows = session.scalars(select(kept).where(kept.party_id == party_id)).all()
    for row in rows:
        beside = select(kept.id).where(
            kept.party_id != party_id,
            kept.consent_id == row.consent_id if row.consent_id else kept.step_id == row.step_id,
        )
        if session.scalar(beside.limit(1)) is None:
            told = _("{name} was asked whether it wants mediation and stays on record.")
            raise DeskError(told.format(name=name))
        session.delete(row)
    session.flush()


def forget(
    session: Session, steps: Collection[int], consents: Collection[int], besides: Collection[int]
) -> None:
    """Take away whose these steps and answers were, which go themselves; not the rows `besides`.

    Of those from before each respondent was asked, no entry of the journal knows whose they are.
    """
    if not steps and not consents:
        return
    kept = AskedRespondentRecord
    found = select(kept).where(kept.step_id.in_(steps) | kept.consent_id.in_(consents))
    for row in session.scalars(found.where(kept.id.not_in(besides))):
        session.delete(row)
    session.flush()


def go_on(session: Session, case: CaseFile, first: int, out: Collection[int]) -> None:
    """Let a case go on against those who agree, `first` of them in the first place."""
    if first != case.respondent.id:
        _put_first(session, case, first)
    for party_id in out:
        one(session, PartyRecord, party_id).role = PartyRole.NOT_TAKING_PART
        nothing = {"duty": None, "signs": False}
        if (bound := session.get(OtherPartyRecord, party_id)) is not None:
            fill(bound, nothing)
    session.flush()
    summary.mark(session, case.id)


def join(session: Session, case: CaseFile, party_id: int) -> None:
    """Let a respondent take part who agrees after all; it signs what is agreed."""
    one(session, PartyRecord, party_id).role = PartyRole.CO_RESPONDENT
    one(session, OtherPartyRecord, party_id).signs = True
    session.flush()
    summary.mark(session, case.id)


def _put_first(session: Session, case: CaseFile, first: int) -> None:
    """Let another respondent stand first; what was told of nobody in particular keeps its owner."""
    former = case.respondent.id
    named = {(row.step_id, row.consent_id) for row in case.asked}
    consents = {consent_id for _step_id, consent_id in named}
    for consent in case.consents:
        if consent.side is Side.RESPONDENT and consent.id not in consents:
            keep(session, case.id, [former], consent_id=consent.id)
    steps = {step_id for step_id, _consent_id in named}
    for taken in case.steps:
        if taken.step is Step.CONTACT and taken.id not in steps:
            keep(session, case.id, [former], step_id=taken.id)
    session.add(OtherPartyRecord(party_id=former, acts_for=None, duty=None, signs=False, note=""))
    session.delete(one(session, OtherPartyRecord, first))
    one(session, PartyRecord, former).role = PartyRole.CO_RESPONDENT
    one(session, PartyRecord, first).role = None
    session.flush()
