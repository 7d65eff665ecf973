"""Which column of a ledger holds what, guessed by its heading; heads of several lines flattened.

Fields are those of `domain.past_cases.FIELDS`.
"""

import re
import unicodedata
from collections.abc import Sequence

from mediation_desk.domain.past_cases import FIELDS, Layout
from mediation_desk.importers import ledger_sums
from mediation_desk.importers.grid import Line, is_blank, shown

WITHIN = 15
HIGHEST = 3
FEWEST = 3
"""So many headings that are known make a head."""

MOST_LETTERS = 40
"""A longer text above a column is a title or a note, not a heading."""

_DECORATION = re.compile(r"[\s*:：_、，,。.]+")
_REMARK = re.compile(r"[(\[【].*?[)\]】]")

_EXACT: dict[str, tuple[str, ...]] = {
    "case": ("案号", "案件编号", "案件号", "卷号", "登记号", "编号", "受理编号", "调解案号"),
    "received": (
        "登记日期",
        "登记时间",
        "收案日期",
        "收案时间",
        "申请日期",
        "申请时间",
        "立案日期",
    ),
    "source": ("来源", "案件来源", "受案来源", "来源渠道"),
    "applicant": ("申请人", "申请人姓名", "劳动者", "职工姓名", "申请方", "姓名", "当事人"),
    "identity": ("身份证号", "身份证号码", "公民身份号码", "身份证", "证件号码"),
    "sex": ("性别",),
    "phone": ("联系电话", "电话", "手机", "手机号", "联系方式", "申请人联系电话"),
    "workers": ("涉及人数", "人数", "涉案人数", "涉及劳动者人数", "劳动者人数"),
    "migrants": ("农民工", "其中农民工", "农民工人数"),
    "women": ("女职工", "其中女职工", "女职工人数"),
    "members": ("工会会员", "会员", "会员人数", "其中工会会员"),
    "respondent": ("被申请人", "被申请人名称", "用人单位", "单位名称", "企业名称", "被申请方"),
    "code": ("统一社会信用代码", "信用代码", "社会信用代码"),
    "district": ("所属县区", "县区", "区县", "所属区县", "辖区", "所属地区", "属地"),
    "industry": ("行业", "所属行业", "行业类别"),
    "ownership": ("企业性质", "单位性质", "企业类型", "经济类型", "性质"),
    "union": ("是否建会", "建会", "是否建立工会"),
    "cause": ("案由", "主案由", "争议类型", "纠纷类型", "争议类别", "案件类型", "争议事由"),
    "requests": ("请求事项", "请求事项摘要", "申请事项", "仲裁请求", "诉求", "调解请求"),
    "claimed": ("请求金额", "申请金额", "涉案金额", "标的额", "争议金额", "诉求金额", "标的"),
    "accepted": ("受理日期", "受理时间", "受理日期/不予受理", "立案时间"),
    "mediator": ("调解员", "承办人", "经办人", "办案人", "主办调解员", "承办调解员"),
    "hearings": ("调解次数", "调解场次", "调解会次数", "开庭次数", "会议次数"),
    "outcome": ("结果", "处理结果", "调解结果", "结案方式", "结案情况", "办理结果"),
    "ended": ("结案日期", "结案时间", "办结日期", "办结时间", "调解日期", "调解时间"),
    "agreed": ("协议金额", "调解金额", "达成金额", "结案金额", "调解协议金额"),
    "effective": ("协议生效日", "协议生效日期", "协议日期", "协议签订日期", "签订日期"),
    "paid": ("已履行金额", "履行金额", "到位金额", "挽回损失", "挽回经济损失", "已支付金额"),
    "performance": ("履行状态", "履行情况", "是否履行"),
    "filed": ("归档号", "档案号", "卷宗号", "归档编号"),
    "remark": ("备注", "说明"),
}
_BY_WORD = {word: field for field, words in _EXACT.items() for word in words}

_ALIKE = tuple(
    (field, re.compile(pattern))
    for field, pattern in (
        ("identity", "身份证|身份号码|证件号"),
        ("code", "信用代码"),
        ("filed", "(归档|档案|卷宗).*号"),
        ("effective", "协议.*(生效|签订).*|协议.*(日期|时间)"),
        ("ended", "(结案|办结).*(日期|时间)"),
        ("accepted", "受理.*(日期|时间)"),
        ("received", "(登记|收案|申请|来访).*(日期|时间)"),
        ("paid", "金额.*履行|(已?履行|到位|支付|挽回).*(金额|数额|款|损失|万?元)"),
        ("agreed", "金额.*(协议|调解|达成)|(协议|调解|达成).*(金额|数额|万?元)"),
        ("claimed", "金额.*(请求|申请|诉求)|(请求|申请|诉求|标的|涉案|争议).*(金额|数额|万?元)"),
        ("union", "(建立?工?会)$"),
        ("migrants", "农民工"),
        ("women", "女(职工|性)"),
        ("members", "会员"),
        ("workers", "人数"),
        ("phone", "(联系)?电话|手机|联系方式"),
        ("case", "案号|案件编号"),
        ("respondent", "被申请人.*名称|用人单位|(企业|单位|公司)名称"),
        ("applicant", "(申请人|劳动者|职工|当事人).*(姓名|名称)"),
        ("hearings", "(调解|开庭|会议).*(次数|场次)"),
        ("performance", "履行.*(情况|状态)"),
        ("outcome", "(处理|调解|结案|办理).*(结果|方式|情况)"),
        ("cause", "案由|争议.*类|纠纷.*类"),
        ("requests", "(请求|诉求|申请).*(事项|内容|摘要)"),
        ("mediator", "调解员|承办人|经办人"),
        ("source", "来源"),
        ("district", "县区|区县"),
        ("industry", "行业"),
        ("remark", "备注"),
    )
)


def plain(heading: str) -> str:
    """Return a heading without blanks, decoration and remarks in brackets."""
    folded = _DECORATION.sub("", unicodedata.normalize("NFKC", heading)).lower()
    return _REMARK.sub("", folded) or folded


def find(lines: Sequence[Line]) -> Layout:
    """Guess where the head stands and what its columns hold; the best of the first lines wins."""
    best: Layout | None = None
    for place in range(min(WITHIN, len(lines))):
        for height in range(1, HIGHEST + 1):
            layout = at(lines, lines[place].number, height)
            if best is None or _worth(layout) > _worth(best):
                best = layout
    return best or Layout(head=1, height=1, headings=(), columns={})


def _worth(layout: Layout) -> tuple[int, int]:
    return len(layout.columns), -layout.height


def at(lines: Sequence[Line], head: int, height: int) -> Layout:
    """Return the layout of a head that begins at a line and has so many."""
    rows = [line for line in lines if head <= line.number < head + height]
    upper, lower = _flattened(rows)
    joined = tuple(_joined(over, under) for over, under in zip(upper, lower, strict=True))
    above = [line for line in lines if line.number < head + height]
    return Layout(
        head=head,
        height=height,
        headings=joined,
        columns=_columns(upper, lower, joined),
        units=ledger_sums.units(joined, above),
    )


def begins_below(layout: Layout) -> int:
    """Return the number of the first line below the head."""
    return layout.head + layout.height


def _flattened(rows: Sequence[Line]) -> tuple[list[str], list[str]]:
    """Return the texts over each column: of the upper lines, and of the last that says something.

    What a merged cell says stands in its first cell only: it is carried to the right as long as
    the line below goes on.
    """
    width = max((len(row.cells) for row in rows), default=0)
    upper, lower = [""] * width, [""] * width
    for place, row in enumerate(rows):
        texts = [" ".join(shown(row.cell(column)).split()) for column in range(width)]
        below = rows[place + 1] if place + 1 < len(rows) else None
        carried = ""
        for column, text in enumerate(texts):
            carried = text or carried
            said = text
            if not text and below is not None and not is_blank(below.cell(column)):
                said = carried
            if said:
                upper[column] = _joined(upper[column], lower[column])
                lower[column] = said
    return upper, lower


def _joined(over: str, under: str) -> str:
    return under if not over or over == under else f"{over} {under}"


def _columns(upper: Sequence[str], lower: Sequence[str], joined: Sequence[str]) -> dict[str, int]:
    """Give each field the column that names it best: whole words first, then what is alike."""
    found: dict[str, int] = {}
    taken: set[int] = set()
    # A head of several lines that was written flattened names its column with the last word.
    last_words = [text.rpartition(" ")[2] for text in joined]
    exact = (joined, lower, upper, last_words)
    for texts in exact:
        for column, text in enumerate(texts):
            field = _BY_WORD.get(plain(text)) if text else None
            _give(found, taken, field, column)
    for column, text in enumerate(joined):
        if column not in taken and text and len(text) <= MOST_LETTERS:
            open_ = ((f, alike) for f, alike in _ALIKE if f not in found)
            field = next((f for f, alike in open_ if alike.search(plain(text))), None)
            _give(found, taken, field, column)
    return {field: found[field] for field in FIELDS if field in found}


def _give(found: dict[str, int], taken: set[int], field: str | None, column: int) -> None:
    if field and field not in found and column not in taken:
        found[field] = column
        taken.add(column)
