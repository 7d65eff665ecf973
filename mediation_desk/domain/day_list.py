"""Lists of days as people type them, or as they paste them from the yearly notice.

A list holds days and ranges with anything between them: 1月1日至3日、2.15-2.23, 2026-04-04. In a
notice the sentence says what its days are: 放假 a day off, 上班 a make-up working day.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mediation_desk.domain.errors import DeskError
from mediation_desk.i18n import _

LONGEST = 20_000
_WIDE = str.maketrans("０１２３４５６７８９．／－～（）：", "0123456789./-~():")
_DAY = (
    r"(?:(?P<{0}y>[0-9]{{4}})(?:年|[./-]))?"
    r"(?P<{0}m>[0-9]{{1,2}})(?:月|[./-])(?P<{0}d>[0-9]{{1,2}})(?:[日号])?"
)
_SPAN = re.compile(
    _DAY.format("a")
    + r"(?:(?:至|到|~|—+|–|\.\.|-)(?:"
    + _DAY.format("b")
    + r"|(?P<last>[0-9]{1,2})[日号]))?"
)
_AROUND = re.compile(r"[ \t\u3000]*([年月日号至到~—–])[ \t\u3000]*")
_ASIDE = re.compile(r"\([^()]*\)")
_BETWEEN = re.compile(r"[、,，;；。\s]*")
_SENTENCE = re.compile(r"[。\n;；]")
_OFF, _WORK = "放假", "上班"


@dataclass(frozen=True, slots=True)
class Days:
    """What a text lists: days off, and make-up working days where it names them."""

    off: tuple[date, ...] = ()
    worked: tuple[date, ...] = ()


def read_days(text: str, year: int) -> tuple[date, ...]:
    """Read a plain list of days and ranges of a year, or refuse what cannot be read."""
    return tuple(_list(_plain(text), year))


def read_notice(text: str, year: int) -> Days:
    """Read days off and make-up working days, from a plain list or from the notice's sentences."""
    plain = _plain(text)
    if _OFF not in plain and _WORK not in plain:
        return Days(tuple(_list(plain, year)))
    off: list[date] = []
    worked: list[date] = []
    for sentence in _SENTENCE.split(plain):
        if _WORK in sentence:
            worked += _spans(sentence, year)
        elif _OFF in sentence:
            off += _spans(sentence, year)
    return Days(tuple(off), tuple(worked))


def _plain(text: str) -> str:
    if len(text) > LONGEST:
        raise DeskError(_("This text is too long to be a list of days."))
    plain = text.translate(_WIDE)
    while (shorter := _ASIDE.sub("", plain)) != plain:
        plain = shorter
    return _AROUND.sub(r"\1", plain)


def _list(plain: str, year: int) -> Iterator[date]:
    """Read a list in which nothing but days may stand."""
    at = _skip(plain, 0)
    while at < len(plain):
        found = _SPAN.match(plain, at)
        if found is None:
            rest = plain[at : at + 12]
            raise DeskError(
                _("“{text}” is not a day. Write days as 10.1-10.7 or 10月1日至7日.").format(
                    text=rest
                )
            )
        yield from _span(found, year)
        at = _skip(plain, found.end())


def _skip(plain: str, at: int) -> int:
    found = _BETWEEN.match(plain, at)
    return found.end() if found else at


def _spans(sentence: str, year: int) -> Iterator[date]:
    for found in _SPAN.finditer(sentence):
        yield from _span(found, year)


def _span(found: re.Match[str], year: int) -> Iterator[date]:
    first = _day(found["ay"] or year, found["am"], found["ad"])
    if found["last"]:
        last = _day(first.year, first.month, found["last"])
    elif found["bm"]:
        last = _day(found["by"] or first.year, found["bm"], found["bd"])
    else:
        last = first
    if not timedelta(0) <= last - first <= timedelta(days=60):
        raise DeskError(
            _("{first} to {last} is not a range of days off. Please check it.").format(
                first=first.isoformat(), last=last.isoformat()
            )
        )
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _day(year: str | int, month: str | int, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        text = f"{year}-{int(month):02d}-{int(day):02d}"
        raise DeskError(_("The day {text} does not exist.").format(text=text)) from None
