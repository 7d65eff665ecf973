"""The steps of a case in the order in which they are offered to whoever acts, the likeliest first.

The head of the case takes its primary button from here, the lists of the day their next step.
"""

from datetime import date

from mediation_desk.domain import likeliest, procedure
from mediation_desk.domain.case import CaseFile, ClockState
from mediation_desk.domain.closing import application
from mediation_desk.domain.procedure import Move, Offer
from mediation_desk.domain.rights import MAY, Actor, Right, Role
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.domain.step_facts import StepTaken
from mediation_desk.i18n import _

_NEAREST = (Role.CLERK, Role.MEDIATOR, Role.SUPERVISOR, *Role)
"""Who is named first where somebody else does a step: whoever does it from day to day."""
_ELSEWHERE = frozenset({Step.LETTER, Step.RETURN_CLOSE})
"""Steps that are taken where what they are about is kept, or in another step's dialog."""


def in_order(case: CaseFile, actor: Actor, on: date) -> tuple[Offer, ...]:
    """Return the steps from where the case stands, the likeliest first."""
    waiting = any(recusal.ruling is None for recusal in case.recusals)
    left_out = _ELSEWHERE if waiting else _ELSEWHERE | {Step.DECIDE_RECUSAL}
    left_out |= _of_another(case, actor)
    open_now = [offer for offer in procedure.offers(case) if offer.row.step not in left_out]
    first = _likeliest(case, actor, on)
    open_now.sort(key=lambda offer: (offer.row is not first, not offer.row.likely))
    return tuple(open_now)


def waits_for_approval(case: CaseFile, actor: Actor) -> StepTaken | None:
    """Return the application for closing on which another one is to decide."""
    return None if actor.may(Right.CLOSE) else application(case)


def rests(case: CaseFile) -> bool:
    """Say whether nothing is awaited of a dossier that is filed: no visit is left to make."""
    due = any(c.kind == "DL35" and c.state is ClockState.RUNNING for c in case.clocks)
    return case.stage is Stage.ARCHIVED and not due


def title(case: CaseFile, actor: Actor, on: date) -> str:
    """Name what comes next in a case, as its primary button does."""
    if waits_for_approval(case, actor) is not None:
        return _("Waiting for approval")
    steps = () if rests(case) else in_order(case, actor, on)
    if not steps:
        return "—"
    row = steps[0].row
    if actor.may(row.right):
        return row.step.label
    others = next(role.label for role in _NEAREST if role in MAY[row.right])
    return _("{step} (by: {who})").format(step=row.step.label, who=others)


def _of_another(case: CaseFile, actor: Actor) -> frozenset[Step]:
    """Return the half of the closing that is another's to do, or that is done (T38)."""
    if application(case) is not None:
        done = frozenset({Step.APPLY_CLOSE})
        return done if actor.may(Right.CLOSE) else done | {Step.CLOSE}
    return frozenset({Step.APPLY_CLOSE if actor.may(Right.CLOSE) else Step.CLOSE})


def _likeliest(case: CaseFile, actor: Actor, on: date) -> Move | None:
    if case.stage is Stage.SIGNING and case.settlement:
        return procedure.move(case.stage, Step.SEAL)
    likely = likeliest.next_step(case, on)
    if application(case) is not None:  # the supervisor decides; whoever asked has nothing to do
        return procedure.move(case.stage, Step.CLOSE) if actor.may(Right.CLOSE) else None
    if likely is None or likely.step is not Step.CLOSE or actor.may(Right.CLOSE):
        return likely
    mine = actor.may(Right.ASK_CLOSING)
    return procedure.move(case.stage, Step.APPLY_CLOSE if mine else Step.VISIT)
