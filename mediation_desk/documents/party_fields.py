"""How the parties are named on paper: who applied, who else is a party, who acts for them."""

from collections.abc import Collection

from mediation_desk.documents import words
from mediation_desk.documents.occasion import Values
from mediation_desk.domain.agents import Agent, Authority, Power
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.other_parties import Duty, OtherParty, PartyRole
from mediation_desk.domain.panel import members
from mediation_desk.domain.people import IdKind, Person
from mediation_desk.domain.sides import Side

_ROLES = {
    PartyRole.CO_RESPONDENT: "共同被申请人",
    PartyRole.NOT_TAKING_PART: "不参加调解的被申请人",
    PartyRole.THIRD: "第三人",
    PartyRole.PAYER: "第三人（代付人）",
    PartyRole.GUARANTOR: "第三人（担保人）",
    PartyRole.LEGAL_REPRESENTATIVE: "法定代理人",
    PartyRole.RELATIVE: "近亲属",
    PartyRole.UNION: "工会代表",
    PartyRole.WITNESS: "证人",
}
_THIRD = frozenset({PartyRole.THIRD, PartyRole.PAYER, PartyRole.GUARANTOR})
_DUTIES = {
    Duty.ADVANCES: "同意对第（二）项款项先行清偿",
    Duty.JOINTLY: "同意对第（二）项款项承担连带支付责任",
    Duty.PAYS: "同意代{employer}支付第（二）项款项",
    Duty.GUARANTEES: "同意为第（二）项款项的支付提供担保",
}
_POWERS = {
    Power.ADMIT: "代为承认对方请求",
    Power.WAIVE: "代为放弃请求",
    Power.CHANGE: "代为变更请求",
    Power.SETTLE: "代为和解",
    Power.TAKE_MONEY: "代收款项",
}


def identity_name(kind: IdKind) -> str:
    """Name the number of an identity document."""
    return "公民身份号码" if kind is IdKind.RESIDENT else f"{kind.label}号码"


def workers_in_short(case: CaseFile, some: Collection[int] | None = None) -> str:
    """Name the workers, or some of them: 李建国, or 李建国等12人."""
    named = [a.person.name for a in case.applicants if some is None or a.id in some]
    if not named:
        return words.text("", "申请人")
    return named[0] if len(named) == 1 else f"{named[0]}等{len(named)}人"


def employers_in_short(case: CaseFile) -> str:
    """Name the respondent with those who stand beside it."""
    beside = [o.name for o in case.others if o.role is PartyRole.CO_RESPONDENT]
    return words.joined((case.respondent.employer.name, *beside))


def both_in_short(case: CaseFile) -> str:
    """Name the parties, the one who applied first: 李建国等12人与某公司（第三人：某集团）."""
    workers, employers = workers_in_short(case), employers_in_short(case)
    by_workers = case.applied_by is Side.APPLICANT
    pair = f"{workers}与{employers}" if by_workers else f"{employers}与{workers}"
    third = [o.name for o in case.others if o.role in _THIRD]
    return f"{pair}（第三人：{words.joined(third)}）" if third else pair


def worker_title(case: CaseFile) -> str:
    """Say what the workers are called: 申请人, unless the employer applied."""
    return "申请人" if case.applied_by is Side.APPLICANT else "被申请人"


def employer_title(case: CaseFile) -> str:
    """Say what the employer is called: 被申请人, unless it applied."""
    return "被申请人" if case.applied_by is Side.APPLICANT else "申请人"


def _role(case: CaseFile, other: OtherParty) -> str:
    """Say what another party is; beside an employer who applied it is an applicant too."""
    if other.role is PartyRole.CO_RESPONDENT and case.applied_by is Side.RESPONDENT:
        return "共同申请人"
    return _ROLES[other.role]


def role_of(case: CaseFile, party_id: int) -> str:
    """Say what a party is to the case, as papers call it."""
    for other in case.others:
        if other.id == party_id:
            return _role(case, other)
    return employer_title(case) if party_id == case.respondent.id else worker_title(case)


def party_values(case: CaseFile) -> Values:
    """Return how every form speaks of the parties."""
    by_workers = case.applied_by is Side.APPLICANT
    workers, employers = workers_in_short(case), employers_in_short(case)
    own = {a.id for a in case.applicants}
    return {
        "劳动者称谓": worker_title(case),
        "单位称谓": employer_title(case),
        "单位申请": not by_workers,
        "申请方": workers if by_workers else employers,
        "被申请方": employers if by_workers else workers,
        "单位简称": employers,
        "双方": both_in_short(case),
        "其他当事人": beside(case),
        "其他签署人": [
            {"地位": _role(case, o), "名称": o.name} for o in case.others if o.must_sign
        ],
        "证人": words.joined(_witness(o) for o in case.others if o.role is PartyRole.WITNESS),
        "劳动者代理人": [_of_worker(case, a) for a in case.agents if a.party_id in own],
        "单位代理人": [agent_line(a) for a in case.agents_of(case.respondent.id)],
        "其他代理人": [
            f"{case.party_name(a.party_id)}的委托代理人{agent_line(a)}"
            for a in case.agents
            if a.party_id not in own and a.party_id != case.respondent.id
        ],
        "劳动者代表": words.joined(case.party_name(r.party_id) for r in case.representatives),
        "第三人": words.joined(o.name for o in case.others if o.role in _THIRD),
        "小组名单": _presiding(case) if members(case.panel) else "",
        "主持人": _presiding(case),
        "特殊需要": _needs(case),
    }


def beside(case: CaseFile, *, applied_against: bool = False) -> list[Values]:
    """Name the other parties who take part, or those too who were applied against and do not."""
    left_out = {PartyRole.WITNESS}
    if not applied_against:
        left_out.add(PartyRole.NOT_TAKING_PART)
    return [
        _other(case, o) | ({"地位": "共同被申请人"} if o.role is PartyRole.NOT_TAKING_PART else {})
        for o in case.others
        if o.role not in left_out
    ]


def duties_of_others(case: CaseFile, employer: str = "") -> list[str]:
    """Return what other parties take on in the agreement, a sentence each.

    A paper in which the `employer` is not called as in the agreement says how.
    """
    return [
        f"{_role(case, other)}{other.name}{duty_of(case, other, employer)}。"
        for other in case.others
        if other.duty is not None
    ]


def duty_of(case: CaseFile, other: OtherParty, employer: str = "") -> str:
    """Say what another party takes on, as the agreement does without its name."""
    called = employer or employer_title(case)
    return _DUTIES[other.duty].format(employer=called) if other.duty else ""


def _of_worker(case: CaseFile, agent: Agent) -> str:
    line = agent_line(agent)
    if len(case.applicants) == 1:
        return line
    return f"{line}（代理{case.party_name(agent.party_id)}）"


def agent_line(agent: Agent) -> str:
    """Name an agent with firm or relation and authority, as an agreement does."""
    belongs = agent.firm or agent.relation
    parts = [agent.person.name, f"{belongs}{agent.kind.label}" if agent.firm else belongs]
    if agent.authority is Authority.SPECIAL:
        powers = words.joined(text for power, text in _POWERS.items() if power in agent.powers)
        parts.append(f"特别授权（{powers}）")
    else:
        parts.append("一般授权")
    return "，".join(part for part in parts if part)


def _other(case: CaseFile, other: OtherParty) -> Values:
    return {
        "地位": _role(case, other),
        "名称": other.name,
        "介绍": introduced(other),
        "代理": (
            f"（{case.party_name(other.acts_for)}的{_ROLES[other.role]}）"
            if other.acts_for is not None
            else ""
        ),
    }


def introduced(other: OtherParty) -> str:
    """Introduce another party with number, address and telephone."""
    if other.employer is not None:
        return _employer(other.employer)
    return _person(other.person) if other.person is not None else ""


def _person(person: Person) -> str:
    name = person.name
    sex = words.text(person.sex.label if person.sex else "", f"{name}：性别", 1)
    number = words.text(person.id_number, f"{name}：证件号码", 9)
    address = words.text(person.address, f"{name}：住所", 10)
    phone = words.text(person.phone, f"{name}：联系电话", 6)
    return f"{name}，{sex}，{identity_name(person.id_kind)}{number}，住{address}，联系电话{phone}"


def _employer(employer: Employer) -> str:
    name = employer.name
    code = words.text(employer.credit_code, f"{name}：统一社会信用代码", 9)
    address = words.text(employer.address, f"{name}：住所", 8)
    head = words.text(employer.legal_representative, f"{name}：法定代表人")
    post = words.text(employer.representative_post, f"{name}：法定代表人职务")
    phone = words.text(employer.phone, f"{name}：联系电话", 6)
    return (
        f"{name}，统一社会信用代码{code}，住所{address}，法定代表人（负责人）{head}，"
        f"职务{post}，联系电话{phone}"
    )


def _witness(other: OtherParty) -> str:
    return f"{other.name}（{other.address}）" if other.address else other.name


def _presiding(case: CaseFile) -> str:
    """Name who mediates: the panel, or the one mediator."""
    panel = members(case.panel)
    if panel:
        return words.joined(f"{m.name}（首席）" if m.head else m.name for m in panel)
    return words.text(case.mediator.name if case.mediator else "", "调解员")


def _needs(case: CaseFile) -> list[Values]:
    """Return a line for each party who needs something, in the words of the paper."""
    told: dict[int, list[str]] = {}
    for need in case.special_needs:
        told.setdefault(need.party_id, []).append(need.in_words)
    return [
        {"当事人": str(key), "姓名": case.party_name(key), "需要": "；".join(needs)}
        for key, needs in told.items()
    ]
