"""The proof of service and the confirmed address say what is on record, and leave the rest open."""

from dataclasses import replace
from datetime import date

import pytest

from mediation_desk.documents.catalogue import Per, catalogue, form_of, subjects
from mediation_desk.documents.papers import paper
from mediation_desk.documents.pdf import to_pdf
from mediation_desk.documents.receivers import Receivers, receivers, served_on
from mediation_desk.domain.service_addresses import ServiceAddress
from mediation_desk.domain.serving import ServiceManner, ServiceResult
from tests.documents.samples import pages, served, written

DAY = date(2026, 10, 16)
ADDRESS = ServiceAddress(
    party_id=1,
    address="宣化区示例路1号",
    postcode="075100",
    receiver="李建国",
    phone="13900000001",
    email="li@example.cn",
    electronic=True,
    execution=False,
    confirmed_on=DAY,
)


def proof(case, centre):
    return paper("D-18", case, centre, subject="1")


def test_a_proof_of_service_has_paper_receiver_manner_and_day(single, centre):
    case = served(
        single,
        manner=ServiceManner.DIRECT,
        result=ServiceResult.SERVED,
        served_on=DAY,
        place="调解中心",
        server="刘静",
    )

    text = written(proof(case, centre).docx)

    for part in ("受理通知书1件", "☑直接送达□留置送达", "2026年10月16日", "调解中心", "刘静"):
        assert part in text


def test_whoever_took_the_paper_stands_with_the_relation_and_the_number_of_the_letter(
    single, centre
):
    case = served(
        single,
        manner=ServiceManner.POST,
        result=ServiceResult.SERVED,
        sent_on=DAY,
        served_on=DAY,
        received_by="李秀兰",
        relation="同住成年家属",
        tracking="EY123456789CN",
    )

    text = written(proof(case, centre).docx)

    assert "李秀兰（同住成年家属）2026年10月16日" in text
    assert "2026年10月16日交邮；邮寄单号EY123456789CN" in text


def test_a_paper_left_names_reason_witness_and_when_it_counts_as_served(single, centre):
    case = served(
        single,
        manner=ServiceManner.LEFT,
        result=ServiceResult.SERVED,
        sent_on=DAY,
        served_on=date(2026, 10, 21),
        reason="拒绝签收",
        recorded=True,
        server="刘静",
    )

    text = written(proof(case, centre).docx)

    for part in ("拒绝签收", "刘静2026年10月16日", "已拍照、录像；2026年10月21日视为送达"):
        assert part in text


def test_before_service_the_proof_is_there_to_be_signed(single, centre):
    made = proof(served(single), centre)

    text = written(made.docx)

    assert "☑" not in text
    assert "受送达人签名或者盖章年月日时分" in text
    assert pages(to_pdf(made.docx, made.title)) == 1


def test_proofs_are_offered_for_what_waits_and_else_for_all(single):
    form = form_of("D-18")
    waiting = served(single)
    done = served(single, result=ServiceResult.SERVED, served_on=DAY, waiting=False)
    given_up = served(single, result=ServiceResult.DROPPED, waiting=False)

    name = single.applicants[0].person.name
    assert subjects(form, waiting) == (("1", f"{name} · 受理通知书"),)
    assert subjects(form, done) == subjects(form, waiting)
    assert subjects(form, given_up) == ()


def test_the_confirmation_of_an_address_prints_what_was_confirmed_on_one_page(single, centre):
    made = paper("D-13", replace(single, addresses=(ADDRESS,)), centre, subject="1")

    text = written(made.docx)

    for part in (
        "宣化区示例路1号",
        "075100",
        "☑同意□不同意",
        "☑调解☑仲裁审查☑司法确认□执行",
        "2026年10月16日",
    ):
        assert part in text
    assert made.missing == ("微信号",)
    assert pages(to_pdf(made.docx, made.title)) == 1


def test_whoever_gives_no_address_is_told_so_on_the_paper(single, centre):
    refused = replace(ADDRESS, refused=True, electronic=False)

    text = written(paper("D-13", replace(single, addresses=(refused,)), centre, subject="1").docx)

    assert "该当事人仍不提供" in text


def test_a_blank_confirmation_proposes_what_the_case_knows(single, centre):
    text = written(paper("D-13", single, centre, subject="1").docx)

    assert single.applicants[0].person.phone in text
    assert "☑" not in text


@pytest.mark.parametrize("form", catalogue(), ids=lambda form: form.code)
def test_notices_are_served_and_applications_and_records_are_not(form, single):
    found = receivers(form, single, "1" if form.per is Per.PARTY else "")

    internal = {"D-01", "D-02", "D-03", "D-13", "D-18", "D-19", "D-22", "HS-01"}
    assert not (form.code in internal and found)
    if served_on(form) is Receivers.PARTIES:
        assert len(found) == (1 if form.per is Per.PARTY else 2)
