"""Backup, rehearsal and restore from a shell."""

import os
import re
import shutil
from contextlib import closing

import pytest

from mediation_desk import paths
from mediation_desk.services import signing_in
from mediation_desk.services.desk import beijing_now
from mediation_desk.storage import journal
from tests.cli.test_commands import desk
from tests.services.test_accounts import CODE, OTHER, PASSWORD, founded, with_colleague
from tests.storage.test_chain import BREAKING, altered


def test_the_centres_own_backup_is_made_rehearsed_and_restored_with_its_number(told, tmp_path):
    centre = shutil.copyfile(told, tmp_path / "centre.desk")

    saved = desk("backup", "--db", centre)
    rehearsed = desk("check", "--rehearse", "--db", centre)
    imported = desk(
        "import", paths.resources("sample", "roster.csv"), "--respondent", "某公司", "--db", centre
    )
    [copy] = (tmp_path / "centre.desk.backups").glob("调解台备份-*-未加密.deskbackup")
    refused = desk("restore", copy, "--db", centre)
    cases = re.search("案件([0-9]+)件", rehearsed.stdout)[1]
    wrong = desk("restore", copy, "--db", centre, "--cases", int(cases) + 1)
    done = desk("restore", copy, "--db", centre, "--cases", cases)

    assert saved.returncode == 0, saved.stderr
    assert rehearsed.stdout.startswith("恢复演练：通过。")
    assert imported.returncode == 0, imported.stderr
    assert refused.returncode == 1
    assert "备份早于现有数据" in refused.stderr
    assert wrong.returncode == 1
    assert f"备份中的案件数不是{int(cases) + 1}" in wrong.stderr
    assert done.returncode == 0, done.stderr


def test_a_backup_that_anybody_can_read_says_so_in_its_name_wherever_it_is_put(told, tmp_path):
    centre = shutil.copyfile(told, tmp_path / "centre.desk")

    saved = desk("backup", "--db", centre, tmp_path / "mine.deskbackup")

    assert saved.returncode == 0, saved.stderr
    assert [one.name for one in tmp_path.glob("*.deskbackup")] == ["mine-未加密.deskbackup"]
    assert "此备份未加密，文件名中已注明" in saved.stderr


def test_a_check_of_a_damaged_file_speaks_no_english(told, tmp_path):
    centre = shutil.copyfile(told, tmp_path / "centre.desk")
    content = bytearray(centre.read_bytes())
    content[8192:40960] = bytes(one ^ 0x5A for one in content[8192:40960])
    centre.write_bytes(content)

    found = desk("check", "--db", centre)

    assert found.returncode == 1
    assert "已损坏" in found.stderr + found.stdout
    assert not re.search("malformed|btree|Tree|database|image", found.stderr + found.stdout)


@pytest.mark.parametrize("way", ["the last three entries", "an entry within", "at of the last"])
def test_a_journal_that_was_altered_is_told_in_one_sentence_by_every_command(
    tmp_path, monkeypatch, way
):
    live = founded(tmp_path / "live.desk", beijing_now, encrypted=False)
    live.close()
    path = altered(tmp_path / "live.desk", BREAKING[way])
    before = path.read_bytes()
    monkeypatch.setenv("MEDIATION_DESK_PASSWORD", PASSWORD)

    for words in (("check",), ("check", "--rehearse"), ("backup",)):
        told = desk(*words, "--db", path, "--user", live.actor.name)

        assert told.returncode == 1
        [sentence] = told.stderr.splitlines()
        assert "操作日志被其他程序改动过" in sentence
        assert "请恢复备份" in sentence
    assert path.read_bytes() == before


@pytest.mark.parametrize("encrypted", [True, False], ids=["encrypted", "plain"])
def test_over_a_file_with_accounts_only_who_may_restores(tmp_path, monkeypatch, encrypted):
    live = founded(tmp_path / "live.desk", beijing_now, encrypted=encrypted)
    centre, supervisor = live.db.location, live.actor.name
    with_colleague(live)

    def as_one(password, *words):
        monkeypatch.setenv("MEDIATION_DESK_PASSWORD", password)
        return desk(*words, "--db", centre)

    copy = tmp_path / ("now.deskbackup" if encrypted else "now-未加密.deskbackup")
    saved = as_one(PASSWORD, "backup", copy, "--user", supervisor)
    by_nobody = as_one(PASSWORD, "restore", copy, "--cases", 0)
    by_mediator = as_one(OTHER, "restore", copy, "--cases", 0, "--user", "王敏")
    replaced = list(tmp_path.glob("live.before-restore-*"))
    by_supervisor = as_one(PASSWORD, "restore", copy, "--cases", 0, "--user", supervisor)
    desk_of = signing_in.enter(centre, live.actor.id, PASSWORD, now=beijing_now)
    with closing(desk_of), desk_of.db.read() as session:
        told = [one.actor for one in journal.entries(session) if one.doing == "restore"]
    by_code = as_one(CODE, "restore", copy, "--cases", 0)

    assert saved.returncode == 0, saved.stderr
    assert by_nobody.returncode == by_mediator.returncode == 1
    assert "没有此项权限" in by_mediator.stderr
    assert replaced == []
    assert by_supervisor.returncode == 0, by_supervisor.stderr
    assert told == [supervisor]
    assert by_code.returncode == (0 if encrypted else 1), by_code.stderr


def test_where_one_person_signs_in_their_password_or_the_code_restores_without_a_name(
    tmp_path, monkeypatch
):
    live = founded(tmp_path / "live.desk", beijing_now)
    centre, copy = live.db.location, tmp_path / "now.deskbackup"
    live.close()
    monkeypatch.setenv("MEDIATION_DESK_PASSWORD", PASSWORD)
    saved = desk("backup", copy, "--db", centre)

    found = {}
    for secret in ("falsch-9Z", PASSWORD, CODE):
        monkeypatch.setenv("MEDIATION_DESK_PASSWORD", secret)
        found[secret] = desk("restore", copy, "--cases", 0, "--db", centre)

    assert saved.returncode == 0, saved.stderr
    assert found["falsch-9Z"].returncode == 1
    assert "未能打开备份" in found["falsch-9Z"].stderr
    assert found[PASSWORD].returncode == found[CODE].returncode == 0, found[PASSWORD].stderr


def test_where_several_sign_in_a_password_without_a_name_asks_for_the_name(tmp_path, monkeypatch):
    live = founded(tmp_path / "live.desk", beijing_now)
    centre, supervisor = live.db.location, live.actor.name
    with_colleague(live)
    copy = tmp_path / "now.deskbackup"
    monkeypatch.setenv("MEDIATION_DESK_PASSWORD", PASSWORD)
    desk("backup", copy, "--db", centre, "--user", supervisor)

    told = desk("restore", copy, "--cases", 0, "--db", centre)

    assert told.returncode == 1
    assert "--user" in told.stderr
    assert supervisor in told.stderr
    assert "王敏" in told.stderr


@pytest.mark.parametrize("at", [-1, -5, -2000, -4096], ids=["end", "mark", "zeros", "digest"])
def test_a_backup_whose_seal_was_changed_is_refused(tmp_path, at):
    centre, copy = tmp_path / "live.desk", tmp_path / "live-未加密.deskbackup"
    desk("sample", "--db", centre, "--cases", 1)
    desk("backup", copy, "--db", centre)
    with copy.open("r+b") as file:
        file.seek(at, os.SEEK_END)
        was = file.read(1)
        file.seek(at, os.SEEK_END)
        file.write(bytes([was[0] ^ 1]))
    before = centre.read_bytes()

    told = desk("restore", copy, "--cases", 1, "--db", centre)

    assert told.returncode == 1
    assert "与制作时的内容不一致" in told.stderr
    assert centre.read_bytes() == before


def test_a_backup_that_anybody_can_read_takes_an_encrypted_files_place_only_where_that_is_said(
    tmp_path, monkeypatch
):
    live = founded(tmp_path / "live.desk", beijing_now)
    centre, supervisor = live.db.location, live.actor.name
    live.close()
    other, copy = tmp_path / "other.desk", tmp_path / "other-未加密.deskbackup"
    desk("sample", "--db", other, "--cases", 1)
    desk("backup", copy, "--db", other)
    monkeypatch.setenv("MEDIATION_DESK_PASSWORD", PASSWORD)
    words = ("restore", copy, "--cases", 1, "--user", supervisor, "--db", centre)

    refused = desk(*words)
    done = desk(*words, "--unencrypted")

    assert refused.returncode == 1
    assert "此备份未加密" in refused.stderr
    assert "--unencrypted" in refused.stderr
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "bytes_of",
    [lambda whole: b"", lambda whole: bytes(8192), lambda whole: whole[: len(whole) // 2]],
    ids=["empty", "zeros", "half"],
)
def test_a_damaged_backup_is_refused_with_the_word_to_choose_another(tmp_path, bytes_of):
    centre, copy = tmp_path / "live.desk", tmp_path / "now-未加密.deskbackup"
    desk("sample", "--db", centre, "--cases", 1)
    desk("backup", copy, "--db", centre)
    copy.write_bytes(bytes_of(copy.read_bytes()))

    refused = desk("restore", copy, "--db", tmp_path / "other.desk")

    assert refused.returncode == 1
    [sentence] = refused.stderr.splitlines()
    assert f"{copy} 已损坏，不能用于恢复。请选择其他备份。" in sentence
    assert not (tmp_path / "other.desk").exists()
