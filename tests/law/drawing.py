"""Random facts for the rules of law: a few that hypothesis draws and shrinks, many drawn plainly.

RANDOM_FACTS in the environment says how many there are, shared among the rules of the file; the
whole run takes 50,000. Hypothesis takes thirty times as long for a fact as a rule does.
"""

import os
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random, SystemRandom
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

RULES = 11
"""The rules of `test_day_counting` among which the facts are shared."""
OF_RULE = -(-int(os.environ.get("RANDOM_FACTS", "5500")) // RULES)
SHRUNK = min(OF_RULE, 100)
_UNHURRIED = settings(
    max_examples=SHRUNK, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
"""A computer that does much else draws slowly, which is no fault of a rule."""
rules: list[str] = []
"""The names of the rules that are tried."""


@dataclass(frozen=True)
class Drawn:
    """One fact: how hypothesis draws it, and how dice do."""

    strategy: st.SearchStrategy[Any]
    plain: Callable[[Random], object]


def days(first: date, last: date) -> Drawn:
    """Draw a day; every fourth lies at an end of its month, where counting goes wrong."""

    def plain(dice: Random) -> date:
        day = date.fromordinal(dice.randint(first.toordinal(), last.toordinal()))
        if dice.random() < 0.75:
            return day
        length = monthrange(day.year, day.month)[1]
        end = day.replace(day=dice.choice((1, length - 1, length)))
        return end if first <= end <= last else day

    return Drawn(st.dates(first, last), plain)


def whole(low: int, high: int) -> Drawn:
    """Draw a whole number."""
    return Drawn(st.integers(low, high), lambda dice: dice.randint(low, high))


def money(low: Decimal, high: Decimal) -> Drawn:
    """Draw a sum of whole fen."""
    fen = int(low * 100), int(high * 100)
    return Drawn(
        st.decimals(low, high, places=2), lambda dice: Decimal(dice.randint(*fen)).scaleb(-2)
    )


def fractions(high: int) -> Drawn:
    """Draw a fraction from nothing on."""
    return Drawn(
        st.fractions(min_value=0, max_value=high),
        lambda dice: Fraction(dice.randint(0, high * 1000), dice.randint(1, 1000)) / 1000,
    )


def one_of(choices: Sequence[object]) -> Drawn:
    """Draw one of several."""
    known = tuple(choices)
    return Drawn(st.sampled_from(known), lambda dice: dice.choice(known))


def on_random_facts(*drawn: Drawn) -> Callable[[Callable[..., None]], Callable[[], None]]:
    """Make a test of a rule on random facts; one that fails tells the facts that made it fail."""

    def decorate(rule: Callable[..., None]) -> Callable[[], None]:
        rules.append(rule.__name__)
        shrunk = _UNHURRIED(given(*(one.strategy for one in drawn))(rule))

        def test() -> None:
            shrunk()
            dice = Random(SystemRandom().random())
            for _fact in range(OF_RULE - SHRUNK):
                facts = [one.plain(dice) for one in drawn]
                try:
                    rule(*facts)
                except Exception as fault:
                    fault.add_note(f"with {facts}")
                    raise

        test.__name__, test.__doc__ = rule.__name__, rule.__doc__
        return test

    return decorate
