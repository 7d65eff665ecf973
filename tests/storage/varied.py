"""The synthetic centre with every way a case can end; tests that only read it share it."""

from contextlib import closing
from datetime import UTC, datetime

from sqlalchemy import text

from mediation_desk.services import sample
from mediation_desk.services.desk import Desk, open_desk
from tests.storage.month_counts import VARIETY

NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)


def varied(location: str) -> None:
    """Fill a founded centre, and let its cases end in every way."""
    with closing(open_desk(location, now=lambda: NOW)) as desk:
        fill(desk, *VARIETY)


def fill(desk: Desk, *statements: str) -> None:
    """Fill a founded centre, and let the statements change what is then there."""
    sample.fill(desk, 240)
    with desk.db.write(desk.actor, "vary") as session:
        for statement in statements:
            session.execute(text(statement))
