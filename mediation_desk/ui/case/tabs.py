"""The tabs of a case: made when they first come up, filled when they are seen."""

from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QTabWidget, QWidget

from mediation_desk.domain.case import CaseFile
from mediation_desk.i18n import N_, _
from mediation_desk.ui.case.agreement_tab import AgreementTab
from mediation_desk.ui.case.around_tab import AroundTab
from mediation_desk.ui.case.claims_tab import ClaimsTab
from mediation_desk.ui.case.hearings_tab import HearingsTab
from mediation_desk.ui.case.materials_tab import MaterialsTab
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.overview_tab import OverviewTab
from mediation_desk.ui.case.papers_tab import PapersTab
from mediation_desk.ui.case.parties_tab import PartiesTab
from mediation_desk.ui.case.record_tab import RecordTab
from mediation_desk.ui.case.tab import CaseTab
from mediation_desk.ui.case.talks_tab import TalksTab
from mediation_desk.ui.page import Printable
from mediation_desk.ui.pages_shown import SLICE, styled
from mediation_desk.ui.parts import Ahead
from mediation_desk.ui.printing import table_html
from mediation_desk.ui.slices import Slices
from mediation_desk.ui.widgets.card import scrolling
from mediation_desk.ui.widgets.naming import named

T = TypeVar("T", bound=CaseTab)

TABS = {
    "overview": N_("Overview"),
    "parties": N_("Parties"),
    "claims": N_("Claims and sums"),
    "hearings": N_("Hearings"),
    "talks": N_("Negotiation"),
    "agreement": N_("Agreement and performance"),
    "around": N_("Aid and referrals"),
    "papers": N_("Papers"),
    "materials": N_("Materials and dossier"),
    "record": N_("History"),
}
"""The tabs in their order; each is made when it first comes up."""
KINDS: dict[str, type[CaseTab]] = {
    kind.KEY: kind
    for kind in (
        *(OverviewTab, PartiesTab, ClaimsTab, HearingsTab, TalksTab, AgreementTab),
        *(AroundTab, PapersTab, MaterialsTab, RecordTab),
    )
}


class CaseTabs(QTabWidget):
    """Which tab is there, which is in view, and which shows the case as it stands now."""

    begun = Signal(object)
    """A tab has come into being: whoever holds the tabs hears what it asks for."""

    def __init__(self, case: OpenCase) -> None:
        super().__init__()
        named(self, "case_tabs", _("Parts of the case"))
        self._case = case
        self._ahead = Ahead()
        self._made: dict[str, CaseTab] = {}
        self._stale: list[CaseTab] = []
        """Tabs that do not show the case as it stands now."""
        self._case_id = 0
        self._shut: QWidget | None = None
        """The tab in view while nobody may act on the case: to shut them all takes long."""
        self._making = Slices(self, seconds=SLICE)
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._fill_next)
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        for key, title in TABS.items():
            self.addTab(scrolling(QWidget(), f"scroll_{key}"), _(title))
        self.currentChanged.connect(lambda _place: self.came_up())

    def tab(self, kind: type[T]) -> T:
        """Return a tab, made now if it was not wanted yet."""
        made = self._made.get(kind.KEY) or self._stand(kind)
        assert isinstance(made, kind)
        return made

    def current(self) -> CaseTab:
        """Return the tab in view."""
        return self.tab(KINDS[list(TABS)[self.currentIndex()]])

    @staticmethod
    def title(key: str) -> str:
        """Return what a tab is called."""
        return _(KINDS[key].TITLE)

    def bring_up(self, key: str) -> None:
        """Bring up a tab by its key."""
        self.setCurrentIndex(list(TABS).index(key))

    def let_act(self, *, on: bool) -> None:
        """Let people act on what is in view and turn to other tabs, or not."""
        if self._shut is not None:
            self._shut.setEnabled(True)
        self._shut = None if on else self.currentWidget()
        if self._shut is not None:
            self._shut.setEnabled(False)
        self.tabBar().setEnabled(on)

    def ahead(self) -> Iterator[None]:
        """Make the tabs that were not wanted yet."""
        for key, kind in KINDS.items():
            if key not in self._made:
                yield from self._parts(kind)
                self.tab(kind)
                yield

    def _parts(self, kind: type[CaseTab]) -> Iterator[None]:
        """Make a tab a part at a time, beneath its place already: a whole one would move slowly."""
        tab = self._ahead.begin(kind, self._case)
        tab.setParent(self._area(kind).viewport())
        yield
        yield from tab.making
        yield from styled(tab)

    def _area(self, kind: type[CaseTab]) -> QScrollArea:
        area = self.widget(list(TABS).index(kind.KEY))
        assert isinstance(area, QScrollArea)
        return area

    def _stand(self, kind: type[T]) -> T:
        """Put a new tab in its place and show it the case."""
        tab = self._ahead.take(kind, self._case)
        tab.setProperty("role", "clear")
        self._area(kind).setWidget(tab)
        self._made[tab.key] = tab
        self.begun.emit(tab)
        if self._case.file is not None:
            tab.show_case(self._case.file)
        tab.show()
        return tab

    def show_case(self, case: CaseFile) -> None:
        """Show the case in the tab in view at once, in the others by and by."""
        counts = {
            "parties": len(case.parties),
            "hearings": len(case.hearings),
            "papers": len(case.papers),
            "materials": len(case.materials),
        }
        if self._case_id != case.id:
            self._case_id = case.id
            self._to_the_top()
        self._stale = [self._made[key] for key in TABS if key in self._made]
        self._fill(self.current())
        self._turn.start()
        for place, (key, title) in enumerate(TABS.items()):
            number = counts.get(key)
            self.setTabText(place, f"{_(title)} {number}" if number else _(title))

    def _to_the_top(self) -> None:
        """Begin a case where it begins, wherever the one before it was left."""
        for area in self.findChildren(QScrollArea):
            area.verticalScrollBar().setValue(0)
            area.horizontalScrollBar().setValue(0)

    def _fill(self, tab: CaseTab) -> None:
        """Show a tab the case as it stands now, unless it does already."""
        if tab in self._stale and self._case.file is not None:
            self._stale.remove(tab)
            tab.show_case(self._case.file)

    def _fill_next(self) -> None:
        """Fill a tab that is not in view; the window answers before the next one."""
        for tab in self._stale[:1]:
            self._fill(tab)
            self._turn.start()

    def came_up(self) -> None:
        """Let the tab that has come into view show the case; one not made yet is made first."""
        if self._shut is not None:
            self.let_act(on=False)
        kind = KINDS[list(TABS)[self.currentIndex()]]
        self._making.drop()  # what was begun stays begun, for whoever comes back to it
        self._making.begin(self._shown_now(kind))

    def _shown_now(self, kind: type[CaseTab]) -> Iterator[None]:
        if kind.KEY not in self._made:
            yield from self._parts(kind)
            self.tab(kind)
            yield
        if self._case.file is not None and KINDS[list(TABS)[self.currentIndex()]] is kind:
            self._fill(self.current())
            self.current().came_up()

    def print_text(self) -> Printable:
        """Return the tables of the tab in view for the printer."""
        match self.current():
            case ClaimsTab() as claims:
                return claims.print_text()
            case PapersTab() as papers:
                return table_html(papers.table_text())
            case TalksTab() as talks:
                return table_html(talks.text())
            case PartiesTab() as parties:
                return "<br>".join(table_html(text) for text in parties.texts())
            case MaterialsTab() as tab:
                return table_html(tab.table_text())
            case HearingsTab() | RecordTab() as tab:
                return table_html(tab.table.all_text())
            case AgreementTab() as agreement:
                return table_html(agreement.table_text())
        return table_html(self.tab(OverviewTab).clocks.all_text())
