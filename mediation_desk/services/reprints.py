"""What has left for the printer: kept as issued once, and printed again as it was issued."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace

from mediation_desk.documents.pdf import boxes_in
from mediation_desk.domain.case import CaseFile, IssuedPaper
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.services import papers
from mediation_desk.services.desk import Desk
from mediation_desk.services.papers import ComposedPaper
from mediation_desk.storage import cases
from mediation_desk.storage import papers as store
from mediation_desk.storage.database import Session


def issue_printed(desk: Desk, case_id: int, paper: ComposedPaper) -> int:
    """Keep a paper as issued that has left for the printer, whatever happened to the case since.

    The printed sheet is there: what is kept is what it says. One that was issued already and
    says the same is not issued a second time; the key of that one is returned.
    """
    desk.actor.require(Right.ISSUE)
    with desk.db.read() as session:
        case = cases.file(session, case_id)
        last = last_issued(case, paper)
        if last is not None and _says_the_same(session, last, paper):
            return last.id
    return papers.issue(desk, case_id, case.version, paper)


def last_issued(case: CaseFile, paper: ComposedPaper) -> IssuedPaper | None:
    """Return the last paper of the same form, for the same person, that was issued and stands."""
    found = (p for p in case.papers if (p.form, p.subject) == (paper.code, paper.subject_label))
    return max(found, key=lambda p: p.id, default=None)


def _says_the_same(session: Session, issued: IssuedPaper, paper: ComposedPaper) -> bool:
    """Say whether a paper was issued from the same values and the same template."""
    if issued.sha256 == hashlib.sha256(paper.docx).hexdigest():
        return True
    kept = store.given(session, issued.id)
    if kept is None or issued.template != paper.template or not paper.given:
        return False
    return dict(kept) == dict(json.loads(paper.given))


def reprinted(
    desk: Desk, case_id: int, made: Sequence[ComposedPaper]
) -> tuple[tuple[ComposedPaper, IssuedPaper | None], ...]:
    """Put the issued paper in the place of each that says the same.

    Beside one that was issued before and has changed since stands that earlier one.
    """
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        case = cases.file(session, case_id)
        lasts = [last_issued(case, paper) for paper in made]
        same = [
            last is not None and _says_the_same(session, last, paper)
            for last, paper in zip(lasts, made, strict=True)
        ]
    found: list[tuple[ComposedPaper, IssuedPaper | None]] = []
    for paper, last, alike in zip(made, lasts, same, strict=True):
        if last is not None and alike:
            found.append((replace(reprint(desk, last), copies=paper.copies), None))
        else:
            found.append((paper, last))
    return tuple(found)


def reprint(desk: Desk, issued: IssuedPaper) -> ComposedPaper:
    """Return an issued paper exactly as it was, ready to look at and to print."""
    desk.actor.require(Right.READ)
    docx, pdf = papers.again(desk, issued.id, issued.title)
    boxes = [f"U+{ord(char):04X}" for char in boxes_in(docx)]
    return ComposedPaper(
        code=issued.form,
        title=issued.title,
        subject="",
        subject_label=issued.subject,
        docx=docx,
        pdf=pdf,
        missing=tuple(_("box to write {code} by hand").format(code=code) for code in boxes),
        issued=issued.id,
    )
