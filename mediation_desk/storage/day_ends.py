"""Until when what is due may still be done: counted by the working calendar that is in force."""

from collections.abc import Callable
from datetime import date
from functools import partial

from sqlalchemy.orm import Session

from mediation_desk.domain.working_days import Calendar, on_or_after

CALENDAR = "calendar"
"""Under this name a transaction knows how to ask for the calendar."""


def calendar_of(session: Session) -> Calendar:
    """Return the calendar in force at the desk; without a desk only weekends are days off."""
    ask: Callable[[], Calendar] = session.info.get(CALENDAR, Calendar)
    return ask()


def last_day(session: Session) -> Callable[[date], date]:
    """Return what moves a due day to the working day until which it may be done."""
    return partial(on_or_after, calendar=calendar_of(session))
