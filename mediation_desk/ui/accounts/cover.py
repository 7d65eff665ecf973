"""The page over a locked desk: every window is hidden, and comes back as it was."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from mediation_desk.ui.accounts.sign_in import SignIn
from mediation_desk.ui.jobs import Jobs

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


class Cover(QObject):
    """Stands in the place of the main window until the same person signs in again."""

    unlocked = Signal()
    other_person = Signal()

    def __init__(self, app: QApplication, jobs: Jobs, window: QWidget, desk: "Desk") -> None:
        super().__init__(window)
        from mediation_desk.services.signing_in import Door

        self._focus = app.focusWidget()
        shown = [one for one in app.topLevelWidgets() if one.isVisible()]
        self._hidden = [window, *(one for one in shown if one is not window)]
        actor = desk.actor
        door = Door(
            location=desk.db.location,
            centre=desk.centre.name,
            encrypted=desk.db.is_encrypted,
            people=((actor.id, actor.name),),
            on_server=not desk.db.is_file,
        )
        self.page = SignIn(jobs, door, actor.name, locked=desk)
        self.page.unlocked.connect(self.unlocked)
        self.page.other_person.connect(self.other_person)
        self.page.setGeometry(window.geometry())
        self.page.show()
        for one in reversed(self._hidden):
            one.hide()
        self.page.activateWindow()
        self.page.password.setFocus()

    def lift(self) -> None:
        """Show every window again, with the keys where they were."""
        for one in self._hidden:
            if isValid(one):
                one.show()
        if self._focus is not None and isValid(self._focus):
            self._focus.window().activateWindow()
            self._focus.setFocus()
        self.drop()

    def drop(self) -> None:
        """Take the page away and leave the windows hidden: they belong to somebody who has left."""
        self.page.close()
        self.page.deleteLater()
        self.deleteLater()
