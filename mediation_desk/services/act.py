"""The frame of every act on a case: stale guard, correction, procedure, clocks, one transaction."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from mediation_desk.domain import reasons
from mediation_desk.domain.case import CaseFile, Clock, ClockState
from mediation_desk.domain.deadlines import Due, due, on_or_after, register
from mediation_desk.domain.duties import overdue
from mediation_desk.domain.errors import CaseLocked, require
from mediation_desk.domain.house_periods import editable
from mediation_desk.domain.moves import Move, Start
from mediation_desk.domain.own_courses import label, of_course
from mediation_desk.domain.settlement import PaymentStatus
from mediation_desk.domain.stages import LOCKED, Stage, Step
from mediation_desk.domain.step_facts import Facts, StepTaken
from mediation_desk.domain.tracks import OWN_TRACKS, Proceeding, Standing, Track
from mediation_desk.services.desk import Desk
from mediation_desk.services.duty_clocks import keep_duties, lacking
from mediation_desk.services.limitation_clock import MOVE_LIMITATION, keep_limitation
from mediation_desk.storage import cases, clocks, journal, steps
from mediation_desk.storage.database import Session

ENTRIES = frozenset(
    {
        *("issue", "reveal", "visit", "serve", "copy_out"),
        *("share_caucus", "set_access"),
        *("add_material", "change_material", "remove_material", "order_materials"),
    }
)
"""Acts that add to a closed case without changing what it said: they need no reason."""


@contextmanager
def on_case(
    desk: Desk,
    doing: str,
    case_id: int,
    version: int,
    *,
    adds: bool | Callable[[CaseFile], bool] = False,
) -> Iterator[tuple[Session, CaseFile]]:
    """Open the transaction of an act on a case that was shown at `version`.

    Raises `Stale` when somebody else saved the case since, and `CaseLocked` when it is closed
    and no reason for a correction was given (`Desk.correcting`); `adds` is for acts that belong
    after the closing, and may look at the case to say whether this one does.
    """
    with desk.db.write(desk.actor, doing, case_id) as session:
        desk.share(session)
        cases.touch(session, case_id, version, desk.actor, desk.instant())
        case = cases.file(session, case_id)
        added = adds(case) if callable(adds) else adds
        if case.stage in LOCKED and not added and doing not in ENTRIES:
            if not desk.reason or case.stage is Stage.ARCHIVED:
                raise CaseLocked(archived=case.stage is Stage.ARCHIVED)
            require(reasons.problems("reason", desk.reason))
            journal.note(session, {"reason": desk.reason})
        yield session, case
        if lacking(case):
            keep_duties(desk, session, case_id)
        if doing in MOVE_LIMITATION:
            keep_limitation(desk, session, case_id)


def since_closing(*days: date) -> Callable[[CaseFile], bool]:
    """Return the test that days lie after the closing: what came then was never said otherwise."""

    def after(case: CaseFile) -> bool:
        closed = case.closed_on if case.stage is Stage.CLOSED else None
        return closed is not None and bool(days) and min(days) > closed

    return after


def clock(
    desk: Desk, kind: str, start: date, *, length: int | None = None, detail: str = ""
) -> Clock:
    """Count a clock of the register from a day; one of the house has the centre's own length."""
    length = _length(desk, kind, length)
    return as_clock(kind, due(kind, start, desk.calendar, length), detail, length=length)


def count(desk: Desk, kind: str, start: date, length: int | None = None) -> Due:
    """Say when a clock of the register runs out, with the calendar and periods of the centre."""
    return due(kind, start, desk.calendar, _length(desk, kind, length))


def _length(desk: Desk, kind: str, length: int | None) -> int | None:
    """Return the length agreed, or the one that the centre has set for a period of the house."""
    row = desk.periods.get(kind)
    if length is not None or row is None or row.length is None or not editable(row):
        return length
    return None if row.length == register()[kind].length else abs(row.length)


def as_clock(kind: str, counted: Due, detail: str = "", *, length: int | None = None) -> Clock:
    """Make a case's clock from a counted day."""
    return Clock(
        kind=kind,
        start=counted.start,
        raw_due=counted.raw_due,
        due=counted.due,
        provisional=counted.provisional,
        detail=detail,
        length=length,
    )


def ending(desk: Desk, kind: str, start: date, raw: date, detail: str = "") -> Clock:
    """Make the clock of a period whose last day was agreed, moved to a working day."""
    rolled = on_or_after(raw, desk.calendar)
    known = all(desk.calendar.known(year) for year in range(raw.year, rolled.year + 1))
    return Clock(
        kind=kind, start=start, raw_due=raw, due=rolled, provisional=not known, detail=detail
    )


def write_step(
    desk: Desk,
    session: Session,
    case: CaseFile,
    row: Move,
    facts: Facts,
    *,
    proceeding: Proceeding | None = None,
    party_id: int | None = None,
    override: str = "",
) -> int:
    """Write down that a step was taken, and let its clocks follow; return the step's key.

    It is about one party alone where that is named, or where its proceeding is that party's.
    """
    taken = StepTaken(
        row=row.code,
        step=row.step,
        track=row.track,
        proceeding_id=proceeding.id if proceeding else None,
        from_stage=case.stage,
        party_id=proceeding.party_id if proceeding else party_id,
        override=override.strip(),
        day=facts.day,
        until=facts.until,
        served_on=facts.served_on,
        days=facts.days,
        ground=facts.ground,
        reason=facts.reason.strip(),
        body=facts.body.strip(),
        number=facts.number.strip(),
        by=facts.by.strip(),
        manner=facts.manner,
        note=facts.note.strip(),
        items=tuple(item.strip() for item in facts.items if item.strip()),
        agreed=facts.agreed,
    )
    step_id = steps.add(session, case.id, taken)
    run_clocks(desk, session, case, row, facts, step_id, proceeding)
    return step_id


def run_clocks(
    desk: Desk,
    session: Session,
    case: CaseFile,
    row: Move,
    facts: Facts,
    step_id: int | None = None,
    proceeding: Proceeding | None = None,
) -> None:
    """Meet, miss, void and start the clocks that a step of the procedure moves.

    The clocks of a payment order or an execution are those of its worker alone.
    """
    detail = proceeding.label if proceeding and row.track in OWN_TRACKS else None
    clocks.meet(session, case.id, row.meets, facts.day, detail, step_id)
    clocks.miss(session, case.id, row.misses, detail, step_id)
    clocks.void(session, case.id, row.voids, detail, step_id, facts.day)
    mine = {t.id for t in case.steps if of_course(t, row.track, proceeding)}
    for hanging in case.clocks:
        running = hanging.state is ClockState.RUNNING and hanging.started_by in mine
        if running and hanging.kind in row.recalls:
            void = replace(hanging, state=ClockState.VOID, ended_by=step_id)
            clocks.correct(session, case.id, void)
    if row.revives:
        _revive(session, case, row, proceeding)
    begun = [
        replace(one, started_by=step_id)
        for start in row.starts
        for one in _counted(desk, case, start, facts, detail or "")
    ]
    clocks.start(session, case.id, begun)


def _revive(session: Session, case: CaseFile, row: Move, proceeding: Proceeding | None) -> None:
    """Let the clocks run again that this proceeding had ended, on their old day.

    Where all was performed meanwhile they no longer apply, until that turns out to be wrong.
    """
    mine = {t.id for t in case.steps if of_course(t, row.track, proceeding)}
    performed = [t.id for t in case.steps if t.step is Step.PERFORMED]
    over = case.performance is Standing.PERFORMED and row.track is not Track.PERFORMANCE
    state, ended_by = ClockState.RUNNING, None
    if over:
        state, ended_by = ClockState.VOID, performed[-1] if performed else None
    for clock in case.clocks:
        ended = clock.state in (ClockState.MET, ClockState.VOID) and clock.ended_by in mine
        if ended and clock.kind in row.revives:
            again = replace(clock, state=state, met_on=None, ended_by=ended_by)
            clocks.correct(session, case.id, again)


def _counted(
    desk: Desk, case: CaseFile, start: Start, facts: Facts, detail: str
) -> Iterator[Clock]:
    """Count the clocks that a step starts; none where another service knows their day.

    The last day for performance is each worker's own: where the days differ, so do the clocks.
    """
    if start.since != "performance":
        if one := _counted_one(desk, case, start, facts, detail):
            yield replace(one, detail=start.detail or detail)
        return
    days = last_days_of_performance(case, facts.served_on or facts.day)
    together = len(set(days.values())) < 2
    for party_id, day in list(days.items())[:1] if together else days.items():
        whose = "" if together else label(case, party_id)
        yield clock(desk, start.kind, day, detail=start.detail or detail or whose)


def _counted_one(
    desk: Desk, case: CaseFile, start: Start, facts: Facts, whose: str
) -> Clock | None:
    length = facts.days if start.agreed else start.length
    match start.since:
        case "day":
            return clock(desk, start.kind, facts.day, length=length)
        case "served_on":
            return clock(desk, start.kind, facts.served_on or facts.day, length=length)
        case "until":
            begins = max((c.due for c in case.clocks if c.kind == "DL04"), default=facts.day)
            return ending(desk, start.kind, begins, facts.until or facts.day)
        case "missed":
            return clock(desk, start.kind, first_missed(case, facts.day))
        case "order":
            return clock(desk, start.kind, last_day_of_order(case, facts.day, whose))
    return None


def first_missed(case: CaseFile, on: date) -> date:
    """Return the last day of what was missed first of all that is overdue on a day."""
    late = [o.instalment for o in case.obligations(on) if o.status is PaymentStatus.OVERDUE]
    ends = {c.detail: c.due for c in case.clocks if c.kind == "DL15"}
    due = [ends[str(part)] for part in late if str(part) in ends]
    due += [duty.ends for duty in overdue(case.duties, on) if duty.ends]
    return min(due, default=on)


def last_days_of_performance(case: CaseFile, on: date) -> dict[int | None, date]:
    """Return each worker's last day for performance: of the last instalment.

    民事诉讼法第二百五十条. A document that takes effect later counts from that day.
    """
    last: dict[int | None, date] = {}
    for row in case.settlement.terms.money if case.settlement else ():
        last[row.party_id] = max(on, row.due_on, last.get(row.party_id, on))
    return last or {None: on}


def last_day_of_order(case: CaseFile, on: date, whose: str) -> date:
    """Return the last day to pay under a payment order (民事诉讼法第二百二十七条、第二百五十条).

    It orders what was due when it was applied for, to be paid within the days from its service.
    """
    periods = [c.due for c in case.clocks if c.kind == "DL19" and c.detail == whose]
    return max(periods, default=on)
