"""Follow-up visits after the mediation (回访)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from mediation_desk.domain import days
from mediation_desk.domain.case import CaseFile, Clock, ClockState
from mediation_desk.domain.errors import Invalid, NotFound, Problem
from mediation_desk.domain.procedure import Facts, advance
from mediation_desk.domain.rights import Right
from mediation_desk.domain.stages import Step
from mediation_desk.domain.visits import Visit
from mediation_desk.i18n import _
from mediation_desk.services.act import on_case, write_step
from mediation_desk.services.desk import Desk
from mediation_desk.storage import clocks
from mediation_desk.storage import visits as store


def record(desk: Desk, case_id: int, version: int, visit: Visit) -> None:
    """Record a visit; it meets the one awaited on its day, not those that come later (DL35)."""
    desk.actor.require(Right.PERFORM)
    with on_case(desk, Step.VISIT.value, case_id, version, adds=True) as (session, case):
        row = advance(case, Step.VISIT, visit.day)
        if found := tuple(_problems(desk, case, visit)):
            raise Invalid(found)
        store.add(session, case_id, visit)
        facts = Facts(
            day=visit.day, by=visit.person, manner=visit.manner.value, note=visit.problems
        )
        step_id = write_step(desk, session, case, replace(row, meets=()), facts)
        due = awaited(case, visit.day)
        if due is not None:
            clocks.meet(session, case_id, row.meets, visit.day, due.detail, step_id)


def correct(desk: Desk, case_id: int, version: int, visit: Visit) -> None:
    """Correct what was written down of a visit; its day is that of its step."""
    desk.actor.require(Right.PERFORM)
    with on_case(desk, "correct_visit", case_id, version) as (session, case):
        known = next((v for v in case.visits if v.id == visit.id), None)
        if known is None:
            raise NotFound(_("This visit is not in the case."))
        kept = replace(visit, day=known.day)
        if found := tuple(_problems(desk, case, kept)):
            raise Invalid(found)
        store.correct(session, kept)


def awaited(case: CaseFile, on: date) -> Clock | None:
    """Return the clock of the visit that one of that day is, None if none was awaited then.

    The day from which the days count is none of them (民法典第二百零一条): who calls while the
    money is handed over has not called after it. Each visit follows the day of the one before.
    """
    every = [c for c in case.clocks if c.kind == "DL35" and c.state is not ClockState.VOID]
    waiting = [c for c in every if c.state is ClockState.RUNNING and on > _after(c, every)]
    return min(waiting, key=lambda clock: clock.due, default=None)


def _after(clock: Clock, every: list[Clock]) -> date:
    """Return the day after which a visit is the one awaited: its start, or the one before it."""
    before = (c.raw_due for c in every if c.start == clock.start and c.due < clock.due)
    return max([clock.start, *before])


def _problems(desk: Desk, case: CaseFile, visit: Visit) -> Iterator[Problem]:
    if visit.day > desk.today():
        yield Problem("day", _("This day lies in the future."))
    elif case.ended_on and visit.day < case.ended_on:
        yield days.before("day", case.ended_on, days.ENDED)
    elif visit.day < case.received_on:
        yield days.before("day", case.received_on, days.RECEIVED)
    if not visit.person.strip():
        yield Problem("person", _("Enter who was spoken to."))
    if not visit.visitor.strip():
        yield Problem("visitor", _("Enter who asked."))
