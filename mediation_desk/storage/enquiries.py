"""Enquiries: added under the day's next number, changed, found, and tied to their case."""

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from mediation_desk.domain.enquiry import (
    MOST_LISTED,
    Enquiry,
    EnquiryFilter,
    EnquiryRef,
    Handling,
    number_of,
    series_of,
)
from mediation_desk.domain.errors import DeskError, Stale
from mediation_desk.i18n import _
from mediation_desk.storage import cells, folding, pinyin
from mediation_desk.storage.counting import next_number
from mediation_desk.storage.reading import AnySelect, fill, one, parts
from mediation_desk.storage.records import CaseRecord, EnquiryRecord

_BOOKS = ("version", "number", "case_id", "case_number")
_NEWEST = (EnquiryRecord.asked_on.desc(), EnquiryRecord.asked_at.desc(), EnquiryRecord.id.desc())


def add(session: Session, enquiry: Enquiry, operation: str) -> EnquiryRef:
    """Add an enquiry under the next number of its day."""
    day = enquiry.asked_on
    number = number_of(day, next_number(session, day.year, series=series_of(day)))
    record = EnquiryRecord(
        operation=operation or None,
        number=number,
        line=_line(session, number, enquiry),
        **parts(enquiry, *_BOOKS),
    )
    session.add(record)
    session.flush()
    return EnquiryRef(record.id, number)


def find_operation(session: Session, operation: str) -> EnquiryRef | None:
    """Return the enquiry that was saved from this form already."""
    if not operation:
        return None
    query = select(EnquiryRecord.id, EnquiryRecord.number)
    row = session.execute(query.where(EnquiryRecord.operation == operation)).one_or_none()
    return EnquiryRef(*row) if row else None


def change(session: Session, enquiry: Enquiry) -> None:
    """Make the stored enquiry equal to the value; its number and its case stay."""
    record = _at(session, enquiry.id, enquiry.version)
    fill(record, parts(enquiry, *_BOOKS) | {"line": _line(session, record.number, enquiry)})
    session.flush()


def again(session: Session, enquiry_id: int) -> None:
    """Have what follows from an enquiry's row computed anew after an undo."""
    record = session.get(EnquiryRecord, enquiry_id)
    if record is not None:
        record.version += 1
        record.line = _line(session, record.number, get(session, enquiry_id))
        session.flush()


def lead_to(session: Session, enquiry_id: int, case_id: int) -> None:
    """Tie an enquiry to the case that it led to; a second case is refused."""
    record = session.get(EnquiryRecord, enquiry_id, with_for_update=True, populate_existing=True)
    if record is None:
        raise DeskError(_("This enquiry is not in the file (any more)."))
    if record.case_id is not None:
        raise DeskError(already_a_case(session, record))
    if record.void_reason:
        raise DeskError(_("Enquiry {number} does not count any more.").format(number=record.number))
    record.case_id = case_id
    if record.handling is Handling.ANSWERED:
        record.handling = Handling.GUIDED
    record.version += 1
    session.flush()


def let_go(session: Session, case_id: int) -> None:
    """Untie an enquiry from a case that was registered in error: it may lead to another."""
    for record in session.scalars(select(EnquiryRecord).where(EnquiryRecord.case_id == case_id)):
        record.case_id = None
        record.version += 1
    session.flush()


def already_a_case(session: Session, record: EnquiryRecord) -> str:
    """Say to which case an enquiry led already."""
    number = session.scalar(select(CaseRecord.number).where(CaseRecord.id == record.case_id))
    return _("Enquiry {number} led to case {case} already.").format(
        number=record.number, case=number
    )


def _at(session: Session, enquiry_id: int, version: int) -> EnquiryRecord:
    """Take an enquiry for a save, or say that somebody else saved it in the meantime."""
    record = session.get(EnquiryRecord, enquiry_id, with_for_update=True, populate_existing=True)
    if record is None or record.version != version:
        raise Stale
    record.version = version + 1
    return record


def get(session: Session, enquiry_id: int) -> Enquiry:
    """Return one enquiry."""
    one(session, EnquiryRecord, enquiry_id)
    return _enquiries(session, _query().where(EnquiryRecord.id == enquiry_id))[0]


def of_case(session: Session, case_id: int) -> EnquiryRef | None:
    """Return the enquiry from which a case came."""
    query = select(EnquiryRecord.id, EnquiryRecord.number)
    row = session.execute(query.where(EnquiryRecord.case_id == case_id)).first()
    return EnquiryRef(*row) if row else None


def found(session: Session, text: str, most: int) -> tuple[Enquiry, ...]:
    """Return the newest enquiries that a text finds, without counting the others."""
    narrowed = _narrowed(_query(), EnquiryFilter(text=text))
    return _enquiries(session, narrowed.order_by(*_NEWEST).limit(most))


def listed(session: Session, wanted: EnquiryFilter) -> tuple[tuple[Enquiry, ...], int]:
    """Return the newest enquiries of a list, and how many there are in all."""
    narrowed = _narrowed(_query(), wanted)
    found = _enquiries(session, narrowed.order_by(*_NEWEST).limit(MOST_LISTED))
    if len(found) < MOST_LISTED:
        return found, len(found)
    counted = _narrowed(select(func.count(EnquiryRecord.id)), wanted)
    return found, session.scalar(counted) or 0


def _narrowed(query: AnySelect, wanted: EnquiryFilter) -> AnySelect:
    if wanted.first:
        query = query.where(EnquiryRecord.asked_on >= wanted.first)
    if wanted.last:
        query = query.where(EnquiryRecord.asked_on <= wanted.last)
    if wanted.handling:
        query = query.where(EnquiryRecord.handling == wanted.handling)
    for word in folding.words(wanted.text):
        query = query.where(_has(word))
    return query


def _has(word: str) -> ColumnElement[bool]:
    """Look in the line, and for more figures than the line may hold in the telephone number."""
    in_line = EnquiryRecord.line.contains(word, autoescape=True)
    if len(word) <= cells.TAIL or not word.isdecimal():
        return in_line
    phone = cells.readable(EnquiryRecord.phone)
    return or_(in_line, phone.contains(word, autoescape=True))


_NAMES = tuple(name for name in Enquiry.__dataclass_fields__ if name not in ("case_number",))


def _query() -> AnySelect:
    columns = (getattr(EnquiryRecord, name) for name in _NAMES)
    return select(*columns, CaseRecord.number).outerjoin(
        CaseRecord, CaseRecord.id == EnquiryRecord.case_id
    )


def _enquiries(session: Session, query: AnySelect) -> tuple[Enquiry, ...]:
    return tuple(
        Enquiry(**dict(zip(_NAMES, values, strict=True)), case_number=number or "")
        for *values, number in session.execute(query)
    )


def _line(session: Session, number: str, enquiry: Enquiry) -> str:
    """Return the folded line by which an enquiry is found; a closed telephone stays out of it."""
    phone = enquiry.phone if cells.of(session) is None else enquiry.phone[-cells.TAIL :]
    sounds = (
        *pinyin.initials("".join(folding.fold(enquiry.name).split()), person=True),
        *pinyin.initials("".join(folding.fold(enquiry.employer).split()), person=False),
    )
    fields = (number, enquiry.name, enquiry.employer, enquiry.topic, phone, *sounds)
    return "\n".join(" ".join(folding.fold(field).split()) for field in fields if field.strip())
