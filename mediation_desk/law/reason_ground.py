"""One fact in two places: the reason for leaving as written, and the ground that rules turn on.

Where nobody chose the ground (解除或者终止的事由), the reason for leaving (离职原因) tells it if
its words name one ground and no other. Words by which a worker left of their own will are never
taken for a choice: what a sum loses by them is told as a doubt instead.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from mediation_desk.domain.claims import Employment, Stated
from mediation_desk.i18n import _
from mediation_desk.law.fact_texts import shown
from mediation_desk.law.facts import facts
from mediation_desk.law.grounds import Ground

OWN_WILL = ("辞职", "个人原因", "主动离职", "自动离职", "劳动者提出", "本人提出")
FORCED = ("被迫", "第三十八条", "38条")
_NOT = ("未", "没有", "拒绝", "不续", "不同意")
"""Words that may turn the meaning: a person has to choose."""

_EMPLOYER = ("单位", "公司", "企业", "厂方", "用工方")
_WORDS: Mapping[Ground, tuple[str, ...]] = MappingProxyType(
    {
        Ground.FORCED: FORCED,
        Ground.ILLNESS: ("医疗期满", "第四十条第一项"),
        Ground.INCOMPETENCE: ("不能胜任", "不胜任", "第四十条第二项"),
        Ground.CIRCUMSTANCES: ("客观情况", "第四十条第三项"),
        Ground.LAYOFF: ("裁员", "经济性裁减", "第四十一条"),
        Ground.EXPIRY: ("合同期满", "合同到期", "合同终止到期", "期限届满"),
        Ground.DISSOLUTION: ("破产", "吊销营业执照", "责令关闭", "提前解散"),
        Ground.TASK_FINISHED: ("任务完成",),
    }
)


def with_ground(work: Employment, stated: Stated) -> tuple[Stated, str]:
    """Return a worker's facts with the ground that the reason tells, and what people should know.

    What was chosen stands; a reason that names no ground changes nothing.
    """
    if stated.get("ground"):
        return stated, ""
    ground = told_ground(work.leave_reason)
    if ground is None:
        return stated, ""
    field = facts()["ground"].field
    text = _(
        "“{fact}” was not chosen: from the reason for leaving, “{reason}”, “{ground}” was taken. "
        "Please check."
    ).format(fact=field.title, reason=work.leave_reason, ground=shown(field, ground.value))
    return {**stated, "ground": ground.value}, text


def told_ground(reason: str) -> Ground | None:
    """Return the one ground that a reason names by its words, none where it is open."""
    text = "".join(reason.split())
    if not text or any(word in text for word in _NOT):
        return None
    forced = any(word in text for word in FORCED)
    if not forced and any(word in text for word in OWN_WILL):
        return None
    found = set(_named(text))
    return found.pop() if len(found) == 1 else None


def _named(text: str) -> Iterator[Ground]:
    for ground, words in _WORDS.items():
        if any(word in text for word in words):
            yield ground
    proposed = any(f"{who}{verb}" in text for who in _EMPLOYER for verb in ("提出", "提议"))
    if "协商" in text and proposed:
        yield Ground.AGREED_BY_EMPLOYER
