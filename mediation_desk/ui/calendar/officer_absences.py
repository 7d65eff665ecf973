"""When people of the centre are away, kept for the calendar as a whole."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from mediation_desk.domain.booking import Absence
from mediation_desk.domain.centre import User
from mediation_desk.i18n import _
from mediation_desk.services import planning, settings
from mediation_desk.ui.case.absence_dialog import (
    OFFICER,
    AbsenceDialog,
    Refused,
    line_of,
    to_be_moved,
)
from mediation_desk.ui.jobs import Jobs

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


def open_absences(desk: "Desk", jobs: Jobs, parent: QWidget) -> None:
    """Open the list of who of the centre is away."""

    def show(people: Sequence[User]) -> None:
        offered = [(f"{OFFICER}:{user.id}", user.name) for user in people]
        keeper = _Officers(desk, jobs, parent)
        AbsenceDialog(_("Leave of the centre's people"), offered, keeper, parent).open()

    jobs.ask(parent, partial(settings.officers, desk), show)


class _Officers:
    """The absences of the centre's people."""

    def __init__(self, desk: "Desk", jobs: Jobs, owner: QWidget) -> None:
        self._desk, self._jobs, self._owner = desk, jobs, owner

    def read(self, then: Callable[[Sequence[Absence]], None]) -> None:
        """Read what is known, from today on."""
        self._jobs.ask(self._owner, partial(planning.absences_of_officers, self._desk), then)

    def add(self, absence: Absence, then: Callable[[], None], refused: Refused) -> None:
        """Keep one more."""
        self._jobs.do(
            self._owner,
            partial(planning.keep_officer_away, self._desk, absence),
            lambda _done: then(),
            refused,
        )

    def against(self, absence: Absence, then: Callable[[str], None]) -> None:
        """Tell which planned hearings an absence falls on."""
        self._jobs.ask(
            self._owner,
            partial(planning.hearings_away, self._desk, absence),
            lambda found: then(to_be_moved([line_of(one) for one in found])),
        )

    def remove(self, absence: Absence, then: Callable[[], None], refused: Refused) -> None:
        """Take one back."""
        self._jobs.do(
            self._owner,
            partial(planning.officer_is_back, self._desk, absence.id),
            lambda _done: then(),
            refused,
        )
