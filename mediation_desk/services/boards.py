"""What waits and what nobody watches: papers, forgotten cases, letters, decisions, duty."""

from dataclasses import replace
from datetime import timedelta

from mediation_desk.documents.catalogue import form_of
from mediation_desk.domain.boards import Boards
from mediation_desk.domain.hearing import HearingStatus
from mediation_desk.domain.hearing_days import doubt_of
from mediation_desk.domain.options import UNTOUCHED_DAYS
from mediation_desk.domain.rights import Right
from mediation_desk.domain.today import AskedClosing, BookedHearing
from mediation_desk.domain.working_days import late_from, on_or_after
from mediation_desk.services.desk import Desk
from mediation_desk.services.today import AHEAD, whose
from mediation_desk.storage import (
    booked,
    closings,
    due_watches,
    duty,
    letter_clocks,
    meetings,
    today,
    unissued,
)
from mediation_desk.storage import unserved as waiting
from mediation_desk.storage.asking import Glance
from mediation_desk.storage.database import Session

_DAYS = 30
"""Hearings on more days off than these are not looked for at once."""


def boards(desk: Desk) -> Boards:
    """Return the boards of the day for the acting person."""
    desk.actor.require(Right.READ)
    day, mine = desk.today(), whose(desk)
    forgotten = int(desk.option(UNTOUCHED_DAYS))
    with desk.db.glance() as of:
        return Boards(
            unserved=waiting.unserved(of, day, mine),
            unserved_count=waiting.count(of),
            unissued=tuple(
                replace(paper, title=form_of(paper.form).title)
                for paper in unissued.unissued(of, day, mine)
            ),
            untouched=today.untouched(of, day, day - timedelta(days=forgotten), mine),
            untouched_days=forgotten,
            unclocked=today.without_clock(of, day, mine),
            letters=letter_clocks.letter_clocks(of, day + AHEAD),
            decisions=meetings.open_decisions(of, day + AHEAD),
            on_duty=duty.on_duty(of, day),
            duties=tuple(
                replace(one, last_on=on_or_after(one.due_on, desk.calendar))
                for one in closings.duties(of, day + AHEAD, mine)
            ),
            closings=_to_approve(of, desk),
            struck=_struck(of, desk, mine),
            day_doubt=doubt_of(HearingStatus.PLANNED, day, desk.calendar),
            without_result=booked.without_result(of, day, mine),
            money_overdue=today.overdue(of, late_from(day, desk.calendar) - timedelta(days=1)),
            watches=due_watches.due(of, day + AHEAD),
        )


def _to_approve(of: Glance | Session, desk: Desk) -> tuple[AskedClosing, ...]:
    """Return what waits for who acts: agreements for the seal, applications for closing."""
    seals = closings.unsealed(of) if desk.actor.may(Right.SEAL) else ()
    asked = closings.asked(of) if desk.actor.may(Right.CLOSE) else ()
    return tuple(sorted((*seals, *asked), key=lambda one: one.asked_on))


def _struck(of: Glance | Session, desk: Desk, mine: int | None) -> tuple[BookedHearing, ...]:
    """Return the hearings to come that a calendar put on days off, of a mediator or of all.

    Those that were fixed knowingly for such a day are left out.
    """
    planned = booked.planned_days(of, desk.today())
    lost = [day for day in planned if not desk.calendar.is_working_day(day)]
    found = booked.planned_on(of, lost[:_DAYS])
    return tuple(
        hearing
        for hearing in found
        if not hearing.day_reason and mine in (None, hearing.mediator_id)
    )
