"""What the ground of an ending, or the reason for leaving as it is written, puts in doubt.

What a chosen ground bars, `law.entitlement` bars. Here is what stays open: words that nobody
confirmed by a ground, and damages beside a ground by which the ending may have been lawful.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.claims import ClaimKind, Employment, Reckonable, Stated
from mediation_desk.domain.money import figures
from mediation_desk.domain.offers import Key
from mediation_desk.i18n import _
from mediation_desk.law.award import Award
from mediation_desk.law.choice_words import choice_label
from mediation_desk.law.grounds import ARTICLE_40, ARTICLE_46, BY_EMPLOYER, Ground
from mediation_desk.law.reason_ground import (
    ended_by_agreement,
    hints_at_no_notice,
    leaves_by_own_will,
    may_give_no_severance,
    names_no_notice,
    own_will_is_said_of_them,
    tells_another_ending,
    told_ground,
    turns_on_what_is_not_said,
)
from mediation_desk.law.severance import ARTICLE_48, ARTICLE_87
from mediation_desk.law.unemployment import ARTICLE_46 as OWN_WILL_BARS

INSTEAD_OF_SEVERANCE = "劳动合同法实施条例第二十五条"
BURDEN_OF_PROOF = "最高人民法院关于审理劳动争议案件适用法律问题的解释（一）第四十四条"

_ARTICLES: Mapping[Reckonable, str] = {
    ClaimKind.SEVERANCE: ARTICLE_46,
    ClaimKind.NOTICE_PAY: ARTICLE_40,
    ClaimKind.UNLAWFUL_TERMINATION: ARTICLE_48,
    ClaimKind.UNEMPLOYMENT_LOSS: OWN_WILL_BARS,
}
"""The claims that an ending may put in doubt, each with the article that asks for another."""


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A warning, and why the sum is not settled; `unlikely` where it most probably falls away."""

    told: str
    unsettled: str
    unlikely: bool = False


def unlikely_keys(case: CaseFile) -> frozenset[Key]:
    """Return the claims of a case that by the reason for leaving most probably give no right."""
    found = (
        ((one.id, claim.kind), _doubt(claim.kind, one.work, one.stated))
        for one in case.applicants
        for claim in one.claims
    )
    return frozenset(key for key, doubt in found if doubt and doubt.unlikely)


def doubted(award: Award, kind: Reckonable, work: Employment, chosen: Stated) -> Award:
    """Add what the ending puts in doubt: a warning, and that the sum is not settled.

    `chosen` are the facts as a person told them, without the ground that the reason tells.
    """
    if award.reason or kind not in _ARTICLES:
        return award
    if doubt := _doubt(kind, work, chosen):
        unsettled = "；".join(filter(None, (award.unsettled, doubt.unsettled)))
        award = replace(
            award,
            warnings=(*award.warnings, doubt.told),
            doubtful=award.amount,
            unsettled=unsettled,
        )
        if not doubt.unlikely:
            return award
        return replace(award, unlikely=award.amount, unlikely_why=doubt.unsettled)
    if kind is not ClaimKind.SEVERANCE or chosen.get("ground") or not work.leave_reason:
        return award
    if asked := turns_on_what_is_not_said(work.leave_reason):
        return replace(award, warnings=(*award.warnings, asked))
    return award


def by_ground(award: Award, ground: object) -> Award:
    """Add what a ground puts in doubt to a sum of which nothing is known but inputs."""
    kind = next((one for one in _ARTICLES if one.value == award.kind), None)
    if kind is None or not ground:
        return award
    return doubted(award, kind, Employment(), {"ground": str(ground)})


def with_damages(award: Award, damages: Decimal) -> Award:
    """Tell of severance that the ending was unlawful: damages of twice as much are owed instead."""
    text = _(
        "By what is told the contract was ended unlawfully: damages of {sum} yuan, twice the "
        "severance, are owed then in its place ({article}). Ask which is claimed."
    )
    article = f"{ARTICLE_48}、{ARTICLE_87}、{INSTEAD_OF_SEVERANCE}"
    told = text.format(sum=figures(damages), article=article)
    waits = _("whether severance is claimed or the damages in its place, {sum} yuan ({article})")
    waits = waits.format(sum=figures(damages), article=ARTICLE_87)
    unsettled = "；".join(filter(None, (award.unsettled, waits)))
    return replace(
        award,
        warnings=(*award.warnings, told),
        raising=(*award.raising, told),
        unsettled=unsettled,
        instead=damages,
        instead_why=told,
    )


def _doubt(kind: Reckonable, work: Employment, chosen: Stated) -> _Doubt | None:
    """Return what is doubtful in a claim by what is told of the ending."""
    article, reason = _ARTICLES.get(kind, ""), work.leave_reason
    ground = chosen.get("ground", "")
    if kind is ClaimKind.UNLAWFUL_TERMINATION and ground not in ("", Ground.UNLAWFUL):
        label = choice_label(ground)
        warned = _lawful_perhaps(label, ground).told
        return _Doubt(warned, _by_the_ground_chosen(label), unlikely=True)
    if not article or ground or not reason.strip():
        return None
    if (told := told_ground(reason)) is Ground.UNLAWFUL:
        return None
    if leaves_by_own_will(reason):
        return _Doubt(_no_right(reason, article), _own_will(reason, article), unlikely=True)
    if kind is ClaimKind.SEVERANCE:
        return _open(reason, article) if may_give_no_severance(reason) else None
    if kind is ClaimKind.UNEMPLOYMENT_LOSS:
        return _open(reason, article) if own_will_is_said_of_them(reason) else None
    if ended_by_agreement(reason):
        return _Doubt(_no_right(reason, article), _agreed(reason, article), unlikely=True)
    if kind is ClaimKind.NOTICE_PAY:
        if names_no_notice(reason):
            return _Doubt(_no_right(reason, article), _no_notice(reason, article), unlikely=True)
        perhaps = may_give_no_severance(reason) or hints_at_no_notice(reason)
        return _open(reason, article) if perhaps else None
    return _lawful_perhaps(reason, told) if tells_another_ending(reason) else None


def _no_right(reason: str, article: str) -> str:
    text = _("The reason for leaving, “{reason}”, may give no right ({article}).")
    return text.format(reason=reason, article=article)


def _open(reason: str, article: str) -> _Doubt:
    text = _("whether “{reason}”, the reason for leaving, gives a right ({article})")
    return _Doubt(_no_right(reason, article), text.format(reason=reason, article=article))


def _own_will(reason: str, article: str) -> str:
    """Tell of words by which the worker left of their own will that they give no right.

    No final sum until a person chooses the ground: the words may hide that the worker was forced.
    """
    why = _(
        "by the reason as written, “{reason}”, the worker left of their own will, which gives no "
        "right ({article}); whoever was forced to leave has the ground chosen."
    )
    return why.format(reason=reason, article=article)


def _agreed(reason: str, article: str) -> str:
    why = _(
        "by the reason as written, “{reason}”, both sides agreed to end it, which gives no right "
        "({article}); where the employer ended it by itself, choose the ground."
    )
    return why.format(reason=reason, article=article)


def _by_the_ground_chosen(ground: str) -> str:
    why = _(
        "by the ground chosen, “{ground}”, the ending was not unlawful, which gives no damages "
        "({article}); where it was, choose that ground."
    )
    return why.format(ground=ground, article=ARTICLE_48)


def _no_notice(reason: str, article: str) -> str:
    why = _(
        "by the reason as written, “{reason}”, the contract did not end in one of the ways that "
        "ask for notice or a month's wage ({article}); where it did, choose the ground."
    )
    return why.format(reason=reason, article=article)


def _lawful_perhaps(reason: str, ground: str | None) -> _Doubt:
    """Tell of damages that by what is told the ending may have been lawful."""
    told = _(
        "By what is told, “{reason}”, the ending may have been lawful: damages are owed only where "
        "the employer ended the contract against the law ({article})."
    ).format(reason=reason, article=ARTICLE_48)
    if ground in BY_EMPLOYER:
        proof = _("The employer has to prove what it ended the contract for ({article}).")
        told += proof.format(article=BURDEN_OF_PROOF)
    text = _("whether the ending was unlawful: “{reason}” ({article})")
    return _Doubt(told, text.format(reason=reason, article=ARTICLE_48))
