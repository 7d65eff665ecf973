"""The record: who did what in this case, and when; the last act can be undone."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.centre import User
from mediation_desk.domain.journal import Entry
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import N_, _
from mediation_desk.services import browse, settings, undo
from mediation_desk.ui.case.acts import changes_in_words, entry_name, first_written
from mediation_desk.ui.case.tab import CaseTab, elastic
from mediation_desk.ui.case.undo_told import will_undo
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import link, secondary
from mediation_desk.ui.widgets.card import Card, scrolling
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView


class RecordTab(CaseTab):
    """The journal of one case, newest first."""

    KEY, TITLE = "record", N_("History")

    undoing = Signal()
    """Undo the last act of the person who acts."""

    def build(self) -> Iterator[None]:
        """Make the parts one after the other."""
        zone = self.case.desk.now().tzinfo
        self.model: RowsModel[Entry] = RowsModel(
            (
                Column(
                    title=_("When"), text=lambda e: f"{e.at.astimezone(zone):%Y-%m-%d %H:%M:%S}"
                ),
                Column(title=_("Who"), text=lambda e: e.actor, strong=True),
                Column(title=_("What"), text=entry_name),
            )
        )
        self.table = TableView("journal_table", _("History"))
        self.table.use(self.model, (20, 12, 40), stretch=2)
        self.table.selectionModel().selectionChanged.connect(lambda *_what: self._tell())
        yield
        self.detail = label("", name="journal_detail", wrap=True)
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.undo_button = secondary(_("Undo my last act"), "journal_undo", self.undoing.emit)
        self.older_button = link(_("Show older entries"), "journal_older", self._older)
        left = Card(_("History of the case"), name="card_journal")
        left.add(elastic(self.table, 150), 1)
        foot = QHBoxLayout()
        foot.addWidget(self.undo_button)
        foot.addStretch(1)
        foot.addWidget(self.older_button)
        left.body.addLayout(foot)
        right = Card(_("What changed"), name="card_changes")
        right.setMinimumSize(220, 160)
        right.setMaximumWidth(380)
        right.add(elastic(scrolling(self.detail, "journal_scroll"), 100), 1)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, Space.S, 0, 0)
        inside.setSpacing(Space.M)
        inside.addWidget(left, 2)
        inside.addWidget(right, 1)
        self._stale = True
        self._people: dict[int, str] = {}

    def show_case(self, case: CaseFile) -> None:
        """Read the journal again when the tab is in view."""
        self._stale = True
        if self.isVisible():
            self._read(case.id)

    def came_up(self) -> None:
        """Read the journal if something was done since."""
        if self._stale and self.case.file:
            self._read(self.case.file.id)

    def _read(self, case_id: int) -> None:
        self._stale = False
        desk = self.case.desk
        self.case.read(lambda: settings.officers(desk), self._know)
        self.case.read(lambda: browse.journal(desk, case_id), self._show)
        if desk.actor.may(Right.UNDO):
            self.case.read(lambda: undo.last(desk, case_id), self._name_undo)

    def _name_undo(self, entry: Entry | None) -> None:
        """Say on the button, before it is pushed, what it will take back."""
        said = _("Undo my last act") if entry is None else will_undo(entry)
        self.undo_button.setText(said.replace("&", "&&"))
        self.undo_button.setAccessibleName(said)
        self.undo_button.setToolTip(
            _("There is nothing of yours to undo.") if entry is None else f"{said} (Ctrl+Z)"
        )

    def _know(self, people: Sequence[User]) -> None:
        self._people = {user.id: user.name for user in people}
        self._tell()

    def _show(self, entries: tuple[Entry, ...]) -> None:
        self.model.show(entries)
        self.older_button.setVisible(len(entries) >= 100)
        if entries:
            self.table.selectRow(0)
        self._tell()

    def _older(self) -> None:
        file, desk = self.case.file, self.case.desk
        rows = self.model.rows
        if file is None or not rows:
            return
        case_id, last = file.id, rows[-1].id

        def show(entries: tuple[Entry, ...]) -> None:
            self.model.show([*rows, *entries])
            self.older_button.setVisible(len(entries) >= 100)

        self.case.read(lambda: browse.journal(desk, case_id, last), show)

    def _tell(self) -> None:
        chosen = self.table.selectionModel().selectedRows()
        file = self.case.file
        known = first_written(self.model.rows)
        lines: tuple[str, ...] = ()
        if chosen and file:
            lines = changes_in_words(self.model.row(chosen[0]), file, known, self._people)
        self.detail.setText("\n".join(lines) or _("Nothing in the case was changed."))
