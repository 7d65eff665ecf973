"""One bar for problems, one quiet notice that offers to undo, and the words for a crash."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mediation_desk.domain.errors import DeskError
from mediation_desk.i18n import _
from mediation_desk.ui.crash_report import crash_report
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import icon_button, link
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named

if TYPE_CHECKING:
    from mediation_desk.ui.crash_dialog import CrashDialog

NOTICE_SECONDS = 12


class _Bar(QFrame):
    """A strip with a sentence, an action and a cross."""

    def __init__(self, name: str, role: str, spoken: str, tone: Tone) -> None:
        super().__init__()
        named(self, name, spoken)
        self.setProperty("role", role)
        self.text = label("", name=f"{name}_text", wrap=True, tone=tone)
        self.action = link("", f"{name}_action", self._act)
        self.close_button = icon_button("cross", _("Close"), f"{name}_close", self.hide, tone=tone)
        self._then: Callable[[], object] | None = None
        inside = QHBoxLayout(self)
        inside.setContentsMargins(Space.L, Space.XS, Space.S, Space.XS)
        inside.addWidget(self.text, 1)
        inside.addWidget(self.action)
        inside.addWidget(self.close_button)
        self.hide()

    def say(self, text: str, action: str = "", then: Callable[[], object] | None = None) -> None:
        """Show a sentence with an action beside it."""
        self.text.setText(text)
        self.action.setText(action)
        self.action.setAccessibleName(action)
        self.action.setVisible(then is not None)
        self._then = then
        self.show()

    def _act(self) -> None:
        then, self._then = self._then, None
        self.hide()
        if then is not None:
            then()


class Messages(QWidget):
    """The two bars above a page; neither stops the work."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "messages", _("Messages"))
        self._fading = QTimer(self, singleShot=True, interval=NOTICE_SECONDS * 1000)
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(0)
        self._crash: CrashDialog | None = None

    @cached_property
    def problem_bar(self) -> _Bar:
        """The bar for problems, made when there is one; it stands above the notice."""
        bar = _Bar("problem", "bar-bad", _("Problem"), Tone.BAD)
        self._inside.insertWidget(0, bar)
        return bar

    @cached_property
    def notice_bar(self) -> _Bar:
        """The bar for notices, made when there is one."""
        bar = _Bar("notice", "bar-notice", _("Notice"), Tone.PLAIN)
        self._fading.timeout.connect(bar.hide)
        self._inside.addWidget(bar)
        return bar

    def refuse(self, error: DeskError) -> None:
        """Show a refusal that no form took."""
        self.problem(str(error))

    def problem(
        self, text: str, action: str = "", then: Callable[[], object] | None = None
    ) -> None:
        """Show a problem until it is closed or another takes its place."""
        self.problem_bar.say(text, action, then)

    def notice(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Say quietly what was done, and offer to undo it."""
        self._hide_problem()
        self.notice_bar.say(text, _("Undo") if undo else "", undo)
        self._fading.start()

    def offer(self, text: str, action: str, then: Callable[[], object]) -> None:
        """Say quietly what was done, and offer what may come next."""
        self._hide_problem()
        self.notice_bar.say(text, action, then)
        self._fading.start()

    def crash(self, error: BaseException) -> None:
        """Tell of a bug; one dialog at a time, the window lives on."""
        from mediation_desk.ui.crash_dialog import CrashDialog

        if self._crash is None or not self._crash.isVisible():
            self._crash = CrashDialog(crash_report(error), self.window())
            self._crash.open()

    def escape(self) -> bool:
        """Close the bar opened last; False if none is open."""
        for name in ("problem_bar", "notice_bar"):
            if (bar := self.__dict__.get(name)) is not None and bar.isVisible():
                bar.hide()
                return True
        return False

    def _hide_problem(self) -> None:
        if "problem_bar" in self.__dict__:
            self.problem_bar.hide()
