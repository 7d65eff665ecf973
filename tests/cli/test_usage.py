"""How commands explain themselves: in Chinese, in English on choice, before anything else."""

import os

import pytest

from mediation_desk.cli.usage import wrapped
from tests.cli.test_commands import desk

COMMANDS = (
    "demo calc due forms print log import sample backup restore check".split()  # noqa: SIM905
)
ENGLISH_HEADINGS = ("usage:", "positional arguments", "options:", "show this help", "error:")


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_the_help_of_every_command_is_chinese(command):
    done = desk(*filter(None, (command, "--help")))

    assert done.returncode == 0
    assert "用法：" in done.stdout
    assert "操作人" in done.stdout
    assert not [words for words in ENGLISH_HEADINGS if words in done.stdout]


@pytest.mark.parametrize("asked", [("--lang", "en"), ("--lang=en",)])
def test_the_help_is_english_on_choice(asked):
    done = desk(*asked, "log", "--help")

    assert done.stdout.startswith("usage: mediation-desk log")
    assert "the month's case log" in done.stdout
    assert done.stdout.isascii()


def test_the_language_may_stand_in_the_environment(monkeypatch):
    monkeypatch.setenv("MEDIATION_DESK_LANG", "en")
    assert desk("--help").stdout.startswith("usage:")

    monkeypatch.setitem(os.environ, "MEDIATION_DESK_LANG", "xx")
    assert desk("--help").stdout.startswith("用法：")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("due",), "命令缺少参数：CLOCK, DAY。"),
        (("nonsense",), "不能识别“nonsense”"),
        (("check", "--bad"), "命令不能识别：--bad。"),
        (("log", "--month"), "--month后面须给出内容。"),
        (("sample", "--cases", "many"), "--cases：“many”不是整数。"),
        (("check", "--lang", "fr"), "不能识别“fr”"),
        (("import", "x", "--dry-run=1"), "--dry-run后面不能带内容。"),
    ],
)
def test_wrong_usage_is_answered_in_chinese(arguments, said):
    done = desk(*arguments)

    assert done.returncode == 2
    assert said in done.stderr.splitlines()[-1]
    assert not [words for words in ENGLISH_HEADINGS if words in done.stderr]


def test_no_keyword_is_broken_and_a_line_is_no_broader_than_the_screen():
    said = "grants：发放权限；accounts：列出账号；give：开立账号或重设初始密码；take：收回账号" * 3

    lines = wrapped(said, 24)

    assert "".join(lines) == said
    assert all(sum(2 if ord(sign) > 255 else 1 for sign in line) <= 26 for line in lines)
    for word in ("grants", "accounts", "give", "take"):
        assert sum(line.count(word) for line in lines) == 3
    assert not [line for line in lines if line[0] in "，。；：、）”"]
