"""Printing what is in view; the journal and the window hear of what leaves for paper or a file."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from mediation_desk.i18n import _
from mediation_desk.ui import places
from mediation_desk.ui.leaving import leaving
from mediation_desk.ui.printers.queue import queue_of
from mediation_desk.ui.printers.unprinted import QueueKeeper

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk
    from mediation_desk.ui.case.page import CasePage
    from mediation_desk.ui.paged_window import PagedWindow


class ViewPrinter(QObject):
    """Prints the page of a window, follows the queue, and has every print and file journalled."""

    def __init__(self, window: "PagedWindow") -> None:
        super().__init__(window)
        self._window = window
        leaving().printed.connect(self._printed)
        leaving().saved.connect(self._saved)

    def follow_queue(self, desk: "Desk") -> None:
        """Tell what became of what is printed, and show in the head that something is.

        What has not left is kept, and what was left over from the last time is offered again.
        """
        messages, head, queue = (
            self._window.messages,
            self._window.head,
            queue_of(self._window.jobs),
        )
        queue.said.connect(messages.notice)
        queue.failed.connect(
            lambda text: messages.problem(text, _("Print queue…"), self.show_queue)
        )
        queue.changed.connect(lambda: head.show_printing(queue.open, queue.to_mend))
        keeper = QueueKeeper(queue, desk, self._window.jobs, self)
        keeper.found.connect(
            lambda text: messages.problem(text, _("Print queue…"), self.show_queue)
        )
        head.printing.clicked.connect(lambda _checked=False: self.show_queue())

    def show_queue(self) -> None:
        """Show what is printed, what waits and what failed."""
        from mediation_desk.ui.printers.queue_dialog import show_queue

        show_queue(self._window.jobs, self._window)

    def print_view(self) -> None:
        """Print what is in view where that makes sense."""
        page = self._window.page
        if page is not None and page.print_itself():
            return
        html = page.print_text() if page is not None else ""
        if page is not None and html:
            from mediation_desk.ui.printing import show_sheet

            dialog = show_sheet(self._window.jobs, html, page.title, self._window)
            dialog.said.connect(self._window.messages.notice)
        else:
            self._window.messages.notice(_("There is nothing to print on this page."))

    def _printed(self, what: str) -> None:
        self._journal(lambda desk, case_id: _printed(desk, what, case_id))

    def _saved(self, what: str, name: str) -> None:
        self._journal(lambda desk, case_id: _saved_as_file(desk, what, name, case_id))

    def _journal(self, told: "Callable[[Desk, int | None], None]") -> None:
        if (desk := self._window.desk) is not None:
            job = partial(told, desk, self._case_shown())
            self._window.jobs.ask(self._window, job, heard, _unheard)

    def _case_shown(self) -> int | None:
        """Return the case in view, None where the page is another."""
        page = self._window.page
        if page is None or page.objectName() != places.CASE:
            return None
        file = cast("CasePage", page).case.file
        return file.id if file is not None else None


def _printed(desk: "Desk", what: str, case_id: int | None) -> None:
    from mediation_desk.services import journals

    journals.printed(desk, what, case_id)


def _saved_as_file(desk: "Desk", what: str, name: str, case_id: int | None) -> None:
    from mediation_desk.services import journals

    journals.saved_as_file(desk, what, name, case_id)


def heard(_done: None) -> None:
    """Nothing on the screen changes by what the journal was told."""


def _unheard(_error: Exception) -> None:
    """What has left for paper or a file has left, whatever the journal says to it."""
