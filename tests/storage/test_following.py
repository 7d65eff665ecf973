"""Who follows up a closed case, asked of both engines."""

from datetime import UTC, date, datetime

from mediation_desk.domain.handover import Duty
from mediation_desk.domain.stages import Stage
from mediation_desk.storage import cases, clocks, handover_held, today, unserved
from mediation_desk.storage.database import Database
from mediation_desk.storage.ranks import RANK
from mediation_desk.storage.records import CaseRecord, HandoverCaseRecord, HandoverRecord
from tests.storage.samples import WANG, register
from tests.storage.test_today_and_log import clock

MEDIATOR, TAKES_OVER = 2, 1
DAY = date(2026, 10, 28)
AT = datetime(2026, 10, 28, 2, tzinfo=UTC)


def closed(db: Database) -> int:
    case_id = register(db).id
    with db.write(WANG, "assign", case_id) as session:
        cases.set_officers(session, case_id, MEDIATOR, None)
        clocks.start(session, case_id, [clock("DL37", date(2026, 10, 30))])
        case = session.get_one(CaseRecord, case_id)
        case.stage, case.stage_rank = Stage.CLOSED, RANK(Stage.CLOSED)
    return case_id


def handed_over(db: Database, case_id: int, giver: int, receiver: int) -> None:
    texts = dict.fromkeys(("number", "parties", "duties", "clocks", "hearings", "unserved"), "")
    people = {"giver_id": giver, "receiver_id": receiver, "supervisor_id": WANG.id}
    with db.write(WANG, "hand_over") as session:
        made = HandoverRecord(at=AT, day=DAY, note="", **people)
        session.add(made)
        session.flush()
        told = {"handover_id": made.id, "case_id": case_id, "stage": "已结案", "money": ""}
        session.add(HandoverCaseRecord(**told, **texts))


def who_has_it(db: Database) -> set[int]:
    """Ask Today, the papers to be served and the hand-over, which agree."""
    with db.read() as session:
        people = (TAKES_OVER, MEDIATOR)
        by_day = {key for key in people if today.clocks(session, DAY, DAY.replace(day=31), key)}
        held = {key: handover_held.held(session, key) for key in people}
        for key in people:
            assert unserved.unserved(session, DAY, key) == ()
    assert {key for key in people if held[key]} == by_day
    assert all(case.duties == {Duty.FOLLOW_UP} for key in people for case in held[key])
    return by_day


def test_who_took_it_over_follows_a_closed_case_up_until_it_goes_further(db: Database):
    case_id = closed(db)
    assert who_has_it(db) == {MEDIATOR}

    handed_over(db, case_id, MEDIATOR, TAKES_OVER)
    assert who_has_it(db) == {TAKES_OVER}

    handed_over(db, case_id, TAKES_OVER, MEDIATOR)
    assert who_has_it(db) == {MEDIATOR}


def test_a_follow_up_ends_where_another_one_mediated_since(db: Database):
    """The case was opened again, assigned to another one and closed again."""
    case_id = closed(db)
    handed_over(db, case_id, TAKES_OVER, TAKES_OVER)

    assert who_has_it(db) == {MEDIATOR}
