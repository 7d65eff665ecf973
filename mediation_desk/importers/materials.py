"""What a material is, told from its content: hostile files, and names that lie, end here."""

import struct
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from unicodedata import category

from mediation_desk.domain.errors import FileRefused
from mediation_desk.domain.materials import LARGEST, LONGEST_NAME, Media
from mediation_desk.i18n import _
from mediation_desk.importers import archive, files
from mediation_desk.security import apart

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
    """A file that came in: its bytes, what they are, how many pages, and a name for the list."""

    data: bytes
    media: Media
    pages: int
    name: str
    file_name: str


def incoming(path: Path, reader: apart.Reader | None = None) -> Incoming:
    """Read a file that is handed in, or refuse it with a sentence.

    One `reader` may look at many files, one after the other.
    """
    return recognised(files.content(path, LARGEST), path.name, reader)


def recognised(data: bytes, file_name: str, reader: apart.Reader | None = None) -> Incoming:
    """Tell what some bytes are; the name only serves to call them something."""
    if not data:
        raise FileRefused(_("“{name}” is empty.").format(name=file_name))
    if len(data) > LARGEST:
        raise FileRefused(
            _("“{name}” is larger than {n} MB. Is it the right file?").format(
                name=file_name, n=LARGEST // 2**20
            )
        )
    media = _media(data)
    if media is None:
        raise FileRefused(
            _(
                "“{name}” is no kind of file that is kept as a material: pictures, PDF, Word"
                " documents, workbooks, recordings and films are."
            ).format(name=file_name)
        )
    pages = 1
    if media.is_bound or (media in (Media.WORD, Media.SHEET) and data.startswith(b"PK")):
        pages = _looked_into(data, media, file_name, reader)
    return Incoming(
        data=data,
        media=media,
        pages=pages,
        name=plain_name(Path(file_name).stem),
        file_name=plain_name(file_name),
    )


def _looked_into(data: bytes, media: Media, name: str, reader: apart.Reader | None) -> int:
    """Return how many pages there are, as a reader apart counts them."""
    ask = reader.parts if reader is not None else apart.parts
    match list(ask(pages_of, data, name, media.value, name)):
        case [int(pages)] if 1 <= pages <= MOST_PAGES:
            return pages
    raise FileRefused(_("“{name}” is damaged and cannot be opened.").format(name=name))


def pages_of(data: bytes, kind: str, name: str) -> Iterator[object]:
    """Tell how many pages a material has, or refuse it; called apart."""
    media = Media.of(kind)
    if media is Media.PDF:
        yield _pages_of_pdf(data, name)
    elif media.is_picture:
        yield _pages_of_picture(data, name)
    else:
        archive.inspect(data)
        yield 1


def plain_name(text: str) -> str:
    """Return a name without what cannot be seen, such as turns of the reading direction."""
    unseen = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
    seen = "".join(c for c in text if category(c) not in unseen)
    return " ".join(seen.split())[:LONGEST_NAME] or "—"


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
_HEIC = {b"heic", b"heix", b"mif1", b"msf1", b"heim", b"heis", b"hevc"}
_SOUND = {b"M4A ", b"M4B "}


def _media(data: bytes) -> Media | None:
    for beginning, media in _BEGINNINGS:
        if data.startswith(beginning):
            return media
    if data[:1024].lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"%PDF-"):
        return Media.PDF
    if data[:2] == b"BM" and int.from_bytes(data[2:6], "little") in (0, len(data)):
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

    damaged = _("“{name}” is damaged and cannot be opened.").format(name=name)
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted:
            raise FileRefused(
                _("“{name}” is protected by a password. Remove it and save again.").format(
                    name=name
                )
            )
        pages = len(reader.pages)
    except (PyPdfError, *_BROKEN) as error:
        raise FileRefused(damaged) from error
    if not 1 <= pages <= MOST_PAGES:
        raise FileRefused(
            _("“{name}” has {n} pages; a material has 1 to {most}.").format(
                name=name, n=pages, most=MOST_PAGES
            )
        )
    return pages


def _pages_of_picture(data: bytes, name: str) -> int:
    """Count the pages of a picture; its size is read from its head, before anything is drawn."""
    from PIL import Image

    damaged = _("“{name}” is damaged and cannot be opened.").format(name=name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data)) as picture:
                pages = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
                size = picture.width * picture.height
    except Image.DecompressionBombError as error:
        raise FileRefused(_too_many_pixels(name)) from error
    except _BROKEN as error:
        raise FileRefused(damaged) from error
    if size > MOST_PIXELS:
        raise FileRefused(_too_many_pixels(name))
    return min(int(pages), MOST_PAGES)


def _too_many_pixels(name: str) -> str:
    return _("“{name}” has more than {n} million pixels.").format(
        name=name, n=MOST_PIXELS // 1_000_000
    )
