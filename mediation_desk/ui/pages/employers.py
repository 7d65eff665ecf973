"""Employers: who is disputed with, how often, and what is still owed."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.domain.case import CaseLine, EmployerLine
from mediation_desk.domain.claims import ZERO
from mediation_desk.domain.employer import UnionThere
from mediation_desk.domain.money import figures
from mediation_desk.domain.taxonomy import cause_label, districts
from mediation_desk.i18n import N_, _
from mediation_desk.services import browse
from mediation_desk.services.browse import EmployerFile
from mediation_desk.ui.page import Page
from mediation_desk.ui.phrases import applicants, day, money, stage_tone
from mediation_desk.ui.printing import table_html
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import icon_button
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.empty import EmptyState
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:
    pass

PAUSE_MS = 180


class EmployersPage(Page):
    """The list with a search; one employer opens in its place, Esc goes back."""

    NAME, TITLE = "employers", N_("Employers")

    def build(self) -> Iterator[None]:
        """Make the page."""
        self._employer_id = 0
        self.search = named(QLineEdit(), "employer_search", _("Name or credit code"))
        self.search.setPlaceholderText(_("Name or credit code"))
        self.search.setClearButtonEnabled(True)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.model = RowsModel[EmployerLine](_employer_columns())
        self.table = TableView("employer_list", _("Employers"))
        self.table.setSortingEnabled(True)
        self.table.use(self.model, (30, 22, 10, 7, 7, 8, 10, 14), 0)
        self.table.opened.connect(self._open_row)
        yield
        self.empty = EmptyState(
            _("No employer yet. Employers come with their first case."),
            name="employers_empty",
            icon="employers",
        )
        self.one = _OneEmployer()
        yield
        self.one.back.clicked.connect(lambda _checked=False: self.escape())
        self.one.table.opened.connect(
            lambda index: self.wanted_case.emit(self.one.model.row(index).id, "")
        )
        self._lay_out()
        self.setFocusProxy(self.table)

    def _lay_out(self) -> None:
        listing = QWidget()
        column = QVBoxLayout(listing)
        column.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        column.setSpacing(Space.M)
        self.search.setMaximumWidth(420)
        column.addWidget(self.search)
        card = Card(name="employers_card")
        holder = QWidget()
        self._either = QStackedLayout(holder)
        self._either.addWidget(self.table)
        self._either.addWidget(self.empty)
        card.add(holder, 1)
        column.addWidget(card, 1)
        self._views = QStackedLayout(self)
        self._views.addWidget(listing)
        self._views.addWidget(self.one)

    def refresh(self) -> None:
        """Read the list, and the employer that is open."""
        text = self.search.text().strip()
        self.jobs.ask(
            self, partial(browse.employer_lines, self.desk, text), partial(self._show, text)
        )
        if self._employer_id:
            self.open_employer(self._employer_id)

    def _show(self, text: str, lines: Sequence[EmployerLine]) -> None:
        if text == self.search.text().strip():
            self.model.show(lines)
            self.empty.text.setText(
                _("No employer matches.")
                if text
                else _("No employer yet. Employers come with their first case.")
            )
            self._either.setCurrentWidget(self.table if lines else self.empty)

    def _open_row(self, index: QModelIndex) -> None:
        self.open_employer(self.model.row(index).id)

    def open_employer(self, employer_id: int) -> None:
        """Open one employer's record."""
        self._employer_id = employer_id
        self.jobs.ask(
            self, partial(browse.employer_file, self.desk, employer_id), self._show_employer
        )

    def _show_employer(self, file: EmployerFile) -> None:
        if self._employer_id == file.line.id:
            self.one.show_file(file)
            self._views.setCurrentWidget(self.one)
            self.retitle(_("Employers"))

    def escape(self) -> bool:
        """Go back to the list."""
        was_open = self._views.currentWidget() is self.one
        self._employer_id = 0
        self._views.setCurrentIndex(0)
        return was_open

    def print_text(self) -> str:
        """Return the list in view for the printer."""
        shown = self.one.table if self._views.currentWidget() is self.one else self.table
        return table_html(shown.all_text()) if shown.model().rowCount() else ""

    def help_text(self) -> str:
        """Explain the page."""
        return _(
            "<p>Every employer that was ever a party, with the number of cases and workers and"
            " what it still owes under agreements.</p>"
            "<p>Enter or a double click opens its record with all its cases; Esc goes back to"
            " the list.</p>"
        )


class _OneEmployer(QWidget):
    """An employer's particulars, its totals and its cases."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "employer", _("Employer"))
        self.back = icon_button("back", _("Back to the list (Esc)"), "employer_back")
        self.name = label("", "title", name="employer_name", wrap=True)
        self.particulars = label("", "muted", name="employer_particulars", wrap=True)
        self.totals = QGridLayout()
        self.totals.setHorizontalSpacing(Space.XL)
        self._figures = {
            key: (label("–", "title", name=f"employer_{key}"), label(text, "small"))
            for key, text in (
                ("cases", _("Cases")),
                ("workers", _("Workers")),
                ("open", _("Open cases")),
                ("agreed", _("Agreed, yuan")),
                ("paid", _("Paid, yuan")),
                ("owed", _("Owed, yuan")),
            )
        }
        for place, pair in enumerate(self._figures.values()):
            for row, widget in enumerate(pair):
                self.totals.addWidget(widget, row, place)
        self.totals.setColumnStretch(len(self._figures), 1)
        self.model = RowsModel[CaseLine](_case_columns())
        self.table = TableView("employer_cases", _("Cases of this employer"))
        self.table.setSortingEnabled(True)
        self.table.use(self.model, (30, 14, 18, 11, 10, 13, 13), 2)
        about = Card(name="employer_card")
        head = QHBoxLayout()
        head.addWidget(self.back)
        head.addWidget(self.name, 1)
        about.body.addLayout(head)
        about.add(self.particulars)
        about.body.addLayout(self.totals)
        cases = Card(_("Cases of this employer"), name="employer_cases_card")
        cases.add(self.table, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        column.setSpacing(Space.M)
        column.addWidget(about)
        column.addWidget(cases, 1)

    def show_file(self, file: EmployerFile) -> None:
        """Show an employer's record."""
        employer, line = file.employer, file.line
        self.name.setText(employer.name)
        parts = [
            employer.credit_code or _("no credit code"),
            " ".join(p for p in (employer.legal_representative, employer.representative_post) if p),
            employer.phone,
            employer.address,
            employer.industry,
            employer.ownership,
            "" if employer.union is UnionThere.UNKNOWN else employer.union.label,
        ]
        self.particulars.setText("  ·  ".join(part for part in parts if part))
        agreed = sum((case.agreed for case in file.cases), ZERO)
        paid = sum((case.paid for case in file.cases), ZERO)
        for key, text in (
            ("cases", str(line.cases)),
            ("workers", str(line.workers)),
            ("open", str(line.open_cases)),
            ("agreed", figures(agreed)),
            ("paid", figures(paid)),
            ("owed", figures(line.owed)),
        ):
            self._figures[key][0].setText(text)
        self.model.show(file.cases)


def _employer_columns() -> tuple[Column[EmployerLine], ...]:
    return (
        Column(title=_("Employer"), text=lambda e: e.name),
        Column(title=_("Credit code"), text=lambda e: e.credit_code or "—"),
        Column(title=_("District"), text=lambda e: districts().get(e.district, e.district) or "—"),
        Column(title=_("Cases"), text=lambda e: str(e.cases), key=lambda e: e.cases, right=True),
        Column(
            title=_("In hand"),
            text=lambda e: str(e.open_cases),
            key=lambda e: e.open_cases,
            right=True,
        ),
        Column(
            title=_("Workers"), text=lambda e: str(e.workers), key=lambda e: e.workers, right=True
        ),
        Column(title=_("Last received"), text=lambda e: day(e.last_received_on)),
        Column(
            title=_("Owed, yuan"),
            text=lambda e: money(e.owed),
            key=lambda e: e.owed,
            right=True,
            tone=lambda e: Tone.WARN if e.owed else Tone.MUTED,
        ),
    )


def _case_columns() -> tuple[Column[CaseLine], ...]:
    return (
        Column(title=_("Case number"), text=lambda c: c.number),
        Column(title=_("Applicant"), text=applicants),
        Column(title=_("Cause"), text=lambda c: cause_label(c.cause)),
        Column(title=_("Stage"), text=lambda c: c.stage.label, tone=lambda c: stage_tone(c.stage)),
        Column(title=_("Received"), text=lambda c: c.received_on.isoformat()),
        Column(
            title=_("Agreed"), text=lambda c: money(c.agreed), key=lambda c: c.agreed, right=True
        ),
        Column(title=_("Paid"), text=lambda c: money(c.paid), key=lambda c: c.paid, right=True),
    )
