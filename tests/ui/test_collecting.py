"""Cycles are collected on the window's thread, and the long rounds wait for the person's rest."""

import gc
import threading
import time

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from mediation_desk.ui.collecting import LEFT_SECONDS, RESTED_SECONDS, Collector


class Cycle:
    """Something that holds itself, and notes on which thread it goes."""

    def __init__(self, gone_on):
        self.itself, self.gone_on = self, gone_on

    def __del__(self):
        self.gone_on.append(threading.current_thread())


@pytest.fixture
def owner(qapp):
    return QObject()


@pytest.fixture
def gone():
    """The generations that were collected."""
    seen = []

    def note(phase, of):
        if phase == "start":
            seen.append(of["generation"])

    gc.collect()
    gc.callbacks.append(note)
    yield seen
    gc.callbacks.remove(note)


def litter(gone_on, number=2000):
    for _number in range(number):
        Cycle(gone_on)


def test_cycles_are_collected_on_the_windows_thread_only(qtbot, qapp, jobs, owner):
    gone_on = []
    collector = Collector(qapp, owner)

    jobs.ask(owner, lambda: litter(gone_on))
    qtbot.waitUntil(lambda: not jobs.busy)
    assert gone_on == []
    collector.collect()

    assert set(gone_on) == {threading.main_thread()}
    assert not gc.isenabled()


def test_who_works_waits_for_the_young_only(qtbot, qapp, owner, gone):
    collector = Collector(qapp, owner)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: qapp.focusWindow() is window.windowHandle())
    begun = time.time()
    time.sleep(0.02)
    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_A)

    for _round in range(30):
        litter([])
        collector.collect(begun + RESTED_SECONDS + 0.01)

    assert set(gone) == {0}


def test_what_is_older_goes_while_the_person_rests_and_all_once_she_is_away(qapp, owner, gone):
    collector = Collector(qapp, owner)
    gone_on = []
    kept = Cycle(gone_on)
    gc.collect(0)
    del kept
    collector.collect(time.time() + 1)
    assert gone_on == [], "it is no longer young"

    collector.collect(time.time() + RESTED_SECONDS + 1)

    assert gone_on == [threading.main_thread()]
    gone.clear()
    collector.collect(time.time() + LEFT_SECONDS + 1)
    collector.collect(time.time() + LEFT_SECONDS + 2)
    assert gone == [2], "what rests is looked through once"
