"""The deadlines of a case: started, met, missed, or void."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.domain.case import Clock, ClockState
from mediation_desk.storage import summary
from mediation_desk.storage.reading import by, fill, one, parts
from mediation_desk.storage.records import ClockRecord


def _running(
    session: Session, case_id: int, kinds: Iterable[str], detail: str | None = None
) -> list[ClockRecord]:
    query = select(ClockRecord).where(
        ClockRecord.case_id == case_id,
        ClockRecord.state == ClockState.RUNNING,
        ClockRecord.kind.in_(list(kinds)),
    )
    if detail is not None:
        query = query.where(ClockRecord.detail == detail)
    return list(session.scalars(query.order_by(ClockRecord.id)))


def start(session: Session, case_id: int, clocks: Iterable[Clock]) -> None:
    """Start deadlines; one of the same kind and detail that runs already is set anew."""
    started = list(clocks)
    running = by(_running(session, case_id, {clock.kind for clock in started}), "kind", "detail")
    for clock in started:
        if found := running.get((clock.kind, clock.detail)):
            fill(found, parts(clock))
        else:
            session.add(ClockRecord(case_id=case_id, **parts(clock)))
    session.flush()
    summary.mark(session, case_id)


def meet(
    session: Session,
    case_id: int,
    kinds: Iterable[str],
    on: date,
    detail: str | None = None,
    step_id: int | None = None,
) -> None:
    """Note that running deadlines of these kinds were kept on that day, by a step if one did."""
    ended = {"state": ClockState.MET, "met_on": on, "ended_by": step_id}
    _end(session, case_id, kinds, ended, detail)


def miss(
    session: Session,
    case_id: int,
    kinds: Iterable[str],
    detail: str | None = None,
    step_id: int | None = None,
) -> None:
    """Note that running deadlines of these kinds ran out."""
    _end(session, case_id, kinds, {"state": ClockState.MISSED, "ended_by": step_id}, detail)


def void(
    session: Session,
    case_id: int,
    kinds: Iterable[str],
    detail: str | None = None,
    step_id: int | None = None,
    on: date | None = None,
) -> None:
    """Note that running deadlines of these kinds no longer apply; one that ran out before the
    day of the step was missed and stays so.
    """
    wanted = list(kinds)
    for clock in _running(session, case_id, wanted, detail) if wanted else ():
        missed = on is not None and on > clock.due
        state = ClockState.MISSED if missed else ClockState.VOID
        fill(clock, {"state": state, "ended_by": step_id})


def _end(
    session: Session,
    case_id: int,
    kinds: Iterable[str],
    ended: dict[str, object],
    detail: str | None,
) -> None:
    wanted = list(kinds)
    if not wanted:
        return
    for clock in _running(session, case_id, wanted, detail):
        fill(clock, ended)
    session.flush()
    summary.mark(session, case_id)


def reopen(session: Session, case_id: int, kinds: Iterable[str], detail: str | None = None) -> None:
    """Let kept deadlines of these kinds run again; those that no longer apply stay so."""
    query = select(ClockRecord).where(
        ClockRecord.case_id == case_id,
        ClockRecord.state == ClockState.MET,
        ClockRecord.kind.in_(list(kinds)),
    )
    if detail is not None:
        query = query.where(ClockRecord.detail == detail)
    for clock in session.scalars(query):
        fill(clock, {"state": ClockState.RUNNING, "met_on": None, "ended_by": None})
    session.flush()
    summary.mark(session, case_id)


def correct(session: Session, case_id: int, clock: Clock) -> None:
    """Make the stored deadline equal to the value, as after its first day was corrected."""
    fill(one(session, ClockRecord, clock.id), parts(clock))
    session.flush()
    summary.mark(session, case_id)
