"""Locking the desk: what is typed is kept, every window hidden, and the keys forgotten."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.main_window import MainWindow

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk
    from mediation_desk.ui.accounts.cover import Cover
    from mediation_desk.ui.accounts.idle_watch import IdleWatch


class Lock(QObject):
    """Stands before a desk where people sign in; on others it never closes."""

    wanted = Signal()
    """Nobody has worked at the desk for the time set."""
    other_person = Signal()
    """Somebody else than who locked the desk wants to sign in."""

    def __init__(self, app: QApplication, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._app, self._jobs = app, jobs
        self._idle: IdleWatch | None = None
        self._cover: Cover | None = None
        self._closing = False

    @property
    def page(self) -> QWidget | None:
        """Return what is shown in the place of the windows while the desk is locked."""
        return None if self._cover is None else self._cover.page

    def watch(self, desk: "Desk") -> None:
        """Notice from now on when nobody works at the desk."""
        self.end_watch()
        if not desk.signed_in:
            return
        from mediation_desk.services.accounts import lock_minutes
        from mediation_desk.ui.accounts.idle_watch import IdleWatch

        self._idle = IdleWatch(self._app, lock_minutes(desk), self)
        self._idle.idle.connect(self.wanted)

    def end_watch(self) -> None:
        """Lock by itself no more."""
        if self._idle is not None:
            self._idle.rest()
            self._idle.deleteLater()
            self._idle = None

    def close(self, window: MainWindow, desk: "Desk") -> None:
        """Keep what is typed, hide every window, and forget the keys."""
        if not desk.signed_in or self._cover is not None or self._closing:
            return
        self._closing = True
        window.keep_drafts()

        def closed(_done: None) -> None:  # comes after the drafts that are kept
            self._closing = False
            self._hide(window, desk)

        self._jobs.ask(window, desk.lock, closed)

    def _hide(self, window: MainWindow, desk: "Desk") -> None:
        from mediation_desk.ui.accounts.cover import Cover

        if self._idle is not None:
            self._idle.rest()
        self._cover = Cover(self._app, self._jobs, window, desk)
        self._cover.unlocked.connect(self._open)
        self._cover.other_person.connect(self.other_person)

    def _open(self) -> None:
        if (cover := self._cover) is not None:
            self._cover = None
            cover.lift()
        if self._idle is not None:
            self._idle.go_on()

    def drop(self) -> None:
        """Take the page away once another window is shown: without any the program would end."""
        self._closing = False
        if (cover := self._cover) is not None:
            self._cover = None
            cover.drop()
