"""Agreements in effect over all cases, in plain questions that indexes answer.

What is still owed stays here after the file was closed: it is owed all the same.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from mediation_desk.domain.money import ZERO, from_fen
from mediation_desk.domain.performance import (
    PerformanceFigures,
    PerformanceFilter,
    PerformanceLine,
)
from mediation_desk.domain.stages import Stage
from mediation_desk.domain.tracks import Standing
from mediation_desk.storage import booked
from mediation_desk.storage.asking import Glance, ask, day, one
from mediation_desk.storage.ranks import RANK
from mediation_desk.storage.today import owed_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    Asked = Session | Glance

_RANK, _CLOSED = RANK(Stage.EFFECTIVE), RANK(Stage.CLOSED)
# a case has a day of money due only while money is owed under an agreement in effect;
# `stage_rank + 0`: found by the day, which few rows have, not by the stage, which many have
_IDS = {
    PerformanceFilter.ALL: """
        SELECT id, money_due_on FROM mediation_case
        WHERE money_due_on IS NOT NULL ORDER BY money_due_on, id LIMIT :limit
    """,
    PerformanceFilter.WEEK: """
        SELECT id, due_on FROM (
            SELECT c.id, min(m.due_on) AS due_on FROM money_row m
            JOIN settlement s ON s.id = m.settlement_id
            JOIN mediation_case c ON c.id = s.case_id
            WHERE m.due_on BETWEEN :monday AND :sunday AND c.money_due_on <= :sunday
            GROUP BY c.id
            UNION
            SELECT c.id, min(d.due_on) FROM duty d JOIN mediation_case c ON c.id = d.case_id
            WHERE d.open AND d.due_on BETWEEN :monday AND :sunday
                AND c.stage_rank + 0 IN (:rank, :closed)
            GROUP BY c.id
        ) due GROUP BY id, due_on ORDER BY due_on, id LIMIT :limit
    """,
    PerformanceFilter.OVERDUE: """
        SELECT id, money_due_on FROM mediation_case WHERE money_due_on < :late
        UNION
        SELECT c.id, d.due_on FROM duty d JOIN mediation_case c ON c.id = d.case_id
        WHERE d.open AND d.due_on < :late AND c.stage_rank + 0 IN (:rank, :closed)
        ORDER BY 2, 1 LIMIT :limit
    """,
    PerformanceFilter.DEFAULT: """
        SELECT c.id, c.money_due_on FROM proceeding p JOIN mediation_case c ON c.id = p.case_id
        WHERE p.standing = 'DEF' AND (c.stage_rank + 0 IN (:rank, :closed)
            OR c.money_due_on IS NOT NULL)
        ORDER BY c.money_due_on, c.id LIMIT :limit
    """,
}
_DUTIES_ALONE = """
    SELECT DISTINCT c.id AS id FROM duty d JOIN mediation_case c ON c.id = d.case_id
    WHERE d.open AND c.stage_rank + 0 = :closed AND c.money_due_on IS NULL
"""
"""Closed cases in which no money is owed, but something else."""
_NOTHING_OWED = f"""
    SELECT id, NULL FROM mediation_case WHERE stage_rank = :rank AND money_due_on IS NULL
    UNION SELECT id, NULL FROM ({_DUTIES_ALONE}) alone
    ORDER BY 1 LIMIT :limit
"""  # noqa: S608 - joined from parts of our own
_COUNTED = f"""
    SELECT (SELECT count(*) FROM mediation_case WHERE stage_rank = :rank)
        + (SELECT count(*) FROM mediation_case
            WHERE money_due_on IS NOT NULL AND stage_rank + 0 <> :rank)
        + (SELECT count(*) FROM ({_DUTIES_ALONE}) alone)
"""  # noqa: S608 - joined from parts of our own
_HEADS = """
    SELECT c.id, c.version, c.number, c.first_applicant, c.applicant_count, c.respondent,
        mediator.name, c.money_due_on
    FROM mediation_case c LEFT JOIN app_user mediator ON mediator.id = c.mediator_id
    WHERE c.id IN ({keys})
"""
_STANDINGS = """
    SELECT case_id, standing FROM proceeding
    WHERE track = 'performance' AND case_id IN ({keys}) ORDER BY id
"""
_REMINDERS = """
    SELECT case_id, day, until FROM step_taken
    WHERE step = 'remind' AND case_id IN ({keys}) ORDER BY id
"""
_CHASE = """
    SELECT case_id, min(due) FROM clock
    WHERE kind = 'DL16' AND state = 'running' AND case_id IN ({keys}) GROUP BY case_id
"""
_DUTIES = """
    SELECT case_id, count(*) FROM duty
    WHERE open AND due_on < :late AND case_id IN ({keys}) GROUP BY case_id
"""


def week_of(today: date) -> tuple[date, date]:
    """Return Monday and Sunday of a day's week."""
    monday = today - timedelta(days=today.weekday())
    return monday, monday + timedelta(days=6)


def lines(
    of: "Asked", today: date, late: date, wanted: PerformanceFilter, limit: int
) -> tuple[PerformanceLine, ...]:
    """Return agreements in effect, those first that are due first.

    `late` is the day before which what was due is late today.
    """
    monday, sunday = week_of(today)
    values: dict[str, object] = {"late": late, "monday": monday, "sunday": sunday}
    values |= {"rank": _RANK, "closed": _CLOSED}
    question = _IDS[wanted]
    used = {name: value for name, value in values.items() if f":{name}" in question}
    found = [row[0] for row in ask(of, question, limit=limit, **used)]
    if wanted is PerformanceFilter.ALL and len(found) < limit:
        left = {"limit": limit - len(found), "rank": _RANK, "closed": _CLOSED}
        found += [row[0] for row in ask(of, _NOTHING_OWED, **left)]
    ids = list(dict.fromkeys(found))
    return _lines(of, ids, today, late) if ids else ()


def _lines(of: "Asked", ids: list[int], today: date, late: date) -> tuple[PerformanceLine, ...]:
    keys = ", ".join(str(int(key)) for key in ids)
    heads = {row[0]: row for row in ask(of, _HEADS.format(keys=keys))}
    standings = dict(_pairs(of, _STANDINGS, keys))
    reminders = {row[0]: row for row in ask(of, _REMINDERS.format(keys=keys))}
    chased = {row[0]: day(row[1]) for row in ask(of, _CHASE.format(keys=keys))}
    duties = {row[0]: int(row[1]) for row in ask(of, _DUTIES.format(keys=keys), late=late)}
    owed = _sums(owed_of(of, ids), today, late)
    made = []
    for key in ids:
        _id, version, number, first, count, respondent, mediator, next_due = heads[key]
        reminded = reminders.get(key)
        whole, overdue, week = owed.get(key, (ZERO, ZERO, ZERO))
        until = day(reminded[2]) if reminded and reminded[2] else None
        made.append(
            PerformanceLine(
                case_id=key,
                version=version,
                number=number,
                parties=booked.between(first, count, respondent),
                mediator=mediator or "",
                standing=Standing.of(standings.get(key, Standing.PERFORMING.value)),
                next_due=day(next_due) if next_due else None,
                owed=whole,
                overdue=overdue,
                this_week=week,
                duties=duties.get(key, 0),
                reminded_on=day(reminded[1]) if reminded else None,
                chase_by=chased.get(key) or until,
            )
        )
    return tuple(made)


def _pairs(of: "Asked", question: str, keys: str) -> Iterable[tuple[int, str]]:
    return ((row[0], row[1]) for row in ask(of, question.format(keys=keys)))


def _sums(
    rows: Iterable[tuple[int, date, Decimal]], today: date, late: date
) -> dict[int, tuple[Decimal, Decimal, Decimal]]:
    """Add up by case: all that is owed, what is late, what is due this week."""
    monday, sunday = week_of(today)
    found: dict[int, tuple[Decimal, Decimal, Decimal]] = {}
    for case_id, due_on, amount in rows:
        whole, overdue, week = found.get(case_id, (ZERO, ZERO, ZERO))
        found[case_id] = (
            whole + amount,
            overdue + (amount if due_on < late else ZERO),
            week + (amount if monday <= due_on <= sunday else ZERO),
        )
    return found


def figures(of: "Asked", late: date, this_week: Decimal) -> PerformanceFigures:
    """Return the figures at the head of the page over all agreements in effect."""
    agreed, paid = ask(
        of, "SELECT sum(agreed), sum(paid) FROM mediation_case WHERE money_due_on IS NOT NULL"
    )[0]
    count = one(
        of,
        _COUNTED,
        rank=_RANK,
        closed=_CLOSED,
    )
    waived = one(
        of,
        "SELECT sum(w.amount) FROM waiver w JOIN mediation_case c ON c.id = w.case_id"
        " WHERE c.money_due_on IS NOT NULL",
    )
    overdue = one(
        of,
        "SELECT (SELECT count(*) FROM mediation_case WHERE money_due_on < :late)"
        " + (SELECT count(DISTINCT c.id) FROM duty d JOIN mediation_case c ON c.id = d.case_id"
        " WHERE d.open AND d.due_on < :late AND c.stage_rank + 0 IN (:rank, :closed)"
        " AND (c.money_due_on IS NULL OR c.money_due_on >= :late))",
        late=late,
        rank=_RANK,
        closed=_CLOSED,
    )
    defaults = one(
        of,
        "SELECT count(*) FROM proceeding p JOIN mediation_case c ON c.id = p.case_id"
        " WHERE p.standing = 'DEF' AND (c.stage_rank + 0 IN (:rank, :closed)"
        " OR c.money_due_on IS NOT NULL)",
        rank=_RANK,
        closed=_CLOSED,
    )
    owed = int(agreed or 0) - int(paid or 0) - int(waived or 0)
    return PerformanceFigures(
        in_effect=int(count),
        owed=from_fen(owed),
        this_week=this_week,
        overdue_cases=int(overdue or 0),
        defaults=int(defaults or 0),
    )
