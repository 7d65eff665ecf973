"""What should be looked at of the facts in the grid of sums, worked out once for each worker."""

from collections.abc import Callable
from datetime import date

from mediation_desk.domain.claims import Applicant
from mediation_desk.law.fact_checks import fact_doubts
from mediation_desk.law.packs import LawOn


class Doubts:
    """Remembers the doubts about a worker's facts until these change."""

    def __init__(self, today: Callable[[], date], law_on: Callable[[date], LawOn]) -> None:
        self._today, self._law_on = today, law_on
        self._known: dict[int, dict[str, str]] = {}

    def forget(self) -> None:
        """Work out all of them anew."""
        self._known = {}

    def forget_of(self, party_id: int) -> None:
        """Work out those of one worker anew."""
        self._known.pop(party_id, None)

    def about(self, applicant: Applicant, fact: str) -> str:
        """Return what should be looked at of a fact; empty where there is nothing."""
        if (found := self._known.get(applicant.id)) is None:
            law = self._law_on(self._today())
            doubts = reversed(tuple(fact_doubts(applicant.work, applicant.stated, law)))
            found = self._known[applicant.id] = {one.field: one.text for one in doubts}
        return found.get(fact, "")
