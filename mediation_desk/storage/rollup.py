"""Period packages in the file: the key, senders, units, what was made and what was received."""

import json
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from mediation_desk.domain.errors import FileRefused
from mediation_desk.domain.period import Period
from mediation_desk.domain.rollup import Figures, Made, Package, Received, Sender, Unit
from mediation_desk.i18n import _
from mediation_desk.storage import statistics
from mediation_desk.storage.asking import ask
from mediation_desk.storage.counting import next_number
from mediation_desk.storage.reading import fill, one, parts, put
from mediation_desk.storage.records import (
    PackageContentRecord,
    PackageMadeRecord,
    PackageReceivedRecord,
    ReportKeyRecord,
    ReportSenderRecord,
    ReportUnitRecord,
)

_BEGINS = 400
_REGION = re.compile(rb'"region":"([0-9]{6})"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What is read of a package again and again."""

    figures: Figures
    adjusted: Mapping[str, int]
    beside: Mapping[str, int]
    parts: Sequence[str] | None = None
    """The digests of those that travel with it; None in what was kept before they were told."""


# -- the key --------------------------------------------------------------------------------


def public_key(session: Session) -> str:
    """Return the public half of the centre's key, empty where there is none yet."""
    query = select(ReportKeyRecord.public).order_by(ReportKeyRecord.id.desc()).limit(1)
    return session.scalar(query) or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyHeld:
    """A pair of keys as it lies in the file.

    The secret half is empty where it was renewed, or is none of the asker's business.
    """

    id: int
    public: str
    secret: bytes
    made_at: datetime
    made_by: str


def keys(session: Session, *, secrets: bool = True) -> tuple[KeyHeld, ...]:
    """Return the centre's keys, the one in use first; a server gives their secrets to few."""
    key = ReportKeyRecord
    secret = key.secret if secrets else literal(b"")
    query = select(key.id, key.public, secret, key.made_at, key.made_by).order_by(key.id.desc())
    return tuple(
        KeyHeld(id=number, public=public, secret=half, made_at=at, made_by=by)
        for number, public, half, at, by in session.execute(query)
    )


def keep_secret(session: Session, key: int, secret: bytes) -> None:
    """Keep a secret half as it is sealed now; nothing is left of one that was renewed."""
    one(session, ReportKeyRecord, key).secret = secret
    session.flush()


def keep_key(session: Session, secret: bytes, public: bytes, at: datetime, by: str) -> None:
    """Keep a new pair of keys, which is used from now on."""
    session.add(ReportKeyRecord(public=public.hex(), secret=secret, made_at=at, made_by=by))
    session.flush()


# -- contents -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A package's text and what is read of it, ready to be kept."""

    sha256: str
    packed: bytes
    figures: str
    numbers: str


def packed(package: Package, text: bytes) -> Packed:
    """Make a package ready to be kept; this takes time and needs no session."""
    sums = {
        "figures": {
            name: {key: _without_zeros(counts) for key, counts in by.items()}
            for name, by in package.figures.items()
        },
        "adjusted": dict(package.adjusted),
        "beside": dict(package.beside),
        "parts": package.parts,
    }
    return Packed(
        sha256=package.sha256,
        packed=zlib.compress(text, 6),
        figures=json.dumps(sums, ensure_ascii=False, separators=(",", ":")),
        numbers="\n".join(sorted(package.numbers)),
    )


def keep_content(session: Session, package: Package, text: bytes) -> None:
    """Keep a package's text and what is read of it; one that is there already stays."""
    keep_packed(session, packed(package, text))


def keep_packed(session: Session, ready: Packed) -> None:
    """Keep what was made ready; one that is there already stays."""
    if session.get(PackageContentRecord, ready.sha256) is not None:
        return
    session.add(PackageContentRecord(**parts(ready)))
    session.flush()


def _without_zeros(counts: Mapping[str, int]) -> dict[str, int]:
    return {key: value for key, value in counts.items() if value}


def content(session: Session, sha256: str) -> bytes:
    """Return the text of a package."""
    query = select(PackageContentRecord.packed).where(PackageContentRecord.sha256 == sha256)
    packed = session.scalar(query)
    if packed is None:
        raise FileRefused(_("The content of this package is missing in the file."))
    return zlib.decompress(packed)


def region_of(session: Session, sha256: str) -> str:
    """Return the code of the region that a package was made for, read from its beginning."""
    query = select(PackageContentRecord.packed).where(PackageContentRecord.sha256 == sha256)
    begins = zlib.decompressobj().decompress(session.scalar(query) or b"", _BEGINS)
    found = _REGION.search(begins)
    return found[1].decode() if found else ""


def sums(session: Session, digests: Iterable[str]) -> dict[str, Sums]:
    """Return the sums of packages by their digest."""
    query = select(PackageContentRecord.sha256, PackageContentRecord.figures).where(
        PackageContentRecord.sha256.in_(tuple(digests))
    )
    return {sha256: Sums(**json.loads(held)) for sha256, held in session.execute(query)}


def numbers(session: Session, digests: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return the numbers of the cases accepted in packages, by digest."""
    query = select(PackageContentRecord.sha256, PackageContentRecord.numbers).where(
        PackageContentRecord.sha256.in_(tuple(digests))
    )
    return {sha256: frozenset(held.split("\n")) - {""} for sha256, held in session.execute(query)}


_ACCEPTED_NOW = """
    SELECT c.number FROM mediation_case c LEFT JOIN (
        SELECT new_case_id, max(split_on) AS split_on FROM split_worker GROUP BY new_case_id
    ) x ON x.new_case_id = c.id
    WHERE COALESCE(x.split_on, c.accepted_on) BETWEEN :first AND :last
"""
_ACCEPTED_THEN = """
    SELECT c.number FROM period_fact f JOIN mediation_case c ON c.id = f.case_id
    WHERE f.period_id = :key AND f.accepted = 1
"""


def own_numbers(session: Session, period: Period) -> frozenset[str]:
    """Return the numbers of this centre's cases accepted in a period, of a locked one as kept."""
    if lock := statistics.lock_of(session, period):
        rows = ask(session, _ACCEPTED_THEN, key=lock.id)
    else:
        rows = ask(session, _ACCEPTED_NOW, first=period.first, last=period.last)
    return frozenset(str(row[0]) for row in rows)


# -- made -----------------------------------------------------------------------------------


def made(session: Session, period: Period | None = None) -> tuple[Made, ...]:
    """Return the packages that this centre made, the latest first."""
    query = select(PackageMadeRecord).order_by(PackageMadeRecord.id.desc())
    if period is not None:
        query = query.where(
            PackageMadeRecord.first == period.first, PackageMadeRecord.last == period.last
        )
    return tuple(_made(record) for record in session.scalars(query))


def made_of(session: Session, key: int) -> tuple[Made, tuple[str, ...]]:
    """Return a package that was made, and the digests of those that travel with it."""
    record = one(session, PackageMadeRecord, key)
    return _made(record), tuple(record.parts.split())


def facts_of_last(session: Session, period: Period) -> str:
    """Return the digest of the facts of the last package of a period, empty without one."""
    query = (
        select(PackageMadeRecord.facts)
        .where(PackageMadeRecord.first == period.first, PackageMadeRecord.last == period.last)
        .order_by(PackageMadeRecord.sequence.desc())
        .limit(1)
    )
    return session.scalar(query) or ""


def next_sequence(session: Session, period: Period) -> int:
    """Take the next number of a package of a period."""
    series = f"package {period.first}/{period.last}"
    return next_number(session, period.year, series=series)


def keep_made(session: Session, made_: Made, digests: Iterable[str], facts: str) -> int:
    """Keep what was made; return its key."""
    values = parts(made_, "period", "parts", "receiver", "carried") | _period(made_.period)
    record = PackageMadeRecord(**values, parts=" ".join(digests), facts=facts)
    session.add(record)
    session.flush()
    return record.id


def _period(period: Period) -> dict[str, object]:
    return {
        "first": period.first,
        "last": period.last,
        "span": period.span,
        "cutoff": period.cutoff,
    }


def _made(record: PackageMadeRecord) -> Made:
    return Made(
        id=record.id,
        period=Period(record.first, record.last, record.span, record.cutoff),
        sequence=record.sequence,
        serial=record.serial,
        made_at=record.made_at,
        made_by=record.made_by,
        rows=record.rows,
        parts=len(record.parts.split()),
        sha256=record.sha256,
    )


# -- units and senders ----------------------------------------------------------------------


def units(session: Session) -> tuple[Unit, ...]:
    """Return what the centre says of regions itself."""
    query = select(ReportUnitRecord).order_by(ReportUnitRecord.code)
    return tuple(
        Unit(id=one_.id, code=one_.code, name=one_.name, expected=one_.expected)
        for one_ in session.scalars(query)
    )


def put_unit(session: Session, unit: Unit) -> int:
    """Keep what the centre says of a region."""
    query = select(ReportUnitRecord.id).where(ReportUnitRecord.code == unit.code)
    return put(session, ReportUnitRecord, session.scalar(query) or 0, parts(unit))


def remove_unit(session: Session, code: str) -> None:
    """Forget what the centre says of a region: the list counts again."""
    query = select(ReportUnitRecord).where(ReportUnitRecord.code == code)
    for record in session.scalars(query):
        session.delete(record)
    session.flush()


def senders(session: Session) -> tuple[Sender, ...]:
    """Return everybody who was confirmed as a sender."""
    query = select(ReportSenderRecord).order_by(ReportSenderRecord.region, ReportSenderRecord.id)
    return tuple(_sender(record) for record in session.scalars(query))


def sender(session: Session, region: str, name: str) -> Sender | None:
    """Return the sender of a region by its name, None where nobody was confirmed."""
    record = _sender_record(session, region, name)
    return _sender(record) if record else None


def _sender_record(session: Session, region: str, name: str) -> ReportSenderRecord | None:
    query = select(ReportSenderRecord).where(
        ReportSenderRecord.region == region, ReportSenderRecord.name == name
    )
    return session.scalar(query)


def _sender(record: ReportSenderRecord) -> Sender:
    return Sender(
        id=record.id,
        region=record.region,
        name=record.name,
        key=record.key,
        confirmed_on=record.confirmed_on,
        confirmed_by=record.confirmed_by,
    )


def put_sender(session: Session, said: Sender) -> int:
    """Keep a sender, or the new key of one that is known."""
    record = _sender_record(session, said.region, said.name)
    if record is None:
        record = ReportSenderRecord(**parts(said))
        session.add(record)
    else:
        fill(record, parts(said))
    session.flush()
    return record.id


# -- received -------------------------------------------------------------------------------


def keep_received(session: Session, received_: Received) -> int:
    """Keep that a package was received."""
    values = parts(received_, "period", "region", "sender", "left_out") | _period(received_.period)
    record = PackageReceivedRecord(**values)
    session.add(record)
    session.flush()
    return record.id


def received(
    session: Session, period: Period | None = None, region: str = "", name: str = ""
) -> tuple[Received, ...]:
    """Return what was received, of all or some, by region, sender and number."""
    query = (
        select(PackageReceivedRecord, ReportSenderRecord.region, ReportSenderRecord.name)
        .join(ReportSenderRecord, ReportSenderRecord.id == PackageReceivedRecord.sender_id)
        .order_by(ReportSenderRecord.region, ReportSenderRecord.id, PackageReceivedRecord.sequence)
    )
    if period is not None:
        query = query.where(
            PackageReceivedRecord.first == period.first, PackageReceivedRecord.last == period.last
        )
    if region:
        query = query.where(ReportSenderRecord.region == region)
    if name:
        query = query.where(ReportSenderRecord.name == name)
    return tuple(_received(*row) for row in session.execute(query))


def _received(record: PackageReceivedRecord, region: str, name: str) -> Received:
    return Received(
        id=record.id,
        sender_id=record.sender_id,
        region=region,
        sender=name,
        period=Period(record.first, record.last, record.span, record.cutoff),
        sequence=record.sequence,
        made_at=record.made_at,
        received_at=record.received_at,
        received_by=record.received_by,
        rows=record.rows,
        sha256=record.sha256,
        through=record.through,
        set_aside=record.set_aside,
    )


def set_aside(session: Session, key: int, reason: str) -> None:
    """Keep why a package does not count; without a reason it may count again."""
    one(session, PackageReceivedRecord, key).set_aside = reason
    session.flush()
