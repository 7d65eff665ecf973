"""Fields laid out in a grid that reads in the order of the Tab key."""

from collections.abc import Sequence

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.fields import FormField

COLUMNS = 12
Placed = tuple[QWidget, int]
"""A field and how many of the grid's columns it takes."""


def grid(rows: Sequence[Sequence[Placed]], columns: int = COLUMNS) -> QGridLayout:
    """Lay rows of fields out on a common grid."""
    laid = QGridLayout()
    laid.setContentsMargins(0, 0, 0, 0)
    laid.setHorizontalSpacing(Space.M)
    laid.setVerticalSpacing(Space.S)
    for number, row in enumerate(rows):
        place = 0
        for field, width in row:
            laid.addWidget(field, number, place, 1, width)
            place += width
    for column in range(columns):
        laid.setColumnStretch(column, 1)
    return laid


def typed(field: FormField) -> str:
    """Return what stands in a field's editor, as a draft keeps it."""
    match field.editor:
        case QLineEdit() as line:
            return line.text()
        case QPlainTextEdit() as text:
            return text.toPlainText()
        case Choice() as choice:
            return choice.code()
    return ""


def put_typed(field: FormField, text: str) -> None:
    """Put what a draft kept back into a field's editor."""
    match field.editor:
        case QLineEdit() as line:
            line.setText(text)
            if not line.hasFocus():
                line.setCursorPosition(0)  # a long text is read from its beginning
        case QPlainTextEdit() as area:
            area.setPlainText(text)
        case Choice() as choice:
            choice.set_code(text)


def tell(editor: QWidget, signal: SignalInstance) -> None:
    """Let a form know when a person changes an editor of it."""
    match editor:
        case QLineEdit():
            editor.textEdited.connect(signal)
        case Choice():
            editor.activated.connect(signal)
        case QCheckBox():
            editor.clicked.connect(signal)
