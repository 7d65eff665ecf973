"""What is booked on the days of a period."""

from datetime import date, time
from typing import TYPE_CHECKING

from mediation_desk.domain.hearing import HearingStatus
from mediation_desk.domain.today import BookedHearing
from mediation_desk.domain.today import between as between
from mediation_desk.storage.asking import Glance, Row, ask, day

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_BETWEEN = """
    SELECT h.id, h.case_id, h.day, h.begins, h.room, h.status, h.minutes, h.number, c.number,
        c.first_applicant, c.applicant_count, c.respondent, c.version,
        c.mediator_id, mediator.name, c.clerk_id, clerk.name
    FROM hearing h
    JOIN mediation_case c ON c.id = h.case_id
    LEFT JOIN app_user mediator ON mediator.id = c.mediator_id
    LEFT JOIN app_user clerk ON clerk.id = c.clerk_id
    WHERE h.day BETWEEN :first AND :last
    ORDER BY h.day, h.begins, h.id
"""
_STATUS = {status.value: status for status in HearingStatus}


def on_day(
    of: "Session | Glance", asked: date, besides: int | None = None
) -> tuple[BookedHearing, ...]:
    """Return what is booked on a day, by time; `besides` leaves one hearing out."""
    return tuple(b for b in between_days(of, asked, asked) if b.hearing_id != besides)


def between_days(of: "Session | Glance", first: date, last: date) -> tuple[BookedHearing, ...]:
    """Return what is booked from a day to another, both included, by day and time."""
    return tuple(_booked(row) for row in ask(of, _BETWEEN, first=first, last=last))


def _booked(row: Row) -> BookedHearing:
    key, case_id, held_on, begins, room, status, minutes, hearing, *rest = row
    number, first, count, respondent, version, mediator_id, mediator, clerk_id, clerk = rest
    return BookedHearing(
        hearing_id=key,
        case_id=case_id,
        number=number,
        parties=between(first, count, respondent),
        day=day(held_on),
        begins=begins if isinstance(begins, time) else time.fromisoformat(begins),
        room=room,
        status=_STATUS[status],
        mediator_id=mediator_id,
        mediator=mediator or "",
        clerk_id=clerk_id,
        clerk=clerk or "",
        minutes=minutes,
        hearing_number=hearing,
        case_version=version,
        first_applicant=first,
        applicant_count=count,
        respondent=respondent,
    )
