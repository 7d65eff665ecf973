"""Keys for words that only some people read: whose halves there are, and with which one opens.

Nobody calls this from a window: it serves the services of caucus notes, drafts and recovery.
"""

from pathlib import Path

from mediation_desk.domain.caucus import Secrecy
from mediation_desk.domain.errors import DeskError
from mediation_desk.i18n import _
from mediation_desk.security import keyring as keys
from mediation_desk.security import private_words
from mediation_desk.security.keyring import Keyring, Root
from mediation_desk.security.private_words import NotReadable
from mediation_desk.security.sealing import WrongSecret
from mediation_desk.services.desk import Desk
from mediation_desk.storage import caucus, keyrings
from mediation_desk.storage.caucus import Held, Wrap
from mediation_desk.storage.database import Session

DRAFT_PLACE = "caucus_draft"


def secrecy(desk: Desk) -> Secrecy:
    """Say whether words can be sealed here."""
    if not desk.db.is_file:
        return Secrecy.SERVER
    return Secrecy.SEALED if desk.has_accounts else Secrecy.NOBODY_SIGNS_IN


def ring(desk: Desk) -> Keyring:
    """Return the key file, once it is certain that nobody put another half into it."""
    found = keyrings.read(Path(desk.db.location))
    if found is None or desk.root is None:
        raise DeskError(_("The key file is missing: what was told back to back cannot be sealed."))
    try:
        keys.require_unaltered(found, desk.root)
    except keys.Altered:
        raise DeskError(
            _("The key file was changed by somebody: what was told back to back is not sealed now.")
        ) from None
    return found


def wrap(keyring: Keyring, key: bytes, user_id: int | None) -> Wrap | None:
    """Seal the key of a text for a person or the recovery code; None for who has no account."""
    try:
        public = keyring.holder(keys.RECOVERY if user_id is None else user_id).public
    except WrongSecret:
        return None
    return Wrap(user_id=user_id, public=public.hex(), held=private_words.key_for(key, public))


def key_of(held: Held, root: Root | None, user_id: int | None) -> bytes:
    """Return the key of a note, or raise `NotReadable`."""
    for one in held.wraps:
        if one.user_id == user_id and root is not None and one.held:
            return private_words.key_of(one.held, root.secret, bytes.fromhex(one.public))
    raise NotReadable


def words(desk: Desk, held: Held) -> str | None:
    """Return what a note says to whoever acts, None where the key is lost."""
    if not held.sealed:
        return held.body
    try:
        key = key_of(held, desk.root, desk.actor.id)
        return private_words.opened(held.body, key, held.place)
    except NotReadable:
        return None


def rescue(
    session: Session, keyring: Keyring, root: Root, user_id: int, by: int | None = None
) -> None:
    """Seal all notes of somebody for their new key pair, with that of the recovery code.

    Who replaces a first password does it `by` their own pair of until now.
    """
    for held in caucus.of_reader(session, user_id):
        try:
            key = key_of(held, root, by)
        except NotReadable:
            continue  # it was sealed for an earlier recovery code, or not at all
        fresh = wrap(keyring, key, user_id)
        if fresh is not None:
            others = tuple(one for one in held.wraps if one.user_id != user_id)
            caucus.set_wraps(session, held.id, (*others, fresh))


def sealed_draft(desk: Desk, text: str) -> str:
    """Close what is typed and not saved, for whoever types it alone."""
    if secrecy(desk) is not Secrecy.SEALED:
        return text
    key = private_words.new_key()
    held = wrap(ring(desk), key, desk.actor.id)
    if held is None:
        raise DeskError(_("You have no account here, so that nothing can be sealed for you."))
    return "\n".join((held.public, held.held, private_words.closed(text, key, _draft_place(desk))))


def opened_draft(desk: Desk, stored: str) -> str | None:
    """Return what was typed, None where the key is lost."""
    parts = stored.split("\n")
    if len(parts) != 3:
        return stored
    public, held, body = parts
    if desk.root is None:
        return None
    try:
        key = private_words.key_of(held, desk.root.secret, bytes.fromhex(public))
        return private_words.opened(body, key, _draft_place(desk))
    except (NotReadable, ValueError):
        return None


def _draft_place(desk: Desk) -> str:
    return f"{DRAFT_PLACE}|{desk.actor.id}"


def renewed(keyring: Keyring, held: Held, key: bytes) -> tuple[Wrap, ...]:
    """Seal a note's key anew for everybody who may read it, by the halves they have now."""
    people = {one.user_id for one in held.wraps} | {held.author.id, None}
    found = (wrap(keyring, key, person) for person in sorted(people, key=lambda p: p or 0))
    return tuple(one for one in found if one is not None)
