"""The dialog that tells of a bug."""

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from mediation_desk.i18n import _
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named


class CrashDialog(Dialog):
    """Says that something went wrong, what is safe, and gives a report without personal data."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Something went wrong"), _("Go on working"), name="crash", parent=parent)
        self.cancel.hide()
        words = label(
            _(
                "The program made a mistake. What was saved is safe, and what you typed is kept"
                " as a draft. You can go on working. If it happens again, please send this report;"
                " it holds no personal data."
            ),
            name="crash_text",
            wrap=True,
        )
        self.report = named(QPlainTextEdit(report), "crash_report", _("Report"))
        self.report.setReadOnly(True)
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.report.setMinimumSize(520, 180)
        self.copy = secondary(_("Copy the report"), "crash_copy", self.copy_report)
        self.foot.insertWidget(0, self.copy)
        self.body.addWidget(words)
        self.body.addWidget(self.report)

    def copy_report(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self.report.toPlainText())
