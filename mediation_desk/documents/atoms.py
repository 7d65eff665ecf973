"""The atoms of a paragraph: what a line may begin or end with, each with its face and width.

A Chinese character stands by itself; a Latin word or a figure is kept whole, a number with hyphens
or strokes too (0313-2012345). Marks that may not begin or end a line are tied to their neighbours.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from mediation_desk.documents.kept import Kept
from mediation_desk.documents.layout import (
    Floating,
    Inline,
    Look,
    Number,
    NumberField,
    PageBreak,
    Paragraph,
    Picture,
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


def atoms_of(paragraph: Paragraph, numbers: Numbers | None, pitch: float) -> list[Atom]:
    """Return the atoms of a paragraph; `pitch` is added after each Chinese character."""
    atoms = list(_atoms(paragraph.inlines, numbers, pitch))
    _keep_numbers(atoms)
    if paragraph.format.spaced:
        _set_apart(atoms)
    return atoms


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
        return atom_of(char, shown, self._face(char), tied=char in _NOT_FIRST)

    def _latin(self, stretch: str) -> Iterator[Atom]:
        """Cut Latin letters where the face changes, and after hyphens and strokes."""
        word, face, tied = "", Face(fonts.SONG), False
        for char in stretch:
            own = self._face(char)
            if word and own != face:
                yield atom_of(word, self._look, face, tied=tied)
                word, tied = "", True
            elif not word:
                tied = char in _NOT_FIRST
            word, face = word + char, own
            if char in _BREAKS_AFTER:
                yield atom_of(word, self._look, face, tied=tied)
                word = ""
        if word:
            yield atom_of(word, self._look, face, tied=tied)

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


def atom_of(text: str, look: Look, face: Face, *, tied: bool = False) -> Atom:
    """Return text of one face as an atom; `tied` where no line may begin with it."""
    size = look.size * _SMALL if look.shift else look.size
    width = 0.0
    for char in text:
        width += width_of(char, face.name, look, size)
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


def width_of(char: str, face: str, look: Look, size: float) -> float:
    """Return in points how wide a character is set."""
    return fonts.advance(char, face) * size * look.stretch + look.pitch


def _is_latin(char: str) -> bool:
    return char < "\u0250" and char not in _EASTERN_LATIN_1


def _face(char: str, look: Look) -> Face:
    family = look.latin if _is_latin(char) else look.east
    face = fonts.face(family, bold=look.bold)
    name = fonts.face_of(char, face.name)
    return face if name == face.name else Face(name, embolden=look.bold)
