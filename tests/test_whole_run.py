"""What `python -m tests` leaves out: the tests that are marked for it, and with `--whole` none."""

import re
import subprocess
import sys
from subprocess import PIPE, STDOUT

import pytest

from tests.__main__ import ROOT
from tests.choosing import chosen, listed

TEST = re.compile(r"^def (test_\w+)\(", re.MULTILINE)
FILE = """
import pytest

def test_of_every_run(): pass

@pytest.mark.exhaustive
def test_of_the_whole_run(): pass

@pytest.mark.parametrize("n", [1, pytest.param(2, marks=pytest.mark.exhaustive)])
def test_of_both(n): pass
"""


@pytest.fixture
def run(tmp_path):
    """Run a small folder of tests as the program does, on two cores or one."""
    (tmp_path / "conftest.py").write_text((ROOT / "tests" / "conftest.py").read_text("utf-8"))
    (tmp_path / "test_it.py").write_text(FILE)

    def carried_out(*words):
        config = ("-c", str(ROOT / "pyproject.toml"), "-p", "no:cacheprovider", "-v")
        command = [sys.executable, "-m", "pytest", *config, *words, str(tmp_path)]
        return subprocess.run(command, cwd=ROOT, stdout=PIPE, stderr=STDOUT, text=True).stdout

    return carried_out


@pytest.mark.parametrize("workers", ["0", "1"])
def test_the_default_run_leaves_out_what_is_marked_and_says_how_much(run, workers):
    told = run("-n", workers, *chosen(whole=False))

    assert "2 passed" in told
    assert "test_of_every_run" in told
    assert "test_of_both[1]" in told
    assert "2 exhaustive tests left out: python -m tests --whole" in told


def test_the_whole_run_leaves_nothing_out(run):
    told = run("-n", "0", *chosen(whole=True))

    assert "4 passed" in told
    assert "left out" not in told


@pytest.mark.parametrize(
    "law", ["def test_x_law_art_47(): pass", 'def test_x():\n    """劳动合同法第四十七条."""']
)
def test_no_rule_of_law_can_be_left_out(run, tmp_path, law):
    (tmp_path / "test_it.py").write_text(
        f"import pytest\n@pytest.mark.exhaustive\n{law}\n", "utf-8"
    )

    assert "a rule of law may not be left out" in run("-n", "0")


def test_what_is_listed_is_there_and_most_files_keep_some_of_their_tests():
    files = {line.partition("::")[0] for line in listed()}
    texts = {name: (ROOT / name).read_text("utf-8") for name in files}
    tests = {name: {f"{name}::{test}" for test in TEST.findall(texts[name])} for name in files}

    assert [
        line for line in listed() if "::" in line and line not in tests[line.partition("::")[0]]
    ] == []
    assert {name for name in files if tests[name] <= listed()} == set()
    assert len([line for line in listed() if "::" not in line]) <= 3


def test_the_whole_run_is_what_is_run_before_a_change_is_taken():
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    command = (ROOT / "README.md").read_text("utf-8").partition("<!-- tests, Debian -->")[2]

    assert command.partition("```\n")[0].rstrip().endswith("python -m tests")
    assert 'command+=" --whole"' in script
