"""The clocks of supervision, asked in plain SQL for the day's page."""

from datetime import date
from typing import TYPE_CHECKING

from mediation_desk.domain.supervision import LetterClock, LetterKind
from mediation_desk.storage.asking import Glance, Row, ask
from mediation_desk.storage.asking import day as as_day

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_LETTERS = """
    SELECT m.id, l.id, l.reference, e.name, l.kind, l.raw_due, l.due, l.provisional
    FROM supervision_letter l
    JOIN supervision_matter m ON m.id = l.matter_id
    JOIN employer e ON e.id = m.employer_id
    WHERE l.raw_due <= :until AND l.answered_on IS NULL AND l.withdrawn_on IS NULL
        AND m.ended_as IS NULL
"""
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
