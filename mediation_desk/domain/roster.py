"""A roster of workers as read from a file or the clipboard, before anything is saved."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mediation_desk.domain.claims import Applicant
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.errors import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRow:
    """One row: its line in the source, the worker it gives, and what is wrong with it.

    `respondent` is the employer that the row itself names, as a file of applications does.
    A row with problems still carries what could be read, so that the clerk can mend it:
    `reasons` are the problems by field without line and column, `unread` the cells as written
    that could not be read. `doubts` stop nothing: how a cell was taken, what should be looked at;
    an `incomplete` row tells a name and nothing else.
    """

    line: int
    applicant: Applicant
    respondent: Employer | None = None
    problems: tuple[Problem, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
    unread: Mapping[str, str] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()
    incomplete: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """A dry run of an import (试导入). `unknown` are headings that matched no field.

    `skipped` says of each line that was left out why it is no worker's.
    """

    rows: tuple[RosterRow, ...]
    matched: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()

    @property
    def sound(self) -> tuple[Applicant, ...]:
        """The workers of rows without problems."""
        return tuple(row.applicant for row in self.rows if not row.problems)

    @property
    def doubtful(self) -> int:
        """How many rows without problems should be looked at all the same."""
        return sum(bool(row.doubts) and not row.problems for row in self.rows)
