"""Papers on personal data, inquiries, evidence and major disputes, and the register as a whole."""

import re
from dataclasses import replace
from datetime import date, time

import pytest

from mediation_desk import paths
from mediation_desk.documents.catalogue import catalogue, form_of, subjects
from mediation_desk.documents.loose import loose_forms
from mediation_desk.documents.papers import paper
from mediation_desk.documents.pdf import to_pdf
from mediation_desk.domain.day_text import chinese_day
from mediation_desk.domain.major_report import MajorReport, ReportKind, Unrest
from mediation_desk.domain.sides import Side
from mediation_desk.domain.stages import Step
from mediation_desk.domain.step_facts import StepTaken
from tests.documents.samples import pages, printed, squeezed, written

REGISTER = (
    *("D-01", "D-02", "D-03", "D-04", "D-05", "D-06", "D-07", "D-08", "D-09"),
    *("D-10", "D-11", "D-12", "D-13", "D-14", "D-15", "D-16", "D-17", "D-18"),
    *("D-19", "D-20", "D-21", "D-22", "D-23", "D-24", "D-25", "D-26", "D-27"),
    *("D-28", "D-28b", "D-30", "D-31", "D-32", "D-33", "D-34", "D-35", "D-40"),
    *("D-41", "D-42", "D-43", "D-44", "D-50", "D-51", "D-52", "D-53", "D-54"),
    *("D-60", "D-61", "D-62", "D-63", "D-64", "D-70", "D-71", "D-72", "D-73"),
    *("D-75", "D-76", "HS-24", "HS-25"),
)
"""The forms of procedure.md 5.4 (卷宗情况说明 is D-63); reports makes the ledger and the months."""


def text_of(code, case, centre, subject="", **more):
    made = paper(code, case, centre, subject=subject, on=date(2026, 10, 20), **more)
    assert squeezed(written(made.docx))[:40] in printed(to_pdf(made.docx, made.title))
    return written(made.docx)


def test_every_form_of_the_register_is_there_with_its_template():
    forms = (*catalogue(), *loose_forms())

    assert not set(REGISTER) - {form.code for form in forms}
    assert all((paths.forms() / f"{form.slug}.docx").is_file() for form in forms)


def test_personal_information_law_art_17_and_29_each_person_is_told_and_consents_apart(
    group, centre
):
    keys = subjects(form_of("D-06"), group)
    assert len(keys) == len(group.applicants)

    text = text_of("D-06", group, centre, keys[0][0])

    assert "李建国：" in text
    assert "□单独同意处理第四项所列敏感个人信息" in text
    assert "张家口市劳动关系调解中心" in text


def test_the_record_of_an_inquiry_has_who_asked_whom_and_what_was_found(single, centre):
    asked = StepTaken(
        id=7, row="T16", step=Step.INVESTIGATE, day=date(2026, 10, 18),
        by="王调解、刘静", body="工地项目部 孙班长", note="问：何时停工？\n答：九月底。",
    )  # fmt: skip
    case = replace(single, steps=(asked,))

    text = text_of("D-20", case, centre, "7")

    assert "2026年10月18日" in text
    assert "王调解、刘静" in text
    assert "答：九月底。" in text
    assert "＿＿＿＿＿" in text_of("D-20", single, centre)


@pytest.mark.parametrize(
    ("side", "name", "title"),
    [(Side.APPLICANT, "李建国", "申请人"), (Side.RESPONDENT, "建筑工程有限公司", "被申请人")],
)
def test_each_side_has_its_own_list_of_evidence(single, centre, side, name, title):
    text = text_of("D-21", single, centre, side.value)

    assert f"（{title}）" in text
    assert name in text
    assert "#" not in text


def test_a_report_on_a_major_dispute_ticks_nothing_by_itself_and_names_what_nobody_told(
    group, centre
):
    one, *others = group.applicants
    unknown = replace(
        group, applicants=(replace(one, person=replace(one.person, sex=None)), *others)
    )

    made = paper("D-76", unknown, centre, on=date(2026, 10, 20))

    assert "☑" not in written(made.docx)
    assert "12人" in written(made.docx)
    named = {"首报、续报或者终报", "发生时间", "发生地点", "是否停工、聚集", "需要协调的事项"}
    assert named | {"女职工人数"} <= set(made.missing)


def test_a_report_on_a_major_dispute_prints_what_was_told(group, centre):
    told = MajorReport(
        kind=ReportKind.FIRST,
        happened="2026年10月9日上午",
        place="某项目部门前",
        unrest=Unrest.SOME,
        gathered=35,
        coordinate="请住建部门到场。",
    )

    made = paper("D-76", group, centre, on=date(2026, 10, 20), report=told)
    text = written(made.docx)

    assert "☑首报□续报□终报" in text
    assert "发生时间2026年10月9日上午" in text
    assert "发生地点某项目部门前" in text
    assert "□停工（人）☑聚集（35人）□均无" in text
    assert "请住建部门到场。" in text
    assert not {"发生时间", "发生地点", "需要协调的事项"} & set(made.missing)


def test_the_proof_of_mediation_names_the_kind_of_body_that_the_centre_entered(single, centre):
    made = paper("D-42", single, centre, nature="依法设立的调解组织")

    assert "性质：依法设立的调解组织" in written(made.docx)
    assert "调解组织性质" not in made.missing
    assert "调解组织性质" in paper("D-42", single, centre).missing


def test_the_receipt_counts_the_copies_of_the_application(single, centre):
    text = text_of("D-05", single, centre)

    assert re.search(r"1劳动争议调解申请书2", text)


def test_the_receipt_says_at_what_time_an_application_was_handed_in(single, centre):
    noted = replace(single, received_at=time(9, 5))

    assert f"收到时间：{chinese_day(single.received_on)}9时05分" in text_of("D-05", noted, centre)


def test_each_new_form_fits_its_pages(single, centre):
    for code, most in (("D-06", 2), ("D-20", 2), ("D-21", 1), ("D-76", 2)):
        made = paper(code, single, centre)
        assert pages(to_pdf(made.docx, made.title)) <= most
