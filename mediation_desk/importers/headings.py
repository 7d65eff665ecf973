"""Which column of a roster holds what: by its heading, or without headings by what stands in it.

Fields are named as the values of a worker name them, such as `person.name`.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mediation_desk.domain.errors import FileRefused
from mediation_desk.i18n import _
from mediation_desk.importers.grid import Cell, Line, is_blank, shown

HEADING_WITHIN = 10
_SAMPLE = 50

# Beginning with the heading of the sample roster; the order is the sample's, then the rest.
SYNONYMS: dict[str, tuple[str, ...]] = {
    "person.name": (
        "姓名",
        "名字",
        "职工姓名",
        "员工姓名",
        "劳动者姓名",
        "工人姓名",
        "申请人",
        "申请人姓名",
    ),
    "person.sex": ("性别",),
    "person.id_number": (
        "公民身份号码",
        "身份证号",
        "身份证号码",
        "居民身份证号",
        "居民身份证号码",
        "公民身份证号码",
        "身份证",
        "身份号码",
        "证件号码",
        "证件号",
    ),
    "work.hired_on": ("入职日期", "入职时间", "入职"),
    "work.left_on": ("离职日期", "最后工作日", "离职时间", "离职"),
    "work.leave_reason": ("离职原因", "解除原因", "解除终止原因"),
    "work.average_wage": (
        "离职前十二个月平均工资",
        "离职前12个月平均工资",
        "前十二个月平均工资",
        "前12个月平均工资",
        "月平均工资",
        "平均工资",
        "平均月工资",
        "月均工资",
    ),
    "work.contribution_wage": ("缴费工资", "缴费基数", "社保缴费工资", "社保缴费基数"),
    "work.unemployment_insured": (
        "是否参加失业保险",
        "失业保险",
        "参加失业保险",
        "是否缴纳失业保险",
    ),
    "work.injured": ("是否工伤", "工伤"),
    "work.injury_grade": ("伤残等级", "工伤等级", "伤残级别", "工伤伤残等级"),
    "work.arrears": (
        "拖欠工资",
        "拖欠工资金额",
        "拖欠工资数额",
        "拖欠金额",
        "欠薪",
        "欠薪金额",
        "欠发工资",
    ),
    "person.phone": ("联系电话", "手机号", "手机号码", "手机", "电话", "联系方式", "电话号码"),
    "work.injury_insured": (
        "是否参加工伤保险",
        "工伤保险",
        "参加工伤保险",
        "是否缴纳工伤保险",
    ),
    "work.migrant": ("农民工", "是否农民工"),
    "work.member": ("工会会员", "是否会员", "是否工会会员"),
    "work.post": ("岗位", "工作岗位", "职务", "工种"),
    "person.address": ("住址", "地址", "家庭住址", "家庭地址", "联系地址", "现住址", "住所"),
    "person.id_kind": ("证件类型", "证件种类", "证件名称"),
    "person.born_on": ("出生日期", "出生年月日"),
    "respondent.name": (
        "被申请人",
        "被申请人名称",
        "用人单位",
        "用人单位名称",
        "单位名称",
        "工作单位",
        "企业名称",
    ),
    "respondent.credit_code": ("统一社会信用代码", "信用代码", "社会信用代码"),
}
_FIELDS = {word: field for field, words in SYNONYMS.items() for word in words}
_NUMBERING = frozenset({"序号", "编号", "序", "no", "no."})
_SAMPLE_ORDER = tuple(SYNONYMS)[:14]

_REMARK = re.compile(r"[(\[【].*?[)\]】]")
_DECORATION = re.compile(r"[\s*:：_]+")
_ID = re.compile(r"[0-9]{17}[0-9Xx]|[0-9]{15}")
_MOBILE = re.compile(r"(\+?86)?1[3-9][0-9]{9}")
_DAY = re.compile(r"[0-9]{4}([-/.年])[0-9]{1,2}([-/.月])[0-9]{1,2}日?|(19|20)[0-9]{6}")
_HAN_NAME = re.compile(
    r"[^\W\d_][^\W\d_\s]{0,5}|[^\W\d_][^\W\d_\s]\s[^\W\d_]|[^\W\d_·]+(·[^\W\d_·]+)+"
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a roster's fields stand. `first` is the place of the first line below the headings."""

    columns: dict[str, int]
    headings: dict[str, str]
    unknown: tuple[str, ...]
    first: int
    width: int


def find(lines: Sequence[Line]) -> Layout:
    """Find the headings within the first lines, or guess the columns where there are none."""
    head = lines[:HEADING_WITHIN]
    best = max(range(len(head)), key=lambda place: len(_fields(head[place])), default=0)
    if not head or not _is_heading(head[best]):
        return _guess(lines)
    layout = _read(lines, best)
    if "person.name" not in layout.columns:
        raise FileRefused(
            _("No column is headed 姓名. The headings found are: {headings}.").format(
                headings="、".join((*layout.headings.values(), *layout.unknown))
            )
        )
    return layout


def field_of(heading: Cell) -> str | None:
    """Return the field that a heading names; units and remarks in brackets do not matter."""
    if not isinstance(heading, str) or len(heading) > 60:
        return None
    return _FIELDS.get(_plain(heading))


def _plain(heading: str) -> str:
    folded = _DECORATION.sub("", unicodedata.normalize("NFKC", heading)).lower()
    return _REMARK.sub("", folded) or folded


def _fields(line: Line) -> set[str]:
    return {field for cell in line.cells if (field := field_of(cell))}


def _is_heading(line: Line) -> bool:
    fields = _fields(line)
    written = sum(not is_blank(cell) for cell in line.cells)
    return len(fields) >= 3 or ("person.name" in fields and (len(fields) == 2 or written == 1))


def _read(lines: Sequence[Line], place: int) -> Layout:
    """Read the heading line with the one above or below it, which a merged head spreads over."""
    cells = list(lines[place].cells)
    first = place + 1
    if place > 0:
        cells = _merged(lines[place - 1], cells, over=False)
    if first < len(lines) and _continues(lines[first], lines[place]):
        cells = _merged(lines[first], cells, over=True)
        first += 1
    return _layout(cells, first)


def _merged(other: Line, cells: list[Cell], *, over: bool) -> list[Cell]:
    width = max(len(cells), len(other.cells))
    cells = cells + [None] * (width - len(cells))
    return [
        heading if field_of(heading) and (over or is_blank(cell)) else cell
        for cell, heading in zip(cells, (other.cell(n) for n in range(width)), strict=True)
    ]


def _continues(line: Line, above: Line) -> bool:
    """Say whether a line is the lower half of a head: nothing in it but headings."""
    written = [cell for cell in line.cells if not is_blank(cell)]
    return bool(written) and all(field_of(cell) for cell in written) and above != line


def _layout(cells: Sequence[Cell], first: int) -> Layout:
    columns: dict[str, int] = {}
    headings: dict[str, str] = {}
    unknown = []
    for column, cell in enumerate(cells):
        heading = shown(cell).strip()
        field = field_of(cell)
        if field and field not in columns:
            columns[field] = column
            headings[field] = " ".join(heading.split())
        elif heading and _plain(heading) not in _NUMBERING:
            unknown.append(" ".join(heading.split()))
    return Layout(columns, headings, tuple(unknown), first, len(cells))


def _guess(lines: Sequence[Line]) -> Layout:
    """Tell columns by what stands in them; the rest by the sample's order, where that fits."""
    columns: dict[str, int] = {}
    for column, field in _recognised([line for line in lines if not line.is_empty][:_SAMPLE]):
        columns.setdefault(field, column)
    if "person.name" not in columns:
        raise FileRefused(
            _("No headings such as 姓名 were found in the first {n} lines.").format(
                n=HEADING_WITHIN
            )
        )
    width = max(len(line.cells) for line in lines)
    if all(_SAMPLE_ORDER.index(field) == column for field, column in columns.items()):
        columns = {field: column for column, field in enumerate(_SAMPLE_ORDER) if column < width}
    unknown = tuple(
        _("column {n}").format(n=column + 1)
        for column in range(width)
        if column not in columns.values() and any(not is_blank(line.cell(column)) for line in lines)
    )
    headings = {field: SYNONYMS[field][0] for field in columns}
    return Layout(columns, headings, unknown, 0, width)


def _recognised(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    days = iter(("work.hired_on", "work.left_on"))
    named = False
    for column in range(max((len(line.cells) for line in lines), default=0)):
        texts = [t for line in lines if (t := shown(line.cell(column)).strip())]
        field = _kind(texts)
        if field == "day":
            field = next(days, None)
        elif field == "person.name":
            field, named = (None if named else field), True
        if field:
            yield column, field


def _kind(texts: Sequence[str]) -> str | None:
    """Tell what a column without heading holds, judging by most of its cells."""

    def most(pattern: re.Pattern[str]) -> bool:
        return sum(bool(pattern.fullmatch(text)) for text in texts) * 2 > len(texts)

    if not texts:
        return None
    if set(texts) <= {"男", "女"}:
        return "person.sex"
    if most(_ID):
        return "person.id_number"
    if most(_MOBILE):
        return "person.phone"
    if most(_DAY):
        return "day"
    if set(texts) <= {"是", "否", "有", "无"}:
        return None
    return "person.name" if most(_HAN_NAME) else None
