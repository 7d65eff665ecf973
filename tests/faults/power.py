"""Power cuts: what a disk may hold at any moment, rebuilt from the desk's own writes (P2, P3).

A desk saves under strace, which writes down every write, sync and change of a name. An image is
what a disk may hold when the power goes at some place of that list: all that was synced, and of
the rest any sectors. A file's own directory entry counts as made once its folder is synced.
"""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults import centre
from tests.faults.harness import Bench, Harness, require_strace

_SECTOR = 512
_SAVES = 6
_IMAGES_A_TRACE = 500
_CALLS = "openat,pwrite64,write,ftruncate,fsync,fdatasync,unlink,rename,close"
_LINE = re.compile(r"(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)")
_HEX = re.compile(r"\\x([0-9a-f]{2})")


@dataclass(slots=True)
class Disk:
    """What was written to each file, synced or not, and which names a folder has for good."""

    synced: dict[str, bytearray] = field(default_factory=dict)
    waiting: dict[str, list[tuple[int, bytes | None]]] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    acknowledged: list[str] = field(default_factory=list)


def run(bench: Bench) -> None:
    """Rebuild images at random cuts, and see that each holds what was acknowledged before it."""
    for n in range(0, bench.rounds, _IMAGES_A_TRACE):
        images = min(_IMAGES_A_TRACE, bench.rounds - n)
        _one_trace(bench, images, encrypted=n // _IMAGES_A_TRACE % 2 == 1)
        if bench.losses:
            return


def _one_trace(bench: Bench, images: int, *, encrypted: bool) -> None:
    path = centre.fresh(bench, encrypted=encrypted)
    before = path.read_bytes()
    calls = _watched(path) if not bench.broken else _LAST
    begin = calls.index(("said", "", 0, b"BEGIN\n"))
    cuts = sorted(bench.chance.randrange(begin, len(calls)) for _ in range(images))
    disk = Disk(synced={path.name: bytearray(before)}, named={path.name})
    done = 0
    for cut in cuts:
        for call in calls[done:cut]:
            if not (bench.broken and call[0] == "synced"):
                _happens(disk, call)
        done = cut
        image = path.parent / "image" / path.name
        _write(bench, disk, image, path)
        bench.acts += len(disk.acknowledged)
        found = centre.look(image, disk.acknowledged)
        if found:
            bench.lost(f"cut at call {cut}: {found[0]}")
            return


Call = tuple[str, str, int, bytes]


_LAST: list[Call] = []


def _watched(path: Path) -> list[Call]:
    """Let a desk save under strace; return what it did to its files, and what it said."""
    require_strace()
    trace, told = path.with_name("trace"), path.with_name("told")
    command = ["strace", "-f", "-qq", "-xx", "-s", "99999999", "-e", f"trace={_CALLS}"]
    command += ["-e", "signal=none", "-o", str(trace), "--seccomp-bpf"]
    command += centre.python("tests.faults.saver", str(path), str(told), "0", str(_SAVES))
    subprocess.run(command, check=True)
    _LAST[:] = _understood(trace, path)
    trace.unlink()
    return _LAST


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


def _write(bench: Bench, disk: Disk, image: Path, path: Path) -> None:
    """Write one of the many things that the disk may hold now."""
    shutil.rmtree(image.parent, ignore_errors=True)
    image.parent.mkdir()
    keyring = path.with_name(f"{path.name}.keys")
    if keyring.exists():
        shutil.copyfile(keyring, image.parent / keyring.name)
    chance = bench.chance
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


HARNESS = Harness(
    name="power",
    promise="P2 P3",
    blow="images of a disk whose power was cut",
    quick=24,
    full=5000,
    control=120,
    run=run,
    broken="a disk that ignores syncs",
)
