"""The synthetic centre with every way a case can end; tests that only read it share it."""

from contextlib import closing
from datetime import UTC, datetime, timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from mediation_desk.services import sample
from mediation_desk.services.desk import Desk, open_desk
from mediation_desk.storage.asking import day
from mediation_desk.storage.records import SplitWorkerRecord
from tests.storage.month_counts import VARIETY

NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)


def varied(location: str) -> None:
    """Fill a founded centre, and let its cases end in every way."""
    with closing(open_desk(location, now=lambda: NOW)) as desk:
        fill(desk, *VARIETY)
        with desk.db.write(desk.actor, "part") as session:
            part_some(session)


def part_some(session: Session) -> None:
    """Say of cases of one worker that they were split off from groups, within their own days."""
    alone = session.execute(
        text(
            "SELECT c.id, min(p.id), c.accepted_on, COALESCE(c.effective_on, c.ended_on)"
            " FROM mediation_case c JOIN party p ON p.case_id = c.id AND p.side = 'applicant'"
            " WHERE c.accepted_on IS NOT NULL GROUP BY 1, 3, 4 HAVING count(*) = 1 ORDER BY 1"
        )
    ).all()
    among = session.execute(
        text(
            "SELECT case_id, id FROM party WHERE side = 'applicant' AND position > 1"
            " AND case_id IN (SELECT id FROM mediation_case WHERE accepted_on IS NOT NULL)"
            " ORDER BY id"
        )
    ).all()
    for (case_id, party_id, accepted, done), (former, gone) in zip(
        alone[::3], among[::2], strict=False
    ):
        later = day(accepted) + timedelta(days=9)
        session.add(
            SplitWorkerRecord(
                case_id=former,
                party_id=gone,
                new_case_id=case_id,
                new_party_id=party_id,
                split_on=min(later, day(done)) if done else later,
                reason="愿意继续调解",
            )
        )
        session.execute(text(f"UPDATE party SET role = 'split_off' WHERE id = {gone}"))
        one_less = "UPDATE mediation_case SET applicant_count = applicant_count - 1 WHERE id = "
        session.execute(text(f"{one_less}{former}"))


def fill(desk: Desk, *statements: str) -> None:
    """Fill a founded centre, and let the statements change what is then there."""
    sample.fill(desk, 240)
    with desk.db.write(desk.actor, "vary") as session:
        for statement in statements:
            session.execute(text(statement))
