"""What waits on the day besides papers: applications for closing, and duties besides money."""

from datetime import date
from typing import TYPE_CHECKING, Any

from mediation_desk.domain.duties import DutyKind
from mediation_desk.domain.stages import Stage
from mediation_desk.domain.today import AskedClosing, DueDuty
from mediation_desk.storage import booked
from mediation_desk.storage.asking import Glance, Row, ask, day
from mediation_desk.storage.ranks import RANK

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    Asked = Session | Glance

_CLOSABLE = tuple(
    RANK(stage) for stage in Stage if RANK(Stage.EFFECTIVE) <= RANK(stage) < RANK(Stage.CLOSED)
)
_ASKED = """
    SELECT c.id, c.number, c.first_applicant, c.applicant_count, c.respondent, t.day,
        mediator.name, t.id
    FROM mediation_case c
    JOIN step_taken t ON t.case_id = c.id
    LEFT JOIN app_user mediator ON mediator.id = c.mediator_id
    WHERE c.stage_rank + 0 IN {closable} AND t.step = 'apply_close'
        AND NOT EXISTS (
            SELECT 1 FROM step_taken later WHERE later.case_id = c.id AND later.id > t.id
                AND later.step IN ('return_close', 'close', 'reopen')
        )
    ORDER BY t.day, t.id
    LIMIT :limit
"""
_UNSEALED = """
    SELECT c.id, c.number, c.first_applicant, c.applicant_count, c.respondent, g.signed_on,
        mediator.name
    FROM mediation_case c
    JOIN settlement s ON s.case_id = c.id
    JOIN signature g ON g.settlement_id = s.id AND g.signer = 'mediator'
    LEFT JOIN app_user mediator ON mediator.id = c.mediator_id
    WHERE c.stage_rank = {signing} AND NOT EXISTS (
        SELECT 1 FROM money_row m WHERE m.settlement_id = s.id AND NOT EXISTS (
            SELECT 1 FROM signature x
            WHERE x.settlement_id = s.id AND x.party_id = m.party_id
        )
    )
    ORDER BY g.signed_on, c.id
    LIMIT :limit
"""
"""Agreements signed by all named in them and by the mediator: only the seal is left (T19)."""
_DUTIES = """
    SELECT c.id, c.number, c.first_applicant, c.applicant_count, c.respondent, d.due_on, d.kind,
        d.text
    FROM duty d
    JOIN mediation_case c ON c.id = d.case_id
    WHERE d.open AND d.due_on <= :until AND c.stage_rank < {closed}
        AND (:all OR c.mediator_id = :officer OR c.clerk_id = :officer)
    ORDER BY d.due_on, d.id
    LIMIT :limit
"""


def asked(of: "Asked", limit: int = 200) -> tuple[AskedClosing, ...]:
    """Return the applications for closing that wait for the supervisor, the oldest first."""
    return tuple(
        AskedClosing(**_case(row), asked_on=day(row[5]), by=row[6] or "")
        for row in ask(of, _ASKED.format(closable=_CLOSABLE), limit=limit)
    )


def unsealed(of: "Asked", limit: int = 200) -> tuple[AskedClosing, ...]:
    """Return the agreements that wait for the centre's seal and to be put into effect (T19)."""
    return tuple(
        AskedClosing(**_case(row), asked_on=day(row[5]), by=row[6] or "", seal=True)
        for row in ask(of, _UNSEALED.format(signing=RANK(Stage.SIGNING)), limit=limit)
    )


def duties(
    of: "Asked", until: date, officer_id: int | None = None, limit: int = 200
) -> tuple[DueDuty, ...]:
    """Return the duties besides money that are due until then and not done, the oldest first."""
    values = {"until": until, "all": officer_id is None, "officer": officer_id or 0}
    return tuple(
        DueDuty(**_case(row), due_on=day(row[5]), title=_title(row))
        for row in ask(of, _DUTIES.format(closed=RANK(Stage.CLOSED)), limit=limit, **values)
    )


def _title(row: Row) -> str:
    label = DutyKind.of(row[6]).label
    return f"{label}：{row[7]}" if row[7] else label


def _case(row: Row) -> dict[str, Any]:
    return {
        "case_id": row[0],
        "number": row[1],
        "parties": booked.between(row[2], row[3], row[4]),
    }
