"""One fact in two places: the reason for leaving as written, and the ground that rules turn on.

Where nobody chose the ground (解除或者终止的事由), the reason for leaving (离职原因) tells it if
its words name one ground, say who ended the contract, and nothing beside them turns the meaning.
All else is left open and told, so that a person chooses. Words by which a worker left of their
own will, or by which the employer blames the worker, are never taken for a choice: what a sum
loses by them is told as a doubt instead.
"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from mediation_desk.domain.claims import Employment, Stated
from mediation_desk.domain.endings import (
    DENIED,
    EMPLOYER,
    OWN_WILL,
    PROPOSES,
    WORKER,
    ended_unlawfully,
)
from mediation_desk.i18n import _
from mediation_desk.law.fact_texts import shown
from mediation_desk.law.facts import facts
from mediation_desk.law.grounds import WITH_NOTICE, Ground

_TO = "(?:劳动者|员工|职工|工人|本人|申请人|其)"

_BLAME = re.compile(
    "开除|除名|违纪|违反.{0,6}(?:规章|制度|纪律)|旷工|失职|营私舞弊|刑事责任|欺诈"
    "|(?:第三十九|(?<![0-9])39)条|不符合录用条件|自动离职|擅自离岗"
)
_PENSION = re.compile("退休|养老保险待遇")

_FORCED = re.compile(
    "(?:被迫|被逼)(?:提出)?(?:辞职|离职|解除|辞工|离开|离厂)"
    "|(?<!险法)(?<!险法》)(?<!条例)(?<!条例》)(?:第三十八|(?<![0-9])38)条"
)
_EMPLOYER_FORCED = re.compile(f"{EMPLOYER}(?:被迫|被逼)")
_OWED = re.compile(
    "(?:未|没有|没|不)(?:依法|足额|及时|按时|按月|按规定|按照?约定|提供|为其|为本人|为员工|给)*"
    "(?:支付|缴纳|缴交|缴|交|发放|发|签订|签|提供|参加|办理|买|上)"
)
"""What the employer left undone, for which a worker may leave: it turns nothing."""
_UNPAID = re.compile("(?:未|没有|没|不)(?:依法|足额|及时|按时)*(?:支付|发放|付)")
_SENT_AWAY = re.compile("辞退|解雇")
"""How the grounds of articles 40 and 41 are put into effect; beside others it turns them."""

_LAWS_OWN = re.compile("不能胜任|不胜任|不能从事|无法履行|未能就?变更|未能(?:就.{0,8})?达成")
"""Denials that stand in the words of the ground itself (劳动合同法第四十条)."""

_TURNS = re.compile(
    "[未没不非无否？?]|拒绝|尚|可能|疑似|争议|待查|待定|主张|声称|自称|称系|称其|[者方工人司位]称"
    "|为由|名义|或(?!者?终止)|(?<!提)前|(?<!经济)(?<!经济性)裁|申请破产|继续|试用|违法|辞退|解雇|开除|除名|劝退|胁迫|欺诈|面临|濒临|重整"
)
"""Words by which the meaning may be another: a person has to choose."""

_WORDS: Mapping[Ground, re.Pattern[str]] = MappingProxyType(
    {
        Ground.FORCED: _FORCED,
        Ground.AGREED_BY_EMPLOYER: re.compile(
            f"{EMPLOYER}(?:向{_TO})?{PROPOSES}.{{0,12}}(?:协商一致|协商同意|(?:协商|协议).{{0,2}}(?:解除|终止))"
            f"|(?:协商一致|(?:协商|协议).{{0,2}}(?:解除|终止)).{{0,6}}{EMPLOYER}{PROPOSES}"
        ),
        Ground.ILLNESS: re.compile("医疗期(?:已|届)?满|第四十条第(?:一|\\(一\\)|（一）)项"),
        Ground.INCOMPETENCE: re.compile("不能胜任|不胜任|第四十条第(?:二|\\(二\\)|（二）)项"),
        Ground.CIRCUMSTANCES: re.compile("客观情况|第四十条第(?:三|\\(三\\)|（三）)项"),
        Ground.LAYOFF: re.compile("经济性?裁[减员]|第四十一条"),
        Ground.EXPIRY: re.compile("合同(?:已|期限)?(?:期满|到期|届满)|合同期(?:已|限)?(?:满|届满)"),
        Ground.DISSOLUTION: re.compile("破产|吊销营业执照|责令关闭|提前解散"),
        Ground.TASK_FINISHED: re.compile("工作任务(?:已|已经)?完成"),
    }
)
_EXPIRED_ONLY = re.compile(f"{EMPLOYER}(?:决定|通知)?(?:不再|不予|不同意|不愿意?|不|未)续[签订]")
"""The employer does not renew: 劳动合同法第四十六条第五项 asks nothing more."""

_SAID_BY_EMPLOYER = re.compile(
    f"{EMPLOYER}(?:却|则|均|都)?(?:主张|声称|自称|认为|辩称|抗辩|答辩|坚称|说|称)(?:系|是|为|其|因)*.{{0,4}}?(?:{OWN_WILL.pattern})"
)
"""The employer says that the worker left of their own will: it is disputed, no fact."""

_NOT_BY_EMPLOYER = re.compile(f"{DENIED}{EMPLOYER}{PROPOSES}")
_AGREED = re.compile("协商|协议")
_BOTH_AGREED = re.compile("协商一致|协商同意|(?:协商|协议).{0,2}(?:解除|终止)")
_ENDED_ALL = re.compile("裁员|裁减|注销|解散|关闭|关停|停业|任务(?:已|已经)?完成|完工|竣工")
"""What ends the work of many: layoff, closing, the work done (第四十一条、第四十四条)."""
_NOT_RENEWED = re.compile("(?:不|未|没有?|拒绝)(?:再|予|同意|愿意?)*续")


def with_ground(work: Employment, stated: Stated) -> tuple[Stated, str]:
    """Return a worker's facts with the ground that the reason tells, and what people should know.

    What was chosen stands; a reason that names no ground changes nothing, and says so.
    """
    if stated.get("ground") or not work.leave_reason.strip():
        return stated, ""
    ground = told_ground(work.leave_reason)
    field = facts()["ground"].field
    if ground is None:
        text = _(
            "The reason for leaving, “{reason}”, leaves the ground open: choose “{fact}”."
        ).format(fact=field.title, reason=work.leave_reason)
        return stated, text
    text = _(
        "“{fact}” was not chosen: from the reason for leaving, “{reason}”, “{ground}” was taken. "
        "Please check."
    ).format(fact=field.title, reason=work.leave_reason, ground=shown(field, ground.value))
    return {**stated, "ground": ground.value}, text


def told_ground(reason: str) -> Ground | None:
    """Return the one ground that a reason names by its words, none where it is open."""
    text = "".join(reason.split())
    if ended_unlawfully(text):
        return Ground.UNLAWFUL
    found = set(_named(text))
    if len(found) != 1 or _BLAME.search(text) or _PENSION.search(text):
        return None
    ground = found.pop()
    rest = _UNPAID.sub("", _LAWS_OWN.sub("", text))
    if ground in WITH_NOTICE or ground is Ground.LAYOFF:
        rest = _SENT_AWAY.sub("", rest)
    if ground is Ground.FORCED:
        rest = _OWED.sub("", rest)
        open_one = _EMPLOYER_FORCED.search(text) or _AGREED.search(text)
    else:
        open_one = OWN_WILL.search(text)
    if ground is Ground.EXPIRY:
        rest = _EXPIRED_ONLY.sub("", rest)
    return None if open_one or _TURNS.search(rest) else ground


def leaves_by_own_will(reason: str) -> bool:
    """Say whether the words tell of the worker's own will, and not of having been forced.

    What the employer says of it is not told by the worker.
    """
    text = _SAID_BY_EMPLOYER.sub("", "".join(reason.split()))
    denied = re.search(f"{DENIED}(?:{WORKER})?(?:{OWN_WILL.pattern})", text)
    if denied or told_ground(text) is Ground.FORCED:
        return False
    return OWN_WILL.search(text) is not None


def own_will_is_said_of_them(reason: str) -> bool:
    """Say whether it is the employer by whose words the worker left of their own will."""
    text = "".join(reason.split())
    return _SAID_BY_EMPLOYER.search(text) is not None and not leaves_by_own_will(text)


def names_no_notice(reason: str) -> bool:
    """Say whether the words name only endings before which nobody gives notice (第四十条)."""
    named = set(_named("".join(reason.split())))
    return bool(named) and not named & WITH_NOTICE


def hints_at_no_notice(reason: str) -> bool:
    """Say whether the words are the office's for such an ending, which may mean another."""
    text = "".join(reason.split())
    return _ENDED_ALL.search(text) is not None and not set(_named(text)) & WITH_NOTICE


def ended_by_agreement(reason: str) -> bool:
    """Say whether by the words both sides agreed to end it, whoever proposed it (第三十六条)."""
    text = "".join(reason.split())
    if told_ground(text) is Ground.AGREED_BY_EMPLOYER:
        return True
    return _BOTH_AGREED.search(text) is not None and not _TURNS.search(text)


def tells_another_ending(reason: str) -> bool:
    """Say whether the words name an ending that may be lawful, or blame the worker for it."""
    text = "".join(reason.split())
    ground = told_ground(text)
    if ground is not None:
        return ground is not Ground.UNLAWFUL
    return may_give_no_severance(text) or bool(turns_on_what_is_not_said(text))


def may_give_no_severance(reason: str) -> bool:
    """Say whether severance may be owed to nobody who left so (劳动合同法第四十六条).

    Beside the worker's own will: blame (第三十九条), pension age, and an ending of which it is
    said that the employer did not propose it.
    """
    text = "".join(reason.split())
    barred = _BLAME.search(text) or _PENSION.search(text) or _NOT_BY_EMPLOYER.search(text)
    return barred is not None or leaves_by_own_will(text) or own_will_is_said_of_them(text)


def turns_on_what_is_not_said(reason: str) -> str:
    """Say what to ask where the words leave open if severance is owed at all; "" where nothing."""
    text = "".join(reason.split())
    if told_ground(text) is not None or may_give_no_severance(text):
        return ""
    if _WORDS[Ground.EXPIRY].search(text) and _NOT_RENEWED.search(text):
        return _(
            "Ask who did not renew: nothing is owed where the employer offered the same terms or "
            "better and the worker refused (劳动合同法第四十六条第五项)."
        )
    if _AGREED.search(text):
        return _(
            "Ask who proposed the ending: by agreement, severance is owed only where the employer "
            "proposed it (劳动合同法第四十六条第二项)."
        )
    return ""


def _named(text: str) -> Iterator[Ground]:
    for ground, words in _WORDS.items():
        if words.search(text):
            yield ground
