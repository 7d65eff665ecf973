"""What the journal tells: who did what, when, and what changed."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One row that was written. `before` is None for a new row, `after` for a removed one."""

    table: str
    key: int
    before: dict[str, object] | None
    after: dict[str, object] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One act in the journal (操作记录). `doing` is the code of the act.

    Of an undo, and of doing it again, `undid` is the code of the act that it is about.
    """

    id: int
    at: datetime
    actor: str
    doing: str
    case_id: int | None
    changes: tuple[Change, ...] = ()
    undid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which entries of the journal are asked for; what is empty does not narrow."""

    person: str = ""
    case: str = ""
    since: datetime | None = None
    until: datetime | None = None
    doings: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An entry in the timeline of the whole centre, with the number of its case."""

    entry: Entry
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The outcome of checking the journal: how many entries, its code now, what was found."""

    entries: int
    code: str
    finding: str = ""
    agrees: str = ""
    """With what it was compared and agrees, in a sentence; empty where with nothing."""

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.finding
