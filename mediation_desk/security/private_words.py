"""Words for a few eyes only: under a key of their own, which is sealed for each reader."""

import base64
import secrets

from mediation_desk.security import sealing
from mediation_desk.security.hashing import KEY_BYTES

_NONCE = 12


class NotReadable(Exception):
    """The key is another one's, or the words were altered or moved."""


def new_key() -> bytes:
    """Return a key for one text."""
    return secrets.token_bytes(KEY_BYTES)


def closed(text: str, key: bytes, place: str) -> str:
    """Return what is stored of a text (AES-256-GCM); it opens at its own place only."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE)
    body = nonce + AESGCM(key).encrypt(nonce, text.encode(), place.encode())
    return base64.b64encode(body).decode()


def opened(stored: str, key: bytes, place: str) -> str:
    """Return the text, or raise `NotReadable`."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        body = base64.b64decode(stored, validate=True)
        return AESGCM(key).decrypt(body[:_NONCE], body[_NONCE:], place.encode()).decode()
    except (InvalidTag, ValueError):
        raise NotReadable from None


def key_for(key: bytes, public: bytes) -> str:
    """Seal the key of a text for one reader."""
    return sealing.sealed(key, public).hex()


def key_of(held: str, secret: bytes, public: bytes) -> bytes:
    """Return the key of a text for a reader, or raise `NotReadable`."""
    try:
        return sealing.unsealed(bytes.fromhex(held), secret, public)
    except (sealing.WrongSecret, ValueError):
        raise NotReadable from None
