"""The centre, its people, rooms and own figures."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.domain.centre import Centre, OwnFigure, Room, User
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.rights import Role
from mediation_desk.i18n import _
from mediation_desk.storage.opening import centre as get
from mediation_desk.storage.opening import own_figures, users
from mediation_desk.storage.reading import fill, one, parts
from mediation_desk.storage.reading import put as put_row
from mediation_desk.storage.records import (
    CentreRecord,
    OwnFigureRecord,
    Record,
    RoomRecord,
    UserRecord,
)

__all__ = [
    "add_own_figure",
    "get",
    "own_figures",
    "put",
    "put_room",
    "put_user",
    "remove_own_figure",
    "rooms",
    "users",
]


def put(session: Session, centre: Centre) -> None:
    """Save what is known of the centre."""
    record = session.get(CentreRecord, 1)
    if record is None:
        session.add(CentreRecord(id=1, **parts(centre)))
    else:
        fill(record, parts(centre))
    session.flush()


def put_user(session: Session, user: User) -> int:
    """Save a person of the desk; return the key."""
    roles = ",".join(role.value for role in Role if role in user.roles)
    return put_row(session, UserRecord, user.id, parts(user) | {"roles": roles})


def rooms(session: Session) -> tuple[Room, ...]:
    """Return the rooms, those out of use too."""
    return tuple(
        Room(id=record.id, name=record.name, seats=record.seats, active=record.active)
        for record in session.scalars(select(RoomRecord).order_by(RoomRecord.id))
    )


def put_room(session: Session, room: Room) -> int:
    """Save a room; return the key."""
    query = select(RoomRecord.id).where(RoomRecord.name == room.name, RoomRecord.id != room.id)
    if session.scalar(query) is not None:
        raise DeskError(_("There is a room called {name} already.").format(name=room.name))
    return put_row(session, RoomRecord, room.id, parts(room))


def add_own_figure(session: Session, figure: OwnFigure) -> int:
    """Add a figure of the centre's own; return its key."""
    return put_row(session, OwnFigureRecord, 0, parts(figure))


def remove_own_figure(session: Session, figure_id: int) -> None:
    """Remove a figure of the centre's own."""
    record: Record = one(session, OwnFigureRecord, figure_id)
    session.delete(record)
    session.flush()
