"""Giving a key to one person: a pair of keys each, whose secret half the password locks.

A new root key is sealed for everybody by their public halves alone, so that a re-key after
somebody has left asks nobody for a password, and the leaver's old keys do not open it.
"""

import hashlib
import hmac
import secrets

from mediation_desk.security.hashing import SALT_BYTES, Cost, derived, stretched

_PUBLIC = 32
_PROOF = 32


class WrongSecret(Exception):
    """The password or code does not open this lock."""


def new_pair(password: str, cost: Cost) -> tuple[bytes, bytes, bytes]:
    """Return the salt, the public half, and the secret half locked by a password."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.keywrap import aes_key_wrap

    secret = X25519PrivateKey.generate()
    salt = secrets.token_bytes(SALT_BYTES)
    locked = aes_key_wrap(stretched(password, salt, cost), secret.private_bytes_raw())
    return salt, secret.public_key().public_bytes_raw(), locked


def opened_pair(password: str, salt: bytes, cost: Cost, locked: bytes) -> bytes:
    """Return the secret half, or raise `WrongSecret`."""
    from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap

    try:
        return aes_key_unwrap(stretched(password, salt, cost), locked)
    except (InvalidUnwrap, ValueError):
        raise WrongSecret from None


def relocked(secret: bytes, password: str, cost: Cost) -> tuple[bytes, bytes]:
    """Lock the secret half by another password; return the new salt and what is locked."""
    from cryptography.hazmat.primitives.keywrap import aes_key_wrap

    salt = secrets.token_bytes(SALT_BYTES)
    return salt, aes_key_wrap(stretched(password, salt, cost), secret)


def sealed(root: bytes, public: bytes) -> bytes:
    """Seal a root key so that only the owner of the secret half reads it."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import (
        X25519PrivateKey,
        X25519PublicKey,
    )
    from cryptography.hazmat.primitives.keywrap import aes_key_wrap

    once = X25519PrivateKey.generate()
    shared = once.exchange(X25519PublicKey.from_public_bytes(public))
    mine = once.public_key().public_bytes_raw()
    return mine + aes_key_wrap(_lock(shared, mine, public), root)


def unsealed(held: bytes, secret: bytes, public: bytes) -> bytes:
    """Return the root key, or raise `WrongSecret`."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import (
        X25519PrivateKey,
        X25519PublicKey,
    )
    from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap

    theirs = held[:_PUBLIC]
    try:
        own = X25519PrivateKey.from_private_bytes(secret)
        shared = own.exchange(X25519PublicKey.from_public_bytes(theirs))
        return aes_key_unwrap(_lock(shared, theirs, public), held[_PUBLIC:])
    except (InvalidUnwrap, ValueError):
        raise WrongSecret from None


def given(key: bytes, public: bytes) -> bytes:
    """Seal the second key for one who gets it, with proof that one who had it gave it.

    The administrator can write the key file, and could put another public half into it; only who
    has the second key makes this proof, and it is renewed for no other half.
    """
    return sealed(key, public) + _proof(key, public)


def taken(held: bytes, secret: bytes, public: bytes) -> bytes:
    """Return the second key that was given, or raise `WrongSecret`."""
    key = unsealed(held[:-_PROOF], secret, public)
    if not was_given(key, public, held):
        raise WrongSecret
    return key


def was_given(key: bytes, public: bytes, held: bytes) -> bool:
    """Say whether one who had the key gave it to this public half."""
    return hmac.compare_digest(held[-_PROOF:], _proof(key, public))


def _proof(key: bytes, public: bytes) -> bytes:
    return hmac.new(derived(key, "given"), public, hashlib.sha256).digest()


def _lock(shared: bytes, once: bytes, public: bytes) -> bytes:
    return derived(shared, f"seal {once.hex()} {public.hex()}")
