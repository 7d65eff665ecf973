"""What stands in the fields of a form: as plain text, in words, and put back."""

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from mediation_desk.i18n import _
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.fields import FormField

YES = "yes"


@runtime_checkable
class Contained(Protocol):
    """An editor of several parts that can be told as one text."""

    def content(self) -> str:
        """Return what stands in it as one text."""

    def put_content(self, text: str) -> None:
        """Put such a text back."""

    def content_in_words(self, text: str) -> str:
        """Say such a text in words."""


def fields_of(form: QWidget) -> dict[str, QWidget]:
    """Return the editors of a form that can be told as text, by their fields' names."""
    named = ((field.field, field.editor) for field in form.findChildren(FormField))
    found = {name: editor for name, editor in named if content_of(editor) is not None}
    inside = set(found.values())
    for box in form.findChildren(QCheckBox):  # those that stand by themselves
        if box.objectName() and not any(editor.isAncestorOf(box) for editor in inside):
            found.setdefault(box.objectName(), box)
    return found


def contents(form: QWidget) -> dict[str, str]:
    """Return what stands in every field of a form."""
    return {name: content_of(editor) or "" for name, editor in fields_of(form).items()}


def content_of(editor: QWidget) -> str | None:
    """Return what stands in an editor as plain text, None where it cannot be told so."""
    match editor:
        case Contained():
            return editor.content()
        case QLineEdit():
            return editor.text()
        case QPlainTextEdit():
            return editor.toPlainText()
        case Choice():
            return editor.code()
        case QSpinBox():
            return str(editor.value())
        case QAbstractButton() if editor.isCheckable():
            return YES if editor.isChecked() else ""
    return None


def put(editor: QWidget, text: str) -> None:
    """Put a text into a field as if it had been typed there."""
    match editor:
        case Contained():
            editor.put_content(text)
        case QLineEdit() as line:
            line.setText(text)
            line.setModified(True)
        case QPlainTextEdit() as area:
            area.setPlainText(text)
            area.document().setModified(True)
        case Choice() as choice:
            choice.set_code(text)
            choice.activated.emit(choice.currentIndex())
        case QSpinBox() as number:
            number.setValue(int(text or 0))
        case QAbstractButton() as box:
            box.setChecked(text == YES)


def in_words(editor: QWidget, text: str) -> str:
    """Say what a text stands for in a field: the label of a code, yes or no."""
    match editor:
        case Contained():
            return editor.content_in_words(text)
        case QComboBox() as choice:
            return choice.itemText(choice.findData(text)) if choice.findData(text) >= 0 else text
        case QAbstractButton():
            return _("yes") if text == YES else _("no")
    return text
