"""What must hold: `python -m tests` while one works, with `--whole` before a change is taken.

The first leaves out exhaustive tests (`choosing`); all other checks are the same.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.choosing import chosen

ROOT = Path(__file__).parent.parent
CHECKS = (
    ("ruff", "format", "--check", "."),
    ("ruff", "check", "."),
    ("importlinter",),
    ("pytest",),
)
TYPES = ("mypy",)
MOST_WORKERS = 8  # each takes half a gigabyte


def main(words: Sequence[str] | None = None) -> int:
    """Run every check, also after one has failed, and name those that failed.

    Types take one core only: they are checked beside the others and told of at the end.
    """
    parser = argparse.ArgumentParser(prog="python -m tests", description=__doc__)
    parser.add_argument("--whole", action="store_true", help="leave no test out")
    whole = parser.parse_args(words).whole
    with subprocess.Popen(
        _command(TYPES),
        cwd=ROOT,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as types:
        failed = [" ".join(check) for check in CHECKS if _run(check, whole)]
        print("»", " ".join(TYPES), flush=True)
        print(types.communicate()[0], end="", flush=True)
    if types.returncode:
        failed.append(" ".join(TYPES))
    for check in failed:
        print(f"failed: {check}", file=sys.stderr)
    return 1 if failed else 0


def _run(check: tuple[str, ...], whole: bool) -> int:
    print("»", " ".join(check), flush=True)
    command = _command(check, whole)
    return subprocess.run(command, cwd=ROOT, env=_environment(whole), check=False).returncode


def _command(check: tuple[str, ...], whole: bool = True) -> list[str]:
    if check == ("importlinter",):
        program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
        return [sys.executable, "-c", program]
    if check == ("pytest",):
        return [sys.executable, "-m", "pytest", *chosen(whole), *_spread(whole)]
    return [sys.executable, "-m", *check]


def _environment(whole: bool = False) -> dict[str, str]:
    """Let what is compiled be kept: every worker and each program that tests start needs it.

    The whole run tries the rules of law on as many random facts as are promised.
    """
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {"RANDOM_FACTS": "50000", **kept} if whole else kept


def _spread(whole: bool) -> list[str]:
    """Let each core take a file of tests at a time; what a file shares is then made once.

    In the whole run one more works: tests wait there for servers, disks and killed programs.
    """
    usable = getattr(os, "sched_getaffinity", None)
    cores = len(usable(0)) if usable else os.cpu_count() or 1
    if cores == 1:
        return ["-n", "0"]
    workers = str(min(cores + whole, MOST_WORKERS))
    # one that crashes ends the run: xdist 3.8 may wait for ever for what its successor should do
    return [
        *("-n", workers, "--max-worker-restart", "0"),
        *("--dist", "loadfile", "--no-loadscope-reorder"),
    ]


if __name__ == "__main__":
    sys.exit(main())
