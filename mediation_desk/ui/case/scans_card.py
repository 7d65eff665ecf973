"""The folder of a scanner or 高拍仪 on this computer: what is new there, for the case in view."""

import time
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mediation_desk.domain.day_text import beijing
from mediation_desk.domain.errors import DeskError
from mediation_desk.i18n import _
from mediation_desk.services import materials
from mediation_desk.services.materials import Scan
from mediation_desk.ui.files import ask_folder
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.memory import recall, remember
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import link, secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.elided import Elided
from mediation_desk.ui.widgets.labels import set_tone
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

_FOLDER, _SEEN, _SINCE, _PURPOSE = "scans/folder", "scans/seen", "scans/since", "scans"
_MOST_SEEN = 400
_STILL_WRITTEN = 2.0
"""A file that changed so few seconds ago may still be written by the scanner."""
_RIPENS_MS = 2500
_LOOKS_AGAIN_MS = 10_000
"""When a folder in view is looked at again: one that was away may be back, and a file of which
the scanner had written a part may be whole; of neither does the system tell.
"""


class ScansCard(Card):
    """Offers the files that came into the folder since it was chosen; a click takes them."""

    taking = Signal(list)
    """Take these files (paths) into the case."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(name="card_scans")
        self._jobs = jobs
        self._low = False
        self.model: RowsModel[Scan] = RowsModel(
            (
                Column(title=_("New from the scanner"), text=lambda s: s.path.name, strong=True),
                Column(title=_("Time"), text=_time),
            )
        )
        self.folder = Elided("", "small", name="scans_folder")
        self.choose_button = link(_("Folder of the scanner…"), "scans_choose", self.choose)
        self.stop_button = link(_("No longer"), "scans_stop", self.stop_watching)
        self.table = TableView("scans_table", _("New files from the scanner"))
        self.table.use_in_card(self.model, (24, 11))
        self.table.be_dense()
        self.table.setFixedHeight(3 * self.table.verticalHeader().defaultSectionSize() + 38)
        self.take_button = secondary("", "scans_take", self.take, "plus")
        self.ignore_button = link(_("Not of this case"), "scans_ignore", self.ignore)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self.folder, 1)
        head.addWidget(self.choose_button)
        head.addWidget(self.stop_button)
        self.body.addLayout(head)
        self._offer = QWidget()
        row = QHBoxLayout(self._offer)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.take_button)
        row.addWidget(self.ignore_button)
        row.addStretch(1)
        self.add(self.table)
        self.add(self._offer)
        self._watcher = QFileSystemWatcher(self)
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self.look)
        self._watcher.directoryChanged.connect(lambda _path: self._again.start(600))
        self.table.opened.connect(lambda index: self.taking.emit([self.model.row(index).path]))
        self._taken: list[str] = []
        self._watch(recall(_FOLDER))

    def choose(self) -> None:
        """Ask for the folder; what lies there already is not new."""
        folder = ask_folder(self, _("Folder of the scanner"), _PURPOSE)
        if folder is not None:
            self.watch(folder)

    def watch(self, folder: Path) -> None:
        """Watch a folder from now on."""
        remember(_FOLDER, str(folder))
        self._jobs.aside(self, lambda: _scans(folder), self._begin)

    def _begin(self, present: "tuple[Scan, ...] | str") -> None:
        if not isinstance(present, str):
            self._remember_seen([scan.mark for scan in present])
            full = len(present) == materials.MOST_SCANS  # then there may be older ones behind
            remember(_SINCE, str(min(scan.came for scan in present)) if full else "")
        self._watch(recall(_FOLDER))

    def stop_watching(self) -> None:
        """Watch no folder any more."""
        remember(_FOLDER, "")
        self._watch("")

    def _watch(self, folder: str) -> None:
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        self.stop_button.setVisible(bool(folder))
        if folder:
            self.look()
        else:
            self._show(())

    def look(self) -> None:
        """Look what is in the folder now."""
        if folder := recall(_FOLDER):
            self._jobs.aside(self, lambda: _scans(Path(folder)), self._show)

    def _show(self, present: "tuple[Scan, ...] | str") -> None:
        if isinstance(present, str):
            self.folder.say(present)
            set_tone(self.folder, Tone.WARN)
            present = ()
        else:
            self._say_watched(recall(_FOLDER))
        seen, since, now = set(_seen()), float(recall(_SINCE) or 0), time.time()
        new = [scan for scan in present if scan.mark not in seen and scan.came > since]
        ripe = [scan for scan in new if not 0 <= now - scan.changed < _STILL_WRITTEN]
        if len(ripe) < len(new):
            self._again.start(_RIPENS_MS)
        elif recall(_FOLDER) and self.isVisible():
            self._again.start(_LOOKS_AGAIN_MS)
        self.model.show(ripe)
        self._fit()

    def _say_watched(self, folder: str) -> None:
        """Say which folder is watched; one that was away is watched again."""
        set_tone(self.folder, Tone.MUTED)
        if not folder:
            self.folder.say(_("Files that a scanner or document camera saves can be offered here."))
            return
        self.folder.say(_("Watched: {folder}").format(folder=folder))
        if folder not in self._watcher.directories():
            self._watcher.addPath(folder)

    def be_low(self, low: bool) -> None:
        """Leave the list out where there is no room for it; the button then takes all."""
        self._low = low
        self._fit()

    def _fit(self) -> None:
        new = self.model.rows
        self.table.setVisible(bool(new) and not self._low)
        self._offer.setVisible(bool(new))
        self.take_button.setText(_("Take {n} new files").format(n=len(new)))
        self.take_button.setToolTip("\n".join(scan.path.name for scan in new))

    def chosen(self) -> list[Scan]:
        """Return the files chosen, all of them where none is."""
        rows = [] if self._low else self.table.selectionModel().selectedRows()
        return [self.model.row(index) for index in rows] or list(self.model.rows)

    def take(self) -> None:
        """Take the files chosen into the case in view, in the order in which they were scanned."""
        if scans := self.chosen():
            in_order = sorted(scans, key=lambda scan: (scan.came, scan.path.name))
            self.taking.emit([scan.path for scan in in_order])

    def ignore(self) -> None:
        """Offer the files chosen no longer; they stay in their folder."""
        self._remember_seen([scan.mark for scan in self.chosen()])
        self.look()

    def taken(self, paths: list[Path]) -> None:
        """Files were taken in: they are not new any more."""
        self._remember_seen([scan.mark for scan in self.model.rows if scan.path in paths])
        self.look()

    def _remember_seen(self, marks: list[str]) -> None:
        kept = [*_seen(), *marks][-_MOST_SEEN:]
        remember(_SEEN, "\n".join(dict.fromkeys(kept)))


def _seen() -> list[str]:
    return recall(_SEEN).splitlines()


def _scans(folder: Path) -> "tuple[Scan, ...] | str":
    try:
        return materials.scans(folder)
    except DeskError as error:
        return str(error)


def _time(scan: Scan) -> str:
    return f"{beijing(datetime.fromtimestamp(scan.changed, UTC)):%m-%d %H:%M}"
