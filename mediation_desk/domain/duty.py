"""The duty roster (值班表): who sits where on which half day, and what comes of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from mediation_desk.domain.bodies import BodyPerson, Post, same_person
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.money import ZERO
from mediation_desk.domain.terms import Term
from mediation_desk.domain.working_days import Calendar
from mediation_desk.i18n import N_, _

USUAL_HOURS = Decimal(4)
"""What half a day of duty is taken to last until somebody enters another figure."""
MOST_HOURS = Decimal(12)
WEEK = timedelta(days=7)


class Half(Term):
    """Half a day."""

    MORNING = "morning", N_("Morning")
    AFTERNOON = "afternoon", N_("Afternoon")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One person at one body for half a day; `received` counts those who came."""

    id: int = 0
    body_id: int
    person_id: int
    day: date
    half: Half
    hours: Decimal = USUAL_HOURS
    received: int = 0

    @property
    def place(self) -> tuple[int, date, Half]:
        """The body, day and half of the day."""
        return self.body_id, self.day, self.half


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """What the roster of a week shows: bodies by key, people by key, and their shifts."""

    monday: date
    bodies: Mapping[int, str]
    people: Mapping[int, BodyPerson]
    shifts: tuple[Shift, ...]
    days_off: frozenset[date] = frozenset()

    def names(self, body_id: int, day: date, half: Half) -> tuple[str, ...]:
        """Return who is on duty at a body then."""
        return tuple(
            self.people[shift.person_id].name
            for shift in self.shifts
            if shift.place == (body_id, day, half)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDuty:
    """Somebody on duty on a day, as the day's page names them."""

    body_id: int
    body: str
    half: Half
    name: str
    post: Post
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyTotal:
    """What one person did in a period: half days, hours, people received, aid cases taken on.

    `allowance` is None where the centre has set no rate for the body.
    """

    name: str
    post: Post
    firm: str
    half_days: int
    hours: Decimal
    received: int
    aid_cases: int
    allowance: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """A week's shifts carried over, and those that were left out, each with its reason."""

    shifts: tuple[Shift, ...]
    left_out: tuple[str, ...]


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def week(monday: date) -> tuple[date, ...]:
    """Return the seven days from a Monday."""
    return tuple(monday + timedelta(days=n) for n in range(7))


def shift_problems(
    wanted: Iterable[Shift], others: Iterable[Shift], people: Mapping[int, BodyPerson]
) -> Iterator[Problem]:
    """Check shifts against each other and against those of other bodies."""
    taken = list(others)
    for shift in wanted:
        field = f"person.{shift.person_id}"
        if not ZERO < shift.hours <= MOST_HOURS:
            yield Problem(field, _("Half a day has more than 0 and at most 12 hours."))
        if shift.received < 0:
            yield Problem(field, _("A number must not be below zero."))
        if clash := _clash(shift, taken, people):
            yield Problem(
                field,
                _("{name} is already on duty then.").format(name=people[clash.person_id].name),
            )
        taken.append(shift)


def _clash(shift: Shift, others: Iterable[Shift], people: Mapping[int, BodyPerson]) -> Shift | None:
    """Return the shift that the same human being has at that time elsewhere or twice."""
    for other in others:
        if (other.day, other.half) == (shift.day, shift.half) and same_person(
            people[other.person_id], people[shift.person_id]
        ):
            return other
    return None


def copied(
    before: Iterable[Shift],
    present: Iterable[Shift],
    people: Mapping[int, BodyPerson],
    calendar: Calendar,
) -> Copied:
    """Carry a week's shifts over to the next week, as far as they can be.

    Left out are people no longer there, those who are on duty already, and working days that
    fall on a day off.
    """
    taken, made, left = list(present), [], []
    for shift in before:
        moved = replace(shift, id=0, day=shift.day + WEEK, received=0)
        person = people[shift.person_id]
        words = {"name": person.name, "day": moved.day.isoformat()}
        if not person.active:
            left.append(_("{name} on {day}: no longer there").format(**words))
        elif calendar.is_working_day(shift.day) and not calendar.is_working_day(moved.day):
            left.append(_("{name} on {day}: a day off").format(**words))
        elif _clash(moved, taken, people):
            left.append(_("{name} on {day}: on duty already").format(**words))
        else:
            made.append(moved)
            taken.append(moved)
    return Copied(shifts=tuple(made), left_out=tuple(left))
