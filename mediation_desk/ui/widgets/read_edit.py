"""A line that shows inside itself what it understood of the text typed."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from mediation_desk.domain.errors import DeskError
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.labels import label, set_tone


class ReadEdit(QLineEdit):
    """A line whose text is read at every stroke; the reading stands in it, in grey.

    Nothing is refused while typing, so input methods are not disturbed.
    """

    read = Signal()
    """What was understood has changed."""

    note_on_left = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note = label("", "small", parent=self)
        self._note.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._problem = self._last_read = ""
        self.tidying = False
        """Whether the text changes to its plain form only."""
        for typed in (self.textEdited, self.textChanged):  # the first to hear of a stroke
            typed.connect(self._reread_new)

    def understand(self, text: str) -> str:
        """Read the text and return how to show what was understood; DeskError if it cannot be."""
        raise DeskError(text)

    def canonical(self) -> str:
        """Return the text as it is left when the field loses the cursor."""
        return self.text()

    def problem(self) -> str:
        """Return a sentence if what is typed cannot be read, else nothing."""
        return self._problem

    def _reread_new(self, text: str) -> None:
        if text != self._last_read:
            self._reread(text)

    def _reread(self, text: str) -> None:
        self._last_read = text
        self._problem = shown = ""
        if text.strip():
            try:
                shown = self.understand(text)
            except DeskError as error:
                self._problem = str(error)
        self._note.setText("?" if self._problem else shown)
        set_tone(self._note, Tone.WARN if self._problem else Tone.MUTED)
        self.setToolTip(self._problem)
        self._place_note()
        self.read.emit()

    def _place_note(self) -> None:
        self._note.adjustSize()
        width = self._note.width() if self._note.text() else 0
        room = self.width() - self.fontMetrics().horizontalAdvance(self.text()) - self._used()
        self._note.setVisible(0 < width <= room - Space.XS)
        x = Space.S if self.note_on_left else self.width() - width - self._used() + Space.S
        self._note.move(x, (self.height() - self._note.height()) // 2)

    def _used(self) -> int:
        """Return the width taken by padding and buttons."""
        return Space.XL

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the note at its side."""
        super().resizeEvent(event)
        self._place_note()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the note at its side when type or style changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._place_note()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write what was understood in its plain form once the cursor leaves."""
        super().focusOutEvent(event)
        leaving = event.reason() is not Qt.FocusReason.PopupFocusReason
        if leaving and not self.isReadOnly() and self.text().strip() and not self._problem:
            plain = self.canonical()
            if plain != self.text():
                self.tidying, typed = True, self.isModified()
                self.setText(plain)
                self.setModified(typed)
                self.tidying = False
                self.textEdited.emit(plain)
