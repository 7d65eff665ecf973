"""Everything that must hold before a change is taken: `python -m tests`."""

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
    print("»", " ".join(check), flush=True)
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
