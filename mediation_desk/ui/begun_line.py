"""A line that tells what was filled in in a dialog and not saved, with the way back to it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout

from mediation_desk.domain.day_text import BEIJING
from mediation_desk.i18n import _
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import link
from mediation_desk.ui.widgets.dialog import Question
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named

if TYPE_CHECKING:  # the desk brings SQLAlchemy along: the worker loads it, not the window
    from mediation_desk.services.desk import Desk
    from mediation_desk.services.drafts import Begun


class BegunLine(QFrame):
    """Names what was begun last, in which case and when, and how much more there is."""

    def __init__(self, desk: "Desk", jobs: Jobs, go: "Callable[[Begun], object]") -> None:
        super().__init__()
        named(self, "begun_line", _("Draft"))
        self.setProperty("role", "bar-notice")
        self._desk, self._jobs, self._go = desk, jobs, go
        self._case: int | None = None
        self._last: Begun | None = None
        self.text = label("", name="begun_text", wrap=True)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(Space.L, Space.XS, Space.S, Space.XS)
        inside.addWidget(self.text, 1)
        inside.addWidget(link(_("Go on filling in"), "begun_action", self.go_on))
        inside.addWidget(link(_("Give it up…"), "begun_discard", self._ask))
        self.hide()

    def look(self, case_id: int | None = None) -> None:
        """Read what there is, of a case or of all; nothing of the case before stays in view."""
        if case_id != self._case:
            self.hide()
        self._case = case_id
        desk = self._desk

        def read() -> "tuple[Begun, ...]":
            from mediation_desk.services import drafts

            return drafts.begun(desk, case_id)

        def show(found: "tuple[Begun, ...]") -> None:
            if case_id == self._case:
                self._show(found)

        self._jobs.ask(self, read, show)

    def _show(self, found: "Sequence[Begun]") -> None:
        self._last = next(iter(found), None)
        if self._last is not None:
            self.text.setText(_said(self._last, len(found) - 1, here=self._case is not None))
        self.setVisible(self._last is not None)

    def go_on_when_read(self) -> None:
        """Go on with what was begun last once all that was asked for has been answered."""
        self._jobs.ask(self, lambda: None, lambda _done: self.go_on())

    def go_on(self) -> None:
        """Go on with what was begun last."""
        if self._last is not None:
            self._go(self._last)

    def _ask(self) -> None:
        if (last := self._last) is None:
            return
        text = _("What was typed in “{title}” and not saved is thrown away.")
        Question(
            _("Give up what was filled in?"),
            text.format(title=last.title),
            _("Give up"),
            partial(self._drop, last.key),
            name="begun_give_up",
            parent=self.window(),
        ).open()

    def _drop(self, key: str) -> None:
        desk = self._desk

        def drop() -> None:
            from mediation_desk.services import drafts

            drafts.drop(desk, key)

        self._jobs.ask(self, drop, lambda _done: self.look(self._case))


def _said(last: "Begun", others: int, *, here: bool) -> str:
    """Say what was begun last: its case only where that is not the one in view."""
    at = f"{last.kept_at.astimezone(BEIJING):%m-%d %H:%M}"
    if here or not last.number:
        text = _("“{title}” was filled in at {time} and is not saved yet.")
    else:
        text = _("“{title}” in {case} was filled in at {time} and is not saved yet.")
    told = text.format(title=last.title, case=last.number, time=at)
    if others:
        told += _(" {n} more forms are not saved either.").format(n=others)
    return told
