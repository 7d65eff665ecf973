"""The second medium (第二介质) and the rehearsal of a restore (恢复演练), under the backups."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from mediation_desk.domain.backup import Rehearsal
from mediation_desk.domain.day_text import beijing
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.keeping import SECOND_DAYS, Keeping, days_since
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.services import keeping as service
from mediation_desk.ui.files import ask_folder
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.labels import label, set_tone
from mediation_desk.ui.widgets.progress import ProgressLine

if TYPE_CHECKING:
    from datetime import datetime

    from mediation_desk.services.desk import Desk


class SecondMediumCard(Card):
    """A folder on a stick or another disk to which every backup is copied, read back, compared."""

    said = Signal(str)

    def __init__(self, desk: "Desk", jobs: Jobs) -> None:
        super().__init__(_("Second medium"), name="second_medium_card")
        self._desk, self._jobs = desk, jobs
        self.state = label("", name="second_medium_state", wrap=True)
        self.add(self.state)
        words = _(
            "A folder on a stick or on another disk. Each backup is copied there by itself, read"
            " back and compared; while it is not connected, work goes on and the copy follows"
            " later."
        )
        self.add(label(words, "small", name="second_medium_words", wrap=True))
        self.problem = label("", "error", name="second_medium_problem", wrap=True)
        self.problem.hide()
        self.add(self.problem)
        self.choose = secondary(_("Choose a folder…"), "second_choose", self.ask, "folder")
        self.copy = secondary(_("Copy now"), "second_copy", self.copy_now, "export")
        self.give_up = secondary(_("Give it up"), "second_give_up", partial(self.take, None))
        self.copy.hide()  # until it is known whether one is chosen
        self.give_up.hide()
        row = QHBoxLayout()
        for button in (self.choose, self.copy, self.give_up):
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)

    def show_keeping(self, told: Keeping, now: "datetime") -> None:
        """Show the folder, whether it is there, and the age of its newest copy."""
        text, tone = _second(told, now)
        self.state.setText(text)
        set_tone(self.state, tone)
        may = self._desk.actor.may(Right.SETTINGS)
        self.choose.setEnabled(may)
        self.give_up.setVisible(bool(told.second) and may)
        self.copy.setVisible(bool(told.second))
        self.copy.setEnabled(told.there and told.here)

    def ask(self) -> None:
        """Ask for the folder."""
        if (folder := ask_folder(self, _("Second medium"), "second_medium")) is not None:
            self.take(folder)

    def take(self, folder: Path | None) -> None:
        """Choose this folder, or none."""
        self.problem.hide()
        self._jobs.do(
            self,
            partial(service.choose_second, self._desk, folder),
            lambda _done: self.copy_now() if folder is not None else None,
            self._refused,
        )

    def copy_now(self) -> None:
        """Copy the newest backup, at once."""
        self.copy.setEnabled(False)
        self._jobs.keep(
            self, partial(service.copy_to_second, self._desk), self._copied, self._refused
        )

    def _copied(self, path: Path | None) -> None:
        self._jobs.changed.emit()
        if path is not None:
            self.said.emit(_("Copied to the second medium and compared: the two are the same."))

    def _refused(self, error: DeskError) -> None:
        self.problem.setText(str(error))
        self.problem.show()
        self._jobs.changed.emit()


def _second(told: Keeping, now: "datetime") -> tuple[str, Tone]:
    """Say how it stands with the second medium."""
    if not told.second:
        return _("None is chosen yet: the backups lie on this disk only."), Tone.WARN
    age = (
        _("no copy yet")
        if told.second_at is None
        else _("newest copy {time}").format(time=_moment(told.second_at))
    )
    there = _("connected") if told.there else _("not connected")
    text = _("{folder} · {there} · {age}").format(folder=told.second, there=there, age=age)
    if told.second_failed:
        why = _("The last copy to the second medium was not made: {reason}")
        return text + "\n" + why.format(reason=told.second_failed), Tone.BAD
    if told.same_disk:
        return text + "\n" + _("It lies on the same disk as the data: choose another."), Tone.WARN
    old = days_since(told.second_at or told.since, now) > SECOND_DAYS
    return text, Tone.BAD if old else Tone.PLAIN


class RehearsalCard(Card):
    """Once a month the newest backup is restored to a temporary place and looked through."""

    said = Signal(str)

    def __init__(self, desk: "Desk", jobs: Jobs) -> None:
        super().__init__(_("Rehearsal of a restore"), name="rehearsal_card")
        self._desk, self._jobs = desk, jobs
        self.state = label("", name="rehearsal_state", wrap=True)
        self.add(self.state)
        words = _(
            "Each month the newest backup is restored to a temporary place by itself: its cases,"
            " the rows of every table, the chain of the journal and all materials are checked."
        )
        self.add(label(words, "small", name="rehearsal_words", wrap=True))
        self.now = secondary(_("Rehearse now"), "rehearse_now", self.rehearse, "shield")
        self.now.setEnabled(False)  # until it is known whether there is a backup
        self.progress = ProgressLine("rehearsal_progress")
        row = QHBoxLayout()
        row.addWidget(self.now)
        row.addStretch(1)
        self.body.addLayout(row)
        self.add(self.progress)

    def show_keeping(self, told: Keeping) -> None:
        """Show what came of the last one."""
        self.now.setEnabled(
            told.last_at is not None and told.here and self._desk.actor.may(Right.BACKUP)
        )
        if told.rehearsed_at is None:
            self.state.setText(_("No restore was rehearsed yet."))
            set_tone(self.state, Tone.PLAIN)
            return
        at = _moment(told.rehearsed_at)
        if told.rehearsal:
            text = _("{time}: failed. {finding}").format(time=at, finding=told.rehearsal[0])
        else:
            text = _("{time}: passed. Everything came back as it was.").format(time=at)
        self.state.setText(text)
        set_tone(self.state, Tone.BAD if told.rehearsal else Tone.GOOD)

    def rehearse(self) -> None:
        """Do it now."""
        self.now.setEnabled(False)
        rendering = self._jobs.keep(
            self, partial(service.rehearse, self._desk), self._done, self._refused
        )
        rendering.stopped.connect(lambda: self._jobs.changed.emit())
        self.progress.follow(rendering, _("Restoring on trial and checking…"))

    def _done(self, found: Rehearsal) -> None:
        self.progress.done()
        self._jobs.changed.emit()
        if found.passed:
            self.said.emit(
                _("Rehearsed: {cases} cases, {entries} entries, {n} materials came back.").format(
                    cases=found.cases, entries=found.entries, n=found.materials
                )
            )

    def _refused(self, error: DeskError) -> None:
        self.progress.done()
        self.now.setEnabled(True)
        self._jobs.refused.emit(error)


def about_check(told: Keeping) -> tuple[str, Tone]:
    """Say what came of the last full check, which is made each week."""
    if told.checked_at is None:
        return _("Once a week all data are checked by themselves; not yet done."), Tone.PLAIN
    at = _moment(told.checked_at)
    if told.check:
        found = "\n".join(told.check)
        return _("Full check of {time}, by itself: {found}").format(time=at, found=found), Tone.BAD
    return _("Full check of {time}, by itself, each week: nothing amiss.").format(
        time=at
    ), Tone.GOOD


def _moment(at: "datetime") -> str:
    return f"{beijing(at):%Y-%m-%d %H:%M}"


def about_folder(told: Keeping) -> str:
    """Say where the backups lie that are made by themselves, and how many are kept."""
    if not told.here:
        if told.computer:
            return _("The computer {name} backs this centre up.").format(name=told.computer)
        return _("No computer backs this centre up by itself yet: choose a second medium on one.")
    return _(
        "While somebody works here a backup is made each hour and at the end, in {folder}; the"
        " last of 24 hours, 14 days, 8 weeks and 24 months are kept."
    ).format(folder=told.folder)
