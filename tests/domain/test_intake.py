from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mediation_desk.domain.case import Application
from mediation_desk.domain.claims import COMMON, ClaimKind
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.intake import claims_from_facts, completed, missing, problems
from mediation_desk.domain.people import Sex
from tests.domain.samples import WORKER

TODAY = date(2026, 10, 12)
WALK_IN = Application(
    received_on=TODAY,
    respondent=Employer(name="宣化永固建筑工程有限公司", credit_code="91139900000000019H"),
    applicants=(WORKER,),
    cause="A09",
)


def fields(application):
    return {problem.field for problem in problems(application, TODAY)}


def with_person(**changes):
    return replace(WALK_IN, applicants=(replace(WORKER, person=replace(WORKER.person, **changes)),))


def with_work(**changes):
    return replace(WALK_IN, applicants=(replace(WORKER, work=replace(WORKER.work, **changes)),))


def test_a_card_with_name_employer_and_cause_is_enough():
    assert fields(WALK_IN) == set()


def test_every_problem_is_named_at_once_at_its_field():
    empty = Application(
        received_on=date(2026, 10, 13), respondent=Employer(name=" "), applicants=(), cause=""
    )

    assert fields(empty) == {"received_on", "cause", "respondent.name", "applicants"}


@pytest.mark.parametrize("name", ["孙㛃", "吴𠮷", "买买提·艾力", "陈　磊", "O'Brien-王", "王"])
def test_real_names_are_taken_as_typed(name):
    assert fields(with_person(name=name)) == set()


@pytest.mark.parametrize("name", ["张\u200b三", "李\u202eexe", "a\x00b", "王\ud800", "张\ufeff三"])
def test_invisible_and_forbidden_characters_are_refused(name):
    assert fields(with_person(name=name)) == {"applicants.0.person.name"}


def test_a_name_of_fifty_characters_is_taken_and_one_of_fifty_one_refused():
    assert fields(with_person(name="王" * 50)) == set()
    assert fields(with_person(name="王" * 51)) == {"applicants.0.person.name"}


def test_a_name_that_is_too_long_is_told_as_a_firms_or_a_persons():
    firm = replace(WALK_IN, respondent=Employer(name="厂" * 101))

    [said] = [problem.text for problem in problems(firm, TODAY)]
    assert "单位名称最多100字" in said
    [said] = [problem.text for problem in problems(with_person(name="王" * 51), TODAY)]
    assert "姓名最多50字" in said


def test_the_name_of_an_employer_has_at_most_a_hundred_characters():
    assert fields(replace(WALK_IN, respondent=Employer(name="王" * 100))) == set()
    assert fields(replace(WALK_IN, respondent=Employer(name="王" * 101))) == {"respondent.name"}


def test_a_wrong_check_digit_is_taken_only_with_a_reason():
    wrong = with_person(id_number="139900197903121014")
    explained = with_person(id_number="139900197903121014", id_note="与身份证原件核对一致")

    assert fields(wrong) == {"applicants.0.person.id_number"}
    assert fields(explained) == set()


def test_an_impossible_birthday_is_refused_even_with_a_reason():
    impossible = with_person(id_number="13990019900229002X", id_note="核对一致")

    assert fields(impossible) == {"applicants.0.person.id_number"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"left_on": date(2016, 2, 28)}, "left_on"),
        ({"hired_on": date(2026, 10, 13), "left_on": None}, "hired_on"),
        ({"left_on": date(2099, 1, 1)}, "left_on"),
        ({"average_wage": Decimal(0)}, "average_wage"),
        ({"average_wage": Decimal("-1")}, "average_wage"),
        ({"average_wage": Decimal("6200.005")}, "average_wage"),
        ({"arrears": Decimal("1e12")}, "arrears"),
        ({"arrears": Decimal("NaN")}, "arrears"),
        ({"injured": True, "injury_grade": 11}, "injury_grade"),
        ({"injury_grade": 10}, "injured"),
    ],
)
def test_impossible_facts_of_employment_are_refused_at_their_field(changes, field):
    assert f"applicants.0.work.{field}" in fields(with_work(**changes))


def test_one_identity_number_for_two_workers_is_refused():
    twice = replace(WALK_IN, applicants=(WORKER, replace(WORKER)))

    assert fields(twice) == {"applicants.1.person.id_number"}


def test_five_hundred_and_one_workers_are_too_many():
    crowd = tuple(replace(WORKER, person=replace(WORKER.person, id_number="")) for _ in range(501))

    assert fields(replace(WALK_IN, applicants=crowd)) == {"applicants"}


def test_what_is_still_missing_is_told():
    told = missing(replace(WALK_IN, respondent=Employer(name="某公司")))

    assert "被申请人统一社会信用代码" in told
    assert "联系电话：李建国" in told


def test_of_many_only_the_first_are_named_and_all_are_counted():
    crowd = tuple(replace(WORKER, person=replace(WORKER.person, id_number="")) for _ in range(7))

    told = missing(replace(WALK_IN, applicants=crowd))

    assert "公民身份号码：李建国、李建国、李建国、李建国、李建国等7人" in told


def test_sex_and_birthday_follow_from_the_identity_number():
    [worker] = completed(WALK_IN).applicants

    assert worker.person.sex is Sex.MALE
    assert worker.person.born_on == date(1979, 3, 12)


def test_facts_suggest_the_claims():
    hurt = replace(WORKER.work, injured=True, injury_grade=10)
    insured = replace(WORKER.work, unemployment_insured=True, arrears=Decimal("0.00"))

    assert [claim.kind for claim in claims_from_facts(hurt)] == list(COMMON)
    assert [claim.kind for claim in claims_from_facts(insured)] == [ClaimKind.SEVERANCE]
