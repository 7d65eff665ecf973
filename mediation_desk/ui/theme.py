"""How the window looks: colours by role for light and dark, type in points, space, icons.

Widgets name a role (a dynamic property) and never a colour; `apply` may be called again at any
time, and everything shown follows.
"""

from enum import StrEnum
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QFont,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from mediation_desk import paths
from mediation_desk.ui.stylesheet import stylesheet

FAMILIES = (
    "Microsoft YaHei UI",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "WenQuanYi Micro Hei",
    "Droid Sans Fallback",
    "Noto Sans",
)
NORMAL_POINTS = 10
LARGE_POINTS = 13


class Space:
    """Distances between things, in logical pixels."""

    XS = 4
    S = 8
    M = 12
    L = 16
    XL = 24


class Tone(StrEnum):
    """What a colour says; red and amber are kept for clocks, money owed and errors."""

    PLAIN = "plain"
    MUTED = "muted"
    ACCENT = "accent"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    ON_FILL = "on_fill"


class Scheme(StrEnum):
    """The user's choice of appearance."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Colours(NamedTuple):
    """One set of colours; the `_soft` ones lie behind text of the same name."""

    ground: str
    card: str
    hover: str
    line: str
    border: str
    plain: str
    muted: str
    fill: str
    fill_hover: str
    on_fill: str
    accent: str
    accent_soft: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str


LIGHT = Colours(
    ground="#f4f6f8",
    card="#ffffff",
    hover="#f0f3f7",
    line="#e4e8ed",
    border="#ccd4dd",
    plain="#18212c",
    muted="#566373",
    fill="#1d5ba6",
    fill_hover="#174c8d",
    on_fill="#ffffff",
    accent="#1d5ba6",
    accent_soft="#e6eff9",
    good="#24713f",
    good_soft="#e5f3e9",
    warn="#97590a",
    warn_soft="#fcf1de",
    bad="#b02318",
    bad_soft="#fbe8e6",
)
DARK = Colours(
    ground="#15181c",
    card="#1e2328",
    hover="#282e35",
    line="#2f363e",
    border="#46505b",
    plain="#e7eaee",
    muted="#9eaab7",
    fill="#2a68b4",
    fill_hover="#3577c6",
    on_fill="#ffffff",
    accent="#86b9f5",
    accent_soft="#20344c",
    good="#79cc97",
    good_soft="#1d3527",
    warn="#e7b263",
    warn_soft="#3a2e1a",
    bad="#f3938a",
    bad_soft="#432321",
)

_colours = LIGHT


def colours() -> Colours:
    """Return the colours in force."""
    return _colours


def colour(tone: Tone) -> QColor:
    """Return the colour of text with that tone."""
    return QColor(getattr(_colours, tone.value))


def is_dark() -> bool:
    """Say whether the dark colours are in force."""
    return _colours is DARK


def apply(app: QApplication, scheme: Scheme = Scheme.SYSTEM, *, large: bool = False) -> None:
    """Give the whole program its colours and type."""
    global _colours  # one look for one program, as QApplication's own palette
    hints = app.styleHints()
    if scheme is Scheme.SYSTEM:
        hints.unsetColorScheme()
        _colours = DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT
    else:
        _colours = DARK if scheme is Scheme.DARK else LIGHT
        dark = scheme is Scheme.DARK
        hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
    points = LARGE_POINTS if large else NORMAL_POINTS
    app.setPalette(_palette(_colours))
    app.setFont(_font(points))
    sheet = stylesheet(_colours, points, paths.resources("icons"))
    if sheet != app.styleSheet():  # Qt styles every widget anew, also by the same sheet
        app.setStyleSheet(sheet)
    for widget in app.allWidgets():
        if isinstance(widget, QAbstractButton) and widget.property("icon_name"):
            _paint_icon(widget)
        for action in widget.actions():
            if name := action.property("icon_name"):
                action.setIcon(icon(name))


def _font(points: int) -> QFont:
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPointSize(points)
    return font


def _palette(look: Colours) -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, value in (
        (roles.Window, look.ground),
        (roles.WindowText, look.plain),
        (roles.Base, look.card),
        (roles.AlternateBase, look.hover),
        (roles.Text, look.plain),
        (roles.Button, look.card),
        (roles.ButtonText, look.plain),
        (roles.BrightText, look.bad),
        (roles.ToolTipBase, look.card),
        (roles.ToolTipText, look.plain),
        (roles.PlaceholderText, look.muted),
        (roles.Highlight, look.fill),
        (roles.HighlightedText, look.on_fill),
        (roles.Accent, look.fill),
        (roles.Link, look.accent),
        (roles.LinkVisited, look.accent),
        (roles.Light, look.hover),
        (roles.Midlight, look.line),
        (roles.Mid, look.border),
        (roles.Dark, look.border),
        (roles.Shadow, look.border),
    ):
        palette.setColor(role, QColor(value))
    disabled = QPalette.ColorGroup.Disabled
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(disabled, role, QColor(look.muted))
    return palette


def icon(name: str, tone: Tone = Tone.MUTED, size: int = 18) -> QIcon:
    """Return one of our icons in a tone, sharp on any screen."""
    return _drawn(name, getattr(_colours, tone.value), size)


def picture(name: str, tone: Tone = Tone.MUTED, size: int = 48) -> QPixmap:
    """Return one of our icons as a picture for a label."""
    return icon(name, tone, size).pixmap(QSize(size, size), _ratio())


def set_icon(
    button: QAbstractButton, name: str, tone: Tone = Tone.MUTED, checked: Tone = Tone.ACCENT
) -> None:
    """Put an icon on a button; it follows every change of the look."""
    button.setProperty("icon_name", name)
    button.setProperty("icon_tone", tone.value)
    button.setProperty("icon_checked", checked.value)
    _paint_icon(button)


def set_action_icon(action: QAction, name: str) -> None:
    """Put an icon on an action inside a field; it follows every change of the look."""
    action.setProperty("icon_name", name)
    action.setIcon(icon(name))


def _paint_icon(button: QAbstractButton) -> None:
    name = button.property("icon_name")
    both = QIcon(icon(name, Tone(button.property("icon_tone"))))
    if button.isCheckable():
        lit = icon(name, Tone(button.property("icon_checked")))
        for size in lit.availableSizes():
            both.addPixmap(lit.pixmap(size), QIcon.Mode.Normal, QIcon.State.On)
    button.setIcon(both)


@cache
def _drawn(name: str, value: str, size: int) -> QIcon:
    """Draw an icon once, as sharp as the sharpest screen."""
    source = paths.resources("icons", f"{name}.svg").read_bytes()
    renderer = QSvgRenderer(QByteArray(source.replace(b"currentColor", value.encode())))
    ratio = _ratio()
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return QIcon(pixmap)


def _ratio() -> float:
    return max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)


def set_role(widget: QObject, role: str) -> None:
    """Give a widget a role of the stylesheet and restyle it."""
    widget.setProperty("role", role)
    if isinstance(widget, QWidget):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
