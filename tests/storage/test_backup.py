import os
import shutil
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text as sql
from sqlcipher3 import dbapi2 as driver

from mediation_desk import paths
from mediation_desk.domain.case import CaseFilter
from mediation_desk.domain.day_text import BEIJING
from mediation_desk.domain.errors import DeskError, FileRefused, Unreadable
from mediation_desk.storage import backup, cases, copying, engines, places
from mediation_desk.storage.asking import instant
from mediation_desk.storage.database import Database
from tests.storage.conftest import found
from tests.storage.samples import NOW, against, read, register


def test_a_backup_holds_every_case_and_says_so(db: Database, tmp_path: Path):
    register(db)
    target = tmp_path / "copy.backup"

    info = backup.backup(db, target, at=NOW)

    assert (info.path, info.centre, info.cases) == (
        str(target),
        "张家口市劳动人事争议调解中心",
        1,
    )
    assert (info.made_at, info.size) == (NOW, target.stat().st_size)
    assert backup.read_info(target) == info
    assert [p.name for p in tmp_path.iterdir() if "copy" in p.name] == ["copy.backup"]


def test_a_copied_backup_tells_until_when_it_holds_what_happened(file: Path, tmp_path: Path):
    db = Database.open(file)
    register(db)
    target = tmp_path / "copy.backup"
    info = backup.backup(db, target, at=NOW)
    os.utime(target, (2e9, 2e9))

    later = backup.read_info(target)

    with db.read() as session:
        [last] = session.execute(sql("SELECT at FROM journal ORDER BY id DESC LIMIT 1")).one()
    assert later.as_of == info.as_of == instant(last)
    assert later.made_at.year == 2033
    db.close()


def test_an_older_backup_gives_way_to_a_newer_one(db: Database, tmp_path: Path):
    target = tmp_path / "copy.backup"
    backup.backup(db, target)
    register(db)

    assert backup.backup(db, target).cases == 1


@pytest.mark.parametrize("content", ["holiday photographs", "x" * 200])
def test_a_foreign_file_is_never_replaced(db: Database, tmp_path: Path, content: str):
    target = tmp_path / "photo.jpg"
    target.write_text(content)

    with pytest.raises(FileRefused):
        backup.backup(db, target)

    assert target.read_text() == content


def test_the_live_file_is_refused_however_it_is_named(file: Path, tmp_path: Path):
    db = Database.open(file)
    link = tmp_path / "link.mdk"
    link.symlink_to(file)
    hard = tmp_path / "hard.mdk"
    os.link(file, hard)

    for target in (file, link, hard, tmp_path, tmp_path / "none" / "a.mdk"):
        with pytest.raises(FileRefused):
            backup.backup(db, target)

    with db.read() as session:
        assert cases.count(session, CaseFilter()) == 0
    db.close()


def test_cancelling_leaves_nothing_behind(file: Path, tmp_path: Path):
    db = Database.open(file)
    target = tmp_path / "out" / "copy.mdk"
    target.parent.mkdir()

    with pytest.raises(DeskError):
        backup.backup(db, target, lambda done, total: False)

    assert list(target.parent.iterdir()) == []
    db.close()


def test_a_disk_that_fills_up_under_a_backup_is_said_and_leaves_nothing(
    file: Path, tmp_path: Path, monkeypatch
):
    db = Database.open(file)
    target = tmp_path / "out" / "copy.mdk"
    target.parent.mkdir()
    connect = engines.connect

    def on_a_full_disk(path, **how):
        connection = connect(path, **how)
        if path.parent == target.parent:
            connection.execute("PRAGMA max_page_count=10")
        return connection

    monkeypatch.setattr(engines, "connect", on_a_full_disk)

    with pytest.raises(DeskError, match="磁盘已满"):
        backup.backup(db, target)

    assert list(target.parent.iterdir()) == []
    db.close()


def test_what_no_server_can_store_is_refused_with_a_sentence(server: str):
    db = Database.open(server)

    with pytest.raises(DeskError, match="不接受的字符"), db.read() as session:
        session.execute(sql("SELECT :word"), {"word": "甲\x00乙"})

    db.close()


def test_progress_is_told_in_steps(file: Path, tmp_path: Path):
    db = Database.open(file)
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    backup.backup(db, tmp_path / "copy.mdk", tell)

    assert told[-1][0] == told[-1][1] > 0
    db.close()


def sealed_copy(file: Path, tmp_path: Path) -> Path:
    """Make a backup with a case in it, at a place of one's own: no digest lies beside it."""
    db = Database.open(file)
    register(db)
    assert backup.backup(db, tmp_path / "copy.mdk").sealed
    db.close()
    return tmp_path / "copy.mdk"


def test_a_backup_is_refused_where_any_byte_of_it_was_altered(file: Path, tmp_path: Path):
    copy = sealed_copy(file, tmp_path)
    whole = copy.read_bytes()

    for place in (40, len(whole) // 2, len(whole) - 4090, len(whole) - 4100):
        altered = bytearray(whole)
        altered[place] ^= 1
        copy.write_bytes(altered)
        with pytest.raises(FileRefused):
            backup.read_info(copy)

    copy.write_bytes(whole)
    assert backup.read_info(copy).sealed


def test_a_backup_that_another_program_wrote_to_is_refused(file: Path, tmp_path: Path):
    copy = sealed_copy(file, tmp_path)
    with closing(driver.connect(str(copy))) as connection:
        connection.execute("UPDATE person SET name = '王假名'")
        connection.commit()

    restore_refused(copy, file)


def test_a_copy_without_a_seal_is_told_from_one_and_compared_with_its_journal(
    file: Path, tmp_path: Path
):
    sealed_copy(file, tmp_path)
    plain = Path(shutil.copy(file, tmp_path / "plain.mdk"))
    assert not backup.read_info(plain).sealed
    with closing(driver.connect(str(plain))) as connection:
        connection.execute("UPDATE person SET name = '王假名'")
        connection.commit()

    restore_refused(plain, file)


def test_a_dump_carries_its_seal_and_comes_back(server: str, postgres_url: str, tmp_path: Path):
    db = Database.open(server)
    register(db)
    dump = tmp_path / "server.dump"
    assert backup.backup(db, dump).sealed
    db.close()

    assert backup.restore(dump, postgres_url).cases == 1

    altered = bytearray(dump.read_bytes())
    altered[len(altered) // 2] ^= 1
    dump.write_bytes(altered)
    with pytest.raises(FileRefused):
        backup.read_info(dump)


def test_a_restored_file_stands_as_it_was_and_the_present_one_is_kept(file: Path, tmp_path: Path):
    db = Database.open(file)
    first = register(db)
    backup.backup(db, tmp_path / "copy.mdk")
    register(db, against("后来的公司"))
    before = read(db, first.id)
    db.close()

    info = backup.restore(tmp_path / "copy.mdk", file)

    assert info.cases == 1
    db = Database.open(file)
    assert read(db, first.id) == before
    db.close()
    [aside] = tmp_path.glob("centre.before-restore-*.mdk")
    stamp = aside.stem.removeprefix("centre.before-restore-")
    told = datetime.strptime(stamp, "%Y%m%d-%H%M%S-%f").replace(tzinfo=BEIJING)
    assert abs(told - datetime.now(UTC)) < timedelta(minutes=5), "by the centre's clock"
    kept = Database.open(aside)
    with kept.read() as session:
        assert cases.count(session, CaseFilter()) == 2
    kept.close()


def test_a_lost_or_damaged_file_is_replaced(file: Path, tmp_path: Path):
    copy = Path(shutil.copy(file, tmp_path / "copy.mdk"))
    file.write_bytes(bytes(1000))

    backup.restore(copy, file)
    backup.restore(copy, tmp_path / "new.mdk")

    for path in (file, tmp_path / "new.mdk"):
        Database.open(path).close()


def restore_refused(source: Path, target: Path) -> None:
    before = {p: p.read_bytes() for p in target.parent.iterdir() if p.is_file()}
    with pytest.raises(DeskError) as refused:
        backup.restore(source, target)
    assert {p: p.read_bytes() for p in target.parent.iterdir() if p.is_file()} == before
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("tenth", range(10))
def test_a_file_damaged_at_any_place_is_replaced_and_kept(file: Path, tmp_path: Path, tenth: int):
    """Also where the pages are broken that tell of the tables: then nothing of it can be read."""
    db = Database.open(file)
    register(db)
    backup.backup(db, tmp_path / "copy.mdk")
    db.close()
    content = bytearray(file.read_bytes())
    at = max(100, len(content) * tenth // 10)
    content[at : at + 3000] = bytes(one ^ 0x5A for one in content[at : at + 3000])
    file.write_bytes(content)

    backup.restore(tmp_path / "copy.mdk", file)

    db = Database.open(file)
    assert backup.check(file).sound
    db.close()
    [aside] = tmp_path.glob("centre.before-restore-*.mdk")
    assert aside.read_bytes() == content


def test_what_is_no_sound_backup_is_not_restored(file: Path, tmp_path: Path):
    text = tmp_path / "a.txt"
    text.write_text("no backup at all")
    cut = tmp_path / "cut.mdk"
    cut.write_bytes(file.read_bytes()[:50_000])
    newer = Path(shutil.copy(file, tmp_path / "newer.mdk"))
    connection = driver.connect(str(newer))
    connection.execute("PRAGMA user_version=99")
    connection.close()
    worn = tmp_path / "worn.mdk"
    content = bytearray(file.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 4096] = b"\x55" * 4096
    worn.write_bytes(content)

    for source in (text, cut, newer, worn, tmp_path / "missing.mdk", tmp_path):
        restore_refused(source, file)


def test_nothing_is_restored_into_a_file_in_use(file: Path, tmp_path: Path):
    copy = Path(shutil.copy(file, tmp_path / "copy.mdk"))
    db = Database.open(file)
    with pytest.raises(FileRefused):
        backup.restore(copy, file)
    db.close()

    other = driver.connect(str(file), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(DeskError):
        backup.restore(copy, file)
    other.close()

    assert not list(tmp_path.glob("*.before-restore-*"))


def test_a_backup_is_not_restored_onto_itself(file: Path):
    restore_refused(file, file)


def test_a_journal_beside_the_present_file_goes_with_it(file: Path, tmp_path: Path):
    copy = Path(shutil.copy(file, tmp_path / "copy.mdk"))
    file.write_bytes(bytes(1000))
    stale = file.with_name("centre.mdk-journal")
    stale.write_bytes(b"left by a crash")

    backup.restore(copy, file)

    assert not stale.exists()
    [aside] = tmp_path.glob("*.before-restore-*-journal")
    assert aside.read_bytes() == b"left by a crash"


def test_a_server_goes_back_into_an_empty_database_only(
    server: str, postgres_url: str, file: Path, tmp_path: Path
):
    db = Database.open(server)
    ref = register(db)
    before = read(db, ref.id)
    dump = tmp_path / "server.dump"
    backup.backup(db, dump)
    db.close()

    with pytest.raises(FileRefused):
        backup.restore(dump, server)
    with pytest.raises(FileRefused):
        backup.restore(dump, file)
    with pytest.raises(FileRefused):
        backup.restore(file, postgres_url)
    info = backup.restore(dump, postgres_url)

    assert info.cases == 1
    again = Database.open(postgres_url)
    assert read(again, ref.id) == before
    assert register(again, against("新公司")).number.endswith("0002号")
    again.close()
    assert backup.check(postgres_url).sound


def test_a_cut_dump_is_refused(server: str, tmp_path: Path):
    db = Database.open(server)
    dump = tmp_path / "server.dump"
    backup.backup(db, dump)
    dump.write_bytes(dump.read_bytes()[:-6000])

    with pytest.raises(FileRefused):
        backup.read_info(dump)
    db.close()


def test_a_check_counts_what_is_sound(location: str):
    db = Database.open(location)
    register(db)
    db.close()

    result = backup.check(location)

    assert (result.sound, result.cases, result.journal_entries) == (True, 1, 2)
    assert result.findings == ()


def test_a_check_names_damage_and_changes_nothing(file: Path):
    db = Database.open(file)
    register(db)
    db.close()
    content = bytearray(file.read_bytes())
    at = content.rindex("单雄信".encode())
    page = at // 4096 * 4096
    content[page : page + 200] = b"\x7f" * 200
    file.write_bytes(content)

    result = backup.check(file)

    assert not result.sound
    assert result.findings
    assert file.read_bytes() == content


def test_a_backup_can_be_taken_while_the_desk_saves(file: Path, tmp_path: Path):
    db = Database.open(file)

    def save_meanwhile(done: int, total: int) -> bool:
        if done < total and not places.is_open(tmp_path / "copy.mdk"):
            register(db, against("某公司"))
        return True

    info = backup.backup(db, tmp_path / "copy.mdk", save_meanwhile)

    with db.read() as session:
        assert info.cases <= cases.count(session, CaseFilter())
    db.close()


def test_a_backup_ends_however_often_others_save(file: Path, tmp_path: Path, monkeypatch):
    """SQLite begins a copy again after each save of another connection."""
    monkeypatch.setattr(copying, "PAGES", 8)
    db = Database.open(file)
    told: list[int] = []

    def save_between_all_steps(done: int, total: int) -> bool:
        told.append(total - done)
        if done < total:
            register(db, against("某公司"))
        return True

    backup.backup(db, tmp_path / "copy.mdk", save_between_all_steps)

    assert told[-1] == 0
    db.close()


def test_a_new_centre_backs_up_too(tmp_path: Path):
    found(tmp_path / "a.mdk")
    db = Database.open(tmp_path / "a.mdk")
    assert backup.backup(db, tmp_path / "b.mdk").cases == 0
    db.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a person's folder from others itself")
def test_nobody_else_of_this_computer_reads_the_file_its_copies_or_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("MEDIATION_DESK_HOME", str(tmp_path / "home"))
    live, copy = paths.user_data() / "centre.desk", tmp_path / "copy.backup"
    found(live)
    with closing(Database.open(live)) as db:
        backup.backup(db, copy)
    backup.restore(copy, tmp_path / "again.desk")

    modes = {path.name: path.stat().st_mode & 0o777 for path in (live.parent, live, copy)}

    assert modes == {"home": 0o700, "centre.desk": 0o600, "copy.backup": 0o600}
    assert (tmp_path / "again.desk").stat().st_mode & 0o777 == 0o600


def test_a_check_says_in_plain_words_that_pages_are_broken_and_counts_nothing(file: Path):
    content = bytearray(file.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 3000] = bytes(one ^ 0x5A for one in content[middle : middle + 3000])
    file.write_bytes(content)

    result = backup.check(file)

    assert result.findings == ("数据文件已损坏，其中有一部分无法读取。请恢复备份。",)
    assert (result.sound, result.cases, result.journal_entries) == (False, None, None)
    assert result.technical
    with pytest.raises(Unreadable):
        Database.open(file)
