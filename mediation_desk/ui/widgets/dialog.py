"""Dialogs that fit a short screen, explain refusals in place and keep what was typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from mediation_desk.domain.errors import AlreadyDone, DeskError, Stale
from mediation_desk.i18n import _
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import primary, secondary
from mediation_desk.ui.widgets.card import scrolling
from mediation_desk.ui.widgets.fields import FieldSet, FormField
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named


class TakesPart(Protocol):
    """Knows whether what a dialog rests on was saved by somebody else meanwhile."""

    def overtaken(self) -> bool:
        """Say whether it was; both versions are compared then."""

    def look(self) -> None:
        """Compare both versions."""

    def began_from(self, texts: Mapping[str, str]) -> None:
        """Take fields for begun from other texts than those stored now."""


class Versioned(Protocol):
    """A case, as far as a draft asks."""

    @property
    def id(self) -> int:
        """Its key."""

    @property
    def version(self) -> int:
        """How often it was saved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """What a dialog edits: what is typed and not saved is back where the same is edited again."""

    what: str = ""
    """The key of the entry, empty for a new one."""
    case_id: int = 0
    version: int = 0
    """That of the case, when the dialog was filled."""

    def key_in(self, dialog: str) -> str:
        """Return the key of the draft of a dialog of that name."""
        return f"dialog/{self.case_id}/{dialog}/{self.what}"


class Dialog(QDialog):
    """A titled form: fields in a scrolling body, one line for problems, two buttons.

    Subclasses fill `body`, put their fields into `fields` and override `submit`, which calls
    `accept` once the work is done. One that `edits` something
    keeps a draft of what is typed.
    """

    given_up = Signal()
    """What was typed is thrown away on purpose."""
    emptied = Signal()
    """What was typed is saved, and the dialog stays open for more."""

    def __init__(
        self, title: str, action: str, *, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        named(self, name, title)
        self.setWindowTitle(title)
        self.fields = FieldSet(self)
        self.problem = label("", "error", name=f"{name}_problem", wrap=True)
        self.problem.hide()
        self.partner: TakesPart | None = None
        """Where set, a form that somebody else saved meanwhile is compared before it is saved."""
        self.ok: QPushButton = primary(action, f"{name}_ok", self.go)
        self.ok.setDefault(True)
        self.cancel = secondary(_("Cancel"), f"{name}_cancel", self.throw_away)
        content = QWidget()
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(0, 0, Space.S, 0)
        self.body.setSpacing(Space.S)
        self.foot = QHBoxLayout()
        self.foot.addStretch(1)
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(self.ok)
        outer = self._outer = QVBoxLayout(self)
        outer.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        outer.setSpacing(Space.S)
        outer.addWidget(scrolling(content, f"{name}_scroll"), 1)
        outer.addWidget(self.problem)
        outer.addLayout(self.foot)
        self.setMinimumWidth(420)
        self._content = content
        self._came_from: QWidget | None = None
        self._above: list[QWidget] = []
        self.edited: Edited | None = None
        """What it edits; None for one that is only read, or asks in passing."""
        self._keeps = False
        self.finished.connect(self._give_back)

    def add_above_buttons(self, shown: QWidget) -> None:
        """Put something over the buttons that stays in view while the fields scroll."""
        self._above.append(shown)
        self._outer.insertWidget(self._outer.count() - 2, shown)

    def submit(self) -> None:
        """Do what the dialog is for; the plain dialog has nothing to do but close."""
        self.accept()

    def edits(self, what: object = "", of: Versioned | None = None, case_id: int = 0) -> None:
        """Say what the dialog edits, `of` or beside which case: what is typed is kept from now on.

        `what` is the key of the entry; a dialog about a new one has none.
        """
        version = of.version if of is not None else 0
        case_id = of.id if of is not None else case_id
        self.edited = Edited(what=f"{what or ''}", case_id=case_id, version=version)

    def throw_away(self) -> None:
        """Close, and throw away what was typed."""
        self.given_up.emit()
        self.reject()

    def go(self) -> None:
        """Submit, unless what the form rests on was saved by somebody else meanwhile."""
        if self.partner is None or not self.partner.overtaken():
            self.submit()

    def compares(self, error: DeskError) -> bool:
        """Say whether a refusal is that somebody else saved, and both versions are compared."""
        if self.partner is None or not isinstance(error, Stale):
            return False
        self.busy(False)
        self.partner.look()
        return True

    def complain(self, text: str) -> None:
        """Say something above the buttons."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        if self.isVisible():
            self.grow()

    def explain(self, error: DeskError) -> None:
        """Show a refusal: at its fields where it names them, else above the buttons.

        What was done already asks for nothing more: the dialog closes.
        """
        if self.compares(error):
            return
        self.busy(False)
        if isinstance(error, AlreadyDone):
            self.throw_away()
            return
        rest = self.fields.explain(error.problems)
        texts = [problem.text for problem in rest] if error.problems else [str(error)]
        self.complain("\n".join(texts))

    def readable(self) -> bool:
        """Say whether everything typed can be read, and show at the fields what cannot."""
        problems = self.fields.misread()
        self.fields.explain(problems)
        return not problems

    def busy(self, working: bool = True) -> None:
        """Close the way to a second click while the work is under way."""
        self.ok.setEnabled(not working)

    def _give_back(self, _how: int) -> None:
        """Give the keys back to where they were."""
        before, self._came_from = self._came_from, None
        if before is not None and isValid(before) and before.isVisible() and before.isEnabled():
            before.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the room the fields need, never more than the screen has."""
        if (parent := self.parentWidget()) is not None and self._came_from is None:
            self._came_from = parent.window().focusWidget()
        wide, high = self._wanted()
        self.resize(wide, high)
        super().showEvent(event)
        self._start_at_first_field()
        if not self._keeps:
            from mediation_desk.ui.dialog_draft import keep_typing  # it knows this module

            self._keeps = True
            keep_typing(self)

    def _wanted(self) -> tuple[int, int]:
        """Return the size that the fields need and the screen allows."""
        screen = self.screen().availableGeometry()
        wanted = self._content.sizeHint()
        wide = min(max(wanted.width() + 4 * Space.L, self.minimumWidth()), screen.width() - 40)
        return wide, min(wanted.height() + self._around(wide), screen.height() - 60)

    def _around(self, wide: int) -> int:
        """Return the height of what stands around the fields."""
        around = self.foot.sizeHint().height() + 5 * Space.L
        around += sum(shown.sizeHint().height() + Space.S for shown in self._above)
        if not self.problem.isHidden():
            inside = max(wide, self.width()) - 2 * Space.L
            around += self.problem.heightForWidth(inside) + Space.S
        return around

    def fit(self) -> None:
        """Take just the height that is needed now, also where that is less than there was."""
        layout = self._content.layout()
        assert layout is not None
        layout.activate()
        inside = layout.heightForWidth(self.width() - 2 * Space.L)
        most = self.screen().availableGeometry().height() - 60
        self.resize(self.width(), min(inside + self._around(self.width()), most))

    def grow(self) -> None:
        """Take more room where what is shown has become more; never less than there is."""
        self._content.layout().activate()  # type: ignore[union-attr]  # it has one
        wide, high = self._wanted()
        self.resize(max(wide, self.width()), max(high, self.height()))
        screen, frame = self.screen().availableGeometry(), self.frameGeometry()
        if frame.bottom() > screen.bottom():
            self.move(self.x(), max(screen.top(), screen.bottom() - frame.height() + 1))

    def would_lose(self) -> bool:
        """Say whether something was typed into the fields that leaving throws away."""
        return any(_typed(field.editor) for field in self._content.findChildren(FormField))

    def leave(self) -> None:
        """Close without doing anything; ask first where something was typed."""
        if self.would_lose() and self.ok.isVisible():
            GiveUp(self).open()
        else:
            self.throw_away()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask as Esc does when a hand closes the window at its frame."""
        if event.spontaneous() and self.would_lose():
            event.ignore()
            self.leave()
        else:
            if event.spontaneous():
                self.given_up.emit()
            super().closeEvent(event)

    def _start_at_first_field(self) -> None:
        """Give the keys to the first field, so that typing replaces what it proposes."""
        for editor in self._content.findChildren(QWidget):
            if editor.isEnabled() and editor.focusPolicy() & Qt.FocusPolicy.TabFocus:
                editor.setFocus(Qt.FocusReason.TabFocusReason)
                return


def _typed(editor: QWidget) -> bool:
    """Say whether a hand typed into an editor what still stands there."""
    match editor:
        case QLineEdit():
            return editor.isModified() and bool(editor.text().strip())
        case QPlainTextEdit():
            return editor.document().isModified() and bool(editor.toPlainText().strip())
    return False


class GiveUp(Dialog):
    """Asks before what a dialog holds is thrown away; Enter and Esc go back to it."""

    def __init__(
        self, form: Dialog, *, title: str = "", text: str = "", stay: str = "", go: str = ""
    ) -> None:
        name = f"{form.objectName()}_give_up"
        super().__init__(
            title or _("Give up what was filled in?"),
            stay or _("Go on filling in"),
            name=name,
            parent=form,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        text = text or _("What was typed here is not saved yet.")
        self.body.addWidget(label(text, name=f"{name}_text", wrap=True))
        self.cancel.hide()
        self.give_up = secondary(go or _("Give up"), f"{name}_yes", self._give_up)
        self.foot.insertWidget(self.foot.count() - 1, self.give_up)
        self._form = form

    def _give_up(self) -> None:
        self.accept()
        self._form.throw_away()


class Question(Dialog):
    """Asks before something that cannot be undone."""

    def __init__(
        self,
        title: str,
        text: str,
        action: str,
        then: Callable[[], object],
        *,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, action, name=name, parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = label(text, name=f"{name}_text", wrap=True)
        shown.setMinimumWidth(380)
        self.body.addWidget(shown)
        self.accepted.connect(lambda: then())
