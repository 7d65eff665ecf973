"""What the two sides offer over time (报价), what it comes to, and how the gap closes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from decimal import Decimal
from fractions import Fraction

from mediation_desk.domain import reasons
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.claims import ZERO, Claim, ClaimKind, totals
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.exclusions import excluded_by
from mediation_desk.domain.money import LIMIT, from_fen, to_fen
from mediation_desk.domain.sides import Side
from mediation_desk.domain.stages import BEFORE_EFFECT
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _

Key = tuple[int, ClaimKind]
"""A claim of a case: the worker's party and the kind."""

Target = tuple[int | None, ClaimKind | None]
"""What a sum is meant for: a claim, all of a worker's, all of a kind, or everything."""

LONGEST = 500
"""Characters of a note or of conditions."""


class OfferState(Term):
    """Whether an offer still stands (报价状态)."""

    OPEN = "open", N_("Offer stands")
    WITHDRAWN = "withdrawn", N_("Offer withdrawn")
    ACCEPTED = "accepted", N_("Offer accepted")


class Bound(Term):
    """The three figures between which talks move (下限、可能、上限)."""

    FLOOR = "floor", N_("Floor")
    LIKELY = "likely", N_("Likely")
    BEST = "best", N_("Best")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferSum:
    """One sum of an offer: for an item of a worker, or as one sum for more than that.

    Without `kind` it is for all that the worker claims, without `party_id` for all workers who
    make that claim, without both for the whole case.
    """

    party_id: int | None = None
    kind: ClaimKind | None = None
    amount: Decimal

    def covers(self, key: Key) -> bool:
        """Say whether the sum is meant for a claim."""
        return self.party_id in (None, key[0]) and self.kind in (None, key[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What one side said it would pay or take, on a day.

    `caucus` marks what was told to the mediator alone (背对背): it is shown to nobody else.
    """

    id: int = 0
    side: Side
    made_on: date
    made_at: time | None = None
    said_by: str = ""
    conditions: str = ""
    note: str = ""
    caucus: bool = False
    state: OfferState = OfferState.OPEN
    sums: tuple[OfferSum, ...] = ()

    @property
    def total(self) -> Decimal:
        """The offer's sums together."""
        return sum((one.amount for one in self.sums), ZERO)

    @property
    def place(self) -> tuple[date, time, int]:
        """The order in which offers were made; one without a time comes first on its day."""
        return self.made_on, self.made_at or time.min, self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A figure that the mediator enters for an item, with the reason for it."""

    id: int = 0
    party_id: int
    kind: ClaimKind
    bound: Bound
    amount: Decimal
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Where both sides stand after an offer; the first turn, without one, is the application.

    `offered` is None before the employer has said anything: that is no offer of nothing.
    """

    on: date
    at: time | None = None
    side: Side | None = None
    offer_id: int = 0
    asked: Decimal
    offered: Decimal | None = None

    @property
    def gap(self) -> Decimal:
        """What is still between the sides; nothing once they meet."""
        return max(self.asked - (self.offered or ZERO), ZERO)


def may_see(case: CaseFile, actor_id: int) -> bool:
    """Say whether a person is the mediator of the case, who alone sees what was told apart."""
    return case.mediator is not None and case.mediator.id == actor_id


def claims_of(case: CaseFile) -> dict[Key, Claim]:
    """Return every claim of a case by worker and kind."""
    return {(a.id, claim.kind): claim for a in case.applicants for claim in a.claims}


def next_round(last: Offer, on: date, at: time | None) -> Offer:
    """Return a new offer that begins as the side's last one (新一轮)."""
    return replace(last, id=0, made_on=on, made_at=at, note="", state=OfferState.OPEN)


def closed_to_offers(case: CaseFile) -> str:
    """Say why a case takes no more offers; empty as long as its mediation goes on."""
    if case.stage in BEFORE_EFFECT:
        return ""
    return _(
        "The case stands at “{stage}”: its mediation is over, so no offer is entered or changed any"
        " more."
    ).format(stage=case.stage.label)


def offer_problems(case: CaseFile, offer: Offer, today: date) -> Iterator[Problem]:
    """Check an offer that a person enters."""
    if offer.made_on > today:
        yield Problem("made_on", _("This day lies in the future."))
    if not offer.sums:
        yield Problem("sums", _("Enter at least one sum."))
    for name in ("said_by", "conditions", "note"):
        if len(getattr(offer, name)) > LONGEST:
            yield Problem(name, _("Write at most {n} characters.").format(n=LONGEST))
    meant = _meant(claims_of(case))
    taken: dict[Key, OfferSum] = {}
    for one in offer.sums:
        field = sum_field(one)
        covered = meant.get((one.party_id, one.kind), ())
        if not covered:
            yield Problem(field, _("Nobody in the case makes this claim."))
        if one.amount < 0:
            yield Problem(field, _("An amount cannot be negative."))
        elif one.amount >= LIMIT:
            yield Problem(field, _("The amount is too large."))
        if any(key in taken for key in covered):
            yield Problem(
                field,
                _("An item has one sum only: its own, or one for all. Empty one of the two."),
            )
        taken |= dict.fromkeys(covered, one)


def sum_field(one: OfferSum) -> str:
    """Return the name of the field that holds a sum of an offer."""
    return f"sums.{one.party_id or ''}.{one.kind.value if one.kind else ''}"


def spread(claims: Mapping[Key, Claim], offer: Offer) -> dict[Key, Decimal]:
    """Return what an offer comes to for every claim that it covers.

    One sum for several claims is divided as the law's sums are to each other, else as the sums
    asked, else equally; what division leaves over goes to the last.
    """
    found: dict[Key, Decimal] = {}
    meant: dict[Target, list[Key]] = {}
    for one in offer.sums:
        if one.party_id is not None and one.kind is not None:
            if (key := (one.party_id, one.kind)) in claims:
                found[key] = one.amount
            continue
        meant = meant or _meant(claims)
        covered = meant.get((one.party_id, one.kind), ())
        found |= _divided({key: claims[key] for key in covered}, one.amount)
    return found


def _meant(claims: Iterable[Key]) -> dict[Target, list[Key]]:
    """Return the claims that a sum for a worker, an item, both or neither is meant for."""
    found: dict[Target, list[Key]] = {}
    for key in claims:
        party_id, kind = key
        for target in ((party_id, kind), (party_id, None), (None, kind), (None, None)):
            found.setdefault(target, []).append(key)
    return found


def _divided(claims: Mapping[Key, Claim], amount: Decimal) -> dict[Key, Decimal]:
    if len(claims) == 1:
        return dict.fromkeys(claims, amount)
    weights = {key: totals((claim,)).entitled for key, claim in claims.items()}
    if not any(weights.values()):
        weights = {key: claim.claimed or ZERO for key, claim in claims.items()}
    if not any(weights.values()):
        weights = dict.fromkeys(claims, Decimal(1))
    whole, rest = sum(weights.values(), ZERO), amount
    parts: dict[Key, Decimal] = {}
    heavy = [key for key, weight in weights.items() if weight]
    for key, weight in weights.items():
        share = Fraction(weight) / Fraction(whole)
        parts[key] = rest if key == heavy[-1] else from_fen(int(to_fen(amount) * share))
        rest -= parts[key]
    return parts


def positions(case: CaseFile, offers: Iterable[Offer], side: Side) -> dict[Key, Decimal]:
    """Return a side's last word on every claim; what it withdrew no longer counts."""
    claims = claims_of(case)
    said: dict[Key, Decimal] = {}
    for offer in sorted(offers, key=lambda o: o.place):
        if offer.side is side and offer.state is not OfferState.WITHDRAWN:
            said |= spread(claims, offer)
    return said


def course(case: CaseFile, offers: Iterable[Offer]) -> tuple[Turn, ...]:
    """Return how the two sides came nearer, from the application on (差距变化).

    Before the workers say anything else, they ask what they claim or what the law gives.
    """
    claims = claims_of(case)
    said: dict[Side, dict[Key, Decimal]] = {
        Side.APPLICANT: {key: _first_asked(key, claims) for key in claims},
        Side.RESPONDENT: {},
    }
    turns = [Turn(on=case.received_on, asked=_sum(said[Side.APPLICANT]))]
    standing = (o for o in offers if o.state is not OfferState.WITHDRAWN)
    for offer in sorted(standing, key=lambda o: o.place):
        said[offer.side] |= spread(claims, offer)
        turns.append(
            Turn(
                on=offer.made_on,
                at=offer.made_at,
                side=offer.side,
                offer_id=offer.id,
                asked=_sum(said[Side.APPLICANT]),
                offered=_sum(said[Side.RESPONDENT]) if said[Side.RESPONDENT] else None,
            )
        )
    return tuple(turns)


def _first_asked(key: Key, claims: Mapping[Key, Claim]) -> Decimal:
    """Return what a worker asks at first; nothing where a sum is asked for what it excludes."""
    party_id, kind = key
    if (asked := claims[key].claimed) is not None:
        return asked
    instead = (claims.get((party_id, other)) for other in excluded_by(kind))
    if any(other and other.claimed for other in instead):
        return ZERO
    return totals((claims[key],)).entitled


def _sum(said: Mapping[Key, Decimal]) -> Decimal:
    return sum(said.values(), ZERO)


def estimate_problems(case: CaseFile, estimate: Estimate) -> Iterator[Problem]:
    """Check a figure of the mediator's own."""
    if (estimate.party_id, estimate.kind) not in claims_of(case):
        yield Problem("amount", _("This worker makes no such claim."))
    if estimate.amount < 0:
        yield Problem("amount", _("An amount cannot be negative."))
    yield from reasons.problems("reason", estimate.reason)
    if len(estimate.reason) > LONGEST:
        yield Problem("reason", _("Write at most {n} characters.").format(n=LONGEST))
