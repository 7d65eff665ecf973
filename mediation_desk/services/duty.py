"""The duty roster (值班表): a week as it stands, changing it, carrying it over, counting it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from mediation_desk.domain import errors
from mediation_desk.domain.bodies import BodyKind
from mediation_desk.domain.duty import (
    WEEK,
    Copied,
    DutyTotal,
    Half,
    OnDuty,
    Roster,
    Shift,
    copied,
    shift_problems,
    week,
)
from mediation_desk.domain.rights import Right
from mediation_desk.services.desk import Desk
from mediation_desk.services.shown import require_as_shown
from mediation_desk.storage import bodies, duty
from mediation_desk.storage.database import Session


def roster(desk: Desk, monday: date) -> Roster:
    """Return the roster of a week."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return _roster(desk, session, monday)


def _roster(desk: Desk, session: Session, monday: date) -> Roster:
    shifts = duty.of_week(session, monday)
    used = {shift.body_id for shift in shifts}
    return Roster(
        monday=monday,
        bodies={
            body.id: body.name
            for body in bodies.bodies(session)
            if body.id in used or (body.active and body.kind is not BodyKind.AGENCY)
        },
        people={person.id: person for person in bodies.people(session)},
        shifts=shifts,
        days_off=frozenset(day for day in week(monday) if not desk.calendar.is_working_day(day)),
    )


def on_duty(desk: Desk, day: date) -> tuple[OnDuty, ...]:
    """Return who is on duty on a day."""
    desk.actor.require(Right.READ)
    with desk.db.glance() as of:
        return duty.on_duty(of, day)


def set_duty(
    desk: Desk,
    body_id: int,
    day: date,
    halves: Sequence[Half],
    shifts: Sequence[Shift],
    shown: Sequence[Shift] | None = None,
) -> None:
    """Make these people those on duty at a body on the halves of a day.

    Whom they received came in the half that a shift names; another half keeps its own number.

    Raises `Stale` when somebody else set the body's day since its roster was `shown`.
    """
    desk.actor.require(Right.REGION)
    with desk.db.write(desk.actor, "set_duty") as session:
        people = {person.id: person for person in bodies.people(session)}
        every = duty.shifts(session, day, day)
        if shown is not None:
            require_as_shown(_on(shown, body_id, day), _on(every, body_id, day))
        came = {(s.person_id, s.half): s.received for s in every if s.body_id == body_id}
        came |= {(shift.person_id, shift.half): shift.received for shift in shifts}
        wanted = tuple(
            replace(
                shift,
                body_id=body_id,
                day=day,
                half=half,
                received=came.get((shift.person_id, half), 0),
            )
            for half in halves
            for shift in shifts
        )
        others = tuple(
            shift for shift in every if shift.body_id != body_id or shift.half not in halves
        )
        errors.require(shift_problems(wanted, others, people))
        duty.set_shifts(session, body_id, day, halves, wanted)


def _on(shifts: Sequence[Shift], body_id: int, day: date) -> frozenset[Shift]:
    return frozenset(one for one in shifts if (one.body_id, one.day) == (body_id, day))


def copy_week(desk: Desk, monday: date, body_id: int | None = None) -> Copied:
    """Fill a week from the one before it, of one body or of all."""
    desk.actor.require(Right.REGION)
    with desk.db.write(desk.actor, "copy_duty") as session:
        before = duty.of_week(session, monday - WEEK)
        chosen = [shift for shift in before if body_id in (None, shift.body_id)]
        people = {person.id: person for person in bodies.people(session)}
        done = copied(chosen, duty.of_week(session, monday), people, desk.calendar)
        duty.add_shifts(session, done.shifts)
        return done


def totals(desk: Desk, first: date, last: date) -> tuple[DutyTotal, ...]:
    """Return what each person did in a period: half days, hours, people received, aid cases."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return duty.totals(
            session,
            first,
            last,
            {person.id: person for person in bodies.people(session)},
            {body.id: body.allowance for body in bodies.bodies(session)},
        )


def roster_pdf(desk: Desk, monday: date, body_id: int | None = None) -> bytes:
    """Return the roster of a week as an A4 sheet, of one body or of all."""
    desk.actor.require(Right.READ)
    from mediation_desk.reports.duty_paper import duty_paper

    with desk.db.read() as session:
        found = _roster(desk, session, monday)
    last = monday + timedelta(days=6)
    return duty_paper(found, last, desk.centre.name, desk.today(), body_id)
