"""The centre's own templates of forms: their versions, their content, and which is in force."""

import hashlib

from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.domain.errors import FileRefused
from mediation_desk.domain.house_forms import FormVersion
from mediation_desk.i18n import _
from mediation_desk.storage.reading import one, parts
from mediation_desk.storage.records import (
    FormContentRecord,
    FormInForceRecord,
    FormVersionRecord,
)


def in_force(session: Session, form: str) -> bytes | None:
    """Return the template that papers of a form are made from, None where it is ours."""
    sha256 = session.scalar(
        select(FormVersionRecord.sha256)
        .join(FormInForceRecord, FormInForceRecord.version_id == FormVersionRecord.id)
        .where(FormInForceRecord.form == form)
    )
    return None if sha256 is None else _content(session, sha256)


def content(session: Session, version_id: int) -> bytes:
    """Return the template of a version, exactly as it was taken."""
    return _content(session, one(session, FormVersionRecord, version_id).sha256)


def versions(session: Session, form: str = "") -> tuple[FormVersion, ...]:
    """Return the versions of a form, or of all, the latest first."""
    query = select(FormVersionRecord).order_by(FormVersionRecord.id.desc())
    if form:
        query = query.where(FormVersionRecord.form == form)
    used = set(session.scalars(select(FormInForceRecord.version_id)))
    return tuple(_version(record, used) for record in session.scalars(query))


def add(session: Session, version: FormVersion, docx: bytes) -> int:
    """Keep a version with its content; return its key."""
    if hashlib.sha256(docx).hexdigest() != version.sha256:
        raise ValueError("the digest is not that of the content")
    if session.get(FormContentRecord, version.sha256) is None:
        session.add(FormContentRecord(sha256=version.sha256, docx=docx))
    record = FormVersionRecord(**parts(version, "in_force"))
    session.add(record)
    session.flush()
    return record.id


def use(session: Session, form: str, version_id: int | None) -> None:
    """Let papers of a form be made from a version, or with None from ours."""
    record = session.scalar(select(FormInForceRecord).where(FormInForceRecord.form == form))
    if version_id is None:
        if record is not None:
            session.delete(record)
    elif record is None:
        session.add(FormInForceRecord(form=form, version_id=version_id))
    else:
        record.version_id = version_id
    session.flush()


def _content(session: Session, sha256: str) -> bytes:
    query = select(FormContentRecord.docx).where(FormContentRecord.sha256 == sha256)
    docx = session.scalar(query)
    if docx is None or hashlib.sha256(docx).hexdigest() != sha256:
        raise FileRefused(
            _("A template of the centre is missing in the file or was altered; use ours instead.")
        )
    return docx


def _version(record: FormVersionRecord, used: set[int]) -> FormVersion:
    return FormVersion(
        id=record.id,
        form=record.form,
        sha256=record.sha256,
        size=record.size,
        taken_at=record.taken_at,
        taken_by=record.taken_by,
        in_force=record.id in used,
    )
