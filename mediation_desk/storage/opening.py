"""What the desk reads as it opens, in plain questions: the centre, its people, its own figures."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from mediation_desk.domain.centre import Centre, OwnFigure, User
from mediation_desk.domain.errors import NotFound
from mediation_desk.domain.rights import Role
from mediation_desk.i18n import _
from mediation_desk.storage.asking import Glance, Row, ask, day, instant, one

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from mediation_desk.domain.calendar_year import YearSheet
    from mediation_desk.domain.house_periods import HousePeriod

    Asked = Session | Glance

_CENTRE = """
    SELECT name, short_name, number_pattern, place, address, phone, legal_basis, arbitration,
        language
    FROM centre WHERE id = 1
"""
_USERS = "SELECT id, name, roles, phone, active FROM app_user ORDER BY id"
_OWN_FIGURES = """
    SELECT id, name, value, unit, since, document, place, entered_by, issued_by, note, checked_on,
        until
    FROM own_figure ORDER BY name, since, id
"""
_OWN_YEARS = """
    SELECT year, complete, notice, statutory, days_off, makeup_workdays, entered_by
    FROM calendar_year ORDER BY year
"""
_HOUSE_PERIODS = "SELECT kind, length, alarm_days FROM house_period ORDER BY kind"


def centre(of: "Asked") -> Centre:
    """Return the centre; a new file has none until it is founded."""
    rows = ask(of, _CENTRE)
    if not rows:
        raise NotFound(_("The centre has not been set up yet."))
    name, short_name, pattern, place, address, phone, basis, arbitration, language = rows[0]
    return Centre(
        name=name,
        short_name=short_name,
        number_pattern=pattern,
        place=place,
        address=address,
        phone=phone,
        legal_basis=basis,
        arbitration=arbitration,
        language=language,
    )


def users(of: "Asked") -> tuple[User, ...]:
    """Return the people of the desk, leavers too."""
    return tuple(
        User(
            id=key,
            name=name,
            roles=frozenset(Role.of(role) for role in roles.split(",") if role),
            phone=phone,
            active=bool(active),
        )
        for key, name, roles, phone, active in ask(of, _USERS)
    )


def own_figures(of: "Asked") -> tuple[OwnFigure, ...]:
    """Return the figures that the centre entered itself."""
    return tuple(_own_figure(row) for row in ask(of, _OWN_FIGURES))


def _own_figure(row: Row) -> OwnFigure:
    key, name, value, unit, since, document, place, entered_by, *later = row
    issued_by, note, checked_on, until = later
    return OwnFigure(
        id=key,
        name=name,
        value=Decimal(value),
        unit=unit,
        since=day(since),
        document=document,
        place=place,
        entered_by=entered_by,
        issued_by=issued_by,
        note=note,
        checked_on=day(checked_on) if checked_on else None,
        until=day(until) if until else None,
    )


def own_years(of: "Asked") -> tuple[Row, ...]:
    """Return the centre's own years of the calendar as they are held; days are read when wanted."""
    return tuple(tuple(row) for row in ask(of, _OWN_YEARS))


def year_sheet(row: Row) -> "YearSheet":
    """Return a year as it was entered, from the row that holds it."""
    from mediation_desk.domain.calendar_year import YearSheet
    from mediation_desk.domain.working_days import CalendarYear

    number, complete, notice, statutory, days_off, makeup_workdays, entered_by = row
    return YearSheet(
        year=CalendarYear(
            year=number,
            complete=bool(complete),
            notice=notice,
            statutory=_days(statutory),
            days_off=_days(days_off),
            makeup_workdays=_days(makeup_workdays),
        ),
        own=True,
        entered_by=entered_by,
    )


def _days(held: str) -> frozenset[date]:
    return frozenset(date.fromisoformat(one) for one in held.split(",") if one)


def house_periods(of: "Asked") -> tuple[Row, ...]:
    """Return the periods that the centre sets, as they are held."""
    return tuple(tuple(row) for row in ask(of, _HOUSE_PERIODS))


def house_period(row: Row) -> "HousePeriod":
    """Return a period of the house, from the row that holds it."""
    from mediation_desk.domain.house_periods import HousePeriod

    kind, length, alarm_days = row
    alarms = tuple(int(one) for one in alarm_days.split(",") if one)
    return HousePeriod(kind=kind, length=length, alarm_days=alarms)


def options(of: "Asked") -> dict[str, str]:
    """Return the settings that the centre changed, by name."""
    return {name: value for name, value in ask(of, "SELECT name, value FROM option")}  # noqa: C416


def last_save(of: "Asked") -> datetime | None:
    """Return when something was saved last, as the desk's clock stood then."""
    at = one(of, "SELECT at FROM journal ORDER BY id DESC LIMIT 1")
    return instant(at) if at else None


def last_at(of: "Asked", doing: str) -> datetime | None:
    """Return when an act was last done, None if never."""
    at = one(
        of,
        "SELECT at FROM journal WHERE doing = :doing ORDER BY id DESC LIMIT 1",
        doing=doing,
    )
    return instant(at) if at else None


def done_since(of: "Asked", doing: str, last: str) -> bool:
    """Say whether one act was done after the last of another kind."""
    found = one(
        of,
        "SELECT count(*) FROM journal WHERE doing = :doing AND id > coalesce("
        "(SELECT max(id) FROM journal WHERE doing = :last), 0)",
        doing=doing,
        last=last,
    )
    return bool(found)


def last_noted(of: "Asked", doing: str) -> "tuple[int, datetime, dict[str, Any]] | None":
    """Return when an act was last done, with its entry and what it said of itself."""
    rows = ask(
        of,
        "SELECT j.id, j.at, v.body FROM journal j JOIN journal_value v ON v.journal_id = j.id"
        " WHERE j.doing = :doing ORDER BY j.id DESC LIMIT 1",
        doing=doing,
    )
    if not rows:
        return None
    entry, at, body = rows[0]
    said: dict[str, Any] = {}
    for held in json.loads(body):
        if held["table"] == "note":
            said |= held["after"]
    return int(entry), instant(at), said


def done_by(of: "Asked", entry: int) -> tuple[int, str]:
    """Return who did what an entry tells, by key and name."""
    [(key, name)] = ask(of, "SELECT actor_id, actor FROM journal WHERE id = :entry", entry=entry)
    return int(key), str(name)


def times_in_since(of: "Asked", person_id: int, entry: int) -> int:
    """Return how often somebody has signed in after an entry."""
    question = (
        "SELECT count(*) FROM journal"
        " WHERE doing = 'sign_in' AND actor_id = :person AND id > :entry"
    )
    return int(one(of, question, person=person_id, entry=entry))


def founded_at(of: "Asked") -> datetime:
    """Return when the first entry of the journal was written."""
    return instant(one(of, "SELECT at FROM journal ORDER BY id LIMIT 1"))


def moved_since(of: "Asked", entry: int, quiet: Sequence[str]) -> bool:
    """Say whether anything was done after an entry but these acts."""
    rows = ask(
        of,
        "SELECT DISTINCT doing FROM journal WHERE id > :entry",
        entry=entry,
    )
    return any(row[0] not in quiet for row in rows)


def origin(of: "Asked") -> str:
    """Return what tells this centre's file from every other: the hash of its founding."""
    return str(one(of, "SELECT hash FROM journal ORDER BY id LIMIT 1") or "")
