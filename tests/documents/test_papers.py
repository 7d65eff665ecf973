"""The papers of a case: complete, exact, the same in Word and as PDF."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from mediation_desk import paths
from mediation_desk.documents.catalogue import Per, catalogue, form_of, subjects, template_path
from mediation_desk.documents.loose import loose_forms
from mediation_desk.documents.papers import paper
from mediation_desk.documents.pdf import not_carried, to_pdf
from mediation_desk.domain.errors import DeskError, FileRefused, NotFound
from mediation_desk.domain.hearing import Break
from mediation_desk.domain.money import figures, in_words
from mediation_desk.domain.settlement import total
from tests.documents.samples import (
    RARE_NAMES,
    printed,
    renamed,
    served,
    squeezed,
    without_page_numbers,
    written,
)
from tests.documents.word_files import par, word_file

CODES = [form.code for form in catalogue()]
HEADS = (
    "序号权利人项目期次金额（元）到期日方式账户（脱敏）备注",
    "序号权利人项目期次金额（元）到期日",
    "序号义务人履行内容履行期限",
    "序号姓名证件号码住所联系电话签名捺印",
    "序号款项期次未付金额（元）到期日",
    "序号权利人期次应付（元）到期日最后履行已付（元）状态",
    "日期收款人金额（元）凭证",
    "义务期限履行日期状态凭证",
    "序号权利人期次未付金额（元）到期日逾期天数",
    "序号文书名称文号日期页号备注",
    "序号姓名项目期次金额（元）到期日",
    "步骤算式结果依据",
    "序号姓名入职日期离职日期请求项目及金额（元）签名捺印",
    "序号姓名及证件号码在职起止月均工资拖欠工资协议金额签名捺印",
    "序号姓名性别证件号码联系电话住所",
    "序号当事人到场情况身份核对备注",
    "序号姓名证件号码联系电话签名捺印",
    "序号姓名应得项目及金额意见签名捺印日期",
)


COUNTS_ONLY = "D-76"
"""The report on a major dispute tells how many workers there are, and no names."""


def without_heads(text: str) -> str:
    """Drop the heads of lists, which the PDF repeats on every page."""
    for head in HEADS:
        text = text.replace(head, "")
    return text


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("size", ["group", "single"])
def test_word_file_and_pdf_say_the_same(request, size, code, centre, awards):
    case = request.getfixturevalue(size)
    made = paper(code, case, centre, awards=awards, on=date(2026, 10, 20))

    read = without_heads(without_page_numbers(printed(to_pdf(made.docx, made.title))))

    assert read == without_heads(written(made.docx))
    assert not re.search(r"\{\{|\{%|None|\bnan\b", read)


def _named_in_forms():
    """Return each form with each name: in every run each form with one, the agreement with all."""
    for code in (code for code in CODES if code != COUNTS_ONLY):
        for name in (*RARE_NAMES, "{{7*7}}", "<b>", "{% raw %}", "=1+1"):
            in_every_run = code == "D-30" or name == RARE_NAMES[1]
            yield pytest.param(name, code, marks=() if in_every_run else pytest.mark.exhaustive)


@pytest.mark.parametrize(("name", "code"), [*_named_in_forms()])
def test_hostile_and_rare_names_print_exactly(name, code, single, centre):
    subject = "1" if form_of(code).per in (Per.PARTY, Per.SERVICE) else ""

    made = paper(code, served(renamed(single, name)), centre, subject=subject)

    plain = squeezed(name)
    assert plain in written(made.docx)
    if "{" not in name:
        assert plain in printed(to_pdf(made.docx, made.title))


def test_the_group_names_every_worker_and_the_sum_once_in_figures_and_in_capitals(group, centre):
    text = written(paper("D-30", group, centre).docx)

    due = total(group.settlement.terms.money)
    assert all(squeezed(worker.person.name) in text for worker in group.applicants)
    assert squeezed(in_words(due)) in text
    assert text.count(f"合计{figures(due)}") == 3


def test_the_sums_of_the_annex_are_those_of_the_terms(group, centre):
    text = written(paper("D-30", group, centre).docx)

    for worker in group.applicants:
        own = total(row for row in group.settlement.terms.money if row.party_id == worker.id)
        assert f"{squeezed(worker.person.name)}小计{figures(own)}" in text


def test_a_single_worker_is_described_and_has_no_list(single, centre):
    text = written(paper("D-30", single, centre).docx)

    assert "李建国，男，1979年3月12日出生，公民身份号码139900197903121013" in text
    assert "附件二" not in text
    assert "多人" not in text


def test_the_days_for_review_and_confirmation_stay_blank_until_the_seal(single, centre):
    made = paper("D-30", single, centre)

    assert made.missing == (
        "失业保险待遇损失：请求金额",
        "申请仲裁审查的最后一日",
        "申请司法确认的最后一日",
    )
    assert "（即＿＿年＿月＿日前）" in written(made.docx)


def test_missing_facts_print_as_lines_and_are_named(single, centre):
    first = single.applicants[0]
    bare = replace(first, person=replace(first.person, phone="", address=""))

    made = paper("D-02", replace(single, applicants=(bare,)), centre)

    assert {"李建国：联系电话", "李建国：住所"} <= set(made.missing)
    assert "联系电话＿＿＿＿＿＿" in written(made.docx)


def test_the_agreement_follows_from_terms_and_is_refused_without(single, centre):
    with pytest.raises(DeskError):
        paper("D-30", replace(single, settlement=None), centre)


def test_papers_before_the_hearing_print_with_lines_where_nothing_is_fixed(single, centre):
    early = replace(single, hearings=(), settlement=None, mediator=None, clerk=None, clocks=())

    for code in ("D-02", "D-08", "D-17", "D-18", "D-19", "HS-01"):
        made = paper(code, early, centre)
        assert "None" not in printed(to_pdf(made.docx, made.title))


def test_a_notice_is_addressed_to_its_receiver(group, centre):
    keys = subjects(form_of("D-17"), group)

    texts = {label: written(paper("D-17", group, centre, subject=key).docx) for key, label in keys}

    assert len(texts) == 13
    assert all(f"{squeezed(label)}：" in text for label, text in texts.items())


def test_a_stranger_to_the_case_is_no_receiver(single, centre):
    with pytest.raises(NotFound):
        paper("D-17", single, centre, subject="12345")


def test_the_record_has_its_times_on_the_clock_of_china(single, centre):
    text = written(paper("D-19", single, centre, subject="7").docx)

    assert "2026年10月22日9时32分至11时20分" in text


def test_the_record_tells_every_break(single, centre):
    day = datetime(2026, 10, 22, tzinfo=UTC)
    breaks = (
        Break(began_at=day.replace(hour=2), resumed_at=day.replace(hour=2, minute=20)),
        Break(began_at=day.replace(hour=3), note="申请人身体不适"),
    )
    [held] = single.hearings
    interrupted = replace(single, hearings=(replace(held, breaks=breaks),))

    text = written(paper("D-19", interrupted, centre, subject="7").docx)
    without = written(paper("D-19", single, centre, subject="7").docx)

    assert "休会：10时00分至10时20分" in text
    assert "休会：11时00分起，未复会（申请人身体不适）" in text
    assert "休会" not in without


def test_the_sheet_shows_steps_figures_and_articles(single, centre, awards):
    text = written(paper("HS-01", single, centre, awards=awards).docx)

    for part in ("6,200.00×11", "劳动合同法第四十七条", "6,794元/月", "张人社字〔2026〕1号"):
        assert part in text


@pytest.mark.parametrize("code", ["HS-01", "HS-02"])
def test_a_sheet_that_leaves_items_open_says_so_at_its_head_and_beside_its_totals(
    single, centre, awards, code
):
    """A total that says nothing of a claim must not look like all that the law gives."""
    [worker] = single.applicants
    first, *rest = worker.claims
    open_claim = replace(first, entitled=None, reason="缺少工时。")
    waiting = replace(single, applicants=(replace(worker, claims=(open_claim, *rest)),))
    known = {key: one for key, one in awards.items() if key[1] is not first.kind}

    text = written(paper(code, waiting, centre, awards=known).docx)
    whole = written(paper(code, single, centre, awards=awards).docx)

    assert f"另有1项待核算，未计入应得合计：{first.kind.label}。" in text
    assert text.count("另有1项待核算") == (4 if code == "HS-01" else 2), "head and totals"
    assert "待核算" not in whole


@pytest.mark.parametrize("code", ["HS-01", "HS-02"])
def test_a_sheet_says_at_its_head_and_beside_its_totals_what_of_them_is_not_settled(
    single, centre, awards, code
):
    """劳动合同法第四十六条: what a resignation may not give is in no total without a word."""
    key, award = next((key, one) for key, one in awards.items() if one.amount)
    waits = awards | {key: replace(award, unsettled="本人辞职。")}

    text = written(paper(code, single, centre, awards=waits).docx)

    said = f"其中{award.amount:,.2f}元尚未确定"
    assert f"应得合计{said}：{key[1].label}。" in text
    assert text.count(said) == (4 if code == "HS-01" else 2), "head and totals"
    assert "金额尚未确定：本人辞职" in text


@pytest.mark.parametrize("code", ["HS-01", "HS-02"])
def test_a_sheet_says_at_its_head_and_beside_its_totals_what_turns_on_insurance(
    single, centre, awards, code
):
    """工伤保险条例第六十二条: who is not insured is paid by the employer, not by the fund."""
    key, award = next((key, one) for key, one in awards.items() if one.amount)
    open_ = awards | {key: replace(award, if_uninsured=Decimal("274270.50"))}

    text = written(paper(code, single, centre, awards=open_).docx)
    whole = written(paper(code, single, centre, awards=awards).docx)

    said = "另有274,270.50元取决于是否参加工伤保险"
    assert f"{said}，未计入应得合计：{key[1].label}。" in text
    assert text.count(said) == (4 if code == "HS-01" else 2), "head and totals"
    assert "参加工伤保险" not in whole


@pytest.mark.parametrize("code", ["HS-01", "HS-02"])
def test_a_sheet_says_nothing_twice_and_leaves_open_what_is_not_agreed(
    single, centre, awards, code
):
    """6,200.00 as its own expression tells nothing, and a sum of nothing is no agreement."""
    [worker] = single.applicants
    bare = tuple(replace(claim, agreed=None) for claim in worker.claims)
    talking = replace(single, applicants=(replace(worker, claims=bare),))

    before = written(paper(code, talking, centre, awards=awards).docx)
    after = written(paper(code, single, centre, awards=awards).docx)

    assert "—" in before
    assert "—" not in after
    assert "—元" not in before
    assert "6,200.006,200.00" not in before
    assert "6,200.00×11" in before


def test_papers_are_chinese_whatever_the_window_speaks(single, centre):
    from mediation_desk import i18n

    with i18n.speaking(i18n.ENGLISH):
        made = paper("D-30", single, centre)

    assert made.title == "劳动争议调解协议书"
    assert "经济补偿" in written(made.docx)


def test_the_centres_own_template_wins(single, centre):
    own = word_file(par("自制：{{ 案号 }}"))

    made = paper("D-08", single, centre, own=own)

    assert written(made.docx) == "自制：张劳调字〔2026〕第0001号"


def test_another_version_of_a_template_is_read_anew(single, centre):
    paper("D-08", single, centre, own=word_file(par("第一版")))

    second = paper("D-08", single, centre, own=word_file(par("改后的第二版")))

    assert written(second.docx) == "改后的第二版"


def test_a_field_that_the_form_lacks_is_named_with_the_template(single, centre):
    with pytest.raises(FileRefused, match="案件编号") as refused:
        paper("D-08", single, centre, own=word_file(par("{{ 案件编号 }}")))

    assert "受理通知书" in str(refused.value)


@pytest.mark.parametrize("form", catalogue(), ids=lambda form: form.code)
def test_our_templates_hold_nothing_that_the_pdf_would_lack(form):
    assert not_carried(template_path(form).read_bytes()) == {}


def test_every_template_has_a_form_and_every_form_a_template():
    forms = (*catalogue(), *loose_forms())

    assert {path.stem for path in paths.forms().glob("*.docx")} == {form.slug for form in forms}


def test_an_unknown_form_is_refused(single, centre):
    with pytest.raises(NotFound):
        paper("D-99", single, centre)


def test_copies_follow_the_number_of_parties(group):
    assert form_of("D-08").copies.of(group) == 14
    assert form_of("D-30").copies.of(group) == 3


def test_naming_the_forms_loads_none_of_the_heavy_libraries():
    code = (
        "import sys, mediation_desk.documents.papers, mediation_desk.documents.pdf;"
        "print(sorted({'reportlab', 'docx', 'docxtpl', 'jinja2', 'lxml'} & set(sys.modules)))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)

    assert loaded.stdout.decode().strip() == "[]"
