"""Enumerations whose members carry the name that people read."""

from enum import StrEnum
from typing import Self

from mediation_desk.i18n import _


class Term(StrEnum):
    """A stored code with an English source label, translated when shown.

    Members are written `CODE = "code", N_("Label")`; the code is what is stored.
    """

    _label: str
    __hash__ = str.__hash__  # that of the code it equals, and not worked out in Python each time

    def __new__(cls, code: str, label: str) -> Self:
        """Keep the label beside the stored code."""
        member = str.__new__(cls, code)
        member._value_ = code
        member._label = label
        return member

    @property
    def label(self) -> str:
        """The name in the language spoken here."""
        return _(self._label)

    @property
    def source(self) -> str:
        """The name as it stands in the program, to be translated where it is shown."""
        return self._label

    @classmethod
    def of(cls, code: str) -> Self:
        """Return the member stored as `code`; an unknown code is a ValueError."""
        for member in cls:
            if member.value == code:
                return member
        raise ValueError(code)
