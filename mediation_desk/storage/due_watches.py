"""What falls due with employers under watch, for the page Today."""

from datetime import date
from typing import TYPE_CHECKING

from mediation_desk.domain.today import DueWatch
from mediation_desk.storage.asking import Glance, ask
from mediation_desk.storage.asking import day as as_day

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_DUE_MEASURES = """
    SELECT e.id, e.name, m.what, m.who, m.due_on FROM watch_measure m
    JOIN employer_watch w ON w.id = m.watch_id AND w.cleared_on IS NULL
    JOIN employer e ON e.id = w.employer_id
    WHERE m.state = 'open' AND m.due_on <= :until ORDER BY m.due_on, m.id
"""
_DUE_VISITS = """
    SELECT e.id, e.name, s.visitors, s.next_on FROM screening s
    JOIN employer e ON e.id = s.employer_id
    WHERE s.next_on <= :until AND s.source = 'visit' AND NOT EXISTS (
        SELECT 1 FROM screening later WHERE later.employer_id = s.employer_id
            AND later.source = 'visit'
            AND (later.day > s.day OR (later.day = s.day AND later.id > s.id)))
    ORDER BY s.next_on, s.id
"""


def due(of: "Session | Glance", until: date) -> tuple[DueWatch, ...]:
    """Return measures under way and next visits that are due up to a day, the oldest first."""
    measures = [
        DueWatch(employer_id=key, employer=name, what=what, who=who, due_on=as_day(on))
        for key, name, what, who, on in ask(of, _DUE_MEASURES, until=until)
    ]
    visits = [
        DueWatch(employer_id=key, employer=name, what="", who=who, due_on=as_day(on), visit=True)
        for key, name, who, on in ask(of, _DUE_VISITS, until=until)
    ]
    return tuple(sorted((*measures, *visits), key=lambda row: row.due_on))
