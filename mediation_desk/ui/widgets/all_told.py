"""Sentences of which a page has room for the first ones only, all of them to be read and copied."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from mediation_desk.i18n import _
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
