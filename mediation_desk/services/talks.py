"""Negotiation: both sides' offers, the figures between which they move, and taking an offer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from mediation_desk.domain import errors
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.errors import DeskError, NotAllowed, NotFound
from mediation_desk.domain.offers import (
    Estimate,
    Key,
    Offer,
    OfferState,
    Turn,
    claims_of,
    closed_to_offers,
    course,
    estimate_problems,
    may_see,
    offer_problems,
    positions,
    spread,
)
from mediation_desk.domain.options import UNFAIR_PERCENT
from mediation_desk.domain.rights import Right
from mediation_desk.domain.sides import Side
from mediation_desk.domain.talks_hints import agreed_hints, offer_hints
from mediation_desk.i18n import _
from mediation_desk.law.award import Award
from mediation_desk.law.doubts_of_leaving import unlikely_keys
from mediation_desk.law.entitlement import Known
from mediation_desk.law.limitation_of_case import bars, day_of_claim, with_claims
from mediation_desk.law.prospects import Prospect, prospect
from mediation_desk.law.ways import Asked, Counted, ways
from mediation_desk.services import claims
from mediation_desk.services.act import on_case
from mediation_desk.services.desk import Desk
from mediation_desk.storage import parties
from mediation_desk.storage import talks as store
from mediation_desk.storage.database import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Talks:
    """What the person who acts may see of a negotiation.

    `apart` says that this person is the case's mediator, who may also enter what was told
    back to back. `hints` are by offer, `agreed` those on the sums agreed so far. `courses` and
    `said` (a side's last word by claim) are with and without what was told back to back.
    """

    offers: tuple[Offer, ...] = ()
    prospects: tuple[Prospect, ...] = ()
    hints: Mapping[int, tuple[str, ...]]
    agreed: tuple[str, ...] = ()
    apart: bool = False
    courses: Mapping[bool, tuple[Turn, ...]] = field(default_factory=dict)
    said: Mapping[tuple[bool, Side], Mapping[Key, Decimal]] = field(default_factory=dict)

    @property
    def fund(self) -> dict[Key, Decimal]:
        """What insurance funds owe besides, by claim."""
        return {p.key: p.fund for p in self.prospects if p.fund}


def of_case(desk: Desk, case: CaseFile) -> Talks:
    """Return the negotiation of a case.

    What was told back to back, and what the mediator thinks likely, only the mediator sees.
    """
    desk.actor.require(Right.READ)
    apart = may_see(case, desk.actor.id)
    with desk.db.read() as session:
        found = store.offers(session, case.id)
        own = store.estimates(session, case.id) if apart else ()
    seen = tuple(offer for offer in found if apart or not offer.caucus)
    told = {True: seen, False: tuple(offer for offer in seen if not offer.caucus)}
    prospects = _prospects(desk, case, own)
    fund = {p.key: p.fund for p in prospects if p.fund}
    percent, doubted = _percent(desk), unlikely_keys(case)
    return Talks(
        offers=seen,
        prospects=prospects,
        hints={offer.id: tuple(offer_hints(case, offer, percent, fund, doubted)) for offer in seen},
        agreed=tuple(agreed_hints(case, percent, doubted)),
        apart=apart,
        courses={whole: course(case, offers) for whole, offers in told.items()},
        said={
            (whole, side): positions(case, offers, side)
            for whole, offers in told.items()
            for side in Side
        },
    )


def hints(desk: Desk, case: CaseFile, offer: Offer, fund: Mapping[Key, Decimal]) -> tuple[str, ...]:
    """Say what is doubtful in an offer that is being typed."""
    desk.actor.require(Right.READ)
    return tuple(offer_hints(case, offer, _percent(desk), fund, unlikely_keys(case)))


def agreed_warnings(desk: Desk, case: CaseFile) -> tuple[str, ...]:
    """Say what is doubtful in the sums agreed, before the agreement is signed."""
    desk.actor.require(Right.READ)
    return tuple(agreed_hints(case, _percent(desk), unlikely_keys(case)))


def _percent(desk: Desk) -> int:
    return int(desk.option(UNFAIR_PERCENT))


def _prospects(desk: Desk, case: CaseFile, own: Iterable[Estimate]) -> tuple[Prospect, ...]:
    awards = claims.awards(desk, case)
    entered: dict[Key, list[Estimate]] = {}
    for estimate in own:
        entered.setdefault((estimate.party_id, estimate.kind), []).append(estimate)
    timed = {
        (party_id, found.claim): found.bar
        for found in bars(case, desk.law_on(desk.today()), desk.calendar)
        for party_id in found.party_ids
    }
    counted = _counted(desk, case, awards)
    return tuple(
        prospect(
            *(key[0], claim, awards.get(key), timed.get(key), entered.get(key, ())),
            counted.get(key, ()),
        )
        for key, claim in claims_of(case).items()
    )


def _counted(
    desk: Desk, case: CaseFile, awards: Mapping[claims.Asked, Award]
) -> dict[Key, tuple[Counted, ...]]:
    """Count every item that has a sum by all ways in which places count it."""
    known: Known = {}
    found = {}
    today = desk.today()
    for applicant in with_claims(case, case.applicants, today, desk.calendar):
        law = desk.law_on(applicant.work.left_on or today)
        for claim in applicant.claims:
            if award := awards.get((applicant.id, claim.kind)):
                asked = Asked(
                    kind=claim.kind,
                    work=applicant.work,
                    stated=applicant.stated,
                    law=law,
                    claimed_on=day_of_claim(case, today),
                )
                found[applicant.id, claim.kind] = ways(asked, award, known)
    return found


def put_offer(desk: Desk, case_id: int, version: int, offer: Offer) -> int:
    """Enter what one side offered, or correct it; return its key."""
    desk.actor.require(Right.COMPUTE)
    with on_case(desk, "put_offer", case_id, version) as (session, case):
        _require_open(case)
        known = _known(desk, session, case, offer.id) if offer.id else None
        if known is not None and known.state is OfferState.ACCEPTED:
            raise DeskError(_("An accepted offer stays as it is; enter a new one."))
        _require_sight(desk, case, offer)
        errors.require(offer_problems(case, offer, desk.today()))
        state = known.state if known else OfferState.OPEN
        return store.put_offer(session, case_id, replace(offer, state=state))


def withdraw(desk: Desk, case_id: int, version: int, offer_id: int) -> None:
    """Record that a side took its offer back."""
    desk.actor.require(Right.COMPUTE)
    with on_case(desk, "withdraw_offer", case_id, version) as (session, case):
        _require_open(case)
        if _known(desk, session, case, offer_id).state is not OfferState.OPEN:
            raise DeskError(_("Only an offer that stands can be withdrawn."))
        store.set_state(session, offer_id, OfferState.WITHDRAWN)


def restore(desk: Desk, case_id: int, version: int, offer_id: int) -> None:
    """Let an offer stand again that was withdrawn."""
    desk.actor.require(Right.COMPUTE)
    with on_case(desk, "restore_offer", case_id, version) as (session, case):
        _require_open(case)
        if _known(desk, session, case, offer_id).state is not OfferState.WITHDRAWN:
            raise DeskError(_("This offer was not withdrawn."))
        store.set_state(session, offer_id, OfferState.OPEN)


def remove(desk: Desk, case_id: int, version: int, offer_id: int) -> None:
    """Take an offer away that was entered by mistake."""
    desk.actor.require(Right.COMPUTE)
    with on_case(desk, "remove_offer", case_id, version) as (session, case):
        _require_open(case)
        if _known(desk, session, case, offer_id).state is OfferState.ACCEPTED:
            raise DeskError(_("An accepted offer stays as it is; enter a new one."))
        store.remove_offer(session, offer_id)


def accept(desk: Desk, case_id: int, version: int, offer_id: int) -> None:
    """Take an offer: its sums become the agreed sums of the claims, all in one act (达成一致).

    An offer taken before for one of the same items only stands again.
    """
    desk.actor.require(Right.SETTLE)
    with on_case(desk, "accept_offer", case_id, version) as (session, case):
        _require_open(case)
        offer = _known(desk, session, case, offer_id)
        if offer.state is OfferState.WITHDRAWN:
            raise DeskError(_("This offer was withdrawn."))
        known = claims_of(case)
        agreed = spread(known, offer)
        for other in store.offers(session, case_id):
            taken = other.state is OfferState.ACCEPTED and other.id != offer_id
            if taken and spread(known, other).keys() & agreed.keys():
                store.set_state(session, other.id, OfferState.OPEN)
        store.set_state(session, offer_id, OfferState.ACCEPTED)
        parties.set_amounts(
            session, {key: replace(known[key], agreed=amount) for key, amount in agreed.items()}
        )


def set_estimates(
    desk: Desk, case_id: int, version: int, party_id: int, estimates: tuple[Estimate, ...]
) -> None:
    """Enter the mediator's own figures for a worker; those left out go back to the derived."""
    desk.actor.require(Right.SETTLE)
    with on_case(desk, "set_estimates", case_id, version) as (session, case):
        case.applicant(party_id)
        if not may_see(case, desk.actor.id):
            raise NotAllowed(
                _("Only the mediator assigned to this case enters figures of their own.")
            )
        errors.require(
            problem._replace(field=f"{estimate.bound.value}.{problem.field}")
            for estimate in estimates
            for problem in estimate_problems(case, estimate)
        )
        store.set_estimates(session, case_id, (party_id,), estimates)


def _known(desk: Desk, session: Session, case: CaseFile, offer_id: int) -> Offer:
    """Return an offer of the case; one for the mediator's eyes is not there for others."""
    for offer in store.offers(session, case.id):
        if offer.id == offer_id and (may_see(case, desk.actor.id) or not offer.caucus):
            return offer
    raise NotFound(_("This entry is not in the file (any more)."))


def _require_open(case: CaseFile) -> None:
    """Refuse what would change the offers of a mediation that is over."""
    if over := closed_to_offers(case):
        raise DeskError(over)


def _require_sight(desk: Desk, case: CaseFile, offer: Offer) -> None:
    if offer.caucus and not may_see(case, desk.actor.id):
        raise NotAllowed(
            _("Only the mediator assigned to this case enters what was told back to back.")
        )
