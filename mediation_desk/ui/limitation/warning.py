"""The line that warns of limitation while a case is being registered; it blocks nothing."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel

from mediation_desk.domain.case import Application
from mediation_desk.domain.errors import DeskError
from mediation_desk.law.limitation_of_case import ClaimBar
from mediation_desk.services import limitation
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.limitation import words
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.labels import set_tone
from mediation_desk.ui.widgets.naming import named

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

PAUSE_MS = 400


class LimitationWarning(QLabel):
    """Judges what is typed after a short pause, off the window's thread."""

    def __init__(self, desk: "Desk", jobs: Jobs, value: Callable[[], Application]) -> None:
        super().__init__()
        named(self, "intake_limitation")
        self.setWordWrap(True)
        set_tone(self, Tone.WARN)
        self._desk, self._jobs, self._value = desk, jobs, value
        self._asked = 0
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.hide()

    def touch(self) -> None:
        """Judge anew once the typing rests."""
        self._pause.start()

    def _ask(self) -> None:
        self._asked += 1
        asked, desk, application = self._asked, self._desk, self._value()

        def show(found: tuple[ClaimBar, ...]) -> None:
            if asked == self._asked:
                self._say(words.warning_line(found))

        self._jobs.ask(
            self, lambda: limitation.of_application(desk, application), show, self._nothing
        )

    def _nothing(self, _error: DeskError) -> None:
        self._say("")

    def _say(self, text: str) -> None:
        self.setText(text)
        self.setVisible(bool(text))
