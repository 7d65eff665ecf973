"""One form for everybody of a case, as files: where to, how far it is, and who was left out."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from mediation_desk.domain.errors import DeskError, NotFound
from mediation_desk.i18n import _
from mediation_desk.services import claims
from mediation_desk.ui.by_hand import ByHand
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.files import ask_folder, open_folder
from mediation_desk.ui.jobs import Progress
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.progress import ProgressLine
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:  # the service brings the writers of .docx and PDF along: the worker loads it
    from mediation_desk.services.groups import GroupMade
    from mediation_desk.services.papers import Offer

_PURPOSE = "papers"
_MOST_NAMED = 5


class GroupDialog(Dialog):
    """Asks for a folder, makes the papers beside the window, and goes on where it stopped."""

    said = Signal(str)

    def __init__(self, case: OpenCase, offer: "Offer", parent: QWidget) -> None:
        title = _("{title} for everybody").format(title=offer.title)
        super().__init__(title, _("Choose a folder and make…"), name="group_dialog", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        assert case.file is not None, "papers are made of a case that is shown"
        self.case, self.file, self._code = case, case.file, offer.code
        self.folder: Path | None = None
        count = len(self.file.applicants) if offer.apart else len(offer.subjects)
        text = (
            _("A paper of its own for each of the {n} workers, with that worker's sums alone.")
            if offer.apart
            else _("A paper for each of the {n} people or bodies that it is made for.")
        )
        self.intro = label(text.format(n=count), name="group_intro", wrap=True)
        self.single = _box(_("Single files for each: .docx and PDF"), "group_single")
        self.joined = _box(_("All in one PDF with an outline, for printing"), "group_joined")
        self.sheets = _box(
            _("To be printed on both sides: each on sheets of its own"), "group_sheets"
        )
        self.books = _box(_("A workbook with formulas for each: .xlsx"), "group_books")
        self.books.setVisible(offer.code == claims.SHEET_OF_WORKER)
        self.single.setChecked(True)
        self.outcome = label("", name="group_result", wrap=True)
        self.blanks = label("", name="group_blanks", tone=Tone.WARN, wrap=True)
        self.refused: RowsModel[tuple[str, str]] = RowsModel(_columns())
        self.table = TableView("group_refused", _("Left out"))
        self.table.use(self.refused, (10, 20), stretch=1)
        self.progress = ProgressLine("group_progress")
        self.by_hand = ByHand("group_by_hand", self.submit)
        self.open_button = secondary(_("Open the folder"), "group_open", self._open)
        self._lay_out()

    def _lay_out(self) -> None:
        choices = (self.single, self.joined, self.sheets, self.books)
        for part in (self.intro, *choices, self.outcome, self.blanks, self.table):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.add_above_buttons(self.by_hand)
        self.add_above_buttons(self.progress)
        self.foot.insertWidget(0, self.open_button)
        self.cancel.setText(_("Close"))
        for widget in (self.outcome, self.blanks, self.table, self.open_button):
            widget.hide()
        self.table.setMinimumHeight(120)
        self.setMinimumWidth(560)
        for box in choices:
            box.toggled.connect(lambda _on: self._enable())
        self._enable()

    def _enable(self) -> None:
        chosen = any(box.isChecked() for box in (self.single, self.joined, self.books))
        self.ok.setEnabled(chosen and not self.progress.busy)
        self.sheets.setEnabled(self.joined.isChecked())

    def submit(self) -> None:
        """Ask for a folder the first time, and make what is not there yet."""
        folder = self.folder or ask_folder(self, _("Folder for the papers"), _PURPOSE)
        if folder is not None:
            self.make(folder)

    def make(self, folder: Path) -> None:
        """Make the papers into a folder."""
        self.folder = folder
        self.complain("")
        for told_before in (self.outcome, self.blanks, self.table):
            told_before.hide()
        self.by_hand.offer()
        desk, file, code = self.case.desk, self.file, self._code
        how = {
            "single": self.single.isChecked(),
            "joined": self.joined.isChecked(),
            "own_sheets": self.sheets.isChecked(),
            "books": self.books.isChecked(),
        }

        def made(progress: Progress) -> "GroupMade":
            from mediation_desk.services import groups

            for form in groups.forms(desk, file):
                if form.code == code:
                    return groups.write(desk, file.id, form, folder, progress, **how)
            raise NotFound(_("There is no form {code}.").format(code=code))

        rendering = self.case.jobs.render(self, made, self._show, self.explain)
        self.progress.follow(rendering, _("Making the papers…"))
        rendering.stopped.connect(self._stopped)
        self._enable()

    def _show(self, made: "GroupMade") -> None:
        self.progress.done()
        text = _("{made} made, {kept} were there already.")
        lines = [text.format(made=made.made, kept=made.kept)] if self.single.isChecked() else []
        if made.unprintable and self.single.isChecked():
            lines.append(_("Those left out for want of a font are there as .docx."))
        if made.books:
            lines.append(_("Workbooks: {n}").format(n=made.books))
        if made.joined is not None:
            lines.append(_("All in one: {name}").format(name=made.joined.name))
        if made.refused:
            lines.append(_("{n} are left out:").format(n=len(made.refused)))
        self._tell("\n".join(lines))
        self.refused.show(made.refused)
        self.table.setVisible(bool(made.refused))
        self.by_hand.offer_for(made.unprintable)
        self.blanks.setText(_blanks(made))
        self.blanks.setVisible(bool(made.missing))
        self.open_button.show()
        self.ok.setText(_("Make what is missing") if made.refused else _("Make again"))
        self._enable()
        self.grow()

    def _stopped(self) -> None:
        self._tell(_("Stopped. What is made stays; the next time it goes on from there."))
        self.ok.setText(_("Go on"))
        self.open_button.show()
        self._enable()

    def _tell(self, text: str) -> None:
        self.outcome.setText(text)
        self.outcome.show()

    def explain(self, error: DeskError) -> None:
        """Show a refusal above the buttons."""
        self.progress.done()
        super().explain(error)
        self._enable()

    def reject(self) -> None:
        """Stop what is under way, and close."""
        self.progress.cancel()
        super().reject()

    def _open(self) -> None:
        if self.folder is not None:
            open_folder(self.folder)


def _blanks(made: "GroupMade") -> str:
    """Name the values that print as blank lines: those that all lack once, others by the person."""
    of_all = set(made.missing[0][1] if made.missing else ()).intersection(
        *(values for _name, values in made.missing)
    )
    told, own = [], []
    if len(made.missing) > 1 and of_all:
        names = _(", ").join(value for value in made.missing[0][1] if value in of_all)
        told.append(_("for each of {n}: {names}").format(n=len(made.missing), names=names))
    for name, values in made.missing:
        rest = [value for value in values if value not in of_all or len(made.missing) == 1]
        own += [f"{name}（{_(', ').join(rest)}）"] if rest else []
    told += own[:_MOST_NAMED]
    more = len(own) - len(own[:_MOST_NAMED])
    names = _("; ").join(told)
    if more > 0:
        names = _("{names} and {n} more").format(names=names, n=more)
    return _("Prints as a blank line: {names}").format(names=names)


def _box(text: str, name: str) -> QCheckBox:
    return named(QCheckBox(text), name, text)


def _columns() -> tuple[Column[tuple[str, str]], ...]:
    return (
        Column(title=_("For whom"), text=lambda row: row[0], strong=True),
        Column(
            title=_("Why not"),
            text=lambda row: row[1],
            tone=lambda _row: Tone.WARN,
            tip=lambda row: row[1],
        ),
    )
