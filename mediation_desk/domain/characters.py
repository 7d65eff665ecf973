"""Characters that no text may hold, wherever it comes from: typed, pasted or read from a file.

What a text says is what is stored, shown and printed (P21). These show nothing, turn others
around or end a text early, so that what is read is not what is there (reliability.md §4, 1–12).
They are refused where a text is saved, never taken out silently.
"""

import re
import unicodedata

from mediation_desk.i18n import _

SOFT_BREAK = "\v"
"""A line break as word processors put it."""
MOST_MARKS = 4
"""So many signs may stand on one letter of a name."""
_ANYWHERE = r"\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069" + "".join(
    rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(17)
)
_IN_TEXT = re.compile(rf"[\x00-\x08\x0b\x0c\x0e-\x1f{_ANYWHERE}]")
_IN_NAME = re.compile(rf"[\x00-\x1f\xad\u200b\u200e\u200f\u2060\ufeff{_ANYWHERE}]")
"""Nothing is seen of some of these; in a name they make two of one."""
_NAMES = frozenset({"name", "legal_representative"})


def is_name(field: str) -> bool:
    """Say whether a field, or the column that keeps it, holds the name of somebody."""
    last = field.rpartition(".")[2]
    return last in _NAMES or last.endswith("_name")


def wrong_in(text: str, *, in_name: bool = False) -> str:
    """Return what is wrong with a text, as a sentence that names the character; else nothing."""
    if found := (_IN_NAME if in_name else _IN_TEXT).search(text):
        return _(
            "“{text}” holds a character that cannot be seen or printed (U+{code:04X}). Take it"
            " out, or type the text anew."
        ).format(text=_shown(text, found.start()), code=ord(found[0]))
    if in_name and (piled := _piled(text)) is not None:
        return _("“{text}” has more than {n} signs on one letter.").format(
            text=_shown(text, piled), n=MOST_MARKS
        )
    return ""


def wrong_as_typed(text: str, field: str) -> str:
    """Return what is wrong with the text of a field as it will be saved, a sentence or nothing."""
    in_name = is_name(field)
    return wrong_in(text if in_name else text.replace(SOFT_BREAK, "\n"), in_name=in_name)


def doubt_in(name: str) -> str:
    """Return what is doubtful about the characters of a name, which is saved as it is typed."""
    for character in name:
        code = ord(character)
        if 0x2E80 <= code < 0x2FE0:  # radicals, as some PDF files give them
            plain = unicodedata.normalize("NFKC", character)
            said = (
                _("“{sign}” (U+{code:04X}) is a radical of dictionaries. Is “{plain}” meant?")
                if plain != character
                else _("“{sign}” (U+{code:04X}) is a radical of dictionaries, not a character.")
            )
            return said.format(sign=character, code=code, plain=plain)
        if unicodedata.category(character) == "Co":
            return _(
                "U+{code:04X} is a character that some system made for itself (造字): it may not"
                " print. Look for it in GB 18030-2022, or copy it from the identity card."
            ).format(code=code)
        if character in _DOTS:
            return _("Between the parts of a name stands “·” (U+00B7), not “{sign}”.").format(
                sign=character
            )
    return ""


_DOTS = "•・‧∙⋅･"


def _piled(text: str) -> int | None:
    """Return where more signs stand on one letter than any name has."""
    marks = 0
    for place, character in enumerate(text):
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks > MOST_MARKS:
            return place
    return None


def _shown(text: str, place: int) -> str:
    """Return the place of a character in a text, with a box where nothing would be seen."""
    near = text[max(0, place - 8) : place + 9]
    return "".join(
        "▯" if _IN_NAME.match(one) or unicodedata.combining(one) else one for one in near
    )
