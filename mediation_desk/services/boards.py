"""What waits and what nobody watches: papers, forgotten cases, letters, decisions, duty."""

from dataclasses import replace
from datetime import timedelta

from mediation_desk.documents.catalogue import form_of
from mediation_desk.domain.boards import Boards
from mediation_desk.domain.options import UNTOUCHED_DAYS
from mediation_desk.domain.rights import Right
from mediation_desk.services.desk import Desk
from mediation_desk.services.today import AHEAD, whose
from mediation_desk.storage import closings, duty, letter_clocks, meetings, today, unissued
from mediation_desk.storage import unserved as waiting


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
            untouched=today.untouched(of, day - timedelta(days=forgotten), mine),
            untouched_days=forgotten,
            unclocked=today.without_clock(of, mine),
            letters=letter_clocks.letter_clocks(of, day + AHEAD),
            decisions=meetings.open_decisions(of, day + AHEAD),
            on_duty=duty.on_duty(of, day),
            duties=closings.duties(of, day + AHEAD, mine),
            closings=closings.asked(of) if desk.actor.may(Right.CLOSE) else (),
        )
