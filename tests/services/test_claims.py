"""Facts and sums of every kind of claim in a case."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from mediation_desk.domain import regional
from mediation_desk.domain.claims import AnswerKind, ClaimKind, Employment
from mediation_desk.domain.errors import DeskError, Stopped
from mediation_desk.law.sheet import case_sheet
from mediation_desk.services import claims, settings, undo
from tests.services.course import accepted, once

K, A = ClaimKind, AnswerKind
MANY = (K.SEVERANCE, K.DOUBLE_WAGE, K.OVERTIME, K.ANNUAL_LEAVE, K.NOTICE_PAY, K.INJURY_MEDICAL)
TWO = ("李建国", "王秀英")


@once
def claiming(office, names=TWO):
    case_id = accepted(office, names)
    case = office.case(case_id)
    wanted = {applicant.id: MANY for applicant in case.applicants}
    claims.change_kinds(office.mediator, case_id, case.version, wanted)
    return case_id


@pytest.fixture
def case_id(office):
    """Two workers who claim six kinds, of which some facts are known."""
    return claiming(office, TWO)


def told(office, case_id, name, kind):
    case = office.case(case_id)
    return next(a for a in case.applicants if a.person.name == name).claim(kind)


def test_every_kind_is_computed_or_says_what_is_missing(office, case_id):
    severance = told(office, case_id, "李建国", K.SEVERANCE)
    overtime = told(office, case_id, "李建国", K.OVERTIME)
    medical = told(office, case_id, "李建国", K.INJURY_MEDICAL)

    assert severance.entitled == Decimal("68200.00")
    assert overtime.entitled is None
    assert overtime.reason == "缺少工作日加班小时数。"
    assert (medical.entitled, bool(medical.reason)) == (0, True)


def test_facts_are_kept_computed_with_and_undone(office, case_id):
    case = office.case(case_id)
    first, second = (a.id for a in case.applicants)
    facts = {"overtime_base": "4350.00", "overtime.weekday_hours": "10"}

    claims.change_work(office.mediator, case_id, case.version, {}, {first: facts})

    assert office.case(case_id).applicant(first).stated == facts
    assert told(office, case_id, "李建国", K.OVERTIME).entitled == Decimal("375.00")
    assert office.case(case_id).applicant(second).stated == {}
    undo.undo(office.mediator, undo.last(office.mediator, case_id).id)
    assert office.case(case_id).applicant(first).stated == {}
    assert told(office, case_id, "李建国", K.OVERTIME).entitled is None


def test_a_fact_that_cannot_be_is_refused_at_its_field(office, case_id):
    case = office.case(case_id)
    first = case.applicants[0].id

    with pytest.raises(DeskError) as refusal:
        claims.change_work(
            office.mediator,
            case_id,
            case.version,
            {},
            {first: {"monthly_wage": "0", "nonsense": "1", "overtime.weekday_hours": "-3"}},
        )

    fields = [problem.field.split(".", 2)[2] for problem in refusal.value.problems]
    assert fields == ["monthly_wage", "nonsense", "overtime.weekday_hours"]
    assert office.case(case_id).version == case.version


def test_one_fact_is_set_for_many_and_those_it_does_not_fit_stay(office, case_id):
    case = office.case(case_id)
    ids = [a.id for a in case.applicants]

    left_out = claims.set_fact(office.mediator, case_id, case.version, ids, "left_on", "2018-06-30")

    assert [problem.text.split("：")[0] for problem in left_out] == ["王秀英"]
    days = [a.work.left_on for a in office.case(case_id).applicants]
    assert days == [date(2018, 6, 30), date(2026, 9, 30)]


def test_what_nobody_can_have_is_refused_before_anything_changes(office, case_id):
    case = office.case(case_id)
    ids = [a.id for a in case.applicants]

    with pytest.raises(DeskError):
        claims.set_fact(office.mediator, case_id, case.version, ids, "monthly_wage", "-1")

    assert office.case(case_id).version == case.version


def test_a_last_day_in_the_future_is_refused_in_one_sentence_for_all_workers(office, case_id):
    case = office.case(case_id)
    ids = [a.id for a in case.applicants]

    with pytest.raises(DeskError, match=r"^离职日期晚于今天。$"):
        claims.set_fact(office.mediator, case_id, case.version, ids, "left_on", "2099-01-01")

    assert office.case(case_id).version == case.version


def test_stopping_the_computation_changes_nothing(office, case_id):
    case = office.case(case_id)
    ids = [a.id for a in case.applicants]
    seen = []

    def stop(done, total):
        seen.append((done, total))
        return False

    with pytest.raises(Stopped):
        claims.set_fact(office.mediator, case_id, case.version, ids, "average_wage", "7000", stop)

    assert seen == [(0, 2)]
    assert office.case(case_id) == case


def test_severance_beside_damages_is_warned_of(office, case_id):
    case = office.case(case_id)
    first = case.applicants[0]
    both = (K.SEVERANCE, K.UNLAWFUL_TERMINATION)
    claims.change_kinds(office.mediator, case_id, case.version, {first.id: both})
    worker = office.case(case_id).applicant(first.id)

    award = claims.explain(office.mediator, worker, K.UNLAWFUL_TERMINATION)

    assert award.amount == Decimal("136400.00")
    assert any("实施条例第二十五条" in warning for warning in award.warnings)


@pytest.mark.parametrize(
    "blank",
    [
        Employment(),
        Employment(left_on=date(2026, 9, 30)),
        Employment(hired_on=date(1990, 1, 1), left_on=date(1993, 6, 30)),
    ],
    ids=["an empty row", "half a row", "before the Labour Law"],
)
def test_a_worker_whose_facts_give_no_sum_stops_nobody_else(office, case_id, blank):
    case = office.case(case_id)
    first = case.applicants[0].id

    claims.change_work(office.mediator, case_id, case.version, {first: blank})

    bad = told(office, case_id, "李建国", K.SEVERANCE)
    assert bad.entitled is None
    assert bad.reason
    assert told(office, case_id, "王秀英", K.SEVERANCE).entitled == Decimal("43500.00")


def test_mediation_and_arbitration_law_art_27_in_a_case_the_day_of_application_is_claimed_on(
    office, case_id
):
    """Hired 2016-03-01, left 2026-09-30: all of it is out of time, and the sum stays."""
    settings.set_option(office.supervisor, regional.LIMITATION_COUNTING.option, "by_day")
    case = office.case(case_id)
    award = claims.awards(office.mediator, case)[case.applicants[0].id, K.DOUBLE_WAGE]

    applied = case.received_on.isoformat()
    assert any(applied in said and "主张权利之日" in said for said in award.warnings)
    assert any("本中心" in said and "二倍工资的时效" in said for said in award.practice)
    assert [step.result for step in award.steps if "逐日" in step.label] == ["0.00"]
    assert award.amount == told(office, case_id, "李建国", K.DOUBLE_WAGE).entitled > 0
    assert not any("各地口径不一" in said for said in award.warnings)


def test_what_is_reckoned_besides_stands_on_the_sheets_and_in_no_total(office, case_id):
    """劳动合同法第二十二条: 60,000 for five years of which two are served leave 36,000.

    劳部发〔1994〕479号: the years here follow from the days, months not yet full left out.
    """
    case = office.case(case_id)
    first, second = (a.id for a in case.applicants)
    told = {
        "training_penalty.training_cost": "60000.00",
        "training_penalty.service_term_years": "5",
        "training_penalty.served_years": "2",
        "medical_period.total_work_years": "12",
    }
    lacks = {"training_penalty.training_cost": "60000.00"}
    claims.change_work(office.mediator, case_id, case.version, {}, {first: told, second: lacks})
    case = office.case(case_id)

    found = claims.answers(office.mediator, case)
    sheet = case_sheet(case, claims.awards(office.mediator, case))
    book = openpyxl.load_workbook(BytesIO(claims.workbook(office.mediator, case_id)))

    assert found[first, A.TRAINING_PENALTY].amount == Decimal("36000.00")
    assert found[first, A.MEDICAL_PERIOD].parts["months"] == 12, "ten years here"
    assert found[second, A.TRAINING_PENALTY] == "缺少服务期（年）。\n缺少已履行服务期（年）。"
    (one, other) = sheet.workers
    besides = [item.kind for item in one.items if not item.counts]
    assert besides == [A.MEDICAL_PERIOD, A.TRAINING_PENALTY]
    assert one.total == sum(c.entitled or 0 for c in case.applicant(first).claims)
    (refused,) = [item for item in other.items if not item.counts]
    assert (refused.amount, refused.reason) == (None, found[second, A.TRAINING_PENALTY])
    rows = [[cell.value for cell in row] for row in book["分项核算"].iter_rows()]
    (penalty,) = [r for r in rows if r[1] == "服务期违约金" and r[0] == "李建国" and r[2] != ""][
        -1:
    ]
    assert penalty[2] == "结果（不计入合计）"

    undo.undo(office.mediator, undo.last(office.mediator, case_id).id)
    assert claims.answers(office.mediator, office.case(case_id)) == {}
