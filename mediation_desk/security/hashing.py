"""From a password to a key: argon2id, at a cost that is kept beside each password.

Both libraries load when a password is first asked for, never as the window starts.
"""

import hashlib
import hmac
from dataclasses import dataclass

KEY_BYTES = 32
SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess costs: rounds, memory in KiB, lanes."""

    rounds: int
    memory: int
    lanes: int = 1


USUAL = Cost(rounds=3, memory=128 * 1024)
"""Four tenths of a second, and 128 MiB, on the machine it was measured on; ASVS asks for less."""


def stretched(password: str, salt: bytes, cost: Cost) -> bytes:
    """Return the key of a password, used exactly as it was typed."""
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(
        password.encode("utf-8", "surrogatepass"),
        salt,
        time_cost=cost.rounds,
        memory_cost=cost.memory,
        parallelism=cost.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def derived(root: bytes, purpose: str, length: int = KEY_BYTES) -> bytes:
    """Return a key of its own for one purpose (HKDF, RFC 5869)."""
    fixed = hmac.new(b"mediation-desk", root, hashlib.sha256).digest()
    found, block = b"", b""
    while len(found) < length:
        count = bytes([len(found) // 32 + 1])
        block = hmac.new(fixed, block + purpose.encode() + count, hashlib.sha256).digest()
        found += block
    return found[:length]
