"""A journal that another program altered: one sentence wherever it is met, nothing written (P8)."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from mediation_desk.domain.errors import DeskError, Unreadable
from mediation_desk.storage import backup, journal, soundness
from mediation_desk.storage.database import Database
from mediation_desk.storage.triggers import KEPT
from tests.storage.samples import NOW, WANG

ACTS = 5
LAST = "(SELECT max(id) FROM journal)"
BREAKING = (
    {
        "the last entry without its values": [f"DELETE FROM journal WHERE id = {LAST}"],
        "the last three entries": [f"DELETE FROM journal WHERE id > {LAST} - 3"],
        "every entry": ["DELETE FROM journal"],
        "the values of the last": [f"DELETE FROM journal_value WHERE journal_id = {LAST}"],
        "all values": ["DELETE FROM journal_value"],
        "the table of values": ["DROP TABLE journal_value"],
        "the table of entries": ["DROP TABLE journal"],
        "an entry within": ["DELETE FROM journal WHERE id = 2"],
        "an entry within and its values": [
            "DELETE FROM journal_value WHERE journal_id = 2",
            "DELETE FROM journal WHERE id = 2",
        ],
        "the values of one within": ["DELETE FROM journal_value WHERE journal_id = 2"],
        "the first entry and its values": [
            "DELETE FROM journal_value WHERE journal_id = 1",
            "DELETE FROM journal WHERE id = 1",
        ],
        "values of an entry to come": ["INSERT INTO journal_value VALUES (99, x'00', '[]')"],
        "an entry numbered below": [
            "INSERT INTO journal SELECT -1, at, actor_id, actor, doing, case_id, undoes, digest,"
            " before, hash FROM journal WHERE id = 1",
            "INSERT INTO journal_value VALUES (-1, x'00', '[]')",
        ],
        "an entry far ahead": [
            "INSERT INTO journal SELECT 999, at, actor_id, actor, doing, case_id, undoes, digest,"
            " before, hash FROM journal WHERE id = 1",
            "INSERT INTO journal_value VALUES (999, x'00', '[]')",
        ],
    }
    | {
        f"{column} of the last": [f"UPDATE journal SET {column} = {value} WHERE id = {LAST}"]
        for column, value in {
            "at": "'yesterday'",
            "actor_id": "'x'",
            "actor": "x'ff'",
            "doing": "7",
            "case_id": "'x'",
            "undoes": "1.5",
            "digest": "''",
            "before": "hash",
            "hash": "x'00'",
        }.items()
    }
    | {
        f"{column} of the last values": [
            f"UPDATE journal_value SET {column} = {value} WHERE journal_id = {LAST}"
        ]
        for column, value in {"salt": "'x'", "body": "x'ff'"}.items()
    }
)
"""What is done to the journal, and by which statements."""

FOUND_BY_A_CHECK = {
    f"{column} of an entry within": [f"UPDATE journal SET {column} = {value} WHERE id = 2"]
    for column, value in {
        "at": "'yesterday'",
        "actor_id": "'x'",
        "actor": "x'ff'",
        "case_id": "'x'",
        "hash": "''",
    }.items()
} | {
    f"{column} of values within": [
        f"UPDATE journal_value SET {column} = {value} WHERE journal_id = 2"
    ]
    for column, value in {"salt": "'x'", "body": "x'ff'"}.items()
}


def altered(path: Path, statements: list[str]) -> Path:
    """Do to the journal what somebody with other tools would."""
    with closing(driver.connect(str(path), isolation_level=None)) as other:
        for table in KEPT:
            for act in ("update", "delete"):
                other.execute(f"DROP TRIGGER {table}_kept_{act}")
        for statement in statements:
            other.execute(statement)
    return path


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory, founded_file: Path) -> Path:
    """A closed file in which something was done."""
    path = Path(shutil.copy(founded_file, tmp_path_factory.mktemp("worked") / "centre.mdk"))
    with closing(Database.open(path)) as db:
        db.now = lambda: NOW
        for n in range(ACTS):
            with db.write(WANG, "note") as session:
                journal.note(session, {"n": n})
    return path


@pytest.fixture
def copy(worked: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(worked, tmp_path / "centre.mdk"))


@pytest.mark.parametrize("way", BREAKING)
def test_a_file_whose_journal_lacks_or_doubts_a_row_is_refused_untouched(copy: Path, way: str):
    altered(copy, BREAKING[way])
    before = copy.read_bytes()

    with pytest.raises(Unreadable) as refused:
        Database.open(copy)

    assert str(copy) in str(refused.value)
    assert "请恢复备份" in str(refused.value)
    assert "操作" in str(refused.value) or "已损坏" in str(refused.value)
    assert copy.read_bytes() == before


@pytest.mark.parametrize("way", BREAKING | FOUND_BY_A_CHECK)
def test_a_check_says_it_in_one_sentence_of_the_centres_words(copy: Path, way: str):
    altered(copy, (BREAKING | FOUND_BY_A_CHECK)[way])

    found = backup.check(copy)

    assert not found.sound
    [sentence] = found.findings
    assert "journal" not in sentence
    assert "操作" in sentence or "已损坏" in sentence


@pytest.mark.parametrize("way", BREAKING | FOUND_BY_A_CHECK)
def test_a_copy_of_such_a_file_is_no_backup(copy: Path, tmp_path: Path, way: str):
    altered(copy, (BREAKING | FOUND_BY_A_CHECK)[way])

    with pytest.raises(DeskError):
        backup.read_info(copy)


def test_a_large_file_is_refused_by_its_end_at_once_and_by_a_gap_as_it_is_looked_through(
    copy: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(soundness, "SMALL", 0)
    altered(copy, BREAKING["an entry within"])

    with closing(Database.open(copy)) as db, pytest.raises(Unreadable, match="第 2 条"):
        db.require_whole()


def test_a_journal_that_is_cut_while_the_desk_is_open_stops_the_next_save(copy: Path):
    with closing(Database.open(copy)) as db:
        altered(copy, BREAKING["the last three entries"])
        before = copy.read_bytes()

        with pytest.raises(Unreadable, match="操作"), db.write(WANG, "note") as session:
            journal.note(session, {"n": ACTS})

    assert copy.read_bytes() == before
