"""Reminders in the tray: the day in a line each morning, and a hearing a quarter before it begins.

Only where the desktop has a tray; a click brings the window forward. It can be switched off in
the settings of this computer.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSystemTrayIcon

from mediation_desk.domain.hearing import HearingStatus
from mediation_desk.domain.today import counting
from mediation_desk.i18n import _
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.memory import recall, remember

if TYPE_CHECKING:
    from mediation_desk.domain.today import BookedHearing, Today
    from mediation_desk.services.desk import Desk

LOOK_MS = 60_000
"""How often the clock is looked at."""
READ_MINUTES = 10
"""How often the day is read again."""
BEFORE = timedelta(minutes=15)
"""How long before a hearing it is called to mind."""
SOON = timedelta(days=3)
"""How far the day's line looks ahead."""
OFF = "off"


def wanted() -> bool:
    """Say whether reminders are wanted on this computer."""
    return recall("reminders") != OFF


def want(on: bool) -> None:
    """Remember whether reminders are wanted on this computer."""
    remember("reminders", "" if on else OFF)


def summary(day: "Today") -> str:
    """Return the day in a line, empty where there is nothing to call to mind."""
    figures = day.figures
    parts = [
        _("{n} hearings today").format(n=figures.hearings) if figures.hearings else "",
        _("{n} deadlines past due").format(n=figures.overdue) if figures.overdue else "",
        _("{n} due within 3 days").format(n=figures.due_soon) if figures.due_soon else "",
        _("{n} of them provisional").format(n=unsure) if (unsure := _provisional(day)) else "",
    ]
    return _(", ").join(part for part in parts if part)


def _provisional(day: "Today") -> int:
    """Count the deadlines due soon whose day may move with the year's notice of days off (暂定)."""
    soon = day.day + SOON
    return sum(clock.provisional and day.day <= clock.due <= soon for clock in day.clocks)


def imminent(hearings: "tuple[BookedHearing, ...]", now: datetime) -> "list[BookedHearing]":
    """Return the planned hearings that begin within a quarter of an hour."""
    return [
        hearing
        for hearing in hearings
        if hearing.status is HearingStatus.PLANNED
        and timedelta(0)
        <= datetime.combine(hearing.day, hearing.begins, now.tzinfo) - now
        <= BEFORE
    ]


class Reminders(QObject):
    """Looks at the day now and then, and says once what should not be forgotten."""

    due = Signal(str, str)
    """A reminder: its heading and its text."""

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk, self.jobs = desk, jobs
        self._day: Today | None = None
        self._read_at: datetime | None = None
        self._told: set[str] = set()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Read the day when it is old, and tell what is due."""
        if self.desk.db.is_locked:
            return
        now = self.desk.now()
        old = self._read_at is None or now - self._read_at >= timedelta(minutes=READ_MINUTES)
        if old or (self._day and self._day.day != now.date()):
            self._read_at = now
            self.jobs.ask(self, partial(_looked_at, self.desk), self._read)
        elif self._day is not None:
            self._tell(self._day)

    def _read(self, day: "Today") -> None:
        self._day = day
        self._tell(day)

    def _tell(self, day: "Today") -> None:
        if not wanted():
            return
        if text := summary(day):
            self._once(f"day {day.day}", _("Today"), text)
        for hearing in imminent(day.hearings, self.desk.now()):
            text = _("{time}, {room}: {parties}").format(
                time=f"{hearing.begins:%H:%M}", room=hearing.room, parties=hearing.parties
            )
            text = f"{text}（{hearing.doubt.label}）" if hearing.doubt else text
            moment = f"{hearing.day} {hearing.begins:%H:%M}"  # one that was moved is told anew
            self._once(f"hearing {hearing.hearing_id} {moment}", _("Hearing soon"), text)

    def _once(self, key: str, heading: str, text: str) -> None:
        if key not in self._told:
            self._told.add(key)
            self.due.emit(heading, text)


def _looked_at(desk: "Desk") -> "Today":
    """Read the day as its page shows it: with deadlines beside the cases, and doubtful hearings."""
    from mediation_desk.services import boards, calendar, today

    day = today.today(desk)
    return replace(
        day,
        figures=counting(day.figures, boards.boards(desk).dues, day.day),
        hearings=calendar.looked_at(desk, day.hearings),
    )


class Tray(QObject):
    """The icon that reminds, where the desktop has a tray."""

    raised = Signal()
    """Somebody wants to see the window."""

    def __init__(self, app: QGuiApplication, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app, self._jobs = app, jobs
        self._icon: QSystemTrayIcon | None = None

    def begin(self, desk: "Desk") -> None:
        """Remind of the days of this desk, and of no other."""
        self.end()
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return
        picture = self._app.windowIcon()
        self._icon = icon = QSystemTrayIcon(picture, self)
        icon.setToolTip(_("Mediation Desk"))
        icon.activated.connect(lambda _how: self.raised.emit())
        icon.messageClicked.connect(self.raised)
        reminders = Reminders(desk, self._jobs, icon)
        reminders.due.connect(lambda heading, text: icon.showMessage(heading, text, picture))
        icon.show()
        reminders.look()

    def end(self) -> None:
        """Take the icon away: the desk that it reads is closed, or about to be."""
        if self._icon is not None:
            self._icon.hide()
            self._icon.deleteLater()
            self._icon = None
