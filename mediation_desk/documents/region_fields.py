"""The values of the form for legal aid (D-75) and of the minutes of a joint meeting."""

from datetime import date

from mediation_desk.documents import words
from mediation_desk.documents.occasion import Values
from mediation_desk.domain.centre import Centre
from mediation_desk.domain.joint_meetings import BASIS, JointMeeting
from mediation_desk.domain.legal_aid import AidLine, LegalAid, Means
from mediation_desk.domain.money import figures

_MEANS = {
    Means.OPEN: "",
    Means.NEEDY: "已核查，符合经济困难条件",
    Means.NO_INCOME: "无固定生活来源的特定群体（法律援助法第四十二条第一项）",
    Means.RELIEF: "社会救助、司法救助或者优抚对象（法律援助法第四十二条第二项）",
    Means.MIGRANT: (
        "申请支付劳动报酬或者请求工伤事故人身损害赔偿的进城务工人员（法律援助法第四十二条第三项）"
    ),
    Means.OTHER_RULE: "法律、法规、规章规定的其他人员（法律援助法第四十二条第四项）",
}


def aid_values(line: AidLine, centre: Centre, on: date) -> Values:
    """Return the values of the application and referral form."""
    aid = line.aid
    return {
        "机构全称": centre.name,
        "机构地址": words.text(centre.address, "机构地址", 10),
        "机构电话": words.text(centre.phone, "机构电话", 6),
        "案号": line.number,
        "申请人": aid.applicant,
        "证件号码": words.text(aid.id_number, "证件号码", 9),
        "联系电话": words.text(aid.phone, "联系电话", 6),
        "农民工": _ticked(aid.migrant),
        "会员": _ticked(aid.member),
        "用人单位": words.text(line.respondent, "用人单位", 8),
        "事项": aid.matter.label,
        "案情": words.lines(aid.facts) or words.lines_to_write_on("案情", 4, 20),
        "经济状况": _means(aid),
        "申请日期": words.day(aid.applied_on, "申请日期"),
        "移送单位": words.text(aid.sent_to, "移送单位", 8),
        "决定": _decision(aid),
        "决定日期": words.day(aid.decided_on, "决定日期"),
        "批准编号": words.text(aid.approval_number, "批准编号", 6),
        "律师": words.text(_joined(line.lawyer, line.firm), "承办律师", 6),
        "开始日期": words.day(aid.started_on, "开始日期"),
        "结束日期": words.day(aid.ended_on, "结束日期"),
        "结果": words.text(aid.result.label if aid.result else "", "办理结果", 6),
        "协议金额": figures(line.agreed) if line.agreed else words.money(None, "协议或者裁判金额"),
        "追回金额": (
            figures(line.performed) if line.performed else words.money(None, "已追回金额")
        ),
        "出具日期": words.day(on, "出具日期"),
    }


def _ticked(value: bool) -> str:
    return "☑是　□否" if value else "□是　☑否"


def _means(aid: LegalAid) -> str:
    text = _MEANS[aid.means]
    reason = aid.means_reason.strip()
    if text and reason:
        return f"{text}：{reason}"
    return words.text(text or reason, "经济状况或者免予核查的理由", 12)


def _decision(aid: LegalAid) -> str:
    if aid.granted is None:
        return "□给予法律援助　□不予法律援助"
    if aid.granted:
        return "☑给予法律援助　□不予法律援助"
    return f"□给予法律援助　☑不予法律援助（{aid.refusal.strip()}）"


def _joined(name: str, firm: str) -> str:
    return f"{name}（{firm}）" if name and firm else name


def minutes_values(meeting: JointMeeting, centre: Centre, on: date) -> Values:
    """Return the values of the minutes (会议纪要)."""
    moment = words.day(meeting.day, "会议时间")
    if meeting.begins is not None:
        moment = words.moment(meeting.day, meeting.begins)
    came = [one for one in meeting.participants if one.attended]
    return {
        "机构全称": centre.name,
        "会议名称": meeting.title,
        "时间": moment,
        "地点": words.text(meeting.place, "会议地点", 8),
        "主持人": words.text(meeting.chair, "主持人"),
        "记录人": words.text(meeting.recorder, "记录人"),
        "依据": BASIS,
        "参加单位": [
            {"单位": one.agency, "人员": words.text(one.people, f"{one.agency}：参加人员", 6)}
            for one in came
        ],
        "缺席": words.joined(one.agency for one in meeting.participants if not one.attended),
        "议题": words.numbered(meeting.agenda),
        "纪要": words.lines(meeting.minutes) or words.lines_to_write_on("会议内容", 6),
        "议定事项": [
            {
                "序号": number,
                "事项": decision.what,
                "责任": decision.who,
                "期限": words.day(decision.due_on, f"第{number}项：完成时限"),
            }
            for number, decision in enumerate(meeting.decisions, 1)
        ],
        "出具日期": words.day(on, "出具日期"),
    }
