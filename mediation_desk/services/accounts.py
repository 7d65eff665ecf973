"""Accounts: who signs in, first passwords, leavers, the recovery code, new keys (人员与账号)."""

from dataclasses import dataclass, replace
from datetime import UTC, date
from pathlib import Path

from mediation_desk.domain.centre import Centre, User
from mediation_desk.domain.day_text import beijing
from mediation_desk.domain.errors import DeskError, Invalid, Problem
from mediation_desk.domain.options import (
    ACCOUNTS,
    LOCK_MINUTES,
    MEDIATORS_SEE_OWN,
    PASSWORD_POLICY,
    SECOND_KEY,
)
from mediation_desk.domain.rights import Right, may_reveal
from mediation_desk.i18n import _
from mediation_desk.security import codes, field_keys, hashing, lockout
from mediation_desk.security import keyring as keys
from mediation_desk.security.cells import Cells
from mediation_desk.security.keyring import Keyring, Root
from mediation_desk.security.policy import Preset, problem
from mediation_desk.services import sealing_words, second_key, signing_in
from mediation_desk.services.desk import (
    SYSTEM,
    Desk,
    Now,
    beijing_now,
    everybody,
    require_first,
)
from mediation_desk.services.second_key import Standing
from mediation_desk.storage import centre as centres
from mediation_desk.storage import closing_cells, journal, keyrings, options, reciphering
from mediation_desk.storage.database import Database

LONGEST_LOCK = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """How a centre's file is to be protected: by whose password, which code, which rule."""

    password: str
    recovery_code: str
    encrypted: bool = True
    preset: Preset = Preset.MLPS


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One person of the centre and how they sign in; without an account they cannot."""

    user: User
    has_account: bool
    since: date | None = None
    first_password: bool = False
    locked_until: str = ""
    fields: Standing = Standing.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """What the page of people and accounts shows."""

    protected: bool
    encrypted: bool
    preset: Preset
    lock_minutes: int
    people: tuple[Account, ...]
    recovery_since: date | None
    second_key: bool = False
    reads_fields: bool = True
    """Whether whoever looks has the second key, which the recovery code must open as well."""


def found(
    location: str | Path,
    centre: Centre,
    first: User,
    protection: Protection,
    *,
    now: Now = beijing_now,
) -> Desk:
    """Create a centre's file in which people sign in; its first person acts.

    Who signs in has a work of their own: mediators see their own cases, until the centre decides
    otherwise (reliability.md 2b).
    """
    path = Path(location).absolute()
    require_first(centre, first)
    _require_good(protection, first.name, centre.name)
    root = keys.new_root(encrypted=protection.encrypted, holder_id=1)
    if protection.encrypted and may_reveal(first.roles):
        root = replace(root, field=field_keys.new_key())
    keyring = _with_recovery(
        keys.empty(centre.name, root), root, protection.recovery_code, f"{now():%Y-%m-%d}"
    )
    if path.exists() and path.stat().st_size:
        Database.create(path)  # refuses what is there already, in its own words
    keyrings.write(path, keyring)
    try:
        db = Database.create(path, keyrings.file_key(root))
    except BaseException:
        keyrings.remove(path)
        raise
    with db.write(SYSTEM, "found") as session:
        centres.put(session, centre)
        key = centres.put_user(session, first)
        options.put(session, ACCOUNTS.name, keyring.file_id)
        options.put(session, PASSWORD_POLICY.name, protection.preset.value)
        if root.field:
            options.put(session, SECOND_KEY.name, closing_cells.mark(Cells(root.field)))
        options.put(session, MEDIATORS_SEE_OWN.name, "yes")
    db.close()
    _keep_person(path, root, key, first.name, protection.password, now)
    return signing_in.enter(path, key, protection.password, now=now)


def _require_good(protection: Protection, *words: str) -> None:
    if wrong := problem(protection.preset, protection.password, words):
        raise Invalid([Problem("password", wrong)])


def _with_recovery(keyring: Keyring, root: Root, code: str, since: str) -> Keyring:
    return keys.with_holder(
        keyring,
        root,
        keys.RECOVERY,
        "",
        codes.read_recovery_code(code),
        cost=hashing.USUAL,
        since=since,
        may_read=True,
    )


def _keep_person(path: Path, root: Root, key: int, name: str, password: str, now: Now) -> None:
    keyring = keyrings.read(path)
    assert keyring is not None, "it was just written"
    since = f"{now():%Y-%m-%d}"
    fresh = keys.with_holder(
        keyring, root, key, name, password, cost=hashing.USUAL, since=since, may_read=True
    )
    keyrings.write(path, fresh)


def load(desk: Desk) -> Accounts:
    """Read who may sign in."""
    desk.actor.require(Right.PEOPLE)
    with desk.db.read() as session:
        users = centres.users(session)
    keyring = keyrings.read(Path(desk.db.location)) if desk.has_accounts else None
    recovery = [one for one in keyring.holders if one.id == keys.RECOVERY] if keyring else []
    return Accounts(
        protected=desk.has_accounts,
        encrypted=desk.db.is_encrypted,
        preset=Preset.of(desk.option(PASSWORD_POLICY)),
        lock_minutes=lock_minutes(desk),
        people=tuple(_account(desk, user, keyring) for user in users),
        recovery_since=date.fromisoformat(recovery[0].since) if recovery else None,
        second_key=desk.root is not None and desk.root.field is not None,
        reads_fields=not desk.fields_closed,
    )


def _account(desk: Desk, user: User, keyring: Keyring | None) -> Account:
    held = next((one for one in keyring.people if one.id == user.id), None) if keyring else None
    if keyring is None or held is None:
        return Account(user=user, has_account=False)
    until = lockout.locked_until(keyring, user.id, desk.now().astimezone(UTC))
    return Account(
        user=user,
        has_account=True,
        since=date.fromisoformat(held.since),
        first_password=held.must_change,
        locked_until=f"{beijing(until):%H:%M}" if until else "",
        fields=second_key.standing(keyring, desk.root.salt, user) if desk.root else Standing.NONE,
    )


def lock_minutes(desk: Desk) -> int:
    """Return after how many idle minutes the desk locks itself."""
    desk.actor.require(Right.OWN_PASSWORD)
    text = desk.option(LOCK_MINUTES)
    return min(max(int(text), 1), LONGEST_LOCK) if text.isdecimal() else 10


def set_rules(desk: Desk, preset: Preset, minutes: int) -> None:
    """Set the rule for passwords and when the desk locks itself."""
    desk.actor.require(Right.PEOPLE)
    if not 1 <= minutes <= LONGEST_LOCK:
        raise Invalid([Problem("minutes", _("Between 1 and {n} minutes.").format(n=LONGEST_LOCK))])
    with desk.db.write(desk.actor, "account_rules") as session:
        for option, value in ((PASSWORD_POLICY, preset.value), (LOCK_MINUTES, str(minutes))):
            options.put(session, option.name, None if value == option.usual else value)
    desk.reload()


def give_first_password(desk: Desk, user_id: int) -> str:
    """Give somebody a first password, also in place of a lost one; it is shown once.

    Nobody chooses another's password: the program makes one up, and its owner replaces it.
    """
    desk.actor.require(Right.PEOPLE)
    signing_in.require_proven(desk)
    path, keyring, root = _held(desk)
    second_key.require_another(desk, user_id)
    with desk.db.write(desk.actor, "first_password") as session:
        user = next((u for u in centres.users(session) if u.id == user_id and u.active), None)
        if user is None:
            raise DeskError(_("This person is not active at the centre."))
        journal.note(session, {"person": user.name})
    code = codes.new_start_code()
    fresh = keys.with_holder(
        keyring,
        root,
        user.id,
        user.name,
        code,
        cost=hashing.USUAL,
        since=desk.today().isoformat(),
        must_change=True,
        until=signing_in.first_password_until(desk.today()),
        may_read=may_reveal(user.roles),
    )
    keyrings.write(path, lockout.succeeded(fresh, user.id))
    return code


def take_away(desk: Desk, user_id: int) -> None:
    """Take somebody's account away; what they know of the key ends with `renew`."""
    desk.actor.require(Right.PEOPLE)
    signing_in.require_proven(desk)
    path, keyring, root = _held(desk)
    if user_id == desk.actor.id:
        raise DeskError(_("You cannot take away your own account."))
    if all(one.id != user_id for one in keyring.people):
        return
    second_key.require_another(desk, user_id)
    with desk.db.write(desk.actor, "take_account") as session:
        journal.note(session, {"person": keyring.holder(user_id).name})
    keyrings.write(path, keys.without(keyring, root, user_id))


def change_password(desk: Desk, old: str, new: str) -> None:
    """Set another password for whoever acts, who proves to know the one before."""
    desk.actor.require(Right.OWN_PASSWORD)
    if desk.db.person_id is not None:
        from mediation_desk.services import server_signing

        server_signing.change_password(desk, old, new)
        return
    path, _keyring, root = _held(desk)
    signing_in.opened(path, root.salt, desk.actor.id, old, desk.now)
    if old == new:
        raise Invalid([Problem("password", _("This is the password you have now."))])
    signing_in.require_good(new, desk, (desk.actor.name,), field="password")
    _path, keyring, root = _held(desk)
    since = desk.today().isoformat()
    first = keyring.holder(root.holder_id).must_change
    if first:
        fresh = _own_pair(keyring, root, new, since)
    else:
        fresh = keys.with_password(keyring, root, new, cost=hashing.USUAL, since=since)
    with desk.db.write(desk.actor, "change_password") as session:
        journal.note(session, {"person": desk.actor.name})
        if first:
            sealing_words.rescue(session, fresh, root, root.holder_id, by=root.holder_id)
        keyrings.write(path, fresh)
    if first:
        desk.hold(keys.opened(fresh, root.holder_id, new, root.salt))


def _own_pair(keyring: Keyring, root: Root, password: str, since: str) -> Keyring:
    """Give whoever replaces a first password keys that nobody who saw it can have."""
    held = keyring.holder(root.holder_id)
    return keys.with_holder(
        keyring, root, held.id, held.name, password, cost=hashing.USUAL, since=since, may_read=True
    )


def set_recovery_code(desk: Desk, code: str) -> None:
    """Put another recovery code in the place of the one before, once it was typed back.

    It opens sensitive values too, so that whoever makes it must be able to read them.
    """
    desk.actor.require(Right.PEOPLE)
    signing_in.require_proven(desk)
    if desk.fields_closed:
        raise DeskError(
            _(
                "A recovery code opens sensitive values as well: it is made by a supervisor who"
                " reads them."
            )
        )
    path, keyring, root = _held(desk)
    with desk.db.write(desk.actor, "recovery_code") as session:
        journal.note(session, {"person": desk.actor.name})
    keyrings.write(path, _with_recovery(keyring, root, code, desk.today().isoformat()))


def _held(desk: Desk) -> tuple[Path, Keyring, Root]:
    """Return the key file and the key of whoever is signed in."""
    path = Path(desk.db.location)
    keyring = keyrings.read(path) if desk.db.is_file else None
    if keyring is None or desk.root is None:
        raise DeskError(_("Nobody signs in to this file. Set a password first."))
    return path, keyring, desk.root


def renew(desk: Desk, *, encrypted: bool) -> Desk:
    """Write the whole file anew under another key, and go on with it; also encrypts or opens it.

    Whoever has left, and kept a key or an old copy, cannot read what comes after.
    """
    desk.actor.require(Right.PEOPLE)
    signing_in.require_proven(desk)
    path, keyring, root = _held(desk)
    if desk.fields_closed and not encrypted:
        raise DeskError(
            _("Whoever takes the encryption away reads the sensitive values: a supervisor.")
        )
    with desk.db.write(desk.actor, "renew_keys") as session:
        journal.note(session, {"encrypted": encrypted})
    following = keys.new_root(encrypted=encrypted, holder_id=root.holder_id)
    readers: tuple[int, ...] = ()
    if desk.fields_closed:
        following = replace(following, field=b"")
    elif encrypted and may_reveal(desk.actor.roles):
        following = replace(following, field=field_keys.new_key())
        readers = second_key.readers(keyring, everybody(desk)) if root.field is None else ()
    now, actor, proven_at, at = desk.now, desk.actor, desk.proven_at, desk.instant()
    desk.close()
    reciphering.renew(path, keyring, root, following, (actor, at), readers)
    secret = replace(following, secret=root.secret)
    again = Desk(Database.open(path, keyrings.file_key(secret)), now)
    again.hold(secret)
    again.actor, again.proven_at = actor, proven_at
    return again


def protect(desk: Desk, protection: Protection) -> Desk:
    """Let people sign in to a file that had no accounts, and encrypt it where that is wanted."""
    desk.actor.require(Right.PEOPLE)
    if desk.has_accounts or not desk.db.is_file:
        raise DeskError(_("People sign in to this centre already."))
    _require_good(protection, desk.actor.name, desk.centre.name)
    path, now, actor = Path(desk.db.location), desk.now, desk.actor
    root = keys.new_root(encrypted=False, holder_id=actor.id)
    today = desk.today().isoformat()
    keyring = _with_recovery(
        keys.empty(desk.centre.name, root), root, protection.recovery_code, today
    )
    keyrings.write(path, keyring)
    _keep_person(path, root, actor.id, actor.name, protection.password, now)
    with desk.db.write(actor, "protect") as session:
        options.put(session, ACCOUNTS.name, keyring.file_id)
        options.put(session, PASSWORD_POLICY.name, protection.preset.value)
    desk.reload()
    held = keyrings.read(path)
    assert held is not None, "it was just written"
    desk.root = keys.opened(held, actor.id, protection.password, root.salt)
    desk.proven_at = desk.instant()
    return renew(desk, encrypted=True) if protection.encrypted else desk


def recovery_sheet(
    centre: str, code: str, on: date, file: str, halves: tuple[str, ...] = ()
) -> bytes:
    """Return the sheet with a recovery code, or the two with its halves, as PDF."""
    from mediation_desk.reports.recovery_paper import recovery_paper

    return recovery_paper(centre, code, on, file, halves)
