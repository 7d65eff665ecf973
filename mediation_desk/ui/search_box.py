"""One field that finds cases and carries out commands (Ctrl+K)."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from mediation_desk.i18n import _
from mediation_desk.ui import theme
from mediation_desk.ui.commands import Command, matching
from mediation_desk.ui.widgets.naming import named

PAUSE_MS = 120


class Hit(NamedTuple):
    """A case found: its line of text and its key."""

    text: str
    case_id: int


Find = Callable[[str, Callable[[str, Sequence[Hit]], None]], None]
"""Looks a text up and hands the text and its hits back later."""


class SearchBox(QLineEdit):
    """Finds after a short pause in typing; arrows choose, Enter opens, Esc closes."""

    chosen = Signal(int)
    """A case was chosen."""

    def __init__(self, commands: Sequence[Command], find: Find, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, "search", _("Search and commands"))
        self.setPlaceholderText(_("Number, name, initials, employer…  Ctrl+K"))
        self.setClearButtonEnabled(True)
        glass = QAction(self)
        theme.set_action_icon(glass, "search")
        self.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self._commands = tuple(commands)
        self._find = find
        self._hits: Sequence[Hit] = ()
        self._choices: list[Command | int] = []
        self._answered = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._look_up)
        self._ground = parent
        self.textEdited.connect(self._typed)

    @cached_property
    def results(self) -> "_Results":
        """The list under the field, made when it is first wanted."""
        made = _Results(self._ground)
        made.list.itemClicked.connect(self._take)
        return made

    def open_all(self) -> None:
        """Go to the field and show every command."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._show_results()

    def escape(self) -> bool:
        """Close the list of results; False if it was not open."""
        was_open = self._is_open()
        if was_open:
            self.results.hide()
        return was_open

    def _is_open(self) -> bool:
        return "results" in self.__dict__ and self.results.isVisible()

    def _typed(self, text: str) -> None:
        if text.strip():
            self._pause.start()
        else:
            self._pause.stop()
            self._hits, self._answered = (), ""
        self._show_results()

    def _look_up(self) -> None:
        self._find(self.text().strip(), self._found)

    def _found(self, text: str, hits: Sequence[Hit]) -> None:
        if text == self.text().strip():  # answers to earlier strokes come too late
            self._hits, self._answered = hits, text
            self._show_results()

    def _show_results(self) -> None:
        text = self.text().strip()
        self.results.list.clear()
        self._choices.clear()
        for hit in self._hits if text else ():
            self._add("cases", hit.text, "", hit.case_id)
        for command in matching(self._commands, text, 20 if not text else 6):
            self._add("command", command.title, command.keys, command)
        if not self.results.list.count() and text and text == self._answered:
            item = QListWidgetItem(_("Nothing was found for “{text}”.").format(text=text))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.results.list.addItem(item)
        if self.results.list.count() and self.hasFocus():
            self.results.list.setCurrentRow(0)
            self.results.open_under(self)
        else:
            self.results.hide()

    def _add(self, icon: str, text: str, keys: str, choice: Command | int) -> None:
        item = QListWidgetItem(
            theme.icon(icon, size=16), f"{text}    {keys}" if keys else text, self.results.list
        )
        item.setSizeHint(QSize(0, self.fontMetrics().height() + 14))
        self._choices.append(choice)
        item.setToolTip(text)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is None or not item.flags():
            return
        choice = self._choices[self.results.list.row(item)]
        self.results.hide()
        self.clear()
        self._hits, self._answered = (), ""
        if isinstance(choice, Command):
            choice.run()
        else:
            self.chosen.emit(choice)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through the results and take one; all other keys type."""
        is_open = self._is_open()
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up if is_open and self.results.list.count():
                rows, step = self.results.list, 1 if event.key() == Qt.Key.Key_Down else -1
                rows.setCurrentRow((rows.currentRow() + step) % rows.count())
            case Qt.Key.Key_Down:
                self._show_results()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if is_open:
                self._take(self.results.list.currentItem())
            case _:
                super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the results when the cursor leaves for good."""
        super().focusOutEvent(event)
        if self._is_open() and event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self.results.hide()


class _Results(QFrame):
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
