"""What is doubtful about the day of a planned hearing: a day off, or a year not known yet.

A calendar that is imported later moves no hearing; it is marked, and people move it.
"""

from datetime import date
from typing import TYPE_CHECKING, Protocol

from mediation_desk.domain.hearing import HearingStatus
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _

if TYPE_CHECKING:  # the day's page is read before the calendar is
    from mediation_desk.domain.working_days import Calendar


class Standing(Protocol):
    """What has a hearing's state and day."""

    @property
    def status(self) -> HearingStatus:
        """Where the hearing stands."""

    @property
    def day(self) -> date:
        """The day for which it is fixed."""

    @property
    def day_reason(self) -> str:
        """Why it was fixed knowingly for a day off."""


class DayDoubt(Term):
    """Why the day of a hearing is to be looked at again."""

    DAY_OFF = "day_off", N_("Day off")
    PROVISIONAL = "provisional", N_("provisional")


def doubt_of(
    status: HearingStatus, day: date, calendar: "Calendar", *, knowingly: bool = False
) -> DayDoubt | None:
    """Say what is doubtful about a hearing's day; only one that is to come can be moved.

    A day off that was chosen `knowingly`, with its reason, is not doubtful.

    A year whose notice of days off is not known counts with weekends and statutory holidays
    only, and its days are provisional (暂定, procedure.md 2.2).
    """
    if status is not HearingStatus.PLANNED:
        return None
    if not knowingly and not calendar.is_working_day(day):
        return DayDoubt.DAY_OFF
    return None if calendar.known(day.year) else DayDoubt.PROVISIONAL


def day_doubt(hearing: Standing, calendar: "Calendar") -> DayDoubt | None:
    """Say what is doubtful about the day of a hearing as it stands."""
    knowingly = bool(hearing.day_reason)
    return doubt_of(hearing.status, hearing.day, calendar, knowingly=knowingly)


def doubt_text(doubt: DayDoubt | None) -> str:
    """Say at length what is doubtful, empty where nothing is."""
    match doubt:
        case DayDoubt.DAY_OFF:
            return _("This hearing is fixed for a day off. Move it, or hold it knowingly.")
        case DayDoubt.PROVISIONAL:
            return _("The day is provisional: the year's days off are not known yet.")
    return ""
