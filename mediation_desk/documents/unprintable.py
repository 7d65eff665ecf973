"""Characters that no font here has: named before printing, with the person and the field.

Where somebody says so, a box stands for each of them, in which it is written by hand.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from mediation_desk.domain.errors import Unprintable
from mediation_desk.i18n import _
from mediation_desk.typeset import fonts
from mediation_desk.typeset.installed import own_folder

_MOST_NAMED = 5
_LONGEST = 12
_APART = re.compile(r"[\s，。；：、？！（）“”《》〔〕,.;:?!()＿]+")
_NAMES = ("姓名", "名称")
_by_hand: set[str] = set()


def write_by_hand(characters: Iterable[str]) -> None:
    """Have boxes printed for these characters from now on, until the program ends."""
    _by_hand.update(characters)


def written_by_hand() -> frozenset[str]:
    """Return the characters for which boxes are printed."""
    return frozenset(_by_hand)


def lacking(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the characters that no font has and nobody said to write by hand."""
    return tuple(char for char in fonts.missing(texts) if char not in _by_hand)


def boxes(given: Mapping[str, object]) -> tuple[str, ...]:
    """Name the values of a paper in which boxes stand for characters."""
    if not _by_hand:
        return ()
    told = _("{place}, box to write by hand")
    return tuple(told.format(place=place) for place in _places(given, _by_hand))


def refusal(
    characters: Sequence[str],
    texts: Sequence[str],
    pages: Sequence[int] = (),
    given: Mapping[str, object] | None = None,
    docx: bytes = b"",
) -> Unprintable:
    """Return the refusal of a paper with these characters, which says where each stands."""
    places = _places(given or {}, characters) or [_word_with(char, texts) for char in characters]
    told = (f"{char} (U+{ord(char):04X})" for char in characters)
    where = _(", ").join(list(dict.fromkeys(places))[:_MOST_NAMED])
    if pages:
        where = _("{words} (page {pages})").format(
            words=where, pages=_(", ").join(str(page) for page in pages)
        )
    text = (
        _("No font here has these characters: {characters}.").format(characters=" ".join(told))
        + _("They stand in: {words}.").format(words=where)
        + _("Put a font that has them into {folder} and start the program again.").format(
            folder=own_folder()
        )
    )
    return Unprintable(text, characters, docx)


def _places(given: Mapping[str, object], characters: Iterable[str]) -> list[str]:
    """Say in which values characters stand: those of a person before what is made of them."""
    wanted = set(characters)
    found = [(path, text) for path, text in _values(given, ()) if wanted & set(text)]
    of_people = [(path, text) for path, text in found if len(path) > 1]
    seen = set().union(*(text for _path, text in of_people))
    rest = [(path, text) for path, text in found if len(path) == 1 and (wanted - seen) & set(text)]
    told: dict[str, str] = {}
    for path, text in (*of_people, *rest):
        told.setdefault(text, _place(given, path, text, wanted))
    return list(told.values())


_Path = tuple[str | int, ...]


def _values(value: object, path: _Path) -> Iterator[tuple[_Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield from _values(one, (*path, name))
    elif isinstance(value, list | tuple):
        for place, one in enumerate(value):
            yield from _values(one, (*path, place))


def _place(given: object, path: _Path, text: str, wanted: set[str]) -> str:
    """Write where a value stands: 申请人第3项（李▢▢）的姓名."""
    owner, words = "", []
    for step in path[:-1]:
        given = given[step]  # type: ignore[index]
        named = isinstance(given, Mapping) and next(filter(None, map(given.get, _NAMES)), "")
        owner = str(named or owner)
        if isinstance(step, str):
            words.append(step)
        else:
            counted = _("person {n}") if named else _("no. {n}")
            words.append(counted.format(n=step + 1))
    place, last = "".join(words), path[-1]
    if isinstance(last, int):
        return place + _("no. {n}").format(n=last + 1)
    if not place:
        return f"{last}“{_shown(_word_with_any(wanted, text), wanted)}”"
    if owner:
        place = _("{place} ({name})").format(place=place, name=_shown(owner, wanted))
    return _("{field} of {place}").format(field=last, place=place)


def _shown(text: str, wanted: set[str]) -> str:
    """Return a text as the paper shows it: the window has no letters for it either."""
    return "".join(fonts.BY_HAND if char in wanted else char for char in text)


def _word_with_any(wanted: set[str], text: str) -> str:
    return _word_with(next(char for char in text if char in wanted), (text,))


def _word_with(char: str, texts: Iterable[str]) -> str:
    """Return the name or word that a character stands in."""
    text = next((text for text in texts if char in text), char)
    word = next(word for word in _APART.split(text) if char in word)
    at = word.index(char)
    return word[max(0, at - _LONGEST) : at + _LONGEST]
