"""Templates of forms that a centre made itself, in their versions."""

from dataclasses import dataclass
from datetime import datetime

from mediation_desk.i18n import N_

STANDS_IN = N_("house style, to be replaced by that of the provincial federation")
"""What is told of our letters of supervision: their style is the federation's affair
(河北省工会劳动法律监督条例第三十六条).
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormVersion:
    """A version of a form's template: who brought it when, and whether papers use it now."""

    id: int = 0
    form: str
    sha256: str
    size: int
    taken_at: datetime
    taken_by: str
    in_force: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What a check found in a template: where, what, and whether papers would be wrong by it."""

    place: str
    told: str
    grave: bool = False

    @property
    def sentence(self) -> str:
        """The remark as one sentence with its place."""
        return f"{self.place}{self.told}"
