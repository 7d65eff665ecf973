"""The window: rail, head and pages; it shows at once and takes the desk when it is open."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from mediation_desk.domain.errors import Broken, DeskError, DeskLocked, NotAllowed
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.ui import places, window_commands
from mediation_desk.ui.calendar_watch import CalendarWatch
from mediation_desk.ui.commands import Command
from mediation_desk.ui.day_watch import DayWatch
from mediation_desk.ui.head import Head
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.keeping_watch import KeepingWatch
from mediation_desk.ui.memory import recall, remember
from mediation_desk.ui.neighbours import Neighbours
from mediation_desk.ui.paged_window import PagedWindow
from mediation_desk.ui.places import TODAY
from mediation_desk.ui.printing_view import ViewPrinter, heard
from mediation_desk.ui.search_box import Hit, SearchBox
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.window_place import WindowPlace

if TYPE_CHECKING:  # what the first paint need not wait for
    from mediation_desk.domain.centre import User
    from mediation_desk.domain.rights import Actor
    from mediation_desk.domain.today import Today
    from mediation_desk.services.desk import Desk

WORKDAYS = "calendar"
UNSEEN_MS = 1000
"""A window that nobody sees counts as painted after this time."""
NARROW = 1000
"""Width in logical pixels under which the rail shows icons only."""


class MainWindow(PagedWindow):
    """Shows the frame before the file is open; `take` brings the pages to life."""

    leaving = Signal(str)
    """Whoever works here signs out, or somebody else wants to sign in."""
    locking = Signal()
    """Hide everything until the same person signs in again."""
    painted = Signal()
    """The window has been painted for the first time, and takes input; it is told once."""
    ready = Signal()
    """The first page stands, with the desk behind it."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        named(self, "main_window", _("Mediation Desk"))
        self.setWindowTitle(_("Mediation Desk"))
        QGuiApplication.setApplicationDisplayName(_("Mediation Desk"))  # or Qt adds the old one
        self._unpainted = QTimer(self, singleShot=True, interval=UNSEEN_MS)
        self._day_asked = False
        self._unpainted.timeout.connect(self.painted)
        self._unpainted.start()
        self.printer = ViewPrinter(self)
        self._lay_out()
        self._connect()
        self._bind_keys()
        self.rail.show_centre(recall("centre/name"))
        self.rail.show_page(TODAY)
        self.head.show_title(_("Today"))
        self.setMinimumSize(860, 460)
        self._place = WindowPlace(self, QSize(1366, 768))

    def _lay_out(self) -> None:
        ground = QWidget()
        ground.setProperty("role", "ground")
        self.setCentralWidget(ground)
        self.search = SearchBox(self.commands(), self._find, ground)
        self.head = Head(self.search)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(self.beside, 1)
        column.addWidget(self.messages)
        whole = QHBoxLayout(ground)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.rail)
        whole.addLayout(column, 1)

    def _connect(self) -> None:
        self.stack.begun.connect(self._hear)
        self.rail.chosen.connect(self.visit)
        self.rail.person_chosen.connect(self.change_person)
        self.search.chosen.connect(lambda case_id: self.open_case(case_id, ""))
        self.head.new_case.clicked.connect(lambda _checked=False: self.new_case())
        self.head.back.clicked.connect(lambda _checked=False: self.go_back())
        self.head.backup.clicked.connect(lambda _checked=False: self.back_up())
        self.head.help.clicked.connect(lambda _checked=False: self.toggle_help())
        self.jobs.changed.connect(self._on_changed)
        self.jobs.refused.connect(self._on_refused)
        self.jobs.forbidden.connect(self._tell_refused)
        self.jobs.crashed.connect(self.messages.crash)
        self.messages.wanted_figures.connect(self.show_figures)
        if isinstance(app := QApplication.instance(), QApplication):
            app.focusChanged.connect(self._keep_focus)

    def _bind_keys(self) -> None:
        for keys, act in (
            ("Ctrl+K", self.search.open_all),
            ("Ctrl+N", self.new_case),
            *((entry.keys, partial(self.visit, entry.name)) for entry in places.entries()),
            ("Ctrl+E", self.new_enquiry),
            ("Ctrl+P", self.printer.print_view),
            ("F1", self.toggle_help),
            ("F5", self.refresh),
            ("Esc", self.escape),
            ("Alt+Left", self.go_back),
            ("Ctrl+Z", self.undo),
            *((keys, self.redo) for keys in ("Ctrl+Y", "Ctrl+Shift+Z")),
            ("Ctrl+L", self.lock),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(act)
            # a grid has Ctrl+Z of its own; Qt then tells only one of the two
            shortcut.activatedAmbiguously.connect(act)

    def commands(self) -> Sequence[Command]:
        """Return what the search field can carry out."""
        return tuple(window_commands.of(self))

    # -- the desk ---------------------------------------------------------------------------

    def prepare(self, desk: "Desk", then: Callable[[], object]) -> None:
        """Make the first page a part at a time while its day is read, then go on."""
        self.stack.desk = desk
        if desk.actor.may(places.PLACES[TODAY].right):
            self._ask_day(desk)
            self.stack.make_soon(TODAY, then)
        else:
            then()

    def _ask_day(self, desk: "Desk") -> None:
        from mediation_desk.services.today import today

        self._day_asked = True
        self.jobs.ask(self, partial(today, desk), self._show_day)

    def take(self, desk: "Desk", people: "Sequence[User]") -> None:
        """Bring the pages to life with an open desk; the day is read while its page is made."""
        self.desk = self.stack.desk = desk
        self._offer_only(desk.actor)
        if desk.actor.may(places.PLACES[TODAY].right):
            if not self._day_asked:
                self._ask_day(desk)
            self._bring_up(TODAY, desk)
        else:
            self.show_page(places.SETTINGS)
        self._show_people(people)
        self.calendar_watch = CalendarWatch(
            desk, self.jobs, self.messages, partial(self.show_figures, WORKDAYS), self
        )
        self.neighbours = Neighbours(desk, self.jobs, self)
        self.day_watch = DayWatch(desk, self)
        self.leaving.connect(self.neighbours.stop)
        self.keeping_watch = KeepingWatch(desk, self.jobs, self.head.show_backup, self)
        self.printer.follow_queue(desk)
        self.ready.emit()

    def _show_day(self, day: "Today") -> None:
        from mediation_desk.ui.pages.today import TodayPage

        page = self.stack.made(TODAY)
        if isinstance(page, TodayPage):  # in a turn of its own: keys come between
            page.complete()
            QTimer.singleShot(1, page, lambda: self.jobs.show(page, page.show_today(day)))

    def change_person(self, user_id: int) -> None:
        """Let another person act."""
        if self.desk is None:
            return
        if self.desk.signed_in:
            self.leaving.emit(self.rail.name_of(user_id))
            return
        from mediation_desk.services.desk import choose

        desk = self.desk

        def changed(_done: None) -> None:
            remember("person", desk.actor.name)
            if self.page is not None and not desk.actor.may(
                places.PLACES[self.page.objectName()].right
            ):
                self.show_page(places.SETTINGS)
            self.messages.notice(_("{name} works here now.").format(name=desk.actor.name))

        self.jobs.do(self, lambda: choose(desk, user_id), changed)

    def _show_people(self, people: "Sequence[User]") -> None:
        if self.desk is not None:
            if self.desk.follow_roles(people):
                self._roles_changed(self.desk)
            self.rail.show_centre(self.desk.centre.name)
            self.rail.show_actor(self.desk.actor, people)
            self._offer_only(self.desk.actor)
            remember("centre/name", self.desk.centre.name)
            self.setWindowTitle(f"{self.desk.centre.name} · {_('Mediation Desk')}")

    def _offer_only(self, actor: "Actor") -> None:
        """Leave out what whoever works here may not do."""
        self.rail.open_only(places.open_to(actor))
        self.head.new_case.setVisible(actor.may(places.PLACES[places.INTAKE].right))
        self.search.offer(one for one in self.commands() if actor.may(one.right))

    def _roles_changed(self, desk: "Desk") -> None:
        """Say that rights came or went, and leave a page that is not open any more."""
        from mediation_desk.domain.rights import role_names

        names = role_names(desk.actor.roles) or "—"
        self.messages.notice(_("Your roles are now: {roles}.").format(roles=names))
        if self.page is not None and not desk.actor.may(
            places.PLACES[self.page.objectName()].right
        ):
            self.show_page(next(iter(sorted(places.open_to(desk.actor))), places.SETTINGS))

    def _on_changed(self) -> None:
        self.refresh()
        if (desk := self.desk) is not None:
            self.head.saved.setText(_("Saved {time}").format(time=f"{desk.now():%H:%M}"))
            self.jobs.ask(self, partial(_officers, desk), self._show_people, _unheard)

    def _on_refused(self, error: DeskError) -> None:
        """Tell of a refusal: not what was wanted while locked, nor what the fault report tells."""
        if not isinstance(error, (DeskLocked, Broken)):
            self.messages.refuse(error)

    def keep_drafts(self) -> None:
        """Keep what is typed anywhere in the window and its dialogs."""
        from mediation_desk.ui.drafting import Draft

        self._settle()
        for draft in self.findChildren(Draft):
            draft.keep()

    def _settle(self) -> None:
        """Finish what is done in slices: what was typed is read to its end, and saved."""
        from mediation_desk.ui.slices import Slices

        for slices in self.findChildren(Slices):
            slices.settle()

    def lock(self) -> None:
        """Lock the desk, where people sign in."""
        if self._signs_in():
            self.locking.emit()

    def sign_out(self) -> None:
        """Leave the desk to whoever signs in next."""
        if self._signs_in():
            self.leaving.emit("")

    def change_password(self) -> None:
        """Open the dialog for one's own password."""
        if self._signs_in() and self.desk is not None:
            from mediation_desk.ui.accounts.dialogs import PasswordDialog

            dialog = PasswordDialog(self.desk, self.jobs, self)
            dialog.accepted.connect(
                lambda: self.messages.notice(_("Your new password holds from now on."))
            )
            dialog.open()

    def _signs_in(self) -> bool:
        if self.desk is not None and self.desk.signed_in:
            return True
        self.messages.notice(
            _("Nobody signs in to this file. Set a password under Settings.")
            if self.desk is None or self.desk.db.is_file
            else _("This desk works under an account that several people share.")
        )
        return False

    def _keep_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        """Leave the keys to the page when what had them goes; Qt gives them to the rail."""
        if before is None or now is None or not self.rail.isAncestorOf(now):
            return
        if before.window() is self and not self.rail.isAncestorOf(before):
            # what had them is still seen while it is being put away
            QTimer.singleShot(0, partial(self._give_keys_back, before))

    def _give_keys_back(self, before: QWidget) -> None:
        now = QApplication.focusWidget()
        gone = not isValid(before) or not before.isVisible() or not before.isEnabled()
        if gone and now is not None and self.rail.isAncestorOf(now) and self.page is not None:
            self.page.setFocus()

    def refresh(self) -> None:
        """Read the page again, unless somebody works here now who may not come to it."""
        if (page := self.page) is None or (desk := self.desk) is None:
            return
        if desk.actor.may(places.PLACES[page.objectName()].right):
            page.refresh()

    def undo(self) -> None:
        """Undo the last act on the page; a field that is being typed in undoes its own."""
        if self.page is not None:
            self.page.undo_last()

    def redo(self) -> None:
        """Do again what was undone last on the page."""
        if self.page is not None:
            self.page.redo_last()

    def _tell_refused(self, error: NotAllowed) -> None:
        if (desk := self.desk) is not None:
            job = partial(_refused, desk, error.right, str(error))
            self.jobs.ask(self, job, heard, _unheard)

    def escape(self) -> None:
        """Close what was opened last."""
        closers: tuple[Callable[[], bool], ...] = (
            self.search.escape,
            self.messages.escape,
            self.close_help,
            self.page.escape if self.page is not None else _nothing_open,
        )
        any(close() for close in closers)

    def _find(self, text: str, found: Callable[[str, Sequence[Hit]], None]) -> None:
        if (desk := self.desk) is None or not text:
            return
        if not desk.actor.may(Right.READ):  # finds commands, and is told of no case
            found(text, ())
            return

        def find() -> Sequence[Hit]:
            from mediation_desk.ui import found_anywhere  # on the worker: it is slow to load

            return found_anywhere.find(
                desk, text, self.open_enquiry, self.open_region, self.open_void
            )

        self.jobs.ask(self, find, partial(found, text))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell when the window has been seen for the first time: the rest may load then."""
        super().paintEvent(event)
        if self._unpainted.isActive() and self._unpainted.interval():
            self._unpainted.start(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give a narrow window's room to the page."""
        super().resizeEvent(event)
        self.rail.be_narrow(self.width() < NARROW)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window's place; what was pasted a moment ago is read to its end."""
        self._settle()
        self._place.keep()
        super().closeEvent(event)


def _officers(desk: "Desk") -> "Sequence[User]":
    from mediation_desk.services import settings  # on the worker: it is slow to load
    from mediation_desk.services.desk import may_come

    return may_come(desk, settings.officers(desk))


def _refused(desk: "Desk", right: str, sentence: str) -> None:
    from mediation_desk.services import journals

    journals.refused(desk, right, sentence)


def _nothing_open() -> bool:
    return False


def _unheard(_error: Exception) -> None:
    """Whoever may not read people still sees their own name."""
