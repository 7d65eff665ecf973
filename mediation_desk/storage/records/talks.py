"""What both sides offer, the sums of each offer, and the mediator's own figures."""

from datetime import date, time
from decimal import Decimal

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from mediation_desk.domain.claims import ClaimKind
from mediation_desk.domain.offers import Bound, OfferState
from mediation_desk.domain.sides import Side
from mediation_desk.storage.records.base import Key, Record, code, in_fen, refers


class OfferRecord(Record):
    """What one side said; `caucus` rows are for the case's mediator alone."""

    __tablename__ = "offer"

    id: Mapped[Key]
    case_id: Mapped[int] = refers("mediation_case.id")
    side: Mapped[Side] = code(Side)
    made_on: Mapped[date]
    made_at: Mapped[time | None]
    said_by: Mapped[str]
    conditions: Mapped[str]
    note: Mapped[str]
    caucus: Mapped[bool]
    state: Mapped[OfferState] = code(OfferState)


class OfferSumRecord(Record):
    """One sum of an offer; without worker or kind it is for all of them."""

    __tablename__ = "offer_sum"
    __table_args__ = (in_fen("amount"),)

    id: Mapped[Key]
    offer_id: Mapped[int] = refers("offer.id")
    party_id: Mapped[int | None] = refers("party.id")
    kind: Mapped[ClaimKind | None] = code(ClaimKind)
    amount: Mapped[Decimal]


class EstimateRecord(Record):
    """A figure of the mediator's own for an item of a worker."""

    __tablename__ = "estimate"
    __table_args__ = (UniqueConstraint("party_id", "kind", "bound"), in_fen("amount"))

    id: Mapped[Key]
    case_id: Mapped[int] = refers("mediation_case.id")
    party_id: Mapped[int] = refers("party.id", index=False)
    kind: Mapped[ClaimKind] = code(ClaimKind)
    bound: Mapped[Bound] = code(Bound)
    amount: Mapped[Decimal]
    reason: Mapped[str]
