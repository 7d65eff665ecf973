"""For whom a form of a case is made."""

from collections.abc import Mapping
from datetime import date

from mediation_desk.documents.catalogue.effect import creditors, ordered
from mediation_desk.documents.catalogue.form import Form, Per
from mediation_desk.domain.alone import settled_only
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.hearing import GIVEN_UP
from mediation_desk.domain.hearing_rules import named
from mediation_desk.domain.liable import payers
from mediation_desk.domain.money import figures
from mediation_desk.domain.outside import leaving, outside
from mediation_desk.domain.respondents import several, to_ask
from mediation_desk.domain.serving import Service, ServiceResult, latest
from mediation_desk.domain.settlement import Payment
from mediation_desk.domain.sides import Side
from mediation_desk.domain.stages import Step


def case_of(form: Form, case: CaseFile) -> CaseFile:
    """Return the case as a form sees it: what rests on the agreement knows whom it binds."""
    return settled_only(case) if form.of_settled else case


def subjects(form: Form, case: CaseFile) -> tuple[tuple[str, str], ...]:
    """Return for whom or what the form is made: key and label, none for one of the case."""
    case = case_of(form, case)
    if form.per is Per.PARTY:
        return tuple((str(key), name) for key, name in case.addressed)
    if form.per is Per.ASKED:
        return _asked(case)
    if form.per is Per.PRINCIPAL:
        return tuple((str(key), name) for key, name in case.addressed if _appoints(case, key))
    if form.per is Per.PERSON:
        return tuple((str(key), name) for key, name in _persons(case))
    if form.per is Per.SIDE:
        return tuple((side.value, side.label) for side in Side)
    if form.per is Per.INQUIRY:
        return tuple(
            (str(taken.id), f"{taken.day} {taken.body}".strip())
            for taken in case.steps
            if taken.step is Step.INVESTIGATE
        )
    if form.per is Per.PAYER:
        return _payers(case)
    if form.per is Per.EMPLOYER:
        return tuple((str(key), name) for key, name in _employers(case))
    if form.per is Per.RECUSAL:
        return tuple((str(r.id), f"{r.person} {r.asked_on}") for r in case.recusals)
    if form.per is Per.HEARING:
        return tuple(
            (str(hearing.id), named(case, hearing))
            for hearing in case.hearings
            if hearing.status not in GIVEN_UP
        )
    if form.per is Per.WORKER:
        return tuple((str(worker.id), worker.person.name) for worker in case.applicants)
    if form.per is Per.APART:
        return tuple((str(worker.id), worker.person.name) for worker in outside(case))
    if form.per is Per.PAYMENT:
        return tuple((str(payment.id), _paid(case, payment)) for payment in case.payments)
    if form.per is Per.VISIT:
        return tuple((str(visit.id), f"{visit.day} {visit.person}") for visit in case.visits)
    if form.per is Per.SERVICE:
        titles = case.paper_titles
        return tuple((str(one.id), served_label(one, titles)) for one in _to_prove(case))
    return ()


def made_for(form: Form, case: CaseFile, on: date) -> tuple[tuple[str, str], ...]:
    """Return for whom a form is offered on a day.

    A payment order is for those with an open item, execution for those still owed something,
    an own withdrawal for those who did not settle and were not told another end.
    """
    found = subjects(form, case)
    owed = {"D-43": ordered, "D-44": creditors, "D-26b": leaving}.get(form.code)
    if owed is None:
        return found
    chosen = owed(case, on)
    return tuple(one for one in found if int(one[0]) in chosen)


def _asked(case: CaseFile) -> tuple[tuple[str, str], ...]:
    """Return who is asked where there are several of them: each answers for itself."""
    if case.applied_by is Side.APPLICANT:
        asked = to_ask(case) if several(case) or case.accepted_on else ()
        return tuple((str(one.party_id), one.name) for one in asked)
    if len(case.applicants) == 1:
        return ()
    return tuple((str(worker.id), worker.person.name) for worker in case.applicants)


def _payers(case: CaseFile) -> tuple[tuple[str, str], ...]:
    """Return those who owe the money where that is not the respondent alone."""
    found = tuple((str(key), name) for key, name in payers(case))
    return found if len(found) > 1 else ()


def _appoints(case: CaseFile, party_id: int) -> bool:
    """Say whether a party has an agent, or may want a blank form; a group's workers do not."""
    worker = any(applicant.id == party_id for applicant in case.applicants)
    return bool(case.agents_of(party_id)) or not (worker and case.is_group)


def _persons(case: CaseFile) -> list[tuple[int, str]]:
    workers = [(worker.id, worker.person.name) for worker in case.applicants]
    return workers + [(other.id, other.name) for other in case.others if other.person is not None]


def _employers(case: CaseFile) -> list[tuple[int, str]]:
    named = [(other.id, other.name) for other in case.others if other.employer is not None]
    return [(case.respondent.id, case.respondent.employer.name), *named]


def _to_prove(case: CaseFile) -> list[Service]:
    """Return the services that wait, or all of them when none does."""
    last = [s for s in latest(case.services_that_count) if s.result is not ServiceResult.DROPPED]
    return [service for service in last if service.waiting] or last


def _paid(case: CaseFile, payment: Payment) -> str:
    return f"{case.party_name(payment.party_id)} {payment.paid_on} {figures(payment.amount)}"


def served_label(service: Service, titles: Mapping[int, str]) -> str:
    """Say whose service of which paper a proof is about."""
    return f"{service.receiver} · {titles.get(service.paper_id, '')}"
