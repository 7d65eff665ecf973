"""Files of employers under watch, findings, the official list, thresholds: kept and read."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.domain.risk import Listing, Measure, Screening, Watch
from mediation_desk.domain.risk_indicators import INDICATORS, Limits
from mediation_desk.storage.reading import by, fill, one, parts, put, replace, touch
from mediation_desk.storage.records import (
    EmployerRecord,
    ListingRecord,
    MeasureRecord,
    RiskLimitRecord,
    ScreeningRecord,
    UserRecord,
    WatchRecord,
)

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

_MEASURE = tuple(name for name in Measure.__dataclass_fields__ if name != "id")
_WATCH = tuple(
    name
    for name in Watch.__dataclass_fields__
    if name not in ("id", "version", "employer", "owner", "measures")
)
_SCREENING = tuple(
    name
    for name in Screening.__dataclass_fields__
    if name not in ("id", "version", "employer", "district")
)
_LISTING = tuple(name for name in Listing.__dataclass_fields__ if name not in ("id", "version"))


def limits(session: Session, usual_cases: Limits) -> dict[str, Limits]:
    """Return the thresholds in force; `usual_cases` is what the centre's option says of cases."""
    held = {row.key: row.usual for row in INDICATORS} | {"cases": usual_cases}
    for record in session.scalars(select(RiskLimitRecord)):
        if record.indicator in held:
            held[record.indicator] = Limits(record.yellow, record.orange, record.red)
    return held


def put_limits(session: Session, wanted: Mapping[str, Limits]) -> None:
    """Keep these thresholds as the centre's own; every other indicator goes back to what ships."""
    present = by(session.scalars(select(RiskLimitRecord)), "indicator")
    rows = {
        key: {"indicator": key, "yellow": held.yellow, "orange": held.orange, "red": held.red}
        for key, held in wanted.items()
    }
    replace(session, RiskLimitRecord, present, rows)


def put_screening(session: Session, value: Screening) -> int:
    """Keep a finding, unless somebody else saved it meanwhile; return its key."""
    if value.id:
        touch(one(session, ScreeningRecord, value.id), value.version)
    return put(session, ScreeningRecord, value.id, parts(value, "version", "employer", "district"))


def remove_screening(session: Session, screening_id: int) -> None:
    """Take a finding out; undo brings it back."""
    session.delete(one(session, ScreeningRecord, screening_id))
    session.flush()


def screening(session: Session, screening_id: int) -> Screening:
    """Return one finding."""
    one(session, ScreeningRecord, screening_id)
    return _screenings(session, ScreeningRecord.id == screening_id)[0]


def screenings_of(session: Session, employer_id: int) -> tuple[Screening, ...]:
    """Return the findings at an employer, the newest first."""
    return _screenings(session, ScreeningRecord.employer_id == employer_id)


def screenings_between(session: Session, first: date, last: date) -> tuple[Screening, ...]:
    """Return the findings of a period, the newest first."""
    return _screenings(session, ScreeningRecord.day.between(first, last))


def _screenings(session: Session, *narrow: "ColumnElement[bool]") -> tuple[Screening, ...]:
    query = (
        select(ScreeningRecord, EmployerRecord.name, EmployerRecord.district)
        .join(EmployerRecord, EmployerRecord.id == ScreeningRecord.employer_id)
        .where(*narrow)
        .order_by(ScreeningRecord.day.desc(), ScreeningRecord.id.desc())
    )
    return tuple(
        Screening(
            id=record.id,
            version=record.version,
            employer=name,
            district=district,
            **{field: getattr(record, field) for field in _SCREENING},
        )
        for record, name, district in session.execute(query)
    )


def put_watch(session: Session, value: Watch) -> int:
    """Save the file of an employer with its measures; return its key."""
    if value.id:
        touch(one(session, WatchRecord, value.id), value.version)
    key = put(
        session, WatchRecord, value.id, parts(value, "version", "employer", "owner", "measures")
    )
    query = select(MeasureRecord).where(MeasureRecord.watch_id == key)
    wanted = {
        measure.id or f"new {position}": parts(measure) | {"watch_id": key, "position": position}
        for position, measure in enumerate(value.measures, 1)
    }
    replace(session, MeasureRecord, by(session.scalars(query), "id"), wanted)
    return key


def set_progress(session: Session, measure: Measure) -> None:
    """Save how far a measure is."""
    row = one(session, MeasureRecord, measure.id)
    fill(row, {"state": measure.state, "done_on": measure.done_on, "note": measure.note})
    one(session, WatchRecord, row.watch_id).version += 1
    session.flush()


def watch_of_measure(session: Session, measure_id: int) -> Watch:
    """Return the file that a measure belongs to."""
    row = one(session, MeasureRecord, measure_id)
    return watch(session, row.watch_id)


def watch(session: Session, watch_id: int) -> Watch:
    """Return the file of an employer under watch."""
    one(session, WatchRecord, watch_id)
    return _watches(session, WatchRecord.id == watch_id)[0]


def watches_of(session: Session, employer_id: int) -> tuple[Watch, ...]:
    """Return the files of an employer, the newest first."""
    return _watches(session, WatchRecord.employer_id == employer_id)


def open_watches(session: Session, day: date) -> tuple[Watch, ...]:
    """Return every file that was open at the end of a day."""
    ended = WatchRecord.cleared_on.is_(None) | (WatchRecord.cleared_on > day)
    return _watches(session, WatchRecord.opened_on <= day, ended)


def last_cleared(session: Session, day: date) -> dict[int, date]:
    """Return when the last file of each employer was cleared, up to a day."""
    query = select(WatchRecord.employer_id, WatchRecord.cleared_on).where(
        WatchRecord.cleared_on.is_not(None), WatchRecord.cleared_on <= day
    )
    found: dict[int, date] = {}
    for employer_id, ended in session.execute(query):
        assert ended is not None, "asked for"
        found[employer_id] = max(ended, found.get(employer_id, ended))
    return found


def last_headcounts(session: Session, day: date) -> dict[int, int]:
    """Return the worker count of each employer's last file up to a day that has one."""
    query = (
        select(WatchRecord.employer_id, WatchRecord.headcount)
        .where(WatchRecord.headcount.is_not(None), WatchRecord.opened_on <= day)
        .order_by(WatchRecord.opened_on, WatchRecord.id)
    )
    return {key: count for key, count in session.execute(query) if count is not None}


def _watches(session: Session, *narrow: "ColumnElement[bool]") -> tuple[Watch, ...]:
    query = (
        select(WatchRecord, EmployerRecord.name, UserRecord.name)
        .join(EmployerRecord, EmployerRecord.id == WatchRecord.employer_id)
        .outerjoin(UserRecord, UserRecord.id == WatchRecord.owner_id)
        .where(*narrow)
        .order_by(WatchRecord.opened_on.desc(), WatchRecord.id.desc())
    )
    rows = session.execute(query).all()
    measures = _measures(session, [record.id for record, *_names in rows])
    return tuple(
        Watch(
            id=record.id,
            version=record.version,
            employer=name,
            owner=owner or "",
            measures=tuple(measures.get(record.id, ())),
            **{field: getattr(record, field) for field in _WATCH},
        )
        for record, name, owner in rows
    )


def _measures(session: Session, keys: Iterable[int]) -> dict[int, list[Measure]]:
    found: dict[int, list[Measure]] = {}
    query = select(MeasureRecord).where(MeasureRecord.watch_id.in_(list(keys)))
    for row in session.scalars(query.order_by(MeasureRecord.position)):
        made = Measure(id=row.id, **{name: getattr(row, name) for name in _MEASURE})
        found.setdefault(row.watch_id, []).append(made)
    return found


def put_listing(session: Session, value: Listing) -> int:
    """Keep an entry of the official list; return its key."""
    if value.id:
        touch(one(session, ListingRecord, value.id), value.version)
    return put(session, ListingRecord, value.id, parts(value, "version"))


def listings_of(session: Session, employer_id: int) -> tuple[Listing, ...]:
    """Return an employer's entries of the official list, the newest first."""
    return _listings(session, ListingRecord.employer_id == employer_id)


def listings(session: Session) -> tuple[Listing, ...]:
    """Return every entry of the official list."""
    return _listings(session)


def _listings(session: Session, *narrow: "ColumnElement[bool]") -> tuple[Listing, ...]:
    query = select(ListingRecord).where(*narrow).order_by(ListingRecord.listed_on.desc())
    return tuple(
        Listing(
            id=record.id,
            version=record.version,
            **{name: getattr(record, name) for name in _LISTING},
        )
        for record in session.scalars(query.order_by(ListingRecord.id.desc()))
    )
