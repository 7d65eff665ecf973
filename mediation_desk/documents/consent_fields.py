"""The values of the papers between application and acceptance (D-05, D-07, D-09 to D-12)."""

from mediation_desk.documents import respondent_fields, words
from mediation_desk.documents.occasion import Occasion, Values
from mediation_desk.documents.party_fields import workers_in_short
from mediation_desk.domain.case import ApplicationForm, CaseFile, Side
from mediation_desk.domain.day_text import chinese_day
from mediation_desk.domain.other_parties import PartyRole
from mediation_desk.domain.respondents import inquiries, names_of
from mediation_desk.domain.stages import Step
from mediation_desk.domain.step_facts import (
    ContactManner,
    DeclineGround,
    RefusalGround,
    StepTaken,
)

REFUSAL_BASIS = "《企业劳动争议协商调解规定》第二十二条"


def last_step(case: CaseFile, *steps: Step) -> StepTaken | None:
    """Return the last of these steps that was taken."""
    taken = [t for t in case.steps if t.step in steps]
    return taken[-1] if taken else None


def sides(case: CaseFile) -> Values:
    """Name the side that applied and the one that is asked; an employer may apply, too."""
    workers, employer = workers_in_short(case), case.respondent.employer.name
    by_employer = case.applied_by is Side.RESPONDENT
    return {
        "申请方": employer if by_employer else workers,
        "被征询人": workers if by_employer else employer,
        "称谓": "你" if by_employer else "你单位",
    }


def contact(occasion: Occasion) -> str:
    """Name whom to ask at the centre."""
    case = occasion.case
    officer = case.clerk or case.mediator
    registered = last_step(case, Step.REGISTER)
    by = officer.name if officer else registered.by if registered else ""
    return words.text(by, "联系人")


def numbered(items: tuple[str, ...]) -> list[str]:
    """Number lines as papers do."""
    return [f"{number}．{item}" for number, item in enumerate(items, 1)]


def _received(case: CaseFile, came: StepTaken | None) -> str:
    """Write when the papers were handed in: with the time where it was noted."""
    if came is None and case.received_at is not None:
        return words.moment(case.received_on, case.received_at)
    return words.day(came.day if came else case.received_on, "收到时间")


def receipt(occasion: Occasion) -> Values:
    """Return the values of the receipt of papers (收件回执)."""
    case = occasion.case
    came = last_step(case, Step.CORRECTED)
    filed = [m for m in case.materials if m.side is case.applied_by and m.brought_in]
    named = [(name, "") for name in came.items] if came else _handed_in(case)
    known = [(name, copies, "", _EITHER) for name, copies in named if not (came and filed)]
    known += [
        (m.name, "1", str(m.pages) if m.is_shown else "—", "原件" if m.original else "复印件")
        for m in filed
    ]
    rows = [*known, *[("", "", "", _EITHER)] * max(0, 6 - len(known))]
    registered = last_step(case, Step.REGISTER)
    return {
        "提交人": sides(case)["申请方"],
        "材料": [
            {"序号": number, "名称": name, "份数": copies, "页数": pages, "原复": which}
            for number, (name, copies, pages, which) in enumerate(rows, 1)
        ],
        "收到时间": _received(case, came),
        "收件人": registered.by if registered and not came else "",
    }


_EITHER = "□原件　□复印件"


def _handed_in(case: CaseFile) -> list[tuple[str, str]]:
    """Name what an application brings along, with the copies that procedure.md 5.4 asks for."""
    papers = []
    if case.form is ApplicationForm.WRITTEN:
        asked = sum(other.role is PartyRole.CO_RESPONDENT for other in case.others) + 1
        papers.append(("劳动争议调解申请书", str(1 + asked)))
    own = {a.id for a in case.applicants}
    if case.applied_by is Side.RESPONDENT:
        own = {case.respondent.id}
    agents = sum(agent.party_id in own for agent in case.agents)
    return papers + ([("授权委托书", str(agents))] if agents else [])


def correction(occasion: Occasion) -> Values:
    """Return the values of the notice to complete the papers (补正材料通知书)."""
    asked = last_step(occasion.case, Step.ASK_CORRECTION)
    due = [c.due for c in occasion.case.clocks if c.kind == "DL06"]
    return {
        "补正事项": numbered(asked.items) if asked else words.lines_to_write_on("补正事项", 4),
        "补正期限": words.day(due[-1] if due else None, "补正期限"),
        "通知日期": words.day(asked.day if asked else None, "通知日期"),
        "联系人": contact(occasion),
    }


_GROUNDS = {
    RefusalGround.NOT_LABOUR: "申请事项不属于劳动争议",
    RefusalGround.NO_RESPONDENT: "没有明确的被申请人",
    RefusalGround.NOT_CONCERNED: "申请人与争议没有直接利害关系",
    RefusalGround.DECIDED: "同一争议已经处理或者正在仲裁、诉讼",
    RefusalGround.OTHER_BODY: "申请事项应当由其他机关处理",
}


def refusal(occasion: Occasion) -> Values:
    """Return the values of the notice of refusal (不予受理通知书)."""
    refused = last_step(occasion.case, Step.REFUSE)
    if refused is None:
        return {
            "理由": words.text("", "不予受理理由", 12),
            "依据": REFUSAL_BASIS,
            "途径": words.text("", "可循途径", 12),
            "决定日期": words.day(occasion.on, "决定日期"),
        }
    ground = _GROUNDS.get(RefusalGround.of(refused.ground), "") if refused.ground else ""
    told = words.as_clause(refused.reason)
    reason = ground if not told or told == ground else f"{ground}（{told}）" if ground else told
    return {
        "理由": reason,
        "依据": words.as_clause(refused.note) or REFUSAL_BASIS,
        "途径": _way(words.as_clause(refused.body).removeprefix("你可以").removeprefix("可以")),
        "决定日期": words.day(refused.day, "决定日期"),
    }


_WAYS = (
    ("监察", "投诉、举报"),
    ("仲裁", "申请仲裁"),
    ("法院", "提起诉讼"),
    ("法律援助", "申请法律援助"),
)
"""What is done at a body that is only named, by a word of its name."""


def _way(told: str) -> str:
    """Return a way to go on as it follows 你可以: a body that is only named gets its verb."""
    acts = ("向", "到", "依法", "申请", "提起", "投诉", "举报", "另行", "通过", "与", "直接", "持")
    if not told or told.startswith(acts):
        return told
    verb = next((verb for word, verb in _WAYS if word in told), "反映")
    return f"向{told}{verb}"


def inquiry(occasion: Occasion) -> Values:
    """Return the values of the consent inquiry with its reply slip (征询意见书及回执).

    Where several are asked, each has a paper of its own: workers, where the employer applied, and
    respondents.
    """
    case, asked = occasion.case, int(occasion.subject or 0)
    limits = [t.until for t in case.steps if t.step is Step.CONTACT and t.until]
    until = limits[-1] if limits else None
    named = sides(case)
    if asked:
        named["致"] = case.party_name(asked)
    one = next((i for i in respondent_fields.all_asked(case) if i.party_id == asked), None)
    if one is not None:
        person = any(o.id == asked and o.person is not None for o in case.others)
        named |= {"被征询人": one.name, "称谓": "你" if person else "你单位"}
        until = one.until
    return (
        {"致": named["被征询人"]}
        | named
        | {
            "答复期限": words.day(until, "答复期限"),
            "联系人": contact(occasion),
        }
    )


def rights(_occasion: Occasion) -> Values:
    """Return the values of the notice of rights and duties: those that every form has."""
    return {}


_MANNERS = {
    ContactManner.PHONE.value: "电话",
    ContactManner.VISIT.value: "上门",
    ContactManner.LETTER.value: "书面",
    ContactManner.MESSAGE.value: "短信",
}


def declined(occasion: Occasion) -> Values:
    """Return the values of the notice that the other side declines (不同意调解告知书)."""
    case = occasion.case
    end = last_step(case, Step.DECLINE)
    on = case.accepted_on or (end.day if end else occasion.on)
    attempts = [t for t in case.steps if t.step is Step.CONTACT]
    values = sides(case) | {"征询结果": _declined(case, end), "同意方": "", "其他途径": []}
    out = respondent_fields.without_consent(case, on) if on else ()
    if out and on:
        values["被征询人"] = respondent_fields.names(out)
        values["征询结果"] = f"{respondent_fields.told(out, on)}。"
        keys = {t.id for one in out for t in one.attempts}
        attempts = [t for t in attempts if t.id in keys]
        if case.accepted_on is not None:
            values["同意方"] = respondent_fields.names(inquiries(case))
            values["其他途径"] = respondent_fields.other_ways(case)
    return values | {
        "联系记录": [_attempt(case, t) for t in attempts],
        "仲裁委": arbitration(occasion),
        "告知日期": words.day(on if end or case.accepted_on else occasion.on, "告知日期"),
    }


def _declined(case: CaseFile, end: StepTaken | None) -> str:
    if end is not None and end.ground == DeclineGround.NO_ANSWER.value:
        limits = [t.until for t in case.steps if t.step is Step.CONTACT and t.until]
        until = f"在{chinese_day(limits[-1])}前的答复期限内" if limits else "在答复期限内"
        return f"对方{until}未作答复。"
    asked = Side.APPLICANT if case.applied_by is Side.RESPONDENT else Side.RESPONDENT
    given = [c for c in case.consents if c.side is asked and not c.agrees]
    if not given:
        return words.Blank("征询结果", "对方于＿＿年＿月＿日以＿＿＿＿方式表示不同意调解。")
    return f"对方{respondent_fields.answered(given[-1], end.reason if end else '')}。"


def _attempt(case: CaseFile, taken: StepTaken) -> str:
    manner = _MANNERS.get(taken.manner, "")
    asked = words.joined(names_of(case, step_id=taken.id))
    by = f"（{taken.by}）" if taken.by and asked else taken.by
    whom = f"联系{asked}{by}" if asked or by else "联系对方"
    note = f"，{words.as_clause(taken.note)}" if taken.note else ""
    return f"{chinese_day(taken.day)}{manner}{whom}{note}。"


def arbitration(occasion: Occasion) -> str:
    """Name the arbitration commission, with its address and telephone where they are known."""
    known = occasion.centre.arbitration.strip()
    return words.text(known, "仲裁委名称、地址、电话", 10)
