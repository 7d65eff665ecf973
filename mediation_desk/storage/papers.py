"""Papers that were issued, with their content under its digest."""

import hashlib

from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.domain.case import IssuedPaper
from mediation_desk.domain.errors import FileRefused, NotFound
from mediation_desk.i18n import _
from mediation_desk.storage.reading import one, parts
from mediation_desk.storage.records import PaperContentRecord, PaperRecord


def add(session: Session, case_id: int, paper: IssuedPaper, docx: bytes) -> int:
    """Keep a paper with its content; return its key."""
    if hashlib.sha256(docx).hexdigest() != paper.sha256:
        raise ValueError("the digest is not that of the content")
    if session.get(PaperContentRecord, paper.sha256) is None:
        session.add(PaperContentRecord(sha256=paper.sha256, docx=docx))
    record = PaperRecord(case_id=case_id, **parts(paper))
    session.add(record)
    session.flush()
    return record.id


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
