"""Words by which social insurance is given up, which is void (解释二第十九条).

A sentence is read clause by clause: what is given up stands behind the words that give up, or is
what the clause or the one before it speaks of. A clause that has insurance paid gives nothing up.
"""

import re
from collections.abc import Iterator

from mediation_desk.i18n import _

INTERPRETATION_19 = "最高人民法院关于审理劳动争议案件适用法律问题的解释（二）第十九条"

_PART = "[^，,。；;]"
_INSURANCE = (
    "(?:社保|五险|(?:社会|基本养老|养老|基本医疗|医疗|失业|工伤|生育)保险|医保)"
    "(?!待遇|基金|金(?!额)|补偿金|的?损失)"
)
"""Insurance itself; benefits and losses of who was not insured can be settled (解释一第一条)."""

_PAYING = "(?:补缴|缴纳|缴交|补交|交纳|缴|办理|参加|参保|购买|上)"
_EITHER = "甲方|乙方"
"""Contracts call the employer 甲方, papers of a case whoever applied."""
_EMPLOYER = f"(?:{_EITHER}|单位|公司|用人单位|被申请人)"
_WORKER = f"(?:{_EITHER}|劳动者|员工|职工|(?<!被)申请人|本人|其(?!他|它|余))"
_BEFORE = f"(?:[为给]{_WORKER}|{_EMPLOYER})*"
_GIVES_UP = (
    "(?:放弃|免除|互不追究"
    "|(?:不再|不得再?|不)(?:向.{0,12})?(?:要求|主张|请求|追究|追索|追缴|投诉|举报|申诉)"
    f"|(?:不再|不予|无需|无须|不用|不需要?|不必|自愿不|同意{_BEFORE}不){_BEFORE}{_PAYING})"
)
_IN_CASH = (
    "(?:折现|折成现金|折算(?:成|为)?现金|买断"
    "|(?:包含|含|计入)[在于进]?(?:工资|本协议|协议|上述|该|补偿|一次性|款项|金额))"
)
_ALONE = "自行(?:缴纳|缴交|交纳|补缴|承担|负担|解决|参加|参保|办理|购买)"

_KEPT = re.compile(
    "(?:并?不|未|没有|并非|不得|不能)(?:因此|由此|视为|构成|意味着|等于|会|得|能)*(?:放弃|免除)"
    f"|除{_PART}{{0,12}}外"
    f"|(?:解除|终止|离职){_PART}{{0,12}}(?:后|起){_PART}{{0,10}}不再{_BEFORE}{_PAYING}"
)
"""It is said to stay, or the contributions end with the employment."""

_PAID = re.compile(
    f"(?<!不再)(?<!无需)(?<!不予)(?:补缴|足额|依法|继续|缴清|补足){_PART}*{_INSURANCE}"
)
_BEHIND = re.compile(f"{_GIVES_UP}{_PART}*?{_INSURANCE}")
_OWN = (
    "(?:了|补缴|缴纳|该|此|此项|该项|上述|相关|任何|一切|单位|公司|用人单位|的)*"
    "(?:权利|请求|主张|责任|要求|义务)?"
)
_BARE = re.compile(f"{_GIVES_UP}{_OWN}$")
_ON_THE_WORKER = re.compile(
    f"{_INSURANCE}{_PART}{{0,6}}由{_WORKER}{_PART}{{0,4}}{_ALONE}"
    f"|{_WORKER}{_PART}{{0,14}}{_ALONE}{_PART}{{0,6}}{_INSURANCE}"
    f"|{_EMPLOYER}(?:不再?|不予|无需|无须)(?:承担|负担|负责){_PART}*?{_INSURANCE}"
)
"""Who is employed pays the contributions alone, or the employer pays none of them."""
_LAWFULLY = re.compile(
    f"个人{_PART}{{0,4}}部分|(?:解除|终止|离职|退休){_PART}{{0,10}}(?:后|起|之日)"
)
"""The worker's own share, or what comes after the employment, is the worker's."""
_SETTLED = re.compile(
    f"不再?(?:得再?)?就{_PART}*?{_INSURANCE}{_PART}*?(?:投诉|举报|主张|追究|申诉|提出|要求)"
    f"|{_INSURANCE}(?:(?!补缴|缴清|足额){_PART})*?再无{_PART}*?(?:争议|纠纷|瓜葛|关系|权利义务)"
)
_SPOKEN_OF = re.compile(f"^(?:关于|对于|对|就|至于)?{_PART}{{0,8}}{_INSURANCE}{_PART}{{0,8}}$")
_CASHED = re.compile(f"{_INSURANCE}{_PART}*?{_IN_CASH}|{_IN_CASH}{_PART}*?{_INSURANCE}")


def void_promise() -> str:
    """Say what to know of such words."""
    return _(
        "A promise that social insurance need not be paid is void, whatever is offered for it"
        " ({article})."
    ).format(article=INTERPRETATION_19)


def waives_insurance(words: str) -> bool:
    """Say whether words give up social insurance, by whatever wording."""
    return any(map(_waives, re.split("[。；;\n]", "".join(words.split(" ")))))


def _waives(sentence: str) -> bool:
    spoken_of = False
    for clause in _clauses(_KEPT.sub("", sentence)):
        named = re.search(_INSURANCE, clause) is not None
        paid = _PAID.search(clause) is not None
        if _BEHIND.search(clause) or _CASHED.search(clause) or _SETTLED.search(clause):
            return True
        if _ON_THE_WORKER.search(clause) and not _LAWFULLY.search(sentence):
            return True
        if _BARE.search(clause) and (named or spoken_of) and not paid:
            return True
        spoken_of = not paid and _SPOKEN_OF.search(clause) is not None
    return False


def _clauses(sentence: str) -> Iterator[str]:
    yield from (part for part in re.split("[，,（）()：:]", sentence) if part)
