"""Signing in: from a password to an open desk, and what stands in the way (登录、锁定、恢复).

Nobody acts yet, so that no right is asked for here: the password itself is the right. All of this
takes half a second on purpose (argon2id) and belongs on a worker.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from mediation_desk.domain.addresses import is_server
from mediation_desk.domain.centre import User
from mediation_desk.domain.day_text import beijing
from mediation_desk.domain.errors import (
    DeskError,
    FileRefused,
    Invalid,
    Problem,
    ProofWanted,
    Unreadable,
)
from mediation_desk.domain.options import PASSWORD_POLICY
from mediation_desk.domain.rights import Actor, Right, may_reveal
from mediation_desk.i18n import _
from mediation_desk.security import codes, hashing, lockout, policy
from mediation_desk.security import keyring as keys
from mediation_desk.security.keyring import Keyring, Root
from mediation_desk.security.sealing import WrongSecret
from mediation_desk.services import sealing_words, second_key
from mediation_desk.services.desk import SYSTEM, Desk, Now, beijing_now, everybody
from mediation_desk.storage import journal, keyrings, places
from mediation_desk.storage.database import Database

_MAGIC = b"SQLite format 3\0"
FIRST_PASSWORD_DAYS = 7
PROVEN_FOR = timedelta(minutes=5)
"""So long a password that was typed lets its owner act on keys and accounts."""
_NOT_LATER = timedelta(minutes=-2)
"""A clock set back by more does not make it fresh again."""
"""How long a first password, which somebody else has seen, lets its owner in."""


class SignInRefused(DeskError):
    """The password does not open the desk, or it is too early to try again."""


class PasswordRefused(Invalid):
    """A new password is not as the centre's rule wants it; `preset` is that rule."""

    def __init__(self, preset: policy.Preset, problem: Problem) -> None:
        super().__init__([problem])
        self.preset = preset


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """What may be seen before anybody has signed in."""

    location: str
    centre: str
    encrypted: bool
    people: tuple[tuple[int, str], ...]
    on_server: bool = False
    """Whether a server asks for the password; who may come in stands behind it, too."""


def door(location: str | Path) -> Door | None:
    """Return the way in where people sign in; None where nobody needs to."""
    if is_server(location):
        from mediation_desk.services import server_signing

        return server_signing.door(str(location))
    path = Path(location).absolute()
    places.require_itself(path)
    keyring = _keyring(path)
    if keyring is None:
        return None
    return Door(
        location=str(path),
        centre=keyring.centre,
        encrypted=not _is_plain(path),
        people=tuple((one.id, one.name) for one in keyring.people),
    )


def _is_plain(path: Path) -> bool:
    return places.starts_with(path) == _MAGIC


def _keyring(path: Path) -> Keyring | None:
    """Return the key file, from the user's own folder where the one beside the file is gone."""
    if not path.is_file() or places.is_open(path):
        return keyrings.read(path)
    keyrings.settle(path)
    found = keyrings.read(path)
    if found is None and not _is_plain(path):
        found = keyrings.copy_for(places.starts_with(path))
        if found is not None:
            keyrings.write(path, found)
    return found


def file_salt(path: Path) -> bytes:
    """Return how a closed file says which key opens it."""
    if places.is_open(path):
        return _required(path).generations[0].salt
    start = places.starts_with(path)
    return keys.PLAIN if start == _MAGIC else start


def _required(path: Path) -> Keyring:
    return keyrings.require(path, "")


def enter(
    location: str | Path,
    person_id: int,
    password: str,
    *,
    now: Now = beijing_now,
    progress: second_key.Progress | None = None,
) -> Desk:
    """Open the desk for whoever knows the password; a wrong one is counted on disk."""
    path = Path(location).absolute()
    root = opened(path, file_salt(path), person_id, password, now)
    return open_with(path, root, now, progress)


def opened(path: Path, salt: bytes, person_id: int, password: str, now: Now) -> Root:
    """Return the root key for the right password; refuse and count a wrong one."""
    keyring = _required(path)
    moment = now().astimezone(UTC)
    if (until := lockout.locked_until(keyring, person_id, moment)) is not None:
        raise SignInRefused(
            _("Too many wrong passwords. Try again from {time} on.").format(time=_clock(until))
        )
    try:
        root = keys.opened(keyring, person_id, password, salt)
        holder = keyring.holder(person_id)
        if holder.until and beijing(moment).date() > date.fromisoformat(holder.until):
            raise SignInRefused(
                _("This first password has run out. Ask a supervisor for a new one.")
            )
    except WrongSecret:
        failed = lockout.failed(_required(path), person_id, moment)
        keyrings.write(path, failed)
        raise _wrong(failed, person_id, moment) from None
    except keys.Altered:
        _require_ours(path)
        raise Unreadable(
            _(
                "The key file does not belong to this file, or somebody changed it. Put a copy of"
                " it in its place, or restore a backup."
            )
        ) from None
    fresh = lockout.succeeded(_required(path), person_id)
    keyrings.write(path, keys.settled(fresh, salt))
    return root


def _require_ours(path: Path) -> None:
    """Say so where what lies in the place of the file is none of ours, or nothing at all."""
    if places.is_open(path):
        return
    try:
        places.header(path)
    except FileRefused as refused:
        raise Unreadable(str(refused)) from None


def _wrong(keyring: Keyring, person_id: int, moment: datetime) -> SignInRefused:
    if (until := lockout.locked_until(keyring, person_id, moment)) is not None:
        return SignInRefused(
            _("The password is wrong. Because of many wrong tries, wait until {time}.").format(
                time=_clock(until)
            )
        )
    return SignInRefused(
        _("The password is wrong. {n} tries are left before a wait.").format(
            n=lockout.tries_left(keyring, person_id)
        )
    )


def _clock(instant: datetime) -> str:
    return f"{beijing(instant):%H:%M}"


def open_with(
    path: Path, root: Root, now: Now, progress: second_key.Progress | None = None
) -> Desk:
    """Open the desk with a root key that is known already.

    Whoever may read what is sensitive closes it first, in a file that has no second key yet.
    """
    desk = Desk(Database.open(path, keyrings.file_key(root)), now)
    try:
        user = next((u for u in everybody(desk) if u.id == root.holder_id and u.active), None)
        if user is None:
            raise SignInRefused(_("This person is not active at the centre."))
        if second_key.is_wanted(root, desk, user):
            root = second_key.establish(root, desk, user, progress)
        desk.hold(root)
        desk.actor = _let_in(desk, path, user)
        _tell(desk, path)
    except BaseException:
        desk.close()
        raise
    return desk


def _let_in(desk: Desk, path: Path, user: User) -> Actor:
    """Return who acts; refuse whose work takes values that a supervisor has not opened to them.

    A first password may still be replaced: whoever gave it must not be able to use what follows.
    """
    roles = desk.roles_here(user.roles)
    if not roles and not _required(path).holder(user.id).must_change:
        raise waiting()
    return Actor(user.id, user.name, roles or user.roles)


def waiting() -> SignInRefused:
    """Return what is said to whom the sensitive values are not open yet."""
    return SignInRefused(
        _(
            "Your password is right. A supervisor has yet to authorise you to read sensitive"
            " values: Settings, Accounts, Authorise. Sign in afterwards."
        )
    )


def _tell(desk: Desk, path: Path) -> None:
    """Have the journal say who came in, and which wrong passwords came before."""
    keyring = _required(path)
    names = {one.id: one.name for one in keyring.holders}
    untold = lockout.untold(keyring)
    for key, times in untold.items():
        with desk.db.write(SYSTEM, "sign_in_failed") as session:  # whoever tried is not known
            who = names.get(key) or _("Recovery code")
            journal.note(session, {"person": who, "at": list(times)})
    if untold:
        keyrings.write(path, lockout.told(_required(path)))
    with desk.db.write(desk.actor, "sign_in") as session:
        journal.note(session, {"person": desk.actor.name})


def require_own_password(desk: Desk, password: str) -> None:
    """Have whoever acts prove who they are once more, where people sign in (再次验证身份)."""
    desk.actor.require(Right.OWN_PASSWORD)
    if not password and desk.signed_in:
        raise Invalid([Problem("password", _("Enter your password."))])
    _require_password(desk, desk.actor.id, password)


def require_proven(desk: Desk) -> None:
    """Refuse an act on keys where the password was not typed within the last minutes.

    Who finds an unlocked desk takes no code away with them, and shuts nobody out.
    """
    desk.actor.require(Right.OWN_PASSWORD)
    if desk.root is None:
        return
    if desk.proven_at is None or not _NOT_LATER <= desk.instant() - desk.proven_at <= PROVEN_FOR:
        raise ProofWanted


def prove(desk: Desk, password: str) -> None:
    """Have whoever acts prove who they are before an act on keys."""
    desk.actor.require(Right.OWN_PASSWORD)
    require_own_password(desk, password)
    desk.proven_at = desk.instant()


def require_password_of(desk: Desk, person_id: int, password: str) -> None:
    """Have a second person at the desk prove who they are, where people sign in."""
    desk.actor.require(Right.OWN_PASSWORD)
    if not password and desk.signed_in:
        raise Invalid([Problem("password", _("The second person enters their password."))])
    _require_password(desk, person_id, password)


def _require_password(desk: Desk, person_id: int, password: str) -> None:
    if desk.db.person_id is not None:
        from mediation_desk.services import server_signing

        server_signing.require_password(desk, person_id, password, field="password")
        return
    if desk.root is None:
        return
    try:
        opened(Path(desk.db.location), desk.root.salt, person_id, password, desk.now)
    except SignInRefused as refused:
        raise Invalid([Problem("password", str(refused))]) from None


def must_change(desk: Desk) -> bool:
    """Say whether whoever signed in must set another password before going on."""
    desk.actor.require(Right.OWN_PASSWORD)
    if desk.db.person_id is not None:
        from mediation_desk.services import server_signing

        return server_signing.must_change(desk)
    if desk.root is None:
        return False
    holder = _required(Path(desk.db.location)).holder(desk.root.holder_id)
    preset = policy.Preset.of(desk.option(PASSWORD_POLICY))
    return holder.must_change or policy.expired(preset, holder.since, desk.today())


def unlock(desk: Desk, password: str) -> None:
    """Let the person who locked the desk go on where it was."""
    desk.actor.require(Right.OWN_PASSWORD)
    if desk.db.person_id is not None:
        from mediation_desk.services import server_signing

        server_signing.unlock(desk, password)
        return
    path = Path(desk.db.location)
    root = opened(path, desk.salt, desk.actor.id, password, desk.now)
    desk.go_on(root, keyrings.file_key(root))
    if not (roles := desk.roles_here(desk.actor.roles)):
        desk.lock()
        raise waiting()
    desk.actor = Actor(desk.actor.id, desk.actor.name, roles)
    with desk.db.write(desk.actor, "unlock") as session:
        journal.note(session, {"person": desk.actor.name})


def recover(
    location: str | Path,
    code: str,
    person_id: int,
    password: str,
    *,
    now: Now = beijing_now,
) -> Desk:
    """Give somebody another password with the recovery code, and let them in."""
    path = Path(location).absolute()
    written = recovery_secret(code, field="code")
    root = opened(path, file_salt(path), keys.RECOVERY, written, now)
    name = _required(path).holder(person_id).name
    desk = Desk(Database.open(path, keyrings.file_key(root)), now)
    try:
        require_good(password, desk, (name,), field="password")
        roles = next((user.roles for user in everybody(desk) if user.id == person_id), frozenset())
        fresh = keys.with_holder(
            _required(path),
            root,
            person_id,
            name,
            password,
            cost=hashing.USUAL,
            since=desk.today().isoformat(),
            may_read=may_reveal(roles),
        )
        keyrings.write(path, lockout.succeeded(fresh, person_id))
        with desk.db.write(SYSTEM, "recovered") as session:
            journal.note(session, {"person": name})
            sealing_words.rescue(session, fresh, root, person_id)
            from mediation_desk.services import rollup_keys

            rollup_keys.rescue(session, fresh, root, person_id)
    finally:
        desk.close()
    return open_with(path, keys.opened(_required(path), person_id, password, root.salt), now)


def recovery_secret(typed: str, *, field: str) -> str:
    """Return a recovery code as it opens its lock; refuse one that was typed wrong."""
    try:
        return codes.read_recovery_code(typed)
    except codes.Mistyped:
        text = _("The recovery code is not complete, or a letter is wrong.")
        raise Invalid([Problem(field, text)]) from None


def require_good(password: str, desk: Desk, words: Sequence[str], *, field: str) -> None:
    """Refuse a password that the centre's rule does not allow."""
    preset = policy.Preset.of(desk.option(PASSWORD_POLICY))
    if wrong := policy.problem(preset, password, (*words, desk.centre.name)):
        raise PasswordRefused(preset, Problem(field, wrong))


def first_password_until(today: date) -> str:
    """Return the last day of a first password."""
    return (today + timedelta(days=FIRST_PASSWORD_DAYS)).isoformat()
