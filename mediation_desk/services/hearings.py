"""Hearings: fixing them without clashes, holding them, keeping the record."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.errors import DeskError, Invalid, NotFound, Problem
from mediation_desk.domain.hearing import Attendance, Attended, Clash, Hearing, HearingStatus
from mediation_desk.domain.procedure import advance
from mediation_desk.domain.rights import Right
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.domain.today import BookedHearing
from mediation_desk.i18n import _
from mediation_desk.services.act import clock, on_case, run_clocks
from mediation_desk.services.desk import Desk
from mediation_desk.storage import cases, clocks
from mediation_desk.storage import hearings as store
from mediation_desk.storage.database import Session

USUAL_LENGTH = timedelta(hours=2)
"""How long a hearing is taken to last when looking for clashes."""


def clashes(desk: Desk, case_id: int, hearing: Hearing) -> tuple[Clash, ...]:
    """Say who or what is already taken at the hearing's time, before it is saved."""
    desk.actor.require(Right.SCHEDULE)
    with desk.db.read() as session:
        case = cases.file(session, case_id)
        booked = store.on_day(session, hearing.day, besides=hearing.id or None)
    found = [
        sentence
        for other in booked
        if _overlap(other.begins, hearing.begins)
        for sentence in _clash(case, hearing, other)
    ]
    if hearing.day < desk.today():
        found.insert(0, _("{day} has passed.").format(day=hearing.day.isoformat()))
    if not desk.calendar.is_working_day(hearing.day):
        found.insert(0, _("{day} is not a working day.").format(day=hearing.day.isoformat()))
    return tuple(Clash(sentence) for sentence in found)


def _overlap(one: time, other: time) -> bool:
    day = datetime.min.date()
    return abs(datetime.combine(day, one) - datetime.combine(day, other)) < USUAL_LENGTH


def _clash(case: CaseFile, hearing: Hearing, other: BookedHearing) -> list[str]:
    if other.status is HearingStatus.CANCELLED:
        return []
    at = other.begins.strftime("%H:%M")
    found = []
    if hearing.room and other.room == hearing.room:
        found.append(
            _("{room} is taken at {time} by {case}.").format(
                room=other.room, time=at, case=other.number
            )
        )
    if case.mediator and other.mediator_id == case.mediator.id:
        found.append(
            _("{name} has a hearing at {time}: {case}.").format(
                name=other.mediator, time=at, case=other.number
            )
        )
    if case.clerk and other.clerk_id == case.clerk.id:
        found.append(
            _("{name} has a hearing at {time}: {case}.").format(
                name=case.clerk.name, time=at, case=other.number
            )
        )
    return found


def schedule(desk: Desk, case_id: int, version: int, hearing: Hearing) -> None:
    """Fix a hearing (调解会排期); its day may clash only knowingly, so clashes do not refuse."""
    desk.actor.require(Right.SCHEDULE)
    _check(hearing)
    with on_case(desk, Step.SCHEDULE.value, case_id, version) as (session, case):
        row = advance(case, Step.SCHEDULE)
        _check_order(case, hearing)
        number = 1 + max((h.number for h in case.hearings), default=0)
        planned = replace(hearing, number=number, status=HearingStatus.PLANNED)
        store.add(session, case_id, planned)
        cases.set_stage(session, case_id, row.target or case.stage)
        run_clocks(desk, session, case_id, row, desk.today())
        _notice_clock(desk, session, case_id, planned)


def reschedule(desk: Desk, case_id: int, version: int, hearing: Hearing) -> None:
    """Move a planned hearing to another day, time or room."""
    desk.actor.require(Right.SCHEDULE)
    _check(hearing)
    with on_case(desk, "reschedule", case_id, version) as (session, case):
        _check_order(case, hearing)
        if _find(case, hearing.id).status is not HearingStatus.PLANNED:
            raise DeskError(_("Only a planned hearing can be moved."))
        store.change(session, hearing)
        _notice_clock(desk, session, case_id, hearing)


def _notice_clock(desk: Desk, session: Session, case_id: int, hearing: Hearing) -> None:
    clocks.void(session, case_id, ("DL07",))
    noticed = clock(desk, "DL07", hearing.day, detail=str(hearing.number))
    clocks.start(session, case_id, [noticed])


def _check(hearing: Hearing) -> None:
    if not hearing.room.strip():
        raise Invalid([Problem("room", _("Choose a room."))])


def _check_order(case: CaseFile, hearing: Hearing) -> None:
    if case.accepted_on and hearing.day < case.accepted_on:
        raise Invalid([Problem("day", _("A hearing cannot be before acceptance."))])


def open_hearing(
    desk: Desk,
    case_id: int,
    version: int,
    hearing_id: int,
    started_at: datetime,
    attendance: tuple[Attendance, ...],
) -> None:
    """Open a hearing with who came and whose papers were checked (开始调解)."""
    desk.actor.require(Right.HEAR)
    if not any(row.attended is not Attended.ABSENT for row in attendance):
        raise Invalid([Problem("attendance", _("Nobody is marked as present."))])
    with on_case(desk, Step.OPEN.value, case_id, version) as (session, case):
        row = advance(case, Step.OPEN)
        hearing = _find(case, hearing_id)
        if started_at.date() != hearing.day:
            raise Invalid([Problem("started_at", _("The hearing is fixed for another day."))])
        store.change(
            session, replace(hearing, status=HearingStatus.UNDER_WAY, started_at=started_at)
        )
        store.set_attendance(session, hearing_id, attendance)
        cases.set_stage(session, case_id, row.target or case.stage)
        run_clocks(desk, session, case_id, row, started_at.date())


def keep_record(
    desk: Desk, case_id: int, version: int, hearing_id: int, record: str, outcome: str
) -> None:
    """Keep what was said and how the hearing ended (调解笔录)."""
    desk.actor.require(Right.HEAR)
    with on_case(desk, "keep_record", case_id, version) as (session, case):
        hearing = _find(case, hearing_id)
        if hearing.status not in (HearingStatus.UNDER_WAY, HearingStatus.HELD):
            raise DeskError(_("Open the hearing before writing its record."))
        store.change(session, replace(hearing, record=record, outcome=outcome))


def end_hearing(
    desk: Desk, case_id: int, version: int, hearing_id: int, ended_at: datetime
) -> None:
    """Write down when the hearing ended."""
    desk.actor.require(Right.HEAR)
    with on_case(desk, "end_hearing", case_id, version) as (session, case):
        hearing = _find(case, hearing_id)
        if hearing.started_at is None:
            raise DeskError(_("This hearing has not begun."))
        if ended_at < hearing.started_at:
            raise Invalid([Problem("ended_at", _("The end lies before the beginning."))])
        store.change(session, replace(hearing, status=HearingStatus.HELD, ended_at=ended_at))


def cancel(desk: Desk, case_id: int, version: int, hearing_id: int, reason: str) -> None:
    """Cancel a planned hearing with the reason (取消排期)."""
    desk.actor.require(Right.SCHEDULE)
    if not reason.strip():
        raise Invalid([Problem("reason", _("Enter the reason."))])
    with on_case(desk, "cancel_hearing", case_id, version) as (session, case):
        hearing = _find(case, hearing_id)
        if hearing.status is not HearingStatus.PLANNED:
            raise DeskError(_("Only a planned hearing can be cancelled."))
        store.change(session, replace(hearing, status=HearingStatus.CANCELLED, outcome=reason))
        clocks.void(session, case_id, ("DL07",))
        others = [h for h in case.hearings if h.id != hearing_id]
        if case.stage is Stage.SCHEDULED and not _planned(others):
            cases.set_stage(session, case_id, _back_to(others))


def _planned(hearings: list[Hearing]) -> bool:
    return any(hearing.status is HearingStatus.PLANNED for hearing in hearings)


def _back_to(others: list[Hearing]) -> Stage:
    held = (HearingStatus.UNDER_WAY, HearingStatus.HELD)
    heard = any(hearing.status in held for hearing in others)
    return Stage.MEDIATING if heard else Stage.ASSIGNED


def _find(case: CaseFile, hearing_id: int) -> Hearing:
    for hearing in case.hearings:
        if hearing.id == hearing_id:
            return hearing
    raise NotFound(_("This hearing is not in the case."))
