"""What is done with the letters of a matter: drafted, written, issued, received, answered."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mediation_desk.domain.errors import Invalid
from mediation_desk.domain.rights import Right
from mediation_desk.domain.supervision import Letter, LetterKind, LetterSettings, Matter
from mediation_desk.domain.supervision_rules import issue_problems
from mediation_desk.i18n import _
from mediation_desk.services import letters
from mediation_desk.services import supervision as service
from mediation_desk.ui.region.letter_dialogs import (
    AnswerDialog,
    IssueDialog,
    LetterDialog,
    ReceiptDialog,
    WithdrawDialog,
)
from mediation_desk.ui.region.matter_dialogs import DayDialog, LetterSettingsDialog, PromptDialog
from mediation_desk.ui.region.tab import RegionTab
from mediation_desk.ui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

_TYPED = frozenset({"addressee", "subject", "facts", "rules", "demand"})
"""What is typed in the draft, and asked for when the letter is issued."""


def is_draft(letter: Letter) -> bool:
    """Say whether a letter is still being written."""
    return letter.kind.written and letter.issued_on is None and letter.withdrawn_on is None


class LetterActs(QObject):
    """Opens the dialogs of letters over the matter that is shown."""

    def __init__(self, tab: RegionTab, view: QWidget) -> None:
        super().__init__(view)
        self._tab, self._view = tab, view
        self.matter: Matter | None = None

    @property
    def _desk(self) -> "Desk":
        return self._tab.desk

    def open(self, letter: Letter) -> None:
        """Open a draft to write in it; look at a letter that was issued."""
        if is_draft(letter) and self._desk.actor.may(Right.REGION):
            self._write(letter)
        elif letter.kind.written:
            self._look_at(letter)

    def _write(self, letter: Letter) -> LetterDialog:
        dialog = LetterDialog(self._desk, self._tab.jobs, letter, self._view)
        dialog.accepted.connect(lambda: self._tab.noticed.emit(dialog.told))
        dialog.open()
        return dialog

    def act(self, name: str, letter: Letter) -> None:
        """Open the dialog of an act on a letter, by the name of its button."""
        desk, jobs = self._desk, self._tab.jobs
        match name:
            case "write":
                self._write(letter)
            case "show":
                self._look_at(letter)
            case "receive":
                self._open(
                    ReceiptDialog(desk, jobs, letter, self._view), _("The receipt is on record.")
                )
            case "close":
                job = partial(letters.close_at_department, desk, letter.id, letter.version)
                title = _("Department closed the matter on")
                hint = _("Its feedback is due within fifteen days (art. 22)")
                dialog = DayDialog(
                    desk, jobs, title, "closed_on", job, self._view, hint, of=letter.id
                )
                self._open(dialog, _("The clock of the feedback runs."))
            case "answer":
                self._open(
                    AnswerDialog(desk, jobs, letter, self._view),
                    _("The answer to the letter is on record."),
                )
            case "withdraw":
                self._open(
                    WithdrawDialog(desk, jobs, letter, self._view), _("The letter is withdrawn.")
                )

    def _look_at(self, letter: Letter) -> None:
        from mediation_desk.ui.paper_dialog import PaperDialog  # QtPdf, when wanted

        title = f"{letter.kind.label} {letter.reference or _('Draft')}"
        note = ""
        if letter.kind in (LetterKind.INQUIRY, LetterKind.OPINION, LetterKind.PROPOSAL):
            note = _(
                "House style: the provincial federation fixes the style of this letter (art. 36)."
            )
        make = partial(letters.paper, self._desk, letter.id)
        dialog = PaperDialog(self._tab.jobs, title, title, make, self._view, note)
        dialog.said.connect(self._tab.said)
        dialog.open()

    def draft(self, matter: Matter, kind: LetterKind) -> None:
        """Begin a letter; a prompt by word of mouth is put on record at once."""
        if kind is LetterKind.PROMPT:
            dialog = PromptDialog(self._desk, self._tab.jobs, matter, self._view)
            self._open(dialog, _("The prompt is on record."))
            return

        def drafted() -> Letter:
            letter_id = letters.draft(self._desk, matter.id, kind)
            made = service.matter(self._desk, matter.id)
            return next(letter for letter in made.letters if letter.id == letter_id)

        self._tab.jobs.do(self, drafted, self.open)

    def issue(self, letter: Letter) -> None:
        """Issue a letter; what it lacks is asked for where it is written."""
        today, matter = self._desk.today(), self.matter
        lacking = issue_problems(letter, today, matter, today) if matter is not None else ()
        if untyped := tuple(one for one in lacking if one.field in _TYPED):
            self._write(letter).explain(Invalid(untyped))
            return
        self._tab.jobs.ask(
            self, partial(service.settings, self._desk), partial(self._issue_from, letter)
        )

    def _issue_from(self, letter: Letter, sender: LetterSettings) -> None:
        """Issue a letter; where no union sends letters yet, that is said first."""
        if not sender.sender.strip() and self._desk.actor.may(Right.SETTINGS):
            dialog = LetterSettingsDialog(self._desk, self._tab.jobs, sender, self._view)
            dialog.accepted.connect(lambda: self._ask_day(letter))
            self._tab.said.emit(
                _("Say first which union sends the letters and how they are numbered.")
            )
            dialog.open()
            return
        self._ask_day(letter)

    def _ask_day(self, letter: Letter) -> None:
        dialog = IssueDialog(self._desk, self._tab.jobs, letter, self._view)
        dialog.accepted.connect(
            lambda: self._tab.said.emit(
                _("Issued as {reference}.").format(reference=dialog.reference)
            )
        )
        dialog.open()

    def _open(self, dialog: Dialog, done: str) -> None:
        self._tab.show_dialog(dialog, done)
