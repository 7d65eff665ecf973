"""What a calculation rests on, in sheets of its workbook that steps point to: facts and figures."""

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from mediation_desk.law.sheet import Sheet
from mediation_desk.reports.calculation_page import (
    Looks,
    prepare,
    set_height,
    write_head,
    write_row,
)
from mediation_desk.reports.live_sums import Ground, is_money
from mediation_desk.reports.plain_sums import number

FACTS, FIGURES = "事实", "数据与提示"
_FACT_WIDTHS = (18, 60, 60)
_FIGURE_WIDTHS = (18, 40, 22, 18, 46)


def write_facts(sheet: Worksheet, looks: Looks, whole: Sheet) -> list[tuple[Ground, ...]]:
    """Write the facts of every worker; return where each stands, that steps may point to it."""
    prepare(sheet, 0)
    row = write_head(sheet, looks, ("姓名", "事实", "内容"), _FACT_WIDTHS)
    found: list[tuple[Ground, ...]] = []
    for worker in whole.workers:
        own: list[Ground] = []
        for title, text in worker.facts:
            told = number(text)
            write_row(sheet, looks.text, row, (worker.name, title, text), _FACT_WIDTHS)
            if told is not None:
                sheet.write_number(row, 2, float(told), looks.number(text))
            cell = _there(FACTS, row)
            own.append(Ground(title=title, text=text, number=told, money=is_money(text), cell=cell))
            row += 1
        found.append(tuple(own))
    return found


def write_figures(sheet: Worksheet, looks: Looks, whole: Sheet) -> dict[tuple[str, object], Ground]:
    """Write the figures of law that were used, the ways of counting, and what to look at.

    Return where each figure stands. Its head is not printed again over the sentences below it.
    """
    prepare(sheet, None)
    heads = ("单位", "名称", "数值", "起用", "文件")
    row = write_head(sheet, looks, heads, _FIGURE_WIDTHS)
    found: dict[tuple[str, object], Ground] = {}
    for figure in whole.figures:
        texts = (figure.unit_text, figure.title, "", str(figure.since), figure.citation)
        write_row(sheet, looks.text, row, texts, _FIGURE_WIDTHS)
        shown = f"{figure.value:,}"
        sheet.write_number(row, 2, float(figure.value), looks.number(shown))
        found[figure.name, figure.since] = Ground(
            title=figure.title,
            text=shown,
            number=figure.value,
            money=True,
            cell=_there(FIGURES, row),
            name=f"{figure.name}@{figure.since}",
        )
        row += 1
    _write_told(sheet, looks, row + 1, whole)
    return found


def _write_told(sheet: Worksheet, looks: Looks, row: int, whole: Sheet) -> None:
    """Write which way of counting was taken where places differ, and what to look at."""
    told_lines = [("口径", text) for text in whole.practice]
    told_lines += [("提示", text) for text in whole.warnings]
    room = sum(_FIGURE_WIDTHS[1:])
    for place, (title, text) in enumerate(told_lines, row):
        sheet.write_string(place, 0, title, looks.note)
        sheet.merge_range(place, 1, place, len(_FIGURE_WIDTHS) - 1, "", looks.note)
        sheet.write_string(place, 1, text, looks.note)
        set_height(sheet, place, (text,), (room,))


def _there(sheet: str, row: int) -> str:
    return f"{sheet}!{xl_rowcol_to_cell(row, 2, row_abs=True, col_abs=True)}"
