"""The pages beside the rail: made a part at a time while nobody waits, whole when shown."""

from collections import deque
from collections.abc import Callable, Iterator
from itertools import chain
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLayout, QStackedWidget, QWidget
from shiboken6 import isValid

from mediation_desk.i18n import _
from mediation_desk.ui import places
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.page import Page
from mediation_desk.ui.warming import is_loaded, load
from mediation_desk.ui.widgets.naming import named

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

SLICE = 0.004
"""Seconds after which no further part is begun before the window has answered."""
REST_MS = 4
"""How long the window is left alone between two slices while nobody waits for a page."""
BUSY_MS = 50
"""How long it is left alone while a worker still owes an answer: what it brings is shown first."""
RESTS = 20
"""How often in a row: a worker that looks through the whole file is not waited for."""
TURNED_MS = 400
"""How long after a page came up: it is read, painted and acted on first."""

Then = Callable[[], object]


class Pages(QStackedWidget):
    """Makes each page once and shows one of them.

    What is made ahead waits beside the stack until it is first shown, so that its size asks
    nothing of the window.
    """

    begun = Signal(object)
    """A page has come into being; its parts may still be to be made."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        named(self, "pages", _("Page"))
        self.desk: Desk | None = None
        self._jobs = jobs
        self._pages: dict[str, Page] = {}
        self._steps: dict[str, Iterator[None]] = {}
        """What is still to be done for the pages that are being made."""
        self._queue: deque[str] = deque()
        self._waiting: list[tuple[str, Then]] = []
        self._rests = 0
        self._turn = QTimer(self, singleShot=True)
        self._turn.timeout.connect(self._go_on)

    @property
    def page(self) -> Page | None:
        """The page shown now."""
        shown = self.currentWidget()
        return shown if isinstance(shown, Page) else None

    @property
    def is_making(self) -> bool:
        """Whether parts are still to be made."""
        return bool(self._queue)

    def made(self, name: str) -> Page | None:
        """Return a page if it has been made."""
        return self._pages.get(name)

    def whole(self, name: str, desk: "Desk") -> Page:
        """Return a page with all its parts, made now as far as it is not yet."""
        page = self._page(name, desk)
        page.complete()
        return page

    def show_page(self, page: Page) -> None:
        """Bring a page into view."""
        if self.indexOf(page) < 0:
            self.addWidget(page)
        self.setCurrentWidget(page)
        if self._turn.isActive() and not self._waiting:
            self._turn.start(TURNED_MS)

    def _page(self, name: str, desk: "Desk") -> Page:
        if name not in self._pages:
            self._pages[name] = page = places.begin(name, desk, self._jobs, self)
            page.hide()  # else it comes up with the window, over the page in view, after a lock
            self.begun.emit(page)
        return self._pages[name]

    def make_soon(self, name: str, then: Then) -> None:
        """Make a page a part at a time, before all others, then go on; somebody waits for it."""
        assert self.desk is not None
        page = self._page(name, self.desk)
        self._steps[name] = chain(page.making, styled(page))
        self._queue.appendleft(name)
        self._waiting.append((name, then))
        self._turn.start(0)

    # -- ahead ------------------------------------------------------------------------------

    def make_ahead(self) -> None:
        """Make every page that the person may come to a part at a time; modules are loaded."""
        if self.desk is None:
            return
        open_to = places.open_to(self.desk.actor) - set(self._queue)
        self._queue.extend(name for name in places.PLACES if name in open_to)
        self._turn.start(REST_MS)

    def when_made(self, name: str, then: Then) -> None:
        """Do something with a page at once, or as soon as it is loaded and made."""
        if is_loaded(name):
            self._when_whole(name, then)
        else:  # a worker loads it: the window would wait for that long
            self._jobs.aside(self, lambda: load(name), lambda _done: self._when_whole(name, then))

    def _when_whole(self, name: str, then: Then) -> None:
        if name in self._queue:
            self._queue.remove(name)
            self._queue.appendleft(name)
            self._waiting.append((name, then))
            self._turn.start(0)
        else:
            then()

    def _go_on(self) -> None:
        """Make parts for a slice of time; keys and clicks come before the next one."""
        if self.desk is None or not self._queue:
            return
        self._rests = self._rests + 1 if self._jobs.busy else 0
        if 0 < self._rests <= RESTS and not self._waiting:
            self._turn.start(BUSY_MS)
            return
        until = perf_counter() + SLICE
        while self._queue and perf_counter() < until:
            name = self._queue[0]
            if name not in self._steps:
                self._steps[name] = _steps(self._page(name, self.desk), self)
            if next(self._steps[name], self) is self:
                self._queue.popleft()
                del self._steps[name]
                self._tell(name)
        if self._queue:
            self._turn.start(0 if self._waiting else REST_MS)

    def _tell(self, name: str) -> None:
        waiting, self._waiting = self._waiting, []
        for wanted, then in waiting:
            if wanted == name:
                then()
            else:
                self._waiting.append((wanted, then))


def _steps(page: Page, stack: QStackedWidget) -> Iterator[None]:
    """Make a page, then what comes up later on it, and give it its style and its layout."""
    yield from page.making
    yield from page.ahead()
    page.resize(stack.size())
    yield from styled(page)
    yield from _laid_out(page)


def styled(page: QWidget) -> Iterator[None]:
    """Let the stylesheet speak for each widget once, before the page is shown.

    Between two steps the page may have come to show something, and let go of what it showed.
    """
    for widget in page.findChildren(QWidget):
        if isValid(widget):
            widget.ensurePolished()
        yield


def _laid_out(page: QWidget) -> Iterator[None]:
    """Let each layout measure what it holds, from the inmost one outwards."""
    for inner in reversed(page.findChildren(QLayout)):
        if isValid(inner):
            inner.activate()
        yield
