"""One line of a ledger as a past case, with the reasons why cells were refused."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TypeVar

from mediation_desk.domain import identifiers, intake, past_cases
from mediation_desk.domain.case import Source
from mediation_desk.domain.claims import Applicant, Claim, Employment
from mediation_desk.domain.employer import Employer, UnionThere
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.past_cases import MOST_NAMED, Layout, PastCase, PastRow, SumUnit
from mediation_desk.domain.people import Person, Sex
from mediation_desk.domain.stages import Stage
from mediation_desk.domain.taxonomy import cause_label
from mediation_desk.i18n import _
from mediation_desk.importers import cells, ledger_doubts, ledger_parts, ledger_sums, ledger_words
from mediation_desk.importers.grid import Cell, Line, Unreadable, is_blank, shown

T = TypeVar("T")

_NOT_NAMED = "未列名"
"""Who the ledger counts without a name; people of the file have Chinese names."""
_OLD_CODE = "历史台账原样"
"""Why a number is kept although its check digit is wrong; it stands in papers, in Chinese."""
_PERFORMED = re.compile(
    "(已|全部|当场|即时|履行)(履行|支付|结清|付清|完毕|兑现|到位)|完毕|付清|结清"
)
_NOT_PERFORMED = re.compile("未|部分|分期|正在|没")
_COUNTS = ("workers", "migrants", "women", "members")


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the lines of one ledger."""

    layout: Layout
    today: date

    def row(self, line: Line) -> PastRow:
        """Read one line."""
        return _Reading(line, self.layout, self.today).row()


class _Reading:
    """A line being read: what was found wrong, and what has no place here."""

    def __init__(self, line: Line, layout: Layout, today: date) -> None:
        self.line, self.layout, self.today = line, layout, today
        self.problems: list[tuple[str, str]] = []
        self.notes: list[str] = []
        self._texts: dict[str, str] = {}

    def row(self) -> PastRow:
        """Return the line with its case, or without one where something is wrong."""
        case = self._case()
        refused = {heading for heading, _text in self.problems}
        for heading, reason in ledger_doubts.unread(self.line, self.layout):
            if heading not in refused:
                said = _("“{heading}”: {reason} The cell was not read.")
                self.notes.append(said.format(heading=heading, reason=reason))
        return PastRow(
            line=self.line.number,
            cells=tuple(shown(cell).strip() for cell in self.line.cells),
            number=self.text("case"),
            applicant=self.text("applicant"),
            respondent=self.text("respondent"),
            case=None if self.problems else case,
            problems=tuple(dict.fromkeys(self.problems)),
            notes=tuple(dict.fromkeys(self.notes)),
        )

    def cell(self, field: str) -> Cell:
        column = self.layout.columns.get(field)
        return None if column is None else self.line.cell(column)

    def heading(self, field: str) -> str:
        column = self.layout.columns.get(field)
        return "" if column is None else self.layout.headings[column]

    def refuse(self, field: str, text: str) -> None:
        """Say what is wrong with a cell; of one that cannot be read, why it cannot."""
        cell = self.cell(field)
        said = cell.reason if isinstance(cell, Unreadable) else text
        self.problems.append((self.heading(field), said))

    def text(self, field: str) -> str:
        """Return what a cell shows, on one line."""
        if (known := self._texts.get(field)) is None:
            cell = self.cell(field)
            unread = cell is None or isinstance(cell, Unreadable)
            known = self._texts[field] = "" if unread else " ".join(shown(cell).split())
        return known

    def read(self, field: str, reader: Callable[[Cell], T]) -> T | None:
        """Read a cell that must be right if it is there."""
        cell = self.cell(field)
        if is_blank(cell):
            return None
        try:
            return reader(cell)
        except DeskError as error:
            self.refuse(field, str(error))
            return None

    def told(self, field: str, reader: Callable[[str], T | None]) -> T | None:
        """Read a cell that may say something else: then it only stays in the line kept."""
        text = self.text(field)
        if not text:
            return None
        try:
            found = reader(text)
        except DeskError:
            found = None
        if found is None:
            self.note(_("“{heading}”: “{text}” is kept in the line only."), field)
        return found

    def note(self, said: str, field: str, **more: str) -> None:
        """Note something of a cell, naming its heading and what it says."""
        text = self.text(field)
        short = text if len(text) <= MOST_NAMED else text[:MOST_NAMED] + "…"
        self.notes.append(said.format(heading=self.heading(field), text=short, **more))

    def doubt(self, told: Iterable[ledger_doubts.Told], **more: str) -> None:
        """Note what can hardly be right."""
        for field, said in told:
            self.note(said, field, **more)

    def amount(self, field: str) -> Decimal | None:
        """Read a sum in yuan, counted in the unit of its column unless the cell says another."""
        if field not in self.layout.columns:
            return None
        unit = self.layout.unit(field) or SumUnit.YUAN
        return self.read(field, partial(ledger_sums.amount, unit=unit))

    def day(self, field: str) -> date | None:
        """Read a day of the past in any of the spellings of ledgers."""
        found = self.read(field, ledger_parts.day)
        if found is not None and found > self.today:
            self.refuse(field, _("This day lies in the future."))
        return found

    def count(self, field: str) -> int | None:
        """Read a number of people; a yes counts one."""

        def reader(text: str) -> int | None:
            plain = re.sub(r"[人名]$", "", unicodedata.normalize("NFKC", text))
            if plain.isdecimal():
                return int(plain)
            return int(cells.yes(text))

        return self.told(field, reader)

    def _case(self) -> PastCase | None:
        accepted_text = self.text("accepted")
        said = ledger_words.end_of(accepted_text) if accepted_text else None
        refused = said is Stage.REFUSED
        received, effective = self.day("received"), self.day("effective")
        accepted = None if refused else self.day("accepted")
        ended = self.day("ended")
        self.doubt(
            ledger_doubts.of_days(
                received=received, accepted=accepted, ended=ended, effective=effective
            )
        )
        agreed, paid, claimed = (self.amount(name) for name in ("agreed", "paid", "claimed"))
        end = Stage.REFUSED if refused else self._end(agreed, effective)
        if received is None:
            received = accepted or effective or ended
        if received is None:
            field = next((f for f in ("received", "accepted", "ended") if self.heading(f)), "")
            self.refuse(field, _("The line has no day on which the case was registered."))
        days = self._days(received, accepted, ended, effective, end)
        people, employer = self._people(), self._employer()
        if self.problems or days is None or employer is None or end == ledger_words.PENDING:
            return None
        received_on, accepted_on, ended_on = days
        ended_by_money = end in (ledger_words.SETTLED, Stage.RECONCILED)
        outcome = self.text("outcome") or self.text("accepted")
        self.doubt(ledger_doubts.of_sums(agreed, paid, kept=ended_by_money), outcome=outcome)
        if end is Stage.RECONCILED and (agreed or paid):
            self.notes.append(_(ledger_words.SETTLED_ALONE))
        cause = self._cause()
        agreed_upon = (agreed or paid) if ended_by_money else None
        people = self._with_sums(people, cause, claimed, agreed_upon)
        return PastCase(
            number=self._number(),
            received_on=received_on,
            accepted_on=accepted_on,
            ended_on=ended_on,
            end=end if isinstance(end, Stage) else None,
            applicants=people,
            respondent=employer,
            source=self.told("source", ledger_words.source_of) or Source.PAST,
            cause=cause,
            district=self.told("district", ledger_words.district_of) or "",
            requests=self.text("requests")[: cells.LONGEST_TEXT],
            paid=self._paid(agreed, paid) if ended_by_money else None,
            mediator=self.text("mediator"),
            hearings=self.told("hearings", ledger_words.times_of),
            file_number=self.text("filed")[:100],
            remark=self.text("remark")[: cells.LONGEST_TEXT],
        )

    def _number(self) -> str:
        number = self.text("case")
        unread = isinstance(self.cell("case"), Unreadable)
        if unread or len(number) > 100 or not number.isprintable():
            self.refuse("case", _("This is no case number."))
        return number

    def _end(self, agreed: Decimal | None, effective: date | None) -> Stage | str | None:
        text = self.text("outcome")
        if not text:
            if agreed or effective:
                return ledger_words.SETTLED
            self.refuse("outcome", _("The line does not say how the case ended."))
            return None
        end = ledger_words.end_of(text)
        if end is None:
            short = text if len(text) <= MOST_NAMED else text[:MOST_NAMED] + "…"
            said = _(
                "“{text}” is no known outcome. Write 达成协议, 未达成协议, 和解, 撤回 or 不予受理."
            )
            self.refuse("outcome", said.format(text=short))
        elif end == ledger_words.PENDING:
            self.refuse(
                "outcome",
                _("The case is still open: register it as a new case instead of importing it."),
            )
        return end

    def _days(
        self,
        received: date | None,
        accepted: date | None,
        ended: date | None,
        effective: date | None,
        end: Stage | str | None,
    ) -> tuple[date, date | None, date] | None:
        """Return registration, acceptance and end; what is left out follows by the rules."""
        if received is None or end is None:
            return None
        before = end in (Stage.REFUSED, Stage.NO_CONSENT)
        if accepted is None and not before:
            accepted = received
        last = effective if end == ledger_words.SETTLED and effective else ended or effective
        if last is None and "ended" in self.layout.columns:
            self.refuse("ended", _("The line has no day on which the case ended."))
            return None
        last = last or accepted or received
        if accepted and accepted < received:
            self.refuse("accepted", _("The day lies before the registration."))
        if last < (accepted or received):
            field = "ended" if "ended" in self.layout.columns else "effective"
            self.refuse(
                field, _("The case cannot have ended before it was registered or accepted.")
            )
        return received, accepted, last

    def _people(self) -> tuple[Applicant, ...]:
        names, total = ledger_parts.names(self.text("applicant"))
        numbers = self._identities()
        told = self.count("workers")
        wanted = max(total, told or 0, len(names), 1)
        self.doubt(ledger_doubts.of_workers(told, total or len(names), wanted))
        if wanted > intake.MOST_APPLICANTS:
            self.refuse(
                "workers", _("At most {n} workers in one case.").format(n=intake.MOST_APPLICANTS)
            )
            wanted = 1
        if not names:
            self.refuse("applicant", _("The name is missing."))
            return ()
        sex = self.told("sex", cells.sex) if self.text("sex") else None
        phone = self.text("phone")
        people = []
        for place in range(wanted):
            name = names[place] if place < len(names) else _NOT_NAMED
            number = numbers[place] if place < len(numbers) else ""
            people.append(
                Person(
                    name=name,
                    sex=(sex if place == 0 else None) or ledger_parts.sex_of(number),
                    id_number=number,
                    id_note=_OLD_CODE if number and identifiers.check_resident_id(number) else "",
                    born_on=ledger_parts.born_on(number),
                    phone=phone[:50] if place == 0 else "",
                )
            )
        if any(person.id_note for person in people):
            self.note(
                _("“{heading}”: the check digit of “{text}” is wrong. Please check."), "identity"
            )
        for person in people[: len(names)]:
            for problem in intake.person_problems(person, ""):
                field = "identity" if problem.field.endswith("id_number") else "applicant"
                self.refuse(field, problem.text)
        return self._counted(people)

    def _identities(self) -> list[str]:
        cell = self.cell("identity")
        if not isinstance(cell, str):
            number = self.read("identity", cells.identity)
            return [number] if number else []
        found = []
        for part in filter(str.strip, ledger_parts.LISTED.split(cell)):
            try:
                found.append(cells.identity(part))
            except DeskError as error:
                self.refuse("identity", str(error))
        return found

    def _counted(self, people: list[Person]) -> tuple[Applicant, ...]:
        """Mark as many as the ledger counts as migrants, women and members."""
        migrants, women, members = (self.count(name) or 0 for name in _COUNTS[1:])
        missing = women - sum(person.sex is Sex.FEMALE for person in people)
        for place, person in enumerate(people):
            if missing > 0 and person.sex is None:
                people[place] = replace(person, sex=Sex.FEMALE)
                missing -= 1
        return tuple(
            Applicant(
                person=person,
                work=Employment(migrant=place < migrants, member=place < members),
            )
            for place, person in enumerate(people)
        )

    def _employer(self) -> Employer | None:
        code = self.read("code", cells.credit_code) or ""
        self.doubt(ledger_doubts.of_code(code))
        name = self.text("respondent")
        union = self.told("union", ledger_parts.union)
        employer = Employer(
            name=name,
            credit_code=code,
            code_note=_OLD_CODE if code else "",
            industry=self.text("industry")[:100],
            ownership=self.text("ownership")[:100],
            district=self.told("district", ledger_words.district_of) or "",
            union=union or UnionThere.UNKNOWN,
        )
        wrong = list(intake.employer_problems(employer, ""))
        for problem in wrong:
            self.refuse("code" if problem.field.endswith("code") else "respondent", problem.text)
        return None if wrong else employer

    def _cause(self) -> str:
        """Return the cause; where the words of the ledger do not decide it, say so."""
        text, asked = self.text("cause"), self.text("requests")
        said = ledger_words.cause_of(text) if text else None
        found = said or (ledger_words.cause_of(asked) if asked else None)
        code = found.code if found else past_cases.UNNAMED_CAUSE
        if text and not (said and said.decided):
            told = _(
                "“{heading}”: “{text}” does not decide the cause by our list. It is taken as"
                " {code} {name}. Please check."
            )
            self.note(told, "cause", code=code, name=cause_label(code))
        return code

    def _with_sums(
        self,
        people: tuple[Applicant, ...],
        cause: str,
        claimed: Decimal | None,
        agreed: Decimal | None,
    ) -> tuple[Applicant, ...]:
        """Put the sums, which the ledger does not divide, under the kind that its words name."""
        kind = ledger_words.kind_of(f"{self.text('requests')} {self.text('cause')}")
        if kind is None and not claimed and not agreed:
            return people
        kind = kind or ledger_words.kind_of_cause(cause)
        if kind is None:
            kind = past_cases.UNNAMED_KIND
            told = _(
                "The ledger does not name the kind of its sum. It is put under “{kind}”."
                " Please check."
            )
            self.notes.append(told.format(kind=kind.label))
        reason = _("The ledger gives one sum, not divided by workers and items.")
        claim = Claim(kind=kind, claimed=claimed, agreed=agreed, reason=reason)
        return (replace(people[0], claims=(claim,)), *people[1:])

    def _paid(self, agreed: Decimal | None, paid: Decimal | None) -> Decimal | None:
        if paid is not None:
            return paid
        said = self.text("performance") or self.text("outcome")  # 当场履行 may stand as outcome
        done = _PERFORMED.search(said) and not _NOT_PERFORMED.search(said)
        return agreed if done else None
