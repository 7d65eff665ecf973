"""The values of the register card of an enquiry (咨询登记表), which belongs to no case."""

from mediation_desk.documents import words
from mediation_desk.documents.occasion import Values
from mediation_desk.domain.centre import Centre
from mediation_desk.domain.day_text import chinese_day, chinese_time
from mediation_desk.domain.enquiry import ANONYMOUS, Channel, Enquirer, Enquiry, Handling
from mediation_desk.domain.taxonomy import cause_label
from mediation_desk.domain.terms import Term

_CHANNELS: dict[Term, str] = {
    Channel.VISIT: "来访",
    Channel.PHONE: "来电",
    Channel.WEB: "网络",
    Channel.HOTLINE_12351: "12351",
}
_ENQUIRERS: dict[Term, str] = {
    Enquirer.WORKER: "职工",
    Enquirer.EMPLOYER: "用人单位",
    Enquirer.OTHER: "其他",
}
_HANDLINGS: dict[Term, str] = {
    Handling.ANSWERED: "解答",
    Handling.GUIDED: "引导申请调解",
    Handling.REFERRED: "转介",
}


def enquiry_card(enquiry: Enquiry, centre: Centre) -> Values:
    """Return the values of the card."""
    where = f"（{enquiry.referred_to}）" if enquiry.referred_to else ""
    return {
        "机构全称": centre.name,
        "编号": enquiry.number,
        "日期时间": f"{chinese_day(enquiry.asked_on)}{chinese_time(enquiry.asked_at)}",
        "方式": _boxes(_CHANNELS, enquiry.channel),
        "咨询人": enquiry.name or ANONYMOUS,
        "联系电话": words.text(enquiry.phone, "联系电话", 6),
        "身份": _boxes(_ENQUIRERS, enquiry.enquirer),
        "农民工": _yes_no(told=enquiry.migrant),
        "会员": _yes_no(told=enquiry.member),
        "单位名称": words.text(enquiry.employer, "单位名称", 10),
        "事项代码": enquiry.cause,
        "事项": cause_label(enquiry.cause) if enquiry.cause else "",
        "摘要": words.lines(enquiry.topic),
        "答复": words.lines(enquiry.answer) or words.lines_to_write_on("答复要点", 3),
        "处理": _boxes(_HANDLINGS, enquiry.handling) + where,
        "案号": enquiry.case_number,
        "接待人": words.text(enquiry.taken_by, "接待人"),
        "作废": enquiry.void_reason,
    }


def _boxes(names: dict[Term, str], chosen: Term) -> str:
    return "　".join(f"{'☑' if term is chosen else '□'}{name}" for term, name in names.items())


def _yes_no(*, told: bool) -> str:
    return "☑是　□否" if told else "□是　☑否"
