"""Asks for the reason of a correction: to a closed case, or of an act taken back."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from mediation_desk.domain import reasons
from mediation_desk.domain.errors import Invalid
from mediation_desk.i18n import _
from mediation_desk.ui.widgets.dialog import Dialog, Versioned
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label


class ReasonDialog(Dialog):
    """One line for the reason, `of` what and in which case; what was typed before stays there."""

    def __init__(
        self,
        why: str,
        go_on: Callable[[str], None],
        parent: QWidget,
        *,
        title: str = "",
        verb: str = "",
        name: str = "reason_dialog",
        least: int = reasons.LEAST,
        of: object = "",
        case: Versioned | None = None,
    ) -> None:
        super().__init__(
            title or _("Correct a closed case"), verb or _("Correct"), name=name, parent=parent
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.edits(of, of=case)
        self._go_on, self._least = go_on, least
        self.reason = QLineEdit()
        self.body.addWidget(label(why, wrap=True))
        field = FormField(_("Reason"), self.reason, "reason", required=True)
        self.body.addWidget(self.fields.add(field))

    def submit(self) -> None:
        """Go on with it, for the reason."""
        reason = self.reason.text().strip()
        if found := reasons.problems("reason", reason, self._least):
            self.explain(Invalid(found))
            return
        self.accept()
        self._go_on(reason)
