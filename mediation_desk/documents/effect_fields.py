"""The values of the papers after the agreement: review, confirmation, orders, performance."""

from collections.abc import Iterable
from datetime import date

from mediation_desk.documents import words
from mediation_desk.documents.agreement_fields import details, instalments
from mediation_desk.documents.common_fields import worker
from mediation_desk.documents.occasion import Occasion, Values
from mediation_desk.documents.party_fields import (
    duties_of_others,
    duty_of,
    introduced,
    role_of,
    workers_in_short,
)
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.claims import ZERO, Applicant
from mediation_desk.domain.day_text import chinese_day
from mediation_desk.domain.duties import Duty
from mediation_desk.domain.liable import liable, paid_by_others
from mediation_desk.domain.money import figures, in_words
from mediation_desk.domain.remedies import left_of_order, order_items
from mediation_desk.domain.settlement import Money, Obligation, PaymentStatus, total
from mediation_desk.domain.sides import Side
from mediation_desk.domain.stages import Step
from mediation_desk.domain.tracks import ENFORCEABLE, Proceeding, Standing, Track

_DOCUMENTS = {
    Standing.REVIEW_GRANTED: "仲裁调解书",
    Standing.CONFIRMED: "民事裁定书（司法确认）",
    Standing.ORDER_EFFECTIVE: "支付令",
}


def settled(occasion: Occasion) -> Values:
    """Return what every paper after the agreement says of it."""
    case = occasion.case
    settlement = case.settlement
    money: tuple[Money, ...] = settlement.terms.money if settlement else ()
    return {
        "协议日期": words.day(settlement.agreed_on if settlement else None, "协议日期"),
        "生效日期": words.day(settlement.effective_on if settlement else None, "生效日期"),
        "合计": in_words(total(money)) if money else words.text("", "协议金额", 8),
        "合计数字": figures(total(money)),
        "分期": instalments(money),
        "支付明细": _rows(case, money),
        "其他义务": duties_of_others(case),
        "手续": duties(occasion, case.duties),
        "履行情况": _so_far(case),
        "已付": figures(case.paid),
        "已付大写": in_words(case.paid),
        "差额": figures(case.owed),
        "未付金额": in_words(case.owed),
        "仲裁审查期限": words.day(occasion.due("DL10"), "申请仲裁审查的最后一日"),
        "司法确认期限": words.day(occasion.due("DL12"), "申请司法确认的最后一日"),
    }


def _rows(case: CaseFile, money: tuple[Money, ...]) -> list[Values]:
    """Return the rows of the agreement in one list, worker by worker."""
    rows: list[Values] = []
    for person in details(case, money):
        own = person["行"]
        assert isinstance(own, list), "the details of a worker are rows"
        rows += [{"姓名": person["姓名"]} | row for row in own]
    return rows


def duties(occasion: Occasion, some: Iterable[Duty]) -> list[Values]:
    """Return duties besides money as rows."""
    case = occasion.case
    today = occasion.on or case.received_on
    return [
        {
            "序号": number,
            "义务人": _owing(case, duty),
            "内容": _what(case, duty),
            "到期日": words.day(duty.due_on, "履行期限"),
            "到期短日": words.short_day(duty.due_on, "履行期限"),
            "履行日": words.short_day(duty.done_on or duty.waived_on, "履行日期"),
            "状态": duty.status(today).label,
            "凭证": duty.waiver or duty.proof,
        }
        for number, duty in enumerate(some, 1)
    ]


def _owing(case: CaseFile, duty: Duty) -> str:
    if duty.owed_by is Side.RESPONDENT:
        return case.respondent.employer.name
    return case.party_name(duty.party_id) if duty.party_id else workers_in_short(case)


def _what(case: CaseFile, duty: Duty) -> str:
    whom = case.party_name(duty.party_id) if duty.party_id else ""
    return f"{duty.title}（{whom}）" if whom and duty.owed_by is Side.RESPONDENT else duty.title


def _so_far(case: CaseFile) -> str:
    if case.settlement is None:
        return "尚未履行。"
    if case.owed <= 0:
        return "款项已全部付清。"
    if case.paid > 0:
        return f"已支付{in_words(case.paid)}，尚有{in_words(case.owed)}未付。"
    return "尚未支付。"


def review(occasion: Occasion) -> Values:
    """Return the values of the joint application for review (仲裁审查申请书)."""
    asked = _latest(occasion.case, Track.REVIEW)
    body = (asked.body if asked else "") or occasion.centre.arbitration
    told = {"仲裁委": words.text(body, "仲裁委员会", 14)}
    return settled(occasion) | told | _applying(occasion.case)


def confirmation(occasion: Occasion) -> Values:
    """Return the values of the joint application for confirmation (司法确认申请书)."""
    asked = _latest(occasion.case, Track.CONFIRMATION)
    told = {"法院": words.text(asked.body if asked else "", "人民法院", 14)}
    return settled(occasion) | told | _applying(occasion.case)


def _applying(case: CaseFile) -> Values:
    """Return who applies: every party of the agreement does, jointly, so that none is 被申请人."""
    beside = [o for o in case.others if o.must_sign and o.side is Side.RESPONDENT]
    by_workers = case.applied_by is Side.APPLICANT
    worker_side, employer = ("甲方", "乙方") if by_workers else ("乙方", "甲方")
    return {
        "劳动者称谓": worker_side,
        "单位称谓": employer,
        "其他义务": duties_of_others(case, employer),
        "共同申请人": [
            {"地位": role_of(case, o.id), "名称": o.name, "介绍": introduced(o)} for o in beside
        ],
    }


def conducted(occasion: Occasion) -> Values:
    """Return the values of the proof that the centre conducted the mediation (主持调解的证明)."""
    return settled(occasion) | {
        "组织性质": words.text(occasion.nature, "调解组织性质", 10),
        "设立依据": words.text(occasion.centre.legal_basis, "设立依据", 10),
    }


def _latest(case: CaseFile, track: Track, party_id: int | None = None) -> Proceeding | None:
    held = [p for p in case.proceedings if p.track is track]
    if party_id is not None:
        held = [p for p in held if p.party_id in (None, party_id)]
    return held[-1] if held else None


def _person(occasion: Occasion) -> Applicant:
    """Return the worker for whom a paper is made: the first one where none is named."""
    workers = occasion.case.applicants
    return next((a for a in workers if str(a.id) == occasion.subject), workers[0])


def alone(person: Applicant) -> Values:
    """Return the one worker whom a paper is about."""
    return {"本人": [worker(person, 1)]}


def payment_order(occasion: Occasion) -> Values:
    """Return the values of a worker's application for a payment order (支付令申请书)."""
    case, person = occasion.case, _person(occasion)
    day = occasion.on or case.received_on
    items = [i for i in order_items(case, day) if i.party_id == person.id and i.claimable]
    asked = _latest(case, Track.ORDER, person.id)
    chased = reminders(case)
    sum_due = sum((item.owed for item in items), ZERO)
    return (
        settled(occasion)
        | alone(person)
        | {
            "申请称谓": "申请人",
            "对方称谓": "被申请人",
            "申请金额": in_words(sum_due) if items else words.text("", "申请金额", 10),
            "申请款项": [
                {
                    "序号": number,
                    "项目": item.kind.label,
                    "期次": item.instalment,
                    "金额": figures(item.owed),
                    "到期日": words.short_day(item.due_on, "到期日"),
                }
                for number, item in enumerate(items, 1)
            ],
            "催告情况": chased,
            "催告证据": "督促履行通知书；" if chased else "",
            "法院": words.text(asked.body if asked else "", "用人单位住所地基层人民法院", 14),
        }
    )


def execution(occasion: Occasion) -> Values:
    """Return the values of a worker's application for execution (强制执行申请书)."""
    case, person = occasion.case, _person(occasion)
    sources = [p for p in case.proceedings if p.standing in ENFORCEABLE]
    sources = [p for p in sources if p.party_id in (None, person.id)]
    source = sources[-1] if sources else None
    parts = [
        o for o in case.obligations(occasion.on or case.received_on) if o.party_id == person.id
    ]
    paid = sum((part.paid for part in parts), ZERO)
    left = sum((part.owed for part in parts), ZERO)
    due = sum((part.owed for part in parts if part.status is PaymentStatus.OVERDUE), ZERO)
    if source is not None and source.track is Track.ORDER:  # it orders what was due then, no more
        day = occasion.on or case.received_on
        left = due = left_of_order(case, source, day)
        since = [p for p in case.payments if source.opened_on <= p.paid_on <= day]
        paid = sum((p.amount for p in since if p.party_id == person.id), ZERO)
    asked = _latest(case, Track.EXECUTION, person.id)
    court = asked.body if asked else _executing(source)
    named = f"{source.body}{source.number}{_DOCUMENTS[source.standing]}" if source else ""
    return (
        settled(occasion)
        | alone(person)
        | {
            "申请称谓": "申请执行人",
            "对方称谓": "被执行人",
            "共同被执行人": _beside(case, source),
            "执行依据": words.text(named, "执行依据", 16),
            "依据生效日": words.day(_in_effect_on(case, source), "执行依据生效日期"),
            "未付金额": in_words(left),
            "未到期": left > due > ZERO,
            "已到期金额": in_words(due),
            "未到期金额": in_words(left - due),
            "已履行": f"已支付{in_words(paid)}{_of_whom(case, person)}。" if paid else "无。",
            "财产线索": words.lines_to_write_on("财产线索", 3),
            "法院": words.text(court, "人民法院", 14),
        }
    )


def _in_effect_on(case: CaseFile, source: Proceeding | None) -> date | None:
    """Return when what is executed took effect: when it had reached the last party.

    So does arbitration's document (劳动人事争议仲裁办案规则第七十七条); a payment order takes
    effect by the days that ran out, which its step tells (民事诉讼法第二百二十七条).
    """
    if source is None:
        return None
    made = (Step.REVIEW_GRANTED, Step.CONFIRMED)
    served = [
        taken.served_on
        for taken in case.steps
        if taken.step in made and taken.proceeding_id == source.id and taken.served_on
    ]
    return served[-1] if served else source.ended_on


def _of_whom(case: CaseFile, person: Applicant) -> str:
    """Say what of it others than the respondent paid (先行清偿)."""
    found = paid_by_others(case, person.id)
    return "".join(f"，其中{payer}支付{in_words(amount)}" for payer, amount in found.items())


def _beside(case: CaseFile, source: Proceeding | None) -> list[Values]:
    """Return who is executed beside the respondent: signers of what was reviewed or confirmed.

    A payment order binds only the debtor whom it names (民事诉讼法第二百二十七条).
    """
    if source is not None and source.track is Track.ORDER:
        return []
    return [
        {"介绍": introduced(other), "名称": other.name, "义务": duty_of(case, other, "被执行人")}
        for other in liable(case)
    ]


def _executing(source: Proceeding | None) -> str:
    """Return the court that made what is executed: it is open (民事诉讼法解释第四百六十条)."""
    return source.body if source and source.track in (Track.ORDER, Track.CONFIRMATION) else ""


def _parts_of(occasion: Occasion, person: Applicant) -> list[Obligation]:
    day = occasion.on or occasion.case.received_on
    return [o for o in occasion.case.obligations(day) if o.party_id == person.id]


def reminders(case: CaseFile) -> str:
    """Say when the centre urged performance, nothing if it did not."""
    days = [t.day for t in case.steps if t.step is Step.REMIND]
    if not days:
        return ""
    return f"调解组织曾于{words.joined(chinese_day(day) for day in days)}督促履行。"
