"""What is known of a backup and of a check of the file."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupInfo:
    """A verified copy: where, when, of which centre, with how many cases.

    After a restore `kept` is where the file that was there before is kept, if there was one.
    `materials` counts the contents that belong to it, `lacking` those that are not there whole.
    """

    path: str
    made_at: datetime
    centre: str
    cases: int
    size: int
    kept: str = ""
    encrypted: bool = False
    materials: int = 0
    lacking: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """The outcome of a check: sound or not, with sentences for what was found."""

    sound: bool
    cases: int
    journal_entries: int
    findings: tuple[str, ...] = ()
