"""The frame of every act on a case: right, stale guard, procedure, clocks, in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from mediation_desk.domain.case import CaseFile, Clock
from mediation_desk.domain.deadlines import Due, due
from mediation_desk.domain.house_periods import editable
from mediation_desk.domain.procedure import Move
from mediation_desk.services.desk import Desk
from mediation_desk.storage import cases, clocks
from mediation_desk.storage.database import Session


@contextmanager
def on_case(
    desk: Desk, doing: str, case_id: int, version: int
) -> Iterator[tuple[Session, CaseFile]]:
    """Open the transaction of an act on a case that was shown at `version`.

    Raises `Stale` when somebody else saved the case since.
    """
    with desk.db.write(desk.actor, doing, case_id) as session:
        desk.share(session)
        cases.touch(session, case_id, version, desk.actor, desk.instant())
        yield session, cases.file(session, case_id)


def clock(
    desk: Desk, kind: str, start: date, *, length: int | None = None, detail: str = ""
) -> Clock:
    """Count a clock of the register from a day; one of the house has the centre's own length."""
    return as_clock(kind, count(desk, kind, start, length), detail)


def count(desk: Desk, kind: str, start: date, length: int | None = None) -> Due:
    """Say when a clock of the register runs out, with the calendar and periods of the centre."""
    row = desk.periods.get(kind)
    if length is None and row is not None and row.length and editable(row):
        length = abs(row.length)
    return due(kind, start, desk.calendar, length)


def as_clock(kind: str, counted: Due, detail: str = "") -> Clock:
    """Make a case's clock from a counted day."""
    return Clock(
        kind=kind,
        start=counted.start,
        raw_due=counted.raw_due,
        due=counted.due,
        provisional=counted.provisional,
        detail=detail,
    )


def run_clocks(desk: Desk, session: Session, case_id: int, row: Move, on: date) -> None:
    """Meet, void and start the clocks that a step of the procedure moves."""
    clocks.meet(session, case_id, row.meets, on)
    clocks.void(session, case_id, row.voids)
    clocks.start(
        session, case_id, [clock(desk, kind, on) for kind in row.starts if kind not in _DATED]
    )


_DATED = frozenset({"DL07", "DL15"})
"""Clocks whose day comes from the hearing or from the agreement, started by those services."""
