"""Printing one paper or several: on which printer, in how many copies, from which tray."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QSpinBox, QWidget

from mediation_desk.domain.copies import MOST
from mediation_desk.domain.errors import Invalid
from mediation_desk.i18n import _
from mediation_desk.services.files import safe_name
from mediation_desk.ui.files import ask_folder, ask_save
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.memory import recall, remember
from mediation_desk.ui.printers.kept import ISSUING, keep_setup, on_printer, setup_of
from mediation_desk.ui.printers.order import (
    USUAL_TRAY,
    Duplex,
    Order,
    Setup,
    Sheet,
    pages_of,
    total,
)
from mediation_desk.ui.printers.queue import Job, queue_of
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import link
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.dialog import Dialog, Question
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named

if TYPE_CHECKING:
    from mediation_desk.ui.printers.trays import Trays

FILE = ":file"
Issue = Callable[[], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What was issued before of what is to be printed.

    `changed` is what is asked before a paper that has changed since is recorded once more.
    """

    note: str = ""
    changed: str = ""


_NEW = Before()


class PrintDialog(Dialog):
    """Asks how, and puts the papers into the queue in their order.

    `issues` has for each paper what keeps it as issued, None where it is issued already; it runs
    when the paper has left for the printer, and does not when it could not be printed.
    """

    def __init__(
        self,
        jobs: Jobs,
        sheets: Sequence[Sheet],
        parent: QWidget,
        issues: Sequence[Issue | None] = (),
        before: Before = _NEW,
    ) -> None:
        title = sheets[0].title if len(sheets) == 1 else _("{n} papers").format(n=len(sheets))
        super().__init__(
            _("Print {title}").format(title=title), _("Print"), name="print_dialog", parent=parent
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._jobs, self._sheets = jobs, tuple(sheets)
        self._issues = tuple(issues) if any(issues) else ()
        self._before, self._sent, self._last = before, False, 0
        self._single = len(self._sheets) == 1
        kept = setup_of(self._sheets[0].form)
        self._usual = kept.printer
        self.printer = Choice((("", _("Looking for printers…")),))
        self.copies = QSpinBox()
        self.copies.setRange(1, MOST)
        self.copies.setValue(self._sheets[0].copies)
        self.pages = QLineEdit()
        self.pages.setPlaceholderText(_("All pages; or such as 1-3,5"))
        several = () if self._single else (("", _("As kept for each form")),)
        self.duplex = Choice((*several, *terms(Duplex)))
        self._kept_trays = several
        self.tray = Choice(several)
        self._usual_tray = kept.tray if self._single else ""
        if self._single:
            self.duplex.set_code(kept.duplex.value)
        self.issue = named(
            QCheckBox(_("Record as issued once it has left for the printer")),
            "print_issue",
            _("Record as issued once it has left for the printer"),
        )
        fresh = bool(self._issues) and not before.changed
        self.issue.setChecked(fresh and recall(ISSUING) == "yes")
        self.issue.setVisible(bool(self._issues))
        self.before = label(before.changed or before.note, "small", name="print_before", wrap=True)
        self.before.setVisible(bool(self.before.text()))
        self.none = label("", "small", name="print_none", wrap=True)
        self.none.hide()
        text = _("The trays of this printer are not told here: choose one in its own settings.")
        self.untold = label(text, "small", name="print_trays_untold", wrap=True)
        self.untold.hide()
        self._lay_out()
        self.busy()
        self.printer.currentIndexChanged.connect(lambda _place: self._ask_trays())
        jobs.aside(self, partial(_printers, self._sheets[0].pdf), self._offer)

    def _lay_out(self) -> None:
        from mediation_desk.ui.printers.queue_dialog import show_queue

        shown = link(_("Print queue…"), "print_queue", lambda: show_queue(self._jobs, self))
        self.foot.insertWidget(0, shown)
        told = _("{n} papers, {m} copies together, by the rule of each form").format(
            n=len(self._sheets), m=total(self._sheets)
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.S)
        self.fields.add(FormField(_("Printer"), self.printer, "printer"))
        grid.addWidget(self.fields["printer"], 0, 0, 1, 2)
        if self._single:
            note = self._sheets[0].note
            self.fields.add(FormField(_("Copies printed"), self.copies, "copies", hint=note))
            self.fields.add(FormField(_("Pages to print"), self.pages, "pages"))
            grid.addWidget(self.fields["copies"], 1, 0)
            grid.addWidget(self.fields["pages"], 1, 1)
        else:
            grid.addWidget(label(told, name="print_told", wrap=True), 1, 0, 1, 2)
        self.fields.add(FormField(_("Sides"), self.duplex, "duplex"))
        self.fields.add(FormField(_("Tray"), self.tray, "tray"))
        grid.addWidget(self.fields["duplex"], 2, 0)
        grid.addWidget(self.fields["tray"], 2, 1)
        self.fields["tray"].hide()
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)
        for widget in (self.untold, self.none, self.before, self.issue):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.setMinimumWidth(520)

    def _ask_trays(self) -> None:
        """Ask which trays the printer has; a file has none."""
        printer = self.printer.code()
        for shown in (self.fields["tray"], self.untold):
            shown.hide()
        if printer and printer != FILE:
            self._jobs.aside(
                self, partial(_trays, printer), lambda found: self._offer_trays(printer, found)
            )

    def _offer_trays(self, printer: str, found: "Trays") -> None:
        if printer != self.printer.code():
            return
        if found:
            self.tray.offer((*self._kept_trays, *found))
            wanted = self._usual_tray if self._single else ""
            self.tray.set_code(wanted if self.tray.findData(wanted) >= 0 else USUAL_TRAY)
        self.fields["tray"].setVisible(bool(found))
        self.untold.setVisible(not found)
        self.grow()

    def _offer(self, found: tuple[tuple[str, ...], int]) -> None:
        names, self._last = found
        self.printer.offer((*((name, name) for name in names), (FILE, _("Into a PDF file…"))))
        self.printer.set_code(self._usual if self._usual in names else (*names, FILE)[0])
        if not names:
            self.none.setText(
                _("This computer has no printer. Connect one, or print into a PDF file.")
            )
        elif self._usual and self._usual not in names:
            gone = _("The printer used last, {name}, is gone; another is chosen.")
            self.none.setText(gone.format(name=self._usual))
        self.none.setVisible(bool(self.none.text()))
        self._ask_trays()
        self.busy(False)
        self.grow()

    def submit(self) -> None:
        """Put the papers into the queue, once; ask before one is issued that was issued before."""
        if self._sent:
            return
        try:
            pages = pages_of(self.pages.text(), self._last if self._single else 0)
        except Invalid as error:
            self.explain(error)
            return
        if self._before.changed and self.issue.isChecked():
            Question(
                _("Issue it once more?"),
                self._before.changed,
                _("Print and issue again"),
                lambda: self._send(pages),
                name="print_again",
                parent=self,
            ).open()
        else:
            self._send(pages)

    def _send(self, pages: tuple[int, ...]) -> None:
        """Put the papers into the queue; where a file is wanted, ask for its place first."""
        files = self._files() if self.printer.code() == FILE else [None] * len(self._sheets)
        if files is None:
            return
        self._sent = True
        if self._issues and not self._before.changed:
            remember(ISSUING, "yes" if self.issue.isChecked() else "")
        made = []
        for place, (sheet, file) in enumerate(zip(self._sheets, files, strict=True)):
            setup = replace(self._setup(sheet), file=file)
            keep_setup(sheet.form, setup)
            copies = self.copies.value() if self._single else sheet.copies
            copies = 1 if file is not None else copies
            order = Order(sheet=sheet, setup=setup, copies=copies, pages=pages)
            made.append(self._job(order, place))
        queue_of(self._jobs).add(made)
        self.accept()

    def _job(self, order: Order, place: int) -> Job:
        issue = self._issues[place] if self._issues else None
        if issue is None or not self.issue.isChecked():
            return Job(order)
        sheet = replace(order.sheet, pdf=order.sheet.issued or order.sheet.pdf)
        order = replace(order, sheet=sheet)
        return Job(order, sent=issue, consequence=_("The paper counts as not issued."))

    def _setup(self, sheet: Sheet) -> Setup:
        kept = setup_of(sheet.form)
        duplex, tray = self.duplex.code(), self.tray.code()
        return on_printer(
            Setup(
                duplex=Duplex.of(duplex) if duplex else kept.duplex,
                tray=tray or kept.tray,
            ),
            "" if self.printer.code() == FILE else self.printer.code(),
        )

    def _files(self) -> list[Path | None] | None:
        title, names = _("Print into a file"), [safe_name(sheet.title) for sheet in self._sheets]
        if self._single:
            path = ask_save(self, title, f"{names[0]}.pdf", "PDF (*.pdf)", "papers")
            return None if path is None else [path.with_suffix(".pdf")]
        folder = ask_folder(self, _("Folder for the papers"), "papers")
        if folder is None:
            return None
        return [folder / f"{place:02} {name}.pdf" for place, name in enumerate(names, 1)]


def _printers(pdf: bytes) -> tuple[tuple[str, ...], int]:
    """Return the printers, and how many pages the paper has."""
    from mediation_desk.ui.printers import spool  # QtPrintSupport, when wanted

    return spool.printer_names(), spool.page_count(pdf)


def _trays(printer: str) -> "Trays":
    from mediation_desk.ui.printers.trays import trays_of  # QtPrintSupport, when wanted

    return trays_of(printer)


def print_sheets(
    jobs: Jobs,
    sheets: Sequence[Sheet],
    parent: QWidget,
    issues: Sequence[Issue | None] = (),
    before: Before = _NEW,
) -> PrintDialog:
    """Ask how papers are to be printed; they go to the queue in their order."""
    dialog = PrintDialog(jobs, sheets, parent, issues, before)
    dialog.open()
    return dialog
