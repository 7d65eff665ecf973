"""How far back what was written since a lock can reach: what lies before need not be counted again.

A lock carries the corrections of all earlier ones, so that nothing differs from what was kept the
moment it stands. What differs later comes from what was written since, and that stands in the
journal: a row matters to a period only if the day that it tells of is not after the period's last.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from mediation_desk.domain.journal import Change
from mediation_desk.storage import erased
from mediation_desk.storage.asking import ask, day

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from mediation_desk.storage.statistics import Lock

_SLICE = 500
_OF_CASE = "SELECT min(c.received_on) FROM mediation_case c WHERE c.id IN ({keys})"
_OF_PARTY = (
    "SELECT min(c.received_on) FROM party p JOIN mediation_case c ON c.id = p.case_id "
    "WHERE p.{column} IN ({keys})"
)
Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """What matters of a table: these columns, from the earliest of its days or of its cases on."""

    columns: frozenset[str]
    days: tuple[str, ...] = ()
    of: str = ""
    """Asks for the earliest day by keys, which are those of `by` or the row's own."""
    by: str = "id"
    always: bool = False
    """Set where no day can be told: everything is counted again."""


def _rule(columns: str, days: str = "", of: str = "", by: str = "id") -> _Rule:
    return _Rule(columns=frozenset(columns.split()), days=tuple(days.split()), of=of, by=by)


_RULES = {
    "mediation_case": _rule(
        "number received_on accepted_on ended_on ended_as effective_on cause employer_id agreed"
        " district source"
        " respondent first_applicant applicant_count",
        "received_on accepted_on ended_on effective_on",
    ),
    "employer": _rule(
        "name district industry ownership",
        of="SELECT min(received_on) FROM mediation_case WHERE employer_id IN ({keys})",
    ),
    "person": _rule("sex id_number", of=_OF_PARTY.replace("{column}", "person_id")),
    "party": _rule(
        "case_id side person_id employer_id role migrant member arrears capacity",
        of=_OF_CASE,
        by="case_id",
    ),
    "claim": _rule("party_id claimed", of=_OF_PARTY.replace("{column}", "id"), by="party_id"),
    "payment": _rule("case_id party_id amount paid_on", "paid_on"),
    "waiver": _rule("case_id party_id amount waived_on", "waived_on"),
    "hearing": _rule("case_id day status", "day"),
    "visit": _rule("case_id day", "day"),
    "file_level": _rule("case_id level", of=_OF_CASE, by="case_id"),
    "clock": _rule("case_id kind due state met_on", "due", of=_OF_CASE, by="case_id"),
    "split_worker": _rule("case_id party_id new_case_id new_party_id split_on", "split_on"),
    "proceeding": _rule("case_id track standing opened_on ended_on", "opened_on"),
    "mirrored_case": _rule("case_id body_id accepted_on", "accepted_on"),
    "settlement": _rule("case_id effective_on", "effective_on"),
    "money_row": _rule(
        "settlement_id party_id amount due_on kind",
        of="SELECT min(effective_on) FROM settlement WHERE id IN ({keys})",
        by="settlement_id",
    ),
    "supervision_letter": _rule(
        "kind matter_id issued_on answered_on due withdrawn_on", "issued_on due"
    ),
    "supervision_matter": _rule(
        "employer_id case_id source received_on ended_as ended_on", "received_on"
    ),
    "legal_aid": _rule(
        "case_id party_id matter applied_on granted decided_on ended_on migrant agreed performed",
        "applied_on",
    ),
    "enquiry": _rule("asked_on void_reason", "asked_on"),
    "screening": _rule("employer_id day source affected months owed most state", "day"),
    "employer_watch": _rule("employer_id opened_on cleared_on", "opened_on cleared_on"),
    "official_listing": _rule(
        "employer_id listed_on expires_on removed_on", "listed_on expires_on removed_on"
    ),
    "body": _Rule(columns=frozenset({"kind"}), always=True),
    "calendar_year": _Rule(columns=frozenset({"days_off", "makeup_workdays"}), always=True),
}
"""Every column that a period is counted from. No setting of the centre is among them: the
thresholds of employers at risk and the standards of points are kept by the lock itself.
"""
_IN_TIME = ("DL04", "DL05")
"""Clocks by which a case counts as ended in time: they matter from its first day on."""
_ONLY_IN_TIME = "kind IN ('DL04', 'DL05') AND "
_AT_ONCE = ("import_ledger", "undo_ledger", "sample", erased.ACT)
"""Acts of which the journal has no rows, or by which it lost those of earlier ones."""


def earliest(session: "Session", lock: "Lock") -> date:
    """Return the first day that anything written since a lock can tell of.

    `date.max` says that nothing was, `date.min` that it cannot be told.
    """
    since = entry_of(session, lock)
    if since is None:
        return date.min
    found, keys = date.max, dict[tuple[str, str], set[int]]()
    for table, column, key, told in _written(session, since):
        found = min(found, told)
        if found == date.min:
            return found
        if table:
            keys.setdefault((table, column), set()).add(key)
    for (table, column), wanted in keys.items():
        for question in _questions(table, column):
            found = min([found, *_asked(session, question, sorted(wanted))])
    return found


def entry_of(session: "Session", lock: "Lock") -> int | None:
    """Return the entry of the journal by which a period was locked."""
    rows = ask(
        session,
        "SELECT j.id, v.body FROM journal j JOIN journal_value v ON v.journal_id = j.id "
        "WHERE j.doing = 'lock_period' ORDER BY j.id DESC",
    )
    for key, body in rows:
        for change in json.loads(body):
            if (change["table"], change["key"]) == ("locked_period", lock.id):
                return int(key)
    return None


def concerns(change: Change, last: date) -> bool:
    """Say whether a row that was written can change a figure of a period, by its last day."""
    rule = _RULES.get(change.table)
    images = [one for one in (change.before, change.after) if one]
    if rule is None or not any(rule.columns & set(one) for one in images):
        return False
    told = (one.get(name) for one in images for name in rule.days)
    days = [day_ for day_ in told if isinstance(day_, date)]
    return not days or min(days) <= last


def _written(session: "Session", since: int) -> Iterator[tuple[str, str, int, date]]:
    """Return what was written: a table with a key that a day must be asked of, and days told."""
    rows = ask(
        session,
        "SELECT j.doing, v.body FROM journal j "
        "LEFT JOIN journal_value v ON v.journal_id = j.id WHERE j.id > :since",
        since=since,
    )
    for doing, body in rows:
        if body is None or doing in _AT_ONCE:
            yield "", "", 0, date.min
            continue
        for change in json.loads(body):
            rule = _RULES.get(change["table"])
            if rule is not None:
                yield from _of_row(change["table"], rule, change)


def _of_row(table: str, rule: _Rule, change: Plain) -> Iterator[tuple[str, str, int, date]]:
    images: Sequence[Plain] = [one for one in (change["before"], change["after"]) if one]
    if not any(rule.columns & set(one) for one in images):
        return
    if rule.always:
        yield "", "", 0, date.min
        return
    days = (one[name] for one in images for name in rule.days if one.get(name))
    yield "", "", 0, min(map(date.fromisoformat, days), default=date.max)
    yield table, "id", change["key"], date.max
    if rule.by != "id":
        told = [one for one in images if table != "clock" or one.get("kind") in _IN_TIME]
        yield from ((table, rule.by, one[rule.by], date.max) for one in told if one.get(rule.by))


def _questions(table: str, column: str) -> Iterator[str]:
    """Return what asks for the earliest day by keys of a row, or by keys that it refers to."""
    rule = _RULES[table]
    own = column == "id"
    if own and rule.days:
        for name in rule.days:
            yield f"SELECT min({name}) FROM {table} WHERE id IN ({{keys}})"  # noqa: S608 - our words
    if rule.of and own and rule.by != "id":
        only = _ONLY_IN_TIME if table == "clock" else ""
        refers = f"SELECT {rule.by} FROM {table} WHERE {only}id IN ({{keys}})"  # noqa: S608 - our words
        yield rule.of.replace("{keys}", refers)
    elif rule.of and own == (rule.by == "id"):
        yield rule.of


def _asked(session: "Session", question: str, keys: Sequence[int]) -> Iterator[date]:
    for place in range(0, len(keys), _SLICE):
        listed = ", ".join(str(int(key)) for key in keys[place : place + _SLICE])
        for row in ask(session, question.replace("{keys}", listed)):
            if row[0] is not None:
                yield day(row[0])
