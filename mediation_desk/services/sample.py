"""A plausible synthetic centre of any size, the same for the same seed. Nobody in it is real."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from mediation_desk.domain.case import (
    COMING,
    ApplicationForm,
    CaseFile,
    Clock,
    Consent,
    ConsentManner,
    Respondent,
    Side,
)
from mediation_desk.domain.claims import Applicant, Claim, ClaimKind, Employment
from mediation_desk.domain.day_text import BEIJING
from mediation_desk.domain.deadlines import due, on_or_after
from mediation_desk.domain.employer import Employer, UnionThere
from mediation_desk.domain.hearing import Hearing, HearingStatus
from mediation_desk.domain.identifiers import (
    code_check_character,
    format_case_number,
    id_check_digit,
)
from mediation_desk.domain.people import Officer, Person, Sex
from mediation_desk.domain.rights import Right
from mediation_desk.domain.settlement import Payment, Settlement, Terms, plan
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.domain.step_facts import StepTaken
from mediation_desk.domain.taxonomy import districts
from mediation_desk.domain.tracks import Proceeding, Standing, Track
from mediation_desk.services.desk import Desk
from mediation_desk.storage import bulk
from mediation_desk.storage import centre as centres

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
    "苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史"
    "顾侯邵孟龙万段漕钱汤尹黎易常武乔贺赖龚文单仇解区查"
)
_GIVEN = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂玉华建国志海燕晓春红梅云飞鹏宇浩"
    "然子涵欣怡俊凯婷雪琳佳慧颖倩"
)
_PLACES = ("桥东", "桥西", "宣化", "下花园", "万全", "崇礼", "张北", "蔚县", "怀来", "涿鹿")
_TRADES = (
    "建筑工程",
    "矿业",
    "机械制造",
    "餐饮服务",
    "物流运输",
    "物业服务",
    "商贸",
    "食品",
    "环保科技",
    "劳务",
)
_INDUSTRIES = (
    "建筑业",
    "采矿业",
    "制造业",
    "住宿和餐饮业",
    "交通运输、仓储和邮政业",
    "居民服务、修理和其他服务业",
    "批发和零售业",
    "制造业",
    "水利、环境和公共设施管理业",
    "租赁和商务服务业",
)
"""The industry of each trade; nothing here takes from the random numbers of the rest."""
_OWNERSHIPS = ("私营企业", "私营企业", "国有企业", "股份制企业", "个体经济组织", "")
_NAMES = (
    "永兴",
    "恒泰",
    "宏远",
    "金塔",
    "长城",
    "大境门",
    "鸿运",
    "瑞丰",
    "新宇",
    "华盛",
    "天成",
    "广源",
)
_CAUSES = ("A01", "A02", "A09", "C02", "D03", "D06", "E03", "F04", "G02", "Z99")
_ENDS = (
    (Stage.CLOSED, 78),
    (Stage.EFFECTIVE, 6),
    (Stage.FAILED, 5),
    (Stage.WITHDRAWN, 3),
    (Stage.NO_CONSENT, 4),
    (Stage.REFUSED, 4),
)
_OPEN_DAYS = 16
"""Cases received within these days before the end are still open; the first three of them
are the time for acceptance (企业劳动争议协商调解规定第二十二条)."""

_ROOMS = ("第一调解室", "第二调解室")


@dataclass(frozen=True, slots=True)
class _Pool:
    employers: tuple[Employer, ...]
    officers: tuple[Officer, ...]
    pattern: str


def fill(desk: Desk, number: int, seed: int = 1) -> int:
    """Fill an empty file with synthetic cases; returns how many were written."""
    desk.actor.require(Right.RESTORE)
    with desk.db.read() as session:
        officers = tuple(Officer(user.id, user.name) for user in centres.users(session))
    pool = _Pool(_employers(Random(seed), max(20, number // 12)), officers, _pattern(desk))  # noqa: S311 - plausible, not secret
    with desk.db.write(desk.actor, "sample") as session:
        return bulk.fill(session, _cases(desk, pool, number, seed))


def _pattern(desk: Desk) -> str:
    return desk.centre.number_pattern


def _employers(random: Random, number: int) -> tuple[Employer, ...]:
    area = tuple(districts())
    found: dict[str, Employer] = {}
    while len(found) < number:
        serial = len(found) + 2
        name = (
            f"{random.choice(_PLACES)}{random.choice(_NAMES)}"
            f"{_TRADES[serial % len(_TRADES)]}第{serial}有限公司"
        )
        body = f"91139900{serial:09d}"
        found[name] = Employer(
            name=name,
            credit_code=body + code_check_character(body),
            address=f"河北省张家口市示例路{serial}号",
            legal_representative=_name(random),
            phone=f"1390001{serial % 10000:04d}",
            district=random.choice(area),
            industry=_INDUSTRIES[serial % len(_TRADES)],
            ownership=_OWNERSHIPS[serial // 10 % len(_OWNERSHIPS)],
            union=(UnionThere.YES, UnionThere.NO, UnionThere.UNKNOWN)[serial // 3 % 3],
        )
    return tuple(found.values())


def _name(random: Random) -> str:
    return random.choice(_SURNAMES) + "".join(random.choices(_GIVEN, k=random.choice((1, 2, 2))))


def _cases(desk: Desk, pool: _Pool, number: int, seed: int) -> Iterator[CaseFile]:
    random = Random(seed)  # noqa: S311 - plausible, not secret
    today = desk.today()
    span = 1460
    counted: dict[int, int] = {}
    for index in range(number):
        received = today - timedelta(days=span - span * index // max(number, 1))
        counted[received.year] = counted.get(received.year, 0) + 1
        title = format_case_number(pool.pattern, received.year, counted[received.year])
        yield _case(desk, random, pool, index, title, received)


def _case(
    desk: Desk, random: Random, pool: _Pool, index: int, number: str, received: date
) -> CaseFile:
    age = (desk.today() - received).days
    stage = _stage(random, age)
    refused = stage in (Stage.APPLIED, Stage.CONSENT, Stage.NO_CONSENT, Stage.REFUSED)
    size = random.choices((1, 2, 4, 12), (86, 8, 4, 2))[0]
    applicants = tuple(_applicant(random, index * 20 + k + 1, received) for k in range(size))
    accepted = received + timedelta(days=2)
    settled = stage in (Stage.CLOSED, Stage.EFFECTIVE)
    effective = accepted + timedelta(days=random.randint(3, 13))
    settlement, payments = _settle(applicants, stage, effective) if settled else (None, ())
    ended = effective if age > _OPEN_DAYS else None
    closed = effective + timedelta(days=40) if stage is Stage.CLOSED else None
    return CaseFile(
        id=index + 1,
        version=1,
        number=number,
        stage=stage,
        received_on=received,
        source=random.choice(COMING),
        form=ApplicationForm.WRITTEN,
        cause=random.choice(_CAUSES),
        district=random.choice(tuple(districts())),
        requests="",
        facts="",
        respondent=Respondent(employer=random.choice(pool.employers)),
        applicants=applicants,
        accepted_on=None if refused else accepted,
        ended_on=ended,
        closed_on=closed,
        consents=() if refused else tuple(_consent(side, received) for side in Side),
        hearings=(
            (_hearing(random, desk),)
            if stage is Stage.SCHEDULED
            else (_held(desk, index, accepted, effective),)
            if stage in _HEARD
            else ()
        ),
        mediator=None if refused else random.choice(pool.officers),
        clerk=None if refused else random.choice(pool.officers),
        settlement=settlement,
        payments=payments,
        clocks=_clocks(desk, stage, received, accepted, effective),
        steps=_steps(
            received, None if refused else accepted, effective if settled else None, closed
        ),
        proceedings=_performance(stage, effective) if settled else (),
    )


def _steps(
    received: date, accepted: date | None, effective: date | None, closed: date | None
) -> tuple[StepTaken, ...]:
    """Return the steps that follow from a case's days."""
    days = (
        ("T02", Step.REGISTER, None, received),
        ("T11", Step.ACCEPT, Stage.CONSENT, accepted),
        ("T19", Step.SEAL, Stage.SIGNING, effective),
        ("T38", Step.CLOSE, Stage.PERFORMED, closed),
    )
    return tuple(
        StepTaken(row=row, step=step, from_stage=source, day=day)
        for row, step, source, day in days
        if day is not None
    )


def _performance(stage: Stage, effective: date) -> tuple[Proceeding, ...]:
    done = stage is Stage.CLOSED
    standing = Standing.PERFORMED if done else Standing.PERFORMING
    return (Proceeding(track=Track.PERFORMANCE, standing=standing, opened_on=effective),)


def _stage(random: Random, age: int) -> Stage:
    if age > _OPEN_DAYS:
        return random.choices([s for s, _w in _ENDS], [w for _s, w in _ENDS])[0]
    if age <= 3:
        return random.choice((Stage.APPLIED, Stage.CONSENT))
    return random.choice((Stage.ACCEPTED, Stage.ASSIGNED, Stage.SCHEDULED, Stage.MEDIATING))


def _consent(side: Side, day: date) -> Consent:
    return Consent(side=side, agrees=True, given_on=day, manner=ConsentManner.PHONE, by=side.label)


_HEARD = frozenset(
    {Stage.MEDIATING, Stage.SIGNING, Stage.EFFECTIVE, Stage.PERFORMED, Stage.FAILED, Stage.CLOSED}
)
"""Stages that nobody reaches without a hearing."""

_BEGINNINGS = (time(9), time(9, 30), time(10), time(14), time(14, 30), time(15), time(16))


def _hearing(random: Random, desk: Desk) -> Hearing:
    day = on_or_after(desk.today() + timedelta(days=random.randrange(6)), desk.calendar)
    return Hearing(
        day=day,
        begins=random.choice(_BEGINNINGS),
        room=random.choice(_ROOMS),
        minutes=random.choice((60, 90, 120, 120, 150)),
    )


def _held(desk: Desk, index: int, accepted: date, ended: date) -> Hearing:
    """Return a hearing of the past, by the case's place, so that the rest stays as it was.

    Nobody is heard after the mediation ended.
    """
    day = min(on_or_after(accepted + timedelta(days=3 + index % 5), desk.calendar), ended)
    begins = _BEGINNINGS[index % len(_BEGINNINGS)]
    started = datetime.combine(day, begins, BEIJING)
    return Hearing(
        day=day,
        begins=begins,
        room=_ROOMS[index % len(_ROOMS)],
        status=HearingStatus.HELD,
        started_at=started,
        ended_at=started + timedelta(minutes=75 + index % 60),
    )


def _applicant(random: Random, serial: int, received: date) -> Applicant:
    born = date(1965, 1, 1) + timedelta(days=random.randrange(13000))
    male = bool(random.getrandbits(1))
    body = f"139900{born:%Y%m%d}{serial % 500:02d}"
    body = (body + ("1" if male else "2"))[:17].ljust(17, "1")
    wage = Decimal(random.randrange(2500, 9000))
    left = received - timedelta(days=random.randrange(5, 200))
    arrears = wage * random.choice((0, 1, 2, 3))
    claims = [_claim(random, ClaimKind.SEVERANCE, wage * random.randint(1, 9))]
    if arrears:
        claims.insert(0, _claim(random, ClaimKind.WAGE_ARREARS, arrears))
    return Applicant(
        person=Person(
            name=_name(random),
            sex=Sex.MALE if male else Sex.FEMALE,
            id_number=body + id_check_digit(body),
            born_on=born,
            phone=f"139{serial % 100_000_000:08d}",
        ),
        work=Employment(
            hired_on=left - timedelta(days=random.randrange(200, 4000)),
            left_on=left,
            average_wage=wage,
            contribution_wage=wage,
            arrears=arrears,
            migrant=serial % 3 == 0,
            member=serial % 5 == 0,
        ),
        claims=tuple(claims),
    )


def _claim(random: Random, kind: ClaimKind, entitled: Decimal) -> Claim:
    amount = entitled.quantize(Decimal("0.01"))
    share = Decimal(random.choice((100, 100, 90, 80))) / 100
    return Claim(
        kind=kind,
        claimed=amount,
        entitled=amount,
        agreed=(amount * share).quantize(Decimal("0.01")),
    )


def _settle(
    applicants: tuple[Applicant, ...], stage: Stage, effective: date
) -> tuple[Settlement, tuple[Payment, ...]]:
    """Parties have no keys yet: rows name applicants by their position, from one."""
    agreed = {
        (position, claim.kind): claim.agreed
        for position, applicant in enumerate(applicants, 1)
        for claim in applicant.claims
        if claim.agreed
    }
    day = effective + timedelta(days=15)
    money = plan(agreed, (day,))
    paid = tuple(
        Payment(party_id=row.party_id, instalment=1, paid_on=day, amount=row.amount)
        for row in money
        if stage is Stage.CLOSED
    )
    terms = Terms(money=money)
    return Settlement(terms=terms, agreed_on=effective, effective_on=effective), paid


def _clocks(
    desk: Desk, stage: Stage, received: date, accepted: date, effective: date
) -> tuple[Clock, ...]:
    starts: list[tuple[str, date]] = []
    if stage in (Stage.APPLIED, Stage.CONSENT):
        starts = [("DL01", received), ("DL03", received), ("DL23", received)]
    elif stage in (Stage.ACCEPTED, Stage.ASSIGNED, Stage.SCHEDULED, Stage.MEDIATING):
        starts = [("DL03", received), ("DL04", accepted), ("DL23", received)]
    elif stage is Stage.EFFECTIVE and (desk.today() - effective).days < 30:
        starts = [("DL12", effective)]
    counted = [(kind, due(kind, day, desk.calendar)) for kind, day in starts]
    return tuple(
        Clock(kind=kind, start=d.start, raw_due=d.raw_due, due=d.due, provisional=d.provisional)
        for kind, d in counted
    )
