"""What another program did to the rows behind the journal's back is found by a check."""

import shutil
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url
from sqlcipher3 import dbapi2 as driver

from mediation_desk.storage import backup, rows_told
from mediation_desk.storage.database import Database
from tests.storage.samples import register

ALTERED = {
    "a name": ("UPDATE person SET name = '王假名' WHERE id = 1", "人员中编号为1的记录"),
    "a sum paid": ("UPDATE payment SET amount = amount + 100000 WHERE id = 1", "付款中编号为1"),
    "a payment gone": ("DELETE FROM payment WHERE id = 1", "付款中编号为1的记录已不在"),
    "a payment put in": (
        "INSERT INTO payment SELECT 99, {others} FROM payment WHERE id = 1",
        "付款中编号为99",
    ),
    "a sum claimed": ("UPDATE claim SET claimed = 1 WHERE id = 2", "请求中编号为2"),
    "a term no version knows": ("UPDATE mediation_case SET stage = 'won' WHERE id = 1", "无法识别"),
    "the content of papers": ("UPDATE paper_content SET docx = X'00'", "已缺失或被改动"),
    "a content gone": ("DELETE FROM paper_content", "已缺失或被改动"),
}


@pytest.fixture
def tampered(told: Path, tmp_path: Path):
    """Return what alters a copy of the sample centre as another program does."""
    path = Path(shutil.copy(told, tmp_path / "centre.desk"))

    def alter(statement: str) -> Path:
        with closing(driver.connect(str(path))) as connection:
            for (trigger,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            ).fetchall():
                connection.execute(f'DROP TRIGGER "{trigger}"')
            names = [row[1] for row in connection.execute("PRAGMA table_info(payment)")]
            connection.execute(statement.format(others=", ".join(n for n in names if n != "id")))
            connection.commit()
        return path

    return alter


@pytest.mark.parametrize("what", ALTERED)
def test_a_row_that_another_program_altered_is_found(tampered, what: str):
    statement, said = ALTERED[what]
    path = tampered(statement)

    result = backup.check(path)

    assert not result.sound
    assert said in "".join(result.findings)


def test_an_untouched_file_is_sound_however_many_parts_it_is_looked_through_in(
    told: Path, tmp_path: Path, monkeypatch
):
    path = Path(shutil.copy(told, tmp_path / "centre.desk"))
    monkeypatch.setattr(rows_told, "_AT_ONCE", 40)

    assert backup.check(path).findings == ()


def test_of_many_rows_some_are_named(tampered, monkeypatch):
    monkeypatch.setattr(rows_told, "MOST", 3)
    path = tampered("UPDATE claim SET claimed = 1")

    assert len(backup.check(path).findings) == 4


def test_a_row_altered_on_a_server_is_found(server: str):
    db = Database.open(server)
    register(db)
    db.close()
    assert backup.check(server).sound
    at = make_url(server)
    with psycopg.connect(host=str(at.query["host"]), dbname=at.database, user=at.username) as line:
        line.execute("UPDATE person SET name = '王假名' WHERE id = 1")

    assert "人员中编号为1" in "".join(backup.check(server).findings)
