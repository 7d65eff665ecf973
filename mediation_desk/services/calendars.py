"""The working calendar: its years, importing another one, and what that changes.

No stored deadline changes silently: what would move is shown, confirmed, journalled, and can be
undone.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from mediation_desk.domain.calendar_change import (
    CalendarChange,
    changed_days,
    recounted,
    struck,
    with_year,
)
from mediation_desk.domain.calendar_text import as_json, as_toml
from mediation_desk.domain.calendar_year import YearSheet, checked, with_statutory
from mediation_desk.domain.day_list import Days, read_days, read_notice
from mediation_desk.domain.errors import DeskError, Invalid, NotFound, Problem
from mediation_desk.domain.rights import Right
from mediation_desk.domain.working_days import Calendar, CalendarYear
from mediation_desk.i18n import _
from mediation_desk.importers.calendars import read_calendar
from mediation_desk.services.desk import Desk
from mediation_desk.storage import calendars as store
from mediation_desk.storage import journal
from mediation_desk.storage.database import Session

ENTER, REMOVE, RECOUNT = "enter_calendar", "remove_calendar", "recount_clocks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendars:
    """What the settings show of the calendar.

    `pending` are running clocks that were counted with an earlier calendar, as after an update
    of the program; `undoable` says that the last change can be undone.
    """

    sheets: tuple[YearSheet, ...]
    pending: CalendarChange
    undoable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A year as a person types it: the days as text, or the notice itself pasted in."""

    year: int
    notice: str
    days_off: str
    makeup_workdays: str


def sheets(desk: Desk) -> tuple[YearSheet, ...]:
    """Return the years that are known, for everybody to look at."""
    desk.actor.require(Right.HOUSE)
    return _sheets(desk)


def overview(desk: Desk) -> Calendars:
    """Return the years that are known, and what is still counted with an earlier calendar."""
    desk.actor.require(Right.SETTINGS)
    with desk.db.read() as session:
        desk.share(session)
        return Calendars(
            sheets=_sheets(desk),
            pending=_change(desk, session, None, None),
            undoable=journal.last_done(session, (ENTER, REMOVE, RECOUNT)) is not None,
        )


def _sheets(desk: Desk) -> tuple[YearSheet, ...]:
    sheets = {year.year: YearSheet(year=year) for year in desk.shipped_calendar.years}
    sheets |= {sheet.year.year: sheet for sheet in desk.own_years()}
    return tuple(sheets[number] for number in sorted(sheets))


def waiting(desk: Desk) -> int:
    """Count the running clocks that an earlier calendar counted, as after an update."""
    desk.actor.require(Right.SETTINGS)
    with desk.db.read() as session:
        desk.share(session)
        return len(_change(desk, session, None, None).clocks)


def read_file(desk: Desk, path: Path) -> CalendarYear:
    """Read a year's calendar from a file without taking it over."""
    desk.actor.require(Right.SETTINGS)
    year = read_calendar(path)
    return with_statutory(year, desk.shipped_calendar.year(year.year))


def read_typed(desk: Desk, typed: Typed) -> CalendarYear:
    """Read a year as it was typed, or refuse it at the fields that are wrong.

    Without the number of the State Council's notice it stays provisional, whatever days it has.
    """
    desk.actor.require(Right.SETTINGS)
    found = _listed(typed)
    year = checked(
        typed.year, days_off=found.off, makeup_workdays=found.worked, notice=typed.notice
    )
    year = replace(year, complete=bool(year.notice))
    return with_statutory(year, desk.shipped_calendar.year(year.year))


def _listed(typed: Typed) -> Days:
    problems: list[Problem] = []
    off, worked = Days(), Days()
    try:
        off = read_notice(typed.days_off, typed.year)
    except DeskError as refusal:
        problems.append(Problem("days_off", str(refusal)))
    try:
        worked = Days(worked=read_days(typed.makeup_workdays, typed.year))
    except DeskError as refusal:
        problems.append(Problem("makeup_workdays", str(refusal)))
    if problems:
        raise Invalid(problems)
    named = [day for day in off.worked if day not in worked.worked]  # told by both fields
    return Days(off.off, (*named, *worked.worked))


def difference(desk: Desk, year: CalendarYear) -> CalendarChange:
    """Say what a year would change, before it is taken over."""
    desk.actor.require(Right.SETTINGS)
    with desk.db.read() as session:
        desk.share(session)
        return _change(desk, session, year.year, year)


def difference_without(desk: Desk, number: int) -> CalendarChange:
    """Say what changes when the centre's own year is taken back."""
    desk.actor.require(Right.SETTINGS)
    with desk.db.read() as session:
        desk.share(session)
        _require_own(desk, number)
        return _change(desk, session, number, None)


def carry_out(desk: Desk, shown: CalendarChange) -> None:
    """Change the calendar and the clocks exactly as was shown, in one journalled act."""
    desk.actor.require(Right.SETTINGS)
    with desk.db.write(desk.actor, _doing(shown)) as session:
        desk.share(session)
        if shown.number is not None and shown.year is None:
            _require_own(desk, shown.number)
        if _change(desk, session, shown.number, shown.year) != shown:
            raise DeskError(
                _("Clocks have changed in the meantime. Look again at what changes, then confirm.")
            )
        if shown.year is not None:
            store.put(session, shown.year, desk.actor.name)
        elif shown.number is not None:
            store.remove(session, shown.number)
        store.move(session, shown.clocks)
    desk.reload()


def _doing(shown: CalendarChange) -> str:
    if shown.year is not None:
        return ENTER
    return RECOUNT if shown.number is None else REMOVE


def undo_last(desk: Desk) -> None:
    """Undo the last change of the calendar with everything it moved."""
    desk.actor.require(Right.SETTINGS)
    with desk.db.write(desk.actor, "undo") as session:
        last = journal.last_done(session, (ENTER, REMOVE, RECOUNT))
        if last is None:
            raise NotFound(_("There is no change of the calendar to undo."))
        journal.undo(session, last.id, desk.actor)
    desk.reload()


def exported(desk: Desk, number: int, ending: str) -> bytes:
    """Return a year as a file for a neighbour: .toml, or .json."""
    desk.actor.require(Right.SETTINGS)
    year = desk.calendar.year(number)
    if year is None:
        raise NotFound(_("The calendar of {year} is not known.").format(year=number))
    return as_json(year) if ending.lower() == ".json" else as_toml(year)


def _require_own(desk: Desk, number: int) -> None:
    if not any(sheet.year.year == number for sheet in desk.own_years()):
        raise NotFound(_("The calendar of {year} is not the centre's own.").format(year=number))


def _change(
    desk: Desk, session: Session, number: int | None, year: CalendarYear | None
) -> CalendarChange:
    before = desk.calendar
    after = _after(desk, number, year)
    days = changed_days(before, after, number) if number is not None else ()
    return CalendarChange(
        number=number,
        year=year,
        days=days,
        clocks=recounted(store.running(session), after),
        hearings=struck(store.planned(session, (d.day for d in days)), days, after),
    )


def _after(desk: Desk, number: int | None, year: CalendarYear | None) -> Calendar:
    if year is not None:
        return with_year(desk.calendar, year)
    if number is None:
        return desk.calendar
    kept = tuple(held for held in desk.calendar.years if held.year != number)
    shipped = desk.shipped_calendar.year(number)
    without = Calendar(kept)
    return with_year(without, shipped) if shipped else without
