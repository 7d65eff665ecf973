"""Which colleague may read own caucus notes, as when a case is handed over."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mediation_desk.domain.centre import User
from mediation_desk.i18n import _
from mediation_desk.services import caucus
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label

ONE, ALL = "one", "all"


class ShareDialog(Dialog):
    """A colleague, and whether it is this note or all that the writer has in the case."""

    def __init__(
        self,
        case: OpenCase,
        colleagues: tuple[User, ...],
        note_id: int,
        own: tuple[int, ...],
        then: Callable[[str, bool], None],
        parent: QWidget,
    ) -> None:
        super().__init__(_("Let a colleague read"), _("Let read"), name="share_note", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.edits(note_id, of=case.file)
        self._case, self._note_id, self._own, self._then = case, note_id, own, then
        self.who = Choice((str(one.id), one.name) for one in colleagues)
        self.what = Choice(
            (
                (ONE, _("This note")),
                (ALL, _("All my {n} notes in this case").format(n=len(own))),
            )
        )
        told = _(
            "A hand-over gives no notes along: they stay closed unless you let them be read here."
            " You can close them again; what was read, was read."
        )
        about = label(told, "small", name="share_note_about", wrap=True)
        about.setMinimumWidth(360)
        self.body.addWidget(self.fields.add(FormField(_("Colleague"), self.who, "who")))
        self.body.addWidget(self.fields.add(FormField(_("What may be read"), self.what, "what")))
        self.body.addWidget(about)

    def submit(self) -> None:
        """Seal the notes for the colleague too."""
        desk, reader, name = self._case.desk, int(self.who.code()), self.who.currentText()
        keys = self._own if self.what.code() == ALL else (self._note_id,)

        def shared(sees_case: bool) -> None:
            self.accept()
            self._then(name, sees_case)

        self.busy()
        self._case.act(
            lambda case_id, version: caucus.share(desk, case_id, version, keys, reader),
            shared,
            self.explain,
        )
