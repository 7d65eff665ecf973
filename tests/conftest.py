"""What tests of several packages share: a real PostgreSQL server, and the sample centre's files."""

import gc
import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from multiprocessing import Pipe
from pathlib import Path
from time import sleep
from typing import Any

import psycopg
import pytest
from pytestqt.qtbot import QtBot

from tests.choosing import (  # noqa: F401 - hooks of pytest
    pytest_collection_modifyitems,
    pytest_deselected,
    pytest_sessionfinish,
    pytest_terminal_summary,
    pytest_testnodedown,
)

_DEBIAN = Path("/usr/lib/postgresql")
_SERVER_USER = "postgres"
SECRET = "desk_secret"
"""The database to which passwords are asked for; all others trust whoever comes."""
_DOORS = f"""\
local {SECRET} desk,keeper trust
local {SECRET} all scram-sha-256
"""
_MEMORY = Path("/dev/shm")
_ROOM = 2 << 30
PATIENCE = 60_000
"""Milliseconds until a window that does not answer counts as broken."""


def _keep_files_in_memory() -> None:
    """Let every temporary file lie in memory, where there is room: a disk waits for each save."""
    if "TMPDIR" in os.environ or not os.access(_MEMORY, os.W_OK):
        return
    there = os.statvfs(_MEMORY)
    if there.f_bavail * there.f_frsize >= _ROOM and not there.f_flag & os.ST_NOEXEC:
        os.environ["TMPDIR"] = str(_MEMORY)
        tempfile.tempdir = None  # asked for again


_keep_files_in_memory()


def pytest_collection_finish() -> None:
    """Leave the gathered tests and their modules, which stay, out of every search for cycles."""
    gc.freeze()


@pytest.fixture(autouse=True)
def _cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a password cost next to nothing; what it costs people has a test of its own."""
    from mediation_desk.security import hashing

    monkeypatch.setattr(hashing, "USUAL", hashing.Cost(rounds=1, memory=8))


class PatientBot(QtBot):
    """A hand that waits as long as a loaded machine may need; what comes sooner is not slowed."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE) -> None:
        super().waitUntil(callback, timeout=max(timeout, PATIENCE))

    def waitSignal(self, signal: object, *, timeout: int = PATIENCE, **how: Any) -> Any:
        return super().waitSignal(signal, timeout=max(timeout, PATIENCE), **how)


@pytest.fixture
def qtbot(qapp: Any, request: pytest.FixtureRequest) -> QtBot:
    """Who clicks and types; Qt holds what was held at the last stroke of the test before."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QWidget

    if qapp.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        QTest.keyRelease(QWidget(), Qt.Key.Key_Control)
    return PatientBot(request)


class _ReadHere:
    """Stands for the process that reads a file: a thread says the same, a little sooner."""

    def __init__(self, line: object) -> None:
        from mediation_desk.security import confined

        self._thread = threading.Thread(target=confined.answer_all, args=(line,), daemon=True)
        self._thread.start()

    def kill(self) -> None:
        """It ends by itself, as the line is let go."""

    def join(self, timeout: float | None = None) -> None:
        self._thread.join(timeout)


@pytest.fixture(autouse=True)
def _files_are_read_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a thread read foreign files; the process that does has tests of its own (`apart`)."""
    from mediation_desk.security import apart, confined

    def begin() -> tuple[_ReadHere, object]:
        ours, theirs = Pipe()
        return _ReadHere(theirs), ours

    if request.node.get_closest_marker("apart") is None:
        monkeypatch.setattr(apart, "begin", begin)
        monkeypatch.setattr(confined, "_limit_time", lambda _seconds: None)


class Server:
    """A PostgreSQL server of our own, reached by a socket in a temporary folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)
        with psycopg.connect(self.url("postgres")) as connection:
            copies_files = connection.info.server_version >= 150000
        self._copied = "STRATEGY file_copy" if copies_files else ""

    def url(self, database: str) -> str:
        return f"postgresql://desk@/{database}?host={self._folder}"

    def database(self, template: str = "template1", name: str = "") -> str:
        """Make a new database and return its address."""
        name = name or f"desk_{next(self._numbers)}"
        self.run(f'CREATE DATABASE "{name}" TEMPLATE "{template}" {self._copied}')
        return self.url(name)

    def drop(self, url: str) -> None:
        name = url.partition("@/")[2].partition("?")[0]
        self.run(f'DROP DATABASE "{name}" WITH (FORCE)')

    def run(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)


def _programs() -> Path:
    found = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    if not found and on_path is None:
        pytest.fail("these tests need PostgreSQL: install the Debian package postgresql")
    return found[-1].parent if found else Path(str(on_path)).parent


def _anybody() -> str | None:
    """Who runs the server, which refuses to be root."""
    return _SERVER_USER if os.name == "posix" and os.geteuid() == 0 else None


def _as_anybody(*words: str | Path) -> None:
    command = [str(word) for word in words]
    subprocess.run(command, user=_anybody(), check=True, stdout=subprocess.DEVNULL)


def _once_we_are_gone(*words: str | Path) -> subprocess.Popen[bytes]:
    """Have a program run when we let go of its input, as also happens when we are killed."""
    return subprocess.Popen(
        ["sh", "-c", 'read -r _; exec "$@"', "sh", *map(str, words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        user=_anybody(),
        start_new_session=True,
    )


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A running server without durability, for tests only."""
    with running_server() as server:
        yield server


@contextmanager
def running_server() -> Iterator[Server]:
    """Start a server without durability, and stop it; measurements use it too."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="desk-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, _SERVER_USER)
    data = folder / "data"
    start = f"-k {folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off"
    options = ("-D", data, "-w", "-s", "-l", folder / "log")
    try:
        _as_anybody(
            programs / "initdb", "-D", data, "-U", "desk", "-A", "trust", "-E", "UTF8",
            "--locale=C.UTF-8", "--no-sync",
        )  # fmt: skip
        doors = data / "pg_hba.conf"
        doors.write_text(_DOORS + doors.read_text("utf-8"), "utf-8")
        _as_anybody(programs / "pg_ctl", "start", *options, "-o", start)
        stop = _once_we_are_gone(programs / "pg_ctl", "stop", *options, "-m", "immediate")
        try:
            yield Server(folder)
        finally:
            stop.communicate()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres: Server) -> Iterator[str]:
    """The address of an empty database."""
    url = postgres.database()
    yield url
    postgres.drop(url)


def _made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Make a file once for all workers: who comes later waits for what another makes."""
    alone = "PYTEST_XDIST_WORKER" not in os.environ
    path = (factory.getbasetemp() if alone else factory.getbasetemp().parent) / name
    claim = path.with_suffix(".claim")
    while not path.exists():
        try:
            claim.mkdir()
        except FileExistsError:
            sleep(0.1)
            continue
        try:
            if not path.exists():
                making = factory.mktemp("making") / name
                make(making)
                making.rename(path)
        finally:
            claim.rmdir()
    return path


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample centre with its people and rooms, without a case; tests take copies."""
    from mediation_desk import i18n
    from mediation_desk.services import story

    def found(path: Path) -> None:
        with i18n.speaking(i18n.CHINESE):
            story.found_centre(path, story.StoryClock(story.APPLIED)).close()

    return _made_once(tmp_path_factory, "founded.desk", found)


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample centre with its story told; tests take copies."""
    from mediation_desk import i18n
    from mediation_desk.services import story

    def tell(path: Path) -> None:
        with i18n.speaking(i18n.CHINESE):
            story.tell(path)[0].close()

    return _made_once(tmp_path_factory, "told.desk", tell)
