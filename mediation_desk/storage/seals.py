"""The seal at the end of a backup: the SHA-256 of all that stands before it.

It goes where the backup goes, whatever name it gets. It finds damage and careless changes; who
means to deceive can make another, which is what encryption and printed check codes are for.
"""

import hashlib
import os
from pathlib import Path
from typing import BinaryIO

from mediation_desk.domain.errors import FileRefused
from mediation_desk.domain.system_words import why
from mediation_desk.i18n import _

_FOOT = b"MDKSEAL1"
_ROOM = 4096
"""A whole page, so that a file's pages stay in step."""
_PIECE = 1 << 20
_DIGITS = hashlib.sha256().digest_size * 2


def put(path: Path) -> None:
    """Seal a closed file that nobody has opened yet."""
    with path.open("r+b") as file:
        told = _digest(file, file.seek(0, os.SEEK_END))
        file.seek(0, os.SEEK_END)
        file.write(_seal(told))
        file.flush()
        os.fsync(file.fileno())


def end(file: BinaryIO) -> int:
    """Return where what was sealed ends, the end of the file where it carries no seal."""
    size = file.seek(0, os.SEEK_END)
    if size < _ROOM:
        return size
    file.seek(size - _ROOM)
    return size - _ROOM if _is_seal(file.read(_ROOM)) else size


def _is_seal(page: bytes) -> bool:
    """Say whether the last page is a seal, also one of which a part was changed."""
    foot = page[-len(_FOOT) :]
    if foot == _FOOT:
        return True
    told, rest = page[:_DIGITS], page[_DIGITS : -len(_FOOT)]
    marks = (
        all(one in b"0123456789abcdef" for one in told),
        not rest.strip(b"\0"),
        sum(one == other for one, other in zip(foot, _FOOT, strict=True)) * 2 >= len(_FOOT),
    )
    return sum(marks) > 1


def verified(path: Path) -> bool:
    """Say whether a closed file carries a seal that fits; one that does not fit is refused."""
    try:
        with path.open("rb") as file:
            until = end(file)
            if until == file.seek(0, os.SEEK_END):
                return False
            file.seek(until)
            seal = file.read(_ROOM)
            fits = seal == _seal(_digest(file, until))
    except OSError as error:
        raise FileRefused(
            _("{path} cannot be read: {reason}.").format(path=path, reason=why(error))
        ) from None
    if not fits:
        raise FileRefused(
            _("{path} is not what was written when it was made. Take another backup.").format(
                path=path
            )
        )
    return True


def _seal(told: str) -> bytes:
    return told.encode("ascii").ljust(_ROOM - len(_FOOT), b"\0") + _FOOT


def _digest(file: BinaryIO, until: int) -> str:
    file.seek(0)
    found = hashlib.sha256()
    while until > 0 and (piece := file.read(min(_PIECE, until))):
        found.update(piece)
        until -= len(piece)
    return found.hexdigest()
