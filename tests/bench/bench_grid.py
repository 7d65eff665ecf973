"""The grid of sums with 500 workers and eight claims each: what its acts take of the window.

Beats of 2 ms on the window's thread say how long it computed at a stretch and in all, from the
act until its sums are shown.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from mediation_desk.domain.claims import Claim
from mediation_desk.services import intake, story
from mediation_desk.services.desk import Desk
from tests.bench.bench_recompute import KINDS, WORKERS, facts

ROUNDS = 3


def many(desk: Desk) -> int:
    """Register the workers with their claims; return the case."""
    one = story.application().applicants[0]
    made = tuple(Claim(kind=kind) for kind in KINDS)
    applicants = []
    for number in range(WORKERS):
        work, stated = facts(number)
        person = replace(one.person, name=f"工人{number + 1}", id_number="")
        applicants.append(replace(one, person=person, work=work, claims=made, stated=stated))
    application = replace(story.application(), applicants=tuple(applicants), operation="many")
    return intake.register(desk, application).id


class Beats:
    """How long the window's thread computed between two beats, and in all."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.longest = self.whole = 0.0
        self._last = time.thread_time()
        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=2)
        self._timer.timeout.connect(self.beat)
        self._timer.start()

    def beat(self) -> None:
        now = time.thread_time()
        worked, self._last = (now - self._last) * 1000, now
        self.longest, self.whole = max(self.longest, worked), self.whole + worked

    def anew(self) -> None:
        self.beat()
        self.longest = self.whole = 0.0


def measured(location: Path) -> None:
    """Open the case in a window, act on its grid, and print what each act took."""
    from PySide6.QtCore import QEventLoop, QItemSelection, QItemSelectionModel
    from PySide6.QtWidgets import QApplication

    from mediation_desk import i18n
    from mediation_desk.ui import theme
    from mediation_desk.ui.case.page import CasePage
    from mediation_desk.ui.jobs import Jobs
    from mediation_desk.ui.slices import Slices

    app = QApplication.instance() or QApplication(sys.argv)
    assert isinstance(app, QApplication)
    i18n.use(i18n.CHINESE)
    theme.apply(app, theme.Scheme.LIGHT)
    desk, jobs = story.sample_centre(location), Jobs()
    case_id = many(desk)
    page = CasePage(desk, jobs)
    page.resize(1190, 710)
    page.show()

    def rest(seconds: float = 0.4) -> None:
        calm = time.monotonic() + seconds
        while time.monotonic() < calm:
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if jobs.busy or any(slices.busy for slices in page.findChildren(Slices)):
                calm = time.monotonic() + seconds

    page.open(case_id, "claims")
    rest()
    grid, model = page.claims.grid, page.claims.model
    place = next(n for n, c in enumerate(model.columns()) if c.name == "average_wage")
    due = next(n for n, c in enumerate(model.columns()) if c.name == "entitled")
    beats, turn = Beats(), [0]

    def paste() -> None:
        turn[0] += 1
        grid.setCurrentIndex(model.index(0, place))
        wages = (f"{Decimal(5100 + number + turn[0])}" for number in range(WORKERS))
        grid.paste_cells("\n".join(wages))

    def fill() -> None:
        turn[0] += 1
        model.setData(model.index(0, place), f"{6100 + turn[0]}")
        rest()
        beats.anew()
        chosen = QItemSelection(model.index(0, place), model.index(WORKERS - 1, place))
        grid.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        grid.fill_down()

    def find() -> None:
        page.claims.look.sought.setText("" if page.claims.look.sought.text() else "人1")

    acts: tuple[tuple[str, Callable[[], object]], ...] = (
        ("paste of 500 wages", paste),
        ("fill down over 500", fill),
        ("sort by a sum", lambda: page.claims._sort(due)),
        ("find workers", find),
    )
    for name, act in acts:
        found = []
        for _round in range(ROUNDS):
            beats.anew()
            act()
            rest()
            found.append((beats.longest, beats.whole))
        longest, whole = (sorted(times)[ROUNDS // 2] for times in zip(*found, strict=True))
        print(f"{name}: {longest:.0f} ms at a stretch, {whole:.0f} ms of the window in all")
    jobs.stop()
    desk.close()


def main() -> None:
    """Measure in a folder of its own."""
    import os

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with TemporaryDirectory() as folder:
        measured(Path(folder) / "grid.desk")


if __name__ == "__main__":
    main()
