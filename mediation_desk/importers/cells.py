"""One cell of a roster as a value: text, day, amount, yes or no, grade, identity number.

A reader returns the value, or raises `DeskError` with the reason.
"""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal

from mediation_desk import i18n
from mediation_desk.domain import money
from mediation_desk.domain.day_text import parse_day, serial_day
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.grades import read_grade
from mediation_desk.domain.identifiers import check_resident_id, normalise_code, normalise_id
from mediation_desk.domain.people import IdKind, Sex
from mediation_desk.i18n import _
from mediation_desk.importers.grid import Cell, Unreadable, shown

LONGEST_TEXT = 500
_EXACT_DIGITS = 15  # Excel keeps no more of a number

_NONE_OWED = frozenset({"无", "没有", "none"})
_NOTHING = frozenset({"", "-", "--", "—", "——", "/", "\\", "无", "none", "n/a"})
_YES = frozenset(
    "是 有 对 已 参加 已参加 已缴 已缴纳 已参保 y yes true 1 √ ✓ ✔".split()  # noqa: SIM905
)
_NO = frozenset(
    "否 没有 不是 没 未 未参加 未缴 未缴纳 未参保 n no false 0 × ✗ ✘ x".split()  # noqa: SIM905
)
_UNSAID = _NOTHING - {"无", "none"}
"""Nothing written at all; a 无 in the column of an insurance says that there was none."""
_MEN, _WOMEN = frozenset({"男", "男性", "m", "male"}), frozenset({"女", "女性", "f", "female"})
_FLOATED = re.compile(r"[0-9](\.[0-9]*)?E\+?[0-9]+", re.IGNORECASE)


class LostDigits(DeskError):
    """An identity number whose last digits a spreadsheet has rounded away."""


def text(cell: Cell) -> str:
    """Read text as typed; only blanks around it go, and only ordinary ones."""
    written = shown(_readable(cell)).strip(" \t\r\n")
    if len(written) > LONGEST_TEXT:
        raise DeskError(_("The text has more than {n} characters.").format(n=LONGEST_TEXT))
    if any(_forbidden(character) for character in written):
        raise DeskError(_("The text contains an invisible or forbidden character."))
    return written


def _forbidden(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs"} and character not in "\n\t\r"


def name(cell: Cell) -> str:
    """Read a name; what is wrong with its characters is for the check of the whole row."""
    return shown(_readable(cell)).strip(" \t\r\n")


def sex(cell: Cell) -> Sex | None:
    """Read 男 or 女."""
    word = _word(cell)
    if word in _NOTHING:
        return None
    if word in _MEN:
        return Sex.MALE
    if word in _WOMEN:
        return Sex.FEMALE
    raise DeskError(_("“{text}” is neither 男 nor 女.").format(text=_short(cell)))


def identity(cell: Cell) -> str:
    """Read an identity number, refusing one that a spreadsheet has turned into a number."""
    number = normalise_id(shown(_readable(cell)))
    whole = isinstance(cell, int) or (isinstance(cell, float) and cell.is_integer())
    if whole and not isinstance(cell, bool) and abs(float(shown(cell))) >= 10**_EXACT_DIGITS:
        raise lost_digits()
    if _FLOATED.fullmatch(number) or (is_rounded(number) and check_resident_id(number)):
        raise lost_digits()
    return number


def credit_code(cell: Cell) -> str:
    """Return a unified social credit code in its plain form."""
    return normalise_code(shown(cell))


def is_rounded(number: str) -> bool:
    """Say whether a number looks like one of eighteen digits cut to fifteen."""
    return len(number) == 18 and number.endswith("000")


def lost_digits() -> LostDigits:
    """Return the refusal of an identity number without its last digits."""
    return LostDigits(
        _(
            "Excel has turned the identity number into a number, and its last digits are lost. "
            "Set the column to text and enter the numbers again."
        )
    )


def id_kind(cell: Cell) -> IdKind:
    """Read the kind of identity document by its Chinese name; nothing means identity card."""
    word = _word(cell)
    if word in _NOTHING or word in {"身份证", "居民身份证", "二代身份证"}:
        return IdKind.RESIDENT
    with i18n.speaking(i18n.CHINESE):
        for kind in IdKind:
            if word == kind.label.lower():
                return kind
    return IdKind.OTHER


def phone(cell: Cell) -> str:
    """Read a telephone number as typed, refusing one that was rounded."""
    number = text(cell)
    if _FLOATED.fullmatch(number):
        raise DeskError(
            _("Excel has turned the telephone number into a number. Set the column to text.")
        )
    return number


def day(cell: Cell) -> date | None:
    """Read a day: a date of the spreadsheet, its bare count of days, or text."""
    if isinstance(cell, datetime):
        return parse_day(cell.date().isoformat())
    if isinstance(cell, int | float) and (counted := excel_day(cell)):
        return counted
    written = shown(_readable(cell))
    if _word(cell) in _NOTHING:
        return None
    date_only = re.sub(r"[ T]00?:00(:00)?$", "", written.strip())
    return parse_day(date_only)


def excel_day(cell: Cell) -> date | None:
    """Return the day of a cell that holds Excel's bare count of days, as a number or as text."""
    if isinstance(cell, bool | datetime) or not isinstance(cell, str | int | float):
        return None
    return serial_day(shown(cell))


def counted_day(cell: Cell) -> date | None:
    """Read a day as `day` does, and Excel's count of days also where it became a text."""
    return excel_day(cell) or day(cell)


def amount(cell: Cell) -> Decimal | None:
    """Read a sum in yuan; a number that a formula gave loses only what Excel does not show."""
    if _word(cell) in _NOTHING:
        return None
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return money.checked(Decimal(f"{cell:.12g}"))
    return money.parse(shown(_readable(cell)))


def arrears(cell: Cell) -> Decimal | None:
    """Read what is owed in wages; 无 says that nothing is, nothing written that it is unknown."""
    return money.ZERO if _word(cell) in _NONE_OWED else amount(cell)


def yes(cell: Cell) -> bool:
    """Read a yes or no; nothing written means no."""
    word = _word(cell)
    if word in _YES:
        return True
    if word in _NO or word in _NOTHING:
        return False
    raise DeskError(_("“{text}” is neither 是 nor 否.").format(text=_short(cell)))


def yes_if_told(cell: Cell) -> bool | None:
    """Read a yes or no; nothing written means that nobody said."""
    return None if _word(cell) in _UNSAID else yes(cell)


def grade(cell: Cell) -> int | None:
    """Read a disability grade: 10, 10级, 十级."""
    word = _word(cell)
    if word in _NOTHING or word == "0":
        return None
    try:
        return read_grade(word)
    except DeskError:
        text = _("“{text}” is not a disability grade from 1 to 10.")
        raise DeskError(text.format(text=_short(cell))) from None


def _word(cell: Cell) -> str:
    folded = unicodedata.normalize("NFKC", shown(_readable(cell)))
    return "".join(folded.split()).lower()


def _short(cell: Cell) -> str:
    written = shown(cell)
    return written if len(written) <= 20 else written[:20] + "…"


def _readable(cell: Cell) -> Cell:
    if isinstance(cell, Unreadable):
        raise DeskError(cell.reason)
    return cell
