"""The cells of a what-if: facts and offered sums of a copy, and what would come of them."""

import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum

from mediation_desk.domain import money
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.claims import Applicant, ClaimKind
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.exclusions import why_apart
from mediation_desk.domain.money import figures
from mediation_desk.domain.offers import Key, OfferSum, claims_of
from mediation_desk.i18n import N_, _
from mediation_desk.law import facts
from mediation_desk.law.fact_checks import fact_problems
from mediation_desk.services.what_if import Outcome, WorkerOutcome
from mediation_desk.ui.talks.sheet import Place, Sheet
from mediation_desk.ui.theme import Tone

_HEADING = 7
"""Characters in a line of a heading."""


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
    label: str = ""
    kind: ClaimKind | None = None

    @property
    def title(self) -> str:
        """The heading; sums name their item first."""
        if self.part is Part.FACT:
            return _broken(facts.facts()[self.name].title)
        return f"{self.kind.short}\n{_(self.label)}" if self.kind else _(self.label)


_RESULTS = (
    Column(Part.RESULT, "law", N_("Total\ndue by law")),
    Column(Part.RESULT, "offered", N_("Total\noffered")),
    Column(Part.RESULT, "gap", N_("Less than\nby law")),
    Column(Part.RESULT, "net", N_("Left after\ntax")),
)


TypedCells = dict[tuple[int, Column], str]
"""What was typed, by worker and column."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy with what was typed into it, to be taken up again."""

    case: CaseFile
    begun: dict[Key, Decimal]
    copied: dict[int, Applicant]
    offered: dict[Key, Decimal]
    refused: Mapping[Place, tuple[str, str]]


class WhatIfSheet(Sheet):
    """A copy: typing changes nothing in the case."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._case: CaseFile | None = None
        self.columns: tuple[Column, ...] = ()
        self.copied: dict[int, Applicant] = {}
        self.offered: dict[Key, Decimal] = {}
        self._begun: dict[Key, Decimal] = {}
        self._claims: set[Key] = set()
        self._outcomes: dict[int, WorkerOutcome] = {}

    def begin(self, case: CaseFile, offered: Mapping[Key, Decimal]) -> None:
        """Begin a copy of a case with these sums offered."""
        before, columns = self._case, self.columns
        self._case, self._begun = case, dict(offered)
        self.copied, self.offered = {}, dict(offered)
        self._claims, self._outcomes = set(claims_of(case)), {}
        needed = facts.columns_of(kind.value for kind in case.kinds)
        typed = (Column(Part.FACT, fact.name) for fact in needed)
        sums = (
            column
            for kind in case.kinds
            for column in (
                Column(Part.LAW, "law", N_("due by law"), kind),
                Column(Part.OFFERED, "offered", N_("offered"), kind),
            )
        )
        self.columns = (*_RESULTS, *sums, *typed)
        names = [a.person.name for a in case.applicants]
        if before and self.columns == columns and _same_workers(before, case):
            self.names, self._wrong = names, {}
            self.refresh()  # a cell that is being typed into stays open
        else:
            self.lay_out(names, (c.title for c in self.columns))

    def held(self) -> Copy:
        """Return the copy as it is now."""
        assert self._case is not None, "a sheet into which was typed has a case"
        return Copy(self._case, self._begun, self.copied, self.offered, self.refused())

    def take_up(self, held: Copy) -> None:
        """Show such a copy again."""
        self.begin(held.case, held.begun)
        self.copied, self.offered = held.copied, held.offered
        self.put_refused(held.refused)

    def renew(self, case: CaseFile, offered: Mapping[Key, Decimal]) -> tuple[str, ...]:
        """Copy the case as it stands by now; what was typed stays.

        Return what was typed and has no place any more, each with whose it was.
        """
        typed = self.typed()
        names = {a.id: a.person.name for a in self._workers()}
        self.begin(case, offered)
        return self.put_typed(typed, names)

    def put_typed(self, typed: TypedCells, names: Mapping[int, str]) -> tuple[str, ...]:
        """Put what was typed into its cells; return what has no place, with whose it was."""
        rows = {a.id: row for row, a in enumerate(self._workers())}
        columns = {column: place for place, column in enumerate(self.columns)}
        texts, homeless = dict[Place, str](), list[str]()
        for (party, column), text in typed.items():
            place = rows.get(party, -1), columns.get(column, -1)
            if min(place) >= 0 and self.takes(*place):
                texts[place] = text
            elif text:
                title = column.title.replace("\n", "")
                told = _("{name}, {column}: {sentence}")
                whose = names.get(party, "—")
                homeless.append(told.format(name=whose, column=title, sentence=text))
        if texts:
            self.put(texts)
        if refused := self.refused():
            self.put({place: text for place, (text, _why) in refused.items()})  # days fit together
        return tuple(homeless)

    def typed(self) -> TypedCells:
        """Return what differs from the case and its offers, and what could not be read."""
        found: TypedCells = {}
        for row, worker in enumerate(self._workers()):
            for place, column in enumerate(self.columns):
                if column.part is Part.FACT and worker.id in self.copied:
                    if (text := self.shown(row, place)) != _fact_of(worker, column.name):
                        found[worker.id, column] = text
                elif column.part is Part.OFFERED and column.kind is not None:
                    key = worker.id, column.kind
                    if self.offered.get(key) != self._begun.get(key):
                        found[worker.id, column] = self.shown(row, place)
        for (row, place), (text, _why) in self.refused().items():
            found[self._party(row), self.columns[place]] = text
        return found

    def _workers(self) -> tuple[Applicant, ...]:
        return self._case.applicants if self._case else ()

    def show_outcome(self, outcome: Outcome) -> None:
        """Show what comes of the copy."""
        self._outcomes = {worker.party_id: worker for worker in outcome.workers}
        self.refresh()

    @property
    def changed(self) -> bool:
        """Say whether facts of the copy differ from the case."""
        return bool(self.copied)

    def unread(self) -> dict[int, dict[str, str]]:
        """Return the facts that cannot be read, by worker and name, each with why."""
        found: dict[int, dict[str, str]] = {}
        for (row, column), (_text, why) in self.refused().items():
            if self.columns[column].part is Part.FACT:
                found.setdefault(self._party(row), {})[self.columns[column].name] = why
        return found

    def sums(self) -> tuple[OfferSum, ...]:
        """Return the offered sums of the copy, as an offer has them."""
        return tuple(
            OfferSum(party_id=party_id, kind=kind, amount=amount)
            for (party_id, kind), amount in self.offered.items()
        )

    def _party(self, row: int) -> int:
        assert self._case is not None, "a sheet with rows has a case"
        return self._case.applicants[row].id

    def _worker(self, row: int) -> Applicant:
        assert self._case is not None, "a sheet with rows has a case"
        worker = self._case.applicants[row]
        return self.copied.get(worker.id, worker)

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
            return _fact_of(self._worker(row), which.name)
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
        amount = None if found.waits and which.name == "law" else getattr(found, which.name)
        if amount is None:
            silent = found.offered is None and which.name != "law"
            return "—" if silent else _("not computed")
        return figures(amount)

    def tip(self, row: int, column: int) -> str:
        """Say why a sum is missing, and how the tax was reckoned."""
        which, found = self.columns[column], self._outcomes.get(self._party(row))
        if found is None:
            return ""
        if which.part is Part.LAW and which.kind is not None:
            law = found.laws.get(which.kind, "")
            if counted := found.apart.get(which.kind):
                return why_apart(counted)
            return law if isinstance(law, str) else found.unsettled.get(which.kind, "")
        if which.name == "law":
            return "\n".join(f"{kind.short}：{why}" for kind, why in found.unsettled.items())
        if which.part is Part.RESULT and which.name != "law" and found.offered is None:
            return _("There is no offer to this worker yet.")
        if which.name != "net":
            return ""
        home = found.home
        if home.tax is None:
            return home.lacking
        return _(
            "Lump sum on ending {lump}, tax on it {tax}; work-injury benefits, exempt, {exempt};"
            " the rest {rest} is taxed as wages with the month's pay and not reckoned here."
        ).format(
            lump=figures(home.lump),
            tax=figures(home.tax),
            exempt=figures(home.exempt),
            rest=figures(home.rest),
        )

    def tone(self, row: int, column: int) -> Tone:
        """Blue for facts that differ and sums above the law's, amber for those below or open."""
        which, party = self.columns[column], self._party(row)
        assert self._case is not None, "a sheet with rows has a case"
        if which.part is Part.FACT:
            own = _fact_of(self._case.applicants[row], which.name)
            return Tone.PLAIN if self.shown(row, column) == own else Tone.ACCENT
        found = self._outcomes.get(party)
        if which.part is Part.OFFERED and which.kind is not None and found is not None:
            law, amount = found.laws.get(which.kind), self.offered.get((party, which.kind))
            no_measure = which.kind in found.unsettled or which.kind in found.apart
            if not isinstance(law, Decimal) or amount is None or amount == law or no_measure:
                return Tone.PLAIN
            return Tone.WARN if amount < law else Tone.ACCENT
        if found is not None and self._is_open(found, which):
            return Tone.WARN
        return Tone.MUTED if which.part is Part.LAW else Tone.PLAIN

    def _is_open(self, found: WorkerOutcome, which: Column) -> bool:
        """Say whether a sum of the law, or their total, is not settled yet."""
        if which.part is Part.LAW:
            return which.kind in found.unsettled
        return which.part is Part.RESULT and which.name == "law" and bool(found.unsettled)

    def take(self, row: int, column: int, text: str) -> None:
        """Change a fact or a sum of the copy."""
        which, party = self.columns[column], self._party(row)
        if which.part is Part.OFFERED and which.kind is not None:
            if text:
                self.offered[party, which.kind] = money.parse(text)
            else:
                self.offered.pop((party, which.kind), None)
            return
        before = self._worker(row)
        work, stated = facts.put(before.work, before.stated, which.name, text)
        known = list(fact_problems(before.work, before.stated, "work", self._today()))
        for problem in fact_problems(work, stated, "work", self._today()):
            if problem not in known:
                raise DeskError(problem.text)
        self.copied[party] = replace(before, work=work, stated=stated)


def _broken(title: str) -> str:
    """Break a long heading into short lines, between words where it has any."""
    if " " in title:
        return textwrap.fill(title, 14)
    return "\n".join(title[at : at + _HEADING] for at in range(0, len(title), _HEADING))


def _same_workers(before: CaseFile, case: CaseFile) -> bool:
    """Say whether a copy has the rows of another: the same workers of the same case."""
    return [a.id for a in before.applicants] == [a.id for a in case.applicants]


def _fact_of(worker: Applicant, name: str) -> str:
    return facts.value_text(facts.facts()[name], worker.work, worker.stated)
