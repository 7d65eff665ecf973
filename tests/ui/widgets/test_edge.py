import subprocess
import sys

STUMBLING = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtWidgets import QApplication, QTableView
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
app = QApplication([])
seen = []
sys.excepthook = lambda kind, error, trace: seen.append(kind.__name__)
model = RowsModel([Column(title="x", text=lambda row: [][3])])
model.show(["row"])
table = QTableView()
table.setModel(model)
table.show()
app.processEvents()
table.grab()
print(seen[0])
"""


def test_a_bug_in_a_cell_is_told_and_does_not_end_the_program():
    ended = subprocess.run(
        [sys.executable, "-c", STUMBLING], capture_output=True, text=True, timeout=60, check=False
    )

    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.strip() == "IndexError"
