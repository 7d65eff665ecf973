"""Templates of forms: whose each is, edited in Word or WPS, checked, taken, gone back from."""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QSplitter

from mediation_desk.domain.house_forms import STANDS_IN, FormVersion
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.services import house_forms as service
from mediation_desk.services.files import write_whole
from mediation_desk.services.house_forms import FormRow
from mediation_desk.services.settings import Settings
from mediation_desk.ui.files import ask_open, ask_save, open_if_possible
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.pages.sections import form_rows as rows
from mediation_desk.ui.pages.sections.copies_dialog import CopiesDialog
from mediation_desk.ui.pages.sections.form_list import FormList
from mediation_desk.ui.pages.sections.form_panel import FormPanel
from mediation_desk.ui.pages.sections.form_watch import FormWatch
from mediation_desk.ui.pages.sections.section import Section
from mediation_desk.ui.widgets.buttons import link, primary, secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.flow import FlowLayout
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named

if TYPE_CHECKING:
    from mediation_desk.documents.form_snippets import Snippet
    from mediation_desk.documents.template_check import Checked
    from mediation_desk.domain.errors import DeskError
    from mediation_desk.services.desk import Desk

KIND = "Word (*.docx)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What stands in the panel: a template of a form, and what is known of it."""

    code: str
    told: str
    data: bytes
    waits: bool
    checked: "Checked"
    pieces: "tuple[Snippet, ...]"
    versions: tuple[FormVersion, ...]


class FormsSection(Section):
    """The forms at the left, at the right what the chosen one prints.

    A template that was edited or brought in waits to be taken; nobody prints from it before.
    """

    def __init__(self, desk: "Desk", jobs: Jobs) -> None:
        super().__init__(desk, jobs, "forms", _("Form templates"))
        self._brought: dict[str, Path] = {}
        self._candidate: Shown | None = None
        self._wanted = ""
        self._stale = True
        self.watch: FormWatch | None = None
        self.setAcceptDrops(True)
        self.list = FormList(self.title)
        self.panel = FormPanel()
        self.problem = label("", "error", name="forms_problem", wrap=True)
        self.problem.hide()
        self._add_buttons()
        self._lay_out()
        self._connect()

    def _add_buttons(self) -> None:
        self.edit = primary(_("Edit in Word or WPS"), "forms_edit", self.open_editor, "edit")
        self.take = primary(_("Use this template"), "forms_take", self.take_candidate, "check")
        self.drop = secondary(_("Leave it out"), "forms_drop", self.drop_candidate)
        self.load = secondary(_("Import…"), "forms_import", self.import_file, "import")
        self.export = secondary(_("Export…"), "forms_export", self.export_file, "export")
        self.copies = secondary(_("Copies…"), "forms_copies", self.set_copies, "copy")
        self.ours = secondary(_("Back to ours"), "forms_ours", self.back_to_ours, "undo")
        self.undone = link(_("Undo the last change"), "forms_undo", self.undo)
        self.undone.hide()

    def _lay_out(self) -> None:
        words = _(
            "All papers are made from these templates. A copy is edited in Word or WPS and checked"
            " as soon as it is saved; it holds for every desk of the centre once it is taken."
        )
        card = Card(self.title, name="forms_card")
        card.head.addWidget(self.undone)
        card.add(label(words, "small", name="forms_words", wrap=True))
        self.halves = named(QSplitter(), "forms_halves", self.title)
        self.halves.setChildrenCollapsible(False)
        self.halves.addWidget(self.list)
        self.halves.addWidget(self.panel)
        self.halves.setStretchFactor(0, 5)
        self.halves.setStretchFactor(1, 4)
        card.add(self.halves, 1)
        card.add(self.problem)
        foot = FlowLayout()
        for button in (
            self.take,
            self.drop,
            self.edit,
            self.load,
            self.export,
            self.copies,
            self.ours,
        ):
            foot.addWidget(button)
        card.body.addLayout(foot)
        self.column.addWidget(card, 1)

    def _connect(self) -> None:
        self.list.chosen.connect(self._selected)
        self.list.opened.connect(self.open_editor)
        self.panel.looked_at.connect(self.look_at)
        self.panel.wanted_again.connect(self.take_again)
        self.panel.copied.connect(lambda text: self.say(_("Copied: {text}").format(text=text)))

    # -- what is there ----------------------------------------------------------------------

    def show_settings(self, _settings: Settings) -> None:
        """Read the forms again, now or when the section comes into view."""
        self._stale = True
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was not read, and watch the folder from now on."""
        super().showEvent(event)
        if self.watch is None:
            self.watch = FormWatch(self.desk.workbench, self)
            self.watch.saved.connect(self.refresh)
        if self._stale:
            self.refresh()

    def refresh(self) -> None:
        """Read the forms and check those that are not ours."""
        self._stale = False
        desk = self.desk
        self.jobs.ask(
            self, lambda: (service.listed(desk), service.undoable(desk)), self._show_forms
        )

    def _show_forms(self, found: tuple[tuple[FormRow, ...], bool]) -> None:
        listed, undoable = found
        self.undone.setVisible(undoable and self.desk.actor.may(Right.SETTINGS))
        self._show_rows(listed)
        desk, rows_now = self.desk, self.list.rows
        self.jobs.render(
            self,
            lambda _progress: service.check_all(desk, rows_now),
            self.list.show_checked,
            self._refused,
        )

    def _show_rows(self, listed: tuple[FormRow, ...]) -> None:
        self.list.show_rows([self._with_brought(row) for row in listed])

    def _with_brought(self, row: FormRow) -> FormRow:
        """Return a row with the file that was brought in for it, which waits like an edited one."""
        given = self._brought.get(row.code)
        return row if given is None else replace(row, edited=given)

    # -- one form ---------------------------------------------------------------------------

    def _selected(self) -> None:
        row = self.list.row()
        self._enable(row)
        if row is None:
            return
        told = _in_force(row)
        if row.edited is not None:
            told = _("Waits to be taken: {name}").format(name=row.edited.name)
        self._look(row.code, told, row.edited)

    def _look(
        self, code: str, told: str, given: Path | None, version: FormVersion | None = None
    ) -> None:
        """Have a template checked and shown: one that is given, a version, or that in force."""
        desk = self.desk
        self._wanted = code

        def made(_progress: object) -> Shown:
            if given is not None:
                data = service.read_file(given)
            elif version is not None:
                data = service.of_version(desk, version.id)
            else:
                data = service.content(desk, code)
            return Shown(
                code=code,
                told=told,
                data=data,
                waits=given is not None,
                checked=service.check(desk, code, data),
                pieces=service.pieces(desk, code),
                versions=service.versions(desk, code),
            )

        self.jobs.render(self, made, self._show, self._refused)

    def _show(self, shown: Shown) -> None:
        if shown.code != self._wanted:
            return
        self._explain("")
        self._candidate = shown if shown.waits else None
        if shown.waits:
            self.list.show_one_checked(shown.code, shown.checked)
        may = self.desk.actor.may(Right.SETTINGS)
        self.panel.show_pieces(shown.pieces)
        self.panel.show_versions(shown.versions, may=may)
        self.panel.show_checked(shown.told, shown.checked, waits=shown.waits)
        self._enable(self.list.row())

    def _enable(self, row: FormRow | None) -> None:
        may = self.desk.actor.may(Right.SETTINGS)
        candidate = self._candidate
        waits = candidate is not None and row is not None and candidate.code == row.code
        self.take.setVisible(may and waits)
        self.take.setEnabled(waits and candidate is not None and candidate.checked.fit)
        self.drop.setVisible(may and waits)
        self.edit.setEnabled(may and row is not None)
        self.load.setEnabled(may and row is not None)
        self.export.setEnabled(row is not None)
        self.copies.setEnabled(may and row is not None and bool(row.stages))
        self.ours.setVisible(may and row is not None and row.own is not None)

    def _explain(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def _refused(self, error: "DeskError") -> None:
        self._explain(str(error))

    # -- acts -------------------------------------------------------------------------------

    def open_editor(self) -> None:
        """Open the copy of the form's template with the system's program for it."""
        row = self.list.row()
        if row is None or not self.desk.actor.may(Right.SETTINGS):
            return
        self._brought.pop(row.code, None)
        begun = partial(service.begin_editing, self.desk, row.code)
        self.jobs.ask(self, begun, self._opened, self._refused)

    def _opened(self, path: Path) -> None:
        if self.watch is not None:
            self.watch.follow()
        if open_if_possible(path):
            self.say(
                _("{name} is open; save it there, and it is checked here.").format(name=path.name)
            )
        else:
            told = _("This computer has no program for Word files. The template is {path}.")
            self._explain(told.format(path=path))

    def import_file(self) -> None:
        """Ask for a template of the form that is chosen."""
        row = self.list.row()
        path = ask_open(self, _("Import a template"), KIND, "forms") if row else None
        if row is not None and path is not None:
            self.bring(path, row.code)

    def bring(self, path: Path, code: str) -> None:
        """Check a template and show it, to be taken or left out."""
        self._brought[code] = path
        self._show_rows(self.list.rows)
        self.list.select(code)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a Word file from whoever may change templates."""
        if self.desk.actor.may(Right.SETTINGS) and _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Bring the file in for the form that its name tells, else for the one chosen."""
        path, row = _dropped(event), self.list.row()
        if path is None:
            return
        code = service.form_of_file(path.name) or (row.code if row else "")
        if code:
            event.acceptProposedAction()
            self.bring(path, code)

    def take_candidate(self) -> None:
        """Make papers from what waits."""
        shown = self._candidate
        if shown is None:
            return

        def taken(_key: int) -> None:
            self._brought.pop(shown.code, None)
            self._told(_("Papers of {code} are made from this template now."), shown.code)

        job = partial(service.take, self.desk, shown.code, shown.data)
        self.jobs.do(self, job, taken, self._refused)

    def drop_candidate(self) -> None:
        """Leave out what waits: the copy says again what is in force."""
        shown = self._candidate
        if shown is None:
            return
        self._candidate = None
        if self._brought.pop(shown.code, None) is not None:
            self.refresh()
            return
        job = partial(service.drop_edited, self.desk, shown.code)
        self.jobs.ask(self, job, lambda _done: self.refresh(), self._refused)

    def take_again(self, version: FormVersion) -> None:
        """Make papers from an older version again."""
        job = partial(service.take_again, self.desk, version)
        told = _("Papers of {code} are made from the version of {day} again.")
        told = told.replace("{day}", rows.moment(version))
        self.jobs.do(self, job, lambda _done: self._told(told, version.form), self._refused)

    def look_at(self, version: FormVersion) -> None:
        """Show an older version filled."""
        told = _("Version of {day}, taken by {name}").format(
            day=rows.moment(version), name=version.taken_by
        )
        self.panel.parts.setCurrentIndex(0)
        self._look(version.form, told, None, version)

    def back_to_ours(self) -> None:
        """Make papers from our template again."""
        row = self.list.row()
        if row is None:
            return
        job = partial(service.back_to_ours, self.desk, row.code)
        told = _("Papers of {code} are made from our template again.")
        self.jobs.do(self, job, lambda _done: self._told(told, row.code), self._refused)

    def export_file(self) -> None:
        """Ask where to write the template in force."""
        row = self.list.row()
        if row is None:
            return
        name = service.file_name(row.code)
        path = ask_save(self, _("Export the template"), name, KIND, "forms")
        if path is not None:
            self.export_to(path, row.code)

    def export_to(self, path: Path, code: str) -> None:
        """Write the template in force."""
        desk = self.desk
        self.jobs.render(
            self,
            lambda _progress: write_whole(path, service.content(desk, code)),
            lambda written: self.say(_("Saved as {name}.").format(name=written.name)),
            self._refused,
        )

    def set_copies(self) -> None:
        """Set in how many copies the chosen form is printed."""
        if (row := self.list.row()) is not None and row.stages:
            dialog = CopiesDialog(self.desk, self.jobs, row.code, row.title, self)
            dialog.told.connect(self.say)
            dialog.open()

    def undo(self) -> None:
        """Undo the last change of templates."""
        self.jobs.do(
            self,
            partial(service.undo_last, self.desk),
            lambda _done: self.say(_("The change of templates is undone.")),
            self._refused,
        )

    def _told(self, text: str, code: str) -> None:
        self.noticed.emit(text.format(code=code), self.undo)


def _in_force(row: FormRow) -> str:
    if row.stands_in:
        return _("In force: our template, a {what}").format(what=_(STANDS_IN))
    if row.own is None:
        return _("In force: our template, filled with an example")
    return _("In force: the centre's own of {day}, taken by {name}").format(
        day=rows.moment(row.own), name=row.own.taken_by
    )


def _dropped(event: QDropEvent) -> Path | None:
    """Return the one Word file that is dragged."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() == ".docx" else None
