"""Templates of the centre from the command line."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.test_commands import desk
from tests.documents.word_files import par, word_file


@pytest.fixture
def centre(told, tmp_path):
    return Path(shutil.copyfile(told, tmp_path / "centre.desk"))


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "templates"
    made.mkdir()
    (made / "D-08 受理.docx").write_bytes(word_file(par("自制 {{ 案号 }}")))
    (made / "D-08 错.docx").write_bytes(word_file(par("{{ 案浩 }}")))
    (made / "无编号.docx").write_bytes(word_file(par("{{ 案号 }}")))
    return made


def test_a_template_is_checked_without_a_centre(folder):
    sound = desk("forms", "--check", folder / "D-08 受理.docx")
    wrong = desk("forms", "--check", folder / "D-08 错.docx")

    assert sound.returncode == 0
    assert "可以用于D-08" in sound.stdout
    assert wrong.returncode == 1
    assert wrong.stderr.startswith("第1段：“{{ 案浩 }}”")


def test_a_file_whose_name_tells_no_form_needs_to_be_told(folder):
    unknown = desk("forms", "--check", folder / "无编号.docx")
    told = desk("forms", "--check", folder / "无编号.docx", "--form", "D-08")

    assert unknown.returncode == 1
    assert "--form" in unknown.stderr
    assert told.returncode == 0


def test_templates_are_brought_in_listed_written_out_and_left_again(centre, folder, tmp_path):
    taken = desk("forms", "--db", centre, "--import", folder / "D-08 受理.docx")
    listed = desk("forms", "--db", centre, "--json")
    written = desk("forms", "--db", centre, "--export", tmp_path / "out", "--form", "D-08")
    left = desk("forms", "--db", centre, "--ours", "D-08")
    after = desk("forms", "--db", centre)

    assert [run.returncode for run in (taken, listed, written, left, after)] == [0] * 5
    row = next(row for row in json.loads(listed.stdout) if row["code"] == "D-08")
    assert (row["own"], row["versions"]) == (True, 1)
    [path] = written.stdout.split("\n")[:-1]
    assert Path(path).read_bytes() == (folder / "D-08 受理.docx").read_bytes()
    assert "本中心自定" not in after.stdout


def test_a_template_with_faults_is_refused(centre, folder):
    refused = desk("forms", "--db", centre, "--import", folder / "D-08 错.docx")

    assert refused.returncode == 1
    assert "未采用" in refused.stderr


def test_the_list_marks_letters_that_stand_in_for_the_federations_own():
    lines = desk("forms").stdout.splitlines()
    rows = json.loads(desk("forms", "--json").stdout)

    marked = [line[:4] for line in lines if "取得省总工会统一样式后请替换" in line]
    assert marked == ["D-70", "D-71", "D-72", "D-73"]
    assert [row["code"] for row in rows if row["stands_in"]] == marked
