"""Faces for paper: what a Word font name means here, and which face has a character.

A name such as 仿宋 means the user's own font where it is installed, and else one of the
faces shipped in `resources/fonts`. A character that a face lacks is taken from the next in
the chain; one that none has is named by `missing` before anything is printed.
"""

import struct
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unicodedata import category, normalize

from mediation_desk import paths
from mediation_desk.typeset.installed import FontFile, installed, own_families
from mediation_desk.typeset.outlines import Outlines, outlines

SONG = "MdSong-Regular"
SONG_BOLD = "MdSong-Bold"
HEI = "MdHei-Bold"
KAI = "MdKai-Regular"
RARE = "MdRare-Regular"
_SHIPPED = (SONG, SONG_BOLD, HEI, KAI, RARE)
_FALLBACK = (SONG, RARE)
_INVISIBLE = ("Cc", "Cf")
_BLANK = ("Zs", "Zl", "Zp")
_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
"""Which form of a character is wanted, where a font has several; ours have one."""
BY_HAND = "▢"
"""The box in which a character that no face has is written by hand."""
_LAST_RESORT = ("simsun-extb", "mingliu-extb", "hanaminb", "babelstone han", "simsun", "宋体")


@dataclass(frozen=True, slots=True)
class Face:
    """A face to set text in: ReportLab's name for it; `embolden` thickens a regular face."""

    name: str
    embolden: bool = False


@dataclass(frozen=True, slots=True)
class _Kind:
    words: tuple[str, ...]
    candidates: tuple[str, ...]
    regular: str
    bold: str


# Read in this order: 小标宋 before 宋, 仿宋 before 宋.
_KINDS = (
    _Kind(
        ("小标宋", "xiaobiaosong"),
        ("方正小标宋_gbk", "方正小标宋简体", "fzxiaobiaosong-b05", "fzxiaobiaosong-b05s"),
        SONG_BOLD,
        SONG_BOLD,
    ),
    _Kind(
        ("仿宋", "fangsong"),
        ("仿宋_gb2312", "仿宋", "fangsong_gb2312", "fangsong", "方正仿宋_gbk", "华文仿宋"),
        SONG,
        SONG_BOLD,
    ),
    _Kind(
        ("楷", "kai"),
        ("楷体_gb2312", "楷体", "kaiti_gb2312", "kaiti", "方正楷体_gbk", "华文楷体"),
        KAI,
        KAI,
    ),
    _Kind(
        ("黑", "hei", "arial", "helvetica", "calibri", "sans"),
        ("黑体", "simhei", "方正黑体_gbk", "华文黑体"),
        HEI,
        HEI,
    ),
    _Kind((), ("宋体", "simsun", "方正书宋_gbk", "华文宋体"), SONG, SONG_BOLD),
)

Listener = Callable[[str, Path, int], None]
"""What is told of a face: its name, its file, and which one in it."""

_FILES: dict[str, tuple[Path, int]] = {}
"""Where the faces are that were asked for, and which of their file."""
_listeners: list[Listener] = []
_PRINTABLE: set[str] = set()
"""Characters that were found to have a face; it has no more than there are characters."""
_press = threading.RLock()


@contextmanager
def press() -> Iterator[None]:
    """Set one document at a time: what is kept of characters and pages is shared."""
    with _press:
        yield


def tell(listener: Listener) -> None:
    """Tell of each face that is asked for from now on, and of those before."""
    with _press:
        _listeners.append(listener)
        for name, (path, number) in list(_FILES.items()):
            listener(name, path, number)


@cache
def face(family: str, *, bold: bool = False) -> Face:
    """Return the face for a font name as Word has it, ready to be set."""
    kind = next(kind for kind in _KINDS if not kind.words or _speaks_of(kind, family))
    if bold and kind.bold != kind.regular:
        return Face(_ready(kind.bold))
    own = _own_face((family.lower(), *kind.candidates))
    name = _ready(kind.regular) if own is None else own
    return Face(name, embolden=bold and name in {KAI, own})


@cache
def has(name: str, char: str) -> bool:
    """Say whether a face has a character."""
    return outlines_of(_ready(name)).glyph_of(ord(char)) > 0


@cache
def face_of(char: str, name: str) -> str:
    """Return the face that draws a character: the wanted one, or the next that has it."""
    return next((other for other in _chain(name) if has(other, char)), name)


def file_of(name: str) -> tuple[Path, int]:
    """Return the file of a face, and which one in it, for what draws dots."""
    return _FILES.get(name) or (paths.resources("fonts", f"{name}.ttf"), 0)


def outlines_of(name: str) -> Outlines:
    """Return what a face's file says of its characters."""
    return outlines(*file_of(name))


def pieces(text: str, name: str) -> Iterator[tuple[str, str]]:
    """Cut text into stretches that one face draws: (face, stretch)."""
    start = 0
    current = face_of(text[0], name) if text else name
    for index, char in enumerate(text):
        wanted = face_of(char, name)
        if wanted != current:
            yield current, text[start:index]
            start, current = index, wanted
    if text:
        yield current, text[start:]


@cache
def advance(char: str, name: str) -> float:
    """Return a character's width in parts of the type size."""
    face = outlines_of(_ready(name))
    return face.width(face.glyph_of(ord(char))) / 1000


class _Plain(dict[int, str | int | None]):
    """What a character is set as, found out when it first comes up."""

    def __missing__(self, code: int) -> str | int | None:
        """Leave out what is invisible; set a form kept for old character sets as its own."""
        char = chr(code)
        found: str | int | None = code
        if (category(char) in _INVISIBLE and char not in "\t\n\r") or any(
            code in forms for forms in _SELECTORS
        ):
            found = None
        elif not _has_face(char) and normalize("NFC", char) != char:
            found = normalize("NFC", char)
        self[code] = found
        return found


class _Drawn(dict[int, str]):
    """What is drawn for a character: a box where no face has it."""

    def __missing__(self, code: int) -> str:
        """Find out when it first comes up."""
        plain = chr(code).translate(_PLAIN)
        self[code] = found = "".join(char if _has_face(char) else BY_HAND for char in plain)
        return found


_PLAIN, _DRAWN = _Plain(), _Drawn()


def _has_face(char: str) -> bool:
    return category(char) in _BLANK or has(face_of(char, SONG), char)


def drawn(text: str) -> str:
    """Return the text as it is drawn: without invisible signs, 神 for its old double."""
    return text.translate(_DRAWN)


def missing(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the characters that no face has, each once, in order."""
    with press():
        found = list(texts)
        if set().union(*found) <= _PRINTABLE:
            return ()
        seen = dict.fromkeys(char for text in found for char in text.translate(_PLAIN))
        lacking = tuple(char for char in seen if not _has_face(char))
        if not lacking:
            _PRINTABLE.update(*found)
        return lacking


def _speaks_of(kind: _Kind, family: str) -> bool:
    return any(word in family.lower() for word in kind.words)


def _chain(name: str) -> Iterator[str]:
    yield name
    yield from _FALLBACK
    for family in (*own_families(), *_LAST_RESORT):
        if (own := _own_face((family,))) is not None:
            yield own


def _own_face(families: tuple[str, ...]) -> str | None:
    """Return the first installed font of these names that can be embedded."""
    for family in families:
        if (file := installed().get(family)) and (name := _register(file)):
            return name
    return None


@cache
def _register(file: FontFile) -> str | None:
    name = f"{file.path.stem}-{file.number}"
    try:
        outlines(file.path, file.number)
    except (OSError, ValueError, struct.error):
        return None
    _announce(name, file.path, file.number)
    return name


@cache
def _ready(name: str) -> str:
    """Announce a shipped face when it is first asked for."""
    if name in _SHIPPED:
        _announce(name, *file_of(name))
    return name


def _announce(name: str, path: Path, number: int) -> None:
    _FILES[name] = path, number
    for listener in _listeners:
        listener(name, path, number)
