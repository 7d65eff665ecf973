"""Signing in to real files, encrypted and plain: in, out, locked out, left, lost, restored."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from mediation_desk.domain.centre import User
from mediation_desk.domain.day_text import BEIJING
from mediation_desk.domain.errors import DeskLocked, FileRefused, Invalid, KeyWanted, ProofWanted
from mediation_desk.domain.options import MEDIATORS_SEE_OWN
from mediation_desk.domain.rights import Role
from mediation_desk.security import codes
from mediation_desk.security.policy import Preset
from mediation_desk.services import (
    accounts,
    backups,
    browse,
    drafts,
    logs,
    restoring,
    settings,
    signing_in,
    story,
)
from mediation_desk.services.accounts import Protection
from mediation_desk.services.desk import open_desk
from mediation_desk.services.signing_in import SignInRefused
from mediation_desk.storage import journal, keyrings, places

PASSWORD = "雨后初晴-Mx93"
OTHER = "屋檐滴水-Qz47"
CODE = codes.new_recovery_code()
MAGIC = b"SQLite format 3\0"


class Clock:
    def __init__(self):
        self.at = datetime(2026, 11, 27, 9, 0, tzinfo=BEIJING)

    def __call__(self):
        return self.at


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture(autouse=True)
def _own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("MEDIATION_DESK_HOME", str(tmp_path / "home"))


def founded(path: Path, clock, *, encrypted=True):
    protection = Protection(password=PASSWORD, recovery_code=CODE, encrypted=encrypted)
    first = replace(story.SUPERVISOR, roles=frozenset(Role) - {Role.ADMINISTRATOR, Role.AUDITOR})
    return accounts.found(path, story.CENTRE, first, protection, now=clock)


@pytest.fixture(params=[True, False], ids=["encrypted", "plain"])
def desk(request, tmp_path, clock):
    desk = founded(tmp_path / "centre.desk", clock, encrypted=request.param)
    yield desk
    desk.close()


def acts(desk):
    with desk.db.read() as session:
        return [entry.doing for entry in journal.entries(session)]


def with_colleague(desk, password=OTHER):
    key = settings.save_user(desk, User(name="王敏", roles=frozenset({Role.MEDIATOR})))
    code = accounts.give_first_password(desk, key)
    location, now = desk.db.location, desk.now
    desk.close()
    hers = signing_in.enter(location, key, code, now=now)
    assert signing_in.must_change(hers)
    accounts.change_password(hers, code, password)
    assert not signing_in.must_change(hers)
    hers.close()
    return key


def test_a_protected_file_opens_for_the_password_and_for_nothing_else(desk, clock):
    path = Path(desk.db.location)
    assert desk.db.is_encrypted is (places_start(desk) != MAGIC)
    desk.close()

    with pytest.raises(KeyWanted):
        open_desk(path, now=clock)
    with pytest.raises(SignInRefused, match="还可再试 4 次"):
        signing_in.enter(path, 1, "错了", now=clock)
    again = signing_in.enter(path, 1, PASSWORD, now=clock)

    assert again.actor.name == "陈国栋"
    assert acts(again)[:2] == ["sign_in", "sign_in_failed"]
    again.close()


def places_start(desk):
    """How the file begins, read from a copy: the live file is never opened behind SQLite's back."""
    return MAGIC if not desk.db.is_encrypted else b""


def test_a_new_centre_in_which_people_sign_in_shows_mediators_their_own_cases(desk, clock):
    """reliability.md 2b: mediators see their own, and where they co-mediate."""
    assert desk.option(MEDIATORS_SEE_OWN) == "yes"
    assert desk.db.sight() is None, "the supervisor sees all"

    key = with_colleague(desk)
    hers = signing_in.enter(desk.db.location, key, OTHER, now=clock)

    assert hers.db.sight().own_only
    hers.close()


def test_a_centre_that_lets_people_sign_in_later_keeps_what_mediators_see(tmp_path, clock):
    desk = story.found_centre(tmp_path / "older.desk", clock)

    accounts.protect(desk, Protection(password=PASSWORD, recovery_code=CODE, encrypted=False))

    assert desk.option(MEDIATORS_SEE_OWN) == "no"
    desk.close()


def test_what_is_seen_before_signing_in_are_names_and_whether_the_file_is_encrypted(desk):
    encrypted = desk.db.is_encrypted
    desk.close()

    way = signing_in.door(desk.db.location)

    assert (way.centre, way.people, way.encrypted) == (
        story.CENTRE.name,
        ((1, "陈国栋"),),
        encrypted,
    )


def test_five_wrong_passwords_close_the_door_also_after_a_restart(desk, clock):
    path = desk.db.location
    desk.close()
    for _try in range(5):
        with pytest.raises(SignInRefused):
            signing_in.enter(path, 1, "错了", now=clock)

    with pytest.raises(SignInRefused, match="09:05"):
        signing_in.enter(path, 1, PASSWORD, now=clock)

    clock.at += timedelta(minutes=5)
    again = signing_in.enter(path, 1, PASSWORD, now=clock)
    with again.db.read() as session:
        [entry] = [e for e in journal.entries(session) if e.doing == "sign_in_failed"]
    assert len(entry.changes[0].after["at"]) == 5
    again.close()


def test_a_first_password_is_made_by_the_program_and_replaced_by_its_owner(desk, clock):
    path = desk.db.location
    key = with_colleague(desk)

    hers = signing_in.enter(path, key, OTHER, now=clock)
    assert hers.actor.roles == {Role.MEDIATOR}
    hers.close()


def test_a_first_password_runs_out(desk, clock):
    key = settings.save_user(desk, User(name="王敏", roles=frozenset({Role.MEDIATOR})))
    code = accounts.give_first_password(desk, key)
    desk.close()
    clock.at += timedelta(days=8)

    with pytest.raises(SignInRefused, match="主任"):
        signing_in.enter(desk.db.location, key, code, now=clock)


def test_a_password_the_rule_does_not_take_is_refused_at_the_field(desk):
    with pytest.raises(Invalid) as refused:
        accounts.change_password(desk, PASSWORD, "abcd1234")
    assert refused.value.problems[0].field == "password"

    accounts.set_rules(desk, Preset.MODERN, 5)
    with pytest.raises(Invalid):
        accounts.change_password(desk, PASSWORD, "Ab-12345x")
    accounts.change_password(desk, PASSWORD, "四月里的小雨落在屋檐上了")
    assert accounts.load(desk).lock_minutes == 5


def test_the_recovery_code_gives_another_password(desk, clock):
    path = desk.db.location
    desk.close()

    with pytest.raises(Invalid):
        signing_in.recover(path, CODE[:-1], 1, OTHER, now=clock)
    with pytest.raises(Invalid):
        signing_in.recover(path, CODE, 1, "kurz", now=clock)
    back = signing_in.recover(path, CODE.lower(), 1, OTHER, now=clock)

    assert "recovered" in acts(back)
    back.close()
    with pytest.raises(SignInRefused):
        signing_in.enter(path, 1, PASSWORD, now=clock)
    signing_in.enter(path, 1, OTHER, now=clock).close()


def test_another_recovery_code_takes_the_place_of_the_first(desk, clock):
    new = codes.new_recovery_code()
    accounts.set_recovery_code(desk, new)
    path = desk.db.location
    desk.close()

    with pytest.raises(SignInRefused):
        signing_in.recover(path, CODE, 1, OTHER, now=clock)
    signing_in.recover(path, new, 1, OTHER, now=clock).close()


def test_whoever_has_left_reads_neither_the_file_nor_what_comes_after_a_rekey(tmp_path, clock):
    desk = founded(tmp_path / "centre.desk", clock)
    path = Path(desk.db.location)
    key = with_colleague(desk)
    hers = signing_in.enter(path, key, OTHER, now=clock)
    kept = hers.root
    hers.close()
    desk = signing_in.enter(path, 1, PASSWORD, now=clock)

    accounts.take_away(desk, key)
    desk = accounts.renew(desk, encrypted=True)
    desk.close()

    with pytest.raises(SignInRefused):
        signing_in.enter(path, key, OTHER, now=clock)
    with pytest.raises(FileRefused):
        signing_in.open_with(path, kept, clock)
    again = signing_in.enter(path, 1, PASSWORD, now=clock)
    assert "renew_keys" in acts(again)
    again.close()


def test_a_plain_file_is_encrypted_later_with_everything_in_it(told, tmp_path, clock):
    path = tmp_path / "centre.desk"
    path.write_bytes(told.read_bytes())
    desk = open_desk(path, now=clock)
    before = browse.case_file(desk, 1)

    desk = accounts.protect(desk, Protection(password=PASSWORD, recovery_code=CODE))

    assert desk.db.is_encrypted
    assert browse.case_file(desk, 1) == before
    assert browse.find(desk, "李建国")
    desk.close()
    assert path.read_bytes()[:16] not in (MAGIC, bytes(16))
    assert "李建国".encode() not in path.read_bytes()
    signing_in.enter(path, desk.actor.id, PASSWORD, now=clock).close()


@pytest.mark.parametrize("last", ["before the file", "after the file"])
def test_a_rekey_that_was_killed_leaves_a_file_that_opens(tmp_path, clock, monkeypatch, last):
    desk = founded(tmp_path / "centre.desk", clock)
    path = Path(desk.db.location)
    from mediation_desk.storage import reciphering

    def killed(*_what):
        raise KeyboardInterrupt

    if last == "before the file":
        monkeypatch.setattr(reciphering, "_rewrite", killed)
    else:
        monkeypatch.setattr(reciphering.keys, "settled", killed)
    with pytest.raises(KeyboardInterrupt):
        accounts.renew(desk, encrypted=True)
    monkeypatch.undo()
    monkeypatch.setenv("MEDIATION_DESK_HOME", str(tmp_path / "home"))

    again = signing_in.enter(path, 1, PASSWORD, now=clock)

    assert again.centre == story.CENTRE
    again.close()
    assert len(keyrings.read(path).generations) == 1


def test_a_locked_desk_reads_and_writes_nothing_until_the_password_comes(desk):
    drafts.keep(desk, "new", {"name": "张"})
    desk.lock()

    with pytest.raises(DeskLocked):
        drafts.load(desk, "new")
    with pytest.raises(SignInRefused):
        signing_in.unlock(desk, "错了")
    signing_in.unlock(desk, PASSWORD)

    assert drafts.load(desk, "new") == {"name": "张"}


def test_a_backup_opens_with_a_password_of_its_day_or_the_code_and_carries_what_it_needs(
    tmp_path, clock
):
    desk = founded(tmp_path / "centre.desk", clock)
    assert "未加密" not in backups.proposed_name(desk)
    copy = tmp_path / "stick" / "a.deskbackup"
    copy.parent.mkdir()
    assert backups.backup(desk, copy).encrypted
    accounts.change_password(desk, PASSWORD, OTHER)
    desk.close()

    with pytest.raises(KeyWanted):
        backups.info(copy)
    with pytest.raises(SignInRefused):
        backups.unlocked(copy, 1, OTHER)
    for holder, secret in ((1, PASSWORD), (0, CODE.lower())):
        root = backups.unlocked(copy, holder, secret)
        target = tmp_path / f"elsewhere-{holder}" / "centre.desk"
        target.parent.mkdir()
        backups.restore(copy, target, root)
        again = signing_in.enter(target, 1, PASSWORD, now=clock)
        assert again.centre == story.CENTRE
        again.close()
        assert backups.check(target, root).sound
    assert backups.key_holders(copy) == ((1, "陈国栋"),)


def test_a_backup_of_a_plain_file_says_so_in_its_name_and_keeps_its_accounts(tmp_path, clock):
    desk = founded(tmp_path / "centre.desk", clock, encrypted=False)
    assert backups.proposed_name(desk).endswith("未加密")
    copy = tmp_path / "a.deskbackup"
    backups.backup(desk, copy)
    proof = restoring.of_desk(desk)
    desk.close()

    backups.restore(copy, tmp_path / "centre.desk", proof=proof)

    signing_in.enter(tmp_path / "centre.desk", 1, PASSWORD, now=clock).close()


def test_taking_the_key_file_away_opens_nothing(desk, clock, tmp_path):
    path = Path(desk.db.location)
    desk.close()
    keyrings.beside(path).unlink()

    if signing_in.door(path) is None:  # a plain file tells of it when it is opened
        with pytest.raises(KeyWanted):
            open_desk(path, now=clock)
    signing_in.enter(path, 1, PASSWORD, now=clock).close()  # the user's own copy came back

    keyrings.beside(path).unlink()
    for copy in (tmp_path / "home" / "keys").iterdir():
        copy.unlink()
    with pytest.raises(FileRefused, match=r"centre\.desk\.keys"):
        open_desk(path, now=clock)


def test_a_damaged_encrypted_file_is_refused_and_not_touched(tmp_path, clock):
    desk = founded(tmp_path / "centre.desk", clock)
    path = Path(desk.db.location)
    root = desk.root
    desk.close()
    whole = path.read_bytes()
    for at in (20, 5000, len(whole) // 2):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        before = path.read_bytes()
        with suppress(FileRefused):
            assert not backups.check(path, root).sound
        assert path.read_bytes() == before
    path.write_bytes(whole[: len(whole) // 3])
    with pytest.raises(FileRefused):
        backups.info(path, root)


def test_an_encrypted_file_begins_with_a_salt_that_only_its_key_file_knows(tmp_path, clock):
    desk = founded(tmp_path / "centre.desk", clock)
    path = Path(desk.db.location)
    desk.close()

    assert places.header(path).encrypted
    assert path.read_bytes()[:16] == keyrings.read(path).generations[0].salt


def test_a_restore_that_was_killed_is_ended_at_the_next_sign_in(desk, clock, tmp_path, monkeypatch):
    path, copy = Path(desk.db.location), tmp_path / "copy.deskbackup"
    backups.backup(desk, copy)
    proof = restoring.of_desk(desk)
    desk.close()
    keys_then = keyrings.beside(path).read_bytes()
    with monkeypatch.context() as killed:
        killed.setattr(keyrings, "settle", lambda _path: None)
        backups.restore(copy, path, proof.root, proof=proof)
    keyrings.beside(path).unlink()

    door = signing_in.door(path)

    assert door is not None
    assert keyrings.at_end(path, lambda _path: False) is None
    assert keyrings.beside(path).read_bytes() == keys_then
    signing_in.enter(path, door.people[0][0], PASSWORD, now=clock).close()


def test_whole_names_leave_only_with_the_password_of_who_exports(desk):
    order = logs.LogOrder(
        period=logs.month_of(desk, 2026, 11), kind="csv", unmasked=True, purpose="审计核对"
    )

    for password in ("", OTHER):
        with pytest.raises(Invalid) as refused:
            logs.export_log(desk, replace(order, password=password))
        assert [one.field for one in refused.value.problems] == ["password"]
    assert "export_log" not in acts(desk)

    assert logs.export_log(desk, replace(order, password=PASSWORD))
    assert PASSWORD not in repr(replace(order, password=PASSWORD))
    assert acts(desk)[0] == "export_log"


def test_a_restore_is_in_the_journal_that_goes_on_from_it(desk, clock, tmp_path):
    path, copy, proof = Path(desk.db.location), tmp_path / "c.deskbackup", restoring.of_desk(desk)
    backups.backup(desk, copy)
    desk.close()

    backups.restore(copy, path, proof.root, proof=proof)

    again = signing_in.enter(path, proof.by.id, PASSWORD, now=clock)
    assert "restore" in acts(again)[:3]
    again.close()


def test_acts_on_keys_ask_for_the_password_where_it_was_not_typed_just_now(desk, clock):
    key = settings.save_user(desk, User(name="王敏", roles=frozenset({Role.MEDIATOR})))
    accounts.give_first_password(desk, key)
    clock.at += timedelta(minutes=6)

    for act in (
        lambda: accounts.give_first_password(desk, key),
        lambda: accounts.take_away(desk, key),
        lambda: accounts.set_recovery_code(desk, codes.new_recovery_code()),
        lambda: accounts.renew(desk, encrypted=True),
    ):
        with pytest.raises(ProofWanted):
            act()
    assert [one for one in acts(desk) if one in ("take_account", "recovery_code")] == []
    with pytest.raises(Invalid):
        signing_in.prove(desk, "错了")

    signing_in.prove(desk, PASSWORD)
    accounts.take_away(desk, key)

    assert acts(desk)[0] == "take_account"
    clock.at -= timedelta(days=1)
    with pytest.raises(ProofWanted):
        accounts.give_first_password(desk, key)
