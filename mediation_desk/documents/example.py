"""A case that never was, with something for every form to say: templates are shown filled with it.

Nobody in it lives; its figures are those of the sample roster.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import cache

from mediation_desk.domain.agents import Agent, AgentKind, Authority, Power
from mediation_desk.domain.case import (
    ApplicationForm,
    CaseFile,
    Clock,
    IssuedPaper,
    Respondent,
    Source,
)
from mediation_desk.domain.claims import Applicant, Claim, ClaimKind, Employment, Reckonable
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.hearing import Attendance, Attended, Hearing, HearingStatus
from mediation_desk.domain.oral import Mark, OralApplication
from mediation_desk.domain.other_parties import Duty, OtherParty, PartyRole
from mediation_desk.domain.panel import Ground, PanelMember, Recusal, Ruling, Seat
from mediation_desk.domain.people import Officer, Person, Sex
from mediation_desk.domain.referral import Referral, ReferralKind
from mediation_desk.domain.representatives import Representative, WorkerAnswer
from mediation_desk.domain.service_addresses import ServiceAddress
from mediation_desk.domain.serving import Service, ServiceManner, ServiceResult
from mediation_desk.domain.settlement import Money, Payment, Settlement, Terms
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.domain.step_facts import ContactManner, StepTaken
from mediation_desk.domain.tracks import Proceeding, Standing, Track
from mediation_desk.domain.visits import Performed, Satisfaction, Visit
from mediation_desk.law.award import Award
from mediation_desk.law.award import Step as Reckoned
from mediation_desk.law.figures import Figure

RECEIVED, ACCEPTED, HEARD = date(2026, 10, 12), date(2026, 10, 14), date(2026, 10, 22)
AGREED, EFFECTIVE = date(2026, 10, 23), date(2026, 10, 24)
FIRST, SECOND, VISITED = date(2026, 10, 30), date(2026, 11, 30), date(2026, 12, 10)
ON = date(2026, 11, 3)
"""The day on which the example's papers are issued."""

FIRM = "示例建筑工程有限公司"
_WORKERS = (
    ("张示例", Sex.MALE, "139900197903121013", "6200.00", "18600.00"),
    ("李示例", Sex.FEMALE, "139900198511021026", "5400.00", "16200.00"),
    ("王示例", Sex.MALE, "139900197601301051", "7000.00", "21000.00"),
)
_GROUNDS = {Step.FAIL: "too_far_apart", Step.DECLINE: "refused", Step.REFUSE: "not_labour"}


@cache
def example_case() -> CaseFile:
    """Return the case, with everything around it that a form can be about."""
    workers = tuple(_worker(number, *facts) for number, facts in enumerate(_WORKERS, 1))
    firm = Employer(
        name=FIRM,
        credit_code="91130705MA0000000X",
        address="张家口市宣化区示例路2号",
        legal_representative="赵示例",
        representative_post="经理",
        phone="0313-0000000",
    )
    case = CaseFile(
        id=1,
        version=1,
        number="示劳调字〔2026〕第0001号",
        stage=Stage.EFFECTIVE,
        received_on=RECEIVED,
        accepted_on=ACCEPTED,
        source=Source.PARTY,
        form=ApplicationForm.WRITTEN,
        cause="A01",
        district="130705",
        requests="",
        facts="申请人受雇于被申请人从事建筑施工，被申请人自2026年7月起拖欠工资。\n"
        "2026年9月30日被申请人提出协商解除劳动合同，未支付经济补偿。",
        respondent=Respondent(id=99, employer=firm),
        applicants=workers,
        mediator=Officer(1, "王调解"),
        clerk=Officer(2, "刘书记"),
        hearings=(_hearing(workers),),
        settlement=Settlement(
            terms=_terms(workers), agreed_on=AGREED, effective_on=EFFECTIVE
        ),
        clocks=(Clock(kind="DL04", start=ACCEPTED, raw_due=date(2026, 10, 29),
                      due=date(2026, 10, 29)),),
    )  # fmt: skip
    return _with_papers(_with_people(_with_course(case)))


def example_awards(case: CaseFile) -> Mapping[tuple[int, Reckonable], Award]:
    """Return how each sum of the case came about."""
    return {
        (worker.id, claim.kind): _award(claim)
        for worker in case.applicants
        for claim in worker.claims
    }


def _worker(
    number: int, name: str, sex: Sex, identity: str, wage_text: str, owed_text: str
) -> Applicant:
    wage, owed = Decimal(wage_text), Decimal(owed_text)
    return Applicant(
        id=number,
        person=Person(
            name=name,
            sex=sex,
            id_number=identity,
            born_on=date(int(identity[6:10]), int(identity[10:12]), int(identity[12:14])),
            phone=f"1390000000{number}",
            address="河北省张家口市宣化区示例镇示例村",
        ),
        work=Employment(
            hired_on=date(2021, 3, 1),
            left_on=date(2026, 9, 30),
            leave_reason="协商解除",
            average_wage=wage,
            arrears=owed,
        ),
        claims=(
            Claim(kind=ClaimKind.WAGE_ARREARS, claimed=owed, entitled=owed, agreed=owed),
            Claim(kind=ClaimKind.SEVERANCE, claimed=wage * 6, entitled=wage * 6, agreed=wage * 5),
        ),
    )


def _award(claim: Claim) -> Award:
    amount = claim.entitled or Decimal("0.00")
    figure = Figure(
        name="local_average_wage_month",
        value=Decimal(7000),
        unit="yuan/month",
        since=date(2026, 7, 1),
        document="示人社字〔2026〕1号",
        year=2025,
    )
    return Award(
        kind=claim.kind.value,
        amount=amount,
        steps=(
            Reckoned("月平均工资", "示例", "6,200.00"),
            Reckoned("应得", "示例", f"{amount:,.2f}", "劳动合同法第四十七条"),
        ),
        articles=("劳动合同法第四十六条", "劳动合同法第四十七条"),
        figures=(figure,),
        reason=claim.reason,
        warnings=("示例：本地平均工资尚待核对",),
    )


def _hearing(workers: tuple[Applicant, ...]) -> Hearing:
    return Hearing(
        id=7,
        day=HEARD,
        begins=time(9, 30),
        room="第一调解室",
        status=HearingStatus.HELD,
        started_at=datetime(2026, 10, 22, 1, 32, tzinfo=UTC),
        ended_at=datetime(2026, 10, 22, 3, 20, tzinfo=UTC),
        attendance=tuple(
            Attendance(
                party_id=worker.id,
                name=worker.person.name,
                attended=Attended.PRESENT,
                identity_checked=True,
            )
            for worker in workers
        ),
        record="调解员：请申请人陈述请求。\n申请人：请求支付拖欠的工资和经济补偿。\n"
        "被申请人：同意支付，请求分期。",
        outcome="双方达成协议，另行签订调解协议书。",
    )


def _terms(workers: tuple[Applicant, ...]) -> Terms:
    money = tuple(
        Money(party_id=worker.id, kind=claim.kind, instalment=instalment,
              amount=claim.agreed / 2, due_on=day)
        for worker in workers
        for claim in worker.claims
        if claim.agreed
        for instalment, day in ((1, FIRST), (2, SECOND))
    )  # fmt: skip
    return Terms(
        money=money,
        ended_on=date(2026, 9, 30),
        certificate_by=FIRST,
        breach="逾期付款的，按照未付金额每日万分之五支付违约金",
    )


def _with_papers(case: CaseFile) -> CaseFile:
    first = case.applicants[0]
    notice = IssuedPaper(
        id=1, form="D-08", title="受理通知书", issued_on=ACCEPTED, issued_by="刘书记", sha256=""
    )
    service = Service(
        id=1, paper_id=1, party_id=first.id, receiver=first.person.name, since=ACCEPTED,
        manner=ServiceManner.DIRECT, result=ServiceResult.SERVED, served_on=date(2026, 10, 16),
        place="调解中心", server="刘书记",
    )  # fmt: skip
    address = ServiceAddress(
        party_id=first.id, address="宣化区示例路1号", postcode="075100",
        receiver=first.person.name, phone=first.person.phone, email="sample@example.cn",
        electronic=True, execution=False, confirmed_on=date(2026, 10, 16),
    )  # fmt: skip
    paid = Payment(
        id=1, party_id=first.id, instalment=1, paid_on=FIRST, amount=Decimal("1000.00"),
        voucher="银行回单",
    )  # fmt: skip
    visit = Visit(
        id=5, day=VISITED, manner=ContactManner.PHONE, person=first.person.name,
        visitor="刘书记", performed=Performed.IN_PART, satisfaction=Satisfaction.RATHER,
    )  # fmt: skip
    return replace(case, papers=(notice,), services=(service,), addresses=(address,),
                   payments=(paid,), visits=(visit,))  # fmt: skip


def _with_people(case: CaseFile) -> CaseFile:
    lawyer = Agent(
        id=1, party_id=case.respondent.id, person=Person(name="周示例", phone="13900000009"),
        licence="1130720000", firm="河北示例律师事务所", authority=Authority.SPECIAL,
        powers=frozenset({Power.SETTLE, Power.TAKE_MONEY}), given_on=HEARD,
    )  # fmt: skip
    son = Agent(
        id=2, party_id=case.applicants[0].id, person=Person(name="张小例"),
        kind=AgentKind.RELATIVE, relation="儿子", authority=Authority.SPECIAL,
        powers=frozenset({Power.SETTLE}), given_on=HEARD,
    )  # fmt: skip
    recusal = Recusal(
        id=301, party_id=case.respondent.id, asked_by="赵示例", person="王调解",
        ground=Ground.INTEREST, facts="同村", asked_on=HEARD, ruling=Ruling.GRANTED,
        decided_on=HEARD, reason="经核实。", replaced_by="孙调解",
    )  # fmt: skip
    others = (
        OtherParty(id=9001, role=PartyRole.PAYER, duty=Duty.ADVANCES,
                   employer=Employer(name="示例建设集团有限公司")),
        OtherParty(id=9002, role=PartyRole.WITNESS, person=Person(name="郑示例", address="某村")),
    )  # fmt: skip
    panel = (
        PanelMember(seat=Seat.UNION, name="王调解", head=True),
        PanelMember(seat=Seat.GOVERNMENT, name="高示例", organisation="示例区人社局"),
        PanelMember(seat=Seat.ENTERPRISE, name="钱示例", organisation="示例区工商联"),
    )
    return replace(
        case,
        agents=(lawyer, son),
        recusals=(recusal,),
        others=others,
        panel=panel,
        representatives=tuple(
            Representative(party_id=worker.id, elected_on=HEARD) for worker in case.applicants
        ),
        answers=(WorkerAnswer(party_id=1, agrees=True, given_on=AGREED),),
    )


def _with_course(case: CaseFile) -> CaseFile:
    oral = OralApplication(
        taken_on=RECEIVED, begun_at=time(9), signed_at=time(9, 40), place="接待室",
        recorder="刘书记", further="问：何时停工？\n答：九月底。", read_back=True, mark=Mark.BOTH,
    )  # fmt: skip
    referral = Referral(
        kind=ReferralKind.COURT_BEFORE, body="示例区人民法院",
        number="（2026）示0000诉前调1号", received_on=RECEIVED,
    )  # fmt: skip
    granted = Proceeding(
        track=Track.REVIEW, standing=Standing.REVIEW_GRANTED, opened_on=FIRST,
        ended_on=date(2026, 11, 5), body="示例市劳动人事争议仲裁委员会",
        number="示劳人仲案字〔2026〕第1号",
    )  # fmt: skip
    return replace(
        case, steps=tuple(_steps()), oral=oral, referral=referral, proceedings=(granted,)
    )


def _steps() -> Iterator[StepTaken]:
    told = "双方对解除日期和欠薪数额意见不一。\n经两次调解仍未达成一致。"
    for number, step in enumerate(
        (
            Step.REFUSE, Step.DECLINE, Step.EXTEND, Step.INVESTIGATE, Step.FAIL, Step.WITHDRAW,
            Step.RECONCILE, Step.TRANSFER, Step.DEFAULT, Step.REMIND, Step.APPLY_CLOSE,
        ),
        1,
    ):  # fmt: skip
        yield StepTaken(
            id=number, row="T00", step=step, day=date(2026, 10, 20), until=SECOND, note=told,
            reason="需要补充工资记录。", by="王调解、刘书记", body="示例区劳动保障监察大队",
            ground=_GROUNDS.get(step, ""), number="示劳调函〔2026〕1号",
        )  # fmt: skip
