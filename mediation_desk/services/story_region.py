"""The sample centre's neighbours: bodies and people, a week of duty, a letter, aid, a meeting."""

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

from mediation_desk import i18n
from mediation_desk.domain.bodies import Body, BodyKind, BodyPerson, Post, Seat
from mediation_desk.domain.duty import Half, Shift, monday_of
from mediation_desk.domain.joint_meetings import Decision, JointMeeting, Participant
from mediation_desk.domain.legal_aid import AidMatter, LegalAid, Means
from mediation_desk.domain.rights import Right
from mediation_desk.domain.supervision import (
    LetterKind,
    Matter,
    MatterSource,
    Reply,
)
from mediation_desk.services import (
    bodies,
    duty,
    joint_meetings,
    legal_aid,
    letters,
    supervision,
)
from mediation_desk.services.desk import Desk

_UNION = "张家口市总工会"
_HUMAN_RESOURCES = "张家口市人力资源和社会保障局"
_BODIES = (
    Body(
        kind=BodyKind.LEGAL_AID,
        name="法律援助（咨询）室",
        contact="孙立",
        phone="0313-0000012",
        jurisdiction="全市",
        allowance=Decimal("100.00"),
    ),
    Body(kind=BodyKind.LAWYERS, name="职工法律援助律师团", contact="赵明"),
    Body(kind=BodyKind.COUNSELLING, name="心理服务室", contact="吴静"),
    Body(kind=BodyKind.ARBITRATION, name="劳动人事争议仲裁派出庭", contact="郑平"),
    Body(kind=BodyKind.COURT, name="劳动争议巡回法庭", contact="冯立"),
    Body(kind=BodyKind.AGENCY, name=_UNION, seat=Seat.UNION),
    Body(kind=BodyKind.AGENCY, name=_HUMAN_RESOURCES, seat=Seat.GOVERNMENT),
    Body(kind=BodyKind.AGENCY, name="张家口市工商业联合会", seat=Seat.ENTERPRISE),
)
_LAWYERS = ("赵明", "钱文", "孙立")


def tell(desk: Desk) -> None:
    """Add the neighbours to the sample centre, as of its day."""
    desk.actor.require(Right.SUPERVISE)
    with i18n.speaking(i18n.CHINESE):
        keys = {body.name: bodies.save(desk, body) for body in _BODIES}
        lawyers = _people(desk, keys)
        _week(desk, keys["法律援助（咨询）室"], lawyers)
        _aid(desk, lawyers[0])
        _letter(desk)
        _meeting(desk, keys)


def _people(desk: Desk, keys: dict[str, int]) -> list[int]:
    lawyers = [
        bodies.save_person(
            desk,
            BodyPerson(
                body_id=keys["职工法律援助律师团"],
                name=name,
                post=Post.LAWYER,
                phone=f"1390000021{number}",
                firm="某某律师事务所",
                specialities="欠薪、工伤",
            ),
        )
        for number, name in enumerate(_LAWYERS)
    ]
    counsellor = BodyPerson(body_id=keys["心理服务室"], name="吴静", post=Post.COUNSELLOR)
    bodies.save_person(desk, counsellor)
    return lawyers


def _week(desk: Desk, room: int, lawyers: list[int]) -> None:
    monday = monday_of(desk.today())
    for number in range(5):
        day = monday + timedelta(days=number)
        for half in Half:
            person = lawyers[(number + (half is Half.AFTERNOON)) % len(lawyers)]
            shift = Shift(body_id=room, person_id=person, day=day, half=half)
            duty.set_duty(desk, room, day, [half], [shift])


def _aid(desk: Desk, lawyer: int) -> None:
    day = desk.today()
    aid = LegalAid(
        applicant="周海",
        phone="13900000230",
        migrant=True,
        matter=AidMatter.PAY,
        facts="拖欠工资三个月",
        means=Means.MIGRANT,
        applied_on=day - timedelta(days=12),
        granted=True,
        decided_on=day - timedelta(days=8),
        approval_number="张法援〔2026〕31号",
        lawyer_id=lawyer,
        conflict_checked=True,
        started_on=day - timedelta(days=7),
    )
    legal_aid.save(desk, aid)


def _letter(desk: Desk) -> None:
    """Take a complaint from the prompt to an inquiry that was answered poorly."""
    today = desk.today()
    supervision.save_settings(desk, replace(supervision.settings(desk), sender=_UNION))
    key = supervision.begin(
        desk,
        Matter(
            employer="张北示例风电设备有限公司",
            source=MatterSource.COMPLAINT,
            received_on=today - timedelta(days=15),
            subject="拖欠职工工资",
            facts="未足额支付32名职工三个月工资。",
            rules="《中华人民共和国劳动法》第五十条",
        ),
    )
    letters.prompt(desk, key, today - timedelta(days=14), "人事经理", "请尽快补发拖欠的工资。")
    letters.draft(desk, key, LetterKind.INQUIRY)
    draft = supervision.matter(desk, key).letters[-1]
    letters.change(desk, replace(draft, demand="拖欠工资的原因、人数、金额和拟支付的日期。"))
    issued = today - timedelta(days=10)
    letters.issue(desk, draft.id, draft.version + 1, issued)
    letters.receive(desk, draft.id, _version(desk, key), issued, "前台")
    day = today - timedelta(days=5)
    text = "称资金紧张，未说明支付日期"
    letters.answer(desk, draft.id, _version(desk, key), day, Reply.IMPROPER, text)


def _version(desk: Desk, matter_id: int) -> int:
    return supervision.matter(desk, matter_id).letters[-1].version


def _meeting(desk: Desk, keys: dict[str, int]) -> None:
    day = desk.today() - timedelta(days=20)
    joint_meetings.save(
        desk,
        JointMeeting(
            title=f"张家口市{day.year}年工会与政府联席会议",
            day=day,
            begins=time(9, 30),
            place="市总工会会议室",
            chair="陈国栋",
            recorder="刘静",
            agenda="通报劳动关系形势\n研究建筑领域欠薪问题",
            minutes="会议通报了劳动争议情况，研究了建筑领域欠薪问题。",
            held=True,
            participants=tuple(
                Participant(agency=name, body_id=keys[name]) for name in (_UNION, _HUMAN_RESOURCES)
            ),
            decisions=(
                Decision(
                    what="建立欠薪案件信息共享机制",
                    who=_HUMAN_RESOURCES,
                    due_on=_in_two_months(day),
                ),
                Decision(what="联合检查建筑工地工资专户", who=_UNION, due_on=_in_two_months(day)),
            ),
        ),
    )


def _in_two_months(day: date) -> date:
    return day + timedelta(days=60)
