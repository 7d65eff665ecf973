"""Opening the desk for the window: its people, who worked here last, its pages looked through."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from mediation_desk.domain.errors import DeskError, Unreadable
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.memory import recall

if TYPE_CHECKING:
    from mediation_desk.domain.backup import Restored
    from mediation_desk.domain.centre import User
    from mediation_desk.services.desk import Desk
    from mediation_desk.ui.main_window import MainWindow


def with_people(
    open_it: "Callable[[], Desk]", *, given: bool = True
) -> "tuple[Desk, tuple[User, ...]]":
    """Open the desk with those who may work at it.

    Unless one was given, who last worked here acts again.
    """
    from mediation_desk.services.desk import acting, everybody, may_come
    from mediation_desk.ui.pages import today

    assert today, "loaded here, on the worker, so that the window need not wait for it"
    desk = open_it()
    people = tuple(user for user in everybody(desk) if user.active)
    last = next((user for user in people if user.name == recall("person")), None)
    if last is not None and not given and not desk.signed_in:
        desk.actor = acting(last)
    return desk, may_come(desk, people)


def look_through(jobs: Jobs, desk: "Desk", give_up: "Callable[[Desk, Unreadable], object]") -> None:
    """Look through a file that was too large for it as it was opened, while others go on."""

    def refused(error: DeskError) -> None:
        if isinstance(error, Unreadable):
            give_up(desk, error)

    jobs.keep(jobs, desk.db.require_whole, refused=refused)


def tell_of_restore(jobs: Jobs, window: "MainWindow", desk: "Desk") -> None:
    """Tell a supervisor who signs in, once, that another has put a backup in the file's place."""

    def tell(found: "Restored | None") -> None:
        if found is not None:
            window.messages.stay(found.sentence(), "", None)

    def look() -> "Restored | None":
        from mediation_desk.services import restoring

        return restoring.told(desk)

    jobs.ask(window, look, tell)
