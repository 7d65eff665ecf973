"""A section that is a list with a button to add to it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout

from mediation_desk.domain.rights import Right
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.pages.sections.section import Section
from mediation_desk.ui.widgets.buttons import primary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

T = TypeVar("T")


class Listing(Section, Generic[T]):
    """Rows of one kind; Enter or a double click edits, the button adds."""

    def __init__(
        self,
        desk: "Desk",
        jobs: Jobs,
        name: str,
        title: str,
        columns: Sequence[Column[T]],
        widths: tuple[int, ...],
        words: str,
        add: str,
        right: Right,
    ) -> None:
        super().__init__(desk, jobs, name, title)
        self._right = right
        self.model = RowsModel[Any](columns)
        self.table = TableView(f"{name}_list", title)
        self.table.setSortingEnabled(False)
        self.table.use(self.model, widths, 0)
        self.table.opened.connect(self._open)
        self.table.setMinimumHeight(190)
        self.add = primary(add, f"{name}_add", self.open_new, "plus")
        card = Card(title, name=f"{name}_card")
        card.add(label(words, "small", name=f"{name}_words", wrap=True))
        card.add(self.table, 1)
        self.foot = QHBoxLayout()
        self.foot.addStretch(1)
        self.foot.addWidget(self.add)
        card.body.addLayout(self.foot)
        self.column.addWidget(card, 1)

    def show_rows(self, rows: Sequence[T]) -> None:
        """Show what is stored, and the button to those who may add."""
        self.model.show(rows)
        self.add.setEnabled(self.desk.actor.may(self._right))

    def open_new(self) -> None:
        """Open the form of a new row."""

    def edit(self, row: T) -> None:
        """Open the form of a row."""

    def _open(self, index: QModelIndex) -> None:
        if self.desk.actor.may(self._right):
            self.edit(self.model.row(index))
