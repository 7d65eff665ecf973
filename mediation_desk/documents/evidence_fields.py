"""The values of the papers about what is known: D-06, D-20, D-21 and D-76."""

from datetime import date

from mediation_desk.documents import words
from mediation_desk.documents.asked_person import known_to_the_case
from mediation_desk.documents.consent_fields import last_step
from mediation_desk.documents.occasion import Occasion, Values
from mediation_desk.documents.party_fields import (
    employer_title,
    employers_in_short,
    worker_title,
    workers_in_short,
)
from mediation_desk.documents.people_fields import tick
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.day_text import chinese_day
from mediation_desk.domain.hearing import HearingStatus
from mediation_desk.domain.hearing_rules import ordinal
from mediation_desk.domain.major_report import MajorReport, ReportKind, Unrest
from mediation_desk.domain.materials import Listed, evidence_of
from mediation_desk.domain.money import ZERO, figures
from mediation_desk.domain.people import Sex
from mediation_desk.domain.sides import Side
from mediation_desk.domain.stages import Step

_ROWS = 10


def personal_data(_occasion: Occasion) -> Values:
    """Return the values of the notice on personal data (个人信息处理告知及同意书)."""
    return {}


def inquiry_record(occasion: Occasion) -> Values:
    """Return the values of the record of an inquiry (调查笔录), with lines for the answers."""
    case = occasion.case
    asked = next((t for t in case.steps if str(t.id) == occasion.subject), None)
    day = words.day(asked.day if asked else None, "调查时间")
    asking = f"{case.mediator.name}、＿＿＿＿＿＿" if case.mediator else ""
    found = words.lines(asked.note) if asked else []
    return {
        "调查时间": words.Blank("调查时间", f"{day}＿时＿分至＿时＿分"),
        "调查对象": words.text(words.as_clause(asked.body) if asked else "", "被调查人、地点", 12),
        "调查人": words.text(words.as_clause(asked.by) if asked else asking, "调查人", 6),
        "被调查人": known_to_the_case(case, asked),
        "问答": found or words.lines_to_write_on("问答", 12, 26),
    }


def evidence_list(occasion: Occasion) -> Values:
    """Return the values of a side's list of evidence (证据清单), with rows to write on."""
    case = occasion.case
    side = Side.of(occasion.subject) if occasion.subject else case.applied_by
    by_worker = side is Side.APPLICANT
    came = last_step(case, Step.CORRECTED) if side is case.applied_by else None
    filed = evidence_of(case.materials, side)
    rows = [_row(one) for one in filed]
    rows += [_EMPTY | {"名称": name} for name in (came.items if came and not filed else ())]
    rows += [_EMPTY] * max(0, _ROWS - len(rows))
    return {
        "提交人": workers_in_short(case) if by_worker else employers_in_short(case),
        "提交人地位": worker_title(case) if by_worker else employer_title(case),
        "证据": [row | {"序号": number} for number, row in enumerate(rows, 1)],
        "核对": _compared(filed),
    }


_EMPTY: Values = {
    **dict.fromkeys(("名称", "种类", "来源", "证明目的", "页数", "对方意见"), ""),
    "原复": "□原 □复",
}


def _row(one: Listed) -> Values:
    """Return the row of a material in a list of evidence."""
    material = one.material
    return {
        "名称": material.name,
        "种类": material.kind.label if material.kind else "",
        "来源": material.source,
        "证明目的": material.purpose,
        "原复": "原件" if material.original else "复印件",
        "页数": f"{material.pages}（{one.pages}）" if one.first else one.pages,
        "对方意见": material.opinion,
    }


def _compared(filed: tuple[Listed, ...]) -> str:
    """Say which copies were found to agree with their originals, by whom and when."""
    by: dict[tuple[str, date], list[str]] = {}
    for one in filed:
        material = one.material
        if material.checked_on is not None:
            by.setdefault((material.checked_by, material.checked_on), []).append(str(one.number))
    return "".join(
        f"第{'、'.join(numbers)}项与原件核对无异，核对人：{who}，{chinese_day(day)}。"
        for (who, day), numbers in by.items()
    )


def major_report(occasion: Occasion) -> Values:
    """Return the values of the report on a major dispute (重大争议情况报告)."""
    case = occasion.case
    asked = any(claim.claimed is not None for claim in case.claims)
    report = occasion.report
    return {
        "报告种类": _kind(report.kind),
        "发生时间": report.happened or words.Blank("发生时间", ""),
        "发生地点": report.place or words.Blank("发生地点", ""),
        "涉及人数": f"{len(case.applicants)}人",
        "女职工": _women(case),
        "请求金额": words.money(case.totals.claimed if asked else None, "请求金额"),
        "起因": words.lines(case.facts) or words.lines_to_write_on("起因", 3, 30),
        "诉求": words.lines(case.requests) or _claimed(case),
        "措施": _measures(case),
        "停工人数": str(report.stopped or ""),
        "聚集人数": str(report.gathered or ""),
        "停工聚集": _unrest(report),
        "当前状态": case.stage.label,
        "协调事项": words.lines(report.coordinate) or [words.Blank("需要协调的事项", ""), ""],
    }


def _kind(told: ReportKind | None) -> str:
    """Tick which report it is, as the person said: the first, one of the next, or the last."""
    boxes = "　".join(
        tick(kind is told, name)
        for kind, name in zip(ReportKind, ("首报", "续报", "终报"), strict=True)
    )
    return boxes if told else words.Blank("首报、续报或者终报", boxes)


def _women(case: CaseFile) -> str:
    """Count the women; where the sex of a worker is not known nobody can say how many."""
    sexes = [worker.person.sex for worker in case.applicants]
    return words.Blank("女职工人数", "") if None in sexes else f"{sexes.count(Sex.FEMALE)}人"


def _unrest(report: MajorReport) -> str:
    boxes = "　".join(
        (
            tick(bool(report.stopped), f"停工（{report.stopped or '　　'}人）"),
            tick(bool(report.gathered), f"聚集（{report.gathered or '　　'}人）"),
            tick(report.unrest is Unrest.NONE, "均无"),
        )
    )
    return boxes if report.unrest else words.Blank("是否停工、聚集", boxes)


def _claimed(case: CaseFile) -> list[str]:
    lines = []
    for kind in case.kinds:
        claims = [claim for claim in case.claims if claim.kind is kind]
        sums = [claim.claimed for claim in claims if claim.claimed is not None]
        sum_asked = f"，{figures(sum(sums, ZERO))}元" if sums else ""
        lines.append(f"{kind.label}：{len(claims)}人{sum_asked}")
    return lines or words.lines_to_write_on("主要诉求", 2, 30)


def _measures(case: CaseFile) -> list[str]:
    """Tell in short what was done: receipt, acceptance, sessions held, agreement."""
    told = [f"{chinese_day(case.received_on)}收到调解申请。"]
    if case.accepted_on:
        told.append(f"{chinese_day(case.accepted_on)}受理。")
    told += [
        f"{chinese_day(hearing.day)}进行第{words.in_chinese(ordinal(case, hearing))}次调解。"
        for hearing in case.hearings
        if hearing.status is HearingStatus.HELD
    ]
    if case.settlement and case.settlement.effective_on:
        told.append(f"{chinese_day(case.settlement.effective_on)}调解协议生效。")
    return told
