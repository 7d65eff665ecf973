"""Automatic numbering of a Word file: which label stands before a paragraph."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from mediation_desk.documents.word_xml import WORD, Package, child, children, value, whole
from mediation_desk.documents.words import in_chinese

_LEVELS = 9
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Label:
    """A paragraph's label, what follows it, and its level's own properties."""

    text: str
    suffix: str
    form: etree._Element | None
    look: etree._Element | None


class Numbering:
    """The lists of one file; it counts as the paragraphs are read in their order."""

    def __init__(self, package: Package) -> None:
        """Read numbering.xml."""
        root = package.xml("word/numbering.xml")
        kinds = {kind.get(f"{WORD}abstractNumId"): kind for kind in children(root, "abstractNum")}
        self._lists: dict[str, tuple[str, dict[int, etree._Element]]] = {}
        self._starts: dict[tuple[str, int], int] = {}
        for number in children(root, "num"):
            key, kind = number.get(f"{WORD}numId", ""), value(number, "abstractNumId") or ""
            levels = {_level(level): level for level in children(kinds.get(kind), "lvl")}
            for override in children(number, "lvlOverride"):
                if (own := child(override, "lvl")) is not None:
                    levels[_level(override)] = own
                if (start := whole(value(override, "startOverride"))) is not None:
                    self._starts[key, _level(override)] = start
            self._lists[key] = kind, levels
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()

    def label(self, place: etree._Element | None) -> Label | None:
        """Count a paragraph (`w:numPr`) and return its label; None where it has none."""
        key = value(place, "numId") or ""
        kind, levels = self._lists.get(key, ("", {}))
        at = min(max(whole(value(place, "ilvl")) or 0, 0), _LEVELS - 1)
        level = levels.get(at)
        if level is None:
            return None
        counts = self._counts.setdefault(kind, [None] * _LEVELS)
        if key not in self._begun:
            self._begun.add(key)
            for (own, deep), start in self._starts.items():
                if own == key:
                    counts[deep] = start - 1
        counts[at] = _start(level) if counts[at] is None else (counts[at] or 0) + 1
        counts[at + 1 :] = [None] * (_LEVELS - at - 1)
        return Label(
            _text(level, levels, counts),
            value(level, "suff") or "tab",
            child(level, "pPr"),
            child(level, "rPr"),
        )


def _text(
    level: etree._Element, levels: dict[int, etree._Element], counts: list[int | None]
) -> str:
    arabic = child(level, "isLgl") is not None

    def shown(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        other = levels.get(at)
        if other is None:
            return ""
        count = counts[at]
        kind = "decimal" if arabic else value(other, "numFmt") or "decimal"
        return _written(_start(other) if count is None else count, kind)

    return re.sub(r"%([1-9])", shown, value(level, "lvlText") or "")


def _written(count: int, kind: str) -> str:
    """Write a count as its list wants it; a kind not known here is written in figures."""
    return _KINDS.get(kind, str)(count)


def _letters(count: int) -> str:
    repeated, letter = divmod(count - 1, 26)
    return chr(ord("A") + letter) * (repeated + 1)


def _roman(count: int) -> str:
    text = ""
    for worth, sign in _ROMAN:
        while count >= worth:
            text, count = text + sign, count - worth
    return text


def _digits(count: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(count))


def _formal(count: int) -> str:
    """Write a number below a hundred as on a cheque: 壹拾贰."""
    if not 0 < count < 100:
        return str(count)
    tens, ones = divmod(count, 10)
    return (f"{_FORMAL[tens]}拾" if tens else "") + (_FORMAL[ones] if ones else "")


def _circled(count: int) -> str:
    return _CIRCLED[count - 1] if 0 < count <= len(_CIRCLED) else str(count)


def _wide(count: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(count))


_KINDS: dict[str, Callable[[int], str]] = {
    "chineseCounting": in_chinese,
    "chineseCountingThousand": in_chinese,
    "japaneseCounting": in_chinese,
    "taiwaneseCountingThousand": in_chinese,
    "chineseLegalSimplified": _formal,
    "ideographDigital": _digits,
    "taiwaneseCounting": in_chinese,
    "japaneseDigitalTenThousand": _digits,
    "taiwaneseDigital": _digits,
    "ideographTraditional": lambda count: _STEMS[(count - 1) % len(_STEMS)],
    "ideographZodiac": lambda count: _BRANCHES[(count - 1) % len(_BRANCHES)],
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "decimalZero": lambda count: f"{count:02d}",
    "upperLetter": _letters,
    "lowerLetter": lambda count: _letters(count).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "none": lambda _count: "",
    "bullet": lambda _count: "",
}


def _start(level: etree._Element) -> int:
    start = whole(value(level, "start"))
    return 1 if start is None else start


def _level(element: etree._Element) -> int:
    return whole(element.get(f"{WORD}ilvl")) or 0
