"""Who has the second key of a file, by which its sensitive values open.

It is given by one who has it, to anybody's public half; nobody else can, whatever their role.
"""

import secrets
from collections.abc import Collection, Iterable
from dataclasses import replace

from mediation_desk.security import keyring as keys
from mediation_desk.security import sealing
from mediation_desk.security.hashing import KEY_BYTES
from mediation_desk.security.keyring import Keyring, Root


def new_key() -> bytes:
    """Make a key."""
    return secrets.token_bytes(KEY_BYTES)


def given(keyring: Keyring, root: Root, holder_ids: Iterable[int]) -> Keyring:
    """Give the key to these holders as well."""
    assert root.field, "who has the key gives it"
    more = {one: sealing.given(root.field, keyring.holder(one).public) for one in holder_ids}
    held = keyring.generation(root.salt)
    return keys.signed(keys.with_keys(keyring, root.salt, held.roots, held.fields | more), root)


def taken(keyring: Keyring, root: Root, holder_id: int) -> Keyring:
    """Take the key from somebody, who goes on opening the file."""
    roots = keyring.generation(root.salt).roots
    fields = keys.fields_without(keyring, root.salt, holder_id)
    return keys.signed(keys.with_keys(keyring, root.salt, roots, fields), root)


def founded(keyring: Keyring, root: Root, holder_ids: Collection[int]) -> tuple[Keyring, Root]:
    """Make the key of a file that had none, for these holders; return the root with it."""
    new = replace(root, field=new_key())
    done = given(keyring, new, holder_ids)
    return done, new if root.holder_id in holder_ids else replace(root, field=b"")


def has(keyring: Keyring, salt: bytes, holder_id: int) -> bool:
    """Say whether the key is sealed for somebody."""
    return holder_id in keyring.generation(salt).fields
