"""The inputs of a kind of claim, read by their fields with a sentence for each fault."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from mediation_desk.domain.errors import DeskError, Invalid, NoFigure, Problem, require
from mediation_desk.i18n import _
from mediation_desk.law.dependents import Dependent
from mediation_desk.law.fields import Field, Shape
from mediation_desk.law.figures import Figure, given
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
    values: dict[str, object] = {}
    problems: list[Problem] = []
    for one in fields:
        value = raw.get(one.name)
        if value is None or value == "":
            if one.required:
                problems.append(Problem(one.name, _("{label} is missing.").format(label=one.title)))
            continue
        try:
            values[one.name] = READERS[one.shape](one, value)
        except DeskError as refusal:
            sentence = _("{label}: {problem}").format(label=one.title, problem=refusal)
            problems.append(Problem(one.name, sentence))
    require(problems)
    taken: dict[str, Figure] = {}
    lacks: dict[str, str] = {}
    warnings = list(_unknown(fields, raw))
    for one in fields:
        if law_on and one.figure and one.name not in values:
            try:
                taken[one.name] = law_on.figure(one.figure)
            except NoFigure as lacking:
                lacks[one.name] = str(lacking)
                if not one.quiet:
                    warnings.append(str(lacking))
    return Inputs(values, law, law_on, taken, tuple(warnings), fields, lacks)


def _unknown(fields: Sequence[Field], raw: Mapping[str, object]) -> Iterator[str]:
    known = {one.name for one in fields}
    for name in raw:
        if name not in known:
            yield _("The input “{name}” is not used for this kind of claim.").format(
                name=str(name)[:40]
            )
