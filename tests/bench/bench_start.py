"""From the start of the process to a painted window that takes input, and to Today's rows.

Our window starts as from its icon, by the program's own way in; the baseline is an empty PySide6
window. Both take turns, on the same screenless platform, and both are timed alike: after the
window has been painted, the event loop answers. Rows are timed when a table has painted some.
"""

import os
import statistics
import subprocess
import sys
import time

from tests.bench import big_centre

ROUNDS = 15

EMPTY = """
import time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    painted = False
    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.painted:
            self.painted = True
            QTimer.singleShot(0, self.tell)
    def tell(self):
        print("painted", time.monotonic(), flush=True)
        app.quit()
app = QApplication([])
window = Window()
window.resize(1366, 768)
window.show()
app.exec()
"""
DESK = """
import sys, time
from importlib.abc import MetaPathFinder
from importlib.machinery import PathFinder

def tell(what):
    print(what, time.monotonic(), flush=True)

def watch_window(module):
    from PySide6.QtCore import QTimer
    kind = module.MainWindow
    paint = kind.paintEvent
    def painted(self, event):
        paint(self, event)
        if not hasattr(self, "_told"):
            self._told = True
            QTimer.singleShot(0, lambda: tell("painted"))
    kind.paintEvent = painted

def watch_table(module):
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    kind = module.TableView
    def painted(self, event):
        super(kind, self).paintEvent(event)
        if self.model() and self.model().rowCount() and not hasattr(kind, "_told"):
            kind._told = True
            QTimer.singleShot(0, lambda: (tell("rows"), QApplication.quit()))
    kind.paintEvent = painted

WATCHED = {
    "mediation_desk.ui.main_window": watch_window,
    "mediation_desk.ui.widgets.table": watch_table,
}

class Watch(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name not in WATCHED:
            return None
        spec = PathFinder.find_spec(name, path, target)
        execute = spec.loader.exec_module
        spec.loader.exec_module = lambda module: (execute(module), WATCHED[name](module))
        return spec

sys.meta_path.insert(0, Watch())
sys.argv = ["mediation-desk"]
from mediation_desk.__main__ import main
sys.exit(main())
"""


def run(script: str, home: str) -> dict[str, float]:
    """Start a process; return the milliseconds until each thing it prints."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "MEDIATION_DESK_HOME": home}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # installed programs have compiled modules
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", script],
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
    painted: list[float] = []
    rows: list[float] = []
    empty: list[float] = []
    with big_centre.home() as home:
        run(DESK, home)
        run(EMPTY, home)
        for _round in range(ROUNDS):
            empty.append(run(EMPTY, home)["painted"])
            ours = run(DESK, home)
            painted.append(ours["painted"])
            rows.append(ours["rows"])
    floor = statistics.median(empty)
    for name, taken in (("painted window", painted), ("first rows of Today", rows)):
        ratio = statistics.median(our / bare for our, bare in zip(taken, empty, strict=True))
        print(
            f"{name}: {statistics.median(taken):.0f} ms (least {min(taken):.0f})"
            f" · empty PySide6 window: {floor:.0f} ms (least {min(empty):.0f})"
            f" · ratio {ratio:.2f} (of the least {min(taken) / min(empty):.2f})"
        )


if __name__ == "__main__":
    main()
