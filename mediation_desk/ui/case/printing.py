"""Printing papers of a case; where it is wanted, what has left is kept as issued."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.jobs import Progress
from mediation_desk.ui.printers.issuing import Issuing
from mediation_desk.ui.printers.order import Sheet
from mediation_desk.ui.printers.print_dialog import Before, print_sheets
from mediation_desk.ui.widgets.progress import ProgressLine

if TYPE_CHECKING:  # the service brings the writers of .docx and PDF along: the worker loads it
    from mediation_desk.domain.case import IssuedPaper
    from mediation_desk.services.papers import ComposedPaper, Offer

    Found = Sequence[tuple[ComposedPaper, IssuedPaper | None]]


def print_papers(
    case: OpenCase,
    made: "Sequence[ComposedPaper]",
    parent: QWidget,
    refused: Callable[[DeskError], None] | None = None,
) -> None:
    """Ask how papers are to be printed; what was issued and is unchanged is printed again as it is.

    Printing it once more issues nothing; one that has changed since is issued anew only when that
    is asked for.
    """
    file = case.file
    if file is None:
        return
    known = {(paper.form, paper.subject) for paper in file.papers}
    if not any((paper.code, paper.subject_label) in known for paper in made):
        _ask(case, file.id, [(paper, None) for paper in made], parent)
        return
    desk = case.desk

    def found() -> "Found":
        from mediation_desk.services import reprints

        return reprints.reprinted(desk, file.id, made)

    case.jobs.render(
        parent,
        lambda _progress: found(),
        lambda told: _ask(case, file.id, told, parent),
        refused,
    )


def print_form(
    case: OpenCase,
    offer: "Offer",
    parent: QWidget,
    refused: Callable[[DeskError], None],
    line: ProgressLine,
) -> None:
    """Make a form for everybody who lacks it, or else for whom it is, and ask how to print it.

    The line shows how far it is, and stops it; what is made for printing before that is let go.
    """
    file, desk = case.file, case.desk
    if file is None:
        return
    line.cancel()
    wanted = [key for key, _label in offer.lacking or offer.subjects] or [""]

    def made(progress: Progress) -> "list[ComposedPaper]":
        from mediation_desk.services import browse, papers

        as_it_stands = browse.case_file(desk, file.id)  # read once: a group's takes longer
        return [
            papers.compose_of(
                desk, as_it_stands, offer.code, key, partial(_told, progress, place, len(wanted))
            )
            for place, key in enumerate(wanted)
        ]

    def ask(found: "list[ComposedPaper]") -> None:
        line.done()
        if case.file is not None and case.file.id == file.id:
            print_papers(case, found, parent, refused)

    def tell(error: DeskError) -> None:
        line.done()
        refused(error)

    line.follow(case.jobs.render(parent, made, ask, tell), _("Making the papers for printing…"))


def _told(progress: Progress, place: int, papers: int, done: int, parts: int) -> bool:
    """Tell how far one of several papers is as a part of all."""
    return progress(place * parts + done, papers * parts)


def _ask(case: OpenCase, case_id: int, found: "Found", parent: QWidget) -> None:
    may = case.desk.actor.may(Right.ISSUE)
    issues = [
        Issuing(case.desk, case.jobs, case_id, paper) if may and not paper.issued else None
        for paper, _last in found
    ]
    changed = [last for paper, last in found if last is not None and not paper.issued]
    sheets = [sheet_of(paper) for paper, _last in found]
    again = all(paper.issued for paper, _last in found)
    note = _("This paper is issued: it is printed again as it was issued.") if again else ""
    told = Before(note=note, changed=changed_text(changed) if may else "")
    print_sheets(case.jobs, sheets, parent, issues, told)


def changed_text(changed: "Sequence[IssuedPaper]") -> str:
    """Say of papers issued before that what would be printed now says something else."""
    if not changed:
        return ""
    last = max(changed, key=lambda paper: paper.id)
    return _(
        "{title} was issued on {day} already (no. {number}), and the case has changed since."
        " Recording what is printed now as issued makes one more paper, to be served once more."
    ).format(title=last.title, day=last.issued_on.isoformat(), number=last.number)


def sheet_of(paper: "ComposedPaper") -> Sheet:
    """Return a paper as it goes to a printer."""
    whom = f"（{paper.subject_label}）" if paper.subject_label else ""
    return Sheet(
        title=f"{paper.title}{whom}",
        pdf=paper.pdf,
        form=paper.code,
        copies=paper.copies,
        issued=paper.checked,
    )
