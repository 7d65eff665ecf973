"""The clocks of supervision: in plain SQL for the day's page, and for another calendar."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from mediation_desk.domain.supervision import LetterClock, LetterKind
from mediation_desk.storage.asking import Glance, Row, ask
from mediation_desk.storage.asking import day as as_day

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from mediation_desk.domain.calendar_change import RunningClock

_LETTERS = """
    SELECT m.id, l.id, l.reference, e.name, l.kind, l.raw_due, l.due, l.provisional
    FROM supervision_letter l
    JOIN supervision_matter m ON m.id = l.matter_id
    JOIN employer e ON e.id = m.employer_id
    WHERE l.raw_due <= :until AND l.answered_on IS NULL AND l.withdrawn_on IS NULL
        AND m.ended_as IS NULL AND NOT EXISTS (
            SELECT 1 FROM supervision_letter n
            WHERE n.matter_id = l.matter_id AND n.id > l.id AND n.issued_on IS NOT NULL
                AND n.withdrawn_on IS NULL
                AND n.kind <> l.kind AND n.kind IN ('opinion', 'proposal'))
"""
"""A letter that one going further has followed waits no more: the answer is due to that one."""
_COMPLAINTS = """
    SELECT m.id, NULL, m.subject, e.name, NULL, m.raw_due, m.due, m.provisional
    FROM supervision_matter m
    JOIN employer e ON e.id = m.employer_id
    WHERE m.raw_due <= :until AND m.accepted_on IS NULL AND m.told_on IS NULL
        AND m.ended_as IS NULL
"""


def letter_clocks(of: "Session | Glance", until: date) -> tuple[LetterClock, ...]:
    """Return the answers awaited up to a day, the most urgent first.

    Letters whose answer has not come, and complaints whose author is still to be told.
    """
    rows = [*ask(of, _LETTERS, until=until), *ask(of, _COMPLAINTS, until=until)]
    return tuple(sorted((_clock(row) for row in rows), key=lambda c: (c.raw_due, c.matter_id)))


def _clock(row: Row) -> LetterClock:
    matter_id, letter_id, reference, employer, code, raw_due, due, provisional = row
    kind = None if code is None else LetterKind.of(code)
    return LetterClock(
        matter_id=matter_id,
        letter_id=letter_id,
        reference=reference,
        employer=employer,
        kind=kind,
        clock="DL30" if kind is None else kind.clock,
        raw_due=as_day(raw_due),
        due=as_day(due),
        provisional=bool(provisional),
    )


def running(session: "Session") -> "Iterator[RunningClock]":
    """Tell the clocks that run, as another working calendar would count them anew."""
    from sqlalchemy import select

    from mediation_desk.storage.records import EmployerRecord, LetterRecord, MatterRecord

    query = (
        select(LetterRecord)
        .join(MatterRecord, MatterRecord.id == LetterRecord.matter_id)
        .where(
            LetterRecord.due.is_not(None),
            LetterRecord.answered_on.is_(None),
            LetterRecord.withdrawn_on.is_(None),
            MatterRecord.ended_as.is_(None),
        )
        .order_by(LetterRecord.due, LetterRecord.id)
    )
    for letter in session.scalars(query):
        start = letter.closed_on or letter.received_on
        if start is not None and letter.raw_due is not None and letter.due is not None:
            yield _runs(letter, letter.kind.clock, letter.reference, start, letter_id=letter.id)
    complaints = (
        select(MatterRecord, EmployerRecord.name)
        .join(EmployerRecord, EmployerRecord.id == MatterRecord.employer_id)
        .where(
            MatterRecord.due.is_not(None),
            MatterRecord.accepted_on.is_(None),
            MatterRecord.told_on.is_(None),
            MatterRecord.ended_as.is_(None),
        )
        .order_by(MatterRecord.due, MatterRecord.id)
    )
    for matter, employer in session.execute(complaints):
        yield _runs(matter, "DL30", employer, matter.received_on, matter_id=matter.id)


def _runs(
    row: Any,  # noqa: ANN401 - a letter or a matter, which have these days in common
    clock: str,
    number: str,
    start: date,
    *,
    letter_id: int | None = None,
    matter_id: int | None = None,
) -> "RunningClock":
    from mediation_desk.domain.calendar_change import RunningClock

    return RunningClock(
        id=0,
        case_id=None,
        number=number,
        kind=clock,
        detail="",
        start=start,
        raw_due=row.raw_due,
        due=row.due,
        provisional=row.provisional,
        letter_id=letter_id,
        matter_id=matter_id,
    )


def move(session: "Session", clock: "RunningClock", days: Mapping[str, object]) -> None:
    """Put the clock of a letter or of a complaint to the days of another calendar."""
    from mediation_desk.storage.reading import fill, one
    from mediation_desk.storage.records import LetterRecord, MatterRecord

    row: Any
    if clock.letter_id is not None:
        row = one(session, LetterRecord, clock.letter_id)
    else:
        assert clock.matter_id is not None, "a clock of supervision has a letter or a matter"
        row = one(session, MatterRecord, clock.matter_id)
    fill(row, days)
    row.version += 1
