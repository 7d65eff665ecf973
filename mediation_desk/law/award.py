"""What a rule of law gives: an amount with every step, figure and article it rests on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType

from mediation_desk.domain.money import ZERO, figures
from mediation_desk.law.figures import Figure, FigureUnit

Part = Decimal | Fraction | bool | str | date | tuple[Decimal, ...] | None
"""One named result: a `Decimal` is money, a `Fraction` a number of months or the like."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the calculation that a mediator can read out.

    `formula` is the rule of the line for a spreadsheet, whatever its inputs become: sums of money
    as told; facts, figures of law and earlier lines by name in braces, a line by its `key`.
    An `exact` result is only printed rounded: what follows of it is worked out of the whole number,
    however many decimals it has.
    """

    label: str
    expression: str
    result: str
    basis: str = ""
    key: str = ""
    formula: str = ""
    exact: bool = False

    @property
    def shown_expression(self) -> str:
        """The expression where it tells more than the result does."""
        return "" if self.expression == self.result else self.expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """An amount in yuan and the reasoning behind it (核算结果).

    `employer` and `fund` say who owes which part, `if_uninsured` what of the fund's part the
    employer owes if the worker proves not to be insured, where nobody said yet; `reason` says
    why an amount is zero;
    `parts` are the named results of the kind of claim; `practice` are those of the warnings that
    name a way of counting which differs by place, `raising` those that may only give more.
    `doubtful` is what of the amount falls
    away if what its warnings tell goes against the worker, `unlikely` what most probably falls away
    as the facts stand, and `unlikely_why` says why. `instead` is what by what is told is owed in
    place of the amount, for `instead_why`. `unsettled` says what has to be
    settled before the amount stands: until then it is no final sum.
    """

    kind: str
    amount: Decimal
    steps: tuple[Step, ...] = ()
    articles: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    warnings: tuple[str, ...] = ()
    parts: Mapping[str, Part] = field(default_factory=lambda: MappingProxyType({}))
    employer: Decimal = ZERO
    fund: Decimal = ZERO
    if_uninsured: Decimal = ZERO
    reason: str = ""
    doubtful: Decimal = ZERO
    unlikely: Decimal = ZERO
    unlikely_why: str = ""
    instead: Decimal = ZERO
    instead_why: str = ""
    practice: tuple[str, ...] = ()
    raising: tuple[str, ...] = ()
    unsettled: str = ""

    @property
    def from_fund(self) -> Decimal:
        """What the insurance fund pays, where it is known that the worker is insured."""
        return ZERO if self.if_uninsured else self.fund


def nothing(kind: str, reason: str, *articles: str) -> Award:
    """Return an award of zero with the reason why nothing is due."""
    return Award(kind=kind, amount=ZERO, articles=articles, reason=reason)


@lru_cache(4096)
def count(number: Decimal | Fraction) -> str:
    """Write a number of months or years without needless zeros: 6.5, 12."""
    plain = (
        Decimal(number.numerator) / number.denominator if isinstance(number, Fraction) else number
    )
    return f"{plain.normalize():f}"


def in_formula(figure: Figure) -> str:
    """Write a month's figure of law in a formula: by name and day where it has a row of its own.

    One that was given with the facts has none, and stands as its number.
    """
    told = count(figure.value)
    if figure.since:
        told = f"{{{figure.name}@{figure.since.isoformat()}}}"
    return f"{told}/12" if figure.unit == FigureUnit.YUAN_YEAR else told


def month_of(figure: Figure) -> str:
    """Write a month's figure of law so that whoever reckons after it gets the same sum.

    A year's figure stands with its division: the quotient cut to the fen would give another.
    """
    yearly = figure.unit == FigureUnit.YUAN_YEAR
    return f"{figures(figure.value)} ÷ 12" if yearly else figures(figure.value)


def added(amounts: Iterable[Decimal]) -> str:
    """Write an addition as sheets show it; what lessens it is taken away: 1,000.00 - 500.00."""
    first, *others = amounts
    signed = ((" - " if one < 0 else " + ") + figures(abs(one)) for one in others)
    return figures(first) + "".join(signed)


def product(wage: Decimal, times: Decimal) -> str:
    """Write a multiplication as sheets show it: 6,200.00 × 11."""
    return f"{figures(wage)} × {count(times)}"
