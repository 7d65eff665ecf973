"""Erasing for good from the recycle bin: what goes, what stays and why, who agrees (彻底清除)."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from mediation_desk.domain.recycling import (
    Discarded,
    Erased,
    Keepers,
    going,
    held_by,
    staying,
)
from mediation_desk.i18n import _
from mediation_desk.services import recycling as service
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.password_edit import PasswordEdit

if TYPE_CHECKING:
    from mediation_desk.domain.centre import User
    from mediation_desk.services.desk import Desk


class EraseDialog(Dialog):
    """Tells what is erased and what is not, and asks for a reason and a second person."""

    def __init__(
        self,
        desk: "Desk",
        jobs: Jobs,
        chosen: Discarded,
        done: Callable[[Erased], object],
        parent: QWidget,
    ) -> None:
        super().__init__(_("Erase for good"), _("Erase for good"), name="erase", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._jobs, self._chosen, self._done = desk, jobs, chosen, done
        what = f"{chosen.kind.label} · {chosen.what}"
        self.body.addWidget(label(f"{what}（{chosen.case}）" if chosen.case else what, "strong"))
        never = _("Nothing brings it back, no undo and no recycle bin.")
        self.body.addWidget(label(never, name="erase_never", tone=Tone.BAD, wrap=True))
        told = _("Erased: {what}").format(what=going(chosen.kind))
        self.body.addWidget(label(told, name="erase_going", wrap=True))
        self.body.addWidget(label(staying(chosen.kind), name="erase_staying", wrap=True))
        self.kept = label("", name="erase_kept", wrap=True)
        self.body.addWidget(self.kept)
        self.reason = QLineEdit()
        over = chosen.is_over(desk.today())
        hint = _(
            "Such as the person's request (PIPL, art. 47). Write no names; they are struck out."
        )
        self.body.addWidget(
            self.fields.add(
                FormField(_("Reason"), self.reason, "reason", hint=hint, required=not over)
            )
        )
        self.second = Choice((("", _("Choose the second person")),))
        self.password = PasswordEdit()
        self._second = self.fields.add(
            FormField(_("Second person who agrees"), self.second, "second", required=True)
        )
        self._password = self.fields.add(
            FormField(_("Password of the second person"), self.password, "password", required=True)
        )
        for field in (self._second, self._password):
            field.hide()
            self.body.addWidget(field)
        self.body.addStretch(1)
        self.setMinimumWidth(560)
        self.busy()
        jobs.ask(self, self._asked, self._offer)

    def _asked(self) -> "tuple[Keepers, tuple[User, ...]]":
        return service.keepers(self._desk), service.seconds(self._desk)

    def _offer(self, found: "tuple[Keepers, tuple[User, ...]]") -> None:
        keepers, people = found
        self.kept.setText(held_by(keepers, on_server=not self._desk.db.is_file))
        self.second.offer(
            (("", _("Choose the second person")), *((str(one.id), one.name) for one in people))
        )
        self._second.setVisible(bool(people))
        self._password.setVisible(bool(people) and self._desk.root is not None)
        self.busy(False)
        self.grow()

    def submit(self) -> None:
        """Erase it, for the reason, with the second person."""
        chosen = self.second.code()
        second = None
        if chosen:
            second = service.Second(user_id=int(chosen), password=self.password.text())
        self.fields.explain(())
        self.complain("")
        self.busy()
        self._jobs.do(
            self,
            partial(
                service.erase, self._desk, self._chosen.entry, self.reason.text().strip(), second
            ),
            self._erased,
            self.explain,
        )

    def _erased(self, made: Erased) -> None:
        self.accept()
        self._done(made)
