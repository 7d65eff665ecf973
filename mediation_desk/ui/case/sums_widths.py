"""How wide the columns of the grid of sums are, and where its cursor goes."""

from collections.abc import Iterable

from PySide6.QtGui import QFontMetrics

from mediation_desk.domain.claims import AnswerKind
from mediation_desk.law.facts import columns_of
from mediation_desk.ui.case.sums_model import SumsModel
from mediation_desk.ui.case.sums_totals import TotalsRow
from mediation_desk.ui.widgets.grid import Grid

_FACT_WIDTHS = {"hired_on": 10, "left_on": 10, "average_wage": 9, "arrears": 11, "injury_grade": 6}
_SUM_WIDTH = 11


def size_columns(grid: Grid, model: SumsModel, row: TotalsRow) -> None:
    """Make every column as wide as what it holds, its heading and its total ask for."""
    unit = QFontMetrics(grid.font()).horizontalAdvance("0")
    heading = QFontMetrics(grid.horizontalHeader().font())
    for place in range(model.columnCount()):
        column = model.column(place)
        width = _FACT_WIDTHS.get(column.name, _SUM_WIDTH) * unit
        titled = max(heading.horizontalAdvance(line) for line in column.title.split("\n"))
        wanted = max(max(width, titled) + 16, _total_width(grid, row, place))
        if grid.columnWidth(place) != wanted:  # each change paints the columns once more
            grid.setColumnWidth(place, wanted)


def fit_totals(grid: Grid, row: TotalsRow) -> None:
    """Widen columns whose total would be cut."""
    for place in range(row.model().columnCount()):
        needed = _total_width(grid, row, place)
        if grid.columnWidth(place) < needed:
            grid.setColumnWidth(place, needed)


def _total_width(grid: Grid, row: TotalsRow, place: int) -> int:
    """Return how wide a column is to be for its total; nothing where it is hidden."""
    if grid.isColumnHidden(place):
        return 0
    bold = grid.font()
    bold.setBold(True)
    return QFontMetrics(bold).horizontalAdvance(str(row.model().index(0, place).data() or "")) + 20


def go_to_facts(grid: Grid, model: SumsModel, answers: Iterable[AnswerKind]) -> None:
    """Put the cursor on the first fact that what is reckoned besides asks for."""
    wanted = {fact.name for kind in answers for fact in columns_of([kind.value])}
    place = next((n for n, one in enumerate(model.columns()) if one.name in wanted), None)
    if place is not None and model.rowCount():
        grid.setCurrentIndex(model.index(max(grid.currentIndex().row(), 0), place))
        grid.setFocus()
