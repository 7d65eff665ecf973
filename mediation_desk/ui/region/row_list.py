"""Rows of fields that are added and taken out one by one, as the agencies at a meeting."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.i18n import _
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import icon_button, secondary
from mediation_desk.ui.widgets.contents import content_of, in_words, put
from mediation_desk.ui.widgets.naming import named


class Row(QWidget):
    """One row: its fields side by side, and a cross that takes it out."""

    def __init__(self, name: str, fields: Sequence[tuple[QWidget, int]]) -> None:
        super().__init__()
        named(self, name)
        self.told = [field for field, _share in fields if content_of(field) is not None]
        """The editors whose text is all that the row says."""
        self.cross = icon_button("cross", _("Take this line out"), f"{name}_out")
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.S)
        for field, share in fields:
            inside.addWidget(field, share)
        inside.addWidget(self.cross)


R = TypeVar("R", bound=Row)


class RowList(QWidget, Generic[R]):
    """Keeps rows in order, with a button that adds an empty one."""

    changed = Signal()
    """Something was typed or chosen in a row, or a row was taken out."""

    def __init__(self, name: str, spoken: str, add: str, empty: Callable[[], R]) -> None:
        super().__init__()
        named(self, name, spoken)
        self._empty = empty
        self.rows: list[R] = []
        self.add_button = secondary(add, f"{name}_add", self.add_empty, "plus")
        self._column = QVBoxLayout()
        self._column.setSpacing(Space.XS)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(self._column)
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        inside.addLayout(foot)

    def add(self, row: R) -> None:
        """Put a row at the end."""
        self.rows.append(row)
        for line in row.findChildren(QLineEdit):
            line.textChanged.connect(self.changed)
        for choice in row.findChildren(QComboBox):
            choice.currentIndexChanged.connect(self.changed)
        self._column.addWidget(row)
        row.cross.clicked.connect(lambda _checked=False: self._take_out(row))

    def replace(self, rows: Sequence[R]) -> None:
        """Show other rows."""
        for row in tuple(self.rows):
            self._take_out(row)
        for row in rows:
            self.add(row)

    def content(self) -> str:
        """Return what stands in the rows as one text, a line for each."""
        return "\n".join(
            "\t".join(content_of(editor) or "" for editor in row.told) for row in self.rows
        )

    def put_content(self, text: str) -> None:
        """Show the rows of such a text."""
        rows = []
        for line in text.split("\n") if text else ():
            row = self._empty()
            for editor, said in zip(row.told, line.split("\t"), strict=False):
                put(editor, said)
            rows.append(row)
        self.replace(rows)

    def content_in_words(self, text: str) -> str:
        """Say such a text in words, a line for each row."""
        row = self._empty()
        return "\n".join(
            " · ".join(
                in_words(editor, said) or "—"
                for editor, said in zip(row.told, line.split("\t"), strict=False)
            )
            for line in text.split("\n")
            if text
        )

    def add_empty(self) -> None:
        """Put an empty row at the end and go to its first field."""
        row = self._empty()
        self.add(row)
        row.show()
        for field in row.findChildren(QWidget):
            if field.isEnabled() and field is not row.cross:
                field.setFocus()
                break
        QTimer.singleShot(0, self, self._show_end)

    def _show_end(self) -> None:
        """Bring the new row into view with the button below it, once it has its place."""
        lead = self.parentWidget()
        while lead is not None:
            if isinstance(lead, QScrollArea):
                lead.ensureWidgetVisible(self.add_button)
            lead = lead.parentWidget()

    def _take_out(self, row: R) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.changed.emit()
        self.add_button.setFocus()
