"""What is typed into a dialog is kept as a draft, and is back when it is opened again (P4)."""

from collections.abc import Mapping
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from mediation_desk.i18n import _
from mediation_desk.ui.drafting import Draft, Kept, texts_in
from mediation_desk.ui.page import Page
from mediation_desk.ui.way_back import Way, way_in
from mediation_desk.ui.widgets import dialog_fields as fields
from mediation_desk.ui.widgets.buttons import link
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named

if TYPE_CHECKING:
    from mediation_desk.ui.widgets.dialog import Dialog, Edited

_FOLLOWED = "draft_followed"
"""The mark of a widget whose strokes touch the draft already."""


def keep_typing(dialog: "Dialog") -> None:
    """Keep what is typed into a dialog that edits something, over a page that has a desk."""
    edited, page = dialog.edited, _page_under(dialog)
    if edited is not None and page is not None:
        DialogDraft(dialog, edited, page)


def _page_under(widget: QWidget) -> Page | None:
    """Return the page that a dialog stands over."""
    over = widget.parentWidget()
    while over is not None:
        if isinstance(over, Page):
            return over
        over = over.parentWidget()
    return None


def _tab_under(widget: QWidget) -> str:
    """Return the key of the tab of a case that a dialog stands over, empty where of none."""
    over = widget.parentWidget()
    while over is not None:
        if isinstance(key := getattr(over, "KEY", None), str):
            return key
        over = over.parentWidget()
    return ""


class DraftBack(QWidget):
    """Says over the fields that what was typed before is back, and lets go of it."""

    def __init__(self, told: str, discard: "partial[None]") -> None:
        super().__init__()
        named(self, "dialog_draft")
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(label(told, name="dialog_draft_said", wrap=True), 1)
        inside.addWidget(link(_("Discard it"), "dialog_draft_discard", discard))


class DialogDraft(QObject):
    """Stands by a dialog: keeps the fields in which a hand changed something.

    Kept is what differs from what the dialog showed at first, with what it showed: where somebody
    else saved that meanwhile, both versions are compared before either is written over (P17).
    """

    def __init__(self, dialog: "Dialog", edited: "Edited", page: Page) -> None:
        super().__init__(dialog)
        self._dialog, self._edited, self._page = dialog, edited, page
        self.key = edited.key_in(dialog.objectName())
        self._shown = fields.contents(dialog)
        self._filling = self._settled = False
        self._back: DraftBack | None = None
        self._way: Way = {}
        opened_at = monotonic()
        QTimer.singleShot(0, self, lambda: self._take_way(opened_at))  # a menu tells after it
        self.draft = Draft(page.desk, page.jobs, self._texts, self)
        self._follow_all()
        if isinstance(app := QApplication.instance(), QApplication):
            app.focusChanged.connect(self._follow_new)
        dialog.accepted.connect(self._forget)
        dialog.given_up.connect(self._forget)
        dialog.emptied.connect(self._begin_anew)
        dialog.finished.connect(self._left)
        page.jobs.ask(self, _nothing, self._settle)
        self.draft.follow(self.key, self._offer)

    def _take_way(self, opened_at: float) -> None:
        """Remember by what the dialog was opened, for who goes on with the draft."""
        self._way = way_in(self._page, opened_at)

    def _settle(self, _read: None) -> None:
        """Take for what is stored what stands there now that the dialog has read all it asked."""
        self._settled = True
        if not self.draft.touched:
            self._shown = fields.contents(self._dialog)

    def _follow_all(self) -> None:
        for widget in self._dialog.findChildren(QWidget):
            self._follow(widget)

    def _follow_new(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Follow fields that were added later, as the lines of a list, once the cursor is there."""
        if now is not None and self._dialog.isAncestorOf(now) and not now.property(_FOLLOWED):
            self._follow_all()

    def _follow(self, widget: QWidget) -> None:
        """Hear of what a hand does to a field; what the program fills in is no typing."""
        if widget.property(_FOLLOWED):
            return
        widget.setProperty(_FOLLOWED, True)
        match widget:
            case QLineEdit():
                widget.textEdited.connect(self._touched)
            case QPlainTextEdit():
                widget.textChanged.connect(partial(self._typed, widget))
            case QComboBox():
                widget.activated.connect(self._touched)
            case QAbstractButton():
                widget.clicked.connect(self._touched)
            case QSpinBox():
                widget.valueChanged.connect(partial(self._changed, widget))
            case QListWidget():
                widget.itemChanged.connect(partial(self._changed, widget))
            case QAbstractItemView() if (model := widget.model()) is not None:
                for told in (model.dataChanged, model.rowsInserted, model.rowsRemoved):
                    told.connect(self._row_changed)
                model.modelReset.connect(self._row_changed)

    def _typed(self, area: QPlainTextEdit) -> None:
        if area.document().isModified():
            self._touched()

    def _changed(self, widget: QWidget, *_what: object) -> None:
        now = QApplication.focusWidget()
        if widget.hasFocus() or (now is not None and widget.isAncestorOf(now)):
            self._touched()

    def _row_changed(self, *_what: object) -> None:
        if self._settled:
            self._touched()

    def _touched(self, *_what: object) -> None:
        if not self._filling:
            self.draft.touch()

    def _changes(self) -> dict[str, tuple[str, str]]:
        """Return the fields that say something else than at first: what they said, what they do."""
        now = fields.contents(self._dialog)
        return {
            name: (self._shown.get(name, ""), text)
            for name, text in now.items()
            if text != self._shown.get(name, "")
        }

    def _texts(self) -> Kept:
        changes = self._changes()
        if not changes:
            return {}
        return {
            "title": self._dialog.windowTitle(),
            "page": self._page.objectName(),
            "tab": _tab_under(self._dialog),
            "version": self._edited.version,
            "way": self._way,
            "before": {name: before for name, (before, _now) in changes.items()},
            "typed": {name: now for name, (_before, now) in changes.items()},
        }

    def _offer(self, kept: Kept) -> None:
        """Put what was typed back into its fields, and say so; what has none now is told."""
        typed, before = texts_in(kept.get("typed")), texts_in(kept.get("before"))
        if all(self._shown.get(name) == text for name, text in typed.items()):
            self._forget()  # it was saved, though the answer was lost, or by somebody else
            return
        self._filling = True
        homeless = fields.put_all(self._dialog, typed)
        self._filling = False
        others = [
            name for name in typed if name in self._shown and before.get(name) != self._shown[name]
        ]
        if (partner := self._dialog.partner) is not None and others:
            partner.began_from({name: before.get(name, "") for name in others})
        self._back = DraftBack(self._told(kept, others, homeless), partial(self._discard, typed))
        self._dialog.body.insertWidget(0, self._back)
        self._back.show()
        self._dialog.grow()

    def _told(self, kept: Kept, others: list[str], homeless: list[str]) -> str:
        told = [_("Your draft is back as you left it.")]
        if others:
            text = _("Saved otherwise since: {fields}. Look at it again before you save.")
            names = _(", ").join(fields.captions(self._dialog, others))
            told.append(text.format(fields=names))
        elif kept.get("version") != self._edited.version:
            told.append(_("The case has been changed since, but none of these fields."))
        if homeless:
            text = _("What has no field here any more: {texts}")
            told.append(text.format(texts=_("; ").join(homeless)))
        return " ".join(told)

    def _discard(self, typed: Mapping[str, str]) -> None:
        """Let go of the draft: the fields say again what is stored."""
        self._filling = True
        fields.put_all(self._dialog, {n: self._shown[n] for n in typed if n in self._shown})
        fields.untouched(self._dialog)
        self._filling = False
        if self._back is not None:
            self._back.hide()
        self._forget()

    def _forget(self) -> None:
        """Let go of the draft: what was typed is saved, or given up on purpose."""
        self.draft.drop()
        self._page.drafts_changed.emit()

    def _begin_anew(self) -> None:
        """Take what stands there now for what is stored: the dialog is empty for the next."""
        self._forget()
        self._shown = fields.contents(self._dialog)
        if self._back is not None:
            self._back.hide()

    def _left(self, _how: int) -> None:
        """Keep what is typed where the dialog goes for another reason, as the end of the day."""
        self.draft.keep()
        self._page.drafts_changed.emit()


def _nothing() -> None:
    """Ask for nothing: the answer comes after all that was asked before."""
