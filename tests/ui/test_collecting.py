import gc
import threading

import pytest
from PySide6.QtCore import QObject

from mediation_desk.ui.collecting import Collector


class Cycle:
    """Something that holds itself, and notes on which thread it goes."""

    def __init__(self, gone_on):
        self.itself, self.gone_on = self, gone_on

    def __del__(self):
        self.gone_on.append(threading.current_thread())


@pytest.fixture
def owner(qapp):
    return QObject()


def test_cycles_are_collected_on_the_windows_thread_only(qtbot, jobs, owner):
    gone_on = []
    collector = Collector(owner)

    def litter():
        for _number in range(2000):
            Cycle(gone_on)

    jobs.ask(owner, litter)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert gone_on == []
    collector.collect()

    assert set(gone_on) == {threading.main_thread()}
    assert not gc.isenabled()
