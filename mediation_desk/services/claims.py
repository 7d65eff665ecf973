"""Facts, computed entitlements and amounts of the workers' claims (请求与核算)."""

from collections.abc import Mapping
from dataclasses import replace

from mediation_desk.domain import errors
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.claims import Applicant, Claim, ClaimKind, Employment
from mediation_desk.domain.errors import DeskError, Problem
from mediation_desk.domain.intake import employment_problems
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.law.award import Award
from mediation_desk.law.entitlement import entitlement
from mediation_desk.services.act import on_case
from mediation_desk.services.desk import Desk
from mediation_desk.storage import cases, parties
from mediation_desk.storage.database import Session

Key = tuple[int, ClaimKind]


def explain(desk: Desk, applicant: Applicant, kind: ClaimKind) -> Award:
    """Compute one item with its steps, figures and articles.

    Raises a `DeskError` with the reason when facts or figures are missing.
    """
    desk.actor.require(Right.READ)
    return entitlement(applicant.work, kind, desk.law_on(applicant.work.left_on or desk.today()))


def preview(desk: Desk, work: Employment, kind: ClaimKind) -> Award:
    """Compute one item from facts that are not saved, for the calculator and for forms."""
    desk.actor.require(Right.READ)
    return entitlement(work, kind, desk.law_on(work.left_on or desk.today()))


def awards(desk: Desk, case: CaseFile) -> dict[Key, Award]:
    """Compute every item of a case that can be computed."""
    desk.actor.require(Right.READ)
    found: dict[Key, Award] = {}
    for applicant in case.applicants:
        for claim in applicant.claims:
            try:
                found[applicant.id, claim.kind] = explain(desk, applicant, claim.kind)
            except DeskError:
                continue  # the claim's stored reason says what is missing
    return found


def recompute(desk: Desk, session: Session, case_id: int) -> None:
    """Store what the law gives for every claim of a case, or why it gives nothing."""
    case = cases.file(session, case_id)
    computed = {
        (applicant.id, claim.kind): _computed(desk, applicant, claim)
        for applicant in case.applicants
        for claim in applicant.claims
    }
    parties.set_amounts(session, computed)


def propose(session: Session, case_id: int) -> None:
    """Ask for what the law gives wherever the application names no sum of its own.

    The applicant confirms it by signing the application, or has it changed before.
    """
    case = cases.file(session, case_id)
    parties.set_amounts(
        session,
        {
            (applicant.id, claim.kind): replace(claim, claimed=claim.entitled)
            for applicant in case.applicants
            for claim in applicant.claims
            if claim.claimed is None and claim.entitled is not None
        },
    )


def _computed(desk: Desk, applicant: Applicant, claim: Claim) -> Claim:
    try:
        award = explain(desk, applicant, claim.kind)
    except DeskError as missing:
        return replace(claim, entitled=None, reason=str(missing))
    return replace(claim, entitled=award.amount, reason=award.reason)


def change_work(desk: Desk, case_id: int, version: int, facts: Mapping[int, Employment]) -> None:
    """Change facts of employments, by party; every sum that rests on them is computed anew."""
    desk.actor.require(Right.COMPUTE)
    errors.require(
        problem
        for party_id, work in facts.items()
        for problem in employment_problems(work, f"work.{party_id}", desk.today())
    )
    with on_case(desk, "change_facts", case_id, version) as (session, case):
        for party_id, work in facts.items():
            case.applicant(party_id)
            parties.set_work(session, party_id, work)
        recompute(desk, session, case_id)


def change_kinds(
    desk: Desk, case_id: int, version: int, kinds: Mapping[int, tuple[ClaimKind, ...]]
) -> None:
    """Change what each worker claims, by party; amounts of kept items stay."""
    desk.actor.require(Right.COMPUTE)
    with on_case(desk, "change_claims", case_id, version) as (session, case):
        for party_id, wanted in kinds.items():
            applicant = case.applicant(party_id)
            kept = [applicant.claim(kind) or Claim(kind=kind) for kind in wanted]
            parties.set_claims(session, party_id, kept)
        recompute(desk, session, case_id)


def set_amounts(desk: Desk, case_id: int, version: int, amounts: Mapping[Key, Claim]) -> None:
    """Store claimed and agreed amounts; what is computed is not touched."""
    desk.actor.require(Right.COMPUTE)
    errors.require(_amount_problems(amounts))
    with on_case(desk, "set_amounts", case_id, version) as (session, case):
        changed = {}
        for (party_id, kind), new in amounts.items():
            old = case.applicant(party_id).claim(kind)
            if old is None:
                raise DeskError(_("This worker makes no such claim."))
            changed[party_id, kind] = replace(old, claimed=new.claimed, agreed=new.agreed)
        parties.set_amounts(session, changed)


def _amount_problems(amounts: Mapping[Key, Claim]) -> list[Problem]:
    return [
        Problem(f"claims.{party_id}.{kind.value}", _("An amount cannot be negative."))
        for (party_id, kind), claim in amounts.items()
        if (claim.claimed or 0) < 0 or (claim.agreed or 0) < 0
    ]


def fill_agreed(desk: Desk, case_id: int, version: int) -> None:
    """Propose what the law gives as the agreed sum, wherever none was entered yet."""
    desk.actor.require(Right.COMPUTE)
    with on_case(desk, "fill_agreed", case_id, version) as (session, case):
        parties.set_amounts(
            session,
            {
                (applicant.id, claim.kind): replace(claim, agreed=claim.entitled)
                for applicant in case.applicants
                for claim in applicant.claims
                if claim.agreed is None and claim.entitled is not None
            },
        )
