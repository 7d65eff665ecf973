"""The other desks, at the window: their saves appear, their open cases are told, a cut line too.

Nothing that is being typed is touched: where somebody types, a bar says what is new and waits.
"""

from collections.abc import Sequence
from functools import partial
from threading import Event, Thread
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from shiboken6 import isValid

from mediation_desk.domain.day_text import BEIJING
from mediation_desk.domain.errors import DeskError, Promise
from mediation_desk.i18n import _
from mediation_desk.ui import places
from mediation_desk.ui.jobs import Jobs

if TYPE_CHECKING:  # what the first paint need not wait for
    from mediation_desk.domain.company import Lease, News
    from mediation_desk.domain.journal import Entry
    from mediation_desk.services.desk import Desk
    from mediation_desk.storage.company import Company
    from mediation_desk.ui.case.page import CasePage
    from mediation_desk.ui.paged_window import PagedWindow

POLL_MS = 4000
"""How often the journal of a file is looked at: only a command beside the window writes there."""
REST_MS = 3000
"""The line is opened once the first page stands."""
LOOK_MS = 500
"""How often the desk says which case it has open, if that changed."""
LISTENS = 0.5
_PAUSES = (1.0, 2.0, 4.0, 8.0)


class Ear(QObject):
    """Listens to a server on a thread of its own, and calls again when the line was cut."""

    heard = Signal(object)
    cut = Signal()
    back = Signal()

    def __init__(self, desk: "Desk", parent: QObject) -> None:
        super().__init__(parent)
        from mediation_desk.services import company

        self._desk, self.company = desk, company.join(desk)
        self._ended = Event()
        self.destroyed.connect(self._ended.set)
        Thread(target=self._listen, name="ear", daemon=True).start()

    def stop(self) -> None:
        """Hang up."""
        self._ended.set()

    def _listen(self) -> None:
        from mediation_desk.services import company

        tries = 0
        while not self._ended.is_set():
            try:
                news = company.hear(self._desk, self.company, LISTENS)
            except DeskError:
                if not tries:
                    self._emit(self.cut)
                self._ended.wait(_PAUSES[min(tries, len(_PAUSES) - 1)])
                tries += 1
                continue
            if tries:
                tries = 0
                self._emit(self.back)
            self._emit(self.heard, news)
        self.company.close()

    def _emit(self, signal: object, *what: object) -> None:
        if isValid(self) and not self._ended.is_set():
            signal.emit(*what)  # type: ignore[attr-defined]  # a bound signal


def _join(desk: "Desk") -> "Company":
    from mediation_desk.services import company  # on the worker: the first page is being shown

    return company.join(desk)


class Neighbours(QObject):
    """What the window does about the other desks."""

    def __init__(self, desk: "Desk", jobs: Jobs, window: "PagedWindow") -> None:
        super().__init__(window)
        self._desk, self._jobs, self._window = desk, jobs, window
        self._promises: list[Promise] = []
        self._leases: tuple[Lease, ...] = ()
        self.ear: Ear | None = None
        jobs.unanswered.connect(self._promises.append)
        self._timer = QTimer(self, interval=POLL_MS if desk.db.is_file else LOOK_MS)
        self._timer.timeout.connect(self._poll if desk.db.is_file else self._tell)
        if desk.db.is_file:
            self._begin_poll()
        else:
            QTimer.singleShot(REST_MS, self, self.listen)

    def stop(self) -> None:
        """Listen no longer: the desk is left."""
        self._timer.stop()
        if self.ear is not None:
            self.ear.stop()

    # -- a file -------------------------------------------------------------------------------

    def _begin_poll(self) -> None:
        self._jobs.ask(self, partial(_join, self._desk), self._joined, lambda _error: None)

    def _joined(self, company: "Company") -> None:
        self._company = company
        self._timer.start()

    def _poll(self) -> None:
        """Look at the journal while nothing else is asked of the file."""
        if self._jobs.busy:
            return
        from mediation_desk.services import company

        desk, ear = self._desk, self._company
        self._jobs.ask(self, lambda: company.hear(desk, ear), self._heard, lambda _error: None)

    # -- a server -----------------------------------------------------------------------------

    def listen(self) -> None:
        """Open the line to the others."""
        if self.ear is not None:
            return
        from mediation_desk.services import drafts

        self.ear = Ear(self._desk, self)
        self.ear.heard.connect(self._heard)
        self.ear.cut.connect(self._cut)
        self.ear.back.connect(self._back)
        self._timer.start()
        desk = self._desk
        self._jobs.ask(self, lambda: drafts.catch_up(desk), self._show_drafts, lambda _error: None)

    def _show_drafts(self, count: int) -> None:
        """Tell of what was kept on this computer and lies with the others now."""
        if count and self._window.page is not None:
            self._window.page.drafts_changed.emit()

    def _tell(self) -> None:
        """Say which case is open here, and whether somebody types in it."""
        from mediation_desk.services import company

        if self.ear is None:
            return
        page = self._case_page()
        file = page.case.file if page is not None else None
        editing = file is not None and (in_dialog() or is_typing())
        company.hold(self._desk, self.ear.company, file.id if file else 0, editing=editing)
        self._show_leases()

    def _cut(self) -> None:
        at = f"{self._desk.now():%H:%M}"
        self._window.messages.cut_off(
            _(
                "The line to the server has been cut since {time}. What you typed stays in the"
                " window, drafts on this computer; the desk connects again by itself."
            ).format(time=at)
        )

    def _back(self) -> None:
        """Tell the truth about the last save, take the drafts over, and show how things stand."""
        from mediation_desk.services import company, drafts

        desk = self._desk
        asked, self._promises[:] = list(self._promises), []

        def look() -> tuple[list[bool], int]:
            came = drafts.catch_up(desk)
            return [company.arrived(desk, promise) for promise in asked], came

        def told(found: tuple[list[bool], int]) -> None:
            arrived, came = found
            self._tell_truth(arrived)
            self._show_drafts(came)

        def unknown(_error: DeskError) -> None:
            self._promises[:] = asked + self._promises

        self._jobs.ask(self, look, told, unknown)

    def _tell_truth(self, arrived: list[bool]) -> None:
        messages = self._window.messages
        messages.whole_again()
        if not arrived:
            messages.notice(_("The line to the server is there again."))
        elif arrived[-1]:
            messages.stay(
                _("The line is there again. The last save arrived: it is saved."), "", None
            )
        else:
            messages.problem(
                _("The line is there again. The last save did not arrive; please save again.")
            )
        self._refresh()

    # -- what was heard -----------------------------------------------------------------------

    def _heard(self, news: "News") -> None:
        if news.leases != self._leases:
            self._leases = news.leases
            self._show_leases()
        if news.acts:
            self._saved(news.acts)

    def _saved(self, acts: "Sequence[Entry]") -> None:
        """Show what others saved: softly, and never under the hands of who types."""
        page = self._case_page()
        if page is None:
            self._refresh()
            return
        file = page.case.file
        of_case = [act for act in acts if file is not None and act.case_id == file.id]
        if not of_case:
            return
        from mediation_desk.ui.case.acts import act_name

        last = of_case[-1]
        told = _("{name} changed this case at {time} ({act}).").format(
            name=last.actor, time=f"{last.at.astimezone(BEIJING):%H:%M}", act=act_name(last.doing)
        )
        if in_dialog() or is_typing():
            self._window.messages.stay(told, _("Show it now"), page.refresh)
        else:
            page.refresh()
            self._window.messages.whisper(told)

    def _refresh(self) -> None:
        if self._window.page is not None and not in_dialog():
            self._window.page.refresh()

    def _case_page(self) -> "CasePage | None":
        page = self._window.page
        if page is None or page.objectName() != places.CASE:
            return None
        return cast("CasePage", page)

    def _show_leases(self) -> None:
        """Tell in the head of the case who else has it open."""
        if (page := self._case_page()) is None or (file := page.case.file) is None:
            return
        held = [lease for lease in self._leases if lease.case_id == file.id]
        page.header.show_company(_("; ").join(_lease_words(lease) for lease in held))


def _lease_words(lease: "Lease") -> str:
    time = f"{lease.since.astimezone(BEIJING):%H:%M}"
    if lease.editing:
        return _("{name} is editing since {time}").format(name=lease.actor, time=time)
    return _("{name} has this case open since {time}").format(name=lease.actor, time=time)


def in_dialog() -> bool:
    """Say whether a dialog waits for an answer."""
    return QApplication.activeModalWidget() is not None


def is_typing() -> bool:
    """Say whether the cursor stands in a field in which something was typed."""
    match QApplication.focusWidget():
        case QLineEdit() as line:
            return line.isModified() and not line.isReadOnly()
        case QPlainTextEdit() as area:
            return area.document().isModified() and not area.isReadOnly()
    return False
