"""What a claim asks for: a field with its name, label, shape and bounds."""

from dataclasses import dataclass
from decimal import Decimal

from mediation_desk.domain import money
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _


class Shape(Term):
    """What an input looks like, for forms and for reading."""

    MONEY = "money", N_("amount in yuan")
    NUMBER = "number", N_("number")
    GRADE = "grade", N_("disability grade from 1 to 10")
    DAY = "day", N_("day")
    FLAG = "flag", N_("yes or no")
    CHOICE = "choice", N_("one of a list")
    TEXT = "text", N_("text")
    PAIRS = "pairs", N_("list of amounts with numbers")
    MONEY_PAIRS = "money_pairs", N_("list of pairs of amounts")
    SHARES = "shares", N_("list of amounts with their share of a month")
    ITEMS = "items", N_("list of named amounts")
    LEAVE_YEARS = "leave_years", N_("list of years with years of work and days taken")
    SPANS = "spans", N_("list of first and last days")
    DEPENDENTS = "dependents", N_("list of dependents")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One input; `figure` names the figure of law that fills it when place and day are given.

    `quiet` says that the rule does without the figure, so that none is no gap.
    """

    name: str
    label: str
    shape: Shape
    required: bool = False
    low: Decimal = Decimal(0)
    high: Decimal = money.LIMIT
    positive: bool = False
    whole: bool = False
    choices: tuple[str, ...] = ()
    figure: str = ""
    quiet: bool = False

    @property
    def title(self) -> str:
        """The name in the language spoken here."""
        return _(self.label)
