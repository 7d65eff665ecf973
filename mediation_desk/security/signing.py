"""Signing what leaves the centre as a file (Ed25519), and how people compare a key."""

import hashlib

FIGURES = 20
"""How many figures of a key's digest people compare."""


def new_pair() -> tuple[bytes, bytes]:
    """Make a pair of keys: the secret half and the public one."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    return key.private_bytes_raw(), key.public_key().public_bytes_raw()


def signature(secret: bytes, said: bytes) -> bytes:
    """Sign with the secret half."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(secret).sign(said)


def is_signed(public: bytes, given: bytes, said: bytes) -> bool:
    """Say whether the holder of the secret half has signed this."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(given, said)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(public: str) -> str:
    """Return what two people read to each other to see that they mean the same key."""
    figures = hashlib.sha256(bytes.fromhex(public)).hexdigest()[:FIGURES].upper()
    return " ".join(figures[place : place + 4] for place in range(0, FIGURES, 4))
