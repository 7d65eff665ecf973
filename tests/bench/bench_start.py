"""From the start of the process to a painted window that takes input, and to Today's rows.

The baseline is an empty PySide6 window in the same run, on the same screenless platform.
"""

import os
import statistics
import subprocess
import sys
import time

from tests.bench.big_centre import location

ROUNDS = 7

EMPTY = """
import sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
"""
DESK = """
import sys, time
from mediation_desk import app as start
from PySide6.QtCore import QEvent, QObject, QTimer
app = start._application()
"""
WATCH = """
class Watch(QObject):
    painted = False
    def eventFilter(self, thing, event):
        if event.type() == QEvent.Type.Paint:
            if not self.painted:
                self.painted = True
                QTimer.singleShot(0, lambda: print("painted", time.monotonic(), flush=True))
                QTimer.singleShot(0, self.done)
            self.look(thing)
        return False
    def done(self):
        if not ROWS:
            app.quit()
    def look(self, thing):
        from PySide6.QtWidgets import QTableView
        table = thing.parent()
        if isinstance(table, QTableView) and table.model() and table.model().rowCount():
            print("rows", time.monotonic(), flush=True)
            QTimer.singleShot(0, app.quit)
watch = Watch()
app.installEventFilter(watch)
"""
SHOW_EMPTY = (
    "ROWS = False\nwindow = QMainWindow()\nwindow.resize(1366, 768)\nwindow.show()\napp.exec()\n"
)
SHOW_DESK = "ROWS = True\nstart.open_window(sys.argv[1], False)\n"


def run(script: str, argument: str) -> dict[str, float]:
    """Start a process; return the milliseconds until each thing it prints."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # installed programs have compiled modules
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", script, argument],
        capture_output=True,
        text=True,
        env=environment,
        timeout=120,
        check=True,
    )
    words = [line.split() for line in done.stdout.splitlines()]
    return {what: (float(at) - begun) * 1000 for what, at in reversed(words)}


def main() -> None:
    """Take turns, so that a busy machine touches both alike."""
    path = str(location())
    painted: list[float] = []
    rows: list[float] = []
    empty: list[float] = []
    for _round in range(ROUNDS):
        empty.append(run(EMPTY + WATCH + SHOW_EMPTY, "")["painted"])
        ours = run(DESK + WATCH + SHOW_DESK, path)
        painted.append(ours["painted"])
        rows.append(ours["rows"])
    floor = statistics.median(empty)
    for name, taken in (("painted window", painted), ("first rows of Today", rows)):
        median = statistics.median(taken)
        print(
            f"{name}: {median:.0f} ms · empty PySide6 window: {floor:.0f} ms"
            f" · ratio {median / floor:.2f}"
        )


if __name__ == "__main__":
    main()
