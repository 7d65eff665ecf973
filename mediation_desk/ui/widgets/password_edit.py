"""A field for a password, which a button shows while one wants to see it."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from mediation_desk.i18n import _
from mediation_desk.ui.theme import set_action_icon

LONGEST = 200


class PasswordEdit(QLineEdit):
    """Takes a password exactly as it is typed; it is never copied from here while hidden."""

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(LONGEST)
        self.shown = QAction(_("Show what is typed"), self)
        self.shown.setCheckable(True)
        set_action_icon(self.shown, "eye")
        self.shown.toggled.connect(self._show)
        self.addAction(self.shown, QLineEdit.ActionPosition.TrailingPosition)

    def _show(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
