"""Planning hearings: what stands against a time, free times, and when people are away."""

from dataclasses import replace
from datetime import date, timedelta

from mediation_desk.domain import clock_register
from mediation_desk.domain.booking import (
    LEAD,
    Absence,
    Clash,
    ClashKind,
    Preview,
    clashes_of,
    first_day_in_time,
    notice_of,
)
from mediation_desk.domain.case import CaseFile, ClockState
from mediation_desk.domain.errors import Problem, require
from mediation_desk.domain.free_slots import Slot, Wanted, free_slots
from mediation_desk.domain.hearing import Hearing, HearingStatus
from mediation_desk.domain.hearing_days import doubt_of
from mediation_desk.domain.hearing_rules import from_outside, identities, people_at
from mediation_desk.domain.office import office_of
from mediation_desk.domain.rights import Right
from mediation_desk.domain.today import BookedHearing
from mediation_desk.i18n import _
from mediation_desk.services import standing
from mediation_desk.services.act import on_case
from mediation_desk.services.desk import Desk
from mediation_desk.storage import absences as absence_store
from mediation_desk.storage import booked, cases, sight
from mediation_desk.storage import centre as centres
from mediation_desk.storage.database import Session

LOOK_AHEAD = timedelta(days=60)
"""How far free times are looked for."""

_PERIODS = ("DL05", "DL04")
"""The clocks of the mediation itself, the longer one first."""


def at_once(desk: Desk, case: CaseFile, hearing: Hearing) -> Preview:
    """Say what stands against a hearing's day and hour by what is known without the file."""
    desk.actor.require(Right.SCHEDULE)
    hours = office_of(desk.option).hours
    found = clashes_of(hearing, today=desk.today(), calendar=desk.calendar, hours=hours)
    return _preview(desk, case, hearing, found)


def preview(desk: Desk, case_id: int, hearing: Hearing) -> Preview:
    """Say what stands against a hearing and how much time its notice has, before it is saved."""
    desk.actor.require(Right.SCHEDULE)
    with desk.db.read() as session:
        case = cases.file(session, case_id)
        with sight.whole(session):
            found = standing.against(desk, session, case, hearing)
    return _preview(desk, case, hearing, found)


def _preview(desk: Desk, case: CaseFile, hearing: Hearing, found: tuple[Clash, ...]) -> Preview:
    return Preview(
        clashes=(*found, *_after_period(case, hearing)),
        lead=notice_of(hearing.day, desk.today(), desk.calendar, desk.periods["DL07"]),
        doubt=doubt_of(HearingStatus.PLANNED, hearing.day, desk.calendar),
    )


def _after_period(case: CaseFile, hearing: Hearing) -> tuple[Clash, ...]:
    """Point out a hearing that would come after the time for the mediation is over."""
    end = _end_of_period(case)
    if end is None or hearing.day <= end:
        return ()
    text = _("The time for the mediation ends before, on {day}.").format(day=end.isoformat())
    return (Clash(text, ClashKind.PERIOD, clock_register.kind("DL04").basis),)


def _end_of_period(case: CaseFile) -> date | None:
    """Return the last day of the mediation itself (DL04, DL05), None while none runs."""
    running = {c.kind: c.due for c in case.clocks if c.state is ClockState.RUNNING}
    return next((running[kind] for kind in _PERIODS if kind in running), None)


def _lead(desk: Desk) -> int:
    """Return how many working days the notice needs at this centre."""
    return abs(desk.periods["DL07"].length or LEAD)


def free_times(
    desk: Desk,
    case_id: int,
    hearing: Hearing,
    *,
    any_room: bool = True,
    waived: bool = False,
    first: date | None = None,
) -> tuple[Slot, ...]:
    """Find times at which a room and everybody concerned are free, in time for the notice.

    The hearing says how long, who is called and which room is liked best; `waived` leaves the
    notice out of account, `first` looks no earlier than a day.
    """
    desk.actor.require(Right.SCHEDULE)
    require(_length_problems(hearing))
    now = desk.now().replace(tzinfo=None)
    in_time = (
        desk.today() if waived else first_day_in_time(desk.today(), desk.calendar, _lead(desk))
    )
    begin = max(first or in_time, in_time)
    end = begin + LOOK_AHEAD
    with desk.db.read() as session:
        case = cases.file(session, case_id)
        rooms = _rooms(session, hearing.room, people_at(case, hearing), any_room=any_room)
        with sight.whole(session):
            busy, away = standing.around(session, case, hearing, begin, end)
    wanted = Wanted(first=begin, last=end, minutes=hearing.minutes, rooms=rooms, after=now)
    found = free_slots(wanted, desk.calendar, office_of(desk.option).hours, busy, away)
    over = _end_of_period(case) or date.max
    return tuple(replace(slot, late=slot.day > over) for slot in found)


def _length_problems(hearing: Hearing) -> list[Problem]:
    if hearing.minutes >= 1:
        return []
    return [Problem("ends", _("The end must lie after the beginning, on the same day."))]


def _rooms(session: Session, liked: str, people: int, *, any_room: bool) -> tuple[str, ...]:
    """Return the rooms in use with seats enough, the one that is liked first."""
    if liked and not any_room:
        return (liked,)
    fit = [
        room.name
        for room in centres.rooms(session)
        if room.active and (not room.seats or room.seats >= people)
    ]
    return tuple(sorted(fit, key=lambda name: name != liked))


def absences(desk: Desk, case_id: int) -> tuple[Absence, ...]:
    """Return when those who come to a case cannot, its officers among them, from today on."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        case = cases.file(session, case_id)
        officers = standing.officers(case)
        return absence_store.of_people(session, identities(case), officers, desk.today(), date.max)


def hearings_away(desk: Desk, absence: Absence) -> tuple[BookedHearing, ...]:
    """Return the planned hearings that a person of the centre is to sit at while away."""
    desk.actor.require(Right.READ)
    first = max(absence.first_day, desk.today())
    with desk.db.read() as session:
        found = booked.between_days(session, first, absence.last_day)
    return tuple(
        one
        for one in found
        if one.status is HearingStatus.PLANNED
        and absence.user_id in (one.mediator_id, one.clerk_id)
        and absence.covers(one.day, one.begins, one.ends)
    )


def absences_of_officers(desk: Desk) -> tuple[Absence, ...]:
    """Return when people of the centre are away, from today on."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return absence_store.of_officers(session, desk.today(), date.max)


def keep_party_away(desk: Desk, case_id: int, version: int, absence: Absence) -> None:
    """Note when a party of the case cannot come (当事人不能到场的日期)."""
    desk.actor.require(Right.SCHEDULE)
    require(_absence_problems(absence))
    with on_case(desk, "party_away", case_id, version) as (session, case):
        if absence.party_id not in dict(case.parties):
            require([Problem("who", _("This person is not a party of the case."))])
        absence_store.put(session, replace(absence, user_id=None))


def party_can_come(desk: Desk, case_id: int, version: int, absence_id: int) -> None:
    """Take back that a party cannot come."""
    desk.actor.require(Right.SCHEDULE)
    with on_case(desk, "party_back", case_id, version) as (session, _case):
        absence_store.remove(session, absence_id)


def keep_guest_away(desk: Desk, case_id: int, version: int, absence: Absence) -> None:
    """Note when an agent, an interpreter or a panel member from outside cannot come."""
    desk.actor.require(Right.SCHEDULE)
    require(_absence_problems(absence))
    with on_case(desk, "guest_away", case_id, version) as (session, case):
        agents = {agent.id for agent in case.agents}
        guests = {(name, phone) for name, phone, _what in from_outside(case)}
        if absence.agent_id not in agents and (absence.guest, absence.phone) not in guests:
            require([Problem("who", _("This person does not come to the case."))])
        absence_store.put_guest(session, case_id, absence)


def guest_can_come(desk: Desk, case_id: int, version: int, absence_id: int) -> None:
    """Take back that an agent, an interpreter or a panel member from outside cannot come."""
    desk.actor.require(Right.SCHEDULE)
    with on_case(desk, "guest_back", case_id, version) as (session, _case):
        absence_store.remove_guest(session, case_id, absence_id)


def keep_officer_away(desk: Desk, absence: Absence) -> None:
    """Note when a person of the centre is away (请假)."""
    desk.actor.require(Right.SCHEDULE)
    require(_absence_problems(absence))
    with desk.db.write(desk.actor, "officer_away") as session:
        if absence.user_id not in {user.id for user in centres.users(session)}:
            require([Problem("who", _("Choose who is away."))])
        absence_store.put(session, replace(absence, party_id=None))


def officer_is_back(desk: Desk, absence_id: int) -> None:
    """Take back that a person of the centre is away."""
    desk.actor.require(Right.SCHEDULE)
    with desk.db.write(desk.actor, "officer_back") as session:
        absence_store.remove(session, absence_id)


def _absence_problems(absence: Absence) -> list[Problem]:
    if absence.last_day < absence.first_day:
        return [Problem("last_day", _("The last day lies before the first one."))]
    return []
