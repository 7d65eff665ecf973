"""What stands against a hearing, as planning shows it and as fixing one looks at it."""

from datetime import date

from mediation_desk.domain.booking import Absence, Clash, Taken, clashes_of
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.hearing import Hearing
from mediation_desk.domain.hearing_rules import called, identities, people_at
from mediation_desk.domain.office import office_of
from mediation_desk.services.desk import Desk
from mediation_desk.storage import absences, taken
from mediation_desk.storage import centre as centres
from mediation_desk.storage.database import Session


def against(desk: Desk, session: Session, case: CaseFile, hearing: Hearing) -> tuple[Clash, ...]:
    """Say everything that stands against a hearing at its time."""
    seats = {room.name: room.seats for room in centres.rooms(session)}
    busy, away = around(session, case, hearing, hearing.day, hearing.day)
    return clashes_of(
        hearing,
        today=desk.today(),
        calendar=desk.calendar,
        hours=office_of(desk.option).hours,
        taken=busy,
        absences=away,
        seats=seats.get(hearing.room),
        people=people_at(case, hearing),
    )


def around(
    session: Session, case: CaseFile, hearing: Hearing, first: date, last: date
) -> tuple[list[Taken], tuple[Absence, ...]]:
    """Return what other hearings take in a period, and who of those concerned is away."""
    sitting, who = officers(case), identities(case, called(case, hearing))
    busy = taken.rooms_and_officers(session, first, last, sitting, hearing.id)
    busy += _in_order(case, taken.people(session, who, first, last, hearing.id))
    return busy, absences.of_people(session, who, sitting, first, last)


def _in_order(case: CaseFile, busy: list[Taken]) -> list[Taken]:
    """Sort by time, and at one time as the parties stand in the case."""
    places = {name: place for place, (_key, name) in enumerate(case.parties)}
    last = len(places)
    return sorted(busy, key=lambda t: (t.day, t.begins, t.number, places.get(t.who, last), t.who))


def officers(case: CaseFile) -> frozenset[int]:
    """Return the people of the desk who sit at the hearing: mediator, clerk, panel."""
    panel = {member.user_id for member in case.panel if member.user_id is not None}
    return frozenset(panel | {o.id for o in (case.mediator, case.clerk) if o})
