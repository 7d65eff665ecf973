"""What a password must be: two presets, never mixed (reliability.md 0, finding 11)."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _

LONGEST = 200


class Preset(Term):
    """The rule for passwords that the centre chose at set-up."""

    MLPS = "mlps", N_("等保: eight characters of three kinds, changed every 90 days")
    MODERN = "modern", N_("Modern: twelve characters of any kind, no common words, no expiry")


_SHORTEST = {Preset.MLPS: 8, Preset.MODERN: 12}
_LASTS = timedelta(days=90)
_KINDS = (re.compile("[a-z]"), re.compile("[A-Z]"), re.compile("[0-9]"), re.compile("[^a-zA-Z0-9]"))
_ROWS = (
    "01234567890123456789",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
)
_COMMON = (
    *("password", "passw0rd", "p@ssw0rd", "admin", "administrator", "welcome", "letmein"),
    *("iloveyou", "woaini", "dragon", "monkey", "sunshine", "princess", "football", "baseball"),
    *("master", "superman", "qwerty", "asdfgh", "zxcvbn", "tiaojie", "tiaojietai", "laodong"),
    *("laodongju", "zhongcai", "renshe", "rensheju", "zhengfu", "china", "zhongguo", "beijing"),
    *("hebei", "mima", "5201314", "1314520", "123456", "112233", "520520"),
)


def problem(preset: Preset, password: str, words: Iterable[str] = ()) -> str:
    """Return a sentence that says what is wrong with a new password, or nothing.

    `words` are what is known of the person and the centre; a password is used exactly as typed.
    """
    return next(_problems(preset, password, words), "")


def _problems(preset: Preset, password: str, words: Iterable[str]) -> Iterator[str]:
    shortest = _SHORTEST[preset]
    if len(password) < shortest:
        yield _("The password needs at least {n} characters.").format(n=shortest)
    if len(password) > LONGEST:
        yield _("The password may have at most {n} characters.").format(n=LONGEST)
    if any(one in password for one in "\r\n\t\0"):
        yield _("The password must not hold a line break or a tab.")
    if preset is Preset.MLPS and sum(bool(kind.search(password)) for kind in _KINDS) < 3:
        yield _(
            "The password needs three of these kinds: small letters, capital letters, figures,"
            " other characters."
        )
    if _is_common(password, words):
        yield _("This password is too easy to guess: a common word, a row of keys or a name.")


def _is_common(password: str, words: Iterable[str]) -> bool:
    """Say whether little is left of a password without what everybody tries first."""
    rest = password.casefold()
    known = [word.casefold() for word in words if len(word) > 1]
    for word in sorted((*known, *_COMMON), key=len, reverse=True):
        rest = rest.replace(word, "*")
    rest = _without_rows(rest)
    return len(set(rest)) < 4 or len(rest.replace("*", "")) < 4


def _without_rows(text: str) -> str:
    """Take out four and more neighbours on the keyboard or in the alphabet, either way."""
    rows = [row for line in _ROWS for row in (line, line[::-1])]
    for length in range(min(len(text), 12), 3, -1):
        for at in range(len(text) - length + 1):
            if any(text[at : at + length] in row for row in rows):
                return _without_rows(text[:at] + "*" + text[at + length :])
    return text


def expired(preset: Preset, since: str, today: date) -> bool:
    """Say whether a password set on a day must be changed now."""
    return preset is Preset.MLPS and bool(since) and today > date.fromisoformat(since) + _LASTS
