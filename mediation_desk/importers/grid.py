"""What a spreadsheet, a text file or the clipboard gives: numbered lines of cells."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

MOST_LINES = 20_000
MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell whose content cannot be used, with the reason as a sentence."""

    reason: str


Cell: TypeAlias = str | int | float | bool | datetime | Unreadable | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source, numbered as the spreadsheet or the editor numbers it."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, column: int) -> Cell:
        """Return a cell, None beyond the line's end."""
        return self.cells[column] if column < len(self.cells) else None

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is written in the line."""
        return all(is_blank(cell) for cell in self.cells)


def is_blank(cell: Cell) -> bool:
    """Say whether a cell shows nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def shown(cell: Cell) -> str:
    """Return a cell as a spreadsheet would show it, whole numbers without a decimal point."""
    match cell:
        case None | Unreadable():
            return ""
        case bool():
            return "TRUE" if cell else "FALSE"
        case float():
            return f"{cell:.15g}".upper()
        case datetime():
            return cell.date().isoformat()
        case _:
            return str(cell)
