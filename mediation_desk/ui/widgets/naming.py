"""Every control has a name for tests and one for screen readers."""

from typing import TypeVar

from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound=QWidget)


def named(widget: W, name: str, spoken: str = "") -> W:
    """Give a control its objectName and, where its text does not speak, an accessible name."""
    widget.setObjectName(name)
    if spoken:
        widget.setAccessibleName(spoken)
    return widget
