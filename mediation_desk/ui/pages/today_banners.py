"""Strips at the head of Today: an old backup, an unregistered application, hearings on days off."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout

from mediation_desk.domain.recycling import DAYS
from mediation_desk.domain.today import BookedHearing
from mediation_desk.i18n import _
from mediation_desk.ui.memory import recall, remember
from mediation_desk.ui.phrases import weekday
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import link
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named

if TYPE_CHECKING:
    from mediation_desk.domain.lines import CaseLine
    from mediation_desk.services.desk import Desk


class BackupBanner(QFrame):
    """Says what is amiss with the backups, with the way to mend it."""

    def __init__(self, go: partial[None]) -> None:
        super().__init__()
        named(self, "backup_banner", _("Backup"))
        self.setProperty("role", "bar-warn")
        self.text = label("", name="backup_banner_text", tone=Tone.WARN, wrap=True)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(Space.L, Space.XS, Space.S, Space.XS)
        inside.addWidget(self.text, 1)
        inside.addWidget(link(_("See the backups…"), "backup_banner_action", go))
        self.hide()

    def show_worry(self, sentence: str) -> None:
        """Show what is amiss with the backups, if anything is."""
        self.text.setText(sentence)
        self.setVisible(bool(sentence))


class ClockBanner(QFrame):
    """Says that the computer's clock stands before what was saved already."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "clock_banner", _("Date and time"))
        self.setProperty("role", "bar-warn")
        self.text = label("", name="clock_banner_text", tone=Tone.WARN, wrap=True)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(Space.L, Space.XS, Space.L, Space.XS)
        inside.addWidget(self.text, 1)
        self.hide()

    def show_clock(self, sentence: str) -> None:
        """Show what is amiss with the clock, if anything is."""
        self.text.setText(sentence)
        self.setVisible(bool(sentence))


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


def notes_of(desk: "Desk") -> "Sequence[CaseLine]":
    """Return the cases in which a note told back to back was begun and not saved."""
    from mediation_desk.services import caucus

    return caucus.begun(desk)


class NotesBanner(QFrame):
    """Says that notes told back to back were begun and not saved, with the way to the first."""

    def __init__(self, go: Callable[[int, str], object]) -> None:
        super().__init__()
        named(self, "notes_banner", _("Draft"))
        self.setProperty("role", "bar-notice")
        self._go = go
        self._first = 0
        self.text = label("", name="notes_banner_text", wrap=True)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(Space.L, Space.XS, Space.S, Space.XS)
        inside.addWidget(self.text, 1)
        inside.addWidget(link(_("Go on with the note"), "notes_banner_action", self._go_on))
        self.hide()

    def show_cases(self, cases: "Sequence[CaseLine]") -> None:
        """Name the case of the note begun last, and in how many there is one."""
        if cases:
            self._first = cases[0].id
            self.text.setText(
                _("A note told back to back that you began is not saved yet: {case}").format(
                    case=cases[0].number
                )
                if len(cases) == 1
                else _(
                    "Notes told back to back that you began are not saved yet in {n} cases, last"
                    " in {case}"
                ).format(n=len(cases), case=cases[0].number)
            )
        self.setVisible(bool(cases))

    def _go_on(self) -> None:
        self._go(self._first, "talks:notes")


class StruckBanner(QFrame):
    """Says that hearings are planned for days off, with the way to move the first of them."""

    def __init__(self, go: Callable[[int, str], object]) -> None:
        super().__init__()
        named(self, "struck_banner", _("Hearings on days off"))
        self.setProperty("role", "bar-warn")
        self._go = go
        self._first: BookedHearing | None = None
        self.text = label("", name="struck_banner_text", tone=Tone.WARN, wrap=True)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(Space.L, Space.XS, Space.S, Space.XS)
        inside.addWidget(self.text, 1)
        inside.addWidget(link(_("Move…"), "struck_banner_action", self._move))
        self.hide()

    def show_hearings(self, hearings: Sequence[BookedHearing]) -> None:
        """Name the first hearing on a day off, and how many there are."""
        self._first = next(iter(hearings), None)
        if self._first is not None:
            text = _("{n} hearings are planned for a day off: {day} {weekday} {time} {parties}")
            self.text.setText(
                text.format(
                    n=len(hearings),
                    day=self._first.day.isoformat(),
                    weekday=weekday(self._first.day),
                    time=f"{self._first.begins:%H:%M}",
                    parties=self._first.parties,
                )
            )
        self.setVisible(self._first is not None)

    def _move(self) -> None:
        if self._first is not None:
            self._go(self._first.case_id, f"hearings:{self._first.hearing_id}")


WEEK = 7
"""So many days the offer to empty the bin stays away once it was put off."""


def bin_over(desk: "Desk") -> int:
    """Count what waits in the bin to be erased, for who may, unless it was put off this week."""
    from mediation_desk.domain.rights import Right
    from mediation_desk.services import recycling

    if not desk.actor.may(Right.SUPERVISE):
        return 0
    put_off = recall("bin_put_off")
    if put_off and (desk.today() - date.fromisoformat(put_off)).days < WEEK:
        return 0
    return len(recycling.over(desk))


class BinBanner(QFrame):
    """Offers, once a week, to erase what has been in the bin for longer than its days."""

    def __init__(self, go: "partial[None]", today: Callable[[], date]) -> None:
        super().__init__()
        named(self, "bin_banner", _("Recycle bin"))
        self.setProperty("role", "bar-notice")
        self._today = today
        self.text = label("", name="bin_banner_text", wrap=True)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(Space.L, Space.XS, Space.S, Space.XS)
        inside.addWidget(self.text, 1)
        inside.addWidget(link(_("Remind me in a week"), "bin_banner_later", self._put_off))
        inside.addWidget(link(_("See the recycle bin…"), "bin_banner_action", go))
        self.hide()

    def show_over(self, number: int) -> None:
        """Say how many wait; none says nothing."""
        self.text.setText(
            _("{n} in the recycle bin have been there for more than {days} days: they are erased"
              " for good by you and a second person.").format(n=number, days=DAYS)
        )  # fmt: skip
        self.setVisible(bool(number))

    def _put_off(self) -> None:
        remember("bin_put_off", self._today().isoformat())
        self.hide()
