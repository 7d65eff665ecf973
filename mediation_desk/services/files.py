"""Writing files whole or not at all, under names that every system takes."""

import os
import re
import tempfile
from pathlib import Path

from mediation_desk.domain.errors import FileRefused
from mediation_desk.domain.system_words import why
from mediation_desk.i18n import _

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]')
_DEVICES = frozenset(
    {"CON", "PRN", "AUX", "NUL", *(f"{p}{n}" for p in ("COM", "LPT") for n in range(1, 10))}
)
LONGEST = 80


def safe_name(text: str) -> str:
    """Make a file name (without ending) of any text."""
    name = _FORBIDDEN.sub("_", text).strip(" .")[:LONGEST].rstrip(" .")
    if name.split(".")[0].upper() in _DEVICES:
        name = f"_{name}"
    return name or "_"


def require_folder(path: Path) -> None:
    """Refuse a file's place before the work is done, where its folder does not exist."""
    folder = path.absolute().parent
    if not folder.is_dir():
        raise FileRefused(
            _("There is no folder {folder}. Make it first, or choose another.").format(
                folder=folder
            )
        )


def write_whole(path: Path, data: bytes) -> Path:
    """Write a file under a temporary name, then put it in place; a failure leaves the old one.

    Raises `FileRefused` with a sentence when the place cannot be written.
    """
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
            temporary = Path(file.name)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o600)
        temporary.replace(path)
    except OSError as error:
        if temporary:
            temporary.unlink(missing_ok=True)
        raise not_written(path, error) from error
    return path


def not_written(path: Path, error: OSError) -> FileRefused:
    """Return the refusal of a place where a file cannot be written."""
    return FileRefused(
        _("{file} cannot be written: {reason}. Choose another place.").format(
            file=path.name, reason=why(error)
        )
    )
