"""What tabs of the region have in common that list things and open one of them in their place."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from mediation_desk.domain.rights import Right
from mediation_desk.ui.printing import table_html
from mediation_desk.ui.region.tab import RegionTab
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.card import Card, scrolling
from mediation_desk.ui.widgets.empty import EmptyState
from mediation_desk.ui.widgets.table import TableView


class ListTab(RegionTab):
    """The list; one of its rows opens in its place, Esc goes back."""

    table: TableView
    empty: EmptyState
    new: QPushButton
    key_open = 0
    """The key of what is open; nothing is at zero."""

    def start_list(self, table: TableView) -> None:
        """Let a list be sorted by hand, and stand as it was read until it is."""
        table.setSortingEnabled(True)
        table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)

    def lay_out(self, card: Card, one: QWidget, scroll: str, *above: QWidget) -> None:
        """Put the list with its button into a card, and what opens behind it."""
        listing = QWidget()
        column = QVBoxLayout(listing)
        column.setContentsMargins(0, Space.S, 0, 0)
        column.setSpacing(Space.S)
        for widget in above:
            column.addWidget(widget)
        holder = QWidget()
        self._either = QStackedLayout(holder)
        self._either.addWidget(self.table)
        self._either.addWidget(self.empty)
        card.add(holder, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.new)
        card.body.addLayout(foot)
        column.addWidget(card, 1)
        self._views = QStackedLayout(self)
        self._views.addWidget(listing)
        self._views.addWidget(scrolling(one, scroll))

    @property
    def may(self) -> bool:
        """Say whether the acting person may change anything here."""
        return self.desk.actor.may(Right.REGION)

    def show_filled(self, *, filled: bool) -> None:
        """Show the list, or the sentence that it is empty."""
        self._either.setCurrentWidget(self.table if filled else self.empty)

    def show_one(self) -> None:
        """Show what was opened in the list's place."""
        self._views.setCurrentIndex(1)

    def escape(self) -> bool:
        """Go back to the list."""
        was_open, self.key_open = bool(self.key_open), 0
        self._views.setCurrentIndex(0)
        if was_open:
            self.table.setFocus()
        return was_open

    def printed(self, opened: TableView) -> str:
        """Return the list, or the table of what is open, for the printer."""
        shown = opened if self.key_open else self.table
        return table_html(shown.all_text()) if shown.model().rowCount() else ""
