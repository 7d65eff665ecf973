"""What leaves the desk on paper or as a file: the window hears of it, so that the journal tells."""

from functools import cache

from PySide6.QtCore import QObject, Signal


class Leaving(QObject):
    """Tells of prints, and of the places that were chosen for files."""

    printed = Signal(str)
    """Something with this title went to a printer."""
    saved = Signal(str, str)
    """Something is to be saved: what the dialog was called, and the name of the file."""


@cache
def leaving() -> Leaving:
    """Return the one that tells."""
    return Leaving()
