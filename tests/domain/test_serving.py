"""Service of papers: each rule with its article."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mediation_desk import i18n, paths
from mediation_desk.domain.deadlines import load_calendars
from mediation_desk.domain.service_addresses import ServiceAddress, address_problems, in_force
from mediation_desk.domain.serving import (
    Addressee,
    Service,
    ServiceFacts,
    ServiceManner,
    ServiceResult,
    deemed,
    latest,
    problems,
    waits,
)

ISSUED = date(2026, 9, 22)
TODAY = date(2026, 10, 12)
ADDRESS = ServiceAddress(
    party_id=1,
    address="张家口市宣化区示例路18号",
    postcode="075100",
    receiver="李建国",
    phone="13900000001",
    email="li@example.cn",
    electronic=True,
    confirmed_on=ISSUED,
)
WORKER = Addressee(
    name="李建国", issued_on=ISSUED, opponents=frozenset({"宣化永固建筑工程有限公司", "冯永固"})
)
CONFIRMED = replace(WORKER, address=ADDRESS)
BY_HAND = ServiceFacts(
    manner=ServiceManner.DIRECT,
    result=ServiceResult.SERVED,
    served_on=date(2026, 9, 23),
    place="调解中心接待室",
    received_by="李建国",
)


@pytest.fixture(autouse=True)
def _chinese():
    i18n.use(i18n.CHINESE)


@pytest.fixture(scope="module")
def calendar():
    return load_calendars(Path(paths.resources("calendar")))


@pytest.fixture
def told(calendar):
    def told(facts, of=WORKER, **changes):
        found = problems(replace(facts, **changes), of, TODAY, calendar)
        return {problem.field: problem.text for problem in found}

    return told


def test_a_paper_signed_for_is_served_on_the_day_of_the_receipt_civil_procedure_art_87(told):
    assert told(BY_HAND) == {}
    assert "第八十七条" in told(BY_HAND, served_on=None)["served_on"]


def test_a_paper_handed_over_names_the_place_and_who_took_it_civil_procedure_art_88(told):
    bare = told(BY_HAND, place="", received_by=" ")

    assert bare["place"] == "请填写在何处交付。"
    assert "第八十八条" in bare["received_by"]


def test_an_organisation_takes_a_paper_by_a_person_civil_procedure_art_88(told):
    firm = Addressee(name="宣化永固建筑工程有限公司", issued_on=ISSUED, organisation=True)

    assert "第八十八条" in told(BY_HAND, firm, received_by=firm.name)["received_by"]
    assert told(BY_HAND, firm, received_by="赵敏", relation="办公室收件人员") == {}


def test_a_paper_is_not_served_before_it_is_issued_nor_after_today(told):
    assert "2026-09-22" in told(BY_HAND, served_on=date(2026, 9, 21))["served_on"]
    assert "晚于今天" in told(BY_HAND, served_on=date(2026, 10, 13))["served_on"]
    assert "2026-09-22" in told(BY_HAND, sent_on=date(2026, 9, 21))["sent_on"]


def test_electronic_service_takes_consent_civil_procedure_art_90(told):
    sent = replace(BY_HAND, manner=ServiceManner.ELECTRONIC)
    silent = replace(WORKER, address=replace(ADDRESS, electronic=False))

    assert "第九十条" in told(sent)["manner"]
    assert "第九十条" in told(sent, silent)["manner"]
    assert told(sent, CONFIRMED) == {}


def test_a_paper_left_needs_the_reason_and_a_witness_or_pictures_civil_procedure_art_89(told):
    left = ServiceFacts(
        manner=ServiceManner.LEFT,
        result=ServiceResult.SERVED,
        sent_on=date(2026, 9, 23),
        served_on=date(2026, 9, 23),
    )

    bare = told(left)

    assert "第八十九条" in bare["reason"]
    assert "第八十九条" in bare["witness"]
    assert told(left, reason="拒绝签收", witness="赵某") == {}


def test_a_paper_left_is_not_served_on_a_day_to_come_civil_procedure_art_89(told):
    left = ServiceFacts(
        manner=ServiceManner.LEFT,
        result=ServiceResult.SERVED,
        sent_on=date(2026, 10, 12),
        served_on=date(2026, 11, 30),
        reason="拒绝签收",
        witness="赵某",
    )

    assert told(left)["served_on"] == (
        "依法视为2026-10-12送达，不得晚于该日（民事诉讼法第八十九条）。"
    )
    assert told(left, sent_on=date(2026, 9, 23), served_on=TODAY) == {}


@pytest.mark.parametrize(
    ("manner", "sent", "counts", "article"),
    [
        (ServiceManner.LEFT, date(2026, 10, 12), date(2026, 10, 15), "第二十条"),
        (ServiceManner.PUBLIC, date(2026, 9, 22), date(2026, 10, 22), "第九十五条"),
    ],
)
def test_only_the_day_that_the_law_counts_may_lie_ahead(told, manner, sent, counts, article):
    facts = ServiceFacts(
        manner=manner,
        result=ServiceResult.SERVED,
        sent_on=sent,
        served_on=counts,
        reason="拒绝签收",
        recorded=True,
    )

    assert told(facts) == {}
    assert article in told(facts, served_on=date(2999, 1, 1))["served_on"]


def test_left_with_pictures_only_it_counts_after_three_working_days_arbitration_rules_art_20(
    told, calendar
):
    left = ServiceFacts(
        manner=ServiceManner.LEFT,
        result=ServiceResult.SERVED,
        sent_on=date(2026, 9, 23),
        served_on=date(2026, 9, 28),
        reason="拒绝签收",
        recorded=True,
    )

    assert deemed(left, calendar) == date(2026, 9, 29)
    assert "第二十条" in told(left)["served_on"]
    assert told(left, served_on=date(2026, 9, 29)) == {}


def test_a_public_notice_counts_after_thirty_days_civil_procedure_art_95(told, calendar):
    notice = ServiceFacts(
        manner=ServiceManner.PUBLIC,
        result=ServiceResult.SERVED,
        sent_on=date(2026, 9, 22),
        served_on=date(2026, 10, 12),
        reason="公司停业，法定代表人失联，邮寄被退回",
    )

    assert deemed(notice, calendar) == date(2026, 10, 22)
    assert "第九十五条" in told(notice)["served_on"]
    assert told(notice, served_on=date(2026, 10, 22)) == {}
    assert "第九十五条" in told(notice, reason=" ", served_on=date(2026, 10, 22))["reason"]


def test_a_letter_that_comes_back_counts_only_at_a_confirmed_address_postal_rules_art_11(told):
    back = ServiceFacts(
        manner=ServiceManner.POST,
        result=ServiceResult.RETURNED,
        sent_on=date(2026, 9, 23),
        served_on=date(2026, 9, 28),
    )

    assert "第十一条" in told(back)["served_on"]
    assert told(back, CONFIRMED) == {}
    assert told(back, served_on=None) == {}
    assert told(back, result=ServiceResult.REFUSED, reason="本人拒签") == {}


def test_refused_in_person_is_not_served_until_the_paper_is_left(told):
    refused = replace(BY_HAND, result=ServiceResult.REFUSED)

    found = told(refused)

    assert set(found) == {"reason", "served_on"}
    assert told(refused, served_on=None, reason="拒绝签收") == {}


def test_of_a_letter_the_postmark_counts_civil_procedure_art_85():
    letter = Service(
        paper_id=1,
        receiver="李建国",
        since=ISSUED,
        manner=ServiceManner.POST,
        result=ServiceResult.SERVED,
        sent_on=date(2026, 9, 23),
        served_on=date(2026, 9, 26),
    )

    assert letter.in_time_on == date(2026, 9, 23)
    assert replace(letter, manner=ServiceManner.DIRECT).in_time_on == date(2026, 9, 26)


def test_whoever_takes_a_paper_for_another_is_named_with_the_relation_art_88(told):
    assert "第八十八条" in told(BY_HAND, received_by="李秀兰")["relation"]
    assert told(BY_HAND, received_by="李秀兰", relation="同住成年家属") == {}
    assert told(BY_HAND, received_by="李建国") == {}


def test_the_other_side_cannot_take_a_paper_postal_rules_art_7(told):
    found = told(BY_HAND, received_by="冯永固", relation="老板")

    assert "第七条" in found["received_by"]


def test_the_body_that_passes_a_paper_on_is_named_civil_procedure_art_92_to_94(told):
    through = replace(BY_HAND, manner=ServiceManner.FORWARDED, place="")

    assert "第九十二条" in told(through)["place"]
    assert told(through, place="某监狱") == {}


def test_a_manner_a_result_and_short_texts_are_asked_for(told):
    assert set(told(ServiceFacts())) == {"result"}
    assert "manner" in told(BY_HAND, manner=None)
    assert "200" in told(BY_HAND, note="长" * 201)["note"]


def test_what_is_given_up_or_served_waits_no_longer():
    assert waits(ServiceFacts())
    assert waits(replace(BY_HAND, result=ServiceResult.NOT_FOUND, served_on=None))
    assert not waits(BY_HAND)
    assert not waits(ServiceFacts(result=ServiceResult.DROPPED, reason="已撤回"))


def test_an_address_has_what_the_postal_rules_art_4_ask_for():
    def found(**changes):
        return {p.field: p.text for p in address_problems(replace(ADDRESS, **changes), TODAY)}

    assert found() == {}
    assert "第四条" in found(address=" ")["address"]
    assert "第四条" in found(phone="")["phone"]
    assert set(found(postcode="7510", email="li@")) == {"postcode", "email"}
    assert set(found(phone="", refused=True, electronic=False)) == set()
    assert set(found(refused=True)) == {"electronic"}
    assert set(found(email="", phone="", messenger="")) == {"phone", "electronic"}
    assert set(found(confirmed_on=date(2026, 10, 13))) == {"confirmed_on"}


def test_the_address_confirmed_last_is_in_force():
    moved = replace(ADDRESS, id=2, address="张北县", confirmed_on=date(2026, 10, 1))

    assert in_force((moved, ADDRESS), 1) == moved
    assert in_force((moved, ADDRESS), 2) is None


def test_the_last_attempt_for_each_paper_and_receiver_counts():
    first = Service(id=1, paper_id=1, party_id=7, receiver="李建国", since=ISSUED)
    second = replace(first, id=2, attempt=2)
    other = replace(first, id=3, party_id=8)

    assert latest((first, second, other)) == (second, other)
