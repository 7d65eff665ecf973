"""The agreement of a case: its terms, signatures, effect, and what is paid under it."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.domain.duties import Duty
from mediation_desk.domain.errors import NotFound
from mediation_desk.domain.settlement import Money, Payment, Settlement, Signature, Waiver
from mediation_desk.i18n import _
from mediation_desk.storage import summary
from mediation_desk.storage.case_rows import COUNTED
from mediation_desk.storage.reading import by, fill, one, parts, replace
from mediation_desk.storage.records import (
    DutyRecord,
    MoneyRecord,
    PaymentRecord,
    SettlementRecord,
    SignatureRecord,
    WaiverRecord,
)


def _settlement(session: Session, case_id: int) -> SettlementRecord:
    query = select(SettlementRecord).where(SettlementRecord.case_id == case_id)
    found = session.scalars(query).one_or_none()
    if found is None:
        raise NotFound(_("This case has no agreement yet."))
    return found


def put(session: Session, case_id: int, settlement: Settlement) -> None:
    """Make the stored agreement equal to the value: terms, signatures and effect."""
    values = parts(settlement.terms, "money") | {
        "case_id": case_id,
        "agreed_on": settlement.agreed_on,
        "effective_on": settlement.effective_on,
    }
    query = select(SettlementRecord).where(SettlementRecord.case_id == case_id)
    record = session.scalars(query).one_or_none()
    if record is None:
        record = SettlementRecord(**values)
        session.add(record)
    else:
        fill(record, values)
    session.flush()
    _set_money(session, record.id, settlement.terms.money)
    _set_signatures(session, record.id, settlement.signatures)
    summary.mark(session, case_id)


def _set_money(session: Session, settlement_id: int, money: Iterable[Money]) -> None:
    query = select(MoneyRecord).where(MoneyRecord.settlement_id == settlement_id)
    wanted = {
        position: {"settlement_id": settlement_id, "position": position, **parts(row, *COUNTED)}
        for position, row in enumerate(money, start=1)
    }
    replace(session, MoneyRecord, by(session.scalars(query), "position"), wanted)


def _set_signatures(session: Session, settlement_id: int, signatures: Iterable[Signature]) -> None:
    names = ("signer", "party_id", "name")
    query = select(SignatureRecord).where(SignatureRecord.settlement_id == settlement_id)
    wanted = {
        (s.signer, s.party_id, s.name): {"settlement_id": settlement_id, **parts(s)}
        for s in signatures
    }
    replace(session, SignatureRecord, by(session.scalars(query), *names), wanted)


def add_signatures(session: Session, case_id: int, signatures: Iterable[Signature]) -> None:
    """Add signatures and seals; one given again takes the place of the one before."""
    record = _settlement(session, case_id)
    query = select(SignatureRecord).where(SignatureRecord.settlement_id == record.id)
    present = by(session.scalars(query), "signer", "party_id", "name")
    for signature in signatures:
        key = (signature.signer, signature.party_id, signature.name)
        if key in present:
            fill(present[key], parts(signature))
        else:
            session.add(SignatureRecord(settlement_id=record.id, **parts(signature)))
    session.flush()


def clear_signatures(session: Session, case_id: int) -> None:
    """Take all signatures away, as after a change of the terms."""
    _set_signatures(session, _settlement(session, case_id).id, ())


def set_effective(session: Session, case_id: int, day: date | None) -> None:
    """Set the day on which the agreement took effect."""
    _settlement(session, case_id).effective_on = day
    session.flush()
    summary.mark(session, case_id)


def add_payments(session: Session, case_id: int, payments: Iterable[Payment]) -> None:
    """Record money that reached the workers."""
    session.add_all(PaymentRecord(case_id=case_id, **parts(payment)) for payment in payments)
    session.flush()
    summary.mark(session, case_id)


def add_waiver(session: Session, case_id: int, waiver: Waiver) -> None:
    """Record what a worker gave up of an instalment."""
    session.add(WaiverRecord(case_id=case_id, **parts(waiver)))
    session.flush()
    summary.mark(session, case_id)


def remove_waiver(session: Session, waiver_id: int) -> None:
    """Take a waiver back that was recorded by mistake; the journal keeps it."""
    waiver = one(session, WaiverRecord, waiver_id)
    session.delete(waiver)
    session.flush()
    summary.mark(session, waiver.case_id)


def put_duty(session: Session, case_id: int, duty: Duty) -> int:
    """Save a duty besides money, new or changed; return its key."""
    waits = duty.waived_on is None and (not duty.done_on or duty.partly)
    values = parts(duty, *COUNTED) | {"open": waits}
    if duty.id:
        fill(one(session, DutyRecord, duty.id), values)
        session.flush()
        return duty.id
    record = DutyRecord(case_id=case_id, **values)
    session.add(record)
    session.flush()
    return record.id


def remove_duty(session: Session, duty_id: int) -> None:
    """Take a duty away."""
    session.delete(one(session, DutyRecord, duty_id))
    session.flush()


def correct_signature(session: Session, case_id: int, signature: Signature) -> None:
    """Change the day of a signature that stands; its time is that of the new day, if known."""
    query = select(SignatureRecord).where(
        SignatureRecord.settlement_id == _settlement(session, case_id).id,
        SignatureRecord.signer == signature.signer,
        SignatureRecord.party_id.is_(None)
        if signature.party_id is None
        else SignatureRecord.party_id == signature.party_id,
        SignatureRecord.name == signature.name,
    )
    when = {"signed_on": signature.signed_on, "signed_at": signature.signed_at}
    fill(session.scalars(query).one(), when)
    session.flush()


def remove_payment(session: Session, payment_id: int) -> None:
    """Take a payment back that was recorded by mistake; the journal keeps it."""
    payment = one(session, PaymentRecord, payment_id)
    session.delete(payment)
    session.flush()
    summary.mark(session, payment.case_id)
