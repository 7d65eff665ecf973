"""The case on the page: read in the worker, changed in the worker, shown when it came back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.errors import AlreadyDone, CaseLocked, DeskError, NotFound, Stale
from mediation_desk.i18n import _
from mediation_desk.services import browse, others
from mediation_desk.services.desk import Desk
from mediation_desk.ui.jobs import Jobs

T = TypeVar("T")


def _nothing(_outcome: object) -> None:
    pass


@dataclass(slots=True)
class _Held:
    """The case in view and the version its next act carries: what is shown is what is changed.

    An act that waits in the worker keeps the one it was made for, whatever comes into view.
    """

    file: CaseFile
    version: int


class OpenCase(QObject):
    """One case at a time. Every act carries the version of the file last seen here.

    Another case takes its place when it was read and not before: one that cannot be read leaves
    the case in view as it was, to be shown and to be changed.

    Acts run one after the other in the worker, and each reads the file again before the next
    one starts, so that two quick acts of one person do not look stale to each other. An undo
    is an act in its turn too. Where this desk itself changed the case elsewhere, that is said.
    """

    shown = Signal(object)
    reason_wanted = Signal(str, object)
    """A closed case is to be corrected: the sentence, and what goes on with the reason given."""
    told = Signal(str)
    """What was wanted was done already: no refusal, and nothing to mend."""
    lost = Signal(str)
    """The case in view can be read no longer: it was restricted or taken away meanwhile."""
    busy = Signal(bool)
    settling = Signal()
    """Another act, or another case, comes: what was typed and is still being read goes first."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.jobs = jobs
        self._held: _Held | None = None
        self._wanted = 0
        self._acting = 0

    @property
    def file(self) -> CaseFile | None:
        """The case in view."""
        return self._held.file if self._held else None

    @property
    def acts(self) -> bool:
        """Say whether something is being done to the case just now."""
        return self._acting > 0

    @property
    def opening(self) -> bool:
        """Say whether another case is being read to take the place of the one in view."""
        return self._wanted != 0

    def open(self, case_id: int, refused: Callable[[DeskError], None] | None = None) -> None:
        """Read a case and show it."""
        self.settling.emit()
        self._wanted = case_id

        def not_read(error: DeskError) -> None:
            if self._wanted == case_id:
                self._wanted = 0
            (refused or self.jobs.refused.emit)(error)

        self.jobs.ask(self, lambda: browse.case_file(self.desk, case_id), self._show, not_read)

    def reload(self) -> None:
        """Read the case again after something changed; own acts bring it along anyway."""
        if self._held and not self._acting:
            case_id = self._held.file.id

            def not_read(error: DeskError) -> None:
                if isinstance(error, NotFound) and self.file and self.file.id == case_id:
                    self._held = None
                    self.lost.emit(str(error))
                else:
                    self.jobs.refused.emit(error)

            self.jobs.ask(self, lambda: browse.case_file(self.desk, case_id), self._show, not_read)

    def act(
        self,
        job: Callable[[int, int], T],
        then: Callable[[T], None] = _nothing,
        refused: Callable[[DeskError], None] | None = None,
        *,
        reason: str = "",
    ) -> None:
        """Change the case: the job takes its id and version; `then` finds the new file shown.

        A closed case is changed only with a reason, which is asked for when it is wanted.
        """
        self.settling.emit()
        held = self._held
        if held is None:
            (refused or self.jobs.refused.emit)(_none_open())
            return
        case_id = held.file.id

        def act_then_read() -> tuple[T, CaseFile]:
            with self.desk.correcting(reason):
                result = job(case_id, held.version)
            file = browse.case_file(self.desk, case_id)
            held.version = file.version
            return result, file

        def done(outcome: tuple[T, CaseFile]) -> None:
            self._acted()
            self._show(outcome[1])
            then(outcome[0])

        def read_again() -> tuple[CaseFile, bool]:
            file = browse.case_file(self.desk, case_id)
            return file, others.all_ours(self.desk, case_id, max(1, file.version - held.version))

        def overtaken(found: tuple[CaseFile, bool]) -> None:
            self._acted()
            self._show(found[0])
            (refused or self.jobs.refused.emit)(Stale(ours=found[1]))

        def failed(error: DeskError) -> None:
            if isinstance(error, Stale):  # the form compares with the case as it stands now
                self.jobs.ask(self, read_again, overtaken)
                return
            self._acted()
            if isinstance(error, AlreadyDone):
                if not again:
                    self.told.emit(str(error))
                if refused:
                    refused(error)
                return
            if isinstance(error, CaseLocked) and not error.archived:
                self.reason_wanted.emit(
                    str(error), lambda told: self.act(job, then, refused, reason=told)
                )
            (refused or self.jobs.refused.emit)(error)

        again = self._acting > 0  # pressed twice: what the first press did is told by the first
        self._acting += 1
        self.busy.emit(True)
        self.jobs.do(self, act_then_read, done, failed)

    def take_out(
        self,
        job: Callable[[int, int], T],
        then: Callable[[T], None],
        refused: Callable[[DeskError], None],
    ) -> None:
        """Take the case out of the file: no case is shown after it."""
        self.settling.emit()
        held = self._held
        if held is None:
            refused(_none_open())
            return
        case_id = held.file.id

        def done(outcome: T) -> None:
            self._acted()
            if self._held is held:
                self._held = None
            then(outcome)

        def failed(error: DeskError) -> None:
            self._acted()
            if isinstance(error, Stale):
                self.reload()
            refused(error)

        self._acting += 1
        self.busy.emit(True)
        self.jobs.do(self, lambda: job(case_id, held.version), done, failed)

    def act_all(
        self,
        jobs: Sequence[Callable[[int, int], object]],
        then: Callable[[None], None] = _nothing,
        refused: Callable[[DeskError], None] | None = None,
    ) -> None:
        """Do several acts one after the other; a refusal stops those that follow it.

        What was done before it counts as seen here: the next try is not another's.
        """
        held = self._held

        def one_by_one(case_id: int, version: int) -> None:
            for job in jobs:
                job(case_id, version)
                version = browse.case_file(self.desk, case_id).version
                if held is not None:
                    held.version = version

        self.act(one_by_one, then, refused)

    def read(
        self,
        job: Callable[[], T],
        then: Callable[[T], None],
        refused: Callable[[DeskError], None] | None = None,
    ) -> None:
        """Ask something about the case that changes nothing."""
        self.jobs.ask(self, job, then, refused)

    def _acted(self) -> None:
        self._acting -= 1
        self.busy.emit(self._acting > 0)

    def _show(self, file: CaseFile) -> None:
        """Show a case that was read, if it is the one in view or the one wanted in its place."""
        held = self._held
        if self._wanted == file.id:
            self._wanted = 0
        elif held is None or held.file.id != file.id:
            return
        if held is not None and held.file.id == file.id:
            if held.file.version > file.version:
                return
            held.file, held.version = file, max(file.version, held.version)
        else:
            self._held = _Held(file, file.version)
        self.shown.emit(file)


def _none_open() -> NotFound:
    return NotFound(_("No case is open here."))
