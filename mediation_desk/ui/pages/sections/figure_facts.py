"""Everything that is known of one figure, with the values that it had before."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from mediation_desk.i18n import _
from mediation_desk.ui.pages.sections.figure_rows import FigureRow, facts, shown_value
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

_MOST_ROWS = 6


class FactsDialog(Dialog):
    """What is known of a figure; its button goes on to entering, confirming or correcting it."""

    def __init__(
        self,
        row: FigureRow,
        history: Sequence[FigureRow],
        may_change: bool,
        parent: QWidget | None = None,
    ) -> None:
        action = _("Enter a figure…") if row.gap else _("Confirm or correct…")
        super().__init__(row.title, action, name="figure_facts", parent=parent)
        self.setMinimumWidth(720)
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.XS)
        grid.setColumnStretch(1, 1)
        for line, (caption, text) in enumerate(facts(row)[1:] if row.gap else _lines(row)):
            grid.addWidget(label(caption, "small"), line, 0, Qt.AlignmentFlag.AlignTop)
            shown = label(text, name=f"fact_{line}", wrap=True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(shown, line, 1)
        self.body.addLayout(grid)
        if len(history) > 1:
            self._add_history(history)
        self.body.addStretch(1)
        self.cancel.setText(_("Close"))
        self.ok.setVisible(may_change)

    def _add_history(self, history: Sequence[FigureRow]) -> None:
        self.body.addWidget(label(_("Every value that is known"), "muted"))
        model: RowsModel[FigureRow] = RowsModel(_columns())
        model.setParent(self)
        model.show(history)
        table = TableView("figure_history", _("Every value that is known"))
        table.be_dense()
        table.use_in_card(model, (14, 14, 16, 12, 20, 24))
        line = table.verticalHeader().defaultSectionSize()
        head = table.horizontalHeader().sizeHint().height()
        table.setFixedHeight(head + line * min(len(history), _MOST_ROWS) + 6)
        self.body.addWidget(table)


def _lines(row: FigureRow) -> list[tuple[str, str]]:
    told = facts(row)
    return [(_("Value"), told[0][1]), *told[1:]]


def _columns() -> tuple[Column[FigureRow], ...]:
    return (
        Column(title=_("Since"), text=lambda r: _day(r, "since")),
        Column(title=_("Until"), text=lambda r: _day(r, "until")),
        Column(
            title=_("Value"), text=lambda r: shown_value(r.figure) if r.figure else "", right=True
        ),
        Column(title=_("Place"), text=lambda r: r.place),
        Column(title=_("Standing"), text=lambda r: r.standing),
        Column(title=_("Source"), text=lambda r: r.source),
    )


def _day(row: FigureRow, which: str) -> str:
    day = getattr(row.figure, which, None)
    return day.isoformat() if day else "—"
