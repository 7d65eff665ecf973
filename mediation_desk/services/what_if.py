"""What would come of it: other facts and sums in a copy that nobody saves (试算)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.claims import ZERO, Applicant, ClaimKind, Reckonable
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.exclusions import set_apart
from mediation_desk.domain.offers import Key
from mediation_desk.domain.rights import Right
from mediation_desk.law.award import Award
from mediation_desk.law.facts import rested_on
from mediation_desk.law.figures import Figure, FigureUnit
from mediation_desk.law.take_home import TakeHome, take_home
from mediation_desk.services import claims
from mediation_desk.services.desk import Desk

_AVERAGE = "local_average_wage_year"
Unread = Mapping[str, str]
"""Facts of a worker that were typed and cannot be read or be true, each with why."""
_ALL_READ: Unread = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerOutcome:
    """What one worker would get: the law's sums by kind (or why none), and what is offered.

    `offered` is None for a worker to whom nobody has offered anything yet: that is not a zero.
    """

    party_id: int
    laws: Mapping[ClaimKind, Decimal | str]
    unsettled: Mapping[ClaimKind, str]
    """Why sums of the law that count are not settled yet."""
    apart: Mapping[Reckonable, ClaimKind] = field(default_factory=dict)
    """Sums of the law that no total counts, each with the claim that excludes it."""
    offered: Decimal | None
    home: TakeHome
    fund: Decimal
    unsaid: Decimal = ZERO
    """What the fund pays or, if the worker was not insured, the employer: nobody said which."""
    waits: bool = False
    """Whether a sum waits for a fact that was typed and cannot be read."""

    @property
    def law(self) -> Decimal:
        """The law's sums together; what cannot be computed counts as nothing."""
        counted = (s for kind, s in self.laws.items() if kind not in self.apart)
        return sum((s for s in counted if isinstance(s, Decimal)), ZERO)

    @property
    def open(self) -> Decimal:
        """What of the law's sums is not settled yet."""
        found = (self.laws[kind] for kind in self.unsettled)
        return sum((s for s in found if isinstance(s, Decimal)), ZERO)

    @property
    def beside(self) -> Decimal:
        """What the law gives instead of what is counted (择一)."""
        found = (self.laws[kind] for kind in self.laws if kind in self.apart)
        return sum((s for s in found if isinstance(s, Decimal)), ZERO)

    @property
    def unknown(self) -> int:
        """How many items could not be computed."""
        return sum(isinstance(found, str) for found in self.laws.values())

    @property
    def gap(self) -> Decimal | None:
        """What is offered less than the law gives; negative where more, None while a sum waits.

        What is not settled is no measure: whoever is offered less with it and more without it is
        offered neither.
        """
        if self.offered is None or self.waits:
            return None
        return max(self.law - self.open - self.offered, min(self.law - self.offered, ZERO))

    @property
    def net(self) -> Decimal | None:
        """What the worker keeps; None without an offer, and while the tax cannot be reckoned."""
        return None if self.offered is None else self.home.net


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the case would come to: sums over the workers who have an offer, and over no other."""

    workers: tuple[WorkerOutcome, ...]

    @property
    def counted(self) -> tuple[WorkerOutcome, ...]:
        """The workers to whom something is offered."""
        return tuple(w for w in self.workers if w.offered is not None)

    @property
    def silent(self) -> int:
        """How many workers have no offer yet."""
        return len(self.workers) - len(self.counted)

    @property
    def law(self) -> Decimal:
        """What the law gives those who have an offer; while nobody has one, what it gives all."""
        return sum((w.law for w in self.counted or self.workers), ZERO)

    @property
    def open(self) -> Decimal:
        """What of it is not settled yet."""
        return sum((w.open for w in self.counted or self.workers), ZERO)

    @property
    def beside(self) -> Decimal:
        """What the law gives instead of what is counted (择一), and is in no total."""
        return sum((w.beside for w in self.counted or self.workers), ZERO)

    @property
    def cost(self) -> Decimal:
        """What the employer would pay; what a fund owes is not in it."""
        return sum((w.offered for w in self.counted if w.offered is not None), ZERO)

    @property
    def fund(self) -> Decimal:
        """What insurance funds owe besides."""
        return sum((w.fund for w in self.counted or self.workers), ZERO)

    @property
    def unsaid(self) -> Decimal:
        """What turns on whether the workers were insured."""
        return sum((w.unsaid for w in self.counted or self.workers), ZERO)

    @property
    def unknown(self) -> int:
        """How many items of those counted could not be computed."""
        return sum(w.unknown for w in self.counted or self.workers)

    @property
    def short(self) -> Decimal:
        """What workers are offered less than the law gives them; who is offered more hides none."""
        return sum((w.gap for w in self.counted if w.gap is not None and w.gap > 0), ZERO)

    @property
    def above(self) -> Decimal:
        """What workers are offered more than the law gives them."""
        return -sum((w.gap for w in self.counted if w.gap is not None and w.gap < 0), ZERO)

    @property
    def generous(self) -> int:
        """How many workers are offered more than the law gives."""
        return sum(w.gap is not None and w.gap < 0 for w in self.counted)

    @property
    def net(self) -> Decimal | None:
        """What the workers keep; None while somebody's tax cannot be reckoned."""
        kept = [w.net for w in self.counted]
        return None if None in kept else sum((n for n in kept if n is not None), ZERO)


def what_if(
    desk: Desk,
    case: CaseFile,
    copied: Mapping[int, Applicant],
    offered: Mapping[Key, Decimal],
    average: Decimal | None = None,
    unread: Mapping[int, Unread] = MappingProxyType({}),
) -> Outcome:
    """Reckon a case anew with other facts of its workers and other sums; nothing is written.

    `average` is the place's yearly average wage, where it was typed because the law's figures
    have none for the year. Sums that rest on facts of a worker that cannot be read wait for them.
    """
    desk.actor.require(Right.READ)
    return Outcome(
        workers=tuple(
            _outcome(desk, copied.get(a.id, a), offered, average, unread.get(a.id, _ALL_READ))
            for a in case.applicants
        )
    )


def _outcome(
    desk: Desk,
    applicant: Applicant,
    offered: Mapping[Key, Decimal],
    average: Decimal | None,
    unread: Unread,
) -> WorkerOutcome:
    laws: dict[ClaimKind, Decimal | str] = {}
    unsettled: dict[ClaimKind, str] = {}
    fund = unsaid = ZERO
    for claim in applicant.claims:
        why = next((unread[name] for name in rested_on(claim.kind.value) if name in unread), "")
        found = why or _computed(desk, applicant, claim.kind)
        if isinstance(found, str):
            laws[claim.kind] = found
            continue
        laws[claim.kind] = found.amount
        if found.amount and found.unsettled:
            unsettled[claim.kind] = found.unsettled
        fund += found.from_fund
        unsaid += found.if_uninsured
    known: dict[Reckonable, Decimal | None] = {
        kind: one for kind, one in laws.items() if isinstance(one, Decimal)
    }
    apart = set_apart(known, unlawful=applicant.unlawful)
    sums = {kind: offered[applicant.id, kind] for kind in laws if (applicant.id, kind) in offered}
    return WorkerOutcome(
        party_id=applicant.id,
        laws=laws,
        unsettled={kind: why for kind, why in unsettled.items() if kind not in apart},
        apart=apart,
        offered=sum(sums.values(), ZERO) if sums else None,
        home=take_home(sums, _average(desk, applicant, average)),
        fund=fund,
        unsaid=unsaid,
        waits=bool(unread),
    )


def _computed(desk: Desk, applicant: Applicant, kind: ClaimKind) -> Award | str:
    try:
        return claims.explain(desk, applicant, kind)
    except DeskError as missing:
        return str(missing)


def _average(desk: Desk, applicant: Applicant, typed: Decimal | None) -> Figure | None:
    """Return the yearly average of the place that the tax is reckoned with."""
    if typed:
        return Figure(name=_AVERAGE, value=typed, unit=FigureUnit.YUAN_YEAR)
    return desk.law_on(applicant.work.left_on or desk.today()).find(_AVERAGE)
