"""The centre that is beaten: founded once, plain and encrypted, and looked at after each blow."""

import atexit
import os
import shutil
import signal
import struct
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from mediation_desk.domain.case import Application
from mediation_desk.domain.claims import Applicant, Claim, ClaimKind, Employment
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.people import Person
from mediation_desk.security import codes, hashing
from mediation_desk.services import accounts, backups, intake, signing_in, story
from mediation_desk.services.desk import Desk, open_desk
from mediation_desk.storage import asking
from tests.faults.harness import Bench

PASSWORD = "Xuanhua-2026-lake"
SUPERVISOR = 1

if "pytest" not in sys.modules:  # there every test has it so, and puts it back
    hashing.USUAL = hashing.Cost(rounds=1, memory=8)


@cache
def founded(*, encrypted: bool) -> Path:
    """Return a founded file, with its key file where it is encrypted."""
    name = f"DESK_FOUNDED_{'ENCRYPTED' if encrypted else 'PLAIN'}"
    if name in os.environ:
        return Path(os.environ[name])
    folder = Path(mkdtemp(prefix="desk-founded-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "centre.desk"
    os.environ[name] = str(path)  # for the programs that a harness starts
    desk = story.found_centre(path, story.StoryClock(story.APPLIED))
    if encrypted:
        protection = accounts.Protection(
            password=PASSWORD, recovery_code=codes.new_recovery_code(), encrypted=True
        )
        desk = accounts.protect(desk, protection)
    desk.close()
    return path


def fresh(bench: Bench, *, encrypted: bool = False, name: str = "centre.desk") -> Path:
    """Return a copy of the founded file in an empty folder of the bench."""
    folder = Path(mkdtemp(dir=bench.folder))
    for part in founded(encrypted=encrypted).parent.iterdir():
        shutil.copyfile(part, folder / part.name.replace("centre.desk", name))
    return folder / name


def at_desk(location: str | Path) -> Desk:
    """Open a file or server as the supervisor does, with the password where it is encrypted."""
    clock = story.StoryClock(story.APPLIED)
    if signing_in.door(location) is None:
        return open_desk(location, now=clock)
    return signing_in.enter(location, SUPERVISOR, PASSWORD, now=clock)


def application(operation: str, words: int = 0):
    """Return a small application with an operation of its own, which its facts repeat.

    They may go on for so many words more, which take pages of their own in the file.
    """
    person = Person(name="李建国", phone="13900000101")
    work = Employment(average_wage=Decimal(6200), arrears=Decimal(18600))
    claims = (Claim(kind=ClaimKind.WAGE_ARREARS, claimed=Decimal(18600)),)
    return Application(
        received_on=story.APPLIED,
        respondent=story.EMPLOYER,
        applicants=(Applicant(person=person, work=work, claims=claims),),
        cause="A09",
        facts=f"事实{operation}{'拖欠' * words}",
        operation=operation,
    )


def register(desk: Desk, operation: str, words: int = 0) -> int:
    """Register a case; return its key."""
    return intake.register(desk, application(operation, words)).id


# -- children that are killed ----------------------------------------------------------------

Ack = Callable[[int], None]


@contextmanager
def child(work: Callable[[Ack], None]) -> Iterator["Child"]:
    """Run work in a process of its own that tells, number by number, what it was promised."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reading)
        status = 1
        try:
            work(lambda number: os.write(writing, struct.pack("<q", number)) and None)
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    running = Child(process, reading)
    try:
        yield running
    finally:
        running.kill()
        os.close(reading)


class Child:
    """A process that works until it is killed."""

    def __init__(self, process: int, reading: int) -> None:
        self._process, self._reading = process, reading
        self._ended = False
        self.promised: list[int] = []

    def until(self, number: int) -> None:
        """Wait until it has told so many promises, or has ended."""
        while len(self.promised) < number and self._read():
            pass

    def kill(self) -> None:
        """Kill it as a power switch would, and hear what it still said."""
        if not self._ended:
            self._ended = True
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)
            while self._read():
                pass

    def end(self) -> None:
        """Let it end by itself, and hear what it said."""
        if not self._ended:
            while self._read():
                pass
            os.waitpid(self._process, 0)
            self._ended = True

    def _read(self) -> bool:
        told = os.read(self._reading, 8 * 512)
        while len(told) % 8:
            told += os.read(self._reading, 8 - len(told) % 8)
        self.promised += [number for (number,) in struct.iter_unpack("<q", told)]
        return bool(told)


def rest(chance_seconds: float) -> None:
    """Let a child go on for a moment."""
    time.sleep(chance_seconds)


# -- looking at what is left -----------------------------------------------------------------


def look(location: str | Path, promised: list[str]) -> list[str]:
    """Return what is wrong with a centre after a blow; `promised` are operations acknowledged."""
    try:
        desk = at_desk(location)
    except DeskError as error:
        return [f"does not open: {error}"]
    try:
        with desk.db.glance() as of:
            held = {row[0] for row in asking.ask(of, "SELECT operation FROM mediation_case")}
            found = [f"lost {operation}" for operation in promised if operation not in held]
            found += half(of)
        checked = backups.check(location, desk.root)
        found += checked.findings
    except DeskError as error:
        return [f"cannot be read: {error}"]
    finally:
        desk.close()
    return found


_WHOLE = """
SELECT c.id, c.number,
  (SELECT count(*) FROM party p WHERE p.case_id = c.id),
  (SELECT count(*) FROM step_taken s WHERE s.case_id = c.id),
  (SELECT count(*) FROM clock k WHERE k.case_id = c.id),
  (SELECT count(*) FROM search_row r WHERE r.case_id = c.id),
  (SELECT count(*) FROM journal j WHERE j.case_id = c.id AND j.doing = 'register')
FROM mediation_case c ORDER BY c.id
"""


def half(of: object) -> list[str]:
    """Return the cases that are not wholly there, and holes in their numbers."""
    found = []
    rows = asking.ask(of, _WHOLE)
    for key, number, *parts, entries in rows:
        if 0 in parts or entries != 1:
            found.append(f"half {number}: {parts}, {entries} entries ({key})")
    numbers = sorted(int(row[1].partition("第")[2].rstrip("号")) for row in rows)
    if numbers != list(range(1, len(numbers) + 1)):
        found.append(f"numbers with holes or doubles: {numbers}")
    return found


def python(*arguments: str) -> list[str]:
    """Return the command that runs one of the harnesses' own programs."""
    return [sys.executable, "-m", *arguments]
