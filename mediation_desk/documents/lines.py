"""Break a paragraph into lines after the rules of Chinese type.

No closing mark begins a line and no opening mark ends one; a comma or full stop may hang into
the margin; blanks are kept, so that a line to write on stays as long as it was typed. What is
never broken is an atom.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mediation_desk.documents.atoms import Atom, Numbers, atom_of, atoms_of, width_of
from mediation_desk.documents.layout import (
    Align,
    Format,
    LineBreak,
    PageBreak,
    Paragraph,
    Stop,
    Tab,
)

_TOLERANCE = 0.05
_MOST_SPARE, _WIDEST_GAP = 2, 1 / 4
"""How much a line is spread to reach the margin, in characters: in all, and between two.

A sum, a case number or a telephone stays whole, and would leave the line before it full of holes.
"""


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
    atoms = atoms_of(paragraph, numbers, pitch if form.grid else 0.0)
    stops = _stops(form)
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
        width += width_of(char, atom.face.name, atom.look, atom.size)
        if width > room and count:
            break
        count += 1
    if count >= len(atom.text):
        return index + 1
    head, tail = atom.text[:count], atom.text[count:]
    atoms[index : index + 1] = [
        atom_of(head, atom.look, atom.face, tied=atom.tied),
        atom_of(tail, atom.look, atom.face),
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
        gap = spare / (written - 1)
        if any(isinstance(atom.inline, Tab) for atom in atoms):
            return 0.0, 0.0
        size = max(atom.look.size for atom in atoms)
        holed = spare > _MOST_SPARE * size or gap > _WIDEST_GAP * size
        return 0.0, 0.0 if holed and align is Align.BOTH else gap
    return 0.0, 0.0
