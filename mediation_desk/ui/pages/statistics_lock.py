"""Locking a period of the statistics, and taking the lock away with a reason."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from mediation_desk.domain.errors import Invalid, Problem
from mediation_desk.domain.period import Period
from mediation_desk.i18n import _
from mediation_desk.ui.widgets.dialog import Dialog, Question
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label


class LockQuestion(Question):
    """Says what a lock means before it is set."""

    def __init__(self, period: Period, then: Callable[[], object], parent: QWidget) -> None:
        super().__init__(
            _("Lock {period}").format(period=period.name),
            _(
                "The figures of the period then stay as they are now. Cases can still be corrected;"
                " what changes is shown as an adjustment in the next period."
            ),
            _("Lock"),
            then,
            name="lock_question",
            parent=parent,
        )


class UnlockDialog(Dialog):
    """Asks why a lock is taken away."""

    def __init__(self, period: Period, then: Callable[[str], object], parent: QWidget) -> None:
        super().__init__(
            _("Unlock {period}").format(period=period.name),
            _("Unlock"),
            name="unlock_dialog",
            parent=parent,
        )
        self.edits(period.name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._then = then
        self.reason = QLineEdit()
        told = _("The figures then follow the records again. The journal keeps the reason.")
        self.body.addWidget(label(told, wrap=True))
        self.body.addWidget(
            self.fields.add(FormField(_("Reason"), self.reason, "reason", required=True))
        )

    def submit(self) -> None:
        """Take the lock away."""
        reason = self.reason.text().strip()
        if not reason:
            text = _("Say why the lock is taken away.")
            self.explain(Invalid([Problem("reason", text)]))
            return
        self.accept()
        self._then(reason)
