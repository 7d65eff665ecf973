"""The hearings calendar: a period with its hearings, the days' kinds, and who is away."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from mediation_desk.domain.booking import Absence, OfficeHours
from mediation_desk.domain.centre import User
from mediation_desk.domain.hearing import GIVEN_UP, HearingStatus
from mediation_desk.domain.holidays import DayKind, day_kind
from mediation_desk.domain.rights import Right
from mediation_desk.domain.today import BookedHearing
from mediation_desk.services.desk import Desk
from mediation_desk.services.office import hours
from mediation_desk.storage import booked, taken
from mediation_desk.storage import centre as centres


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days from `first` to `last` with all that the calendar shows of them."""

    first: date
    last: date
    hearings: tuple[BookedHearing, ...]
    absences: tuple[Absence, ...]
    days: Mapping[date, DayKind]
    rooms: tuple[str, ...]
    officers: tuple[User, ...]
    hours: OfficeHours


_UNSEEN = GIVEN_UP - {HearingStatus.NOT_HELD}
"""Hearings that leave no trace in the calendar; one that could not be held is still seen."""


def period(desk: Desk, first: date, last: date) -> Period:
    """Return what the calendar shows from one day to another."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        found = booked.between_days(session, first, last)
        rooms = centres.rooms(session)
        return Period(
            first=first,
            last=last,
            hearings=tuple(h for h in found if h.status not in _UNSEEN),
            absences=taken.absences_of_officers(session, first, last),
            days=_kinds(desk, first, last),
            rooms=tuple(room.name for room in rooms if room.active),
            officers=tuple(user for user in centres.users(session) if user.active),
            hours=hours(session),
        )


def _kinds(desk: Desk, first: date, last: date) -> Mapping[date, DayKind]:
    span = range((last - first).days + 1)
    days = (first + timedelta(days=number) for number in span)
    return {day: day_kind(day, desk.calendar) for day in days}
