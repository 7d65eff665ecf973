"""Taking a case out whose registration was a slip, with a record of its number.

Its rows are removed one by one as records: the one entry in the journal brings all back.
"""

from collections import defaultdict
from datetime import date, datetime

from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.rights import Actor
from mediation_desk.domain.void_numbers import VoidNumber
from mediation_desk.i18n import N_, _
from mediation_desk.storage import caucus, enquiries, folding
from mediation_desk.storage.journalling import key_of
from mediation_desk.storage.reading import one
from mediation_desk.storage.records import (
    CaseRecord,
    JournalRecord,
    Record,
    SearchRecord,
    VoidNumberRecord,
)
from mediation_desk.storage.retired_keys import text_of

ACT = "void_registration"
"""The journal's word for it."""

GOING = frozenset(
    {
        *(
            "statement",
            "consent",
            "asked_respondent",
            "clock",
            "clock_note",
            "step_taken",
            "search_row",
        ),
        *("oral_application", "referral", "material", "platform_number", "limitation_moment"),
        *("party", "claim", "worker_fact", "other_party", "agent", "special_need"),
        *("representative", "worker_answer", "service_address", "absence", "guest_absence"),
        *("building_site", "panel_member", "offer", "offer_sum", "estimate"),
        "file_level",
        *("caucus_note", "caucus_reader", "case_restriction", "case_reader"),
    }
)
"""Tables whose rows go with the case; any other that names one of its rows keeps the case."""

_DETACHED = frozenset({"enquiry"})
"""Its enquiry stays, and may lead to another case."""

_STANDING_IN_THE_WAY = {
    "caucus_note": N_("somebody wrote notes for themselves alone"),
    "paper": N_("a paper was issued"),
    "service": N_("a paper was issued"),
    "hearing": N_("a hearing was planned"),
    "period_fact": N_("it counts in the figures of a locked period"),
    "legal_aid": N_("legal aid was recorded for it"),
    "body_referral": N_("a party was led to another body"),
    "mirrored_case": N_("another body's case is tied to it"),
    "supervision_matter": N_("a matter of supervision is tied to it"),
    "handover_case": N_("it was handed over to somebody else"),
    "recusal": N_("recusal was asked for"),
    "split_worker": N_("workers were split off between it and another case"),
    "past_case": N_("it came with a ledger of former years"),
}

_KINDS = {mapper.class_.__tablename__: mapper.class_ for mapper in Record.registry.mappers}
_SLICE = 500

Rows = dict[str, dict[int, Record]]
"""Rows by table and key."""


def void(
    session: Session,
    case: CaseFile,
    reason: str,
    actor: Actor,
    at: datetime,
    *,
    besides: frozenset[str] = frozenset(),
) -> VoidNumber:
    """Remove a case with all that belongs to it alone, and keep its number with the reason.

    `besides` are tables whose rows go here too, as they came with the case.
    """
    rows = _rows(session, case.id, GOING | besides)
    record = VoidNumberRecord(
        case_id=case.id,
        version=one(session, CaseRecord, case.id).version,
        number=case.number,
        reason=reason,
        voided_by=actor.name,
        voided_at=at,
        received_on=case.received_on,
        cause=case.cause,
        applicants="、".join(worker.person.name for worker in case.applicants),
        respondent=case.respondent.employer.name,
        line=one(session, SearchRecord, case.id).line,
        keys=text_of({table: max(some) for table, some in rows.items()}),
    )
    enquiries.let_go(session, case.id)
    for table in reversed(Record.metadata.sorted_tables):
        for row in rows.get(table.name, {}).values():
            session.delete(row)
        session.flush()
    session.add(record)
    session.flush()
    return _void_number(record)


def _rows(session: Session, case_id: int, going: frozenset[str]) -> Rows:
    """Return every row that goes with a case; refuse where something else builds on it."""
    rows: Rows = defaultdict(dict)
    rows["mediation_case"][case_id] = one(session, CaseRecord, case_id)
    if caucus.others_in(session, case_id):
        raise DeskError(_refusal("caucus_note"))
    for table in Record.metadata.sorted_tables:
        if table.name in _DETACHED or table.name == "mediation_case":
            continue
        found = _naming(session, table, rows, going)
        if found and table.name not in going:
            raise DeskError(_refusal(table.name))
        for record in found:
            rows[table.name][key_of(record)] = record
            person_id = getattr(record, "person_id", None)
            if person_id is not None and _points_to(table, "person_id", "person"):
                rows["person"][person_id] = one(session, _KINDS["person"], person_id)
    return rows


def _naming(session: Session, table: Table, rows: Rows, going: frozenset[str]) -> list[Record]:
    """Return the rows of a table that name one of these rows."""
    kind = _KINDS[table.name]
    found: dict[Record, None] = {}
    for foreign in table.foreign_keys:
        keys = [*rows.get(foreign.column.table.name, ())]
        for start in range(0, len(keys), _SLICE):
            query = select(kind).where(foreign.parent.in_(keys[start : start + _SLICE]))
            if table.name not in going:
                query = query.limit(1)
            found |= dict.fromkeys(session.scalars(query))
    return [*found]


def _points_to(table: Table, column: str, target: str) -> bool:
    return any(key.column.table.name == target for key in table.c[column].foreign_keys)


def _refusal(table: str) -> str:
    why = _STANDING_IN_THE_WAY.get(table)
    said = _(why) if why else _("something else builds on it")
    return _("The registration is not voided: {why}. Withdraw the case instead.").format(why=said)


def find(session: Session, asked: str, limit: int) -> tuple[VoidNumber, ...]:
    """Return the newest void numbers under which every word asked for stood."""
    words = folding.words(asked)
    if not words:
        return ()
    query = select(VoidNumberRecord).order_by(VoidNumberRecord.id.desc()).limit(limit)
    query = query.where(*(VoidNumberRecord.line.contains(w, autoescape=True) for w in words))
    return tuple(_void_number(record) for record in session.scalars(query))


def received(session: Session, first: date, last: date) -> tuple[VoidNumber, ...]:
    """Return the void numbers of applications received in a period, in their order."""
    query = select(VoidNumberRecord).where(VoidNumberRecord.received_on.between(first, last))
    found = (_void_number(record) for record in session.scalars(query))
    return tuple(sorted(found, key=lambda one: folding.number_key(one.number)))


def reason_of(session: Session, number: str) -> str | None:
    """Return why a number was voided, None if it was not."""
    return session.scalar(select(VoidNumberRecord.reason).where(VoidNumberRecord.number == number))


def entry_of(session: Session, void_id: int) -> int:
    """Return the entry of the journal by which a registration was voided; a split has none."""
    record = one(session, VoidNumberRecord, void_id)
    query = select(func.max(JournalRecord.id)).where(
        JournalRecord.case_id == record.case_id, JournalRecord.doing == ACT
    )
    entry_id = session.execute(query).scalar_one()
    if entry_id is None:
        raise DeskError(_("This case came of a split that was undone: split the workers off anew."))
    return entry_id


def _void_number(record: VoidNumberRecord) -> VoidNumber:
    return VoidNumber(
        id=record.id,
        case_id=record.case_id,
        number=record.number,
        reason=record.reason,
        voided_by=record.voided_by,
        voided_at=record.voided_at,
        received_on=record.received_on,
        cause=record.cause,
        applicants=record.applicants,
        respondent=record.respondent,
    )
