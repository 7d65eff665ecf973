"""The figures of the law in force here, what lacks or is doubtful, and the centre's own."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu

from mediation_desk.domain.figure_change import FigureChange, FigureEffect, FigureStep
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.law.figure_gaps import Gap
from mediation_desk.law.figures import Figure
from mediation_desk.services import figures as service
from mediation_desk.services.figures import PlacePack
from mediation_desk.services.files import write_whole
from mediation_desk.services.settings import Settings
from mediation_desk.ui.files import ask_open, ask_save
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.pages.sections import figure_rows as rows
from mediation_desk.ui.pages.sections import figure_undo
from mediation_desk.ui.pages.sections.effect_dialog import EffectDialog, computed_anew
from mediation_desk.ui.pages.sections.figure_dialogs import FigureDialog
from mediation_desk.ui.pages.sections.figure_facts import FactsDialog
from mediation_desk.ui.pages.sections.figure_rows import FigureRow
from mediation_desk.ui.pages.sections.scale_dialog import ScaleDialog
from mediation_desk.ui.pages.sections.section import Section
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import link, primary, secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.elided import Elided
from mediation_desk.ui.widgets.flow import FlowLayout
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.rows_model import RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

PAUSE_MS = 150
KINDS_OF_FILE = "*.toml"
_WIDTHS = (21, 10, 10, 12, 24, 7, 11, 11)
_SOURCE, _PLACE, _UNTIL, _LOOKED_UP = 4, 5, 6, 7


class FiguresSection(Section):
    """Each figure with its value, day, source and standing; a change is shown before it is taken.

    Enter or a double click tells everything of a figure, with its earlier values.
    """

    wanted_case = Signal(int)

    def __init__(self, desk: "Desk", jobs: Jobs) -> None:
        super().__init__(desk, jobs, "figures", _("Data and standards"))
        self._figures: tuple[Figure, ...] = ()
        self._gaps: tuple[Gap, ...] = ()
        self._step: FigureStep | None = None
        self.model: RowsModel[FigureRow] = RowsModel(rows.columns(desk.today()))
        self.table = TableView("figures_list", self.title)
        self.table.be_lined(2)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.table.use(self.model, _WIDTHS, _SOURCE, (_LOOKED_UP, _UNTIL, _PLACE))
        self.table.setMinimumHeight(170)
        self.table.opened.connect(self._open)
        self.text = named(QLineEdit(), "figures_text", _("Search the figures"))
        self.text.setPlaceholderText(_("Figure, value, document or remark"))
        self.text.setClearButtonEnabled(True)
        self.view = named(Choice(_views()), "figures_view", _("Which figures"))
        self.told = label("", "small", name="figures_told", wrap=True)
        self.problem = label("", "error", name="figures_problem", wrap=True)
        self.problem.hide()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._show_rows)
        self._add_buttons()
        self._lay_out()
        self.text.textChanged.connect(lambda _text: self._pause.start())
        self.view.currentIndexChanged.connect(lambda _index: self._show_rows())
        self.table.selectionModel().selectionChanged.connect(self._selected)

    def _add_buttons(self) -> None:
        self.add = primary(_("Enter a figure…"), "figures_add", self.open_new, "plus")
        self.change = secondary(
            _("Confirm or correct…"), "figures_change", self.open_selected, "edit"
        )
        self.remove = secondary(
            _("Take back the own figure…"), "figures_remove", self.take_back, "trash"
        )
        self.load = secondary(_("Import…"), "figures_import", self.import_file, "import")
        self.tables = secondary(
            _("Work-injury subsidies…"), "figures_tables", self.open_tables, "edit"
        )
        self.export = secondary(_("Export…"), "figures_export", self.export_file, "export")
        self.undone = link("", "figures_undo", self.undo)

    def _lay_out(self) -> None:
        words = _(
            "Sums use these figures by their day; none is guessed. The centre's own are marked on"
            " the sheets; the cases that one changes are shown first."
        )
        card = Card(self.title, name="figures_card")
        card.head.addWidget(self.undone)
        card.add(Elided(words, "small", name="figures_words"))
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self.text, 1)
        head.addWidget(self.view)
        card.body.addLayout(head)
        card.add(self.table, 1)
        card.add(self.problem)
        card.add(self.told)
        self.foot = FlowLayout()
        for button in (*(self.add, self.change, self.remove, self.tables, self.load, self.export),):
            self.foot.addWidget(button)
        card.body.addLayout(self.foot)
        self.column.addWidget(card, 1)

    def show_settings(self, settings: Settings) -> None:
        """Show the figures of the place, the gaps, and what the next step back undoes."""
        self._figures, self._gaps = settings.figures, settings.gaps
        may = self.desk.actor.may(Right.FIGURES)
        self.add.setEnabled(may)
        self.load.setEnabled(may)
        self.tables.setEnabled(may)
        barred = "" if may else _("Figures are entered and changed by a supervisor.")
        for button in (self.add, self.change, self.remove, self.tables, self.load):
            button.setToolTip(barred)
        self._step = settings.figures_step
        self.undone.setVisible(self._step is not None)
        if self._step is not None:
            self.undone.setText(_("Undo: {act}").format(act=figure_undo.shortly(self, self._step)))
            self.undone.setToolTip(figure_undo.named(self, self._step))
        self._show_rows()

    def _rows(self, wanted: str) -> list[FigureRow]:
        places = {code: place.name for code, place in self.desk.law.places.items()}
        places[""] = places.get(self.desk.centre.place, "")
        return rows.rows_of(self._figures, self._gaps, places, self.desk.today(), wanted)

    def _show_rows(self) -> None:
        before = self._chosen()
        words = self.text.text().strip()
        shown = [row for row in self._rows(self.view.code()) if row.holds(words)]
        self.model.show(shown)
        current = self._rows(rows.DOUBTS)
        self.told.setText(
            _("Shown: {shown}. Missing: {missing}; to be checked: {doubts}.").format(
                shown=len(shown), missing=len(self._gaps), doubts=len(current)
            )
            if shown
            else _("No figure fits. Clear the search or choose another view.")
        )
        if before is not None and before in self.model.rows:
            self.table.selectRow(self.model.rows.index(before))
        self._selected()

    def open_new(self) -> None:
        """Open the form of a figure that is new."""
        self._form(None, "")

    def open_selected(self) -> None:
        """Open the form of the figure that is selected, or of the gap."""
        row = self._chosen()
        if row is not None:
            self._form(row.figure, row.name)

    def _open(self, index: QModelIndex) -> None:
        row: FigureRow = self.model.row(index)
        history = [r for r in self._rows(rows.EARLIER) if r.name == row.name]
        history.sort(key=lambda r: str(r.figure.since if r.figure else ""), reverse=True)
        dialog = FactsDialog(row, history, self.desk.actor.may(Right.FIGURES), self)
        dialog.accepted.connect(lambda: self._form(row.figure, row.name))
        dialog.open()

    def _form(self, figure: Figure | None, name: str) -> None:
        dialog = FigureDialog(self.desk, self.jobs, figure, name, self)
        dialog.carried.connect(self._taken)
        dialog.wanted_case.connect(self.wanted_case)
        dialog.open()

    def open_tables(self) -> None:
        """Open the tables of the lump sums on leaving after a work injury."""
        dialog = ScaleDialog(self.desk, self.jobs, self)
        dialog.carried.connect(self._taken)
        dialog.wanted_case.connect(self.wanted_case)
        dialog.open()

    def take_back(self) -> None:
        """Show what changes when the own figure that is selected goes."""
        row = self._chosen()
        if row is None or row.figure is None or not row.figure.own_id:
            return
        self.confirm(FigureChange(removed=frozenset({row.figure.own_id})))

    def confirm(self, change: FigureChange) -> None:
        """Show what a change does, to be taken or left."""
        dialog = EffectDialog(self.desk, self.jobs, change, self)
        dialog.carried.connect(self._taken)
        dialog.wanted_case.connect(self.wanted_case)
        dialog.refusing.connect(lambda error: self.say(str(error)))
        dialog.open()

    def import_file(self) -> None:
        """Ask for a file of figures, and show what it would change."""
        path = ask_open(self, _("Import figures"), f"TOML ({KINDS_OF_FILE})", "figures")
        if path is not None:
            self.import_from(path)

    def import_from(self, path: Path) -> None:
        """Show what the figures of a file would change, or why it cannot be taken."""
        desk = self.desk
        self._explain("")
        self.jobs.render(
            self,
            lambda _progress: service.read_file(desk, path),
            self.confirm,
            lambda error: self._explain(str(error)),
        )

    def export_menu(self) -> QMenu:
        """Return the places whose figures can be written to a file, with what each file holds."""
        menu = QMenu(self)
        for pack in service.packs(self.desk):
            action = menu.addAction(pack.told)
            action.setEnabled(pack.figures > 0)
            action.triggered.connect(partial(self._export, pack.code))
        return menu

    def export_file(self) -> None:
        """Ask of which place the figures are to be written."""
        self.export_menu().popup(self.export.mapToGlobal(self.export.rect().bottomLeft()))

    def _export(self, code: str) -> None:
        path = ask_save(
            self, _("Export figures"), f"{code}.toml", f"TOML ({KINDS_OF_FILE})", "figures"
        )
        if path is not None:
            self.export_to(code, path)

    def export_to(self, code: str, path: Path) -> None:
        """Write the figures of a place as a file, whole or not at all, and say what it holds."""
        desk = self.desk
        target = path if path.suffix.lower() == ".toml" else path.with_suffix(".toml")
        self.jobs.ask(
            self,
            lambda: (write_whole(target, service.exported(desk, code)), service.packs(desk)),
            lambda written: self.say(_written(written[0].name, code, written[1])),
            lambda error: self._explain(str(error)),
        )

    def _explain(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def undo(self) -> None:
        """Undo the last change that stands, with the sums that followed it."""
        figure_undo.step_back(self, self._step)

    def _taken(self, effect: FigureEffect) -> None:
        change = effect.change
        if change.answers and not change.added:
            text = _("The table is as entered. {cases}")
        elif change.added:
            text = _("The figure is in force. {cases}")
        else:
            text = _("The figure was taken back. {cases}")
        undo = partial(figure_undo.step_back, self)
        self.noticed.emit(text.format(cases=computed_anew(effect)), undo)

    def _chosen(self) -> FigureRow | None:
        index = self.table.currentIndex()
        return self.model.row(index) if index.isValid() else None

    def _selected(self, *_what: object) -> None:
        may, row = self.desk.actor.may(Right.FIGURES), self._chosen()
        self.change.setEnabled(may and row is not None)
        self.change.setText(
            _("Fill the gap…") if row is not None and row.gap else _("Confirm or correct…")
        )
        self.remove.setEnabled(may and row is not None and row.own)


def _views() -> list[tuple[str, str]]:
    return [
        (rows.ALL, _("In force now")),
        (rows.GAPS, _("Gaps only")),
        (rows.DOUBTS, _("To be checked only")),
        (rows.OWN, _("The centre's own")),
        (rows.EARLIER, _("With earlier ones")),
    ]


def _written(name: str, code: str, packs: Sequence[PlacePack]) -> str:
    """Say what a file holds, and which of the centre's own figures are not in it."""
    told = [_("Saved as {name}.").format(name=name)]
    told += [f"{pack.told}{_('.')}" for pack in packs if pack.code == code]
    left = [f"{pack.name} {pack.own}" for pack in packs if pack.own and pack.code != code]
    if left:
        text = _("Own figures of other places are exported by themselves: {places}.")
        told.append(text.format(places=_(", ").join(left)))
    return "".join(told)
