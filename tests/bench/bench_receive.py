"""Receiving a big package: how long the centre's file is held, and what was done before.

Run it by hand: `python -m tests.bench.bench_receive [cases] [counties]`. The baseline is the same
rows inserted bare in one transaction.
"""

import sqlite3
import sys
import tempfile
import zlib
from pathlib import Path
from time import perf_counter

from mediation_desk import i18n
from mediation_desk.services import rollup, rollup_receiving, story
from mediation_desk.services.desk import beijing_now, open_desk
from tests.services.packages_made import Centre


def bare(folder: Path, data: bytes) -> float:
    """Return how long a bare insert of the packed text takes."""
    connection = sqlite3.connect(folder / "bare.db")
    connection.execute("CREATE TABLE t (sha TEXT, packed BLOB)")
    packed = zlib.compress(data, 6)
    start = perf_counter()
    with connection:
        connection.execute("INSERT INTO t VALUES ('x', ?)", (packed,))
    taken = perf_counter() - start
    connection.close()
    return taken


def main() -> None:
    """Print the time beside the desk and the time of the one write."""
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    counties = int(sys.argv[2]) if len(sys.argv) > 2 else 16
    i18n.use(i18n.CHINESE)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "province.desk"
        story.found_centre(path, story.StoryClock(story.APPLIED)).close()
        desk = open_desk(path, now=beijing_now)
        rollup.set_region(desk, "130000")
        below = [Centre(f"1307{number:02d}").text(cases=cases) for number in range(2, 2 + counties)]
        sent = folder / "city.mdpack"
        sent.write_bytes(Centre("130700").text(cases=cases, parts=below))
        start = perf_counter()
        ready = rollup_receiving.prepare(desk, sent)
        prepared = perf_counter() - start
        fingerprint = rollup_receiving.look(desk, sent).fingerprint
        start = perf_counter()
        rollup_receiving.receive_prepared(desk, [ready], {fingerprint})
        wrote = perf_counter() - start
        print(
            f"{counties + 1} packages of {cases} cases, {sent.stat().st_size / 2**20:.1f} MiB: "
            f"beside the desk {prepared:.2f} s, one write {wrote:.3f} s "
            f"(bare insert {bare(folder, sent.read_bytes()):.3f} s)"
        )
        desk.close()


if __name__ == "__main__":
    main()
