"""Labelled fields with the problem under the field, and a set of them that explains itself."""

from collections.abc import Iterable
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSpinBox,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.domain.characters import doubt_in, is_name, wrong_as_typed
from mediation_desk.domain.errors import Problem
from mediation_desk.i18n import _
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.elided import Elided
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.read_edit import ReadEdit


@runtime_checkable
class Understands(Protocol):
    """An editor that reads what is typed and may not understand it."""

    def problem(self) -> str:
        """Return a sentence if what is typed cannot be read, else nothing."""


@runtime_checkable
class Doubts(Protocol):
    """An editor that keeps what is typed and may still doubt it."""

    def doubt(self) -> str:
        """Return a sentence if what is typed is doubtful, else nothing."""


@runtime_checkable
class Changes(Protocol):
    """An editor of several parts that tells when something in one of them changed."""

    changed: SignalInstance


class FormField(QWidget):
    """A label, its editor, a hint, and under the editor what is wrong with it.

    What was told goes as soon as the field is mended.
    """

    mended = Signal()
    """What was wrong with the field was mended in it."""

    def __init__(
        self, caption: str, editor: QWidget, field: str, *, hint: str = "", required: bool = False
    ) -> None:
        super().__init__()
        self.field = field
        self.editor = editor
        self._hint = self._usual_hint = hint
        self._required = required
        self.called = caption
        """What it is called, without its mark."""
        key = field.replace(".", "_")
        named(self, f"field_{key}")
        if not editor.objectName():
            editor.setObjectName(key)
        if not editor.accessibleName():
            editor.setAccessibleName(caption)
        shown = _("{caption} (required)").format(caption=caption) if required else caption
        self.caption = Elided(shown, "small", name=f"{key}_caption", grows=False)
        self.caption.setBuddy(editor)
        self.note = label(hint, "small", name=f"{key}_note", wrap=True)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.XS // 2)
        for widget in (self.caption, editor, self.note):
            inside.addWidget(widget)
        inside.addStretch(1)
        self.note.setVisible(bool(hint))  # only in its place: before, it would be a window
        self._follow(editor)

    @property
    def put_away(self) -> bool:
        """Whether it was hidden on purpose: not asked for now."""
        return self.isHidden() and self.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)

    def _follow(self, editor: QWidget) -> None:
        match editor:
            case QLineEdit() | QPlainTextEdit():
                editor.textChanged.connect(self._changed)
            case QComboBox():
                editor.currentIndexChanged.connect(self._changed)
            case QAbstractButton():
                editor.toggled.connect(self._changed)
            case QSpinBox():
                editor.valueChanged.connect(self._changed)
            case QTimeEdit():
                editor.timeChanged.connect(self._changed)
            case Changes():
                editor.changed.connect(self._changed)
        if isinstance(editor, QLineEdit) and isinstance(editor, Doubts):
            editor.editingFinished.connect(self._advise)

    def _changed(self, *_what: object) -> None:
        if isinstance(self.editor, ReadEdit) and self.editor.tidying:
            return
        if wrong := self.forbidden():
            self.explain(wrong)
            return
        if not self.explained:
            self._doubt(left=not self.editor.hasFocus())
        if not self.explained or (self._required and not _content(self.editor)):
            return
        if not (isinstance(self.editor, Understands) and self.editor.problem()):
            self.explain("")
            self.mended.emit()

    @property
    def lacks(self) -> bool:
        """Whether it is asked for and empty."""
        return self._required and not self.put_away and not _content(self.editor)

    def forbidden(self) -> str:
        """Say which character the field holds that no text may hold, else nothing."""
        match self.editor:
            case QLineEdit() as line if line.echoMode() is QLineEdit.EchoMode.Normal:
                return wrong_as_typed(line.text(), self.field)
            case QPlainTextEdit() as area:
                return wrong_as_typed(area.toPlainText(), self.field)
        return ""

    def unread(self) -> str:
        """Say why what is typed cannot be read or kept, else nothing."""
        unread = self.editor.problem() if isinstance(self.editor, Understands) else ""
        return self.forbidden() or unread

    def advise(self, hint: str) -> None:
        """Show another hint, unless a problem is shown."""
        self._usual_hint = hint
        if self.explained:
            self._hint = hint
        else:
            self._say(hint)

    def _advise(self) -> None:
        if not self.explained:
            self._doubt(left=True)

    def _doubt(self, *, left: bool) -> None:
        """Say what is doubtful: of signs in a name at once, else when the field is left."""
        if isinstance(self.editor, Doubts):
            self._say(self.editor.doubt() if left else "")
        elif isinstance(self.editor, QLineEdit) and is_name(self.field):
            self._say(doubt_in(self.editor.text()) or self._usual_hint)

    def _say(self, hint: str) -> None:
        self._hint = hint
        self.note.setText(hint)
        self.note.setVisible(bool(hint))

    def explain(self, text: str) -> None:
        """Show what is wrong with the field, or with an empty text that all is well."""
        wrong = bool(text)
        self.note.setText(text or self._hint)
        self.note.setVisible(wrong or bool(self._hint))
        self.note.setProperty("role", "error" if wrong else "small")
        self.editor.setAccessibleDescription(text)
        mark(self.editor, wrong=wrong)
        _polish(self.note)

    @property
    def explained(self) -> str:
        """The problem shown now, empty if none is."""
        return self.note.text() if self.note.property("role") == "error" else ""


def mark(editor: QWidget, *, wrong: bool) -> None:
    """Frame an editor as wrong, or as well again."""
    editor.setProperty("wrong", wrong)
    _polish(editor)


def _polish(widget: QWidget) -> None:
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class FieldSet(QObject):
    """The fields of one form by their dotted names."""

    mended = Signal()
    """What was wrong with one of the fields was mended in it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[str, FormField] = {}

    def add(self, field: FormField) -> FormField:
        """Take a field into the set and return it, ready to be laid out."""
        self._fields[field.field] = field
        field.mended.connect(self.mended)
        return field

    def wrong(self) -> int:
        """Count the fields at which a problem is shown."""
        return sum(bool(field.explained) for field in self._fields.values())

    def forget_unasked(self, form: QWidget) -> None:
        """Take back what was told at fields that the form asks for no longer."""
        unasked = [f for f in self._fields.values() if f.explained and not f.isVisibleTo(form)]
        for field in unasked:
            field.explain("")
        if unasked:
            self.mended.emit()

    def __getitem__(self, name: str) -> FormField:
        return self._fields[name]

    def __contains__(self, name: str) -> bool:
        return name in self._fields

    def misread(self) -> tuple[Problem, ...]:
        """Return what was typed and cannot be read, as problems of their fields."""
        return tuple(
            Problem(name, text) for name, field in self._fields.items() if (text := field.unread())
        )

    def explain(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Show each problem at its field, clear the others, go to the first; return the rest.

        One of a field that is hidden belongs to the rest too: nobody would see it there.
        """
        by_field: dict[str, list[str]] = {}
        elsewhere: list[Problem] = []
        for problem in problems:
            field = self._fields.get(problem.field)
            if field is not None and not field.put_away:
                by_field.setdefault(problem.field, []).append(problem.text)
            else:
                elsewhere.append(problem)
        for name, field in self._fields.items():
            field.explain("\n".join(by_field.get(name, ())))
        first = next((f for name, f in self._fields.items() if name in by_field), None)
        if first is not None:
            first.editor.setFocus()
            _scroll_to(first)
        return tuple(elsewhere)


def _content(editor: QWidget) -> str:
    match editor:
        case QLineEdit():
            return editor.text().strip()
        case QPlainTextEdit():
            return editor.toPlainText().strip()
        case QComboBox():
            return str(editor.currentData() or "")
    return "there"


def _scroll_to(field: FormField) -> None:
    parent = field.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(field)
        parent = parent.parentWidget()
