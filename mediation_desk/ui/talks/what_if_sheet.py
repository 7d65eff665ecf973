"""The cells of a what-if: facts and offered sums of a copy, and what would come of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from mediation_desk.domain import money
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.claims import ClaimKind, Employment
from mediation_desk.domain.day_text import parse_day
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.intake import employment_problems
from mediation_desk.domain.money import ZERO, figures
from mediation_desk.domain.offers import Key, OfferSum, claims_of
from mediation_desk.i18n import N_, _
from mediation_desk.services.what_if import Outcome, WorkerOutcome
from mediation_desk.ui.talks.sheet import Sheet
from mediation_desk.ui.theme import Tone


class Part(Enum):
    """What a column holds."""

    FACT = "fact"
    LAW = "law"
    OFFERED = "offered"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `name` is the fact's or the result's, `kind` is set for sums of an item."""

    part: Part
    name: str
    label: str
    kind: ClaimKind | None = None

    @property
    def title(self) -> str:
        """The heading; sums name their item first."""
        return f"{self.kind.label}\n{_(self.label)}" if self.kind else _(self.label)


def _optional(read: Callable[[str], Any]) -> Callable[[str], Any]:
    return lambda text: read(text) if text else None


def _grade(text: str) -> int:
    digits = text.removesuffix("级")
    if not (digits.isdecimal() and 1 <= int(digits) <= 10):
        raise DeskError(_("A disability grade is a number from 1 to 10."))
    return int(digits)


_FACTS: tuple[tuple[Column, Callable[[str], Any], ClaimKind | None], ...] = (
    (Column(Part.FACT, "hired_on", N_("Joined")), _optional(parse_day), None),
    (Column(Part.FACT, "left_on", N_("Last day")), _optional(parse_day), None),
    (Column(Part.FACT, "average_wage", N_("Average\nwage")), _optional(money.parse), None),
    (
        Column(Part.FACT, "arrears", N_("Arrears")),
        lambda text: money.parse(text) if text else ZERO,
        ClaimKind.WAGE_ARREARS,
    ),
    (
        Column(Part.FACT, "injury_grade", N_("Injury\ngrade")),
        _optional(_grade),
        ClaimKind.INJURY_DISABILITY,
    ),
)
_READERS = {column.name: read for column, read, _kind in _FACTS}
_RESULTS = (
    Column(Part.RESULT, "law", N_("Total\ndue by law")),
    Column(Part.RESULT, "offered", N_("Total\noffered")),
    Column(Part.RESULT, "gap", N_("Less than\nby law")),
    Column(Part.RESULT, "net", N_("Left after\ntax")),
)


class WhatIfSheet(Sheet):
    """A copy: typing changes nothing in the case."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._case: CaseFile | None = None
        self.columns: tuple[Column, ...] = ()
        self.works: dict[int, Employment] = {}
        self.offered: dict[Key, Decimal] = {}
        self._claims: set[Key] = set()
        self._outcomes: dict[int, WorkerOutcome] = {}

    def begin(self, case: CaseFile, offered: Mapping[Key, Decimal]) -> None:
        """Begin a copy of a case with these sums offered."""
        self._case = case
        self.works, self.offered = {}, dict(offered)
        self._claims, self._outcomes = set(claims_of(case)), {}
        facts = (c for c, _read, kind in _FACTS if kind is None or kind in case.kinds)
        sums = (
            column
            for kind in case.kinds
            for column in (
                Column(Part.LAW, "law", N_("due by law"), kind),
                Column(Part.OFFERED, "offered", N_("offered"), kind),
            )
        )
        self.columns = (*facts, *sums, *_RESULTS)
        self.lay_out((a.person.name for a in case.applicants), (c.title for c in self.columns))

    def show_outcome(self, outcome: Outcome) -> None:
        """Show what comes of the copy."""
        self._outcomes = {worker.party_id: worker for worker in outcome.workers}
        self.refresh()

    @property
    def changed(self) -> bool:
        """Say whether facts of the copy differ from the case."""
        return bool(self.works)

    def sums(self) -> tuple[OfferSum, ...]:
        """Return the offered sums of the copy, as an offer has them."""
        return tuple(
            OfferSum(party_id=party_id, kind=kind, amount=amount)
            for (party_id, kind), amount in self.offered.items()
        )

    def _party(self, row: int) -> int:
        assert self._case is not None, "a sheet with rows has a case"
        return self._case.applicants[row].id

    def _work(self, row: int) -> Employment:
        assert self._case is not None, "a sheet with rows has a case"
        worker = self._case.applicants[row]
        return self.works.get(worker.id, worker.work)

    def takes(self, row: int, column: int) -> bool:
        """Let facts be typed, and sums of claims that are made."""
        which = self.columns[column]
        if which.part is Part.OFFERED and which.kind is not None:
            return (self._party(row), which.kind) in self._claims
        return which.part is Part.FACT

    def shown(self, row: int, column: int) -> str:
        """Show a fact, a sum, or what comes of them."""
        which, party = self.columns[column], self._party(row)
        if which.part is Part.FACT:
            return _fact(getattr(self._work(row), which.name))
        if which.kind is not None and (party, which.kind) not in self._claims:
            return "—"
        if which.part is Part.OFFERED and which.kind is not None:
            amount = self.offered.get((party, which.kind))
            return "" if amount is None else figures(amount)
        return self._outcome(party, which)

    def _outcome(self, party: int, which: Column) -> str:
        found = self._outcomes.get(party)
        if found is None:
            return "…"
        if which.kind is not None:
            law = found.laws.get(which.kind, "")
            return figures(law) if isinstance(law, Decimal) else _("not computed")
        if which.name == "net":
            return figures(found.home.net) if found.home.net is not None else _("not computed")
        return figures(getattr(found, which.name))

    def tip(self, row: int, column: int) -> str:
        """Say why a sum is missing, and how the tax was reckoned."""
        which, found = self.columns[column], self._outcomes.get(self._party(row))
        if found is None:
            return ""
        if which.part is Part.LAW and which.kind is not None:
            law = found.laws.get(which.kind, "")
            return law if isinstance(law, str) else ""
        if which.name != "net":
            return ""
        home = found.home
        if home.tax is None:
            return home.lacking
        return _(
            "Lump sum on ending {lump}, tax on it {tax}; exempt {exempt}; the rest {rest} is taxed"
            " as wages with the month's pay and not reckoned here."
        ).format(
            lump=figures(home.lump),
            tax=figures(home.tax),
            exempt=figures(home.exempt),
            rest=figures(home.rest),
        )

    def tone(self, row: int, column: int) -> Tone:
        """Blue for facts of the copy that differ, amber for sums below the law's."""
        which, party = self.columns[column], self._party(row)
        assert self._case is not None, "a sheet with rows has a case"
        if which.part is Part.FACT:
            own = getattr(self._case.applicants[row].work, which.name)
            return Tone.PLAIN if getattr(self._work(row), which.name) == own else Tone.ACCENT
        found = self._outcomes.get(party)
        if which.part is Part.OFFERED and which.kind is not None and found is not None:
            law, amount = found.laws.get(which.kind), self.offered.get((party, which.kind))
            low = isinstance(law, Decimal) and amount is not None and amount < law
            return Tone.WARN if low else Tone.PLAIN
        return Tone.MUTED if which.part is Part.LAW else Tone.PLAIN

    def take(self, row: int, column: int, text: str) -> None:
        """Change a fact or a sum of the copy."""
        which, party = self.columns[column], self._party(row)
        if which.part is Part.OFFERED and which.kind is not None:
            if text:
                self.offered[party, which.kind] = money.parse(text)
            else:
                self.offered.pop((party, which.kind), None)
            return
        before = self._work(row)
        facts: dict[str, Any] = {which.name: _READERS[which.name](text)}
        if which.name == "injury_grade" and facts["injury_grade"] is not None:
            facts["injured"] = True
        work = replace(before, **facts)
        known = list(employment_problems(before, "work", self._today()))
        for problem in employment_problems(work, "work", self._today()):
            if problem not in known:
                raise DeskError(problem.text)
        self.works[party] = work


def _fact(value: date | Decimal | int | None) -> str:
    if value is None:
        return ""
    return figures(value) if isinstance(value, Decimal) else str(value)
