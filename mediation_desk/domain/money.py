"""Yuan as decimals of two places: rounding, writing in figures and in 大写, reading, dividing.

Storage keeps whole fen; everything else reckons in `Decimal` yuan. What is
printed in figures and in capitals comes from one number, never typed twice.
"""

import re
from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import lru_cache

from mediation_desk.domain.errors import DeskError
from mediation_desk.i18n import _

FEN = Decimal("0.01")
ZERO = Decimal("0.00")
LIMIT = Decimal(10) ** 10
"""The first sum that is refused, in yuan: 10^12 fen."""

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_TEN_THOUSANDS = {"": 0, "万": 4, "亿": 8}
_WIDE = str.maketrans("０１２３４５６７８９．，－＋￥\u3000", "0123456789.,-+¥ ")
_WRITTEN = re.compile(
    r"¥?\s*(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)"
    r"(?:\.(?P<part>[0-9]+))?\s*(?P<myriad>[万亿]?)\s*元?整?"
)


def half_up(amount: Decimal) -> Decimal:
    """Round to the fen, half a fen up (away from zero)."""
    return amount.quantize(FEN, ROUND_HALF_UP)


def to_fen(amount: Decimal) -> int:
    """Return the sum in whole fen, rounded half up."""
    return int(half_up(amount).scaleb(2))


def from_fen(fen: int) -> Decimal:
    """Return whole fen as yuan with two decimals."""
    return Decimal(fen).scaleb(-2).quantize(FEN)


def figures(amount: Decimal) -> str:
    """Write a sum in figures, as 12,345.60."""
    return f"{half_up(amount):,.2f}"


def _below_ten_thousand(number: int) -> str:
    """Write 1…9999; zeros inside give one 零, zeros at the end none."""
    text = ""
    pending = False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            text += ("零" if pending else "") + _DIGITS[digit] + _PLACES[place]
        pending = bool(text) and not digit
    return text


def _whole(number: int) -> str:
    """Write a whole number in capitals by groups of 亿 and 万."""
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        high, low = divmod(number, size)
        if high:
            gap = "零" if 0 < low < size // 10 else ""
            return _whole(high) + unit + gap + (_whole(low) if low else "")
    return _below_ten_thousand(number)


def capital(amount: Decimal) -> str:
    """Write a sum in capitals (大写): 整 after 元 and after 角, none after 分."""
    fen = to_fen(amount)
    sign = "负" if fen < 0 else ""
    yuan, rest = divmod(abs(fen), 100)
    jiao, last = divmod(rest, 10)
    text = _whole(yuan) + "元" if yuan else ""
    if jiao:
        text += _DIGITS[jiao] + "角"
    elif last and yuan:
        text += "零"
    if last:
        return f"{sign}{text}{_DIGITS[last]}分"
    return f"{sign}{text or '零元'}整"


def in_words(amount: Decimal) -> str:
    """Write a sum twice, in figures and in capitals, as papers want it."""
    return f"人民币{figures(amount)}元（大写：人民币{capital(amount)}）"


def _unreadable(text: str) -> DeskError:
    shown = text if len(text) <= 30 else text[:30] + "…"
    return DeskError(
        _("“{text}” is not an amount of money. Write it as 12000, 12,000.50 or 1.2万.").format(
            text=shown
        )
    )


@lru_cache(4096)
def parse(text: str) -> Decimal:
    """Read what a person typed as a sum in yuan, or refuse it with a sentence."""
    plain = text.strip().translate(_WIDE).strip()
    if not plain:
        raise DeskError(_("Enter an amount."))
    if plain.startswith("-"):
        raise DeskError(_("The amount must not be negative."))
    found = _WRITTEN.fullmatch(plain) if len(plain) <= 40 else None
    if found is None:
        raise _unreadable(text)
    number = Decimal(f"{found['whole'].replace(',', '')}.{found['part'] or '0'}")
    return checked(number.scaleb(_TEN_THOUSANDS[found["myriad"]]))


def checked(amount: Decimal) -> Decimal:
    """Return the sum with two decimals, or refuse what is no sum of money a desk can hold."""
    if not amount.is_finite():
        raise DeskError(_("The amount is not a number."))
    if amount < 0:
        raise DeskError(_("The amount must not be negative."))
    if amount >= LIMIT:
        raise DeskError(_("The amount is too large: it must be below 10,000,000,000 yuan."))
    if amount != amount.quantize(FEN, ROUND_FLOOR):
        raise DeskError(_("An amount has at most two decimals (the fen)."))
    return amount.quantize(FEN)


def divide(total: Decimal, parts: int) -> tuple[Decimal, ...]:
    """Divide a sum into equal parts; what is left over goes to the last."""
    if parts < 1:
        raise DeskError(_("Divide into at least one part."))
    each = (total / parts).quantize(FEN, ROUND_FLOOR)
    return (each,) * (parts - 1) + (half_up(total - each * (parts - 1)),)


def shares(total: Decimal, percents: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Divide a sum by percentages that make 100; what is left over goes to the last."""
    if not percents or sum(percents) != 100 or any(percent < 0 for percent in percents):
        raise DeskError(_("The percentages must add up to 100."))
    first = tuple((total * percent / 100).quantize(FEN, ROUND_FLOOR) for percent in percents[:-1])
    return (*first, half_up(total - sum(first, ZERO)))
