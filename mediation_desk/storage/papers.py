"""Papers that were issued, with their content under its digest."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mediation_desk.domain.case import IssuedPaper
from mediation_desk.domain.errors import FileRefused, NotFound
from mediation_desk.i18n import _
from mediation_desk.storage.reading import fill, one, parts
from mediation_desk.storage.records import PaperContentRecord, PaperRecord, ServiceRecord

Given = Mapping[str, Any]
"""Values of a form by their Chinese names, as its template was filled with them."""


def add(session: Session, case_id: int, paper: IssuedPaper, docx: bytes, given: str = "") -> int:
    """Keep a paper with its content and the values it was made from; return its key.

    It takes the next number within its case, which no other paper has or had.
    """
    if hashlib.sha256(docx).hexdigest() != paper.sha256:
        raise ValueError("the digest is not that of the content")
    if session.get(PaperContentRecord, paper.sha256) is None:
        session.add(PaperContentRecord(sha256=paper.sha256, docx=docx, given=given or None))
    last = session.scalar(
        select(func.max(PaperRecord.number)).where(PaperRecord.case_id == case_id)
    )
    record = PaperRecord(case_id=case_id, **parts(paper, "number"), number=(last or 0) + 1)
    session.add(record)
    session.flush()
    return record.id


def given(session: Session, paper_id: int) -> Given | None:
    """Return the values that a paper was made from, None where they were not kept."""
    kept = session.scalar(
        select(PaperContentRecord.given)
        .join(PaperRecord, PaperRecord.sha256 == PaperContentRecord.sha256)
        .where(PaperRecord.id == paper_id)
    )
    return None if kept is None else json.loads(kept)


def void(session: Session, paper_id: int, on: date, by: str, reason: str) -> tuple[int, ...]:
    """Mark a paper as void, and what there is still to serve of it as done with.

    It calls nobody to a hearing any more; returns the keys of the services it had.
    """
    fill(
        one(session, PaperRecord, paper_id),
        {"void_on": on, "void_by": by, "void_reason": reason},
    )
    services = session.scalars(
        select(ServiceRecord).where(ServiceRecord.paper_id == paper_id)
    ).all()
    for service in services:
        fill(service, {"waiting": False, "hearing_id": None})
    session.flush()
    return tuple(service.id for service in services)


def void_on(session: Session, paper_id: int) -> date | None:
    """Return the day on which an issued paper was declared void, None where it stands."""
    return one(session, PaperRecord, paper_id).void_on


def content(session: Session, paper_id: int) -> bytes:
    """Return the content of an issued paper, exactly as it was issued."""
    paper = one(session, PaperRecord, paper_id)
    query = select(PaperContentRecord.docx).where(PaperContentRecord.sha256 == paper.sha256)
    docx = session.scalar(query)
    if docx is None:
        raise NotFound(_("The content of “{title}” is missing.").format(title=paper.title))
    if hashlib.sha256(docx).hexdigest() != paper.sha256:
        raise FileRefused(_("The content of “{title}” was altered.").format(title=paper.title))
    return docx
