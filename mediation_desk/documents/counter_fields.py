"""The values of the papers at the counter, from the application to its acceptance or refusal."""

from datetime import date, time

from mediation_desk.documents import words
from mediation_desk.documents.occasion import Occasion, Values
from mediation_desk.documents.respondent_fields import all_asked
from mediation_desk.domain.case import CaseFile, Consent, Side
from mediation_desk.domain.day_text import chinese_day, chinese_time
from mediation_desk.domain.stages import Step


def oral(occasion: Occasion) -> Values:
    """Return the values of the record of an oral application (口头申请笔录)."""
    case, told = occasion.case, occasion.case.oral
    return {
        "笔录时间": _moment(told.taken_on, told.begun_at) if told else words.day(None, "笔录时间"),
        "笔录地点": words.text(told.place if told else "", "笔录地点", 8),
        "记录人": words.text(told.recorder if told else "", "记录人"),
        "事实与理由": words.lines(case.facts) or words.lines_to_write_on("事实与理由", 5, 24),
        "补充问答": words.lines(told.further) if told else [],
        "签名时间": (
            _moment(told.taken_on, told.signed_at)
            if told and told.signed_at
            else words.Blank("签名时间", "　　　　年　　月　　日　　时　　分")
        ),
    }


def _moment(day: date, at: time) -> str:
    return f"{chinese_day(day)}{chinese_time(at)}"


def lead(occasion: Occasion) -> Values:
    """Return the values of the register card of a mediation from a lead (主动调解登记表)."""
    case, lead = occasion.case, occasion.case.referral
    phones = [a.person.phone for a in case.applicants if a.person.phone]
    return {
        "线索来源": words.text(lead.body if lead else "", "线索来源", 8),
        "线索日期": words.day(lead.received_on if lead else None, "线索日期"),
        "甲方电话": phones[0] if phones else "",
        "争议概况": words.lines(case.facts) or words.lines_to_write_on("争议概况", 4, 30),
        "甲方意见": _opinion(case, Side.APPLICANT),
        "乙方意见": _opinion(case, Side.RESPONDENT),
        "登记人": words.text(_registrar(case), "登记人"),
    }


def _registrar(case: CaseFile) -> str:
    registered = next((t for t in case.steps if t.step is Step.REGISTER), None)
    return registered.by if registered else ""


def _opinion(case: CaseFile, side: Side) -> str:
    asked = all_asked(case) if side is Side.RESPONDENT else ()
    if asked:
        return "；".join(f"{one.name}：{_said(one.answers[-1:])}" for one in asked)
    given = [consent for consent in case.consents if consent.side is side]
    return _said(tuple(given[-1:]))


def _said(last: tuple[Consent, ...]) -> str:
    given = last[0] if last else None
    if given is None:
        return words.Blank("征询意见", "□同意　□不同意　时间：　　　　　方式：")
    box = "☑同意　□不同意" if given.agrees else "□同意　☑不同意"
    return f"{box}　{chinese_day(given.given_on)}　{given.manner.label}　{given.by}"
