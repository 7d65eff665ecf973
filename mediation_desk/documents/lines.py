"""Break a paragraph into lines after the rules of Chinese type.

No closing mark begins a line and no opening mark ends one; a comma or full stop may hang
into the margin; a Latin word or a figure is kept whole, a number with hyphens or strokes too
(0313-2012345); blanks are kept, so that a line to write on stays as long as it was typed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from mediation_desk.documents.kept import Kept
from mediation_desk.documents.layout import (
    Align,
    Floating,
    Format,
    Inline,
    LineBreak,
    Look,
    Number,
    NumberField,
    PageBreak,
    Paragraph,
    Picture,
    Stop,
    Tab,
    Text,
)
from mediation_desk.typeset import fonts
from mediation_desk.typeset.fonts import Face

_NOT_FIRST = frozenset("、。，．・：；？！々’”）〕］｝〉》」』】〗％‰℃,.:;?!)]}%°")
_NOT_LAST = frozenset("‘“（〔［｛〈《「『【〖￥＄$([{")
_HANGING = frozenset("，。、；：！？．")
_PAIRED = frozenset("—…")
_SEAL = "（印章）"
"""The place of a seal stands on one line: （印 alone would be read as a word cut off."""
_EASTERN_LATIN_1 = frozenset("·×÷±§°¤¨")
_BREAKS_AFTER = frozenset("-/")
_FIGURES = frozenset("0123456789")
_APART = 1 / 4  # of a character, between Chinese and figures or Latin letters
_SMALL = 0.65  # superscript and subscript
_NEITHER, _LATIN, _EASTERN = 0, 1, 2
_MOST_WORDS = 1500
_TOLERANCE = 0.05


@dataclass(frozen=True, slots=True)
class Numbers:
    """The page's number and how many pages there are."""

    page: int
    pages: int

    def text(self, number: Number) -> str:
        """Return the one that is asked for."""
        return str(self.page if number is Number.PAGE else self.pages)


@dataclass(frozen=True, slots=True)
class Atom:
    """The least thing that a line holds: a character, a word, a blank, a tab, a picture.

    `apart` is the part of its width that sets it apart from what follows; `begins` and `ends`
    tell the script of its first and last character, for what is set apart.
    """

    text: str
    look: Look
    face: Face
    width: float
    size: float
    blank: bool = False
    tied: bool = False
    opens: bool = False
    apart: float = 0.0
    inline: Inline | None = None
    begins: int = _NEITHER
    ends: int = _NEITHER

    @property
    def hangs(self) -> bool:
        """Say whether it may stand in the margin."""
        return self.text in _HANGING


@dataclass(frozen=True, slots=True)
class Line:
    """Atoms between the margins: where the first stands, and what is added between them."""

    atoms: tuple[Atom, ...]
    x: float
    gap: float
    new_page: bool = False


def break_lines(
    paragraph: Paragraph, width: float, numbers: Numbers | None = None, pitch: float = 0.0
) -> list[Line]:
    """Return the paragraph's lines in a column of that width.

    `pitch` is what the page's grid adds after each Chinese character.
    """
    form = paragraph.format
    atoms = list(_atoms(paragraph.inlines, numbers, pitch if form.grid else 0.0))
    stops = _stops(form)
    _keep_numbers(atoms)
    if form.spaced:
        _set_apart(atoms)
    lines: list[Line] = []
    start, new_page = 0, False
    while True:
        indent = form.left + (0.0 if lines else form.first)
        room = width - form.right - indent
        end, following = _end(atoms, start, room, indent, stops, form.usual_stop)
        chosen = tuple(atoms[start:end])
        closing = atoms[end].inline if following > end else None
        ends = closing is not None or following >= len(atoms)
        x, gap = _placed(chosen, room, form.align, justify=not ends)
        lines.append(Line(chosen, indent + x, gap, new_page))
        new_page = isinstance(closing, PageBreak)
        start = following
        if start >= len(atoms) and not isinstance(closing, LineBreak):
            return [*lines, Line((), 0.0, 0.0, new_page=True)] if new_page else lines


def _end(
    atoms: list[Atom],
    start: int,
    room: float,
    indent: float,
    stops: Sequence[Stop],
    usual: float,
) -> tuple[int, int]:
    """Return where a line ends and where the next begins; they differ by a break."""
    x = 0.0
    for index in range(start, len(atoms)):
        atom = atoms[index]
        if atom.inline is None:
            pass
        elif isinstance(atom.inline, LineBreak | PageBreak):
            return index, index + 1
        elif isinstance(atom.inline, Tab):
            wide = _tab_width(atoms, index, indent + x, indent + room, stops, usual)
            atom = atoms[index] = replace(atom, width=wide)
        if x + atom.width - atom.apart <= room + _TOLERANCE or atom.blank:
            x += atom.width
            continue
        if atom.hangs and x <= room and not _is_tied(atoms, index + 1):
            return index + 1, index + 1
        end = _last_break(atoms, start, index)
        if end == start and index == start:
            end = _torn(atoms, start, room)
        end = end if end > start else index
        return end, end
    return len(atoms), len(atoms)


def _last_break(atoms: list[Atom], start: int, overflow: int) -> int:
    for index in range(overflow, start, -1):
        if not _is_tied(atoms, index) and not atoms[index - 1].opens:
            return index
    return start


def _is_tied(atoms: list[Atom], index: int) -> bool:
    return index < len(atoms) and atoms[index].tied


def _torn(atoms: list[Atom], index: int, room: float) -> int:
    """Divide a word that is longer than a line; return where the line ends."""
    atom = atoms[index]
    count, width = 0, 0.0
    for char in atom.text:
        width += _width(char, atom.face.name, atom.look, atom.size)
        if width > room and count:
            break
        count += 1
    if count >= len(atom.text):
        return index + 1
    head, tail = atom.text[:count], atom.text[count:]
    atoms[index : index + 1] = [
        _atom(head, atom.look, atom.face, tied=atom.tied),
        _atom(tail, atom.look, atom.face),
    ]
    return index + 1


def _stops(form: Format) -> tuple[Stop, ...]:
    """Return the stops of a paragraph; where its first line hangs out, the others' edge is one."""
    if form.first >= 0:
        return form.stops
    return tuple(sorted((*form.stops, Stop(form.left)), key=lambda stop: stop.at))


def _tab_width(
    atoms: list[Atom],
    index: int,
    x: float,
    right_edge: float,
    stops: Sequence[Stop],
    usual: float,
) -> float:
    """Return how far a tab reaches, seen from the paragraph's edge."""
    stop = next((stop for stop in stops if stop.at > x + _TOLERANCE), None)
    if stop is None:
        return usual - x % usual
    if stop.align is Align.LEFT:
        return stop.at - x
    text = 0.0
    for atom in atoms[index + 1 :]:
        if isinstance(atom.inline, Tab | LineBreak | PageBreak):
            break
        text += atom.width
    at = min(stop.at, right_edge)
    share = text / 2 if stop.align is Align.CENTRE else text
    return max(at - x - share, 0.0)


def _placed(
    atoms: Sequence[Atom], room: float, align: Align, *, justify: bool
) -> tuple[float, float]:
    """Return where a line starts and the gap between its atoms."""
    written = len(atoms)
    while written and atoms[written - 1].blank and not atoms[written - 1].look.underline:
        written -= 1
    spare = room - sum([atom.width for atom in atoms[:written]])
    spare += atoms[written - 1].apart if written else 0.0
    if align is Align.CENTRE:
        return spare / 2, 0.0
    if align is Align.RIGHT:
        return spare, 0.0
    stretches = align is Align.SPREAD or (align is Align.BOTH and justify)
    if stretches and spare > 0 and written > 1:
        if any(isinstance(atom.inline, Tab) for atom in atoms):
            return 0.0, 0.0
        return 0.0, spare / (written - 1)
    return 0.0, 0.0


def _atoms(
    inlines: Sequence[Inline], numbers: Numbers | None, pitch: float = 0.0
) -> Iterator[Atom]:
    for inline in inlines:
        if isinstance(inline, Text):
            written = _characters(inline.text, inline.look, pitch)
            yield from _whole_seal(written) if _SEAL in inline.text else written
        elif isinstance(inline, Floating):
            continue
        elif isinstance(inline, NumberField):
            text = "0" if numbers is None else numbers.text(inline.number)
            atom = _characters(text, inline.look)[0]
            yield replace(atom, inline=inline) if numbers is None else atom
        elif isinstance(inline, Picture):
            yield Atom("", Look(), Face(fonts.SONG), inline.width, 0.0, inline=inline)
        else:
            look = Look() if isinstance(inline, PageBreak) else inline.look
            yield Atom("", look, _face("宋", look), 0.0, look.size, inline=inline)


def _whole_seal(atoms: list[Atom]) -> list[Atom]:
    """Let no line end inside the place of a seal."""
    for at in range(len(atoms) - len(_SEAL) + 1):
        if all(atoms[at + k].text == char for k, char in enumerate(_SEAL)):
            for place in range(at + 1, at + len(_SEAL)):
                atoms[place] = replace(atoms[place], tied=True)
    return atoms


def _keep_numbers(atoms: list[Atom]) -> None:
    """Let no line end inside a number that has hyphens or strokes between its figures."""
    for at in range(1, len(atoms)):
        before, here = atoms[at - 1].text, atoms[at].text
        if not before or not here or atoms[at].tied:
            continue
        if before[-1] in _FIGURES and here in _BREAKS_AFTER:  # a stroke by itself
            atoms[at] = replace(atoms[at], tied=True)
        elif before[-1] in _BREAKS_AFTER and here[0] in _FIGURES:
            figure = before[-2:-1] or atoms[at - 2].text[-1:] if at > 1 else before[-2:-1]
            if figure and figure in _FIGURES:
                atoms[at] = replace(atoms[at], tied=True)


def _set_apart(atoms: list[Atom]) -> None:
    """Put a little space between Chinese and figures or Latin letters."""
    meeting = [
        at
        for at, (before, after) in enumerate(pairwise(atoms))
        if before.ends and after.begins and before.ends != after.begins
    ]
    for at in meeting:
        before, after = atoms[at], atoms[at + 1]
        apart = min(before.size, after.size) * _APART
        atoms[at] = replace(before, width=before.width + apart, apart=apart)


class _Letters:
    """The atoms of one look, each made when it first comes up."""

    def __init__(self, look: Look, pitch: float) -> None:
        self._look = look
        self._wide = replace(look, pitch=look.pitch + pitch) if pitch else look
        self._faces: dict[str, Face] = {}
        self._words: Kept[tuple[Atom, ...]] = Kept(_MOST_WORDS)

    def of(self, word: str) -> tuple[Atom, ...]:
        """Return the atoms of a stretch of Latin letters, or of a character by itself."""
        found = self._words.get(word)
        if found is None:
            alone = len(word) == 1 and (word == " " or not _is_latin(word))
            found = (self._single(word),) if alone else tuple(self._latin(word))
            self._words.put(word, found)
        return found

    def _single(self, char: str) -> Atom:
        shown = self._look if char == " " else self._wide
        return _atom(char, shown, self._face(char), tied=char in _NOT_FIRST)

    def _latin(self, stretch: str) -> Iterator[Atom]:
        """Cut Latin letters where the face changes, and after hyphens and strokes."""
        word, face, tied = "", Face(fonts.SONG), False
        for char in stretch:
            own = self._face(char)
            if word and own != face:
                yield _atom(word, self._look, face, tied=tied)
                word, tied = "", True
            elif not word:
                tied = char in _NOT_FIRST
            word, face = word + char, own
            if char in _BREAKS_AFTER:
                yield _atom(word, self._look, face, tied=tied)
                word = ""
        if word:
            yield _atom(word, self._look, face, tied=tied)

    def _face(self, char: str) -> Face:
        return self._faces.get(char) or self._faces.setdefault(char, _face(char, self._look))


@lru_cache(maxsize=256)
def _letters(look: Look, pitch: float) -> _Letters:
    return _Letters(look, pitch)


_STRETCHES = re.compile("[^ \u0250-\U0010ffff·×÷±§°¤¨]+|.", re.DOTALL)
"""Latin letters and figures together, every other character by itself."""


def _characters(text: str, look: Look, pitch: float = 0.0) -> list[Atom]:
    """Return each Chinese character and blank by itself, and Latin words whole."""
    letters = _letters(look, pitch)
    atoms: list[Atom] = []
    before = ""
    for word in _STRETCHES.findall(fonts.drawn(text.replace("\n", " ").replace("\u00a0", " "))):
        own = letters.of(word)
        if word == before and word in _PAIRED:
            own = (replace(own[0], tied=True),)
        atoms += own
        before = word
    return atoms


def _atom(text: str, look: Look, face: Face, *, tied: bool = False) -> Atom:
    size = look.size * _SMALL if look.shift else look.size
    width = 0.0
    for char in text:
        width += _width(char, face.name, look, size)
    return Atom(
        text,
        look,
        face,
        width,
        size,
        blank=text == " ",
        tied=tied,
        opens=text[-1] in _NOT_LAST,
        begins=_script(text[0]),
        ends=_script(text[-1]),
    )


def _script(char: str) -> int:
    if not char.isalnum():
        return _NEITHER
    return _LATIN if _is_latin(char) else _EASTERN


def _width(char: str, face: str, look: Look, size: float) -> float:
    return fonts.advance(char, face) * size * look.stretch + look.pitch


def _is_latin(char: str) -> bool:
    return char < "\u0250" and char not in _EASTERN_LATIN_1


def _face(char: str, look: Look) -> Face:
    family = look.latin if _is_latin(char) else look.east
    face = fonts.face(family, bold=look.bold)
    name = fonts.face_of(char, face.name)
    return face if name == face.name else Face(name, embolden=look.bold)
