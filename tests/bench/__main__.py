"""Every measurement, one after the other: `python -m tests.bench [NAME …]`."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    """Run the named measurements, or all, each in a process of its own."""
    wanted = sys.argv[1:]
    status = 0
    for script in sorted(HERE.glob("bench_*.py")):
        if not wanted or script.stem.removeprefix("bench_") in wanted:
            print(f"» {script.stem}", flush=True)
            status |= subprocess.run(
                [sys.executable, "-m", f"tests.bench.{script.stem}"]
            ).returncode
    return status


if __name__ == "__main__":
    sys.exit(main())
