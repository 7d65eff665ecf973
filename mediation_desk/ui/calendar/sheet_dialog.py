"""The day on paper: the list at the door or the plan of the day, seen, saved and printed."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.office import DoorNames, office_of
from mediation_desk.i18n import _
from mediation_desk.services import calendar
from mediation_desk.services.files import safe_name, write_whole
from mediation_desk.ui.case.pdf_preview import PdfPreview
from mediation_desk.ui.files import ask_save
from mediation_desk.ui.intake.layout import grid
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.printers.order import Sheet
from mediation_desk.ui.printers.print_dialog import print_sheets
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.progress import ProgressLine

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

DOOR, ROOMS, PLAN = "door", "rooms", "plan"


class SheetDialog(Dialog):
    """Which paper, of which day, with which names; the preview follows each choice."""

    said = Signal(str)

    def __init__(self, desk: "Desk", jobs: Jobs, day: date, parent: QWidget) -> None:
        super().__init__(_("The day on paper"), _("Save PDF…"), name="day_sheet", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._jobs = desk, jobs
        self._asked = 0
        self.pdf = b""
        self.kind = Choice(
            [
                (DOOR, _("List at the door")),
                (ROOMS, _("Lists at the doors, one for each room")),
                (PLAN, _("Plan of the day, for the office")),
            ]
        )
        self.day = DayEdit()
        self.day.set_day(day)
        self.names = Choice(terms(DoorNames))
        self.names.set_code(office_of(desk.option).door_names.value)
        self.preview = PdfPreview()
        self.preview.setMinimumSize(420, 240)
        self.progress = ProgressLine("day_sheet_progress")
        self.print_button = secondary(_("Print…"), "day_sheet_print", self.print_pages, "print")
        self.foot.insertWidget(0, self.print_button)
        self.cancel.setText(_("Close"))
        rows = (
            (
                (self._field(_("Which sheet"), self.kind, "kind"), 4),
                (self._field(_("Day"), self.day, "day"), 3),
                (self._field(_("Names on the list at the door"), self.names, "names"), 5),
            ),
        )
        self.body.addLayout(grid(rows))
        self.body.addWidget(self.progress)
        self.body.addWidget(self.preview, 1)
        for choice in (self.kind, self.names):
            choice.currentIndexChanged.connect(lambda _index: self.make())
        self.day.read.connect(self.make)
        self.make()

    def _field(self, caption: str, editor: QWidget, name: str) -> FormField:
        return self.fields.add(FormField(caption, editor, name))

    def make(self) -> None:
        """Make the paper that is chosen."""
        self.fields["names"].setVisible(self.kind.code() != PLAN)
        day = self.day.day()
        self._enable(False)
        if day is None:
            return
        self._asked += 1
        asked, desk, kind = self._asked, self._desk, self.kind.code()
        names = DoorNames.of(self.names.code())

        def made(_progress: object) -> bytes:
            if kind == PLAN:
                return calendar.day_plan(desk, day)
            return calendar.door_list(desk, day, names, by_room=kind == ROOMS)

        rendering = self._jobs.render(self, made, lambda pdf: self._show(asked, pdf), self._failed)
        self.progress.follow(rendering, _("Making the paper…"))

    def _show(self, asked: int, pdf: bytes) -> None:
        if asked != self._asked:
            return
        self.progress.done()
        self.pdf = pdf
        self.preview.show_pdf(pdf)
        self._enable(True)

    def _failed(self, error: DeskError) -> None:
        self.progress.done()
        self.explain(error)
        self._enable(bool(self.pdf))

    def _enable(self, on: bool) -> None:
        for button in (self.ok, self.print_button):
            button.setEnabled(on)

    def _title(self) -> str:
        day = self.day.day()
        return f"{self.kind.currentText()} {day.isoformat() if day else ''}".strip()

    def submit(self) -> None:
        """Save the paper, whole or not at all."""
        name, pdf = f"{safe_name(self._title())}.pdf", self.pdf
        path = ask_save(self, _("Save the paper"), name, "PDF (*.pdf)", "papers")
        if path is not None:
            self.busy()
            target = path.with_suffix(".pdf")
            self._jobs.render(
                self, lambda _progress: write_whole(target, pdf), self._saved, self._failed
            )

    def _saved(self, written: Path) -> None:
        self.said.emit(_("Saved as {name}.").format(name=written.name))
        self.accept()

    def print_pages(self) -> None:
        """Send the paper to a printer."""
        print_sheets(self._jobs, (Sheet(title=self._title(), pdf=self.pdf),), self)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the room that a page wants, as far as the screen has it."""
        super().showEvent(event)
        screen = self.screen().availableGeometry()
        self.resize(min(860, screen.width() - 40), screen.height() - 60)
