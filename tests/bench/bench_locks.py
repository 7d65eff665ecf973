"""An open month after many locked ones: what the locks before it cost.

Run it by hand: `python -m tests.bench.bench_locks [cases] [months]`. The baseline is the same
open month with a single lock before it; the month with all locks should cost about that.
"""

import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlalchemy import text

from mediation_desk import i18n
from mediation_desk.domain.day_text import BEIJING
from mediation_desk.domain.period import Period, Span
from mediation_desk.services import period_locks, sample, statistics, story
from mediation_desk.services.desk import Desk, open_desk

ROUNDS = 5
OPEN = Period.of(Span.MONTH, 2026, 10)
TOUCHED = 40
"""Cases that are worked at after the last lock."""


def centre(folder: Path, cases: int) -> Desk:
    """Return a centre with cases of many years, and no lock."""
    path = folder / "locks.desk"
    story.found_centre(path, story.StoryClock(story.APPLIED)).close()
    desk = open_desk(path, now=lambda: datetime(2026, 11, 3, 9, tzinfo=BEIJING))
    sample.fill(desk, cases)
    return desk


def lock(desk: Desk, months: int) -> None:
    """Lock so many months before the open one, each some days after it ended."""
    periods = [OPEN.before()]
    while len(periods) < months:
        periods.append(periods[-1].before())
    for period in reversed(periods):
        after = datetime.combine(period.last + timedelta(days=3), datetime.min.time(), BEIJING)
        desk.now = lambda after=after: after.replace(hour=9)
        period_locks.lock_period(desk, period)
    desk.now = lambda: datetime(2026, 11, 3, 9, tzinfo=BEIJING)


def work(desk: Desk) -> None:
    """Touch cases as a month of work does: some were accepted years ago."""
    from mediation_desk.storage.records import CaseRecord

    with desk.db.write(desk.actor, "bench") as session:
        keys = session.execute(text("SELECT id FROM mediation_case ORDER BY id DESC")).scalars()
        chosen = list(keys)
        for key in chosen[:: max(len(chosen) // TOUCHED, 1)]:
            record = session.get(CaseRecord, key)
            assert record is not None
            record.version += 1


def seconds(desk: Desk) -> float:
    """How long the open month takes, the median of some rounds."""
    taken = []
    for _round in range(ROUNDS):
        start = perf_counter()
        statistics.month_book(desk, OPEN)
        taken.append(perf_counter() - start)
    return median(taken)


def main() -> None:
    """Print the open month after one lock and after all of them."""
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    months = int(sys.argv[2]) if len(sys.argv) > 2 else 36
    i18n.use(i18n.CHINESE)
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for number in (1, months):
            (Path(folder) / str(number)).mkdir()
            desk = centre(Path(folder) / str(number), cases)
            start = perf_counter()
            lock(desk, number)
            locking = perf_counter() - start
            work(desk)
            found[number] = seconds(desk)
            print(
                f"{cases} cases, {number} locked months: open month {found[number]:.2f} s, "
                f"locked in {locking:.1f} s"
            )
            desk.close()
    print(f"ratio {found[months] / found[1]:.2f} (baseline: one locked month)")


if __name__ == "__main__":
    main()
