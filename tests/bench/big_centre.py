"""A file of many synthetic cases, made once and kept for the measurements that follow."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mediation_desk.services import sample, story
from mediation_desk.services.desk import beijing_now
from mediation_desk.storage.marks import HEAD


def location(cases: int = 100_000) -> Path:
    """Return the place of a file with that many cases; it is filled on first use.

    One that another release filled is left alone: it may lack what the sample has now.
    """
    folder = Path(os.environ.get("MEDIATION_DESK_BENCH") or tempfile.gettempdir())
    path = folder / f"mediation-desk-bench-{cases}-v{HEAD}.desk"
    if not path.exists():
        print(f"filling {cases} cases …", file=sys.stderr, flush=True)
        unfinished = path.with_suffix(".part")
        unfinished.unlink(missing_ok=True)
        desk = story.found_centre(unfinished, beijing_now)
        sample.fill(desk, cases)
        desk.close()
        unfinished.replace(path)
    return path


@contextmanager
def home() -> Iterator[str]:
    """Yield a home of the program in which the big file has a second name: it opens no link."""
    big = location()
    with tempfile.TemporaryDirectory(dir=big.parent) as folder:
        (Path(folder) / "centre.desk").hardlink_to(big)
        yield folder
