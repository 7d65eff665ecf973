"""What is to be printed, and how: values that the printing worker is given."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mediation_desk.domain.errors import Invalid, Problem
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _

_RANGE = re.compile(r"([0-9]{1,5})(?:-([0-9]{1,5}))?")


class Duplex(Term):
    """On which sides of the sheets is printed (单双面)."""

    USUAL = "usual", N_("As the printer is set")
    ONE = "one", N_("One side")
    LONG = "long", N_("Both sides, turned at the long edge")
    SHORT = "short", N_("Both sides, turned at the short edge")


USUAL_TRAY = "usual"
"""The tray as the printer is set."""


class Tray(Term):
    """Where the sheets come from (纸盒), as Windows' drivers know it."""

    UPPER = "upper", N_("Upper tray")
    MIDDLE = "middle", N_("Middle tray")
    LOWER = "lower", N_("Lower tray")
    MANUAL = "manual", N_("Fed by hand")
    ENVELOPE = "envelope", N_("Envelope tray")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """How something is printed: on which printer, or into which file.

    `tray` is one of Windows' kinds, or the name that the printer's driver has for it.
    """

    printer: str = ""
    duplex: Duplex = Duplex.USUAL
    tray: str = USUAL_TRAY
    file: Path | None = None

    @property
    def where(self) -> str:
        """The printer or the file, as people call it."""
        return self.file.name if self.file is not None else self.printer


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A paper that can be printed: `form` is the code under which its setup is remembered.

    `issued` is what leaves instead where it is recorded as issued with that, empty where it is
    the same.
    """

    title: str
    pdf: bytes
    form: str = ""
    copies: int = 1
    note: str = ""
    issued: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One paper to be printed with its setup; `pages` are counted from one, none means all."""

    sheet: Sheet
    setup: Setup
    copies: int
    pages: tuple[int, ...] = ()


def pages_of(text: str, last: int = 0) -> tuple[int, ...]:
    """Read which pages are wanted, such as “1-3,5”; an empty text means all.

    A page after the last is refused where it is known how many there are.
    """
    text = re.sub(r"[－—–~～至到]", "-", text.translate(_NARROW)).replace(" ", "")
    found: list[int] = []
    for part in filter(None, re.split(r"[,，、;；]", text)):
        match = _RANGE.fullmatch(part)
        first = int(match[1]) if match else 0
        end = int(match[2] or first) if match else 0
        if not 1 <= first <= end:
            raise Invalid([Problem("pages", _("Write pages such as 1-3,5, or leave it empty."))])
        if last and end > last:
            raise Invalid([Problem("pages", _("The paper has only {n} pages.").format(n=last))])
        found.extend(range(first, end + 1))
    return tuple(dict.fromkeys(found))


_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")


def total(sheets: Iterable[Sheet]) -> int:
    """Return how many copies several papers have together."""
    return sum(sheet.copies for sheet in sheets)
