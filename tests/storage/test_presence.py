"""A file that a window has open is not replaced under it; what a crash leaves stops nobody."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mediation_desk.domain.errors import DeskError, FileRefused
from mediation_desk.storage import backup, presence
from mediation_desk.storage.database import Database
from tests.storage.conftest import found

ROOT = Path(__file__).parents[2]

OPEN = """
import sys; sys.path.insert(0, sys.argv[2])
from mediation_desk.storage.database import Database
db = Database.open(sys.argv[1])
print("open", flush=True)
sys.stdin.readline()
db.close()
print("closed", flush=True)
sys.stdin.readline()
"""


@contextmanager
def window(file: Path) -> Iterator[subprocess.Popen[str]]:
    """Another program that has the file open and does nothing with it."""
    words = [sys.executable, "-c", OPEN, str(file), str(ROOT)]
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "open\n"
        try:
            yield running
        finally:
            running.kill()


def let_go(running: subprocess.Popen[str]) -> None:
    """Let the other program close the file and go on living."""
    assert running.stdin is not None
    assert running.stdout is not None
    running.stdin.write("\n")
    running.stdin.flush()
    assert running.stdout.readline() == "closed\n"


@pytest.fixture
def copy(file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(file, tmp_path / "copy.mdk"))


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.skipif(sys.platform == "win32", reason="noted where hard links are usual")
def test_a_file_that_is_open_under_one_name_is_not_opened_under_another(file: Path, tmp_path: Path):
    link = tmp_path / "hard.mdk"
    link.hardlink_to(file)
    with window(file) as running:
        with pytest.raises(FileRefused, match=str(file)):
            Database.open(link)
        Database.open(file).close()  # a command beside the window
        with pytest.raises(FileRefused, match=str(file)):
            Database.open(link)
        assert "hard.mdk.open" not in names(tmp_path)
        let_go(running)
        Database.open(link).close()
    link.unlink()
    with window(file):
        pass
    Database.open(file).close()


def test_a_file_that_another_program_has_open_is_not_replaced(file: Path, copy: Path):
    inode = file.stat().st_ino
    with window(file) as running:
        with pytest.raises(FileRefused, match="窗口") as refused:
            backup.restore(copy, file)

        assert "\n" not in str(refused.value)
        assert file.stat().st_ino == inode
        assert not list(file.parent.glob("*before-restore*"))

        let_go(running)
        assert Path(backup.restore(copy, file).kept).stat().st_ino == inode


def test_a_link_to_an_open_file_is_refused_too(file: Path, copy: Path, tmp_path: Path):
    link = tmp_path / "link.mdk"
    link.symlink_to(file)

    with window(file), pytest.raises(FileRefused):
        backup.restore(copy, link)


def test_a_program_that_was_killed_stops_nobody(file: Path, copy: Path):
    with window(file) as running:
        running.kill()
        running.wait()
        assert "centre.mdk.open" in names(file.parent)

        backup.restore(copy, file)

    assert "centre.mdk.open" not in names(file.parent)


def test_the_last_to_close_leaves_nothing_beside_the_file(file: Path, copy: Path):
    first, second = Database.open(file), Database.open(file)

    first.close()
    with pytest.raises(FileRefused):
        backup.restore(copy, file)
    second.close()

    assert names(file.parent) == {"centre.mdk", "copy.mdk"}
    backup.restore(copy, file)


def test_a_child_process_that_lives_on_does_not_keep_the_file(file: Path, copy: Path):
    db = Database.open(file)
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        os.close(writing)
        os.read(reading, 1)
        os._exit(0)

    db.close()
    backup.restore(copy, file)

    os.close(writing)
    os.close(reading)
    os.waitpid(child, 0)


def test_nobody_opens_a_file_that_is_being_restored(file: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(presence, "OPENING_SECONDS", 0.05)

    with (
        presence.alone(file, FileRefused("in use")),
        pytest.raises(DeskError, match="正在恢复"),
    ):
        Database.open(file)

    Database.open(file).close()


def test_no_backup_takes_the_place_of_a_file_that_another_program_has_open(
    file: Path, tmp_path: Path
):
    found(tmp_path / "other.mdk")
    db = Database.open(tmp_path / "other.mdk")
    before = file.read_bytes()

    with window(file), pytest.raises(FileRefused):
        backup.backup(db, file)

    assert file.read_bytes() == before
    assert not list(tmp_path.glob(".*.part"))
    db.close()


def test_a_restore_tells_where_the_present_file_is_kept(copy: Path, tmp_path: Path, file: Path):
    before = file.read_bytes()

    kept = backup.restore(copy, file).kept

    assert Path(kept).read_bytes() == before
    assert backup.restore(copy, tmp_path / "new.mdk").kept == ""
