"""Every control has a name for tests and one for screen readers."""

from typing import TypeVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from mediation_desk.ui.widgets.presses import pressed

W = TypeVar("W", bound=QWidget)


def named(widget: W, name: str, spoken: str = "") -> W:
    """Give a control its objectName and, where its text does not speak, an accessible name."""
    widget.setObjectName(name)
    if spoken:
        widget.setAccessibleName(spoken)
    if isinstance(widget, QMenu):
        widget.triggered.connect(_chosen)
    return widget


def _chosen(action: QAction) -> None:
    """A line of a menu was chosen; those without a name cannot be found again."""
    if action.objectName():
        pressed(action, action.text())
