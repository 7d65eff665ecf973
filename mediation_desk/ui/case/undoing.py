"""Undoing the last act in a case: quietly, or with a reason where the act was a grave one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from mediation_desk.domain import days
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.day_text import beijing
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.journal import Entry
from mediation_desk.domain.rights import Right
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.i18n import _
from mediation_desk.services import undo
from mediation_desk.ui.case.acts import act_name
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.reason_dialog import ReasonDialog
from mediation_desk.ui.case.undo_told import ask_first, barred, elsewhere, is_older, told

if TYPE_CHECKING:
    from mediation_desk.ui.case.tabs import CaseTabs


def undone_text(entry: Entry, *, comes_again: bool = True) -> str:
    """Say what was undone, and with which keys it is done again where they do it."""
    if not comes_again:
        return _("Undone: {act}.").format(act=told(entry))
    return _("Undone: {act}. Ctrl+Y does it again.").format(act=told(entry))


class Undoing(QObject):
    """Takes back the last act of who acts; what is in the archive is opened again instead.

    It is an act like any other, in its turn: what was done before is what it takes back, and what
    is typed after it builds on it.
    """

    said = Signal(str)
    wanted_step = Signal(object)
    """The step that leads on where nothing is undone: opening the case again."""

    def __init__(self, case: OpenCase, page: QWidget, tabs: "CaseTabs") -> None:
        super().__init__(page)
        self._case, self._page, self._tabs = case, page, tabs

    def ask(self) -> None:
        """Undo the last act of the person who acts, if nothing has moved on since."""
        file = self._case.file
        if file is None:
            return
        desk, tab = self._case.desk, self._tabs.current().KEY

        def look_and_undo(case_id: int, _version: int) -> tuple[Entry | None, bool]:
            entry = undo.last(desk, case_id)
            if entry is None and (other := undo.in_the_way(desk, case_id)) is not None:
                raise DeskError(barred(other))
            if entry is None or undo.takes_reason(file, entry.doing):
                return entry, False
            if is_older(desk, entry) or elsewhere(entry, tab):
                return entry, False
            undo.undo(desk, entry.id)
            return entry, True

        self._case.act(look_and_undo, self._found, self._refused)

    def ask_again(self) -> None:
        """Do again what the person who acts undid last, if nothing was done since."""
        if self._case.file is None:
            return
        desk = self._case.desk

        def look_and_redo(case_id: int, _version: int) -> str:
            if (found := undo.last_undone(desk, case_id)) is None:
                return ""
            undo.redo(desk, *found)
            return found[1].doing

        self._case.act(look_and_redo, self._again, self._refused)

    def _again(self, doing: str) -> None:
        if doing:
            self.said.emit(_("Done again: {act}").format(act=act_name(doing)))
        else:
            self.said.emit(_("There is nothing to do again."))

    def _found(self, found: tuple[Entry | None, bool]) -> None:
        """Tell what was undone; ask before what is not undone with one key."""
        file, (entry, undone) = self._case.file, found
        if file is None:
            return
        if entry is None:
            self.said.emit(self._why_nothing())
        elif undone:
            self._tell_undone(file, entry)
        elif not undo.takes_reason(file, entry.doing):
            self._undo_or_ask(entry)
        elif file.stage is not Stage.ARCHIVED:
            self._ask_reason(entry)
        elif self._case.desk.actor.may(Right.REOPEN):
            self.wanted_step.emit(Step.REOPEN)
        else:
            self.said.emit(_("The case is archived. A supervisor can reopen it with a reason."))

    def _undo_or_ask(self, entry: Entry) -> None:
        """Undo what is in view and was done in this sitting with one key; ask before the rest."""
        where = elsewhere(entry, self._tabs.current().KEY)
        title = self._tabs.title(where) if where else ""
        if not ask_first(self._case.desk, entry, title, lambda: self._undo(entry), self._page):
            self._undo(entry)

    def _ask_reason(self, entry: Entry) -> None:
        why = _("This takes back: {act} ({day}). The reason is kept in the history.").format(
            act=told(entry), day=days.told(beijing(entry.at).date())
        )
        ReasonDialog(
            why,
            lambda reason: self._undo(entry, reason),
            self._page,
            title=_("Take back an act"),
            verb=_("Undo"),
            name="undo_reason",
            of=entry.id,
            case=self._case.file,
        ).open()

    def _undo(self, entry: Entry, reason: str = "") -> None:
        desk, file = self._case.desk, self._case.file
        self._case.act(
            lambda _case_id, _version: undo.undo(desk, entry.id, reason),
            lambda _done: self._tell_undone(file, entry),
            self._refused,
        )

    def _tell_undone(self, before: CaseFile | None, entry: Entry) -> None:
        again = undo.comes_again(before, entry.doing)
        self.said.emit(undone_text(entry, comes_again=again))

    def _refused(self, error: DeskError) -> None:
        self.said.emit(str(error))

    def _why_nothing(self) -> str:
        """Say why there is nothing to undo; that a case was registered never is."""
        file = self._case.file
        if file is not None and [taken.step for taken in file.steps] == [Step.REGISTER]:
            return _(
                "A registration is not undone, or a case number would be missing. Void it with"
                " the reason, or withdraw the case."
            )
        return _("There is nothing of yours to undo.")
