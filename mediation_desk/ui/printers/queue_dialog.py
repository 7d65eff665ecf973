"""The print queue in view: what waits, what is printed, what failed and why."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QMenu, QProgressBar, QWidget

from mediation_desk.i18n import _
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.printers.queue import AGAIN, OPEN, OVER, Job, JobState, PrintQueue, queue_of
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

_TONES = {JobState.FAILED: Tone.BAD, JobState.SENT: Tone.GOOD, JobState.STOPPED: Tone.MUTED}


class QueueDialog(Dialog):
    """Follows the queue while it is open; closing it stops nothing."""

    def __init__(self, queue: PrintQueue, parent: QWidget) -> None:
        super().__init__(_("Print queue"), _("Close"), name="queue_dialog", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._queue = queue
        self.model: RowsModel[Job] = RowsModel(_columns())
        self.table = TableView("queue_table", _("Print queue"))
        self.table.use(self.model, (28, 18, 6, 6, 15), stretch=0)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.say_when_empty(_("Nothing is printed now."))
        self.table.setMinimumHeight(140)
        self.bar = named(QProgressBar(), "queue_bar", _("Progress"))
        self.bar.setTextVisible(False)
        self.why = label("", "error", name="queue_why", wrap=True)
        self.stop = secondary(_("Cancel the job"), "queue_stop", self.stop_chosen)
        self.again = secondary(_("Print again"), "queue_again", self.print_again)
        self.other = secondary(_("On another printer…"), "queue_other", self.choose_printer)
        self.every = secondary(_("Print all that failed"), "queue_all", self.print_failed)
        self.clear = secondary(_("Clear the list"), "queue_clear", queue.clear)
        for place, button in enumerate((self.stop, self.again, self.other, self.every, self.clear)):
            self.foot.insertWidget(place, button)
        self.cancel.hide()
        self.body.addWidget(self.bar)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.why)
        self.setMinimumSize(720, 320)
        queue.changed.connect(self.refresh)
        self.table.selectionModel().selectionChanged.connect(lambda *_what: self._enable())
        self.refresh()

    def refresh(self) -> None:
        """Show the queue as it stands; the chosen jobs stay chosen."""
        chosen = self._chosen()
        jobs = tuple(self._queue.all)
        if jobs == self.model.rows:
            self.table.viewport().update()
        else:
            self.model.show(jobs)
            for place, job in enumerate(jobs):
                if job in chosen:
                    self.table.selectRow(place)
        now = next((job for job in jobs if job.state is JobState.PRINTING), None)
        self.bar.setRange(0, now.total if now else 1)
        self.bar.setValue(now.done if now else 0)
        self._enable()

    def _chosen(self) -> list[Job]:
        model = self.table.selectionModel()
        return [self.model.row(index) for index in model.selectedRows()] if model else []

    def _enable(self) -> None:
        chosen = self._chosen()
        given_up = OPEN | {JobState.FAILED}
        self.stop.setEnabled(any(job.state in given_up for job in chosen))
        for button in (self.again, self.other):
            button.setEnabled(any(job.state in AGAIN for job in chosen))
        self.every.setEnabled(self._queue.to_mend > 0)
        self.clear.setEnabled(any(job.state in OVER for job in self._queue.all))
        told = [job for job in chosen or self._queue.all if job.state in AGAIN and job.why]
        lines = dict.fromkeys(f"{job.why} {job.consequence}".strip() for job in told)
        self.why.setText("\n".join(lines))
        self.why.setVisible(bool(told))

    def stop_chosen(self) -> None:
        """Take the chosen jobs out of the queue."""
        for job in self._chosen():
            self._queue.stop(job)

    def print_again(self) -> None:
        """Print the chosen jobs once more."""
        self._queue.again(self._chosen())

    def choose_printer(self) -> None:
        """Offer the printers of this computer for the chosen jobs."""
        from mediation_desk.ui.printers import spool  # QtPrintSupport, when wanted

        jobs = self._chosen()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in spool.printer_names():
            menu.addAction(name, partial(self._queue.again_on, name, jobs))
        if menu.isEmpty():
            menu.addAction(_("This computer knows no printer.")).setEnabled(False)
        menu.popup(self.other.mapToGlobal(self.other.rect().bottomLeft()))

    def print_failed(self) -> None:
        """Print everything that failed once more, in its order."""
        self._queue.again([job for job in self._queue.all if job.state is JobState.FAILED])


def _columns() -> tuple[Column[Job], ...]:
    return (
        Column(title=_("Paper"), text=lambda job: job.order.sheet.title, strong=True),
        Column(title=_("Printer"), text=lambda job: job.order.setup.where),
        Column(title=_("Pages printed"), text=lambda job: str(job.pages or "—"), right=True),
        Column(title=_("Copies printed"), text=lambda job: str(job.order.copies), right=True),
        Column(
            title=_("State"),
            text=lambda job: job.text,
            tone=lambda job: _TONES.get(job.state, Tone.PLAIN),
            tip=lambda job: job.why or job.text,
        ),
    )


def show_queue(jobs: Jobs, parent: QWidget) -> QueueDialog:
    """Open the queue over the page."""
    dialog = QueueDialog(queue_of(jobs), parent)
    dialog.open()
    return dialog
