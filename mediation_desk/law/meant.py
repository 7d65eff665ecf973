"""Which name was likely meant by one that is not known here."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from mediation_desk.domain.errors import Problem
from mediation_desk.i18n import _
from mediation_desk.law.fields import Field

_ALIKE = 0.6
"""Names less alike than this are no likelier than any other."""


def nearest(told: str, names: Mapping[str, str]) -> str:
    """Return what the name most like this one stands for; "" where none is like it."""
    near = get_close_matches(told.strip()[:80].lower(), names, 1, _ALIKE)
    return names[near[0]] if near else ""


def unknown_inputs(fields: Iterable[Field], raw: Mapping[str, object]) -> Iterator[Problem]:
    """Name each input that a kind does not ask for, with the one that was likely meant."""
    asked = tuple(fields)
    known = {field.name for field in asked}
    for name in raw:
        if name not in known:
            yield Problem(str(name), unknown_input(asked, str(name)))


def unknown_input(fields: Iterable[Field], told: str) -> str:
    """Say that a kind does not ask for an input, and which was likely meant."""
    names = {name: field.name for field in fields for name in (field.title, field.name)}
    if meant := nearest(told, names):
        text = _("The input “{name}” is not used for this kind of claim. Is “{meant}” meant?")
        return text.format(name=told[:40], meant=meant)
    text = _("The input “{name}” is not used for this kind of claim.")
    return text.format(name=told[:40])
