"""Text on a page, by role and tone."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from mediation_desk.i18n import _
from mediation_desk.ui.theme import Tone, set_role
from mediation_desk.ui.widgets.naming import named


def label(
    text: str = "",
    role: str = "",
    *,
    name: str = "",
    tone: Tone = Tone.PLAIN,
    wrap: bool = False,
    parent: QWidget | None = None,
) -> QLabel:
    """Return a line of plain text; roles: title, page, brand, figure, strong, muted, small."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if name:
        named(made, name)
    if role:
        made.setProperty("role", role)
    if tone is not Tone.PLAIN:
        made.setProperty("tone", tone.value)
    return made


_MOST_SENTENCES = 4
"""What needs mending must stay in view below the sentences about it."""


_LOW = 640
"""A window under this height, in pixels, has room for one sentence only."""


def sentences(told: Iterable[str], *, one_line: bool = False) -> str:
    """Return sentences as lines, each once; of many the first ones, and how many follow."""
    lines = list(dict.fromkeys(line for text in told for line in text.split("\n") if line))
    most = 1 if one_line else _MOST_SENTENCES
    if len(lines) > most:
        rest = _("… and {n} more").format(n=len(lines) - most)
        lines[most:] = [rest]
    return (" " if one_line else "\n").join(lines)


def is_low(shown: QWidget) -> bool:
    """Say whether the window of a widget has room for one sentence only."""
    return shown.window().height() < _LOW


def tell(shown: QLabel, told: Iterable[str]) -> None:
    """Show sentences in a label that is hidden while there is nothing to say.

    Where the window is low they stand in one line, all of them in its tool tip.
    """
    every = list(told)
    text = sentences(every, one_line=is_low(shown))
    shown.setText(text)
    shown.setToolTip("\n".join(every))
    shown.setVisible(bool(text))


def set_tone(shown: QLabel, tone: Tone) -> None:
    """Change the tone of a text that is already shown."""
    if shown.property("tone") != tone.value:
        shown.setProperty("tone", tone.value)
        shown.style().unpolish(shown)
        shown.style().polish(shown)


class Pill(QLabel):
    """A small rounded mark that tells a state in a word."""

    def __init__(self, text: str = "", tone: Tone = Tone.MUTED, *, name: str = "pill") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setProperty("tone", tone.value)
        set_role(self, "pill")

    def show_state(self, text: str, tone: Tone) -> None:
        """Tell another state."""
        self.setText(text)
        set_tone(self, tone)


def line() -> QFrame:
    """Return a hairline between two parts of a card."""
    made = QFrame()
    made.setFixedHeight(1)
    made.setProperty("role", "line")
    return made
