"""The centre's own calendar and periods, and the clocks and hearings that a change concerns."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from mediation_desk.domain.calendar_change import FixedHearing, MovedClock, RunningClock
from mediation_desk.domain.case import ClockState
from mediation_desk.domain.clock_register import IN_THE_BACKGROUND
from mediation_desk.domain.hearing import HearingStatus
from mediation_desk.domain.house_periods import HousePeriod
from mediation_desk.domain.stages import Stage
from mediation_desk.domain.working_days import CalendarYear
from mediation_desk.storage import letter_clocks, summary
from mediation_desk.storage.journalling import note_beside
from mediation_desk.storage.reading import by, fill
from mediation_desk.storage.records import (
    CalendarYearRecord,
    CaseRecord,
    ClockNoteRecord,
    ClockRecord,
    HearingRecord,
    HousePeriodRecord,
)

_SLICE = 500
_CLOCK = ("kind", "detail", "start", "raw_due", "due", "provisional", "length")


def _text(days: Iterable[date]) -> str:
    return ",".join(day.isoformat() for day in sorted(days))


def put(session: Session, year: CalendarYear, entered_by: str) -> None:
    """Keep a year that the centre entered, in the place of an earlier one."""
    values = {
        "year": year.year,
        "complete": year.complete,
        "notice": year.notice,
        "statutory": _text(year.statutory),
        "days_off": _text(year.days_off),
        "makeup_workdays": _text(year.makeup_workdays),
        "entered_by": entered_by,
    }
    found = _held(session, year.year)
    if found is None:
        session.add(CalendarYearRecord(**values))
    else:
        fill(found, values)
    session.flush()


def remove(session: Session, number: int) -> None:
    """Take the centre's own year back; what was shipped of it counts again."""
    found = _held(session, number)
    if found is not None:
        session.delete(found)
        session.flush()


def _held(session: Session, number: int) -> CalendarYearRecord | None:
    return session.scalar(select(CalendarYearRecord).where(CalendarYearRecord.year == number))


def put_period(session: Session, period: HousePeriod) -> None:
    """Keep how the centre sets a period."""
    values = {
        "kind": period.kind,
        "length": period.length,
        "alarm_days": ",".join(map(str, sorted(set(period.alarm_days), reverse=True))),
    }
    found = _held_period(session, period.kind)
    if found is None:
        session.add(HousePeriodRecord(**values))
    else:
        fill(found, values)
    session.flush()


def remove_period(session: Session, kind: str) -> None:
    """Let a period be as the register has it."""
    found = _held_period(session, kind)
    if found is not None:
        session.delete(found)
        session.flush()


def _held_period(session: Session, kind: str) -> HousePeriodRecord | None:
    return session.scalar(select(HousePeriodRecord).where(HousePeriodRecord.kind == kind))


def running(session: Session) -> tuple[RunningClock, ...]:
    """Return every clock that runs, in order of its day.

    The year of limitation that a closed case tells, and nobody watches, has its day as well.
    """
    query = (
        select(
            ClockRecord.id,
            ClockRecord.case_id,
            CaseRecord.number,
            *(getattr(ClockRecord, name) for name in _CLOCK),
        )
        .outerjoin(CaseRecord, CaseRecord.id == ClockRecord.case_id)
        .where(or_(ClockRecord.state == ClockState.RUNNING, _told_when_closed()))
        .order_by(ClockRecord.due, ClockRecord.id)
    )
    of_cases = (
        RunningClock(
            id=key,
            case_id=case_id,
            number=number or "",
            **dict(zip(_CLOCK, values, strict=True)),
        )
        for key, case_id, number, *values in session.execute(query)
    )
    return (*of_cases, *letter_clocks.running(session))


def _told_when_closed() -> ColumnElement[bool]:
    """Find clocks that closing left with their day; what a person or a step ended has no day."""
    return and_(
        ClockRecord.state == ClockState.VOID,
        ClockRecord.kind.in_(IN_THE_BACKGROUND),
        ClockRecord.detail == "",
        ClockRecord.started_by.is_(None),
        CaseRecord.stage == Stage.CLOSED,
        ~exists().where(ClockNoteRecord.clock_id == ClockRecord.id),
    )


def planned(session: Session, days: Iterable[date]) -> tuple[FixedHearing, ...]:
    """Return the hearings that are planned on any of these days."""
    query = (
        select(
            HearingRecord.id,
            HearingRecord.case_id,
            CaseRecord.number,
            HearingRecord.day,
            HearingRecord.begins,
            HearingRecord.room,
        )
        .join(CaseRecord, CaseRecord.id == HearingRecord.case_id)
        .where(
            HearingRecord.status == HearingStatus.PLANNED, HearingRecord.day.in_(sorted(set(days)))
        )
        .order_by(HearingRecord.day, HearingRecord.begins, HearingRecord.id)
    )
    return tuple(
        FixedHearing(id=key, case_id=case_id, number=number, day=day, begins=begins, room=room)
        for key, case_id, number, day, begins, room in session.execute(query)
    )


def move(session: Session, clocks: Iterable[MovedClock]) -> None:
    """Put running clocks to the days that another calendar gives; each case is told."""
    of_cases = []
    for moved in clocks:
        if moved.clock.letter_id is not None or moved.clock.matter_id is not None:
            letter_clocks.move(session, moved.clock, _days_of(moved))
        else:
            of_cases.append(moved)
    for start in range(0, len(of_cases), _SLICE):
        _move(session, of_cases[start : start + _SLICE])
    session.flush()


def _days_of(moved: MovedClock) -> dict[str, object]:
    return {"raw_due": moved.raw_due, "due": moved.due, "provisional": moved.provisional}


def _move(session: Session, clocks: Sequence[MovedClock]) -> None:
    keys = [moved.clock.id for moved in clocks]
    query = select(ClockRecord).where(ClockRecord.id.in_(keys)).with_for_update()
    records = by(session.scalars(query), "id")
    for moved in clocks:
        record = records[moved.clock.id]
        fill(record, _days_of(moved))
        summary.mark_due(session, record.case_id)
        if moved.moves:
            told = {"kind": record.kind, "detail": record.detail}
            told |= {"before": moved.clock.due.isoformat(), "after": moved.due.isoformat()}
            note_beside(session, record.case_id, told)
