"""A contractor who pays first stays bound once money is late: urging, execution, service."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mediation_desk.documents.catalogue import form_of, made_for
from mediation_desk.documents.papers import paper
from mediation_desk.documents.receivers import receivers
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.other_parties import Capacity, Duty, OtherParty, PartyRole
from mediation_desk.domain.settlement import Payment, Signature
from mediation_desk.domain.sides import Signer
from mediation_desk.domain.stages import Stage
from mediation_desk.domain.tracks import Proceeding, Standing, Track
from tests.documents.samples import FIRST, squeezed, written

LATE = date(2026, 12, 10)
CONTRACTOR = OtherParty(
    id=701,
    role=PartyRole.CO_RESPONDENT,
    capacity=Capacity.GENERAL_CONTRACTOR,
    duty=Duty.ADVANCES,
    employer=Employer(name="河北建工示例工程有限公司", address="张家口市桥东区示例路9号"),
)
NAME = CONTRACTOR.name
SIGNED = Signature(signer=Signer.OTHER, name="陈经理", signed_on=FIRST, party_id=CONTRACTOR.id)
CONFIRMED = Proceeding(
    track=Track.CONFIRMATION,
    standing=Standing.CONFIRMED,
    opened_on=FIRST,
    ended_on=date(2026, 11, 5),
    body="张家口市桥东区人民法院",
    number="（2026）冀0702民特31号",
)


@pytest.fixture
def chain(single):
    """The agreement of one worker in effect and confirmed; its first instalment is late."""
    return replace(
        single,
        stage=Stage.EFFECTIVE,
        others=(CONTRACTOR,),
        settlement=replace(
            single.settlement, effective_on=date(2026, 10, 24), signatures=(SIGNED,)
        ),
        proceedings=(
            Proceeding(track=Track.PERFORMANCE, standing=Standing.DEFAULT, opened_on=FIRST),
            CONFIRMED,
        ),
    )


def _with(case, other):
    return replace(case, others=(other,))


def text(code, case, centre, subject=""):
    return written(paper(code, case, centre, subject=subject, on=LATE).docx)


def test_wages_of_migrant_workers_art_30_execution_names_the_contractor_who_signed(chain, centre):
    """保障农民工工资支付条例第三十条: the general contractor pays first."""
    worker = str(chain.applicants[0].id)

    said = text("D-44", chain, centre, worker)

    assert f"被执行人：{squeezed(chain.respondent.employer.name)}" in said
    assert f"被执行人：{NAME}" in said
    assert "同意对第（二）项款项先行清偿" in said


@pytest.mark.parametrize("code", ["D-50", "D-53"])
def test_papers_of_performance_name_every_respondent(chain, centre, code):
    said = text(code, chain, centre)

    assert squeezed(f"{chain.respondent.employer.name}、{NAME}") in said


def test_another_respondent_is_introduced_with_the_post_of_its_head(chain, centre):
    employer = replace(CONTRACTOR.employer, representative_post="总经理")

    said = text("D-30", _with(chain, replace(CONTRACTOR, employer=employer)), centre)

    assert "职务总经理，联系电话" in said


def test_wages_of_migrant_workers_art_30_each_who_owes_is_urged(chain, centre):
    """保障农民工工资支付条例第三十条: a notice for the employer, and one for the contractor."""
    made = made_for(form_of("D-52"), chain, LATE)
    assert [name for _key, name in made] == [chain.respondent.employer.name, NAME]

    employer, contractor = (text("D-52", chain, centre, key) for key, _name in made)

    assert f"{squeezed(chain.respondent.employer.name)}：你单位与" in employer
    assert "第三十条" not in employer
    assert f"{NAME}：" in contractor
    assert "同意对第（二）项款项先行清偿" in contractor
    assert "《保障农民工工资支付条例》第三十条" in contractor
    assert "可以依法申请强制执行" in contractor
    key = str(CONTRACTOR.id)
    assert receivers(form_of("D-52"), chain, key) == ((CONTRACTOR.id, NAME),)


def test_civil_procedure_law_art_227_a_payment_order_binds_its_debtor_alone(chain, centre):
    """民事诉讼法第二百二十七条: who is not named in the order is not executed by it."""
    order = Proceeding(
        track=Track.ORDER,
        standing=Standing.ORDER_EFFECTIVE,
        opened_on=date(2026, 12, 1),
        party_id=chain.applicants[0].id,
    )
    case = replace(chain, proceedings=(chain.proceedings[0], order))

    assert NAME not in text("D-44", case, centre, str(chain.applicants[0].id))


@pytest.mark.parametrize("other", ["did_not_sign", "guarantees", "owes_nothing"])
def test_civil_code_art_687_who_did_not_take_on_to_pay_is_not_executed(chain, centre, other):
    """民法典第六百八十七条: a general guarantor may wait for execution against the debtor."""
    case = {
        "did_not_sign": replace(chain, settlement=replace(chain.settlement, signatures=())),
        "guarantees": _with(chain, replace(CONTRACTOR, duty=Duty.GUARANTEES)),
        "owes_nothing": _with(chain, replace(CONTRACTOR, duty=None)),
    }[other]

    assert made_for(form_of("D-52"), case, LATE) == ()
    assert f"被执行人：{NAME}" not in text("D-44", case, centre, str(case.applicants[0].id))
    assert f"{squeezed(case.respondent.employer.name)}：你单位与" in text("D-52", case, centre)


def test_wages_of_migrant_workers_art_30_papers_say_what_the_contractor_paid(chain, centre):
    """保障农民工工资支付条例第三十条: the contractor who paid may recover it (追偿)."""
    worker = chain.applicants[0].id
    paid = Payment(
        id=5, party_id=worker, instalment=1, paid_on=LATE, amount=Decimal("1500"),
        voucher="建行回单", payer=NAME,
    )  # fmt: skip
    case = replace(chain, payments=(paid,))

    assert f"今收到{NAME}依据" in text("D-51", case, centre, "5")
    assert f"{NAME}支付；建行回单" in text("D-50", case, centre)
    said = text("D-44", case, centre, str(worker))
    assert f"其中{NAME}支付人民币1,500.00元" in said

    own = replace(case, payments=(replace(paid, payer=""),))
    assert f"今收到{squeezed(case.respondent.employer.name)}依据" in text("D-51", own, centre, "5")
    assert f"{NAME}支付" not in text("D-50", own, centre)


def test_civil_code_art_203_a_due_day_that_moved_says_so(chain, centre):
    """民法典第二百零三条: the days late count from the working day after a day off."""
    terms = chain.settlement.terms
    moved = date(2026, 11, 2)
    money = tuple(
        replace(row, last_on=moved) if row.instalment == 1 else row for row in terms.money
    )
    settled = replace(chain.settlement, terms=replace(terms, money=money))

    said = text("D-52", replace(chain, settlement=settled), centre)

    assert "（顺延至2026.11.2）38" in said
    assert "2026.11.3010" in said


@pytest.mark.parametrize("code", ["D-40", "D-41"])
def test_whoever_signed_the_agreement_applies_with_both_and_what_it_took_on_is_told(
    chain, centre, code
):
    """办案规则第七十四条; 民事诉讼法第二百零五条: its parties apply jointly, all of them."""
    told = squeezed(text(code, chain, centre))

    assert f"申请人（共同被申请人）：{NAME}，统一社会信用代码" in told
    assert f"按照协议第四条，共同被申请人{NAME}同意对第（二）项款项先行清偿。" in told
    assert f"申请人{NAME}（签名、盖章）：" in told


def test_the_schedule_tells_who_pays_first_and_is_signed_by_it(chain, centre):
    told = squeezed(text("D-31", chain, centre))

    assert f"共同被申请人{NAME}同意对第（二）项款项先行清偿。" in told
    assert told.endswith(f"共同被申请人{NAME}（签名、盖章）：年月日年月日")


def test_who_neither_signs_nor_pays_applies_for_nothing(chain, centre):
    beside = _with(chain, replace(CONTRACTOR, duty=None))

    assert NAME not in text("D-41", beside, centre)
