"""What is tried out in a what-if as a draft keeps it, and read back from one."""

from collections.abc import Iterable
from typing import Any

from mediation_desk.ui.drafting import Kept
from mediation_desk.ui.talks.what_if_sheet import Column, TypedCells, WhatIfSheet


def kept(sheet: WhatIfSheet, average: str) -> Kept:
    """Return what differs from the case, cell by cell, and the average that was typed."""
    cells = [[party, *_name(column), text] for (party, column), text in sheet.typed().items()]
    return {"average": average, "cells": cells}


def average_of(found: Kept) -> str:
    """Return the average that was typed."""
    return str(found.get("average", ""))


def cells_of(found: Kept, columns: Iterable[Column]) -> TypedCells:
    """Return the cells of a draft that have a column here."""
    told: Any = found.get("cells", ())
    by_name = {_name(column): column for column in columns}
    cells = dict[tuple[int, Column], str]()
    try:
        for party, part, name, kind, text in told:
            if column := by_name.get((str(part), str(name), str(kind))):
                cells[int(party), column] = str(text)
    except (TypeError, ValueError):
        return {}  # kept by another version of the program
    return cells


def _name(column: Column) -> tuple[str, str, str]:
    return column.part.value, column.name, column.kind.value if column.kind else ""
