"""What a worker claims, and the facts that claims are computed from."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from mediation_desk.domain.claim_kinds import (
    COMMON,
    AnswerKind,
    ClaimGroup,
    ClaimKind,
    Nature,
    Reckonable,
)
from mediation_desk.domain.endings import is_unlawful
from mediation_desk.domain.exclusions import EXCLUDING, set_apart
from mediation_desk.domain.people import Person

__all__ = [
    "COMMON",
    "AnswerKind",
    "Applicant",
    "Claim",
    "ClaimGroup",
    "ClaimKind",
    "Employment",
    "Nature",
    "Reckonable",
    "Stated",
    "Totals",
    "totals",
]

ZERO = Decimal("0.00")
DERIVED = "derived"
"""Marks a field of a value that follows from others: it is stored nowhere."""
Stated = Mapping[str, str]
"""Further facts of a worker (劳动关系其他事实): name and value, written as it is stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Employment:
    """The facts of one worker's employment (劳动关系事实); money in yuan.

    `left_on` is the last day worked and counts as a day of service.
    `average_wage` is that of the twelve months before leaving (离职前十二个月平均工资),
    `contribution_wage` the one on which contributions were or should have been paid; `arrears`
    are the wages owed, where that is known: nothing owed is a zero.
    `injury_insured` is None where nobody said it.
    `migrant` tells a rural resident who works for an employer (农民工, 保障农民工工资支付条例
    第二条), `member` a member of a union; both are for the statistics.
    """

    hired_on: date | None = None
    left_on: date | None = None
    leave_reason: str = ""
    post: str = ""
    average_wage: Decimal | None = None
    contribution_wage: Decimal | None = None
    arrears: Decimal | None = None
    unemployment_insured: bool = False
    injury_insured: bool | None = None
    injured: bool = False
    injury_grade: int | None = None
    migrant: bool = False
    member: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One item of one worker: asked, due by law, agreed (请求、应得、协议金额), in yuan.

    `entitled` is None where the law gives no figure or facts are missing; `reason` says why,
    and also why an entitlement is zero. `apart` is the worker's other claim that totals count in
    place of this one (择一): it follows from what the worker claims and is stored nowhere.
    """

    kind: ClaimKind
    claimed: Decimal | None = None
    entitled: Decimal | None = None
    agreed: Decimal | None = None
    reason: str = ""
    apart: ClaimKind | None = field(default=None, compare=False, metadata={DERIVED: True})


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """A worker as applicant in a case (申请人), with facts and claims. `id` is the party's.

    `stated` are the facts besides those of every employment; the law says which there are.
    """

    id: int = 0
    person: Person
    work: Employment
    claims: tuple[Claim, ...] = ()
    stated: Stated = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        """Mark the claims that no total counts beside another of the same worker."""
        sums: dict[Reckonable, Decimal | None] = {c.kind: c.entitled for c in self.claims}
        apart = set_apart(sums, unlawful=self.unlawful) if EXCLUDING & sums.keys() else {}
        if apart or any(claim.apart for claim in self.claims):
            marked = tuple(replace(c, apart=apart.get(c.kind)) for c in self.claims)
            object.__setattr__(self, "claims", marked)

    @property
    def unlawful(self) -> bool:
        """Say whether by what is told the employer ended the contract unlawfully."""
        return is_unlawful(self.stated.get("ground", ""), self.work.leave_reason)

    def claim(self, kind: ClaimKind) -> Claim | None:
        """Return the worker's claim of that kind, if made."""
        return next((claim for claim in self.claims if claim.kind is kind), None)


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over claims, in yuan; a missing amount counts as nothing.

    Of claims that exclude each other what the law gives counts once.
    """

    claimed: Decimal
    entitled: Decimal
    agreed: Decimal


def totals(claims: tuple[Claim, ...]) -> Totals:
    """Add up claims of one worker, of one kind, or of a whole case."""
    return Totals(
        sum([claim.claimed for claim in claims if claim.claimed], ZERO),
        sum([c.entitled for c in claims if c.entitled and c.apart is None], ZERO),
        sum([claim.agreed for claim in claims if claim.agreed], ZERO),
    )
