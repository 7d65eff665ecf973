"""Employers at risk (重点关注用人单位): the list, one of them with its reasons, the thresholds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mediation_desk.domain import errors
from mediation_desk.domain.options import WATCHED_CASES
from mediation_desk.domain.relations import RelationMap
from mediation_desk.domain.rights import Right
from mediation_desk.domain.risk import Listing, Screening, Watch
from mediation_desk.domain.risk_facts import (
    Behind,
    TrendPoint,
    behind,
    facts_on,
    since_cleared,
    trend,
)
from mediation_desk.domain.risk_indicators import INDICATORS, Limits, Reason, RiskFacts, judge
from mediation_desk.domain.risk_list import RiskLine
from mediation_desk.domain.risk_rules import limits_problems
from mediation_desk.domain.today import DueWatch
from mediation_desk.services.desk import Desk
from mediation_desk.services.shown import require_as_shown
from mediation_desk.storage import due_watches, relations, risk_day, watches
from mediation_desk.storage import risk as store
from mediation_desk.storage.database import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskFile:
    """Everything about the risk of one employer; each reason knows what is behind it."""

    employer_id: int
    facts: RiskFacts
    reasons: tuple[Reason, ...]
    behind: Mapping[str, Behind]
    trend: tuple[TrendPoint, ...]
    watches: tuple[Watch, ...]
    screenings: tuple[Screening, ...]
    listings: tuple[Listing, ...]

    @property
    def watch(self) -> Watch | None:
        """The file that is open, None without one."""
        return next((one for one in self.watches if one.is_open), None)


def lines(desk: Desk) -> tuple[RiskLine, ...]:
    """List the employers that indicators name, those under watch, and those listed officially."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return on_day(desk, session, desk.today())


def on_day(desk: Desk, session: Session, day: date) -> tuple[RiskLine, ...]:
    """Return the list of a day, inside a transaction that is under way."""
    return risk_day.on_day(session, day, desk.today(), limits_of(desk, session))


def limits_of(desk: Desk, session: Session) -> dict[str, Limits]:
    """Return the thresholds in force, inside a transaction that is under way."""
    return watches.limits(session, _usual_cases(desk))


def _usual_cases(desk: Desk) -> Limits:
    return Limits(yellow=Decimal(int(desk.option(WATCHED_CASES))))


def file(desk: Desk, employer_id: int) -> RiskFile:
    """Return the risk of one employer: reasons, trend, files, findings, official list."""
    desk.actor.require(Right.READ)
    today = desk.today()
    with desk.db.read() as session:
        history = store.history(session, employer_id, today)
        limits = limits_of(desk, session)
        files = watches.watches_of(session, employer_id)
        listed = watches.listings_of(session, employer_id)
    facts = facts_on(history, today)
    reasons = judge(facts, limits)
    ended = max((one.cleared_on for one in files if one.cleared_on is not None), default=None)
    if ended is not None and not any(one.is_open for one in files):
        reasons = since_cleared(history, reasons, ended, limits)
    return RiskFile(
        employer_id=employer_id,
        facts=facts,
        reasons=reasons,
        behind={reason.key: behind(history, reason.key, today) for reason in reasons},
        trend=tuple(trend(history, limits)),
        watches=files,
        screenings=tuple(reversed(history.screenings)),
        listings=listed,
    )


def related(desk: Desk, employer_id: int) -> RelationMap:
    """Return the employers that belong together with one (关联单位)."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return relations.around(session, employer_id)


def due(desk: Desk, until: date) -> tuple[DueWatch, ...]:
    """Return measures and next visits that are due up to a day."""
    desk.actor.require(Right.READ)
    with desk.db.glance() as of:
        return due_watches.due(of, until)


def limits(desk: Desk) -> dict[str, Limits]:
    """Return the thresholds in force, by indicator."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return limits_of(desk, session)


def save_limits(
    desk: Desk, wanted: Mapping[str, Limits], shown: Mapping[str, Limits] | None = None
) -> None:
    """Set the thresholds; an indicator that stands at what ships keeps following it.

    Raises `Stale` when somebody else set them since they were `shown`.
    """
    desk.actor.require(Right.SETTINGS)
    errors.require(limits_problems(wanted))
    usual = {row.key: row.usual for row in INDICATORS} | {"cases": _usual_cases(desk)}
    own = {key: held for key, held in wanted.items() if held != usual[key]}
    with desk.db.write(desk.actor, "set_risk_limits") as session:
        require_as_shown(shown, limits_of(desk, session))
        watches.put_limits(session, own)
