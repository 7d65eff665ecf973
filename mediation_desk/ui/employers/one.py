"""One employer: its particulars and totals, its cases, its risk, the employers beside it."""

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from mediation_desk.domain.case import CaseLine
from mediation_desk.domain.claims import ZERO
from mediation_desk.domain.employer import EmployerState, UnionThere
from mediation_desk.domain.money import figures
from mediation_desk.domain.relations import RelationMap
from mediation_desk.domain.rights import Right
from mediation_desk.domain.taxonomy import cause_label
from mediation_desk.i18n import N_, _
from mediation_desk.services import risk
from mediation_desk.services.browse import EmployerFile
from mediation_desk.services.risk import RiskFile
from mediation_desk.ui.employers.related_view import RelatedView
from mediation_desk.ui.employers.watch_view import WatchView
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.phrases import applicants, line_tone, money, stage_now
from mediation_desk.ui.printing import table_html
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import icon_button, quiet
from mediation_desk.ui.widgets.card import Card, scrolling
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

CASES, RISK, RELATED = "cases", "risk", "related"
TABS = {CASES: N_("Cases"), RISK: N_("Risk and watch"), RELATED: N_("Related employers")}


class OneEmployer(QWidget):
    """An employer's particulars and totals; below them a tab each for cases, risk, relations."""

    noticed = Signal(str)
    """An act was done; the notice offers to undo it."""
    wanted_employer = Signal(int)
    """Open another employer."""
    wanted_case = Signal(int, str)
    """Open a case at a tab."""
    wanted_cases = Signal(object, str)
    """Show the list of cases narrowed to some keys."""
    wanted_matter = Signal(int)
    """Open a matter of supervision."""
    discarding = Signal(int, str)
    """Move this employer, that has no case any more, to the recycle bin (key and name)."""

    def __init__(self, desk: "Desk", jobs: Jobs) -> None:
        super().__init__()
        named(self, "employer", _("Employer"))
        self.desk, self.jobs = desk, jobs
        self._id, self._shown_name = 0, ""
        self.back = icon_button("back", _("Back to the list (Esc)"), "employer_back")
        self.name = label("", "title", name="employer_name", wrap=True)
        self.particulars = label("", "muted", name="employer_particulars", wrap=True)
        self.totals_row = QWidget()
        self.totals = QGridLayout(self.totals_row)
        self.totals.setContentsMargins(0, 0, 0, 0)
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
        self._lay_out()

    def _lay_out(self) -> None:
        about = Card(name="employer_card")
        head = QHBoxLayout()
        head.addWidget(self.back)
        head.addWidget(self.name, 1)
        text = _("Move to the recycle bin")
        self.discard = quiet(text, "employer_discard", self._discard, "trash")
        self.discard.hide()
        head.addWidget(self.discard)
        about.body.addLayout(head)
        about.add(self.particulars)
        about.add(self.totals_row)
        cases = Card(_("Cases of this employer"), name="employer_cases_card")
        cases.add(self.table, 1)
        self.tabs = named(QTabWidget(), "employer_tabs", _("Parts of the employer's file"))
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self._holders: dict[str, QWidget] = {}
        for key, title in TABS.items():
            holder = self._holders[key] = QWidget()
            inside = QVBoxLayout(holder)
            inside.setContentsMargins(0, Space.S, 0, 0)
            if key == CASES:
                inside.addWidget(cases)
            self.tabs.addTab(holder, _(title))
        self.tabs.currentChanged.connect(lambda _place: self._read_tab())
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        column.setSpacing(Space.M)
        column.addWidget(about)
        column.addWidget(self.tabs, 1)

    @cached_property
    def risk(self) -> WatchView:
        """The risk of the employer, made when it first comes up."""
        view = WatchView(self.desk, self.jobs)
        view.noticed.connect(self.noticed)
        view.wanted_cases.connect(self.wanted_cases)
        view.wanted_matter.connect(self.wanted_matter)
        self._put(RISK, scrolling(view, "risk_scroll"))
        return view

    @cached_property
    def related(self) -> RelatedView:
        """The employers beside this one, made when they first come up."""
        view = RelatedView(self.desk, self.jobs)
        view.opened.connect(self.wanted_employer)
        view.wanted_case.connect(self.wanted_case)
        self._put(RELATED, scrolling(view, "related_scroll"))
        return view

    def _put(self, key: str, widget: QWidget) -> None:
        layout = self._holders[key].layout()
        assert layout is not None, "every tab has a place"
        layout.addWidget(widget)

    @property
    def tab(self) -> str:
        """The key of the tab in view."""
        return list(TABS)[self.tabs.currentIndex()]

    def show_tab(self, key: str) -> None:
        """Bring up a tab."""
        self.tabs.setCurrentIndex(list(TABS).index(key))

    def show_file(self, file: EmployerFile) -> None:
        """Show an employer's record."""
        employer, line = file.employer, file.line
        self._id, self._shown_name = line.id, employer.name
        self.name.setText(employer.name)
        parts = [
            employer.credit_code or _("no credit code"),
            " ".join(p for p in (employer.legal_representative, employer.representative_post) if p),
            employer.phone,
            employer.address,
            employer.industry,
            employer.ownership,
            "" if employer.union is UnionThere.UNKNOWN else employer.union.label,
            "" if employer.state is EmployerState.NORMAL else employer.state.label,
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
        self.discard.setVisible(not line.cases and self.desk.actor.may(Right.SUPERVISE))
        self.model.show(file.cases)
        self._read_tab()

    @property
    def employer_id(self) -> int:
        """The employer in view."""
        return self._id

    def _discard(self) -> None:
        self.discarding.emit(self._id, self._shown_name)

    def _read_tab(self) -> None:
        """Read what the tab in view shows beyond the record; the totals stand over the cases."""
        self.totals_row.setVisible(self.tab == CASES)
        key = self._id
        if key and self.tab == RISK:
            self.jobs.ask(self, partial(risk.file, self.desk, key), self._show_risk)
        elif key and self.tab == RELATED:
            self.jobs.ask(self, partial(risk.related, self.desk, key), self._show_related)

    def _show_risk(self, file: RiskFile) -> None:
        if file.employer_id == self._id:
            self.risk.show_file(file, self._shown_name)

    def _show_related(self, shown: RelationMap) -> None:
        if shown.centre == self._id:
            self.related.show_map(shown, self._shown_name)

    def print_text(self) -> str:
        """Return the tab in view for the printer."""
        match self.tab:
            case "risk":
                return self.risk.print_text()
            case "related":
                return self.related.print_text()
        return table_html(self.table.all_text()) if self.model.rowCount() else ""


def _case_columns() -> tuple[Column[CaseLine], ...]:
    return (
        Column(title=_("Case number"), text=lambda c: c.number),
        Column(title=_("Applicant"), text=applicants),
        Column(title=_("Cause"), text=lambda c: cause_label(c.cause)),
        Column(title=_("Stage"), text=stage_now, tone=line_tone),
        Column(title=_("Received"), text=lambda c: c.received_on.isoformat()),
        Column(
            title=_("Agreed"), text=lambda c: money(c.agreed), key=lambda c: c.agreed, right=True
        ),
        Column(title=_("Paid"), text=lambda c: money(c.paid), key=lambda c: c.paid, right=True),
    )
