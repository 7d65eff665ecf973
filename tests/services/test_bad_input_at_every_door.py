"""What a worker cannot have earned or lived: a sentence at the field, at every door alike.

The doors are `calc`, the counter, the grid of a case and the roster; the other sums stand.
"""

from decimal import Decimal

import pytest

from mediation_desk.domain.claims import ClaimKind, Employment
from mediation_desk.domain.errors import DeskError, Problem
from mediation_desk.importers.roster import read_pasted
from mediation_desk.law.calc import answers
from mediation_desk.law.fact_checks import fact_doubts
from mediation_desk.law.facts import put
from mediation_desk.services import calculator, claims
from mediation_desk.services.calculator import Question
from tests.services.course import accepted, once

K = ClaimKind
SOUND = {
    "hired_on": "2016-03-01",
    "left_on": "2026-09-30",
    "average_wage": "6200",
    "arrears": "18600",
}
HEADS = {
    "hired_on": "入职日期",
    "left_on": "离职日期",
    "average_wage": "离职前十二个月平均工资",
    "arrears": "拖欠工资",
    "injury_grade": "伤残等级",
}
INPUTS = {
    "hired_on": "service_start",
    "left_on": "service_end",
    "average_wage": "avg_wage_12m",
    "arrears": "due",
    "injury_grade": "disability_grade",
    "unemployment_loss.contribution_years": "contribution_years",
}
"""What the same facts are called in a question."""
CONTRIBUTED = "unemployment_loss.contribution_years"

ROWS = [
    ({"average_wage": "0"}, "average_wage", ("零",)),
    ({"average_wage": "-6200"}, "average_wage", ("负数",)),
    ({"average_wage": "6200.123"}, "average_wage", ("两位小数",)),
    ({"average_wage": "1000000000000"}, "average_wage", ("过大",)),
    ({"average_wage": "六千"}, "average_wage", ("六千", "金额")),
    ({"arrears": "-18600"}, "arrears", ("负数",)),
    ({"hired_on": "2026-09-30", "left_on": "2016-03-01"}, "left_on", ("早于",)),
    ({"injury_grade": "11"}, "injury_grade", ("1", "10")),
    ({"injury_grade": "-1"}, "injury_grade", ("1", "10")),
    ({"hired_on": "1990-01-01", "left_on": "1993-12-31"}, "left_on", ("1995",)),
    ({"hired_on": "1901-03-01"}, "hired_on", ("核对", "过早")),
    ({"hired_on": "2030-01-01"}, "hired_on", ("晚于今天",)),
    ({"left_on": "2030-01-01"}, "left_on", ("晚于今天",)),
    ({"left_on": "2026-02-30"}, "left_on", ("2026-02-30",)),
    ({CONTRIBUTED: "12"}, CONTRIBUTED, ("不能长于", "超过")),
    ({CONTRIBUTED: "60"}, CONTRIBUTED, ("0至50",)),
    ({CONTRIBUTED: "-1"}, CONTRIBUTED, ("0至50",)),
    ({"hired_on": "", "left_on": "", CONTRIBUTED: "60"}, CONTRIBUTED, ("0至50",)),
]
IDS = ["+".join(f"{name}={text}" for name, text in facts.items()) for facts, _f, _w in ROWS]
RULE = {"injury_grade": K.INJURY_DISABILITY, CONTRIBUTED: K.UNEMPLOYMENT_LOSS}
"""The claim that rests on a fact, where it is not severance."""


def rule(field: str) -> ClaimKind:
    return K.WAGE_ARREARS if field == "arrears" else RULE.get(field, K.SEVERANCE)


def said(sentence: str, words: tuple[str, ...]) -> bool:
    return any(word in sentence for word in words)


@pytest.mark.parametrize(("wrong", "field", "words"), ROWS, ids=IDS)
def test_calc_says_so_at_the_field_and_answers_the_next_question(office, wrong, field, words):
    kind = rule(field)
    facts = SOUND | {"injury_grade": "9", "contribution_wage": "6000"} | wrong
    inputs = {INPUTS[name]: text for name, text in facts.items() if name in INPUTS and text}
    if kind is K.UNEMPLOYMENT_LOSS and facts["left_on"]:
        inputs |= {"service_years": 10, "benefit_month": 1600}
    inputs |= {"own_wage": "6000"} if kind is K.INJURY_DISABILITY else {}
    asked = {"claim_type": kind.value, "inputs": inputs}
    sound = {"claim_type": "wage_arrears", "inputs": {"due": "18600"}}

    told, good = answers([asked, sound], office.clerk.law, office.clerk.today())

    assert said(told["fields"][INPUTS[field]], words), told
    assert good["amount"] == "18600.00"


@pytest.mark.parametrize(("wrong", "field", "words"), ROWS, ids=IDS)
def test_the_counter_says_so_at_the_field_and_keeps_the_other_sums(office, wrong, field, words):
    work, stated, misread = Employment(injured="injury_grade" in wrong), {}, []
    for name, text in (SOUND | wrong).items():
        try:
            work, stated = put(work, stated, name, text)
        except DeskError as error:
            misread.append(Problem(name, str(error)))
    other = K.SEVERANCE if field == "arrears" else K.WAGE_ARREARS
    kinds = (rule(field), other)

    found, stands = calculator.reckon(
        office.clerk,
        Question(work=work, stated=dict(stated), kinds=kinds, misread=tuple(misread)),
    )

    told = [*found.problems, *misread, *fact_doubts(work, stated)]
    assert any(problem.field == field and said(problem.text, words) for problem in told), told
    assert found.award is None
    if "1995" in words:
        assert stands.problems, "no rule fits any sum of that employment"
    else:
        assert stands.award is not None
        assert stands.award.amount > 0


@once
def two_workers(office, names=("李建国", "王秀英")):
    case_id = accepted(office, names)
    case = office.case(case_id)
    kinds = (K.WAGE_ARREARS, K.SEVERANCE, K.UNEMPLOYMENT_LOSS, K.INJURY_DISABILITY)
    wanted = {applicant.id: kinds for applicant in case.applicants}
    claims.change_kinds(office.mediator, case_id, case.version, wanted)
    return case_id


@pytest.mark.parametrize(("wrong", "field", "words"), ROWS, ids=IDS)
def test_the_grid_says_so_at_the_cell_and_the_other_workers_sums_stand(office, wrong, field, words):
    case_id = two_workers(office, ("李建国", "王秀英"))
    first, second = (applicant.id for applicant in office.case(case_id).applicants)
    before = office.case(case_id).applicant(second)
    sentences = []
    for name, text in (SOUND | wrong).items():
        version = office.case(case_id).version
        try:
            left = claims.set_fact(office.mediator, case_id, version, [first], name, text)
            sentences += [problem.text for problem in left]
        except DeskError as refusal:
            sentences.append(str(refusal))
    after = office.case(case_id)

    worker = after.applicant(first)
    told = [*sentences, *(p.text for p in fact_doubts(worker.work, worker.stated))]
    assert any(said(text, words) for text in told), told
    assert after.applicant(second) == before
    assert before.claim(K.WAGE_ARREARS).entitled


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [row for row in ROWS if row[1] in HEADS],
    ids=[one for one, row in zip(IDS, ROWS, strict=True) if row[1] in HEADS],
)
def test_the_roster_says_so_by_line_and_column_and_the_other_rows_are_sound(
    office, wrong, field, words
):
    facts = SOUND | wrong
    bad = "\t".join(["李建国", *(facts.get(name, "") for name in HEADS)])
    good = "\t".join(["王秀英", *(SOUND.get(name, "") for name in HEADS)])
    text = "\n".join(["\t".join(["姓名", *HEADS.values()]), bad, good])

    first, second = read_pasted(text, office.clerk.today()).rows

    told = [*(problem.text for problem in first.problems), *first.doubts]
    assert any("第2行" in one and HEADS[field] in one and said(one, words) for one in told), told
    assert not second.problems
    assert not second.doubts


def test_who_was_hired_and_dismissed_on_one_day_has_half_a_month(office):
    """劳动合同法第四十七条: less than six months count half a month."""
    day = {"hired_on": "2026-09-30", "left_on": "2026-09-30", "average_wage": "6200"}
    asked = {
        "claim_type": "severance",
        "inputs": {INPUTS[name]: text for name, text in day.items()},
    }
    work, stated = Employment(), {}
    for name, text in day.items():
        work, stated = put(work, stated, name, text)

    given = answers(asked, office.clerk.law, office.clerk.today())
    (found,) = calculator.reckon(office.clerk, Question(work=work, stated={}, kinds=(K.SEVERANCE,)))

    assert given["amount"] == "3100.00"
    assert str(found.award.amount) == "3100.00"


def test_an_empty_row_is_left_out_with_its_line_and_the_others_stand(office):
    text = "姓名\t拖欠工资\n李建国\t100\n\t\n王秀英\t200"

    roster = read_pasted(text, office.clerk.today())

    assert [one.person.name for one in roster.sound] == ["李建国", "王秀英"]
    assert "第3行" in "".join(roster.skipped)


def test_service_that_spans_a_figure_nobody_has_is_told_and_the_other_sums_stand(office):
    """最低工资规定: the months before the pack's first minimum wage have no sum."""
    question = {
        "claim_type": "min_wage_gap",
        "inputs": {"paid_wage_ex_ot": 500, "months": 300, "figures_on": "2001-01-01"},
        "place": "cn-1307",
        "on": "2026-09-30",
    }
    work = Employment(arrears=Decimal(100))
    stated = {
        "min_wage_gap.paid_wage_ex_ot": "500",
        "min_wage_gap.months": "300",
        "min_wage_gap.figures_on": "2001-01-01",
    }

    told = answers(question, office.clerk.law, office.clerk.today())
    gap, wages = calculator.reckon(
        office.clerk,
        Question(work=work, stated=stated, kinds=(K.MIN_WAGE_GAP, K.WAGE_ARREARS)),
    )

    for sentence in (told["error"], gap.refusal):
        assert "月最低工资标准" in sentence
        assert "2001" in sentence
    assert wages.award.amount == 100
