"""Counting the month: measures by dimension in one question, the cases behind a number, locks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from mediation_desk.domain.period import Period, Span
from mediation_desk.storage import period_facts, period_reach
from mediation_desk.storage.asking import ask, day
from mediation_desk.storage.measures import MEASURES
from mediation_desk.storage.period_facts import Facts, FactTable

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

DIMENSIONS = {
    "": "''",
    "cause": "f.cause",
    "district": "f.district",
    "source": "f.source",
    "mediator": "COALESCE(CAST(f.mediator_id AS TEXT), '')",
    "trade": "f.industry || '|' || f.ownership",
}
"""What figures are broken down by; the empty one is the whole."""

CORRECTED_BY = ("cause", "district", "source", "trade")
"""By what corrections of locked periods are told too; a case handed on to another mediator is none.
"""

Lines = dict[tuple[str, str], dict[str, int]]
"""Measures that differ, by dimension and key; those of the whole under two empty words."""

WHOLE = ("", "")
Counts = Mapping[str, int]
"""The measures of one line, by key; money is in fen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """A period that was locked, when and by whom."""

    id: int
    period: Period
    locked_on: date
    locked_by: str


def counts(
    facts: FactTable, dimensions: Sequence[str] = tuple(DIMENSIONS)
) -> dict[str, dict[str, Counts]]:
    """Return every measure by dimension and key, all from one reading of the facts."""
    sums = ", ".join(measure.sum for measure in MEASURES.values())
    # fmt: off
    parts = [
        f"SELECT CAST('{name}' AS TEXT), CAST({words} AS TEXT), {sums} FROM f"  # noqa: S608
        + (" GROUP BY 2" if name else "")
        for name, words in DIMENSIONS.items() if name in dimensions
    ]
    # fmt: on
    found: dict[str, dict[str, Counts]] = {name: {} for name in dimensions}
    for dimension, key, *values in facts.ask(" UNION ALL ".join(parts)):
        whole = (int(value) for value in values)
        found[str(dimension)][str(key)] = dict(zip(MEASURES, whole, strict=True))
    return found


def behind(
    facts: Facts, measure: str, dimension: str = "", keys: Sequence[str] = ()
) -> tuple[int, ...]:
    """Return the cases behind a number: those that fulfil its condition, by their key."""
    within, values = _within(dimension, keys)
    where = " AND ".join([MEASURES[measure].condition, *within])
    question = f"SELECT f.case_id FROM f WHERE {where} ORDER BY f.case_id"  # noqa: S608
    return tuple(int(row[0]) for row in facts.ask(question, **values))


def _within(dimension: str, keys: Sequence[str]) -> tuple[list[str], dict[str, object]]:
    """Return what narrows a question to some keys of a dimension, with the values it names."""
    if not dimension:
        return [], {}
    values: dict[str, object] = {f"k{place}": key for place, key in enumerate(keys)}
    named = ", ".join(f":{name}" for name in values)
    return [f"{DIMENSIONS[dimension]} IN ({named})"], values


def median_days(facts: Facts) -> int | None:
    """Return the median days from acceptance to agreement of the period's agreements."""
    condition = MEASURES["settled"].condition
    question = f"SELECT f.days, count(*) FROM f WHERE {condition} GROUP BY f.days ORDER BY 1"  # noqa: S608
    counted = [(int(days), int(n)) for days, n in facts.ask(question)]
    left = (sum(n for _days, n in counted) + 1) // 2
    for days, number in counted:
        left -= number
        if left <= 0:
            return days
    return None


def days_to_agreement(facts: Facts) -> list[int]:
    """Return the days from acceptance to effect of every agreement of the period."""
    condition = MEASURES["settled"].condition
    return [int(row[0]) for row in facts.ask(f"SELECT f.days FROM f WHERE {condition}")]  # noqa: S608


def out_of_balance(facts: FactTable) -> tuple[int, ...]:
    """Return the cases for which opening + accepted − closed is not what is still open."""
    question = (
        "SELECT f.case_id FROM f WHERE f.opening + f.accepted - f.closed <> f.still_open "
        "ORDER BY f.case_id"
    )
    return tuple(int(row[0]) for row in facts.ask(question))


def locks(session: "Session") -> tuple[Lock, ...]:
    """Return the locked periods, the earliest first."""
    rows = ask(
        session,
        "SELECT id, first, last, span, cutoff, locked_on, locked_by FROM locked_period "
        "ORDER BY first, last",
    )
    return tuple(
        Lock(
            id=row[0],
            period=Period(day(row[1]), day(row[2]), Span.of(row[3]), row[4]),
            locked_on=day(row[5]),
            locked_by=row[6],
        )
        for row in rows
    )


def lock_of(session: "Session", period: Period) -> Lock | None:
    """Return the lock of a period, None where it is not locked."""
    return next((one for one in locks(session) if one.period == period), None)


def lock(session: "Session", period: Period, locked_on: date, locked_by: str) -> int:
    """Lock a period: keep its facts, and what it carries of corrections to earlier ones."""
    from mediation_desk.storage.records import CarriedRecord, LockedPeriodRecord

    carried = corrections(session, period)
    record = LockedPeriodRecord(
        first=period.first,
        last=period.last,
        span=period.span,
        cutoff=period.cutoff,
        locked_on=locked_on,
        locked_by=locked_by,
    )
    session.add(record)
    session.flush()
    period_facts.keep(session, period, record.id)
    session.add_all(
        CarriedRecord(
            period_id=record.id, of_period_id=of, measure=_said(measure, *line), value=value
        )
        for of, lines in carried.items()
        for line, changed in lines.items()
        for measure, value in changed.items()
    )
    session.flush()
    return record.id


def unlock(session: "Session", period_id: int) -> None:
    """Take a lock away with what was kept for it."""
    from sqlalchemy import text

    from mediation_desk.storage.reading import one
    from mediation_desk.storage.records import LockedPeriodRecord

    for table in ("period_fact", "carried_adjustment"):
        session.execute(text(f"DELETE FROM {table} WHERE period_id = :key"), {"key": period_id})  # noqa: S608
    session.delete(one(session, LockedPeriodRecord, period_id))
    session.flush()


def adjustments(session: "Session", period: Period) -> dict[int, dict[str, int]]:
    """Return by how much earlier locked periods differ today as a whole, by their locks."""
    found = corrections(session, period)
    return {of: lines[WHOLE] for of, lines in found.items() if WHOLE in lines}


def corrections(session: "Session", period: Period) -> dict[int, Lines]:
    """Return by how much earlier locked periods of this kind differ today from what was kept.

    The whole may stay as it was where lines differ, as when a case moves to another class. What
    an earlier period carried already is taken off; of a locked period it is what it carried.
    """
    held = locks(session)
    kept = next((one for one in held if one.period == period), None)
    if kept is not None:
        return _carried(session, "period_id = :key", key=kept.id)
    found: dict[int, Lines] = {}
    for lock_ in differing(session, held, period):
        now, then = (
            counts(facts, ("", *CORRECTED_BY))
            for facts in (Facts(session, lock_.period), Facts(session, lock_.period, lock_.id))
        )
        before = _carried(session, "of_period_id = :key", key=lock_.id).values()
        if changed := _differences(now, then, list(before)):
            found[lock_.id] = changed
    return found


_ByKey = Mapping[str, Mapping[str, Counts]]


def _differences(now: _ByKey, then: _ByKey, before: Sequence[Lines]) -> Lines:
    """Return by how much the figures differ, line by line, without what was carried before."""
    found: Lines = {}
    for dimension in now:
        for key in now[dimension].keys() | then[dimension].keys():
            is_now, was = now[dimension].get(key, {}), then[dimension].get(key, {})
            taken = [lines.get((dimension, key), {}) for lines in before]
            changed = {
                measure: difference
                for measure in MEASURES
                if (
                    difference := is_now.get(measure, 0)
                    - was.get(measure, 0)
                    - sum(one.get(measure, 0) for one in taken)
                )
            }
            if changed:
                found[dimension, key] = changed
    return found


def adjusting(
    session: "Session",
    period: Period,
    measures: Sequence[str],
    dimension: str = "",
    keys: Sequence[str] = (),
) -> tuple[int, ...]:
    """Return the cases by which earlier locked periods differ today in one of some measures."""
    within, values = _within(dimension, keys)
    held = locks(session)
    kept = next((one for one in held if one.period == period), None)
    chosen = earlier(held, period) if kept else differing(session, held, period)
    found: set[int] = set()
    for lock_ in chosen:
        facts = (Facts(session, lock_.period), Facts(session, lock_.period, lock_.id))
        for measure in (MEASURES[key] for key in measures):
            where = " AND ".join([measure.condition, *within])
            question = f"SELECT f.case_id, {measure.value} FROM f WHERE {where}"  # noqa: S608
            now, then = (
                {(int(key), int(value)) for key, value in f.ask(question, **values)} for f in facts
            )
            found |= {key for key, _value in now ^ then}
    return tuple(sorted(found))


def earlier(held: Sequence[Lock], period: Period) -> list[Lock]:
    """Return the locks of earlier periods of the same kind, the earliest first."""
    return [
        one for one in held if one.period.span is period.span and one.period.last < period.first
    ]


def differing(session: "Session", held: Sequence[Lock], period: Period) -> list[Lock]:
    """Return the earlier locks that anything written since the last of them can concern.

    The last one carried the corrections of all before it, so that nothing differed then.
    """
    before = earlier(held, period)
    if not before:
        return []
    first = period_reach.earliest(session, before[-1])
    return [one for one in before if first <= one.period.last]


def _carried(session: "Session", where: str, **values: Any) -> dict[int, Lines]:
    """Return what was carried, by the period that it corrects (or that carried it)."""
    found: dict[int, Lines] = {}
    by = "of_period_id" if where.startswith("period_id") else "period_id"
    rows = ask(
        session,
        f"SELECT {by}, measure, value FROM carried_adjustment WHERE {where} ORDER BY id",  # noqa: S608
        **values,
    )
    for of, said, value in rows:
        measure, _at, line = said.partition("@")
        dimension, _is, key = line.partition("=")
        found.setdefault(of, {}).setdefault((dimension, key), {})[measure] = int(value)
    return found


def _said(measure: str, dimension: str, key: str) -> str:
    """Return a measure as it is kept: that of a line says whose, as accepted@cause=A01."""
    return f"{measure}@{dimension}={key}" if dimension else measure


def changed_since(session: "Session", lock_: Lock) -> tuple[int, ...]:
    """Return the cases whose facts differ today from those kept when the period was locked."""
    names = ", ".join(period_facts.COLUMNS)
    now, then = (
        {row[0]: row[1:] for row in facts.ask(f"SELECT {names} FROM f")}  # noqa: S608
        for facts in (Facts(session, lock_.period), Facts(session, lock_.period, lock_.id))
    )
    keys = {int(key) for key in now.keys() | then.keys() if now.get(key) != then.get(key)}
    return tuple(sorted(keys))
