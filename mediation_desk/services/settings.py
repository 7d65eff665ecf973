"""The centre's settings: itself, its rooms and people, and its own figures of law."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from mediation_desk.domain import errors
from mediation_desk.domain.centre import Centre, OwnFigure, Room, User
from mediation_desk.domain.errors import Invalid, Problem
from mediation_desk.domain.figure_change import FigureStep
from mediation_desk.domain.identifiers import check_pattern
from mediation_desk.domain.options import CUTOFF_DAY, CUTOFF_PAST, Option
from mediation_desk.domain.period import Ends, Period, ends_kept, ends_text
from mediation_desk.domain.platforms import Platform
from mediation_desk.domain.rights import Right, Role, roles_apart
from mediation_desk.i18n import _
from mediation_desk.law.figure_gaps import Gap, gaps
from mediation_desk.law.packs import Figure
from mediation_desk.services import backups, cutoffs, figure_steps, second_key
from mediation_desk.services.desk import Desk
from mediation_desk.services.shown import require_as_shown
from mediation_desk.services.today import keys_are_newer
from mediation_desk.storage import centre as centres
from mediation_desk.storage import options, platforms
from mediation_desk.storage.database import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that the settings page shows. `figures` are those in force at the centre's place."""

    centre: Centre
    users: tuple[User, ...]
    rooms: tuple[Room, ...]
    platforms: tuple[Platform, ...]
    own_figures: tuple[OwnFigure, ...]
    figures: tuple[Figure, ...]
    gaps: tuple[Gap, ...]
    figures_step: FigureStep | None
    """The last change of figures or rules that stands, for whoever may undo it."""
    location: str
    last_backup: datetime | None
    keys_are_newer: bool = False
    """No backup was made under the present keys yet."""


def load(desk: Desk) -> Settings:
    """Read the settings."""
    desk.actor.require(Right.HOUSE)
    with desk.db.read() as session:
        return Settings(
            centre=centres.get(session),
            users=centres.users(session),
            rooms=centres.rooms(session),
            platforms=platforms.platforms(session),
            own_figures=centres.own_figures(session),
            figures=desk.law.figures_at(desk.centre.place),
            gaps=gaps(desk.law, desk.centre.place, desk.today()),
            figures_step=figure_steps.standing(session) if desk.actor.may(Right.FIGURES) else None,
            location=desk.db.location,
            last_backup=backups.last_backup(desk),
            keys_are_newer=keys_are_newer(desk),
        )


def officers(desk: Desk) -> tuple[User, ...]:
    """Return the people who may be assigned to cases."""
    desk.actor.require(Right.HOUSE)
    with desk.db.read() as session:
        return tuple(user for user in centres.users(session) if user.active)


def rooms(desk: Desk) -> tuple[Room, ...]:
    """Return the rooms in use."""
    desk.actor.require(Right.HOUSE)
    with desk.db.read() as session:
        return tuple(room for room in centres.rooms(session) if room.active)


def save_centre(desk: Desk, centre: Centre, shown: Centre) -> None:
    """Change the centre's name, number pattern and other particulars.

    Raises `Stale` when somebody else saved them since they were `shown`.
    """
    desk.actor.require(Right.SETTINGS)
    errors.require(centre_problems(centre))
    with desk.db.write(desk.actor, "change_centre") as session:
        require_as_shown(shown, centres.get(session))
        centres.put(session, centre)
    desk.reload()


def centre_problems(centre: Centre) -> Iterator[Problem]:
    """Check what a centre must have."""
    if not centre.name.strip():
        yield Problem("name", _("Enter the name of the centre."))
    if finding := check_pattern(centre.number_pattern):
        yield Problem("number_pattern", finding.text)


def set_option(desk: Desk, option: Option, value: str, shown: str | None = None) -> None:
    """Set what the law leaves to the centre; what ships is not kept as its own.

    Raises `Stale` when somebody else set it since it was `shown`.
    """
    desk.actor.require(Right.SETTINGS)
    with desk.db.write(desk.actor, "set_option") as session:
        held = options.held(session, option.name) or option.usual
        require_as_shown(shown, held)
        if option is CUTOFF_DAY and value != held:
            _keep_past_months(desk, session)
        options.put(session, option.name, None if value == option.usual else value)
    desk.reload()


@dataclass(frozen=True, slots=True, kw_only=True)
class CutoffChange:
    """What a new cut-off day does: from which day it holds, and what stays as it is.

    Without anything locked or reported it holds for all periods and `since` is None.
    """

    since: date | None
    periods: tuple[Period, ...]
    locked: int
    packages: int


def cutoff_change(desk: Desk, value: int) -> CutoffChange:
    """Say what a new cut-off day would do, before it is set."""
    desk.actor.require(Right.HOUSE)
    with desk.db.read() as session:
        locked, packages, last = cutoffs.reported(session)
    ends: Ends = ()
    if last is not None:
        ends = (*_kept(desk, last), (date.max, value))
    running = Period.month_with(max(desk.today(), last or desk.today()), value, ends)
    first = running if last is None else running.after()
    return CutoffChange(
        since=None if last is None else first.first,
        periods=(first, first.after()),
        locked=locked,
        packages=packages,
    )


def _kept(desk: Desk, last: date) -> Ends:
    ends = desk.month_ends()
    return ends_kept(ends, ends, max(desk.today(), last))


def _keep_past_months(desk: Desk, session: Session) -> None:
    """Let the cut-off day in force hold to the end of the month under way, if it was used."""
    _locked, _packages, last = cutoffs.reported(session)
    kept = ends_text(_kept(desk, last)) if last is not None else ""
    options.put(session, CUTOFF_PAST.name, kept or None)


def save_user(desk: Desk, user: User, shown: User | None = None) -> int:
    """Add or change a person of the centre; returns the key.

    Raises `Stale` when somebody else changed the person since they were `shown`.
    """
    desk.actor.require(Right.PEOPLE)
    if not (user.active and Role.SUPERVISOR in user.roles):
        second_key.require_another(desk, user.id)
    with desk.db.write(desk.actor, "change_user") as session:
        every = {known.id: known for known in centres.users(session)}
        require_as_shown(shown, every.get(user.id))
        others = [other for other in every.values() if other.id != user.id]
        errors.require(_user_problems(user, others))
        key = centres.put_user(session, user)
    second_key.follow_roles(desk, replace(user, id=key))
    if key == desk.actor.id:
        desk.follow_roles([replace(user, id=key)] if user.active else [])
    return key


def _user_problems(user: User, others: list[User]) -> Iterator[Problem]:
    if not user.name.strip():
        yield Problem("name", _("The name is missing."))
    if any(other.name == user.name for other in others):
        yield Problem("name", _("There is already a person of this name."))
    if not user.roles:
        yield Problem("roles", _("Choose at least one role."))
    if wrong := roles_apart(user.roles):
        yield Problem("roles", wrong)
    keepers = [u for u in (*others, user) if u.active and Role.SUPERVISOR in u.roles]
    if not keepers:
        yield Problem("roles", _("The centre needs at least one active supervisor."))


def save_room(desk: Desk, room: Room, shown: Room | None = None) -> int:
    """Add or change a room; returns the key.

    Raises `Stale` when somebody else changed it since it was `shown`.
    """
    desk.actor.require(Right.SETTINGS)
    with desk.db.write(desk.actor, "change_room") as session:
        every = {known.id: known for known in centres.rooms(session)}
        require_as_shown(shown, every.get(room.id))
        others = {other.name for other in every.values() if other.id != room.id}
        if not room.name.strip():
            raise Invalid([Problem("name", _("The name is missing."))])
        if room.name in others:
            raise Invalid([Problem("name", _("There is already a room of this name."))])
        return centres.put_room(session, room)


def user(desk: Desk, user_id: int) -> User | None:
    """Return a person of the centre as stored now, None where there is none."""
    desk.actor.require(Right.HOUSE)
    with desk.db.read() as session:
        return next((one for one in centres.users(session) if one.id == user_id), None)


def room(desk: Desk, room_id: int) -> Room | None:
    """Return a room as stored now, None where there is none."""
    desk.actor.require(Right.HOUSE)
    with desk.db.read() as session:
        return next((one for one in centres.rooms(session) if one.id == room_id), None)
