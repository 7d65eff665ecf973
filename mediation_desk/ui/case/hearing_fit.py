"""How the panel of a hearing fits a low screen: what is done first stands first."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from mediation_desk.ui.case.tab import elastic
from mediation_desk.ui.widgets.elided import Elided

LOW = 20
"""Height in lines of type under which the record needs all there is."""
LOW_WINDOW = 36
"""Height of the window in lines of type under which plan and attendance are not both in view."""


def is_low(area: QWidget, lines: int) -> bool:
    """Say whether a widget is lower than so many lines of type."""
    return area.height() < lines * area.fontMetrics().height()


def open_first(body: QVBoxLayout, opening: QWidget, came: QWidget, first: bool) -> None:
    """Let the opening stand over who came, who fill what a low screen has; else beneath."""
    if first == (body.indexOf(opening) < body.indexOf(came)):
        return
    body.removeWidget(opening)
    body.insertWidget(body.indexOf(came) + (not first), opening)
    elastic(came, 240 if first else 90)


def tell_fitting(whole: QLabel, line: Elided, *, low: bool) -> None:
    """Say in whole what became of the hearing, or in a line where the screen is low."""
    whole.setVisible(bool(whole.text()) and not low)
    line.setVisible(bool(whole.text()) and low)
