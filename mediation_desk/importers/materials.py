"""What a material is, told from its content: hostile files, and names that lie, end here."""

import os
import struct
import warnings
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from unicodedata import category

from mediation_desk.domain.errors import FileRefused
from mediation_desk.domain.materials import LARGEST, LARGEST_SHOWN, LONGEST_NAME, RUNS, Media
from mediation_desk.i18n import N_, _
from mediation_desk.importers import archive, files
from mediation_desk.security import apart

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 120_000_000
"""A page of A3 at 600 dots per inch has seventy million."""
MOST_PAGES = 2_000
_BROKEN = (
    *(OSError, EOFError, SyntaxError, struct.error, ArithmeticError, RecursionError),
    *(ValueError, TypeError, LookupError, AttributeError),
)
"""What the libraries raise at damaged pictures and PDF, beside their own kinds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A file that came in: its bytes, what they are, how many pages, and a name for the list.

    Of a large file only the place is known, and what tells it from another one there: it is
    stored piece by piece. `note` says what the list cannot do with it.
    """

    data: bytes
    media: Media
    pages: int
    name: str
    file_name: str
    note: str = ""
    path: Path | None = None
    mark: tuple[int, int, int] = (0, 0, 0)

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.data) if self.path is None else self.mark[0]


def incoming(path: Path, reader: apart.Reader | None = None) -> Incoming:
    """Read a file that is handed in, or refuse it with a sentence.

    One `reader` may look at many files, one after the other.
    """
    with files.opened(path) as file:
        size = os.fstat(file.fileno()).st_size
        if size > LARGEST:
            raise files.too_large(path.name, LARGEST)
        if size > LARGEST_SHOWN:
            return _large(path, file)
        data = file.read(LARGEST_SHOWN + 1)
        if len(data) != os.fstat(file.fileno()).st_size:
            raise changing(path.name)
    return recognised(data, path.name, reader)


def changing(name: str) -> FileRefused:
    """Return the refusal of a file that another program is writing."""
    return FileRefused(
        _(
            "“{name}” changed while it was read: another program is writing it. Wait until that"
            " is done, then add it again."
        ).format(name=name)
    )


def mark_of(file: BinaryIO) -> tuple[int, int, int]:
    """Return what tells an opened file from another one, or from itself after a change."""
    told = os.fstat(file.fileno())
    return told.st_size, told.st_mtime_ns, told.st_ino


def _large(path: Path, file: BinaryIO) -> Incoming:
    """Tell what a large file is from its beginning and its end."""
    mark = mark_of(file)
    head = file.read(_PEEK)
    file.seek(-_PEEK, os.SEEK_END)
    media = _media(head + file.read(_PEEK), mark[0]) or _unopened(head, path.name)
    note = _noted(media, path.name)
    if media.is_bound:
        note = _(
            "“{name}” is larger than {n} MB: it is kept as it is, but neither shown nor bound."
        ).format(name=plain_name(path.name), n=LARGEST_SHOWN // 2**20)
    return Incoming(
        data=b"",
        media=media,
        pages=1,
        name=_called(media, path.name),
        file_name=plain_name(path.name),
        note=note,
        path=path,
        mark=mark,
    )


def recognised(data: bytes, file_name: str, reader: apart.Reader | None = None) -> Incoming:
    """Tell what some bytes are; the name only serves to call them something.

    What nobody can open, or nobody should, is kept as evidence all the same, and said so.
    """
    if not data:
        raise files.empty(file_name)
    if len(data) > LARGEST_SHOWN:
        raise files.too_large(file_name, LARGEST_SHOWN)
    media = _media(data, len(data)) or _unopened(data, file_name)
    pages = 1
    if media.is_bound or (media in (Media.WORD, Media.SHEET) and data.startswith(b"PK")):
        pages = _looked_into(data, media, file_name, reader)
    if not pages:
        media = Media.BROKEN
    return Incoming(
        data=data,
        media=media,
        pages=pages or 1,
        name=_called(media, file_name),
        file_name=plain_name(file_name),
        note=_noted(media, file_name),
    )


def _called(media: Media, file_name: str) -> str:
    """Return a name for the list: a program keeps its ending there, so that it shows as one."""
    return plain_name(file_name if media is Media.PROGRAM else Path(file_name).stem)


def _unopened(data: bytes, name: str) -> Media:
    """Tell what runs from what the desk merely does not know."""
    runs = data.startswith(_PROGRAMS) or Path(name).suffix.lower() in RUNS
    return Media.PROGRAM if runs else Media.OTHER


def _noted(media: Media, file_name: str) -> str:
    """Say what the list cannot do with a file, or that its name says something else."""
    ending = Path(file_name).suffix.lower()
    if media in _NOTES:
        text = _NOTES[media]
    elif ending in RUNS:
        text = N_("The name of “{name}” ends as a program's; its content is: {media}.")
    else:
        return ""
    return _(text).format(name=plain_name(file_name), media=media.label)


_NOTES = {
    Media.BROKEN: N_("“{name}” is damaged and cannot be previewed; it is kept as it came."),
    Media.PROGRAM: N_("“{name}” is a program or script: it is kept as it came and never opened."),
    Media.HEIC: N_(
        "“{name}” is a photograph in the way iPhones keep it (HEIC): it is kept as it came, but"
        " neither shown nor bound. Ask for it as JPEG too."
    ),
    Media.OTHER: N_("“{name}” is of a kind that is not opened here; it is kept as it came."),
}


def _looked_into(data: bytes, media: Media, name: str, reader: apart.Reader | None) -> int:
    """Return how many pages there are, as a reader apart counts them; none if it is damaged."""
    ask = reader.parts if reader is not None else apart.parts
    match list(ask(pages_of, data, name, media.value, name)):
        case [int(pages)] if 0 <= pages <= MOST_PAGES:
            return pages
    raise FileRefused(_("“{name}” is damaged and cannot be opened.").format(name=name))


def pages_of(data: bytes, kind: str, name: str) -> Iterator[object]:
    """Tell how many pages a material has, none if it is damaged, or refuse it; called apart."""
    media = Media.of(kind)
    if media is Media.PDF:
        yield _pages_of_pdf(data, name)
    elif media.is_picture:
        yield _pages_of_picture(data, name)
    else:
        archive.inspect(data)
        yield 1


def plain_name(text: str) -> str:
    """Return a name without what cannot be seen.

    What turns the reading direction is shown as a mark, since the name was made to be misread.
    """
    unseen = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
    seen = "".join(
        TURNED if c in _TURNS else c for c in text if c in _TURNS or category(c) not in unseen
    )
    return " ".join(seen.split())[:LONGEST_NAME] or "—"


TURNED = "〔↔〕"
"""Stands in a name for a character that turns the reading direction around."""
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_PROGRAMS = (
    *(b"MZ", b"\x7fELF", b"#!/", b"#! /", b"L\0\0\0\x01\x14\x02\0"),
    *(b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe"),
)
"""How programs, scripts and links of Windows begin."""
_PEEK = 1 << 20
_SMALL = (256, 256)
_BEGINNINGS = (
    (b"\xff\xd8\xff", Media.JPEG),
    (b"\x89PNG\r\n\x1a\n", Media.PNG),
    (b"II*\0", Media.TIFF),
    (b"MM\0*", Media.TIFF),
    (b"GIF87a", Media.GIF),
    (b"GIF89a", Media.GIF),
    (b"ID3", Media.AUDIO),
    (b"#!AMR", Media.AUDIO),
    (b"#!SILK", Media.AUDIO),
    (b"\x02#!SILK", Media.AUDIO),
    (b"fLaC", Media.AUDIO),
    (b"OggS", Media.AUDIO),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", Media.VIDEO),
    (b"\x1a\x45\xdf\xa3", Media.VIDEO),
)
_RIFF = {b"WEBP": Media.WEBP, b"WAVE": Media.AUDIO, b"AVI ": Media.VIDEO}
# No reader of HEIC is shipped: the wheels of pillow-heif carry x265 under GPL-2.0, and pi-heif,
# which only decodes, with libraries under LGPL-3.0, is not kept any more (last 1.4.0, June 2026).
_HEIC = {b"heic", b"heix", b"mif1", b"msf1", b"heim", b"heis", b"hevc"}
_SOUND = {b"M4A ", b"M4B "}


def _media(data: bytes, size: int) -> Media | None:
    for beginning, media in _BEGINNINGS:
        if data.startswith(beginning):
            return media
    if data[:1024].lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"%PDF-"):
        return Media.PDF
    if data[:2] == b"BM" and int.from_bytes(data[2:6], "little") in (0, size):
        return Media.BMP
    if data[:4] == b"RIFF":
        return _RIFF.get(data[8:12])
    if data[4:8] == b"ftyp":
        brand = data[8:12]
        return Media.HEIC if brand in _HEIC else Media.AUDIO if brand in _SOUND else Media.VIDEO
    if data[0] == 0xFF and len(data) > 3 and data[1] & 0xE6 == 0xE2:
        return Media.AUDIO  # the frames of an MP3 without a head
    return _office(data)


def _office(data: bytes) -> Media | None:
    """Tell a document of Word or a workbook from any other archive."""
    if not data.startswith(b"PK\x03\x04"):
        return None
    if b"word/" in data[-65536:] and b"[Content_Types].xml" in data:
        return Media.WORD
    if b"xl/" in data[-65536:] and b"[Content_Types].xml" in data:
        return Media.SHEET
    return None


def _pages_of_pdf(data: bytes, name: str) -> int:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted:
            raise FileRefused(
                _("“{name}” is protected by a password. Remove it and save again.").format(
                    name=name
                )
            )
        pages = len(reader.pages)
    except (PyPdfError, *_BROKEN):
        return 0
    if pages > MOST_PAGES:
        raise FileRefused(
            _("“{name}” has {n} pages; a material has 1 to {most}.").format(
                name=name, n=pages, most=MOST_PAGES
            )
        )
    return pages


def _pages_of_picture(data: bytes, name: str) -> int:
    """Count the pages of a picture; its size is read from its head, before anything is drawn.

    One that was cut off has a sound head: it is found out by drawing it.
    """
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data)) as picture:
                pages = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
                size = picture.width * picture.height
                if size <= MOST_PIXELS:
                    _draw(picture, several=pages > 1)
    except Image.DecompressionBombError as error:
        raise FileRefused(_too_many_pixels(name)) from error
    except _BROKEN:
        return 0
    if size > MOST_PIXELS:
        raise FileRefused(_too_many_pixels(name))
    return min(int(pages), MOST_PAGES)


def _draw(picture: "Image", *, several: bool) -> None:
    """Read a picture to its end; what has no room here is drawn where it is shown."""
    from PIL import ImageSequence

    picture.draft("RGB", _SMALL)  # a JPEG is read whole, and drawn small
    with suppress(MemoryError):
        for frame in ImageSequence.Iterator(picture) if several else (picture,):
            frame.load()


def _too_many_pixels(name: str) -> str:
    return _("“{name}” has more than {n} million pixels.").format(
        name=name, n=MOST_PIXELS // 1_000_000
    )
