"""Sums that are divided: exact fractions, rounded once at the end."""

from decimal import Decimal
from fractions import Fraction

from mediation_desk.domain.money import FEN, figures

PAID_DAYS = Decimal("21.75")


def rounded(amount: Fraction) -> Decimal:
    """Round an exact sum of yuan to the fen, half a fen up."""
    return Decimal((amount * 200 + 1) // 2).scaleb(-2).quantize(FEN)


def shown(amount: Fraction) -> str:
    """Write an exact sum as it prints, rounded for the eye only."""
    return figures(rounded(amount))


def factor(amount: Fraction) -> str:
    """Write an exact number that is multiplied further: to the fen, or to six places."""
    if (amount * 100).denominator == 1:
        return shown(amount)
    millionths = Decimal((amount * 2_000_000 + 1) // 2).scaleb(-6)
    return f"{millionths:,.6f}".rstrip("0")
