"""One line per case to search in, folded so that width and case do not matter, and its grams."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from mediation_desk.domain.employer import Employer
from mediation_desk.domain.people import Person
from mediation_desk.storage import pinyin

TAIL = 4
"""People look for the last four of an identity number or a telephone."""

_PLAIN = {code: 0xE000 + code for code in range(0x80) if not chr(code).isalnum()}
"""ASCII signs inside a gram become private characters: the index takes signs for gaps."""

_IN_FIELDS = _PLAIN | {0x0A: "\n"}
"""The same, but for line ends: they divide the fields of a line."""

_DIGITS = re.compile(r"[0-9]+")


def fold(text: str) -> str:
    """Return text without differences of width and case."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def words(text: str) -> tuple[str, ...]:
    """Return what a search asks for: each word must occur."""
    return tuple(dict.fromkeys(fold(text).split()))


def line(
    number: str,
    persons: Iterable[Person],
    employers: Iterable[Employer],
    numbers: Iterable[str] = (),
) -> str:
    """Return the folded line of a case; its fields are divided by line ends.

    `numbers` are those under which others know the case.
    """
    fields = [number, *numbers]
    for person in persons:
        fields += [person.name, *_sounds(person.name, person=True)]
        fields += [pinyin.spelled(fold(person.name)), person.id_number[-TAIL:]]
        fields.append(person.phone[-TAIL:])
    for employer in employers:
        fields += [employer.name, *_sounds(employer.name, person=False)]
    folded = (" ".join(fold(field).split()) for field in fields)
    return "\n".join(dict.fromkeys(field for field in folded if field))


def person_is_called(name: str, text: str) -> bool:
    """Say whether every word looked for is in a person's name, its pinyin or its initials."""
    plain = fold(name)
    heard = (plain, pinyin.spelled(plain), *_sounds(name, person=True))
    return all(any(word in one for one in heard) for word in words(text))


def employer_line(employer: Employer) -> str:
    """Return the folded line by which an employer is found."""
    fields = (employer.name, employer.credit_code, *_sounds(employer.name, person=False))
    return "\n".join(" ".join(fold(field).split()) for field in fields if field)


def _sounds(name: str, *, person: bool) -> tuple[str, ...]:
    return pinyin.initials("".join(fold(name).split()), person=person)


def grams(folded: str) -> str:
    """Return all single characters and pairs of a folded line, each once, divided by blanks."""
    found: dict[str, None] = {}
    for field in folded.translate(_IN_FIELDS).split("\n"):
        found.update(dict.fromkeys(field))
        found.update(dict.fromkeys(map("".join, pairwise(field))))
    return " ".join(found)


def wanted(words: Iterable[str]) -> tuple[str, ...]:
    """Return the grams that a case must have to contain every word."""
    found: dict[str, None] = {}
    for word in words:
        plain = word.translate(_PLAIN)
        pairs = map("".join, pairwise(plain))
        found.update(dict.fromkeys([plain] if len(plain) == 1 else pairs))
    return tuple(found)


def number_key(number: str) -> str:
    """Return what puts case numbers into the order of their figures."""
    return _DIGITS.sub(lambda found: found[0].zfill(8), fold(number))
