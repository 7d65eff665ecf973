"""The agreement of one case as it is read with the case."""

from dataclasses import replace
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.domain.settlement import Money, Settlement, Signature, Terms
from mediation_desk.storage import day_ends
from mediation_desk.storage.case_rows import COUNTED, KEY, answered, columns, grouped, names
from mediation_desk.storage.reading import AnySelect
from mediation_desk.storage.records import MoneyRecord, SettlementRecord, SignatureRecord

_TERMS = names(Terms, "money")


@cache
def _settlement_query() -> AnySelect:
    return select(
        SettlementRecord.id,
        SettlementRecord.agreed_on,
        SettlementRecord.effective_on,
        *(getattr(SettlementRecord, name) for name in _TERMS),
    ).where(SettlementRecord.case_id == KEY)


@cache
def _money_query() -> AnySelect:
    return (
        select(MoneyRecord.settlement_id, *columns(MoneyRecord, Money, *COUNTED))
        .where(MoneyRecord.settlement_id == KEY)
        .order_by(MoneyRecord.position)
    )


@cache
def _signatures_query() -> AnySelect:
    return (
        select(SignatureRecord.settlement_id, *columns(SignatureRecord, Signature))
        .where(SignatureRecord.settlement_id == KEY)
        .order_by(SignatureRecord.id)
    )


def settlement(session: Session, case_id: int) -> Settlement | None:
    """Return the agreement of a case, its money with the days until which it may be paid."""
    found = answered(session, _settlement_query(), case_id)
    if not found:
        return None
    key, agreed_on, effective_on, *terms = found[0]
    last_day = day_ends.last_day(session)
    rows = grouped(session, Money, _money_query(), key)[key]
    money = tuple(replace(row, last_on=last_day(row.due_on)) for row in rows)
    signatures = grouped(session, Signature, _signatures_query(), key)
    return Settlement(
        terms=Terms(money=money, **dict(zip(_TERMS, terms, strict=True))),
        agreed_on=agreed_on,
        signatures=signatures[key],
        effective_on=effective_on,
    )
