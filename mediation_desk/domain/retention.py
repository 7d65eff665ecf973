"""How long a dossier is kept (保管期限): by the centre's own table, counted in whole years.

No statute fixes it; the table that the archives authority approved for the centre governs
(procedure.md 1.7). What ships is a proposal, and a setting.
"""

from dataclasses import dataclass
from datetime import date

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.step_facts import Retention


def is_grave(case: CaseFile) -> bool:
    """Say whether the table's second line applies: groups, injuries and deaths at work."""
    return case.is_group or any(applicant.work.injured for applicant in case.applicants)


def last_day(closed_on: date, kept: Retention) -> date | None:
    """Return the last day on which a dossier must be kept, None for one kept for good.

    It counts from 1 January after the year of closing.
    """
    if kept is Retention.PERMANENT:
        return None
    return date(closed_on.year + int(kept.value), 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledDossier:
    """A dossier in the archive: its numbers, when its case closed, how long it is kept."""

    case_id: int
    number: str
    archive_number: str
    closed_on: date
    kept: Retention

    @property
    def kept_until(self) -> date | None:
        """The last day on which it must be kept."""
        return last_day(self.closed_on, self.kept)
