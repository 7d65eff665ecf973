"""Tells, once the window rests, that clocks still run by an earlier working calendar.

An update of the program may bring a new year's calendar; no stored deadline changes by itself,
so whoever keeps the settings is asked to look at what would move.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.messages import Messages

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

REST_MS = 6000
"""How long after the first page the question is asked: the first clicks come before it."""


class CalendarWatch(QObject):
    """Asks once; only a person who may change the calendar is told."""

    def __init__(
        self,
        desk: "Desk",
        jobs: Jobs,
        messages: Messages,
        look: Callable[[], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._jobs, self._messages, self._look = desk, jobs, messages, look
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.ask)
        if desk.actor.may(Right.SETTINGS):
            self._rest.start()

    def ask(self) -> None:
        """Count in the worker what an earlier calendar counted; another person may work by now."""
        if self._desk.actor.may(Right.SETTINGS):
            self._jobs.ask(self, self._waiting, self._tell, self._nothing)

    def _waiting(self) -> int:
        from mediation_desk.services import calendars  # on the worker: it is slow to load

        return calendars.waiting(self._desk)

    def _tell(self, number: int) -> None:
        if number:
            text = _("Running clocks that an earlier working calendar counted: {n}.")
            told = text.format(n=number)
            self._messages.problem(told, _("See what moves…"), self._look)

    def _nothing(self, _error: DeskError) -> None:
        """Whoever may not see it is not told of it."""
