"""All reports of a year over a big centre against the sum of their bare SQL statements.

Run it by hand: `python -m tests.bench.bench_month [cases]`. Aim: at most 1.5 times the bare
statements, and every cell of the tables equal to them.
"""

import resource
import sys
from collections.abc import Callable
from decimal import Decimal
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy import text

from mediation_desk import i18n
from mediation_desk.domain.period import Period, Span
from mediation_desk.services import statistics
from mediation_desk.services.desk import Desk, beijing_now, open_desk
from mediation_desk.services.month_tables import MAIN
from mediation_desk.storage.measures import MEASURES
from tests.bench.big_centre import location
from tests.storage.month_counts import SQL

ROUNDS = 3
BY = {
    "R1": "c.cause",
    "R2": "c.district",
    "R3": "(SELECT e.industry || '|' || e.ownership FROM employer e WHERE e.id = c.employer_id)",
    "R4": "c.source",
    "R5": "c.mediator_id",
}
WORK = ("opening", "accepted", "sessions", "closed", "settled", "reconciled", "open", "in_time")


def bare(desk: Desk, period: Period) -> dict[tuple[str, str], dict[str, int]]:
    """Ask each figure of each table by a statement of its own, and the whole of four periods."""
    found: dict[tuple[str, str], dict[str, int]] = {}
    with desk.db.read() as session:
        for code, by in BY.items():
            for key in WORK if code == "R5" else MAIN:
                statement = _statement(key).replace("SELECT ", f"SELECT {by}, ", 1) + " GROUP BY 1"
                rows = session.execute(text(statement), {"a": period.first, "b": period.last})
                found[code, key] = {str(row[0]): int(row[1]) for row in rows}
        for other in {period, period.before(), period.year_before(), period.year_so_far()}:
            for key in MEASURES if other == period else MAIN:
                value: Any = session.execute(
                    text(_statement(key)), {"a": other.first, "b": other.last}
                ).scalar_one()
                found[str(other.first), key] = {"": int(value)}
    return found


def _statement(key: str) -> str:
    if key == "days":
        key = "closed"
    return SQL[key].replace("{fifteenth}", "date(c.accepted_on, '+15 days')")


def seconds(work: Callable[[], object]) -> float:
    """How long it takes once."""
    start = perf_counter()
    work()
    return perf_counter() - start


def differences(desk: Desk, period: Period) -> int:
    """Count the sums of tables that are not what the bare statements say."""
    book, asked = statistics.month_book(desk, period), bare(desk, period)
    wrong = 0
    for code in BY:
        for place, key in enumerate(WORK if code == "R5" else MAIN):
            column = [line.values[place] for line in book.report(code).lines if not line.total]
            fen = sorted(int(v * 100) if isinstance(v, Decimal) else int(str(v)) for v in column)
            rows = asked[code, key].values()
            sums_match = sum(fen) == sum(rows)
            cells_match = code == "R1" or [v for v in fen if v] == sorted(v for v in rows if v)
            wrong += not (sums_match and cells_match)
    return wrong


def main() -> None:
    """Print both times, their ratio, the figures that differ, and the most memory used."""
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    i18n.use(i18n.CHINESE)
    desk = open_desk(location(cases), now=beijing_now)
    year = Period.of(Span.YEAR, desk.today().year - 1)
    print(f"figures that differ: {differences(desk, year)}")
    rounds = [
        (seconds(lambda: bare(desk, year)), seconds(lambda: statistics.month_book(desk, year)))
        for _round in range(ROUNDS)
    ]
    base, ours = (median(spans) for spans in zip(*rounds, strict=True))
    ratio = median(book / statements for statements, book in rounds)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{cases} cases, a year: bare statements {base:.2f} s, reports {ours:.2f} s, "
        f"ratio {ratio:.2f} (aim 1.5), memory {memory} MiB"
    )
    desk.close()


if __name__ == "__main__":
    main()
