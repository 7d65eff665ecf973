"""Set a paragraph: its lines as bands of marks."""

from collections.abc import Iterator

from mediation_desk.documents.atoms import Atom, Numbers
from mediation_desk.documents.kept import OfSame
from mediation_desk.documents.layout import (
    Floating,
    Format,
    Look,
    NumberField,
    Paragraph,
    Picture,
    Spacing,
    Stop,
    Tab,
)
from mediation_desk.documents.lines import Line, break_lines
from mediation_desk.documents.marks import Afloat, Band, Glyphs, Image, Mark, Stroke
from mediation_desk.typeset import fonts

_SINGLE = 1.3  # the height of a single line of Chinese type, in parts of its size
_ASCENT = 0.86  # of the em square above the baseline
_UNDER = 0.16  # an underline below the baseline, in parts of the size
_MIDDLE = 0.32  # a strike above it
_THIN = 1 / 20
_RAISE, _LOWER = 0.35, 0.12
_SET: OfSame[tuple[Band, ...]] = OfSame(600)


def set_paragraph(
    paragraph: Paragraph,
    width: float,
    grid: float = 0.0,
    numbers: Numbers | None = None,
    pitch: float = 0.0,
) -> tuple[Band, ...]:
    """Return a band for each line of the paragraph; one that was set before is not set again."""
    told = width, grid, numbers, pitch
    return _SET.get(paragraph, told) or _SET.put(
        paragraph, told, tuple(_bands(paragraph, width, grid, numbers, pitch))
    )


def _bands(
    paragraph: Paragraph, width: float, grid: float, numbers: Numbers | None, pitch: float
) -> Iterator[Band]:
    form = paragraph.format
    lines = break_lines(paragraph, width, numbers, pitch)
    last = len(lines) - 1
    for index, line in enumerate(lines):
        only_break = line.new_page and not line.atoms and index == last
        sizes = [atom.look.size for atom in line.atoms if atom.text]
        size = max(sizes, default=0.0) or paragraph.mark.size
        height = 0.0 if only_break else _height(line, size, form, grid)
        marks = [*_marks(line, height, size, form)]
        if index == 0:
            floats = (part for part in paragraph.inlines if isinstance(part, Floating))
            marks += [Afloat(0.0, 0.0, part) for part in floats]
        if index == 0 and form.above:
            marks.append(_border(form, width, 0.0, form.above.width, form.above.colour))
        if index == last and form.below:
            marks.append(_border(form, width, height, form.below.width, form.below.colour))
        yield Band(
            height,
            tuple(marks),
            before=form.before if index == 0 else 0.0,
            after=form.after if index == last else 0.0,
            keep=_keeps(form, index, last),
            new_page=line.new_page or (form.new_page and index == 0),
        )


def _keeps(form: Format, index: int, last: int) -> bool:
    """Say whether a line must stay with the next: no lonely first or last line of a paragraph."""
    if index == last:
        return form.keep_next
    return form.keep_lines or (form.widows and index in {0, last - 1})


def _height(line: Line, size: float, form: Format, grid: float) -> float:
    if form.spacing is Spacing.EXACT:
        return form.line
    natural = size * _SINGLE
    if form.spacing is Spacing.AT_LEAST:
        natural = max(form.line, natural)
    else:
        if grid and form.grid:
            natural = grid * -(-natural // grid)
        natural *= form.line
    pictures = [
        atom.inline.height
        for atom in line.atoms
        if atom.inline is not None and isinstance(atom.inline, Picture)
    ]
    return max(natural, *pictures, 0.0)


def _marks(line: Line, height: float, size: float, form: Format) -> Iterator[Mark]:
    if any(atom.inline is not None and isinstance(atom.inline, Picture) for atom in line.atoms):
        baseline = height
    else:
        baseline = (height - size) / 2 + size * _ASCENT
    x = line.x
    waiting: list[Atom] = []
    since = x
    for atom in line.atoms:
        if waiting and not _joins(waiting[-1], atom, line.gap):
            yield _glyphs(waiting, since, baseline, line.gap)
            waiting = []
        if atom.inline is None or isinstance(atom.inline, NumberField):
            if atom.text:
                if not waiting:
                    since = x
                waiting.append(atom)
        elif isinstance(atom.inline, Picture):
            picture = atom.inline
            yield Image(x, baseline - picture.height, picture.width, picture.height, picture.data)
        elif isinstance(atom.inline, Tab):
            yield from _leader(atom, x, baseline, form.stops)
        x += atom.width + line.gap
    if waiting:
        yield _glyphs(waiting, since, baseline, line.gap)
    yield from _ruled(line, baseline)


def _joins(before: Atom, atom: Atom, gap: float) -> bool:
    """Say whether two atoms can be drawn as one: alike, and spaced alike."""
    if not atom.text or atom.inline or before.inline or before.apart:
        return False
    if before.face is not atom.face and before.face != atom.face:
        return False
    if before.look is not atom.look and before.look != atom.look:
        return False
    return not gap or (len(before.text) == 1 and len(atom.text) == 1)


def _glyphs(atoms: list[Atom], x: float, baseline: float, gap: float) -> Glyphs:
    first = atoms[0]
    look = first.look
    shift = {1: -_RAISE, 0: 0.0, -1: _LOWER}[look.shift] * look.size
    field = first.inline
    single = len(first.text) == 1
    return Glyphs(
        x,
        baseline + shift,
        "".join(atom.text for atom in atoms),
        first.face.name,
        first.size,
        look.colour,
        look.pitch + (gap if single else 0.0),
        first.face.embolden,
        look.italic,
        look.stretch,
        field.number if isinstance(field, NumberField) else None,
    )


def _leader(atom: Atom, x: float, baseline: float, stops: tuple[Stop, ...]) -> Iterator[Glyphs]:
    """Fill a tab with dots or a line, as a table of contents does."""
    stop = next((stop for stop in stops if stop.at >= x + atom.width - 0.5), None)
    if stop is None or not stop.leader:
        return
    step = fonts.advance(stop.leader, atom.face.name) * atom.size
    count = int(atom.width / step)
    if count:
        yield Glyphs(x, baseline, stop.leader * count, atom.face.name, atom.size, atom.look.colour)


def _ruled(line: Line, baseline: float) -> Iterator[Stroke]:
    """Underline and strike, each stretch in one stroke."""
    looks = {id(atom.look): atom.look for atom in line.atoms}.values()
    for name, distance in (("underline", _UNDER), ("strike", -_MIDDLE)):
        if not any(getattr(look, name) for look in looks):
            continue
        x, since, look = line.x, 0.0, None
        for atom in line.atoms:
            marked = getattr(atom.look, name) and (atom.text or isinstance(atom.inline, Tab))
            if look is not None and (not marked or atom.look.size != look.size):
                yield _rule(since, x - line.gap, baseline, distance, look)
                look = None
            if marked and look is None:
                since, look = x, atom.look
            x += atom.width + line.gap
        if look is not None:
            yield _rule(since, x - line.gap, baseline, distance, look)


def _rule(since: float, to: float, baseline: float, distance: float, look: Look) -> Stroke:
    y = baseline + distance * look.size
    return Stroke(since, y, to, y, look.size * _THIN, look.colour)


def _border(form: Format, width: float, y: float, thick: float, colour: str) -> Stroke:
    return Stroke(form.left, y, width - form.right, y, thick, colour)
