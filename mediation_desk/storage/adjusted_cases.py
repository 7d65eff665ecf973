"""Which cases an adjustment of locked periods is made of: what was kept of each, and what it is.

The lock before a period carried all corrections that stood then. A case belongs to the period if it
was written to since that lock, and before the period's own where it is locked.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from mediation_desk.domain.journal import Entry
from mediation_desk.domain.period import Period
from mediation_desk.storage import came_later, period_reach, statistics
from mediation_desk.storage.asking import ask
from mediation_desk.storage.measures import MEASURES
from mediation_desk.storage.period_facts import Facts, FactTable

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

LINES = ("cause", "district", "source", "industry", "ownership")
"""In which line of a table a case counts: that may change and no sum with it."""
Figures = Mapping[str, Any]
_SLICE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjusted:
    """A case whose figures in a locked period differ from those kept."""

    case_id: int
    number: str
    period: Period
    was: Figures
    now: Figures
    acts: tuple[Entry, ...]


def of_period(session: "Session", period: Period) -> tuple[tuple[Adjusted, ...], int]:
    """Return the cases of a period's adjustment, and how many more came in with a ledger."""
    held = statistics.locks(session)
    before = statistics.earlier(held, period)
    if not before:
        return (), 0
    last, own = before[-1], next((one for one in held if one.period == period), None)
    since = period_reach.entry_of(session, last) or 0
    until = period_reach.entry_of(session, own) if own else None
    found: list[Adjusted] = []
    imported: set[int] = set()
    for lock in statistics.differing(session, held, period):
        was = _figures(Facts(session, lock.period, lock.id))
        now = _figures(Facts(session, lock.period))
        keys = [key for key in sorted(was.keys() | now.keys()) if _differ(was, now, key)]
        later = came_later.among(session, last, keys)
        imported |= later
        acts = _acts(session, since, set(keys) - later, lock.period.last)
        numbers = _numbers(session, acts)
        for key, entries in acts.items():
            here = tuple(one for one in entries if until is None or one.id < until)
            if here or (not entries and lock == last):
                found.append(
                    Adjusted(
                        case_id=key,
                        number=numbers.get(key, ""),
                        period=lock.period,
                        was=was.get(key, {}),
                        now=now.get(key, {}),
                        acts=here,
                    )
                )
    return tuple(found), len(imported)


def _figures(facts: FactTable) -> dict[int, Figures]:
    """Return what each case adds to every measure, and the lines that it stands in."""
    sums = ", ".join(
        f"CASE WHEN {one.condition} THEN {one.value} ELSE 0 END" for one in MEASURES.values()
    )
    names = (*LINES, *MEASURES)
    question = f"SELECT f.case_id, f.{', f.'.join(LINES)}, {sums} FROM f"  # noqa: S608 - our words
    return {int(key): dict(zip(names, values, strict=True)) for key, *values in facts.ask(question)}


def _differ(was: Mapping[int, Figures], now: Mapping[int, Figures], key: int) -> bool:
    """Say whether a case counts otherwise; one that counted nowhere stood in no line."""
    one, other = was.get(key, {}), now.get(key, {})
    if any((one.get(name) or 0) != (other.get(name) or 0) for name in MEASURES):
        return True
    counts = any(other.get(name) for name in MEASURES)
    return counts and any(one.get(name) != other.get(name) for name in LINES)


def _acts(
    session: "Session", since: int, keys: Collection[int], last: date
) -> dict[int, list[Entry]]:
    """Return the acts since an entry by which a case may count otherwise in a period."""
    from mediation_desk.storage.journal import entries_of, select_entries
    from mediation_desk.storage.records import JournalRecord

    found: dict[int, list[Entry]] = {key: [] for key in sorted(keys)}
    ordered = sorted(keys)
    for place in range(0, len(ordered), _SLICE):
        query = select_entries().where(
            JournalRecord.case_id.in_(ordered[place : place + _SLICE]), JournalRecord.id > since
        )
        for entry in entries_of(session, query):
            if entry.case_id and any(period_reach.concerns(one, last) for one in entry.changes):
                found[entry.case_id].append(entry)
    return found


def _numbers(session: "Session", keys: Collection[int]) -> dict[int, str]:
    rows = ask(session, "SELECT id, number FROM mediation_case") if keys else ()
    return {int(key): str(number) for key, number in rows if int(key) in keys}
