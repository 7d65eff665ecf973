"""The words by which ledgers of former years say outcome, source, cause and kind."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from mediation_desk import i18n
from mediation_desk.domain.case import Source
from mediation_desk.domain.claims import ClaimKind
from mediation_desk.domain.ledger import OUTCOMES, Outcome
from mediation_desk.domain.stages import Stage
from mediation_desk.domain.taxonomy import cause_words, causes, districts
from mediation_desk.i18n import N_

SETTLED = "settled"
PENDING = "pending"
SETTLED_ALONE = N_(
    "The sum on which the parties settled between themselves is kept with the case; what was paid"
    " of it counts as performed, none of it as agreed before the centre."
)
"""What is said of a line whose parties settled without the centre."""

_REMEMBERED = 4_000
"""Ledgers say the same words again and again: what they mean is looked up once."""

_ENDS: tuple[tuple[str, Stage | str], ...] = (
    ("不予受理|未受理|不受理|未予受理", Stage.REFUSED),
    ("(不同意|拒绝|不愿|不接受)调解|未?同意调解", Stage.NO_CONSENT),
    ("不成|未(能)?达成|失败|未(调解)?成功|不成功|未成|无法达成", Stage.FAILED),
    ("未结|在办|办理中|调解中|进行中|正在|待", PENDING),
    ("撤回|撤诉|撤案|撤销", Stage.WITHDRAWN),
    ("和解", Stage.RECONCILED),
    ("转|移送|移交", Stage.TRANSFERRED),
    ("超期|逾期|期限届满|到期", Stage.LAPSED),
    ("达成|成功|调成|调解成|已调解|调解结案|调结|调解书|协议|履行|办结|已结", SETTLED),
    ("终止|终结", Stage.TERMINATED),
)
_SOURCES: tuple[tuple[str, Source], ...] = (
    ("12351", Source.HOTLINE_12351),
    ("12345|市长热线|政务热线", Source.HOTLINE_12345),
    ("仲裁", Source.ARBITRATION),
    ("法院|诉前|委派|委托", Source.COURT),
    ("监察", Source.INSPECTION),
    ("信访", Source.PETITION),
    ("工会", Source.UNION),
    ("线上|网络|网上|平台|小程序|公众号", Source.ONLINE),
    ("上级|交办", Source.SUPERIOR),
    ("主动|排查", Source.OWN_MOTION),
    ("申请|来访|来电|上门|自行|本人|当事人|窗口", Source.PARTY),
)
_KINDS: tuple[tuple[str, ClaimKind], ...] = (
    ("(双|二|两)倍工资", ClaimKind.DOUBLE_WAGE),
    ("加班", ClaimKind.OVERTIME),
    ("年休假|年假", ClaimKind.ANNUAL_LEAVE),
    ("高温", ClaimKind.HEAT_ALLOWANCE),
    ("最低工资", ClaimKind.MIN_WAGE_GAP),
    ("病假|医疗期", ClaimKind.SICK_PAY),
    ("生育|产假", ClaimKind.MATERNITY_ALLOWANCE),
    ("竞业", ClaimKind.NONCOMPETE),
    ("试用期", ClaimKind.PROBATION_DAMAGES),
    ("工亡|因工死亡", ClaimKind.INJURY_DEATH),
    ("停工留薪", ClaimKind.INJURY_STOP_WORK),
    ("工伤|伤残", ClaimKind.INJURY_DISABILITY),
    ("失业", ClaimKind.UNEMPLOYMENT_LOSS),
    ("代通知金|代通金", ClaimKind.NOTICE_PAY),
    ("违法解除|违法终止|赔偿金", ClaimKind.UNLAWFUL_TERMINATION),
    ("经济补偿|补偿金", ClaimKind.SEVERANCE),
    ("工资|劳动报酬|欠薪|报酬|工钱", ClaimKind.WAGE_ARREARS),
)


@dataclass(frozen=True, slots=True)
class CauseSaid:
    """The cause that a ledger's words mean, and whether they decide it or leave it a guess."""

    code: str
    decided: bool


@lru_cache(_REMEMBERED)
def end_of(text: str) -> Stage | str | None:
    """Return how a case ended by the ledger's word; `SETTLED`, `PENDING`, or None if unknown."""
    if (said := _outcomes().get(text)) is not None:
        return said
    return next((end for word, end in _ENDS if re.search(word, text)), None)


@cache
def _outcomes() -> dict[str, Stage | str]:
    """Return the ends by the words in which our own log says them."""
    with i18n.speaking(i18n.CHINESE):
        found: dict[str, Stage | str] = {one.label: end for end, one in OUTCOMES.items()}
        return found | {Outcome.SETTLED.label: SETTLED, Outcome.PENDING.label: PENDING}


@lru_cache(_REMEMBERED)
def source_of(text: str) -> Source | None:
    """Return the source that the ledger names."""
    with i18n.speaking(i18n.CHINESE):
        by_label = next((source for source in Source if source.label == text), None)
    return by_label or next((source for word, source in _SOURCES if re.search(word, text)), None)


@lru_cache(_REMEMBERED)
def kind_of(text: str) -> ClaimKind | None:
    """Return the kind of claim that the words name first in order of what is narrower."""
    return next((kind for word, kind in _KINDS if re.search(word, text)), None)


@lru_cache(_REMEMBERED)
def cause_of(text: str) -> CauseSaid | None:
    """Return the cause by its code, its name, or the words; None where nothing is known of it."""
    code = text[:3].upper()
    if code in causes():
        return CauseSaid(code, decided=True)
    plain = _plain(text)
    by_name = next((one.code for one in causes().values() if _plain(one.name) == plain), None)
    if by_name:
        return CauseSaid(by_name, decided=True)
    said = next((one for one in cause_words() if one.words.search(plain)), None)
    return CauseSaid(said.code, said.decides) if said else None


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def kind_of_cause(code: str) -> ClaimKind | None:
    """Return the kind of claim to which a cause belongs."""
    return next((kind for kind in ClaimKind if kind.cause == code), None)


@lru_cache(_REMEMBERED)
def district_of(text: str) -> str | None:
    """Return a district's code by its name, or by the beginning of it."""
    if text in districts():
        return text
    plain = text.removeprefix("张家口市").removeprefix("张家口")
    for code, name in districts().items():
        if plain and (name.startswith(plain) or plain.startswith(name)):
            return code
    return None


_WHOLE = re.compile(r"(?P<number>[0-9]{1,2})(\.0+)?")


def times_of(text: str) -> int | None:
    """Return a number of times below a hundred, with or without 次 behind it."""
    plain = re.sub("[次场]$", "", unicodedata.normalize("NFKC", text).strip())
    found = _WHOLE.fullmatch(plain)
    return int(found["number"]) if found else None
