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
    """One act in the journal (操作记录). `doing` is the code of the act."""

    id: int
    at: datetime
    actor: str
    doing: str
    case_id: int | None
    changes: tuple[Change, ...] = ()
