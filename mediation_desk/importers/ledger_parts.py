"""The parts of a ledger's line that say more than one thing: days, names, sex, union."""

import re
import unicodedata
from datetime import date

from mediation_desk.domain import identifiers
from mediation_desk.domain.employer import UnionThere
from mediation_desk.domain.people import Sex
from mediation_desk.importers import cells
from mediation_desk.importers.grid import Cell

LISTED = re.compile(r"[、,，;；/\n]+")
_AND_OTHERS = re.compile(r"(?P<names>.*?)等?\s*[（(]?共?(?P<number>[0-9]{1,4})\s*(?:人|名)[)）]?")
_TIME_BEHIND = re.compile(r"(?<=[0-9日号])\s*[T ]\s*[0-9]{1,2}[:时].*$|(?<=[日号])[上下]午$")
_SERIAL = re.compile(r"[0-9]{5}")


def day(cell: Cell) -> date | None:
    """Read a day in any spelling of ledgers, also one that a spreadsheet counts."""
    if isinstance(cell, str):
        plain = _TIME_BEHIND.sub("", " ".join(cell.split())).rstrip("。.,，")
        if _SERIAL.fullmatch(plain):
            return cells.day(int(plain))
        return cells.day(plain)
    return cells.day(cell)


def names(text: str) -> tuple[list[str], int]:
    """Return the names in a cell, and how many people they stand for: 张三、李四等12人."""
    total = 0
    if found := _AND_OTHERS.fullmatch(unicodedata.normalize("NFKC", text)):
        text, total = found["names"], int(found["number"])
    names = [name.strip() for name in LISTED.split(text)]
    return [name.removesuffix("等") if len(name) > 2 else name for name in names if name], total


def sex_of(number: str) -> Sex | None:
    """Return the sex that an identity number tells."""
    usable = number and _is_resident(number)
    return Sex.of(identifiers.sex_of(number)) if usable else None


def born_on(number: str) -> date | None:
    """Return the day of birth that an identity number tells."""
    return identifiers.born_of(number) if number and _is_resident(number) else None


def _is_resident(number: str) -> bool:
    finding = identifiers.check_resident_id(number)
    return finding is None or not finding.fatal


def union(text: str) -> UnionThere | None:
    """Read whether there is a union."""
    if re.search("未|无|没|否|不", text):
        return UnionThere.NO
    return UnionThere.YES if re.search("是|有|已|建", text) else None
