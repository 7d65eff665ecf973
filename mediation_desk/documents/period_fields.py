"""The values of the text reports of a period (HS-22, HS-23): sentences, tables and pictures."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from mediation_desk.documents import words
from mediation_desk.documents.inline import Drawn
from mediation_desk.documents.occasion import Values
from mediation_desk.documents.period_figures import NONE, as_number, change, percent, rate, text
from mediation_desk.domain import risk_report
from mediation_desk.domain.centre import Centre
from mediation_desk.domain.day_text import chinese_day
from mediation_desk.domain.period import Period, Span
from mediation_desk.domain.period_report import Compared, PeriodReport
from mediation_desk.domain.small_numbers import HIDDEN
from mediation_desk.domain.statistics import Line, MonthBook, Report, Value

_TOO_SMALL = "（数字较小，不予列示）"
"""Stands where there is something that is not shown: 无 would say that there is nothing."""
_NOT_NUMBERED = "（保存或者打印时编号）"
_MAIN = {
    "opening": ("期初未结", "件"),
    "accepted": ("受理", "件"),
    "workers": ("人数", "人"),
    "closed": ("结案", "件"),
    "settled": ("达成协议", "件"),
    "reconciled": ("自行和解", "件"),
    "failed": ("未达成", "件"),
    "withdrawn": ("撤回", "件"),
    "open": ("期末未结", "件"),
    "claimed": ("请求金额", "元"),
    "agreed": ("协议金额", "元"),
    "paid": ("履行金额", "元"),
}
"""The measures that are compared: what a field is called, and what is counted."""

_FIGURES = {
    "received": "登记申请",
    "refused": "不予受理",
    "declined": "受理前终结",
    "collective": "集体争议",
    "collective_workers": "集体争议人数",
    "distinct": "去重人数",
    "women": "女职工",
    "migrants": "农民工",
    "members": "工会会员",
    "new_form": "新就业形态",
    "over_age": "超龄劳动者",
    "in_time": "按期办结",
    "confirmed": "审查确认",
    "arbitrated": "进入仲裁",
    "success": "成功率",
    "success_accepted": "受理成功率",
    "closing": "结案率",
    "timely": "按期办结率",
    "confirming": "审查确认率",
    "performing": "履行率",
    "median": "协议天数",
    "enquiries": "咨询",
}
_SHARES = frozenset(
    ("success", "success_accepted", "closing", "timely", "confirming", "performing")
)
_COUNTED = tuple(name for name, _unit in _MAIN.values())
_TABLES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "R1": ("类型表", ("名称", *_COUNTED)),
    "R2": ("县区表", ("名称", *_COUNTED)),
    "R3": ("行业表", ("名称", *_COUNTED)),
    "R4": ("来源表", ("名称", *_COUNTED)),
    "R5": (
        "调解员表",
        ("名称", "期初未结", "受理", "调解次数", "结案", "达成协议", "自行和解", "期末未结",
         "按期办结", "按期办结率", "平均天数"),
    ),
    "R6": ("集体争议表", ("案号", "被申请人", "人数", "受理日期", "协议金额", "履行金额")),
    "R7": ("逾期表", ("案号", "期限", "被申请人", "到期日", "完成日", "调解员")),
    "R8": (
        "欠付表",
        ("案号", "申请人", "被申请人", "生效日", "到期金额", "履行金额", "欠付金额", "调解员"),
    ),
    "R9": ("确认表", ("名称", "申请", "准许", "不予", "未决")),
    "R10": ("函书表", ("名称", "发出", "答复", "逾期未答复", "改正", "移送")),
    "R11": ("援助表", ("名称", "申请", "给予", "办结", "农民工", "协议金额", "追回金额")),
    "R12": (
        "关注单位表",
        ("名称", "县区", "等级", "责任人", "职工数", "件数", "人数", "欠付金额", "未答复函书",
         "原因", "状态"),
    ),
    "R13": ("人群表", ("名称", "人数", "占比")),
}  # fmt: skip
"""Of each table of the month: what its list is called, and its columns."""

_NOTHING_DRAWN = "（报告期内没有可供制图的数据）"
_NOT_GIVEN = "（本图含有或者可据以推算不予列示的较小数字，对外提供的报告不附本图）"
_PICTURES = {
    "P1": "趋势图",
    "P2": "类型图",
    "P3": "结果图",
    "P4": "天数图",
    "P5": "调解员图",
    "P6": "金额图",
    "P7": "县区图",
}
_PARTS = ("占比", "按期办结率")
_MOST_NAMED = 3
_MOST_LISTED = 20
_CUT: Mapping[str, tuple[int, ...]] = {"R6": (1,), "R7": (), "R8": (5,)}
"""Lists of single cases that may be long, and by which figure the greatest come first."""
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def report_values(report: PeriodReport, centre: Centre, drawn: Mapping[str, Drawn]) -> Values:
    """Return the values of a text report; `drawn` are its pictures by their code."""
    book = report.book
    values: Values = {
        "机构全称": centre.name,
        "报告期": period_name(book.period),
        "起日": chinese_day(book.period.first),
        "止日": chinese_day(book.period.last),
        "编号": report.serial or _NOT_NUMBERED,
        "出具日期": words.day(report.on, "出具日期"),
        "数据状态": _standing(book),
    }
    last_year = "上年" if book.period.span is Span.YEAR else "上年同期"
    values |= _compared(report.compared, last_year)
    values["指标"] = {name: _figure(report.figures.get(key), key) for key, name in _FIGURES.items()}
    values |= _sentences(book)
    values |= _of_shares(report.figures)
    for code, (name, columns) in _TABLES.items():
        values[name] = _rows(_cut(book.report(code)), columns)
    values["月份表"] = [
        {"名称": _month(month), "受理": f"{a:,}", "结案": f"{b:,}", "达成协议": f"{c:,}"}
        for month, a, b, c in report.months
    ]
    if not report.months and book.least:
        hidden = dict.fromkeys(("受理", "结案", "达成协议"), HIDDEN)
        values["月份表"] = [{"名称": _TOO_SMALL, **hidden}]
    for code, name in _PICTURES.items():
        none = _NOT_GIVEN if code in report.withheld else _NOTHING_DRAWN
        values[name] = drawn.get(code, none)
    values["指标说明"] = list(
        dict.fromkeys(note for code in ("MA1", "R1") for note in book.report(code).notes)
    )
    values["校验"] = [
        ("√ " if check.holds else "× ") + check.text for check in book.checks
    ]  # fmt: skip
    values["问题"] = words.lines_to_write_on("存在的问题", 3, 24)
    values["打算"] = words.lines_to_write_on("下一步工作", 3, 24)
    return values


def period_name(period: Period) -> str:
    """Return a period as a title of a report has it."""
    year, number = period.year, period.number
    return {
        Span.MONTH: f"{year}年{number}月份",
        Span.QUARTER: f"{year}年第{words.in_chinese(number)}季度",
        Span.HALF: f"{year}年{'上' if number == 1 else '下'}半年",
        Span.YEAR: f"{year}年度",
    }[period.span]


def _month(label: str) -> str:
    """Write a month of the trend, such as 26-09, in full."""
    year, _dash, month = label.partition("-")
    return f"20{year}年{int(month)}月"


def _day(found: re.Match[str]) -> str:
    return chinese_day(date.fromisoformat(found[0]))


def _standing(book: MonthBook) -> str:
    if book.locked_on is None:
        return "本期数据尚未锁定，以出具日的登记为准"
    text = f"本期数据已于{chinese_day(book.locked_on)}锁定"
    if book.changed:
        text += f"，锁定后更正{len(book.changed)}件，列入下期调整"
    if book.imported:
        text += f"，锁定后导入历史台账案件{len(book.imported)}件，不计入更正"
    return text


def _compared(held: Mapping[str, Compared], last_year: str) -> Values:
    """Return a group of fields for each way of looking at the measures."""
    found: dict[str, dict[str, object]] = {
        name: {} for name in ("本期", "上期", "上年同期", "本年累计", "环比", "同比")
    }
    rows = []
    for key, (name, unit) in _MAIN.items():
        if (one := held.get(key)) is None:
            for fields in found.values():
                fields[name] = words.text("", name)
            continue
        row = {
            "名称": f"{_LONG.get(name, name)}（{unit}）",
            "本期": text(one.now),
            "上期": text(one.before),
            "环比": rate(one.now, one.before),
            "上年同期": text(one.year_before),
            "同比": rate(one.now, one.year_before),
            "本年累计": text(one.year_so_far),
        }
        rows.append(row)
        for group in ("本期", "上期", "上年同期", "本年累计"):
            found[group][name] = row[group]
        found["环比"][name] = change(one.now, one.before, unit, "上期")
        found["同比"][name] = change(one.now, one.year_before, unit, last_year)
    return {**found, "对比表": rows}


_LONG = {
    "受理": "受理案件",
    "人数": "涉及劳动者",
    "结案": "结案",
    "未达成": "未达成协议",
    "撤回": "撤回申请",
}


def _figure(value: Value, key: str) -> str:
    if value is None:
        return NONE
    if value == HIDDEN:
        return HIDDEN
    return f"{value}天" if key == "median" else text(value, share=key in _SHARES)


def _of_shares(held: Mapping[str, Value]) -> Values:
    """Return what the text says of shares: in words where there is nothing that they are of."""
    told = {key: _figure(held.get(key), key) for key in _IN_WORDS}
    if told["success"] == told["closing"] == NONE:
        counted = "报告期内没有受理和结案的案件，不计算调解成功率、结案率、按期办结率和协议天数。"
    else:
        keys = ("success", "success_accepted", "closing", "timely")
        counted = "；".join(_in_words(key, told[key]) for key in keys)
        counted += f"。{_in_words('median', told['median'])}。"
    return {
        "成功率说明": counted,
        "履行率说明": f"{_in_words('performing', told['performing'])}{_untold(held)}。",
        "审查确认率说明": _in_words("confirming", told["confirming"]),
    }


def _untold(held: Mapping[str, Value]) -> str:
    """Say how many agreements the rate of performance is not of."""
    if not (number := held.get("untold")):
        return ""
    return f"（另有{text(number)}件历史台账协议，台账未载明全部履行，未计入到期款项和已履行款项）"


_IN_WORDS = {
    "success": ("按结案计算的调解成功率为", "没有结案的案件，不计算按结案的调解成功率"),
    "success_accepted": ("按受理计算的为", "没有受理的案件，不计算按受理的调解成功率"),
    "closing": ("结案率为", "没有期初未结和受理的案件，不计算结案率"),
    "timely": ("按期办结率为", "没有结案的案件，不计算按期办结率"),
    "median": ("自受理至协议生效天数的中位数为", "没有生效的协议，不计算自受理至协议生效的天数"),
    "performing": ("履行率为", "没有到期的应履行款项，不计算履行率"),
    "confirming": ("审查确认率为", "没有达成的协议，不计算审查确认率"),
}
"""How the text tells a share, and how that there is nothing that it is of."""


def _in_words(key: str, told: str) -> str:
    given, none = _IN_WORDS[key]
    return none if told == NONE else f"{given}{told}"


def _rows(report: Report, columns: Sequence[str]) -> list[dict[str, object]]:
    """Return the rows of a table; one that has only its total has none."""
    if all(line.total for line in report.lines):
        return []
    return [_row(line, columns) for line in report.lines]


def _cut(report: Report) -> Report:
    """Return a list of single cases that the text has room for: the foremost, the rest as one row.

    All of them stand in the reports of the period, which are written as .xlsx and PDF.
    """
    if report.code not in _CUT:
        return report
    rows = [line for line in report.lines if not (line.total or line.adjusts)]
    if len(rows) <= _MOST_LISTED + 1:
        return report
    rows.sort(key=lambda line: [-as_number(line.values[place]) for place in _CUT[report.code]])
    rest = rows[_MOST_LISTED:]
    sums = (_sum_of(line.values[place] for line in rest) for place in range(len(report.heads) - 1))
    label = f"其余{len(rest)}项见统计报表{report.code}"
    others = [line for line in report.lines if line.total or line.adjusts]
    left = Line(label=label, values=tuple(sums))
    return replace(report, lines=(*rows[:_MOST_LISTED], left, *others))


def _sum_of(values: Iterable[Value]) -> Value:
    """Add figures up; of names and days there is nothing to say."""
    figures_ = list(values)
    if all(isinstance(value, int) for value in figures_):
        return int(sum(map(as_number, figures_)))
    if not all(isinstance(value, Decimal) for value in figures_):
        return ""
    return sum(map(as_number, figures_), Decimal(0))


def _row(line: Line, columns: Sequence[str]) -> dict[str, object]:
    shares = [
        name in _PARTS and (value is not None or not line.total)
        for name, value in zip(columns[1:], line.values, strict=True)
    ]
    written = (text(value, share=share) for value, share in zip(line.values, shares, strict=True))
    return dict(zip(columns, (line.label, *written), strict=True))


def _sentences(book: MonthBook) -> Values:
    """Return what the text says of tables of which it does not print all."""
    arrears = book.report("R8")
    told = (
        _of_lists(book)
        if book.least
        else {
            "集体争议件数": len(book.report("R6").lines),
            "逾期件数": sum(not line.total for line in book.report("R7").lines),
            "欠付件数": sum(not line.total for line in arrears.lines),
            "欠付金额": next((text(line.values[-2]) for line in arrears.lines if line.total), NONE),
            "履行说明": _ISO_DAY.sub(_day, arrears.notes[0]) if arrears.notes else NONE,
            **_of_employers(risk_report.numbers(book.report("R12"))),
        }
    )
    return {
        "主要类型": _foremost(book.report("R1")),
        "主要县区": _foremost(book.report("R2")),
        "主要行业": _foremost(book.report("R3")),
        "主要来源": _foremost(book.report("R4")),
        **told,
    }


def _of_lists(book: MonthBook) -> Values:
    """Return what is said of lists that others are not given."""
    return {
        "集体争议件数": book.listed["R6"],
        "逾期件数": book.listed["R7"],
        "欠付件数": book.listed["R8"],
        "欠付金额": HIDDEN,
        "履行说明": "对外提供的报告不列示履行情况的明细。",
        **_of_employers(book.listed),
    }


def _of_employers(numbers: Mapping[str, Value]) -> Values:
    return {"关注单位数": numbers[risk_report.CODE], "预警单位数": numbers[risk_report.REACHED]}


_SOME_LEFT = "（另有数字较小的，不予列示）"


def _foremost(report: Report) -> str:
    """Name the rows with most cases accepted, with their share; 无 where there is none.

    Where some are not shown, it says so: those named are the first among the others only.
    """
    rows = [line for line in report.lines if line.behind and not (line.total or line.adjusts)]
    several = len(rows)
    rows = [line for line in rows if line.values[1] != HIDDEN]
    hidden = len(rows) < several
    whole = next(
        (
            as_number(line.values[1])
            for line in report.lines
            if line.total and line.values[1] != HIDDEN
        ),
        Decimal(0),
    )
    most = sorted(rows, key=lambda line: -as_number(line.values[1]))[:_MOST_NAMED]
    named = [
        f"{line.label}（{text(line.values[1])}件，占{percent(as_number(line.values[1]) / whole)}）"
        for line in most
        if line.values[1] and whole
    ] or [f"{line.label}（{text(line.values[1])}件）" for line in most if line.values[1] and hidden]
    if not hidden:
        return words.joined(named) or NONE
    return f"{words.joined(named)}{_SOME_LEFT}" if named else _TOO_SMALL
