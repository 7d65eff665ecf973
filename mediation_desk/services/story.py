"""The sample centre: one group case from the counter to the money, on days of its own."""

from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from pathlib import Path

from mediation_desk import i18n, paths
from mediation_desk.domain.case import Application, CaseFile, Consent, ConsentManner, Side
from mediation_desk.domain.centre import Centre, OwnFigure, Room, User
from mediation_desk.domain.claims import Claim, ClaimKind
from mediation_desk.domain.day_text import BEIJING
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.figure_change import FigureChange
from mediation_desk.domain.hearing import Attendance, Attended, Hearing
from mediation_desk.domain.rights import Actor, Role
from mediation_desk.domain.serving import ServiceFacts, ServiceManner, ServiceResult
from mediation_desk.domain.settlement import (
    Manner,
    Payment,
    Signature,
    Signer,
    Terms,
    obligations,
    plan,
)
from mediation_desk.services import (
    browse,
    claims,
    duties,
    figures,
    hearings,
    intake,
    papers,
    payments,
    serving,
    settings,
    settlements,
    steps,
    story_region,
)
from mediation_desk.services.desk import Desk, Now, acting, beijing_now, found
from mediation_desk.storage import cases

APPLIED = date(2026, 10, 12)
CONSENTED = date(2026, 10, 13)
ACCEPTED = date(2026, 10, 14)
HEARD = date(2026, 10, 22)
AGREED = date(2026, 10, 23)
FIRST_DUE = date(2026, 10, 30)
SECOND_DUE = date(2026, 11, 30)

CENTRE = Centre(
    name="张家口市劳动关系调解中心",
    short_name="中心",
    number_pattern="张劳调字〔{year}〕第{number:04d}号",
    place="cn-1307",
    address="河北省张家口市桥东区示例街1号",
    phone="0313-0000000",
    arbitration="张家口市劳动人事争议仲裁委员会",
)

EMPLOYER = Employer(
    name="宣化永固建筑工程有限公司",
    credit_code="91139900000000019H",
    address="河北省张家口市宣化区示例路18号",
    legal_representative="冯永固",
    representative_post="执行董事",
    phone="13900000200",
    district="130705",
    industry="建筑业",
    ownership="私营企业",
)

SUPERVISOR = User(name="陈国栋", roles=frozenset({Role.SUPERVISOR}))
MEDIATOR = User(name="王敏", roles=frozenset({Role.MEDIATOR}))
CLERK = User(name="刘静", roles=frozenset({Role.CLERK}))

BENEFIT = OwnFigure(
    name="unemployment_benefit_month",
    value=Decimal(1600),
    unit="yuan/month",
    since=date(2023, 1, 1),
    place="cn-1307",
)

CONCESSIONS = {
    "李建国": Decimal("61400.00"),
    "赵铁柱": Decimal("79400.00"),
    "周大勇": Decimal("220100.00"),
    "欧阳海": Decimal("55100.00"),
}
"""Workers who settled for less economic compensation than computed, and for how much."""

FACTS = (
    "申请人均在被申请人承建的宣化区某住宅项目工地务工。自2026年7月起，被申请人未支付工资，"
    "且一直未为申请人缴纳失业保险费和工伤保险费。2026年9月30日，被申请人提出协商解除劳动合同，"
    "未支付经济补偿。其中一名申请人因工受伤，经鉴定为十级伤残。"
)

RECORD = (
    "调解员核对到场人员身份，宣读双方权利义务，询问是否申请回避，双方均表示不申请。\n"
    "申请人：被申请人自2026年7月起拖欠三个月工资，9月30日提出解除劳动合同，没有支付经济补偿；"
    "没有缴纳失业保险和工伤保险。请求支付拖欠工资、经济补偿、失业保险待遇损失和工伤待遇。\n"
    "被申请人：对劳动关系、工资标准和拖欠数额没有异议。工程款未结清，资金紧张，希望分期支付。\n"
    "调解员：出示核算表，逐项说明计算公式、依据的数据和法律条文，双方核对无异议。\n"
    "方案一：被申请人提出全部款项于年底前支付。申请人不同意。\n"
    "方案二：分两期支付，第一期于2026年10月30日前，第二期于2026年11月30日前，各付一半。"
    "部分申请人同意就经济补偿作适当让步。\n"
    "双方同意方案二。"
)


class StoryClock:
    """A clock that stands where the story is."""

    def __init__(self, day: date) -> None:
        self.at(day)

    def at(self, day: date, hour: int = 9, minute: int = 0) -> datetime:
        """Move to a day and time, and tell it."""
        self.instant = datetime.combine(day, time(hour, minute), BEIJING)
        return self.instant

    def __call__(self) -> datetime:
        """Tell the time."""
        return self.instant


def sample_centre(location: str | Path, now: Now = beijing_now) -> Desk:
    """Found the sample centre with its story told, then let the clock run as usual."""
    desk, _case_id = tell(location)
    story_region.tell(desk)
    desk.now = now
    return desk


def tell(location: str | Path) -> tuple[Desk, int]:
    """Carry the sample case from intake to the first instalment; returns the case's key."""
    clock = StoryClock(APPLIED)
    desk = found_centre(location, clock)
    people = {user.name: acting(user) for user in settings.officers(desk)}
    with i18n.speaking(i18n.CHINESE):
        desk.actor = people[CLERK.name]
        case_id = intake.register(desk, application()).id
        _accept(desk, clock, case_id, people[SUPERVISOR.name].id)
        desk.actor = people[SUPERVISOR.name]
        case = browse.case_file(desk, case_id)
        mediator, clerk = people[MEDIATOR.name], people[CLERK.name]
        steps.assign(desk, case_id, case.version, mediator.id, clerk.id)
        desk.actor = clerk
        _issue(desk, case_id, "D-02", "D-08")
        _serve(desk, case_id, ACCEPTED)
        _hear(desk, clock, case_id, people[MEDIATOR.name])
        desk.actor = mediator
        _agree(desk, clock, case_id)
        desk.actor = people[SUPERVISOR.name]
        case = browse.case_file(desk, case_id)
        settlements.sign(desk, case_id, case.version, signatures(case, AGREED)[-1:])
        settlements.seal(desk, case_id, _version(desk, case_id))
        _issue(desk, case_id, "D-30")
        desk.actor = clerk
        _serve(desk, case_id, AGREED)
        pay_first(desk, clock, case_id)
        desk.actor = people[SUPERVISOR.name]
    return desk, case_id


def found_centre(location: str | Path, now: Now) -> Desk:
    """Found the sample centre with its people, rooms and own figure, without any case."""
    desk = found(location, CENTRE, SUPERVISOR, now=now)
    for user in (MEDIATOR, CLERK):
        settings.save_user(desk, user)
    for name in ("第一调解室", "第二调解室"):
        settings.save_room(desk, Room(name=name))
    figures.take(desk, FigureChange(added=(BENEFIT,)))
    return desk


@cache
def application() -> Application:
    """Return the application that the roster and the story make."""
    roster = intake.read_roster(paths.resources("sample", "roster.csv"), APPLIED)
    assert not any(row.problems for row in roster.rows), "the sample roster is sound"
    return Application(
        received_on=APPLIED,
        respondent=EMPLOYER,
        applicants=roster.sound,
        cause="A09",
        district="130705",
        facts=FACTS,
        operation="sample-story",
    )


def _accept(desk: Desk, clock: StoryClock, case_id: int, supervisor_id: int) -> None:
    case = browse.case_file(desk, case_id)
    consent = Consent(
        side=Side.APPLICANT,
        agrees=True,
        given_on=APPLIED,
        manner=ConsentManner.WRITING,
        by=case.applicants[0].person.name,
    )
    steps.record_consent(desk, case_id, case.version, consent)
    clock.at(CONSENTED)
    answer = Consent(
        side=Side.RESPONDENT,
        agrees=True,
        given_on=CONSENTED,
        manner=ConsentManner.PHONE,
        by=EMPLOYER.legal_representative,
    )
    steps.record_consent(desk, case_id, _version(desk, case_id), answer)
    clock.at(ACCEPTED)
    clerk = desk.actor
    [supervisor] = [user for user in settings.officers(desk) if user.id == supervisor_id]
    desk.actor = acting(supervisor)
    steps.accept(desk, case_id, _version(desk, case_id), ACCEPTED)
    desk.actor = clerk


def _hear(desk: Desk, clock: StoryClock, case_id: int, mediator: Actor) -> None:
    planned = Hearing(day=HEARD, begins=time(9, 30), room="第一调解室")
    hearings.schedule(desk, case_id, _version(desk, case_id), planned)
    _issue(desk, case_id, "D-17")
    _issue(desk, case_id, "D-18")
    _serve(desk, case_id, ACCEPTED)
    case = browse.case_file(desk, case_id)
    [hearing] = case.hearings
    came = tuple(
        Attendance(party_id=party_id, name=name, attended=Attended.PRESENT, identity_checked=True)
        for party_id, name in (
            *((a.id, a.person.name) for a in case.applicants),
            (case.respondent.id, case.respondent.employer.name),
        )
    )
    started = clock.at(HEARD, 9, 30)
    clerk, desk.actor = desk.actor, mediator
    hearings.open_hearing(desk, case_id, case.version, hearing.id, started, came)
    desk.actor = clerk
    hearings.keep_record(
        desk,
        case_id,
        _version(desk, case_id),
        hearing.id,
        RECORD,
        "双方达成一致意见，次日签订协议。",
    )
    ended = clock.at(HEARD, 11, 40)
    desk.actor = mediator
    hearings.end_hearing(desk, case_id, _version(desk, case_id), hearing.id, ended)
    desk.actor = clerk
    _issue(desk, case_id, "D-19")


def _agree(desk: Desk, clock: StoryClock, case_id: int) -> None:
    clock.at(AGREED)
    claims.fill_agreed(desk, case_id, _version(desk, case_id))
    case = browse.case_file(desk, case_id)
    amounts = {
        (applicant.id, claim.kind): claim
        for applicant in case.applicants
        for claim in _asked(applicant.person.name, applicant.claims)
    }
    claims.set_amounts(desk, case_id, case.version, amounts)
    _issue(desk, case_id, "HS-01")
    case = browse.case_file(desk, case_id)
    agreed = {
        (applicant.id, claim.kind): claim.agreed
        for applicant in case.applicants
        for claim in applicant.claims
        if claim.agreed
    }
    terms = Terms(
        money=plan(agreed, (FIRST_DUE, SECOND_DUE)),
        ended_on=date(2026, 9, 30),
        certificate_by=FIRST_DUE,
        breach="逾期部分按同期全国银行间同业拆借中心公布的一年期贷款市场报价利率支付利息",
        copies=14,
    )
    settlements.propose(desk, case_id, case.version, terms, AGREED)
    settlements.sign(desk, case_id, _version(desk, case_id), signatures(case, AGREED)[:-1])


def _asked(name: str, made: tuple[Claim, ...]) -> list[Claim]:
    """Let everybody ask for what the law gives; some settle for less compensation."""
    asked = []
    for claim in made:
        agreed = claim.agreed
        if claim.kind is ClaimKind.SEVERANCE and name in CONCESSIONS:
            agreed = CONCESSIONS[name]
        asked.append(
            Claim(kind=claim.kind, claimed=claim.entitled, entitled=claim.entitled, agreed=agreed)
        )
    return asked


def signatures(case: CaseFile, day: date) -> tuple[Signature, ...]:
    """Return everybody's signature and the seal on one day."""
    workers = [
        Signature(signer=Signer.APPLICANT, name=a.person.name, signed_on=day, party_id=a.id)
        for a in case.applicants
    ]
    return (
        *workers,
        Signature(
            signer=Signer.RESPONDENT,
            name=case.respondent.employer.name,
            signed_on=day,
            party_id=case.respondent.id,
        ),
        Signature(signer=Signer.MEDIATOR, name=MEDIATOR.name, signed_on=day),
        Signature(signer=Signer.CENTRE, name=CENTRE.name, signed_on=day),
    )


def pay_first(desk: Desk, clock: StoryClock, case_id: int) -> None:
    """Record the first instalment as paid on its due day, and the formalities as done."""
    clock.at(FIRST_DUE, 15)
    case = browse.case_file(desk, case_id)
    assert case.settlement is not None, "the story has come to an agreement"
    due = obligations(case.settlement.terms.money, (), FIRST_DUE)
    paid = tuple(
        Payment(
            party_id=o.party_id,
            instalment=o.instalment,
            paid_on=FIRST_DUE,
            amount=o.owed,
            voucher="银行转账回单",
            manner=Manner.BANK,
        )
        for o in due
        if o.instalment == 1
    )
    payments.record(desk, case_id, case.version, paid)
    for duty in case.duties:
        now = _version(desk, case_id)
        duties.perform(desk, case_id, now, duty.id, FIRST_DUE, proof="签收单")


def _issue(desk: Desk, case_id: int, *codes: str) -> None:
    case = browse.case_file(desk, case_id)
    offers = {offer.code: offer for offer in papers.offered(case, desk.today())}
    for code in codes:
        for subject, _label in offers[code].subjects or (("", ""),):
            paper = papers.compose(desk, case_id, code, subject)
            papers.issue(desk, case_id, _version(desk, case_id), paper)


def _serve(desk: Desk, case_id: int, day: date) -> None:
    """Hand what waits to its receivers, who sign for it at the centre."""
    case = browse.case_file(desk, case_id)
    handed = ServiceFacts(
        manner=ServiceManner.DIRECT,
        result=ServiceResult.SERVED,
        served_on=day,
        place=CENTRE.address,
        server=desk.actor.name,
        receipt_on_file=True,
    )
    waiting = [service for service in case.services if service.waiting]
    head = case.respondent.employer.legal_representative
    of_employer = replace(handed, received_by=head, relation="法定代表人")
    own = case.respondent.id
    for service in waiting:
        facts = of_employer if service.party_id == own else handed
        taken = facts if facts.received_by else replace(facts, received_by=service.receiver)
        serving.record(desk, case_id, _version(desk, case_id), (service.id,), taken)


def _version(desk: Desk, case_id: int) -> int:
    with desk.db.read() as session:
        return cases.versions(session, (case_id,))[case_id][1]
