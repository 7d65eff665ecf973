"""Agreement and performance: terms, signatures, money, one after the other."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.stages import Stage
from mediation_desk.i18n import N_, _
from mediation_desk.ui.case.clauses_form import ClausesForm
from mediation_desk.ui.case.duties_panel import DutiesPanel
from mediation_desk.ui.case.instalments_form import InstalmentsForm
from mediation_desk.ui.case.payment_form import PaymentForm
from mediation_desk.ui.case.performance_panel import PerformancePanel
from mediation_desk.ui.case.signatures_panel import SignaturesPanel
from mediation_desk.ui.case.tab import CaseTab, elastic
from mediation_desk.ui.case.terms_panel import TermsPanel
from mediation_desk.ui.case.tracks_panel import TracksPanel
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.card import scrolling
from mediation_desk.ui.widgets.naming import named

TERMS, SIGNATURES, PERFORMANCE, TRACKS, DUTIES = range(5)
_PARTS = {
    "signatures": SIGNATURES,
    "performance": PERFORMANCE,
    "review": TRACKS,
    "visits": DUTIES,
    "duties": DUTIES,
}
"""Parts to which other pages lead, by name."""


class AgreementTab(CaseTab):
    """Five parts; the one that the stage asks for comes up first."""

    KEY, TITLE = "agreement", N_("Agreement and performance")

    wanted_step = Signal(object, int)
    """A step is wanted, of the proceeding with this key, 0 for the case itself."""
    wanted_pack = Signal(str)
    """All the papers for one purpose are wanted."""

    def build(self) -> Iterator[None]:
        """Make the parts one after the other."""
        self.parts = named(QTabBar(), "agreement_parts", _("Parts of the agreement"))
        self.parts.setDrawBase(False)
        self.parts.setExpanding(False)
        for text in (
            _("Terms"),
            _("Signatures and seal"),
            _("Payments"),
            _("Review, confirmation, enforcement"),
            _("Other duties and visits"),
        ):
            self.parts.addTab(text)
        yield
        instalments = InstalmentsForm()
        yield
        clauses = ClausesForm(self.case.desk.today)
        yield
        self.stack = QStackedWidget(self)  # what is put into it moves once, not with it again
        self.terms = TermsPanel(self.case, (instalments, clauses))
        yield
        self._take_in(self.terms)
        yield
        self.signatures = SignaturesPanel(self.case)
        yield
        self._take_in(self.signatures)
        self.signatures.wanted_split.connect(self.wanted_split)
        yield
        form = PaymentForm(self.case.desk.today())
        yield
        self.performance = PerformancePanel(self.case, form)
        yield
        self._take_in(self.performance)
        yield
        self.tracks = TracksPanel(self.case)
        yield
        self.duties = DutiesPanel(self.case, whole=False)
        yield from self.duties.making
        for name, further in (("tracks_scroll", self.tracks), ("duties_scroll", self.duties)):
            self.stack.addWidget(elastic(scrolling(further, name), 0))
            yield
        self.duties.noticed.connect(self.noticed)
        self.tracks.wanted_step.connect(self.wanted_step)
        self.tracks.wanted_pack.connect(self.wanted_pack)
        self.terms.wanted_tab.connect(self.wanted_tab)
        self.parts.currentChanged.connect(self.stack.setCurrentIndex)
        self._stage: tuple[int, Stage] | None = None
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.S)
        inside.addWidget(self.parts)
        inside.addWidget(self.stack, 1)

    def _take_in(self, panel: TermsPanel | SignaturesPanel | PerformancePanel) -> None:
        self.stack.addWidget(panel)
        panel.noticed.connect(self.noticed)

    def show_case(self, case: CaseFile) -> None:
        """Show the case as it stands now."""
        self.terms.show_case(case)
        self.signatures.show_case(case)
        self.performance.show_case(case)
        self.tracks.show_case(case)
        self.duties.show_case(case)
        if self._stage != (case.id, case.stage):
            self._stage = case.id, case.stage
            self.show_part(part_for(case))

    def escape(self) -> bool:
        """Take back what was refused in a cell of the part in view."""
        if self.stack.currentWidget() is self.terms:
            return self.terms.model.forget_wrong()
        paying = self.stack.currentWidget() is self.performance
        return paying and self.performance.form.model.forget_wrong()

    def show_part(self, part: int) -> None:
        """Bring up one of the parts."""
        self.parts.setCurrentIndex(part)

    def lead_part(self, part: str) -> None:
        """Bring up what follows the agreement: review, performance or visits."""
        if part in _PARTS:
            self.lead(_PARTS[part])
        if part == "duties":
            self.duties.lead()

    def lead(self, part: int) -> None:
        """Bring up a part and give the cursor to what is to be done there."""
        self.show_part(part)
        if part <= PERFORMANCE:
            (self.terms, self.signatures, self.performance)[part].lead()

    def table_text(self) -> str:
        """Return the table of the part in view for the printer."""
        match self.parts.currentIndex():
            case place if place == TRACKS:
                return self.tracks.text()
            case place if place == DUTIES:
                return self.duties.duty_table.all_text()
        return self.performance.table.all_text()


def part_for(case: CaseFile) -> int:
    """Return the part that the stage asks for."""
    if case.settlement is None:
        return TERMS
    return PERFORMANCE if case.settlement.effective_on else SIGNATURES
