"""Backup and restore of a server, by PostgreSQL's own pg_dump and pg_restore."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import URL, inspect

from mediation_desk.domain.addresses import readable
from mediation_desk.domain.errors import DeskError, FileRefused
from mediation_desk.i18n import _
from mediation_desk.storage import engines, places, refusals
from mediation_desk.storage.copying import Progress

_MAGIC = b"PGDMP"
_DEBIAN = Path("/usr/lib/postgresql")
_POLL = 0.1


def is_dump(path: Path) -> bool:
    """Say whether a file is a dump of a server; a live file of ours is never asked."""
    if not path.is_file() or places.is_open(path):
        return False
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError as error:
        raise places.unreadable(path, error) from None


def _tool(name: str) -> str:
    """Return the newest copy of one of PostgreSQL's programs."""
    found = sorted(_DEBIAN.glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]))
    program = str(found[-1]) if found else shutil.which(name)
    if program is None:
        raise DeskError(
            _("{program} is missing. Install PostgreSQL's client (postgresql-client).").format(
                program=name
            )
        )
    return program


def _surroundings(url: URL) -> dict[str, str]:
    """Return the environment of a tool; a password never shows among the arguments."""
    words = dict(os.environ)
    if url.password:
        words["PGPASSWORD"] = str(url.password)
    return words


def _address(url: URL) -> str:
    plain = URL.create(
        "postgresql", url.username, None, url.host, url.port, url.database, url.query
    )
    return plain.render_as_string(hide_password=False)


def dump(url: URL, target: Path, progress: Progress | None) -> None:
    """Write the whole database into one compressed file."""
    arguments = [_tool("pg_dump"), "--format=custom", "--no-owner", "--no-privileges"]
    arguments += [f"--file={target}", f"--dbname={_address(url)}"]
    with subprocess.Popen(  # noqa: S603 - a program of PostgreSQL, with our own arguments
        arguments, env=_surroundings(url), stderr=subprocess.PIPE, text=True
    ) as running:
        while running.poll() is None:
            size = target.stat().st_size if target.exists() else 0
            if progress and not progress(size, 0):
                running.terminate()
                running.wait()
                raise DeskError(_("Cancelled. Nothing was left behind."))
            time.sleep(_POLL)
        said = running.stderr.read() if running.stderr else ""
    if running.returncode:
        raise _failed(said)


def _failed(said: str) -> FileRefused:
    last = said.strip().splitlines()[-1] if said.strip() else "?"
    return FileRefused(_("PostgreSQL refused: {reason}").format(reason=last))


def _read(path: Path, options: Sequence[str]) -> Iterator[str]:
    """Yield what pg_restore writes of a dump, line by line."""
    with subprocess.Popen(  # noqa: S603 - a program of PostgreSQL, with our own arguments
        [_tool("pg_restore"), *options, str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    ) as running:
        assert running.stdout is not None, "a pipe was asked for"
        yield from running.stdout
    if running.returncode:
        raise places.damaged(path)


def _rows(path: Path, table: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one table in a dump, their values as text."""
    columns: list[str] | None = None
    for line in _read(path, ["--data-only", f"--table={table}", "--file=-"]):
        if line.startswith(f"COPY public.{table} ("):
            columns = [name.strip('"') for name in line.split("(")[1].split(")")[0].split(", ")]
        elif line.startswith("\\."):
            columns = None
        elif columns:
            yield dict(zip(columns, line.rstrip("\n").split("\t"), strict=True))


def contents(path: Path) -> tuple[str, dict[str, int]]:
    """Read a dump from end to end; return the centre's name and how many rows each table has."""
    found = counts(path)
    centre = [row["name"] for row in _rows(path, "centre")]
    return (centre[0] if centre else ""), found


def counts(path: Path) -> dict[str, int]:
    """Read a dump from end to end; return how many rows each table has."""
    found: dict[str, int] = {}
    table = ""
    for line in _read(path, ["--file=-"]):
        if table and line.startswith("\\."):
            table = ""
        elif table:
            found[table] += 1
        elif line.startswith("COPY public."):
            table = line.removeprefix("COPY public.").split(" ")[0].strip('"')
            found[table] = 0
    return found


def make_database(location: str, name: str) -> None:
    """Make an empty database beside the centre's; not every account may."""
    _run("createdb", location, ["--encoding=UTF8", "--template=template0", name])


def drop_database(location: str, name: str) -> None:
    """Take a database away that was made for a trial."""
    _run("dropdb", location, ["--if-exists", "--force", name])


def _run(tool: str, location: str, arguments: Sequence[str]) -> None:
    url = engines.server_url(location)
    address = [f"--maintenance-db={_address(url)}"]
    done = subprocess.run(  # noqa: S603 - a program of PostgreSQL, with our own arguments
        [_tool(tool), *address, *arguments],
        env=_surroundings(url),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise _failed(done.stderr)


def restore(source: Path, location: str) -> None:
    """Put a dump into an empty database, all of it or nothing."""
    url = engines.server_url(location)
    shown = readable(location)
    with refusals.spoken(shown), engines.for_server(location, read_only=True).connect() as reading:
        if inspect(reading).get_table_names():
            raise FileRefused(
                _("{path} is not empty. Restore into a new database, then use that.").format(
                    path=shown
                )
            )
    arguments = [_tool("pg_restore"), "--no-owner", "--no-privileges", "--exit-on-error"]
    arguments += ["--single-transaction", f"--dbname={_address(url)}", str(source)]
    done = subprocess.run(  # noqa: S603 - a program of PostgreSQL, with our own arguments
        arguments, env=_surroundings(url), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise _failed(done.stderr)
