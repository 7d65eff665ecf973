"""Papers name everybody around a case: agents, other parties, panel, representatives."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mediation_desk.documents.catalogue import form_of, subjects
from mediation_desk.documents.papers import paper
from mediation_desk.documents.pdf import to_pdf
from mediation_desk.domain import duties as obligations
from mediation_desk.domain.agents import Agent, AgentKind, Authority, Power
from mediation_desk.domain.case import Side
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.errors import NotFound
from mediation_desk.domain.hearing import Attendance, Attended
from mediation_desk.domain.other_parties import Duty, OtherParty, PartyRole
from mediation_desk.domain.panel import Ground, PanelMember, Recusal, Ruling, Seat
from mediation_desk.domain.people import Person
from mediation_desk.domain.representatives import Representative, WorkerAnswer, scheme_of
from mediation_desk.domain.special_needs import NeedKind, SpecialNeed
from tests.documents.samples import pages, printed, squeezed, written

DAY = date(2026, 10, 20)
ZHOU = Agent(
    id=1,
    party_id=99,
    person=Person(name="周明理", phone="13931300001"),
    licence="1130720111",
    firm="河北某律师事务所",
    authority=Authority.SPECIAL,
    powers=frozenset({Power.SETTLE, Power.TAKE_MONEY}),
    given_on=DAY,
)
SON = Agent(
    id=2, party_id=1, person=Person(name="李小国"), kind=AgentKind.RELATIVE, relation="儿子"
)
PAYER = OtherParty(
    id=201,
    role=PartyRole.PAYER,
    employer=Employer(name="张家口某建设集团有限公司"),
    duty=Duty.ADVANCES,
)
BESIDE = OtherParty(
    id=202, role=PartyRole.CO_RESPONDENT, employer=Employer(name="某劳务有限公司"), signs=True
)
WITNESS = OtherParty(id=203, role=PartyRole.WITNESS, person=Person(name="郑见", address="某村"))
RECUSAL = Recusal(
    id=301, party_id=99, asked_by="赵某", person="王调解", ground=Ground.INTEREST,
    facts="同村", asked_on=DAY,
)  # fmt: skip


@pytest.fixture
def peopled(group):
    return replace(
        group,
        others=(PAYER, BESIDE, WITNESS),
        agents=(ZHOU, SON),
        representatives=tuple(Representative(party_id=key, elected_on=DAY) for key in (1, 2, 3)),
        answers=(
            WorkerAnswer(party_id=4, agrees=True, given_on=DAY),
            WorkerAnswer(party_id=5, agrees=False, given_on=DAY),
        ),
        panel=(
            PanelMember(seat=Seat.GOVERNMENT, name="高仲", organisation="宣化区人社局"),
            PanelMember(seat=Seat.UNION, name="王调解", head=True),
            PanelMember(seat=Seat.ENTERPRISE, name="钱联", organisation="宣化区工商联"),
            PanelMember(
                seat=Seat.HELPER, name="李村长", workers_agreed_on=DAY, employer_agreed_on=DAY
            ),
        ),
        recusals=(RECUSAL,),
        special_needs=(SpecialNeed(party_id=6, kind=NeedKind.SIGN_LANGUAGE, helper="赵译"),),
    )


def text_of(code, case, centre, subject=""):
    return written(paper(code, case, centre, subject=subject, on=DAY).docx)


@pytest.mark.parametrize(
    "code", ["D-02", "D-08", "D-14", "D-15", "D-16", "D-19", "D-30", "D-32", "D-33", "D-34", "D-35"]
)
def test_each_paper_says_the_same_in_word_and_as_pdf_with_everybody_around(code, peopled, centre):
    offered = subjects(form_of(code), peopled)
    made = paper(code, peopled, centre, subject=offered[-1][0] if offered else "", on=DAY)

    read = printed(to_pdf(made.docx, made.title))

    assert "None" not in read
    assert "{{" not in read
    assert peopled.applicants[0].person.name in read


def test_the_agreement_names_agents_others_and_representatives_and_the_payers_clause(
    peopled, centre
):
    text = text_of("D-30", peopled, centre)

    assert "委托代理人：周明理，河北某律师事务所律师，特别授权（代为和解、代收款项）。" in text
    assert "委托代理人：李小国，儿子，一般授权（代理李建国）。" in text
    assert "劳动者代表：李建国、王秀英、张志强。" in text
    assert "第三人（代付人）：张家口某建设集团有限公司" in text
    assert "（七）第三人（代付人）张家口某建设集团有限公司同意对第（二）项款项先行清偿。" in text
    assert "（八）双方就本协议所列争议事项达成一次性解决" in text
    assert "第三人（代付人）张家口某建设集团有限公司（签名、盖章）：" in text
    assert "高仲" in text


def test_without_agents_the_agreement_has_no_line_for_them(group, centre):
    assert not group.agents

    assert "委托代理人：" not in text_of("D-30", group, centre)


def test_without_a_payer_the_clauses_keep_their_numbers(group, centre):
    text = text_of("D-30", group, centre)

    assert "（七）双方就本协议所列争议事项达成一次性解决" in text
    assert "第三人" not in text.split("四、协议内容")[0]


def test_an_employer_who_applies_is_the_applicant_on_every_paper(peopled, centre):
    case = replace(peopled, applied_by=Side.RESPONDENT)
    firm = squeezed(case.respondent.employer.name)

    agreement = text_of("D-30", case, centre)
    application = text_of("D-02", case, centre)
    notice = text_of("D-17", case, centre, "1")

    assert f"申请人：{firm}" in agreement
    assert "被申请人：李建国等12人" in agreement
    assert "申请人向被申请人支付下列款项" in agreement
    assert "共同申请人：某劳务有限公司" in agreement
    assert application.index(firm) < application.index("李建国等12人")
    assert f"{firm}、某劳务有限公司与李建国等12人（第三人：张家口某建设集团有限公司）" in notice


def test_notices_are_made_for_other_parties_but_not_for_witnesses(peopled, centre):
    names = [name for _key, name in subjects(form_of("D-08"), peopled)]

    assert names[-2:] == ["张家口某建设集团有限公司", "某劳务有限公司"]
    assert "郑见" not in names
    assert "郑见（某村）" in text_of("D-02", peopled, centre)
    assert text_of("D-08", peopled, centre, "201").startswith("受理通知书")


def test_the_notice_tells_a_party_what_was_noted_of_its_needs(peopled, centre):
    assert "手语翻译、翻译赵译" in text_of("D-17", peopled, centre, "6")
    assert "手语" not in text_of("D-17", peopled, centre, "1")


def test_the_panel_is_named_with_its_head_and_the_right_to_recusal(peopled, centre):
    text = text_of("D-14", peopled, centre, "1")

    assert "1王调解工会方首席调解员" in text
    assert "邀请李村长协助调解" in text
    assert "三个工作日内作出决定" in text
    assert "指派王调解担任调解员" in text_of("D-14", replace(peopled, panel=()), centre, "1")


@pytest.mark.parametrize(
    ("ruling", "words"),
    [
        (Ruling.GRANTED, "准许王调解回避，由赵和接替。"),
        (Ruling.DISMISSED, "驳回回避申请，王调解继续参加本案调解。"),
        (Ruling.STAYS, "双方当事人均同意王调解继续参加调解，不予更换。"),
    ],
)
def test_the_decision_on_recusal_says_what_was_decided(ruling, words, peopled, centre):
    decided = replace(
        RECUSAL, ruling=ruling, decided_on=DAY, reason="经核实。",
        replaced_by="赵和" if ruling is Ruling.GRANTED else "",
    )  # fmt: skip

    text = text_of("D-16", replace(peopled, recusals=(decided,)), centre, "301")

    assert words in text
    assert "第十五条" in text
    assert "2026年10月20日" in text


def test_a_power_of_attorney_ticks_each_power_and_fits_one_page(peopled, centre):
    made = paper("D-32", peopled, centre, subject="99", on=DAY)

    text = written(made.docx)
    assert "☑特别授权" in text
    assert "☑代为和解、签署调解协议" in text
    assert "□代为放弃请求" in text
    assert "周明理" in text
    assert pages(to_pdf(made.docx, made.title)) == 1


def test_of_a_group_only_workers_with_an_agent_get_a_power_of_attorney(peopled, single):
    named = [name for _key, name in subjects(form_of("D-32"), peopled)]

    assert named[0] == "李建国"
    assert len(named) == 4
    assert len(subjects(form_of("D-32"), single)) == 2


def test_the_list_of_consents_ticks_what_was_answered(peopled, centre):
    text = text_of("D-34", peopled, centre)

    assert text.count("☑同意") == 1
    assert text.count("☑不同意") == 1
    assert text.count("□同意□不同意") == 10


def test_each_item_of_a_worker_in_the_list_has_a_line_of_its_own(peopled, centre):
    made = paper("D-34", peopled, centre)

    [worker] = [row for row in made.values["意见"] if row["序号"] == 1]
    assert [line.partition("元")[2] for line in worker["应得"].split("\n")] == ["；", "；", ""]


def test_a_request_for_recusal_to_fill_in_is_one_page(single, centre):
    made = paper("D-15", single, centre)

    assert pages(to_pdf(made.docx, made.title)) == 1


def test_the_list_certifies_no_consent_to_another_sum_v6(peopled, centre):
    """劳动人事争议仲裁办案规则第六十三条: who consented to another sum is asked anew."""
    consent = WorkerAnswer(party_id=4, agrees=True, given_on=DAY, amount=Decimal("1.00"))

    text = text_of("D-34", replace(peopled, answers=(consent,)), centre)

    assert "☑" not in text
    assert "2026.10.20" not in text


def test_the_list_certifies_no_answer_to_other_days_of_payment_v6(peopled, centre):
    scheme = scheme_of(peopled, 4)
    consent = WorkerAnswer(party_id=4, agrees=True, given_on=DAY, scheme=scheme)
    refusal = WorkerAnswer(party_id=5, agrees=False, given_on=DAY, scheme=scheme_of(peopled, 5))
    asked = replace(peopled, answers=(consent, refusal))
    terms = asked.settlement.terms
    later = tuple(replace(row, due_on=date(2028, 11, 30)) for row in terms.money)
    changed = replace(asked.settlement, terms=replace(terms, money=later))

    assert text_of("D-34", asked, centre).count("☑") == 2
    assert "☑" not in text_of("D-34", replace(asked, settlement=changed), centre)


def test_the_list_tells_the_other_terms_to_which_they_consent(peopled, centre):
    terms = replace(peopled.settlement.terms, breach="按日万分之五支付违约金", other="一次性了结。")
    duty = obligations.Duty(kind=obligations.DutyKind.HANDOVER, due_on=DAY)
    case = replace(peopled, settlement=replace(peopled.settlement, terms=terms), duties=(duty,))

    text = text_of("D-34", case, centre)

    assert "违约责任：按日万分之五支付违约金。" in text
    assert "其他约定：一次性了结。" in text
    assert "其他义务：2026年10月20日前工作交接。" in text


def test_the_list_names_the_items_of_the_agreement_not_of_a_grid_changed_since(peopled, centre):
    worker = peopled.applicants[3]
    changed = replace(
        worker, claims=tuple(replace(c, agreed=Decimal("7.77")) for c in worker.claims)
    )
    others = tuple(changed if a.id == worker.id else a for a in peopled.applicants)

    text = text_of("D-34", replace(peopled, applicants=others), centre)

    assert "7.77" not in text


def came_by_three(case):
    """The session to which the three representatives came, and the employer."""
    elected = {row.party_id for row in case.representatives}
    rows = tuple(
        Attendance(
            party_id=key,
            name=name,
            attended=Attended.PRESENT if key in elected | {case.respondent.id} else Attended.ABSENT,
        )
        for key, name in case.parties
    )
    return replace(case, hearings=(replace(case.hearings[-1], attendance=rows),))


def test_the_record_tells_who_took_part_by_representatives_art_7(peopled, centre):
    """劳动争议调解仲裁法第七条: representatives take part for the workers who elected them."""
    told = text_of("D-19", came_by_three(peopled), centre).split("二、告知事项")[0]

    assert "2王秀英本人（劳动者代表）到场" in told
    assert told.count("劳动者代表李建国、王秀英、张志强由代表参加") == 9
    assert "4赵铁柱劳动者代表李建国、王秀英、张志强由代表参加" in told


def test_workers_stay_away_where_no_representative_came_or_none_was_elected_yet(peopled, centre):
    away = came_by_three(replace(peopled, representatives=()))
    later = tuple(replace(row, elected_on=date(2026, 10, 23)) for row in peopled.representatives)

    assert "由代表参加" not in text_of("D-19", away, centre)
    assert "由代表参加" not in text_of(
        "D-19", replace(came_by_three(peopled), representatives=later), centre
    )


def test_the_agreement_says_that_representatives_took_part(peopled, centre):
    met = text_of("D-30", came_by_three(peopled), centre)

    assert "申请人由推选的代表李建国、王秀英、张志强参加调解，被申请人（及代理人）到场参加。" in met
    assert "双方（及代理人）到场参加。" in text_of("D-30", peopled, centre)


def test_a_certificate_is_made_for_employers_only(peopled, centre):
    keys = [key for key, _name in subjects(form_of("D-35"), peopled)]

    assert keys == ["99", "201", "202"]
    with pytest.raises(NotFound):
        paper("D-35", peopled, centre, subject="1")
