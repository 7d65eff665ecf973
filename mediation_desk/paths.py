"""Where the program's own files are, in a checkout as in an installed wheel."""

import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def _root() -> Path:
    """Return the folder that holds `resources` and `forms`."""
    packed = _PACKAGE / "_data"
    return packed if packed.is_dir() else _PACKAGE.parent


def resources(*parts: str) -> Path:
    """Return a path below the shipped resources."""
    return _root().joinpath("resources", *parts)


def forms() -> Path:
    """Return the folder of the shipped form templates."""
    return _root() / "forms"


def user_data() -> Path:
    """Return the folder for the centre's own file and settings, made if missing.

    `MEDIATION_DESK_HOME` overrides it, for a portable installation and for tests.
    """
    if home := os.environ.get("MEDIATION_DESK_HOME"):
        folder = Path(home)
    elif sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA", Path.home())) / "MediationDesk"
    elif sys.platform == "darwin":
        folder = Path.home() / "Library" / "Application Support" / "MediationDesk"
    else:
        base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
        folder = Path(base) / "mediation-desk"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)  # nobody else of this computer reads it
    _close_to_others(folder, own=not home)
    return folder


_KEPT_THERE = ("centre.desk", "sample.desk", "window.ini", "keys", "drafts", "logs")


def _close_to_others(folder: Path, *, own: bool) -> None:
    """Close a folder that is there since before it was made for one person alone.

    One that somebody named is closed only where our things lie in it already.
    """
    if sys.platform == "win32":  # there the folder of a person is that person's
        return
    told = folder.stat()
    if told.st_uid != os.getuid() or not told.st_mode & 0o077:
        return
    if own or any((folder / name).exists() for name in _KEPT_THERE):
        with suppress(OSError):  # a stick or share that knows no rights
            folder.chmod(0o700)
