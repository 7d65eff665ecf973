"""The fonts of this computer, found by the names inside the files.

Only outlines that may be embedded and that ReportLab can embed are offered: TrueType
(`glyf`), regular weight, embedding not restricted.
"""

import os
import struct
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO

from mediation_desk import paths

_COLLECTION = b"ttcf"
_FAMILY, _SUBFAMILY = 1, 2
_RESTRICTED, _BITMAP_ONLY = 0x0002, 0x0200
_REGULAR = {"regular", "normal", "book", "常规", "標準", "标准", ""}
_NAMES_LIMIT = 1 << 20


@dataclass(frozen=True, slots=True)
class FontFile:
    """Where one face is: the file and its number within a collection."""

    path: Path
    number: int = 0


_handed: list[Mapping[str, FontFile]] = []


@cache
def installed() -> Mapping[str, FontFile]:
    """Return the embeddable regular faces of this computer by family name, in lower case."""
    return _handed[0] if _handed else find(font_folders())


def hand(fonts: Mapping[str, FontFile]) -> None:
    """Take over what another process found, instead of opening some hundred files once more."""
    _handed[:] = [fonts]


def own_folder() -> Path:
    """Return the folder for fonts that only the desk uses, such as one with rare names."""
    return paths.user_data() / "fonts"


@cache
def own_families() -> tuple[str, ...]:
    """Return the families in the desk's own folder."""
    return tuple(find([own_folder()]))


def font_folders() -> tuple[Path, ...]:
    """Return the folders of fonts: the desk's own, the system's, and those of WPS."""
    return own_folder(), *_system_folders()


def _system_folders() -> tuple[Path, ...]:
    home = Path.home()
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", r"C:\Windows"))
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
        return (
            windows / "Fonts",
            local / "Microsoft" / "Windows" / "Fonts",
            *(local / "Kingsoft" / "WPS Office").glob("*/office6/fonts"),
        )
    if sys.platform == "darwin":
        return (
            Path("/System/Library/Fonts"),
            Path("/Library/Fonts"),
            home / "Library" / "Fonts",
        )
    return (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local" / "share" / "fonts",
        home / ".fonts",
        Path("/opt/kingsoft/wps-office/office6/fonts"),
        Path("/opt/apps/cn.wps.wps-office-pro/files/kingsoft/wps-office/office6/fonts"),
    )


def find(folders: Iterable[Path]) -> dict[str, FontFile]:
    """Return the usable faces below some folders by family name; the first of a name wins."""
    found: dict[str, FontFile] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.suffix.lower() in {".ttf", ".ttc"}:
                for name, face in _faces(path):
                    found.setdefault(name.lower(), face)
    return found


def _faces(path: Path) -> list[tuple[str, FontFile]]:
    """Read one file; a damaged or unreadable one offers nothing."""
    try:
        with path.open("rb") as file:
            return [
                (name, FontFile(path, number))
                for number, start in enumerate(_starts(file))
                for name in _usable_names(file, start)
            ]
    except (OSError, struct.error):
        return []


def _starts(file: BinaryIO) -> tuple[int, ...]:
    if file.read(4) != _COLLECTION:
        return (0,)
    _version, count = struct.unpack(">LL", file.read(8))
    return struct.unpack(f">{count}L", file.read(4 * count))


def _usable_names(file: BinaryIO, start: int) -> Iterator[str]:
    tables = _tables(file, start)
    if not {b"glyf", b"OS/2", b"name"} <= tables.keys():
        return
    file.seek(tables[b"OS/2"][0] + 8)
    (embedding,) = struct.unpack(">H", file.read(2))
    if embedding & _BITMAP_ONLY or embedding & 0x000E == _RESTRICTED:
        return
    names = list(_names(file, *tables[b"name"]))
    styles = {text.strip().lower() for kind, text in names if kind == _SUBFAMILY}
    if not styles or styles & _REGULAR:
        yield from dict.fromkeys(text for kind, text in names if kind == _FAMILY)


def _tables(file: BinaryIO, start: int) -> dict[bytes, tuple[int, int]]:
    file.seek(start + 4)
    (count,) = struct.unpack(">H", file.read(2))
    file.seek(start + 12)
    directory = file.read(16 * count)
    entries = struct.iter_unpack(">4sLLL", directory)
    return {tag: (offset, length) for tag, _check, offset, length in entries}


def _names(file: BinaryIO, offset: int, length: int) -> Iterator[tuple[int, str]]:
    file.seek(offset)
    table = file.read(min(length, _NAMES_LIMIT))
    _format, count, storage = struct.unpack_from(">HHH", table)
    for platform, _encoding, _language, kind, size, at in struct.iter_unpack(
        ">6H", table[6 : 6 + 12 * count]
    ):
        if platform == 3 and kind in {_FAMILY, _SUBFAMILY}:
            raw = table[storage + at : storage + at + size]
            yield kind, raw.decode("utf-16-be", errors="replace")
