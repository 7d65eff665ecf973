"""The calculation sheet as a workbook: sums that a party can work out again at home (核算表).

Where a step is plain arithmetic its result is a live formula; every other figure is typed.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format as Look
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from mediation_desk import i18n
from mediation_desk.law.award import Step
from mediation_desk.law.sheet import Item, Sheet, WorkerSheet
from mediation_desk.reports.plain_sums import plain_sum

FONT = "宋体"
_PAPER_A4 = 9
_STEPS = ("姓名", "项目", "步骤", "算式", "结果", "依据")
_STEP_WIDTHS = (10, 20, 24, 30, 16, 34)


class _Looks:
    def __init__(self, book: Workbook) -> None:
        def look(**more: object) -> Look:
            return book.add_format({"font_name": FONT, "font_size": 11, "valign": "top", **more})

        self.title = look(bold=True, font_size=16, align="center")
        self.note = look()
        self.head = look(bold=True, border=1, align="center", bg_color="#E7EBF0", text_wrap=True)
        self.text = look(border=1, text_wrap=True)
        self.strong = look(border=1, bold=True, text_wrap=True)
        self.money = look(border=1, num_format="#,##0.00")
        self.total = look(border=1, bold=True, num_format="#,##0.00")
        self.result = look(border=1, align="right", text_wrap=True)


def write_calculation(title: str, sheet: Sheet, note: str, today: date) -> bytes:
    """Write the workbook: sums, steps, and what they rest on. Sums are in yuan."""
    target, workers = BytesIO(), sheet.workers
    with i18n.speaking(i18n.CHINESE):
        book = xlsxwriter.Workbook(target, {"in_memory": True})
        book.set_properties({"title": title})
        looks = _Looks(book)
        sums, steps = book.add_worksheet("汇总"), book.add_worksheet("分项核算")
        cells = _write_steps(steps, looks, workers)
        _write_sums(sums, looks, title, workers, cells)
        _write_foot(sums, looks, len(workers) + 4, f"{note}　{today.isoformat()}")
        _write_grounds(book.add_worksheet("事实与数据"), looks, sheet)
        book.close()
    return target.getvalue()


def _prepare(sheet: Worksheet, heads: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(_PAPER_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(heads)
    sheet.freeze_panes(heads + 1, 1)
    sheet.set_footer(f'&C&"{FONT},常规"&9第 &P 页，共 &N 页')


def _write_steps(
    sheet: Worksheet, looks: _Looks, workers: Sequence[WorkerSheet]
) -> dict[tuple[int, str], str]:
    """Write every step; return the cell of each sum, by worker and claim."""
    _prepare(sheet, 0)
    for place, (text, width) in enumerate(zip(_STEPS, _STEP_WIDTHS, strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, text, looks.head)
    row, cells = 1, dict[tuple[int, str], str]()
    for number, worker in enumerate(workers):
        for item in worker.items:
            row, last = _write_item(sheet, looks, row, worker.name, item)
            if item.award is not None:
                cells[number, item.kind.label] = last
    return cells


def _write_item(
    sheet: Worksheet, looks: _Looks, row: int, name: str, item: Item
) -> tuple[int, str]:
    """Write the steps of a claim and its sum; return the next row and the cell of the sum."""
    award, carried = item.award, ""
    for step in award.steps if award else ():
        _write_step(sheet, looks, row, name, item.kind.label, step)
        found = plain_sum(step.expression, step.result)
        if award and found and found[1] == award.amount:
            carried = xl_rowcol_to_cell(row, 4)
        row += 1
    texts = (name, item.kind.label, "应得", item.reason)
    for place, text in enumerate(texts):
        sheet.write_string(row, place, text, looks.strong)
    if award is None:
        sheet.write_string(row, 4, "", looks.total)
    elif carried:
        sheet.write_formula(row, 4, f"={carried}", looks.total, float(award.amount))
    else:
        sheet.write_number(row, 4, float(award.amount), looks.total)
    sheet.write_string(row, 5, "；".join(award.articles) if award else "", looks.text)
    return row + 1, xl_rowcol_to_cell(row, 4)


def _write_step(
    sheet: Worksheet, looks: _Looks, row: int, name: str, title: str, step: Step
) -> None:
    for place, text in enumerate((name, title, step.label, step.expression)):
        sheet.write_string(row, place, text, looks.text)
    found = plain_sum(step.expression, step.result)
    if found is None:
        sheet.write_string(row, 4, step.result, looks.result)
    else:
        arithmetic, value = found
        sheet.write_formula(row, 4, f"=ROUND({arithmetic},2)", looks.money, float(value))
    sheet.write_string(row, 5, step.basis, looks.text)


def _write_sums(
    sheet: Worksheet,
    looks: _Looks,
    title: str,
    workers: Sequence[WorkerSheet],
    cells: dict[tuple[int, str], str],
) -> None:
    titles = list(dict.fromkeys(item.kind.label for worker in workers for item in worker.items))
    heads = ["序号", "姓名", *titles, "合计"]
    _prepare(sheet, 1)
    sheet.set_column(0, 0, 6)
    sheet.set_column(1, 1, 12)
    sheet.set_column(2, len(heads) - 1, 18)
    sheet.merge_range(0, 0, 0, max(len(heads) - 1, 1), "", looks.title)
    sheet.write_string(0, 0, title, looks.title)
    for place, text in enumerate(heads):
        sheet.write_string(1, place, text, looks.head)
    for number, worker in enumerate(workers):
        row = number + 2
        sheet.write_number(row, 0, number + 1, looks.text)
        sheet.write_string(row, 1, worker.name, looks.text)
        amounts = {i.kind.label: i.award.amount for i in worker.items if i.award is not None}
        for place, text in enumerate(titles, 2):
            cell = cells.get((number, text))
            if cell is None:
                sheet.write_blank(row, place, None, looks.money)
            else:
                value = float(amounts[text])
                sheet.write_formula(row, place, f"=分项核算!{cell}", looks.money, value)
        _write_total(sheet, looks, row, len(titles), sum(amounts.values(), Decimal(0)))
    _write_bottom(sheet, looks, workers, titles)


def _write_total(sheet: Worksheet, looks: _Looks, row: int, width: int, value: Decimal) -> None:
    first, last = xl_rowcol_to_cell(row, 2), xl_rowcol_to_cell(row, 1 + width)
    formula = f"=SUM({first}:{last})" if width else "=0"
    sheet.write_formula(row, 2 + width, formula, looks.total, float(value))


def _write_bottom(
    sheet: Worksheet, looks: _Looks, workers: Sequence[WorkerSheet], titles: Sequence[str]
) -> None:
    bottom = len(workers) + 2
    sheet.write_string(bottom, 0, "", looks.strong)
    sheet.write_string(bottom, 1, "合计", looks.strong)
    for place in range(2, 3 + len(titles)):
        wanted = titles[place - 2 : place - 1] or titles
        value = sum(
            item.award.amount
            for worker in workers
            for item in worker.items
            if item.award is not None and item.kind.label in wanted
        )
        first, last = xl_rowcol_to_cell(2, place), xl_rowcol_to_cell(bottom - 1, place)
        formula = f"=SUM({first}:{last})"
        sheet.write_formula(bottom, place, formula, looks.total, float(value))


def _write_foot(sheet: Worksheet, looks: _Looks, row: int, text: str) -> None:
    sheet.write_string(row, 0, text, looks.note)


def _write_grounds(sheet: Worksheet, looks: _Looks, whole: Sheet) -> None:
    """Write the facts of every worker, the figures with their sources, and what to look at."""
    _prepare(sheet, 0)
    for place, width in enumerate((18, 40, 22, 18, 46)):
        sheet.set_column(place, place, width)
    rows: list[tuple[str, ...]] = [("姓名", "事实", "内容")]
    rows += [(w.name, title, text) for w in whole.workers for title, text in w.facts]
    row = _write_rows(sheet, looks, 0, rows)
    figures: list[tuple[str, ...]] = [("数据", "名称", "数值", "起用", "文件")]
    for figure in whole.figures:
        value = f"{figure.value:,} {figure.unit_text}"
        figures.append(("", figure.title, value, str(figure.since), figure.citation))
    row = _write_rows(sheet, looks, row + 1, figures) if whole.figures else row
    told = [("口径", text) for text in whole.practice] + [("提示", t) for t in whole.warnings]
    for place, (title, text) in enumerate(told, row + 1):
        sheet.write_string(place, 0, title, looks.note)
        sheet.write_string(place, 1, text, looks.note)


def _write_rows(sheet: Worksheet, looks: _Looks, row: int, rows: Sequence[tuple[str, ...]]) -> int:
    """Write rows under a heading; return the next row."""
    for number, texts in enumerate(rows):
        for place, text in enumerate(texts):
            look = looks.text if number else looks.head
            sheet.write_string(row + number, place, text, look)
    return row + len(rows)
