"""The accounts of a server, looked after by the program: whose, with which rights (数据库账号).

The rights follow the roles of a person by themselves: whoever changes a person changes what the
account may do, and whoever leaves is shut out with the same save. What the roles of the database
may do with each table is given once by the account that owns the tables, and again after each
upgrade, which only that account can carry out.
"""

from dataclasses import dataclass

from mediation_desk.domain.centre import User
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.security import codes
from mediation_desk.services import signing_in
from mediation_desk.services.desk import Desk
from mediation_desk.storage import centre as centres
from mediation_desk.storage import journal
from mediation_desk.storage import server_accounts as store
from mediation_desk.storage.server_accounts import ServerAccount, Standing

__all__ = ["Held", "ServerAccount", "Standing", "Whole", "give", "grant", "load", "take"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A person with their account; without one they cannot sign in at the server."""

    user: User
    account: ServerAccount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """How a server stands, and everybody's account."""

    standing: Standing
    people: tuple[Held, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An account with its first password, which is shown this once."""

    account: str
    password: str


def load(desk: Desk) -> Whole:
    """Read who has an account of the server."""
    desk.actor.require(Right.PEOPLE)
    _require_server(desk)
    with desk.db.read() as session:
        standing = store.standing(session.connection())
        held = {one.person_id: one for one in store.accounts(session)}
        people = tuple(
            Held(user=user, account=held.get(user.id)) for user in centres.users(session)
        )
    return Whole(standing=standing, people=people)


def _require_server(desk: Desk) -> None:
    if desk.db.is_file:
        raise DeskError(_("This is a file; accounts of a database belong to a server."))


def grant(desk: Desk) -> tuple[str, ...]:
    """Give the roles of the database their rights, for the first time or again; return them."""
    desk.actor.require(Right.PEOPLE)
    _require_server(desk)
    with desk.db.write(desk.actor, "grant_rights") as session:
        named = store.grant(session.connection())
        journal.note(session, {"roles": list(named)})
    return named


def give(desk: Desk, user_id: int) -> Given:
    """Make a person's account, or put a first password in the place of a lost one."""
    desk.actor.require(Right.PEOPLE)
    _require_server(desk)
    code = codes.new_start_code()
    with desk.db.write(desk.actor, "first_password") as session:
        _require_granted(store.standing(session.connection()))
        user = next((u for u in centres.users(session) if u.id == user_id), None)
        if user is None or not user.active:
            raise DeskError(_("This person is not active at the centre."))
        account = store.give(session, user.id, user.name, code, signing_in.FIRST_PASSWORD_DAYS)
        journal.note(session, {"person": user.name, "account": account})
    return Given(account=account, password=code)


def take(desk: Desk, user_id: int) -> None:
    """Take a person's account away; the next statement of an open desk is refused."""
    desk.actor.require(Right.PEOPLE)
    _require_server(desk)
    with desk.db.write(desk.actor, "take_account") as session:
        _require_granted(store.standing(session.connection()))
        user = next((u for u in centres.users(session) if u.id == user_id), None)
        account = store.take(session, user_id)
        journal.note(session, {"person": user.name if user else "", "account": account or ""})


def _require_granted(standing: Standing) -> None:
    if not standing.granted:
        raise DeskError(
            _(
                "Nobody has an account of their own here yet. Give out the rights first, under the"
                " account that owns the tables."
            )
        )
