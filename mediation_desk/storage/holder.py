"""Who holds the file: a note beside it, written while somebody saves."""

import json
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path

from mediation_desk.i18n import _


def _note(location: str) -> Path:
    path = Path(location)
    return path.with_name(f"{path.name}.saving")


def leave(location: str, actor: str) -> None:
    """Leave the note; a note that cannot be written must not stop a save."""
    words = {"actor": actor, "pid": os.getpid(), "host": socket.gethostname()}
    words["program"] = Path(sys.argv[0]).name if sys.argv else ""
    with suppress(OSError):
        _note(location).write_text(json.dumps(words), encoding="utf-8")


def clear(location: str) -> None:
    """Take the note away."""
    with suppress(OSError):
        _note(location).unlink()


def sentence(location: str) -> str:
    """Say who holds the file, as far as it is known."""
    try:
        words = json.loads(_note(location).read_text(encoding="utf-8"))
        who = str(words["actor"]), str(words["program"]), int(words["pid"])
    except (OSError, ValueError, KeyError, TypeError):
        return _(
            "Another program is holding {path}. Nothing was saved; please try again in a moment."
        ).format(path=location)
    return _(
        "{name} is just saving ({program}, process {pid}) and holds {path}. "
        "Nothing was saved; please try again in a moment."
    ).format(name=who[0], program=who[1], pid=who[2], path=location)
