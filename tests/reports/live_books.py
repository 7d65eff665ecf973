"""A worker's calculation as a workbook, its cells, and what another number in one gives."""

from datetime import date
from decimal import Decimal

import openpyxl

from mediation_desk.domain.claims import Employment
from mediation_desk.law.entitlement import entitlement
from mediation_desk.law.sheet import Item, Sheet, worker_sheet

ENDED = date(2026, 9, 30)
ZHOU = Employment(hired_on=date(2009, 6, 1), left_on=ENDED, average_wage=Decimal(21000))


def changed(path, cell, value):
    book, (sheet, place) = openpyxl.load_workbook(path), cell.split("!")
    book[sheet][place] = value
    changed = path.with_name(f"{sheet}-{place}-{value}.xlsx")
    book.save(changed)
    return changed


def reckoned_worker(law, kind, work, **stated):
    award = entitlement(work, kind, law.on(ENDED, "cn-1307"), stated)
    made = worker_sheet("周大勇", work, stated, [Item(kind=kind, award=award)])
    return award, Sheet(workers=(made,))


def sum_of(rows):
    """Return the sum of the one claim."""
    return next(row for row in rows if row[:2] == ["1", "周大勇"])[2]


def numbers_of(path):
    """Return the rows of facts and of figures, each with its cell as formulas name it."""
    book = openpyxl.load_workbook(path)
    return [
        (row[1].value, f"{name}!{row[2].coordinate}", row)
        for name in ("事实", "数据与提示")
        for row in book[name].iter_rows()
    ]


def cells_of(path):
    return {title: cell for title, cell, _row in numbers_of(path)}


def cell_of(path, title):
    return cells_of(path)[title]
