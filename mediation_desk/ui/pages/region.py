"""The region's platforms: bodies, duty roster, letters, legal aid, joint meetings (区域平台)."""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from mediation_desk.domain.supervision import Matter
from mediation_desk.i18n import N_, _
from mediation_desk.ui.page import Page
from mediation_desk.ui.parts import Ahead
from mediation_desk.ui.region.aid_tab import AidTab
from mediation_desk.ui.region.bodies_tab import BodiesTab
from mediation_desk.ui.region.duty_tab import DutyTab
from mediation_desk.ui.region.letters_tab import LettersTab
from mediation_desk.ui.region.meetings_tab import MeetingsTab
from mediation_desk.ui.region.rollup_tab import RollupTab
from mediation_desk.ui.region.tab import RegionTab
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.naming import named

if TYPE_CHECKING:
    pass

TABS = {
    "bodies": N_("Bodies"),
    "duty": N_("Duty roster"),
    "letters": N_("Letters of supervision"),
    "aid": N_("Legal aid"),
    "meetings": N_("Joint meetings"),
    "rollup": N_("Reports from below"),
}
"""The tabs in their order; each is made when it first comes up."""
KINDS: dict[str, type[RegionTab]] = {
    kind.KEY: kind for kind in (BodiesTab, DutyTab, LettersTab, AidTab, MeetingsTab, RollupTab)
}

T = TypeVar("T", bound=RegionTab)


class RegionPage(Page):
    """Everything the centre keeps beyond its own cases."""

    NAME, TITLE = "region", N_("Region")
    UNDOES = frozenset(
        {
            "body",
            "body_room",
            "body_person",
            "body_referral",
            "mirrored_case",
            "duty_shift",
            "legal_aid",
            "letter_settings",
            "supervision_matter",
            "supervision_letter",
            "joint_meeting",
            "meeting_participant",
            "meeting_decision",
            "package_received",
            "report_sender",
            "report_unit",
        }
    )

    def build(self) -> Iterator[None]:
        """Make the places of the tabs; a tab is made when it first comes up."""
        self._ahead = Ahead()
        self.tabs = named(QTabWidget(), "region_tabs", _("Platforms of the region"))
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        for title in TABS.values():
            holder = QWidget()
            inside = QVBoxLayout(holder)
            inside.setContentsMargins(0, 0, 0, 0)
            self.tabs.addTab(holder, _(title))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(Space.L, Space.S, Space.L, Space.M)
        outer.addWidget(self.tabs)
        self.tabs.currentChanged.connect(lambda _place: self.refresh())
        yield

    def ahead(self) -> Iterator[None]:
        """Make the tabs that were not wanted yet."""
        for key, kind in KINDS.items():
            if key not in self.__dict__:
                yield from self._ahead.make(kind, self.desk, self.jobs)
                getattr(self, key)
                yield

    @cached_property
    def bodies(self) -> BodiesTab:
        """Rooms, tribunals, lawyers and agencies."""
        return self._stand(BodiesTab)

    @cached_property
    def duty(self) -> DutyTab:
        """Who is on duty where."""
        return self._stand(DutyTab)

    @cached_property
    def letters(self) -> LettersTab:
        """Matters of supervision with their letters."""
        return self._stand(LettersTab)

    @cached_property
    def aid(self) -> AidTab:
        """Legal aid."""
        return self._stand(AidTab)

    @cached_property
    def meetings(self) -> MeetingsTab:
        """Joint meetings."""
        return self._stand(MeetingsTab)

    @cached_property
    def rollup(self) -> RollupTab:
        """Packages from below and to above."""
        return self._stand(RollupTab)

    def _stand(self, kind: type[T]) -> T:
        tab = self._ahead.take(kind, self.desk, self.jobs)
        holder = self.tabs.widget(list(TABS).index(tab.key))
        layout = holder.layout()
        assert layout is not None, "every tab has a place"
        layout.addWidget(tab)
        tab.noticed.connect(lambda text: self.noticed.emit(text, self.undo_last))
        tab.said.connect(lambda text: self.noticed.emit(text, None))
        tab.wanted_case.connect(self.wanted_case)
        return tab

    def current_tab(self) -> RegionTab:
        """Return the tab in view, made when it first comes up."""
        tab = getattr(self, list(TABS)[self.tabs.currentIndex()])
        assert isinstance(tab, RegionTab)
        return tab

    def show_tab(self, key: str, row: int = 0) -> None:
        """Bring up a tab by its key, and in it what has a key of its own."""
        place = list(TABS).index(key)
        if self.tabs.currentIndex() == place:
            self.refresh()
        else:
            self.tabs.setCurrentIndex(place)
        if row:
            self.current_tab().open_key(row)

    def in_view(self) -> str:
        """Return the key of the tab in view."""
        return list(TABS)[self.tabs.currentIndex()]

    def come_back_to(self, part: str) -> None:
        """Bring that tab up again."""
        if part in TABS:
            self.show_tab(part)

    def lead_to(self, tab: str, what: object) -> None:
        """Open what has a key, or the form of a matter that is proposed, as one of a case."""
        self.show_tab(tab, what if isinstance(what, int) else 0)
        if isinstance(what, Matter):
            self.letters.begin(what)

    def refresh(self) -> None:
        """Read the tab in view again."""
        self.current_tab().refresh()

    def escape(self) -> bool:
        """Go back to the list of the tab in view."""
        return self.current_tab().escape()

    def print_itself(self) -> bool:
        """Print what is in view by the tab's own means."""
        return self.current_tab().print_itself()

    def print_text(self) -> str:
        """Return what is in view for the printer."""
        return self.current_tab().print_text()

    def help_text(self) -> str:
        """Explain the page."""
        return _(
            "<p><b>Bodies</b> are the rooms, tribunals, lawyers and agencies of the region. What"
            " each must not do here stands under its name.</p>"
            "<p><b>Duty roster</b>: Enter on a cell says who is on duty then; the week before is"
            " copied with one button.</p>"
            "<p><b>Letters</b> follow from each other: prompt, inquiry, opinion, proposal. The one"
            " blue button is the next step; “Another step” tells why a step is not open. Only a"
            " supervisor issues a letter.</p>"
            "<p><b>Legal aid</b> shows what was agreed and what was recovered side by side.</p>"
            "<p><b>Joint meetings</b> keep the matters decided until they are done.</p>"
        ) + _(
            "<p><b>Reports from below</b>: lock the period in Statistics, make its package, carry"
            " the file to the city or the province. Packages are received by the button or by"
            " dropping files here; Enter on a region shows its packages and whether one is"
            " expected.</p>"
        )

    # -- undo -------------------------------------------------------------------------------
