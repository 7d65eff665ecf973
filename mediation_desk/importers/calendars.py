"""A year of the working calendar from a file: TOML as it is shipped, or JSON with days as text."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from mediation_desk.domain.calendar_year import MOST_DAYS, checked
from mediation_desk.domain.errors import FileRefused, Invalid
from mediation_desk.domain.working_days import CalendarYear
from mediation_desk.i18n import _
from mediation_desk.importers import told
from mediation_desk.importers.files import content
from mediation_desk.security import apart

MOST_BYTES = 64 * 1024
LONGEST_NOTICE = 200
_LISTS = ("statutory", "days_off", "makeup_workdays")


def read_calendar(path: Path) -> CalendarYear:
    """Read a year's calendar, or refuse the file with everything that is wrong in it."""
    data = content(path)
    if len(data) > MOST_BYTES:
        raise FileRefused(
            _("“{name}” is too large to be the calendar of a year.").format(name=path.name)
        )
    try:
        said = apart.parts(parsed, data, path.name, path.name)
        return _year(told.heard_table(*said))
    except Invalid as refusal:
        raise FileRefused(
            _("“{name}” cannot be taken as it is:").format(name=path.name) + f"\n{refusal}"
        ) from refusal


def parsed(data: bytes, name: str) -> Iterator[object]:
    """Read the text by what it is, whatever its name ends with; called apart."""
    try:
        text = data.decode("utf-8-sig")
        is_json = text.lstrip().startswith(("{", "["))
        held = json.loads(text) if is_json else tomllib.loads(text)
    except (ValueError, RecursionError) as problem:
        raise FileRefused(
            _("“{name}” is neither TOML nor JSON: it cannot be read as a calendar.").format(
                name=name
            )
        ) from problem
    if not isinstance(held, dict) or type(held.get("year")) is not int:
        raise FileRefused(
            _("“{name}” is not the calendar of a year: it names no year.").format(name=name)
        )
    yield told.tree(held)


def _year(held: Mapping[str, object]) -> CalendarYear:
    number = held["year"]
    assert isinstance(number, int), "checked as the file was read"
    notice = held.get("notice", "")
    days = {name: _days(name, held.get(name, [])) for name in _LISTS}
    return checked(
        number,
        **days,
        notice=notice[:LONGEST_NOTICE] if isinstance(notice, str) else "",
        complete=held.get("complete", True) is True,
    )


def _days(name: str, held: object) -> list[date]:
    """Return the days of a list, written as days or as text."""
    if not isinstance(held, list):
        raise FileRefused(_("“{name}” is not a list of days.").format(name=name))
    if len(held) > MOST_DAYS:
        raise FileRefused(
            _("{n} days are too many for one year. Is it the right list?").format(n=len(held))
        )
    return [_day(value) for value in held]


def _day(value: object) -> date:
    if type(value) is date:
        return value
    try:
        if isinstance(value, str) and len(value) == len("2026-01-01"):
            return date.fromisoformat(value)
    except ValueError:
        pass
    shown = str(value)[:20]
    raise FileRefused(_("“{text}” is not a day. Write it as 2026-03-01.").format(text=shown))
