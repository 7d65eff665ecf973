"""Upgrades killed at any moment: the old file or the new one, and the next start goes on (P14)."""

import gzip
import shutil
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from sqlalchemy import Connection, Engine, event

from mediation_desk.domain.errors import DeskError
from mediation_desk.storage import backup, connecting, copying, engines, schema, upgrading
from mediation_desk.storage.database import Database
from tests.faults import centre
from tests.faults.disks import Cuts, recorded
from tests.faults.harness import Bench, Harness, require_strace

_STORED = {
    int(one.name.removeprefix("version-").partition(".")[0]): one
    for one in (Path(__file__).parent.parent / "old_files").glob("version-*.desk.gz")
}
"""Files as the program of that version wrote them."""
_FIRST = min(_STORED)
_UPGRADED_AGAIN = 8
"""One killed upgrade in so many is ended by the next start, as are all that left anything odd."""
_IMAGES_UPGRADED_AGAIN = 250
_IMAGES_A_PASS = 50
"""So many go once over the whole of what was recorded."""
_COMMITTING, _ENDED = 1, 2
_COMMIT_SECONDS = 0.05
_LONGEST = 2.5
Content = dict[str, list[str]]


def run(bench: Bench) -> None:
    """Kill an upgrade; the file must be the old one or the new one, and the next start ends it."""
    _load()
    path = Path(mkdtemp(dir=bench.folder)) / "centre.desk"
    for n in bench.each():
        for left in path.parent.iterdir():
            left.unlink()
        version = _FIRST if bench.broken or n % 2 == 0 else bench.chance.randrange(2, schema.HEAD)
        path.write_bytes(of_version(version))
        bench.acts += _beaten(bench, path, version)
        found = _wrong(bench, path, version, again=n % _UPGRADED_AGAIN == 0)
        bench.losses += [f"round {n}: {loss}" for loss in found]


def cut(bench: Bench) -> None:
    """Cut the power at any moment of one recorded upgrade; the disk holds the old or the new."""
    require_strace()
    _load()
    path = Path(mkdtemp(dir=bench.folder)) / "centre.desk"
    path.write_bytes(of_version(_FIRST))

    def work(told: Path) -> None:
        told.write_bytes(b"BEGIN\n")
        Database.open(path).close()
        told.write_bytes(b"ACK new\n")

    calls = recorded(path, work)
    image, cuts = path.parent / "image" / path.name, None
    for n in bench.each():
        if cuts is None or n % _IMAGES_A_PASS == 0:
            most = _IMAGES_A_PASS - n % _IMAGES_A_PASS
            cuts = Cuts(calls, path.name, of_version(_FIRST), most, bench.chance)
        at = cuts.next(image, ignores_syncs=bench.broken)
        again = n % _IMAGES_UPGRADED_AGAIN == 0
        found = _wrong(bench, image, _FIRST, again=again, ended=cuts.acknowledged)
        bench.acts += 1
        bench.losses += [f"cut at call {at}: {loss}" for loss in found]


def _load() -> None:
    """Load what an upgrade needs once, for every child."""
    assert schema.MIGRATIONS.is_dir()
    peaceful(_FIRST)


def stored_before(version: int) -> int:
    """Return the version of the file from which one of that version is made."""
    return max(one for one in _STORED if one <= version)


@cache
def of_version(version: int) -> bytes:
    """Return a file of an earlier version: stored, or the nearest stored one brought up to it."""
    stored = stored_before(version)
    content = gzip.decompress(_STORED[stored].read_bytes())
    if stored == version:
        return content
    with TemporaryDirectory(prefix="desk-version-") as folder:
        path, until = Path(folder) / "centre.desk", Path(folder) / "versions"
        path.write_bytes(content)
        until.mkdir()
        for one in sorted(schema.OWN_VERSIONS[0].glob("v*.py"))[:version]:
            shutil.copyfile(one, until / one.name)
        upgrading.upgrade_file(path, (until,))
        return path.read_bytes()


def _beaten(bench: Bench, path: Path, version: int) -> bool:
    """Open an old file in a child, and kill it; say whether the upgrade had not ended."""

    def work(ack: centre.Ack) -> None:
        if bench.broken:
            engines._begins_with = _without_beginning
        event.listen(Engine, "commit", lambda _connection: ack(_COMMITTING))
        ack(0)
        Database.open(path).close()
        ack(_ENDED)

    with centre.child(work) as child:
        child.until(bench.chance.choice((1, 1, 2)))
        committing = child.promised[-1:] == [_COMMITTING]
        longest = _LONGEST * (schema.HEAD + 4 - version) / (schema.HEAD + 3)
        centre.rest(bench.chance.uniform(0, _COMMIT_SECONDS if committing else longest))
        child.kill()
        bench.seen["while they committed"] += child.promised[-1:] == [_COMMITTING]
        return child.promised[-1:] != [_ENDED]


def _without_beginning(_begin: str) -> Callable[[Connection], None]:
    return lambda _connection: None


def _wrong(
    bench: Bench, path: Path, version: int, *, again: bool, ended: list[str] | None = None
) -> list[str]:
    """Return what is wrong after a killed upgrade, and after the one that follows."""
    kept = [*path.parent.glob("*.before-upgrade-*.desk")]
    found = [f"kept copy: {what}" for one in kept for what in _unsound(one)]
    before, after = peaceful(version)
    try:
        content = content_of(path)
    except Exception as error:  # noqa: BLE001 - whatever it is, the file is not what it was
        return [*found, f"cannot be read: {error}"]
    if content not in (before, after):
        found.append("neither the old file nor the new one")
    if content == before and ended:
        found.append("an upgrade that had ended is gone")
    bench.seen["the old file" if content == before else "the new file"] += 1
    if again or found:
        bench.seen["upgraded again"] += 1
        found += _upgraded_again(path, after)
    return found


def _upgraded_again(path: Path, after: Content) -> list[str]:
    """Let the next start go on, and return what is wrong then."""
    try:
        Database.open(path).close()
        found = [*backup.check(path).findings]
        if content_of(path) != after:
            found.append("its content differs from that of an upgrade in peace")
        return found
    except Exception as error:  # noqa: BLE001 - whatever it is, the file does not open
        return [f"does not open: {type(error).__name__}: {error}"]


def _unsound(path: Path) -> tuple[str, ...]:
    try:
        copying.require_sound(path)
    except DeskError as error:
        return (str(error),)
    return ()


@cache
def peaceful(version: int) -> tuple[Content, Content]:
    """Return what a file of that version holds before and after an upgrade in peace."""
    with TemporaryDirectory(prefix="desk-upgraded-") as folder:
        path = Path(folder) / "centre.desk"
        path.write_bytes(of_version(version))
        before = content_of(path)
        upgrading.upgrade_file(path)
        return before, content_of(path)


def content_of(path: Path) -> Content:
    """Return every row, every table's own words, and the marks; a journal is played back first."""
    with closing(connecting.connect(path)) as connection:
        pages = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        marks = connection.execute("PRAGMA user_version").fetchone()
        found = connection.execute("SELECT name, type, sql FROM sqlite_master").fetchall()
        made = sorted((name, _unordered(sql or "")) for name, _kind, sql in found)
        content = {"": [*map(repr, (pages, marks, made))]}
        for name, kind, _sql in found:
            if kind == "table" and not name.startswith("search_text"):
                rows = connection.execute(f'SELECT * FROM "{name}"').fetchall()
                content[name] = sorted(map(repr, rows))
        return content


def _unordered(sql: str) -> list[str]:
    """Return the lines that made a table: which rule of it comes first is of no account."""
    return sorted(line.strip(" \t,") for line in sql.splitlines())


HARNESS = Harness(
    name="migrations",
    promise="P14 P16",
    blow="kill −9 of the upgrade of a file of the first version, and of each later one",
    quick=1,
    full=1000,
    control=12,
    run=run,
    broken="no transaction around the upgrade",
)
CUT = Harness(
    name="upgrade_power",
    promise="P2 P14",
    blow="images of a disk whose power was cut in an upgrade of a file of the first version",
    quick=10,
    full=5000,
    control=40,
    run=cut,
    broken="a disk that ignores syncs",
)
