"""Four cases with everything around them, so that every form has something to say."""

import csv
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from decimal import Decimal

from mediation_desk import paths
from mediation_desk.documents.catalogue import catalogue, subjects
from mediation_desk.documents.papers import paper
from mediation_desk.domain.agents import Agent, AgentKind, Authority, Power
from mediation_desk.domain.case import CaseFile, IssuedPaper
from mediation_desk.domain.centre import Centre
from mediation_desk.domain.claims import Applicant
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.oral import Mark, OralApplication
from mediation_desk.domain.other_parties import Duty, OtherParty, PartyRole
from mediation_desk.domain.panel import Ground, PanelMember, Recusal, Ruling, Seat
from mediation_desk.domain.people import Person
from mediation_desk.domain.referral import Referral, ReferralKind
from mediation_desk.domain.representatives import Representative, WorkerAnswer
from mediation_desk.domain.service_addresses import ServiceAddress
from mediation_desk.domain.serving import Service, ServiceManner, ServiceResult
from mediation_desk.domain.settlement import Payment
from mediation_desk.domain.sides import Side
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.domain.step_facts import ContactManner, StepTaken
from mediation_desk.domain.tracks import Proceeding, Standing, Track
from mediation_desk.domain.visits import Performed, Satisfaction, Visit
from tests.documents.samples import FIRST, SECOND, applicant, award, case_of
from tests.documents.test_loose import CODES as LOOSE
from tests.documents.test_loose import made as loose_made

CENTRE = Centre(
    name="张家口市劳动关系调解中心", address="张家口市桥东区某街1号", phone="0313-0000000"
)
AGREED, ISSUED, LATE = date(2026, 10, 23), date(2026, 11, 3), date(2026, 12, 10)
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
_GIVEN = ("建国", "秀英", "志强", "𠮷", "㛃", "淑兰", "海燕", "德顺", "玉珍", "大勇")
_GROUNDS = {Step.FAIL: "too_far_apart", Step.DECLINE: "refused", Step.REFUSE: "not_labour"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A paper made for the tests: of which form, and the Word file."""

    code: str
    title: str
    docx: bytes


def cases() -> dict[str, CaseFile]:
    """Return one worker, twelve, five hundred, and an employer who applies."""
    with paths.resources("sample", "roster.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    twelve = tuple(applicant(number, row) for number, row in enumerate(rows, 1))
    crowd = tuple(_one_of_many(number, rows) for number in range(1, 501))
    one, group, many = (_full(case_of(workers)) for workers in (twelve[:1], twelve, crowd))
    three = _full(case_of(twelve[:3]))
    employer = replace(three, applied_by=Side.RESPONDENT, agents=_agents(three))
    return {"one": one, "twelve": group, "five-hundred": many, "employer": employer}


def papers_of(case: CaseFile, codes: Collection[str] | None = None) -> Iterator[Made]:
    """Make every form of a case, or those asked for, for the first that each is made for."""
    workers = case.applicants if len(case.applicants) < 100 else case.applicants[:20]
    awards = {(w.id, claim.kind): award(w, claim) for w in workers for claim in w.claims}
    for form in catalogue():
        if codes is not None and form.code not in codes:
            continue
        keys = subjects(form, case)
        done = paper(
            form.code,
            case,
            CENTRE,
            subject=keys[0][0] if keys else "",
            on=ISSUED,
            nature="依法设立的调解组织",
            awards=awards,
        )
        yield Made(code=form.code, title=done.title, docx=done.docx)


def loose_papers(codes: Collection[str] = LOOSE) -> Iterator[Made]:
    """Make every form that belongs to no case, or those asked for."""
    for code in LOOSE:
        if code not in codes:
            continue
        done = loose_made(code, CENTRE)
        yield Made(code=code, title=done.title, docx=done.docx)


def _one_of_many(number: int, rows: list[dict[str, str]]) -> Applicant:
    name = _SURNAMES[number % len(_SURNAMES)] + _GIVEN[number // len(_SURNAMES) % len(_GIVEN)]
    return applicant(number, {**rows[number % len(rows)], "姓名": name})


def _agents(case: CaseFile) -> tuple[Agent, ...]:
    lawyer = Agent(
        id=1, party_id=case.respondent.id, person=Person(name="周明理", phone="13931300001"),
        licence="1130720111", firm="河北某律师事务所", authority=Authority.SPECIAL,
        powers=frozenset({Power.SETTLE, Power.TAKE_MONEY}), given_on=AGREED,
    )  # fmt: skip
    son = Agent(
        id=2, party_id=case.applicants[0].id, person=Person(name="李小国"),
        kind=AgentKind.RELATIVE, relation="儿子", authority=Authority.SPECIAL,
        powers=frozenset({Power.SETTLE}), given_on=AGREED,
    )  # fmt: skip
    return lawyer, son


def _full(case: CaseFile) -> CaseFile:
    """Let a case go through everything that a form can be about."""
    first = case.applicants[0]
    firm = replace(case.respondent.employer, name="宣化永固建筑工程有限公司")
    issued = IssuedPaper(
        id=1, form="D-08", title="受理通知书", issued_on=date(2026, 10, 14), issued_by="刘静",
        sha256="",
    )  # fmt: skip
    service = Service(
        id=1, paper_id=1, party_id=first.id, receiver=first.person.name, since=issued.issued_on,
        manner=ServiceManner.DIRECT, result=ServiceResult.SERVED, served_on=date(2026, 10, 16),
        place="调解中心", server="刘静",
    )  # fmt: skip
    paid = Payment(
        id=1, party_id=first.id, instalment=1, paid_on=FIRST,
        amount=Decimal("1000.00"), voucher="建行回单",
    )  # fmt: skip
    visit = Visit(
        id=5, day=LATE, manner=ContactManner.PHONE, person=first.person.name, visitor="刘静",
        performed=Performed.IN_PART, satisfaction=Satisfaction.RATHER,
    )  # fmt: skip
    granted = Proceeding(
        track=Track.REVIEW, standing=Standing.REVIEW_GRANTED, opened_on=FIRST,
        ended_on=date(2026, 11, 5), body="张家口市劳动人事争议仲裁委员会",
        number="张劳人仲案字〔2026〕第31号",
    )  # fmt: skip
    return replace(
        case,
        stage=Stage.EFFECTIVE,
        respondent=replace(case.respondent, employer=firm),
        settlement=replace(case.settlement, effective_on=date(2026, 10, 24)),
        papers=(issued,),
        services=(service,),
        payments=(paid,),
        visits=(visit,),
        addresses=(_address(first),),
        steps=tuple(_steps()),
        proceedings=(granted,),
        others=_others(),
        panel=_panel(),
        recusals=(_recusal(case),),
        representatives=_representatives(case),
        answers=(
            WorkerAnswer(party_id=first.id, agrees=True, given_on=AGREED),
        ),
        oral=OralApplication(
            taken_on=case.received_on, begun_at=time(9), signed_at=time(9, 40), place="接待室",
            recorder="刘静", further="问：何时停工？\n答：九月底。", read_back=True, mark=Mark.BOTH,
        ),
        referral=Referral(kind=ReferralKind.COURT_BEFORE, body="张家口市桥东区人民法院",
                          number="（2026）冀0702诉前调31号", received_on=case.received_on),
    )  # fmt: skip


def _address(worker: Applicant) -> ServiceAddress:
    return ServiceAddress(
        party_id=worker.id, address="宣化区示例路1号", postcode="075100",
        receiver=worker.person.name, phone="13900000001", email="li@example.cn",
        electronic=True, execution=False, confirmed_on=date(2026, 10, 16),
    )  # fmt: skip


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
            reason="需要补充工资记录。", by="王调解、刘静", body="宣化区劳动保障监察大队",
            ground=_GROUNDS.get(step, ""), number="张劳调函〔2026〕7号",
        )  # fmt: skip


def _others() -> tuple[OtherParty, ...]:
    return (
        OtherParty(id=9001, role=PartyRole.PAYER, duty=Duty.ADVANCES,
                   employer=Employer(name="张家口某建设有限公司")),
        OtherParty(id=9002, role=PartyRole.WITNESS, person=Person(name="郑见", address="某村")),
    )  # fmt: skip


def _panel() -> tuple[PanelMember, ...]:
    return (
        PanelMember(seat=Seat.UNION, name="王调解", head=True),
        PanelMember(seat=Seat.GOVERNMENT, name="高仲", organisation="宣化区人社局"),
        PanelMember(seat=Seat.ENTERPRISE, name="钱联", organisation="宣化区工商联"),
    )


def _recusal(case: CaseFile) -> Recusal:
    return Recusal(
        id=301, party_id=case.respondent.id, asked_by="赵某", person="王调解",
        ground=Ground.INTEREST, facts="同村", asked_on=AGREED, ruling=Ruling.GRANTED,
        decided_on=AGREED, reason="经核实。", replaced_by="赵和",
    )  # fmt: skip


def _representatives(case: CaseFile) -> tuple[Representative, ...]:
    if not case.is_group:
        return ()
    return tuple(Representative(party_id=key, elected_on=AGREED) for key in (1, 2, 3))
