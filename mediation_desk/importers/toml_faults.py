"""What is wrong with lines that are no TOML, and how they are written, for people who type them."""

import re
import tomllib

from mediation_desk.i18n import N_, _

MOST = 8
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_LONGEST = 40
_DAYS = frozenset({"since", "until", "checked_on", "published"})
_WIDE = {"＝": "=", "“": '"', "”": '"', "‘": '"', "’": '"', "＂": '"', "「": '"', "」": '"'} | {
    "【": "[",
    "】": "]",
    "［": "[",
    "］": "]",
}
_DAY = re.compile(r"(\d{4})\D+(\d{1,2})\D+(\d{1,2})\D*")
_NUMBER = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)([^百千万亿]*)")
"""A number with its unit; one that counts in 万 is another number without it."""
_TWICE = N_("“{line}” stands there a second time in the same figure. Strike one of them out.")


def told(text: str, fault: tomllib.TOMLDecodeError) -> list[str]:
    """Say what is wrong in which line, and what to write instead; empty where no line is known.

    Reading ends at the first such line; the others are looked for one by one, so that all of them
    can be mended together.
    """
    found = _AT_LINE.search(str(fault))
    if found is None:
        return []
    at = int(found[1])
    lines = text.splitlines()
    said = {number: _said(line) for number, line in enumerate(lines, 1) if _stands_alone(line)}
    if at not in said:
        line = lines[at - 1] if at <= len(lines) else ""
        twice = "overwrite" in str(fault) or "twice" in str(fault)
        said[at] = _(_TWICE).format(line=_short(line)) if twice else _written(line)
    first = [_at(at, said.pop(at))]
    return first + [_at(number, why) for number, why in sorted(said.items())][: MOST - 1]


def _stands_alone(line: str) -> bool:
    """Say whether a line that gives something its value cannot be read even by itself."""
    if not re.match(r"\s*\w+\s*[=＝]", line):
        return False
    try:
        tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        return not line.rstrip().endswith(("[", "{", ",", '"""', "'''"))  # goes on below
    return False


def _at(number: int, why: str) -> str:
    return _("In line {line}: {fault}").format(line=number, fault=why)


def _said(line: str) -> str:
    """Say what is wrong with a line that gives something its value."""
    narrow = "".join(_WIDE.get(sign, sign) for sign in line)
    key, _sign, held = (part.strip() for part in narrow.partition("="))
    if narrow != line and _reads(narrow):
        text = _("it has Chinese punctuation; write it in English: {better}")
        return text.format(better=_short(narrow))
    if not held:
        return _("nothing stands behind “{key} =”.").format(key=key)
    plain = held.strip("\"' ")
    if key in _DAYS:
        return _day(key, plain)
    if key == "value":
        return _value(plain)
    if held[0] not in "\"'[{0123456789" or (held[0] in "\"'" and held.count(held[0]) == 1):
        text = _("a text stands between English quotation marks: {better}")
        return text.format(better=f'{key} = "{_short(plain)}"')
    return _written(line)


def _day(key: str, held: str) -> str:
    found = _DAY.fullmatch(held)
    if found and 1 <= int(found[2]) <= 12 and 1 <= int(found[3]) <= 31:
        better = f"{key} = {found[1]}-{int(found[2]):02}-{int(found[3]):02}"
        if _reads(better):
            return _("a day is written so: {better}").format(better=better)
    text = _(
        "“{text}” is no day of the calendar. Write {key} = 2026-07-01, without quotation marks."
    )
    return text.format(text=_short(held), key=key)


def _value(held: str) -> str:
    found = _NUMBER.fullmatch(held)
    if found is None:
        text = _('“{text}” is not a number. Write it in digits, as value = "2000".')
        return text.format(text=_short(held))
    better = f'value = "{found[1].replace(",", "")}"'
    text = _("a number stands without unit and comma between English quotation marks: {better}")
    return text.format(better=better)


def _written(line: str) -> str:
    text = _(
        '“{line}” cannot be read. Each line is written as name = "text" or since = 2026-07-01,'
        " and each figure begins with [[figure]]."
    )
    return text.format(line=_short(line))


def _reads(line: str) -> bool:
    try:
        tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _short(text: str) -> str:
    plain = text.strip()
    return plain if len(plain) <= _LONGEST else plain[:_LONGEST] + "…"
