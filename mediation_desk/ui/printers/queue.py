"""The print queue (打印队列): one job after the other, with what became of each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Signal

from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _
from mediation_desk.ui.jobs import Jobs, Progress, Rendering
from mediation_desk.ui.leaving import leaving
from mediation_desk.ui.printers.order import Order

Send = Callable[[Order, Progress], int]


class JobState(Term):
    """What has become of a job."""

    WAITING = "waiting", N_("Waiting to print")
    PRINTING = "printing", N_("Printing")
    SENT = "sent", N_("Sent to the printer")
    FAILED = "failed", N_("Not printed")
    STOPPED = "stopped", N_("Printing cancelled")


OPEN = frozenset({JobState.WAITING, JobState.PRINTING})
OVER = frozenset({JobState.SENT, JobState.STOPPED})
AGAIN = frozenset({JobState.FAILED, JobState.STOPPED})


def _nothing(*_what: object) -> None:
    pass


@dataclass(eq=False)
class Job:
    """One order on its way. `sent` hears when it left, `why` says what stopped it."""

    order: Order
    sent: Callable[[], object] = _nothing
    consequence: str = ""
    state: JobState = JobState.WAITING
    done: int = 0
    total: int = 0
    why: str = ""
    rendering: Rendering | None = field(default=None, repr=False)

    @property
    def pages(self) -> int:
        """The number of pages of one copy, 0 while it is not known."""
        return len(self.order.pages) or self.total // max(1, self.order.copies)

    @property
    def text(self) -> str:
        """The state as people read it, with how far it is or why it failed."""
        if self.state is JobState.PRINTING and self.total:
            return f"{self.state.label} {self.done}/{self.total}"
        return self.state.label


class PrintQueue(QObject):
    """Feeds the printing worker; lives as long as the window's jobs."""

    changed = Signal()
    said = Signal(str)
    failed = Signal(str)
    """A job was not printed; the sentence says why, and what follows from it."""

    def __init__(self, jobs: Jobs, send: Send | None = None) -> None:
        super().__init__(jobs)
        self._jobs = jobs
        self.send: Send = send or _to_printer
        self.all: list[Job] = []

    def add(self, jobs: Sequence[Job]) -> None:
        """Take orders in; the first is begun at once if nothing else is printed."""
        self.all.extend(jobs)
        self.changed.emit()
        self._go_on()

    def take_back(self, jobs: Sequence[Job]) -> None:
        """Show jobs that were not printed when the program ended; none is begun by itself."""
        self.all[:0] = jobs
        self.changed.emit()

    @property
    def open(self) -> int:
        """The number of jobs that are not through."""
        return sum(job.state in OPEN for job in self.all)

    @property
    def to_mend(self) -> int:
        """The number of jobs that failed."""
        return sum(job.state is JobState.FAILED for job in self.all)

    def stop(self, job: Job) -> None:
        """Take a job out, or stop it after the page that is being drawn; give up a failed one."""
        if job.state in {JobState.WAITING, JobState.FAILED}:
            job.state = JobState.STOPPED
        elif job.rendering is not None:
            job.rendering.cancel()
        self.changed.emit()

    def stop_all(self) -> None:
        """Print nothing more."""
        for job in self.all:
            if job.state in OPEN:
                self.stop(job)

    def again(self, jobs: Sequence[Job]) -> None:
        """Print once more what failed or was stopped, in the order in which it was asked for."""
        for job in jobs:
            if job.state in AGAIN:
                job.state, job.why, job.done = JobState.WAITING, "", 0
        self.changed.emit()
        self._go_on()

    def again_on(self, printer: str, jobs: Sequence[Job]) -> None:
        """Print once more, on another printer, what failed or was stopped."""
        for place, job in enumerate(self.all):
            if job in jobs and job.state in AGAIN:
                setup = replace(job.order.setup, printer=printer, file=None)
                order = replace(job.order, setup=setup)
                self.all[place] = Job(order, job.sent, job.consequence)
        self.changed.emit()
        self._go_on()

    def clear(self) -> None:
        """Forget what has been sent or was stopped; what failed stays until it is printed."""
        self.all = [job for job in self.all if job.state not in OVER]
        self.changed.emit()

    def drop(self, jobs: Sequence[Job]) -> None:
        """Forget jobs that are through, however they ended."""
        self.all = [job for job in self.all if job not in jobs or job.state in OPEN]
        self.changed.emit()

    def _go_on(self) -> None:
        if any(job.state is JobState.PRINTING for job in self.all):
            return
        job = next((job for job in self.all if job.state is JobState.WAITING), None)
        if job is None:
            return
        job.state = JobState.PRINTING
        send, order = self.send, job.order

        def advanced(done: int, total: int) -> None:
            job.done, job.total = done, total
            self.changed.emit()

        rendering = job.rendering = self._jobs.spool(
            self,
            lambda progress: send(order, progress),
            lambda _pages: self._sent(job),
            lambda error: self._failed(job, error),
        )
        rendering.progressed.connect(advanced)
        rendering.stopped.connect(lambda: self._stopped(job))
        self.changed.emit()

    def _sent(self, job: Job) -> None:
        leaving().printed.emit(job.order.sheet.title)
        job.sent()  # before anybody hears of its end: a crash in between finds the job again
        self._end(job, JobState.SENT)
        if not self.open:
            text = _("“{title}” was sent to {where}.")
            where = job.order.setup.where
            self.said.emit(text.format(title=job.order.sheet.title, where=where))

    def _failed(self, job: Job, error: DeskError) -> None:
        job.why = str(error)
        self._end(job, JobState.FAILED)
        told = f"{job.order.sheet.title}：{error}"
        self.failed.emit(f"{told} {job.consequence}".strip())

    def _stopped(self, job: Job) -> None:
        if job.done:
            told = _("{n} of {all} pages had left for the printer; they may still come out.")
            job.why = told.format(n=job.done, all=job.total)
            self.failed.emit(f"{job.order.sheet.title}：{job.why}")
        self._end(job, JobState.STOPPED)

    def _end(self, job: Job, state: JobState) -> None:
        job.state, job.rendering = state, None
        self.changed.emit()
        self._go_on()


def queue_of(jobs: Jobs) -> PrintQueue:
    """Return the window's queue, made when it is first needed."""
    return jobs.findChild(PrintQueue) or PrintQueue(jobs)


def _to_printer(order: Order, progress: Progress) -> int:
    from mediation_desk.ui.printers import spool  # QtPdf and QtPrintSupport, when wanted

    return spool.send(order, progress)
