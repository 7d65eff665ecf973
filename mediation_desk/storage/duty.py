"""The duty roster: shifts of a week, who is on duty on a day, and totals of a period."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from mediation_desk.domain.bodies import BodyPerson, Post
from mediation_desk.domain.duty import DutyTotal, Half, OnDuty, Shift
from mediation_desk.storage.asking import Glance, ask

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_ON_DAY = """
    SELECT s.body_id, b.name, s.half, p.name, p.post, p.phone
    FROM duty_shift s
    JOIN body b ON b.id = s.body_id
    JOIN body_person p ON p.id = s.person_id
    WHERE s.day = :day
    ORDER BY b.id, CASE s.half WHEN 'morning' THEN 0 ELSE 1 END, s.id
"""


def on_duty(of: "Session | Glance", day: date) -> tuple[OnDuty, ...]:
    """Return who is on duty on a day, by body and half day."""
    return tuple(
        OnDuty(
            body_id=body_id,
            body=body,
            half=Half.of(half),
            name=name,
            post=Post.of(post),
            phone=phone,
        )
        for body_id, body, half, name, post, phone in ask(of, _ON_DAY, day=day)
    )


def shifts(session: "Session", first: date, last: date) -> tuple[Shift, ...]:
    """Return the shifts of all bodies from one day to another, both counted."""
    from sqlalchemy import select

    from mediation_desk.storage.records import DutyShiftRecord as Row

    query = select(Row).where(Row.day.between(first, last)).order_by(Row.day, Row.id)
    return tuple(
        Shift(
            id=row.id,
            body_id=row.body_id,
            person_id=row.person_id,
            day=row.day,
            half=row.half,
            hours=row.hours,
            received=row.received,
        )
        for row in session.scalars(query)
    )


def of_week(session: "Session", monday: date) -> tuple[Shift, ...]:
    """Return the shifts of a week."""
    return shifts(session, monday, monday + timedelta(days=6))


def set_shifts(
    session: "Session", body_id: int, day: date, halves: Iterable[Half], wanted: Iterable[Shift]
) -> None:
    """Make these the shifts of a body on halves of a day."""
    from sqlalchemy import select

    from mediation_desk.storage.reading import by, parts, replace
    from mediation_desk.storage.records import DutyShiftRecord as Row

    query = select(Row).where(Row.body_id == body_id, Row.day == day, Row.half.in_(list(halves)))
    present = by(session.scalars(query), "half", "person_id")
    replace(session, Row, present, {(s.half, s.person_id): parts(s) for s in wanted})


def add_shifts(session: "Session", added: Iterable[Shift]) -> None:
    """Add shifts to those that are there."""
    from mediation_desk.storage.reading import parts
    from mediation_desk.storage.records import DutyShiftRecord as Row

    session.add_all(Row(**parts(shift)) for shift in added)
    session.flush()


_AID_CASES = """
    SELECT lawyer_id, count(*) FROM legal_aid
    WHERE started_on BETWEEN :first AND :last AND lawyer_id IS NOT NULL
    GROUP BY lawyer_id
"""


def totals(
    session: "Session",
    first: date,
    last: date,
    people: Mapping[int, BodyPerson],
    allowances: Mapping[int, Decimal | None],
) -> tuple[DutyTotal, ...]:
    """Return what each person did in a period; the allowance is that of the body of each shift."""
    own: dict[int, list[Shift]] = {}
    for shift in shifts(session, first, last):
        own.setdefault(shift.person_id, []).append(shift)
    cases = {int(k): int(n) for k, n in ask(session, _AID_CASES, first=first, last=last)}
    return tuple(
        _total(people[key], own.get(key, []), cases.get(key, 0), allowances)
        for key in sorted({*own, *cases}, key=lambda key: (people[key].post.value, key))
    )


def _total(
    person: BodyPerson,
    own: list[Shift],
    aid_cases: int,
    allowances: Mapping[int, Decimal | None],
) -> DutyTotal:
    rates = [allowances.get(shift.body_id) for shift in own]
    known = [rate for rate in rates if rate is not None]
    return DutyTotal(
        name=person.name,
        post=person.post,
        firm=person.firm,
        half_days=len(own),
        hours=sum((shift.hours for shift in own), Decimal(0)),
        received=sum(shift.received for shift in own),
        aid_cases=aid_cases,
        allowance=sum(known, Decimal(0)) if known else None,
    )
