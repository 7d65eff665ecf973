"""How a case came in: referral or lead, record of an oral application, enquiry, old ledger."""

import json
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.orm import Session

from mediation_desk.domain.enquiry import EnquiryRef
from mediation_desk.domain.oral import OralApplication
from mediation_desk.domain.past_note import PastNote
from mediation_desk.domain.referral import Referral
from mediation_desk.storage.reading import AnySelect, fill, parts
from mediation_desk.storage.records import (
    CaseRecord,
    EnquiryRecord,
    OralRecord,
    PastCaseRecord,
    PastImportRecord,
    ReferralRecord,
)


class Origin(NamedTuple):
    """What is known of how a case came in."""

    referral: Referral | None
    oral: OralApplication | None
    enquiry: EnquiryRef | None
    past: PastNote | None


def origin(session: Session, case_id: int) -> Origin:
    """Return how a case came in, in one query."""
    found = session.execute(_origin_query(), {"key": case_id}).first()
    referral, oral, enquiry_id, number, past, of = found or (None,) * 6
    return Origin(
        Referral(**_values(Referral, referral)) if referral else None,
        OralApplication(**_values(OralApplication, oral)) if oral else None,
        EnquiryRef(enquiry_id, number or "") if enquiry_id else None,
        note_of(past, of) if past and of else None,
    )


@cache
def _origin_query() -> AnySelect:
    key: BindParameter[int] = bindparam("key")
    return (
        select(
            ReferralRecord,
            OralRecord,
            EnquiryRecord.id,
            EnquiryRecord.number,
            PastCaseRecord,
            PastImportRecord,
        )
        .select_from(CaseRecord)
        .outerjoin(ReferralRecord, ReferralRecord.case_id == CaseRecord.id)
        .outerjoin(OralRecord, OralRecord.case_id == CaseRecord.id)
        .outerjoin(EnquiryRecord, EnquiryRecord.case_id == CaseRecord.id)
        .outerjoin(PastCaseRecord, PastCaseRecord.case_id == CaseRecord.id)
        .outerjoin(PastImportRecord, PastImportRecord.id == PastCaseRecord.import_id)
        .where(CaseRecord.id == key)
    )


def note_of(case: PastCaseRecord, of: PastImportRecord) -> PastNote:
    """Return where an imported case stood in its ledger."""
    cells = zip(json.loads(of.headings), json.loads(case.cells), strict=False)
    return PastNote(
        file=of.file,
        line=case.line,
        imported_at=of.imported_at,
        imported_by=of.imported_by,
        cells=tuple((heading, text) for heading, text in cells if text),
    )


def _values(kind: type[Any], record: object) -> dict[str, Any]:
    return {name: getattr(record, name) for name in kind.__dataclass_fields__}


def put_referral(session: Session, case_id: int, referral: Referral | None) -> None:
    """Keep by whom a case was referred; None takes it away."""
    query = select(ReferralRecord).where(ReferralRecord.case_id == case_id)
    _put(session, ReferralRecord, session.scalar(query), case_id, referral)


def put_oral(session: Session, case_id: int, oral: OralApplication | None) -> None:
    """Keep how an oral application was taken down; None takes it away."""
    query = select(OralRecord).where(OralRecord.case_id == case_id)
    _put(session, OralRecord, session.scalar(query), case_id, oral)


def _put(
    session: Session,
    kind: type[ReferralRecord] | type[OralRecord],
    present: ReferralRecord | OralRecord | None,
    case_id: int,
    value: Referral | OralApplication | None,
) -> None:
    if value is None:
        if present is not None:
            session.delete(present)
    elif present is not None:
        fill(present, parts(value))
    else:
        session.add(kind(case_id=case_id, **parts(value)))
    session.flush()
