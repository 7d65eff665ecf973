"""The real application, driven through its window, in a child that is killed.

A script works at the window as a hand does: it fills in the card of a new case, registers it, and
writes down what the screen acknowledged. It goes on until it is killed. With `early` it tells
before the screen does: the negative control.
"""

import os
import sys
import time
import traceback
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from mediation_desk import app, i18n
from mediation_desk.ui.main_window import MainWindow
from tests.faults import centre
from tests.journeys.hand import CONTROL, Hand

_PATIENCE_S = 200
"""Whatever else runs on the computer: a harness looks for what is lost, not for what is slow."""


class Fingers:
    """Mouse and keys for `Hand`, outside of a test."""

    mouseClick, mouseDClick = staticmethod(QTest.mouseClick), staticmethod(QTest.mouseDClick)
    keyClick, keyClicks = staticmethod(QTest.keyClick), staticmethod(QTest.keyClicks)
    wait = staticmethod(QTest.qWait)

    @staticmethod
    def waitUntil(seen, timeout):
        """Wait until something can be seen."""
        deadline = time.monotonic() + max(timeout / 1000, _PATIENCE_S)
        while not seen():
            if time.monotonic() > deadline:
                raise TimeoutError
            QTest.qWait(5)


def work(path: Path, tell: Path, first: int, *, early: bool) -> None:
    """Open the program, with the script at its window."""
    handle = os.open(tell, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    QApplication([*sys.argv[:1], "-style", "fusion"])
    QTimer.singleShot(0, lambda: _work(handle, first, early=early))
    os._exit(app.open_window(str(path), demo=False, language=i18n.CHINESE))


def _work(handle: int, first: int, *, early: bool) -> None:
    try:
        hand = at_the_window(sign_in)
        for n in range(first, first + 1000):
            _register(hand, handle, f"事实甲乙丙{n:05d}", early=early)
    except BaseException:  # noqa: BLE001 - told, whatever it is
        os.write(handle, f"FAILED {traceback.format_exc()}".encode())
        os._exit(3)


def sign_in(page: QWidget) -> None:
    """Type the password at the door."""
    hand = Hand(Fingers, page, None)
    hand.wait(lambda: hand.sees("password"))
    hand.fill("password", centre.PASSWORD)
    hand.key(Qt.Key.Key_Return)


def at_the_window(sign_in) -> Hand:
    """Wait for the main window, with the desk behind it; sign in where that is asked for."""
    signed_in = False
    for _turn in range(40_000):
        QTest.qWait(5)
        for shown in QApplication.topLevelWidgets():
            if not shown.isVisible():
                continue
            if shown.objectName() == "sign_in" and not signed_in:
                signed_in = True
                sign_in(shown)
            elif isinstance(shown, MainWindow) and shown.desk is not None:
                hand = Hand(Fingers, shown, shown.jobs)
                hand.rest()
                return hand
    raise TimeoutError("no window came")


def _register(hand: Hand, handle: int, facts: str, *, early: bool) -> None:
    hand.key(Qt.Key.Key_N, CONTROL)
    hand.rest()
    hand.wait(lambda: hand.sees("respondent_name"))
    hand.fill("respondent_name", "宣化永固建筑工程有限公司")
    hand.fill("person_name", "李建国")
    hand.choose("cause", "拖欠、克扣工资")
    hand.fill("facts", facts)
    os.write(handle, f"TYPED {facts}\n".encode())
    if early:
        os.write(handle, f"ACK {facts}\n".encode())
    hand.key(Qt.Key.Key_Return, CONTROL)
    hand.wait(lambda: "已登记" in hand.notice())
    if not early:
        os.write(handle, f"ACK {facts}\n".encode())
    hand.rest()
