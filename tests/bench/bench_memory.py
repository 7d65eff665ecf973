"""Memory of the whole window over 100,000 cases, scrolled, searched, a case opened."""

import os
import resource
import subprocess
import sys

from tests.bench.big_centre import location

EMPTY = """
import resource
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1366, 768)
window.show()
app.processEvents()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def work(path: str) -> None:
    """Open the window on the file and go through it as a clerk would."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QTableView

    from mediation_desk import app as start

    app = start._application()
    steps = []

    def window():
        return next(w for w in QApplication.topLevelWidgets() if hasattr(w, "show_page"))

    def scroll() -> None:
        table = window().findChild(QTableView, "case_list")
        bar = table.verticalScrollBar()
        for part in range(20):
            bar.setValue(bar.maximum() * part // 19)
            for _turn in range(20):
                app.processEvents()

    steps += [
        lambda: window().show_page("cases"),
        scroll,
        lambda: window().open_case(99_000),
        app.quit,
    ]
    for index, step in enumerate(steps):
        QTimer.singleShot(4000 + 2500 * index, step)
    start.open_window(path, False)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


def main() -> None:
    """Print the peak resident memory of both in MiB."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    ours, empty = (
        int(
            subprocess.run(
                [sys.executable, *command],
                env=environment,
                capture_output=True,
                text=True,
                check=True,
            ).stdout.split()[-1]
        )
        for command in (
            ["-m", "tests.bench.bench_memory", str(location())],
            ["-c", EMPTY],
        )
    )
    print(f"peak memory: {ours} MiB · empty PySide6 window: {empty} MiB · ratio {ours / empty:.2f}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        work(sys.argv[1])
    else:
        main()
