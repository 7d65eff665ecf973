"""How a reader apart tells the desk of a file: in plain values, each of which is checked here.

A list is told as ["l", …], a day as ["d", text], a moment as ["t", text], a time of day as
["c", text], a cell that cannot be used as ["u", reason]; texts, numbers and tables as themselves.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from itertools import islice
from typing import Any

from mediation_desk.domain.errors import FileRefused
from mediation_desk.i18n import _
from mediation_desk.importers.grid import MOST_COLUMNS, Cell, Line, Unreadable

AT_ONCE = 500
LONGEST = 200_000
_DEEPEST = 40
_LARGEST = 10**40
_PLAIN = frozenset({str, float, bool, type(None)})
_NUMBERS_AND_TEXTS = _PLAIN | {int}


def tree(value: object, depth: int = 0) -> Any:  # noqa: ANN401 - what JSON can say
    """Return a tree of tables and lists as it is told; what is beyond measure raises ValueError."""
    if depth > _DEEPEST:
        raise ValueError
    if type(value) in _PLAIN:
        return value
    match value:
        case int():
            if abs(value) > _LARGEST:
                raise ValueError
            return value
        case datetime():
            return ["t", value.isoformat()]
        case date():
            return ["d", value.isoformat()]
        case time():
            return ["c", value.isoformat()]
        case dict():
            return {str(key): tree(held, depth + 1) for key, held in value.items()}
        case list():
            return ["l", *(tree(held, depth + 1) for held in value)]
    raise ValueError


def lines(found: Iterable[Line]) -> Iterator[list[Any]]:
    """Tell lines some hundred at a time: each as its number, then its cells."""
    rest = iter(found)
    while some := list(islice(rest, AT_ONCE)):
        yield [[line.number, *map(_cell, line.cells)] for line in some]


def _cell(cell: Cell) -> Any:  # noqa: ANN401 - what JSON can say
    if type(cell) in _NUMBERS_AND_TEXTS:
        return cell
    if isinstance(cell, Unreadable):
        return ["u", cell.reason]
    assert isinstance(cell, datetime), "there is no other kind of cell"
    return ["t", cell.isoformat()]


def heard(value: object, depth: int = 0) -> Any:  # noqa: ANN401 - whoever asked looks at it
    """Return a tree as it was told; what cannot have been told refuses the file."""
    kind = type(value)
    if kind is int or kind in _PLAIN:
        if kind is str and len(value) > LONGEST:  # type: ignore[arg-type]
            raise unclear()
        return value
    if depth > _DEEPEST:
        raise unclear()
    if isinstance(value, dict):
        return {key: heard(held, depth + 1) for key, held in value.items()}
    try:
        match value:
            case ["l", *rest]:
                return [heard(held, depth + 1) for held in rest]
            case ["t", str(text)]:
                return datetime.fromisoformat(text)
            case ["d", str(text)]:
                return date.fromisoformat(text)
            case ["c", str(text)]:
                return time.fromisoformat(text)
    except ValueError:
        raise unclear() from None
    raise unclear()


def heard_table(*parts: object) -> Mapping[str, Any]:
    """Return the one table that was told."""
    found = heard(parts[0]) if len(parts) == 1 else None
    if not isinstance(found, dict):
        raise unclear()
    return found


def heard_list(*parts: object) -> list[Any]:
    """Return the one list that was told."""
    found = heard(parts[0]) if len(parts) == 1 else None
    if not isinstance(found, list):
        raise unclear()
    return found


def heard_lines(parts: Iterable[object]) -> Iterator[Line]:
    """Yield the lines that were told."""
    for part in parts:
        if not isinstance(part, list):
            raise unclear()
        for row in part:
            yield _heard_line(row)


def _heard_line(row: object) -> Line:
    """Return a line that was told; there are some ten thousand of them, mostly of plain cells."""
    if type(row) is not list or not 1 <= len(row) <= 1 + MOST_COLUMNS:
        raise unclear()
    number, *cells = row
    if type(number) is not int or number < 0:
        raise unclear()
    if not _NUMBERS_AND_TEXTS.issuperset(map(type, cells)):
        cells = [_heard_cell(cell) if type(cell) is list else cell for cell in cells]
    if dict in map(type, cells):
        raise unclear()
    return Line(number, tuple(cells))


def _heard_cell(told: list[object]) -> Cell:
    kind, text = told if len(told) == 2 else ("", "")
    if not isinstance(text, str):
        raise unclear()
    if kind == "u":
        return Unreadable(text)
    try:
        if kind == "t":
            return datetime.fromisoformat(text)
    except ValueError:
        pass
    raise unclear()


def unclear() -> FileRefused:
    """Return the refusal of what no reader of ours says."""
    return FileRefused(_("What was read of the file makes no sense; nothing was saved."))
