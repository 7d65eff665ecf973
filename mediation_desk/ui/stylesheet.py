"""The small stylesheet: shapes and type by role; colours come in from the theme."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mediation_desk.ui.theme import Colours


def stylesheet(look: "Colours", points: int, icons: Path) -> str:
    """Return the stylesheet for a set of colours and a size of type in points."""
    return "\n".join(
        (
            _frames(look),
            _text(look, points),
            _buttons(look, points),
            _editors(look, icons.as_posix()),
            _tables(look, points, icons.as_posix()),
            _pills(look, points),
        )
    )


def _frames(look: "Colours") -> str:
    return f"""
QMainWindow, QDialog, QWidget[role="ground"] {{ background: {look.ground}; }}
QFrame[role="card"] {{ background: {look.card}; border: 1px solid {look.line};
    border-radius: 8px; }}
QFrame[role="rail"] {{ background: {look.card}; border: 0; border-right: 1px solid {look.line}; }}
QFrame[role="head"] {{ background: {look.card}; border: 0; border-bottom: 1px solid {look.line}; }}
QFrame[role="line"] {{ background: {look.line}; border: 0; max-height: 1px; }}
QFrame[role="bar-bad"] {{ background: {look.bad_soft}; border: 1px solid {look.bad};
    border-radius: 8px; }}
QFrame[role="bar-warn"] {{ background: {look.warn_soft}; border: 0; border-radius: 8px; }}
QFrame[role="bar-notice"] {{ background: {look.accent_soft}; border: 1px solid {look.accent};
    border-radius: 8px; }}
QScrollArea, QScrollArea > QWidget > QWidget[role="clear"] {{ background: transparent; border: 0; }}
QToolTip {{ background: {look.card}; color: {look.plain}; border: 1px solid {look.border};
    padding: 4px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {look.border}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QMenu {{ background: {look.card}; border: 1px solid {look.border}; padding: 4px; }}
QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {look.accent_soft}; color: {look.accent}; }}
QMenu::item:disabled {{ color: {look.muted}; }}
QMenu::separator {{ height: 1px; background: {look.line}; margin: 4px 8px; }}
QTabWidget::pane {{ border: 0; border-top: 1px solid {look.line}; }}
QTabBar {{ background: transparent; }}
QTabBar::tab {{ background: transparent; color: {look.muted}; border: 0;
    border-bottom: 2px solid transparent; padding: 8px 14px; }}
QTabBar::tab:selected {{ color: {look.accent}; border-bottom-color: {look.accent};
    font-weight: bold; }}
QTabBar::tab:hover {{ color: {look.plain}; }}
QTabBar::tab:focus {{ background: {look.hover}; }}
QProgressBar {{ background: {look.line}; border: 0; border-radius: 3px; max-height: 6px; }}
QProgressBar::chunk {{ background: {look.fill}; border-radius: 3px; }}
"""


def _text(look: "Colours", points: int) -> str:
    return f"""
QLabel {{ background: transparent; }}
QLabel[role="brand"] {{ font-size: {points + 2}pt; font-weight: bold; }}
QLabel[role="title"] {{ font-size: {points + 1}pt; font-weight: bold; }}
QLabel[role="page"] {{ font-size: {points + 2}pt; font-weight: bold; }}
QLabel[role="figure"] {{ font-size: {points + 9}pt; font-weight: bold; }}
QLabel[role="strong"] {{ font-weight: bold; }}
QLabel[role="muted"], QLabel[tone="muted"] {{ color: {look.muted}; }}
QLabel[role="small"] {{ color: {look.muted}; font-size: {points - 1}pt; }}
QLabel[role="error"] {{ color: {look.bad}; font-size: {points - 1}pt; }}
QLabel[tone="accent"] {{ color: {look.accent}; }}
QLabel[tone="good"] {{ color: {look.good}; }}
QLabel[tone="warn"] {{ color: {look.warn}; }}
QLabel[tone="bad"] {{ color: {look.bad}; }}
"""


def _buttons(look: "Colours", points: int) -> str:
    return f"""
QPushButton {{ background: {look.card}; color: {look.plain}; border: 1px solid {look.border};
    border-radius: 6px; padding: 6px 12px; }}
QPushButton:hover {{ background: {look.hover}; }}
QPushButton:pressed {{ background: {look.line}; }}
QPushButton:focus {{ border-color: {look.accent}; }}
QPushButton:disabled {{ color: {look.muted}; background: {look.ground};
    border-color: {look.line}; }}
QPushButton[role="primary"] {{ background: {look.fill}; color: {look.on_fill};
    border-color: {look.fill}; font-weight: bold; }}
QPushButton[role="primary"]:hover {{ background: {look.fill_hover}; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {look.accent_soft}; padding: 5px 11px; }}
QPushButton[role="primary"]:disabled {{ background: {look.line}; color: {look.muted};
    border-color: {look.line}; }}
QPushButton[role="link"], QToolButton[role="link"] {{ background: transparent; border: 0;
    color: {look.accent}; padding: 2px 4px; text-align: left; }}
QPushButton[role="link"]:hover, QPushButton[role="link"]:focus {{ text-decoration: underline; }}
QPushButton[role="link"]:disabled {{ color: {look.muted}; }}
QPushButton[role="rail"] {{ background: transparent; border: 0; border-radius: 6px;
    padding: 9px 12px; text-align: left; font-size: {points}pt; }}
QPushButton[role="rail"]:hover, QPushButton[role="rail"]:focus {{ background: {look.hover}; }}
QPushButton[role="rail"]:checked {{ background: {look.accent_soft}; color: {look.accent};
    font-weight: bold; }}
QPushButton[role="segment"]:checked {{ background: {look.accent_soft}; color: {look.accent};
    border-color: {look.accent}; font-weight: bold; }}
QPushButton[role="quiet"], QToolButton[role="quiet"] {{ background: transparent; border: 0;
    border-radius: 6px; padding: 5px 8px; text-align: left; }}
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover,
QPushButton[role="quiet"]:focus, QToolButton[role="quiet"]:focus {{ background: {look.hover}; }}
QPushButton[role="quiet"][tone="bad"] {{ color: {look.bad}; font-weight: bold; }}
QPushButton::menu-indicator, QToolButton::menu-indicator {{ image: none; width: 0; }}
"""


def _editors(look: "Colours", icons: str) -> str:
    return f"""
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {{
    background: {look.card}; color: {look.plain}; border: 1px solid {look.border};
    border-radius: 6px; padding: 5px 8px; selection-background-color: {look.fill};
    selection-color: {look.on_fill}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus,
QAbstractSpinBox:focus {{ border-color: {look.accent}; }}
QLineEdit:read-only, QPlainTextEdit:read-only {{ background: {look.ground}; }}
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled, QAbstractSpinBox:disabled {{
    color: {look.muted}; background: {look.ground}; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"],
QAbstractSpinBox[wrong="true"] {{ border-color: {look.bad}; }}
QComboBox::drop-down {{ border: 0; width: 22px; }}
QComboBox::down-arrow {{ image: url("{icons}/arrow-down.svg"); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {look.card}; border: 1px solid {look.border};
    selection-background-color: {look.accent_soft}; selection-color: {look.accent};
    outline: 0; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{
    border: 0; width: 18px; background: transparent; }}
QAbstractSpinBox::up-arrow {{ image: url("{icons}/arrow-up.svg");
    width: 10px; height: 10px; }}
QAbstractSpinBox::down-arrow {{ image: url("{icons}/arrow-down.svg");
    width: 10px; height: 10px; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: 15px; height: 15px;
    border: 1px solid {look.border}; background: {look.card}; border-radius: 4px; }}
QRadioButton::indicator {{ border-radius: 8px; }}
QCheckBox::indicator:focus, QRadioButton::indicator:focus {{ border-color: {look.accent}; }}
QCheckBox::indicator:checked {{ background: {look.fill}; border-color: {look.fill};
    image: url("{icons}/tick.svg"); }}
QRadioButton::indicator:checked {{ background: {look.fill}; border-color: {look.fill};
    image: url("{icons}/dot.svg"); }}
QCheckBox, QRadioButton {{ spacing: 6px; background: transparent; }}
QCheckBox:focus, QRadioButton:focus {{ color: {look.accent}; }}
"""


def _tables(look: "Colours", points: int, icons: str) -> str:
    return f"""
QTableView, QListView {{ background: {look.card}; border: 0; gridline-color: {look.line};
    selection-background-color: {look.accent_soft}; selection-color: {look.plain};
    outline: 0; }}
QTableView::item {{ padding: 0 5px; }}
QTableView:disabled, #statistics_notes:disabled {{ color: {look.muted}; }}
QHeaderView {{ background: {look.card}; border: 0; }}
QHeaderView::section {{ background: {look.card}; color: {look.muted}; border: 0;
    border-bottom: 1px solid {look.line}; padding: 6px 8px; font-size: {points - 1}pt; }}
QHeaderView::down-arrow {{ image: url("{icons}/arrow-down.svg"); width: 10px; height: 10px; }}
QHeaderView::up-arrow {{ image: url("{icons}/arrow-up.svg"); width: 10px; height: 10px; }}
QHeaderView[role="names"]::section {{ color: {look.plain}; font-size: {points}pt; }}
QTableCornerButton::section {{ background: {look.card}; border: 0; }}
QListView[role="framed"] {{ border: 1px solid {look.line}; border-radius: 6px; padding: 3px; }}
QListView::item {{ padding: 6px 8px; border-radius: 4px; }}
QListView::item:selected {{ background: {look.accent_soft}; color: {look.accent}; }}
QCalendarWidget QWidget {{ alternate-background-color: {look.hover}; }}
QCalendarWidget QToolButton {{ background: transparent; border: 0; padding: 4px 8px;
    color: {look.plain}; }}
QCalendarWidget QAbstractItemView {{ selection-background-color: {look.fill};
    selection-color: {look.on_fill}; }}
"""


def _pills(look: "Colours", points: int) -> str:
    rules = [
        f'QLabel[role="pill"] {{ border-radius: 9px; padding: 1px 8px; '
        f"font-size: {points - 1}pt; background: {look.hover}; }}"
    ]
    rules += [
        f'QLabel[role="pill"][tone="{tone}"] {{ color: {fore}; background: {back}; }}'
        for tone, fore, back in (
            ("accent", look.accent, look.accent_soft),
            ("good", look.good, look.good_soft),
            ("warn", look.warn, look.warn_soft),
            ("bad", look.bad, look.bad_soft),
            ("muted", look.muted, look.hover),
        )
    ]
    return "\n".join(rules)
