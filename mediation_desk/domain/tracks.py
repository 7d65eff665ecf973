"""Tracks of a case: the mediation, and what runs beside it once there is an agreement."""

from dataclasses import dataclass
from datetime import date

from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_


class Track(Term):
    """Courses that run side by side in one case (并行程序)."""

    MEDIATION = "mediation", N_("Mediation")
    REVIEW = "review", N_("Arbitration review")
    CONFIRMATION = "confirmation", N_("Court confirmation")
    PERFORMANCE = "performance", N_("Performance")
    ORDER = "payment_order", N_("Payment order")
    EXECUTION = "execution", N_("Execution by the court")


OWN_TRACKS = frozenset({Track.ORDER, Track.EXECUTION})
"""Courses that each worker goes alone: one case may hold several of them."""


class Standing(Term):
    """Where a proceeding stands; codes after the table of states."""

    REVIEW_ASKED = "REV", N_("Review applied for")
    REVIEW_UNDER_WAY = "REVACC", N_("Review under way")
    REVIEW_GRANTED = "REVOK", N_("Mediation document issued by arbitration")
    REVIEW_REFUSED = "REVNO", N_("Review declined")
    REVIEW_WITHDRAWN = "REVWDR", N_("Application for review withdrawn")
    CONFIRMATION_ASKED = "CFM", N_("Confirmation applied for")
    CONFIRMED = "CFMOK", N_("Confirmed by the court")
    CONFIRMATION_REFUSED = "CFMNO", N_("Confirmation rejected")
    CONFIRMATION_WITHDRAWN = "CFMWDR", N_("Application for confirmation withdrawn")
    RULING_SET_ASIDE = "CFMANN", N_("Confirmation set aside by the court")
    PERFORMING = "PRF", N_("Being performed")
    DEFAULT = "DEF", N_("In default")
    PERFORMED = "DON", N_("Performed in full")
    HANDED_ON = "PTR", N_("Gone to arbitration or court")
    ORDER_ASKED = "PAY", N_("Payment order applied for")
    ORDER_UNDER_WAY = "PAYACC", N_("Accepted by the court")
    ORDER_ISSUED = "PAYISS", N_("Payment order issued")
    ORDER_SERVED = "PAYSRV", N_("Payment order served")
    ORDER_EFFECTIVE = "PAYOK", N_("Payment order in effect, unpaid")
    ORDER_ENDED = "PAYEND", N_("Payment order ended")
    ORDER_FRUITLESS = "PAYNO", N_("No payment order took effect")
    ORDER_DECLINED = "PAYDEC", N_("Payment order ended, lawsuit declined")
    ORDER_PAID = "PAYDON", N_("Paid after the payment order")
    EXECUTING = "ENF", N_("Execution applied for")
    EXECUTION_ENDED = "ENFEND", N_("Execution ended")


PENDING = frozenset(
    {
        Standing.REVIEW_ASKED,
        Standing.REVIEW_UNDER_WAY,
        Standing.CONFIRMATION_ASKED,
        Standing.ORDER_ASKED,
        Standing.ORDER_UNDER_WAY,
        Standing.ORDER_ISSUED,
        Standing.ORDER_SERVED,
        Standing.EXECUTING,
    }
)
"""Standings in which another body still has to decide."""

ENFORCEABLE = frozenset({Standing.REVIEW_GRANTED, Standing.CONFIRMED, Standing.ORDER_EFFECTIVE})
"""Standings that a court executes: 调解仲裁法第五十一条, 民事诉讼法第二百零六条、第二百二十七条."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proceeding:
    """One course beside the mediation (仲裁审查、司法确认、履行、支付令、执行).

    `party_id` names the worker whose proceeding it is, None where it is everybody's; `label`
    tells several of one track apart and is the detail of their clocks.
    """

    id: int = 0
    track: Track
    standing: Standing
    opened_on: date
    party_id: int | None = None
    label: str = ""
    body: str = ""
    number: str = ""
    ended_on: date | None = None

    @property
    def pending(self) -> bool:
        """Say whether another body still has to decide."""
        return self.standing in PENDING
