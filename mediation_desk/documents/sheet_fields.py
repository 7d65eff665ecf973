"""The values of the calculation sheets (核算表): of a case, of a worker, at the counter."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from mediation_desk.documents import words
from mediation_desk.documents.occasion import Occasion, Values
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.claims import AnswerKind, Claim, totals
from mediation_desk.domain.day_text import chinese_day
from mediation_desk.domain.money import ZERO, figures
from mediation_desk.law.figures import Figure
from mediation_desk.law.sheet import Item, Sheet, WorkerSheet, answer_text, case_sheet

_MOST_NAMED = 6


def calculation(occasion: Occasion) -> Values:
    """Return every worker's items with their steps, the sums, and the figures used (HS-01)."""
    case = occasion.case
    sheet = case_sheet(case, occasion.awards)
    return {
        "项目汇总": _by_kind(case, sheet),
        "总计": {**_sums(case.claims), "待核算": _not_final(_claims(sheet))},
        "待核算": _open_told(sheet),
        "核算": [{"序号": place, **_worker(one)} for place, one in enumerate(sheet.workers, 1)],
        **_foot(sheet),
    }


def worker_calculation(occasion: Occasion) -> Values:
    """Return one worker's facts, items with their steps, and the figures used (HS-02).

    Where nobody is named it is the first worker.
    """
    case, subject = occasion.case, occasion.subject
    applicant = case.applicant(int(subject)) if subject else case.applicants[0]
    sheet = case_sheet(case, occasion.awards, [applicant.id])
    return {
        **_worker(sheet.workers[0]),
        **_sums(applicant.claims),
        "待核算": _open_told(sheet),
        **_foot(sheet),
    }


def counter_sheet(sheet: Sheet, today: date) -> Values:
    """Return the values of a sheet handed out at the counter, which belongs to no case (HS-21)."""
    return {
        **_worker(sheet.workers[0]),
        "待核算": _open_told(sheet),
        **_foot(sheet),
        "日期": chinese_day(today),
    }


def _by_kind(case: CaseFile, sheet: Sheet) -> list[Values]:
    rows: list[Values] = []
    for number, kind in enumerate(case.kinds, 1):
        claims = tuple(claim for claim in case.claims if claim.kind is kind)
        rows.append(
            {
                "序号": number,
                "项目": kind.label,
                "人数": len(claims),
                **_sums(claims),
                "待核算": _not_final(one for one in _claims(sheet) if one.kind is kind),
            }
        )
    return rows


def _claims(sheet: Sheet) -> Iterator[Item]:
    return (one for worker in sheet.workers for one in worker.claims)


def _not_final(claims: Iterable[Item]) -> str:
    """Say what of a sum is not settled, what stands beside it, and of how many it says nothing."""
    items = tuple(claims)
    waiting = sum(one.amount is None for one in items)
    told = [*_unsettled(items), *(one.removesuffix("元") for one in _apart(items))]
    told += _on_insurance(items)
    return "\n".join((*told, f"另有{waiting}项待核算") if waiting else told)


def _unsettled(items: Iterable[Item]) -> tuple[str, ...]:
    total = sum((one.unsettled for one in items), ZERO)
    return (f"其中{figures(total)}元尚未确定",) if total else ()


def _on_insurance(items: Iterable[Item]) -> tuple[str, ...]:
    """Say what is in no total until it is known whether the fund or the employer pays it."""
    more = sum((one.if_uninsured for one in items), ZERO)
    return (f"另有{figures(more)}元取决于是否参加工伤保险",) if more else ()


def _apart(items: Iterable[Item]) -> tuple[str, ...]:
    """Say what is in no total because another claim of the same worker excludes it."""
    total = sum((one.amount or ZERO for one in items if one.apart), ZERO)
    return (f"择一不计{figures(total)}元",) if total else ()


def _open_told(sheet: Sheet) -> str:
    """Say at the head of a sheet of which claims its totals are not final, and whose they are."""
    unsettled = _named(sheet, lambda one: bool(one.unsettled))
    insurance = _named(sheet, lambda one: bool(one.if_uninsured))
    apart = _named(sheet, lambda one: one.apart is not None)
    waiting = _named(sheet, lambda one: one.amount is None)
    told = [f"应得合计{said}：{unsettled[1]}。" for said in _unsettled(_claims(sheet))]
    told += [f"{said}，未计入应得合计：{insurance[1]}。" for said in _on_insurance(_claims(sheet))]
    told += [f"另有{said}，不在应得合计之内：{apart[1]}。" for said in _apart(_claims(sheet))]
    if waiting[0]:
        told.append(f"另有{waiting[0]}项待核算，未计入应得合计：{waiting[1]}。")
    return "".join(told)


def _named(sheet: Sheet, which: Callable[[Item], bool]) -> tuple[int, str]:
    """Count the claims of some sort and name the first of them, with whose they are."""
    whose = len(sheet.workers) > 1
    found = [
        f"{worker.name}的{one.kind.label}" if whose else one.kind.label
        for worker in sheet.workers
        for one in worker.claims
        if which(one)
    ]
    more = "等" if len(found) > _MOST_NAMED else ""
    return len(found), "、".join(found[:_MOST_NAMED]) + more


def _sums(claims: tuple[Claim, ...]) -> Values:
    """Write what was claimed, what the law gives and what was agreed; a dash for nothing yet."""
    sums = totals(claims)
    agreed = any(claim.agreed is not None for claim in claims)
    return {
        "请求": figures(sums.claimed),
        "应得": figures(sums.entitled),
        "协议": figures(sums.agreed) if agreed else "—",
    }


_DAY = re.compile(r"(?<![0-9])([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9])")


def on_paper(text: str) -> str:
    """Write the days in a text as papers do: 2016年3月1日."""
    return _DAY.sub(lambda day: f"{day[1]}年{int(day[2])}月{int(day[3])}日", text)


def _worker(sheet: WorkerSheet) -> Values:
    facts = [
        {
            "名称": title,
            "内容": words.text(on_paper(text), "：".join(filter(None, (sheet.name, title)))),
        }
        for title, text in sheet.facts
    ]
    return {
        "姓名": words.text(sheet.name, "姓名"),
        "事实": facts,
        "项目": [_item(one) for one in sheet.items],
        "合计": _total(sheet),
    }


def _total(sheet: WorkerSheet) -> str:
    """Write the total, what of it is not settled, and what it says nothing of."""
    told = [*_unsettled(sheet.claims), *_apart(sheet.claims)]
    if sheet.from_fund:
        told.append(f"另由工伤保险基金支付{figures(sheet.from_fund)}元")
    told += _on_insurance(sheet.claims)
    if sheet.open:
        told.append(f"另有{len(sheet.open)}项待核算")
    return "\n".join((figures(sheet.total), *told))


def _amount(one: Item) -> tuple[str, str]:
    """Write what the law gives and its unit; a length of time says its own."""
    if one.kind is AnswerKind.MEDICAL_PERIOD and one.award is not None:
        return answer_text(one.kind, one.award), ""
    return words.money(one.amount, one.kind.label), "元"


def _item(one: Item) -> Values:
    award = one.award
    articles = words.joined(award.articles) if award else ""
    told = on_paper(one.reason).replace("\n", "；").removesuffix("。")
    notes = [note for note in (told, f"依据：{articles}" if articles else "") if note]
    if not one.counts:
        notes.insert(0, "不计入合计")
    if one.apart:
        notes.insert(0, f"择一：已计{one.apart.label}，本项不计入合计")
    amount, unit = _amount(one)
    return {
        "项目": one.kind.label,
        "金额": amount,
        "计量": unit,
        "说明": "；".join(notes),
        "步骤": [
            {
                "名称": on_paper(step.label),
                "算式": on_paper(step.shown_expression),
                "结果": on_paper(step.result),
                "依据": step.basis,
            }
            for step in (award.steps if award else ())
        ],
    }


def _foot(sheet: Sheet) -> Values:
    return {
        "数据": [_figure(figure) for figure in sheet.figures],
        "口径": list(sheet.practice),
        "提示": list(sheet.warnings),
    }


def _figure(figure: Figure) -> Values:
    return {
        "名称": figure.title,
        "数值": f"{figure.value:,} {figure.unit_text}",
        "起用": words.short_day(figure.since, figure.title),
        "文件": figure.citation,
    }
