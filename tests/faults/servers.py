"""A PostgreSQL server with all its care for durability, to be killed and restarted."""

import atexit
import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from functools import cache
from itertools import count
from pathlib import Path

import psycopg

from mediation_desk.services import story
from tests.faults.harness import Lacking

_DEBIAN = Path("/usr/lib/postgresql")
_ACCOUNT = "postgres"
_NUMBERS = count(1)


class Server:
    """A cluster in a folder of its own, reached by a socket there."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder, self._programs = folder, programs
        self._founded = False

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-k {self.folder} -c listen_addresses='' -c max_connections=60"
        self._run("pg_ctl", "start", *self._usual(), "-o", options)

    def stop(self) -> None:
        """Stop it for good."""
        with suppress(subprocess.CalledProcessError):
            self._run("pg_ctl", "stop", *self._usual(), "-m", "immediate")

    def kill(self) -> None:
        """Kill every process of it at once, as a crash of the machine's system would."""
        [first, *_more] = (self.folder / "data" / "postmaster.pid").read_text().split()
        found = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", first], capture_output=True, text=True, check=False
        )
        processes = [int(process) for process in (first, *found.stdout.split())]
        for process in processes:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        while any(_runs(process) for process in processes):
            time.sleep(0.01)

    def restart(self) -> None:
        """Start it after a kill; it recovers from its log by itself."""
        for _attempt in range(20):  # until the system has taken back what the dead one held
            with suppress(subprocess.CalledProcessError):
                self.start()
                return
            time.sleep(0.2)
        raise AssertionError((self.folder / "log").read_text()[-2000:])

    def url(self, database: str) -> str:
        """Return the address of a database."""
        return f"postgresql://desk@/{database}?host={self.folder}"

    def centre(self) -> str:
        """Return the address of a founded centre of its own."""
        if not self._founded:
            self._founded = True
            self._order('CREATE DATABASE "founded"')
            story.found_centre(self.url("founded"), story.StoryClock(story.APPLIED)).close()
        name = f"centre_{next(_NUMBERS)}"
        self._order(f'CREATE DATABASE "{name}" TEMPLATE "founded"')
        return self.url(name)

    def be_lax(self) -> None:
        """Let it acknowledge before what was written is on the disk."""
        self._order("ALTER SYSTEM SET synchronous_commit = off")
        self._order("ALTER SYSTEM SET wal_writer_delay = '10s'")
        self._order("SELECT pg_reload_conf()")

    def _order(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def cases(self, database: str) -> int:
        """Return how many cases a centre holds."""
        with psycopg.connect(database) as connection:
            [found] = connection.execute("SELECT count(*) FROM mediation_case").fetchone()
            return int(found)

    def disconnect_one(self, database: str, chance: object) -> int:
        """End one of the connections to a database, whichever; return how many were ended."""
        name = database.partition("@/")[2].partition("?")[0]
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            found = connection.execute(
                "SELECT pid FROM pg_stat_activity WHERE datname = %s", (name,)
            ).fetchall()
            if not found:
                return 0
            [process] = chance.choice(found)
            connection.execute("SELECT pg_terminate_backend(%s)", (process,))
            return 1

    def _usual(self) -> tuple[str | Path, ...]:
        return "-D", self.folder / "data", "-w", "-s", "-l", self.folder / "log"

    def _run(self, program: str, *words: str | Path) -> None:
        command = [str(self._programs / program), *map(str, words)]
        root = os.name == "posix" and os.geteuid() == 0
        subprocess.run(
            command, user=_ACCOUNT if root else None, check=True, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, cwd="/",
        )  # fmt: skip

    def initialise(self) -> None:
        """Make the cluster."""
        if os.geteuid() == 0:
            shutil.chown(self.folder, _ACCOUNT)
        self._run(
            "initdb", "-D", self.folder / "data", "-U", "desk", "-A", "trust", "-E", "UTF8",
            "--locale=C.UTF-8", "--no-sync",
        )  # fmt: skip


def _runs(process: int) -> bool:
    """Say whether a process lives; one that is dead and not yet buried does not."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    return state.rpartition(")")[2].split()[0] != "Z"


@cache
def running() -> Server:
    """Return the server of this run, started when it is first wanted."""
    found = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    if not found and on_path is None:
        raise Lacking("postgresql")
    folder = Path(tempfile.mkdtemp(prefix="desk-pg-"))
    server = Server(folder, found[-1].parent if found else Path(str(on_path)).parent)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(server.stop)  # which comes first
    server.initialise()
    server.start()
    return server
