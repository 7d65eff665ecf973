"""A year of the working calendar as a file: TOML as it is shipped, or JSON."""

import json
from collections.abc import Iterable
from datetime import date

from mediation_desk.domain.working_days import CalendarYear

_WIDTH = 6


def as_toml(year: CalendarYear) -> bytes:
    """Write a year as the files of `resources/calendar` are written."""
    lines = [
        f"year = {year.year}",
        f"complete = {'true' if year.complete else 'false'}",
        f"notice = {json.dumps(year.notice, ensure_ascii=False)}",
        *_list("statutory", year.statutory),
        *_list("days_off", year.days_off),
        *_list("makeup_workdays", year.makeup_workdays),
    ]
    return ("\n".join(lines) + "\n").encode("utf-8")


def as_json(year: CalendarYear) -> bytes:
    """Write a year as JSON with its days as text."""
    held = {
        "year": year.year,
        "complete": year.complete,
        "notice": year.notice,
        "statutory": _texts(year.statutory),
        "days_off": _texts(year.days_off),
        "makeup_workdays": _texts(year.makeup_workdays),
    }
    return (json.dumps(held, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _texts(days: Iterable[date]) -> list[str]:
    return [day.isoformat() for day in sorted(days)]


def _list(name: str, days: Iterable[date]) -> list[str]:
    texts = _texts(days)
    if not texts:
        return [f"{name} = []"]
    rows = [texts[at : at + _WIDTH] for at in range(0, len(texts), _WIDTH)]
    return [f"{name} = [", *(f"    {', '.join(row)}," for row in rows), "]"]
