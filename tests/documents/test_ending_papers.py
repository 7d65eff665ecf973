"""The consent to extend a mediation says what was agreed, and leaves the rest to be written."""

from dataclasses import replace
from datetime import date

import pytest

from mediation_desk import i18n
from mediation_desk.documents.catalogue import form_of
from mediation_desk.documents.papers import paper
from mediation_desk.domain.case import Clock
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.domain.step_facts import StepTaken
from tests.documents import full_cases
from tests.documents.samples import written

DAY = date(2026, 10, 27)
END = date(2026, 10, 29)


@pytest.fixture
def talks(single):
    clock = Clock(kind="DL04", start=date(2026, 10, 14), raw_due=END, due=END)
    return replace(single, stage=Stage.MEDIATING, clocks=(clock,))


def extended(case, until, reason="需要补充工资记录。"):
    taken = StepTaken(row="T17", step=Step.EXTEND, day=DAY, until=until, reason=reason)
    return replace(case, stage=Stage.EXTENDED, steps=(*case.steps, taken))


def text_of(code, case, centre):
    return written(paper(code, case, centre, on=DAY).docx)


def text(case, centre):
    return text_of("D-22", case, centre)


def test_mediation_rules_art_29_the_consent_names_both_last_days_and_the_reason(talks, centre):
    said = text(extended(talks, date(2026, 11, 10)), centre)

    for part in (
        talks.number,
        "调解期限于2026年10月29日届满",
        "延长至2026年11月10日",
        "需要补充工资记录。",
        "申请人（签名、捺印）：",
        "被申请人（签名或者盖章）：",
        "调解员（签名）：",
        "主任批准（签名）：",
    ):
        assert part in said


def test_a_second_extension_counts_from_the_first(talks, centre):
    twice = extended(extended(talks, date(2026, 11, 10)), date(2026, 11, 20), "等待鉴定")

    said = text(twice, centre)

    assert "调解期限于2026年11月10日届满" in said
    assert "延长至2026年11月20日" in said
    assert "等待鉴定。" in said


def test_before_the_step_the_new_day_and_the_reason_are_lines_to_write_on(talks, centre):
    said = text(talks, centre)

    assert "延长至＿＿年＿月＿日" in said
    assert "延期理由：＿＿" in said


def test_consent_to_extend_is_made_of_an_accepted_case_in_talks_or_extended(talks):
    made_of = form_of("D-22").made_of
    settled = replace(talks, stage=Stage.EFFECTIVE)

    assert made_of(talks, DAY)
    assert not made_of(replace(talks, accepted_on=None), DAY)
    assert not made_of(settled, DAY)
    assert made_of(replace(extended(talks, END), stage=Stage.EFFECTIVE), DAY)


FAILED = StepTaken(row="T19", step=Step.FAIL, day=DAY, reason="差距较大")


@pytest.mark.parametrize("known", ["", "宣化区劳动人事争议仲裁委员会（某街2号，0313-0000001）"])
def test_the_way_to_arbitration_is_named_or_has_a_line_of_its_own(talks, centre, known):
    failed = replace(talks, stage=Stage.FAILED, steps=(FAILED,))

    said = text_of("D-23", failed, replace(centre, arbitration=known))

    if known:
        assert f"你可以向{known}申请仲裁。" in said
        assert "名称、地址、电话：" not in said
    else:
        assert "你可以向有管辖权的劳动人事争议仲裁委员会申请仲裁。" in said
        assert f"仲裁委员会名称、地址、电话：{'＿' * 10}" in said


def test_the_reason_given_for_not_performing_ends_with_a_full_stop():
    with i18n.speaking(i18n.CHINESE):
        [made] = full_cases.papers_of(full_cases.cases()["one"], ["D-53"])

    assert "经两次调解仍未达成一致。" in written(made.docx)


@pytest.mark.parametrize("code", ["D-22", "D-24", "D-26", "D-27"])
def test_a_firm_seals_and_a_worker_signs_whichever_of_them_applied(code):
    cases = full_cases.cases()
    with i18n.speaking(i18n.CHINESE):
        [by_worker] = full_cases.papers_of(cases["one"], [code])
        [by_firm] = full_cases.papers_of(cases["employer"], [code])

    assert "申请人（签名、捺印）：" in written(by_worker.docx)
    said = written(by_firm.docx)
    assert "申请人（签名或者盖章）：" in said
    assert ("被申请人（签名、捺印）：" in said) == (code != "D-26")
