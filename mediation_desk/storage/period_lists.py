"""The lists of a period (R6–R12): as they are, as a lock kept them, and what differs since.

A locked period keeps its lists as rows of plain values. What is corrected afterwards shows in
the next period, once: when that one is locked, the lists as they then are become the ground on
which later periods find differences.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from mediation_desk.domain.period import Period
from mediation_desk.domain.points import Held, Standards
from mediation_desk.domain.risk_indicators import Limits
from mediation_desk.storage import month_lists, points, risk_day, statistics
from mediation_desk.storage.asking import Row, ask
from mediation_desk.storage.period_facts import Facts

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Rows = list[list[Any]]
Lists = Mapping[str, Rows]
"""The rows of each list by its code: days are texts, money is in fen."""

CASE = {"groups": 0, "missed": 1, "arrears": 0, "courses": 1, "letters": 1, "aid": 1, "points": 0}
"""Where the case stands in the rows of a list."""

_LATER = {"missed": (5, 6), "arrears": (5,), "at_risk": risk_day.LATER, "points": (2,)}
"""Columns that change by what comes later, without the list having been wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """What differs in a list of an earlier, locked period: rows that came in, and that went."""

    period: Period
    code: str
    added: Rows
    dropped: Rows


LIMITS = "limits"
"""The thresholds by which employers at risk were found, kept with their list."""
STANDARDS = "standards"
"""The standards by which the mediators' points were counted, kept with their files."""


def live(
    session: "Session", facts: Facts, period: Period, today: date, limits: Mapping[str, Limits]
) -> Lists:
    """Return the lists of a period as they are recorded now; `limits` tell who is at risk."""
    groups = statistics.behind(facts, "collective")
    found: dict[str, Sequence[Row]] = {
        "groups": month_lists.heads(session, groups, period.last),
        "missed": month_lists.missed(session, period, today),
        "arrears": month_lists.arrears(session, period.last),
        "due": [month_lists.performed(session, period.last)],
        "untold": [untold(session, period.last)],
        "courses": month_lists.courses(session, period),
        "letters": month_lists.letters(session, period, today),
        "aid": month_lists.aid(session, period),
        "at_risk": at_risk(session, period, today, limits),
        LIMITS: risk_day.plain_limits(limits),
        "enquiries": [[month_lists.enquiries(session, period)]],
    }
    return {
        code: [[_plain(value) for value in row] for row in rows] for code, rows in found.items()
    }


def at_risk(session: "Session", period: Period, today: date, limits: Mapping[str, Limits]) -> Rows:
    """Return the employers at risk at the end of a period, of one under way those of today."""
    lines = risk_day.on_day(session, min(period.last, today), today, limits)
    return [risk_day.row(line) for line in lines]


def untold(session: "Session", last: date) -> list[int]:
    """Return how many agreements count neither as due nor as performed, their sums due and paid."""
    rows = month_lists.untold(session, last)
    return [len(rows), sum(int(row[1]) for row in rows), sum(int(row[2]) for row in rows)]


def _plain(value: object) -> object:
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return int(value)
    return value


def kept(session: "Session", period_id: int) -> Lists | None:
    """Return the lists that a lock kept; None for one from before lists were kept."""
    found = _held(session, period_id, None)
    if (old := found.pop("watched", None)) is not None:  # from before the list had levels
        found["at_risk"] = [
            [0, name, district, "", "", "", "", None, cases, workers, money, silent, ""]
            for money, cases, name, district, workers, silent in old
        ]
        found[LIMITS] = []
    return found or None


def standards(session: "Session") -> Standards:
    """Return the standards of points with those that locks kept, in the order of the locks."""
    rows = ask(
        session,
        "SELECT period_id, rows FROM period_list WHERE code = :code AND carried_by_id IS NULL",
        code=STANDARDS,
    )
    kept_by = {key: points.kept_standards(json.loads(text)) for key, text in rows}
    locks = sorted(statistics.locks(session), key=lambda one: one.id)
    return Standards(
        now=points.standards(session),
        held=tuple(
            Held(period=one.period, locked_on=one.locked_on, standards=kept_by.get(one.id))
            for one in locks
        ),
    )


def _held(session: "Session", period_id: int, before: int | None) -> dict[str, Rows]:
    """Return the lists of a locked period: as kept, or as last carried before another lock."""
    rows = ask(
        session,
        "SELECT code, rows, carried_by_id FROM period_list WHERE period_id = :key ORDER BY id",
        key=period_id,
    )
    return {
        code: json.loads(text)
        for code, text, carried_by in rows
        if carried_by is None or (before is not None and carried_by < before)
    }


_NO_END = 1 << 62


def corrected(
    session: "Session", period: Period, today: date, limits: Mapping[str, Limits]
) -> tuple[Corrected, ...]:
    """Return what a period carries of corrections to lists of earlier, locked ones.

    Of a locked period it is what it carried when it was locked.
    """
    held = statistics.locks(session)
    own = next((one for one in held if one.period == period), None)
    found: list[Corrected] = []
    choose = (
        statistics.earlier(held, period) if own else statistics.differing(session, held, period)
    )
    for lock in choose:
        before = _held(session, lock.id, own.id if own else _NO_END)
        if not before:
            continue
        if own is None:
            now = _now(session, lock.period, today, _limits(before, limits))
        else:
            now = before | _carried(session, lock.id, own.id)
        found += _differences(lock.period, before, now)
    return tuple(found)


def _now(session: "Session", period: Period, today: date, limits: Mapping[str, Limits]) -> Lists:
    """Return what a lock keeps: the lists of the month, and what the mediators worked on."""
    lists = live(session, Facts(session, period), period, today, limits)
    return {
        **lists,
        "points": points.plain(session, period),
        STANDARDS: points.plain_standards(session, period.last),
    }


def _limits(kept: Lists, limits: Mapping[str, Limits]) -> Mapping[str, Limits]:
    """Return the thresholds of a lock: others that were set later correct nothing in it."""
    return risk_day.held_limits(kept[LIMITS]) if kept.get(LIMITS) else limits


def _carried(session: "Session", period_id: int, by: int) -> dict[str, Rows]:
    rows = ask(
        session,
        "SELECT code, rows FROM period_list WHERE period_id = :key AND carried_by_id = :by",
        key=period_id,
        by=by,
    )
    return {code: json.loads(text) for code, text in rows}


def _differences(period: Period, before: Lists, now: Lists) -> list[Corrected]:
    found = []
    for code, rows in before.items():
        if code in (LIMITS, STANDARDS) or code not in now:
            continue
        old, new = _by_identity(code, rows), _by_identity(code, now[code])
        added = [row for key, row in new.items() if key not in old]
        dropped = [row for key, row in old.items() if key not in new]
        if added or dropped:
            found.append(Corrected(period=period, code=code, added=added, dropped=dropped))
    return found


def _by_identity(code: str, rows: Rows) -> dict[tuple[Any, ...], list[Any]]:
    """Return rows by what they say; rows that say the same are told apart by their number."""
    found: dict[tuple[Any, ...], list[Any]] = {}
    left_out = _LATER.get(code, ())
    for row in rows:
        said = tuple(value for place, value in enumerate(row) if place not in left_out)
        if code == "points" and not (row[6] or row[8] or row[9]):
            said = (row[0],)  # it was open only, and weighs what it weighs
        number = 0
        while (*said, number) in found:
            number += 1
        found[(*said, number)] = row
    return found


def changed(
    session: "Session", lock: statistics.Lock, today: date, limits: Mapping[str, Limits]
) -> tuple[int, ...]:
    """Return the cases of lists that differ today from those kept when a period was locked."""
    then = kept(session, lock.id)
    if then is None:
        return ()
    now = _now(session, lock.period, today, _limits(then, limits))
    found = _differences(lock.period, then, now)
    return tuple(
        row[CASE[one.code]]
        for one in found
        if one.code in CASE
        for row in (*one.added, *one.dropped)
        if row[CASE[one.code]] is not None
    )


def keep(
    session: "Session", period: Period, period_id: int, today: date, limits: Mapping[str, Limits]
) -> None:
    """Keep the lists of a period that is locked now, and how those of earlier ones stand now."""
    from mediation_desk.storage.records import PeriodListRecord

    def put(of: int, by: int | None, code: str, rows: Rows) -> None:
        text = json.dumps(rows, ensure_ascii=False)
        session.add(PeriodListRecord(period_id=of, carried_by_id=by, code=code, rows=text))

    for lock in statistics.differing(session, statistics.locks(session), period):
        before = _held(session, lock.id, period_id)
        if not before:
            continue
        now = _now(session, lock.period, today, _limits(before, limits))
        for one in _differences(lock.period, before, now):
            put(lock.id, period_id, one.code, now[one.code])
    for code, rows in _now(session, period, today, limits).items():
        put(period_id, None, code, rows)
    session.flush()


def forget(session: "Session", period_id: int) -> None:
    """Take away what was kept of a period, and what it carried."""
    from sqlalchemy import text

    words = "DELETE FROM period_list WHERE period_id = :key OR carried_by_id = :key"
    session.execute(text(words), {"key": period_id})
