"""Between which figures an item can be talked about, each with its reason (下限、可能、上限).

Nothing here is guessed: the best is what the law gives or less if less was asked, the floor
leaves out what its warnings and its limitation put in doubt. What is likely only a person knows.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from mediation_desk.domain.claims import Claim, ClaimKind
from mediation_desk.domain.limitation import ARTICLE_27
from mediation_desk.domain.money import ZERO, figures
from mediation_desk.domain.offers import Bound, Estimate, Key
from mediation_desk.i18n import _
from mediation_desk.law.award import Award
from mediation_desk.law.time_bar import TimeBar, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Figured:
    """A figure with its reason; `own` ones a person entered, over the `derived` one if any."""

    amount: Decimal | None
    reason: str
    own: bool = False
    derived: "Figured | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """The three figures of one item of one worker; `fund` is owed by an insurance fund besides."""

    party_id: int
    kind: ClaimKind
    floor: Figured
    likely: Figured
    best: Figured
    fund: Decimal = ZERO

    @property
    def key(self) -> Key:
        """The claim."""
        return self.party_id, self.kind

    def at(self, bound: Bound) -> Figured:
        """Return one of the three."""
        found: Figured = getattr(self, bound.value)
        return found


def prospect(
    party_id: int, claim: Claim, award: Award | None, bar: TimeBar | None, own: Iterable[Estimate]
) -> Prospect:
    """Derive the figures of one item, and put a person's own in their place."""
    best = _best(claim, award)
    found = Prospect(
        party_id=party_id,
        kind=claim.kind,
        floor=_floor(best, award, bar),
        likely=Figured(amount=None, reason=_("Not estimated yet: what is likely a person enters.")),
        best=best,
        fund=award.fund if award else ZERO,
    )
    for estimate in own:
        before = found.at(estimate.bound)
        entered = Figured(amount=estimate.amount, reason=estimate.reason, own=True, derived=before)
        found = _with(found, estimate.bound, entered)
    return found


def _with(found: Prospect, bound: Bound, figured: Figured) -> Prospect:
    match bound:
        case Bound.FLOOR:
            return replace(found, floor=figured)
        case Bound.LIKELY:
            return replace(found, likely=figured)
    return replace(found, best=figured)


def _best(claim: Claim, award: Award | None) -> Figured:
    if award is None:
        why = claim.reason or _("The law's sum is not computed yet.")
        return Figured(amount=None, reason=why)
    if claim.claimed is not None and claim.claimed < award.amount:
        text = _("What was asked, {asked} yuan: less than the law gives ({law} yuan).")
        why = text.format(asked=figures(claim.claimed), law=figures(award.amount))
        return Figured(amount=claim.claimed, reason=why)
    if not award.amount:
        return Figured(amount=ZERO, reason=award.reason or _("The law gives nothing here."))
    why = _("The law's full sum")
    if award.steps:
        why += f"：{award.steps[-1].expression}"
    if award.articles:
        why += f"（{award.articles[0]}）"
    return Figured(amount=award.amount, reason=why)


def _floor(best: Figured, award: Award | None, bar: TimeBar | None) -> Figured:
    if award is None or best.amount is None:
        return Figured(amount=None, reason=best.reason)
    if bar is not None and bar.verdict in (Verdict.OUT_OF_TIME, Verdict.AT_RISK):
        return Figured(amount=ZERO, reason=_barred(bar))
    told = "".join(award.warnings)
    if award.doubtful:
        left = min(max(award.amount - award.doubtful, ZERO), best.amount)
        why = _("Without {sum} yuan that is in doubt: {warnings}").format(
            sum=figures(award.doubtful), warnings=told
        )
        return Figured(amount=left, reason=why)
    why = _("As the best: no part of it is in doubt by what is known.")
    if told:
        why += _(" To be checked: {warnings}").format(warnings=told)
    return Figured(amount=best.amount, reason=why)


def _barred(bar: TimeBar) -> str:
    run = bar.conservative
    day = run.due.isoformat() if run and run.due else "—"
    text = (
        _("Out of time since {day}: nothing is left if the other side raises it ({article}).")
        if bar.verdict is Verdict.OUT_OF_TIME
        else _("The time to claim is at risk (counted strictly, until {day}; {article}).")
    )
    return text.format(day=day, article=ARTICLE_27)
