"""Service of papers, and the addresses that parties confirmed for it."""

from datetime import date

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped

from mediation_desk.domain.serving import ServiceManner, ServiceResult
from mediation_desk.storage.records.base import Key, Record, code, refers, sealed


class ServiceRecord(Record):
    """One attempt to serve a paper on one receiver; `waiting` ones are found by their index."""

    __tablename__ = "service"
    __table_args__ = (
        Index(
            "ix_service_waiting",
            "since",
            "id",
            sqlite_where=text("waiting"),
            postgresql_where=text("waiting"),
        ),
    )

    id: Mapped[Key]
    case_id: Mapped[int] = refers("mediation_case.id")
    paper_id: Mapped[int] = refers("paper.id")
    party_id: Mapped[int | None] = refers("party.id")
    hearing_id: Mapped[int | None] = refers("hearing.id")
    receiver: Mapped[str]
    attempt: Mapped[int]
    since: Mapped[date]
    waiting: Mapped[bool]
    manner: Mapped[ServiceManner | None] = code(ServiceManner)
    result: Mapped[ServiceResult] = code(ServiceResult)
    sent_on: Mapped[date | None]
    served_on: Mapped[date | None]
    place: Mapped[str] = sealed("service.place")
    tracking: Mapped[str]
    received_by: Mapped[str]
    relation: Mapped[str]
    server: Mapped[str]
    witness: Mapped[str]
    recorded: Mapped[bool]
    reason: Mapped[str]
    receipt_on_file: Mapped[bool]
    note: Mapped[str]
    corrected: Mapped[str]


class ServiceAddressRecord(Record):
    """An address that a party confirmed; the last one is in force."""

    __tablename__ = "service_address"

    id: Mapped[Key]
    case_id: Mapped[int] = refers("mediation_case.id")
    party_id: Mapped[int] = refers("party.id")
    address: Mapped[str] = sealed("service_address.address")
    postcode: Mapped[str]
    receiver: Mapped[str]
    phone: Mapped[str] = sealed("service_address.phone")
    email: Mapped[str] = sealed("service_address.email")
    messenger: Mapped[str] = sealed("service_address.messenger")
    electronic: Mapped[bool]
    review: Mapped[bool]
    confirmation: Mapped[bool]
    execution: Mapped[bool]
    secret: Mapped[bool]
    refused: Mapped[bool]
    confirmed_on: Mapped[date]
    note: Mapped[str]
