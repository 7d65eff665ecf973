"""Signing in at a server with an account of one's own (用自己的数据库账号登录).

There is one password, not two: what a person types at the desk is the password of their account,
and PostgreSQL is what checks it, by SCRAM, so that it never leaves this computer. A second one,
kept in a table or behind a shared account, would protect the window and nothing else: whoever knew
the shared one could pass the window by. Nobody chooses another's password: the program makes up a
first one that runs out on the server itself, and its owner replaces it before anything else.

An address whose server asks for a password and that has none is a desk at which people sign in.
One with a shared account in it goes on as before.
"""

from datetime import date

from mediation_desk.domain.errors import DeskError, FileRefused, Invalid, KeyWanted, Problem
from mediation_desk.domain.options import PASSWORD_POLICY
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.security import policy
from mediation_desk.services import server_lockout, signing_in
from mediation_desk.services.desk import Desk, Now, acting, beijing_now, everybody
from mediation_desk.services.signing_in import Door, SignInRefused
from mediation_desk.storage import journal, server, server_accounts
from mediation_desk.storage.database import Database


def door(location: str) -> Door | None:
    """Return the way in to a server that asks for a password; None where it lets us in."""
    try:
        Database.open(location).close()
    except KeyWanted:
        database, computer = server.database_of(location)
        return Door(
            location=location,
            centre=f"{database} · {computer}" if computer else database,
            encrypted=False,
            people=(),
            on_server=True,
        )
    return None


def enter(location: str, name: str, password: str, *, now: Now = beijing_now) -> Desk:
    """Open the desk under the account of the person of this name."""
    database, _computer = server.database_of(location)
    if not database:
        raise FileRefused(_("The address of the server names no database."))
    account = server_accounts.account_name(name.strip(), database)
    with server_lockout.counted(location, account, now) as held:
        desk = Desk(Database.open(server.as_account(location, account, password)), now)
    try:
        own = desk.db.person_id
        user = next((one for one in everybody(desk) if one.id == own and one.active), None)
        if user is None:
            raise SignInRefused(_("This person is not active at the centre."))
        desk.actor = acting(user)
        if times := server_lockout.untold(held):
            with desk.db.write(desk.actor, "sign_in_failed") as session:
                journal.note(session, {"person": desk.actor.name, "at": list(times)})
        with desk.db.write(desk.actor, "sign_in") as session:
            journal.note(session, {"person": desk.actor.name})
    except BaseException:
        desk.close()
        raise
    return desk


def must_change(desk: Desk) -> bool:
    """Say whether the password was given by somebody else, or has run out."""
    desk.actor.require(Right.OWN_PASSWORD)
    since = _since(desk)
    if since is None:
        return True
    preset = policy.Preset.of(desk.option(PASSWORD_POLICY))
    return policy.expired(preset, since.isoformat(), desk.today())


def _since(desk: Desk) -> date | None:
    with desk.db.read() as session:
        held = server_accounts.accounts(session)
    return next((one.since for one in held if one.person_id == desk.db.person_id), None)


def require_password(desk: Desk, person_id: int, password: str, *, field: str) -> None:
    """Have whoever acts, or a second person beside them, prove who they are."""
    desk.actor.require(Right.OWN_PASSWORD)
    if person_id == desk.db.person_id:
        if not server.knows(desk.db, password):
            raise Invalid([Problem(field, _("The password is wrong."))])
        return
    with desk.db.read() as session:
        held = {one.person_id: one.name for one in server_accounts.accounts(session)}
    if person_id not in held:
        raise Invalid([Problem(field, _("The second person has no account at the server."))])
    try:
        server.prove(desk.db, held[person_id], password)
    except DeskError as refused:
        raise Invalid([Problem(field, str(refused))]) from None


def unlock(desk: Desk, password: str) -> None:
    """Let the person who locked the desk go on, if the server says so."""
    desk.actor.require(Right.OWN_PASSWORD)
    server.go_on(desk.db, password)
    with desk.db.write(desk.actor, "unlock") as session:
        journal.note(session, {"person": desk.actor.name})


def change_password(desk: Desk, old: str, new: str) -> None:
    """Set another password for the own account, which the server checks from now on."""
    desk.actor.require(Right.OWN_PASSWORD)
    if desk.db.person_id is None:
        raise DeskError(_("This desk works under an account that several people share."))
    require_password(desk, desk.actor.id, old, field="old")
    if old == new:
        raise Invalid([Problem("password", _("This is the password you have now."))])
    signing_in.require_good(new, desk, (desk.actor.name,), field="password")
    with desk.db.write(desk.actor, "change_password") as session:
        server_accounts.set_own_password(session, new)
        journal.note(session, {"person": desk.actor.name})
    server.change(desk.db, new)
