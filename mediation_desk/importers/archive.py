"""Whether a zipped document is safe to parse: real unpacked size, members, no document type."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from mediation_desk.domain.errors import FileRefused
from mediation_desk.i18n import _

MOST_UNPACKED = 200 * 2**20
MOST_IN_PART = 32 * 2**20
MOST_RATIO = 200
MOST_MEMBERS = 2_000
_SLICE = 1 << 16

_OUTSIDE = re.compile(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)")
_DECLARATIONS = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
_LONGEST = max(map(len, _DECLARATIONS))
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)


def inspect(data: bytes, in_part: int = MOST_IN_PART) -> None:
    """Refuse a zip that is damaged, or made to harm the program that opens it.

    `in_part` is the most that one part of text may hold.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            _inspect_names(members)
            unpacked = 0
            for member in members:
                for size in _slices(archive, member, in_part):
                    unpacked += size
                    if unpacked > min(MOST_UNPACKED, MOST_RATIO * len(data)):
                        raise _hostile()
    except _DAMAGED as error:
        raise FileRefused(_("The file is damaged and cannot be opened.")) from error


def _inspect_names(members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename for member in members]
    if len(names) > MOST_MEMBERS or len(set(names)) < len(names):
        raise _hostile()
    if any(_OUTSIDE.search(name) for name in names):
        raise _hostile()
    if any(member.flag_bits & 1 for member in members):
        raise FileRefused(_("The file is protected by a password. Remove it and save again."))


def _slices(archive: zipfile.ZipFile, member: zipfile.ZipInfo, in_part: int) -> Iterator[int]:
    """Unpack a member without keeping it, and tell the size of each slice as it comes."""
    is_text = member.filename.lower().endswith((".xml", ".rels", ".vml"))
    size = 0
    tail = b""
    with archive.open(member) as stream:
        while part := stream.read(_SLICE):
            size += len(part)
            if is_text:
                seen = tail + part
                if size > in_part or any(word in seen for word in _DECLARATIONS):
                    raise _hostile()
                tail = seen[-_LONGEST:]
            yield len(part)


def _hostile() -> FileRefused:
    return FileRefused(
        _("The file is built in a way that could harm this computer, and was not opened.")
    )
