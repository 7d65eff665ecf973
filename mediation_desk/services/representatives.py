"""Elected representatives, and the consent of those whom they represent."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from mediation_desk.domain import errors
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.errors import DeskError, Problem
from mediation_desk.domain.representatives import (
    Representative,
    WorkerAnswer,
    due_to,
    election_problems,
    scheme_of,
)
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.services.act import on_case
from mediation_desk.services.desk import Desk
from mediation_desk.storage import people_around as store


def elect(
    desk: Desk,
    case_id: int,
    version: int,
    party_ids: tuple[int, ...],
    elected_on: date,
    *,
    common: bool,
) -> None:
    """Record whom the workers elected (推选代表, 劳动争议调解仲裁法第七条).

    `common` confirms that they have a common request.
    """
    desk.actor.require(Right.REGISTER)
    today = desk.today()
    with on_case(desk, "elect", case_id, version) as (session, case):
        errors.require(election_problems(case, party_ids, elected_on, common=common, today=today))
        _require_before_effect(case)
        _require_kept(case, set(party_ids))
        elected = [Representative(party_id=key, elected_on=elected_on) for key in party_ids]
        store.set_representatives(session, case_id, elected)


def dismiss(desk: Desk, case_id: int, version: int) -> None:
    """Take the representatives away: each worker takes part alone again (撤销推选)."""
    desk.actor.require(Right.REGISTER)
    with on_case(desk, "dismiss", case_id, version) as (session, case):
        _require_before_effect(case)
        _require_kept(case, set())
        store.set_representatives(session, case_id, ())


def record_answers(
    desk: Desk, case_id: int, version: int, answers: tuple[WorkerAnswer, ...]
) -> None:
    """Record what represented workers say to the settlement (被代表人同意和解).

    Consent covers the agreement as it stands now; another sum, day or duty needs consent anew.
    """
    desk.actor.require(Right.CONSENT)
    with on_case(desk, "record_answers", case_id, version) as (session, case):
        _require_before_effect(case)
        errors.require(_answer_problems(desk, case, answers))
        given = {answer.party_id: _to_what_stands(case, answer) for answer in answers}
        kept = {answer.party_id: answer for answer in case.answers}
        store.set_answers(session, case_id, (kept | given).values())


def forget_answers(desk: Desk, case_id: int, version: int, party_ids: tuple[int, ...]) -> None:
    """Take answers away that were entered by mistake."""
    desk.actor.require(Right.CONSENT)
    with on_case(desk, "forget_answers", case_id, version) as (session, case):
        _require_before_effect(case)
        kept = [answer for answer in case.answers if answer.party_id not in party_ids]
        store.set_answers(session, case_id, kept)


def _to_what_stands(case: CaseFile, answer: WorkerAnswer) -> WorkerAnswer:
    amount = due_to(case, answer.party_id) if answer.agrees else None
    return replace(answer, amount=amount, scheme=scheme_of(case, answer.party_id))


def _answer_problems(
    desk: Desk, case: CaseFile, answers: tuple[WorkerAnswer, ...]
) -> Iterator[Problem]:
    workers = {applicant.id for applicant in case.applicants}
    for answer in answers:
        if answer.party_id not in workers:
            yield Problem("party_id", _("Only workers of the case are asked."))
        if answer.given_on > desk.today():
            yield Problem("given_on", _("This day lies in the future."))
        elif answer.given_on < case.received_on:
            yield Problem("given_on", _("This day lies before the application."))


def _require_before_effect(case: CaseFile) -> None:
    if case.settlement is not None and case.settlement.effective_on is not None:
        raise DeskError(
            _("The agreement is in effect since {day}; consent comes too late.").format(
                day=case.settlement.effective_on
            )
        )


def _require_kept(case: CaseFile, elected: set[int]) -> None:
    signatures = case.settlement.signatures if case.settlement else ()
    reps = {r.party_id for r in case.representatives}
    for signature in signatures:
        by = signature.by_party_id
        if by in reps and by not in elected:
            raise DeskError(
                _("{name} has signed for others and stays representative.").format(
                    name=signature.by_name
                )
            )
