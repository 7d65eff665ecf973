"""Splitting workers off into a case of their own: what goes along is copied, row by row.

The rows of the case before stay as they are, so that its record keeps what was done there; only
who was split off stands no longer among its workers. Contents of materials are pointed to from
both cases.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session, aliased

from mediation_desk.domain.case import CaseFile, CaseRef
from mediation_desk.domain.journal import Entry
from mediation_desk.domain.other_parties import PartyRole
from mediation_desk.domain.splitting import SplitWorker, concerns, stage_of
from mediation_desk.domain.stages import Step
from mediation_desk.domain.tracks import Track
from mediation_desk.storage import summary
from mediation_desk.storage.case_rows import KEY, answered
from mediation_desk.storage.journalling import key_of
from mediation_desk.storage.reading import AnySelect, fill, one
from mediation_desk.storage.records import (
    CaseRecord,
    ClockRecord,
    ExpectedRecord,
    HearingRecord,
    MaterialRecord,
    OfferSumRecord,
    PartyRecord,
    PersonRecord,
    Record,
    SplitWorkerRecord,
    StepTakenRecord,
)

_COPIED = frozenset(
    {
        *(
            "statement",
            "consent",
            "asked_respondent",
            "referral",
            "oral_application",
            "party",
            "other_party",
        ),
        *("claim", "worker_fact", "building_site", "agent", "special_need", "panel_member"),
        *("recusal", "service_address", "limitation_moment", "material", "step_taken", "clock"),
        *("offer", "offer_sum", "estimate", "absence", "case_restriction", "case_reader"),
    }
)
"""Tables whose rows go along as far as they concern who is split off."""

_BEGUN = frozenset(
    {
        *(Step.REGISTER, Step.ASK_CORRECTION, Step.CORRECTED, Step.CONTACT, Step.ASK_CONSENT),
        *(Step.ACCEPT, Step.ASSIGN, Step.ASK_RECUSAL, Step.DECIDE_RECUSAL, Step.EXTEND),
    }
)
"""Steps of the case before on which the days of the new one rest."""

_KINDS = {mapper.class_.__tablename__: mapper.class_ for mapper in Record.registry.mappers}

GOES_BACK = frozenset({"split_worker", "recusal"})
"""Rows that go with the new case where the split is taken back, besides those of every case."""


@dataclass(slots=True)
class _Copying:
    """What is copied: which workers of which case, and which key became which, by table."""

    case: CaseFile
    chosen: frozenset[int]
    clocks: frozenset[int]
    keys: dict[str, dict[Any, Any]] = field(default_factory=lambda: defaultdict(dict))


def split(
    session: Session,
    case: CaseFile,
    party_ids: Collection[int],
    clocks: Iterable[int],
    number: str,
    on: date,
    reason: str,
) -> CaseRef:
    """Make the case in which some workers go on, and tie the two; the clocks named go along."""
    former = one(session, CaseRecord, case.id)
    made = CaseRecord(
        number=number,
        stage=stage_of(case),
        received_on=former.received_on,
        source=former.source,
        form=former.form,
        cause=former.cause,
        district=former.district,
        accepted_on=former.accepted_on,
        mediator_id=None,  # named last: a row of the panel may be what opens the case to its writer
        clerk_id=None,
    )
    session.add(made)
    session.flush()
    copying = _Copying(case, frozenset(party_ids), frozenset(clocks))
    copying.keys["mediation_case"][case.id] = made.id
    for table in Record.metadata.sorted_tables:
        if table.name in _COPIED:
            _copy(session, copying, table)
    fill(made, {"mediator_id": former.mediator_id, "clerk_id": former.clerk_id})
    for party_id in party_ids:
        session.add(
            SplitWorkerRecord(
                case_id=case.id,
                party_id=party_id,
                new_case_id=made.id,
                new_party_id=copying.keys["party"][party_id],
                split_on=on,
                reason=reason,
            )
        )
        one(session, PartyRecord, party_id).role = PartyRole.SPLIT_OFF
    session.flush()
    _expect_no_more(session, case.id, party_ids)
    summary.mark(session, case.id)
    summary.mark(session, made.id)
    return CaseRef(made.id, number)


def _expect_no_more(session: Session, case_id: int, party_ids: Collection[int]) -> None:
    """Take who was split off from the lists of hearings that are still to come."""
    planned = select(HearingRecord.id).where(
        HearingRecord.case_id == case_id, HearingRecord.status == "planned"
    )
    query = select(ExpectedRecord).where(
        ExpectedRecord.hearing_id.in_(planned), ExpectedRecord.party_id.in_(party_ids)
    )
    for record in session.scalars(query):
        session.delete(record)
    session.flush()


def _copy(session: Session, copying: _Copying, table: Table) -> None:
    """Copy the rows of a table that concern who is split off, with their keys as they are now."""
    for former in list(_rows(session, copying, table)):
        values = _values(copying, table, former)
        if values is None:
            continue
        if (person_id := values.get("person_id")) and table.name in ("party", "agent"):
            values["person_id"] = _person(session, copying, person_id)
        record = _KINDS[table.name](**values)
        session.add(record)
        session.flush()
        copying.keys[table.name][key_of(former)] = key_of(record)


def _rows(session: Session, copying: _Copying, table: Table) -> Iterator[Record]:
    """Yield the rows of a table that hang on the case, in the order in which they were written."""
    kind: Any = _KINDS[table.name]
    column, target = "case_id", "mediation_case"
    if "case_id" not in table.c:
        leading = (k for k in table.foreign_keys if k.column.table.name in _COPIED)
        key = min(leading, key=lambda k: (bool(k.parent.nullable), k.column.table.name))
        column, target = key.parent.name, key.column.table.name
    wanted = _WANTED.get(table.name, _every)
    query = select(kind).where(getattr(kind, column).in_(list(copying.keys[target])))
    rows: Iterable[Record] = session.scalars(query)
    for row in sorted(rows, key=key_of):
        if wanted(session, copying, row):
            yield row


def _values(copying: _Copying, table: Table, former: Record) -> dict[str, Any] | None:
    """Return a row as it stands in the new case, None where it is about somebody who stays."""
    values = {
        column.key: getattr(former, column.key)
        for column in table.c
        if not (column.primary_key and not column.foreign_keys)
    }
    for key in table.foreign_keys:
        target, name = key.column.table.name, key.parent.name
        if target not in _COPIED and target != "mediation_case":
            continue
        if (known := values[name]) is None:
            continue
        values[name] = copying.keys[target].get(known)
        stays = values[name] is None and (target == "party" or not key.parent.nullable)
        if stays and table.name != "recusal":  # whoever asked, it holds in both cases
            return None
    return values


def _person(session: Session, copying: _Copying, person_id: int) -> int:
    """Copy a person once: each case keeps what was said there."""
    known = copying.keys["person"]
    if person_id not in known:
        former = one(session, PersonRecord, person_id)
        columns = (c.key for c in PersonRecord.__table__.c if not c.primary_key)
        record = PersonRecord(**{name: getattr(former, name) for name in columns})
        session.add(record)
        session.flush()
        known[person_id] = record.id
    return int(known[person_id])


_Wanted = Callable[[Session, _Copying, Any], bool]


def _every(_session: Session, _copying: _Copying, _row: Record) -> bool:
    """Say of a row of most tables that it goes along."""
    return True


def _party(_session: Session, copying: _Copying, row: PartyRecord) -> bool:
    """Say whether a party goes along: who is split off, the employer, and the other parties."""
    if row.role is PartyRole.SPLIT_OFF:
        return False
    if row.side.value == "applicant" and row.role is None:
        return row.id in copying.chosen
    stands_for = {other.id: other.acts_for for other in copying.case.others}
    return stands_for.get(row.id) in {None, *copying.chosen}


def _step(_session: Session, copying: _Copying, row: StepTakenRecord) -> bool:
    own = row.party_id is None or row.party_id in copying.chosen
    return own and row.track is Track.MEDIATION and row.step in _BEGUN


def _clock(_session: Session, copying: _Copying, row: ClockRecord) -> bool:
    return row.id in copying.clocks


def _material(_session: Session, copying: _Copying, row: MaterialRecord) -> bool:
    value = next(m for m in copying.case.materials if m.id == row.id)
    stay = (a.person.name for a in copying.case.applicants if a.id not in copying.chosen)
    return concerns(value, stay)


def _offer(session: Session, copying: _Copying, row: Any) -> bool:  # noqa: ANN401 - by its table
    """Say whether an offer was made for who is split off, or for all."""
    query = select(OfferSumRecord.party_id).where(OfferSumRecord.offer_id == row.id)
    of = list(session.scalars(query))
    return not of or bool(set(of) & {None, *copying.chosen})


_WANTED: dict[str, _Wanted] = {
    "party": _party,
    "step_taken": _step,
    "clock": _clock,
    "material": _material,
    "offer": _offer,
}


def made_by(session: Session, entry: Entry) -> tuple[int, ...]:
    """Return the cases that an entry of the journal made, as far as they are there."""
    made = (c.key for c in entry.changes if c.table == "mediation_case" and c.before is None)
    return tuple(key for key in made if session.get(CaseRecord, key) is not None)


def moved_on(session: Session, case_id: int) -> bool:
    """Say whether something was done in a case since it was split off."""
    return one(session, CaseRecord, case_id).version > 1


# -- what the two cases know of each other ----------------------------------------------------


def gone(session: Session, case_id: int) -> tuple[SplitWorker, ...]:
    """Return who was split off from a case, and where they go on."""
    return _read(session, _gone_query(), case_id)


def came(session: Session, case_id: int) -> tuple[SplitWorker, ...]:
    """Return the workers of a case who were split off from another one, and from which."""
    return _read(session, _came_query(), case_id)


def _read(session: Session, query: AnySelect, case_id: int) -> tuple[SplitWorker, ...]:
    return tuple(
        SplitWorker(
            party_id=party_id,
            name=name,
            case_id=other,
            number=number or "",
            split_on=split_on,
            reason=reason,
        )
        for party_id, name, other, number, split_on, reason in answered(session, query, case_id)
    )


@cache
def _gone_query() -> AnySelect:
    split = SplitWorkerRecord
    return _between(split.party_id, split.new_case_id).where(split.case_id == KEY)


@cache
def _came_query() -> AnySelect:
    split = SplitWorkerRecord
    return _between(split.new_party_id, split.case_id).where(split.new_case_id == KEY)


def _between(party: Any, other: Any) -> AnySelect:  # noqa: ANN401 - columns of the record
    """Return the question for workers by their key in one case, with the other case."""
    case = aliased(CaseRecord)
    return (
        select(
            party,
            PersonRecord.name,
            other,
            case.number,
            SplitWorkerRecord.split_on,
            SplitWorkerRecord.reason,
        )
        .join(PartyRecord, PartyRecord.id == party)
        .join(PersonRecord, PersonRecord.id == PartyRecord.person_id)
        .outerjoin(case, case.id == other)
        .order_by(SplitWorkerRecord.id)
    )
