"""The desk itself: the file, who acts, the law and calendar in force, and the clock."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from mediation_desk import paths
from mediation_desk.domain.centre import Centre, OwnFigure, User
from mediation_desk.domain.day_text import BEIJING
from mediation_desk.domain.errors import DeskError, Invalid, KeyWanted, NotFound, Problem
from mediation_desk.domain.options import (
    ACCOUNTS,
    CUTOFF_DAY,
    CUTOFF_PAST,
    MEDIATORS_SEE_OWN,
    Option,
)
from mediation_desk.domain.period import Ends, Period, Span, ends_from
from mediation_desk.domain.regional import SWITCHES
from mediation_desk.domain.rights import MAY, Actor, Right, Role, roles_apart
from mediation_desk.i18n import _
from mediation_desk.storage import keyrings, opening
from mediation_desk.storage.database import Database
from mediation_desk.storage.sight import Sight

if TYPE_CHECKING:  # the day's page is shown before anything of the law is asked for
    from collections.abc import Iterable, Mapping

    from mediation_desk.domain.calendar_year import YearSheet
    from mediation_desk.domain.deadlines import Calendar, ClockKind
    from mediation_desk.law.packs import Law, LawOn
    from mediation_desk.law.subsidy_scale import SubsidyScale
    from mediation_desk.security.keyring import Root
    from mediation_desk.storage.asking import Glance, Row
    from mediation_desk.storage.connecting import FileKey
    from mediation_desk.storage.database import Session

Now = Callable[[], datetime]

SYSTEM = Actor(0, "调解台", frozenset(Role))
"""Who acts before there is anybody: it founds the centre."""


def beijing_now() -> datetime:
    """Return the instant on China's clock, whatever zone the computer is set to."""
    return datetime.now(BEIJING)


@cache
def _packs() -> "Law":
    """Read the law that came with the program, once for all desks."""
    from mediation_desk.law.packs import load_law

    return load_law(paths.resources("law"))


class Desk:
    """Everything a service needs besides its own arguments.

    `root` is the key of whoever signed in, None where nobody signs in or the desk is locked.

    `actor`, `centre` and `law` change when a person signs on, the centre is edited, or a figure
    is entered, `calendar` and `periods` when the centre enters its own; `reason` is set while a
    closed case is corrected; all else stays for the life of the desk.
    """

    def __init__(self, db: Database, now: Now) -> None:
        self.db = db
        self.now = now
        db.now = self.instant
        db.calendar = lambda: self.calendar
        self.actor = SYSTEM
        self.since = self.instant()
        """When this sitting began."""
        self.proven_at: datetime | None = None
        """When whoever acts last proved by the password who they are."""
        self.root: Root | None = None
        self.fields_closed = False
        """Whether the sensitive values of the file are closed to whoever acts."""
        self.salt = b""
        self.reason = ""
        self.draft_keys: dict[int, bytes] = {}
        """By person: what seals drafts on this computer while the line to a server is cut."""
        self.reload()
        db.sight = self._sight

    def _sight(self) -> Sight | None:
        return self.sight_of(self.actor)

    def sight_of(self, actor: Actor) -> Sight | None:
        """Say whose eyes look at the cases; None for who sees all, or looks at none."""
        if Role.SUPERVISOR in actor.roles or not actor.may(Right.READ):
            return None
        own_only = self.option(MEDIATORS_SEE_OWN) == "yes" and Role.CLERK not in actor.roles
        return Sight(user_id=actor.id, own_only=own_only)

    def reload(self) -> None:
        """Read the centre and its own figures again."""
        with self.db.glance() as of:
            self.centre: Centre = opening.centre(of)
            self._own_figures: tuple[OwnFigure, ...] = opening.own_figures(of)
            self._own_years: tuple[Row, ...] = opening.own_years(of)
            self._house: tuple[Row, ...] = opening.house_periods(of)
            self._options: dict[str, str] = opening.options(of)
        for built in ("law", "calendar", "periods"):
            self.__dict__.pop(built, None)

    def follow_roles(self, active: "Iterable[User]") -> bool:
        """Let whoever acts have the roles of the people's list; say whether they changed.

        A right that was taken away, here or at another desk, is gone with the next act, and all
        of them with whoever is not on the list any more.
        """
        actor = self.actor
        roles = next((user.roles for user in active if user.id == actor.id), frozenset[Role]())
        roles = self.roles_here(roles)
        if actor.id == SYSTEM.id or roles == actor.roles:
            return False
        self.actor = Actor(actor.id, actor.name, roles)
        return True

    def roles_here(self, roles: frozenset[Role]) -> frozenset[Role]:
        """Return which of somebody's roles count: none that reads cases, without their key."""
        return roles - MAY[Right.REVEAL] if self.fields_closed else roles

    def share(self, of: "Session | Glance") -> None:
        """See whether another desk has changed the calendar, the periods or the figures."""
        years, house = opening.own_years(of), opening.house_periods(of)
        if years != self._own_years:
            self._own_years = years
            for built in ("calendar", "law"):  # the law counts by the calendar
                self.__dict__.pop(built, None)
        if house != self._house:
            self._house = house
            self.__dict__.pop("periods", None)
        own, set_here = opening.own_figures(of), opening.options(of)
        if own != self._own_figures or set_here != self._options:
            self._own_figures, self._options = own, set_here
            self.__dict__.pop("law", None)

    @cached_property
    def law(self) -> "Law":
        """The law with the centre's own figures."""
        return self.law_with(self._own_figures, self._options)

    def law_with(self, own: "Iterable[OwnFigure]", options: "Mapping[str, str]") -> "Law":
        """Return the law as it would be with these figures and answers as the centre's own."""
        from mediation_desk.law import own_scale

        house = {
            switch.option.name: options.get(switch.option.name, switch.option.usual)
            for switch in SWITCHES
        }
        law = _packs().with_own(own).with_house(house, self.centre.place)
        if text := options.get(own_scale.OPTION):
            law = law.with_scales(own_scale.from_text(text))
        return replace(law, calendar=self.calendar)

    @property
    def own_scales(self) -> "tuple[SubsidyScale, ...]":
        """The tables of work-injury subsidies that the centre entered itself."""
        return tuple(scale for scale in self.law.scales if scale.own)

    def held(self, name: str) -> str | None:
        """Return a setting as the centre changed it, None where it is as it ships."""
        return self._options.get(name)

    @property
    def shipped_law(self) -> "Law":
        """The law as it came with the program."""
        return _packs()

    @property
    def own_figures(self) -> tuple[OwnFigure, ...]:
        """The figures that the centre entered itself."""
        return self._own_figures

    def as_if(self, own: "Iterable[OwnFigure]", options: "Mapping[str, str]") -> "Desk":
        """Return this desk as it would reckon with these figures and answers."""
        other = copy(self)
        other._options = self._options | dict(options)
        other.__dict__["law"] = self.law_with(own, other._options)
        return other

    @cached_property
    def shipped_calendar(self) -> "Calendar":
        """The working days of the years that came with the program."""
        from mediation_desk.domain.deadlines import load_calendars

        return load_calendars(paths.resources("calendar"))

    @cached_property
    def calendar(self) -> "Calendar":
        """The working days of the years that are known; the centre's own years win."""
        from mediation_desk.domain.calendar_change import with_year

        calendar = self.shipped_calendar
        for sheet in self.own_years():
            calendar = with_year(calendar, sheet.year)
        return calendar

    def own_years(self) -> "tuple[YearSheet, ...]":
        """Return the years of the calendar that the centre entered itself."""
        return tuple(opening.year_sheet(row) for row in self._own_years)

    @cached_property
    def periods(self) -> "Mapping[str, ClockKind]":
        """The register of clocks with the lengths and alarms that the centre sets."""
        from mediation_desk.domain.house_periods import as_set

        return as_set(opening.house_period(row) for row in self._house)

    def option(self, option: Option) -> str:
        """Return how the centre set an option, or what ships."""
        return self._options.get(option.name, option.usual)

    def period(self, span: Span, year: int, number: int) -> Period:
        """Return a period with the centre's own cut-off day, as it was in force then."""
        ends = self.month_ends()
        return Period.of(span, year, number, ends[-1][1], ends)

    def month_with(self, day: date) -> Period:
        """Return the month of the centre in which a day falls."""
        ends = self.month_ends()
        return Period.month_with(day, ends[-1][1], ends)

    def month_ends(self) -> Ends:
        """Return the cut-off days by which the centre's months end, the one in force last."""
        return ends_from(self.option(CUTOFF_PAST), int(self.option(CUTOFF_DAY)))

    def today(self) -> date:
        """Return the day by the desk's clock."""
        return self.now().date()

    def instant(self) -> datetime:
        """Return the instant in UTC, as it is stored."""
        return self.now().astimezone(UTC)

    def law_on(self, day: date) -> "LawOn":
        """Return the law at the centre's place on a day."""
        return self.law.on(day, self.centre.place)

    def own_template(self, code: str, within: "Session | None" = None) -> bytes | None:
        """Return the centre's own template of a form, None where ours is used.

        This is the one place that decides it, for papers of cases and for all others. What is
        being written reads `within` its own session: the file may be locked to any other.
        """
        from mediation_desk.storage import house_forms

        if within is not None:
            return house_forms.in_force(within, code)
        with self.db.read() as session:
            return house_forms.in_force(session, code)

    @property
    def workbench(self) -> Path:
        """The folder where templates are edited: beside the centre's file, else the user's own."""
        beside = Path(self.db.location).parent if self.db.is_file else paths.user_data()
        return beside / "forms"

    @contextmanager
    def correcting(self, reason: str) -> Iterator[None]:
        """Let acts within the block change a closed case, for a reason that is journalled."""
        self.reason = reason.strip()
        try:
            yield
        finally:
            self.reason = ""

    def warm(self) -> None:
        """Load what the first page does without: SQLAlchemy, the lists, law and calendar."""
        from mediation_desk.services import browse, settings

        assert browse
        assert settings
        assert self.law
        with self.db.read():
            pass

    @property
    def has_accounts(self) -> bool:
        """Whether people sign in here."""
        return bool(self.option(ACCOUNTS))

    @property
    def signed_in(self) -> bool:
        """Whether whoever acts proved who they are: by a password of the file, or of a server."""
        return self.root is not None or self.db.person_id is not None

    def lock(self) -> None:
        """Forget the keys until whoever acts has signed in again."""
        if self.root is not None:
            self.salt, self.root = self.root.salt, None
            self.db.lock()
        elif self.db.person_id is not None:
            from mediation_desk.storage import server

            server.forget(self.db)

    def go_on(self, root: "Root", key: "FileKey | None") -> None:
        """Go on with the keys after a lock."""
        self.db.unlock(key)
        self.hold(root)

    def hold(self, root: "Root") -> None:
        """Act from now on with the keys of who has just proved who they are."""
        self.root, self.proven_at = root, self.instant()
        self.fields_closed = root.field == b""

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()


def open_desk(location: str | Path, *, now: Now = beijing_now, actor: str | None = None) -> Desk:
    """Open a centre's file or server; `actor` is a person's name, else the first active one.

    Under an account of a server that is somebody's own that person acts, and nobody else.
    """
    desk = Desk(Database.open(location), now)
    if desk.has_accounts:
        desk.close()
        keyrings.require(Path(location).absolute(), desk.option(ACCOUNTS))
        raise KeyWanted(str(location))
    people = [user for user in everybody(desk) if user.active]
    if (own := desk.db.person_id) is not None:  # the account says who acts
        people = [user for user in people if user.id == own]
    chosen = [user for user in people if actor in (None, user.name)]
    if not chosen:
        desk.close()
        raise NotFound(
            _("There is no person called {name}. Known: {names}.").format(
                name=actor, names=_(", ").join(user.name for user in people)
            )
        )
    desk.actor = acting(chosen[0])
    return desk


def found(location: str | Path, centre: Centre, first: User, *, now: Now = beijing_now) -> Desk:
    """Create a centre's file with its first person, who then acts."""
    require_first(centre, first)
    from mediation_desk.storage import centre as centres

    db = Database.create(location)
    db.now = lambda: now().astimezone(UTC)  # else the first entry would come after all others
    with db.write(SYSTEM, "found") as session:
        centres.put(session, centre)
        key = centres.put_user(session, first)
    desk = Desk(db, now)
    desk.actor = Actor(key, first.name, first.roles)
    return desk


def require_first(centre: Centre, first: User) -> None:
    """Refuse a centre without a name, and a first person who may not have these roles."""
    if not centre.name.strip():
        raise DeskError(_("Enter the name of the centre."))
    if not first.name.strip() or not first.roles:
        raise DeskError(_("Enter the first person's name and at least one role."))
    if wrong := roles_apart(first.roles):
        raise Invalid([Problem("roles", wrong)])


def everybody(desk: Desk) -> tuple[User, ...]:
    """Return the people of the desk, leavers too; who acts is chosen from among them."""
    with desk.db.glance() as of:
        return opening.users(of)


def may_come(desk: Desk, people: "Iterable[User]") -> tuple[User, ...]:
    """Return those of the people who can work at a desk: where people sign in, with an account."""
    if desk.db.person_id is not None:
        from mediation_desk.storage import server_accounts

        with desk.db.read() as session:
            found = {one.person_id for one in server_accounts.accounts(session) if one.open}
    elif desk.root is not None:
        ring = keyrings.read(Path(desk.db.location))
        found = {one.id for one in ring.people} if ring is not None else set()
    else:
        return tuple(people)
    return tuple(user for user in people if user.id in found or user.id == desk.actor.id)


def acting(user: User) -> Actor:
    """Return the actor that a person of the centre is."""
    return Actor(user.id, user.name, user.roles)


def choose(desk: Desk, user_id: int) -> None:
    """Let another person act at this desk, unless people prove who they are."""
    if desk.signed_in:
        raise DeskError(_("Whoever works here signs in. Sign out first."))
    found = [user for user in everybody(desk) if user.id == user_id and user.active]
    if not found:
        raise NotFound(_("This person is not active at the centre."))
    desk.actor = acting(found[0])
