"""What is booked on a day, and how a line names the parties of a case."""

from datetime import date, time
from typing import TYPE_CHECKING

from mediation_desk.domain.hearing import HearingStatus
from mediation_desk.domain.today import BookedHearing
from mediation_desk.i18n import _
from mediation_desk.storage.asking import Glance, Row, ask, day

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_ON_DAY = """
    SELECT h.id, h.case_id, h.day, h.begins, h.room, h.status, c.number, c.first_applicant,
        c.applicant_count, c.respondent, c.mediator_id, mediator.name, c.clerk_id
    FROM hearing h
    JOIN mediation_case c ON c.id = h.case_id
    LEFT JOIN app_user mediator ON mediator.id = c.mediator_id
    WHERE h.day = :day
    ORDER BY h.begins, h.id
"""


def on_day(
    of: "Session | Glance", asked: date, besides: int | None = None
) -> tuple[BookedHearing, ...]:
    """Return what is booked on a day, by time; `besides` leaves one hearing out."""
    rows = ask(of, _ON_DAY, day=asked)
    return tuple(_booked(row) for row in rows if row[0] != besides)


def _booked(row: Row) -> BookedHearing:
    key, case_id, held_on, begins, room, status, number, first, count, respondent, *people = row
    mediator_id, mediator, clerk_id = people
    return BookedHearing(
        hearing_id=key,
        case_id=case_id,
        number=number,
        parties=between(first, count, respondent),
        day=day(held_on),
        begins=begins if isinstance(begins, time) else time.fromisoformat(begins),
        room=room,
        status=HearingStatus.of(status),
        mediator_id=mediator_id,
        mediator=mediator or "",
        clerk_id=clerk_id,
    )


def between(first: str, count: int, respondent: str) -> str:
    """Name the parties in a line: the first worker, how many there are, against whom."""
    if count > 1:
        return _("{name} and others ({n}) v. {respondent}").format(
            name=first, n=count, respondent=respondent
        )
    return _("{name} v. {respondent}").format(name=first, respondent=respondent)
