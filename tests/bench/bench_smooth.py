"""The longest time in which the window does not answer, in each thing that a clerk does.

A pulse of 2 ms beats on the window's thread; what lies between two beats is a wait. Beside each
stands what an empty PySide6 window waits in as long a time on the same machine.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.big_centre import location

PULSE_MS = 2
START_SECONDS = 4.0
SPAN_SECONDS = 1.5
TYPED = "宣化永兴建筑"

PAGES = (
    *("today", "cases", "enquiries", "calendar", "performance", "employers", "region"),
    *("calculator", "settings", "handover", "intake", "today"),
)

Act = tuple[str, float, Callable[[], object]]


class Pulse:
    """Beats on the window's thread and keeps the longest wait of each act."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.waits: dict[str, list[float]] = {}
        self._act = ""
        self._last = time.perf_counter()
        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=PULSE_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def watch(self, act: str) -> None:
        """Count what comes from now on to an act."""
        self._beat()
        self._act = act

    def _beat(self) -> None:
        now = time.perf_counter()
        if self._act:
            self.waits.setdefault(self._act, []).append((now - self._last) * 1000 - PULSE_MS)
        self._last = now


def carry_out(acts: Iterator[Act], pulse: Pulse) -> None:
    """Do one act after the other, each with the time to come to rest; then print and leave."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    try:
        act = next(acts, None)
    except Exception:  # noqa: BLE001 - the window would live on
        traceback.print_exc()
        os._exit(1)
    if act is None:
        print(json.dumps({name: max(waits) for name, waits in pulse.waits.items()}))
        QApplication.quit()
        return
    name, seconds, begin = act
    pulse.watch(name)
    QTimer.singleShot(round(seconds * 1000), lambda: carry_out(acts, pulse))
    QTimer.singleShot(0, begin)


def each(things: list[Callable[[], object]], pause_ms: int) -> Callable[[], None]:
    """Return what does things in turn, as a hand would."""
    from PySide6.QtCore import QTimer

    def begin() -> None:
        for number, thing in enumerate(things):
            QTimer.singleShot(number * pause_ms, thing)

    return begin


def desk_acts() -> Iterator[Act]:
    """Yield what a clerk does in our window."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication, QTableView, QTabWidget

    window = next(w for w in QApplication.topLevelWidgets() if hasattr(w, "show_page"))
    yield "start, after the first paint", START_SECONDS, lambda: None

    def press(letter: str) -> None:
        field = window.search
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.postEvent(field, event)

    window.search.setFocus()
    yield (
        "typing in the search",
        SPAN_SECONDS,
        each([lambda letter=letter: press(letter) for letter in TYPED], 90),
    )
    yield "closing the search", 0.3, window.escape
    yield "opening Cases", SPAN_SECONDS, lambda: window.show_page("cases")
    bar = window.findChild(QTableView, "case_list").verticalScrollBar()
    yield (
        "scrolling 100,000 cases",
        2.5,
        each([lambda at=at: bar.setValue(bar.maximum() * at // 99) for at in range(100)], 20),
    )
    yield "opening a case", SPAN_SECONDS, lambda: window.open_case(99_000)
    tabs = window.page.findChild(QTabWidget, "case_tabs")
    for index in range(1, tabs.count()):
        name = f"its tab {tabs.widget(index).objectName().removeprefix('scroll_')}"
        yield name, 0.8, lambda index=index: tabs.setCurrentIndex(index)
    yield "opening another case", SPAN_SECONDS, lambda: window.open_case(98_000)
    for name in PAGES:
        yield f"opening {name}", SPAN_SECONDS, lambda name=name: window.show_page(name)


def empty_acts() -> Iterator[Act]:
    """Yield nothing to do, for as long."""
    yield "nothing", START_SECONDS, lambda: None


def work(home: str) -> None:
    """Open the window and go through the acts from its first paint on."""
    os.environ["MEDIATION_DESK_HOME"] = home
    from mediation_desk import app, cli
    from mediation_desk.ui import main_window

    paint = main_window.MainWindow.paintEvent
    begun = []

    def painted(self: object, event: object) -> None:
        paint(self, event)
        if not begun:
            begun.append(True)
            begin()

    def begin() -> None:
        from PySide6.QtCore import QTimer

        pulse = Pulse()
        QTimer.singleShot(0, lambda: carry_out(desk_acts(), pulse))
        begun.append(pulse)

    main_window.MainWindow.paintEvent = painted
    cli.run([], app.open_window, app.photograph)


def rest() -> None:
    """Show an empty window for as long as ours starts."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication([])
    window = QMainWindow()
    window.resize(1366, 768)
    window.show()
    application.processEvents()
    pulse = Pulse()
    carry_out(empty_acts(), pulse)
    application.exec()


def run(*arguments: str) -> dict[str, float]:
    """Start one of both in a process of its own; return the longest wait of each act."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.bench_smooth", *arguments],
        capture_output=True,
        text=True,
        env=environment,
        timeout=300,
        check=True,
    )
    waits: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return waits


def main() -> None:
    """Print each act's longest wait beside the empty window's."""
    with tempfile.TemporaryDirectory() as home:
        (Path(home) / "centre.desk").symlink_to(location())
        run("work", home)
        rounds = [run("work", home) for _round in range(3)]
        [empty] = run("rest").values()
    for act in rounds[0]:
        waits = sorted(waits[act] for waits in rounds)
        print(f"{act}: {waits[1]:.0f} ms (least {waits[0]:.0f}) · empty window: {empty:.0f} ms")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["work", home]:
            work(home)
        case ["rest"]:
            rest()
        case _:
            main()
