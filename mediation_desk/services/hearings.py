"""Hearings: fixing and moving them, and giving them up again."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from mediation_desk.domain import reasons
from mediation_desk.domain.booking import ClashKind, Lead, notice_of, unanswered
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.errors import (
    DeskError,
    Invalid,
    NotFound,
    Problem,
    StepNotAllowed,
    require,
)
from mediation_desk.domain.guards import NONE_UNDER_WAY, RECUSAL_DECIDED
from mediation_desk.domain.hearing import (
    TOOK_PLACE,
    Attendance,
    Attended,
    Break,
    Hearing,
    HearingStatus,
    Postponement,
)
from mediation_desk.domain.hearing_rules import (
    problems_of,
    stage_without,
    told_after_the_end,
    under_way,
)
from mediation_desk.domain.procedure import Facts, advance
from mediation_desk.domain.rights import Right
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.i18n import _
from mediation_desk.services import neutral, standing
from mediation_desk.services.act import clock, on_case, write_step
from mediation_desk.services.desk import Desk
from mediation_desk.services.hearing_ends import check_moment
from mediation_desk.storage import cases, clocks, sight
from mediation_desk.storage import hearings as store
from mediation_desk.storage.database import Session


def schedule(desk: Desk, case_id: int, version: int, hearing: Hearing) -> None:
    """Fix a hearing (调解会排期).

    It may clash, stand on a day off or be noticed late only knowingly: the reasons stay with it.
    """
    desk.actor.require(Right.SCHEDULE)
    require(problems_of(hearing))
    with on_case(desk, Step.SCHEDULE.value, case_id, version) as (session, case):
        row = advance(case, Step.SCHEDULE, desk.today())
        _check_order(case, hearing)
        number = 1 + max((h.number for h in case.hearings), default=0)
        planned = replace(hearing, number=number, status=HearingStatus.PLANNED)
        planned = _knowingly(desk, session, case, planned)
        store.add(session, case_id, planned)
        if under_way(case) is None:  # the next one is planned while this one goes on: it counts
            cases.set_stage(session, case_id, row.target or case.stage)
        write_step(desk, session, case, row, Facts(day=desk.today()))
        _notice_clock(desk, session, case_id, planned)


def reschedule(
    desk: Desk,
    case_id: int,
    version: int,
    hearing: Hearing,
    asked_by: str = "",
    reason: str = "",
) -> None:
    """Move a planned hearing (改期), with who asked and why; what stands against it is answered."""
    desk.actor.require(Right.SCHEDULE)
    require(problems_of(hearing))
    with on_case(desk, "reschedule", case_id, version) as (session, case):
        _check_order(case, hearing)
        before = _planned_one(case, hearing.id)
        if _moved(before, hearing):
            hearing = _put_off(desk, before, hearing, asked_by, reason)
        hearing = _knowingly(desk, session, case, hearing, before)
        store.change(session, hearing)
        _notice_clock(desk, session, case_id, hearing)


def postpone(
    desk: Desk, case_id: int, version: int, hearing_id: int, asked_by: str, reason: str
) -> None:
    """Put a planned hearing off without a new day yet (延期开会), with who asked and why."""
    desk.actor.require(Right.SCHEDULE)
    with on_case(desk, "postpone_hearing", case_id, version) as (session, case):
        hearing = _planned_one(case, hearing_id)
        put_off = _put_off(desk, hearing, hearing, asked_by, reason)
        _give_up(session, case, replace(put_off, status=HearingStatus.POSTPONED))


def cancel(desk: Desk, case_id: int, version: int, hearing_id: int, reason: str) -> None:
    """Cancel a planned hearing with the reason (取消排期)."""
    desk.actor.require(Right.SCHEDULE)
    require(reasons.problems("reason", reason, reasons.BRIEF))
    with on_case(desk, "cancel_hearing", case_id, version) as (session, case):
        hearing = _planned_one(case, hearing_id, _("Only a planned hearing can be cancelled."))
        cancelled = replace(hearing, status=HearingStatus.CANCELLED, outcome=reason.strip())
        _give_up(session, case, cancelled)


def not_held(
    desk: Desk,
    case_id: int,
    version: int,
    hearing_id: int,
    attendance: Iterable[Attendance],
    note: str = "",
) -> None:
    """Write down that a hearing could not be held, and who was absent (未能召开)."""
    desk.actor.require(Right.HEAR)
    rows = tuple(attendance)
    if not any(row.attended is Attended.ABSENT for row in rows):
        raise Invalid([Problem("attendance", _("Say who was absent."))])
    if all(row.attended is Attended.ABSENT for row in rows) and reasons.problems("note", note):
        text = _("Everybody was absent: tick who came, or write down why nobody came.")
        raise Invalid([Problem("note", text)])
    with on_case(desk, "hearing_not_held", case_id, version) as (session, case):
        hearing = _planned_one(case, hearing_id)
        if hearing.day > desk.today():
            raise DeskError(_("The day of this hearing has not come yet."))
        told = replace(
            hearing, status=HearingStatus.NOT_HELD, attendance=rows, outcome=note.strip()
        )
        _give_up(session, case, told)


def _knowingly(
    desk: Desk, session: Session, case: CaseFile, hearing: Hearing, before: Hearing | None = None
) -> Hearing:
    """Return the hearing with the reasons for what stands against it, or refuse without them.

    One that stays where it was is not asked again for the day that passed, nor for its notice.
    """
    with sight.whole(session):
        found = standing.against(desk, session, case, hearing)
    if before is not None and not _moved(before, hearing):
        found = tuple(clash for clash in found if clash.kind is not ClashKind.PAST)
    require(unanswered(hearing, found, _notice(desk, hearing, before)))
    hour, day = any(c.of_the_hour for c in found), any(c.of_the_day for c in found)
    return replace(
        hearing,
        clash_reason=hearing.clash_reason.strip() if hour else "",
        day_reason=hearing.day_reason.strip() if day else "",
    )


def _notice(desk: Desk, hearing: Hearing, before: Hearing | None) -> Lead | None:
    """Return the time of notice where it must be kept: a hearing written down later has none."""
    stays = before is not None and not _moved(before, hearing)
    waived = before is not None and bool(before.notice_waiver)
    if hearing.day < desk.today() or (stays and not waived):
        return None
    return notice_of(hearing.day, desk.today(), desk.calendar, desk.periods["DL07"])


def _moved(before: Hearing, after: Hearing) -> bool:
    """Say whether a hearing stands at another time or place, which parties are told anew."""
    places = [(one.day, one.begins, one.room) for one in (before, after)]
    return places[0] != places[1]


def _put_off(desk: Desk, before: Hearing, after: Hearing, asked_by: str, reason: str) -> Hearing:
    """Return the hearing with one more postponement, or refuse what is not told."""
    found = [*reasons.problems("reason", reason, reasons.BRIEF)]
    if not asked_by.strip():
        found.insert(0, Problem("asked_by", _("Say who asked for the postponement.")))
    require(found)
    told = Postponement(
        day=before.day,
        begins=before.begins,
        room=before.room,
        asked_by=asked_by.strip(),
        reason=reason.strip(),
        decided_on=desk.today(),
    )
    return replace(after, postponements=(*before.postponements, told))


def _give_up(session: Session, case: CaseFile, hearing: Hearing) -> None:
    """Store a hearing that will not take place; without another one the case goes back."""
    store.change(session, hearing)
    clocks.void(session, case.id, ("DL07",), str(hearing.number))
    others = [h for h in case.hearings if h.id != hearing.id]
    planned = any(h.status is HearingStatus.PLANNED for h in others)
    if case.stage is Stage.SCHEDULED and not planned:
        cases.set_stage(session, case.id, stage_without(case, others))


def _notice_clock(desk: Desk, session: Session, case_id: int, hearing: Hearing) -> None:
    """Start the clock of the notice anew; parties who waived the time need no clock."""
    if hearing.notice_waiver.strip():
        clocks.void(session, case_id, ("DL07",), str(hearing.number))
        return
    noticed = clock(desk, "DL07", hearing.day, detail=str(hearing.number))
    clocks.start(session, case_id, [noticed])


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
    reason: str = "",
) -> None:
    """Open a hearing with who came and whose papers were checked (开始调解).

    While a request for recusal is undecided, or somebody's neutrality is in doubt, a reason is
    asked. One that was held before the mediation ended may be told afterwards; no step follows.
    """
    desk.actor.require(Right.HEAR)
    if not any(row.attended is not Attended.ABSENT for row in attendance):
        raise Invalid([Problem("attendance", _("Nobody is marked as present."))])
    with on_case(desk, Step.OPEN.value, case_id, version) as (session, case):
        hearing = _find(case, hearing_id)
        later = told_after_the_end(case, hearing)
        row = None if later else advance(case, Step.OPEN, started_at.date())
        if under_way(case) is not None:
            raise StepNotAllowed(NONE_UNDER_WAY.sentence)
        people = neutral.of_the_centre(session, case)
        told = neutral.require_reason(session, case, people, reason)
        undecided = not RECUSAL_DECIDED.met(case, started_at.date())
        if undecided and not reason.strip():
            ask = _("{need} ({basis}) Say why it is done all the same.").format(
                need=RECUSAL_DECIDED.sentence, basis=RECUSAL_DECIDED.basis
            )
            raise Invalid([Problem("reason", ask)])
        if undecided:
            require(reasons.problems("reason", reason))
        if hearing.day > desk.today() or started_at.date() > desk.today():
            text = _("The hearing is fixed for {day}. Move it before you open it sooner.")
            raise Invalid([Problem("started_at", text.format(day=hearing.day.isoformat()))])
        if started_at.date() != hearing.day:
            raise Invalid([Problem("started_at", _("The hearing is fixed for another day."))])
        store.change(
            session, replace(hearing, status=HearingStatus.UNDER_WAY, started_at=started_at)
        )
        store.set_attendance(session, hearing_id, attendance)
        if row is not None:
            cases.set_stage(session, case_id, row.target or case.stage)
            told = reason if undecided else told
            write_step(desk, session, case, row, Facts(day=started_at.date(), reason=told))


def keep_record(
    desk: Desk, case_id: int, version: int, hearing_id: int, record: str, outcome: str
) -> None:
    """Keep what was said and how the hearing ended (调解笔录)."""
    desk.actor.require(Right.RECORD)
    with on_case(desk, "keep_record", case_id, version) as (session, case):
        hearing = _find(case, hearing_id)
        if hearing.status not in TOOK_PLACE:
            raise DeskError(_("Open the hearing before writing its record."))
        store.change(session, replace(hearing, record=record, outcome=outcome))


def pause(
    desk: Desk, case_id: int, version: int, hearing_id: int, at: datetime, note: str = ""
) -> None:
    """Break a hearing off for a while (休会)."""
    desk.actor.require(Right.HEAR)
    with on_case(desk, "pause_hearing", case_id, version) as (session, case):
        hearing = _under_way(case, hearing_id)
        if hearing.paused:
            raise DeskError(_("This hearing is interrupted already."))
        check_moment(hearing, at, "paused_at", desk.now())
        taken = Break(began_at=at, note=note.strip())
        store.change(session, replace(hearing, breaks=(*hearing.breaks, taken)))


def resume(desk: Desk, case_id: int, version: int, hearing_id: int, at: datetime) -> None:
    """Go on with a hearing after a break (复会)."""
    desk.actor.require(Right.HEAR)
    with on_case(desk, "resume_hearing", case_id, version) as (session, case):
        hearing = _under_way(case, hearing_id)
        if not hearing.paused:
            raise DeskError(_("This hearing is not interrupted."))
        check_moment(hearing, at, "paused_at", desk.now())
        *before, last = hearing.breaks
        over = (*before, replace(last, resumed_at=at))
        store.change(session, replace(hearing, breaks=over))


def end_hearing(
    desk: Desk,
    case_id: int,
    version: int,
    hearing_id: int,
    ended_at: datetime,
    told: tuple[str, str] | None = None,
) -> None:
    """Write down when the hearing ended, with its record and outcome where they are `told`."""
    desk.actor.require(Right.HEAR)
    if told is not None:
        desk.actor.require(Right.RECORD)
    with on_case(desk, "end_hearing", case_id, version) as (session, case):
        hearing = _find(case, hearing_id)
        if hearing.started_at is None:
            raise DeskError(_("This hearing has not begun."))
        if ended_at < hearing.started_at:
            raise Invalid([Problem("ended_at", _("The end lies before the beginning."))])
        check_moment(hearing, ended_at, "ended_at", desk.now())
        if hearing.paused:
            since = hearing.breaks[-1].began_at.astimezone(desk.now().tzinfo)
            text = _("The hearing stands still since {time}: record first when it went on.")
            raise Invalid([Problem("ended_at", text.format(time=f"{since:%H:%M}"))])
        record, outcome = told or (hearing.record, hearing.outcome)
        ended = replace(
            hearing,
            status=HearingStatus.HELD,
            ended_at=ended_at,
            record=record,
            outcome=outcome,
        )
        store.change(session, ended)
        planned = any(h.status is HearingStatus.PLANNED for h in case.hearings)
        if planned and case.stage in (Stage.MEDIATING, Stage.EXTENDED):
            cases.set_stage(session, case_id, Stage.SCHEDULED)


def _under_way(case: CaseFile, hearing_id: int) -> Hearing:
    hearing = _find(case, hearing_id)
    if hearing.status is not HearingStatus.UNDER_WAY:
        raise DeskError(_("This hearing is not under way."))
    return hearing


def _planned_one(case: CaseFile, hearing_id: int, refusal: str = "") -> Hearing:
    hearing = _find(case, hearing_id)
    if hearing.status is not HearingStatus.PLANNED:
        raise DeskError(refusal or _("Only a planned hearing can be moved."))
    return hearing


def _find(case: CaseFile, hearing_id: int) -> Hearing:
    for hearing in case.hearings:
        if hearing.id == hearing_id:
            return hearing
    raise NotFound(_("This hearing is not in the case."))
