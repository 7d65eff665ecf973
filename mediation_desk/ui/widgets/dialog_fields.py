"""All that is typed, chosen or ticked in a dialog, by name: as texts, and put back.

What is compared with another's version (`contents`) and more: tables, lists to tick, fields of one
name in two forms. Passwords are never among it.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from mediation_desk.ui.widgets.contents import content_of, put
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.password_edit import PasswordEdit

_ROUNDS = 3
"""A field put back may make the form propose another: each is put again until all stand."""
_MOST_CELLS = 4_000
"""More would hold up the window, which reads them while somebody types."""


def _editors(dialog: QWidget) -> dict[str, QWidget]:
    """Return the editors of a dialog by names of their own."""
    found: dict[str, QWidget] = {}
    inside: set[QWidget] = set()

    def add(name: str, editor: QWidget) -> None:
        place = 2
        while (own := name if name not in found else f"{name}#{place}") in found:
            place += 1
        found[own] = editor
        inside.add(editor)

    for field in dialog.findChildren(FormField):
        if _text(field.editor) is not None:
            add(field.field, field.editor)
    for kind in (QAbstractItemView, QCheckBox, QRadioButton, QLineEdit, QPlainTextEdit):
        for widget in dialog.findChildren(kind):  # those that stand by themselves
            if not widget.objectName() or widget.objectName().startswith("qt_"):
                continue
            if any(editor is widget or editor.isAncestorOf(widget) for editor in inside):
                continue
            if _text(widget) is not None:
                add(widget.objectName(), widget)
    return found


def contents(dialog: QWidget) -> dict[str, str]:
    """Return what stands in every field of a dialog."""
    return {name: _text(editor) or "" for name, editor in _editors(dialog).items()}


def captions(dialog: QWidget, names: Sequence[str]) -> list[str]:
    """Return what the fields of these names are called."""
    editors = _editors(dialog)
    return [said for name in names if name in editors and (said := editors[name].accessibleName())]


def put_all(dialog: QWidget, texts: Mapping[str, str]) -> list[str]:
    """Put texts back into the fields as if typed there; return those that have no field now."""
    for _round in range(_ROUNDS):
        editors = _editors(dialog)
        wrong = [
            (editors[name], text)
            for name, text in texts.items()
            if name in editors and _text(editors[name]) != text
        ]
        if not wrong:
            break
        for editor, text in wrong:
            _put(editor, text)
    editors = _editors(dialog)
    return [text for name, text in texts.items() if name not in editors and text.strip()]


def untouched(dialog: QWidget) -> None:
    """Let the fields count as filled in by the program."""
    for line in dialog.findChildren(QLineEdit):
        line.setModified(False)
    for area in dialog.findChildren(QPlainTextEdit):
        area.document().setModified(False)


def _text(editor: QWidget) -> str | None:
    """Return what an editor holds as text; None for what cannot be told, or must not be."""
    match editor:
        case PasswordEdit():
            return None
        case QLineEdit() if editor.echoMode() is not QLineEdit.EchoMode.Normal:
            return None
        case QListWidget():
            return _ticks(editor)
        case QAbstractItemView():
            return _cells(editor.model())
    return content_of(editor)


def _put(editor: QWidget, text: str) -> None:
    match editor:
        case QListWidget():
            _tick(editor, text)
        case QAbstractItemView():
            _fill(editor.model(), text)
        case _:
            put(editor, text)


def _ticks(shown: QListWidget) -> str | None:
    """Return the lines ticked, None where there is nothing to tick."""
    items = [shown.item(place) for place in range(shown.count())]
    able = [item for item in items if item.flags() & Qt.ItemFlag.ItemIsUserCheckable]
    if not able:
        return None
    return "\n".join(item.text() for item in able if item.checkState() is Qt.CheckState.Checked)


def _tick(shown: QListWidget, text: str) -> None:
    ticked = text.split("\n")
    for place in range(shown.count()):
        item = shown.item(place)
        if item.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            on = item.text() in ticked
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)


@runtime_checkable
class TextRows(Protocol):
    """A table whose rows come and go, told as texts."""

    def texts(self) -> list[dict[str, str]]:
        """Return what stands in each row."""

    def put_texts(self, rows: Sequence[Mapping[str, str]], /) -> None:
        """Show these rows."""


def _cells(model: QAbstractItemModel | None) -> str | None:
    """Return the cells of a table that can be typed into or ticked, None where there are none."""
    if isinstance(model, TextRows):
        return json.dumps(model.texts(), ensure_ascii=False)
    if model is None or model.rowCount() * model.columnCount() > _MOST_CELLS:
        return None
    held = []
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            flags = model.flags(index)
            if flags & Qt.ItemFlag.ItemIsEditable:
                said = model.data(index, Qt.ItemDataRole.EditRole)
                held.append([row, column, 0, "" if said is None else str(said)])
            if flags & Qt.ItemFlag.ItemIsUserCheckable:
                held.append([row, column, 1, "1" if _is_ticked(model, index) else ""])
    return json.dumps([model.rowCount(), held], ensure_ascii=False) if held else None


def _is_ticked(model: QAbstractItemModel, index: QModelIndex) -> bool:
    state = model.data(index, Qt.ItemDataRole.CheckStateRole)
    return state is not None and Qt.CheckState(state) is Qt.CheckState.Checked


def _fill(model: QAbstractItemModel, text: str) -> None:
    """Fill a table again; one of fixed rows only if it has as many now."""
    if isinstance(model, TextRows):
        model.put_texts(json.loads(text or "[]"))
        return
    rows, held = json.loads(text)
    if rows != model.rowCount():
        return
    for row, column, ticks, said in held:
        index = model.index(row, column)
        if not ticks and str(model.data(index, Qt.ItemDataRole.EditRole) or "") != said:
            model.setData(index, said, Qt.ItemDataRole.EditRole)
        if ticks and _is_ticked(model, index) is not bool(said):
            state = Qt.CheckState.Checked if said else Qt.CheckState.Unchecked
            model.setData(index, state, Qt.ItemDataRole.CheckStateRole)
