"""What one paper is made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.centre import Centre
from mediation_desk.domain.claims import Reckonable
from mediation_desk.domain.dossier import Bound
from mediation_desk.domain.major_report import UNTOLD, MajorReport
from mediation_desk.law.award import Award

Values = dict[str, object]
"""What a template prints, by the names that clerks see in Word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A case, its centre and the day of issue; `subject` is the key of a party or a hearing.

    `nature` is what kind of body the centre is. `awards` are the computed sums by party and kind
    of claim, in the language of papers, `bound` the volume of the dossier that is being made,
    `retention` how long the centre's own table has the case kept, `report` what a report on a
    major dispute tells beyond the case, `house` are the centre's answers where practice differs,
    `pages` how many the papers in the dossier have.
    """

    case: CaseFile
    centre: Centre
    subject: str = ""
    on: date | None = None
    nature: str = ""
    awards: Mapping[tuple[int, Reckonable], Award] = field(default_factory=dict)
    bound: Bound | None = None
    retention: str = ""
    report: MajorReport = UNTOLD
    house: Mapping[str, str] = field(default_factory=dict)
    pages: int | None = None

    def due(self, clock: str) -> date | None:
        """Return the last day of a clock of the case, if it runs."""
        return next((c.due for c in self.case.clocks if c.kind == clock), None)
