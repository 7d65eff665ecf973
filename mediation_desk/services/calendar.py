"""The hearings calendar: a period with its hearings, the days' kinds, and who is away."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mediation_desk import i18n
from mediation_desk.domain.booking import Absence
from mediation_desk.domain.centre import User
from mediation_desk.domain.errors import Invalid, Problem
from mediation_desk.domain.hearing import GIVEN_UP, HearingStatus
from mediation_desk.domain.hearing_days import day_doubt
from mediation_desk.domain.holidays import DayKind, day_kind
from mediation_desk.domain.office import DoorNames, Office, office_of
from mediation_desk.domain.rights import Right
from mediation_desk.domain.today import BookedHearing
from mediation_desk.i18n import _
from mediation_desk.services.desk import Desk
from mediation_desk.storage import absences, booked, journal, opening, sight
from mediation_desk.storage import centre as centres
from mediation_desk.storage.database import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days from `first` to `last` with all that the calendar shows of them.

    Of a month only the first hearings of each day are at hand; `counts` says how many there are.
    """

    first: date
    last: date
    hearings: tuple[BookedHearing, ...]
    absences: tuple[Absence, ...]
    days: Mapping[date, DayKind]
    rooms: tuple[str, ...]
    officers: tuple[User, ...]
    office: Office
    counts: Mapping[date, int]


MOST_IN_A_CELL = 12
"""A cell of the month has no room for more, on any screen."""

_UNSEEN = GIVEN_UP - {HearingStatus.NOT_HELD}
"""Hearings that leave no trace in the calendar; one that could not be held is still seen."""


def period(desk: Desk, first: date, last: date) -> Period:
    """Return what the calendar shows from one day to another."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        with sight.whole(session):
            found = booked.between_days(session, first, last)
        shown = tuple(h for h in found if h.status not in _UNSEEN)
        return _period(desk, session, first, last, shown, Counter(h.day for h in shown))


def month(
    desk: Desk, first: date, last: date, *, officer_id: int | None = None, room: str = ""
) -> Period:
    """Return the weeks of a month, with as many hearings of each day as a cell may show."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        with sight.whole(session):
            shown, counts = booked.first_of_each_day(
                session, first, last, MOST_IN_A_CELL, officer_id=officer_id or 0, room=room
            )
        return _period(desk, session, first, last, shown, counts)


def _period(
    desk: Desk,
    session: Session,
    first: date,
    last: date,
    shown: tuple[BookedHearing, ...],
    counts: Mapping[date, int],
) -> Period:
    return Period(
        first=first,
        last=last,
        hearings=looked_at(desk, shown),
        absences=absences.of_officers(session, first, last),
        days=_kinds(desk, first, last),
        rooms=tuple(room.name for room in centres.rooms(session) if room.active),
        officers=tuple(user for user in centres.users(session) if user.active),
        office=office_of(desk.option),
        counts=counts,
    )


def looked_at(desk: Desk, hearings: Iterable[BookedHearing]) -> tuple[BookedHearing, ...]:
    """Return hearings with what the calendar says of their days."""
    desk.actor.require(Right.READ)
    calendar = desk.calendar
    doubts = ((hearing, day_doubt(hearing, calendar)) for hearing in hearings)
    return tuple(replace(hearing, doubt=doubt) if doubt else hearing for hearing, doubt in doubts)


def _kinds(desk: Desk, first: date, last: date) -> Mapping[date, DayKind]:
    span = range((last - first).days + 1)
    days = (first + timedelta(days=number) for number in span)
    return {day: day_kind(day, desk.calendar) for day in days}


def door_list(desk: Desk, day: date, names: DoorNames, *, by_room: bool = False) -> bytes:
    """Write the list of a day's hearings at the door (门牌), whole or a sheet for each room."""
    desk.actor.require(Right.EXPORT)
    from mediation_desk.reports import door_list_pdf
    from mediation_desk.reports.day_sheets import DayOnPaper

    hearings = _alive(desk, day)
    rooms = sorted({hearing.room for hearing in hearings}) if by_room else []
    sheets = [
        DayOnPaper(day=day, hearings=tuple(h for h in hearings if h.room == room), room=room)
        for room in rooms
    ]
    whole = DayOnPaper(day=day, hearings=hearings)
    with i18n.speaking(i18n.CHINESE):
        return door_list_pdf(sheets or [whole], desk.centre, names, desk.today())


def day_plan(desk: Desk, day: date) -> bytes:
    """Write the plan of a day for the office (日程安排)."""
    desk.actor.require(Right.EXPORT)
    from mediation_desk.reports import day_plan_pdf
    from mediation_desk.reports.day_sheets import DayOnPaper

    with desk.db.read() as session:
        away = absences.of_officers(session, day, day)
    sheet = DayOnPaper(day=day, hearings=_alive(desk, day), absences=away)
    with i18n.speaking(i18n.CHINESE):
        return day_plan_pdf(sheet, desk.centre, desk.today())


def _alive(desk: Desk, day: date) -> tuple[BookedHearing, ...]:
    with i18n.speaking(i18n.CHINESE), desk.db.read() as session:
        found = booked.on_day(session, day)
    return looked_at(desk, (hearing for hearing in found if hearing.status not in _UNSEEN))


def events(
    desk: Desk,
    first: date,
    last: date,
    *,
    officer_id: int | None = None,
    hearing_id: int | None = None,
) -> bytes:
    """Write hearings for other calendars (.ics): all, an officer's, or one; it is journalled.

    Those given up are written as cancelled, so that they go from the other calendar too.
    """
    desk.actor.require(Right.EXPORT)
    from mediation_desk.reports import calendar_ics
    from mediation_desk.reports.calendar_file import About

    with desk.db.read() as session:
        found = booked.between_days(session, first, last)
        origin = opening.origin(session)[:16]
    chosen = [
        hearing
        for hearing in found
        if officer_id in (None, hearing.mediator_id, hearing.clerk_id)
        and hearing_id in (None, hearing.hearing_id)
    ]
    if not chosen:  # a calendar without any event is none (RFC 5545, 3.6)
        text = _("There is no such hearing from {first} to {last}.")
        days = {"first": first.isoformat(), "last": last.isoformat()}
        raise Invalid([Problem("last", text.format(**days))])
    about = About(
        centre=desk.centre,
        origin=f"{origin}.mediation-desk",
        at=desk.instant(),
        names=office_of(desk.option).door_names,
    )
    with i18n.speaking(i18n.CHINESE):
        data = calendar_ics(looked_at(desk, chosen), about)
    with desk.db.write(desk.actor, "export_calendar") as session:
        told = {"first": first.isoformat(), "last": last.isoformat(), "hearings": len(chosen)}
        journal.note(session, told)
    return data
