"""Characters that no font here has: named before printing, with the words they stand in."""

import re
from collections.abc import Iterable, Mapping

from mediation_desk.domain.errors import FileRefused
from mediation_desk.i18n import _
from mediation_desk.typeset import fonts
from mediation_desk.typeset.installed import own_folder

_MOST_NAMED = 5
_LONGEST = 12
_APART = re.compile(r"[\s，。；：、？！（）“”《》〔〕,.;:?!()＿]+")


class Unprintable(FileRefused):
    """A paper has characters that no font has; `found` tells in which words each stands."""

    def __init__(self, found: Mapping[str, str]) -> None:
        told = (f"{char} (U+{ord(char):04X})" for char in found)
        words = list(dict.fromkeys(found.values()))[:_MOST_NAMED]
        super().__init__(
            _("No font here has these characters: {characters}.").format(characters=" ".join(told))
            + _("They stand in: {words}.").format(words=_(", ").join(words))
            + _("Put a font that has them into {folder} and start the program again.").format(
                folder=own_folder()
            )
        )
        self.found = dict(found)


def require_printable(texts: Iterable[str]) -> None:
    """Refuse texts with a character that no font has."""
    known = list(texts)
    if lacking := fonts.missing(known):
        raise Unprintable({char: _word_with(char, known) for char in lacking})


def _word_with(char: str, texts: Iterable[str]) -> str:
    """Return the name or word that a character stands in."""
    text = next(text for text in texts if char in text)
    word = next(word for word in _APART.split(text) if char in word)
    at = word.index(char)
    return word[max(0, at - _LONGEST) : at + _LONGEST]
