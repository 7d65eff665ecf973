"""What a claim's sum in the workbook follows, and what it must be guarded against.

A sum follows the facts and figures that its formula reaches. Every other one that the claim rests
on is guarded: whoever changes it reads that the sum must be computed anew, and never a stale one.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from mediation_desk.domain.claims import Reckonable
from mediation_desk.law.award import Award
from mediation_desk.law.facts import facts, idle_stand_ins, rested_on

_MONEY = re.compile(r"(?<![\d.])\d+\.\d{2,}(?![\d.])")
"""A sum of money inside arithmetic: the counts beside it are the rule's own, such as × 2."""

_NAME = re.compile(r"\{([a-z0-9_.@-]+)\}")
_CELL = re.compile(r"(?:[^\s,()!+\-*/<>=\"]+!)?\$?[A-Z]{1,2}\$?\d+")
_LONGEST = 250
"""A text inside a formula may not be longer."""

Cells = Mapping[Decimal, str]
"""Where each sum of money stands in the workbook."""


def is_money(told: str) -> bool:
    """Say whether a text is a sum of money and nothing beside."""
    return _MONEY.fullmatch(told.replace(",", "")) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A fact or a figure of law: what it says, and where it stands in the workbook.

    `name` is that of a figure with its day, by which formulas call it: one that changed has two.
    """

    title: str
    text: str
    number: Decimal | None
    money: bool
    cell: str
    name: str = ""

    @property
    def unchanged(self) -> str:
        """The test by which a spreadsheet sees that nobody changed it."""
        if self.number is not None:
            return f"{self.cell}={self.number}"
        if len(self.text) > _LONGEST:
            return f"LEN({self.cell})={len(self.text)}"
        text = self.text.replace('"', '""')
        return f'{self.cell}="{text}"'


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the claims of one worker rest on."""

    facts: tuple[Ground, ...]
    figures: Mapping[tuple[str, object], Ground]

    def asked_by(self, kind: Reckonable) -> tuple[Ground, ...]:
        """Return the facts that a claim rests on, those first that it asks for by name.

        An average wage, say, counts for a claim only where its own wage was not told.
        """
        rests = rested_on(kind.value)
        said = {one.title for one in self.facts if one.text}
        idle = idle_stand_ins(kind.value, {n for n in rests if facts()[n].title in said})
        titles = [facts()[name].title for name in rests if name not in idle]
        own = [one for one in self.facts if one.title in titles]
        return tuple(sorted(own, key=lambda one: titles.index(one.title)))

    def of(self, award: Award | None) -> Iterator[Ground]:
        """Yield the figures of law that an award used."""
        for figure in award.figures if award else ():
            if (figure.name, figure.since) in self.figures:
                yield self.figures[figure.name, figure.since]


@dataclass(slots=True)
class Chain:
    """The lines of one claim as they are written: names, sums of money, and what each reaches."""

    kind: Reckonable
    own: tuple[Ground, ...]
    used: tuple[Ground, ...]
    known: dict[Decimal, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    reach: dict[str, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        titles = {facts()[name].title: name for name in rested_on(self.kind.value)}
        for ground in (*reversed(self.used), *reversed(self.own)):  # the fact asked for first holds
            if ground.money and ground.number is not None:
                self.known[ground.number] = ground.cell
        for ground in self.own:
            if ground.number is not None:
                self.names[titles[ground.title]] = ground.cell
        self.names |= {ground.name: ground.cell for ground in self.used if ground.name}

    def pointed(self, arithmetic: str) -> str:
        """Put in the place of each sum of money the cell where it stands, if that is known."""
        return _MONEY.sub(lambda sum_: self.known.get(Decimal(sum_[0]), sum_[0]), arithmetic)

    def resolved(self, formula: str) -> str:
        """Return a rule with cells for its names; nothing where one of them stands nowhere."""
        if not formula or any(name not in self.names for name in _NAME.findall(formula)):
            return ""
        parts = _NAME.split(formula)
        return "".join(
            self.names[part] if place % 2 else self.pointed(part)
            for place, part in enumerate(parts)
        )

    def wrote(self, cell: str, formula: str, key: str, value: Decimal | None) -> None:
        """Remember a line that was written."""
        reached = set[str]()
        for one in _CELL.findall(formula):
            reached |= self.reach.get(one, frozenset([one]))
        self.reach[cell] = frozenset(reached)
        if key:
            self.names[key] = cell
        if value is not None:
            self.known[value] = cell

    def guards(self, cell: str, *, follows: bool) -> Iterable[str]:
        """Return the tests of what the sum in a cell does not follow."""
        reached = self.reach.get(cell, frozenset()) if follows else frozenset()
        grounds = {one.cell: one for one in (*self.own, *self.used)}
        return [one.unchanged for key, one in grounds.items() if key not in reached]
