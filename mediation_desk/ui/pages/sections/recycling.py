"""The recycle bin: what was taken out in the last thirty days, by whom, and the way back."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from mediation_desk.domain.day_text import beijing
from mediation_desk.domain.errors import DeskError, Invalid
from mediation_desk.domain.recycling import DAYS, Discarded, Erased
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.services import recycling as service
from mediation_desk.services.settings import Settings
from mediation_desk.ui.case.reason_dialog import ReasonDialog
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.pages.sections.section import Section
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.buttons import primary, secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.empty import EmptyState
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

FEW_DAYS = 3


class RecyclingSection(Section):
    """A list with two ways out: back to where it was, or erased for good."""

    wanted_case = Signal(int)

    def __init__(self, desk: "Desk", jobs: Jobs) -> None:
        super().__init__(desk, jobs, "recycling", _("Recycle bin"))
        self.model: RowsModel[Discarded] = RowsModel(
            (
                Column(title=_("Kind"), text=lambda one: one.kind.label),
                Column(title=_("What"), text=lambda one: one.what),
                Column(title=_("Case no."), text=lambda one: one.case),
                Column(title=_("Taken out by"), text=lambda one: one.by),
                Column(title=_("When"), text=lambda one: f"{beijing(one.at):%Y-%m-%d}"),
                Column(title=_("Days left"), text=self._days, tone=self._tone),
            )
        )
        self.table = TableView("recycling_list", _("Recycle bin"))
        self.table.setSortingEnabled(False)
        self.table.use(self.model, (8, 22, 28, 10, 11, 9), 1, (3, 4))
        self.table.opened.connect(lambda _index: self.put_back())
        self.table.selectionModel().selectionChanged.connect(lambda *_what: self._follow())
        self.empty = EmptyState(
            _("Nothing is here: what is taken out stays for {n} days.").format(n=DAYS),
            name="recycling_empty",
            icon="trash",
        )
        self.back = primary(_("Put back"), "recycling_back", self.put_back, "undo")
        self.open = secondary(_("Open the case"), "recycling_open", self._open_case, "cases")
        self.erase = secondary(_("Erase for good…"), "recycling_erase", self.ask_erase)
        self.all_over = secondary("", "recycling_over", self.ask_over)
        self.all_over.hide()
        words = _(
            "Cases whose registration was voided, persons, employers and materials that were taken"
            " out come back whole for {n} days. Afterwards they wait here to be erased for good,"
            " which a supervisor does with a second person; what was done, by whom and when stays"
            " in the journal, and its chain stays whole."
        ).format(n=DAYS)
        card = Card(_("Recycle bin"), name="recycling_card")
        card.add(label(words, "small", name="recycling_words", wrap=True))
        holder = QWidget()
        self._either = QStackedLayout(holder)
        self._either.addWidget(self.table)
        self._either.addWidget(self.empty)
        holder.setMinimumHeight(190)
        card.add(holder, 1)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addWidget(self.open)
        row.addStretch(1)
        row.addWidget(self.all_over)
        row.addWidget(self.erase)
        card.body.addLayout(row)
        self.column.addWidget(card, 1)
        self._follow()

    def show_settings(self, _settings: Settings) -> None:
        """Read what is in the bin, for those who see cases."""
        if self.desk.actor.may(Right.READ):
            self.jobs.ask(self, partial(service.to_erase, self.desk), self.show_discarded)
        else:
            self.show_discarded(())

    def show_discarded(self, found: tuple[Discarded, ...]) -> None:
        """Show what is in the bin."""
        self.model.show(found)
        self._either.setCurrentWidget(self.table if found else self.empty)
        waiting = self._over()
        self.all_over.setText(_("Erase all that are over ({n})…").format(n=len(waiting)))
        self.all_over.setVisible(bool(waiting) and self.desk.actor.may(Right.SUPERVISE))
        self._follow()

    def _days(self, one: Discarded) -> str:
        today = self.desk.today()
        return _("over") if one.is_over(today) else str(one.days_left(today))

    def _tone(self, one: Discarded) -> Tone:
        return Tone.WARN if one.days_left(self.desk.today()) <= FEW_DAYS else Tone.PLAIN

    def _chosen(self) -> Discarded | None:
        rows = self.table.selectionModel().selectedRows()
        return self.model.row(rows[0]) if rows else None

    def _follow(self) -> None:
        chosen, actor = self._chosen(), self.desk.actor
        over = chosen is not None and chosen.is_over(self.desk.today())
        self.back.setEnabled(chosen is not None and not over and actor.may(Right.UNDO))
        self.erase.setEnabled(chosen is not None and actor.may(Right.SUPERVISE))
        self.open.setEnabled(chosen is not None and chosen.case_id is not None)

    def _open_case(self) -> None:
        chosen = self._chosen()
        if chosen is not None and chosen.case_id is not None:
            self.wanted_case.emit(chosen.case_id)

    def _over(self) -> tuple[Discarded, ...]:
        today = self.desk.today()
        return tuple(one for one in self.model.rows if one.is_over(today))

    def ask_over(self) -> None:
        """Ask two people once for all whose days are over."""
        from mediation_desk.ui.pages.sections.erase_dialog import EraseOverDialog

        EraseOverDialog(self.desk, self.jobs, self._over(), self._all_erased, self).open()

    def _all_erased(self, made: Erased) -> None:
        told = _("Erased for good: values of {n} entries, {m} attachments.").format(
            n=made.entries, m=made.contents
        )
        if made.left_out:
            told += _("{n} stayed: erase them one by one to see why.").format(n=made.left_out)
        if not made.freed:
            told += _("The server could not free the space: have its administrator vacuum it.")
        self.say(told)

    def ask_erase(self) -> None:
        """Tell what erasing what is chosen means, and ask for what it takes."""
        if (chosen := self._chosen()) is None:
            return
        from mediation_desk.ui.pages.sections.erase_dialog import EraseDialog

        EraseDialog(self.desk, self.jobs, chosen, partial(self._erased, chosen), self).open()

    def _erased(self, chosen: Discarded, made: Erased) -> None:
        told = _("{kind} erased for good: values of {n} entries, {m} attachments.").format(
            kind=chosen.kind.label, n=made.entries, m=made.contents
        )
        if not made.freed:
            told += _("The server could not free the space: have its administrator vacuum it.")
        self.say(told)

    def put_back(self) -> None:
        """Put back what is chosen; a closed case asks for a reason."""
        if (chosen := self._chosen()) is not None and self.back.isEnabled():
            self._put_back(chosen, "")

    def _put_back(self, chosen: Discarded, reason: str) -> None:
        self.back.setEnabled(False)
        self.jobs.do(
            self,
            partial(service.put_back, self.desk, chosen.entry, reason),
            lambda _done: self.say(_("Put back: {what}").format(what=chosen.what)),
            partial(self._refused, chosen),
        )

    def _put_both_back(self, chosen: Discarded) -> None:
        self.jobs.do(
            self,
            partial(service.put_back_with_others, self.desk, chosen.entry),
            lambda _done: self.say(_("Put back: {what}").format(what=chosen.what)),
            lambda error: self.say(str(error)),
        )

    def _refused(self, chosen: Discarded, error: DeskError) -> None:
        self._follow()
        if isinstance(error, service.OthersFirst):
            both = partial(self._put_both_back, chosen)
            self.offered.emit(str(error), _("Put both back"), both)
            return
        if not isinstance(error, Invalid):
            self.say(str(error))
            return
        ReasonDialog(
            _("The case is closed: putting back “{what}” takes a reason.").format(what=chosen.what),
            lambda reason: self._put_back(chosen, reason),
            self,
            title=_("Put back"),
            verb=_("Put back"),
            name="recycling_reason",
            of=chosen.entry,
        ).open()
