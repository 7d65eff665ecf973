"""Papers after the agreement: what they list, what they leave out, and packs in one PDF."""

import re
import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mediation_desk import paths
from mediation_desk.documents.catalogue import form_of, made_for
from mediation_desk.documents.papers import paper, template_of
from mediation_desk.documents.pdf import joined_pdf, to_pdf
from mediation_desk.domain.agents import Agent
from mediation_desk.domain.agreement import cautions
from mediation_desk.domain.claims import ClaimKind
from mediation_desk.domain.deadlines import load_calendars
from mediation_desk.domain.duties import Duty, DutyKind
from mediation_desk.domain.people import Person
from mediation_desk.domain.remedies import Way, ways
from mediation_desk.domain.settlement import Manner, Payment, Waiver
from mediation_desk.domain.sides import Side
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.domain.step_facts import ContactManner, StepTaken
from mediation_desk.domain.tracks import Proceeding, Standing, Track
from mediation_desk.domain.visits import Performed, Satisfaction, Visit
from tests.documents.samples import FIRST, SECOND, printed, sheets, tool, written

AFTER = date(2026, 12, 10)
CALENDAR = load_calendars(paths.resources("calendar"))


@pytest.fixture
def late(group):
    """The group's agreement in effect, the first instalment paid by all but the first worker."""
    paid = tuple(
        Payment(
            id=number,
            party_id=part.party_id,
            instalment=1,
            paid_on=FIRST,
            amount=part.amount,
            voucher="建行回单",
        )
        for number, part in enumerate(group.obligations(FIRST), 1)
        if part.instalment == 1 and part.party_id != group.applicants[0].id
    )
    return replace(
        group,
        stage=Stage.EFFECTIVE,
        settlement=replace(group.settlement, effective_on=date(2026, 10, 24)),
        payments=paid,
        duties=(
            Duty(id=1, kind=DutyKind.FILE, due_on=FIRST),
            Duty(id=2, kind=DutyKind.OTHER, text="返还身份证件", due_on=SECOND, done_on=FIRST),
        ),
        steps=(
            StepTaken(row="T33", step=Step.DEFAULT, day=date(2026, 12, 1), note="资金周转困难"),
            StepTaken(row="T33", step=Step.REMIND, day=date(2026, 12, 2), until=date(2026, 12, 9)),
        ),
        proceedings=(
            Proceeding(track=Track.PERFORMANCE, standing=Standing.DEFAULT, opened_on=FIRST),
        ),
    )


def text(code, case, centre, subject="", on=AFTER):
    return written(paper(code, case, centre, subject=subject, on=on).docx)


def test_the_total_of_the_schedule_stands_on_one_line(late, centre):
    values = paper("D-31", late, centre, on=AFTER).values | {"合计数字": "533,144,576.50"}

    docx = template_of("D-31").fill(values).docx

    assert any(
        "533,144,576.50" in line for page in sheets(to_pdf(docx, "")) for line in page.split()
    )


def test_the_reminder_lists_what_is_overdue_and_nothing_that_is_paid(late, centre):
    said = text("D-52", late, centre, on=date(2026, 11, 15))

    assert late.applicants[0].person.name in said
    assert late.applicants[1].person.name not in said
    assert "档案转移" in said
    assert "返还身份证件" not in said
    assert "请于2026年12月9日前履行" in said
    assert f"逾期不履行的，{late.applicants[0].person.name}等12人可以依法" in said  # 档案转移: all
    assert "申请支付令或者申请仲裁" in said

    money_alone = replace(late, duties=())
    told = text("D-52", money_alone, centre, on=date(2026, 11, 15))
    assert f"逾期不履行的，{late.applicants[0].person.name}可以依法申请支付令" in told


def test_rules_of_arbitration_art_75_an_agreement_on_the_employment_names_no_review(late, centre):
    """劳动人事争议仲裁办案规则第七十五条: what confirms the relationship is not reviewed."""
    assert "申请仲裁审查，或者自生效之日起30日内" in text("D-30", late, centre)

    said = text("D-30", replace(late, cause="B01"), centre)
    assert "共同向有管辖权的劳动人事争议仲裁委员会申请仲裁审查" not in said
    assert "不能申请仲裁审查（《劳动人事争议仲裁办案规则》第七十五条）" in said
    assert "自生效之日起30日内" in said
    assert "自生效之日起15日内" not in said

    terms = replace(late.settlement.terms, other="双方确认存在劳动关系")
    speaks = text("D-30", replace(late, settlement=replace(late.settlement, terms=terms)), centre)
    assert "本协议内容确认劳动关系的，不能申请仲裁审查" in speaks


def test_the_payment_order_asks_for_open_items_of_one_worker_alone(late, centre):
    worker = next(a for a in late.applicants if a.claim(ClaimKind.INJURY_DISABILITY))

    said = text("D-43", late, centre, subject=str(worker.id))

    asked = sum(
        row.amount
        for row in late.settlement.terms.money
        if row.party_id == worker.id
        and row.instalment == 2
        and row.kind is not ClaimKind.INJURY_DISABILITY
    )
    assert f"{asked:,.2f}" in said
    assert "工伤待遇" not in said
    assert "曾于2026年12月2日督促履行" in said


def test_the_agreement_states_no_term_on_late_payment_that_nobody_agreed(late, centre):
    """企业劳动争议协商调解规定第二十六条: the agreement holds what the parties settled."""
    terms = replace(late.settlement.terms, breach="")
    first = tuple(row for row in terms.money if row.instalment == 1)
    once = replace(late, settlement=replace(late.settlement, terms=replace(terms, money=first)))
    parts = replace(late, settlement=replace(late.settlement, terms=terms))

    assert "逾期责任：双方未另行约定。" in text("D-30", once, centre)
    assert "未按期足额支付任何一期的" in text("D-30", parts, centre)
    [told] = [p.text for p in cautions(parts, terms, AFTER, CALENDAR) if p.field == "breach"]
    assert "立即" in told


def test_the_schedule_says_how_each_row_is_paid_and_leaves_room_for_the_account(late, centre):
    """procedure.md 5.5, D-31: way, account (masked), remarks."""
    money = late.settlement.terms.money
    terms = replace(
        late.settlement.terms, money=(replace(money[0], manner=Manner.CASH), *money[1:])
    )
    said = text("D-31", replace(late, settlement=replace(late.settlement, terms=terms)), centre)

    assert "到期日方式账户（脱敏）备注" in said
    assert said.count("现金") == 1
    assert said.count("转账") == len(money) - 1


def test_execution_names_the_document_it_rests_on(late, centre):
    granted = Proceeding(
        track=Track.REVIEW,
        standing=Standing.REVIEW_GRANTED,
        opened_on=FIRST,
        ended_on=date(2026, 11, 5),
        body="张家口市劳动人事争议仲裁委员会",
        number="张劳人仲案字〔2026〕第31号",
    )
    case = replace(late, proceedings=(*late.proceedings, granted))

    said = text("D-44", case, centre, subject=str(case.applicants[0].id))

    assert "张家口市劳动人事争议仲裁委员会张劳人仲案字〔2026〕第31号仲裁调解书" in said
    assert "2026年11月5日生效" in said


def test_rules_of_arbitration_art_77_what_is_executed_took_effect_when_it_was_served(late, centre):
    """劳动人事争议仲裁办案规则第七十七条: the document is in effect once both signed for it."""
    granted = Proceeding(
        id=7,
        track=Track.REVIEW,
        standing=Standing.REVIEW_GRANTED,
        opened_on=FIRST,
        ended_on=date(2026, 11, 5),
        body="张家口市劳动人事争议仲裁委员会",
    )
    served = StepTaken(
        row="T28",
        step=Step.REVIEW_GRANTED,
        day=date(2026, 11, 5),
        served_on=date(2026, 11, 9),
        proceeding_id=7,
    )
    case = replace(late, proceedings=(granted,), steps=(*late.steps, served))

    assert "于2026年11月9日生效" in text("D-44", case, centre, str(case.applicants[0].id))


def test_the_notice_of_non_performance_names_the_ways_that_are_open(late, centre):
    said = text("D-53", late, centre)

    assert "资金周转困难" in said
    assert "《劳动争议调解仲裁法》第十六条" in said
    assert "第五十一条第二款" not in said

    wages = tuple(row for row in late.settlement.terms.money if row.kind is ClaimKind.WAGE_ARREARS)
    terms = replace(late.settlement.terms, money=wages)
    only = replace(late, settlement=replace(late.settlement, terms=terms))
    assert "第五十一条第二款" in text("D-53", only, centre)


def test_the_notice_says_that_nothing_was_paid_instead_of_a_sum_of_zero(late, centre):
    assert "现已支付人民币" in text("D-53", late, centre)

    said = text("D-53", replace(late, payments=()), centre)
    assert "0.00元（大写：人民币零元整）" not in said
    assert "至今尚未支付，其中已到期" in said


def test_arbitration_law_art_51_where_a_document_is_enforceable_the_way_is_execution(late, centre):
    """劳动争议调解仲裁法第五十一条、民事诉讼法第二百零六条、第二百二十七条."""
    granted = Proceeding(track=Track.REVIEW, standing=Standing.REVIEW_GRANTED, opened_on=FIRST)
    said = text("D-53", replace(late, proceedings=(*late.proceedings, granted)), centre)
    assert "凭仲裁调解书向人民法院申请强制执行（《劳动争议调解仲裁法》第五十一条）" in said
    assert "1．" not in said
    assert "可以依下列途径主张权利" in said
    assert "《民事诉讼法》第二百五十条" in said
    assert "申请仲裁的时效期间" not in said

    first, *others = late.applicants
    ordered = Proceeding(
        track=Track.ORDER,
        standing=Standing.ORDER_EFFECTIVE,
        opened_on=date(2027, 6, 1),
        party_id=first.id,
    )
    case = replace(late, duties=(), proceedings=(*late.proceedings, ordered))
    day = date(2027, 6, 2)
    assert ways(case, day)[Way.EXECUTION] == {first.id}
    assert first.id not in ways(case, day)[Way.ORDER]
    told = text("D-53", case, centre, on=day)
    assert f"1．{first.person.name}：凭生效支付令向人民法院申请强制执行" in told
    assert "可以选择下列途径" in told
    assert others[0].person.name in told


def test_a_receipt_says_what_came_and_whether_all_is_settled(late, centre):
    payment = late.payments[0]

    part = text("D-51", late, centre, subject=str(payment.id))
    assert "□本协议应付本人的款项已全部结清" in part
    assert f"{payment.amount:,.2f}" in part

    owed = next(
        o for o in late.obligations(AFTER) if (o.party_id, o.instalment) == (payment.party_id, 2)
    )
    given_up = Waiver(
        party_id=payment.party_id,
        instalment=2,
        amount=owed.owed,
        waived_on=payment.paid_on,
        reason="和解",
        document="声明",
    )
    whole = text("D-51", replace(late, waivers=(given_up,)), centre, subject=str(payment.id))
    assert "☑本协议应付本人的款项已全部结清" in whole


def test_only_the_receipt_of_the_last_payment_says_that_all_is_settled(late, centre):
    """A receipt bears the day of its payment: what came afterwards was not there yet."""
    first = late.payments[0]
    rest = next(
        o.owed for o in late.obligations(AFTER) if (o.party_id, o.instalment) == (first.party_id, 2)
    )
    half = Payment(id=98, party_id=first.party_id, instalment=2, paid_on=SECOND, amount=rest / 2)
    other = replace(half, id=99, amount=rest - half.amount)
    case = replace(late, payments=(*late.payments, other, half))

    ticked = "☑本协议应付本人的款项已全部结清"
    for earlier in (first, half):
        assert ticked not in text("D-51", case, centre, subject=str(earlier.id))
    assert ticked in text("D-51", case, centre, subject=str(other.id))

    given_up = Waiver(
        party_id=first.party_id, instalment=2, amount=rest, waived_on=SECOND, reason="和解"
    )
    waived = replace(late, waivers=(given_up,))
    assert ticked not in text("D-51", waived, centre, subject=str(first.id))


def test_a_receipt_and_the_record_name_who_took_the_money_and_how(late, centre):
    """procedure.md 5.4, D-50 and D-51: way of paying and payee with the payee's number."""
    payment = replace(late.payments[0], payee="王建设", manner=Manner.CASH)
    name = late.party_name(payment.party_id)
    agent = Agent(
        party_id=payment.party_id,
        person=Person(name="王建设", id_number="130705197001010017", phone="13900000001"),
    )
    case = replace(late, payments=(payment, *late.payments[1:]))

    unknown = text("D-51", case, centre, subject=str(payment.id))
    assert "支付方式：现金" in unknown
    assert f"应付{name}的款项" in unknown
    assert f"上述款项由收款人代{name}收取。" in unknown
    assert "收款人：王建设" in unknown
    known = text("D-51", replace(case, agents=(agent,)), centre, subject=str(payment.id))
    assert "130705197001010017" in known

    own = text("D-51", case, centre, subject=str(late.payments[1].id))
    assert "代" + name not in own
    record = text("D-50", case, centre)
    assert f"王建设（代{name}）" in record
    assert "现金" in record


def test_how_it_was_paid_is_blank_wherever_nobody_told(late, centre):
    payment = late.payments[0]
    assert payment.manner is None

    receipt = paper("D-51", late, centre, subject=str(payment.id), on=AFTER)
    assert "支付方式：＿＿＿＿。" in written(receipt.docx)
    assert "支付方式" in receipt.missing
    record = paper("D-50", late, centre, on=AFTER)
    assert "银行转账" not in written(record.docx)
    assert "支付方式" in record.missing


def test_the_agreement_prints_duties_that_its_clause_on_formalities_lacks(late, centre):
    counter = Duty(kind=DutyKind.HANDOVER, owed_by=Side.APPLICANT, due_on=FIRST, counter=True)
    case = replace(late, duties=(*late.duties, counter))

    said = text("D-30", case, centre)

    assert "其他义务：返还身份证件" in said
    assert "工作交接。付款以此为条件" in said
    assert "履行：档案转移" not in said


def test_the_record_of_a_visit_ticks_how_satisfied_the_person_was(late, centre):
    visit = Visit(
        id=5,
        day=AFTER,
        manner=ContactManner.PHONE,
        person="李建国",
        performed=Performed.IN_PART,
        satisfaction=Satisfaction.RATHER,
        visitor="刘静",
    )

    said = text("D-54", replace(late, visits=(visit,)), centre, subject="5")

    assert "☑4满意" in said
    assert "□5非常满意" in said


def test_the_approval_of_closing_sums_the_case_up(late, centre):
    said = text("D-60", late, centre)

    assert f"{late.paid:,.2f}" in said
    assert f"{late.owed:,.2f}" in said
    assert "12人" in said
    assert "未回访" in said


def test_a_pack_is_one_pdf_whose_outline_leads_to_each_paper(late, centre, tmp_path):
    made = [paper(code, late, centre, on=AFTER) for code in ("D-41", "D-42")]

    pdf = joined_pdf([(one.title, one.docx) for one in made], "司法确认")

    place = tmp_path / "pack.pdf"
    place.write_bytes(pdf)
    command = [tool("pdftohtml", "poppler-utils"), "-xml", "-i", "-stdout", str(place)]
    read = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    outline = re.findall(r'<item page="(\d+)">([^<]+)</item>', read)
    assert [title for _page, title in outline] == [one.title for one in made]
    assert int(outline[1][0]) > int(outline[0][0]) == 1
    assert "调解组织主持调解的证明" in printed(pdf)


def test_part_payments_show_in_the_record_of_performance(late, centre):
    first = replace(late.payments[0], amount=Decimal("100.00"))
    case = replace(late, payments=(first, *late.payments[1:]))

    said = text("D-50", case, centre)

    assert f"已付{case.paid:,.2f}元，差额{case.owed:,.2f}元" in said


def test_arbitration_law_art_16_a_payment_order_is_made_of_what_is_due_and_open(late):
    made_of = form_of("D-43").made_of
    money = tuple(
        row for row in late.settlement.terms.money if row.kind is ClaimKind.INJURY_DISABILITY
    )
    terms = replace(late.settlement.terms, money=money)
    injury = replace(late, settlement=replace(late.settlement, terms=terms))
    asked = Proceeding(track=Track.ORDER, standing=Standing.ORDER_ASKED, opened_on=AFTER)

    assert made_of(late, AFTER)
    assert not made_of(late, FIRST)
    assert not made_of(injury, AFTER)
    assert made_of(replace(late, proceedings=(*late.proceedings, asked)), AFTER)


def test_a_payment_order_is_offered_to_workers_with_an_open_item_alone(late):
    first = late.applicants[0]

    offered = made_for(form_of("D-43"), late, date(2026, 11, 15))

    assert offered == ((str(first.id), first.person.name),)


def test_non_performance_is_noted_where_something_is_overdue_or_a_default_on_record(late):
    made_of = form_of("D-53").made_of
    [standing] = late.proceedings
    running = replace(late, proceedings=(replace(standing, standing=Standing.PERFORMING),))
    early = FIRST - (SECOND - FIRST)
    handed_on = replace(late, proceedings=(replace(standing, standing=Standing.HANDED_ON),))
    papers_alone = replace(
        running,
        settlement=replace(running.settlement, terms=replace(running.settlement.terms, money=())),
    )

    assert not made_of(running, early)
    assert made_of(running, AFTER)
    assert made_of(papers_alone, AFTER)
    assert not made_of(replace(papers_alone, duties=()), AFTER)
    assert made_of(late, early)
    assert made_of(handed_on, early)
    assert not made_of(replace(running, settlement=None), AFTER)


def offered(case, on=AFTER):
    return {code for code in ("D-44", "D-52") if form_of(code).made_of(case, on)}


def test_execution_and_urging_are_offered_only_where_something_is_overdue(late):
    reviewed = Proceeding(
        id=8, track=Track.REVIEW, standing=Standing.REVIEW_GRANTED, opened_on=AFTER
    )
    paid = replace(
        late,
        proceedings=(),
        payments=tuple(
            Payment(party_id=o.party_id, instalment=o.instalment, amount=o.amount, paid_on=o.due_on)
            for o in replace(late, payments=(), waivers=()).obligations(AFTER)
        ),
        waivers=(),
        duties=(),
    )

    assert offered(paid) == set()
    assert offered(late) == {"D-52"}
    assert "D-44" in offered(replace(late, proceedings=(*late.proceedings, reviewed)))


def test_the_approval_of_closing_prints_both_acts(late, centre):
    asks = StepTaken(row="T38", step=Step.APPLY_CLOSE, day=AFTER, note="建议结案")
    decides = StepTaken(row="T38", step=Step.CLOSE, day=AFTER, note="准予结案")

    said = text("D-60", replace(late, steps=(*late.steps, asks, decides)), centre)

    assert "申请结案。建议结案。" in said
    assert "同意结案。准予结案。" in said
