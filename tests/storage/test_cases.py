from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mediation_desk.domain.case import (
    ApplicationForm,
    CaseFilter,
    CaseOrder,
    Clock,
    ClockState,
    Source,
)
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.errors import DeskError, NotFound, Stale
from mediation_desk.domain.people import Officer
from mediation_desk.domain.stages import Stage
from mediation_desk.storage import cases, clocks, employers
from mediation_desk.storage.database import Database
from tests.storage.samples import APPLICATION, BUILDER, NOW, WANG, against, read, register


def test_a_registered_application_is_read_back_as_it_was_given(db: Database):
    ref = register(db)

    case = read(db, ref.id)

    assert case.number == ref.number == "张劳调字〔2026〕第0001号"
    assert case.stage is Stage.APPLIED
    assert case.version == 1
    assert case.respondent.employer == BUILDER
    assert [replace(a, id=0) for a in case.applicants] == list(APPLICATION.applicants)
    assert (case.requests, case.facts, case.cause) == ("支付工资", "事实", "A01")
    assert case.source is Source.PARTY


def test_a_case_that_is_not_there_is_named_as_missing(db: Database):
    with db.read() as session, pytest.raises(NotFound):
        cases.file(session, 77)


def test_a_saved_operation_is_found_again_after_a_broken_line(db: Database):
    ref = register(db)

    with db.read() as session:
        assert cases.find_operation(session, "op-1") == ref
        assert cases.find_operation(session, "op-2") is None
        assert cases.find_operation(session, "") is None


def test_an_abandoned_write_leaves_nothing(db: Database):
    def give_up_halfway() -> None:
        with db.write(WANG, "register") as session:
            number = cases.next_number(session, 2026)
            cases.add(session, APPLICATION, f"{number}")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        give_up_halfway()

    with db.read() as session:
        assert cases.count(session, CaseFilter()) == 0
    assert register(db).number == "张劳调字〔2026〕第0001号"


def test_a_stale_save_is_refused_and_changes_nothing(db: Database):
    ref = register(db)

    def assign(mediator_id: int) -> None:
        with db.write(WANG, "assign", ref.id) as session:
            cases.touch(session, ref.id, 1, WANG, NOW)
            cases.set_officers(session, ref.id, mediator_id, 1)

    assign(2)
    with pytest.raises(Stale):
        assign(1)

    case = read(db, ref.id)
    assert case.version == 2
    assert case.mediator == Officer(2, "单建国")
    assert (case.saved_at, case.saved_by) == (NOW, "王晓梅")


def test_moving_on_keeps_the_days_that_were_not_given(db: Database):
    ref = register(db)
    with db.write(WANG, "accept", ref.id) as session:
        cases.set_stage(session, ref.id, Stage.ACCEPTED, accepted_on=date(2026, 10, 14))
    with db.write(WANG, "fail", ref.id) as session:
        cases.set_stage(
            session, ref.id, Stage.FAILED, ended_on=date(2026, 10, 20), end_reason="不愿"
        )

    case = read(db, ref.id)

    assert (case.accepted_on, case.ended_on) == (date(2026, 10, 14), date(2026, 10, 20))
    assert (case.stage, case.end_reason, case.closed_on) == (Stage.FAILED, "不愿", None)


def test_the_card_is_changed_as_a_whole(db: Database):
    ref = register(db)

    with db.write(WANG, "change_card", ref.id) as session:
        cases.set_card(
            session,
            ref.id,
            cause="A02",
            district="130702",
            source=Source.COURT,
            form=ApplicationForm.ORAL,
            requests="加班费",
            facts="加班",
        )

    case = read(db, ref.id)
    assert (case.cause, case.district, case.requests, case.facts) == (
        "A02",
        "130702",
        "加班费",
        "加班",
    )
    assert (case.source, case.form) == (Source.COURT, ApplicationForm.ORAL)


def test_numbers_run_on_within_a_year_and_begin_anew_with_the_next(db: Database):
    with db.write(WANG, "register") as session:
        taken = [cases.next_number(session, 2026) for _ in range(3)]
        other = cases.next_number(session, 2027)

    assert (taken, other) == ([1, 2, 3], 1)


def test_an_employer_is_found_by_its_code_and_learns_what_is_new(db: Database):
    register(db)
    again = replace(
        APPLICATION, operation="", respondent=replace(BUILDER, address="", phone="0313-1234567")
    )
    ref = register(db, again)

    employer = read(db, ref.id).respondent.employer

    assert (employer.address, employer.phone) == ("宣化区", "0313-1234567")
    with db.read() as session:
        [line] = employers.lines(session)
    assert (line.cases, line.workers, line.open_cases) == (2, 4, 2)


def test_firms_of_one_name_with_different_codes_are_two(db: Database):
    register(db)
    other = replace(BUILDER, credit_code="91130705MA0ZZZZZ99")

    register(db, replace(APPLICATION, operation="", respondent=other))

    with db.read() as session:
        assert len(employers.lines(session)) == 2


def test_a_firm_first_known_by_name_gains_its_code(db: Database):
    register(db, against("怀来某公司"))
    known = replace(BUILDER, name="怀来某公司")

    register(db, replace(APPLICATION, operation="", respondent=known))

    with db.read() as session:
        [line] = employers.lines(session)
    assert line.credit_code == BUILDER.credit_code


def test_earlier_cases_of_the_employer_show_without_the_present_one(db: Database):
    first = register(db)
    second = register(db, replace(APPLICATION, operation=""))
    register(db, against("别的公司"))

    with db.read() as session:
        found = cases.earlier(session, BUILDER, besides=second.id)
        unknown = cases.earlier(session, Employer(name="没见过"))

    assert [line.id for line in found] == [first.id]
    assert unknown == ()


def test_a_line_shows_the_nearest_running_deadline(db: Database):
    ref = register(db)
    days = [date(2026, 10, 15), date(2026, 10, 13)]
    with db.write(WANG, "register", ref.id) as session:
        clocks.start(
            session,
            ref.id,
            [
                Clock(kind=f"DL0{n}", start=date(2026, 10, 12), raw_due=day, due=day)
                for n, day in enumerate(days)
            ],
        )

    with db.read() as session:
        [line] = cases.lines(session, [ref.id])
        assert line.due_on == date(2026, 10, 13)
    with db.write(WANG, "accept", ref.id) as session:
        clocks.meet(session, ref.id, ["DL01"], date(2026, 10, 12))
        clocks.void(session, ref.id, ["DL00"])
    with db.read() as session:
        [line] = cases.lines(session, [ref.id])
        assert line.due_on is None
    states = [(c.state, c.met_on) for c in read(db, ref.id).clocks]
    assert states == [(ClockState.VOID, None), (ClockState.MET, date(2026, 10, 12))]


def test_a_deadline_started_again_is_set_anew(db: Database):
    ref = register(db)
    clock = Clock(
        kind="DL07", start=date(2026, 10, 12), raw_due=date(2026, 10, 15), due=date(2026, 10, 15)
    )
    with db.write(WANG, "schedule", ref.id) as session:
        clocks.start(session, ref.id, [clock])
    with db.write(WANG, "schedule", ref.id) as session:
        clocks.start(session, ref.id, [replace(clock, due=date(2026, 10, 20))])

    assert [c.due for c in read(db, ref.id).clocks] == [date(2026, 10, 20)]


@pytest.mark.parametrize("order", list(CaseOrder))
@pytest.mark.parametrize("descending", [False, True])
def test_lists_come_in_the_order_asked_for(db: Database, order: CaseOrder, descending: bool):
    for name in ("张家口甲公司", "安阳乙公司", "李家丙公司"):
        register(db, against(name, worker=name[:2]))

    with db.read() as session:
        keys = cases.ids(session, CaseFilter(), order, descending)
        lines = cases.first_lines(session, CaseFilter(), order, descending)

    assert [line.id for line in lines] == list(keys)
    if order in (CaseOrder.RESPONDENT, CaseOrder.APPLICANT):
        names = [line.respondent[:1] for line in lines]
        assert names == (["张", "李", "安"] if descending else ["安", "李", "张"])


def test_lists_narrow_by_stage_people_employer_and_days(db: Database):
    first = register(db)
    later = replace(against("别的公司"), received_on=date(2026, 11, 2))
    second = register(db, later)
    with db.write(WANG, "assign", second.id) as session:
        cases.set_stage(session, second.id, Stage.ASSIGNED)
        cases.set_officers(session, second.id, 2, None)

    with db.read() as session:

        def shown(narrow: CaseFilter) -> list[int]:
            assert cases.count(session, narrow) == len(
                cases.ids(session, narrow, CaseOrder.NUMBER, False)
            )
            return list(cases.ids(session, narrow, CaseOrder.NUMBER, False))

        employer_id = cases.file(session, first.id).respondent.employer_id
        assert shown(CaseFilter()) == [first.id, second.id]
        assert shown(CaseFilter(stages=frozenset({Stage.ASSIGNED}))) == [second.id]
        assert shown(CaseFilter(mediator_id=2)) == [second.id]
        assert shown(CaseFilter(employer_id=employer_id)) == [first.id]
        assert shown(CaseFilter(received_from=date(2026, 11, 1))) == [second.id]
        assert shown(CaseFilter(received_to=date(2026, 10, 31))) == [first.id]
        assert shown(CaseFilter(text="单雄")) == [first.id]
        assert shown(CaseFilter(text="单雄", mediator_id=2)) == []


def test_a_case_is_found_by_its_whole_number_or_its_last_figures(db: Database):
    first, second = register(db), register(db, replace(APPLICATION, operation=""))

    with db.read() as session:
        assert cases.key_of(session, first.number) == first.id
        assert cases.key_of(session, "2") == second.id
        with pytest.raises(NotFound):
            cases.key_of(session, "2026")


def test_a_list_shows_what_is_agreed_and_paid_as_nothing_at_first(db: Database):
    ref = register(db)

    with db.read() as session:
        [line] = cases.lines(session, [ref.id])

    assert (line.agreed, line.paid) == (Decimal("0.00"), Decimal("0.00"))
    assert (line.first_applicant, line.applicant_count) == ("单雄信", 2)


def test_a_number_is_given_once(db: Database):
    ref = register(db)

    with pytest.raises(DeskError, match="0001"), db.write(WANG, "register") as session:
        cases.add(session, replace(APPLICATION, operation=""), ref.number)
