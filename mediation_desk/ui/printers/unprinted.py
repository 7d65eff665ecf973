"""What waits in the print queue is kept on this computer; what a crash left is offered again."""

from collections import deque
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mediation_desk.i18n import _
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.printers.issuing import Issuing
from mediation_desk.ui.printers.order import Duplex, Order, Setup, Sheet
from mediation_desk.ui.printers.queue import OPEN, Job, JobState, PrintQueue

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk
    from mediation_desk.services.print_jobs import Unprinted

_NAMED = 3
"""Papers that are called by their titles; of the others the number is told."""


class QueueKeeper(QObject):
    """Keeps each job while it has not left, one write after the other so that others come between.

    What cannot be kept, as on a full disk, is printed all the same.
    """

    found = Signal(str)
    """Jobs of before stand in the queue again; the sentence names them."""

    def __init__(self, queue: PrintQueue, desk: "Desk", jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._queue, self._desk, self._jobs = queue, desk, jobs
        self._kept: dict[Job, str] = {}
        self._waiting: deque[Callable[[], None]] = deque()
        self._writing = False
        queue.changed.connect(self._follow)
        jobs.ask(self, partial(_left, desk), self._offer, self._nothing_left)

    def _follow(self) -> None:
        unprinted = [job for job in self._queue.all if _is_unprinted(job)]
        for job in [job for job in unprinted if job not in self._kept]:
            key = self._kept[job] = token_hex(16)
            self._waiting.append(partial(_keep, self._desk, key, job))
        for job in [job for job in self._kept if job not in unprinted]:
            self._waiting.append(partial(_drop, self._desk, self._kept.pop(job)))
        self._write()

    def _write(self) -> None:
        if self._waiting and not self._writing:
            self._writing = True
            self._jobs.ask(self, self._waiting.popleft(), self._written, self._written)

    def _written(self, _done: object) -> None:
        self._writing = False
        self._write()

    def _nothing_left(self, _error: Exception) -> None:
        """Let printing go on: what was left is offered when its key can be read."""

    def _offer(self, found: "Iterable[tuple[str, Unprinted]]") -> None:
        again = {self._job(one): key for key, one in found}
        if not again:
            return
        self._kept.update(again)
        self._queue.take_back(list(again))
        titles = [job.order.sheet.title for job in again]
        self.found.emit(
            _(
                "When the program ended last, perhaps not everything was printed: {titles}. See at"
                " the printer what came out; the rest can be printed again in the print queue."
            ).format(titles=_named(titles))
        )

    def _job(self, one: "Unprinted") -> Job:
        how = one.how
        sheet = Sheet(title=how["title"], pdf=one.pdf, form=how["form"])
        setup = Setup(
            printer=how["printer"],
            duplex=Duplex.of(how["duplex"]),
            tray=how["tray"],
            file=Path(how["file"]) if how["file"] else None,
        )
        pages = tuple(int(page) for page in how["pages"].split())
        job = Job(
            Order(sheet=sheet, setup=setup, copies=int(how["copies"]), pages=pages),
            consequence=how["consequence"],
            state=JobState.FAILED,
            why=_("The program ended before this was told as printed."),
        )
        if one.paper is not None:
            job.sent = Issuing(self._desk, self._jobs, one.case_id, one.paper)
        return job


def _is_unprinted(job: Job) -> bool:
    return job.state in OPEN or job.state is JobState.FAILED


def _named(titles: list[str]) -> str:
    named = "、".join(titles[:_NAMED])
    if len(titles) <= _NAMED:
        return named
    return _("{titles} and {n} more").format(titles=named, n=len(titles) - _NAMED)


def _left(desk: "Desk") -> "tuple[tuple[str, Unprinted], ...]":
    from mediation_desk.services import print_jobs

    return print_jobs.left(desk)


def _keep(desk: "Desk", key: str, job: Job) -> None:
    from mediation_desk.services import print_jobs

    issuing = job.sent if isinstance(job.sent, Issuing) else None
    order, setup = job.order, job.order.setup
    how = {
        "title": order.sheet.title,
        "form": order.sheet.form,
        "copies": str(order.copies),
        "pages": " ".join(map(str, order.pages)),
        "printer": setup.printer,
        "duplex": setup.duplex.value,
        "tray": setup.tray,
        "file": str(setup.file or ""),
        "consequence": job.consequence,
    }
    told = print_jobs.Unprinted(
        pdf=order.sheet.pdf,
        how=how,
        case_id=issuing.case_id if issuing else 0,
        paper=issuing.paper if issuing else None,
    )
    print_jobs.keep(desk, key, told)


def _drop(desk: "Desk", key: str) -> None:
    from mediation_desk.services import print_jobs

    print_jobs.drop(desk, key)
