"""An editor for each fact of a worker, after its shape."""

from collections.abc import Container

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from mediation_desk.i18n import _
from mediation_desk.law.choice_words import choice_label
from mediation_desk.law.fact_texts import NO, YES, shown, stored
from mediation_desk.law.facts import Fact
from mediation_desk.law.fields import Shape
from mediation_desk.ui.calculator.list_dialog import ListDialog, as_shown, is_list
from mediation_desk.ui.theme import icon
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.money_edit import MoneyEdit
from mediation_desk.ui.widgets.read_edit import ReadEdit

_BUTTON = 20
"""What the button of a list takes at the end of its line."""


class FactEdit(ReadEdit):
    """A line that reads a number, a text or a list as the fact wants it."""

    def __init__(self, fact: Fact) -> None:
        super().__init__()
        self._fact = fact
        if hint := _hint(fact):
            self.setPlaceholderText(hint)

    def understand(self, text: str) -> str:
        """Show what was understood where it differs from what was typed."""
        plain = shown(self._fact.field, stored(self._fact.field, text))
        return "" if plain == text.strip() else plain

    def canonical(self) -> str:
        """Leave it as people read it."""
        return shown(self._fact.field, stored(self._fact.field, self.text())) or self.text()


class ListEdit(FactEdit):
    """A line for a list, with a table to fill in or to paste into behind a button (Alt+Down)."""

    def __init__(self, fact: Fact) -> None:
        super().__init__(fact)
        action = QAction(icon("edit"), _("Open as a table (Alt+Down)"), self)
        action.setShortcut(QKeySequence("Alt+Down"))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setObjectName("open_list")
        action.triggered.connect(self.open_table)
        self.addAction(action, QLineEdit.ActionPosition.TrailingPosition)

    def _used(self) -> int:
        """Leave the button free too."""
        return super()._used() + _BUTTON

    def open_table(self) -> None:
        """Show the list as a table."""
        ListDialog(self._fact, self.text(), self._take, self.window()).open()

    def _take(self, text: str) -> None:
        plain = as_shown(self._fact, text)
        self.setText(plain)
        self.textEdited.emit(plain)


def _hint(fact: Fact) -> str:
    match fact.field.shape:
        case Shape.PAIRS | Shape.SHARES | Shape.MONEY_PAIRS:
            return _("5000 × 6; 5500 × 6")
        case Shape.LEAVE_YEARS:
            return _("2025 8 0; 2026 9 2")
        case Shape.SPANS:
            return _("2026-01-05 2026-03-02")
        case Shape.ITEMS:
            return _("treatment 5000; medicine 800")
        case Shape.DEPENDENTS:
            return _("spouse; other dependent")
    return ""


def editor_for(fact: Fact, beside: Container[str] = ()) -> QWidget:
    """Return the editor that suits the shape of a fact asked `beside` others."""
    match fact.field.shape:
        case Shape.DAY:
            return DayEdit()
        case Shape.MONEY:
            return _money_edit(fact, beside)
        case Shape.FLAG:
            return Choice([("", _("not told")), (YES, _("yes")), (NO, _("no"))])
        case Shape.CHOICE:
            choices = ((code, choice_label(code)) for code in fact.field.choices)
            return Choice([("", _("not told")), *choices])
    return ListEdit(fact) if is_list(fact) else FactEdit(fact)


def _money_edit(fact: Fact, beside: Container[str]) -> MoneyEdit:
    made = MoneyEdit()
    if "average_wage" in fact.instead and "average_wage" in beside:
        made.setPlaceholderText(_("as the average wage"))
    return made


def text_in(editor: QWidget) -> str:
    """Return what stands in an editor: a text, or the code chosen."""
    match editor:
        case Choice() as choice:
            return choice.code()
        case QLineEdit() as line:
            return line.text()
    return ""


def put_text(editor: QWidget, text: str) -> None:
    """Put a text or a code back into an editor."""
    match editor:
        case Choice() as choice:
            choice.set_code(text)
            if choice.currentIndex() < 0:
                choice.setCurrentIndex(0)
        case QLineEdit() as line:
            line.setText(text)


def tell_edits(editor: QWidget, changed: SignalInstance) -> None:
    """Tell `changed` when a person changes an editor."""
    match editor:
        case QComboBox():
            editor.activated.connect(changed)
        case QLineEdit():
            editor.textEdited.connect(changed)
