"""Rows of lists of cases."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from mediation_desk.domain.lines import CaseLine
from mediation_desk.domain.money import from_fen
from mediation_desk.domain.stages import Stage
from mediation_desk.storage.asking import Glance, Row, ask, day

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

CLOSING_ASKED = """
    EXISTS (
        SELECT 1 FROM step_taken t WHERE t.case_id = c.id AND t.step = 'apply_close'
            AND NOT EXISTS (
                SELECT 1 FROM step_taken later WHERE later.case_id = c.id AND later.id > t.id
                    AND later.step IN ('return_close', 'close', 'reopen')
            )
    )
"""
"""Whether an application for closing waits in a case, as `domain.closing.application` has it."""

_LINES = """
    SELECT c.id, c.number, c.stage, c.received_on, c.first_applicant, c.applicant_count,
        c.respondent, c.cause, mediator.name, clerk.name, c.due_on, c.agreed, c.paid,
        {asked}
    FROM mediation_case c
    LEFT JOIN app_user mediator ON mediator.id = c.mediator_id
    LEFT JOIN app_user clerk ON clerk.id = c.clerk_id
    WHERE c.id IN ({keys})
"""
_STAGES = {stage.value: stage for stage in Stage}


def lines(of: "Session | Glance", ids: Sequence[int]) -> tuple[CaseLine, ...]:
    """Return the rows for these keys, in the order asked; what is gone is left out."""
    keys = ", ".join(str(int(key)) for key in ids)
    found = (
        {row[0]: _line(row) for row in ask(of, _LINES.format(keys=keys, asked=CLOSING_ASKED))}
        if keys
        else {}
    )
    return tuple(found[key] for key in ids if key in found)


def _line(row: Row) -> CaseLine:
    key, number, stage, received, first, workers, respondent, cause, mediator, clerk, *rest = row
    due_on, agreed, paid, asked = rest
    nearest = day(due_on)
    return CaseLine(
        id=key,
        number=number,
        stage=_STAGES[stage],
        received_on=day(received),
        first_applicant=first,
        applicant_count=workers,
        respondent=respondent,
        cause=cause,
        mediator=mediator or "",
        clerk=clerk or "",
        due_on=None if nearest == date.max else nearest,
        agreed=from_fen(agreed),
        paid=from_fen(paid),
        closing_asked=bool(asked),
    )
