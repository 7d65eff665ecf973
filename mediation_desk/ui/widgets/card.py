"""White cards on the grey ground."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.labels import label, set_tone
from mediation_desk.ui.widgets.naming import named

LOW = 16
"""Height in lines of type under which a card gives its heading's room to its body."""


class Card(QFrame):
    """A card with an optional title, a note at its right, and a body to fill."""

    def __init__(self, title: str = "", *, name: str, note: str = "") -> None:
        super().__init__()
        named(self, name, title)
        self.setProperty("role", "card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        outer.setSpacing(Space.S)
        self.head = QHBoxLayout()
        self.head.setSpacing(Space.S)
        self.title = label(title, "title", name=f"{name}_title")
        self.note = label(note, "small", name=f"{name}_note")
        self.head.addWidget(self.title)
        self.head.addStretch(1)
        self.head.addWidget(self.note)
        if title:
            outer.addLayout(self.head)
        self._yields = False
        self.body = QVBoxLayout()
        self.body.setSpacing(Space.S)
        outer.addLayout(self.body, 1)

    def yield_heading(self) -> None:
        """Leave the heading's room to the body where the card is low."""
        self._yields = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the heading where there is room for it."""
        super().resizeEvent(event)
        if self._yields:
            roomy = self.height() >= LOW * self.fontMetrics().height()
            self.title.setVisible(roomy)
            self.note.setVisible(roomy and bool(self.note.text()))

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget at the end of the body."""
        self.body.addWidget(widget, stretch)


class FigureCard(QFrame):
    """A large figure with what it counts beneath; a click opens the list behind it."""

    opened = Signal()

    def __init__(self, caption: str, *, name: str) -> None:
        super().__init__()
        named(self, name, caption)
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._inside = inside = QVBoxLayout(self)
        inside.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        inside.setSpacing(0)
        self._low = False
        self._figure = label("–", "figure", name=f"{name}_figure")
        self._caption = label(caption, "small", name=f"{name}_caption")
        self._caption.setToolTip(caption)
        for text in (self._figure, self._caption):
            text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(96)
        inside.addWidget(self._figure)
        inside.addWidget(self._caption)

    def be_low(self, low: bool) -> None:
        """Stand in one line, the figure before what it counts, where the screen is low."""
        if low == self._low:
            return
        self._low = low
        way = QBoxLayout.Direction.LeftToRight if low else QBoxLayout.Direction.TopToBottom
        self._inside.setDirection(way)
        self._inside.setSpacing(Space.S if low else 0)
        above = Space.XS if low else Space.S
        self._inside.setContentsMargins(Space.M, above, Space.M, above)
        wide = QSizePolicy.Policy.Maximum if low else QSizePolicy.Policy.Ignored
        self._figure.setSizePolicy(wide, QSizePolicy.Policy.Fixed)
        self._inside.setStretchFactor(self._caption, 1 if low else 0)

    def say_beneath(self, text: str, tone: Tone) -> None:
        """Say more beneath the figure than what it counts; nothing gives the caption back."""
        plain = self.accessibleName()
        self._caption.setText(text or plain)
        self._caption.setToolTip(text or plain)
        set_tone(self._caption, tone if text else Tone.PLAIN)

    def show_figure(self, text: str, tone: Tone = Tone.PLAIN) -> None:
        """Show the figure in a tone."""
        self._figure.setText(text)
        set_tone(self._figure, tone)
        self.setAccessibleDescription(text)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the list behind the figure."""
        if self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list behind the figure by keyboard."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


def scrolling(content: QWidget, name: str) -> QScrollArea:
    """Return a frameless area in which a tall page scrolls on a short screen."""
    area = named(QScrollArea(), name)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    content.setProperty("role", "clear")
    area.setWidget(content)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
