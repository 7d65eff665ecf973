"""The recovery code: shown once, printed or saved, and typed back before it counts."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from mediation_desk.domain.errors import Problem
from mediation_desk.i18n import _
from mediation_desk.security import codes
from mediation_desk.ui.files import ask_save
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named


class RecoveryDialog(Dialog):
    """Shows a new code and takes it back; only then is it used."""

    taken = Signal(str)
    """The code was typed back as it is."""

    def __init__(
        self,
        jobs: Jobs,
        centre: str,
        file: str,
        today: date,
        parent: QWidget,
        make: Callable[[], str] = codes.new_recovery_code,
    ) -> None:
        super().__init__(_("Recovery code"), _("Confirm the code"), name="recovery", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._jobs, self._centre, self._file, self._today = jobs, centre, file, today
        self.code = make()
        self._halves = codes.halves(self.code)
        self.body.addWidget(
            label(
                _(
                    "If no password is known any more, only this code opens the file. It is shown"
                    " this once. Print it or write it down, seal it, and keep it locked away."
                ),
                name="recovery_words",
                wrap=True,
            )
        )
        self.shown = label(self.code, "figure", name="recovery_code", wrap=True)
        self.shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.body.addWidget(self.shown)
        self.in_halves = QCheckBox(
            _("In two halves, for the supervisor and the administrator: neither opens it alone")
        )
        named(self.in_halves, "recovery_halves", self.in_halves.text())
        self.in_halves.toggled.connect(self._show_code)
        self.body.addWidget(self.in_halves)
        row = QHBoxLayout()
        row.addWidget(secondary(_("Print…"), "recovery_print", self.print_sheet, "print"))
        row.addWidget(secondary(_("Save as PDF…"), "recovery_save", self.save_sheet, "export"))
        self.done_words = label("", "small", name="recovery_done", wrap=True)
        row.addWidget(self.done_words, 1)
        self.body.addLayout(row)
        self.back = QLineEdit()
        self.body.addWidget(
            self.fields.add(
                FormField(
                    _("Type the code back, from the paper"),
                    self.back,
                    "code",
                    required=True,
                    hint=_(
                        "Halves one after the other; capital or small letters and hyphens make no"
                        " difference."
                    ),
                )
            )
        )
        self.body.addStretch(1)
        self.setMinimumWidth(520)

    def _given(self) -> tuple[str, ...]:
        """Return what is handed out: the code, or its halves."""
        return self._halves if self.in_halves.isChecked() else (self.code,)

    def _show_code(self) -> None:
        self.shown.setText("\n".join(self._given()))
        self.done_words.clear()
        self.back.clear()

    def submit(self) -> None:
        """Take the code, if it was typed back as it is."""
        if codes.bare(self.back.text()) != codes.bare("".join(self._given())):
            wrong = _("This is not the code shown above. Compare it group by group.")
            self.fields.explain([Problem("code", wrong)])
            return
        self.accept()
        self.taken.emit(self.code)

    def _sheet(self) -> bytes:
        from mediation_desk.services.accounts import recovery_sheet

        halves = self._halves if self.in_halves.isChecked() else ()
        return recovery_sheet(self._centre, self.code, self._today, self._file, halves)

    def print_sheet(self) -> None:
        """Print the sheet."""
        self._jobs.aside(self, self._sheet, self._print)

    def _print(self, data: bytes) -> None:
        from mediation_desk.ui.printers.order import Sheet
        from mediation_desk.ui.printers.print_dialog import print_sheets

        dialog = print_sheets(self._jobs, (Sheet(title=_("Recovery code"), pdf=data),), self)
        dialog.accepted.connect(lambda: self.done_words.setText(_("Handed to the print queue.")))

    def save_sheet(self) -> None:
        """Save the sheet where the person wants it."""
        name = f"{_('Recovery code')}.pdf"
        path = ask_save(self, _("Save as PDF"), name, "*.pdf", "recovery")
        if path is not None:
            from mediation_desk.services.files import write_whole

            said = partial(self._saved, str(path.name))
            self._jobs.ask(self, lambda: write_whole(path, self._sheet()), said, self.explain)

    def _saved(self, name: str, _path: object) -> None:
        self.done_words.setText(
            _("Saved as {name}. Print it, then delete the file.").format(name=name)
        )
