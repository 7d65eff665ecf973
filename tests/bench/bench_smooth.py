"""The longest time in which the window does not answer, in each thing that a clerk does.

A pulse of 2 ms beats on the window's thread; what lies between two beats is a wait, and what the
thread itself computed in it is its work: the rest was taken by the workers or by other programs.
Beside each page stands what a bare PySide6 window does to make and show as many plain widgets on
a page, at once, as Qt's own examples do.
"""

import json
import os
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from tests.bench import big_centre

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStackedWidget

PULSE_MS = 2
START_SECONDS = 12.0
SPAN_SECONDS = 1.5
ROUNDS = 3
REST_MS, RESTS = 50, 4
"""How often in a row the workers are found at rest before the next act begins."""
TYPED = "宣化永兴建筑"

PAGES = (
    *("today", "cases", "enquiries", "calendar", "performance", "employers", "region"),
    *("calculator", "settings", "handover", "intake", "today"),
)

Act = tuple[str, float, Callable[[], object]]


class Pulse:
    """Beats on the window's thread and keeps the longest wait and work of each act."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.waits: dict[str, tuple[float, float]] = {}
        self.widgets: dict[str, int] = {}
        self._act = ""
        self._last = time.perf_counter(), time.thread_time()
        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=PULSE_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def watch(self, act: str) -> None:
        """Count what comes from now on to an act."""
        self._beat()
        self._act = act

    def _beat(self) -> None:
        now = time.perf_counter(), time.thread_time()
        if self._act:
            wait, work = self.waits.get(self._act, (0.0, 0.0))
            waited = (now[0] - self._last[0]) * 1000 - PULSE_MS
            worked = (now[1] - self._last[1]) * 1000
            self.waits[self._act] = max(wait, waited), max(work, worked)
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
    refuse_crashes()
    if act is None:
        print(json.dumps({"waits": pulse.waits, "widgets": pulse.widgets}))
        QApplication.quit()
        return
    name, seconds, begin = act
    pulse.watch(name)
    touch()
    QTimer.singleShot(round(seconds * 1000), lambda: rest_then(lambda: carry_out(acts, pulse)))
    QTimer.singleShot(0, begin)


def touch() -> None:
    """Let the desk know that somebody is there, as the hand that begins an act does."""
    from PySide6.QtCore import QEvent, QPointF, Qt
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    none = Qt.MouseButton.NoButton
    for window in QApplication.topLevelWindows():
        moved = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(), QPointF(), none, none, Qt.KeyboardModifier.NoModifier
        )
        QApplication.postEvent(window, moved)


def rest_then(go_on: Callable[[], None], quiet: int = 0) -> None:
    """Go on once the workers have been at rest for a while: a busy computer takes its time."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    windows = [w for w in QApplication.topLevelWidgets() if hasattr(w, "jobs")]
    quiet = 0 if any(window.jobs.busy for window in windows) else quiet + 1
    if quiet >= RESTS:
        go_on()
    else:
        QTimer.singleShot(REST_MS, lambda: rest_then(go_on, quiet))


def refuse_crashes() -> None:
    """End the measurement if the window met a bug: it would measure an empty page."""
    from PySide6.QtWidgets import QApplication

    if any(type(shown).__name__ == "CrashDialog" for shown in QApplication.topLevelWidgets()):
        print("the window met a bug: see its log", file=sys.stderr)
        os._exit(1)


def each(things: list[Callable[[], object]], pause_ms: int) -> Callable[[], None]:
    """Return what does things in turn, as a hand would."""
    from PySide6.QtCore import QTimer

    def begin() -> None:
        for number, thing in enumerate(things):
            QTimer.singleShot(number * pause_ms, thing)

    return begin


def desk_acts(pulse: Pulse) -> Iterator[Act]:
    """Yield what a clerk does in our window."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication, QTableView, QTabWidget, QWidget

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
        pulse.widgets[name] = len(tabs.widget(index).findChildren(QWidget))
    yield "opening another case", SPAN_SECONDS, lambda: window.open_case(98_000)
    for name in PAGES:
        yield f"opening {name}", SPAN_SECONDS, lambda name=name: window.show_page(name)
        pulse.widgets[f"opening {name}"] = len(window.page.findChildren(QWidget))


def bare_acts(stack: "QStackedWidget", counts: list[int]) -> Iterator[Act]:
    """Yield nothing to do, then the showing of bare pages with so many widgets each."""
    from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

    def show(count: int) -> None:
        page = QWidget()
        grid = QGridLayout(page)
        for number in range(count):
            widget = QLineEdit() if number % 2 else QLabel("调解台")
            grid.addWidget(widget, number // 8, number % 8)
        stack.addWidget(page)
        stack.setCurrentWidget(page)

    yield "nothing", SPAN_SECONDS, lambda: None
    for count in counts:
        yield str(count), 0.5, lambda count=count: show(count)


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
        QTimer.singleShot(0, lambda: carry_out(desk_acts(pulse), pulse))
        begun.append(pulse)

    main_window.MainWindow.paintEvent = painted
    cli.run([], app.open_window, app.photograph)


def rest(counts: list[int]) -> None:
    """Show an empty window, then bare pages in it."""
    from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget

    application = QApplication([])
    window, stack = QMainWindow(), QStackedWidget()
    window.setCentralWidget(stack)
    window.resize(1366, 768)
    window.show()
    application.processEvents()
    pulse = Pulse()
    carry_out(bare_acts(stack, counts), pulse)
    application.exec()


def run(*arguments: str) -> tuple[dict[str, list[float]], dict[str, int]]:
    """Start one of both in a process of its own; return what it measured."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.bench_smooth", *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        timeout=900,
        check=True,
    )
    measured = json.loads(done.stdout.splitlines()[-1])
    return measured["waits"], measured["widgets"]


def main() -> None:
    """Print each act's longest wait and work beside those of a bare window."""
    with big_centre.home() as home:
        run("work", home)
        rounds = [run("work", home) for _round in range(ROUNDS)]
        widgets = rounds[0][1]
        bare, _none = run("rest", json.dumps(sorted(set(widgets.values()))))
    for act in rounds[0][0]:
        waits, works = zip(*sorted(waits[act] for waits, _widgets in rounds), strict=True)
        text = f"{act}: waits {waits[ROUNDS // 2]:.0f} ms (least {waits[0]:.0f}), works "
        text += f"{min(works):.0f} ms"
        if act in widgets:
            wait, work = bare[str(widgets[act])]
            text += f" · bare page of {widgets[act]} widgets: waits {wait:.0f}, works {work:.0f}"
            text += f" · ratio of work {min(works) / work:.2f}"
        print(text)
    print("an empty window: waits {:.0f} ms, works {:.0f} ms".format(*bare["nothing"]))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["work", home]:
            work(home)
        case ["rest", counts]:
            rest(json.loads(counts))
        case _:
            main()
