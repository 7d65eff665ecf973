"""One bar for problems, one quiet notice that offers to undo, and the words for a crash."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mediation_desk.domain.errors import DeskError, NoFigure
from mediation_desk.i18n import _
from mediation_desk.ui.crash_report import crash_report
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import icon_button, link
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named

if TYPE_CHECKING:
    from mediation_desk.ui.crash_dialog import CrashDialog

NOTICE_SECONDS = 12
UNDO_SECONDS = 45
"""A notice that offers to undo stays long enough to be read, thought about and reached."""


class _Bar(QFrame):
    """A strip with a sentence, an action and a cross."""

    def __init__(
        self, name: str, role: str, spoken: str, tone: Tone, fit: Callable[[], object]
    ) -> None:
        super().__init__()
        self._fit = fit
        named(self, name, spoken)
        self.setProperty("role", role)
        self.text = label("", name=f"{name}_text", wrap=True, tone=tone)
        self.action = link("", f"{name}_action", self._act)
        self.second = link("", f"{name}_second", self._do_second)
        self.second.hide()
        self.close_button = icon_button(
            "cross", _("Close"), f"{name}_close", self.put_away, tone=tone
        )
        self._then: Callable[[], object] | None = None
        self._and_then: Callable[[], object] | None = None
        inside = QHBoxLayout(self)
        inside.setContentsMargins(Space.L, Space.XS, Space.S, Space.XS)
        inside.addWidget(self.text, 1)
        inside.addWidget(self.second)
        inside.addWidget(self.action)
        inside.addWidget(self.close_button)
        self.hide()

    def say(self, text: str, action: str = "", then: Callable[[], object] | None = None) -> None:
        """Show a sentence with an action beside it."""
        self.text.setText(text)
        self.action.setText(action)
        self.action.setAccessibleName(action)
        self.action.setVisible(then is not None)
        self.second.hide()
        self._then, self._and_then = then, None
        self.show()
        self._fit()

    def say_too(self, action: str, then: Callable[[], object]) -> None:
        """Offer something else beside the action."""
        self.second.setText(action)
        self.second.setAccessibleName(action)
        self.second.show()
        self._and_then = then
        self._fit()

    def put_away(self) -> None:
        """Close the strip."""
        self.hide()
        self._fit()

    def _do_second(self) -> None:
        then, self._and_then = self._and_then, None
        self.put_away()
        if then is not None:
            then()

    def _act(self) -> None:
        then, self._then = self._then, None
        self.put_away()
        if then is not None:
            then()


class Messages(QWidget):
    """The two bars on a line of their own beneath the page: they cover nothing that is used."""

    wanted_figures = Signal()
    """A figure of the law is missing, and the person wants to enter it."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "messages", _("Messages"))
        self._fading = QTimer(self, singleShot=True)
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(0)
        self._crash: CrashDialog | None = None
        self.hide()

    def _fit(self) -> None:
        """Take a line while something is said."""
        self.setVisible(any(not bar.isHidden() for bar in self._bars()))

    def turned(self) -> None:
        """Another page is looked at: what was done on the last one is no longer news."""
        if (notice := self.__dict__.get("notice_bar")) is not None:
            notice.put_away()

    def _bars(self) -> "tuple[_Bar, ...]":
        made = (self.__dict__.get(name) for name in ("line_bar", "problem_bar", "notice_bar"))
        return tuple(bar for bar in made if bar is not None)

    @cached_property
    def line_bar(self) -> _Bar:
        """The bar that stands while the line to the server is cut; nobody closes it."""
        bar = _Bar("line", "bar-bad", _("Line to the server"), Tone.BAD, self._fit)
        bar.close_button.hide()
        self._inside.insertWidget(0, bar)
        return bar

    @cached_property
    def problem_bar(self) -> _Bar:
        """The bar for problems, made when there is one; it stands above the notice."""
        bar = _Bar("problem", "bar-bad", _("Problem"), Tone.BAD, self._fit)
        self._inside.insertWidget(1 if "line_bar" in self.__dict__ else 0, bar)
        return bar

    @cached_property
    def notice_bar(self) -> _Bar:
        """The bar for notices, made when there is one."""
        bar = _Bar("notice", "bar-notice", _("Notice"), Tone.PLAIN, self._fit)
        self._fading.timeout.connect(self._fade)
        self._inside.addWidget(bar)
        return bar

    def _fade(self) -> None:
        """Put the notice away, but not while a hand is at it or the keys are in it."""
        bar, focus = self.notice_bar, QApplication.focusWidget()
        if bar.underMouse() or (focus is not None and bar.isAncestorOf(focus)):
            self._fading.start(NOTICE_SECONDS * 1000)
        else:
            bar.put_away()

    def refuse(self, error: DeskError) -> None:
        """Show a refusal that no form took; a figure that is missing can be entered."""
        if isinstance(error, NoFigure):
            self.problem(str(error), _("Data and standards"), self.wanted_figures.emit)
        else:
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
        self._fading.start((UNDO_SECONDS if undo else NOTICE_SECONDS) * 1000)

    def lead_on(
        self,
        text: str,
        undo: Callable[[], object] | None,
        action: str,
        then: Callable[[], object],
    ) -> None:
        """Say quietly what was done, offer to undo it, and what comes next."""
        self.notice(text, undo)
        self.notice_bar.say_too(action, then)

    def offer(self, text: str, action: str, then: Callable[[], object]) -> None:
        """Say quietly what was done, and offer what may come next."""
        self._hide_problem()
        self.notice_bar.say(text, action, then)
        self._fading.start(NOTICE_SECONDS * 1000)

    def stay(self, text: str, action: str, then: Callable[[], object] | None) -> None:
        """Say something quietly that stays until it is closed or another takes its place."""
        self._fading.stop()
        self.notice_bar.say(text, action, then)

    def whisper(self, text: str) -> None:
        """Say something quietly, unless something else is being said."""
        if all(bar.isHidden() for bar in self._bars()):
            self.notice(text)

    def cut_off(self, text: str) -> None:
        """Say above all else that the line to the server is cut, until it is whole again."""
        self.line_bar.say(text)

    def whole_again(self) -> None:
        """The line is there again."""
        if "line_bar" in self.__dict__:
            self.line_bar.put_away()

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
                bar.put_away()
                return True
        return False

    def _hide_problem(self) -> None:
        if "problem_bar" in self.__dict__:
            self.problem_bar.put_away()
