"""Who may see the case: a mark in its head where it is restricted, and the way to set it."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.day_text import beijing
from mediation_desk.i18n import _
from mediation_desk.services import access
from mediation_desk.services.access import Eyes
from mediation_desk.ui.case.header import CaseHeader
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named

_WIDE = 440


class AccessDialog(Dialog):
    """Whether the case is restricted, why, and who reads it beside those who work on it."""

    def __init__(self, case: OpenCase, eyes: Eyes, done: "Access", parent: QWidget) -> None:
        super().__init__(_("Who may see the case"), _("Save"), name="access", parent=parent)
        self.edits(of=case.file)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._case, self._done = case, done
        told = label(
            _(
                "A restricted case is there only for those who work on it, the supervisors and"
                " those ticked here. For all others it stands in no list, search, board or"
                " question; the calendar shows its hearings as busy, the log its figures without"
                " names, the statistics count it."
            ),
            name="access_told",
            wrap=True,
        )
        told.setMinimumWidth(_WIDE)
        self.body.addWidget(told)
        self.restricted = named(
            QCheckBox(_("Restrict who may see this case")), "access_restricted", _("Restricted")
        )
        self._held = eyes.access
        self.restricted.setChecked(eyes.access.restricted)
        self.body.addWidget(self.restricted)
        self.reason = QLineEdit()
        self.field = self.fields.add(FormField(_("Reason"), self.reason, "reason", required=True))
        self.body.addWidget(self.field)
        always = _("Always: {names}").format(names=_(", ").join(eyes.always))
        self.body.addWidget(label(always, "small", name="access_always", wrap=True))
        self.boxes = {
            one.id: named(QCheckBox(one.name), f"access_{one.id}", one.name) for one in eyes.others
        }
        if self.boxes:
            self.body.addWidget(label(_("May see it besides:"), "strong", name="access_besides"))
        for key, box in self.boxes.items():
            box.setChecked(key in eyes.access.readers)
            self.body.addWidget(box)
        self.body.addWidget(label(_limits(case), "small", name="access_limits", wrap=True))
        self.restricted.toggled.connect(self._ask_why)
        self._ask_why(self.restricted.isChecked())

    def _ask_why(self, restricted: bool) -> None:
        """Ask a reason of its own for opening a case: that of the restriction is none."""
        held = self._held
        self.reason.setText(held.reason if restricted == held.restricted else "")
        self.reason.setPlaceholderText(
            _("Such as: an injury that the worker wants kept private")
            if restricted
            else _("Such as: the worker no longer asks that it be kept private")
        )

    def submit(self) -> None:
        """Set it; the journal tells."""
        desk, restricted, reason = (
            self._case.desk,
            self.restricted.isChecked(),
            self.reason.text(),
        )
        readers = tuple(key for key, box in self.boxes.items() if box.isChecked())

        def saved(_nothing: None) -> None:
            self.accept()
            self._done.noticed.emit(
                _("The case is restricted.") if restricted else _("Who sees the case is set.")
            )

        self.busy()
        self._case.act(
            lambda case_id, version: access.set_access(
                desk, case_id, version, restricted=restricted, readers=readers, reason=reason
            ),
            saved,
            self.explain,
        )


def _limits(case: OpenCase) -> str:
    """Say what this does not keep out."""
    if case.desk.has_accounts or case.desk.signed_in:
        return _("Whoever administers the file or the server can still read it with other tools.")
    return _(
        "Nobody signs in to this file: whoever takes another name at this desk sees what that"
        " person sees. Set up accounts in Settings first where that matters."
    )


class Access(QObject):
    """Keeps the mark in the head of the case true, and opens the dialog."""

    noticed = Signal(str)

    def __init__(self, case: OpenCase, header: CaseHeader, page: QWidget) -> None:
        super().__init__(page)
        self._case, self._header, self._page = case, header, page
        case.shown.connect(self._look)

    def _look(self, case: CaseFile) -> None:
        desk = self._case.desk
        self._case.read(
            lambda: access.of_case(desk, case), lambda eyes: self._mark(case, eyes), _unsaid
        )

    def _mark(self, case: CaseFile, eyes: Eyes) -> None:
        if self._case.file is None or self._case.file.id != case.id:
            return
        pill, held = self._header.restricted, eyes.access
        pill.show_state(_("Access restricted"), Tone.WARN)
        pill.setVisible(held.restricted)
        day = f"{beijing(held.since):%Y-%m-%d}" if held.since else ""
        pill.setToolTip(
            _("{reason} ({name}, {day})").format(reason=held.reason, name=held.by, day=day)
        )

    def ask(self) -> None:
        """Ask who may see the case in view."""
        desk, case = self._case.desk, self._case.file
        if case is None:
            return
        self._case.read(
            lambda: access.of_case(desk, case),
            lambda eyes: AccessDialog(self._case, eyes, self, self._page).open(),
        )


def _unsaid(_error: object) -> None:
    """A mark that could not be read is no reason to disturb anybody."""
