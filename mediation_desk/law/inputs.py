"""The inputs of a kind of claim: their schema, and reading them with a sentence for each fault."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from mediation_desk.domain import money
from mediation_desk.domain.day_text import parse_day
from mediation_desk.domain.errors import DeskError, NoFigure, Problem, require
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _
from mediation_desk.law.figures import Figure, given
from mediation_desk.law.packs import Law, LawOn


class Shape(Term):
    """What an input looks like, for forms and for reading."""

    MONEY = "money", N_("amount in yuan")
    NUMBER = "number", N_("number")
    DAY = "day", N_("day")
    FLAG = "flag", N_("yes or no")
    CHOICE = "choice", N_("one of a list")
    TEXT = "text", N_("text")
    PAIRS = "pairs", N_("list of amounts with numbers")
    MONEY_PAIRS = "money_pairs", N_("list of pairs of amounts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One input; `figure` names the figure of law that fills it when place and day are given."""

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

    @property
    def title(self) -> str:
        """The name in the language spoken here."""
        return _(self.label)


@dataclass(frozen=True, slots=True)
class Inputs:
    """What was read; an input that was not given is absent."""

    values: Mapping[str, object]
    law: Law
    law_on: LawOn | None
    taken: Mapping[str, Figure]
    warnings: tuple[str, ...]

    def has(self, *names: str) -> bool:
        """Say whether any of the inputs was given."""
        return any(name in self.values for name in names)

    def number(self, name: str) -> Decimal | None:
        """Return a number or a sum of money."""
        value = self.values.get(name)
        return value if isinstance(value, Decimal) else None

    def day(self, name: str) -> date | None:
        """Return a day."""
        value = self.values.get(name)
        return value if isinstance(value, date) else None

    def flag(self, name: str, otherwise: bool) -> bool:
        """Return yes or no."""
        value = self.values.get(name, otherwise)
        return value is True

    def text(self, name: str) -> str:
        """Return a text or a choice."""
        return str(self.values.get(name, ""))

    def pairs(self, name: str) -> tuple[tuple[Decimal, Decimal], ...]:
        """Return a list of pairs."""
        value = self.values.get(name, ())
        return value if isinstance(value, tuple) else ()

    def figure(self, field: str, name: str) -> Figure | None:
        """Return a figure that was given, or that the law of the day has."""
        value = self.number(field)
        return given(name, value) if value is not None else self.taken.get(field)


def read(
    fields: Sequence[Field], raw: Mapping[str, object], law: Law, law_on: LawOn | None
) -> Inputs:
    """Read raw inputs by their schema; raise `Invalid` with every problem at once."""
    values: dict[str, object] = {}
    problems: list[Problem] = []
    for field in fields:
        value = raw.get(field.name)
        if value is None or value == "":
            if field.required:
                problems.append(
                    Problem(field.name, _("{label} is missing.").format(label=field.title))
                )
            continue
        try:
            values[field.name] = _READERS[field.shape](field, value)
        except DeskError as refusal:
            sentence = _("{label}: {problem}").format(label=field.title, problem=refusal)
            problems.append(Problem(field.name, sentence))
    require(problems)
    taken: dict[str, Figure] = {}
    warnings = list(_unknown(fields, raw))
    for field in fields:
        if law_on and field.figure and field.name not in values:
            try:
                taken[field.name] = law_on.figure(field.figure)
            except NoFigure as lacking:
                warnings.append(str(lacking))
    return Inputs(values, law, law_on, taken, tuple(warnings))


def _unknown(fields: Sequence[Field], raw: Mapping[str, object]) -> Iterator[str]:
    known = {field.name for field in fields}
    for name in raw:
        if name not in known:
            yield _("The input “{name}” is not used for this kind of claim.").format(
                name=str(name)[:40]
            )


def _decimal(value: object) -> Decimal:
    """Return an exact number from JSON or from text; a float counts as it is written."""
    if isinstance(value, bool):
        raise DeskError(_("a number is wanted."))
    if isinstance(value, int) and abs(value) < 10**30:
        return Decimal(value)
    if isinstance(value, Decimal):
        return value
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, str) and len(value) <= 40 and value.isascii() and "e" not in value.lower():
        try:
            return Decimal(value.strip())
        except InvalidOperation:
            pass
    raise DeskError(_("a number is wanted."))


def _money(field: Field, value: object) -> Decimal:
    amount = money.parse(value) if isinstance(value, str) else money.checked(_decimal(value))
    if field.positive and not amount:
        raise DeskError(_("The amount must not be zero."))
    return amount


def _number(field: Field, value: object) -> Decimal:
    number = _decimal(value)
    if not number.is_finite():
        raise DeskError(_("a number is wanted."))
    if not field.low <= number <= field.high:
        raise DeskError(
            _("a number from {low} to {high} is wanted.").format(low=field.low, high=field.high)
        )
    if field.whole and number != int(number):
        raise DeskError(_("a whole number is wanted."))
    return number


def _day(field: Field, value: object) -> date:  # noqa: ARG001 - one form for all readers
    if isinstance(value, str):
        return parse_day(value)
    if type(value) is date:
        return parse_day(value.isoformat())
    raise DeskError(_("a day such as 2026-03-01 is wanted."))


def _flag(field: Field, value: object) -> bool:  # noqa: ARG001 - one form for all readers
    if isinstance(value, bool):
        return value
    raise DeskError(_("true or false is wanted."))


def _choice(field: Field, value: object) -> str:
    if value in field.choices:
        return str(value)
    raise DeskError(_("one of {choices} is wanted.").format(choices=" / ".join(field.choices)))


def _text(field: Field, value: object) -> str:  # noqa: ARG001 - one form for all readers
    if isinstance(value, str) and len(value) <= 200:
        return value.strip()
    raise DeskError(_("a short text is wanted."))


def _pairs(field: Field, value: object) -> tuple[tuple[Decimal, Decimal], ...]:
    """Read a list of pairs: a sum of money, then a number or another sum."""
    if not isinstance(value, list | tuple) or not 0 < len(value) <= 600:
        raise DeskError(_("a list of pairs is wanted."))
    read_pairs = []
    for pair in value:
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            raise DeskError(_("a list of pairs is wanted."))
        second = _money if field.shape is Shape.MONEY_PAIRS else _number
        read_pairs.append((_money(field, pair[0]), second(field, pair[1])))
    return tuple(read_pairs)


_READERS: Mapping[Shape, Callable[[Field, object], object]] = {
    Shape.MONEY: _money,
    Shape.NUMBER: _number,
    Shape.DAY: _day,
    Shape.FLAG: _flag,
    Shape.CHOICE: _choice,
    Shape.TEXT: _text,
    Shape.PAIRS: _pairs,
    Shape.MONEY_PAIRS: _pairs,
}
