"""Acts on employers at risk: findings, files with measures, clearance, the official list."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from mediation_desk.domain import errors, risk_rules
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.errors import DeskError, Problem
from mediation_desk.domain.options import WATCHED_CASES
from mediation_desk.domain.rights import Right
from mediation_desk.domain.risk import Level, Listing, Measure, Screening, Watch
from mediation_desk.domain.risk_facts import facts_on
from mediation_desk.domain.risk_indicators import Limits, indicator, judge
from mediation_desk.i18n import _
from mediation_desk.services.desk import Desk
from mediation_desk.storage import centre, letters, risk
from mediation_desk.storage import watches as store
from mediation_desk.storage.database import Session


def screenings(desk: Desk, first: date, last: date) -> tuple[Screening, ...]:
    """List the findings of a period, the newest first (排查登记)."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return store.screenings_between(session, first, last)


def screening(desk: Desk, screening_id: int) -> Screening:
    """Return one finding."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return store.screening(session, screening_id)


def save_screening(desk: Desk, value: Screening, employer: Employer | None = None) -> int:
    """Keep what was found at an employer, who may be new to the file; returns the key.

    `employer` is one that is known, where a name alone could mean several.
    """
    desk.actor.require(Right.REGION)
    errors.require(risk_rules.screening_problems(value, desk.today()))
    with desk.db.write(desk.actor, "record_screening") as session:
        key = value.employer_id or letters.employer_key(
            session, employer or Employer(name=value.employer.strip())
        )
        return store.put_screening(session, replace(value, employer_id=key))


def remove_screening(desk: Desk, screening_id: int) -> None:
    """Take a finding out that was entered by mistake; undo brings it back."""
    desk.actor.require(Right.REGION)
    with desk.db.write(desk.actor, "remove_screening") as session:
        store.remove_screening(session, screening_id)


def save_watch(desk: Desk, value: Watch) -> int:
    """Put an employer under watch, or change its file with the measures; returns the key."""
    desk.actor.require(Right.REGION)
    with desk.db.write(desk.actor, "change_watch" if value.id else "begin_watch") as session:
        owners = [user.id for user in centre.users(session) if user.active]
        errors.require(risk_rules.watch_problems(value, desk.today(), owners))
        if not value.id and any(
            one.is_open for one in store.watches_of(session, value.employer_id)
        ):
            raise DeskError(_("This employer is under watch already."))
        return store.put_watch(session, value)


def follow_measure(desk: Desk, measure: Measure) -> None:
    """Say how far a measure is: under way, done on a day, or dropped with a reason."""
    desk.actor.require(Right.REGION)
    with desk.db.write(desk.actor, "follow_measure") as session:
        held = store.watch_of_measure(session, measure.id)
        errors.require(risk_rules.progress_problems(measure, held.opened_on, desk.today()))
        store.set_progress(session, measure)


def clear(desk: Desk, watch_id: int, version: int, on: date, reason: str) -> None:
    """End a watch with the reason (解除关注); the file stays."""
    desk.actor.require(Right.SUPERVISE)
    with desk.db.write(desk.actor, "clear_watch") as session:
        held = replace(store.watch(session, watch_id), version=version)
        if not held.is_open:
            raise DeskError(_("This watch has ended already."))
        problems = [*risk_rules.clearing_problems(held, on, reason, desk.today())]
        if not problems and len(reason.strip()) < risk_rules.SENTENCE:
            problems += _left_over(desk, session, held.employer_id)
        errors.require(problems)
        store.put_watch(
            session,
            replace(held, cleared_on=on, cleared_by=desk.actor.name, clearance=reason.strip()),
        )


def _left_over(desk: Desk, session: Session, employer_id: int) -> Iterator[Problem]:
    """Say what is red still: then a word is no reason to end a watch."""
    today = desk.today()
    usual = Limits(yellow=Decimal(int(desk.option(WATCHED_CASES))))
    facts = facts_on(risk.history(session, employer_id, today), today)
    red = [one for one in judge(facts, store.limits(session, usual)) if one.level is Level.RED]
    if red:
        text = _(
            "It still stands at red: {reasons}. Say in a sentence (from {n} characters on) why the"
            " watch ends all the same."
        )
        names = _("; ").join(indicator(one.key).title for one in red)
        yield Problem("clearance", text.format(reasons=names, n=risk_rules.SENTENCE))


def save_listing(desk: Desk, value: Listing) -> int:
    """Take over an entry of the HR department's official list with its document."""
    desk.actor.require(Right.REGION)
    errors.require(risk_rules.listing_problems(value, desk.today()))
    with desk.db.write(desk.actor, "keep_listing") as session:
        return store.put_listing(session, value)
