"""The next step of the cases in view, weighed on the whole case: a few are read at a time."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from mediation_desk.domain.lines import CaseLine
from mediation_desk.ui.jobs import Jobs

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

AT_ONCE = 4
"""Cases read in one go, so that others come in between."""


class NextSteps(QObject):
    """Knows the next step of cases by their version, and reads those that are painted."""

    read = Signal()
    """More of them are known."""

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        self._day = date.min
        self._known: dict[int, tuple[int, str]] = {}
        self._wanted: dict[int, int] = {}
        self._reading = False
        self._then: Callable[[], object] | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._read_some)

    def show_day(self, day: date) -> None:
        """Weigh all steps anew on another day."""
        if day != self._day:
            self._day = day
            self._known.clear()

    def text(self, line: CaseLine) -> str:
        """Name the next step of a case; where it is not known yet it is read shortly."""
        version, text = self._known.get(line.id, (-1, "…"))
        if version != line.version:
            self._wanted[line.id] = line.version
            self._soon.start()
        return text

    def knows(self, lines: Iterable[CaseLine]) -> bool:
        """Say whether the steps of all these cases, as they are now, are known."""
        return all(self._known.get(line.id, (-1, ""))[0] == line.version for line in lines)

    def all_of(self, lines: Iterable[CaseLine], then: Callable[[], object]) -> None:
        """Read the steps of all these cases, then go on."""
        for line in lines:
            self.text(line)
        if self._wanted or self._reading:
            self._then = then
        else:
            then()

    def _read_some(self) -> None:
        if self._reading or not self._wanted:
            return
        chosen = dict(list(self._wanted.items())[:AT_ONCE])
        for key in chosen:
            del self._wanted[key]
        self._reading = True
        job = partial(_read, self._desk, tuple(chosen))
        self._jobs.ask(self, job, partial(self._take, chosen))

    def _take(self, asked: Mapping[int, int], found: Mapping[int, str]) -> None:
        self._reading = False
        for key, version in asked.items():
            self._known[key] = version, found.get(key, "—")
        self.read.emit()
        if self._wanted:
            self._soon.start()
        elif self._then is not None:
            then, self._then = self._then, None
            then()


def _read(desk: "Desk", case_ids: tuple[int, ...]) -> Mapping[int, str]:
    from mediation_desk.services.next_steps import next_steps  # on the worker, after the day

    return next_steps(desk, case_ids)
