"""Offers of both sides and the mediator's own figures: kept apart from the case's file.

Nothing that papers, lists and exports read comes from here.
"""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.domain.offers import Estimate, Offer, OfferState, OfferSum
from mediation_desk.storage.reading import by, fill, one, parts, replace
from mediation_desk.storage.records import EstimateRecord, OfferRecord, OfferSumRecord

TABLES = frozenset({"offer", "offer_sum", "estimate"})
"""Tables whose rows the history does not tell: some of them are for one person's eyes."""


def offers(session: Session, case_id: int) -> tuple[Offer, ...]:
    """Return every offer of a case in the order in which they were made."""
    row = OfferSumRecord
    query = (
        select(row.offer_id, row.party_id, row.kind, row.amount)
        .join(OfferRecord, OfferRecord.id == OfferSumRecord.offer_id)
        .where(OfferRecord.case_id == case_id)
        .order_by(OfferSumRecord.id)
    )
    sums: dict[int, list[OfferSum]] = {}
    for offer_id, party_id, kind, amount in session.execute(query):
        held = OfferSum(party_id=party_id, kind=kind, amount=amount)
        sums.setdefault(offer_id, []).append(held)
    found = (
        Offer(
            id=row.id,
            side=row.side,
            made_on=row.made_on,
            made_at=row.made_at,
            said_by=row.said_by,
            conditions=row.conditions,
            note=row.note,
            caucus=row.caucus,
            state=row.state,
            sums=tuple(sums.get(row.id, ())),
        )
        for row in session.scalars(select(OfferRecord).where(OfferRecord.case_id == case_id))
    )
    return tuple(sorted(found, key=lambda offer: offer.place))


def put_offer(session: Session, case_id: int, offer: Offer) -> int:
    """Add an offer, or change the one with that key; return its key."""
    values = parts(offer, "sums") | {"case_id": case_id}
    if offer.id:
        record = one(session, OfferRecord, offer.id)
        fill(record, values)
    else:
        record = OfferRecord(**values)
        session.add(record)
    session.flush()
    _set_sums(session, record.id, offer.sums)
    return record.id


def _set_sums(session: Session, offer_id: int, sums: Iterable[OfferSum]) -> None:
    query = select(OfferSumRecord).where(OfferSumRecord.offer_id == offer_id)
    wanted = {(s.party_id, s.kind): {"offer_id": offer_id, **parts(s)} for s in sums}
    replace(session, OfferSumRecord, by(session.scalars(query), "party_id", "kind"), wanted)


def set_state(session: Session, offer_id: int, state: OfferState) -> None:
    """Say that an offer stands, was withdrawn, or was accepted."""
    fill(one(session, OfferRecord, offer_id), {"state": state})
    session.flush()


def remove_offer(session: Session, offer_id: int) -> None:
    """Take an offer away that was entered by mistake."""
    _set_sums(session, offer_id, ())
    session.delete(one(session, OfferRecord, offer_id))
    session.flush()


def estimates(session: Session, case_id: int) -> tuple[Estimate, ...]:
    """Return the mediator's own figures."""
    query = select(EstimateRecord).where(EstimateRecord.case_id == case_id)
    return tuple(
        Estimate(
            id=row.id,
            party_id=row.party_id,
            kind=row.kind,
            bound=row.bound,
            amount=row.amount,
            reason=row.reason,
        )
        for row in session.scalars(query.order_by(EstimateRecord.id))
    )


def set_estimates(
    session: Session, case_id: int, party_ids: Iterable[int], wanted: Iterable[Estimate]
) -> None:
    """Make these the own figures of some workers; others' stay as they are."""
    query = select(EstimateRecord).where(
        EstimateRecord.case_id == case_id, EstimateRecord.party_id.in_(list(party_ids))
    )
    rows = {(e.party_id, e.kind, e.bound): {"case_id": case_id, **parts(e)} for e in wanted}
    present = by(session.scalars(query), "party_id", "kind", "bound")
    replace(session, EstimateRecord, present, rows)
