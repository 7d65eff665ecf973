"""What starts, interrupts or suspends the limitation of a claim (仲裁时效), as facts of a case.

劳动争议调解仲裁法第二十七条, 劳动人事争议仲裁办案规则第二十七条,
企业劳动争议协商调解规定第三十一条.
How the year is counted from them is a rule of law and stands in `law.time_bar`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mediation_desk.domain.claims import ClaimKind
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _

ARTICLE_27 = "劳动争议调解仲裁法第二十七条"
RULES_27 = "劳动人事争议仲裁办案规则第二十七条"
MOMENTS_31 = "企业劳动争议协商调解规定第三十一条"


class MomentKind(Term):
    """Kinds of moment; those of article 31 stand in the order of its items."""

    KNOWN = "known", N_("Knew or should have known of the infringement")
    CLAIMED = "claimed", N_("Claim made on the other side")
    MEDIATION = "mediation", N_("Applied for mediation")
    COMPLAINT = "complaint", N_("Turned to a department for relief")
    ARBITRATION = "arbitration", N_("Applied for arbitration")
    LAWSUIT = "lawsuit", N_("Went to court")
    PAYMENT_ORDER = "payment_order", N_("Applied for a payment order")
    PROMISED = "promised", N_("Other side agreed to perform")
    TALKS_REFUSED = "talks_refused", N_("Negotiation refused, or no answer within 5 days")
    TALKS_ENDED = "talks_ended", N_("Negotiation broken off within its time")
    TALKS_FAILED = "talks_failed", N_("No result within the time for negotiation")
    SETTLEMENT_BROKEN = "settlement_broken", N_("Settlement between the parties not performed")
    MEDIATION_REFUSED = "mediation_refused", N_("Other side refused mediation")
    MEDIATION_ENDED = "mediation_ended", N_("A party no longer wanted mediation")
    MEDIATION_FAILED = "mediation_failed", N_("No agreement within the time for mediation")
    AGREEMENT_BROKEN = "agreement_broken", N_("Mediation agreement not performed in time")
    FORCE_MAJEURE = "force_majeure", N_("Force majeure")
    OTHER_REASON = "other_reason", N_("Another proper reason that kept the party from claiming")

    @property
    def effect(self) -> "Effect":
        """What the moment does to the running year."""
        return _EFFECTS.get(self, Effect.INTERRUPTS)

    @property
    def basis(self) -> str:
        """The article that gives the moment its effect."""
        if self in _ITEMS:
            return f"{MOMENTS_31}第（{_ITEMS[self]}）项"
        return f"{ARTICLE_27}第{_PARAGRAPHS.get(self, '二')}款"


class Effect(Term):
    """What a moment does to the year (效果)."""

    STARTS = "starts", N_("starts the year")
    INTERRUPTS = "interrupts", N_("interrupts: a new year")
    ARGUED = "argued", N_("interrupts, where article 31 is followed")
    SUSPENDS = "suspends", N_("suspends until it ends")


_ITEMS = {
    MomentKind.TALKS_REFUSED: "一",
    MomentKind.TALKS_ENDED: "二",
    MomentKind.TALKS_FAILED: "三",
    MomentKind.SETTLEMENT_BROKEN: "四",
    MomentKind.MEDIATION_REFUSED: "五",
    MomentKind.MEDIATION_ENDED: "六",
    MomentKind.MEDIATION_FAILED: "七",
    MomentKind.AGREEMENT_BROKEN: "八",
}
_EFFECTS = {
    MomentKind.KNOWN: Effect.STARTS,
    MomentKind.FORCE_MAJEURE: Effect.SUSPENDS,
    MomentKind.OTHER_REASON: Effect.SUSPENDS,
    **dict.fromkeys(_ITEMS, Effect.ARGUED),
}
_PARAGRAPHS = {
    MomentKind.KNOWN: "一",
    MomentKind.FORCE_MAJEURE: "三",
    MomentKind.OTHER_REASON: "三",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One moment: of one worker or of all, for one kind of claim or for all.

    `until` is the last day of a suspension; without it the obstacle still stands. `derived`
    marks what the desk knows from the case itself.
    """

    id: int = 0
    kind: MomentKind
    day: date
    until: date | None = None
    party_id: int | None = None
    claim: ClaimKind | None = None
    source: str = ""
    derived: bool = False

    def concerns(self, party_id: int | None, claim: ClaimKind | None) -> bool:
        """Say whether the moment counts for a worker's claim of a kind."""
        return self.party_id in (None, party_id) and self.claim in (None, claim)


LONGEST_SOURCE = 300


def moment_problems(moment: Moment, today: date) -> Iterator[Problem]:
    """Check a moment that a person enters."""
    if moment.day > today:
        yield Problem("day", _("This day lies in the future."))
    if moment.until is not None:
        if moment.kind.effect is not Effect.SUSPENDS:
            yield Problem("until", _("Only an obstacle has a last day."))
        elif moment.until < moment.day:
            yield Problem("until", _("The last day lies before the first."))
        elif moment.until > today:
            yield Problem("until", _("Leave the last day empty while the obstacle still stands."))
    if len(moment.source) > LONGEST_SOURCE:
        yield Problem("source", _("Write at most {n} characters.").format(n=LONGEST_SOURCE))
