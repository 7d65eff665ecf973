"""Asks for the reason of a correction to a closed case (结案后更正)."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from mediation_desk.domain import reasons
from mediation_desk.domain.errors import Invalid
from mediation_desk.i18n import _
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label


class ReasonDialog(Dialog):
    """One line for the reason; what was typed before stays where it was typed."""

    def __init__(self, why: str, go_on: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(
            _("Correct a closed case"), _("Correct"), name="reason_dialog", parent=parent
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._go_on = go_on
        self.reason = QLineEdit()
        self.body.addWidget(label(why, wrap=True))
        field = FormField(_("Reason for the correction"), self.reason, "reason", required=True)
        self.body.addWidget(self.fields.add(field))

    def submit(self) -> None:
        """Go on with the correction."""
        reason = self.reason.text().strip()
        if found := reasons.problems("reason", reason):
            self.explain(Invalid(found))
            return
        self.accept()
        self._go_on(reason)
