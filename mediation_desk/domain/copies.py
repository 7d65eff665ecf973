"""In how many copies a paper is printed (份数): a rule as data, which the centre may set anew."""

import re
from dataclasses import dataclass
from typing import Self

from mediation_desk.domain import originals
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.options import Option
from mediation_desk.domain.other_parties import PartyRole
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _

MOST = 99
_WRITTEN = re.compile(r"([a-z]+)\+([0-9]{1,2})")


class Counted(Term):
    """For whom one copy each is printed."""

    NOBODY = "nobody", N_("A fixed number")
    PARTIES = "parties", N_("One for every party")
    APPLICANTS = "applicants", N_("One for everybody who applied")
    RESPONDENTS = "respondents", N_("One for every respondent")
    AGREED = "agreed", N_("As many as the agreement says")


@dataclass(frozen=True, slots=True)
class CopyRule:
    """One copy for everybody who is counted, and some more."""

    counted: Counted
    more: int

    def of(self, case: CaseFile) -> int:
        """Return how many copies a case takes, one at least."""
        return max(1, _count(case, self.counted) + self.more)

    @property
    def code(self) -> str:
        """The rule as it is kept."""
        return f"{self.counted.value}+{self.more}"

    @property
    def text(self) -> str:
        """The rule as people read it."""
        if self.counted is Counted.NOBODY:
            return _("{n} copies").format(n=self.more)
        if not self.more:
            return self.counted.label
        return _("{whom}, {n} more").format(whom=self.counted.label, n=self.more)

    @classmethod
    def read(cls, code: str) -> Self | None:
        """Return the rule that was kept, None where the text is none."""
        if (found := _WRITTEN.fullmatch(code)) is None:
            return None
        counted = next((one for one in Counted if one.value == found[1]), None)
        return None if counted is None else cls(counted, int(found[2]))


def _count(case: CaseFile, counted: Counted) -> int:
    match counted:
        case Counted.NOBODY:
            return 0
        case Counted.PARTIES:
            return len(case.addressed)
        case Counted.APPLICANTS:
            return len(case.applicants)
        case Counted.RESPONDENTS:
            return 1 + sum(other.role is PartyRole.CO_RESPONDENT for other in case.others)
        case Counted.AGREED:
            return originals.made(case)


def shared(total: int, subjects: int, place: int) -> int:
    """Return how many of all copies a paper gets that is made for several, each its own.

    Everybody gets one; what is left, the file's own copy among it, is printed of the first.
    """
    if subjects <= 1:
        return total
    each, left = divmod(total, subjects)
    return max(1, each + (left if place == 0 else 0))


def option_of(form: str, shipped: CopyRule) -> Option:
    """Return the setting by which a centre prints a form in other numbers."""
    return Option(f"copies_{form}", shipped.code, N_("Copies to print of a form"))
