"""Closing in two acts: the mediator applies, the supervisor approves or returns it (T38, T39)."""

from collections.abc import Iterator
from dataclasses import replace

from mediation_desk.domain import reasons
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.closing import (
    WITH_GAPS,
    application,
    does_both,
    gaps,
    result_of,
)
from mediation_desk.domain.errors import Problem, StepNotAllowed
from mediation_desk.domain.moves import Move
from mediation_desk.domain.options import CLOSING_APPROVAL, RETENTION_GRAVE, RETENTION_USUAL
from mediation_desk.domain.procedure import Facts, move
from mediation_desk.domain.retention import is_grave
from mediation_desk.domain.rights import Right
from mediation_desk.domain.stages import Step
from mediation_desk.domain.step_facts import Retention
from mediation_desk.i18n import _
from mediation_desk.services.act import write_step
from mediation_desk.services.desk import Desk
from mediation_desk.storage.database import Session


def both_at_once(desk: Desk, case: CaseFile) -> bool:
    """Say whether the acting person applies for closing and approves it in one dialog."""
    desk.actor.require(Right.READ)
    two_acts = desk.option(CLOSING_APPROVAL) == "yes"
    return application(case) is None and does_both(case, desk.actor, two_acts=two_acts)


def missing(desk: Desk, case: CaseFile, step: Step) -> tuple[str, ...]:
    """Return what is missing before a case is closed or filed, in words."""
    desk.actor.require(Right.READ)
    found = [gap.text for gap in gaps(case, step, desk.today())]
    if step is Step.CLOSE and application(case) is None and not both_at_once(desk, case):
        found.insert(0, _("The mediator has not applied for closing."))
    elif step is Step.CLOSE and _alone(desk, case):
        found.insert(
            0,
            _(
                "One person applies for closing and approves it; this centre's setting wants two"
                " persons. Say why one does both."
            ),
        )
    return tuple(found)


def _alone(desk: Desk, case: CaseFile) -> bool:
    """Say whether one person does both acts where the centre wants two.

    A centre of one person, or with nobody else there, still closes its cases: the reason is
    asked, kept with the step and stands in the journal.
    """
    if desk.option(CLOSING_APPROVAL) != "yes":
        return False
    asked = application(case)
    return asked is None or asked.by == desk.actor.name


def explained(desk: Desk, case: CaseFile) -> bool:
    """Say whether the application told why it goes on, so that the approval need not."""
    desk.actor.require(Right.READ)
    pending = application(case)
    return bool(pending and pending.reason) and not _alone(desk, case)


def problems(desk: Desk, case: CaseFile, row: Move, facts: Facts) -> Iterator[Problem]:
    """Refuse a second application and a return of none; with gaps ask for the reason."""
    desk.actor.require(Right.READ)
    pending = application(case)
    if row.step is Step.APPLY_CLOSE and pending is not None:
        raise StepNotAllowed(
            _("Closing was applied for on {day} already; the supervisor decides.").format(
                day=pending.day.isoformat()
            )
        )
    if row.step is Step.RETURN_CLOSE and pending is None:
        raise StepNotAllowed(_("Nobody has applied for closing."))
    if row.step not in WITH_GAPS:
        return
    told = facts.reason.strip() or (row.step is Step.CLOSE and explained(desk, case))
    if not missing(desk, case, row.step):
        return
    if not told:
        yield Problem("reason", _("Something is missing: enter why it goes on all the same."))
    elif facts.reason.strip():
        yield from reasons.problems("reason", facts.reason)


def prepare(
    desk: Desk, session: Session, case: CaseFile, row: Move, facts: Facts, override: str = ""
) -> Facts:
    """Write the application that one person makes with the approval; keep the gaps with a step.

    With what result a case is closed nobody chooses: it is what the case came to.
    """
    if row.step not in WITH_GAPS:
        return facts
    kept = replace(facts, items=missing(desk, case, row.step))
    if row.step is Step.APPLY_CLOSE:
        return replace(kept, by=desk.actor.name, ground=result_of(case).value)
    if row.step is not Step.CLOSE:
        return kept
    if both_at_once(desk, case):
        applied = replace(
            kept,
            ground=result_of(case).value,
            note=facts.body,
            body="",
            by=desk.actor.name,
        )
        applies = move(case.stage, Step.APPLY_CLOSE)
        write_step(desk, session, case, applies, applied, override=override)
    return replace(kept, ground=result_of(case).value, body="")


def kept_for(desk: Desk, case: CaseFile) -> Retention:
    """Return how long the centre's own table has such a case kept."""
    desk.actor.require(Right.READ)
    return Retention.of(desk.option(RETENTION_GRAVE if is_grave(case) else RETENTION_USUAL))
