"""The second step: where the head stands, and what each column holds."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from mediation_desk.domain.past_cases import FIELDS, SUMS, Layout, SumUnit
from mediation_desk.i18n import _
from mediation_desk.services.past_cases import SheetOffer
from mediation_desk.ui.ledger.sum_unit import SumUnitLine
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.elided import Elided
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named

_DEEPEST = 60
_HIGHEST = 3

_Said = tuple[dict[str, int], tuple[SumUnit | None, ...]]
"""What somebody says here: the column of each field, and each column's unit."""


class ColumnsStep(QWidget):
    """Each heading with samples from below it and the field that it gives; all may be changed."""

    sheet_chosen = Signal(str)
    head_moved = Signal(str, int, int)

    def __init__(self) -> None:
        super().__init__()
        self._layout: Layout | None = None
        self._offered: _Said = ({}, ())
        self._choices: list[Choice] = []
        self._units: list[SumUnitLine] = []
        self._filling = False
        self.sheet = Choice()
        self.sheet.currentIndexChanged.connect(lambda _place: self._choose_sheet())
        self.head, self.height_ = QSpinBox(), QSpinBox()
        self.head.setRange(1, _DEEPEST)
        self.height_.setRange(1, _HIGHEST)
        for number in (self.head, self.height_):
            number.valueChanged.connect(lambda _value: self._move_head())
        above = QHBoxLayout()
        above.setSpacing(Space.S)
        self.column_field = FormField(_("Sheet"), self.sheet, "sheet")
        above.addWidget(self.column_field, 2)
        above.addWidget(FormField(_("The head begins in line"), self.head, "ledger_head"), 1)
        above.addWidget(FormField(_("Lines of the head"), self.height_, "ledger_height"), 1)
        self.told = label("", "small", name="ledger_guessed", wrap=True)
        self._grid = QWidget()
        self._grid.setLayout(QGridLayout())
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.S)
        inside.addLayout(above)
        inside.addWidget(self.told)
        inside.addWidget(self._grid)
        inside.addStretch(1)
        self._inside = inside

    def offer_sheets(self, sheets: tuple[str, ...], chosen: str) -> None:
        """Offer the sheets of a file."""
        self._filling = True
        self.sheet.offer((name, name) for name in sheets)
        self.sheet.set_code(chosen)
        self._filling = False

    def show_offer(self, offer: SheetOffer) -> None:
        """Show the head of a sheet with what its columns hold."""
        self._filling = True
        layout = self._layout = offer.layout
        self.head.setValue(layout.head)
        self.height_.setValue(layout.height)
        self._filling = False
        self.told.setText(
            _("The columns are as they were chosen last for this head.")
            if layout.remembered
            else _("What the columns hold was guessed by their headings. Please check it.")
        )
        self._show_columns(offer)
        self._offered = self._said()

    def chosen_by_hand(self) -> Layout | None:
        """Return the layout if somebody chose otherwise than was offered."""
        return None if self._said() == self._offered else self.value()

    def value(self) -> Layout | None:
        """Return the layout as it is chosen now."""
        if self._layout is None:
            return None
        columns, units = self._said()
        return replace(self._layout, columns=columns, units=units)

    def _said(self) -> _Said:
        return self._chosen(), tuple(line.unit() for line in self._units)

    def _chosen(self) -> dict[str, int]:
        columns = {
            code: column for column, choice in enumerate(self._choices) if (code := choice.code())
        }
        return {field: columns[field] for field in FIELDS if field in columns}

    def _show_columns(self, offer: SheetOffer) -> None:
        old = self._grid
        self._grid = QWidget()
        grid = QGridLayout(self._grid)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.XS)
        for place, title in enumerate((_("Heading in the ledger"), _("Samples"), _("Holds"))):
            grid.addWidget(label(title, "small", name=f"ledger_title_{place}"), 0, place)
        by_column = {column: field for field, column in offer.layout.columns.items()}
        options = [("", _("nothing; kept with the line")), *((f, _(t)) for f, t in FIELDS.items())]
        self._choices, self._units = [], []
        for column, heading in enumerate(offer.layout.headings):
            samples = _("; ").join(offer.samples[column]) if column < len(offer.samples) else ""
            choice = named(Choice(options), f"ledger_column_{column}", heading or str(column + 1))
            choice.setMinimumContentsLength(18)
            choice.set_code(by_column.get(column, ""))
            choice.currentIndexChanged.connect(lambda _place, one=choice: self._let_go(one))
            self._choices.append(choice)
            shown = heading or _("column {n}").format(n=column + 1)
            row = 1 + 2 * column
            grid.addWidget(Elided(shown, "", name=f"ledger_heading_{column}"), row, 0)
            grid.addWidget(Elided(samples, "small", name=f"ledger_samples_{column}"), row, 1)
            grid.addWidget(choice, row, 2, Qt.AlignmentFlag.AlignTop)
            self._add_unit(grid, row + 1, offer, column, shown)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        self._inside.replaceWidget(old, self._grid)
        old.deleteLater()

    def _add_unit(
        self, grid: QGridLayout, row: int, offer: SheetOffer, column: int, shown: str
    ) -> None:
        """Put the unit of a column below it; it is seen while the column holds sums."""
        choice = self._choices[column]
        line = SumUnitLine(column, shown, offer.layout.units[column], offer.understood[column])
        grid.addWidget(line.told, row, 1)
        grid.addWidget(line.choice, row, 2, Qt.AlignmentFlag.AlignTop)
        line.show_if(choice.code() in SUMS)
        choice.currentIndexChanged.connect(lambda _place: line.show_if(choice.code() in SUMS))
        self._units.append(line)

    def _let_go(self, chosen: Choice) -> None:
        """A field is held by one column: another one that held it holds nothing now."""
        code = chosen.code()
        for choice in self._choices:
            if code and choice is not chosen and choice.code() == code:
                choice.set_code("")

    def _choose_sheet(self) -> None:
        if not self._filling and self.sheet.code():
            self.sheet_chosen.emit(self.sheet.code())

    def _move_head(self) -> None:
        if not self._filling and self.sheet.code():
            self.head_moved.emit(self.sheet.code(), self.head.value(), self.height_.value())
