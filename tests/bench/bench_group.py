"""500 agreements, one for each worker, as .docx and PDF: `python -m tests.bench group`.

The measurement itself is `group_papers`. Each process that makes papers loads the module that the
program began with, so this one loads no more than the program's own does.
"""

import sys


def main() -> None:
    """Measure, where there is what to read it from."""
    from tests.bench import group_papers

    group_papers.main()


if __name__ == "__main__":
    if sys.platform != "linux":
        raise SystemExit("this measurement reads /proc")
    main()
