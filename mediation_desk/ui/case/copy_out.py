"""The copy-out sheet: a window beside the other platform, from which line after line goes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.copy_out import CopyRow
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.platforms import Platform, PlatformNumber
from mediation_desk.i18n import _
from mediation_desk.services import platforms as service
from mediation_desk.services.platforms import Sheet
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import link, primary, secondary
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.elided import Elided
from mediation_desk.ui.widgets.fields import FieldSet, FormField
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

ALL = "all"
"""Stands for all workers as a table where a worker is chosen."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the sheet, and whether it was copied."""

    row: CopyRow
    copied: bool = False


class CopyTable(TableView):
    """Enter, Ctrl+C or a click copies the line and goes on to the next one."""

    copying = Signal(int)

    def __init__(self, model: RowsModel[Line]) -> None:
        super().__init__("copy_out_table", _("Values to copy"))
        self.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.use(model, (16, 30, 3), stretch=1)
        self.clicked.connect(lambda index: self.copying.emit(index.row()))

    def copy_selection(self) -> None:
        """Copy the value of the current line alone."""
        if self.currentIndex().isValid():
            self.copying.emit(self.currentIndex().row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy with Enter too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.copy_selection()
        else:
            super().keyPressEvent(event)


class CopyOutWindow(QWidget):
    """One sheet of one case; the case may go on to change beneath it."""

    noticed = Signal(str)
    """An act was done in the case; the notice offers to undo it."""

    def __init__(self, case: OpenCase, platforms: Sequence[Platform], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        named(self, "copy_out", _("Copy-out sheet"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        assert case.file is not None, "a sheet is opened of a case that is shown"
        self._case = case
        self._case_id = case.file.id
        self._sheet: Sheet | None = None
        self._copied = ""
        self.model: RowsModel[Line] = RowsModel(_columns())
        self.table = CopyTable(self.model)
        self.platform = named(Choice(), "copy_out_platform", _("Platform"))
        self.platform.offer((str(p.id), p.name) for p in platforms)
        self.worker = named(Choice(), "copy_out_worker", _("Worker"))
        self.front = named(QCheckBox(_("Keep in front")), "copy_out_front", _("Keep in front"))
        self.said = Elided(
            _("Enter, Ctrl+C or a click copies the line."), "small", name="copy_out_said"
        )
        self.next_button = primary(_("Copy, then next"), "copy_out_next", self.table.copy_selection)
        self.all_button = secondary(_("Copy the table"), "copy_out_table_all", self.copy_table)
        self.again_link = link(_("Start over"), "copy_out_again", self.start_over)
        self.further_link = link(_("Next worker"), "copy_out_further", self.next_worker)
        self.fields = FieldSet(self)
        self.number, self.entered = QLineEdit(), DayEdit()
        self.own = named(
            QCheckBox(_("Of this worker alone")), "copy_out_own", _("Of this worker alone")
        )
        self.keep_button = secondary(_("Keep the number"), "copy_out_keep", self.keep_number)
        self.remove_link = link(_("Take the number back"), "copy_out_remove", self.remove_number)
        self.problem = label("", "error", name="copy_out_problem", wrap=True)
        self.problem.hide()
        self._lay_out()
        self._connect()
        self._show_case(case.file)
        self._open_sheet()

    def of(self, case: CaseFile | None) -> bool:
        """Say whether it is the sheet of this case, and open."""
        return case is not None and case.id == self._case_id and self.isVisible()

    def come_up(self) -> None:
        """Bring the sheet to the front."""
        self.showNormal()
        self.raise_()
        self.activateWindow()

    def _lay_out(self) -> None:
        self.setWindowTitle(_("Copy-out sheet"))
        self.setProperty("role", "ground")
        choices = QHBoxLayout()
        choices.addWidget(self.platform, 1)
        choices.addWidget(self.worker, 1)
        told = QHBoxLayout()
        told.addWidget(self.said, 1)
        told.addWidget(self.further_link)
        told.addWidget(self.again_link)
        told.addWidget(self.front)
        bar = QHBoxLayout()
        bar.addWidget(self.next_button)
        bar.addWidget(self.all_button)
        bar.addStretch(1)
        kept = QHBoxLayout()
        kept.setSpacing(Space.S)
        number = FormField(_("Serial number on the platform"), self.number, "number")
        kept.addWidget(self.fields.add(number), 3)
        kept.addWidget(self.fields.add(FormField(_("Entered on"), self.entered, "entered_on")), 2)
        foot = QHBoxLayout()
        foot.addWidget(self.keep_button)
        foot.addWidget(self.own)
        foot.addWidget(self.remove_link)
        foot.addStretch(1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        inside.setSpacing(Space.S)
        for row in (choices, told):
            inside.addLayout(row)
        inside.addWidget(self.table, 1)
        inside.addLayout(bar)
        inside.addLayout(kept)
        inside.addLayout(foot)
        inside.addWidget(self.problem)
        screen = self.screen().availableGeometry()
        self.resize(min(520, screen.width() - 40), min(720, screen.height() - 60))

    def _connect(self) -> None:
        self.platform.currentIndexChanged.connect(lambda _place: self._other_platform())
        self.worker.currentIndexChanged.connect(lambda _place: self._other_worker())
        self.table.copying.connect(self.copy_line)
        self.front.toggled.connect(self._stay_in_front)
        self._case.shown.connect(self._show_case)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.close)

    # -- the sheet --------------------------------------------------------------------------

    def _show_case(self, case: CaseFile) -> None:
        """Follow the case; one of another is not shown in this window."""
        if case.id != self._case_id:
            self.close()
            return
        workers = [(str(worker.id), worker.person.name) for worker in case.applicants]
        if len(workers) > 1:
            workers.append((ALL, _("All workers as a table")))
        self.worker.offer(workers)
        self.worker.setVisible(len(workers) > 1)
        self.own.setVisible(len(workers) > 1)
        self.further_link.setVisible(len(workers) > 1)
        if self._sheet is not None:
            self._sheet = replace(self._sheet, case=case)
            self._fill()
        self._show_number()

    def _other_platform(self) -> None:
        self._forget_typed()
        self._open_sheet()

    def _other_worker(self) -> None:
        """Begin the sheet of another worker at its first line: nothing of it is copied yet."""
        self._forget_typed()
        if self.worker.code() != ALL:
            self.model.show(())
        self._fill()
        self._begin()

    def _forget_typed(self) -> None:
        """Let no number that was typed for one worker or platform be kept for another."""
        typed = self.number.text().strip() if self.number.isModified() else ""
        if typed:
            self.number.setModified(False)
            self.said.say(_("{number} was not kept.").format(number=typed))

    def next_worker(self) -> None:
        """Go on to the next worker of the group, after the last one to the first."""
        last = self.worker.count() - 2  # behind the workers stands the table of all
        place = self.worker.currentIndex()
        self.worker.setCurrentIndex(place + 1 if place < last else 0)

    def _open_sheet(self) -> None:
        desk, case_id, platform = self._case.desk, self._case_id, int(self.platform.code() or 0)
        self._case.jobs.do(
            self,
            lambda: service.open_sheet(desk, case_id, platform),
            self._show_sheet,
            self._refused,
        )

    def _show_sheet(self, sheet: Sheet) -> None:
        if str(sheet.platform.id) != self.platform.code():
            return
        self._sheet = sheet
        self.model.show(())
        self._fill()
        self._begin()

    def _begin(self) -> None:
        """Stand at the first line, with the keys."""
        if self.model.rowCount() and self.table.isEnabled():
            self.table.selectRow(0)
            self.table.setFocus()

    def _fill(self) -> None:
        """Show the lines of the worker chosen; what was copied of them stays marked."""
        sheet, worker = self._sheet, self.worker.code()
        whole = worker == ALL
        self.table.setEnabled(not whole)
        self.next_button.setEnabled(not whole)
        self.all_button.setVisible(len(sheet.case.applicants) > 1 if sheet else False)
        if sheet is None or whole:
            self._show_number()
            return
        copied = {line.row for line in self.model.rows if line.copied}
        current = self.table.currentIndex().row()
        rows = service.lines(self._case.desk, sheet, int(worker or sheet.case.applicants[0].id))
        self.model.show([Line(row, row in copied) for row in rows])
        if 0 <= current < len(rows):
            self.table.selectRow(current)
        self._show_number()

    def copy_line(self, place: int) -> None:
        """Put a value on the clipboard and go on to the next line that has one."""
        lines = list(self.model.rows)
        if not 0 <= place < len(lines):
            return
        row = lines[place].row
        if not row.value:
            text = _("{name} is empty in the case: nothing was copied.").format(name=row.label)
            if self._copied:
                held = _("The clipboard still holds: {name}").format(name=self._copied)
                text = f"{text} {held}"
        else:
            QGuiApplication.clipboard().setText(row.value)
            lines[place] = Line(row, copied=True)
            self.model.show(lines)
            self._copied = row.label
            text = _("Copied: {name}").format(name=row.label)
        following = next((n for n in range(place + 1, len(lines)) if lines[n].row.value), None)
        if following is None:
            text = _("{text} · the end of the sheet").format(text=text)
        self.table.selectRow(place if following is None else following)
        self.said.say(text)

    def copy_table(self) -> None:
        """Put the values of all workers on the clipboard, for a spreadsheet or an import form."""
        sheet, desk = self._sheet, self._case.desk
        if sheet is not None:
            self._case.jobs.aside(
                self, partial(service.whole_table, desk, sheet), self._copied_table
            )

    def _copied_table(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._copied = _("the table of all workers")
        number = text.count("\n")
        self.said.say(_("Copied: a table of {n} workers").format(n=number))

    def start_over(self) -> None:
        """Forget what was copied and begin at the first line."""
        self.model.show([Line(line.row) for line in self.model.rows])
        self._begin()

    def _stay_in_front(self, on: bool) -> None:
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, on)
        self.show()

    # -- the number -------------------------------------------------------------------------

    def _numbers(self) -> list[PlatformNumber]:
        """Return the numbers that this platform gave."""
        file, platform = self._case.file, int(self.platform.code() or 0)
        return [n for n in (file.platform_numbers if file else ()) if n.platform_id == platform]

    def _kept(self) -> PlatformNumber | None:
        """Return the number kept for the worker chosen, or for the case."""
        held = self._numbers()
        mine = [n for n in held if str(n.party_id) == self.worker.code()]
        whole = [n for n in held if n.party_id is None]
        return next(iter((*mine, *whole)), None)

    def _show_number(self) -> None:
        kept = self._kept()
        if not self.number.isModified():
            self.number.setText(kept.number if kept else "")
            self.entered.set_day(kept.entered_on if kept else self._case.desk.today())
            by_worker = any(number.party_id for number in self._numbers())
            self.own.setChecked(bool(kept.party_id) if kept else by_worker)
        self.own.setEnabled(self.worker.code() != ALL)
        self.remove_link.setVisible(kept is not None)

    def keep_number(self) -> None:
        """Keep the serial number that the platform gave."""
        problems = self.fields.misread()
        self.fields.explain(problems)
        if problems:
            return
        desk, own = self._case.desk, self.own.isChecked() and self.worker.code() != ALL
        told = PlatformNumber(
            platform_id=int(self.platform.code() or 0),
            party_id=int(self.worker.code() or 0) if own else None,
            number=self.number.text(),
            entered_on=self.entered.day() or desk.today(),
        )
        self._act(
            lambda key, version: service.keep_number(desk, key, version, told),
            _("The number of {platform} is kept.").format(platform=self.platform.currentText()),
        )

    def remove_number(self) -> None:
        """Take the number back."""
        kept, desk = self._kept(), self._case.desk
        if kept is not None:
            number_id = kept.id
            self._act(
                lambda key, version: service.remove_number(desk, key, version, number_id),
                _("The number of {platform} is taken back.").format(platform=kept.platform),
            )

    def _act(self, act: Callable[[int, int], object], notice: str) -> None:
        def done(_result: object) -> None:
            self.number.setModified(False)
            self._refused(None)
            self._show_number()
            self.said.say(notice)
            self.noticed.emit(notice)

        self._case.act(act, done, self._refused)

    def _refused(self, error: DeskError | None) -> None:
        rest = self.fields.explain(error.problems if error else ())
        texts = [problem.text for problem in rest]
        if error is not None and not error.problems:
            texts = [str(error)]
        self.problem.setText("\n".join(texts))
        self.problem.setVisible(bool(texts))

    def _line(self, index: QModelIndex) -> Line:
        return self.model.row(index)


def _columns() -> tuple[Column[Line], ...]:
    def look(line: Line) -> Tone:
        return Tone.PLAIN if line.row.value else Tone.MUTED

    return (
        Column(title=_("Field on the platform"), text=lambda line: line.row.label, tone=look),
        Column(
            title=_("Value to be copied"),
            text=lambda line: " ".join(line.row.value.split()) or "—",
            tip=lambda line: line.row.value,
            tone=look,
            strong=True,
        ),
        Column(
            title="",
            text=lambda line: "✓" if line.copied else "",
            tone=lambda _line: Tone.GOOD,
        ),
    )
