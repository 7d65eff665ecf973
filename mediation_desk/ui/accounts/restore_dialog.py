"""The last question before a restore: what would take the place of what, and how many cases."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from mediation_desk.domain.backup import Comparison, Standing
from mediation_desk.domain.day_text import beijing
from mediation_desk.domain.errors import Problem
from mediation_desk.i18n import N_, _
from mediation_desk.services.backups import NotEncrypted, unsealed
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label, set_tone
from mediation_desk.ui.widgets.naming import named

if TYPE_CHECKING:
    from datetime import datetime

_SAID = {
    Standing.NOTHING: "",
    Standing.SAME: N_("The backup holds all that is in the file now."),
    Standing.OLDER: N_("Since then {later} acts were saved; they would be set aside."),
    Standing.ASIDE: N_("The backup and the file went on differently; what is here is set aside."),
    Standing.FOREIGN: N_("This is the backup of another centre, not of the file that is here."),
    Standing.UNKNOWN: N_("The file that is here cannot be read, so the two cannot be compared."),
}


class RestoreDialog(Dialog):
    """Tells both sides; where something would be set aside, the number of cases is typed."""

    approved = Signal(object, bool)
    """Restore it (the number typed, None where none was asked for; whether the file may be
    unencrypted then)."""

    def __init__(self, found: Comparison, parent: QWidget) -> None:
        super().__init__(
            _("Restore this backup?"), _("Restore"), name="restore_question", parent=parent
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._found = found
        info = found.backup
        self.text = label("", name="restore_question_text", wrap=True)
        self.text.setText(_sides(found))
        self.body.addWidget(self.text)
        self.standing = label("", name="restore_question_standing", wrap=True)
        said = _SAID[found.standing]
        self.standing.setText(_(said).format(later=found.later) if said else "")
        set_tone(self.standing, Tone.WARN if found.takes_count else Tone.PLAIN)
        self.standing.setVisible(bool(said))
        self.body.addWidget(self.standing)
        self.opens = label("", name="restore_opens", tone=Tone.WARN, wrap=True)
        self.opens.setText(str(NotEncrypted()) if found.opens else "")
        self.opens.setVisible(found.opens)
        self.body.addWidget(self.opens)
        told = [_("What is in the file now is set aside beside it and not lost.")]
        if info.encrypted:
            told.append(_("Passwords are then those of that day."))
        if info.lacking:
            told.append(_("{count} materials are missing or altered.").format(count=info.lacking))
        self.body.addWidget(label("\n".join(told), "small", name="restore_kept", wrap=True))
        self.unsealed = label("", "small", name="restore_unsealed", wrap=True)
        self.unsealed.setText("" if info.sealed else unsealed())
        set_tone(self.unsealed, Tone.WARN)
        self.unsealed.setVisible(not info.sealed)
        self.body.addWidget(self.unsealed)
        self.count = QLineEdit()
        field = FormField(
            _("To confirm, type how many cases the backup holds"), self.count, "count"
        )
        self.body.addWidget(self.fields.add(field))
        field.setVisible(found.takes_count)
        self.unencrypted = QCheckBox(_("Restore it although the file is then not encrypted"))
        named(self.unencrypted, "restore_unencrypted", self.unencrypted.text())
        self.unencrypted.setVisible(found.opens)
        self.body.addWidget(self.unencrypted)
        self.body.addStretch(1)

    def would_lose(self) -> bool:
        """A number that was typed is nothing to keep."""
        return False

    def submit(self) -> None:
        """Go on, where the number is right and it was said that nothing need be encrypted."""
        found, typed = self._found, self.count.text().strip()
        if found.takes_count and typed != str(found.backup.cases):
            self.fields.explain([Problem("count", _("This is not the number of its cases."))])
            return
        if found.opens and not self.unencrypted.isChecked():
            self.complain(_("Tick that the file may be unencrypted, or choose another backup."))
            return
        self.accept()
        count = found.backup.cases if found.takes_count else None
        self.approved.emit(count, found.opens)


def _sides(found: Comparison) -> str:
    info = found.backup
    lines = [
        _("Backup: {centre}, {count} cases, as of {time}.").format(
            centre=info.centre, count=info.cases, time=_moment(info.as_of)
        )
    ]
    if (now := found.present) is not None:
        last = _moment(now.at) if now.at else "—"
        text = _("File here: {count} cases, last saved {time}.")
        lines.append(text.format(count=now.cases, time=last))
    return "\n".join(lines)


def _moment(at: "datetime") -> str:
    return f"{beijing(at):%Y-%m-%d %H:%M}"
