"""Papers that are still to be served, over all cases, in a plain question."""

from datetime import date
from typing import TYPE_CHECKING

from mediation_desk.domain.serving import ServiceResult
from mediation_desk.domain.today import UnservedPaper
from mediation_desk.storage import booked
from mediation_desk.storage.asking import Glance, Row, ask, day, one
from mediation_desk.storage.following import followed_by

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    Asked = Session | Glance

_WAITING = f"""
    SELECT s.id, s.case_id, s.receiver, s.since, s.result, s.attempt, p.title, p.issued_on,
        c.number, c.first_applicant, c.applicant_count, c.respondent
    FROM service s
    JOIN paper p ON p.id = s.paper_id
    JOIN mediation_case c ON c.id = s.case_id
    WHERE s.waiting AND (:all OR c.clerk_id = :officer OR c.id IN ({followed_by(":officer")}))
    ORDER BY s.since, s.id
    LIMIT :limit
"""  # noqa: S608 - joined from parts of our own
_COUNT = "SELECT count(*) FROM service WHERE waiting"


def unserved(
    of: "Asked", today: date, officer_id: int | None = None, limit: int = 200
) -> tuple[UnservedPaper, ...]:
    """Return the papers that wait to be served, the oldest first; of one person, or of all."""
    asked = {"all": officer_id is None, "officer": officer_id or 0, "limit": limit}
    return tuple(_unserved(row, today) for row in ask(of, _WAITING, **asked))


def count(of: "Asked") -> int:
    """Count the papers that wait to be served."""
    return int(one(of, _COUNT))


def _unserved(row: Row, today: date) -> UnservedPaper:
    key, case_id, receiver, since, result, attempt, title, issued_on, *case = row
    number, first, applicants, respondent = case
    waiting_since = day(since)
    return UnservedPaper(
        service_id=key,
        case_id=case_id,
        number=number,
        parties=booked.between(first, applicants, respondent),
        title=title,
        receiver=receiver,
        issued_on=day(issued_on),
        since=waiting_since,
        days=(today - waiting_since).days,
        result=ServiceResult.of(result),
        attempt=attempt,
    )
