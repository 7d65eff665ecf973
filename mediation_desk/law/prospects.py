"""Between which figures an item can be talked about, each with its reason (下限、可能、上限).

Nothing here is guessed: the best is the most that a defensible way of counting gives, or less if
less was asked; the floor the least, with all doubts against the worker: what warnings, lacking
proof and limitation may take. Likely is what the centre's own ways of counting give, without what
the facts as they stand most probably take away, until a person enters another figure.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from mediation_desk.domain.claims import Claim, ClaimKind
from mediation_desk.domain.exclusions import excluded_by
from mediation_desk.domain.limitation import ARTICLE_27
from mediation_desk.domain.money import ZERO, figures
from mediation_desk.domain.offers import Bound, Estimate, Key
from mediation_desk.i18n import _
from mediation_desk.law.award import Award, Step
from mediation_desk.law.time_bar import WARNS, TimeBar, Verdict
from mediation_desk.law.ways import IN_TIME, Counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Figured:
    """A figure with its reason; `own` ones a person entered, over the `derived` one if any.

    `at_most`: what is still to be checked may lessen it, nobody can say by how much.
    """

    amount: Decimal | None
    reason: str
    own: bool = False
    at_most: bool = False
    derived: "Figured | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """The three figures of one item of one worker; `fund` is owed by an insurance fund besides.

    `unsaid` is owed by the fund or, without insurance, by the employer: nobody said which.
    `apart` is the worker's claim that totals count in place of this one (择一).
    """

    party_id: int
    kind: ClaimKind
    floor: Figured
    likely: Figured
    best: Figured
    fund: Decimal = ZERO
    unsaid: Decimal = ZERO
    apart: ClaimKind | None = None

    @property
    def key(self) -> Key:
        """The claim."""
        return self.party_id, self.kind

    def at(self, bound: Bound) -> Figured:
        """Return one of the three."""
        found: Figured = getattr(self, bound.value)
        return found


def prospect(
    party_id: int,
    claim: Claim,
    award: Award | None,
    bar: TimeBar | None,
    own: Iterable[Estimate],
    counted: tuple[Counted, ...] = (),
) -> Prospect:
    """Derive the figures of one item, and put a person's own in their place.

    `counted` are the sums of all defensible ways of counting, the centre's own first.
    """
    if award and not counted:
        counted = (Counted(amount=award.amount, doubtful=award.doubtful),)
    best = _best(claim, award, counted)
    raised = _instead(award, claim) is not None
    floor = _floor(best, award, bar, counted, raised=raised)
    found = Prospect(
        party_id=party_id,
        kind=claim.kind,
        floor=floor,
        likely=_likely(best, floor, award, bar, counted, raised=raised),
        best=_instead(award, claim) or best,
        fund=award.from_fund if award else ZERO,
        unsaid=award.if_uninsured if award else ZERO,
        apart=claim.apart,
    )
    for estimate in own:
        before = found.at(estimate.bound)
        entered = Figured(amount=estimate.amount, reason=estimate.reason, own=True, derived=before)
        found = _with(found, estimate.bound, entered)
    return found


def counting(found: Iterable[Prospect], bound: Bound) -> tuple[Figured, ...]:
    """Return the figures that a total of one bound adds up, each worker's.

    Of items that exclude each other the one that totals count; the best is the most of them.
    """
    every = tuple(found)
    counted = {p.key: p.at(bound) for p in every if not p.apart}
    if bound is not Bound.BEST:
        return tuple(counted.values())
    for one in (p for p in every if p.apart):
        others = [(one.party_id, kind) for kind in excluded_by(one.kind)]
        beside = sum((counted[key].amount or ZERO for key in others if key in counted), ZERO)
        if (one.best.amount or ZERO) > beside:
            for key in others:
                counted.pop(key, None)
            counted[one.key] = one.best
    return tuple(counted.values())


def _with(found: Prospect, bound: Bound, figured: Figured) -> Prospect:
    match bound:
        case Bound.FLOOR:
            return replace(found, floor=figured)
        case Bound.LIKELY:
            return replace(found, likely=figured)
    return replace(found, best=figured)


def _best(claim: Claim, award: Award | None, counted: tuple[Counted, ...]) -> Figured:
    if award is None:
        why = claim.reason or _("The law's sum is not computed yet.")
        return Figured(amount=None, reason=why)
    most = max(counted, key=lambda one: one.amount)
    if claim.claimed is not None and claim.claimed < most.amount:
        text = _("What was asked, {asked} yuan: less than the law gives ({law} yuan).")
        why = text.format(asked=figures(claim.claimed), law=figures(most.amount))
        return Figured(amount=claim.claimed, reason=why)
    if most.amount > award.amount:
        why = _("The most that a way of counting gives; {way}").format(way=most.said)
        return Figured(amount=most.amount, reason=why)
    if not award.amount:
        return Figured(amount=ZERO, reason=award.reason or _("The law gives nothing here."))
    why = _("The law's full sum")
    if step := _last_of_the_sum(award):
        why += f"：{step.expression}"
    if award.articles:
        why += f"（{award.articles[0]}）"
    return Figured(amount=award.amount, reason=why)


def _instead(award: Award | None, claim: Claim) -> Figured | None:
    """Return what by what is told is owed in place of the item, where that is more.

    Where that is claimed beside it, it is an item of its own.
    """
    if award is None or award.instead <= award.amount or claim.apart:
        return None
    return Figured(amount=award.instead, reason=award.instead_why)


def _last_of_the_sum(award: Award) -> Step | None:
    """Return the step that comes to the sum; what is in time of it is told after, and is not it."""
    own = [step for step in award.steps if step.basis != ARTICLE_27 and step.expression]
    told = figures(award.amount)
    return next((step for step in reversed(own) if step.result == told), own[-1] if own else None)


def _floor(
    best: Figured,
    award: Award | None,
    bar: TimeBar | None,
    counted: tuple[Counted, ...],
    *,
    raised: bool,
) -> Figured:
    if award is None or best.amount is None:
        return Figured(amount=None, reason=best.reason)
    if bar is not None and bar.verdict in WARNS and not _in_part(bar, award):
        return Figured(amount=ZERO, reason=_barred(bar))
    apart = {*award.practice, *award.raising}
    told = "".join(said for said in award.warnings if said not in apart)
    if len(counted) == 1 and _rests_on_series(award):
        told += "".join(award.practice)
    if award.parts.get("limit_tested") is False:
        why = _("No floor can be told yet. {what}").format(what=award.unsettled)
        return Figured(amount=None, reason=why)
    least = min(counted, key=lambda one: one.sure)
    if lessened := "".join(_lessened(best.amount, least, counted, told)):
        left, sure = min(least.sure, best.amount), bool(least.doubtful)
        most = bool(told) and not sure and left > ZERO  # less than nothing there is not
        return Figured(amount=left, reason=lessened.strip(), at_most=most)
    alone = _("This item alone, without what is owed in its place; see the best.")
    if told:
        why = _(
            "As the best, and at most that: by how much the following lessens it is not known. "
            "To be checked: {warnings}"
        )
        if raised:
            why = alone + _(" What may lessen it is to be checked: {warnings}")
        why = why.format(warnings=told)
        return Figured(amount=best.amount, reason=why, at_most=best.amount > ZERO)
    why = _("As the best: no part of it is in doubt by what is known.")
    return Figured(amount=best.amount, reason=alone if raised else why)


def _likely(
    best: Figured,
    floor: Figured,
    award: Award | None,
    bar: TimeBar | None,
    counted: tuple[Counted, ...],
    *,
    raised: bool,
) -> Figured:
    """Propose what the centre's own ways of counting give; a person may enter another figure."""
    if award is None or best.amount is None:
        return Figured(amount=None, reason=best.reason)
    left_out = min(award.unlikely, counted[0].amount)
    amount = min(counted[0].amount - left_out, best.amount)
    if floor.amount == best.amount and not floor.at_most and not raised:
        return Figured(amount=amount, reason=_("Nothing is disputed in law: all three are one."))
    why = _("As the centre counts.")
    if counted[0].said and len(counted) > 1:
        why = _("As the centre counts; {way}.").format(way=counted[0].said)
    if left_out:
        why += _(" Without {sum} yuan that most probably will not be given: {why}").format(
            sum=figures(left_out), why=award.unlikely_why
        )
    if amount < counted[0].amount - left_out:
        why += _(" No more than what was asked, {asked} yuan.").format(asked=figures(amount))
    why += _limitation_left_out(award, bar, counted[0])
    if (kept := award.doubtful - left_out) > ZERO:
        why += _(" What is in doubt, {sum} yuan, is counted in; see the floor.").format(
            sum=figures(kept)
        )
    elif not left_out and (floor.at_most or floor.amount is None):
        why += _(" Something is still to be checked; see the floor.")
    if raised:
        why += _(" What is owed in its place is not counted in; see the best.")
    return Figured(amount=amount, reason=why)


def _limitation_left_out(award: Award, bar: TimeBar | None, own: Counted) -> str:
    """Say that limitation is left out, and where each way of counting leaves nothing in time."""
    in_time = [part for name, part in award.parts.items() if name.startswith(IN_TIME)]
    left = [part for part in in_time if isinstance(part, Decimal)]
    if own.amount and left and max(left) == ZERO:
        return _(
            " By each way of counting limitation all of it is out of time: nothing is left if the "
            "other side raises that ({article}); see the floor."
        ).format(article=ARTICLE_27)
    if (bar is not None and bar.verdict in WARNS) or (left and min(left) < own.amount == max(left)):
        text = _(" Limitation is left out: it counts only if the other side raises it ({article}).")
        return text.format(article=ARTICLE_27)
    return ""


def _rests_on_series(award: Award) -> bool:
    """Say whether a sum stands or falls with the average wage that is taken for the place's own.

    Where other series have figures of that year too, they are counted as ways.
    """
    return award.parts.get("capped") is True or (
        award.kind.startswith("injury") and any(figure.year for figure in award.figures)
    )


def _lessened(
    best: Decimal, least: Counted, counted: tuple[Counted, ...], told: str
) -> Iterator[str]:
    """Say by what the least lies below the best: another way of counting, and what is in doubt."""
    other = least.amount < best and bool(least.said) and len(counted) > 1
    if other:
        yield _("The least that a way of counting gives; {way}.").format(way=least.said)
    if least.doubtful:
        text = _(" Without {sum} yuan that is in doubt: {warnings}")
        yield text.format(sum=figures(min(least.doubtful, least.amount)), warnings=told)
    elif other and told:
        yield _(" To be checked: {warnings}").format(warnings=told)


def _in_part(bar: TimeBar, award: Award) -> bool:
    """Say whether only a part is at risk, of which the ways of counting say how much is left."""
    told = any(name.startswith(IN_TIME) for name in award.parts)
    return bar.question.period is not None and bar.verdict is Verdict.AT_RISK and told


def _barred(bar: TimeBar) -> str:
    run = bar.argued if bar.question.period else bar.conservative
    day = run.due.isoformat() if run and run.due else "—"
    text = (
        _("Out of time since {day}: nothing is left if the other side raises it ({article}).")
        if bar.verdict is Verdict.OUT_OF_TIME
        else _("The time to claim is at risk (counted strictly, until {day}; {article}).")
    )
    return text.format(day=day, article=ARTICLE_27)
