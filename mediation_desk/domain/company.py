"""What the other desks of a centre do: what they saved, and which case each has open."""

from dataclasses import dataclass
from datetime import datetime

from mediation_desk.domain.journal import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """A case that another desk has open, since when by the server's clock; it locks nobody out."""

    case_id: int
    actor: str
    since: datetime
    editing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What was heard of the others: acts that were not done here, and the cases they have open."""

    acts: tuple[Entry, ...] = ()
    leases: tuple[Lease, ...] = ()
