"""A condition of a question: what is asked about, how it is compared, with what."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QLineEdit, QSizePolicy, QStackedLayout, QWidget

from mediation_desk.domain.money import parse
from mediation_desk.domain.query import (
    OPERATORS,
    WITHOUT_VALUE,
    Condition,
    Field,
    Operator,
    Shape,
    Span,
    operator_label,
)
from mediation_desk.i18n import _
from mediation_desk.ui.region.row_list import Row
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.money_edit import MoneyEdit
from mediation_desk.ui.widgets.naming import named

Options = Mapping[Field, Sequence[tuple[str, str]]]
"""What may be chosen in each field with a choice: codes and labels."""


class ConditionRow(Row):
    """Three fields side by side; the last is a text, a choice, a day or an amount."""

    def __init__(self, condition: Condition, options: Options) -> None:
        self._options = options
        self.what = named(Choice(terms(Field)), "condition_field", _("What is asked about"))
        self.how = named(Choice(), "condition_operator", _("How it is compared"))
        self.text = named(QLineEdit(), "condition_text", _("Text to look for"))
        self.chosen = named(Choice(searchable=True), "condition_choice", _("Which one"))
        self.span = named(Choice(terms(Span)), "condition_span", _("Which period"))
        self.day_edit = named(DayEdit(), "condition_day", _("Day"))
        self.amount = named(MoneyEdit(), "condition_amount", _("Amount"))
        self.nothing = QWidget()
        self._value = QWidget()
        self._stack = QStackedLayout(self._value)
        for editor in (
            self.text, self.chosen, self.span, self.day_edit, self.amount, self.nothing,
        ):  # fmt: skip
            self._stack.addWidget(editor)
        self._value.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        super().__init__("condition", ((self.what, 4), (self.how, 2), (self._value, 4)))
        self.what.currentIndexChanged.connect(lambda _place: self._field_chosen())
        self.how.currentIndexChanged.connect(lambda _place: self._show_editor())
        self.show_condition(condition)

    @property
    def field(self) -> Field:
        """What is asked about."""
        return Field.of(self.what.code())

    @property
    def operator(self) -> Operator:
        """How it is compared."""
        return Operator.of(self.how.code())

    def show_condition(self, condition: Condition) -> None:
        """Show a condition."""
        self.what.set_code(condition.field.value)
        self._field_chosen()
        self.how.set_code(condition.operator.value)
        self._show_editor()
        editor, value = self._editor(), condition.value
        if editor in (self.chosen, self.span):
            assert isinstance(editor, Choice)
            editor.set_code(value)
        elif editor is self.day_edit:
            self.day_edit.set_day(condition.day if value else None)
        elif editor is self.amount:
            self.amount.setText(value)
        elif editor is self.text:
            self.text.setText(value)

    def offer(self, options: Options) -> None:
        """Offer other options, keeping what was chosen."""
        self._options = options
        if self.field.shape is Shape.CHOICE:
            self.chosen.offer(options.get(self.field, ()))

    def _field_chosen(self) -> None:
        shape = self.field.shape
        self.how.offer([(one.value, operator_label(one, shape)) for one in OPERATORS[shape]])
        if shape is Shape.CHOICE:
            self.chosen.offer(self._options.get(self.field, ()))
            if not self.chosen.code():
                self.chosen.setCurrentIndex(0)
        self._show_editor()

    def _editor(self) -> QWidget:
        if self.operator in WITHOUT_VALUE:
            return self.nothing
        if self.operator is Operator.WITHIN:
            return self.span
        by_shape = {
            Shape.TEXT: self.text,
            Shape.CHOICE: self.chosen,
            Shape.DAY: self.day_edit,
            Shape.MONEY: self.amount,
            Shape.COUNT: self.text,
        }
        return by_shape[self.field.shape]

    def _show_editor(self) -> None:
        self._stack.setCurrentWidget(self._editor())

    def problem(self) -> str:
        """Return what cannot be read in the row, if anything."""
        editor = self._editor()
        return editor.problem() if isinstance(editor, DayEdit | MoneyEdit) else ""

    def value(self) -> Condition:
        """Return the condition as chosen and typed."""
        editor = self._editor()
        text = ""
        if isinstance(editor, Choice):
            text = editor.code()
        elif editor is self.day_edit:
            day = self.day_edit.day()
            text = day.isoformat() if day else ""
        elif editor is self.amount:
            typed = self.amount.text().strip()
            text = f"{parse(typed):f}" if typed else ""
        elif editor is self.text:
            text = self.text.text().strip()
        return Condition(self.field, self.operator, text)
