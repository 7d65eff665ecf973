"""How a worker's fact is typed, stored and shown: one text for each shape of field."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from mediation_desk.domain import money
from mediation_desk.domain.claims import Stated
from mediation_desk.domain.day_text import parse_day
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.grades import read_grade
from mediation_desk.i18n import _
from mediation_desk.law.choice_words import choice_label
from mediation_desk.law.fields import Field, Shape
from mediation_desk.law.readers import READERS

YES, NO = "yes", "no"
_YES = frozenset({"yes", "y", "true", "1", "是", "有", "已", "√", "✓", "对"})
_NO = frozenset({"no", "n", "false", "0", "否", "无", "没有", "未", "×", "x"})
_PART_OF_A_CHOICE = 4
"""Characters from which on a part of a choice's words is taken for it: 违法解除."""
_ROWS = re.compile(r"[;；\n]+")
_PEOPLE = re.compile(r"[;；\n、，,]+")
_LONE = re.compile(r"孤寡老人|孤寡|孤儿|孤|lone|\*")
_SPOUSE = re.compile("配偶|妻子?|丈夫|夫|爱人|spouse")
_KIN = re.compile(
    "(其他)?(供养)?亲属|其他|other( dependent)?|子女|儿子|女儿|子|女|父亲?|母亲?"
    "|外?祖[父母]|爷爷|奶奶|姥爷|姥姥|外[公婆]|外?孙[子女]?|[兄弟姐妹]|哥哥|弟弟|姐姐|妹妹"
)
"""What people call a spouse (40 %) and the others (30 %) (工伤保险条例第三十九条)."""


def raw(field: Field, stored: str) -> object:
    """Return a stored fact as the raw input that its field reads."""
    if field.shape is Shape.FLAG:
        return stored == YES
    if field.shape in _LISTS or field.shape is Shape.DEPENDENTS:
        found: object = json.loads(stored, parse_float=Decimal)
        return found
    return stored


def number_in(stated: Stated, name: str) -> Decimal | None:
    """Return a number as stated, if it can be read."""
    try:
        return Decimal(stated[name].replace(",", "")) if stated.get(name) else None
    except ArithmeticError:
        return None


def day_in(stated: Stated, name: str) -> date | None:
    """Return a day as stated, if it can be read."""
    try:
        return parse_day(stated[name]) if stated.get(name) else None
    except DeskError:
        return None


def stored(field: Field, typed: str) -> str:
    """Read what was typed; return it as it is stored, or say what is wrong with it."""
    text = typed.strip()
    if not text or text == "—":
        return ""
    written = _STORED.get(field.shape, _plain)(field, text)
    READERS[field.shape](field, raw(field, written))
    return written


def _plain(field: Field, text: str) -> str:
    return str(READERS[field.shape](field, text))


def _money(field: Field, text: str) -> str:  # noqa: ARG001 - one form for all
    return format(money.parse(text), "f")


def answer_code(answer: bool | None) -> str:
    """Return the stored word for yes or no, nothing where nobody said."""
    return "" if answer is None else YES if answer else NO


def answer_of(code: str) -> bool | None:
    """Return what a stored word says: yes, no, or that nobody said."""
    return {YES: True, NO: False}.get(code)


def _number(field: Field, text: str) -> str:
    value = READERS[field.shape](field, text.replace("，", ",").replace(",", "").strip(" %"))
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _grade(field: Field, text: str) -> str:  # noqa: ARG001 - one form for all
    return str(read_grade(text))


def _day(field: Field, text: str) -> str:  # noqa: ARG001 - one form for all
    return parse_day(text).isoformat()


def _flag(field: Field, text: str) -> str:  # noqa: ARG001 - one form for all
    if text.lower() in _YES or text == _("yes"):
        return YES
    if text.lower() in _NO or text == _("no"):
        return NO
    raise DeskError(_("yes or no is wanted."))


def _choice(field: Field, text: str) -> str:
    """Read a choice by its code or words, or by a part of the words of one choice alone."""
    for code in field.choices:
        if text in (code, choice_label(code)):
            return code
    parts = [code for code in field.choices if text in choice_label(code)]
    if len(parts) == 1 and len(text) >= _PART_OF_A_CHOICE:
        return parts[0]
    words = " / ".join(choice_label(code) for code in field.choices)
    raise DeskError(_("one of {choices} is wanted.").format(choices=words))


def _list(field: Field, text: str) -> str:
    rows = [_LISTS[field.shape](row.split()) for row in _ROWS.split(text) if row.strip()]
    return json.dumps(rows, ensure_ascii=False)


def _entries(row: list[str]) -> object:
    """Read `5000 12`, `5000 × 12` or `5000/12` as the entries of one row."""
    return [entry.replace(",", "") for entry in re.split(r"[\s×*/：:]+", " ".join(row)) if entry]


def _leave_year(row: list[str]) -> object:
    """Read `2025 5 2` or `2025年 5年 2天`: the year, the years of work, the days taken."""
    return [entry.replace(",", "").rstrip("年天日") for entry in row]


def _span(row: list[str]) -> object:
    """Read `2026-01-05 2026-03-02`, 至 between them, or the first day alone."""
    days = [parse_day(one).isoformat() for one in re.split(r"[\s至到~]+", " ".join(row)) if one]
    return days if len(days) != 1 else [*days, ""]


def _item(row: list[str]) -> object:
    """Read `treatment 5000`, or a sum alone."""
    return [" ".join(row[:-1]), row[-1].replace(",", "")]


def _dependents(field: Field, text: str) -> str:  # noqa: ARG001 - one form for all
    people = [_dependent(" ".join(one.split())) for one in _PEOPLE.split(text) if one.strip()]
    return json.dumps(people, ensure_ascii=False)


def _dependent(told: str) -> Mapping[str, object]:
    """Read who depended on the wages: a word that is not known is never counted as anybody."""
    name = _LONE.sub("", told).strip("（）() ").lower()
    lone = _LONE.search(told) is not None
    if _SPOUSE.fullmatch(name):
        return {"kind": "spouse", "orphan_or_lone": lone}
    if _KIN.fullmatch(name) or (lone and not name):
        return {"kind": "other", "orphan_or_lone": lone}
    raise DeskError(
        _(
            "“{text}” does not say who it is. Write “spouse” or “other dependent” for each person,"
            " with “;” between them, and “（孤）” behind an orphan or a lone old person."
        ).format(text=told)
    )


_STORED: Mapping[Shape, Callable[[Field, str], str]] = {
    Shape.MONEY: _money,
    Shape.NUMBER: _number,
    Shape.GRADE: _grade,
    Shape.DAY: _day,
    Shape.FLAG: _flag,
    Shape.CHOICE: _choice,
    Shape.PAIRS: _list,
    Shape.MONEY_PAIRS: _list,
    Shape.SHARES: _list,
    Shape.LEAVE_YEARS: _list,
    Shape.SPANS: _list,
    Shape.ITEMS: _list,
    Shape.DEPENDENTS: _dependents,
}
_LISTS: Mapping[Shape, Callable[[list[str]], object]] = {
    Shape.PAIRS: _entries,
    Shape.MONEY_PAIRS: _entries,
    Shape.SHARES: _entries,
    Shape.LEAVE_YEARS: _leave_year,
    Shape.SPANS: _span,
    Shape.ITEMS: _item,
}


def shown(field: Field, text: str) -> str:
    """Write a stored fact as people read it; typing it back gives the same fact."""
    if not text:
        return ""
    match field.shape:
        case Shape.MONEY:
            return money.figures(Decimal(text))
        case Shape.NUMBER:
            return f"{Decimal(text).normalize():f}"
        case Shape.FLAG:
            return _("yes") if text == YES else _("no")
        case Shape.CHOICE:
            return choice_label(text)
        case Shape.DEPENDENTS:
            return _("; ").join(_person(one) for one in json.loads(text))
        case shape if shape in _LISTS:
            return _("; ").join(" ".join(map(str, row)).strip() for row in json.loads(text))
    return text


def _person(one: Mapping[str, object]) -> str:
    name = _("spouse") if one["kind"] == "spouse" else _("other dependent")
    return name + ("（孤）" if one["orphan_or_lone"] else "")
