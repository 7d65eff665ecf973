"""A dialog with fields in one or two columns that does its work in the worker."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from mediation_desk.domain.errors import Problem
from mediation_desk.i18n import _
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.money_edit import MoneyEdit
from mediation_desk.ui.widgets.naming import named

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

T = TypeVar("T")


class Form(Dialog):
    """Fields that are added one by one; `carry_out` closes it when the work is done."""

    def __init__(
        self,
        desk: "Desk",
        jobs: Jobs,
        title: str,
        *,
        name: str,
        parent: QWidget,
        action: str = "",
    ) -> None:
        super().__init__(title, action or _("Save"), name=name, parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk = desk
        self.jobs = jobs
        self._row: QHBoxLayout | None = None
        self._asked: list[FormField] = []
        self._days_asked: list[FormField] = []

    def beside(self) -> None:
        """Put the next two fields side by side."""
        self._row = QHBoxLayout()
        self._row.setSpacing(Space.M)
        self.body.addLayout(self._row)

    def field(
        self, caption: str, editor: QWidget, name: str, *, hint: str = "", required: bool = False
    ) -> FormField:
        """Add a field, in the row under way or in one of its own."""
        made = self.fields.add(FormField(caption, editor, name, hint=hint, required=required))
        self._asked.append(made)
        if self._row is None:
            self.body.addWidget(made)
        else:
            self._row.addWidget(made, 1)
            if self._row.count() == 2:
                self._row = None
        return made

    def line(
        self, caption: str, text: str, name: str, *, hint: str = "", required: bool = False
    ) -> QLineEdit:
        """Add a line of text."""
        editor = QLineEdit(text)
        self.field(caption, editor, name, hint=hint, required=required)
        return editor

    def text(
        self,
        caption: str,
        text: str,
        name: str,
        *,
        hint: str = "",
        lines: int = 3,
        required: bool = False,
    ) -> QPlainTextEdit:
        """Add several lines of text."""
        editor = QPlainTextEdit(text)
        editor.setTabChangesFocus(True)
        editor.setFixedHeight(editor.fontMetrics().lineSpacing() * lines + 2 * Space.S)
        self.field(caption, editor, name, hint=hint, required=required)
        return editor

    def day(
        self, caption: str, day: date | None, name: str, *, hint: str = "", required: bool = False
    ) -> DayEdit:
        """Add a day."""
        editor = DayEdit()
        editor.set_day(day)
        made = self.field(caption, editor, name, hint=hint, required=required)
        if required:
            self._days_asked.append(made)
        return editor

    def money(
        self, caption: str, amount: Decimal | None, name: str, *, hint: str = ""
    ) -> MoneyEdit:
        """Add a sum."""
        editor = MoneyEdit()
        editor.set_amount(amount)
        self.field(caption, editor, name, hint=hint)
        return editor

    def choice(
        self,
        caption: str,
        options: Iterable[tuple[str, str]],
        chosen: str,
        name: str,
        *,
        hint: str = "",
        searchable: bool = False,
    ) -> Choice:
        """Add a choice."""
        editor = Choice(options, searchable=searchable)
        editor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        editor.set_code(chosen)
        self.field(caption, editor, name, hint=hint)
        return editor

    def tick(self, caption: str, checked: bool, name: str) -> QCheckBox:
        """Add a box to tick."""
        box = named(QCheckBox(caption), name, caption)
        box.setChecked(checked)
        self.body.addWidget(box)
        return box

    def readable(self) -> bool:
        """Say whether all can be read and no day is missing: none is taken that nobody typed."""
        if not super().readable():
            return False
        days = [one for one in self._days_asked if one.lacks]
        if not days:
            return True  # what else is missing the service names in the words of the thing
        others = [one for one in self._asked if one.lacks and one not in days]
        fill = _("Fill in “{field}”.")
        self.fields.explain(
            [
                *(Problem(one.field, _("Enter the day.")) for one in days),
                *(Problem(one.field, fill.format(field=one.called)) for one in others),
            ]
        )
        return False

    def carry_out(self, job: Callable[[], T], then: Callable[[T], None] | None = None) -> None:
        """Do it in the worker; close when done, explain when refused."""
        if not self.readable():
            return
        self.busy()

        def done(result: T) -> None:
            if then is not None:
                then(result)
            self.accept()

        self.jobs.do(self, job, done, self.explain)


def none_first(options: Iterable[tuple[str, str]], none: str = "—") -> list[tuple[str, str]]:
    """Offer to choose nothing before the rest."""
    return [("", none), *options]


def key_of(choice: Choice) -> int | None:
    """Return the key chosen, None if nothing is."""
    return int(choice.code()) if choice.code() else None
