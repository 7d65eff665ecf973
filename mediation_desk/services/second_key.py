"""The second key of an encrypted file: who may have it, giving it, and closing what is sensitive.

An administrator looks after accounts and cannot read what the cases say of people; so it is not
theirs to give. Whoever gets an account from them waits until a supervisor has authorised it.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from mediation_desk.domain.centre import User
from mediation_desk.domain.errors import DeskError, FileRefused
from mediation_desk.domain.options import SECOND_KEY
from mediation_desk.domain.rights import Right, Role, may_reveal
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _
from mediation_desk.security import field_keys
from mediation_desk.security import keyring as keys
from mediation_desk.security.cells import Cells
from mediation_desk.security.keyring import Keyring, Root
from mediation_desk.services.desk import Desk, acting, everybody
from mediation_desk.storage import closing_cells, engines, journal, keyrings, refusals

Progress = Callable[[int, int], bool]


class Standing(Term):
    """How somebody stands to the sensitive values of a file."""

    NONE = "none", "—"
    OPEN = "open", N_("Authorised")
    WAITING = "waiting", N_("Waits for a supervisor's authorisation")
    CLOSED = "closed", N_("Closed to this role")


def readers(keyring: Keyring, users: Iterable[User]) -> tuple[int, ...]:
    """Return who gets the key as it is made: those in work whose own password opens the file."""
    entitled = {user.id for user in users if user.active and may_reveal(user.roles)}
    ready = (one.id for one in keyring.people if one.id in entitled and not one.must_change)
    recovery = (one.id for one in keyring.holders if one.id == keys.RECOVERY)
    return (*ready, *recovery)


def standing(keyring: Keyring, salt: bytes, user: User) -> Standing:
    """Say how somebody with an account stands to the sensitive values."""
    if not keyring.generation(salt).fields:
        return Standing.NONE
    if not may_reveal(user.roles):
        return Standing.CLOSED
    return Standing.OPEN if field_keys.has(keyring, salt, user.id) else Standing.WAITING


def is_wanted(root: Root, desk: Desk, user: User) -> bool:
    """Say whether whoever signs in closes what is sensitive first: in a file from before, or
    where a kill came between the key and the values."""
    if not root.salt or not may_reveal(user.roles) or root.field == b"":
        return False
    if root.field is None:
        keyring = keyrings.require(Path(desk.db.location), "")
        return not keyring.holder(root.holder_id).must_change
    return desk.option(SECOND_KEY) != closing_cells.mark(Cells(root.field))


def establish(root: Root, desk: Desk, user: User, progress: Progress | None = None) -> Root:
    """Close what is sensitive in a file that is open; return the root key with the second one.

    The key file is written first: a kill afterwards leaves values that are plain or all closed,
    and the next of these people who signs in goes on.
    """
    path = Path(desk.db.location)
    if root.field is None:
        keyring = keyrings.require(path, "")
        keyring, root = field_keys.founded(keyring, root, readers(keyring, everybody(desk)))
        keyrings.write(path, keyring)
    elif desk.option(SECOND_KEY).partition("/")[0] not in ("", Cells(root.field).name):
        raise FileRefused(
            _(
                "The key file does not belong to this file, or somebody changed it. Put a copy of"
                " it in its place, or restore a backup."
            )
        )
    key = keyrings.file_key(root)
    assert key is not None, "only an encrypted file has a second key"
    engine = engines.for_file(path, "EXCLUSIVE", key=lambda: key)
    with refusals.spoken(desk.db.location):
        closing_cells.close_all(engine, acting(user), desk.instant(), None, key.cells, progress)
    desk.db.unlock(key)
    desk.reload()
    return root


def authorise(desk: Desk, user_id: int) -> None:
    """Let somebody read sensitive values, whose account was made by one who cannot (授权)."""
    desk.actor.require(Right.FIELDS)
    from mediation_desk.services import signing_in

    signing_in.require_proven(desk)
    keyring, root = _held(desk)
    if not root.field:
        raise DeskError(_("Whoever authorises reads the sensitive values: another supervisor."))
    user = next((one for one in everybody(desk) if one.id == user_id and one.active), None)
    if user is None or not may_reveal(user.roles):
        raise DeskError(_("This person has no role that reads sensitive values."))
    if keyring.holder(user_id).must_change:
        raise DeskError(
            _(
                "{name} has not replaced the first password yet, which somebody else has seen."
                " Authorise it afterwards."
            ).format(name=user.name)
        )
    with desk.db.write(desk.actor, "authorise_fields") as session:
        journal.note(session, {"person": user.name})
    keyrings.write(Path(desk.db.location), field_keys.given(keyring, root, [user_id]))


def require_another(desk: Desk, user_id: int) -> None:
    """Refuse what would leave nobody who authorises others (unless by the recovery code)."""
    desk.actor.require(Right.PEOPLE)
    if desk.root is None or desk.root.field is None:
        return
    keyring, root = _held(desk)
    able = {
        user.id
        for user in everybody(desk)
        if user.active
        and Role.SUPERVISOR in user.roles
        and field_keys.has(keyring, root.salt, user.id)
    }
    if able == {user_id}:
        raise DeskError(
            _(
                "{name} is the only one who authorises others to read sensitive values. Let another"
                " supervisor be authorised first; a lost password is replaced with the recovery"
                " code, at the sign-in."
            ).format(name=keyring.holder(user_id).name)
        )


def follow_roles(desk: Desk, user: User) -> None:
    """Take the key from whose roles, or work here, no longer ask for it."""
    desk.actor.require(Right.PEOPLE)
    if desk.root is None or desk.root.field is None or (user.active and may_reveal(user.roles)):
        return
    keyring, root = _held(desk)
    if field_keys.has(keyring, root.salt, user.id):
        keyrings.write(Path(desk.db.location), field_keys.taken(keyring, root, user.id))


def _held(desk: Desk) -> tuple[Keyring, Root]:
    keyring = keyrings.read(Path(desk.db.location)) if desk.db.is_file else None
    if keyring is None or desk.root is None:
        raise DeskError(_("Nobody signs in to this file. Set a password first."))
    keys.require_unaltered(keyring, desk.root)
    return keyring, desk.root
