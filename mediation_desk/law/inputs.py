"""The inputs of a kind of claim, read by their fields with a sentence for each fault."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from mediation_desk.domain.errors import DeskError, Invalid, Problem, require
from mediation_desk.i18n import _
from mediation_desk.law.dependents import Dependent
from mediation_desk.law.fields import Field, Shape
from mediation_desk.law.figures import KINDS as FIGURES
from mediation_desk.law.figures import Figure, given
from mediation_desk.law.meant import unknown_input
from mediation_desk.law.packs import Law, LawOn
from mediation_desk.law.readers import READERS

__all__ = ["Field", "Inputs", "Shape", "read"]


@dataclass(frozen=True, slots=True)
class Inputs:
    """What was read; an input that was not given is absent."""

    values: Mapping[str, object]
    law: Law
    law_on: LawOn | None
    taken: Mapping[str, Figure]
    warnings: tuple[str, ...]
    fields: Sequence[Field]
    lacking: Mapping[str, str] = field(default_factory=dict)
    """Why the law has no figure for an input, by name."""

    def has(self, *names: str) -> bool:
        """Say whether any of the inputs was given."""
        return any(name in self.values for name in names)

    def number(self, name: str) -> Decimal | None:
        """Return a number or a sum of money."""
        value = self.values.get(name)
        return value if isinstance(value, Decimal) else None

    def needed(self, name: str) -> Decimal:
        """Return a number that the rule cannot do without; refuse its absence at the field."""
        value = self.number(name)
        if value is None:
            raise self.missing(name)
        return value

    def missing(self, name: str) -> Invalid:
        """Return the refusal of an input that is absent."""
        title = next(one.title for one in self.fields if one.name == name)
        text = self.lacking.get(name) or _("{label} is missing.").format(label=title)
        return Invalid([Problem(name, text)])

    def day(self, name: str) -> date | None:
        """Return a day."""
        value = self.values.get(name)
        return value if isinstance(value, date) else None

    def flag(self, name: str, otherwise: bool) -> bool:
        """Return yes or no."""
        value = self.values.get(name, otherwise)
        return value is True

    def told(self, name: str) -> bool | None:
        """Return yes or no, or None where nobody said."""
        value = self.values.get(name)
        return value if isinstance(value, bool) else None

    def choice(self, name: str, otherwise: str) -> str:
        """Return a choice, or the default of the switch."""
        return str(self.values.get(name, otherwise))

    def text(self, name: str) -> str:
        """Return a text or a choice."""
        return str(self.values.get(name, ""))

    def pairs(self, name: str) -> tuple[tuple[Decimal, Decimal], ...]:
        """Return a list of pairs."""
        value = self.values.get(name, ())
        return value if isinstance(value, tuple) else ()

    def shares(self, name: str) -> tuple[tuple[Decimal, Decimal, Decimal], ...]:
        """Return a list of sums with the numerator and denominator of their share."""
        value = self.values.get(name, ())
        return value if isinstance(value, tuple) else ()

    def spans(self, name: str) -> tuple[tuple[date, date | None], ...]:
        """Return a list of first and last days."""
        value = self.values.get(name, ())
        return value if isinstance(value, tuple) else ()

    def items(self, name: str) -> tuple[tuple[str, Decimal], ...]:
        """Return a list of named sums."""
        value = self.values.get(name, ())
        return value if isinstance(value, tuple) else ()

    def dependents(self, name: str) -> tuple[Dependent, ...]:
        """Return a list of dependents."""
        value = self.values.get(name, ())
        return value if isinstance(value, tuple) else ()

    def figure_needed(self, field: str, name: str) -> Figure:
        """Return a figure that the rule cannot do without."""
        found = self.figure(field, name)
        if found is None:
            raise self.missing(field)
        return found

    def figure(self, field: str, name: str) -> Figure | None:
        """Return a figure that was given, or that the law of the day has."""
        value = self.number(field)
        return given(name, value) if value is not None else self.taken.get(field)


def read(
    fields: Sequence[Field], raw: Mapping[str, object], law: Law, law_on: LawOn | None
) -> Inputs:
    """Read raw inputs by their schema; raise `Invalid` with every problem at once."""
    schema = _schema(fields)
    values: dict[str, object] = {}
    wrong: dict[str, Problem] = {}
    warnings: list[str] = []
    for name, value in raw.items():
        if (asked := schema.known.get(name)) is None:
            warnings.append(unknown_input(fields, str(name)))
        elif value is not None and value != "":
            field, reader = asked
            try:
                values[name] = reader(field, value)
            except DeskError as refusal:
                sentence = _("{label}: {problem}").format(label=field.title, problem=refusal)
                wrong[name] = Problem(name, sentence)
    for field in schema.required:
        if field.name not in values and field.name not in wrong:
            text = _("{label} is missing.").format(label=field.title)
            wrong[field.name] = Problem(field.name, text)
    if wrong:
        require(wrong[one.name] for one in fields if one.name in wrong)
    taken: dict[str, Figure] = {}
    lacks: dict[str, str] = {}
    for one in schema.lawful if law_on else ():
        if one.name not in values:
            found = law_on.find(one.figure) if law_on else None
            if found is not None:
                taken[one.name] = found
            elif law_on:
                lacks[one.name] = law_on.lacking(FIGURES[one.figure])
                if not one.quiet:
                    warnings.append(lacks[one.name])
    return Inputs(values, law, law_on, taken, tuple(warnings), fields, lacks)


Reader = Callable[[Field, object], object]


@dataclass(frozen=True, slots=True)
class _Schema:
    """What the fields of a kind come to, laid out once: many workers are read by it."""

    fields: Sequence[Field]
    known: Mapping[str, tuple[Field, Reader]]
    required: tuple[Field, ...]
    lawful: tuple[Field, ...]


_SCHEMAS: dict[int, _Schema] = {}


def _schema(fields: Sequence[Field]) -> _Schema:
    """Return the layout of these very fields; it keeps them, so their identity stands."""
    found = _SCHEMAS.get(id(fields))
    if found is None:
        found = _SCHEMAS[id(fields)] = _Schema(
            fields,
            {one.name: (one, READERS[one.shape]) for one in fields},
            tuple(one for one in fields if one.required),
            tuple(one for one in fields if one.figure),
        )
    return found
