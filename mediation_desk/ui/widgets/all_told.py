"""Sentences of which a page has room for the first ones only, all of them to be read and copied."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QWidget

from mediation_desk.i18n import _
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import link
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.naming import named


class AllTold(Dialog):
    """A list of sentences that stays open until it is closed."""

    def __init__(self, sentences: Sequence[str], parent: QWidget) -> None:
        super().__init__(
            _("What is to be mended, {n} sentences").format(n=len(sentences)),
            _("Close"),
            name="all_told",
            parent=parent,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.cancel.hide()
        self.list = QPlainTextEdit("\n".join(sentences))
        self.list.setReadOnly(True)
        self.list.setMinimumSize(520, 220)
        self.body.addWidget(named(self.list, "all_told_list", _("What is to be mended")))


class WithAll(QWidget):
    """A label of sentences, and beside it the way to all of them where it has not all."""

    def __init__(self, told: QLabel, name: str) -> None:
        super().__init__()
        self._told = told
        self.all: QPushButton = link(_("Show all of them…"), name, self._show)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.S)
        inside.addWidget(told, 1)
        inside.addWidget(self.all, 0, Qt.AlignmentFlag.AlignTop)
        told.installEventFilter(self)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what the label says: its tool tip has every sentence."""
        if watched is self._told and event.type() is QEvent.Type.ToolTipChange:
            self._follow()
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        self.all.setVisible(bool(self._told.text()) and self._told.text() != self._told.toolTip())
        self.setVisible(bool(self._told.text()))

    def _show(self) -> None:
        AllTold(self._told.toolTip().split("\n"), self).open()
