"""From the start of the program to its end: welcome or window, language, restore."""

import gc
import logging
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from mediation_desk import i18n, paths
from mediation_desk.domain.addresses import is_server, readable
from mediation_desk.domain.errors import DeskError, KeyWanted, Unreadable
from mediation_desk.i18n import _
from mediation_desk.ui.accounts.lock import Lock
from mediation_desk.ui.accounts.way_in import door_of, seems_protected
from mediation_desk.ui.collecting import Collector
from mediation_desk.ui.crash_report import crash_report
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.log_file import keep_log
from mediation_desk.ui.look import apply_remembered
from mediation_desk.ui.main_window import MainWindow
from mediation_desk.ui.memory import recall, remember
from mediation_desk.ui.single import SingleWindow, taken_text
from mediation_desk.ui.tray import Tray
from mediation_desk.ui.warming import warm
from mediation_desk.ui.who_works import look_through, tell_of_restore, with_people

if TYPE_CHECKING:
    from mediation_desk.domain.centre import Centre, User
    from mediation_desk.services.accounts import Protection
    from mediation_desk.services.desk import Desk
    from mediation_desk.services.restoring import Order
    from mediation_desk.services.signing_in import Door
    from mediation_desk.ui.accounts.restoring import Restoring
    from mediation_desk.ui.accounts.sign_in import SignIn
    from mediation_desk.ui.refused import RefusedWindow
    from mediation_desk.ui.welcome import Welcome

log = logging.getLogger(__name__)

WARM_MS = 200
"""How long after the first page's rows the other pages begin to load: they are painted first."""
SETTLE_MS = 1500
"""How long after the first page what nobody waits for is left alone."""


class Program(QObject):
    """What lives as long as the program: the workers, the desk, and the one window."""

    settled = Signal()
    """The first page has been there for a while."""

    def __init__(
        self,
        app: QApplication,
        location: str,
        *,
        demo: bool = False,
        user: str | None = None,
        single: SingleWindow | None = None,
    ) -> None:
        super().__init__()
        self._single = single
        self._app, self._location, self._demo, self._user = app, location, demo, user
        self.language_is_chosen = False
        self._is_settled = False
        self.jobs = Jobs(self)
        self.desk: Desk | None = None
        self.window: MainWindow | Welcome | RefusedWindow | SignIn | None = None
        self._lock = Lock(app, self.jobs, self)
        self._lock.wanted.connect(self.lock)
        self._lock.other_person.connect(self.leave)
        self._tray = Tray(app, self.jobs, self)
        self._tray.raised.connect(self.come_forward)
        apply_remembered(app)
        app.styleHints().colorSchemeChanged.connect(lambda _scheme: apply_remembered(app))
        app.setWindowIcon(QIcon(str(paths.resources("icons", "mediation-desk.svg"))))
        sys.excepthook = self._on_crash

    def start(self) -> None:
        """Show the window at once and open the file behind it, or welcome a new centre."""
        if not self._demo and seems_protected(self._location):
            self._ask_who()
        elif self._demo or self._exists():
            window = self._show_main()
            window.painted.connect(partial(self._read, window))
        else:
            self._show_welcome()
            self._settle_soon()

    def _read(self, window: MainWindow) -> None:
        """Open the file, once the worker no longer takes the first paint's time."""
        job = self._open_sample if self._demo else self._open
        given = self._user is not None
        self.jobs.ask(window, partial(with_people, job, given=given), self._take, self._refuse)

    def _settle_soon(self) -> None:
        QTimer.singleShot(SETTLE_MS, self, self.settle)

    def settle(self) -> None:
        """Do, once, what could wait until the first page was there: log, Qt's words, listening."""
        if self._is_settled:
            return
        self._is_settled = True
        keep_log()
        self._speak_qt()
        self.settled.emit()
        if self.desk is not None:
            self._tray.begin(self.desk)
        gc.freeze()  # what was made until now stays: looking through it only makes pauses
        Collector(self._app, self)

    def _speak_qt(self) -> None:
        """Let Qt's own dialogs speak the window's language."""
        from mediation_desk.ui import translators

        translators.install(self._app)

    def stop(self, *, back_up: bool = False) -> None:
        """Finish what is being written, back up what is new, and let go of the file."""
        self._lock.end_watch()
        self.jobs.stop()
        if self.desk is not None:
            if back_up and not self.desk.db.is_locked:
                from mediation_desk.ui.keeping_watch import back_up_at_exit

                back_up_at_exit(self.desk)
            self.desk.close()

    def come_forward(self) -> None:
        """Bring the window before the others."""
        shown = self._lock.page or self.window
        if shown is not None:
            shown.setWindowState(shown.windowState() & ~shown.windowState().WindowMinimized)
            shown.show()
            shown.raise_()
            shown.activateWindow()

    def _exists(self) -> bool:
        return is_server(self._location) or os.path.lexists(self._location)

    def _show(self, window: "MainWindow | Welcome | RefusedWindow | SignIn") -> None:
        old, self.window = self.window, window
        window.show()
        if old is not None:
            old.close()
            old.deleteLater()
        self._lock.drop()

    # -- the main window --------------------------------------------------------------------

    def _show_main(self) -> MainWindow:
        window = MainWindow(self.jobs)
        window.reopen.connect(lambda: self._speak_anew())
        window.restore.connect(self._restore)
        window.leaving.connect(self.leave)
        window.locking.connect(self.lock)
        window.rebuilding.connect(self._rebuild)
        self._show(window)
        return window

    def _take(self, opened: "tuple[Desk, tuple[User, ...]]") -> None:
        self.desk, people = opened
        if not self.language_is_chosen and self.desk.centre.language != i18n.language():
            self._speak_anew(self.desk.centre.language)
        elif isinstance(window := self.window, MainWindow):
            window.prepare(self.desk, partial(self._bring_to_life, window, self.desk, people))

    def _bring_to_life(self, window: MainWindow, desk: "Desk", people: "tuple[User, ...]") -> None:
        if self.desk is not desk or self.window is not window:
            return  # left meanwhile
        window.take(desk, people)
        if desk.signed_in:  # who signs in here next is asked for by this name
            remember("person", desk.actor.name)
        self._lock.watch(desk)
        look_through(self.jobs, desk, self._give_up)
        if self._is_settled:
            self._tray.begin(desk)
        # comes after the first page's rows
        self.jobs.ask(window, lambda: None, self._shown)

    def _shown(self, _done: None) -> None:
        """The first page is there: load the others behind it, and settle by and by."""
        if self.desk is not None and isinstance(window := self.window, MainWindow):
            begin = partial(warm, self.jobs, window, self.desk, window.stack.make_ahead)
            QTimer.singleShot(WARM_MS, window, begin)
            tell_of_restore(self.jobs, window, self.desk)
        self._settle_soon()

    def _open(self) -> "Desk":
        from mediation_desk.services.desk import open_desk

        return open_desk(self._location, actor=self._user)

    def _open_sample(self) -> "Desk":
        from mediation_desk.services.desk import open_desk
        from mediation_desk.services.story import sample_centre

        if self._exists():
            return open_desk(self._location, actor=self._user)
        return sample_centre(self._location)

    def _speak_anew(self, language: str = "") -> None:
        """Build the window anew in the language chosen; the desk stays open."""
        i18n.use(language or recall("language") or i18n.CHINESE)
        self.language_is_chosen = True
        self._speak_qt()
        if (desk := self.desk) is None:
            return
        window = self._show_main()
        self.jobs.ask(window, partial(with_people, lambda: desk), self._take)

    # -- signing in and locking ---------------------------------------------------------------

    def _ask_who(self, person: str = "") -> None:
        """Show who may sign in, as soon as the key file is read."""
        show = partial(self._show_door, person or self._user or recall("person"))
        self.jobs.ask(self, door_of(self._location), show, self._refuse)

    def _show_door(self, person: str, door: "Door | None") -> None:
        if door is None:  # a key file without a file: opening says what is wrong
            window = self._show_main()
            self._read(window)
            return
        from mediation_desk.ui.accounts.sign_in import SignIn

        page = SignIn(self.jobs, door, last=person)
        page.entered.connect(self._begin)
        page.another_file.connect(self._other_ways)
        page.unreadable.connect(self._refuse)
        self._show(page)
        self._settle_soon()

    def _other_ways(self) -> None:
        from mediation_desk.ui.refused import RefusedWindow

        sentence = _("Sign in, or open another file, or put a backup in the place of this one.")
        self._show_refused(RefusedWindow(self._location, sentence, chosen=True))

    def lock(self) -> None:
        """Hide the desk until the same person signs in again."""
        if self.desk is not None and isinstance(self.window, MainWindow):
            self._lock.close(self.window, self.desk)

    def leave(self, person: str = "") -> None:
        """Sign out: close the desk, and ask for whoever was chosen, or who works here now."""
        desk, self.desk = self.desk, None
        if desk is None or self.window is None:
            return
        self._tray.end()
        if isinstance(self.window, MainWindow) and not desk.db.is_locked:
            self.window.keep_drafts()
        self.jobs.ask(self, partial(self._close, desk), lambda _done: self._ask_who(person))

    def _close(self, desk: "Desk") -> None:
        """Let go of a file once no backup of it is under way."""
        self.jobs.rest_keeping()
        desk.close()

    def _rebuild(self, job: "Callable[[Desk], Desk]") -> None:
        """Let a job put another desk in the place of this one, and build the window anew."""
        if (window := self.window) is None or (desk := self.desk) is None:
            return
        self.desk = None
        self._tray.end()
        window.setEnabled(False)
        if isinstance(window, MainWindow):
            window.messages.notice(_("The file is being written anew. Please wait."))

        def alone() -> "Desk":
            self.jobs.rest_keeping()
            return job(desk)

        self.jobs.ask(window, alone, partial(self._begin, new_keys=True), self._refuse)

    def _show_welcome(self) -> None:
        from mediation_desk.storage.places import on_stick, synced_by
        from mediation_desk.ui.welcome import Welcome

        on_server = is_server(self._location)
        welcome = Welcome(
            self.jobs,
            self._found,
            self._sample,
            self._choose_restore,
            server=readable(self._location) if on_server else "",
            synced="" if on_server else synced_by(self._location),
            on_stick=not on_server and on_stick(self._location),
        )
        welcome.founded.connect(self._begin)
        welcome.language_chosen.connect(self._welcome_in)
        self._show(welcome)

    def _welcome_in(self, language: str) -> None:
        remember("language", language)
        i18n.use(language)
        self._speak_qt()
        self._show_welcome()

    def _found(self, centre: "Centre", first: "User", protection: "Protection | None") -> "Desk":
        from mediation_desk.services import accounts
        from mediation_desk.services.desk import found

        if protection is None:
            return found(self._location, centre, first)
        return accounts.found(self._location, centre, first, protection)

    def _sample(self) -> "Desk":
        self._location = str(paths.user_data() / "sample.desk")
        return self._open_sample()

    def _hold(self) -> bool:
        """Let this be the one window of the file in view; False where another has it."""
        return self._single is None or self._single.move(self._location)

    def _begin(self, desk: "Desk", *, new_keys: bool = False) -> None:
        if not self._hold():  # the sample centre, from the welcome, that stands open elsewhere
            taken = DeskError(taken_text(self._location))
            self.jobs.ask(self, partial(self._close, desk), lambda _done: self._refuse(taken))
            return
        window = self._show_main()
        if new_keys:
            window.ready.connect(window.tell_new_keys)
        self.jobs.ask(window, partial(with_people, lambda: desk), self._take, self._refuse)

    # -- restoring, and files that cannot be opened -----------------------------------------

    def _choose_restore(self, *, damaged: bool = False) -> None:
        if (window := self.window) is not None:
            self._restoring(window, damaged=damaged).choose()

    def _restoring(self, window: QWidget, *, damaged: bool = False) -> "Restoring":
        from mediation_desk.ui.accounts.restoring import Restoring

        return Restoring(
            jobs=self.jobs,
            window=window,
            location=self._location,
            restore=self._restore,
            refused=self._stay,
            damaged=damaged,
        )

    def _restore(self, order: "Order") -> None:
        """Close the file, put the backup in its place, open it again."""
        if (window := self.window) is None:
            return
        desk, self.desk = self.desk, None
        self._tray.end()

        def job() -> "Desk":
            from mediation_desk.services import backups

            if desk is not None:
                self._close(desk)
            backups.carry_out(order, self._location)
            return self._open()

        refused = self._refuse if isinstance(window, MainWindow) else self._stay
        self.jobs.ask(window, job, self._begin, refused)

    def _stay(self, error: DeskError) -> None:
        """Say in the window that asked why a backup was not restored; a protected one was."""
        if isinstance(error, KeyWanted):
            self._ask_who()
            return
        if explain := getattr(self.window, "explain", None):
            explain(error)

    def _refuse(self, error: DeskError) -> None:
        """Say why the file cannot be opened, and offer the ways on."""
        from mediation_desk.ui.refused import RefusedWindow

        if isinstance(error, KeyWanted):
            self._ask_who()
            return
        refused = RefusedWindow(self._location, str(error))
        damaged = isinstance(error, Unreadable)
        self._show_refused(refused, damaged=damaged)
        if damaged:
            self._restoring(refused, damaged=True).offer_newest(refused)

    def _give_up(self, desk: "Desk", error: Unreadable) -> None:
        """Let go of a damaged file before more is written to it, and offer a backup."""
        if self.desk is not desk:
            return
        self.desk = None
        self._tray.end()
        self.jobs.ask(self, partial(self._close, desk), lambda _done: self._refuse(error))

    def _show_refused(self, refused: "RefusedWindow", *, damaged: bool = False) -> None:
        refused.another.connect(self._open_another)
        refused.restore.connect(partial(self._choose_restore, damaged=damaged))
        refused.again.connect(self.start)
        refused.found.connect(self._show_welcome)
        self._show(refused)
        self._settle_soon()

    def _open_another(self, path: Path) -> None:
        before, self._location = self._location, str(path)
        if not self._hold():
            taken, self._location = taken_text(self._location), before
            self._stay(DeskError(taken))
            return
        self._demo = False
        self.start()

    def _on_crash(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Log a bug without anybody's data, tell of it, and let the window live on."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        keep_log()
        log.error("bug in the window\n%s", crash_report(error))
        if isinstance(self.window, MainWindow):
            self.window.messages.crash(error)
