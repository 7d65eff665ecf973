"""The columns that the grid of sums shows: those of the case, or those that the person chose."""

from PySide6.QtWidgets import QMenu, QWidget

from mediation_desk.domain.claims import AnswerKind
from mediation_desk.i18n import _
from mediation_desk.ui.case.column_menu import ColumnChoice, column_menu
from mediation_desk.ui.case.sums_bar import under
from mediation_desk.ui.case.sums_cells import Column, Part
from mediation_desk.ui.case.sums_model import SumsModel
from mediation_desk.ui.case.sums_totals import TotalsRow
from mediation_desk.ui.case.sums_widths import fit_totals
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.grid import Grid


class ShownColumns:
    """Shows and hides columns of the grid and its totals; has the buttons that choose them."""

    def __init__(
        self, grid: Grid, model: SumsModel, totals: TotalsRow, ask_button: QWidget
    ) -> None:
        self._grid, self._model, self._totals = grid, model, totals
        self._choice = ColumnChoice()
        self._known = frozenset[str]()
        self.ask_button = ask_button
        self.asked_button = secondary(_("Sums asked…"), "sums_asked", self._show_asked)
        self.asked_button.setToolTip(_("Show and enter what each worker asks, beside what is due"))
        self.asked_button.setCheckable(True)
        self.columns_button = secondary(_("Columns…"), "sums_columns", self._open_menu)

    def show(self) -> None:
        """Show the columns that the person chose, those of the case where nothing was chosen."""
        self._known = self._model.known_facts()
        for place, column in enumerate(self._model.columns()):
            shown = self._shown(column)
            if self._grid.isColumnHidden(place) == shown:
                self._grid.setColumnHidden(place, not shown)
        asked = self._choice.sums.get(Part.CLAIMED, False)
        self.asked_button.setChecked(asked)
        self.asked_button.setText(_("Hide sums asked") if asked else _("Sums asked…"))
        self.ask_button.setVisible(asked)
        fit_totals(self._grid, self._totals)
        self._totals.follow()

    def know(self) -> None:
        """Show the columns anew where other facts of the case are known by now."""
        if self._model.known_facts() != self._known:
            self.show()

    def ask(self, answers: tuple[AnswerKind, ...]) -> None:
        """Show what is reckoned besides, with the facts that it asks for."""
        for kind in answers:
            self._choice.ask(kind, shown=True)
        self.show()

    def menu(self) -> QMenu:
        """Return the ticks for what the grid shows."""
        columns = self._model.columns()
        return column_menu(self._grid, columns, self._choice, self._shown, self.show)

    def _open_menu(self) -> None:
        self.menu().popup(under(self.columns_button))

    def _show_asked(self) -> None:
        """Show or hide what was asked; it is wanted for the log, rarely at the table."""
        self._choice.sums[Part.CLAIMED] = self.asked_button.isChecked()
        self.show()

    def _shown(self, column: Column) -> bool:
        return self._choice.shows(column, offers=self._model.has_offers, known=self._known)
