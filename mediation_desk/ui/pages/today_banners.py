"""Strips at the head of Today: an old backup, and an application that is not registered yet."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout

from mediation_desk.i18n import _
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import link
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

OLD_BACKUP = 7
"""Days after which the age of the last backup is shown."""


class BackupBanner(QFrame):
    """Says that the last backup is old, with the way to make one."""

    def __init__(self, go: partial[None]) -> None:
        super().__init__()
        named(self, "backup_banner", _("Backup"))
        self.setProperty("role", "bar-warn")
        self.text = label("", name="backup_banner_text", tone=Tone.WARN, wrap=True)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(Space.L, Space.XS, Space.S, Space.XS)
        inside.addWidget(self.text, 1)
        inside.addWidget(link(_("Back up now…"), "backup_banner_action", go))
        self.hide()

    def show_age(self, days: int | None) -> None:
        """Show the age of the last backup when it is over a week, or that there is none."""
        if days is None:
            self.text.setText(_("There is no backup of this centre's data yet."))
        else:
            self.text.setText(_("The last backup is {days} days old.").format(days=days))
        self.setVisible(days is None or days > OLD_BACKUP)


def draft_of(desk: "Desk") -> str | None:
    """Return the employer of an application that was typed but not registered, None without."""
    from mediation_desk.services import drafts, intake

    kept = drafts.load(desk, "intake")
    if not kept or intake.registered(desk, str(kept.get("operation") or "")) is not None:
        return None
    respondent = kept.get("respondent")
    return str(respondent.get("name", "")) if isinstance(respondent, dict) else ""


class DraftBanner(QFrame):
    """Says that an application was typed but not registered, with the way to it."""

    def __init__(self, go: partial[None]) -> None:
        super().__init__()
        named(self, "draft_banner", _("Draft"))
        self.setProperty("role", "bar-notice")
        self.text = label("", name="draft_banner_text", wrap=True)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(Space.L, Space.XS, Space.S, Space.XS)
        inside.addWidget(self.text, 1)
        inside.addWidget(link(_("Go on with the draft"), "draft_banner_action", go))
        self.hide()

    def show_draft(self, employer: str | None) -> None:
        """Name the employer of the draft; None means that there is no draft."""
        text = _("There is a draft that is not registered yet.")
        if employer and employer.strip():
            text = _("There is a draft that is not registered yet: {employer}").format(
                employer=employer.strip()
            )
        self.text.setText(text)
        self.setVisible(employer is not None)
