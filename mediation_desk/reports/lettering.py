"""Chinese lines on a PDF canvas: how wide they are, where they break, and setting them.

Text is drawn, never parsed, so nothing in a name can be taken for markup. Call these inside
`corrections.press()`.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from reportlab.pdfgen.canvas import Canvas

from mediation_desk.typeset import fonts

_NEVER_FIRST = frozenset("，。、；：？！）】》”’〕〉」』…·,.;:?!)]}%")
_WHITE_RIGHT = frozenset("，。、；：？！）】》”’〕〉」』")
_NEVER_LAST = frozenset("（【《“‘〔〈「『([{¥￥")
_WORDS = re.compile(r"[0-9A-Za-z.,%/:_-]+|.", re.DOTALL)
_LEADING = 1.3


@dataclass(frozen=True, slots=True)
class Type:
    """A face at a size."""

    size: float
    face: str = fonts.SONG

    @property
    def leading(self) -> float:
        """The distance from one line to the next."""
        return self.size * _LEADING


@lru_cache(maxsize=20_000)
def width(text: str, face: str, size: float) -> float:
    """Return how wide a line is as it is drawn, in points."""
    shown = fonts.drawn(text)
    return size * sum(fonts.advance(char, fonts.face_of(char, face)) for char in shown)


@lru_cache(maxsize=20_000)
def wrapped(text: str, kind: Type, room: float) -> tuple[str, ...]:
    """Break text into lines that fit; numbers stay whole where they can, marks never lead."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        lines += _wrapped(paragraph, kind, room)
    return tuple(lines)


def _wrapped(text: str, kind: Type, room: float) -> list[str]:
    lines: list[list[str]] = [[]]
    used = 0.0
    for word in _fitting(text, kind, room):
        size = width(word, kind.face, kind.size)
        full = used + size > room and not _hangs(word, used + size / 2, room)
        if full and (place := _break(lines[-1], word)):
            carried = lines[-1][place:]
            del lines[-1][place:]
            lines.append(carried)
            used = sum(width(part, kind.face, kind.size) for part in carried)
        lines[-1].append(word)
        used += size
    return ["".join(line).strip(" ") if len(lines) > 1 else "".join(line) for line in lines]


def _hangs(word: str, half: float, room: float) -> bool:
    """Say whether a mark may stand half outside: its right half is white."""
    return word in _WHITE_RIGHT and half <= room


def _break(line: list[str], following: str) -> int:
    """Return where to break before a word, so that no mark leads and no bracket ends a line.

    Where there is no such place, 0: the line then takes the word all the same.
    """
    for place in range(len(line), 0, -1):
        first = line[place] if place < len(line) else following
        if first not in _NEVER_FIRST and line[place - 1] not in _NEVER_LAST:
            return place
    return 0


def _fitting(text: str, kind: Type, room: float) -> list[str]:
    """Cut text into what must stay together, but no longer than a line."""
    words: list[str] = []
    for word in _WORDS.findall(text):
        fits = len(word) == 1 or width(word, kind.face, kind.size) <= room
        words += [word] if fits else list(word)
    return words


def cut(lines: tuple[str, ...], most: int) -> tuple[str, ...]:
    """Keep so many lines; the last one then ends in an ellipsis."""
    if len(lines) <= most:
        return lines
    return (*lines[: most - 1], lines[most - 1][:-1] + "…")


def draw(canvas: Canvas, x: float, y: float, text: str, kind: Type) -> None:
    """Set one line with its left end at x, each character in a face that has it, else a box."""
    for face, stretch in fonts.pieces(fonts.drawn(text), kind.face):
        canvas.setFont(face, kind.size)
        canvas.drawString(x, y, stretch)
        x += width(stretch, face, kind.size)


def draw_right(canvas: Canvas, x: float, y: float, text: str, kind: Type) -> None:
    """Set one line with its right end at x."""
    draw(canvas, x - width(text, kind.face, kind.size), y, text, kind)


def draw_centred(canvas: Canvas, x: float, y: float, text: str, kind: Type) -> None:
    """Set one line with its middle at x."""
    draw(canvas, x - width(text, kind.face, kind.size) / 2, y, text, kind)
