"""Which tests a run takes: all, or those that are neither marked nor listed as exhaustive.

Marked in their files are whole kinds of cases, as the second place of a centre, the harnesses.
Listed in `whole_run_only.txt` are single tests that take long beside others that show the same
screen, paper or rule with less; of each file some stay, but for a few that are listed whole.
"""

import re
from pathlib import Path
from typing import Any

import pytest

EXHAUSTIVE = "exhaustive"
LIST = Path(__file__).parent / "whole_run_only.txt"
_SHORT = ("domain", "law")
"""The folders whose tests open no file and no window."""
_ARTICLE = re.compile(r"_arts?_\d|_article_\d")
_CITED = re.compile("第[一二三四五六七八九十百零〇]+条")
_LEFT_OUT = pytest.StashKey[int]()


def chosen(whole: bool) -> list[str]:
    """Say to pytest which tests are meant."""
    return [] if whole else ["-m", f"not {EXHAUSTIVE}"]


def listed() -> frozenset[str]:
    """Return the tests, and files of tests, that only the whole run takes."""
    lines = LIST.read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is listed, and leave files of many short tests to the end.

    No core then waits for another's long one.
    No run leaves out a rule of law: each of its tests stays, with some of its cases at least.
    """
    items.sort(key=lambda item: item.path.parent.name in _SHORT)
    slow = listed()
    for item in items:
        if not slow.isdisjoint((_file_of(item), _test_of(item))):
            item.add_marker(EXHAUSTIVE)
    rules = [item for item in items if _is_law(item)]
    kept = {_test_of(item) for item in rules if item.get_closest_marker(EXHAUSTIVE) is None}
    if lost := [item.nodeid for item in rules if _test_of(item) not in kept]:
        raise pytest.UsageError(f"a rule of law may not be left out: {lost[0]}")


def _is_law(item: pytest.Item) -> bool:
    """Say whether a test lies with the rules, or names or cites the article that it holds."""
    cited = getattr(getattr(item, "function", None), "__doc__", None) or ""
    named = _ARTICLE.search(item.name) or _CITED.search(cited)
    return item.path.parent.name == "law" or named is not None


def _file_of(item: pytest.Item) -> str:
    return item.nodeid.partition("::")[0]


def _test_of(item: pytest.Item) -> str:
    """Return a test without its case."""
    return item.nodeid.partition("[")[0]


def pytest_deselected(items: list[pytest.Item]) -> None:
    """Count the exhaustive tests that this run leaves out."""
    if items and items[0].config.option.markexpr == f"not {EXHAUSTIVE}":
        items[0].config.stash[_LEFT_OUT] = len(items)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let a worker tell what it left out to the process that reports."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left_out"] = session.config.stash.get(_LEFT_OUT, 0)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Hear from a worker what it left out: each gathers all tests, and so the same."""
    node.config.stash[_LEFT_OUT] = getattr(node, "workeroutput", {}).get("left_out", 0)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say how many tests were left to the whole run."""
    if left := config.stash.get(_LEFT_OUT, 0):
        terminalreporter.write_line(f"{left} exhaustive tests left out: python -m tests --whole")
