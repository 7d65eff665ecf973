"""Each promise, beaten a few times: two of them in every run, all in the whole run.

`python -m tests.faults` beats all day.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.__main__ import HARNESSES

_ROOT = Path(__file__).parent.parent.parent
_EVERY_RUN = ("kills", "tamper")
"""A desk that is killed while it saves, and a journal that is changed behind its back."""


def _beaten():
    """Return the harnesses, those of the whole run marked."""
    for harness in HARNESSES:
        marks = () if harness.name in _EVERY_RUN else pytest.mark.exhaustive
        yield pytest.param(harness, id=harness.name, marks=marks)


@pytest.fixture(scope="module")
def gate(request):
    """One program that runs the chosen harnesses in turn: what they need is loaded once."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    ours = (item for item in request.session.items if item.path == request.path)
    names = [item.callspec.params["harness"].name for item in ours]
    command = [sys.executable, "-m", "tests.faults", "--quick", *names]
    with subprocess.Popen(
        command, cwd=_ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as running:
        yield running
        try:
            running.wait(5)  # it has told all, and takes its server away
        except subprocess.TimeoutExpired:
            running.terminate()


@pytest.mark.parametrize("harness", [*_beaten()])
def test_nothing_promised_is_lost_and_a_broken_promise_would_be_seen(gate, harness):
    told = next((json.loads(line) for line in gate.stdout if line.startswith("{")), None)

    assert told is not None, "the harness itself failed; see what it said above"
    assert told["name"] == harness.name
    if "forbidden" in told:
        pytest.skip(f"this computer does not allow {told['forbidden']}")
    if "lacking" in told:
        assert "CI" not in os.environ, f"{told['lacking']} is missing"
        pytest.skip(f"{told['lacking']} is missing")
    assert told["losses"] == [], f"seed {told['seed']}, left in {told['kept']}"
    assert told["caught"], f"not caught: {harness.broken} (seed {told['seed']})"
