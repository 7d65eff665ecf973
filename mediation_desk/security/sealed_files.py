"""Files that only their key opens: pieces of one mebibyte under AES-256-GCM.

Every content has a key of its own, so its nonces may count the pieces. The last piece is marked
as the last, so that a file that was cut off, even between two pieces, does not open.
"""

import secrets
from collections.abc import Iterator
from typing import Protocol

from mediation_desk.security.hashing import KEY_BYTES

_MAGIC = b"MDSEAL1\0"
_PIECE = 1 << 20
_TAG = 16


class Source(Protocol):
    """What can be read piece by piece."""

    def read(self, size: int, /) -> bytes:
        """Read so much; nothing at the end."""


class NotWhole(Exception):
    """The file was altered or cut off, or the key is another one's."""


def new_key() -> bytes:
    """Return a key for one content."""
    return secrets.token_bytes(KEY_BYTES)


def sealed(data: bytes, key: bytes) -> bytes:
    """Return what is stored of a content; the same content and key give the same bytes."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    cipher, pieces = AESGCM(key), []
    count = max(1, -(-len(data) // _PIECE))
    for number in range(count):
        piece = data[number * _PIECE : (number + 1) * _PIECE]
        pieces.append(cipher.encrypt(_nonce(number, last=number == count - 1), piece, _MAGIC))
    return _MAGIC + b"".join(pieces)


def unsealed(stored: bytes, key: bytes) -> bytes:
    """Return the content, or raise `NotWhole`."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if not stored.startswith(_MAGIC):
        raise NotWhole
    cipher, step = AESGCM(key), _PIECE + _TAG
    count = max(1, -(-(len(stored) - len(_MAGIC)) // step))
    found = []
    try:
        for number in range(count):
            start = len(_MAGIC) + number * step
            piece = stored[start : start + step]
            found.append(cipher.decrypt(_nonce(number, last=number == count - 1), piece, _MAGIC))
    except (InvalidTag, ValueError):
        raise NotWhole from None
    return b"".join(found)


def sealing(source: Source, key: bytes) -> Iterator[bytes]:
    """Yield what is stored of a file, a piece at a time: the same bytes as `sealed` makes."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    cipher, number = AESGCM(key), 0
    yield _MAGIC
    piece = source.read(_PIECE)
    while True:
        following = source.read(_PIECE)
        yield cipher.encrypt(_nonce(number, last=not following), piece, _MAGIC)
        if not following:
            return
        piece, number = following, number + 1


def unsealing(stored: Source, key: bytes) -> Iterator[bytes]:
    """Yield the content of a sealed file a piece at a time, or raise `NotWhole` at the first fault.

    What was yielded before a fault is true to its place; the whole is known with the last piece.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if stored.read(len(_MAGIC)) != _MAGIC:
        raise NotWhole
    cipher, step, number = AESGCM(key), _PIECE + _TAG, 0
    piece = stored.read(step)
    while True:
        following = stored.read(step)
        try:
            yield cipher.decrypt(_nonce(number, last=not following), piece, _MAGIC)
        except (InvalidTag, ValueError):
            raise NotWhole from None
        if not following:
            return
        piece, number = following, number + 1


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
