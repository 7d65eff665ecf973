"""Cards of Today: one short list, or several behind tabs; a sentence where there is nothing."""

from functools import cached_property
from typing import Any

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QTabBar, QWidget

from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.empty import EmptyState
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.rows_model import RowsModel
from mediation_desk.ui.widgets.table import TableView

LEAST_HEIGHT = 170
_FITTED = 6
"""Rows that a card fits at most; more of them scroll."""
_NO_LIMIT = 16_777_215


class ListPane(QWidget):
    """A short list, or a sentence when there is nothing; each made when it is first shown."""

    opened = Signal(QModelIndex)
    """A row was opened."""

    def __init__(
        self,
        title: str,
        name: str,
        model: RowsModel[Any],
        shares: tuple[int, ...],
        empty: str,
        icon: str,
    ) -> None:
        super().__init__()
        self.title = title
        self.model = model
        self._named, self._shares, self._empty, self._icon = name, shares, empty, icon
        self._either = QStackedLayout(self)

    @cached_property
    def table(self) -> TableView:
        """The list, made when there is something to show."""
        table = TableView(self._named, self.title)
        table.use_in_card(self.model, self._shares)
        table.opened.connect(self.opened)
        self._either.addWidget(table)
        return table

    @cached_property
    def empty(self) -> EmptyState:
        """The sentence, made when there is nothing to show."""
        sentence = EmptyState(self._empty, name=f"{self._named}_empty", icon=self._icon)
        self._either.addWidget(sentence)
        return sentence

    def show_rows(self, rows: tuple[object, ...]) -> None:
        """Show rows, or the sentence for none."""
        self.model.show(rows)
        self._either.setCurrentWidget(self.table if rows else self.empty)

    def ticked(self) -> str:
        """Return the list with a box before each line, for a pen."""
        head, *rows = self.table.all_text().splitlines()
        return "\n".join([f"\t{head}", *(f"□\t{row}" for row in rows)])


class ListCard(Card):
    """A card with one list."""

    def __init__(self, pane: ListPane, name: str) -> None:
        super().__init__(pane.title, name=f"{name}_card")
        self.pane = pane
        self.setMinimumHeight(LEAST_HEIGHT)
        self.add(pane, 1)

    def fit_rows(self, *, narrow: bool) -> None:
        """Be as high as the rows ask on a narrow page, so that the next card comes into view."""
        rows = self.pane.model.rowCount()
        line = self.fontMetrics().height()
        wanted = (6 + 2 * min(rows, _FITTED)) * line
        self.setMinimumHeight(min(LEAST_HEIGHT, wanted) if narrow and rows else LEAST_HEIGHT)
        self.setMaximumHeight(wanted if narrow and rows else _NO_LIMIT)


class TabsCard(Card):
    """A card with several lists behind tabs that tell how many rows each has."""

    def __init__(self, panes: tuple[ListPane, ...], name: str, spoken: str) -> None:
        super().__init__(" ", name=f"{name}_card")
        self.setAccessibleName(spoken)
        self.setMinimumHeight(LEAST_HEIGHT)
        self.panes = panes
        self.title.hide()
        self.note.hide()
        self.tabs = named(QTabBar(), f"{name}_tabs", spoken)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.head.insertWidget(0, self.tabs, 100)  # the card's own stretch gets nothing
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        for pane in panes:
            self.tabs.addTab(pane.title)
            self._stack.addWidget(pane)
            pane.model.modelReset.connect(self._count)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.add(holder, 1)

    def _count(self) -> None:
        for place, pane in enumerate(self.panes):
            rows = pane.model.rowCount()
            self.tabs.setTabText(place, f"{pane.title} {rows}" if rows else pane.title)

    def bring_up(self, pane: ListPane) -> None:
        """Show one of the lists."""
        self.tabs.setCurrentIndex(self.panes.index(pane))
