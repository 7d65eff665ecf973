"""Materials (证据材料): the list, what comes in, and the material itself at the right."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.materials import Listed, Material, evidence_of
from mediation_desk.domain.sides import Side
from mediation_desk.i18n import _
from mediation_desk.services import materials
from mediation_desk.services.materials import Incoming, Shown
from mediation_desk.ui.case.material_dialogs import AddMaterialsDialog, ChangeMaterialDialog
from mediation_desk.ui.case.material_preview import MaterialPreview
from mediation_desk.ui.case.materials_columns import columns, in_lists
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.scans_card import ScansCard
from mediation_desk.ui.case.tab import elastic
from mediation_desk.ui.files import ask_folder, on_clipboard, open_folder
from mediation_desk.ui.jobs import Progress
from mediation_desk.ui.memory import recall_folder, remember_folder
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import primary, secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.flow import FlowLayout
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.progress import ProgressLine
from mediation_desk.ui.widgets.rows_model import RowsModel
from mediation_desk.ui.widgets.table import TableView

_PURPOSE, _LOW = "materials", 420
_ROW = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
_WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut
Came = tuple[list[Incoming], list[str]]
"""What came in, and a sentence for each file that was refused."""


class MaterialsPanel(QWidget):
    """Files are dropped, chosen, pasted or scanned; each is listed, looked at and checked."""

    noticed = Signal(str)
    said = Signal(str)
    listing = Signal(str)
    """Make the list of evidence of a side (its code)."""

    def __init__(self, case: OpenCase, preview: MaterialPreview, scans: ScansCard) -> None:
        super().__init__()
        named(self, "materials_panel")
        self.setAcceptDrops(True)
        self.case = case
        self._case_id = 0
        self._wanted: object = None
        self._numbers: dict[int, Listed] = {}
        self._scanned: list[Path] = []
        self.model: RowsModel[Material] = RowsModel(columns(self._numbers))
        self.table = TableView("materials_table", _("Materials"))
        self.table.use(self.model, (6, 24, 12, 11, 11, 7, 13), stretch=1, yields=(4, 5, 3))
        nothing = _("Nothing was handed in yet. Drop files here, or add them with the button.")
        self.table.say_when_empty(nothing)
        self.preview, self.scans = preview, scans
        self.progress = ProgressLine("materials_progress")
        self.add_button = primary(_("Add…"), "materials_add", self.choose, "plus")
        self.checked_button = secondary(
            _("Agrees with the original"), "materials_checked", self.mark_checked, "check"
        )
        self.list_button = secondary(_("List of evidence"), "materials_list")
        self.more_button = secondary(_("More"), "materials_more")
        self._lay_out()
        self._make_menus()
        self._connect()
        self._offer()

    def _lay_out(self) -> None:
        card = Card(name="card_materials")
        bar = FlowLayout()
        for button in (self.add_button, self.checked_button, self.list_button, self.more_button):
            bar.addWidget(button)
        card.body.addLayout(bar)
        card.add(self.progress)
        card.add(elastic(self.table, 90), 1)
        left = QVBoxLayout()
        left.setSpacing(Space.S)
        left.addWidget(card, 1)
        left.addWidget(self.scans)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.M)
        inside.addLayout(left, 5)
        inside.addWidget(self.preview, 4)
        self.preview.setMinimumWidth(270)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the list its room where the window is low."""
        super().resizeEvent(event)
        self.scans.be_low(event.size().height() < _LOW)

    def _make_menus(self) -> None:
        lists = named(QMenu(self), "materials_lists", _("List of evidence"))
        for side in Side:
            lists.addAction(side.label, lambda side=side: self.listing.emit(side.value))
        self.list_button.setMenu(lists)
        more = named(QMenu(self), "materials_menu", _("More"))
        more.addAction(f"{_('Paste a picture or files')}\tCtrl+V", self.paste)
        more.addSeparator()
        self._acts = [
            more.addAction(text, act)
            for text, act in (
                (_("Change…"), self.change),
                (_("Move up"), lambda: self.move_chosen(-1)),
                (_("Move down"), lambda: self.move_chosen(1)),
                (_("Take a copy out…"), self.take_out),
                (_("Remove"), self.remove),
            )
        ]
        self.more_button.setMenu(more)

    def _connect(self) -> None:
        self.table.selectionModel().selectionChanged.connect(lambda *_what: self._chosen_changed())
        self.table.opened.connect(lambda _index: self.change())
        self.preview.turning.connect(self._turn)
        self.preview.tilting.connect(self._tilt)
        self.preview.straightening.connect(self._straighten)
        self.preview.resetting.connect(
            lambda: self._change_picture(lambda m: replace(m, turn=0, tilt=0))
        )
        self.scans.taking.connect(self.take_scans)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table)
        for keys, act in ((paste, self.paste), (delete, self.remove)):
            keys.setContext(_WITHIN)
            keys.activated.connect(act)

    def show_case(self, case: CaseFile) -> None:
        """Show the materials of a case; the one chosen stays so."""
        if self._case_id != case.id:
            self._case_id, self._wanted = case.id, None
            self.table.clearSelection()
            self.preview.clear()
        chosen = [m.id for m in self.chosen()]
        self._numbers.clear()
        for side in Side:
            self._numbers.update((o.material.id, o) for o in evidence_of(case.materials, side))
        self.model.show(in_lists(case.materials))
        self.choose_rows(chosen)

    def choose_rows(self, keys: list[int]) -> None:
        """Select materials by their keys."""
        model = self.table.selectionModel()
        model.clearSelection()
        for place, material in enumerate(self.model.rows):
            if material.id in keys:
                model.select(self.model.index(place, 0), _ROW)
        self._chosen_changed()

    def came_up(self) -> None:
        """Look at the scanner's folder, and show the first material."""
        self.scans.look()
        if self.model.rows and not self.chosen():
            self.table.selectRow(0)

    def chosen(self) -> list[Material]:
        """Return the materials chosen."""
        model = self.table.selectionModel()
        return [self.model.row(index) for index in model.selectedRows()] if model else []

    def _one(self) -> Material | None:
        chosen = self.chosen()
        return chosen[0] if len(chosen) == 1 else None

    def _offer(self) -> None:
        chosen = self.chosen()
        self.checked_button.setEnabled(any(m.checked_on is None for m in chosen))
        change, up, down, out, remove = self._acts
        for act in (change, up, down):
            act.setEnabled(len(chosen) == 1)
        for act in (out, remove):
            act.setEnabled(bool(chosen))

    def _chosen_changed(self) -> None:
        self._offer()
        material = self._one()
        if material is None:
            self._wanted = None
            self.preview.clear()
        elif material != self._wanted:
            self._show(material)

    def _show(self, material: Material) -> None:
        self._wanted = material
        desk = self.case.desk

        def show(shown: Shown) -> None:
            if self._wanted == material:
                self.preview.show_material(material, shown)

        def refuse(error: DeskError) -> None:
            if self._wanted == material:
                self.preview.clear(str(error))

        self.preview.wait_for(material)
        self.case.jobs.render(self, lambda _p: materials.shown(desk, material), show, refuse)

    # -- what comes in -----------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for files."""
        folder = str(recall_folder(_PURPOSE))
        chosen, _kinds = QFileDialog.getOpenFileNames(self, _("Add materials"), folder)
        if chosen:
            remember_folder(_PURPOSE, Path(chosen[0]).parent)
            self.bring([Path(name) for name in chosen])

    def paste(self) -> None:
        """Take the picture or the files on the clipboard."""
        paths, picture = on_clipboard()
        if paths:
            self.bring(paths)
        elif picture:
            name = _("Pasted picture.png")
            self._bring(lambda _p: ([materials.recognised(picture, name)], []))
        else:
            self.said.emit(_("There is no picture and no file on the clipboard."))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dragged here."""
        if self.case.file is not None and any(u.isLocalFile() for u in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files that were dropped."""
        urls = event.mimeData().urls()
        event.acceptProposedAction()
        self.bring([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])

    def take_scans(self, paths: list[Path]) -> None:
        """Take files from the scanner's folder; they are offered no longer once they are in."""
        self._scanned = paths
        self.bring(paths)

    def bring(self, paths: list[Path]) -> None:
        """Read files on the drawing worker, then ask what they are."""

        def read(progress: Progress) -> Came:
            came: list[Incoming] = []
            refused: list[str] = []
            with materials.Reader() as reader:
                for number, path in enumerate(paths):
                    if not progress(number, len(paths)):
                        return [], []
                    try:
                        came.append(materials.incoming(path, reader))
                    except DeskError as error:
                        refused.append(str(error))
            return came, refused

        self._bring(read)

    def _bring(self, read: Callable[[Progress], Came]) -> None:
        rendering = self.case.jobs.render(self, read, self._ask, self._refuse)
        self.progress.follow(rendering, _("Reading the files…"))

    def _ask(self, found: Came) -> None:
        self.progress.done()
        came, refused = found
        if self.case.file is None:
            return
        if not came:
            self.said.emit("\n".join(refused))
            return
        dialog = AddMaterialsDialog(self.case, came, refused, self)
        dialog.carried.connect(self._added)
        dialog.open()

    def _added(self, text: str) -> None:
        scanned, self._scanned = self._scanned, []
        self.scans.taken(scanned)
        self.noticed.emit(text)
        if self.model.rows:
            self.choose_rows([max(m.id for m in self.model.rows)])

    def _refuse(self, error: DeskError) -> None:
        self.progress.done()
        self.said.emit(str(error))

    # -- what is done with them --------------------------------------------------------------

    def change(self) -> None:
        """Change what is said of the material chosen."""
        if (material := self._one()) is not None:
            dialog = ChangeMaterialDialog(self.case, material, self)
            dialog.carried.connect(self.noticed)
            dialog.open()

    def mark_checked(self) -> None:
        """Note that the copies chosen agree with their originals, by whoever acts, today."""
        desk = self.case.desk
        waiting = [m for m in self.chosen() if m.checked_on is None]
        if not waiting:
            return
        today, by = desk.today(), desk.actor.name
        said = [replace(m, checked_on=today, checked_by=by) for m in waiting]

        def checked(key: int, version: int) -> None:
            materials.change(desk, key, version, *said)

        text = _("{n} materials agree with their originals.").format(n=len(said))
        self.case.act(checked, lambda _done: self.noticed.emit(text), self._refuse)

    def move_chosen(self, by: int) -> None:
        """Move the material chosen within its list."""
        material = self._one()
        if material is None or self.case.file is None:
            return
        rows = [m.id for m in in_lists(self.case.file.materials)]
        place = rows.index(material.id)
        if not 0 <= place + by < len(rows):
            return
        rows.insert(place + by, rows.pop(place))
        desk = self.case.desk
        self.case.act(
            lambda key, version: materials.put_in_order(desk, key, version, rows),
            lambda _done: self.noticed.emit(_("The order is changed.")),
            self._refuse,
        )

    def remove(self) -> None:
        """Take the materials chosen out of the case; the notice offers to put them back."""
        desk, keys = self.case.desk, [m.id for m in self.chosen()]
        if not keys:
            return
        text = _("{n} materials are removed.").format(n=len(keys))
        self.case.act(
            lambda key, version: materials.remove(desk, key, version, *keys),
            lambda _done: self.noticed.emit(text),
            self._refuse,
        )

    def take_out(self) -> None:
        """Write copies of the originals into a folder."""
        chosen = self.chosen()
        folder = ask_folder(self, _("Folder for the copies"), _PURPOSE) if chosen else None
        if folder is None:
            return
        desk = self.case.desk

        def written(progress: Progress) -> Path:
            last = folder
            for number, material in enumerate(chosen):
                if progress(number, len(chosen)):
                    last = materials.take_out(desk, material, folder)
            return last

        def told(last: Path) -> None:
            self.progress.done()
            self.said.emit(_("{n} copies are in {folder}.").format(n=len(chosen), folder=folder))
            if os.environ.get("QT_QPA_PLATFORM") != "offscreen":
                open_folder(last)

        rendering = self.case.jobs.render(self, written, told, self._refuse)
        self.progress.follow(rendering, _("Writing the files…"))

    def _turn(self, quarters: int) -> None:
        self._change_picture(lambda m: replace(m, turn=(m.turn + quarters) % 4))

    def _tilt(self, tenths: int) -> None:
        self._change_picture(lambda m: replace(m, tilt=m.tilt + tenths))

    def _straighten(self) -> None:
        desk = self.case.desk
        self._change_picture(lambda m: materials.straightened(desk, m))

    def _change_picture(self, turned: Callable[[Material], Material]) -> None:
        """Work the turn out on the drawing worker, then keep it; the original stays."""
        material = self._one()
        if material is None or not (material.media.is_picture and material.is_shown):
            return
        desk = self.case.desk

        def keep(said: Material) -> None:
            if said == material:
                self.said.emit(_("The page is straight as it is."))
                return
            self.case.act(
                lambda key, version: materials.change(desk, key, version, said),
                refused=self._refuse,
            )

        self.case.jobs.render(self, lambda _p: turned(material), keep, self._refuse)
