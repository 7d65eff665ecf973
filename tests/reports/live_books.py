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
    book = openpyxl.load_workbook(path)
    book["事实与数据"][cell] = value
    changed = path.with_name(f"{cell}-{value}.xlsx")
    book.save(changed)
    return changed


def reckoned_worker(law, kind, work, **stated):
    award = entitlement(work, kind, law.on(ENDED, "cn-1307"), stated)
    made = worker_sheet("周大勇", work, stated, [Item(kind=kind, award=award)])
    return award, Sheet(workers=(made,))


def sum_of(rows):
    """Return the sum of the one claim."""
    return next(row for row in rows if row[:2] == ["1", "周大勇"])[2]


def cell_of(path, title):
    facts = openpyxl.load_workbook(path)["事实与数据"]
    return next(row[2].coordinate for row in facts.iter_rows() if row[1].value == title)
