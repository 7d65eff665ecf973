"""What was pressed last: what a dialog was opened by, so that it can be opened so again."""

from dataclasses import dataclass, field
from time import monotonic
from typing import ClassVar
from weakref import ReferenceType, ref

from PySide6.QtCore import QObject


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """A button, a line of a menu or a row of a table that somebody pressed."""

    name: str
    text: str
    by: "ReferenceType[QObject]"
    at: float = field(default_factory=monotonic)


class Last:
    """Remembers the last press in this window."""

    press: ClassVar[Press | None] = None


def pressed(by: QObject, text: str) -> None:
    """Somebody pressed it; called before what it does is done."""
    Last.press = Press(name=by.objectName(), text=text.strip(), by=ref(by))
