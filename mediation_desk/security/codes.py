"""Codes that people copy by hand: the recovery code and a first password."""

import hashlib
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no I, L, O or U, which are taken for 1, 1, 0 and V."""
_READ_AS = str.maketrans("ILOU", "110V")
_RANDOM, _CHECK, _GROUP = 26, 2, 4


class Mistyped(Exception):
    """The code has a letter too many or too few, or one that is wrong."""


def new_recovery_code() -> str:
    """Return 130 random bits and two letters that tell a slip of the pen, in groups of four."""
    letters = "".join(secrets.choice(ALPHABET) for _letter in range(_RANDOM))
    return grouped(letters + _check(letters))


def new_start_code() -> str:
    """Return a first password of 60 random bits, which its owner replaces at once."""
    return grouped("".join(secrets.choice(ALPHABET) for _letter in range(12)))


def grouped(letters: str) -> str:
    """Write a code in groups of four."""
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def bare(typed: str) -> str:
    """Return the letters of a code however it was typed."""
    return "".join(one for one in typed.upper().translate(_READ_AS) if one in ALPHABET)


def halves(code: str) -> tuple[str, str]:
    """Return two codes that give a recovery code together; either alone says nothing of it."""
    letters = bare(code)[:_RANDOM]
    first = "".join(secrets.choice(ALPHABET) for _letter in range(_RANDOM))
    return _half("1", first), _half("2", _crossed(letters, first))


def _half(mark: str, letters: str) -> str:
    return grouped(letters + _check(mark + letters))


def _crossed(one: str, other: str) -> str:
    pairs = zip(one, other, strict=True)
    return "".join(ALPHABET[ALPHABET.index(a) ^ ALPHABET.index(b)] for a, b in pairs)


def read_recovery_code(typed: str) -> str:
    """Return the code in its one form, from both halves too, or raise `Mistyped`."""
    letters = bare(typed)
    if len(letters) == 2 * (_RANDOM + _CHECK):
        letters = _joined(letters[: _RANDOM + _CHECK], letters[_RANDOM + _CHECK :])
    if len(letters) != _RANDOM + _CHECK or letters[_RANDOM:] != _check(letters[:_RANDOM]):
        raise Mistyped
    return grouped(letters)


def is_recovery_code(typed: str) -> bool:
    """Say whether a text has the form of a recovery code, as no password happens to have."""
    try:
        read_recovery_code(typed)
    except Mistyped:
        return False
    return True


def _joined(one: str, other: str) -> str:
    """Return the letters of the code of which these are the halves, in whichever order."""
    ways = ((one, other), (other, one))
    if one == other or not any(_is_half("1", a) and _is_half("2", b) for a, b in ways):
        raise Mistyped
    letters = _crossed(one[:_RANDOM], other[:_RANDOM])
    return letters + _check(letters)


def _is_half(mark: str, half: str) -> bool:
    """Say whether a half bears this mark; one in a thousand bears both, by chance."""
    return half[_RANDOM:] == _check(mark + half[:_RANDOM])


def _check(letters: str) -> str:
    number = int.from_bytes(hashlib.sha256(letters.encode()).digest()[:2], "big")
    return ALPHABET[number & 31] + ALPHABET[number >> 5 & 31]
