"""What the reason for leaving, as it is written, puts in doubt while no ground is chosen."""

from collections.abc import Mapping
from dataclasses import replace

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.claims import ClaimKind, Employment, Reckonable, Stated
from mediation_desk.domain.offers import Key
from mediation_desk.i18n import _
from mediation_desk.law.award import Award
from mediation_desk.law.grounds import ARTICLE_46
from mediation_desk.law.reason_ground import (
    ended_unlawfully,
    leaves_by_own_will,
    may_give_no_severance,
    turns_on_what_is_not_said,
)
from mediation_desk.law.severance import ARTICLE_87
from mediation_desk.law.unemployment import ARTICLE_46 as OWN_WILL_BARS

UNLAWFUL = "劳动合同法第四十八条"
INSTEAD_OF_SEVERANCE = "劳动合同法实施条例第二十五条"

_DOUBTFUL: Mapping[Reckonable, str] = {
    ClaimKind.SEVERANCE: ARTICLE_46,
    ClaimKind.UNLAWFUL_TERMINATION: UNLAWFUL,
    ClaimKind.UNEMPLOYMENT_LOSS: OWN_WILL_BARS,
}
"""The claims that the reason may put in doubt, each with the article that asks for another."""


def unlikely(kind: Reckonable, work: Employment, stated: Stated) -> bool:
    """Say whether by the reason for leaving, while no ground is chosen, a claim gives no right."""
    return kind in _DOUBTFUL and "ground" not in stated and leaves_by_own_will(work.leave_reason)


def unlikely_keys(case: CaseFile) -> frozenset[Key]:
    """Return the claims of a case that are `unlikely`, by worker and kind."""
    return frozenset(
        (one.id, claim.kind)
        for one in case.applicants
        for claim in one.claims
        if unlikely(claim.kind, one.work, one.stated)
    )


def doubted(award: Award, kind: Reckonable, work: Employment, stated: Stated) -> Award:
    """Add a warning where the reason for leaving may give no right."""
    article, reason = _DOUBTFUL.get(kind), work.leave_reason
    if not article or not reason or award.reason or "ground" in stated:
        return award
    severance = kind is ClaimKind.SEVERANCE
    if severance and ended_unlawfully(reason):
        text = _(
            "By the reason for leaving the contract was ended unlawfully: damages of twice this "
            "sum are owed then, in place of severance ({article}). Ask which is claimed."
        )
        told = text.format(article=f"{UNLAWFUL}、{ARTICLE_87}、{INSTEAD_OF_SEVERANCE}")
        return replace(award, warnings=(*award.warnings, told), raising=(*award.raising, told))
    if (may_give_no_severance if severance else leaves_by_own_will)(reason):
        warning = _("The reason for leaving, “{reason}”, may give no right ({article}).").format(
            reason=reason, article=article
        )
        award = replace(award, warnings=(*award.warnings, warning), doubtful=award.amount)
        return _improbable(award, reason, article) if unlikely(kind, work, stated) else award
    if severance and (asked := turns_on_what_is_not_said(reason)):
        return replace(award, warnings=(*award.warnings, asked))
    return award


def _improbable(award: Award, reason: str, article: str) -> Award:
    """Tell of words by which the worker left of their own will that they give no right.

    No final sum until a person chooses the ground: the words may hide that the worker was forced.
    """
    why = _(
        "by the reason as written, “{reason}”, the worker left of their own will, which gives no "
        "right ({article}); whoever was forced to leave has the ground chosen."
    )
    told = why.format(reason=reason, article=article)
    unsettled = "；".join(filter(None, (award.unsettled, told)))
    return replace(award, unlikely=award.amount, unlikely_why=told, unsettled=unsettled)
