"""For whom a paper that every party gets was not issued yet (procedure.md 5.4: copies)."""

from collections import Counter
from datetime import date

from mediation_desk.documents.catalogue import Form, Per
from mediation_desk.domain.case import CaseFile, IssuedPaper
from mediation_desk.domain.hearing import Hearing, HearingStatus

NOTICE = "D-17"
"""The notice that calls to a hearing."""


def outstanding(
    form: Form, case: CaseFile, made_for: tuple[tuple[str, str], ...]
) -> tuple[tuple[str, str], ...]:
    """Return the parties who lack their copy; of a notice of mediation, for the hearing planned."""
    if form.per not in (Per.PARTY, Per.APART):
        return ()
    issued = Counter(paper.subject for paper in _valid(form, case))
    lacking = []
    for key, name in made_for:
        if issued[name]:
            issued[name] -= 1
        else:
            lacking.append((key, name))
    return tuple(lacking)


def _valid(form: Form, case: CaseFile) -> list[IssuedPaper]:
    issued = [paper for paper in case.papers if paper.form == form.code]
    planned = [hearing for hearing in case.hearings if hearing.status is HearingStatus.PLANNED]
    if form.code != NOTICE or not planned:
        return issued
    return [paper for paper in issued if _calls_to(case, paper, planned[0])]


def _calls_to(case: CaseFile, paper: IssuedPaper, hearing: Hearing) -> bool:
    """Say whether a notice calls to a hearing as it stands; one from before it was moved not."""
    moved = max((p.decided_on for p in hearing.postponements), default=date.min)
    calls = {s.hearing_id for s in case.services if s.paper_id == paper.id}
    return hearing.id in calls and paper.issued_on >= moved
