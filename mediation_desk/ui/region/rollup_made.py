"""The packages that this centre made, with what tells them apart; each is saved again."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mediation_desk.domain.day_text import beijing
from mediation_desk.domain.rollup import Made
from mediation_desk.i18n import _
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

_SHOWN = 12
"""Figures of a digest in the table; all of them stand under it."""


class MadeDialog(Dialog):
    """Lists what was made, the latest first; a package is saved again to the very byte."""

    wanted = Signal(object)
    """A package that is to be saved again."""

    def __init__(self, held: Sequence[Made], parent: QWidget) -> None:
        super().__init__(_("Packages made"), _("Save again…"), name="packages_made", parent=parent)
        self.cancel.setText(_("Close"))
        self.model: RowsModel[Made] = RowsModel(_columns())
        self.table = TableView("made_table", _("Packages made"))
        self.table.use(self.model, (11, 5, 8, 10, 5, 15, 8, 12), 2, (4, 7))
        self.table.say_when_empty(_("No package was made yet."))
        self.table.setMinimumWidth(self.fontMetrics().height() * 37)
        self.table.setMinimumHeight(self.fontMetrics().height() * 12)
        self.model.show(held)
        self.digest = label("", "small", name="made_digest", wrap=True)
        self.body.setSpacing(Space.S)
        self.body.addWidget(self.table, 1)
        self.add_above_buttons(self.digest)
        self.table.opened.connect(lambda _index: self.submit())
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._show())
        self.ok.setEnabled(bool(held))
        if held:
            self.table.selectRow(0)
        self._show()

    def _chosen(self) -> Made | None:
        index = self.table.currentIndex()
        return self.model.row(index) if index.isValid() else None

    def _show(self) -> None:
        one = self._chosen()
        told = _("Digest (SHA-256): {digest}").format(digest=one.sha256) if one else ""
        self.digest.setText(f"{_carries(one)}\n{told}" if one and one.parts else told)

    def submit(self) -> None:
        """Have the package in view saved again; the list stays."""
        if (one := self._chosen()) is not None:
            self.wanted.emit(one)


def _carries(one: Made) -> str:
    """Say whose cases a package holds."""
    return _("{own} cases of this centre, {carried} in {n} packages from below").format(
        own=one.rows, carried=one.carried, n=one.parts
    )


def _columns() -> tuple[Column[Made], ...]:
    return (
        Column(title=_("Reporting period"), text=lambda x: x.period.name, strong=True),
        Column(title=_("Package no."), text=lambda x: str(x.sequence), right=True),
        Column(title=_("Made for"), text=lambda x: x.receiver or "—"),
        Column(title=_("Serial number"), text=lambda x: x.serial),
        Column(
            title=_("Cases"), text=lambda x: f"{x.rows + x.carried:,}", tip=_carries, right=True
        ),
        Column(title=_("Made at"), text=lambda x: f"{beijing(x.made_at):%Y-%m-%d %H:%M}"),
        Column(title=_("Made by"), text=lambda x: x.made_by),
        Column(title=_("Digest"), text=lambda x: x.sha256[:_SHOWN], tip=lambda x: x.sha256),
    )
