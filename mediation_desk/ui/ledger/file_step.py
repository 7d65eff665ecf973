"""The first step: which file, and what was imported before."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mediation_desk.domain.day_text import beijing
from mediation_desk.domain.past_cases import PastImport
from mediation_desk.i18n import _
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView


class FileStep(QWidget):
    """Explains what comes in and how it stands, and lists the imports that were made."""

    taken_back = Signal(object)
    """The import that is to be undone."""

    def __init__(self) -> None:
        super().__init__()
        words = _(
            "The cases of former years come in from an Excel table or a text table, as closed and"
            " archived cases under their old numbers. They count in the log, the statistics and"
            " the search of their own year; no deadline runs for them. Nothing is saved before"
            " you have seen what was read."
        )
        self.model: RowsModel[PastImport] = RowsModel(
            (
                Column(title=_("File"), text=lambda one: one.file),
                Column(title=_("Cases"), text=lambda one: f"{one.cases:,}", right=True),
                Column(title=_("Imported on"), text=_when),
                Column(title=_("Imported by"), text=lambda one: one.imported_by),
                Column(
                    title=_("State"),
                    text=_state,
                    tone=lambda one: Tone.MUTED if one.taken_back_at else Tone.PLAIN,
                ),
            )
        )
        self.table = TableView("ledger_imports", _("Imports of ledgers"))
        self.table.use(self.model, (24, 8, 17, 10, 20), 0)
        self.table.say_when_empty(_("No ledger has been imported yet."))
        self.table.setMinimumHeight(150)
        self.back = secondary(_("Undo this import"), "ledger_take_back", self._ask)
        self.back.setEnabled(False)
        row = QHBoxLayout()
        row.addWidget(label(_("Imports of ledgers"), "strong", name="ledger_imports_title"), 1)
        row.addWidget(self.back)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.S)
        inside.addWidget(label(words, name="ledger_words", wrap=True))
        inside.addLayout(row)
        inside.addWidget(self.table, 1)
        self.table.selectionModel().selectionChanged.connect(lambda *_what: self._follow())

    def show_imports(self, imports: Sequence[PastImport]) -> None:
        """Show the imports, the newest first."""
        self.model.show(imports)
        self._follow()

    def _follow(self) -> None:
        chosen = self._chosen()
        self.back.setEnabled(chosen is not None and chosen.taken_back_at is None)

    def _chosen(self) -> PastImport | None:
        index = self.table.currentIndex()
        return self.model.row(index) if index.isValid() else None

    def _ask(self) -> None:
        if (chosen := self._chosen()) is not None:
            self.taken_back.emit(chosen)


def _when(one: PastImport) -> str:
    return beijing(one.imported_at).strftime("%Y-%m-%d %H:%M")


def _state(one: PastImport) -> str:
    if one.taken_back_at is None:
        return _("in the centre")
    return _("undone on {day}").format(day=beijing(one.taken_back_at).date())
