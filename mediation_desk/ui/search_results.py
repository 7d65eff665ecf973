"""The list of what a search found."""

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from mediation_desk.i18n import _
from mediation_desk.ui import theme
from mediation_desk.ui.widgets.naming import named


class Results(QFrame):
    """The list under the field: a child of the window, so that typing goes on undisturbed."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        named(self, "search_results", _("Search results"))
        self.setProperty("role", "card")
        self.list = named(QListWidget(), "search_list", _("Search results"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(4, 4, 4, 4)
        inside.addWidget(self.list)
        window.installEventFilter(self)
        self.hide()

    def clear(self) -> None:
        """Empty the list."""
        self.list.clear()

    def add(self, icon: str, text: str) -> None:
        """Add what can be taken."""
        self._add(QListWidgetItem(theme.icon(icon, size=16), text))

    def add_note(self, text: str) -> None:
        """Add a line that only says something."""
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self._add(item)

    def _add(self, item: QListWidgetItem) -> None:
        item.setToolTip(item.text())
        item.setSizeHint(QSize(0, self.fontMetrics().height() + 14))
        self.list.addItem(item)

    def open_under(self, field: QLineEdit) -> None:
        """Show the list under the field, as high as it needs and the window allows."""
        window = self._window
        at = field.mapTo(window, QPoint(0, field.height() + 4))
        row = max(28, self.list.sizeHintForRow(0))
        height = min(row * self.list.count() + 18, window.height() - at.y() - 12)
        width = min(max(field.width(), 520), window.width() - at.x() - 12)
        self.setGeometry(at.x(), at.y(), width, height)
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close when the window changes its size."""
        if event.type() is QEvent.Type.Resize:
            self.hide()
        return super().eventFilter(watched, event)
