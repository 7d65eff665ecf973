"""Why a contract ended (解除或者终止的事由), as far as severance and notice turn on it."""

from enum import StrEnum

from mediation_desk.domain import endings

ARTICLE_38 = "劳动合同法第三十八条"
ARTICLE_40 = "劳动合同法第四十条"
ARTICLE_46 = "劳动合同法第四十六条"


class Ground(StrEnum):
    """The grounds of 劳动合同法第四十六条, those that give no severance, and none lawful at all."""

    FORCED = "forced"
    AGREED_BY_EMPLOYER = "agreed_by_employer"
    ILLNESS = "illness"
    INCOMPETENCE = "incompetence"
    CIRCUMSTANCES = "circumstances"
    LAYOFF = "layoff"
    EXPIRY = "expiry"
    DISSOLUTION = "dissolution"
    TASK_FINISHED = "task_finished"
    RESIGNED = "resigned"
    AGREED_BY_WORKER = "agreed_by_worker"
    FAULT = "fault"
    RETIREMENT = "retirement"
    UNLAWFUL = endings.UNLAWFUL


WITH_NOTICE = frozenset({Ground.ILLNESS, Ground.INCOMPETENCE, Ground.CIRCUMSTANCES})
"""The grounds of article 40: 30 days' written notice, or a month's wage."""

BY_EMPLOYER = WITH_NOTICE | {Ground.LAYOFF, Ground.FAULT}
"""The grounds of articles 39 to 41: what the employer ends the contract for, it has to prove."""

BY_WORKER = frozenset({Ground.FORCED, Ground.RESIGNED, Ground.AGREED_BY_WORKER})
WITHOUT_DAMAGES = BY_WORKER | {Ground.AGREED_BY_EMPLOYER}
"""Endings by the worker or by agreement: 劳动合同法第四十八条 tells of the employer's."""

WITHOUT_SEVERANCE = frozenset(
    {Ground.RESIGNED, Ground.AGREED_BY_WORKER, Ground.FAULT, Ground.RETIREMENT}
)

PAYABLE_BEFORE_2008 = frozenset(
    {
        Ground.AGREED_BY_EMPLOYER,
        Ground.ILLNESS,
        Ground.INCOMPETENCE,
        Ground.CIRCUMSTANCES,
        Ground.LAYOFF,
    }
)
NOT_PAYABLE_BEFORE_2008 = frozenset({Ground.EXPIRY, Ground.DISSOLUTION, Ground.TASK_FINISHED})
LIMITED_BEFORE_2008 = frozenset({Ground.AGREED_BY_EMPLOYER, Ground.INCOMPETENCE})
"""Grounds for which the law of that time gave at most twelve months."""
