"""Rows of lists of cases."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from mediation_desk.domain.clock_register import IN_THE_BACKGROUND, ROUTES
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

DEFAULTED = """
    EXISTS (
        SELECT 1 FROM proceeding p
        WHERE p.case_id = c.id AND p.track = 'performance' AND p.standing = 'DEF'
    )
"""
"""Whether a default is on record in a case (T33)."""

OF_ROUTES = ", ".join(f"'{kind}'" for kind in sorted(ROUTES))
_BACKGROUND = ", ".join(f"'{kind}'" for kind in sorted(IN_THE_BACKGROUND))

LOST = f"(k.kind IN ({OF_ROUTES}) AND k.due < :today)"
"""Whether the way of a clock `k` is lost, as `domain.clock_register.lost` has it."""

NEXT_DAY = f"""(
    SELECT min(k.due) FROM clock k
    WHERE k.case_id = {{case}} AND k.state = 'running' AND k.kind NOT IN ({_BACKGROUND})
        AND NOT {LOST}
)"""  # noqa: S608 - joined from parts of our own
"""The next day of a case by its clocks, without the ways that are lost."""

_LINES = """
    SELECT c.id, c.number, c.stage, c.received_on, c.first_applicant, c.applicant_count,
        c.respondent, c.cause, mediator.name, clerk.name,
        CASE WHEN c.due_on < :today THEN {next_day} ELSE c.due_on END, c.agreed, c.paid,
        {asked}, c.version, {defaulted}
    FROM mediation_case c
    LEFT JOIN app_user mediator ON mediator.id = c.mediator_id
    LEFT JOIN app_user clerk ON clerk.id = c.clerk_id
    WHERE c.id IN ({keys})
"""
_STAGES = {stage.value: stage for stage in Stage}


def lines(
    of: "Session | Glance", ids: Sequence[int], today: date = date.min
) -> tuple[CaseLine, ...]:
    """Return the rows for these keys, in the order asked; what is gone is left out.

    A next day before `today` is looked at again: ways that are lost by then do not count.
    """
    keys = ", ".join(str(int(key)) for key in ids)
    if not keys:
        return ()
    question = _LINES.format(
        keys=keys, asked=CLOSING_ASKED, defaulted=DEFAULTED, next_day=NEXT_DAY.format(case="c.id")
    )
    found = {row[0]: _line(row) for row in ask(of, question, today=today)}
    return tuple(found[key] for key in ids if key in found)


def _line(row: Row) -> CaseLine:
    key, number, stage, received, first, workers, respondent, cause, mediator, clerk, *rest = row
    due_on, agreed, paid, asked, version, defaulted = rest
    nearest = date.max if due_on is None else day(due_on)
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
        version=version,
        defaulted=bool(defaulted),
    )
