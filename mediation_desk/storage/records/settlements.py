"""The agreement, its rows of money, its signatures, and what was paid."""

from datetime import date, time
from decimal import Decimal

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from mediation_desk.domain.claims import ClaimKind
from mediation_desk.domain.duties import DutyKind
from mediation_desk.domain.settlement import Ending, Manner, Signer
from mediation_desk.domain.sides import Side
from mediation_desk.storage.records.base import Key, Record, code, in_fen, refers


class SettlementRecord(Record):
    """The agreement of a case."""

    __tablename__ = "settlement"
    __table_args__ = (UniqueConstraint("case_id"),)

    id: Mapped[Key]
    case_id: Mapped[int] = refers("mediation_case.id", index=False)
    agreed_on: Mapped[date]
    effective_on: Mapped[date | None]
    ending: Mapped[Ending] = code(Ending)
    ended_on: Mapped[date | None]
    certificate_by: Mapped[date | None]
    breach: Mapped[str]
    other: Mapped[str]
    copies: Mapped[int]


class MoneyRecord(Record):
    """One row of the agreement."""

    __tablename__ = "money_row"
    __table_args__ = (
        UniqueConstraint("settlement_id", "position"),
        in_fen("amount"),
        CheckConstraint("instalment >= 1", name="instalment"),
    )

    id: Mapped[Key]
    settlement_id: Mapped[int] = refers("settlement.id", index=False)
    position: Mapped[int]
    party_id: Mapped[int] = refers("party.id")
    kind: Mapped[ClaimKind] = code(ClaimKind)
    instalment: Mapped[int]
    amount: Mapped[Decimal]
    due_on: Mapped[date] = mapped_column(index=True)
    manner: Mapped[Manner] = code(Manner)


class SignatureRecord(Record):
    """A signature, fingerprint or seal."""

    __tablename__ = "signature"

    id: Mapped[Key]
    settlement_id: Mapped[int] = refers("settlement.id")
    signer: Mapped[Signer] = code(Signer)
    name: Mapped[str]
    signed_on: Mapped[date]
    party_id: Mapped[int | None] = refers("party.id")
    agent_id: Mapped[int | None] = refers("agent.id")
    by_party_id: Mapped[int | None] = refers("party.id")
    by_name: Mapped[str]
    override: Mapped[str]
    signed_at: Mapped[time | None]


class WaiverRecord(Record):
    """What a worker gave up of an instalment in writing."""

    __tablename__ = "waiver"
    __table_args__ = (in_fen("amount"),)

    id: Mapped[Key]
    case_id: Mapped[int] = refers("mediation_case.id")
    party_id: Mapped[int] = refers("party.id")
    instalment: Mapped[int]
    amount: Mapped[Decimal]
    waived_on: Mapped[date]
    reason: Mapped[str]
    document: Mapped[str]


class DutyRecord(Record):
    """What the agreement obliges to besides money; the open ones are found by their due day."""

    __tablename__ = "duty"
    __table_args__ = (
        Index(
            "ix_duty_open",
            "due_on",
            "case_id",
            sqlite_where=text("open"),
            postgresql_where=text("open"),
        ),
    )

    id: Mapped[Key]
    case_id: Mapped[int] = refers("mediation_case.id")
    kind: Mapped[DutyKind] = code(DutyKind)
    owed_by: Mapped[Side] = code(Side)
    party_id: Mapped[int | None] = refers("party.id")
    text: Mapped[str]
    due_on: Mapped[date | None]
    counter: Mapped[bool]
    done_on: Mapped[date | None]
    partly: Mapped[bool]
    proof: Mapped[str]
    waived_on: Mapped[date | None]
    waiver: Mapped[str]
    open: Mapped[bool]


class PaymentRecord(Record):
    """Money that reached one worker for one instalment."""

    __tablename__ = "payment"
    __table_args__ = (in_fen("amount"),)

    id: Mapped[Key]
    case_id: Mapped[int] = refers("mediation_case.id")
    party_id: Mapped[int] = refers("party.id")
    instalment: Mapped[int]
    paid_on: Mapped[date] = mapped_column(index=True)
    amount: Mapped[Decimal]
    voucher: Mapped[str]
    note: Mapped[str]
    payee: Mapped[str] = mapped_column(default="")
    manner: Mapped[Manner | None] = code(Manner)
    payer: Mapped[str] = mapped_column(default="")
