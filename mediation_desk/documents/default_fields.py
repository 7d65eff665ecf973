"""The values of the papers of a default: the notice that urges, and that of non-performance."""

from collections.abc import Collection
from datetime import date

from mediation_desk.documents import words
from mediation_desk.documents.effect_fields import duties, reminders, settled
from mediation_desk.documents.occasion import Occasion, Values
from mediation_desk.documents.party_fields import duty_of, workers_in_short
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.claims import ZERO
from mediation_desk.domain.duties import overdue
from mediation_desk.domain.liable import liable
from mediation_desk.domain.money import figures, in_words
from mediation_desk.domain.other_parties import Capacity, Duty, OtherParty
from mediation_desk.domain.remedies import Way, owed_late, ways
from mediation_desk.domain.settlement import Obligation, PaymentStatus
from mediation_desk.domain.sides import Side
from mediation_desk.domain.stages import Step
from mediation_desk.domain.tracks import Standing


def _late(occasion: Occasion) -> Values:
    """Return what is overdue, in money and besides."""
    case = occasion.case
    day = occasion.on or case.received_on
    parts = [o for o in case.obligations(day) if o.status is PaymentStatus.OVERDUE]
    owed = sum((part.owed for part in parts), ZERO)
    return {
        "逾期款项": [
            {
                "序号": number,
                "姓名": case.party_name(part.party_id),
                "期次": part.instalment,
                "金额": figures(part.owed),
                "到期日": _due(part),
                "天数": (day - part.last_on).days,
            }
            for number, part in enumerate(parts, 1)
        ],
        "逾期合计": in_words(owed),
        "逾期手续": duties(
            occasion, (d for d in overdue(case.duties, day) if d.owed_by is Side.RESPONDENT)
        ),
    }


def _due(part: Obligation) -> str:
    """Return the due day, and to which it moved where it was a day off (民法典第二百零三条)."""
    due = words.short_day(part.due_on, "到期日")
    if part.last_on == part.due_on:
        return due
    return f"{due}（顺延至{words.short_day(part.last_on, '到期日')}）"


def urging(occasion: Occasion) -> Values:
    """Return the values of the notice that urges performance (督促履行通知书)."""
    case = occasion.case
    until = [t.until for t in case.steps if t.step is Step.REMIND and t.until]
    day = occasion.on or case.received_on
    return (
        settled(occasion)
        | _late(occasion)
        | _urged(occasion)
        | {
            "限定日期": words.day(until[-1] if until else None, "限定履行日期"),
            "权利人": workers_in_short(case, owed_late(case, day) or None),
            "救济途径": _ways_in_short(occasion, day),
        }
    )


def _beside(occasion: Occasion) -> OtherParty | None:
    """Return who is urged beside the respondent, None where that is the respondent itself."""
    return next((o for o in liable(occasion.case) if str(o.id) == occasion.subject), None)


def _urged(occasion: Occasion) -> Values:
    """Return whom the notice urges and on what ground; duties besides money are the employer's."""
    case, other = occasion.case, _beside(occasion)
    if other is None:
        return {"受催告人": case.respondent.employer.name, "受催告义务": "", "受催告依据": ""}
    first = (other.capacity, other.duty) == (Capacity.GENERAL_CONTRACTOR, Duty.ADVANCES)
    return {
        "受催告人": other.name,
        "受催告义务": duty_of(case, other),
        "受催告依据": _PAYS_FIRST if first else "",
        "逾期手续": [],
    }


_PAYS_FIRST = (
    "分包单位拖欠农民工工资的，由施工总承包单位先行清偿，再依法进行追偿（《保障农民工工资支付条例》"
    "第三十条）。"
)


def _ways_in_short(occasion: Occasion, day: date) -> str:
    """Say what those who are owed can do; a payment order is one against the employer alone."""
    shut = {Way.ORDER} if _beside(occasion) else set()
    found = [way for way in ways(occasion.case, day) if way in _IN_SHORT and way not in shut]
    return "或者".join(_IN_SHORT[way] for way in found)


_IN_SHORT = {
    Way.EXECUTION: "申请强制执行",
    Way.ORDER: "申请支付令",
    Way.ARBITRATION: "申请仲裁",
}
"""The ways that a reminder names; a lawsuit, where one is open, is told of once it was in vain."""


def not_performed(occasion: Occasion) -> Values:
    """Return the values of the record and notice of non-performance (不履行协议记录及告知书)."""
    case = occasion.case
    told = [t.note for t in case.steps if t.step is Step.DEFAULT and t.note]
    found = ways(case, occasion.on or case.received_on)
    texts = [_told(occasion, way, whose) for way, whose in found.items()]
    return (
        settled(occasion)
        | _late(occasion)
        | {
            "催告情况": reminders(case),
            "原因": words.as_clause(told[-1])
            if told
            else words.line_begun("未履行原因", after="未履行原因陈述："),
            "途径": [f"{n}．{t}" for n, t in enumerate(texts, 1)] if len(texts) > 1 else texts,
            "可选途径": len(texts) > 1,
            "可仲裁": Way.ARBITRATION in found,
            "可执行": Way.EXECUTION in found,
        }
    )


def _told(occasion: Occasion, way: Way, whose: Collection[int]) -> str:
    """Write a way on, and for whom where it is not open to everybody who is owed something."""
    case = occasion.case
    text = _WAYS[way].format(
        commission=occasion.centre.arbitration or "有管辖权的劳动人事争议仲裁委员会",
        document=words.joined(name for name, _article in _documents(case)),
        article="、".join(article for _name, article in _documents(case)),
    )
    late = owed_late(case, occasion.on or case.received_on)
    if not late or late <= {*whose}:
        return text
    names = words.joined(a.person.name for a in case.applicants if a.id in whose)
    return f"{names}：{text}"


def _documents(case: CaseFile) -> list[tuple[str, str]]:
    """Name what the court executes, each with its article."""
    present = {p.standing for p in case.proceedings}
    return [named for standing, named in _ENFORCEABLE.items() if standing in present]


_ENFORCEABLE = {
    Standing.REVIEW_GRANTED: ("仲裁调解书", "《劳动争议调解仲裁法》第五十一条"),
    Standing.CONFIRMED: ("司法确认裁定", "《民事诉讼法》第二百零六条"),
    Standing.ORDER_EFFECTIVE: ("生效支付令", "《民事诉讼法》第二百二十七条"),
}

_WAYS = {
    Way.EXECUTION: "凭{document}向人民法院申请强制执行（{article}）。",
    Way.ORDER: (
        "劳动者就拖欠劳动报酬、工伤医疗费、经济补偿或者赔偿金事项，持调解协议书向用人单位住所地"
        "基层人民法院申请支付令（《劳动争议调解仲裁法》第十六条）。"
    ),
    Way.LAWSUIT_WAGES: (
        "调解协议仅约定给付劳动报酬，可以直接向人民法院提起诉讼（《最高人民法院关于审理劳动争议"
        "案件适用法律问题的解释（一）》第五十一条第二款）。"
    ),
    Way.LAWSUIT_ORDER: (
        "支付令已经终结，可以持调解协议直接向人民法院提起诉讼（《最高人民法院关于审理劳动争议"
        "案件适用法律问题的解释（一）》第十三条第三款）。"
    ),
    Way.ARBITRATION: "向{commission}申请仲裁（《劳动争议调解仲裁法》第十五条）。",
}
