"""Printing papers of a case; where it is wanted, what has left is kept as issued."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.printers.order import Sheet
from mediation_desk.ui.printers.print_dialog import PrintDialog, print_sheets
from mediation_desk.ui.printers.queue import queue_of

if TYPE_CHECKING:  # the service brings the writers of .docx and PDF along: the worker loads it
    from mediation_desk.services.papers import ComposedPaper


def print_papers(
    case: OpenCase, made: "Sequence[ComposedPaper]", parent: QWidget
) -> PrintDialog | None:
    """Ask how papers are to be printed; None where no case is shown."""
    if case.file is None:
        return None
    fresh = all(not paper.issued for paper in made) and case.desk.actor.may(Right.ISSUE)
    issues = [_issuing(case, case.file.id, paper) for paper in made] if fresh else []
    return print_sheets(case.jobs, [sheet_of(paper) for paper in made], parent, issues)


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


def _issuing(case: OpenCase, case_id: int, paper: "ComposedPaper") -> Callable[[], object]:
    """Return what keeps a printed paper as issued, though another case may be in view by then."""
    desk, jobs, queue = case.desk, case.jobs, queue_of(case.jobs)

    def keep() -> int:
        from mediation_desk.services import papers

        return papers.issue_printed(desk, case_id, paper)

    def not_kept(error: DeskError) -> None:
        told = _("“{title}” was printed but not recorded as issued: {reason}")
        queue.failed.emit(told.format(title=paper.title, reason=error))

    def kept(_key: int) -> None:
        queue.said.emit(_("“{title}” is printed and issued.").format(title=paper.title))

    return partial(jobs.do, queue, keep, kept, not_kept)
