"""A kept reading connection: it sees what others save, holds up nobody, and is let go of."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from mediation_desk.domain.errors import DeskLocked
from mediation_desk.storage import connecting
from mediation_desk.storage.asking import one
from mediation_desk.storage.connecting import connect
from mediation_desk.storage.database import Database

NAME = "SELECT name FROM centre"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that were opened for reading, one entry each time."""
    found: list[Path] = []

    def counted(path, **more):
        found.append(Path(path))
        return connect(path, **more)

    monkeypatch.setattr(connecting, "connect", counted)
    return found


def name(db: Database) -> str:
    with db.glance() as of:
        return str(one(of, NAME))


def open_files() -> list[str]:
    return [str(link.resolve()) for link in Path("/proc/self/fd").iterdir()]


def rename(path: Path, to: str) -> None:
    with closing(driver.connect(str(path), isolation_level=None, timeout=0)) as other:
        other.execute("UPDATE centre SET name = ?", (to,))


def test_the_next_reading_needs_no_connection_of_its_own_and_sees_what_another_saved(file, opened):
    with closing(Database.open(file)) as db:
        before = name(db)
        opened.clear()
        rename(file, "另一台电脑改的名称")

        assert name(db) == "另一台电脑改的名称" != before
        assert not opened


def test_a_connection_at_rest_holds_up_neither_a_save_nor_the_cleaning_of_the_file(file):
    with closing(Database.open(file)) as db:
        name(db)
        with closing(driver.connect(str(file), isolation_level=None, timeout=0)) as other:
            other.execute("BEGIN EXCLUSIVE")
            other.execute("UPDATE centre SET name = '独占时改的名称'")
            other.execute("COMMIT")
            other.execute("VACUUM")

        assert name(db) == "独占时改的名称"


def test_a_file_put_in_the_place_of_the_one_that_was_read_is_read_instead(file, tmp_path, opened):
    other = Path(shutil.copy(file, tmp_path / "other.mdk"))
    rename(other, "换上的文件")
    with closing(Database.open(file)) as db:
        name(db)
        opened.clear()
        other.replace(file)

        assert name(db) == "换上的文件"
        assert opened == [file]


def test_a_reading_that_fails_leaves_no_connection_behind(file, opened):
    with closing(Database.open(file)) as db:
        opened.clear()
        with pytest.raises(ZeroDivisionError), db.glance():
            raise ZeroDivisionError

        assert name(db)
        assert opened == [file]


def test_no_connection_outlives_the_lock_of_the_desk_or_its_end(file):
    db = Database.open(file)
    name(db)
    assert str(file) in open_files()

    db.lock()

    assert str(file) not in open_files()
    with pytest.raises(DeskLocked), db.glance():
        pass
    db.unlock(None)
    name(db)
    db.close()
    assert str(file) not in open_files()


def test_a_reading_under_way_when_the_desk_is_locked_ends_and_is_not_kept(file):
    with closing(Database.open(file)) as db:
        with db.glance() as of:
            db.lock()
            assert one(of, NAME)

        assert str(file) not in open_files()
