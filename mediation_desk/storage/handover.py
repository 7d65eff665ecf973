"""Hand-over: giving a person's cases away, all or none, and the lists of what was given."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from mediation_desk.domain.centre import User
from mediation_desk.domain.errors import Invalid, NotFound, Problem, Stale
from mediation_desk.domain.handover import (
    Duty,
    Handover,
    HandoverDone,
    HandoverLine,
    HandoverList,
)
from mediation_desk.domain.rights import Actor
from mediation_desk.domain.stages import LOCKED
from mediation_desk.i18n import _
from mediation_desk.storage import access
from mediation_desk.storage.journalling import note_beside, state
from mediation_desk.storage.reading import AnySelect, parts
from mediation_desk.storage.records import (
    CaseRecord,
    HandoverCaseRecord,
    HandoverRecord,
    JournalRecord,
    JournalValueRecord,
    PanelMemberRecord,
    UserRecord,
)

_SLICE = 500
_STEP = 50


def carry_out(
    session: Session,
    handover: Handover,
    receiver: User,
    lines: HandoverList,
    actor: Actor,
    told: Callable[[int, int], None],
) -> int:
    """Give the cases to the one who takes over, all or none; return the hand-over's key.

    `told` hears how many of how many are given; nothing is final until the write ends.
    Raises `Stale` when one of them was saved, or its people changed, since it was shown.
    """
    at = state(session).at
    record = HandoverRecord(
        at=at,
        day=handover.day,
        giver_id=handover.giver_id,
        receiver_id=handover.receiver_id,
        supervisor_id=actor.id,
        note=handover.note,
    )
    session.add(record)
    session.flush()
    seats = _seats(session, handover)
    cases = _taken(session, handover)
    for given, (taking, case) in enumerate(zip(handover.takings, cases, strict=True)):
        if given % _STEP == 0:
            session.flush()
            told(given, len(cases))
        for duty, column in _COLUMNS.items():
            if duty in taking.duties:
                if getattr(case, column) != handover.giver_id:
                    raise Stale
                setattr(case, column, handover.receiver_id)
        if Duty.FOLLOW_UP in taking.duties:
            _let_read(session, case.id, handover.receiver_id)
        if Duty.PANEL in taking.duties:
            _reseat(seats.get(case.id, []), handover.giver_id, receiver, case.number)
        case.version += 1
        case.saved_at = at
        case.saved_by = actor.name
        if len(handover.takings) > 1:  # an entry about one case stands in its history itself
            note_beside(session, case.id, {"handed_over": [lines.giver, lines.receiver]})
    session.add_all(
        HandoverCaseRecord(handover_id=record.id, case_id=taking.case_id, **parts(line))
        for taking, line in zip(handover.takings, lines.lines, strict=True)
    )
    session.flush()
    return record.id


_COLUMNS = {Duty.MEDIATOR: "mediator_id", Duty.CLERK: "clerk_id"}


def _let_read(session: Session, case_id: int, user_id: int) -> None:
    """Let who follows up a closed case see it, also where all or some cases are closed to them."""
    readers = access.of_case(session, case_id).readers
    access.set_readers(session, case_id, {*readers, user_id})


def _seats(session: Session, handover: Handover) -> dict[int, list[PanelMemberRecord]]:
    """Load the panels of the cases whose seats go along."""
    keys = [taking.case_id for taking in handover.takings if Duty.PANEL in taking.duties]
    found: dict[int, list[PanelMemberRecord]] = {}
    for start in range(0, len(keys), _SLICE):
        query = select(PanelMemberRecord)
        query = query.where(PanelMemberRecord.case_id.in_(keys[start : start + _SLICE]))
        for member in session.scalars(query):
            found.setdefault(member.case_id, []).append(member)
    return found


def _reseat(panel: list[PanelMemberRecord], giver_id: int, receiver: User, number: str) -> None:
    """Let another person sit in the giver's seat."""
    mine = [member for member in panel if member.user_id == giver_id]
    if not mine:
        raise Stale
    if any(member.user_id == receiver.id for member in panel):
        text = _("{name} sits on the panel of {case} already; leave this seat out.")
        text = text.format(name=receiver.name, case=number)
        raise Invalid([Problem("cases", text)])
    for member in mine:
        member.user_id = receiver.id
        member.name = receiver.name
        member.phone = receiver.phone


def _taken(session: Session, handover: Handover) -> list[CaseRecord]:
    """Load the cases in slices, as they were shown."""
    keys = [taking.case_id for taking in handover.takings]
    found: dict[int, CaseRecord] = {}
    for start in range(0, len(keys), _SLICE):
        query = select(CaseRecord).where(CaseRecord.id.in_(keys[start : start + _SLICE]))
        found |= {case.id: case for case in session.scalars(query.with_for_update())}
    for taking in handover.takings:
        case = found.get(taking.case_id)
        if case is None or case.version != taking.version:
            raise Stale
        if (case.stage in LOCKED) != (taking.duties == {Duty.FOLLOW_UP}):
            raise Stale
    return [found[key] for key in keys]


_GIVER, _RECEIVER, _SUPERVISOR = aliased(UserRecord), aliased(UserRecord), aliased(UserRecord)


def _select() -> AnySelect:
    return (
        select(HandoverRecord, _GIVER.name, _RECEIVER.name, _SUPERVISOR.name)
        .join(_GIVER, _GIVER.id == HandoverRecord.giver_id)
        .join(_RECEIVER, _RECEIVER.id == HandoverRecord.receiver_id)
        .join(_SUPERVISOR, _SUPERVISOR.id == HandoverRecord.supervisor_id)
        .order_by(HandoverRecord.id.desc())
    )


def done(session: Session, limit: int = 200) -> tuple[HandoverDone, ...]:
    """Return the hand-overs that were carried out, the newest first."""
    counted = (
        select(HandoverCaseRecord.handover_id, func.count().label("cases"))
        .group_by(HandoverCaseRecord.handover_id)
        .subquery()
    )
    query = _select().add_columns(counted.c.cases)
    query = query.join(counted, counted.c.handover_id == HandoverRecord.id).limit(limit)
    return tuple(
        HandoverDone(
            id=record.id,
            day=record.day,
            giver=giver,
            receiver=receiver,
            supervisor=supervisor,
            cases=cases,
            note=record.note,
        )
        for record, giver, receiver, supervisor, cases in session.execute(query)
    )


def listed(session: Session, handover_id: int) -> HandoverList:
    """Return the list of a hand-over as it was carried out."""
    row = session.execute(_select().where(HandoverRecord.id == handover_id)).one_or_none()
    if row is None:
        raise NotFound(_("This hand-over is not in the file (any more)."))
    record, giver, receiver, supervisor = row
    cases = select(HandoverCaseRecord).where(HandoverCaseRecord.handover_id == handover_id)
    return HandoverList(
        id=record.id,
        day=record.day,
        giver=giver,
        receiver=receiver,
        supervisor=supervisor,
        note=record.note,
        lines=tuple(
            HandoverLine(**{f.name: getattr(case, f.name) for f in fields(HandoverLine)})
            for case in session.scalars(cases.order_by(HandoverCaseRecord.id))
        ),
    )


def entry_of(session: Session, handover_id: int) -> int:
    """Return the journal's entry of a hand-over: of that moment, the one that wrote its row."""
    query = (
        select(JournalRecord.id, JournalValueRecord.body)
        .join(JournalValueRecord, JournalValueRecord.journal_id == JournalRecord.id)
        .join(HandoverRecord, HandoverRecord.at == JournalRecord.at)
        .where(HandoverRecord.id == handover_id, JournalRecord.doing == "hand_over")
    )
    for entry_id, body in session.execute(query):
        if any(_wrote(held, handover_id) for held in json.loads(body)):
            return int(entry_id)
    raise NotFound(_("This hand-over is not in the file (any more)."))


def _wrote(held: Mapping[str, object], handover_id: int) -> bool:
    return held["table"] == HandoverRecord.__tablename__ and held["key"] == handover_id
