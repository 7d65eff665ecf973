"""A run that is ended from outside ends: nothing of it goes on, and nothing waits for it."""

import random
import sys
import threading
from pathlib import Path

import pytest

from tests.faults import desks
from tests.faults.harness import Bench


class _Server:
    def cases(self, _location):
        return 1

    def disconnect_one(self, _location, _chance):
        return 1


class _Told:
    """A desk while which one waits for the run is told to end (SIGTERM)."""

    def end(self):
        sys.exit(1)


def test_desks_ended_while_connections_are_killed_leave_no_thread():
    before = threading.active_count()

    with pytest.raises(SystemExit):
        desks._kill_connections(
            Bench(Path(), random.Random(1), 4), _Server(), "postgresql:///centre", [_Told()]
        )

    assert threading.active_count() == before
