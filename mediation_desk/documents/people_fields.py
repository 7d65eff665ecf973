"""The values of the papers about people: panel, recusal, authority, election, consent."""

from decimal import Decimal

from mediation_desk.documents import words
from mediation_desk.documents.occasion import Occasion, Values
from mediation_desk.documents.party_fields import both_in_short, identity_name
from mediation_desk.domain.agents import Agent, AgentKind, Authority, Power
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.claims import ZERO, ClaimKind
from mediation_desk.domain.day_text import chinese_day
from mediation_desk.domain.duties import beside_formalities
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.money import figures
from mediation_desk.domain.panel import Ground, PanelMember, Recusal, Ruling, helpers, members
from mediation_desk.domain.people import Person
from mediation_desk.domain.representatives import due_to, still_meant
from mediation_desk.domain.settlement import total

_TICKED, _OPEN = "☑", "□"
_POWERS = {
    Power.ADMIT: "代为承认对方请求",
    Power.WAIVE: "代为放弃请求",
    Power.CHANGE: "代为变更请求",
    Power.SETTLE: "代为和解、签署调解协议",
    Power.TAKE_MONEY: "代为收取款项",
}
_GROUNDS = {
    Ground.RELATIVE: "是本案当事人、代理人，或者与当事人、代理人有近亲属关系",
    Ground.INTEREST: "与争议有利害关系",
    Ground.OTHER: "与当事人、代理人有其他关系，可能影响公正调解",
}


def tick(on: bool, text: str) -> str:
    """Return a box, ticked or open, before its text."""
    return f"{_TICKED if on else _OPEN}{text}"


def panel_notice(occasion: Occasion) -> Values:
    """Return the values of the notice of assignment or panel (调解员指派、小组组成通知书)."""
    case = occasion.case
    panel = members(case.panel)
    return {
        "小组": [_member(member, number) for number, member in enumerate(panel, 1)],
        "协助调解人": words.joined(_helper(helper) for helper in helpers(case.panel)),
    }


def _member(member: PanelMember, number: int) -> Values:
    return {
        "序号": number,
        "姓名": member.name,
        "席位": member.seat.label,
        "单位": member.organisation,
        "职责": "首席调解员" if member.head else "调解员",
    }


def _helper(helper: PanelMember) -> str:
    return f"{helper.name}（{helper.organisation}）" if helper.organisation else helper.name


def _recusal(occasion: Occasion) -> Recusal | None:
    return next((r for r in occasion.case.recusals if str(r.id) == occasion.subject), None)


def recusal_request(occasion: Occasion) -> Values:
    """Return the values of the request for recusal (回避申请书), blank before there is one."""
    recusal = _recusal(occasion)
    facts = words.lines(recusal.facts) if recusal else []
    return {
        "回避申请人": words.text(recusal.asked_by if recusal else "", "回避申请人", 8),
        "被申请回避人": words.text(recusal.person if recusal else "", "被申请回避人", 5),
        "回避事由": [
            tick(bool(recusal and recusal.ground is ground), text)
            for ground, text in _GROUNDS.items()
        ],
        "事实": facts or words.lines_to_write_on("事实和证据", 3),
        "申请日期": words.day(recusal.asked_on if recusal else None, "申请回避的日期"),
    }


def recusal_decision(occasion: Occasion) -> Values:
    """Return the values of the decision on recusal (回避决定书)."""
    recusal = _recusal(occasion)
    reason = words.lines(recusal.reason) if recusal and recusal.ruling else []
    return recusal_request(occasion) | {
        "自行回避": bool(recusal and recusal.own_report),
        "事由": _GROUNDS[recusal.ground] if recusal else words.text("", "事由", 10),
        "决定理由": reason or words.lines_to_write_on("决定理由", 2),
        "决定": _decision(recusal),
        "决定日期": words.day(recusal.decided_on if recusal else None, "决定日期"),
    }


def _decision(recusal: Recusal | None) -> str:
    if recusal is None or recusal.ruling is None:
        return words.text("", "决定", 20)
    person = recusal.person
    match recusal.ruling:
        case Ruling.GRANTED:
            after = f"，由{recusal.replaced_by}接替" if recusal.replaced_by else ""
            return f"准许{person}回避{after}。"
        case Ruling.STAYS:
            return f"双方当事人均同意{person}继续参加调解，不予更换。"
    return f"驳回回避申请，{person}继续参加本案调解。"


def power_of_attorney(occasion: Occasion) -> Values:
    """Return the values of a power of attorney (授权委托书), with a blank for who has none."""
    case = occasion.case
    party = next((key for key, _name in case.parties if str(key) == occasion.subject), 0)
    agents = case.agents_of(party)
    given = {agent.given_on for agent in agents}
    day = given.pop() if len(given) == 1 else None
    return {
        "委托人": _principal(case, party),
        "受委托人": [_agent(agent) for agent in agents] or [_agent(None)],
        "委托日期": words.day(day, "委托日期"),
    }


def _principal(case: CaseFile, party: int) -> Values:
    person: Person | None = next((a.person for a in case.applicants if a.id == party), None)
    employer: Employer | None = None
    if party == case.respondent.id:
        employer = case.respondent.employer
    for other in case.others:
        if other.id == party:
            person, employer = other.person, other.employer
    name = dict(case.parties).get(party, "")
    found = person or employer
    number = person.id_number if person else employer.credit_code if employer else ""
    label = identity_name(person.id_kind) if person else "统一社会信用代码"
    return {
        "名称": words.text(name, "委托人", 10),
        "证件名称": label if found else "证件号码",
        "证件号码": words.text(number, "委托人：证件号码", 9),
        "法定代表人": employer.legal_representative if employer else "",
        "职务": employer.representative_post if employer else "",
        "单位": employer is not None,
        "住所": words.text(found.address if found else "", "委托人：住所", 10),
        "联系电话": words.text(found.phone if found else "", "委托人：联系电话", 6),
    }


def _agent(agent: Agent | None) -> Values:
    powers = agent.powers if agent else frozenset[Power]()
    special = agent is not None and agent.authority is Authority.SPECIAL
    general = agent is not None and not special
    person = agent.person if agent else Person(name="")
    by_profession = agent and agent.kind in (AgentKind.LAWYER, AgentKind.LEGAL_WORKER)
    return {
        "姓名": words.text(person.name, "受委托人", 5),
        "证件名称": identity_name(person.id_kind),
        "证件号码": words.text(person.id_number, "受委托人：证件号码", 9),
        "联系电话": words.text(person.phone, "受委托人：联系电话", 6),
        "单位": words.text(agent.firm if agent else "", "受委托人：单位", 8),
        "身份": agent.kind.label if agent else words.text("", "受委托人：身份", 4),
        "执业证号或关系": words.text(
            (agent.licence if by_profession else agent.relation) if agent else "",
            "执业证号或者与委托人的关系",
            8,
        ),
        "权限": "　".join((tick(general, "一般授权"), tick(special, "特别授权"))),
        "事项": _in_threes([tick(power in powers, text) for power, text in _POWERS.items()]),
        "代收文书": tick(bool(agent and agent.receives_papers), "代收文书"),
        "期限": (
            f"自委托之日起至{chinese_day(agent.until)}止"
            if agent and agent.until
            else "自委托之日起至本案调解终结止"
        ),
    }


def _in_threes(boxes: list[str]) -> list[str]:
    return ["　".join(boxes[at : at + 3]) for at in range(0, len(boxes), 3)]


def election(occasion: Occasion) -> Values:
    """Return the values of the election of representatives (推选代表书)."""
    case = occasion.case
    elected = {row.party_id: row.elected_on for row in case.representatives}
    chosen = [a for a in case.applicants if a.id in elected]
    rows = [_elected(a.person, number) for number, a in enumerate(chosen, 1)]
    day = next(iter(elected.values()), None)
    return {
        "代表": rows or [_elected(None, number) for number in range(1, 4)],
        "推选日期": words.day(day, "推选日期"),
        "代表人数": words.in_chinese(len(chosen)) if chosen else words.text("", "代表人数", 1),
    }


def _elected(person: Person | None, number: int) -> Values:
    return {
        "序号": number,
        "姓名": person.name if person else "",
        "证件号码": person.id_number if person else "",
        "联系电话": person.phone if person else "",
    }


def consent_list(occasion: Occasion) -> Values:
    """Return the values of the list of consents (被代表人同意和解确认表).

    An answer is printed only where it was given to what the agreement says now: the list
    certifies the sums and days that stand in it (劳动人事争议仲裁办案规则第六十三条).
    """
    case = occasion.case
    answers = {answer.party_id: answer for answer in case.answers if still_meant(case, answer)}
    rows: list[Values] = []
    for number, worker in enumerate(case.applicants, 1):
        answer = answers.get(worker.id)
        agrees = answer is not None and answer.agrees
        refuses = answer is not None and not answer.agrees
        rows.append(
            {
                "序号": number,
                "姓名": worker.person.name,
                "应得": _due(case, worker.id),
                "意见": f"{tick(agrees, '同意')}　{tick(refuses, '不同意')}",
                "日期": words.short_day(answer.given_on if answer else None, "日期"),
            }
        )
    return {
        "方案": _plan(case) or words.lines_to_write_on("方案摘要", 3),
        "意见": rows,
        "代表姓名": words.joined(case.party_name(row.party_id) for row in case.representatives)
        or words.text("", "劳动者代表", 12),
    }


def _due(case: CaseFile, party_id: int) -> str:
    """Name the items of a worker with their sums, each on its own line, and the total."""
    items = [f"{kind.label}{figures(amount)}元" for kind, amount in _agreed(case, party_id)]
    whole = f"合计{figures(due_to(case, party_id))}元"
    return "；\n".join((*items, whole)) if items else "　"


def _agreed(case: CaseFile, party_id: int) -> list[tuple[ClaimKind, Decimal]]:
    """Return what a worker is to receive for each item: by the agreement, else by the grid."""
    if case.settlement is None:
        claims = case.applicant(party_id).claims
        return [(claim.kind, claim.agreed) for claim in claims if claim.agreed]
    sums: dict[ClaimKind, Decimal] = {}
    for row in case.settlement.terms.money:
        if row.party_id == party_id:
            sums[row.kind] = sums.get(row.kind, ZERO) + row.amount
    return list(sums.items())


def _plan(case: CaseFile) -> list[str]:
    """Tell the proposed settlement in a few lines: what is paid, when, and on what other terms."""
    money = case.settlement.terms.money if case.settlement else ()
    lines = []
    for instalment in sorted({row.instalment for row in money}):
        rows = [row for row in money if row.instalment == instalment]
        day = chinese_day(max(row.due_on for row in rows))
        lines.append(
            f"第{words.in_chinese(instalment)}期：{day}前（含当日）支付"
            f"合计人民币{figures(total(rows))}元。"
        )
    terms = case.settlement.terms if case.settlement else None
    clauses = (("违约责任", terms.breach), ("其他约定", terms.other)) if terms else ()
    lines += [f"{title}：{words.as_sentence(told)}" for title, told in clauses if told.strip()]
    if terms and (duties := beside_formalities(case.duties, terms.ending)):
        named = "；".join(
            f"{chinese_day(duty.due_on)}前{duty.title}" if duty.due_on else duty.title
            for duty in duties
        )
        lines.append(f"其他义务：{named}。")
    return lines


def representative_certificate(occasion: Occasion) -> Values:
    """Return the values of the certificate of the legal representative (身份证明书)."""
    case = occasion.case
    employer = case.respondent.employer
    for other in case.others:
        if other.employer is not None and str(other.id) == occasion.subject:
            employer = other.employer
    return {
        "证明单位": {
            "名称": employer.name,
            "信用代码": words.text(employer.credit_code, "统一社会信用代码", 9),
            "法定代表人": words.text(employer.legal_representative, "法定代表人"),
            "职务": words.text(employer.representative_post, "法定代表人职务"),
            "证件号码": words.text("", "法定代表人证件号码", 9),
            "住所": words.text(employer.address, "住所", 10),
            "联系电话": words.text(employer.phone, "联系电话", 6),
        },
        "用途": both_in_short(case),
    }
