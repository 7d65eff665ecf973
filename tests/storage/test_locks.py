"""Several programs on one centre: numbers without gaps, short waits, sentences."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlcipher3 import dbapi2 as driver

from mediation_desk.domain.case import CaseFilter
from mediation_desk.domain.errors import DeskError
from mediation_desk.storage import cases, drafts
from mediation_desk.storage.connecting import connect
from mediation_desk.storage.database import Database, ReadInGlance
from tests.storage.samples import WANG

ROOT = Path(__file__).parents[2]

REGISTER = """
import sys; sys.path.insert(0, sys.argv[2])
from dataclasses import replace
from mediation_desk.storage.database import Database, ReadInGlance
from tests.storage.samples import APPLICATION, register
db = Database.open(sys.argv[1])
for n in range(15):
    register(db, replace(APPLICATION, operation=""))
"""

HOLD = """
import sys; sys.path.insert(0, sys.argv[2])
import time
from mediation_desk.storage.database import Database, ReadInGlance
from tests.storage.samples import WANG
with Database.open(sys.argv[1]).write(WANG, "hold"):
    print("held", flush=True)
    time.sleep(60)
"""


def program(text: str, location: str) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", text, location, str(ROOT)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True)


def test_two_programs_number_their_cases_without_gaps(location: str):
    running = [program(REGISTER, location) for _ in range(2)]
    assert [one.wait(timeout=120) for one in running] == [0, 0]

    db = Database.open(location)
    with db.read() as session:
        assert cases.count(session, CaseFilter()) == 30
        numbers = {cases.file(session, key).number for key in range(1, 31)}
        assert numbers == {f"张劳调字〔2026〕第{n:04d}号" for n in range(1, 31)}
    db.close()


def test_a_save_waits_a_little_then_says_who_holds_the_file(file: Path):
    db = Database.open(file)
    other = program(HOLD, str(file))
    assert other.stdout is not None
    other.stdout.readline()

    with pytest.raises(DeskError, match="王晓梅"), db.write(WANG, "x"):
        pass

    other.kill()
    other.wait()
    with db.write(WANG, "draft") as session:
        drafts.put(session, 1, "intake", "现在可以了")
    db.close()


def test_a_killed_save_leaves_nothing_and_stops_nobody(file: Path):
    other = program(HOLD, str(file))
    assert other.stdout is not None
    other.stdout.readline()
    other.kill()
    other.wait()

    db = Database.open(file)
    with db.write(WANG, "draft") as session:
        drafts.put(session, 1, "intake", "x")
    with db.read() as session:
        assert drafts.get(session, 1, "intake") == "x"
    db.close()


def test_a_question_within_a_reading_does_not_wait_for_a_save_that_waits_for_it(file: Path):
    db = Database.open(file)

    def save() -> None:
        with db.write(WANG, "draft") as session:
            drafts.put(session, 1, "intake", "后到的")

    with ThreadPoolExecutor(1) as other:
        with db.read() as session:
            assert drafts.get(session, 1, "intake") is None  # from here on the file is held
            saving = other.submit(save)
            wait_until_nobody_else_gets_in(file)
            with db.glance() as of, db.read() as inner:
                assert of is session
                assert inner is session
        saving.result()
    db.close()


def wait_until_nobody_else_gets_in(file: Path) -> None:
    """Wait for a save to stand in the queue: from then on no new reader is let in."""
    while True:
        try:
            connect(file, read_only=True, wait=0).close()
        except driver.OperationalError:
            return
        time.sleep(0.01)


def test_one_glance_serves_the_questions_within_it_and_no_session(db: Database):
    with db.glance() as outer, db.glance() as inner:
        assert inner is outer
        if db.is_file:
            with pytest.raises(ReadInGlance), db.read():
                pass


def test_reading_cannot_write(db: Database):
    with pytest.raises(DeskError), db.read() as session:
        session.execute(text("INSERT INTO number_series VALUES ('case', 1, 1)"))


def test_a_full_disk_is_said_and_nothing_is_half_saved(file: Path):
    """SQLite's own limit of pages stands for the disk."""
    db = Database.open(file)

    def limited() -> None:
        with db.write(WANG, "draft") as session:
            raw = session.connection().connection.driver_connection
            assert raw is not None
            pages = raw.execute("PRAGMA page_count").fetchone()[0]
            raw.execute(f"PRAGMA max_page_count={pages + 1}")
            drafts.put(session, 1, "intake", "字" * 100_000)

    with pytest.raises(DeskError):
        limited()

    with db.read() as session:
        assert drafts.get(session, 1, "intake") is None
    db.close()
