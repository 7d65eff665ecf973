"""The centre, its people, rooms and own figures."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.domain.centre import Centre, OwnFigure, Room, User
from mediation_desk.domain.errors import DeskError, NotFound
from mediation_desk.domain.rights import Role
from mediation_desk.i18n import _
from mediation_desk.storage.reading import fill, one, parts
from mediation_desk.storage.records import (
    CentreRecord,
    OwnFigureRecord,
    Record,
    RoomRecord,
    UserRecord,
)


def get(session: Session) -> Centre:
    """Return the centre; a new file has none until it is founded."""
    record = session.get(CentreRecord, 1)
    if record is None:
        raise NotFound(_("The centre has not been set up yet."))
    return Centre(
        name=record.name,
        short_name=record.short_name,
        number_pattern=record.number_pattern,
        place=record.place,
        address=record.address,
        phone=record.phone,
        legal_basis=record.legal_basis,
        arbitration=record.arbitration,
        language=record.language,
    )


def put(session: Session, centre: Centre) -> None:
    """Save what is known of the centre."""
    record = session.get(CentreRecord, 1)
    if record is None:
        session.add(CentreRecord(id=1, **parts(centre)))
    else:
        fill(record, parts(centre))
    session.flush()


def _put(session: Session, kind: type[Any], key: int, values: dict[str, Any]) -> int:
    """Add a row, or change the one with that key; return its key."""
    if key:
        fill(one(session, kind, key), values)
        session.flush()
        return key
    record: Any = kind(**values)
    session.add(record)
    session.flush()
    return int(record.id)


def users(session: Session) -> tuple[User, ...]:
    """Return the people of the desk, leavers too."""
    return tuple(
        User(
            id=record.id,
            name=record.name,
            roles=frozenset(Role.of(role) for role in record.roles.split(",") if role),
            phone=record.phone,
            active=record.active,
        )
        for record in session.scalars(select(UserRecord).order_by(UserRecord.id))
    )


def put_user(session: Session, user: User) -> int:
    """Save a person of the desk; return the key."""
    roles = ",".join(role.value for role in Role if role in user.roles)
    return _put(session, UserRecord, user.id, parts(user) | {"roles": roles})


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
    return _put(session, RoomRecord, room.id, parts(room))


def own_figures(session: Session) -> tuple[OwnFigure, ...]:
    """Return the figures that the centre entered itself."""
    query = select(OwnFigureRecord).order_by(OwnFigureRecord.name, OwnFigureRecord.since)
    return tuple(
        OwnFigure(
            id=record.id,
            name=record.name,
            value=record.value,
            unit=record.unit,
            since=record.since,
            document=record.document,
            place=record.place,
            entered_by=record.entered_by,
        )
        for record in session.scalars(query)
    )


def add_own_figure(session: Session, figure: OwnFigure) -> int:
    """Add a figure of the centre's own; return its key."""
    return _put(session, OwnFigureRecord, 0, parts(figure))


def remove_own_figure(session: Session, figure_id: int) -> None:
    """Remove a figure of the centre's own."""
    record: Record = one(session, OwnFigureRecord, figure_id)
    session.delete(record)
    session.flush()
