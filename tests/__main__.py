"""Everything that must hold before a change is taken: `python -m tests`."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
CHECKS = (
    ("ruff", "format", "--check", "."),
    ("ruff", "check", "."),
    ("mypy",),
    ("importlinter",),
    ("pytest",),
)
MOST_WORKERS = 8  # each takes half a gigabyte


def main() -> int:
    """Run every check, also after one has failed, and name those that failed."""
    failed = [" ".join(check) for check in CHECKS if _run(check)]
    for check in failed:
        print(f"failed: {check}", file=sys.stderr)
    return 1 if failed else 0


def _run(check: tuple[str, ...]) -> int:
    if check == ("importlinter",):
        command = [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
        ]
    else:
        command = [sys.executable, "-m", *check]
    if check == ("pytest",):
        command += _spread()
    print("»", " ".join(check), flush=True)
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def _spread() -> list[str]:
    """Let each core take a file of tests at a time; what a file shares is then made once."""
    usable = getattr(os, "sched_getaffinity", None)
    cores = len(usable(0)) if usable else os.cpu_count() or 1
    if cores == 1:
        return ["-n", "0"]
    workers = str(min(cores, MOST_WORKERS))
    # one that crashes ends the run: xdist 3.8 may wait for ever for what its successor should do
    return [
        *("-n", workers, "--max-worker-restart", "0"),
        *("--dist", "loadfile", "--no-loadscope-reorder"),
    ]


if __name__ == "__main__":
    sys.exit(main())
