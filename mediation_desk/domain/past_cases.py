"""Past cases from a ledger of former years (历史台账导入), before anything is saved.

How a past case stands in the centre: it is archived, under its old number, with parties, kind,
claim, outcome and sums on the days that the ledger gives. So it counts in the log, the statistics
and the search of its own year. Of its steps closing and filing alone are kept: no clock runs,
nothing is left to do, and only a supervisor opens it again, with a reason. It is marked 历史导入,
with the file, the line and the whole line as it stood in the ledger, so that what has no field
here is kept as well.

What the ledger leaves out is filled in by these rules only: a case that was mediated counts as
accepted on the day of registration where no other day is given; where the ledger has no column
for the day of the end, the case ended on the day of acceptance; an agreement took effect on the day
of the end. A sum that is not divided by items stands under the kind that the words name. Money
counts as performed only where the ledger says so. Parties who settled between themselves (和解)
made no agreement before the centre: their sum is kept with the case and what was paid of it counts
as performed, but it is none of the sums of agreements.

A cause is taken where the words decide it by the list (`taxonomy.cause_words`); else the dry run
names the cause that the case would get.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import IntEnum

from mediation_desk.domain.case import ApplicationForm, CaseFile, Respondent, Source
from mediation_desk.domain.claims import Applicant, ClaimKind
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.people import Officer
from mediation_desk.domain.settlement import Payment, Settlement, Terms, plan, total
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.domain.step_facts import StepTaken
from mediation_desk.domain.tracks import Proceeding, Standing, Track
from mediation_desk.i18n import N_, _

FIELDS: Mapping[str, str] = {
    "case": N_("Case no."),
    "received": N_("Registered on"),
    "source": N_("Source of the case"),
    "applicant": N_("Applicant"),
    "identity": N_("Identity number"),
    "sex": N_("Sex"),
    "phone": N_("Contact telephone"),
    "workers": N_("Workers concerned"),
    "migrants": N_("Migrant workers among them"),
    "women": N_("Women among them"),
    "members": N_("Union members"),
    "respondent": N_("Respondent"),
    "code": N_("Unified credit code"),
    "district": N_("District or county"),
    "industry": N_("Industry"),
    "ownership": N_("Ownership"),
    "union": N_("Union at the employer"),
    "cause": N_("Main cause"),
    "requests": N_("Claims in short"),
    "claimed": N_("Amount claimed"),
    "accepted": N_("Accepted on / not accepted"),
    "mediator": N_("Mediator"),
    "hearings": N_("Number of hearings"),
    "outcome": N_("Outcome of the case"),
    "ended": N_("Case ended on"),
    "agreed": N_("Amount agreed"),
    "effective": N_("Agreement in effect from"),
    "paid": N_("Amount performed"),
    "performance": N_("State of performance"),
    "filed": N_("File number"),
    "remark": N_("Remarks"),
}
"""What a column of a ledger may hold, as the columns of the log are called (procedure.md 6.1)."""

UNNAMED_KIND = ClaimKind.WAGE_ARREARS
"""The kind under which a sum stands of which the ledger names none; whoever imports is told."""

UNNAMED_CAUSE = "Z99"

ANY_DAY = ("received", "accepted", "ended", "effective")
NEEDED = ("applicant", "respondent")
"""Without these columns, and one with a day, a ledger tells of no case."""

SUMS = ("claimed", "agreed", "paid")

MOST_NAMED = 60


class SumUnit(IntEnum):
    """In what a ledger's bare numbers of money are counted, as so many yuan."""

    YUAN = 1
    THOUSANDS = 1_000
    TEN_THOUSANDS = 10_000
    MILLIONS = 1_000_000
    HUNDRED_MILLIONS = 100_000_000

    @property
    def label(self) -> str:
        """The unit's name."""
        return _(_UNITS[self])


_UNITS = {
    SumUnit.YUAN: N_("yuan"),
    SumUnit.THOUSANDS: N_("thousands of yuan"),
    SumUnit.TEN_THOUSANDS: N_("ten thousands of yuan"),
    SumUnit.MILLIONS: N_("millions of yuan"),
    SumUnit.HUNDRED_MILLIONS: N_("hundred millions of yuan"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where a ledger's head stands and which column holds what.

    `head` is the number of the head's first line, `height` how many lines it has; `headings` are
    flattened, one a column; `columns` gives the place of each field. `units` says by column in
    what its numbers are counted if they are sums; None where that has to be asked.
    """

    head: int
    height: int
    headings: tuple[str, ...]
    columns: Mapping[str, int] = field(hash=False)
    units: tuple[SumUnit | None, ...] = ()
    remembered: bool = False

    def unit(self, name: str) -> SumUnit | None:
        """Return the unit in which the sums of a field are counted."""
        column = self.columns[name]
        return self.units[column] if column < len(self.units) else SumUnit.YUAN

    @property
    def sums(self) -> Iterator[tuple[str, int]]:
        """Yield the fields that hold sums, each with its column."""
        return ((name, self.columns[name]) for name in SUMS if name in self.columns)

    @property
    def is_usable(self) -> bool:
        """Say whether cases can be read by it."""
        return all(name in self.columns for name in NEEDED) and any(
            name in self.columns for name in ANY_DAY
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PastCase:
    """One case of the ledger; `end` is None where an agreement was reached."""

    number: str
    received_on: date
    accepted_on: date | None
    ended_on: date
    end: Stage | None
    applicants: tuple[Applicant, ...]
    respondent: Employer
    source: Source = Source.PAST
    cause: str = UNNAMED_CAUSE
    district: str = ""
    requests: str = ""
    paid: Decimal | None = None
    mediator: str = ""
    hearings: int | None = None
    """How often the parties met, as the ledger counts it; the days are not known."""
    file_number: str = ""
    remark: str = ""

    def file(self, officer: Officer | None) -> CaseFile:
        """Return the whole case as it is kept; its key comes with saving."""
        settlement = self._settlement()
        performed = self._performed(settlement) if self.end is None else ()
        return CaseFile(
            id=0,
            version=1,
            number=self.number,
            stage=Stage.ARCHIVED,
            received_on=self.received_on,
            source=self.source,
            form=ApplicationForm.WRITTEN,
            cause=self.cause,
            district=self.district,
            requests=self.requests,
            facts="",
            respondent=Respondent(employer=self.respondent),
            applicants=self.applicants,
            accepted_on=self.accepted_on,
            ended_on=self.ended_on,
            end_reason=self.remark,
            closed_on=self.ended_on,
            mediator=officer,
            settlement=settlement,
            payments=tuple(self._payments(settlement)) if settlement else (),
            steps=self._steps(performed=bool(performed)),
            proceedings=performed,
        )

    def _settlement(self) -> Settlement | None:
        """Return what was agreed: an agreement, or the sums on which the parties settled alone."""
        alone = self.end is Stage.RECONCILED
        if self.end is not None and not alone:
            return None
        sums = {
            (place, claim.kind): claim.agreed
            for place, applicant in enumerate(self.applicants, 1)
            for claim in applicant.claims
            if claim.agreed
        }
        terms = Terms(money=plan(sums, (self.ended_on,)))
        if alone and not terms.money:
            return None
        effective_on = None if alone else self.ended_on
        return Settlement(terms=terms, agreed_on=self.ended_on, effective_on=effective_on)

    def _payments(self, settlement: Settlement) -> Iterator[Payment]:
        if self.paid and settlement.terms.money:
            yield Payment(party_id=1, instalment=1, paid_on=self.ended_on, amount=self.paid)

    def _performed(self, settlement: Settlement | None) -> tuple[Proceeding, ...]:
        """Say that all was performed where the ledger does; else nothing is known of it."""
        if settlement is None or not settlement.terms.money or not self.paid:
            return ()
        if self.paid < total(settlement.terms.money):
            return ()
        return (
            Proceeding(
                track=Track.PERFORMANCE,
                standing=Standing.PERFORMED,
                opened_on=self.ended_on,
                ended_on=self.ended_on,
            ),
        )

    def _steps(self, *, performed: bool) -> tuple[StepTaken, ...]:
        """Return how the case was closed and filed, so that its end is known everywhere."""
        last = self.end or (Stage.PERFORMED if performed else Stage.EFFECTIVE)
        closed = StepTaken(row="T38", step=Step.CLOSE, from_stage=last, day=self.ended_on)
        filed = StepTaken(
            row="T39",
            step=Step.ARCHIVE,
            from_stage=Stage.CLOSED,
            day=self.ended_on,
            number=self.file_number,
        )
        return closed, filed


@dataclass(frozen=True, slots=True)
class Twin:
    """A case that is the same or may be: `certain` by its number, else by worker and employer."""

    text: str
    certain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRow:
    """One line of the ledger: what stood there, the case it gives, and what is wrong.

    `problems` are sentences by the field's heading; a line with one is not imported. `notes` say
    what has no place here and stays in the line kept with the case.
    """

    line: int
    cells: tuple[str, ...]
    number: str
    applicant: str
    respondent: str
    case: PastCase | None = None
    problems: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    twin: Twin | None = None

    @property
    def is_sound(self) -> bool:
        """Say whether it can be imported and is no duplicate."""
        return self.case is not None and self.twin is None

    @property
    def may_be(self) -> bool:
        """Say whether it may be imported although it looks like a duplicate."""
        return self.case is not None and self.twin is not None and not self.twin.certain


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRun:
    """What an import would do (试导入): every line with a case, its problems and duplicates."""

    file: str
    digest: str
    sheet: str
    layout: Layout
    rows: tuple[PastRow, ...]
    left_out: int = 0
    """Lines without a case: sums, heads repeated."""
    remarks: tuple[str, ...] = ()
    """What is said of many lines at once."""

    def chosen(self, twins: bool) -> tuple[PastRow, ...]:
        """Return the rows that are imported; `twins` takes likely duplicates too."""
        return tuple(row for row in self.rows if row.is_sound or (twins and row.may_be))

    @property
    def faulty(self) -> tuple[PastRow, ...]:
        """The rows with problems."""
        return tuple(row for row in self.rows if row.case is None)

    @property
    def twins(self) -> tuple[PastRow, ...]:
        """The rows that are or may be duplicates."""
        return tuple(row for row in self.rows if row.case is not None and row.twin is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PastImport:
    """An import that was made: of which file, how many cases, when and by whom."""

    id: int
    file: str
    sheet: str
    cases: int
    imported_at: datetime
    imported_by: str
    taken_back_at: datetime | None = None
