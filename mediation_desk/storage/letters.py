"""Matters of supervision and their letters."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select, text
from sqlalchemy.orm import Session

from mediation_desk.domain.employer import Employer
from mediation_desk.domain.errors import FileRefused, NotFound
from mediation_desk.domain.supervision import (
    Letter,
    LetterSettings,
    Matter,
    MatterLine,
)
from mediation_desk.i18n import _
from mediation_desk.storage.parties import employer_columns, find_employer
from mediation_desk.storage.reading import fill, one, parts, put, touch
from mediation_desk.storage.records import (
    CaseRecord,
    EmployerRecord,
    LetterRecord,
    LetterSettingsRecord,
    MatterRecord,
    PaperContentRecord,
)

_LOCK_OF_NUMBERS = 0x4D444C
_BESIDES = ("version", "employer", "number", "letters")
_MATTER = tuple(
    name for name in Matter.__dataclass_fields__ if name not in {"id", *_BESIDES, "employer_id"}
)
_LETTER = tuple(name for name in Letter.__dataclass_fields__ if name != "id")


def settings(session: Session) -> LetterSettings | None:
    """Return who sends letters, None until somebody said so."""
    record = session.get(LetterSettingsRecord, 1)
    if record is None:
        return None
    return LetterSettings(
        sender=record.sender,
        reminder=record.reminder,
        inquiry=record.inquiry,
        opinion=record.opinion,
        proposal=record.proposal,
    )


def put_settings(session: Session, value: LetterSettings) -> None:
    """Save who sends letters and how they are numbered."""
    record = session.get(LetterSettingsRecord, 1)
    if record is None:
        session.add(LetterSettingsRecord(id=1, **parts(value)))
    else:
        fill(record, parts(value))
    session.flush()


def employer_key(session: Session, employer: Employer) -> int:
    """Return the key of an employer by code or name; one not known yet is added."""
    found = find_employer(session, employer)
    return found.id if found else put(session, EmployerRecord, 0, employer_columns(employer))


def put_matter(session: Session, matter: Matter) -> int:
    """Save a matter, unless somebody else saved it meanwhile; return its key."""
    values = parts(matter, *_BESIDES)
    if not matter.id:
        return put(session, MatterRecord, 0, values)
    record = one(session, MatterRecord, matter.id)
    touch(record, matter.version)
    return put(session, MatterRecord, matter.id, values)


def matter(session: Session, matter_id: int) -> Matter:
    """Return a matter with its letters in order."""
    return _matters(session, MatterRecord.id == matter_id, missing=True)[0]


def of_case(session: Session, case_id: int) -> tuple[Matter, ...]:
    """Return the matters of a case."""
    return _matters(session, MatterRecord.case_id == case_id)


def _matters(
    session: Session, narrow: ColumnElement[bool], *, missing: bool = False
) -> tuple[Matter, ...]:
    query = (
        select(MatterRecord, EmployerRecord.name, CaseRecord.number)
        .join(EmployerRecord, EmployerRecord.id == MatterRecord.employer_id)
        .outerjoin(CaseRecord, CaseRecord.id == MatterRecord.case_id)
        .where(narrow)
        .order_by(MatterRecord.id)
    )
    found = session.execute(query).all()
    if missing and not found:
        raise NotFound(_("This entry is not in the file (any more)."))
    letters: dict[int, list[Letter]] = {}
    keys = [record.id for record, *_rest in found]
    for record in session.scalars(
        select(LetterRecord).where(LetterRecord.matter_id.in_(keys)).order_by(LetterRecord.id)
    ):
        letters.setdefault(record.matter_id, []).append(_letter(record))
    return tuple(
        Matter(
            id=record.id,
            version=record.version,
            employer_id=record.employer_id,
            employer=employer,
            number=number or "",
            letters=tuple(letters.get(record.id, ())),
            **{name: getattr(record, name) for name in _MATTER},
        )
        for record, employer, number in found
    )


def _letter(record: LetterRecord) -> Letter:
    return Letter(id=record.id, **{name: getattr(record, name) for name in _LETTER})


def letter(session: Session, letter_id: int) -> Letter:
    """Return one letter."""
    return _letter(one(session, LetterRecord, letter_id))


def put_letter(session: Session, value: Letter) -> int:
    """Save a letter, unless somebody else saved it meanwhile; return its key."""
    values = parts(value, "version")
    if not value.id:
        empty = {"series": None, "year": None, "counted": None, "sha256": ""}
        return put(session, LetterRecord, 0, values | empty)
    touch(one(session, LetterRecord, value.id), value.version)
    return put(session, LetterRecord, value.id, values)


def discard(session: Session, letter_id: int) -> None:
    """Remove a draft, which has no number yet."""
    record = one(session, LetterRecord, letter_id)
    if record.counted is not None or record.issued_on is not None:
        raise ValueError("a letter that was issued stays")
    session.delete(record)
    session.flush()


def take_number(session: Session, letter_id: int, code: str, year: int) -> int:
    """Give a letter the next number of its code and year, without gaps; return it.

    The numbers are those of the letters themselves: none can be lost or given twice.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK_OF_NUMBERS})"))
    query = select(func.max(LetterRecord.counted)).where(
        LetterRecord.series == code, LetterRecord.year == year
    )
    number = (session.scalar(query) or 0) + 1
    record = one(session, LetterRecord, letter_id)
    fill(record, {"series": code, "year": year, "counted": number})
    session.flush()
    return number


def keep_content(session: Session, letter_id: int, docx: bytes) -> None:
    """Keep a letter exactly as it was issued."""
    sha256 = hashlib.sha256(docx).hexdigest()
    if session.get(PaperContentRecord, sha256) is None:
        session.add(PaperContentRecord(sha256=sha256, docx=docx))
    one(session, LetterRecord, letter_id).sha256 = sha256
    session.flush()


def content(session: Session, letter_id: int) -> bytes | None:
    """Return a letter exactly as it was issued, None while it is a draft."""
    record = one(session, LetterRecord, letter_id)
    if not record.sha256:
        return None
    query = select(PaperContentRecord.docx).where(PaperContentRecord.sha256 == record.sha256)
    docx = session.scalar(query)
    if docx is None or hashlib.sha256(docx).hexdigest() != record.sha256:
        raise FileRefused(_("The content of “{title}” was altered.").format(title=record.reference))
    return docx


_LATEST = (
    select(func.max(LetterRecord.id))
    .where(LetterRecord.matter_id == MatterRecord.id, LetterRecord.withdrawn_on.is_(None))
    .correlate(MatterRecord)
    .scalar_subquery()
)


def lines(
    session: Session,
    today: date,
    *,
    open_only: bool = False,
    words: Sequence[str] = (),
    limit: int = 500,
) -> tuple[MatterLine, ...]:
    """Return the list of matters with the latest letter of each, the newest first."""
    query = (
        select(MatterRecord, EmployerRecord.name, CaseRecord.number, LetterRecord)
        .join(EmployerRecord, EmployerRecord.id == MatterRecord.employer_id)
        .outerjoin(CaseRecord, CaseRecord.id == MatterRecord.case_id)
        .outerjoin(LetterRecord, LetterRecord.id == _LATEST)
        .order_by(MatterRecord.id.desc())
        .limit(limit)
    )
    if open_only:
        query = query.where(MatterRecord.ended_as.is_(None), MatterRecord.declined.is_(None))
    for word in words:
        query = query.where(_contains(word))
    return tuple(_line(row, today) for row in session.execute(query))


def _contains(word: str) -> ColumnElement[bool]:
    named = select(LetterRecord.matter_id).where(
        LetterRecord.reference.contains(word, autoescape=True)
    )
    return (
        EmployerRecord.name.contains(word, autoescape=True)
        | MatterRecord.subject.contains(word, autoescape=True)
        | MatterRecord.id.in_(named)
    )


def _line(row: Iterable[Any], today: date) -> MatterLine:
    record, employer, number, last = row
    latest = None if last is None else _letter(last)
    due, provisional = (record.due, record.provisional)
    if latest is not None and latest.answered_on is None:
        due, provisional = latest.due, latest.provisional
    elif record.accepted_on is not None or record.told_on is not None or latest is not None:
        due, provisional = None, False
    over = record.ended_as is not None or (record.declined is not None and due is None)
    return MatterLine(
        id=record.id,
        employer=employer,
        subject=record.subject,
        source=record.source,
        received_on=record.received_on,
        case_id=record.case_id,
        number=number or "",
        kind=latest.kind if latest else None,
        reference=latest.reference if latest else "",
        state=latest.state(today) if latest else None,
        due=None if over else due,
        provisional=provisional and not over,
        ended_as=record.ended_as,
        declined=record.declined,
    )


def issued_between(session: Session, first: date, last: date) -> tuple[Letter, ...]:
    """Return the letters issued in a period, those withdrawn later too."""
    query = (
        select(LetterRecord)
        .where(LetterRecord.issued_on.between(first, last))
        .order_by(LetterRecord.id)
    )
    return tuple(_letter(record) for record in session.scalars(query))
