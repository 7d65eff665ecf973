"""Joint meetings (联席会议): agenda, minutes, and what was decided, tracked to done."""

from datetime import date

from mediation_desk.domain import errors
from mediation_desk.domain.joint_meetings import (
    Decision,
    JointMeeting,
    MeetingLine,
    OpenDecision,
    Yearly,
    meeting_problems,
    progress_problems,
    yearly,
)
from mediation_desk.domain.rights import Right
from mediation_desk.services import loose_papers
from mediation_desk.services.desk import Desk
from mediation_desk.services.loose_papers import LoosePaper
from mediation_desk.storage import meetings as store


def lines(desk: Desk) -> tuple[MeetingLine, ...]:
    """List the meetings, the newest first."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return store.lines(session, desk.today())


def hint(desk: Desk) -> Yearly | None:
    """Say whether the yearly meeting is missing."""
    desk.actor.require(Right.READ)
    with desk.db.glance() as of:
        return yearly(store.last_held(of, desk.today()), desk.today())


def open_decisions(desk: Desk, until: date) -> tuple[OpenDecision, ...]:
    """Return the matters decided that are due up to a day and not done."""
    desk.actor.require(Right.READ)
    with desk.db.glance() as of:
        return store.open_decisions(of, until)


def meeting(desk: Desk, meeting_id: int) -> JointMeeting:
    """Return one meeting with its agencies and matters."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return store.meeting(session, meeting_id)


def save(desk: Desk, meeting: JointMeeting) -> int:
    """Add or change a meeting; returns the key."""
    desk.actor.require(Right.REGION)
    errors.require(meeting_problems(meeting, desk.today()))
    with desk.db.write(desk.actor, "change_meeting") as session:
        return store.put(session, meeting)


def set_progress(desk: Desk, decision: Decision) -> None:
    """Say how far a matter decided is: under way, done on a day, or dropped with a reason."""
    desk.actor.require(Right.REGION)
    with desk.db.write(desk.actor, "follow_decision") as session:
        _before, held_on = store.decision(session, decision.id)
        errors.require(progress_problems(decision, held_on, desk.today()))
        store.set_progress(session, decision)


def minutes(desk: Desk, meeting_id: int) -> LoosePaper:
    """Return the minutes (会议纪要) as they stand."""
    desk.actor.require(Right.READ)
    from mediation_desk.documents.region_fields import minutes_values

    with desk.db.read() as session:
        found = store.meeting(session, meeting_id)
    return loose_papers.made(
        desk, "HS-20", lambda: minutes_values(found, desk.centre, desk.today())
    )
