"""Backups by themselves, on a second medium, rehearsed (reliability.md P10–P12): plain, encrypted
and on a real server."""

import errno
import os
import platform
import shutil
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from mediation_desk.domain.backup import Standing
from mediation_desk.domain.day_text import BEIJING
from mediation_desk.domain.errors import DeskError, FileRefused, Invalid, NotAllowed
from mediation_desk.domain.keeping import worries
from mediation_desk.domain.rights import Actor, Role
from mediation_desk.security import codes, hashing
from mediation_desk.services import (
    accounts,
    backups,
    browse,
    intake,
    journals,
    keeping,
    materials,
    recycling,
    restoring,
    signing_in,
    story,
    voiding,
)
from mediation_desk.services.accounts import Protection
from mediation_desk.services.desk import found, open_desk
from mediation_desk.storage import backup as backup_store
from mediation_desk.storage import backup_folders, journal, keyrings, material_files, seals
from mediation_desk.storage.database import Database
from tests.services.test_materials import page

PASSWORD = "雨后初晴-Mx93"
CODE = codes.new_recovery_code()
DESK = frozenset({Role.SUPERVISOR, Role.MEDIATOR, Role.CLERK})
FIRST = replace(story.SUPERVISOR, roles=DESK)


class Clock:
    def __init__(self):
        self.at = datetime(2026, 11, 27, 9, 0, tzinfo=BEIJING)

    def __call__(self):
        return self.at

    def on(self, **delta):
        self.at += timedelta(**delta)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture(autouse=True)
def _own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("MEDIATION_DESK_HOME", str(tmp_path / "home"))


@pytest.fixture(scope="session")
def founded(tmp_path_factory):
    """A founded centre, plain and encrypted, to copy."""
    folder = tmp_path_factory.mktemp("founded")
    given = Protection(password=PASSWORD, recovery_code=CODE)
    found(folder / "plain.desk", story.CENTRE, FIRST, now=Clock()).close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MEDIATION_DESK_HOME", str(folder / "home"))
        patch.setattr(hashing, "USUAL", hashing.Cost(rounds=1, memory=8))
        accounts.found(folder / "encrypted.desk", story.CENTRE, FIRST, given, now=Clock()).close()
    return folder


def copied(founded, kind, tmp_path):
    path = tmp_path / "data" / "centre.desk"
    path.parent.mkdir(exist_ok=True)
    shutil.copyfile(founded / f"{kind}.desk", path)
    if kind == "encrypted":
        shutil.copyfile(founded / "encrypted.desk.keys", keyrings.beside(path))
    return path


@pytest.fixture
def plain(founded, tmp_path, clock):
    desk = open_desk(copied(founded, "plain", tmp_path), now=clock)
    yield desk
    desk.close()


@pytest.fixture
def encrypted(founded, tmp_path, clock):
    desk = signing_in.enter(copied(founded, "encrypted", tmp_path), 1, PASSWORD, now=clock)
    yield desk
    desk.close()


@pytest.fixture
def server(postgres_url, clock):
    desk = found(postgres_url, story.CENTRE, FIRST, now=clock)
    keeping.make_here(desk)
    yield desk
    desk.close()


@pytest.fixture(params=["plain", "encrypted", "server"])
def desk(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def take_in(desk, name="工资银行流水"):
    """Register a case and take a photograph into it; return the material."""
    ref = intake.register(desk, replace(story.application(), operation=name))
    came = materials.recognised(page(), f"{name}.jpg")
    case = browse.case_file(desk, ref.id)
    material = replace(materials.usual(desk, case, came), name=name)
    taken = materials.stored(desk, came)
    materials.add(desk, ref.id, case.version, [(material, taken)])
    return browse.case_file(desk, ref.id).materials[0]


def acts(desk):
    with desk.db.read() as session:
        return [entry.doing for entry in journal.entries(session)]


def made(desk):
    folder = Path(keeping.state(desk).folder)
    return backup_folders.found(folder, keeping._code(desk))


def test_a_backup_is_made_by_itself_copied_to_the_second_medium_and_rehearsed(desk, clock, stick):
    take_in(desk)
    keeping.choose_second(desk, stick)
    assert keeping.state(desk).due(clock())

    info = keeping.run(desk)
    told = keeping.state(desk)
    [here] = made(desk)
    [there] = backup_folders.found(stick, keeping._code(desk))
    rehearsed = keeping.rehearse(desk)

    assert (info.cases, info.materials, info.lacking) == (1, 1, 0)
    assert here.at == there.at == clock().replace(microsecond=0)
    assert there.path.read_bytes() == here.path.read_bytes()
    assert ("未加密" in here.path.name) is not desk.db.is_encrypted
    assert not told.due(clock())
    assert worries(told, clock()) == ()
    assert rehearsed.findings == ()
    assert (rehearsed.cases, rehearsed.materials) == (1, 1)
    assert rehearsed.entries >= 3
    assert not list(here.path.parent.glob(".*")), "nothing of the trial is left"
    assert acts(desk)[:3] == ["rehearsal", "second_copy", "backup"]
    assert not keeping.state(desk).rehearsal_due(clock() + timedelta(days=29))


@pytest.mark.skipif(os.name == "nt", reason="a folder of Windows says itself who reads its files")
def test_nobody_else_of_this_computer_reads_keys_or_copies_wherever_they_lie(encrypted, stick):
    take_in(encrypted)
    keeping.choose_second(encrypted, stick)
    keeping.run(encrypted)
    accounts.change_password(encrypted, PASSWORD, "山高月小-Wk58")  # writes the key file anew

    live = Path(encrypted.db.location)
    mark = stick / backup_folders.MARK
    beside = (keyrings.beside(live), *Path(keeping.state(encrypted).folder).rglob("*"))
    files = [one for one in (*stick.rglob("*"), *beside) if one.is_file() and one != mark]
    modes = {one.name: oct(one.stat().st_mode & 0o777) for one in files}
    assert len(modes) >= 4
    assert {name: mode for name, mode in modes.items() if mode != "0o600"} == {}
    assert mark.stat().st_mode & 0o044, "the desk of another centre looks for its line there"


def test_what_is_backed_up_comes_back_with_its_materials_from_the_stick_alone(
    request, tmp_path, clock, stick
):
    """The computer is gone: the folder on the stick is enough, for a file and for a server."""
    postgres = request.getfixturevalue("postgres")
    for kind in ("plain", "encrypted", "server"):
        desk = request.getfixturevalue(kind)
        folder = stick / kind
        folder.mkdir()
        material = take_in(desk)
        keeping.choose_second(desk, folder)
        keeping.run(desk)
        [copy] = folder.glob("*.deskbackup")
        desk.close()
        for gone in (tmp_path / "data", tmp_path / "home"):
            shutil.rmtree(gone, ignore_errors=True)
        (tmp_path / "data").mkdir(exist_ok=True)

        new = postgres.database() if kind == "server" else tmp_path / "data" / f"new-{kind}.desk"
        root = backups.unlocked(copy, 1, PASSWORD)
        info = backups.restore(copy, new, root)
        again = (
            signing_in.enter(new, 1, PASSWORD, now=clock)
            if kind == "encrypted"
            else open_desk(new, now=clock)
        )

        assert (info.cases, info.materials, info.lacking) == (1, 1, 0)
        assert materials.content(again, material) == page()
        assert backups.check(new, again.root).sound
        again.close()
        if kind == "server":
            postgres.drop(new)
        shutil.rmtree(tmp_path / "data")
        (tmp_path / "data").mkdir(exist_ok=True)


def test_materials_of_an_encrypted_centre_are_read_after_a_restore_with_the_recovery_code(
    encrypted, tmp_path, clock
):
    material = take_in(encrypted)
    path = Path(encrypted.db.location)
    copy = tmp_path / "stick.deskbackup"
    backups.backup(encrypted, copy)
    encrypted.close()
    for gone in (path, material_files.beside(path)):
        shutil.rmtree(gone) if gone.is_dir() else gone.unlink()

    root = backups.unlocked(copy, 0, CODE)
    backups.restore(copy, path, root)
    again = signing_in.enter(path, 1, PASSWORD, now=clock)

    assert materials.content(again, material) == page()
    again.close()
    for place in (copy, *material_files.shared(copy).glob("??/*")):
        assert page()[:64] not in place.read_bytes()


def test_a_backup_waits_an_hour_and_for_something_new(plain, clock):
    keeping.run(plain)
    clock.on(hours=2)
    assert not keeping.state(plain).due(clock()), "nothing was saved since"

    take_in(plain)
    assert keeping.state(plain).due(clock())
    keeping.run(plain)
    take_in(plain, "考勤表")
    clock.on(minutes=59)
    assert not keeping.state(plain).due(clock())
    clock.on(minutes=1)
    assert keeping.state(plain).due(clock())


def test_older_backups_are_thinned_by_hour_and_day_on_both_media(plain, clock, stick):
    keeping.choose_second(plain, stick)
    for _hour in range(3):
        keeping.run(plain)
        clock.on(minutes=20)

    names = [f"{one.at.astimezone(BEIJING):%H:%M}" for one in made(plain)]
    assert names == ["09:40"]
    assert [one.path.name for one in backup_folders.found(stick, keeping._code(plain))] == [
        one.path.name for one in made(plain)
    ]
    assert len(list(stick.glob("*.sha256"))) == 1


def test_only_backups_made_since_a_case_came_in_are_said_to_hold_what_is_erased_of_it(plain, clock):
    take_in(plain)
    clock.on(hours=2)
    keeping.run(plain)
    clock.on(hours=2)
    later = intake.register(plain, replace(story.application(), operation="later"))
    keeping.run(plain)
    clock.on(hours=2)
    for case_id in (1, later.id):
        voiding.void(plain, case_id, browse.case_file(plain, case_id).version, "重复登记")
        clock.on(minutes=1)
    second, first = recycling.discarded(plain)

    assert recycling.keepers(plain, (first.entry,)).backups == 2
    assert recycling.keepers(plain, (second.entry,)).backups == 1
    assert recycling.keepers(plain, (second.entry, first.entry)).backups == 2


def test_a_medium_that_is_missing_is_pointed_out_with_its_age_and_catches_up(
    plain, clock, stick, tmp_path
):
    keeping.choose_second(plain, stick)
    keeping.run(plain)
    away = stick.rename(tmp_path / "pocket")
    stick.mkdir()  # where the stick was mounted an empty folder is left
    clock.on(days=8)
    take_in(plain)
    keeping.run(plain)

    told = keeping.state(plain)
    [worry] = worries(told, clock())
    assert not told.there
    assert not list(stick.iterdir()), "nothing is written to what is not the stick"
    assert worry.sentence == f"第二介质{stick}未接入，最近的副本已是8天前。"
    assert worry.badge == "第二介质已8天"

    stick.rmdir()
    away.rename(stick)
    copied = keeping.copy_to_second(plain)
    assert copied is not None
    assert worries(keeping.state(plain), clock()) == ()
    assert keeping.copy_to_second(plain) is None, "it is there already"


def test_why_a_medium_takes_no_copy_is_told_at_once_and_once_and_no_more_when_it_does(
    plain, clock, stick, monkeypatch
):
    keeping.choose_second(plain, stick)
    whole = backup_folders.copy

    def full(_source, _folder, _progress=None):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(backup_folders, "copy", full)
    for _hour in range(2):
        keeping.run(plain)
        take_in(plain, f"流水{clock()}")
        clock.on(hours=2)
    told = keeping.state(plain)
    assert told.failed == ""
    assert str(stick) in told.second_failed
    assert "磁盘已满" in told.second_failed
    assert [one.sentence for one in worries(told, clock())] == [
        f"最近一次未能复制到第二介质：{told.second_failed}"
    ]
    assert acts(plain).count("backup_failed") == 1

    monkeypatch.setattr(backup_folders, "copy", whole)
    keeping.run(plain)
    assert worries(keeping.state(plain), clock()) == ()


def test_a_copy_that_differs_from_its_original_gets_no_name(plain, stick, monkeypatch):
    keeping.choose_second(plain, stick)
    digest = backup_folders.digest

    def worn(path):
        if path.parent == stick:
            with path.open("r+b") as file:
                file.seek(5000)
                file.write(b"\x00\x01")
        return digest(path)

    monkeypatch.setattr(backup_folders, "digest", worn)
    keeping.run(plain)

    assert not list(stick.glob("*.deskbackup*"))
    assert keeping.state(plain).second_at is None


def test_the_data_themselves_are_no_second_medium(plain, stick):
    keeping.run(plain)
    for folder in (Path(plain.db.location).parent, Path(keeping.state(plain).folder)):
        with pytest.raises(Invalid) as refused:
            keeping.choose_second(plain, folder)
        assert refused.value.problems[0].field == "folder"
    with pytest.raises(Invalid):
        keeping.choose_second(plain, stick / "none")


def test_two_centres_on_one_stick_leave_each_other_alone(plain, tmp_path, clock, stick):
    other = found(tmp_path / "other.desk", replace(story.CENTRE, name="乙"), FIRST, now=clock)
    keeping.choose_second(plain, stick)
    keeping.choose_second(other, stick)
    for desk in (plain, other, plain):
        take_in(desk, f"{clock()}")
        keeping.run(desk)
        clock.on(minutes=5)

    assert len(list(stick.glob("*.deskbackup"))) == 2
    assert keeping.state(other).there
    other.close()


def test_once_a_week_all_data_are_checked_and_the_journal_says_so(desk, clock):
    take_in(desk)
    new = keeping.state(desk)
    assert not new.check_due(new.since + timedelta(days=6))
    assert new.check_due(new.since + timedelta(days=7))

    found_out = keeping.check(desk)

    assert found_out.sound, found_out.findings
    assert found_out.cases == 1
    assert acts(desk)[0] == "full_check"
    now = keeping.state(desk)
    assert (now.check, now.check_due(clock() + timedelta(days=6))) == ((), False)
    assert not list(Path(now.folder).glob(".rehearsal-*")), "nothing is left behind"


def test_a_full_check_finds_what_a_look_at_the_pages_does_not(plain, clock):
    take_in(plain)
    connection = driver.connect(str(plain.db.location))
    connection.execute("UPDATE person SET name = '王建国' WHERE name = '李建国'")
    connection.commit()
    connection.close()

    found_out = keeping.check(plain)

    assert not found_out.sound
    [worry] = worries(keeping.state(plain), clock())[:1]
    assert worry.badge == "数据检查有问题"
    assert worry.sentence.endswith(found_out.findings[0])
    assert keeping.state(plain).check_due(clock() + timedelta(days=1)), "it may be mended by then"


def test_a_material_that_is_gone_is_found_by_the_full_check(plain):
    take_in(plain)
    [place] = material_files.beside(Path(plain.db.location)).glob("??/*")
    place.write_bytes(b"x" * place.stat().st_size)

    assert not keeping.check(plain).sound


def test_saving_goes_on_while_all_data_are_checked(plain, monkeypatch):
    take_in(plain)
    looked = backup_store.check

    def saving_meanwhile(*what, **how):
        take_in(plain, "another")
        return looked(*what, **how)

    monkeypatch.setattr(backup_store, "check", saving_meanwhile)

    assert keeping.check(plain).cases == 1
    assert acts(plain)[:2] == ["full_check", "add_material"]


@pytest.mark.parametrize("harm", ["byte", "material", "cut"])
def test_a_rehearsal_finds_what_would_not_come_back(plain, clock, harm):
    take_in(plain)
    keeping.run(plain)
    [copy] = made(plain)
    if harm == "byte":  # in the text of a cell, where SQLite's own check finds nothing
        content = bytearray(copy.path.read_bytes())
        at = content.rindex("李建国".encode())
        content[at : at + 3] = "王".encode()
        copy.path.write_bytes(content)
    elif harm == "cut":
        copy.path.write_bytes(copy.path.read_bytes()[:-4096])
    else:
        [place] = material_files.shared(copy.path).glob("??/*")
        place.write_bytes(b"x" * place.stat().st_size)

    found_out = keeping.rehearse(plain)

    assert not found_out.passed
    [worry] = worries(keeping.state(plain), clock())
    assert worry.badge == "恢复演练未通过"
    assert acts(plain)[0] == "rehearsal"
    lines = journals.lines(plain, journals.Asked())
    assert lines


def test_a_rehearsal_finds_a_journal_that_was_altered(plain):
    take_in(plain)
    keeping.run(plain)
    [copy] = made(plain)
    connection = driver.connect(str(copy.path))
    connection.execute("DROP TRIGGER journal_kept_update")
    connection.execute("UPDATE journal SET actor = '某人' WHERE id = 2")
    connection.commit()
    connection.close()
    with copy.path.open("r+b") as file:
        file.truncate(seals.end(file))
    seals.put(copy.path)  # as who means to deceive does
    backup_folders.keep_digest(copy.path, backup_folders.digest(copy.path))

    [finding] = keeping.rehearse(plain).findings

    assert finding == "操作记录第 2 条被改动过。"


def test_a_backup_that_cannot_be_written_is_told_once(plain, clock):
    folder = Path(keeping.state(plain).folder)
    folder.write_text("in the way")
    for _time in range(2):
        with pytest.raises(FileRefused):
            keeping.run(plain)

    assert acts(plain).count("backup_failed") == 1
    assert worries(keeping.state(plain), clock())[0].badge == "备份未成功"
    folder.unlink()
    keeping.run(plain)
    assert keeping.state(plain).failed == ""


def test_of_a_server_one_computer_makes_the_backups(postgres_url, clock, monkeypatch):
    desk = found(postgres_url, story.CENTRE, FIRST, now=clock)
    assert not keeping.state(desk).due(clock())

    keeping.make_here(desk)
    assert keeping.state(desk).due(clock())
    monkeypatch.setattr(platform, "node", lambda: "another")

    told = keeping.state(desk)
    assert not told.here
    assert told.computer
    desk.close()


# -- what a restore refuses (P11) -------------------------------------------------------------


@pytest.fixture(params=["plain", "encrypted"])
def at_rest(request, clock):
    """A centre with one case, and a backup of that moment."""
    desk = request.getfixturevalue(request.param)
    take_in(desk)
    keeping.run(desk)
    return desk, made(desk)[0].path


def test_what_holds_everything_is_restored_without_a_word(at_rest):
    desk, copy = at_rest
    standing = backups.compared(copy, desk.db.location, desk.root, desk.root)
    proof = restoring.of_desk(desk)
    desk.close()

    info = backups.restore(copy, desk.db.location, desk.root, proof=proof)

    assert standing.standing is Standing.SAME
    assert info.cases == 1


def test_what_is_older_takes_the_number_of_its_cases(at_rest):
    desk, copy = at_rest
    take_in(desk, "后来的材料")
    found_out = backups.compared(copy, desk.db.location, desk.root, desk.root)
    proof = restoring.of_desk(desk)
    desk.close()
    place = Path(desk.db.location)

    assert (found_out.standing, found_out.later) == (Standing.OLDER, 2)
    assert found_out.present.cases == 2
    before = place.read_bytes()
    for count in (None, 0, 2):
        with pytest.raises(backups.NotApproved) as refused:
            backups.restore(copy, place, desk.root, proof=proof, count=count)
        assert "备份早于现有数据" in str(refused.value)
    assert place.read_bytes() == before
    info = backups.restore(copy, place, desk.root, proof=proof, count=1)
    assert Path(info.kept).exists()


def test_another_centres_takes_the_number_too(at_rest, tmp_path, clock):
    desk, copy = at_rest
    other = found(tmp_path / "other.desk", story.CENTRE, FIRST, now=clock)
    take_in(other)
    other.close()

    with pytest.raises(backups.NotApproved, match="备份属于另一个中心"):
        backups.restore(copy, other.db.location, desk.root)


def test_a_protected_file_that_cannot_be_read_is_not_replaced_unasked(encrypted, tmp_path, clock):
    other = found(tmp_path / "other.desk", story.CENTRE, FIRST, now=clock)
    keeping.run(other)
    [copy] = made(other)
    other.close()
    encrypted.close()

    for said in ({}, {"count": 0, "unencrypted": True}):
        with pytest.raises(restoring.Unproven):
            backups.restore(copy.path, encrypted.db.location, **said)


def test_two_ways_from_one_backup_are_told(plain, tmp_path, clock):
    take_in(plain)
    keeping.run(plain)
    [copy] = made(plain)
    two = open_desk(shutil.copy(copy.path, tmp_path / "two.desk"), now=clock)
    take_in(two, "另一台上")
    keeping.run(two)
    take_in(plain, "这一台上")

    found_out = backups.compared(made(two)[0].path, plain.db.location)

    assert found_out.standing is Standing.ASIDE
    two.close()


def test_a_supervisor_says_it_and_nobody_else(plain):
    take_in(plain)
    keeping.run(plain)
    take_in(plain, "后来的材料")
    found_out = backups.compared(made(plain)[0].path, plain.db.location)

    with pytest.raises(backups.NotApproved):
        backups.require_approved(plain, found_out, 7)
    backups.require_approved(plain, found_out, 1)
    plain.actor = Actor(9, "系统管理员", frozenset({Role.ADMINISTRATOR}))
    with pytest.raises(NotAllowed):
        backups.require_approved(plain, found_out, 1)


def test_a_backup_changed_by_a_byte_is_refused(plain):
    take_in(plain)
    keeping.run(plain)
    [copy] = made(plain)
    content = bytearray(copy.path.read_bytes())
    at = content.rindex("李建国".encode())
    content[at : at + 3] = "王".encode()
    copy.path.write_bytes(content)

    with pytest.raises(DeskError, match="与制作时的内容不一致"):
        backups.compared(copy.path, plain.db.location)


def test_a_damaged_file_has_nothing_that_a_backup_could_be_older_than(plain):
    take_in(plain)
    keeping.run(plain)
    [copy] = made(plain)
    plain.close()
    place = Path(plain.db.location)
    place.write_bytes(b"\x00" * 9000)

    assert backups.restore(copy.path, place).cases == 1
    Database.open(place).close()


def test_a_disk_that_runs_short_is_told_with_what_is_left(plain, monkeypatch):
    room = type("Usage", (), {"free": 300_000_000, "total": 10**12})
    monkeypatch.setattr(keeping.shutil, "disk_usage", lambda _folder: room)

    assert keeping.state(plain).free == 300_000_000
    assert "300" in worries(keeping.state(plain), plain.instant())[0].sentence
