"""A line to the server that breaks during a save: what is said of the save is true (P20)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mediation_desk.domain.errors import Unanswered, Unreachable
from mediation_desk.storage import journal
from mediation_desk.storage.database import Database
from tests.cable import Cable
from tests.storage.samples import NOW, register


@pytest.fixture
def cable(server: str) -> Iterator[Cable]:
    with Cable(Path(server.partition("host=")[2])) as cable:
        yield cable


@pytest.fixture
def far(cable: Cable, server: str) -> Iterator[Database]:
    """The centre at the other end of the cable."""
    database = Database.open(cable.url(server))
    database.now = lambda: NOW
    yield database
    database.close()


def save(db: Database) -> None:
    register(db)


def there(server: str) -> int:
    database = Database.open(server)
    with database.read() as session:
        found = len([e for e in journal.entries(session) if e.doing == "register"])
    database.close()
    return found


def test_a_save_whose_answer_is_lost_is_looked_up_and_is_saved(far: Database, cable, server):
    cable.loses = "answer"

    save(far)

    assert there(server) == 1
    assert len(far.own) == 1


def test_a_save_that_never_reached_the_server_is_refused_as_not_saved(far, cable, server):
    cable.loses = "save"

    with pytest.raises(Unreachable, match="没有保存") as refused:
        save(far)

    assert not isinstance(refused.value, Unanswered)
    assert there(server) == 0


@pytest.mark.parametrize(("lost", "saved"), [("answer", True), ("save", False)])
def test_while_the_cable_is_cut_nothing_is_claimed_and_later_the_truth_is_told(
    far, cable, server, lost, saved
):
    cable.loses, cable.for_good = lost, True
    with pytest.raises(Unanswered) as refused:
        save(far)

    cable.mend()

    assert far.arrived(refused.value.promise) is saved
    assert there(server) == saved


def test_a_save_begun_while_the_cable_is_cut_says_that_the_server_does_not_answer(far, cable):
    cable.cut()

    with pytest.raises(Unreachable, match=r"没有响应。.*没有保存.*再保存"):
        save(far)


def test_another_save_at_the_same_place_in_the_journal_is_not_taken_for_the_lost_one(
    far, cable, server
):
    cable.loses, cable.for_good = "save", True
    with pytest.raises(Unanswered) as refused:
        save(far)
    cable.mend()
    save(far)

    assert far.arrived(refused.value.promise) is False
