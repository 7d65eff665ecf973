"""The calculation sheet as a workbook: sums that a party can work out again at home (核算表).

Where a step is plain arithmetic, or brings its rule, its result is a live formula, and a sum of
money in it points to the fact, the figure of law or the earlier step that it comes from. Whoever
changes a wage sees what follows. What a sum does not follow, as a day or a rule with bands, makes
it say that it must be computed anew: a formula that stays within one band would tell a wrong one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from mediation_desk import i18n
from mediation_desk.domain.claims import ClaimKind
from mediation_desk.domain.money import ZERO
from mediation_desk.law.award import Step
from mediation_desk.law.sheet import Item, Sheet, WorkerSheet
from mediation_desk.reports.calculation_grounds import FACTS, FIGURES, write_facts, write_figures
from mediation_desk.reports.calculation_page import LINE_HEIGHT, Looks, prepare, set_height
from mediation_desk.reports.live_sums import Chain, Grounds, is_money
from mediation_desk.reports.plain_sums import decimals, number, plain_sum

_SUMS, _STEP_SHEET = "汇总", "分项核算"
_STEPS = ("姓名", "项目", "步骤", "算式", "结果", "依据")
_STEP_WIDTHS = (10, 20, 24, 30, 16, 34)

_FOLLOWING = frozenset(
    {
        ClaimKind.WAGE_ARREARS,
        ClaimKind.NOTICE_PAY,
        ClaimKind.ANNUAL_LEAVE,
        ClaimKind.DOUBLE_WAGE,
        ClaimKind.INJURY_STOP_WORK,
    }
)
"""Claims whose rule is a product without ceiling or floor: they follow whatever wage is typed."""
_ANEW, _OPEN, _OUTSIDE = "须重新核算", "待核算", "未计入合计"
_UNSETTLED = "其中尚未确定"
_APART = "标“择一”的与同一人另一项不能并得，不计入合计。"
_HOW = (
    f"“{FACTS}”“{FIGURES}”中的数值可以改动，各步按未舍入数计算、结果随之变化；不能随之计算的显示“{_ANEW}”，"
    f"不计入合计，项数见“{_OUTSIDE}”。"
    "算式一栏为出具时的算式。"
)


def write_calculation(title: str, sheet: Sheet, note: str, today: date) -> bytes:
    """Write the workbook: sums, steps, and what they rest on. Sums are in yuan."""
    target, workers = BytesIO(), sheet.workers
    with i18n.speaking(i18n.CHINESE):
        book = xlsxwriter.Workbook(target, {"in_memory": True})
        book.set_properties({"title": title})
        looks = Looks(book)
        sums, steps = book.add_worksheet(_SUMS), book.add_worksheet(_STEP_SHEET)
        facts, figures = book.add_worksheet(FACTS), book.add_worksheet(FIGURES)
        known = write_figures(figures, looks, sheet)
        grounds = [Grounds(own, known) for own in write_facts(facts, looks, sheet)]
        cells = _write_steps(steps, looks, workers, grounds)
        room = _write_sums(sums, looks, title, workers, cells)
        fund = sum((worker.from_fund for worker in workers), Decimal(0))
        beside = f"另由工伤保险基金支付{fund:,.2f}元，不在合计之内。" if fund else ""
        apart = _APART if any(worker.apart for worker in workers) else ""
        foot = f"{beside}{apart}{_HOW}{note}　{today.isoformat()}"
        _write_foot(sums, looks, len(workers) + 4, foot, room)
        book.close()
    return target.getvalue()


def _write_steps(
    sheet: Worksheet, looks: Looks, workers: Sequence[WorkerSheet], grounds: Sequence[Grounds]
) -> dict[tuple[int, str], str]:
    """Write every step; return the cell of each sum, by worker and claim."""
    prepare(sheet, 0)
    for place, (text, width) in enumerate(zip(_STEPS, _STEP_WIDTHS, strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, text, looks.head)
    row, cells = 1, dict[tuple[int, str], str]()
    for at, worker in enumerate(workers):
        for item in worker.items:
            row, last = _write_item(sheet, looks, row, worker.name, item, grounds[at])
            cells[at, item.kind.label] = last
    return cells


def _write_item(
    sheet: Worksheet, looks: Looks, row: int, name: str, item: Item, grounds: Grounds
) -> tuple[int, str]:
    """Write the steps of a claim and its sum; return the next row and the cell of the sum."""
    award, carried, live, ruled = item.award, "", True, False
    chain = Chain(item.kind, grounds.asked_by(item.kind), tuple(grounds.of(award)))
    for step in award.steps if award else ():
        told = _write_step(sheet, looks, row, (name, item.kind.label), step, chain)
        if told is not None:
            out_of_time = bool(carried) and not told.value  # nothing of it stays nothing
            live = live and (told.live or not told.money or out_of_time)
            if award and told.value == award.amount:
                carried, ruled = xl_rowcol_to_cell(row, 4), told.ruled
        row += 1
    articles = "；".join(award.articles) if award else ""
    said = "应得" if item.counts else "结果（不计入合计）"
    texts = (name, item.kind.label, said, item.reason, "", articles)
    for place, text in enumerate(texts):
        sheet.write_string(row, place, text, looks.strong if place < 4 else looks.text)
    set_height(sheet, row, texts, _STEP_WIDTHS)
    if award is None and item.amount is None:
        sheet.write_string(row, 4, _OPEN, looks.total)
    elif award is None:
        sheet.write_number(row, 4, float(item.amount or 0), looks.total)
    else:
        amount = carried or f"{award.amount}"
        follows = bool(carried) and (ruled or (live and item.kind in _FOLLOWING))
        tests = [*chain.guards(carried, follows=follows)]
        if follows and not ruled:
            tests.append(f"{carried}>=0")  # below nothing another rule applies: nothing is due
        unchanged = ",".join(tests)
        formula = f'=IF(AND({unchanged}),{amount},"{_ANEW}")' if unchanged else f"={amount}"
        sheet.write_formula(row, 4, formula, looks.total, float(award.amount))
    return row + 1, xl_rowcol_to_cell(row, 4)


@dataclass(frozen=True, slots=True)
class _Result:
    """The number that a step gives: whether it is money, follows others, and does so by a rule."""

    value: Decimal
    money: bool
    live: bool
    ruled: bool = False


def _write_step(
    sheet: Worksheet,
    looks: Looks,
    row: int,
    heads: tuple[str, str],
    step: Step,
    chain: Chain,
) -> _Result | None:
    """Write a step; return its result where that is a number."""
    texts = (*heads, step.label, step.shown_expression, step.result, step.basis)
    for place, text in enumerate(texts):
        sheet.write_string(row, place, text, looks.text if place != 4 else looks.result)
    set_height(sheet, row, texts, _STEP_WIDTHS)
    told = number(step.result)
    if told is None:
        return None
    rule = chain.resolved(step.formula)
    formula = rule or _plain_formula(step, told, chain)
    look = looks.exact if step.exact else looks.number(step.result)
    if formula:
        sheet.write_formula(row, 4, f"={formula}", look, float(told))
    else:
        sheet.write_number(row, 4, float(told), look)
    chain.wrote(xl_rowcol_to_cell(row, 4), formula, step.key, told)
    return _Result(told, is_money(step.result), live=bool(formula), ruled=bool(rule))


def _plain_formula(step: Step, told: Decimal, chain: Chain) -> str:
    """Return the arithmetic of a step with its cells; nothing where it is only a number."""
    found, pointed = plain_sum(step.expression, step.result), ""
    if found is not None:
        pointed = chain.pointed(found.arithmetic)
    elif not step.expression:
        pointed = chain.known.get(told, "")
    plain = found is None or number(found.arithmetic) is not None
    if plain and (not pointed or (found is not None and pointed == found.arithmetic)):
        return ""
    if step.exact:
        return pointed
    places = found.places if found is not None else decimals(told)
    return f"ROUND({pointed},{places})"


def _write_sums(
    sheet: Worksheet,
    looks: Looks,
    title: str,
    workers: Sequence[WorkerSheet],
    cells: dict[tuple[int, str], str],
) -> Sequence[float]:
    """Write the sums of every worker; return how wide the columns are."""
    titles = list(dict.fromkeys(item.kind.label for worker in workers for item in worker.claims))
    waiting = sum(len(worker.open) for worker in workers)
    unsettled = sum((worker.unsettled for worker in workers), ZERO)
    heads = ["序号", "姓名", *titles, "合计", _OUTSIDE, *([_UNSETTLED] if unsettled else [])]
    prepare(sheet, 1)
    widths = (6, 12, *(18 for _more in heads[2:]))
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    sheet.set_row(0, 30)
    sheet.set_row(1, LINE_HEIGHT * 2 + 3)
    sheet.merge_range(0, 0, 0, max(len(heads) - 1, 1), "", looks.title)
    told = [f"其中{unsettled:,.2f}元尚未确定"] if unsettled else []
    if more := sum((worker.if_uninsured for worker in workers), ZERO):
        told.append(f"另有{more:,.2f}元取决于是否参加工伤保险，未计入合计")
    told += [f"另有{waiting}项待核算，未计入合计"] if waiting else []
    sheet.write_string(0, 0, f"{title}（{'；'.join(told)}）" if told else title, looks.title)
    for place, text in enumerate(heads):
        sheet.write_string(1, place, text, looks.head)
    for at, worker in enumerate(workers):
        row = at + 2
        sheet.write_number(row, 0, at + 1, looks.text)
        sheet.write_string(row, 1, worker.name, looks.text)
        made = {one.kind.label: one for one in worker.claims}
        for place, text in enumerate(titles, 2):
            cell = cells.get((at, text))
            if cell is None:
                sheet.write_blank(row, place, None, looks.money)
            else:
                known = made[text].amount
                value = _OPEN if known is None else float(known)
                look = looks.unsettled if made[text].unsettled else looks.money
                look = looks.apart if made[text].apart else look
                sheet.write_formula(row, place, f"={_STEP_SHEET}!{cell}", look, value)
        apart = [titles.index(one.kind.label) + 2 for one in worker.apart]
        _write_total(sheet, looks, row, len(titles), worker.total, apart)
        _write_open(sheet, looks, row, len(titles), len(worker.open))
    _write_bottom(sheet, looks, workers, titles)
    _write_open(sheet, looks, len(workers) + 2, len(titles), waiting, len(workers))
    if unsettled:
        _write_unsettled(sheet, looks, workers, titles)
    return widths


def _write_total(
    sheet: Worksheet, looks: Looks, row: int, width: int, value: Decimal, apart: Sequence[int]
) -> None:
    """Write a worker's total, without the cells that another claim excludes."""
    first, last = xl_rowcol_to_cell(row, 2), xl_rowcol_to_cell(row, 1 + width)
    formula = f"=SUM({first}:{last})" if width else "=0"
    formula += _without(xl_rowcol_to_cell(row, place) for place in apart)
    sheet.write_formula(row, 2 + width, formula, looks.total, float(value))


def _without(cells: Iterable[str]) -> str:
    """Return how a sum leaves cells out, whatever they say: SUM takes a word for nothing."""
    left_out = ",".join(cells)
    return f"-SUM({left_out})" if left_out else ""


def _write_open(
    sheet: Worksheet, looks: Looks, row: int, width: int, waiting: int, rows: int = 0
) -> None:
    """Write how many sums a total says nothing of; with `rows` of all the rows above it."""
    first, last = xl_rowcol_to_cell(row, 2), xl_rowcol_to_cell(row, 1 + width)
    if rows:
        first = xl_rowcol_to_cell(row - rows, 2)
        last = xl_rowcol_to_cell(row - 1, 1 + width)
    told = "+".join(f'COUNTIF({first}:{last},"{said}")' for said in (_OPEN, _ANEW))
    sheet.write_formula(row, 3 + width, f"={told}", looks.items, waiting)


def _write_unsettled(
    sheet: Worksheet, looks: Looks, workers: Sequence[WorkerSheet], titles: Sequence[str]
) -> None:
    """Write behind the totals what of each does not stand until something is settled."""
    place, bottom = len(titles) + 4, len(workers) + 2
    for row, worker in enumerate(workers, 2):
        labels = (one.kind.label for one in worker.claims if one.unsettled)
        cells = ",".join(xl_rowcol_to_cell(row, titles.index(label) + 2) for label in labels)
        formula = f"=SUM({cells})" if cells else "=0"
        sheet.write_formula(row, place, formula, looks.total, float(worker.unsettled))
    total = sum((worker.unsettled for worker in workers), ZERO)
    first, last = xl_rowcol_to_cell(2, place), xl_rowcol_to_cell(bottom - 1, place)
    sheet.write_formula(bottom, place, f"=SUM({first}:{last})", looks.total, float(total))


def _write_bottom(
    sheet: Worksheet, looks: Looks, workers: Sequence[WorkerSheet], titles: Sequence[str]
) -> None:
    bottom = len(workers) + 2
    sheet.write_string(bottom, 0, "", looks.strong)
    sheet.write_string(bottom, 1, "合计", looks.strong)
    for place in range(2, 3 + len(titles)):
        wanted = titles[place - 2 : place - 1] or titles
        value = sum(
            item.adds for worker in workers for item in worker.claims if item.kind.label in wanted
        )
        first, last = xl_rowcol_to_cell(2, place), xl_rowcol_to_cell(bottom - 1, place)
        column = titles[place - 2] if place - 2 < len(titles) else ""
        apart = (
            xl_rowcol_to_cell(row, place)
            for row, worker in enumerate(workers, 2)
            if any(one.kind.label == column for one in worker.apart)
        )
        formula = f"=SUM({first}:{last}){_without(apart)}"
        sheet.write_formula(bottom, place, formula, looks.total, float(value))


def _write_foot(
    sheet: Worksheet, looks: Looks, row: int, text: str, widths: Sequence[float]
) -> None:
    """Write the note below the table over all of its columns, as high as it needs to be read."""
    sheet.merge_range(row, 0, row, len(widths) - 1, "", looks.note)
    sheet.write_string(row, 0, text, looks.note)
    set_height(sheet, row, (text,), (sum(widths),))
