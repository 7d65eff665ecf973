"""A desk that saves, watched from outside: `python -m tests.faults.saver FILE TELL FIRST COUNT`.

It writes the operations that were acknowledged into TELL, each in a line that begins with `ACK`,
and what it was refused with `NO`. `--repeat` saves what was refused once more, as a person would;
a desk that the disk let not be opened, told with `SHUT`, is opened once more, too.
"""

import os
import sys
from pathlib import Path

from mediation_desk import i18n
from mediation_desk.domain.errors import DeskError
from mediation_desk.services.desk import Desk
from tests.faults import centre


def main() -> None:
    """Save, and tell of it."""
    path, tell, first, count, *options = sys.argv[1:]
    i18n.use(i18n.ENGLISH)
    handle = os.open(tell, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    desk = _opened(Path(path), handle, again="--repeat" in options)
    os.write(handle, b"BEGIN\n")
    for n in range(int(first), int(first) + int(count)):
        for attempt in range(5):
            operation = f"{n}-{attempt}" if "--anew" in options else f"{n}"
            try:
                centre.register(desk, operation)
                os.write(handle, f"ACK {operation}\n".encode())
                break
            except DeskError as error:
                os.write(handle, f"NO {operation} {error}\n".encode())
                if "--repeat" not in options:
                    break
    os.write(handle, b"END\n")


def _opened(path: Path, handle: int, *, again: bool) -> Desk:
    while True:
        try:
            return centre.at_desk(path)
        except DeskError as error:
            os.write(handle, f"SHUT {error}\n".encode())
            if not again:
                raise


if __name__ == "__main__":
    main()
