"""The centre's settings for hearings: office hours, usual length, names on the door."""

from mediation_desk.domain.errors import require
from mediation_desk.domain.office import Office, office_of, office_problems, values_of
from mediation_desk.domain.rights import Right
from mediation_desk.services.desk import Desk
from mediation_desk.services.shown import require_as_shown
from mediation_desk.storage import options


def office(desk: Desk) -> Office:
    """Return how the centre holds its hearings."""
    desk.actor.require(Right.HOUSE)
    return office_of(desk.option)


def save_office(desk: Desk, wanted: Office, shown: Office | None = None) -> None:
    """Set how the centre holds its hearings; what ships is not kept as its own.

    Raises `Stale` when somebody else set it since it was `shown`.
    """
    desk.actor.require(Right.SETTINGS)
    require(office_problems(wanted))
    with desk.db.write(desk.actor, "set_option") as session:
        require_as_shown(shown, office_of(lambda o: options.held(session, o.name) or o.usual))
        for option, value in values_of(wanted).items():
            options.put(session, option.name, None if value == option.usual else value)
    desk.reload()
