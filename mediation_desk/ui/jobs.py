"""Run services off the window's thread and bring the outcome back.

One worker for the case file, so that nothing needs a lock; a second one draws papers and writes
exports, with progress and a way to stop; a third one feeds printers.
"""

import logging
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from mediation_desk.domain.errors import Broken, DeskError, NotAllowed, Stopped, Unanswered
from mediation_desk.ui.crash_report import crash_report
from mediation_desk.ui.slices import Slices

if TYPE_CHECKING:  # the workers begin after the first paint
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")
Progress = Callable[[int, int], bool]
"""Told how much is done of how much; returns False to stop the job."""
Shown = Iterator[None] | None
"""What is still to be shown of an answer, a slice of it at a turn of the window."""

log = logging.getLogger(__name__)


def _nothing(*_outcome: object) -> None:
    pass


class Rendering(QObject):
    """A long job under way on the drawing worker: its progress, and a way to stop it."""

    progressed = Signal(int, int)
    stopped = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = Event()

    def cancel(self) -> None:
        """Ask the job to stop at its next step."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Say whether the user asked to stop."""
        return self._stop.is_set()

    def report(self, done: int, total: int) -> bool:
        """Pass progress on to the window; called by the job on its own thread."""
        self.progressed.emit(done, total)
        return not self._stop.is_set()


class Jobs(QObject):
    """The workers. Outcomes are delivered on the window's thread.

    An answer is dropped when the widget that asked for it has gone; a bug is logged and
    announced even then, and told to who asked as a refusal, so that no form stays shut.
    """

    changed = Signal()
    refused = Signal(DeskError)
    forbidden = Signal(NotAllowed)
    """An act was refused for want of a right, wherever that is shown."""
    crashed = Signal(Exception)
    unanswered = Signal(object)
    """A save of which nobody knows yet whether it arrived (a Promise)."""
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stopping = False
        self._under_way = 0
        self._showing = Slices(self)
        self._keeping_stops = Event()
        queued = Qt.ConnectionType.QueuedConnection  # a job may be done before `ask` returns
        self._finished.connect(self._on_finished, queued)

    @cached_property
    def _desk(self) -> "ThreadPoolExecutor":
        return _worker("desk")

    @cached_property
    def _press(self) -> "ThreadPoolExecutor":
        return _worker("press")

    @cached_property
    def _keeper(self) -> "ThreadPoolExecutor":
        return _worker("keeper")

    @cached_property
    def _spooler(self) -> "ThreadPoolExecutor":
        return _worker("spooler")

    def ask(
        self,
        owner: QObject,
        job: Callable[[], T],
        then: Callable[[T], Shown] = _nothing,
        refused: Callable[[DeskError], None] | None = None,
    ) -> None:
        """Run a job that only reads."""
        self._submit(self._desk, owner, job, then, refused)

    def do(
        self,
        owner: QObject,
        job: Callable[[], T],
        then: Callable[[T], Shown] = _nothing,
        refused: Callable[[DeskError], None] | None = None,
    ) -> None:
        """Run a job that writes, and tell every screen that the data changed."""
        self._submit(self._desk, owner, self._announced(job), then, refused)

    def _announced(self, job: Callable[[], T]) -> Callable[[], T]:
        """Return a job that tells every screen that the data changed, once it is done."""

        def announced() -> T:
            result = job()
            self._finished.emit(self.changed.emit)
            return result

        return announced

    def aside(
        self, owner: QObject, job: Callable[[], T], then: Callable[[T], Shown] = _nothing
    ) -> None:
        """Run on the second worker what nobody waits for and what leaves the file alone."""
        self._submit(self._press, owner, job, then, None)

    def render(
        self,
        owner: QObject,
        job: Callable[[Progress], T],
        then: Callable[[T], Shown] = _nothing,
        refused: Callable[[DeskError], None] | None = None,
    ) -> Rendering:
        """Draw papers or write an export beside the desk; the answer tells progress and stops."""
        return self._render(self._press, owner, job, then, refused)

    def spool(
        self,
        owner: QObject,
        job: Callable[[Progress], T],
        then: Callable[[T], Shown] = _nothing,
        refused: Callable[[DeskError], None] | None = None,
    ) -> Rendering:
        """Send pages to a printer on a worker of its own: a slow printer holds up nothing else."""
        return self._render(self._spooler, owner, job, then, refused)

    def carry_out(
        self,
        owner: QObject,
        job: Callable[[Progress], T],
        then: Callable[[T], Shown] = _nothing,
        refused: Callable[[DeskError], None] | None = None,
    ) -> Rendering:
        """Write much in one go, with progress and a way to stop; others wait for it to end.

        What was written before the stop was seen is told as done, never as stopped.
        """
        rendering = Rendering(self)
        hear_refusal = refused or self.refused.emit

        def deliver(result: T) -> Shown:
            rendering.deleteLater()
            return then(result)

        def refuse(error: DeskError) -> None:
            rendering.stopped.emit() if isinstance(error, Stopped) else hear_refusal(error)
            rendering.deleteLater()

        written = self._announced(partial(job, rendering.report))
        self._submit(self._desk, owner, written, deliver, refuse)
        return rendering

    def keep(
        self,
        owner: QObject,
        job: Callable[[Progress], T],
        then: Callable[[T], Shown] = _nothing,
        refused: Callable[[DeskError], None] | None = None,
    ) -> Rendering:
        """Back up on a worker of its own: papers do not wait for it."""
        return self._render(self._keeper, owner, job, then, refused)

    def rest_keeping(self) -> None:
        """Stop a backup under way and wait for its end: the file is about to be closed."""
        if (keeper := self.__dict__.pop("_keeper", None)) is not None:
            self._keeping_stops.set()
            keeper.shutdown(cancel_futures=True)
            self._keeping_stops.clear()

    def _render(
        self,
        worker: "ThreadPoolExecutor",
        owner: QObject,
        job: Callable[[Progress], T],
        then: Callable[[T], Shown],
        refused: Callable[[DeskError], None] | None,
    ) -> Rendering:
        rendering = Rendering(self)
        hear_refusal = refused or self.refused.emit

        def deliver(result: T) -> Shown:
            rendering.deleteLater()
            if rendering.cancelled:
                rendering.stopped.emit()
                return None
            return then(result)

        def refuse(error: DeskError) -> None:
            rendering.stopped.emit() if rendering.cancelled else hear_refusal(error)
            rendering.deleteLater()

        def report(done: int, total: int) -> bool:
            going_on = rendering.report(done, total)
            return going_on and not (worker is keeper and self._keeping_stops.is_set())

        keeper = self.__dict__.get("_keeper")
        self._submit(worker, owner, lambda: job(report), deliver, refuse)
        return rendering

    def _submit(
        self,
        worker: "ThreadPoolExecutor",
        owner: QObject,
        job: Callable[[], T],
        then: Callable[[T], Shown],
        refused: Callable[[DeskError], None] | None,
    ) -> None:
        if self._stopping:
            return

        def deliver(done: "Future[T]") -> None:
            self._under_way -= 1
            if done.cancelled():
                return
            if isinstance(failure := done.exception(), Unanswered):
                self.unanswered.emit(failure.promise)
            match failure:
                case None if isValid(owner):
                    self.show(owner, then(done.result()))
                case NotAllowed() as error if error.right:
                    self.forbidden.emit(error)
                    if isValid(owner):
                        (refused or self.refused.emit)(error)
                case DeskError() as error if isValid(owner):
                    (refused or self.refused.emit)(error)
                case None | DeskError():
                    log.info("nobody is left to hear of a job")
                case error:
                    log.error("job failed\n%s", crash_report(error))
                    self.crashed.emit(error)
                    if refused is not None and isValid(owner):
                        refused(Broken())  # whoever waits for the answer goes on

        self._under_way += 1
        future = worker.submit(job)
        future.add_done_callback(lambda done: self._announce(lambda: deliver(done)))

    def show(self, owner: QObject, rest: Shown) -> None:
        """Show an answer in slices, the first one at once, after what was answered before.

        A signal that is the whole answer returns whether it reached anybody: no slices.
        """
        if isinstance(rest, Iterator):
            self._showing.begin(_while_valid(owner, rest))

    @property
    def busy(self) -> bool:
        """Say whether any job is still to be answered, or an answer still to be shown."""
        return self._under_way > 0 or self._showing.busy

    def _announce(self, deliver: Callable[[], None]) -> None:
        if isValid(self):
            self._finished.emit(deliver)

    @Slot(object)
    def _on_finished(self, deliver: Callable[[], None]) -> None:
        deliver()  # a slot of this QObject, so Qt queues it onto the window's thread

    def stop(self) -> None:
        """Finish what the desk was asked for, what is being drawn, and start nothing more.

        What was saved or kept as a draft in the last moment must reach the file.
        """
        self._stopping = True
        self.rest_keeping()
        for name, discard in (("_spooler", True), ("_press", True), ("_desk", False)):
            if (worker := self.__dict__.get(name)) is not None:
                worker.shutdown(cancel_futures=discard)


def _while_valid(owner: QObject, rest: Iterator[None]) -> Iterator[None]:
    for _slice in rest:
        yield
        if not isValid(owner):
            return


def _worker(name: str) -> "ThreadPoolExecutor":
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
