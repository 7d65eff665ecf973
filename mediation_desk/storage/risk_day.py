"""Employers at risk on a day: one list for the window's page and for the month's report (R12)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from mediation_desk.domain import risk_list
from mediation_desk.domain.money import to_fen
from mediation_desk.domain.risk import Level
from mediation_desk.domain.risk_indicators import KEYS, Limits, Reason
from mediation_desk.domain.risk_list import Known, RiskLine
from mediation_desk.domain.risk_rules import since
from mediation_desk.storage import risk, watches
from mediation_desk.storage.asking import Row

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

LATER = (1, 2, 3, 4, 6, 7, 12)
"""Columns of a row that change without the list of a past day having been wrong."""


def on_day(
    session: "Session", day: date, today: date, limits: Mapping[str, Limits]
) -> tuple[RiskLine, ...]:
    """Return the list of a day: what the facts, files and findings of that day say.

    The register's state of an employer has no day: it counts for today only.
    """
    facts = risk.facts(session, day)
    known = Known(
        day=day,
        facts={key: found for key, found in facts.items() if key > 0},  # others: of hidden cases
        states=risk.states(session) if day >= today else {},
        screenings=watches.screenings_between(session, since(day), day),
        watches=watches.open_watches(session, day),
        cleared=watches.last_cleared(session, day),
        headcounts=watches.last_headcounts(session, day),
        listings=watches.listings(session),
        limits=limits,
    )
    found = risk_list.judged(known)
    watched = {one.employer_id for one in known.watches}
    ended = [key for key, (_facts, why) in found.items() if why and key in known.cleared]
    histories = {key: risk.history(session, key, day) for key in ended if key not in watched}
    known = replace(known, histories=histories)
    return risk_list.lines(known, found, risk.named(session, set(found)))


def row(line: RiskLine) -> list[Any]:
    """Return a line as plain values, as the lock of a period keeps it."""
    facts = line.facts
    return [
        line.employer_id,
        line.employer,
        line.district,
        line.level.value if line.level else "",
        line.standing.value,
        " ".join(f"{one.key}:{one.level.value}:{one.value}:{one.limit}" for one in line.reasons),
        line.watch.owner if line.watch else "",
        line.headcount,
        facts.cases,
        facts.workers,
        to_fen(facts.owed),
        facts.unanswered,
        " ".join(one.key for one in line.reasons if one.fresh),
    ]


def reasons(held: Row) -> tuple[Reason, ...]:
    """Return the reasons of a row that is kept; an indicator that is no more is left out."""
    fresh = held[12].split()
    told = (text.split(":") for text in held[5].split())
    return tuple(
        Reason(key, Level.of(level), Decimal(value), Decimal(limit), fresh=key in fresh)
        for key, level, value, limit in told
        if key in KEYS
    )


def plain_limits(limits: Mapping[str, Limits]) -> list[list[Any]]:
    """Return thresholds as plain values."""
    return [
        [key, *(None if one is None else str(one) for one in (held.yellow, held.orange, held.red))]
        for key, held in limits.items()
    ]


def held_limits(rows: list[list[Any]]) -> dict[str, Limits]:
    """Return the thresholds that a lock kept."""
    return {
        key: Limits(*(None if one is None else Decimal(one) for one in steps))
        for key, *steps in rows
    }
