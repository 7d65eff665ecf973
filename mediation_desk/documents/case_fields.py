"""The values of the papers on the way to the hearing."""

from collections.abc import Iterator

from mediation_desk.documents import words
from mediation_desk.documents.consent_fields import arbitration
from mediation_desk.documents.occasion import Occasion, Values
from mediation_desk.documents.party_fields import (
    agent_line,
    beside,
    employer_title,
    worker_title,
)
from mediation_desk.documents.people_fields import tick
from mediation_desk.documents.respondent_fields import staying_out
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.day_text import beijing, chinese_time
from mediation_desk.domain.hearing import (
    GIVEN_UP,
    Attendance,
    Attended,
    Break,
    Hearing,
    HearingStatus,
)
from mediation_desk.domain.hearing_rules import called, came_elected, ordinal, represented


def application(occasion: Occasion) -> Values:
    """Return the values of the application (申请书): against all, whoever agrees to mediation."""
    facts = words.lines(occasion.case.facts)
    return {
        "事实与理由": facts or words.lines_to_write_on("事实与理由", 6),
        "其他当事人": beside(occasion.case, applied_against=True),
    }


_TOLD = (
    "申请人陈述",
    "被申请人意见",
    "证据出示与意见",
    "争议焦点",
    "调解过程",
    "双方确认的事实",
)
"""What a record tells under a head of its own (procedure.md 5.5), where it does."""
_ACROSS = 26
"""How many characters a line of the page has behind its indent (GB/T 9704-2012)."""
_HEADS = (*_TOLD, "调解方案", "出示证据，对方质证意见")


def _told(lines: list[str]) -> list[Values]:
    """Return the paragraphs of a record with their heads, or every head with room to write."""
    if not lines:
        return [
            {"标题": title, "内容": words.line_to_write_on("笔录", _ACROSS - len(title))}
            for head in _TOLD
            for title in (f"{head}：", "")
        ]
    found: list[Values] = []
    for line in lines:
        head, colon, rest = line.partition("：")
        if colon and head in _HEADS:
            found.append({"标题": f"{head}：", "内容": rest})
        else:
            found.append({"标题": "", "内容": line})
    return found


def acceptance(occasion: Occasion) -> Values:
    """Return the values of the notice of acceptance (受理通知书)."""
    return {
        "调解届满日": words.day(occasion.due("DL04"), "调解届满日"),
        "不参加": staying_out(occasion.case),
        "仲裁委": arbitration(occasion),
    }


def _next_hearing(case: CaseFile) -> Hearing | None:
    """Return the session to call people to: the first one planned, or else the last one."""
    planned = [h for h in case.hearings if h.status is HearingStatus.PLANNED]
    kept = [h for h in case.hearings if h.status not in GIVEN_UP] or [*case.hearings]
    return planned[0] if planned else (kept[-1] if kept else None)


def _hearing(case: CaseFile, hearing: Hearing | None) -> Values:
    return {
        "调解时间": (
            words.moment(hearing.day, hearing.begins) if hearing else words.day(None, "调解时间")
        ),
        "调解地点": words.text(hearing.room if hearing else "", "调解地点", 6),
        "调解次数": (
            words.in_chinese(ordinal(case, hearing)) if hearing else words.text("", "次数", 1)
        ),
        "公开": bool(hearing and hearing.public),
    }


def notice(occasion: Occasion) -> Values:
    """Return the values of the notice of mediation (调解通知书)."""
    own = [n for n in occasion.case.special_needs if str(n.party_id) == occasion.subject]
    return _hearing(occasion.case, _next_hearing(occasion.case)) | {
        "本方需要": "；".join(need.in_words for need in own)
    }


def record(occasion: Occasion) -> Values:
    """Return the values of the record (调解笔录)."""
    hearings = occasion.case.hearings
    wanted = (h for h in hearings if str(h.id) == occasion.subject)
    hearing = next(wanted, hearings[-1] if hearings else None)
    record = words.lines(hearing.record) if hearing else []
    outcome = words.lines(hearing.outcome) if hearing else []
    return _hearing(occasion.case, hearing) | {
        "起止时间": _span(hearing),
        "休会": [_break(one) for one in hearing.breaks] if hearing else [],
        "到场人": _attendance(occasion.case, hearing),
        "回避询问": _recusal_asked(occasion.case),
        "笔录": record or words.lines_to_write_on("笔录", 10),
        "笔录分段": _told(record),
        "调解结果": outcome or words.lines_to_write_on("调解结果", 2, _ACROSS),
    }


def _attendance(case: CaseFile, hearing: Hearing | None) -> list[Values]:
    """Return who came, or before it is known who is called, with boxes to tick."""
    if hearing is not None and hearing.attendance:
        by_others = represented(case, hearing.day, hearing.attendance)
        rows = [
            _represented(case, hearing, person)
            if person.party_id in by_others
            else _attended(case, person)
            for person in hearing.attendance
        ]
    else:
        rows = list(_to_come(case, hearing))
    return [row | {"序号": number} for number, row in enumerate(rows, 1)]


def _attended(case: CaseFile, person: Attendance) -> Values:
    return {
        "姓名": person.name,
        "来人": _came(case, person),
        "到场": person.attended.label,
        "核对": _checked(person.attended, checked=person.identity_checked),
        "备注": person.note,
    }


def _represented(case: CaseFile, hearing: Hearing, person: Attendance) -> Values:
    """Tell of a worker for whom elected representatives came (劳动争议调解仲裁法第七条)."""
    names = words.joined(r.name for r in came_elected(case, hearing.day, hearing.attendance))
    return {
        "姓名": person.name,
        "来人": f"劳动者代表{names}",
        "到场": "由代表参加",
        "核对": "—",
        "备注": person.note,
    }


def _to_come(case: CaseFile, hearing: Hearing | None) -> Iterator[Values]:
    """Yield who is called to a session, whether they came is ticked by hand."""
    open_boxes = {"到场": "□到场\n□未到", "核对": "□已核对", "备注": ""}
    parties = called(case, hearing) if hearing else frozenset()
    for key, name in case.parties:
        if not parties or key in parties:
            yield {"姓名": name, "来人": _may_come(case, key, name), **open_boxes}
    for one in hearing.expected if hearing else ():
        if one.party_id is None:
            yield {"姓名": one.name, "来人": one.capacity, **open_boxes}


def _may_come(case: CaseFile, party_id: int, name: str) -> str:
    agents = [tick(False, f"代理人{agent_line(agent)}") for agent in case.agents_of(party_id)]
    own = [tick(False, _in_person(case, party_id))] if _is_person(case, party_id) else []
    return "；".join(own + agents) or _nobody_known(name)


def _in_person(case: CaseFile, party_id: int) -> str:
    """Say that a person comes, and whether as one whom the workers elected (推选代表)."""
    elected = any(r.party_id == party_id for r in case.representatives)
    return "本人（劳动者代表）" if elected else "本人"


def _is_person(case: CaseFile, party_id: int) -> bool:
    """Say whether a party is a natural person, who can come in person."""
    employers = {other.id for other in case.others if other.employer is not None}
    return party_id not in employers | {case.respondent.id}


def _recusal_asked(case: CaseFile) -> str:
    """Write whether each side asks for recusal; a request that is on record is ticked."""
    workers = {worker.id for worker in case.applicants}
    asking = {recusal.party_id for recusal in case.recusals}
    sides = {worker_title(case): asking & workers,
             employer_title(case): asking & {case.respondent.id}}  # fmt: skip
    return "；".join(
        f"{title}　□否　{tick(bool(sides[title]), '是')}" for title in ("申请人", "被申请人")
    )


def _came(case: CaseFile, person: Attendance) -> str:
    """Say who came for a party: a worker, the head of an employer or an agent with the authority.

    Who of them came for an employer is not known: a line is left where nobody is empowered.
    """
    if person.attended is Attended.ABSENT:
        return "—"
    agents = [agent_line(agent) for agent in case.agents_of(person.party_id)]
    if _is_person(case, person.party_id):
        own = _in_person(case, person.party_id)
        return "；".join((own, *(f"代理人{one}" for one in agents)))
    if agents:
        return "；".join(f"代理人{one}" for one in agents)
    return _nobody_known(person.name)


def _nobody_known(party: str) -> str:
    return words.Blank(f"{party}：到场人及职务、权限", "＿＿＿＿，职务＿＿＿＿，权限＿＿＿＿")


def _checked(attended: Attended, *, checked: bool) -> str:
    if attended is Attended.ABSENT:
        return "—"
    return "已核对" if checked else "□已核对"


def _break(taken: Break) -> str:
    """Write from when to when a session was interrupted, and for what."""
    began = chinese_time(beijing(taken.began_at).time())
    if taken.resumed_at is None:
        span = f"{began}起，未复会"
    else:
        span = f"{began}至{chinese_time(beijing(taken.resumed_at).time())}"
    return f"{span}（{taken.note}）" if taken.note else span


def _span(hearing: Hearing | None) -> str:
    if hearing is None:
        return words.day(None, "调解时间")
    began = beijing(hearing.started_at).time() if hearing.started_at else hearing.begins
    start = words.moment(hearing.day, began)
    if hearing.ended_at is None:
        return words.Blank("结束时间", f"{start}至＿时＿分")
    ended = beijing(hearing.ended_at)
    return f"{start}至{chinese_time(ended.time())}"
