"""Claims of which a worker gets one or the other (择一): one table, and which of them counts.

Both may be claimed, but no total adds them up. Where by what is told the employer ended the
contract unlawfully, the damages count, else what they exclude; the other stands beside it with
its sum. A sum of nothing excludes nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from mediation_desk.domain.claim_kinds import ClaimKind, Reckonable
from mediation_desk.i18n import N_, _


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Damages for an unlawful ending, and what is not paid beside them, by which article."""

    damages: ClaimKind
    other: ClaimKind
    words: str
    article: str


EXCLUSIONS = (
    Exclusion(
        ClaimKind.UNLAWFUL_TERMINATION,
        ClaimKind.SEVERANCE,
        N_("Severance and damages for unlawful ending are not both paid; count one of them."),
        "劳动合同法实施条例第二十五条",
    ),
    Exclusion(
        ClaimKind.UNLAWFUL_TERMINATION,
        ClaimKind.NOTICE_PAY,
        N_("Pay in place of notice is not paid beside damages for unlawful ending."),
        "劳动合同法第四十八条",
    ),
)

EXCLUDING = frozenset(one.damages for one in EXCLUSIONS)
"""The claims without which nothing excludes anything."""


def set_apart(
    sums: Mapping[Reckonable, Decimal | None], *, unlawful: bool
) -> Mapping[Reckonable, ClaimKind]:
    """Return which of a worker's sums are in no total, each with the claim that counts instead."""
    found: dict[Reckonable, ClaimKind] = {}
    for one in EXCLUSIONS:
        if not (sums.get(one.damages) and sums.get(one.other)):
            continue
        counted, apart = (one.damages, one.other) if unlawful else (one.other, one.damages)
        found.setdefault(apart, counted)
    return found


def excluded_by(kind: Reckonable) -> frozenset[ClaimKind]:
    """Return the claims that are not paid beside one."""
    pairs = ((one.damages, one.other) for one in EXCLUSIONS)
    return frozenset(one for pair in pairs if kind in pair for one in pair if one is not kind)


def beside_each_other(
    kind: Reckonable, apart: Mapping[Reckonable, ClaimKind], made: Iterable[Reckonable]
) -> Iterator[str]:
    """Warn where a claim is not paid beside another that the worker makes, and say which counts."""
    others = set(made)
    for one in EXCLUSIONS:
        if kind not in (one.other, one.damages) or not {one.other, one.damages} <= others:
            continue
        sentence = f"{_(one.words).rstrip('。.')}（{one.article}）。"
        if apart.get(one.other) is one.damages:
            sentence += _(
                "By what is told the ending was unlawful: {counted} counts in the totals, "
                "{apart} in none."
            ).format(counted=one.damages.label, apart=one.other.label)
        elif one.damages in apart and one.other not in apart:
            sentence += _(
                "What is told does not say that the ending was unlawful: {counted} counts in the "
                "totals, {apart} in none. Where it was unlawful, choose that ground."
            ).format(counted=apart[one.damages].label, apart=one.damages.label)
        yield sentence


def why_apart(counted: Reckonable) -> str:
    """Say of a sum that it is in no total, and which one is in its place."""
    return _("One or the other: {counted} counts, this sum is in no total.").format(
        counted=counted.label
    )
