"""What the program proposes as asked for and as agreed: the law's sums, where nobody named one."""

from collections.abc import Collection
from dataclasses import replace

from mediation_desk.domain.claims import Applicant, Claim, Reckonable
from mediation_desk.domain.exclusions import excluded_by


def asked_for(applicant: Applicant) -> Applicant:
    """Return a worker who asks for what the law gives wherever no sum of their own is named.

    Of claims that exclude each other for the one that counts, unless the other is asked for. The
    applicant confirms it by signing the application, or has it changed before.
    """
    named = frozenset(claim.kind for claim in applicant.claims if claim.claimed)
    claims = tuple(
        replace(claim, claimed=claim.entitled)
        if claim.claimed is None and _may_fill(claim, named)
        else claim
        for claim in applicant.claims
    )
    return replace(applicant, claims=claims)


def agreed_on(applicant: Applicant, left_out: Collection[Reckonable]) -> tuple[Claim, ...]:
    """Return the claims of a worker for which the law's sum is proposed as the agreed one."""
    named = frozenset(claim.kind for claim in applicant.claims if claim.agreed)
    return tuple(
        replace(claim, agreed=claim.entitled)
        for claim in applicant.claims
        if claim.agreed is None and claim.kind not in left_out and _may_fill(claim, named)
    )


def _may_fill(claim: Claim, named: frozenset[Reckonable]) -> bool:
    """Say whether the law's sum may stand beside the claims for which a person named one."""
    return claim.entitled is not None and not claim.apart and not excluded_by(claim.kind) & named
