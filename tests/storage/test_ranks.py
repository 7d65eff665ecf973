"""The order of the stages as the file keeps it."""

from mediation_desk.storage.ranks import LAST_OPEN, OPEN_RANKS


def test_open_stages_come_before_all_others() -> None:
    assert tuple(range(LAST_OPEN + 1)) == OPEN_RANKS
