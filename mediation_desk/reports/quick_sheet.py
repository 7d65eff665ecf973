"""A sheet that writes plain cells in one go: the very text that XlsxWriter writes, in less time.

Numbers, and strings without anything to be escaped, are nearly all cells of a log. Every other
cell, and all of a sheet that is not written row by row, goes the library's own way.
"""

import re
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

_ODD = re.compile(r"[&<>\x00-\x1f\ufffe\uffff]|_x[0-9a-fA-F]{4}_|^\s|\s$")
"""What XlsxWriter escapes or marks in a string, and more."""


class QuickSheet(Worksheet):  # type: ignore[misc] # XlsxWriter has no types
    """Knows how its columns are called and which numbers its looks have."""

    def __init__(self) -> None:
        super().__init__()
        self._names: dict[int, str] = {}
        self._looks: dict[int, str] = {}

    def _write_cell(self, row: int, col: int, cell: Any) -> None:  # noqa: ANN401 - XlsxWriter's own
        look, kind = cell.format, type(cell).__name__
        if look is None or not self.constant_memory:
            super()._write_cell(row, col, cell)
            return
        name = self._names.get(col) or self._names.setdefault(col, xl_col_to_name(col))
        style = self._looks.get(id(look))
        if style is None:
            style = self._looks[id(look)] = f' s="{look._get_xf_index()}"'
        if kind == "Number":
            self.fh.write(f'<c r="{name}{row + 1}"{style}><v>{cell.number:.16G}</v></c>')
        elif kind == "String" and not _ODD.search(cell.string):
            said = f'{style} t="inlineStr"><is><t>{cell.string}</t></is></c>'
            self.fh.write(f'<c r="{name}{row + 1}"{said}')
        else:
            super()._write_cell(row, col, cell)
