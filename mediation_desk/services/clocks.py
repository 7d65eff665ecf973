"""Clocks by hand: watching a period, correcting its start, marking it kept or void."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mediation_desk.domain import days, errors, reasons
from mediation_desk.domain.case import CaseFile, Clock, ClockState
from mediation_desk.domain.clock_notes import ClockAct, ClockNote
from mediation_desk.domain.clock_register import Rank, kind
from mediation_desk.domain.errors import DeskError, Invalid, NotFound, Problem
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.services.act import clock as clock_of
from mediation_desk.services.act import on_case
from mediation_desk.services.desk import Desk
from mediation_desk.storage import limitation as store

AHEAD = timedelta(days=366)
"""How far in the future a period may start: a hearing that is fixed, a day that was agreed."""
LONGEST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A period to watch by hand. `length` is the one agreed, `detail` tells it from its like."""

    kind: str
    start: date
    length: int | None = None
    detail: str = ""
    reason: str = ""


def preview(desk: Desk, watched: Watched) -> Clock:
    """Say when a period would run out, before it is watched."""
    desk.actor.require(Right.READ)
    return _counted(desk, watched)


def watch(desk: Desk, case_id: int, version: int, watched: Watched) -> None:
    """Watch a period of the register by hand (加期限)."""
    desk.actor.require(Right.CLOCKS)
    errors.require(_problems(desk, watched))
    clock = _counted(desk, watched)
    with on_case(desk, "watch_clock", case_id, version, adds=True) as (session, case):
        if _twin(case, clock):
            text = _("This period is watched already. Correct its start, or tell it apart here.")
            raise Invalid([Problem("detail", text)])
        note = _note(desk, 0, ClockAct.WATCHED, desk.today(), watched.reason)
        store.watch(session, case_id, clock, note)


def correct_start(
    desk: Desk,
    case_id: int,
    version: int,
    clock_id: int,
    start: date,
    reason: str,
    length: int | None = None,
) -> None:
    """Correct the day from which a clock is counted; it is counted anew (更正起算日)."""
    desk.actor.require(Right.CLOCKS)
    errors.require(_reason(reason))
    with on_case(desk, "correct_clock", case_id, version, adds=True) as (session, case):
        clock = _find(case, clock_id)
        _require_running(clock)
        told = Watched(
            kind=clock.kind, start=start, length=length or clock.length, detail=clock.detail
        )
        errors.require(_problems(desk, told))
        new = _recounted(desk, clock, told)
        if (new.start, new.raw_due) == (clock.start, clock.raw_due):
            raise Invalid([Problem("start", _("The clock starts on this day already."))])
        told_before = _("{reason} (before: {day})").format(reason=reason.strip(), day=clock.start)
        note = _note(desk, clock_id, ClockAct.CORRECTED, start, told_before)
        store.change_clock(session, case_id, new, note)


def mark_met(desk: Desk, case_id: int, version: int, clock_id: int, on: date, reason: str) -> None:
    """Mark a clock as kept on a day, with how it was (标记办结)."""
    desk.actor.require(Right.CLOCKS)
    errors.require([*_reason(reason), *_past(desk, on)])
    with on_case(desk, "meet_clock", case_id, version, adds=True) as (session, case):
        clock = _find(case, clock_id)
        _require_running(clock)
        if clock.raw_due >= clock.start > on:
            raise Invalid([days.before("on", clock.start, days.STARTED)])
        new = replace(clock, state=ClockState.MET, met_on=on)
        note = _note(desk, clock_id, ClockAct.MET, on, reason)
        store.change_clock(session, case_id, new, note)


def mark_void(desk: Desk, case_id: int, version: int, clock_id: int, on: date, reason: str) -> None:
    """Mark that a clock no longer applies; one of the law takes a supervisor (标记不再适用)."""
    desk.actor.require(Right.CLOCKS)
    errors.require([*_reason(reason), *_past(desk, on)])
    with on_case(desk, "void_clock", case_id, version, adds=True) as (session, case):
        clock = _find(case, clock_id)
        _require_running(clock)
        if kind(clock.kind).grade is Rank.LAW and not _by_hand(case, clock_id):
            desk.actor.require(Right.OVERRIDE)
        new = replace(clock, state=ClockState.VOID)
        note = _note(desk, clock_id, ClockAct.VOIDED, on, reason)
        store.change_clock(session, case_id, new, note)


def run_again(desk: Desk, case_id: int, version: int, clock_id: int, reason: str) -> None:
    """Let a clock run again that was marked kept or void by mistake (恢复计算)."""
    desk.actor.require(Right.CLOCKS)
    errors.require(_reason(reason))
    with on_case(desk, "reopen_clock", case_id, version, adds=True) as (session, case):
        clock = _find(case, clock_id)
        if clock.state is ClockState.RUNNING:
            raise DeskError(_("This clock is running."))
        if _twin(case, clock):
            raise DeskError(_("Another clock of this kind is running in its place."))
        new = replace(clock, state=ClockState.RUNNING, met_on=None, ended_by=None)
        note = _note(desk, clock_id, ClockAct.REOPENED, desk.today(), reason)
        store.change_clock(session, case_id, new, note)


def _recounted(desk: Desk, clock: Clock, told: Watched) -> Clock:
    """Count a clock anew from another day; a last day that was agreed itself stays."""
    row = kind(clock.kind)
    if row.length is None and row.grade is Rank.AGREED and told.length is None:
        return replace(clock, start=told.start)
    counted = _counted(desk, told)
    return replace(counted, id=clock.id, started_by=clock.started_by, ended_by=clock.ended_by)


def _counted(desk: Desk, watched: Watched) -> Clock:
    detail = watched.detail.strip()
    try:
        return clock_of(desk, watched.kind, watched.start, length=watched.length, detail=detail)
    except DeskError as refusal:
        raise Invalid([Problem("length", str(refusal))]) from refusal


def _problems(desk: Desk, watched: Watched) -> Iterator[Problem]:
    kind(watched.kind)
    if watched.start > desk.today() + AHEAD:
        yield Problem("start", _("This day lies more than a year ahead. Please check the year."))
    for field, text in (("detail", watched.detail), ("reason", watched.reason)):
        if len(text) > LONGEST:
            yield Problem(field, _("Write at most {n} characters.").format(n=LONGEST))


def _reason(reason: str) -> Iterator[Problem]:
    yield from reasons.problems("reason", reason, reasons.BRIEF)
    if len(reason) > LONGEST:
        yield Problem("reason", _("Write at most {n} characters.").format(n=LONGEST))


def _past(desk: Desk, on: date) -> Iterator[Problem]:
    if on > desk.today():
        yield Problem("on", _("This day lies in the future."))


def _find(case: CaseFile, clock_id: int) -> Clock:
    for clock in case.clocks:
        if clock.id == clock_id:
            return clock
    raise NotFound(_("This clock is not in the case (any more)."))


def _twin(case: CaseFile, clock: Clock) -> bool:
    return any(
        other.state is ClockState.RUNNING
        and (other.kind, other.detail) == (clock.kind, clock.detail)
        and other.id != clock.id
        for other in case.clocks
    )


def _require_running(clock: Clock) -> None:
    if clock.state is not ClockState.RUNNING:
        raise DeskError(_("This clock no longer runs. Let it run again first."))


def _by_hand(case: CaseFile, clock_id: int) -> bool:
    return any(n.clock_id == clock_id and n.act is ClockAct.WATCHED for n in case.clock_notes)


def _note(desk: Desk, clock_id: int, act: ClockAct, day: date, reason: str) -> ClockNote:
    return ClockNote(clock_id=clock_id, act=act, day=day, reason=reason.strip(), by=desk.actor.name)
