"""How values are written on paper, and the lines that stand for those that are missing."""

import re
from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal

from mediation_desk.domain.day_text import chinese_day, chinese_time
from mediation_desk.domain.money import figures

_LINE = "＿"
_ACROSS = 28
"""Characters of a line (procedure.md 5.1)."""
_NUMBERED = re.compile(r"[（(]?([一二三四五六七八九十]{1,3}|[0-9]{1,2})[)）、．]")
"""How a paragraph begins that brings its own number: 一、, （二）, 3．."""
_DIGITS = "零一二三四五六七八九"


class Blank(str):
    """A line to write on, in place of a value that is missing; `name` says which.

    It counts as nothing in a template's `if`.
    """

    name: str

    def __new__(cls, name: str, line: str) -> "Blank":
        """Keep the name of what is missing beside the line."""
        blank = super().__new__(cls, line)
        blank.name = name
        return blank

    def __bool__(self) -> bool:
        """Say that nothing is there."""
        return False


def text(value: str, name: str, length: int = 4) -> str:
    """Write a text, or a line of so many characters."""
    return value.strip() or Blank(name, _LINE * length)


def day(value: date | None, name: str) -> str:
    """Write a day as 2026年3月1日, or a line for each of its parts."""
    if value is None:
        return Blank(name, f"{_LINE * 2}年{_LINE}月{_LINE}日")
    return chinese_day(value)


def short_day(value: date | None, name: str) -> str:
    """Write a day as 2026.3.1, for narrow columns, or nothing."""
    return Blank(name, "") if value is None else f"{value.year}.{value.month}.{value.day}"


def money(value: Decimal | None, name: str) -> str:
    """Write a sum in figures, or a line."""
    return Blank(name, _LINE * 4) if value is None else figures(value)


def moment(day_of: date, at: time) -> str:
    """Write a day and a time as 2026年10月22日9时30分."""
    return f"{chinese_day(day_of)}{chinese_time(at)}"


def lines(value: str) -> list[str]:
    """Cut a text into paragraphs without empty ones."""
    return [line.strip() for line in value.splitlines() if line.strip()]


def numbered(value: str) -> list[str]:
    """Number the paragraphs of a text, unless they bring numbers of their own."""
    found = lines(value)
    if any(_NUMBERED.match(line) for line in found):
        return found
    return [f"{number}．{line}" for number, line in enumerate(found, 1)]


def as_sentence(clause: str) -> str:
    """Return a clause with a full stop, also in place of a lesser or Western one, or nothing."""
    plain = clause.strip()
    return plain if not plain or plain[-1] in "。！？；" else f"{plain.rstrip('.;,，、 ')}。"


def as_clause(value: str) -> str:
    """Return a text that goes on inside a sentence: on one line, without its full stop."""
    return "；".join(line.rstrip("。；;. ") for line in lines(value))


def line_to_write_on(name: str, length: int) -> str:
    """Return a line for a text written by hand."""
    return Blank(name, _LINE * length)


def line_begun(name: str, after: str) -> str:
    """Return the rest of an indented line that begins with words, and the whole next line."""
    return Blank(name, f"{_LINE * (_ACROSS - 2 - len(after))}\n{_LINE * _ACROSS}")


def lines_to_write_on(name: str, count: int, length: int = 25) -> list[str]:
    """Return lines across the page, for a text written by hand."""
    return [line_to_write_on(name, length) for _line in range(count)]


def joined(names: Iterable[str]) -> str:
    """Join names as Chinese lists them."""
    return "、".join(names)


def in_chinese(number: int) -> str:
    """Write a number below a hundred in Chinese, as in 一式三份; larger ones in figures."""
    if not 0 <= number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
