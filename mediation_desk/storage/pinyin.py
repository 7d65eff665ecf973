"""How a name sounds: readings, initials and sort keys from the shipped table."""

from functools import cache, lru_cache

from mediation_desk import paths

_MOST_SPELLINGS = {True: 16, False: 4}
"""A person's (True) or firm's name with more possible initials is found by its likeliest."""

_REMEMBERED = 512
"""A name is sounded out several times for each row that has it, and firms come again."""


@cache
def _readings() -> tuple[dict[str, str], dict[str, str]]:
    """Return the commonest reading of each character, and the initials of all its readings."""
    first: dict[str, str] = {}
    initials: dict[str, str] = {}
    table = paths.resources("pinyin", "readings.txt").read_text(encoding="utf-8")
    for line in table.splitlines():
        syllable, usual, rare = line.split("\t")
        for character in usual:
            first[character] = syllable
        for character in usual + rare:
            initials[character] = initials.get(character, "") + syllable[0]
    return first, initials


@cache
def _surnames() -> dict[str, str]:
    """Return the readings that characters have as surnames."""
    table = paths.resources("pinyin", "surnames.txt").read_text(encoding="utf-8")
    return dict(line.split("\t") for line in table.splitlines())


@lru_cache(_REMEMBERED)
def _syllables(name: str, *, person: bool) -> tuple[str, ...]:
    """Return one reading per character; what has none stands for itself."""
    first, _initials = _readings()
    surnames = _surnames() if person else {}
    for length in (2, 1):
        if reading := surnames.get(name[:length]):
            return (*reading.split(), *(first.get(c, c) for c in name[length:]))
    return tuple(first.get(character, character) for character in name)


def spelled(name: str, *, person: bool = True) -> str:
    """Return the name in letters, as zhangsanfeng."""
    return "".join(_syllables(name, person=person))


@lru_cache(_REMEMBERED)
def initials(name: str, *, person: bool = True) -> tuple[str, ...]:
    """Return the initials under which the name may be looked for, the likeliest first."""
    _first, every = _readings()
    found = [""]
    for character, syllable in zip(name, _syllables(name, person=person), strict=True):
        letters = dict.fromkeys(syllable[0] + every.get(character, ""))
        if len(found) * len(letters) > _MOST_SPELLINGS[person]:
            letters = dict.fromkeys(syllable[0])
        found = [start + letter for start in found for letter in letters]
    return tuple(found)


def sort_key(name: str, *, person: bool = True) -> str:
    """Return what puts names into the order of their sound, then of their characters."""
    syllables = _syllables(name, person=person)
    return " ".join(s + c for s, c in zip(syllables, name, strict=True))
