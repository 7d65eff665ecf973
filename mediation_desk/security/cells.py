"""Sensitive values, each closed by itself under a second key of the file (AES-SIV, RFC 5297).

Whoever opens the file without this key, as the administrator and the auditor do, finds in its
place a text that says nothing. A value opens in its own table and column only, and one that was
altered does not open at all.

The same value in the same column always gives the same text, so that it can be looked for and
compared without being read. That is what it gives away: which rows have the same number, which
have none, and about how long a text is. It does not give away what it says, nor can it be guessed
at without the key.
"""

import base64
from hashlib import sha256
from typing import TYPE_CHECKING

from mediation_desk.security.hashing import derived

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

SIGN = "␟1:"
"""How a closed value begins."""

_LENGTH = 64
_BYTES = b"MDCELL1\0"
"""How a closed content begins; the digest of what is closed follows, then this itself."""
_DIGEST = 32


class CellClosed(Exception):
    """Whoever acts has not the key of the sensitive values, and would write or look for one."""


class Cells:
    """Closes and opens values; without a key it opens nothing and closes nothing."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._cipher: AESSIV | None = None

    def __repr__(self) -> str:
        return "Cells(…)"

    @property
    def opens(self) -> bool:
        """Whether the key is there."""
        return bool(self._key)

    @property
    def name(self) -> str:
        """What tells this key from every other, and says nothing of it."""
        return derived(self._key, "cells name", 8).hex()

    def _ready(self) -> "AESSIV":
        if self._cipher is None:
            from cryptography.hazmat.primitives.ciphers.aead import AESSIV

            if not self._key:
                raise CellClosed
            self._cipher = AESSIV(derived(self._key, "cells", _LENGTH))
        return self._cipher

    def closed(self, place: str, value: str) -> str:
        """Return what is stored of a value; an empty one says nothing and stays."""
        if not value:
            return value
        body = self._ready().encrypt(value.encode("utf-8"), [place.encode()])
        return SIGN + base64.b64encode(body).decode()

    def opened(self, place: str, stored: str) -> str | None:
        """Return the value, None where it does not open; what was never closed stays."""
        if not is_closed(stored):
            return stored
        from cryptography.exceptions import InvalidTag

        try:
            body = base64.b64decode(stored[len(SIGN) :], validate=True)
            return self._ready().decrypt(body, [place.encode()]).decode("utf-8")
        except (CellClosed, InvalidTag, ValueError):
            return None

    def closed_bytes(self, place: str, content: bytes) -> bytes:
        """Return what is stored of a content."""
        body = self._ready().encrypt(content, [place.encode()]) if content else b""
        return _BYTES + sha256(body).digest() + body if content else content

    def opened_bytes(self, place: str, stored: bytes) -> bytes | None:
        """Return the content, None where it does not open; what was never closed stays."""
        if not is_closed(stored):
            return stored
        from cryptography.exceptions import InvalidTag

        try:
            return self._ready().decrypt(stored[len(_BYTES) + _DIGEST :], [place.encode()])
        except (CellClosed, InvalidTag, ValueError):
            return None


def is_closed(stored: str | bytes) -> bool:
    """Say whether a value as it is stored is closed."""
    return stored.startswith(SIGN) if isinstance(stored, str) else stored.startswith(_BYTES)


def is_whole(stored: bytes) -> bool:
    """Say whether a closed content has the bytes that were written; this takes no key.

    Who has the first key could write others with their digest; who has the second one finds that.
    """
    start = len(_BYTES)
    body = stored[start + _DIGEST :]
    return sha256(body).digest() == stored[start : start + _DIGEST]


def turned(place: str, stored: str, old: Cells | None, new: Cells | None) -> str:
    """Return a stored value under another key, or under none; what does not open stays."""
    plain: str | None = stored
    if is_closed(stored):
        if new is not None and new.opened(place, stored) is not None:
            return stored
        plain = old.opened(place, stored) if old is not None else None
    if plain is None:
        return stored
    return new.closed(place, plain) if new is not None else plain


def turned_bytes(place: str, stored: bytes, old: Cells | None, new: Cells | None) -> bytes:
    """Return a stored content under another key, as `turned` does."""
    plain: bytes | None = stored
    if is_closed(stored):
        if new is not None and new.opened_bytes(place, stored) is not None:
            return stored
        plain = old.opened_bytes(place, stored) if old is not None else None
    if plain is None:
        return stored
    return new.closed_bytes(place, plain) if new is not None else plain
