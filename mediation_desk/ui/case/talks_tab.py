"""Negotiation: offers, the figures between which they move, the gap, and what-ifs."""

from collections.abc import Iterator

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.offers import OfferSum
from mediation_desk.domain.sides import Side
from mediation_desk.i18n import N_, _
from mediation_desk.services import caucus, talks
from mediation_desk.services.caucus import Caucus
from mediation_desk.services.talks import Talks
from mediation_desk.ui.case.tab import CaseTab
from mediation_desk.ui.talks.gap_panel import GapPanel
from mediation_desk.ui.talks.notes_panel import NotesPanel
from mediation_desk.ui.talks.offer_form import OfferForm
from mediation_desk.ui.talks.offers_panel import OffersPanel
from mediation_desk.ui.talks.ranges_panel import RangesPanel
from mediation_desk.ui.talks.what_if_panel import WhatIfPanel
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named

OFFERS, RANGES, GAP, WHAT_IF, NOTES = range(5)
_PARTS = {"offers": OFFERS, "ranges": RANGES, "gap": GAP, "what_if": WHAT_IF, "notes": NOTES}
"""Parts to which other pages lead, by name."""


class TalksTab(CaseTab):
    """Five parts that read the negotiation apart from the case's file.

    What was told back to back is hidden until its mediator wants to see it: the parties may be
    looking at the same screen.
    """

    KEY, TITLE = "talks", N_("Negotiation")

    def build(self) -> Iterator[None]:
        """Make the parts one after the other."""
        self.parts = named(QTabBar(), "talks_parts", _("Parts of the negotiation"))
        self.parts.setDrawBase(False)
        self.parts.setExpanding(False)
        for text in (_("Offers"), _("Floor and best"), _("Gap"), _("What-if"), _("Back to back")):
            self.parts.addTab(text)
        yield
        self.stack = QStackedWidget(self)  # what is put into it moves once, not with it again
        form = OfferForm()
        yield
        self.offers = OffersPanel(self.case, form)
        yield
        self.stack.addWidget(self.offers)
        yield
        self.ranges = RangesPanel(self.case)
        yield
        self.gap = GapPanel()
        yield
        self.what_if = WhatIfPanel(self.case)
        yield
        self.notes = NotesPanel(self.case, whole=False)
        yield from self.notes.making
        self.agreed = label("", name="talks_agreed", tone=Tone.WARN, wrap=True)
        self.agreed.hide()
        self._panels = (self.offers, self.ranges, self.gap, self.what_if)
        for panel in (*self._panels[1:], self.notes):
            self.stack.addWidget(panel)
            yield
        self.offers.noticed.connect(self.noticed)
        self.offers.said.connect(self.said)
        self.ranges.noticed.connect(self.noticed)
        self.notes.noticed.connect(self.noticed)
        self.notes.apart_shown.connect(self.show_apart)
        self.gap.said.connect(self.said)
        self.offers.apart_shown.connect(self.show_apart)
        self.what_if.wanted_offer.connect(self._take_over)
        self.parts.currentChanged.connect(self.stack.setCurrentIndex)
        self.stack.setEnabled(False)  # nothing is begun before the talks are read
        self._apart = False
        self._found: tuple[CaseFile, Talks, Caucus] | None = None
        self._stale = True
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.S)
        inside.addWidget(self.parts)
        inside.addWidget(self.agreed)
        inside.addWidget(self.stack, 1)

    def show_case(self, case: CaseFile) -> None:
        """Read the negotiation again when the tab is in view."""
        if self._found is not None and self._found[0].id != case.id:
            self._apart = False
            self.stack.setEnabled(False)  # nothing said in the case before is saved into this one
        self._stale = True
        if self.isVisible():
            self._read()
        else:
            QTimer.singleShot(0, self, self._read_if_seen)

    def came_up(self) -> None:
        """Read the negotiation if something was done since."""
        if self._stale:
            self._read()

    def _read_if_seen(self) -> None:
        if self._stale and self.isVisible():
            self._read()

    def _read(self) -> None:
        case, desk = self.case.file, self.case.desk
        if case is None:
            return
        self._stale = False
        self.case.jobs.aside(
            self,
            lambda: (talks.of_case(desk, case), caucus.of_case(desk, case)),
            lambda found: self._show(case, *found),
        )

    def _show(self, case: CaseFile, found: Talks, notes: Caucus) -> None:
        if self.case.file is not case:
            return
        self._found = case, found, notes
        self.stack.setEnabled(True)
        self._show_found(case, found, notes)

    def _show_found(self, case: CaseFile, found: Talks, notes: Caucus) -> None:
        self.notes.show_notes(case, notes, apart=self._apart)
        for panel in self._panels:
            panel.show_talks(case, found, apart=self._apart and found.apart)
        self.agreed.setText("\n".join(f"⚠ {text}" for text in found.agreed))
        self.agreed.setVisible(bool(found.agreed))

    def show_apart(self, apart: bool) -> None:
        """Show or hide what was told back to back."""
        self._apart = apart
        if self._found is not None:
            self._show(*self._found)

    def hideEvent(self, event: QHideEvent) -> None:
        """Hide what was told back to back when the tab is left or the desk locked."""
        if self._found is not None and self._apart:
            self._apart = False
            self._show_found(*self._found)  # also while the case is being read again
        elif self._found is not None:
            self.notes.conceal()
            self.offers.conceal()
        super().hideEvent(event)

    def _take_over(self, side: Side, sums: tuple[OfferSum, ...]) -> None:
        self.parts.setCurrentIndex(OFFERS)
        self.offers.begin(side, sums)

    def lead_part(self, part: str) -> None:
        """Bring up a part by its name."""
        if part in _PARTS:
            self.parts.setCurrentIndex(_PARTS[part])

    def escape(self) -> bool:
        """Take back what was refused in the sheet in view."""
        match self.parts.currentIndex():
            case place if place == OFFERS:
                return self.offers.escape()
            case place if place == WHAT_IF:
                return self.what_if.escape()
            case place if place == NOTES:
                return self.notes.escape()
        return False

    def text(self) -> str:
        """Return the table of the part in view for the printer."""
        match self.parts.currentIndex():
            case place if place == RANGES:
                return self.ranges.text()
            case place if place == GAP:
                return self.gap.text()
            case place if place == WHAT_IF:
                return self.what_if.grid.all_text()
            case place if place == NOTES:
                return self.notes.text()
        return self.offers.text()
