"""One field that finds cases and carries out commands (Ctrl+K)."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from mediation_desk.i18n import _
from mediation_desk.ui import theme
from mediation_desk.ui.commands import Command, matching
from mediation_desk.ui.widgets.naming import named

if TYPE_CHECKING:
    from mediation_desk.ui.search_results import Results

PAUSE_MS = 120


class Hit(NamedTuple):
    """What was found: its line of text, and the key of a case or what opens something else."""

    text: str
    case_id: int
    go: Callable[[], object] | None = None
    icon: str = "cases"


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
        glass = QAction(self)
        theme.set_action_icon(glass, "search")
        self.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self.offer(commands)
        self._find = find
        self._hits: Sequence[Hit] = ()
        self._choices: list[int | Command | Callable[[], object]] = []
        self._answered = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._look_up)
        self._ground = parent
        self.textEdited.connect(self._typed)

    @cached_property
    def results(self) -> "Results":
        """The list under the field, made when it is first wanted."""
        from mediation_desk.ui.search_results import Results

        made = Results(self._ground)
        made.list.clicked.connect(lambda index: self._take(index.row()))
        return made

    def offer(self, commands: Iterable[Command]) -> None:
        """Find these commands from now on, as another person works here."""
        self._commands = tuple(commands)

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
        self.setClearButtonEnabled(True)  # drawn only now: it would hold up the first paint
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
        hits = self._hits if text else ()
        commands = matching(self._commands, text, 20 if not text else 6)
        self._choices = [*(hit.go or hit.case_id for hit in hits), *commands]
        self.results.clear()
        for hit in hits:
            self.results.add(hit.icon, hit.text)
        for command in commands:
            self.results.add("command", f"{command.title}    {command.keys}".rstrip())
        if not self._choices and text and text == self._answered:
            self.results.add_note(_("Nothing was found for “{text}”.").format(text=text))
        if self.results.list.count() and self.hasFocus():
            self.results.list.setCurrentRow(0)
            self.results.open_under(self)
        else:
            self.results.hide()

    def _take(self, row: int) -> None:
        if not 0 <= row < len(self._choices):
            return
        choice = self._choices[row]
        self.results.hide()
        self.clear()
        self._hits, self._answered = (), ""
        if isinstance(choice, Command):
            choice.run()
        elif callable(choice):
            choice()
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
                self._take(self.results.list.currentRow())
            case _:
                super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the results when the cursor leaves for good."""
        super().focusOutEvent(event)
        if self._is_open() and event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self.results.hide()
