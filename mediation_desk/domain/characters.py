"""Characters that no text may hold, wherever it comes from: typed, pasted or read from a file.

What a text says is what is stored, shown and printed (P21). These show nothing, turn others
around or end a text early, so that what is read is not what is there (reliability.md §4, 1–12).
They are refused where a text is saved, never taken out silently.
"""

import unicodedata

from mediation_desk.i18n import _

_BIDI = frozenset({*range(0x202A, 0x202F), *range(0x2066, 0x206A)})
_UNSEEN = frozenset({0xAD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF})
"""Nothing is seen of these; in a name they make two of one."""
_LINES = frozenset("\t\n\r")
MOST_MARKS = 4
"""So many signs may stand on one letter of a name."""


def _forbidden(character: str, *, in_name: bool) -> bool:
    code = ord(character)
    if code < 0x20:
        return in_name or character not in _LINES
    return (
        0x7F <= code < 0xA0
        or 0xD800 <= code < 0xE000
        or code & 0xFFFE == 0xFFFE
        or code in _BIDI
        or (in_name and code in _UNSEEN)
    )


def wrong_in(text: str, *, in_name: bool = False) -> str:
    """Return what is wrong with a text, as a sentence that names the character; else nothing."""
    marks = 0
    for character in text:
        if character.isascii() and character.isprintable():
            marks = 0
            continue
        if _forbidden(character, in_name=in_name):
            return _(
                "“{text}” holds a character that cannot be seen or printed (U+{code:04X}). Take it"
                " out, or type the text anew."
            ).format(text=_shown(text, character), code=ord(character))
        marks = marks + 1 if unicodedata.combining(character) else 0
        if in_name and marks > MOST_MARKS:
            return _("“{text}” has more than {n} signs on one letter.").format(
                text=_shown(text, character), n=MOST_MARKS
            )
    return ""


def _shown(text: str, found: str) -> str:
    """Return the place of a character in a text, with a box where nothing would be seen."""
    place = text.index(found)
    near = text[max(0, place - 8) : place + 9]
    return "".join(
        "▯" if _forbidden(one, in_name=True) or unicodedata.combining(one) else one for one in near
    )
