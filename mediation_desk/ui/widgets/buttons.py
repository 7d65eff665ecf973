"""Buttons: one primary per view, secondary ones, links and quiet icons."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton, QWidget

from mediation_desk.ui.theme import Tone, set_icon
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.presses import pressed


def _made(text: str, name: str, clicked: Callable[[], object] | None, role: str) -> QPushButton:
    button = named(QPushButton(text.replace("&", "&&")), name, text)
    button.setAutoDefault(False)
    if role:
        button.setProperty("role", role)
    _hear(button, clicked)
    return button


def _hear(button: QAbstractButton, clicked: Callable[[], object] | None) -> None:
    """Do what a button is for once it is pressed, and remember that it was."""
    button.clicked.connect(lambda _checked=False: pressed(button, button.accessibleName()))
    if clicked is not None:
        button.clicked.connect(lambda _checked=False: clicked())


def primary(
    text: str, name: str, clicked: Callable[[], object] | None = None, icon: str = ""
) -> QPushButton:
    """Return the one button of a view that leads on."""
    button = _made(text, name, clicked, "primary")
    if icon:
        set_icon(button, icon, Tone.ON_FILL, Tone.ON_FILL)
    return button


def secondary(
    text: str, name: str, clicked: Callable[[], object] | None = None, icon: str = ""
) -> QPushButton:
    """Return an ordinary button."""
    button = _made(text, name, clicked, "")
    if icon:
        set_icon(button, icon)
    return button


def link(text: str, name: str, clicked: Callable[[], object] | None = None) -> QPushButton:
    """Return a button that reads as a link."""
    button = _made(text, name, clicked, "link")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button


def quiet(
    text: str, name: str, clicked: Callable[[], object] | None = None, icon: str = ""
) -> QPushButton:
    """Return a button without a frame."""
    button = _made(text, name, clicked, "quiet")
    if icon:
        set_icon(button, icon)
    return button


def icon_button(
    icon: str,
    spoken: str,
    name: str,
    clicked: Callable[[], object] | None = None,
    *,
    tone: Tone = Tone.MUTED,
    parent: QWidget | None = None,
) -> QToolButton:
    """Return a small button with an icon; what it does is its tool tip and spoken name."""
    button = named(QToolButton(parent), name, spoken)
    button.setToolTip(spoken)
    button.setProperty("role", "quiet")
    button.setIconSize(QSize(16, 16))
    set_icon(button, icon, tone)
    _hear(button, clicked)
    return button
