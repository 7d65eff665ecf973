"""A registration made in error (登记作废): when it may be voided, and what is kept of it.

The number is never given again and stays with its reason (procedure.md 5.2).
"""

from dataclasses import dataclass
from datetime import date, datetime

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.day_text import beijing
from mediation_desk.domain.stages import Stage
from mediation_desk.i18n import _

BEFORE_ACCEPTANCE = frozenset({Stage.APPLIED, Stage.CORRECTING, Stage.CONSENT})
"""Where a slip of the pen is still that: nobody outside of the centre relies on the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidNumber:
    """A case number that counts no more: why, who said so and when, and whose case it was."""

    id: int
    case_id: int
    number: str
    reason: str
    voided_by: str
    voided_at: datetime
    received_on: date
    cause: str
    applicants: str
    respondent: str

    @property
    def parties(self) -> str:
        """Who applied against whom; nobody knows it any more once it was erased for good."""
        if self.erased:
            return _("erased for good")
        return _("{applicants} v. {respondent}").format(
            applicants=self.applicants, respondent=self.respondent
        )

    @property
    def erased(self) -> bool:
        """Whether the case was erased for good: the number alone is left."""
        return not self.applicants and not self.respondent

    @property
    def voided_on(self) -> date:
        """The day in Beijing on which the number was voided."""
        return beijing(self.voided_at).date()


def is_early(case: CaseFile) -> bool:
    """Say whether a case stands where its registration may be voided at all."""
    return case.stage in BEFORE_ACCEPTANCE and case.accepted_on is None


def obstacle(case: CaseFile) -> str:
    """Return why a registration is not voided, empty if nothing of the case stands against it."""
    if not is_early(case):
        return _("The case is past the application: it is withdrawn or closed, not voided.")
    if case.papers or case.void_papers or case.services:
        return _("A paper of this case was issued: withdraw the case instead.")
    return ""
