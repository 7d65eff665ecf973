"""Each importer gets some changed files in every run; `python -m tests.fuzz` deals thousands."""

import random

import pytest

from mediation_desk import i18n
from tests.faults.harness import carried_out
from tests.fuzz.__main__ import HARNESSES

pytestmark = pytest.mark.filterwarnings("ignore:Duplicate name")


@pytest.mark.parametrize("harness", HARNESSES, ids=lambda harness: harness.name)
def test_a_changed_file_is_taken_in_order_or_refused_and_a_careless_reader_would_be_seen(harness):
    seed = random.SystemRandom().randrange(1 << 31)
    with i18n.speaking(i18n.ENGLISH):
        found = carried_out(harness, harness.quick, seed)

    again = f"python -m tests.fuzz {found.name} --seed {seed}"
    assert not found.losses, f"{again}; left in {found.kept}"
    assert found.caught, f"a reader that trusts its file went unnoticed (seed {seed})"
