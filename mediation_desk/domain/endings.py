"""How a contract ended, as far as totals turn on it: unlawfully or not (违法解除、终止).

What else a ground or a reason for leaving means for a claim, `law.reason_ground` says.
"""

import re

UNLAWFUL = "unlawful"
"""The ground (解除或者终止的事由) by which the employer ended the contract against the law."""

EMPLOYER = "(?:用人|原|该|本)?(?:单位|公司|企业|工厂|厂方|厂里|用工方|老板|雇主)(?:一?方)?"
WORKER = "(?<![向对与和跟给])(?:劳动者|员工|职工|工人|本人|自己|个人|申请人|其)(?:一?方)?"
PROPOSES = "(?:主动|首先|先|书面|先行)?(?:提出|提议|要求(?!支付|补|缴|加薪|涨))"
DENIED = "(?:不是|并非|非|不属于?|不存在|没有|没|未|否认)(?:因为?|由|系|属于?|出于|是)?"

OWN_WILL = re.compile(
    "辞职|辞工|不辞而别|(?:主动|自愿|自行|自动|擅自)(?:提出)?(?:离职|离开|离厂)|自离|个人原因"
    f"|{WORKER}{PROPOSES}"
    f"|[向跟和与对同给]{EMPLOYER}.{{0,4}}(?:提出|提议|申请)"
)
"""The worker speaks, also where the employer is named: 本人向公司提出."""

_UNLAWFUL = re.compile("(?:违法|非法)(?:单方面?)?(?:解除|解聘|终止|辞退|解雇|开除)")
_DISPUTED = re.compile(
    f"{DENIED}(?:单方面?)?(?:违法|非法)|{WORKER}(?:单方面?)?(?:违法|非法)|[?？]|是否|有无|可能|疑似|争议|主张|声称|认为|称"
)
"""Words by which it is open, or denied, or the worker's own act (第九十条)."""


def is_unlawful(ground: str, reason: str) -> bool:
    """Say whether by what is told the employer ended the contract unlawfully.

    The ground that a person chose goes before the words of the reason for leaving.
    """
    return ground == UNLAWFUL if ground else bool(reason) and ended_unlawfully(reason)


def ended_unlawfully(reason: str) -> bool:
    """Say whether the words tell that the employer ended the contract unlawfully, undisputed."""
    text = "".join(reason.split())
    open_one = _DISPUTED.search(text) or OWN_WILL.search(text)
    return _UNLAWFUL.search(text) is not None and not open_one
