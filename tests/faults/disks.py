"""What a disk may hold when the power goes, rebuilt from the writes of one recorded run.

strace writes down every write, sync and change of a name. An image is what a disk may hold at some
place of that list: all that was synced, and of the rest any sectors. A file's own directory entry
counts as made once its folder is synced.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults import saver

_SECTOR = 512
_CALLS = "openat,pwrite64,write,ftruncate,fsync,fdatasync,unlink,rename,close"
_LINE = re.compile(r"(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)")
_HEX = re.compile(r"\\x([0-9a-f]{2})")

Call = tuple[str, str, int, bytes]
BEGIN: Call = ("said", "", 0, b"BEGIN\n")


@dataclass(slots=True)
class Disk:
    """What was written to each file, synced or not, and which names a folder has for good."""

    synced: dict[str, bytearray] = field(default_factory=dict)
    waiting: dict[str, list[tuple[int, bytes | None]]] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    acknowledged: list[str] = field(default_factory=list)


def recorded(path: Path, work: Callable[[Path], None]) -> list[Call]:
    """Let a child work under strace; return what it did to a file, and what it said there."""
    trace, told = path.with_name("trace"), path.with_name("told")
    told.unlink(missing_ok=True)
    options = ["-xx", "-s", "99999999", "-e", f"trace={_CALLS}", "-e", "signal=none"]
    saver.watched([*options, "-o", str(trace)], lambda: work(told))
    calls = [*_understood(trace, path)]
    trace.unlink()
    return calls


class Cuts:
    """The images of one recorded run, at cuts that go on from one to the next."""

    def __init__(
        self, calls: list[Call], name: str, content: bytes, count: int, chance: random.Random
    ) -> None:
        self._calls, self._chance = calls, chance
        self._begin = calls.index(BEGIN)
        self._turns = [n for n, call in enumerate(calls) if call[0] in ("synced", "cut")]
        self._cuts = sorted(self._any_cut() for _ in range(count))
        self._disk = Disk(synced={name: bytearray(content)}, named={name})
        self._done = 0
        self.acknowledged = self._disk.acknowledged

    def _any_cut(self) -> int:
        """Return any place, or one time in three one beside a sync, where all is decided."""
        anywhere = self._chance.randrange(self._begin, len(self._calls) + 1)
        if self._chance.randrange(3):
            return anywhere
        beside = self._chance.choice(self._turns) + self._chance.randrange(-2, 4)
        return min(max(beside, self._begin), len(self._calls))

    def next(self, image: Path, *, ignores_syncs: bool) -> int:
        """Write one of the many things that the disk may hold at the next cut; return that."""
        cut = self._cuts.pop(0)
        for call in self._calls[self._done : cut]:
            if not (ignores_syncs and call[0] == "synced"):
                _happens(self._disk, call)
        self._done = cut
        _write(self._disk, image, self._chance)
        return cut


def _understood(trace: Path, path: Path) -> Iterator[Call]:
    """Return what concerns the file, its journal, their folder, and what was told."""
    ours = {str(path): path.name, f"{path}-journal": f"{path.name}-journal"}
    ours |= {str(path.parent): ".", str(path.with_name("told")): "told"}
    open_files: dict[int, str] = {}
    with trace.open(encoding="ascii") as lines:
        for line in lines:
            match = _LINE.match(line)
            if not match or int(match[3]) < 0:
                continue
            name, words, result = match[1], match[2], int(match[3])
            if name == "openat":
                opened = ours.get(_bytes(words.split(", ")[1]).decode(), "")
                open_files[result] = opened
                if opened and "O_CREAT" in words:
                    yield ("made", opened, 0, b"")
            elif name == "close":
                open_files.pop(int(words), None)
            elif name in ("unlink", "rename"):
                if (removed := ours.get(_bytes(words.split(", ")[0]).decode(), "")) != "":
                    raise AssertionError(f"{removed} is not supposed to go")
            elif held := open_files.get(int(words.split(",")[0]), ""):
                yield _on_file(name, held, words)


def _on_file(name: str, held: str, words: str) -> Call:
    if name in ("fsync", "fdatasync"):
        return ("synced", held, 0, b"")
    if name == "ftruncate":
        return ("cut", held, int(words.split(", ")[1]), b"")
    parts = words.split(", ")
    if name == "write":
        return ("said", "", 0, _bytes(parts[1]))
    return ("wrote", held, int(parts[3]), _bytes(parts[1]))


def _bytes(text: str) -> bytes:
    return bytes.fromhex("".join(_HEX.findall(text)))


def _happens(disk: Disk, call: Call) -> None:
    act, name, place, data = call
    if act == "said":
        if data.startswith(b"ACK "):
            disk.acknowledged.append(data.split()[1].decode())
    elif act == "made":
        disk.synced.setdefault(name, bytearray())
    elif act == "synced" and name == ".":
        disk.named |= set(disk.synced)
    elif act == "synced":
        for at, written in disk.waiting.pop(name, []):
            _put(disk.synced[name], at, written)
    elif act in ("wrote", "cut"):
        disk.waiting.setdefault(name, []).append((place, data if act == "wrote" else None))


def _put(content: bytearray, at: int, written: bytes | None) -> None:
    """Write at a place; nothing to be written means that the file is cut or filled to there."""
    end = at if written is None else at + len(written)
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    if written is None:
        del content[at:]
    else:
        content[at:end] = written


def _write(disk: Disk, image: Path, chance: random.Random) -> None:
    """Write one of the many things that the disk may hold now."""
    image.parent.mkdir(exist_ok=True)
    for left in image.parent.iterdir():
        left.unlink()
    keeps = chance.choice((0.0, 0.2, 0.5, 0.8, 1.0))
    for name, synced in disk.synced.items():
        if name not in disk.named and chance.random() >= keeps:
            continue
        content = bytearray(synced)
        for at, written in disk.waiting.get(name, []):
            for start, piece in _sectors(at, written):
                if chance.random() < keeps:
                    _put(content, start, piece)
        (image.parent / name).write_bytes(content)


def _sectors(at: int, written: bytes | None) -> Iterator[tuple[int, bytes | None]]:
    """Cut a write where sectors end: each of them may be on the disk or not."""
    if written is None:
        yield at, None
        return
    while written:
        room = _SECTOR - at % _SECTOR
        yield at, written[:room]
        at, written = at + room, written[room:]
