"""Backups: one button, verified, with the age of the last one."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from mediation_desk.domain.backup import BackupInfo, CheckResult, Comparison
from mediation_desk.domain.errors import DeskError, NotAllowed
from mediation_desk.domain.keeping import Keeping
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.services import backups, keeping, restoring
from mediation_desk.services.backups import SHARED
from mediation_desk.services.restoring import Order
from mediation_desk.services.settings import Settings
from mediation_desk.ui.accounts.backup_key import with_key
from mediation_desk.ui.accounts.restore_dialog import RestoreDialog
from mediation_desk.ui.files import ask_open, ask_save, open_folder
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.pages.sections.backup_cards import (
    RehearsalCard,
    SecondMediumCard,
    about_check,
    about_folder,
)
from mediation_desk.ui.pages.sections.section import Section
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.buttons import primary, secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.labels import label, set_tone
from mediation_desk.ui.widgets.progress import ProgressLine

if TYPE_CHECKING:
    from datetime import datetime

    from mediation_desk.security.keyring import Root
    from mediation_desk.services.desk import Desk

ENDING = "deskbackup"


class BackupSection(Section):
    """Back up, restore, check, and where the file is."""

    restore = Signal(object)
    """Put a backup in the place of the centre's file (an Order)."""

    def __init__(self, desk: "Desk", jobs: Jobs) -> None:
        super().__init__(desk, jobs, "backup", _("Backup"))
        self.age = label("", "title", name="backup_age", wrap=True)
        self.words = label(
            _(
                "A backup is a whole, checked copy of the centre's data. Keep it on a stick or on"
                " another computer, not beside the file itself."
            ),
            "small",
            name="backup_words",
            wrap=True,
        )
        self.own = label("", "small", name="backup_own", wrap=True)
        self.now = primary(_("Back up now…"), "backup_now", self.back_up, "export")
        self.back = secondary(_("Restore…"), "backup_restore", self.choose_restore, "import")
        self.test = secondary(_("Check the file"), "backup_check", self.check, "shield")
        self.progress = ProgressLine("backup_progress")
        self.location = label("", "", name="location", wrap=True)
        self.location.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.show_folder = secondary(
            _("Open the folder"), "open_location", self._open_location, "folder"
        )
        card = Card(_("Backup"), name="backup_card")
        self.checked = label("", "small", name="backup_checked", wrap=True)
        for widget in (self.age, self.own, self.checked, self.words):
            card.add(widget)
        buttons = QHBoxLayout()
        for button in (self.now, self.back, self.test):
            buttons.addWidget(button)
        buttons.addStretch(1)
        card.body.addLayout(buttons)
        card.add(self.progress)
        place = Card(_("Where the data is"), name="location_card")
        place.add(self.location)
        row = QHBoxLayout()
        row.addWidget(self.show_folder)
        row.addStretch(1)
        place.body.addLayout(row)
        self.second = SecondMediumCard(desk, jobs)
        self.rehearsal = RehearsalCard(desk, jobs)
        self.second.said.connect(self.say)
        self.rehearsal.said.connect(self.say)
        for one in (card, self.second, self.rehearsal, place):
            self.column.addWidget(one)
        self.column.addStretch(1)

    def show_settings(self, settings: Settings) -> None:
        """Show the age of the last backup and the file's place."""
        if settings.last_backup is None:
            self.age.setText(_("There is no backup of this centre's data yet."))
            set_tone(self.age, Tone.WARN)
        elif settings.keys_are_newer:
            self.age.setText(
                _(
                    "The keys were changed after the last backup ({day}). Make a new one now: the"
                    " older ones open only with the passwords and the recovery code of then."
                ).format(day=f"{settings.last_backup:%Y-%m-%d}")
            )
            set_tone(self.age, Tone.WARN)
        else:
            days = (self.desk.today() - settings.last_backup.date()).days
            self.age.setText(_age(days, settings.last_backup))
            set_tone(self.age, Tone.WARN if days > 7 else Tone.PLAIN)
        self.jobs.ask(self, partial(keeping.state, self.desk), self._show_keeping)
        self.location.setText(settings.location)
        self.show_folder.setVisible(self.desk.db.is_file)
        self.now.setEnabled(self.desk.actor.may(Right.BACKUP))
        self.back.setEnabled(self.desk.actor.may(Right.RESTORE))

    def _show_keeping(self, told: Keeping) -> None:
        """Show how it stands with the backups that are made by themselves."""
        self.own.setText(about_folder(told))
        text, tone = about_check(told)
        self.checked.setText(text)
        self.checked.setVisible(told.here)
        set_tone(self.checked, tone)
        self.second.show_keeping(told, self.desk.instant())
        self.rehearsal.show_keeping(told)

    def back_up(self) -> None:
        """Ask for a place, then copy there."""
        name = backups.proposed_name(self.desk)
        path = ask_save(self, _("Back up now"), f"{name}.{ENDING}", f"*.{ENDING}", "backup")
        if path is not None:
            ended = path if path.suffix else path.with_suffix(f".{ENDING}")
            self.back_up_to(backups.saying_so(self.desk, ended))

    def back_up_to(self, target: Path) -> None:
        """Make a verified copy at a place."""
        self.now.setEnabled(False)
        rendering = self.jobs.render(
            self,
            lambda progress: backups.backup(self.desk, target, progress),
            self._backed_up,
            self._refused,
        )
        rendering.stopped.connect(self._ended)
        self.progress.follow(rendering, _("Copying and checking…"))

    def _backed_up(self, info: BackupInfo) -> None:
        self._ended()
        self.jobs.changed.emit()
        self.offered.emit(
            _("Backed up and verified: {count} cases, {size} MB.").format(
                count=info.cases, size=f"{info.size / 1e6:.1f}"
            )
            + _about_materials(info),
            _("Open the folder"),
            lambda: open_folder(Path(info.path)),
        )

    def _refused(self, error: DeskError) -> None:
        self._ended()
        self.jobs.refused.emit(error)

    def _ended(self) -> None:
        self.progress.done()
        self.now.setEnabled(self.desk.actor.may(Right.BACKUP))

    def choose_restore(self) -> None:
        """Ask which backup, verify it, tell what it holds, and ask once more."""
        path = ask_open(self, _("Restore"), f"*.{ENDING};;*", "backup")
        if path is not None:
            self.jobs.ask(
                self, lambda: backups.key_at_hand(self.desk, path), partial(self._open, path)
            )

    def _open(self, path: Path, root: "Root | None") -> None:
        """Look into the backup with the key at hand, or ask for what opens it."""

        def look(key: "Root | None") -> None:
            job = partial(backups.compared, path, self.desk.db.location, key, self.desk.root)
            self.jobs.ask(self, job, lambda found: self._ask_restore(found, key))

        if root is not None:
            look(root)
        else:
            with_key(self.jobs, path, self, look, self.jobs.refused.emit)

    def _ask_restore(self, found: Comparison, root: "Root | None") -> None:
        """Tell both sides; who may not decide it is told who may."""
        if found.takes_count and not self.desk.actor.may(Right.RESTORE_OLDER):
            self.jobs.refused.emit(NotAllowed(self.desk.actor.refusal(Right.RESTORE_OLDER)))
            return
        dialog = RestoreDialog(found, self)
        order = Order(source=Path(found.backup.path), root=root, proof=restoring.of_desk(self.desk))
        dialog.approved.connect(
            lambda count, unencrypted: self.restore.emit(
                replace(order, count=count, unencrypted=unencrypted)
            )
        )
        dialog.open()

    def check(self) -> None:
        """Check the file from end to end."""
        self.test.setEnabled(False)
        location, root = self.desk.db.location, self.desk.root
        self.jobs.render(
            self, lambda _progress: backups.check(location, root), self._checked, self._not_checked
        )

    def _checked(self, result: CheckResult) -> None:
        self.test.setEnabled(True)
        if result.sound:
            self.say(
                _("The file is sound: {cases} cases, {entries} entries in the record.").format(
                    cases=result.cases, entries=result.journal_entries
                )
            )
        else:
            self.jobs.refused.emit(DeskError("\n".join(result.findings)))

    def _not_checked(self, error: DeskError) -> None:
        self.test.setEnabled(True)
        self.jobs.refused.emit(error)

    def _open_location(self) -> None:
        open_folder(Path(self.desk.db.location))


def _about_materials(info: BackupInfo) -> str:
    """Say where the materials of a backup lie, and how many of them are not there."""
    if not info.materials:
        return ""
    said = "\n" + _(
        "{count} materials lie in the folder {folder} beside it; keep both together."
    ).format(count=info.materials, folder=SHARED)
    if info.lacking:
        said += "\n" + _("{count} materials are missing or altered.").format(count=info.lacking)
    return said


def _age(days: int, at: "datetime") -> str:
    if days <= 0:
        return _("The last backup was made today at {time}.").format(time=f"{at:%H:%M}")
    return _("The last backup is {days} days old ({day}).").format(
        days=days, day=f"{at:%Y-%m-%d %H:%M}"
    )
