"""Memory of the import of a ledger of 20,000 rows, beside the same workbook merely read.

Run it by hand: `python -m tests.bench.bench_ledger_memory [rows]`. Each job has a process of its
own and is watched from outside, because what the kernel gives as a process's peak begins with
that of the process that started it. Told are, at their peaks: the import in a process without a
window, the whole window with the import led through its steps by its buttons, the process that
reads the workbook for each, and both processes at one time. Beside them stand openpyxl and our
reader with all cells kept, and the whole window in which nothing is done. The import is to stay
below 300 MiB.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep

from mediation_desk import i18n

AIM = 300
_LOOKS_EVERY = 0.02
_WAITS = 200


def bring_in(ledger: Path, centre: Path) -> None:
    """Open, check and import a ledger into an encrypted file with a second key."""
    from mediation_desk.services import past_cases
    from tests.bench.bench_second_key import at_desk

    i18n.use(i18n.CHINESE)
    desk = at_desk(centre, second=True)
    opened = past_cases.open_ledger(desk, ledger)
    offer = past_cases.offer(desk, opened, opened.likeliest)
    past_cases.bring_in(desk, past_cases.dry_run(desk, opened, offer.sheet, offer.layout))
    desk.close()


def in_the_window(ledger: Path, centre: Path) -> None:
    """Lead a ledger through the three steps in the whole window, over a plain file."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from mediation_desk import app as start
    from mediation_desk.services import story
    from mediation_desk.services.desk import beijing_now
    from mediation_desk.ui.ledger.dialog import LedgerDialog
    from mediation_desk.ui.pages.cases import CasesPage

    story.found_centre(centre, beijing_now).close()
    app = start._application()

    def acts() -> Iterator[bool]:
        window = next(w for w in QApplication.topLevelWidgets() if hasattr(w, "show_page"))
        window.show_page("cases")
        page = window.findChild(CasesPage)
        page.past.click()
        dialog = page.findChild(LedgerDialog)
        came = []
        dialog.imported.connect(lambda *what: came.append(what))
        dialog.open_file(ledger)
        for step in (dialog.columns, dialog.check):
            while not step.isVisible():
                yield True
            dialog.ok.click()
        while not came:
            yield True
        yield False

    doing = acts()
    turn = QTimer(app)
    turn.timeout.connect(lambda: next(doing) or app.quit())
    QTimer.singleShot(4000, lambda: turn.start(_WAITS))
    start.open_window(str(centre), False)


def window_alone(_ledger: Path, centre: Path) -> None:
    """Open the whole window on a plain file and let it build its pages."""
    from PySide6.QtCore import QTimer

    from mediation_desk import app as start
    from mediation_desk.services import story
    from mediation_desk.services.desk import beijing_now

    story.found_centre(centre, beijing_now).close()
    app = start._application()
    QTimer.singleShot(30_000, app.quit)
    start.open_window(str(centre), False)


def kept_by_openpyxl(ledger: Path, _centre: Path) -> None:
    """Read a workbook row by row and keep the values."""
    import openpyxl

    book = openpyxl.load_workbook(ledger, read_only=True)
    rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
    assert len(rows) > 1


def kept_by_our_reader(ledger: Path, _centre: Path) -> None:
    """Read a workbook with the process apart and keep the lines."""
    from mediation_desk.importers.ledger import open_ledger

    opened = open_ledger(ledger)
    lines = list(opened.lines(opened.likeliest))
    assert len(lines) > 1


JOBS: dict[str, Callable[[Path, Path], None]] = {
    "import": bring_in,
    "window": in_the_window,
    "window alone": window_alone,
    "openpyxl": kept_by_openpyxl,
    "reader": kept_by_our_reader,
}


@dataclass
class Peaks:
    """The most that a process, those that it starts, and all of them at one time hold, in MiB."""

    itself: int = 0
    others: int = 0
    together: int = 0

    def look(self, process: int) -> None:
        """Look once."""
        now = _resident(process)
        beside = [_resident(child) for child in _children(process) if _has_begun(child, process)]
        self.itself = max(self.itself, now)
        self.others = max([self.others, *beside])
        self.together = max(self.together, now + sum(beside))


def _resident(process: int) -> int:
    with suppress(OSError, ValueError, StopIteration):
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
        return int(next(one for one in lines if one.startswith("VmRSS:")).split()[1]) // 1024
    return 0


def _has_begun(child: int, process: int) -> bool:
    """Say whether a process runs a program of its own: until then its memory is that of another."""
    with suppress(OSError):
        ours, its = (Path(f"/proc/{one}/cmdline").read_bytes() for one in (process, child))
        return its != ours
    return False


def _children(process: int) -> list[int]:
    found = []
    for thread in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            found += [int(child) for child in thread.read_text().split()]
    return found


def watched(job: str, ledger: Path, centre: Path) -> Peaks:
    """Do a job in a process of its own and look at it until it ends."""
    command = [sys.executable, "-m", "tests.bench.bench_ledger_memory", job, ledger, centre]
    process = subprocess.Popen(command, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"})
    peaks = Peaks()
    while process.poll() is None:
        peaks.look(process.pid)
        sleep(_LOOKS_EVERY)
    assert process.returncode == 0, f"{job} failed"
    return peaks


def main() -> None:
    """Print the peaks of all jobs over the same ledger."""
    from tests.bench.bench_ledger import written

    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with TemporaryDirectory() as name:
        folder = Path(name)
        ledger = written(folder / "ledger.xlsx", rows)
        seen = {job: watched(job, ledger, folder / f"{job}.desk") for job in JOBS}
    for job, peaks in seen.items():
        print(
            f"{job}, {rows} rows: {peaks.itself} MiB · process that reads {peaks.others} MiB"
            f" · at one time {peaks.together} MiB"
        )
    ours, floor = seen["import"].itself, seen["openpyxl"].itself
    added = seen["window"].itself - seen["window alone"].itself
    print(
        f"import {ours} MiB (aim {AIM}) · ratio to openpyxl's cells {ours / floor:.2f}"
        f" · added to the window {added} MiB"
    )


if __name__ == "__main__":
    if len(sys.argv) == 4:
        JOBS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        main()
