"""The form of a finding at an employer: a screening visit, or what others told (排查记录)."""

from dataclasses import replace
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mediation_desk.domain.employer import Employer, EmployerState
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.risk import FindingSource, Screening
from mediation_desk.domain.risk_words import plain
from mediation_desk.i18n import _
from mediation_desk.services import supervision, watching
from mediation_desk.ui.intake.respondent_form import EmployerNameEdit
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.region.form import Form, none_first
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.choice import terms
from mediation_desk.ui.widgets.read_edit import ReadEdit

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


class NumberEdit(ReadEdit):
    """A whole number, or one with decimals where `whole` is not asked for."""

    def __init__(self, value: int | Decimal | None, *, whole: bool = True) -> None:
        super().__init__()
        self._whole = whole
        self.setText("" if value is None else plain(Decimal(value)))

    def number(self) -> Decimal | None:
        """Return the number understood, None while empty or unreadable."""
        return None if self.problem() or not self.text().strip() else self._read(self.text())

    def count(self) -> int | None:
        """Return the whole number understood, None while empty or unreadable."""
        found = self.number()
        return None if found is None else int(found)

    def _read(self, text: str) -> Decimal:
        try:
            value = Decimal(text.strip().replace(",", ""))
        except InvalidOperation:
            raise DeskError(_("This is not a number.")) from None
        if not value.is_finite() or value < 0:
            raise DeskError(_("This is not a number."))
        if self._whole and value != value.to_integral():
            raise DeskError(_("Enter a whole number."))
        return value

    def understand(self, text: str) -> str:
        """Refuse what is no number; there is nothing more to tell."""
        self._read(text)
        return ""

    def canonical(self) -> str:
        """Leave the number as it is written plainly."""
        return plain(self._read(self.text()))


class ScreeningDialog(Form):
    """What was found, by whom, and when the next visit is."""

    def __init__(self, desk: "Desk", jobs: Jobs, value: Screening, parent: QWidget) -> None:
        title = _("Finding at an employer") if value.id else _("New finding at an employer")
        super().__init__(desk, jobs, title, name="screening_dialog", parent=parent)
        self.edits(value.id or f"employer {value.employer_id}")
        self._value = value
        self._known: Employer | None = None
        self.employer = EmployerNameEdit()
        self.employer.setText(value.employer)
        if value.employer_id:
            self.employer.setReadOnly(True)
            self.employer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.employer.asked.connect(self._propose)
        self.employer.chosen.connect(self._choose)
        self.field(_("Employer"), self.employer, "employer", required=True)
        self.beside()
        self.source = self.choice(
            _("Where it comes from"), terms(FindingSource), value.source.value, "source"
        )
        self.day_edit = self.day(_("Day of the finding"), value.day, "day", required=True)
        self.beside()
        self.visitors = self.line(
            _("Who went there, or who took it down"), value.visitors, "visitors", required=True
        )
        self.met = self.line(_("Who was spoken to"), value.met, "met")
        self.beside()
        self.headcount = self._number(_("Workers there"), value.headcount, "headcount")
        self.affected = self._number(_("Workers affected"), value.affected, "affected")
        self.beside()
        self.months = NumberEdit(value.months, whole=False)
        self.field(
            _("Months of wages in arrears"), self.months, "months", hint=_("0 where none is owed")
        )
        self.state = self.choice(
            _("State of the employer"),
            none_first(terms(EmployerState), _("not looked at")),
            value.state.value if value.state else "",
            "state",
        )
        self.beside()
        self.owed = self.money(_("Owed in all, yuan"), value.owed, "owed")
        self.most = self.money(_("The most owed to one worker, yuan"), value.most, "most")
        self.findings = self.text(_("What was found"), value.findings, "findings", required=True)
        self.advice = self.text(
            _("What the employer was told to do"), value.advice, "advice", lines=2
        )
        self.next_on = self.day(
            _("Next visit"), value.next_on, "next_on", hint=_("Stands on Today when it is due")
        )
        self.body.addStretch(1)
        self.setMinimumWidth(600)
        if value.id:
            self.foot.insertWidget(0, secondary(_("Take out"), "screening_out", self._take_out))

    def _number(self, caption: str, value: int | None, name: str) -> NumberEdit:
        editor = NumberEdit(value)
        self.field(caption, editor, name)
        return editor

    def _propose(self, text: str) -> None:
        ask = partial(supervision.known_employers, self.desk, text)
        self.jobs.ask(self, ask, self.employer.offer)

    def _choose(self, employer: Employer) -> None:
        self._known = employer

    def value(self) -> Screening:
        """Return the finding as typed."""
        state = self.state.code()
        return replace(
            self._value,
            employer=self.employer.text().strip(),
            source=FindingSource.of(self.source.code()),
            day=self.day_edit.day() or self.desk.today(),
            visitors=self.visitors.text().strip(),
            met=self.met.text().strip(),
            headcount=self.headcount.count(),
            affected=self.affected.count(),
            months=self.months.number(),
            owed=self.owed.amount(),
            most=self.most.amount(),
            state=EmployerState.of(state) if state else None,
            findings=self.findings.toPlainText().strip(),
            advice=self.advice.toPlainText().strip(),
            next_on=self.next_on.day(),
        )

    def submit(self) -> None:
        """Keep the finding."""
        if self.readable():
            value, known = self.value(), self._known
            if known is not None and known.name != value.employer:
                known = None
            self.carry_out(lambda: watching.save_screening(self.desk, value, known))

    def _take_out(self) -> None:
        key = self._value.id
        self.carry_out(lambda: watching.remove_screening(self.desk, key))
