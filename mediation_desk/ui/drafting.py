"""What is typed is kept: as soon as typing pauses, and when the form is left (草稿)."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from mediation_desk.ui.jobs import Jobs

if TYPE_CHECKING:  # the desk brings SQLAlchemy along: the worker loads it, not the window
    from mediation_desk.services.desk import Desk

Kept = dict[str, object]
PAUSE_MS = 1000
LONGEST_MS = 3000
"""Who types without a pause loses no more than this and a pause."""


class Draft(QObject):
    """The draft of one form at a time, under a key of the acting person's own."""

    kept = Signal(str)
    """The draft was kept, at this time of day."""

    def __init__(
        self, desk: "Desk", jobs: Jobs, texts: Callable[[], Kept], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._jobs, self._texts = desk, jobs, texts
        self._key = ""
        self.touched = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._since = QElapsedTimer()
        self._pause.timeout.connect(self.keep)

    def follow(self, key: str, show: Callable[[Kept], object]) -> None:
        """Turn to the draft with that key, and show it if there is one and nothing was typed.

        One that the form shows already is not put there again: that would move the cursor.
        """
        self.keep()
        self._key = key
        self._rest()
        desk = self._desk

        def load() -> Kept | None:
            from mediation_desk.services import drafts

            return drafts.load(desk, key)

        def loaded(found: Kept | None) -> None:
            if not found or key != self._key or self.touched:
                return
            if found != self._texts():
                show(found)

        self._jobs.ask(self, load, loaded)

    def touch(self) -> None:
        """Something was typed."""
        self.touched = True
        if not self._pause.isActive():
            self._since.start()
        if self._since.elapsed() < LONGEST_MS:
            self._pause.start()

    def keep(self) -> None:
        """Keep what was typed, if anything was; of texts that say nothing any more none is kept."""
        if not self.touched or not self._key:
            return
        self._rest()
        desk, key, texts = self._desk, self._key, self._texts()
        if not texts:
            self.forget(key)
            return
        at = f"{desk.now():%H:%M}"

        def keep() -> None:
            from mediation_desk.services import drafts

            drafts.keep(desk, key, texts)

        self._jobs.ask(self, keep, lambda _done: self.kept.emit(at))

    def drop(self) -> None:
        """Forget the draft: its form was saved or discarded."""
        self._rest()
        self.forget(self._key)

    def forget(self, key: str) -> None:
        """Forget the draft with that key, which may be of a form that is no longer in view."""
        desk = self._desk

        def drop() -> None:
            from mediation_desk.services import drafts

            drafts.drop(desk, key)

        self._jobs.ask(self, drop)

    def _rest(self) -> None:
        self.touched = False
        self._pause.stop()


def texts_in(kept: object) -> dict[str, str]:
    """Return a part of a draft as texts; anything else in its place counts as empty."""
    if not isinstance(kept, dict):
        return {}
    return {str(name): str(text) for name, text in kept.items()}
