"""The columns of a log: which, in which order, of which cases; kept under a name."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.domain.log_layout import OF_A_PERIOD, Layout, Which
from mediation_desk.i18n import _
from mediation_desk.services import logs
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import quiet, secondary
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

KEY = Qt.ItemDataRole.UserRole
_LINES_SHOWN = 14


class LayoutDialog(Dialog):
    """Ticks are columns, their order is that of the log; a layout that ships is copied."""

    saved = Signal(int)

    def __init__(self, desk: "Desk", jobs: Jobs, layout: Layout, parent: QWidget) -> None:
        super().__init__(
            _("Columns of the log"), _("Save the layout"), name="layout_dialog", parent=parent
        )
        self.edits(layout.id or layout.key)
        self._desk, self._jobs, self._layout = desk, jobs, layout
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        own = bool(layout.id)
        self.name = QLineEdit(layout.name if own else "")
        self.name.setPlaceholderText(_("such as: monthly form of the federation"))
        self.which = Choice([(which.value, which.label) for which in OF_A_PERIOD])
        self.which.set_code(layout.which.value)
        self.columns = named(QListWidget(), "layout_columns", _("Columns"))
        self.columns.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.up = quiet(_("Up  Alt+↑"), "layout_up", partial(self.move_by, -1))
        self.down = quiet(_("Down  Alt+↓"), "layout_down", partial(self.move_by, 1))
        self.up.setShortcut("Alt+Up")
        self.down.setShortcut("Alt+Down")
        self.remove = secondary(_("Remove this layout"), "layout_remove", self._remove)
        self.remove.setVisible(own)
        self._fill()
        self._lay_out()

    def _lay_out(self) -> None:
        self.body.addWidget(
            self.fields.add(FormField(_("Name of the layout"), self.name, "name", required=True))
        )
        self.body.addWidget(self.fields.add(FormField(_("Cases"), self.which, "which")))
        beside = QVBoxLayout()
        beside.setSpacing(Space.S)
        for button in (self.up, self.down):
            beside.addWidget(button)
        beside.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(self.fields.add(FormField(_("Columns"), self.columns, "columns")), 1)
        row.addLayout(beside)
        self.body.addLayout(row, 1)
        told = _(
            "Ticked columns are written, in the order of the list. Drag them to another place."
        )
        self.body.addWidget(label(told, "small", name="layout_words", wrap=True))
        self.foot.insertWidget(0, self.remove)

    def _fill(self) -> None:
        from mediation_desk.reports.log_columns import titles

        known = titles()
        for key in (*self._layout.columns, *(k for k in known if k not in self._layout.columns)):
            item = QListWidgetItem(known[key])
            item.setData(KEY, key)
            ticked = key in self._layout.columns
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.columns.addItem(item)
        self.columns.setCurrentRow(0)
        high = self.columns.sizeHintForRow(0) * _LINES_SHOWN
        self.columns.setMinimumHeight(min(high, 320))

    def move_by(self, step: int) -> None:
        """Move the column chosen up or down."""
        place = self.columns.currentRow()
        target = place + step
        if place < 0 or not 0 <= target < self.columns.count():
            return
        self.columns.insertItem(target, self.columns.takeItem(place))
        self.columns.setCurrentRow(target)

    def value(self) -> Layout:
        """Return the layout as it stands here."""
        items = [self.columns.item(place) for place in range(self.columns.count())]
        return replace(
            self._layout,
            key="",
            name=self.name.text().strip(),
            which=Which.of(self.which.code()),
            columns=tuple(
                str(item.data(KEY)) for item in items if item.checkState() is Qt.CheckState.Checked
            ),
        )

    def submit(self) -> None:
        """Save the layout."""
        layout = self.value()
        self.busy()
        self._jobs.do(self, lambda: logs.save_layout(self._desk, layout), self._done, self.explain)

    def _remove(self) -> None:
        key = self._layout.id
        self._jobs.do(
            self,
            lambda: logs.remove_layout(self._desk, key),
            lambda _done: self._done(0),
            self.explain,
        )

    def _done(self, key: int) -> None:
        self.accept()
        self.saved.emit(key)
