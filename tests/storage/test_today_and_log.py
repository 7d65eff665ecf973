from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path

from sqlalchemy import text

from mediation_desk.domain.case import Clock
from mediation_desk.domain.hearing import Hearing, HearingStatus
from mediation_desk.domain.ledger import Outcome, PerformanceState
from mediation_desk.domain.settlement import Payment, Waiver
from mediation_desk.domain.stages import Stage
from mediation_desk.storage import (
    booked,
    cases,
    clocks,
    employers,
    hearings,
    ledger,
    settlements,
    today,
    unissued,
)
from mediation_desk.storage.database import Database
from tests.storage.samples import APPLICATION, WANG, against, read, register, settlement

DAY = date(2026, 10, 30)


def settled(db: Database, application=APPLICATION) -> int:
    """A case received and accepted in October, agreed on the 23rd, half paid on the 30th."""
    case_id = settled_without_payment(db, application)
    worker = read(db, case_id).applicants[0].id
    with db.write(WANG, "pay", case_id) as session:
        pay(session, case_id, worker, 1, DAY)
    return case_id


def settled_without_payment(db: Database, application=APPLICATION) -> int:
    """A case received and accepted in October, agreed on the 23rd."""
    ref = register(db, application)
    case = read(db, ref.id)
    with db.write(WANG, "course", ref.id) as session:
        cases.set_officers(session, ref.id, 2, 1)
        hearings.add(
            session,
            ref.id,
            Hearing(
                number=1,
                day=date(2026, 10, 22),
                begins=time(9, 0),
                room="一",
                status=HearingStatus.HELD,
            ),
        )
        settlements.put(session, ref.id, settlement(case))
        settlements.set_effective(session, ref.id, date(2026, 10, 23))
        cases.set_stage(
            session,
            ref.id,
            Stage.EFFECTIVE,
            accepted_on=date(2026, 10, 14),
            ended_on=date(2026, 10, 23),
        )
    return ref.id


def pay(session, case_id: int, party_id: int, instalment: int, day: date) -> None:
    paid = Payment(party_id=party_id, instalment=instalment, paid_on=day, amount=Decimal("4500.00"))
    settlements.add_payments(session, case_id, [paid])


def clock(kind: str, due: date, raw: date | None = None) -> Clock:
    return Clock(kind=kind, start=date(2026, 10, 1), raw_due=raw or due, due=due)


def test_deadlines_come_by_urgency_and_look_at_the_raw_day(db: Database):
    first = register(db).id
    second = register(db, against("某公司")).id
    with db.write(WANG, "x") as session:
        cases.set_officers(session, second, 2, None)
        clocks.start(session, first, [clock("DL01", date(2026, 11, 2), date(2026, 10, 31))])
        clocks.start(session, second, [clock("DL03", date(2026, 10, 29))])
        clocks.start(session, second, [clock("DL04", date(2026, 12, 1))])
        clocks.start(session, second, [clock("DL02", date(2026, 10, 1))])
        clocks.void(session, second, ["DL02"])

    with db.read() as session:
        found = today.clocks(session, DAY, date(2026, 10, 31))
        mine = today.clocks(session, DAY, date(2026, 12, 31), 2)

    assert [(c.kind, c.case_id) for c in found] == [("DL03", second), ("DL01", first)]
    assert [c.kind for c in mine] == ["DL03", "DL04"]
    assert found[0].mediator == "单建国"
    assert "张三丰" in found[0].parties


def test_money_due_is_what_is_not_paid_yet(db: Database):
    case_id = settled(db)

    with db.read() as session:
        assert today.money_due(session, date(2026, 11, 29)) == ()
        [due] = today.money_due(session, date(2026, 11, 30))

    assert (due.case_id, due.instalment, due.due_on) == (case_id, 2, date(2026, 11, 30))
    assert due.owed == Decimal("4500.00")


def test_what_is_overdue_is_summed_as_instalment_by_instalment(db: Database):
    """Paid in part, waived in part, due in part and not touched at all: no way is another sum."""
    in_part = settled(db)
    untouched = settled_without_payment(db, against("甲公司"))
    waived = settled(db, against("乙公司"))
    [second] = [o for o in read(db, waived).obligations(DAY) if o.owed]
    with db.write(WANG, "waive", waived) as session:
        settlements.add_waiver(
            session,
            waived,
            Waiver(
                party_id=second.party_id,
                instalment=second.instalment,
                amount=Decimal("1500.00"),
                waived_on=DAY,
                reason="另行和解",
            ),
        )
    days = {o.due_on for o in read(db, in_part).obligations(DAY)}
    around = {day + timedelta(days=more) for day in days for more in (-1, 0, 1)}
    with db.read() as session:
        told = {day: today.overdue(session, day) for day in around}
        asked = {day: today.owed_within(session, date.min, day) for day in around}

    owing = [o for key in (in_part, untouched, waived) for o in read(db, key).obligations(DAY)]
    by_hand = {day: sum(o.owed for o in owing if o.due_on <= day) for day in around}
    assert told == asked == by_hand
    assert told[max(around)] == Decimal("16500.00")
    with db.glance() as of:
        assert {day: today.overdue(of, day) for day in around} == told


def test_the_boards_read_what_is_narrow_from_its_index(file: Path):
    database = Database.open(file)
    asked = {
        "ix_hearing_open": booked._NO_RESULT,
        "ix_mediation_case_groups": unissued._APART,
        "ix_mediation_case_owed": today._OVERDUE,
    }
    names = ("today", "all", "mediator", "officer", "limit", "first", "last")

    with database.read() as session:
        plans = {
            index: session.execute(
                text(f"EXPLAIN QUERY PLAN {question}"),
                {name: 1 for name in names if f":{name}" in question},
            ).all()
            for index, question in asked.items()
        }
    database.close()

    for index, plan in plans.items():
        assert any(index in row[-1] for row in plan), index
        scanned = {row[-1].split()[1] for row in plan if row[-1].startswith("SCAN")}
        assert not scanned & {"mediation_case", "c", "hearing", "h", "money_row", "m"}, index


def test_money_is_due_only_once_the_agreement_is_in_effect(db: Database):
    ref = register(db)
    with db.write(WANG, "agree", ref.id) as session:
        settlements.put(session, ref.id, settlement(cases.file(session, ref.id)))

    with db.read() as session:
        assert today.money_due(session, date(2027, 1, 1)) == ()


def test_my_cases_are_those_not_closed_the_most_urgent_first(db: Database):
    settled_id = settled(db)
    urgent = register(db, against("某公司")).id
    done = register(db, against("某公司")).id
    with db.write(WANG, "x") as session:
        cases.set_officers(session, urgent, None, 2)
        cases.set_officers(session, done, 2, None)
        cases.set_stage(session, done, Stage.CLOSED)
        clocks.start(session, urgent, [clock("DL01", date(2026, 11, 1))])

    with db.read() as session:
        assert [line.id for line in today.my_cases(session, DAY, 2)] == [urgent, settled_id]
        assert len(today.my_cases(session, DAY)) == 2
        assert len(today.my_cases(session, DAY, limit=1)) == 1


def test_the_figures_of_the_day(db: Database):
    case_id = settled(db)
    with db.write(WANG, "x") as session:
        planned = Hearing(number=2, day=DAY, begins=time(14, 0), room="一")
        hearings.add(session, case_id, planned)
        cancelled = replace(planned, number=3, status=HearingStatus.CANCELLED)
        hearings.add(session, case_id, cancelled)
        clocks.start(
            session,
            case_id,
            [
                clock("DL01", date(2026, 10, 29)),
                clock("DL02", DAY),
                clock("DL03", date(2026, 11, 2)),
                clock("DL04", date(2026, 11, 3)),
            ],
        )

    with db.read() as session:
        figures = today.figures(session, DAY)
        later = today.figures(session, date(2026, 12, 3))
        shown = today.hearings(session, DAY)

    assert (figures.hearings, figures.due_soon, figures.overdue) == (1, 2, 1)
    assert (figures.open_cases, figures.days_to_agreement) == (1, 9)
    assert figures.money_this_week == Decimal("0")
    assert later.overdue == 4
    with db.read() as session:
        nobody = today.figures(session, DAY, 2)
        assert (nobody.due_soon, nobody.overdue) == counted(session, 2)
        assert nobody.open_cases == len(today.my_cases(session, DAY, 2))
    assert len(shown) == 1
    with db.read() as session:
        assert today.figures(session, date(2026, 12, 6)).money_this_week == Decimal("4500.00")


def log(db: Database, first: date, last: date):
    with db.read() as session:
        return list(ledger.rows(session, first, last))


OCTOBER = date(2026, 10, 1), date(2026, 10, 31)
NOVEMBER = date(2026, 11, 1), date(2026, 11, 30)


def test_the_log_tells_a_case_as_it_stood_on_the_last_day(db: Database):
    case_id = settled(db)
    party = read(db, case_id).applicants[0].id
    with db.write(WANG, "pay", case_id) as session:
        pay(session, case_id, party, 2, date(2026, 11, 28))

    [row] = log(db, *OCTOBER)

    assert (row.case_id, row.first_applicant, row.phone) == (case_id, "单雄信", "13800005678")
    assert (row.workers, row.women, row.is_group) == (2, 1, False)
    assert row.claimed == Decimal("13000.50")
    assert (row.accepted_on, row.mediator, row.hearings) == (date(2026, 10, 14), "单建国", 1)
    assert (row.outcome, row.ended_on, row.days) == (Outcome.SETTLED, date(2026, 10, 23), 9)
    assert (row.agreed, row.paid) == (Decimal("9000.00"), Decimal("4500.00"))
    assert row.performance is PerformanceState.RUNNING
    [november] = log(db, *NOVEMBER)
    assert (november.paid, november.performance) == (Decimal("9000.00"), PerformanceState.DONE)
    assert log(db, date(2026, 12, 1), date(2026, 12, 31)) == []


def test_what_came_after_the_last_day_is_not_in_the_log(db: Database):
    settled(db)

    rows = log(db, date(2026, 10, 1), date(2026, 10, 13))

    [row] = rows
    assert (row.outcome, row.accepted_on, row.effective_on) == (Outcome.PENDING, None, None)
    assert (row.agreed, row.paid, row.hearings, row.days) == (0, 0, 0, None)
    assert row.performance is PerformanceState.NONE


def test_a_payment_counts_from_its_day_on(db: Database):
    case_id = settled(db)

    assert [row.performance for row in log(db, *OCTOBER)] == [PerformanceState.RUNNING]
    december = date(2026, 12, 1)
    with db.write(WANG, "x", case_id) as session:
        party = cases.file(session, case_id).applicants[0].id
        pay(session, case_id, party, 2, december)
    [late] = log(db, date(2026, 10, 1), date(2026, 11, 30))
    [done] = log(db, december, december)
    assert (late.performance, late.paid) == (PerformanceState.RUNNING, Decimal("4500.00"))
    assert done.performance is PerformanceState.DONE


def test_an_instalment_is_missed_the_day_after_it_was_due(db: Database):
    case_id = settled(db)
    with db.write(WANG, "x", case_id) as session:
        settlements.remove_payment(session, cases.file(session, case_id).payments[0].id)

    assert [row.performance for row in log(db, date(2026, 10, 1), DAY)] == [
        PerformanceState.RUNNING
    ]
    assert [row.performance for row in log(db, *OCTOBER)] == [PerformanceState.DEFAULT]


def test_a_refused_case_stays_refused_after_it_is_closed(db: Database):
    ref = register(db)
    with db.write(WANG, "refuse", ref.id) as session:
        cases.set_stage(
            session, ref.id, Stage.REFUSED, ended_on=date(2026, 10, 20), end_reason="不属于"
        )
        cases.set_stage(session, ref.id, Stage.CLOSED, closed_on=date(2026, 10, 25))

    [row] = log(db, *OCTOBER)

    assert (row.outcome, row.ended_on, row.remark) == (
        Outcome.REFUSED,
        date(2026, 10, 20),
        "不属于",
    )
    assert row.days == 8


def test_a_glance_sees_what_a_session_sees(db: Database):
    case_id = settled(db)
    with db.write(WANG, "x") as session:
        hearings.add(session, case_id, Hearing(number=2, day=DAY, begins=time(14, 0), room="一"))
        clocks.start(session, case_id, [clock("DL02", DAY)])
    later = date(2026, 12, 31)

    with db.glance() as glance:
        glanced = everything(glance, later)
    with db.read() as session:
        read = everything(session, later)

    for of_glance, of_session in zip(glanced, read, strict=True):
        assert of_glance == of_session
        assert of_glance


def counted(of, user: int) -> tuple[int, int]:
    """Count what is listed of a mediator's deadlines: soon due, and past."""
    listed = today.clocks(of, DAY, DAY + timedelta(days=3), user)
    return sum(c.due >= DAY for c in listed), sum(c.due < DAY for c in listed)


def everything(of, until: date) -> list[object]:
    return [
        today.figures(of, DAY),
        today.figures(of, DAY, 2),
        today.hearings(of, DAY),
        today.clocks(of, DAY, until),
        today.money_due(of, until),
        today.my_cases(of, DAY),
        today.my_cases(of, DAY, 2),
    ]


def test_a_way_that_is_lost_is_neither_due_nor_overdue_nor_a_case_s_next_day(db: Database):
    """劳动人事争议仲裁办案规则第七十四条, 民事诉讼法第二百零五条: once over, nobody can apply."""
    lost, waits = register(db).id, register(db, against("某公司")).id
    idle = register(db, against("某餐饮公司")).id
    over, ahead = DAY - timedelta(days=9), DAY + timedelta(days=3)
    with db.write(WANG, "x") as session:
        clocks.start(
            session, lost, [clock("DL10", over), clock("DL12", over), clock("DL15", ahead)]
        )
        clocks.start(session, waits, [clock("DL12", DAY)])
        clocks.start(session, idle, [clock("DL10", over)])

    for reading in (db.glance, db.read):
        with reading() as of:
            found = [(c.case_id, c.kind) for c in today.clocks(of, DAY, ahead)]
            figures = today.figures(of, DAY)
            listed = [(line.id, line.due_on) for line in today.my_cases(of, DAY)]
            unwatched = [line.id for line in today.without_clock(of, DAY)]

        assert found == [(waits, "DL12"), (lost, "DL15")]
        assert (figures.overdue, figures.due_soon) == (0, 2)
        assert listed == [(waits, DAY), (lost, ahead), (idle, None)]
        assert unwatched == [idle]


def test_the_log_is_in_the_order_of_numbers_beyond_one_slice(db: Database, monkeypatch):
    monkeypatch.setattr(ledger, "SLICE", 2)
    keys = [register(db, against(f"公司{n}")).id for n in range(5)]

    assert [row.case_id for row in log(db, *OCTOBER)] == keys


def test_an_employers_record_adds_up_its_cases(db: Database):
    settled(db)
    other = register(db, replace(APPLICATION, operation="", received_on=date(2026, 11, 3))).id
    register(db, against("某餐饮公司"))
    with db.write(WANG, "withdraw", other) as session:
        cases.set_stage(session, other, Stage.WITHDRAWN)

    with db.read() as session:
        first, second = employers.lines(session)
        only = employers.line(session, first.id)
        named = employers.lines(session, "餐饮")

    assert (first.cases, first.workers, first.open_cases) == (2, 4, 1)
    assert (first.last_received_on, first.owed) == (date(2026, 11, 3), Decimal("4500.00"))
    assert only == first
    assert (second.cases, second.owed) == (1, Decimal("0.00"))
    assert [line.name for line in named] == ["某餐饮公司"]


def test_employers_are_proposed_by_name_code_or_initials(db: Database):
    register(db)

    with db.read() as session:
        for asked in ("某建筑", "91130705", "xhmjz"):
            [(key, employer)] = employers.match(session, asked)
            assert employer.name == "宣化某建筑工程有限公司"
            assert employers.get(session, key) == employer
        assert employers.match(session, " ") == ()
        assert employers.match(session, "没有") == ()
