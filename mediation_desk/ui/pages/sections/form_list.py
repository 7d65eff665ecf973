"""The list of forms: found by words, narrowed to a view, with what the check said of each."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mediation_desk.i18n import _
from mediation_desk.services.house_forms import FormRow
from mediation_desk.ui.pages.sections import form_rows as rows
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.rows_model import RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:
    from mediation_desk.documents.template_check import Checked

PAUSE_MS = 150


class FormList(QWidget):
    """Shows the forms; the one chosen stays chosen as long as the list holds it."""

    chosen = Signal()
    """Another form is chosen, or none, or the rows were read anew."""
    opened = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self._rows: tuple[FormRow, ...] = ()
        self._checked: dict[str, Checked] = {}
        self._filling = False
        self.model: RowsModel[FormRow] = RowsModel(rows.columns(self._checked))
        self.table = TableView("forms_list", title)
        self.table.use(self.model, rows.FORM_WIDTHS, 1, rows.FORM_YIELDS)
        self.table.setMinimumHeight(120)
        self.table.say_when_empty(_("No form fits. Clear the search or choose another view."))
        self.text = named(QLineEdit(), "forms_text", _("Search the forms"))
        self.text.setPlaceholderText(_("Code, form or stage"))
        self.text.setClearButtonEnabled(True)
        self.view = named(Choice(rows.views()), "forms_view", _("Which forms"))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._lay_out()
        self._pause.timeout.connect(self._narrow)
        self.text.textChanged.connect(lambda _text: self._pause.start())
        self.view.currentIndexChanged.connect(lambda _index: self._narrow())
        self.table.selectionModel().currentRowChanged.connect(lambda *_what: self._selected())
        self.table.opened.connect(lambda _index: self.opened.emit())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self.text, 1)
        head.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, Space.S, 0)
        column.setSpacing(Space.S)
        column.addLayout(head)
        column.addWidget(self.table, 1)

    def row(self) -> FormRow | None:
        """Return the form that is chosen."""
        index = self.table.currentIndex()
        return self.model.row(index) if index.isValid() else None

    @property
    def rows(self) -> tuple[FormRow, ...]:
        """Every form, also those that the list is not showing."""
        return self._rows

    def show_rows(self, found: Sequence[FormRow]) -> None:
        """Show these forms, as far as words and view let them."""
        self._rows = tuple(found)
        self._narrow()

    def show_checked(self, checked: "Mapping[str, Checked]") -> None:
        """Show what the check said of every form that is not ours."""
        self._checked.clear()
        self._checked.update(checked)
        if self.view.code() == rows.OPEN:
            self._narrow()
        self.table.viewport().update()

    def show_one_checked(self, code: str, checked: "Checked") -> None:
        """Show what the check said of one form."""
        self._checked[code] = checked
        self.table.viewport().update()

    def select(self, code: str) -> None:
        """Go to a form, whatever the list is narrowed to."""
        if code not in {row.code for row in self.model.rows}:
            self.text.clear()
            self.view.set_code(rows.ALL)
            self._narrow()
        codes = [row.code for row in self.model.rows]
        if code in codes:
            self.table.selectRow(codes.index(code))

    def _narrow(self) -> None:
        before = self.row()
        words, view = self.text.text().strip(), self.view.code()
        shown = [row for row in self._rows if rows.holds(row, words) and self._fits(row, view)]
        codes = [row.code for row in shown]
        self._filling = True  # the form chosen is told of once, when all rows are there
        self.model.show(shown)
        if codes:
            at = codes.index(before.code) if before is not None and before.code in codes else 0
            self.table.selectRow(at)
        self._filling = False
        self._selected()

    def _fits(self, row: FormRow, view: str) -> bool:
        if view == rows.OPEN:
            found = self._checked.get(row.code)
            return row.edited is not None or (found is not None and bool(found.remarks))
        return view != rows.OWN or row.own is not None

    def _selected(self) -> None:
        if not self._filling:
            self.chosen.emit()
