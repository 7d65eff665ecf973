"""Hearings for other calendars, as an iCalendar file (.ics, RFC 5545).

Times are written in UTC, so that no calendar needs to know China's zone. An event keeps its UID
for the life of its hearing; its SEQUENCE counts the saves of the case, so that it rises with
every move and never falls, not even by an undo.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from icalendar import Calendar, Event

from mediation_desk.domain.centre import Centre
from mediation_desk.domain.day_text import BEIJING
from mediation_desk.domain.hearing import GIVEN_UP
from mediation_desk.domain.hearing_days import doubt_text
from mediation_desk.domain.office import DoorNames
from mediation_desk.domain.today import BookedHearing, between
from mediation_desk.i18n import _
from mediation_desk.security.masking import some_name

_PRODUCT = "-//Mediation Desk//调解台//ZH"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What every event of a file shares: the centre, the file it comes from, and the moment."""

    centre: Centre
    origin: str
    at: datetime
    names: DoorNames = DoorNames.SURNAME


def write(hearings: Iterable[BookedHearing], about: About) -> bytes:
    """Write hearings as events, those given up as cancelled."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", about.centre.name)
    for hearing in hearings:
        calendar.add_component(_event(hearing, about))
    return bytes(calendar.to_ical())


def _event(hearing: BookedHearing, about: About) -> Event:
    event = Event()
    event.add("uid", f"case-{hearing.case_id}-{hearing.hearing_number}@{about.origin}")
    event.add("sequence", hearing.case_version)
    event.add("dtstamp", about.at.astimezone(UTC))
    event.add("dtstart", _instant(hearing.day, hearing.begins))
    event.add("dtend", _instant(hearing.day, hearing.ends))
    event.add("summary", _marked(_summary(hearing, about.names), hearing))
    place = [hearing.room, about.centre.name, about.centre.address]
    event.add("location", _(", ").join(part for part in place if part))
    event.add("description", _description(hearing))
    event.add("status", "CANCELLED" if hearing.status in GIVEN_UP else "CONFIRMED")
    event.add("transp", "OPAQUE")
    return event


def _instant(day: date, moment: time) -> datetime:
    return datetime.combine(day, moment, BEIJING).astimezone(UTC)


def _marked(text: str, hearing: BookedHearing) -> str:
    """Set behind the heading what is doubtful about the day: it may still be moved."""
    return f"{text}（{hearing.doubt.label}）" if hearing.doubt else text


def _summary(hearing: BookedHearing, names: DoorNames) -> str:
    if names is DoorNames.NUMBER:
        return _("Hearing: {what}").format(what=hearing.number)
    first = hearing.first_applicant
    if names is DoorNames.SURNAME:
        first = some_name(first)
    who = between(first, hearing.applicant_count, hearing.respondent)
    return _("Hearing: {what}").format(what=who)


def _which(hearing: BookedHearing) -> str:
    """Say of what case it is, and which session; one that was given up is none."""
    if hearing.status in GIVEN_UP:
        return hearing.number
    return _("{number} (session {n})").format(number=hearing.number, n=hearing.ordinal)


def _description(hearing: BookedHearing) -> str:
    lines = [
        _which(hearing),
        _("Mediator: {name}").format(name=hearing.mediator or "—"),
        _("Clerk: {name}").format(name=hearing.clerk or "—"),
    ]
    if hearing.status in GIVEN_UP:
        lines.append(hearing.status.label)
    if hearing.doubt is not None:
        lines.append(doubt_text(hearing.doubt))
    return "\n".join(lines)
