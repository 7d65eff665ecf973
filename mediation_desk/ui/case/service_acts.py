"""Small dialogs of service: another receiver, and why a paper is not served."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from mediation_desk.i18n import _
from mediation_desk.services import serving
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField


class ReceiverDialog(Dialog):
    """Somebody else on whom a paper is served: an agent, another body."""

    def __init__(self, case: OpenCase, paper_id: int, parent: QWidget) -> None:
        super().__init__(_("Add a receiver"), _("Add"), name="add_receiver", parent=parent)
        self.edits(paper_id, of=case.file)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._case = case
        self.paper = Choice()
        if case.file is not None:
            self.paper.offer(
                (str(paper.id), _paper_name(paper.title, paper.subject))
                for paper in reversed(case.file.papers)
            )
        if paper_id:
            self.paper.set_code(str(paper_id))
        self.receiver = QLineEdit()
        for field in (
            FormField(_("Paper"), self.paper, "paper"),
            FormField(_("Receiver"), self.receiver, "receiver", required=True),
        ):
            self.body.addWidget(self.fields.add(field))

    def submit(self) -> None:
        """Add the receiver."""
        desk, paper = self._case.desk, int(self.paper.code() or 0)
        name = self.receiver.text().strip()
        self.busy()
        self._case.act(
            lambda key, version: serving.add_receiver(desk, key, version, paper, name),
            lambda _done: self.accept(),
            self.explain,
        )


class DropDialog(Dialog):
    """Asks why papers need not be served."""

    def __init__(self, case: OpenCase, ids: tuple[int, ...], parent: QWidget) -> None:
        title = _("Not to be served")
        super().__init__(title, title, name="drop_service", parent=parent)
        self.edits(" ".join(map(str, ids)), of=case.file)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._case, self._ids = case, ids
        self.reason = QPlainTextEdit()
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(80)
        field = FormField(_("Reason"), self.reason, "reason", required=True)
        self.body.addWidget(self.fields.add(field))

    def submit(self) -> None:
        """Give the services up."""
        desk, ids = self._case.desk, self._ids
        reason = self.reason.toPlainText().strip()
        self.busy()
        self._case.act(
            lambda key, version: serving.drop(desk, key, version, ids, reason),
            lambda _done: self.accept(),
            self.explain,
        )


def _paper_name(title: str, subject: str) -> str:
    return f"{title} · {subject}" if subject else title
