"""One line of a roster as a worker, with the reasons why cells were refused."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from mediation_desk.domain import intake
from mediation_desk.domain.claims import Applicant, Employment
from mediation_desk.domain.day_text import counted_as
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.errors import DeskError, Problem
from mediation_desk.domain.identifiers import check_resident_id, sex_of
from mediation_desk.domain.people import IdKind, Person
from mediation_desk.domain.roster import RosterRow
from mediation_desk.i18n import _
from mediation_desk.importers import cells
from mediation_desk.importers.grid import Cell, Line, is_blank, shown
from mediation_desk.importers.headings import Layout
from mediation_desk.law.fact_checks import fact_doubts

_READERS: dict[str, Callable[[Cell], Any]] = {
    "person.name": cells.name,
    "person.sex": cells.sex,
    "person.id_kind": cells.id_kind,
    "person.id_number": cells.identity,
    "person.born_on": cells.counted_day,
    "person.phone": cells.phone,
    "person.address": cells.text,
    "work.hired_on": cells.counted_day,
    "work.left_on": cells.counted_day,
    "work.leave_reason": cells.text,
    "work.post": cells.text,
    "work.average_wage": cells.amount,
    "work.contribution_wage": cells.amount,
    "work.arrears": cells.arrears,
    "work.unemployment_insured": cells.yes,
    "work.injury_insured": cells.yes_if_told,
    "work.migrant": cells.yes,
    "work.member": cells.yes,
    "work.injured": cells.yes,
    "work.injury_grade": cells.grade,
    "respondent.name": cells.text,
    "respondent.credit_code": cells.credit_code,
}
_KEPT_UNREAD = frozenset(
    {"person.id_number", "person.phone", "person.address", "work.leave_reason", "work.post"}
)
_WHOLE_LINE = "line"


@dataclass(frozen=True, slots=True)
class Reading:
    """A worker as read from a line. `reasons` grows: some show only beside other lines."""

    line: Line
    layout: Layout
    applicant: Applicant
    respondent: Employer | None
    reasons: dict[str, str]
    unread: dict[str, str]
    counted: dict[str, str]

    def refuse(self, field: str, reason: str) -> None:
        """Note what is wrong with a field, unless something already is."""
        self.reasons.setdefault(field, reason)

    def row(self) -> RosterRow:
        """Return what was read, with every reason naming line and column."""
        return RosterRow(
            line=self.line.number,
            applicant=self.applicant,
            respondent=self.respondent,
            problems=tuple(
                Problem(f"row.{field}", self._sentence(field, reason))
                for field, reason in self.reasons.items()
            ),
            reasons=dict(self.reasons),
            unread=self.unread,
            doubts=tuple(self._doubts()),
            incomplete=self._only_a_name(),
        )

    def _doubts(self) -> Iterator[str]:
        """Say how a count of days was taken, what is doubtful, what only a name lacks."""
        for field, reason in self.counted.items():
            yield self._sentence(field, reason)
        for doubt in fact_doubts(self.applicant.work, self.applicant.stated):
            if (field := f"work.{doubt.field}") not in self.reasons:
                yield self._sentence(field, doubt.text)
        if self._only_a_name():
            text = _("Only the name is known: number, employment and wages are still to be added.")
            yield self._sentence("", text)

    def _only_a_name(self) -> bool:
        """Say whether nothing but a name was written in the line."""
        told = [
            field
            for field, column in self.layout.columns.items()
            if not is_blank(self.line.cell(column))
        ]
        return told == ["person.name"]

    def _sentence(self, field: str, reason: str) -> str:
        if heading := self.layout.headings.get(field):
            return _("Line {line}, “{column}”: {reason}").format(
                line=self.line.number, column=heading, reason=reason
            )
        return _("Line {line}: {reason}").format(line=self.line.number, reason=reason)


def read(line: Line, layout: Layout, today: date) -> Reading:
    """Read a line's cells and check the worker as intake will."""
    reasons: dict[str, str] = {}
    unread: dict[str, str] = {}
    counted: dict[str, str] = {}
    values: dict[str, Any] = {}
    for field, column in layout.columns.items():
        cell = line.cell(column)
        try:
            values[field] = _READERS[field](cell)
            if _READERS[field] is cells.counted_day and (day := cells.excel_day(cell)):
                counted[field] = counted_as(shown(cell), day)
        except DeskError as refusal:
            reasons[field] = str(refusal)
            unread[field] = shown(cell)[: cells.LONGEST_TEXT]
            if field in _KEPT_UNREAD:
                values[field] = unread[field]
    applicant, respondent = _applicant(values), _respondent(values)
    reading = Reading(line, layout, applicant, respondent, reasons, unread, counted)
    for problem in intake.applicant_problems(reading.applicant, "applicants", today):
        reading.refuse(problem.field.removeprefix("applicants."), problem.text)
    if reading.respondent:
        for problem in intake.employer_problems(reading.respondent, "respondent"):
            reading.refuse(problem.field, problem.text)
    _compare_sex(reading)
    _look_beyond(reading)
    return reading


def _applicant(values: dict[str, Any]) -> Applicant:
    person = {field[7:]: value for field, value in values.items() if field.startswith("person.")}
    work = {field[5:]: value for field, value in values.items() if field.startswith("work.")}
    if "injured" not in work:
        work["injured"] = work.get("injury_grade") is not None
    employment = Employment(**work)
    applicant = Applicant(
        person=Person(**{"name": "", **person}),
        work=employment,
        claims=intake.claims_from_facts(employment),
    )
    return intake.completed_applicant(applicant)


def _respondent(values: dict[str, Any]) -> Employer | None:
    """Return the employer that the line names: a file of applications says whom each is against."""
    named = {
        field[11:]: value for field, value in values.items() if field.startswith("respondent.")
    }
    return Employer(**{"name": "", **named}) if any(named.values()) else None


def _compare_sex(reading: Reading) -> None:
    person = reading.applicant.person
    if person.sex is None or person.id_kind is not IdKind.RESIDENT or not person.id_number:
        return
    if check_resident_id(person.id_number) is None and sex_of(person.id_number) != person.sex:
        reading.refuse("person.sex", _("The sex is not the one that the identity number says."))


def _look_beyond(reading: Reading) -> None:
    """Cells to the right of the headings mean that a separator stands inside a cell."""
    layout = reading.layout
    if layout.first and not all(map(is_blank, reading.line.cells[layout.width :])):
        reading.refuse(
            _WHOLE_LINE,
            _("The line has more cells than there are headings. Is a comma in a cell?"),
        )
