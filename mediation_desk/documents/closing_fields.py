"""The values of the papers at the end of a case: visit, approval of closing, the dossier."""

from datetime import date

from mediation_desk.documents import words
from mediation_desk.documents.effect_fields import settled
from mediation_desk.documents.occasion import Occasion, Values
from mediation_desk.documents.party_fields import party_values
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.closing import closed_with
from mediation_desk.domain.day_text import chinese_day
from mediation_desk.domain.dossier import Bound, Row, Volume, pieces
from mediation_desk.domain.hearing import GIVEN_UP
from mediation_desk.domain.money import figures
from mediation_desk.domain.stages import LOCKED, Step
from mediation_desk.domain.step_facts import ClosingResult, Retention, StepTaken
from mediation_desk.domain.taxonomy import cause_label
from mediation_desk.domain.tracks import Track
from mediation_desk.domain.visits import Satisfaction, Visit

_TICKED, _OPEN = "☑", "□"


def visit(occasion: Occasion) -> Values:
    """Return the values of the record of a follow-up visit (回访记录)."""
    visits = occasion.case.visits
    wanted = (v for v in visits if str(v.id) == occasion.subject)
    found = next(wanted, visits[-1] if visits else None)
    return settled(occasion) | {
        "回访日期": words.day(found.day if found else None, "回访日期"),
        "回访方式": words.text(found.manner.label if found else "", "回访方式", 6),
        "被访人": words.text(found.person if found else "", "被访人", 6),
        "回访人": words.text(found.visitor if found else "", "回访人", 6),
        "回访事由": (found.reason if found else "") or "了解调解协议履行情况和当事人意见",
        "回访履行": words.text(found.performed.label if found else "", "履行情况", 10),
        "满意度": _satisfaction(found),
        "新问题": _lines(found.problems if found else None, "新问题、隐患"),
        "处理": _lines(found.handling if found else None, "处理情况"),
    }


def _satisfaction(found: Visit | None) -> str:
    chosen = found.satisfaction if found else None
    boxes = (f"{_TICKED if one is chosen else _OPEN}{one.label}" for one in Satisfaction)
    return "　".join(boxes)


def _lines(text: str | None, name: str) -> list[str]:
    """Return the lines of a remark; one that was left empty says so, one not yet made is a line."""
    if text is None:
        return words.lines_to_write_on(name, 2, 20)
    return words.lines(text) or ["无"]


def approval(occasion: Occasion) -> Values:
    """Return the values of the approval of closing (结案审批表)."""
    case = occasion.case
    held = sum(hearing.status not in GIVEN_UP for hearing in case.hearings)
    ended = case.settlement.effective_on if case.settlement else case.ended_on
    asked, decided = _acts(case)
    return settled(occasion) | {
        "来源": case.source.label,
        "结束日期": words.day(case.ended_on or ended, "调解结束日期"),
        "结案日期": words.day(case.closed_on, "结案日期"),
        "调解次数": f"{held}次",
        "涉及人数": f"{len(case.applicants)}人",
        "结果": _result(case),
        "请求金额合计": figures(case.totals.claimed),
        "协议合计": figures(case.owed + case.paid) if case.settlement else "—",
        "审查确认": _proceedings(case, Track.REVIEW, Track.CONFIRMATION) or "未申请",
        "支付令执行": _proceedings(case, Track.ORDER, Track.EXECUTION) or "无",
        "回访情况": _visited(case.visits),
        "文书份数": f"{len(case.papers)}份",
        "文书页数": _pages(occasion.pages),
        "保管期限": _kept(occasion),
        "承办人意见": _opinion(asked),
        "承办人签名日": words.day(asked.day if asked else None, "申请结案日期"),
        "主任审批": _opinion(decided),
        "主任签名日": words.day(decided.day if decided else None, "审批日期"),
    }


def _pages(count: int | None) -> str:
    return words.Blank("卷内文书页数", "＿＿＿页") if count is None else f"{count}页"


def _acts(case: CaseFile) -> tuple[StepTaken | None, StepTaken | None]:
    """Return the last application for closing, and what the supervisor decided on it."""
    acts = [t for t in case.steps if t.step in _CLOSING_ACTS]
    asked = [t for t in acts if t.step is Step.APPLY_CLOSE]
    decided = acts[-1] if acts and acts[-1].step is not Step.APPLY_CLOSE else None
    return (asked[-1] if asked else None), decided


_CLOSING_ACTS = frozenset({Step.APPLY_CLOSE, Step.RETURN_CLOSE, Step.CLOSE})


def _opinion(taken: StepTaken | None) -> list[str]:
    """Write what was said with an act of closing, and of what was missing; else room for it."""
    if taken is None:
        return ["", ""]
    match taken.step:
        case Step.APPLY_CLOSE:
            said = ["申请结案。" + as_clause_end(taken.note)]
        case Step.RETURN_CLOSE:
            said = ["退回补正：" + as_clause_end(taken.reason)]
        case _:
            said = ["同意结案。" + as_clause_end(taken.note)]
    if taken.reason and taken.step is not Step.RETURN_CLOSE:
        said.append("欠缺事项说明：" + as_clause_end(taken.reason))
    return said


def as_clause_end(text: str) -> str:
    """End a remark with a full stop, if there is one."""
    told = text.strip().rstrip("。")
    return f"{told}。" if told else ""


def _result(case: CaseFile) -> str:
    """Say with what result the case is closed, without an agreement also how it ended."""
    result = closed_with(case)
    return outcome(case) if result is ClosingResult.WITHOUT else result.label


def outcome(case: CaseFile) -> str:
    """Say how the mediation ended, in the words of the register."""
    if case.settlement and case.settlement.effective_on:
        state = case.performance.label if case.performance else ""
        return f"达成调解协议，{state}" if state else "达成调解协议"
    stage = case.stage
    if stage in LOCKED:
        before = [t.from_stage for t in case.steps if t.step is Step.CLOSE and t.from_stage]
        stage = before[-1] if before else stage
    reason = f"：{case.end_reason}" if case.end_reason else ""
    return f"{stage.label}{reason}"


def _proceedings(case: CaseFile, *tracks: Track) -> str:
    told = []
    for proceeding in case.proceedings:
        if proceeding.track in tracks:
            whose = f"（{proceeding.label}）" if proceeding.label else ""
            number = f"，{proceeding.number}" if proceeding.number else ""
            told.append(
                f"{proceeding.track.label}{whose}：{chinese_day(proceeding.opened_on)}申请，"
                f"{proceeding.standing.label}{number}"
            )
    return "；".join(told)


def _visited(visits: tuple[Visit, ...]) -> str:
    if not visits:
        return "未回访"
    return "；".join(
        f"{chinese_day(v.day)}{v.manner.label}，{v.performed.label}"
        + (f"，满意度{v.satisfaction.value}" if v.satisfaction else "")
        for v in visits
    )


def _archived(case: CaseFile) -> StepTaken | None:
    filed = [t for t in case.steps if t.step is Step.ARCHIVE]
    return filed[-1] if filed else None


def cover(occasion: Occasion) -> Values:
    """Return the values of the dossier's cover (卷宗封面)."""
    case = occasion.case
    filed = _archived(case)
    until = case.ended_on or case.closed_on
    first = case.accepted_on or case.received_on
    parties = party_values(case)
    bound = occasion.bound
    number = 2 if bound and bound.volume is Volume.SIDE else 1
    return {
        "卷名": f"{parties['申请方']}诉{parties['被申请方']}{cause_label(case.cause)}",
        "档号": words.text(filed.number if filed else "", "档号", 10),
        "调解起止": f"{chinese_day(first)}至{_until(until)}",
        "结果": outcome(case),
        "立卷人": words.text(case.clerk.name if case.clerk else "", "立卷人"),
        "立卷日期": words.day(filed.day if filed else None, "立卷日期"),
        "保管期限": _kept(occasion),
        "册数": f"共{bound.volumes}册　第{number}册" if bound else "共　册　第　册",
        "页数": f"{bound.pages}页" if bound else "　　　　页",
        "卷册": bound.volume.label if bound else "",
        "备注": "",
    }


def _kept(occasion: Occasion) -> str:
    """Say how long the dossier is kept; before it is filed, what the centre's table says."""
    filed = _archived(occasion.case)
    kept = Retention.of(filed.ground).label if filed and filed.ground else occasion.retention
    return words.text(kept, "保管期限")


def _until(day: date | None) -> str:
    return words.day(day, "调解结束日期")


def contents(occasion: Occasion) -> Values:
    """Return the values of the dossier's catalogue (卷内目录), in the order of binding."""
    bound = occasion.bound
    rows = bound.rows if bound else _unbound(occasion.case)
    return {
        "卷册": bound.volume.label if bound else "",
        "卷内文书": [
            {
                "序号": number,
                "名称": row.title,
                "文号": occasion.case.number if row.is_paper else "",
                "日期": words.short_day(row.day, "日期"),
                "页号": row.pages if row.first else "",
                "备注": "" if row.first or not bound else "另附",
            }
            for number, row in enumerate(rows, 1)
        ],
    }


def _unbound(case: CaseFile) -> tuple[Row, ...]:
    """List what both volumes will hold, before they are bound and numbered."""
    every = (*pieces(case, Volume.MAIN), *pieces(case, Volume.SIDE))
    return tuple(Row.of(piece) for piece in every)


def back_note(occasion: Occasion) -> Values:
    """Return the values of the note at the end of the dossier (备考表)."""
    case = occasion.case
    filed = _archived(case)
    said = _about_volume(occasion.bound) if occasion.bound else []
    said += _about_other_cases(case)
    return {
        "情况": [*said, *[""] * (16 - len(said))],
        "立卷人": words.text(case.clerk.name if case.clerk else "", "立卷人"),
        "立卷日期": words.day(filed.day if filed else None, "立卷日期"),
    }


def back_cover(_occasion: Occasion) -> Values:
    """Return the values of the back cover (封底): those that every form has."""
    return {}


def _about_volume(bound: Bound) -> list[str]:
    """Tell how much is in a volume, and what belongs to it and has no pages."""
    said = [
        f"本卷为{bound.volume.label}，共有文书材料{len(bound.rows)}件，已编页码{bound.pages}页。"
    ]
    if bound.beside:
        said.append(f"另附不能装订的材料{len(bound.beside)}件：{'、'.join(bound.beside)}。")
    return said


def _about_other_cases(case: CaseFile) -> list[str]:
    """Tell which other dossier holds what is not in this one, as workers were split off."""
    told = [
        f"本案由{worker.number or '另一'}案分出（{worker.name}，{chinese_day(worker.split_on)}），"
        "分出前的笔录、文书和送达材料见该案卷。"
        for worker in case.came
    ]
    told += [
        f"劳动者{worker.name}已于{chinese_day(worker.split_on)}分出另案"
        f"（{worker.number or '案号略'}），其后的材料见该案卷。"
        for worker in case.gone
    ]
    return told


def lending(occasion: Occasion) -> Values:
    """Return the values of the register of lending and supplements (借阅、补充登记)."""
    opened = [t for t in occasion.case.steps if t.step is Step.REOPEN]
    since = opened[-1].day if opened else None
    later = [p for p in occasion.case.papers if since and p.issued_on >= since]
    reason = opened[-1].reason if opened else ""
    return {
        "补充": [
            {
                "名称": paper.title,
                "理由": reason,
                "日期": words.short_day(paper.issued_on, "日期"),
            }
            for paper in later
        ]
    }
