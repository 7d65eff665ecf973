"""Backs up by itself while somebody works here, and shows in the head what is amiss with it."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.keeping import Keeping, worries
from mediation_desk.domain.rights import Right
from mediation_desk.ui.jobs import Jobs, Progress

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

FIRST_MS = 20_000
"""How long after the first page it is looked at first: who has just come wants to work."""
AGAIN_MS = 5 * 60_000


class KeepingWatch(QObject):
    """Looks every few minutes what is due, a backup, copy, rehearsal or check, and does it."""

    def __init__(
        self, desk: "Desk", jobs: Jobs, show: Callable[[str, str], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._jobs, self._show = desk, jobs, show
        self._under_way = False
        self._refused_at: set[str] = set()
        self._timer = QTimer(self, interval=FIRST_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        jobs.changed.connect(self._soon)

    def _soon(self) -> None:
        """Show at once what a change of the settings or a backup by hand has mended."""
        if self._shows and not self._under_way:
            self._jobs.ask(self, self._read, self._tell, _nothing)

    _shows = False

    def look(self) -> None:
        """Read how it stands, on the worker."""
        self._timer.setInterval(AGAIN_MS)
        if not self._under_way and self._desk.actor.may(Right.BACKUP):
            self._jobs.ask(self, self._read, self._go_on, _nothing)

    def _read(self) -> Keeping:
        from mediation_desk.services import keeping

        return keeping.state(self._desk)

    def _tell(self, state: Keeping) -> None:
        found = worries(state, self._desk.instant())
        self._shows = bool(found)
        self._show(*(found[0] if found else ("", "")))

    def _go_on(self, state: Keeping) -> None:
        """Tell what is amiss, and do what is due."""
        self._tell(state)
        job = self._due(state)
        if job is not None and not self._under_way:
            self._under_way = True
            self._jobs.keep(self, job, self._done, self._not_done).stopped.connect(self._done)

    def _due(self, state: Keeping) -> Callable[[Progress], object] | None:
        from mediation_desk.services import keeping

        now = self._desk.instant()
        if state.due(now):
            return partial(keeping.run, self._desk)
        behind = state.second_at is None or (
            state.last_at is not None and state.second_at < state.last_at
        )
        if state.here and state.there and behind and "copy" not in self._refused_at:
            self._refused_at.add("copy")  # once a while: a medium that is full stays full
            return partial(keeping.copy_by_itself, self._desk)
        if state.rehearsal_due(now):
            return partial(keeping.rehearse, self._desk)
        if state.check_due(now):
            return partial(keeping.check, self._desk)
        self._refused_at.clear()
        return None

    def _done(self, _outcome: object = None) -> None:
        """Show how it stands now; the next thing due is done at once."""
        self._under_way = False
        self.look()

    def _not_done(self, _error: DeskError) -> None:
        """Why it was not done stands in the journal, from which the badge is read."""
        self._under_way = False
        self._jobs.ask(self, self._read, self._tell, _nothing)


def _nothing(_error: DeskError) -> None:
    """While the desk is locked nothing is read."""


def back_up_at_exit(desk: "Desk") -> None:
    """Back up what is new, after the window has gone; what fails is in the journal."""
    from mediation_desk.services import keeping

    if not desk.db.is_file or not desk.actor.may(Right.BACKUP):
        return
    with suppress(DeskError):
        if keeping.state(desk).moved:
            keeping.run(desk)
