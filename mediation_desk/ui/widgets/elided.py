"""A line of text that is cut with an ellipsis where room is short."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from mediation_desk.ui.widgets.naming import named


class Elided(QLabel):
    """A label that never widens its page; its whole text is its tool tip.

    One that grows takes what room there is, another no more than its text needs.
    """

    def __init__(
        self, text: str = "", role: str = "", *, name: str = "elided", grows: bool = True
    ) -> None:
        super().__init__()
        named(self, name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            self.setProperty("role", role)
        wide = QSizePolicy.Policy.Ignored if grows else QSizePolicy.Policy.Preferred
        self.setSizePolicy(wide, QSizePolicy.Policy.Preferred)
        self.say(text)

    def say(self, text: str) -> None:
        """Show another text."""
        self.setText(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        """Ask for almost no width."""
        return QSize(40, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint as much of the text as fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.setFont(self.font())
        shown = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(self.rect(), int(self.alignment()), shown)
        painter.end()
