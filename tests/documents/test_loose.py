"""Letters of supervision, the form for legal aid and minutes: the same in Word and as PDF."""

import re
from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest

from mediation_desk.documents.enquiry_fields import enquiry_card
from mediation_desk.documents.example_loose import loose_values
from mediation_desk.documents.letter_fields import letter_values
from mediation_desk.documents.loose import loose_form, loose_forms, loose_paper, loose_template
from mediation_desk.documents.pdf import not_carried, to_pdf
from mediation_desk.documents.region_fields import aid_values, minutes_values
from mediation_desk.documents.sheet_fields import counter_sheet
from mediation_desk.domain.claims import ClaimKind
from mediation_desk.domain.enquiry import Enquiry
from mediation_desk.domain.errors import NotFound
from mediation_desk.domain.joint_meetings import Decision, JointMeeting, Participant
from mediation_desk.domain.legal_aid import AidLine, AidMatter, LegalAid, Means
from mediation_desk.domain.period_report import ANNUAL, MONTHLY
from mediation_desk.domain.supervision import (
    Letter,
    LetterKind,
    LetterSettings,
    Matter,
    MatterSource,
    Reply,
)
from mediation_desk.law.arrears import Month, wage_arrears
from mediation_desk.law.sheet import Item, Sheet, WorkerSheet
from tests.documents.samples import (
    RARE_NAMES,
    printed,
    squeezed,
    without_page_numbers,
    without_repeated_heads,
    written,
)
from tests.documents.word_files import par, word_file

SENDER = LetterSettings(sender="张家口市总工会", inquiry="张劳调函")
OPINION = Letter(
    kind=LetterKind.OPINION,
    reference="张劳调函〔2026〕8号",
    addressee="宣化永固建筑工程有限公司",
    subject="拖欠职工工资",
    facts="三个月未发工资。\n未订立书面劳动合同。",
    rules="《中华人民共和国劳动法》第五十条",
    demand="补发工资。",
    attachments="工资表\n考勤表",
    contact="刘静",
    issued_on=date(2026, 11, 3),
    received_on=date(2026, 11, 4),
    raw_due=date(2026, 11, 19),
    due=date(2026, 11, 19),
    copy_to="河北省总工会",
)
MATTER = Matter(
    employer="宣化永固建筑工程有限公司",
    source=MatterSource.COMPLAINT,
    complainant="张投诉",
    received_on=date(2026, 10, 12),
    subject="拖欠职工工资",
    investigated_on=date(2026, 10, 20),
    on_site=True,
    investigators="王敏、刘静",
    letters=(OPINION,),
)
AID = AidLine(
    aid=LegalAid(
        applicant="李建国",
        matter=AidMatter.PAY,
        means=Means.MIGRANT,
        migrant=True,
        applied_on=date(2026, 11, 5),
    ),
    number="张劳调字〔2026〕第0001号",
    agreed=Decimal("100.00"),
    performed=Decimal("40.00"),
)
MEETING = JointMeeting(
    title="联席会议",
    day=date(2026, 11, 10),
    chair="王敏",
    agenda="通报形势\n研究欠薪",
    minutes="会议通报了情况。",
    held=True,
    participants=(Participant(agency="市总工会", people="王敏"), Participant(agency="市人社局")),
    decisions=(Decision(what="信息共享", who="市人社局", due_on=date(2026, 12, 31)),),
)
LETTERS = {
    kind.form: replace(OPINION, kind=kind) for kind in LetterKind if kind is not LetterKind.PROMPT
}


ENQUIRY = Enquiry(
    number="咨20261123-001",
    asked_on=date(2026, 11, 23),
    asked_at=time(9, 0),
    name="赵春生",
    topic="工资没发",
    answer="可以申请调解",
)


def made(code, centre, matter=MATTER, answer_by=date(2026, 11, 18), **more):
    if code in (MONTHLY, ANNUAL):
        return loose_paper(code, lambda: loose_values(code, centre))
    if code == "D-01":
        return loose_paper(code, lambda: enquiry_card(replace(ENQUIRY, **more), centre))
    if code == "D-75":
        aid = replace(AID, aid=replace(AID.aid, **more))
        return loose_paper(code, lambda: aid_values(aid, centre, date(2026, 11, 23)))
    if code == "HS-20":
        meeting = replace(MEETING, **more)
        return loose_paper(code, lambda: minutes_values(meeting, centre, date(2026, 11, 23)))
    if code == "HS-21":
        award = wage_arrears((Month(Decimal("1900.50")),))
        worker = WorkerSheet(
            name="王建国",
            facts=(("入职日期", "2024-03-01"),),
            items=(
                Item(kind=ClaimKind.WAGE_ARREARS, award=award),
                Item(kind=ClaimKind.OVERTIME, refusal="缺少工时。"),
            ),
        )
        sheet = Sheet(workers=(worker,))
        return loose_paper(code, lambda: counter_sheet(sheet, date(2026, 11, 23)))
    letter = replace(LETTERS[code], **more)
    return loose_paper(code, lambda: letter_values(letter, matter, SENDER, centre, answer_by))


CODES = [form.code for form in loose_forms()]


@pytest.mark.parametrize("code", CODES)
def test_word_file_and_pdf_say_the_same(code, centre):
    paper = made(code, centre)

    read = without_page_numbers(printed(to_pdf(paper.docx, paper.title)))

    assert without_repeated_heads(read, paper.docx) == written(paper.docx)
    assert not re.search(r"\{\{|\{%|\{#|None", read)


@pytest.mark.parametrize("code", CODES)
def test_the_pdf_carries_all_that_the_template_has(code):
    template = loose_template(loose_form(code)).read_bytes()

    assert not_carried(template) == {}


@pytest.mark.parametrize("name", [*RARE_NAMES, "{{7*7}}", "<b>", "=1+1"])
@pytest.mark.parametrize(
    ("code", "field"),
    [("D-01", "name"), ("D-72", "addressee"), ("D-75", "applicant"), ("HS-20", "chair")],
)
def test_hostile_and_rare_names_print_exactly(code, field, name, centre):
    paper = made(code, centre, **{field: name})

    assert squeezed(name) in written(paper.docx)


def test_an_inquiry_gives_five_working_days_with_the_calendar_date_art_17(centre):
    text = written(made("D-71", centre).docx)

    assert "第十七条" in text
    assert "五个工作日内（即2026年11月18日前，含当日）" in text


def test_an_opinion_gives_fifteen_days_and_says_what_follows_art_20(centre):
    text = written(made("D-72", centre).docx)

    assert "自收到本意见书之日起十五日内（即2026年11月18日前，含当日）" in text
    assert "本工会劳动法律监督委员会于2026年10月20日进行了现场调查" in text
    assert "将依法提请有关部门处理" in text


def test_without_a_day_of_delivery_the_date_is_a_line_to_write_on(centre):
    paper = made("D-71", centre, answer_by=None)

    assert "答复期限" in paper.missing
    assert "（即＿＿年＿月＿日前，含当日）" in written(paper.docx)


@pytest.mark.parametrize(
    ("answered", "words"),
    [
        ({}, "但未在规定时限内（2026年11月19日前）作出书面答复"),
        ({"reply": Reply.IMPROPER}, "作出答复，但答复不适当"),
        ({"reply": Reply.UNTRUE}, "作出答复，但答复不真实"),
        ({"reply": Reply.UNCORRECTED}, "作出答复，但无正当理由未予改正"),
    ],
)
def test_a_proposal_tells_of_the_opinion_and_its_answer_art_21(centre, answered, words):
    given = {"answered_on": date(2026, 11, 12), "answer": "资金紧张"} | answered
    opinion = replace(OPINION, **given) if answered else OPINION

    text = written(made("D-73", centre, replace(MATTER, letters=(opinion,))).docx)

    assert "（张劳调函〔2026〕8号）" in text
    assert words in text
    assert "在办结后十五日内向本工会（地址：张家口市桥东区某街1号）反馈调查处理结果" in text


@pytest.mark.parametrize("code", LETTERS)
def test_who_complained_is_never_named_in_a_letter(code, centre):
    assert "张投诉" not in written(made(code, centre).docx)


def test_a_letter_has_the_parts_of_an_official_letter(centre):
    text = written(made("D-72", centre).docx)

    assert text.startswith("张家口市总工会张劳调函〔2026〕8号工会劳动法律监督意见书")
    assert "附件：1．工资表2．考勤表" in text
    assert "张家口市总工会（印章）2026年11月3日" in text
    assert text.endswith("抄送：河北省总工会。")


def test_a_single_attachment_has_no_number(centre):
    assert "附件：工资表张家口" in written(made("D-72", centre, attachments="工资表").docx)


def test_legal_aid_shows_agreed_and_recovered_side_by_side(centre):
    text = written(made("D-75", centre).docx)

    assert "协议或者裁判金额（元）100.00已追回金额（元）40.00" in text
    assert "法律援助法第四十二条第三项" in text


def test_the_minutes_name_agencies_matters_and_the_article(centre):
    text = written(made("HS-20", centre).docx)

    assert "河北省实施《中华人民共和国工会法》办法第二十九条" in text
    assert "1信息共享市人社局2026年12月31日" in text


def test_an_agenda_that_brings_its_numbers_is_not_numbered_again(centre):
    text = written(made("HS-20", centre, agenda="一、通报形势\n二、研究欠薪").docx)

    assert "一、通报形势" in text
    assert "1．" not in text[: text.index("研究欠薪")]


def test_minutes_without_an_agenda_are_numbered_on(centre):
    text = written(made("HS-20", centre, agenda="").docx)

    assert "二、会议内容" in text
    assert "三、议定事项" in text


def test_a_centres_own_template_wins(centre):
    own = word_file(par("自制：{{ 编号 }}"))

    made = loose_paper("D-01", lambda: enquiry_card(ENQUIRY, centre), own)

    assert written(made.docx) == "自制：咨20261123-001"


def test_an_unknown_form_is_refused():
    with pytest.raises(NotFound):
        loose_form("D-99")


def test_what_a_letter_says_ends_with_a_full_stop(centre):
    typed = {"facts": "拖欠工资", "rules": "第一条\n第二条；", "demand": "立即支付"}
    text = written(made("D-72", centre, **typed).docx)

    assert all(f"{words}。" in text for words in ("拖欠工资", "立即支付"))
    assert "第二条；。" not in text


def test_a_lesser_stop_that_was_typed_last_gives_way_to_the_full_one(centre):
    typed = {"facts": "拖欠工资.", "rules": "第一条;", "demand": "立即支付，"}
    text = written(made("D-72", centre, **typed).docx)

    assert all(f"{words}。" in text for words in ("拖欠工资", "第一条", "立即支付"))
