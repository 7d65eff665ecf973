"""Reminders of performance for several cases at once (督促履行)."""

from collections.abc import Callable, Sequence

from mediation_desk.documents.catalogue import form_of, subjects
from mediation_desk.documents.pdf import joined_pdf
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.services import papers
from mediation_desk.services.browse import case_file
from mediation_desk.services.desk import Desk

Progress = Callable[[int, int], bool]
NOTICE = "D-52"


def joined(desk: Desk, case_ids: Sequence[int], progress: Progress) -> bytes:
    """Return the notices that urge performance as one PDF; nothing when it was stopped."""
    desk.actor.require(Right.READ)
    parts = []
    for number, case_id in enumerate(case_ids):
        if not progress(number, len(case_ids) + 1):
            return b""
        case = case_file(desk, case_id)
        for subject, name in subjects(form_of(NOTICE), case) or (("", ""),):
            paper = papers.compose(desk, case_id, NOTICE, subject)
            parts.append((f"{case.number} {paper.title} {name}".strip(), paper.docx))
    return joined_pdf(parts, _("Reminders")) if parts else b""
