"""Follow-up visits of a case."""

from sqlalchemy.orm import Session

from mediation_desk.domain.visits import Visit
from mediation_desk.storage.reading import fill, one, parts
from mediation_desk.storage.records import VisitRecord


def add(session: Session, case_id: int, visit: Visit) -> int:
    """Keep a visit; return its key."""
    record = VisitRecord(case_id=case_id, **parts(visit))
    session.add(record)
    session.flush()
    return record.id


def correct(session: Session, visit: Visit) -> None:
    """Change what was kept of a visit."""
    fill(one(session, VisitRecord, visit.id), parts(visit))
    session.flush()
