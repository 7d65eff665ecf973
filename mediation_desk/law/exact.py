"""Sums that are divided: exact fractions, rounded once at the end."""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from mediation_desk.domain.money import FEN

PAID_DAYS = Decimal("21.75")
_PLACES, _MILLION = Decimal("0.000001"), 10**6


@lru_cache(4096)
def exact(number: Decimal) -> Fraction:
    """Return a sum or a number to be divided; one worker's claims share their wages."""
    return Fraction(number)


def rounded(amount: Fraction) -> Decimal:
    """Round an exact sum of yuan to the fen, half a fen up."""
    return _in_parts(amount, 100) * FEN


def shown(amount: Fraction) -> str:
    """Write an exact sum as it prints, rounded for the eye only."""
    return f"{rounded(amount):,.2f}"


def factor(amount: Fraction) -> str:
    """Write an exact number that is multiplied further: to the fen, or to six places."""
    if amount.numerator * 100 % amount.denominator == 0:
        return shown(amount)
    return f"{_in_parts(amount, _MILLION) * _PLACES:,.6f}".rstrip("0")


def _in_parts(amount: Fraction, parts: int) -> int:
    """Count the parts of a yuan in a sum, half a part up.

    Whole numbers do it: fractions would look for common divisors at every turn.
    """
    above, below = amount.numerator, amount.denominator
    return (2 * parts * above + below) // (2 * below)
