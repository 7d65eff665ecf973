"""One stroke in the grid of sums: the cells typed, pasted or filled, read a worker at a time."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from mediation_desk.domain.claims import Applicant, Employment, Stated
from mediation_desk.domain.errors import DeskError
from mediation_desk.i18n import _
from mediation_desk.law.facts import put
from mediation_desk.ui.case.sums_cells import Column, Part, read_sum
from mediation_desk.ui.case.sums_typed import Edits, changed_columns, contradicting, told


class Marked(NamedTuple):
    """What was typed into a cell and not taken, with why; `contested` where it can be read."""

    text: str
    sentence: str
    contested: bool = False


Wrong = dict[tuple[int, str], Marked]
"""What was not taken, by worker and column."""


def of_worker(applicant: Applicant, sentence: str) -> str:
    """Return a sentence with whom it is about."""
    return _("{name}: {sentence}").format(name=applicant.person.name, sentence=sentence)


def at_cell(applicant: Applicant, column: Column, sentence: str) -> str:
    """Return a sentence with whom and which column it is about, unless it names the column."""
    if column.full_title in sentence:
        return of_worker(applicant, sentence)
    return _("{name}, {column}: {sentence}").format(
        name=applicant.person.name, column=column.full_title, sentence=sentence
    )


class Stroke:
    """Reads the cells of one worker after the other, and gathers what they change.

    What cannot be read is marked in `wrong`, and what was marked and is now read leaves it.
    With `all_typed` what stands there already is a change too: it may be on its way out.
    """

    def __init__(
        self, wrong: Wrong, columns: tuple[Column, ...], today: date, *, all_typed: bool = False
    ) -> None:
        self.edits = Edits()
        self._all_typed = all_typed
        self._wrong, self._columns, self._today = wrong, columns, today
        self._before = dict(wrong)

    def newly_wrong(self) -> Iterator[tuple[int, str]]:
        """Name the cells that this stroke left unread."""
        return (key for key, told in self._wrong.items() if self._before.get(key) != told)

    def read(self, applicant: Applicant, cells: Mapping[Column, str]) -> Applicant:
        """Return a worker with those of the cells that can be read."""
        self.edits.seen.setdefault(applicant.id, applicant)
        self.edits.typed.setdefault(applicant.id, {}).update(cells)
        facts = {column: text for column, text in cells.items() if column.part is Part.FACT}
        if facts:
            applicant = self._facts(applicant, facts)
        for column, text in cells.items():
            if column.part is not Part.FACT:
                applicant = self._sum(applicant, column, text)
        return applicant

    def _facts(self, applicant: Applicant, cells: dict[Column, str]) -> Applicant:
        """Read facts of one worker together: they are judged against each other."""
        waiting = self._waiting(applicant) if self._wrong else {}
        read, work, stated = self._readable(applicant, {**waiting, **cells})
        blamed = contradicting(applicant, read, work, stated, self._today)
        if blamed:
            fitting = {column: text for column, text in read.items() if column not in blamed}
            work, stated = told(applicant, fitting)
            if contradicting(applicant, fitting, work, stated, self._today):
                blamed = {**dict.fromkeys(read, next(iter(blamed.values()))), **blamed}
                work, stated = applicant.work, applicant.stated
        for column, sentence in blamed.items():
            self._mark(applicant, column, read[column], sentence)
        typed = {column.name for column in read if column not in blamed and self._all_typed}
        if "injury_grade" in typed:
            typed.add("injured")  # a grade implies an injury
        fresh = {
            name: text
            for name, text in stated.items()
            if applicant.stated.get(name, "") != text or name in typed
        }
        columns = changed_columns(applicant.work, work, typed)
        if fresh:
            self.edits.stated[applicant.id] = fresh
        if columns:
            self.edits.works[applicant.id] = columns
        if fresh or columns:
            return replace(applicant, work=work, stated=stated)
        return applicant

    def _waiting(self, applicant: Applicant) -> dict[Column, str]:
        """Return the facts of a worker that could not be read, as they were typed."""
        marked = (
            (column, self._wrong.get((applicant.id, column.key)))
            for column in self._columns
            if column.part is Part.FACT
        )
        return {column: mark.text for column, mark in marked if mark and not mark.contested}

    def _readable(
        self, applicant: Applicant, cells: dict[Column, str]
    ) -> tuple[dict[Column, str], Employment, Stated]:
        """Return the cells that can be read with the facts they make; mark those that cannot."""
        read, work, stated = dict[Column, str](), applicant.work, applicant.stated
        for column, text in cells.items():
            self._wrong.pop((applicant.id, column.key), None)
            try:
                work, stated = put(work, stated, column.name, text)
                read[column] = text
            except DeskError as error:
                self._mark(applicant, column, text, str(error))
        return read, work, stated

    def _sum(self, applicant: Applicant, column: Column, text: str) -> Applicant:
        claim = applicant.claim(column.kind) if column.kind else None
        assert claim is not None, "only sums of claims that are made can be edited"
        self._wrong.pop((applicant.id, column.key), None)
        try:
            changed = read_sum(claim, column.part, text)
        except DeskError as error:
            self._mark(applicant, column, text, str(error))
            return applicant
        if changed == claim and not self._all_typed:
            return applicant
        typed = self.edits.amounts.setdefault((applicant.id, claim.kind), {})
        typed[column.name] = getattr(changed, column.name)
        claims = tuple(changed if c.kind is claim.kind else c for c in applicant.claims)
        return replace(applicant, claims=claims)

    def _mark(self, applicant: Applicant, column: Column, text: str, sentence: str) -> None:
        self._wrong[applicant.id, column.key] = Marked(text, at_cell(applicant, column, sentence))
