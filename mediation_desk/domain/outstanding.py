"""For whom a paper that every party gets was not issued yet (procedure.md 5.4: copies).

The list of papers and the check of the dossier count by this one rule.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from mediation_desk.domain.case import CaseFile, IssuedPaper
from mediation_desk.domain.hearing import Hearing, HearingStatus

NOTICE = "D-17"
"""The notice that calls to a hearing."""

OF_EACH_PARTY = frozenset({"D-08", "D-11", "D-13", "D-14", NOTICE})
"""Papers of which each party addressed has its own."""


def outstanding(
    case: CaseFile, code: str, made_for: Iterable[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    """Return who of these lacks a copy; of a notice of mediation, for the hearing planned."""
    issued = Counter(paper.subject for paper in _valid(case, code))
    lacking = []
    for key, name in made_for:
        if issued[name]:
            issued[name] -= 1
        else:
            lacking.append((key, name))
    return tuple(lacking)


def _valid(case: CaseFile, code: str) -> list[IssuedPaper]:
    issued = [paper for paper in case.papers if paper.form == code]
    planned = [hearing for hearing in case.hearings if hearing.status is HearingStatus.PLANNED]
    if code != NOTICE or not planned:
        return issued
    return [paper for paper in issued if _calls_to(case, paper, planned[0])]


def _calls_to(case: CaseFile, paper: IssuedPaper, hearing: Hearing) -> bool:
    """Say whether a notice calls to a hearing as it stands; one from before it was moved not."""
    moved = max((p.decided_on for p in hearing.postponements), default=date.min)
    calls = {s.hearing_id for s in case.services if s.paper_id == paper.id}
    return hearing.id in calls and paper.issued_on >= moved
