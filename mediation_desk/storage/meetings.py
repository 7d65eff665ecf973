"""Joint meetings and what they decided."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from mediation_desk.domain.joint_meetings import (
    Decision,
    JointMeeting,
    MeetingLine,
    OpenDecision,
    Participant,
)
from mediation_desk.storage.asking import Glance, ask
from mediation_desk.storage.asking import day as as_day
from mediation_desk.storage.asking import one as one_value

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_OPEN = """
    SELECT d.id, d.meeting_id, m.title, d.what, d.who, d.due_on
    FROM meeting_decision d
    JOIN joint_meeting m ON m.id = d.meeting_id
    WHERE d.state = 'open' AND d.due_on <= :until
    ORDER BY d.due_on, d.id
"""
_LINES = """
    SELECT m.id, m.title, m.day, m.held,
        (SELECT count(*) FROM meeting_participant p
            WHERE p.meeting_id = m.id AND p.attended = :yes),
        (SELECT count(*) FROM meeting_decision d WHERE d.meeting_id = m.id),
        (SELECT count(*) FROM meeting_decision d
            WHERE d.meeting_id = m.id AND d.state = 'open'),
        (SELECT count(*) FROM meeting_decision d
            WHERE d.meeting_id = m.id AND d.state = 'open' AND d.due_on < :today)
    FROM joint_meeting m
    ORDER BY m.day DESC, m.id DESC
"""
_LAST_HELD = "SELECT max(day) FROM joint_meeting WHERE held = :yes AND day <= :today"


def open_decisions(of: "Session | Glance", until: date) -> tuple[OpenDecision, ...]:
    """Return the matters decided that are due up to a day and not done, the oldest first."""
    return tuple(
        OpenDecision(
            id=key,
            meeting_id=meeting_id,
            title=title,
            what=what,
            who=who,
            due_on=as_day(due_on),
        )
        for key, meeting_id, title, what, who, due_on in ask(of, _OPEN, until=until)
    )


def last_held(of: "Session | Glance", today: date) -> date | None:
    """Return the day of the last meeting held, None if there was none."""
    found = one_value(of, _LAST_HELD, yes=True, today=today)
    return None if found is None else as_day(found)


def lines(session: "Session", today: date) -> tuple[MeetingLine, ...]:
    """Return the list of meetings, the newest first."""
    return tuple(
        MeetingLine(
            id=key,
            title=title,
            day=as_day(day),
            held=bool(held),
            agencies=agencies,
            decided=decided,
            open=still_open,
            late=late,
        )
        for key, title, day, held, agencies, decided, still_open, late in ask(
            session, _LINES, today=today, yes=True
        )
    )


def meeting(session: "Session", meeting_id: int) -> JointMeeting:
    """Return a meeting with its agencies and matters in order."""
    from sqlalchemy import select

    from mediation_desk.storage.reading import one
    from mediation_desk.storage.records import DecisionRecord, MeetingRecord, ParticipantRecord

    record = one(session, MeetingRecord, meeting_id)
    came = select(ParticipantRecord).where(ParticipantRecord.meeting_id == meeting_id)
    decided = select(DecisionRecord).where(DecisionRecord.meeting_id == meeting_id)
    return JointMeeting(
        id=record.id,
        version=record.version,
        participants=tuple(
            Participant(id=row.id, **{name: getattr(row, name) for name in _PARTICIPANT})
            for row in session.scalars(came.order_by(ParticipantRecord.position))
        ),
        decisions=tuple(
            decision_of(row) for row in session.scalars(decided.order_by(DecisionRecord.position))
        ),
        **{name: getattr(record, name) for name in _MEETING},
    )


_PARTICIPANT = tuple(name for name in Participant.__dataclass_fields__ if name != "id")
_DECISION = tuple(name for name in Decision.__dataclass_fields__ if name != "id")
_MEETING = tuple(
    name
    for name in JointMeeting.__dataclass_fields__
    if name not in ("id", "version", "participants", "decisions")
)


def decision_of(row: Any) -> Decision:  # noqa: ANN401 - the record, loaded when first asked for
    """Return a matter decided as a value."""
    return Decision(id=row.id, **{name: getattr(row, name) for name in _DECISION})


def put(session: "Session", value: JointMeeting) -> int:
    """Save a meeting with all its rows, unless somebody else saved it meanwhile."""
    from mediation_desk.storage import reading
    from mediation_desk.storage.records import DecisionRecord, MeetingRecord, ParticipantRecord

    if value.id:
        reading.touch(reading.one(session, MeetingRecord, value.id), value.version)
    values = reading.parts(value, "version", "participants", "decisions")
    key = reading.put(session, MeetingRecord, value.id, values)
    _put_rows(session, ParticipantRecord, key, value.participants)
    _put_rows(session, DecisionRecord, key, value.decisions)
    return key


def _put_rows(session: "Session", kind: type[Any], meeting_id: int, rows: Iterable[Any]) -> None:
    """Make these a meeting's rows; each keeps its key."""
    from sqlalchemy import select

    from mediation_desk.storage.reading import by, parts, replace

    present = by(session.scalars(select(kind).where(kind.meeting_id == meeting_id)), "id")
    wanted = {
        row.id or f"new {position}": parts(row) | {"meeting_id": meeting_id, "position": position}
        for position, row in enumerate(rows, 1)
    }
    replace(session, kind, present, wanted)


def set_progress(session: "Session", decision: Decision) -> int:
    """Save how far a matter is; return the key of its meeting."""
    from mediation_desk.storage.reading import fill, one
    from mediation_desk.storage.records import DecisionRecord, MeetingRecord

    row = one(session, DecisionRecord, decision.id)
    fill(row, {"state": decision.state, "done_on": decision.done_on, "note": decision.note})
    one(session, MeetingRecord, row.meeting_id).version += 1
    session.flush()
    return row.meeting_id


def decision(session: "Session", decision_id: int) -> tuple[Decision, date]:
    """Return a matter decided, and the day of its meeting."""
    from mediation_desk.storage.reading import one
    from mediation_desk.storage.records import DecisionRecord, MeetingRecord

    row = one(session, DecisionRecord, decision_id)
    return decision_of(row), one(session, MeetingRecord, row.meeting_id).day
