"""Two people saved the same form: what each changed, field by field, and what comes of it (P17)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Version(StrEnum):
    """Whose text of a field is taken."""

    ORIGINAL = "original"
    THEIRS = "theirs"
    MINE = "mine"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """A field that somebody changed: as it was, as it was saved meanwhile, as it is typed here."""

    field: str
    original: str
    theirs: str
    mine: str

    @property
    def disputed(self) -> bool:
        """Whether both changed it, each to something else."""
        return self.original not in (self.theirs, self.mine) and self.theirs != self.mine

    @property
    def proposed(self) -> Version | None:
        """Whose text is taken unless a person decides otherwise; None where only they can."""
        if self.disputed:
            return None
        return Version.THEIRS if self.theirs != self.original else Version.MINE

    @property
    def joinable(self) -> bool:
        """Whether the field holds lines, so that both texts may stay."""
        return self.disputed and any("\n" in text for text in (self.theirs, self.mine))

    def taken(self, version: Version) -> str:
        """Return the text that a choice stands for."""
        match version:
            case Version.ORIGINAL:
                return self.original
            case Version.THEIRS:
                return self.theirs
            case Version.MINE:
                return self.mine
        known = {*self.original.split("\n"), *self.theirs.split("\n")}
        added = [line for line in self.mine.split("\n") if line not in known]
        return "\n".join([self.theirs.rstrip("\n"), *added])


def differing(
    original: Mapping[str, str], theirs: Mapping[str, str], mine: Mapping[str, str]
) -> tuple[Differing, ...]:
    """Return the fields that one of the two changed, in the order of the form."""
    found = (
        Differing(
            field=field,
            original=original.get(field, ""),
            theirs=theirs.get(field, ""),
            mine=mine.get(field, ""),
        )
        for field in dict.fromkeys((*mine, *theirs))
    )
    return tuple(one for one in found if not one.original == one.theirs == one.mine)


def overlapping(found: Iterable[Differing]) -> bool:
    """Say whether the other one changed anything of this form."""
    return any(one.theirs != one.original for one in found)
