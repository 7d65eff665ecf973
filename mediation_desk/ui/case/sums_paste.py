"""A block pasted from a spreadsheet that names its columns, and its workers (按标题和姓名对应)."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from mediation_desk.i18n import _
from mediation_desk.importers.headings import SYNONYMS
from mediation_desk.ui.case.sums_cells import Column
from mediation_desk.ui.case.sums_model import SumsModel
from mediation_desk.ui.widgets.grid import Arranged

_NAME = "person.name"
_TOLD = 5
"""Headings or names that a sentence tells of; the others are counted."""


def by_headings(
    model: SumsModel,
    hidden: Callable[[int], bool],
    rows: Sequence[Sequence[str]],
    first: int,
) -> Arranged | None:
    """Return where each cell of a block belongs by its headings; None where it has none.

    A column is taken where exactly one of the grid has that heading, one in view before one that
    is hidden. With a column of names each line goes to the one worker shown who has that name;
    without it the lines go to the workers from the row `first` on.
    """
    if len(rows) < 2:
        return None
    head, lines = rows[0], [row for row in rows[1:] if any(cell.strip() for cell in row)]
    places = _places(model, hidden, head)
    named = next((at for at, text in enumerate(head) if _plain(text) in _words(_NAME)), None)
    if not places and named is None:
        return None
    workers = _by_name(model, lines, named) if named is not None else _in_order(model, lines, first)
    texts = {
        (row, place): line[at].strip()
        for row, line in workers
        for at, place in places.items()
        if at < len(line)
    }
    other = [text.strip() for at, text in enumerate(head) if at not in places and at != named]
    met = {id(line) for _row, line in workers}
    if named is None:
        lacking = [
            _("line {n}").format(n=n) for n, one in enumerate(lines, 1) if id(one) not in met
        ]
    else:
        lacking = [_at(line, named) or "—" for line in lines if id(line) not in met]
    columns = [model.column(place).full_title for place in places.values()]
    told = ""
    if columns:
        text = _("Pasted by the headings: {columns}; {n} workers.")
        told = text.format(columns=_listed(columns), n=len(workers))
    left_out = _left_out(columns, [text for text in other if text], lacking)
    return Arranged(texts, told, "\n".join(left_out))


def _left_out(
    columns: Sequence[str], other: Sequence[str], lacking: Sequence[str]
) -> Iterator[str]:
    if not columns:
        yield _("No heading of the pasted block is that of a column to type in: nothing was taken.")
    if other:
        text = _("Not taken, as no column or several to type in have that heading: {headings}.")
        yield text.format(headings=_listed(other))
    if lacking:
        text = _("Not taken, as not exactly one worker shown fits: {names}.")
        yield text.format(names=_listed(lacking))


def _listed(texts: Sequence[str]) -> str:
    told = _(", ").join(texts[:_TOLD])
    if len(texts) > _TOLD:
        told += _(" and {n} more").format(n=len(texts) - _TOLD)
    return told


def _places(model: SumsModel, hidden: Callable[[int], bool], head: Sequence[str]) -> dict[int, int]:
    """Return the column of the grid for each heading that one alone has."""
    known: dict[str, list[int]] = {}
    for place, column in enumerate(model.columns()):
        if column.editable:
            for word in _said(column):
                known.setdefault(word, []).append(place)
    found = dict[int, int]()
    for at, text in enumerate(head):
        met = known.get(_plain(text), [])
        seen = [place for place in met if not hidden(place)] or met
        if len(seen) == 1:
            found[at] = seen[0]
    times = Counter(found.values())
    return {at: place for at, place in found.items() if times[place] == 1}


def _said(column: Column) -> set[str]:
    """Return the headings that mean a column: its own, and of a fact those of a roster."""
    own = {_plain(column.full_title), _plain(column.title)}
    return own if column.kind else own | _words(f"work.{column.name}")


def _words(field: str) -> set[str]:
    return {_plain(word) for word in SYNONYMS.get(field, ())}


def _plain(text: str) -> str:
    return "".join(
        sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum()
    )


def _by_name(
    model: SumsModel, lines: Sequence[Sequence[str]], named: int
) -> list[tuple[int, Sequence[str]]]:
    names = [_plain(name) for name in model.names()]
    told = Counter(_plain(_at(line, named)) for line in lines)
    rows = {name: row for row, name in enumerate(names) if names.count(name) == 1}
    once = [line for line in lines if told[_plain(_at(line, named))] == 1]
    return [(rows[name], line) for line in once if (name := _plain(_at(line, named))) in rows]


def _in_order(
    model: SumsModel, lines: Sequence[Sequence[str]], first: int
) -> list[tuple[int, Sequence[str]]]:
    return list(zip(range(max(first, 0), model.rowCount()), lines, strict=False))


def _at(line: Sequence[str], place: int) -> str:
    return line[place].strip() if place < len(line) else ""
