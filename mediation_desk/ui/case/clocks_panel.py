"""The clocks of a case: how each stands, whose rule it is, and what can be done to it by hand."""

from PySide6.QtCore import QModelIndex, Qt, Signal

from mediation_desk.domain import deadlines
from mediation_desk.domain.case import CaseFile, Clock
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.ui.case import clock_words
from mediation_desk.ui.case.clock_dialogs import ClockDialog, WatchDialog
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.widgets.buttons import link
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView


class ClocksCard(Card):
    """A row per clock, those that run first; Enter or a double click opens one.

    The like clocks of a group's payment orders have one row, which opens into its workers.
    """

    noticed = Signal(str)
    """An act was done; the notice offers to undo it."""

    def __init__(self, case: OpenCase) -> None:
        super().__init__(_("Clocks"), name="card_clocks")
        self.case = case
        self._unfolded: set[int] = set()
        self._members: list[tuple[Clock, ...]] = []
        self.model: RowsModel[Clock] = RowsModel(self._columns())
        self.table = TableView("case_clocks", _("Clocks"))
        self.table.use(self.model, (26, 11, 11, 17, 21, 7, 24), stretch=6, yields=(1,))
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.opened.connect(self._open)
        self.watch_button = link(_("Watch a period…"), "clock_watch", self.watch)
        self.head.addWidget(self.watch_button)
        self.empty = label(_("No period is being watched."), "muted", name="clocks_empty")
        self.add(self.empty)
        self.add(self.table)

    def _columns(self) -> tuple[Column[Clock], ...]:
        desk = self.case.desk
        return (
            Column(title=_("Clock"), text=clock_words.name, tip=self._tip),
            Column(title=_("Starts"), text=lambda c: c.start.isoformat(), tip=self._tip),
            Column(title=_("As counted"), text=lambda c: c.raw_due.isoformat(), tip=self._tip),
            Column(title=_("Moved to"), text=clock_words.rolled, tip=self._tip),
            Column(
                title=_("State"),
                text=self._state,
                key=lambda c: (c.state.value, c.due),
                tone=lambda c: clock_words.tone(c, desk.today(), desk.periods),
                tip=self._tip,
            ),
            Column(
                title=_("Set by"),
                text=clock_words.rank,
                tone=clock_words.rank_tone,
                tip=self._tip,
            ),
            Column(title=_("Basis"), text=lambda c: deadlines.kind(c.kind).basis, tip=self._tip),
        )

    def _state(self, clock: Clock) -> str:
        """Say how a clock stands; the year of claims that are alive is only watched no more."""
        case, today = self.case.file, self.case.desk.today()
        if case is not None and clock_words.only_unwatched(clock, case):
            return _("Not watched after closing")
        return clock_words.state_text(clock, today, self.case.desk.periods)

    def _tip(self, clock: Clock) -> str:
        notes = self.case.file.clock_notes if self.case.file else ()
        return clock_words.explained(clock, self.case.desk.periods, notes)

    def show_case(self, case: CaseFile) -> None:
        """Show the clocks as they stand now, all of them at once."""
        rows = clock_words.folded(case.clocks, self._unfolded, self.case.desk.today())
        self._members = [members for _clock, members in rows]
        self.model.show([clock for clock, _members in rows])
        high = self.table.verticalHeader().defaultSectionSize() * len(rows)
        head = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(high + head + 12)
        self.table.setVisible(bool(case.clocks))
        self.empty.setVisible(not case.clocks)
        self.watch_button.setEnabled(self.case.desk.actor.may(Right.CLOCKS))

    def watch(self) -> None:
        """Choose a period of the register and watch it."""
        dialog = WatchDialog(self.case, self)
        dialog.carried.connect(self.noticed)
        dialog.open()

    def _open(self, index: QModelIndex) -> None:
        """Open a clock; one that stands for several workers lists them beneath it, or no more."""
        clock = self.model.row(index)
        several = [m for m in self._members if m and m[0].id == clock.id and clock not in m]
        if several and self.case.file is not None:
            self._unfolded ^= {clock.id}
            self.show_case(self.case.file)
            return
        dialog = ClockDialog(self.case, clock, self)
        dialog.carried.connect(self.noticed)
        dialog.open()
