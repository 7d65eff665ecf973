"""The values of papers that extend a mediation or end it without agreement (D-22 to D-28b)."""

import re

from mediation_desk.documents import words
from mediation_desk.documents.consent_fields import (
    arbitration,
    contact,
    last_step,
    numbered,
    sides,
)
from mediation_desk.documents.occasion import Occasion, Values
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.referral import ReferralKind, ReferralResult
from mediation_desk.domain.stages import Step
from mediation_desk.domain.step_facts import (
    FailGround,
    OwnGround,
    RecordSigned,
    SettlementSeen,
    StepTaken,
    TerminationGround,
)

_APART_TITLE = "个别申请人调解终止告知书"
ENDS = (Step.FAIL, Step.LAPSE, Step.NOT_SIGNED, Step.TERMINATE)
_FAILED = {
    FailGround.TOO_FAR_APART: "双方意见分歧较大",
    FailGround.ABSENT: "一方当事人未到场",
    FailGround.NO_PROOF: "证据不足",
    FailGround.CANNOT_PAY: "用人单位无力支付",
    FailGround.ARBITRATION: "一方当事人要求申请仲裁",
    FailGround.OTHER: "",
}
_APART = {
    OwnGround.UNWILLING: "申请人不同意调解方案",
    OwnGround.EMPLOYER: "被申请人不同意与申请人达成协议",
    OwnGround.TIME_UP: "调解期限届满，双方未达成调解协议，视为调解不成",
    OwnGround.LEFT: "申请人撤回调解申请",
}
_TERMINATED = {
    TerminationGround.NO_SUCCESSOR: "当事人死亡、终止且没有权利义务承受人",
    TerminationGround.UNREACHABLE: "当事人无法联系",
    TerminationGround.FILED: "当事人已经申请仲裁或者提起诉讼",
    TerminationGround.SHAM: "有虚假调解的嫌疑",
    TerminationGround.NOT_COMPLETED: "材料逾期未补正",
    TerminationGround.OTHER: "",
}


def why_ended(end: StepTaken | None, *, brief: bool = False) -> str:
    """Say why the mediation ended, as it goes inside a sentence.

    In `brief` where the paper's record of the circumstances tells the rest.
    """
    if end is None:
        return words.text("", "终止原因", 12)
    told = words.as_clause(end.reason)
    match end.step:
        case Step.LAPSE:
            known = "调解期限届满，双方未达成协议也未同意延期，视为调解不成"
        case Step.NOT_SIGNED:
            known = f"{end.by}拒绝在调解协议书上签名或者盖章"
        case Step.END_FOR_ONE:
            known = _APART.get(OwnGround.of(end.ground), "") if end.ground else ""
        case Step.FAIL:
            known = _FAILED.get(FailGround.of(end.ground), "") if end.ground else ""
        case _:
            known = _TERMINATED.get(TerminationGround.of(end.ground), "") if end.ground else ""
    if not known:
        return told or words.text("", "终止原因", 12)
    return f"{known}（{told}）" if told and told not in known and not brief else known


def extension(occasion: Occasion) -> Values:
    """Return the values of the consent to extend, with the last day before it (延期调解同意书)."""
    case = occasion.case
    taken = [t for t in case.steps if t.step is Step.EXTEND]
    last = taken[-1] if taken else None
    first_end = min((c.raw_due for c in case.clocks if c.kind == "DL04"), default=None)
    before = taken[-2].until if len(taken) > 1 else first_end
    return {
        "原届满日": words.day(before, "原届满日"),
        "延长至": words.day(last.until if last else None, "延长至"),
        "延期理由": [f"{words.as_clause(last.reason)}。"]
        if last and last.reason.strip()
        else words.lines_to_write_on("延期理由", 3),
    }


def ended(occasion: Occasion) -> Values:
    """Return the values of the notice that the mediation failed or ended (D-23).

    With a worker as its subject it tells the end of that worker's mediation alone (D-23b).
    """
    end = _own_end(occasion) if occasion.subject else last_step(occasion.case, *ENDS)
    refused = end is not None and end.manner == RecordSigned.ONE_REFUSED.value
    return {
        "告知书名称": _APART_TITLE if occasion.subject else "调解不成（终止）告知书",
        "终止原因": why_ended(end, brief=True),
        "情况记录": _record(end),
        "拒签说明": "有一方当事人拒绝在情况记录上签名或者盖章，调解员已注明情况。"
        if refused
        else "",
        "仲裁委": arbitration(occasion),
        "终止日期": words.day(end.day if end else occasion.on, "终止日期"),
    }


def _own_end(occasion: Occasion) -> StepTaken | None:
    """Return how the mediation ended for a worker who did not settle."""
    own = [t for t in occasion.case.steps if t.step is Step.END_FOR_ONE]
    return next((t for t in reversed(own) if str(t.party_id) == occasion.subject), None)


def _record(end: StepTaken | None) -> str:
    told = words.as_clause(end.reason) if end else ""
    return f"{told}。" if told else words.Blank("情况记录", "＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿。")


def undisputed(occasion: Occasion) -> Values:
    """Return the values of the undisputed facts (无争议事实记载)."""
    end = last_step(occasion.case, Step.FAIL)
    facts = tuple(words.lines(end.note)) if end else ()
    return {"无争议事实": numbered(facts) if facts else words.lines_to_write_on("无争议事实", 8)}


def suggestion(occasion: Occasion) -> Values:
    """Return the values of the suggestion to the parties (调解建议书)."""
    case = occasion.case
    end = last_step(case, Step.FAIL)
    items = end.items if end else ()
    return {
        "争议要点": _points(case) or words.lines_to_write_on("争议要点", 2),
        "终止原因": why_ended(end),
        "说明": words.lines_to_write_on("对事实和法律的说明", 3),
        "建议方案": numbered(items) if items else words.lines_to_write_on("建议方案", 4),
    }


def _points(case: CaseFile) -> list[str]:
    kinds = words.joined(kind.label for kind in case.kinds)
    return [*words.lines(case.requests), *([f"请求项目：{kinds}。"] if kinds else [])]


def withdrawal(occasion: Occasion) -> Values:
    """Return the values of the withdrawal, which the applicant signs (撤回调解申请书).

    With a worker as its subject it is that worker's alone (D-26b).
    """
    end = _left(occasion) if occasion.subject else last_step(occasion.case, Step.WITHDRAW)
    return sides(occasion.case) | {
        "撤回理由": words.text(end.reason if end else "", "撤回理由", 14),
        "撤回签名日期": words.day(end.served_on if end else None, "签名日期"),
    }


def _left(occasion: Occasion) -> StepTaken | None:
    """Return the step with which a worker of a group withdrew the application, if one did."""
    end = _own_end(occasion)
    return end if end is not None and end.ground == OwnGround.LEFT.value else None


def reconciled(occasion: Occasion) -> Values:
    """Return the values of the card of a settlement between the parties (自行和解登记表)."""
    end = last_step(occasion.case, Step.RECONCILE)
    return {
        "和解日期": words.day((end.served_on or end.day) if end else None, "和解日期"),
        "和解协议": _settlement_seen(end.manner) if end else "□附双方自行签订的和解协议　　页",
        "和解内容": (words.lines(end.note) if end else [])
        or words.lines_to_write_on("和解主要内容", 5, 28),
    }


def _settlement_seen(manner: str) -> str:
    """Say how the parties' own settlement was seen; older cases do not tell."""
    if manner == SettlementSeen.COPY.value:
        return "☑双方自行签订的和解协议已查验，复印件附卷"
    if manner == SettlementSeen.SEEN.value:
        return "☑双方自行签订的和解协议已查验，未留存复印件"
    return "□附双方自行签订的和解协议　　页"


def transfer(occasion: Occasion) -> Values:
    """Return the values of the letter of transfer (移送函)."""
    case = occasion.case
    moved = last_step(case, Step.TRANSFER)
    facts = words.lines(case.facts)[:3] or words.lines_to_write_on("案情摘要", 3)
    papers = numbered(moved.items) if moved else []
    return {
        "发文字号": words.text(moved.number if moved else "", "发文字号", 8),
        "主送": words.text(moved.body if moved else "", "主送单位", 8),
        "案情摘要": facts,
        "移送理由": words.as_clause(moved.reason) if moved else words.text("", "移送理由", 10),
        "移送依据": words.text("", "移送依据", 10),
        "材料": [_counted(paper) for paper in papers],
        "材料清单": "　".join(papers),
        "反馈期限": words.day(None, "反馈期限"),
        "移送日期": words.day(moved.day if moved else occasion.on, "移送日期"),
        "联系人": contact(occasion),
    }


_RESULTS = {
    ReferralResult.SETTLED: "双方达成调解协议",
    ReferralResult.FAILED: "双方未达成调解协议",
    ReferralResult.RETURNED: "未经调解，退回办理",
}


def _counted(paper: str) -> str:
    """Return a paper handed over with the number of its pages, or room for it."""
    return paper if re.search(r"[0-9一二三四五六七八九十]+\s*页", paper) else f"{paper}（　　页）"


def report(occasion: Occasion) -> Values:
    """Return the values of the report on a referral (委派、委托调解结果报告)."""
    case, referral = occasion.case, occasion.case.referral
    told = referral.report_note if referral else ""
    settled = bool(referral and referral.result is ReferralResult.SETTLED)
    return {
        "来函号": words.text(referral.number if referral else "", "来函文号", 8),
        "移送方式": _way(referral.kind) if referral else "委托",
        "主送": words.text(referral.body if referral else "", "主送单位", 8),
        "发文字号": words.text(referral.report_number if referral else "", "发文字号", 8),
        "收案日": words.day(referral.received_on if referral else None, "收案日"),
        "结果": _results(referral.result if referral else None),
        "情况说明": words.text(told or _course(case), "情况说明", 14),
        "达成": settled,
        "报告日期": words.day(referral.reported_on if referral else None, "报告日期"),
        "联系人": contact(occasion),
    }


def _way(kind: ReferralKind) -> str:
    match kind:
        case ReferralKind.COURT_BEFORE:
            return "委派"
        case ReferralKind.HANDED_OVER:
            return "转办"
    return "委托"


def _results(reached: ReferralResult | None) -> str:
    """Tick what came of a referral; where nothing did yet, all boxes stand open."""
    boxes = "　".join(f"{'☑' if one is reached else '□'}{text}" for one, text in _RESULTS.items())
    return boxes if reached else words.Blank("结果", boxes)


def _course(case: CaseFile) -> str:
    settlement = case.settlement
    if settlement is not None and settlement.effective_on is not None:
        day = words.day(settlement.effective_on, "生效日期")
        return f"双方于{words.day(settlement.agreed_on, '协议日期')}达成调解协议，于{day}生效。"
    end = last_step(case, *ENDS)
    return f"因{why_ended(end)}，调解终止。" if end else ""
