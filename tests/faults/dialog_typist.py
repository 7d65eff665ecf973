"""The real application with a hand that types in a dialog and never saves.

It tells first what stands in the dialog as it opens, then after each piece what stands there, with
the moment. With `late` drafts wait for a minute: the negative control.
"""

import os
import sys
import time
import traceback
from itertools import count
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from mediation_desk import app, i18n
from mediation_desk.ui import drafting
from tests.faults.typist import at_the_window, sign_in
from tests.journeys.hand import CONTROL, Hand

FIELD = "respondent_address"
BETWEEN_MS = 150


def work(path: Path, tell: Path, *, late: bool) -> None:
    """Open the program, with the script at its window."""
    handle = os.open(tell, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    if late:
        drafting.PAUSE_MS = drafting.LONGEST_MS = 60_000
    QApplication([*sys.argv[:1], "-style", "fusion"])
    QTimer.singleShot(0, lambda: _work(handle))
    os._exit(app.open_window(str(path), demo=False, language=i18n.CHINESE))


def _work(handle: int) -> None:
    try:
        hand = at_the_window(sign_in)
        hand.key(Qt.Key.Key_2, CONTROL)
        hand.wait(lambda: hand.sees("case_list"))
        hand.rest()
        hand.cell("case_list", 0, 0, twice=True)
        hand.wait(lambda: hand.sees("case_number"))
        hand.rest()
        hand.tab("当事人")
        hand.rest()
        hand.click("edit_employer")
        hand.wait(lambda: hand.sees(FIELD))
        hand.rest()
        line = hand.see(FIELD, QLineEdit)
        os.write(handle, f"BACK {line.text()}\n".encode())
        _type_on(hand, handle, line)
    except BaseException:  # noqa: BLE001 - told, whatever it is
        os.write(handle, f"FAILED {traceback.format_exc()}".encode())
        os._exit(3)


def _type_on(hand: Hand, handle: int, line: QLineEdit) -> None:
    """Type piece after piece at the end of the field, until it is all over."""
    hand.fill(FIELD, "号")
    for n in count():
        hand.type(f"{n % 10}楼")
        os.write(handle, f"TYPED {time.monotonic():.3f} {line.text()}\n".encode())
        QTest.qWait(BETWEEN_MS)
