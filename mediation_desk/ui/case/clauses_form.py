"""What the agreement says besides money: the employment, the certificate, breach, copies."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QSpinBox, QVBoxLayout, QWidget

from mediation_desk.domain import originals
from mediation_desk.domain.agreement_days import still_employed
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.outside import to_settle
from mediation_desk.domain.settlement import Ending
from mediation_desk.i18n import _
from mediation_desk.ui.intake.layout import grid, put_typed, typed
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.fields import FieldSet, FormField

_TYPED = ("agreed_on", "ending", "ended_on", "certificate_by", "breach", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clauses:
    """The agreement without its money."""

    agreed_on: date
    ending: Ending | None = Ending.ENDED
    """None where it is to be asked."""
    ended_on: date | None = None
    certificate_by: date | None = None
    breach: str = ""
    other: str = ""
    copies: int = 3


class ClausesForm(QWidget):
    """One value in, one value out."""

    edited = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("clauses_form")
        self._today = today
        self.fields = FieldSet(self)
        self.agreed, self.ended, self.certificate = DayEdit(), DayEdit(), DayEdit()
        self.ending = Choice(terms(Ending))
        self.breach, self.other = QPlainTextEdit(), QPlainTextEdit()
        for area in (self.breach, self.other):
            area.setTabChangesFocus(True)
            area.setFixedHeight(3 * area.fontMetrics().height() + 14)
            area.textChanged.connect(self.edited)
        self.copies = QSpinBox()
        self.copies.setRange(1, 999)
        field = self._field
        rows = (
            (
                (field(_("Agreed on"), self.agreed, "agreed_on"), 6),
                (field(_("Copies"), self.copies, "copies"), 6),
            ),
            ((field(_("Employment"), self.ending, "ending"), 12),),
            (
                (field(_("Ended on"), self.ended, "ended_on"), 6),
                (field(_("Certificate of leaving by"), self.certificate, "certificate_by"), 6),
            ),
            ((field(_("Late payment"), self.breach, "breach"), 12),),
            ((field(_("Other terms"), self.other, "other"), 12),),
        )
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(grid(rows))
        for day in (self.agreed, self.ended, self.certificate):
            day.read.connect(self.edited)
        self.ending.activated.connect(self.edited)
        self.copies.valueChanged.connect(self.edited)

    def _field(self, caption: str, editor: QWidget, name: str) -> FormField:
        return self.fields.add(FormField(caption, editor, name))

    def fill(self, clauses: Clauses) -> None:
        """Show clauses; nobody has typed them."""
        self.blockSignals(True)
        self.agreed.set_day(clauses.agreed_on)
        self.ending.set_code(clauses.ending.value if clauses.ending else "")
        self.ended.set_day(clauses.ended_on)
        self.certificate.set_day(clauses.certificate_by)
        self.breach.setPlainText(clauses.breach)
        self.other.setPlainText(clauses.other)
        self.copies.setValue(clauses.copies)
        self.blockSignals(False)

    def value(self) -> Clauses:
        """Return the clauses as understood."""
        return Clauses(
            agreed_on=self.agreed.day() or self._today(),
            ending=Ending.of(code) if (code := self.ending.code()) else None,
            ended_on=self.ended.day(),
            certificate_by=self.certificate.day(),
            breach=self.breach.toPlainText().strip(),
            other=self.other.toPlainText().strip(),
            copies=self.copies.value(),
        )

    def texts(self) -> dict[str, str]:
        """Return what stands in the fields, for a draft."""
        texts = {name: typed(self.fields[name]) for name in _TYPED}
        return texts | {"copies": str(self.copies.value())}

    def put_texts(self, texts: Mapping[str, str]) -> None:
        """Put a draft's texts back, right or wrong."""
        self.blockSignals(True)
        for name in _TYPED:
            put_typed(self.fields[name], texts.get(name, ""))
        if (copies := texts.get("copies", "")).isdecimal():
            self.copies.setValue(int(copies))
        self.blockSignals(False)

    def tell_originals(self, case: CaseFile) -> None:
        """Tell how many originals reach for everybody while there are fewer."""
        wanted = originals.for_everybody(case)
        told = _("One for each party and one for the centre makes {n}（人民调解法第二十九条）.")
        enough = self.copies.value() >= wanted
        self.fields["copies"].advise("" if enough else told.format(n=wanted))

    def misread(self) -> tuple[Problem, ...]:
        """Return what was typed and cannot be read, or was not chosen."""
        return (*self.fields.misread(), *self.not_chosen())

    def not_chosen(self) -> tuple[Problem, ...]:
        """Ask what becomes of the employment, where nothing tells it."""
        if self.ending.code():
            return ()
        text = _("Choose what becomes of the employment: the case has no last day worked.")
        return (Problem("ending", text),)

    def explain(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Show problems at their fields and return the others."""
        return self.fields.explain(problems)


def proposed(case: CaseFile, today: date) -> Clauses:
    """Propose clauses from the case: the common last day, a copy for everybody.

    That the employment has ended is proposed only where everybody's last day is known.

    Everybody is whom it will bind: a worker without agreed sums is not in it.
    """
    workers = to_settle(case)
    left = {a.work.left_on for a in workers}
    return Clauses(
        agreed_on=today,
        ending=None if still_employed(workers) else Ending.ENDED,
        ended_on=left.pop() if len(left) == 1 else None,
        copies=originals.for_everybody(case),
    )
