"""Erasing for good from the recycle bin: what goes, what stays and why, who agrees (彻底清除)."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from mediation_desk.domain.recycling import (
    DAYS,
    Discarded,
    Discarding,
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

Erase = Callable[[service.Second | None], Erased]


class _Seconded(Dialog):
    """Asks for the second person, with their password where people sign in, then erases."""

    def __init__(
        self, desk: "Desk", jobs: Jobs, done: Callable[[Erased], object], parent: QWidget
    ) -> None:
        super().__init__(_("Erase for good"), _("Erase for good"), name="erase", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._jobs, self._done = desk, jobs, done
        self._erase: Erase = partial(service.erase_over, desk)
        self._entries: tuple[int, ...] = ()
        self.kept = label("", name="erase_kept", wrap=True)

    def tell(self, what: str, texts: Sequence[str]) -> None:
        """Say what goes, that nothing brings it back, and what stays."""
        self.body.addWidget(label(what, "strong", wrap=True))
        never = _("Nothing brings it back, no undo and no recycle bin.")
        self.body.addWidget(label(never, name="erase_never", tone=Tone.BAD, wrap=True))
        for name, text in zip(("erase_going", "erase_staying"), texts, strict=True):
            self.body.addWidget(label(text, name=name, wrap=True))
        self.body.addWidget(self.kept)

    def ask_second(self) -> None:
        """Add the fields of the second person, and see who there is."""
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
        self._jobs.ask(self, self._asked, self._offer)

    def _asked(self) -> "tuple[Keepers, tuple[User, ...]]":
        return service.keepers(self._desk, self._entries), service.seconds(self._desk)

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
        """Erase it with the second person."""
        chosen = self.second.code()
        second = None
        if chosen:
            second = service.Second(user_id=int(chosen), password=self.password.text())
        self.fields.explain(())
        self.complain("")
        self.busy()
        self._jobs.do(self, partial(self._erase, second), self._erased, self.explain)

    def _erased(self, made: Erased) -> None:
        self.accept()
        self._done(made)


class EraseDialog(_Seconded):
    """Erases what one act took out; within its days it asks for a reason."""

    def __init__(
        self,
        desk: "Desk",
        jobs: Jobs,
        chosen: Discarded,
        done: Callable[[Erased], object],
        parent: QWidget,
    ) -> None:
        super().__init__(desk, jobs, done, parent)
        what = f"{chosen.kind.label} · {chosen.what}"
        told = _("Erased: {what}").format(what=going(chosen.kind))
        self.tell(f"{what}（{chosen.case}）" if chosen.case else what, (told, staying(chosen.kind)))
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
        self._entries = (chosen.entry,)
        self._erase = lambda second: service.erase(
            desk, chosen.entry, self.reason.text().strip(), second
        )
        self.ask_second()


class EraseOverDialog(_Seconded):
    """Erases all whose days are over, with one confirmation of two people."""

    def __init__(
        self,
        desk: "Desk",
        jobs: Jobs,
        over: Sequence[Discarded],
        done: Callable[[Erased], object],
        parent: QWidget,
    ) -> None:
        super().__init__(desk, jobs, done, parent)
        self._entries = tuple(one.entry for one in over)
        counted = Counter(one.kind for one in over)
        kinds = "、".join(f"{kind.label} {counted[kind]}" for kind in Discarding if counted[kind])
        what = _("{n} that have been in the bin for more than {days} days: {kinds}").format(
            n=len(over), days=DAYS, kinds=kinds
        )
        told = _(
            "Erased: all values of what was taken out, its contents, drafts and index entries,"
            " as each would be by itself."
        )
        stays = _(
            "That it was done, by whom, when and with whom stays in the journal, an entry for each."
        )
        self.tell(what, (told, stays))
        self.ask_second()
