"""Correcting a case's card and its parties; applicants who join or leave."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time

from mediation_desk.domain import errors
from mediation_desk.domain.case import ApplicationForm, CaseFile, Side, Source
from mediation_desk.domain.claims import Applicant
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.errors import DeskError, Invalid, Problem
from mediation_desk.domain.intake import (
    LONGEST_TEXT,
    MOST_APPLICANTS,
    applicant_problems,
    completed_applicant,
    employer_problems,
    person_problems,
)
from mediation_desk.domain.oral import OralApplication, moment_problems
from mediation_desk.domain.oral import problems as oral_problems
from mediation_desk.domain.outside import stays
from mediation_desk.domain.people import Person
from mediation_desk.domain.referral import Referral, kinds_of
from mediation_desk.domain.referral import problems as referral_problems
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.law.entitlement import Known
from mediation_desk.services import claims, referrals
from mediation_desk.services.act import on_case
from mediation_desk.services.desk import Desk
from mediation_desk.services.review_route import keep_review_days
from mediation_desk.storage import cases, origins, parties, people_around


def change_card(
    desk: Desk,
    case_id: int,
    version: int,
    *,
    cause: str,
    district: str,
    source: Source,
    form: ApplicationForm,
    requests: str,
    facts: str,
    applied_by: Side | None = None,
    referral: Referral | None = None,
    oral: OralApplication | None = None,
    received_at: time | None = None,
    signed: bool | None = None,
) -> None:
    """Correct what the application says (案件信息); who applied stays unless it is given."""
    desk.actor.require(Right.REGISTER)
    if not cause:
        raise Invalid([Problem("cause", _("Choose what the dispute is about."))])
    if len(facts) > LONGEST_TEXT:
        text = _("Facts and reasons: at most {n} characters.").format(n=LONGEST_TEXT)
        raise Invalid([Problem("facts", text)])
    with on_case(desk, "change_card", case_id, version) as (session, case):
        errors.require(_origin_problems(desk, case, source, form, referral, oral))
        cases.set_card(
            session,
            case_id,
            cause=cause,
            district=district,
            source=source,
            form=form,
            requests=requests,
            facts=facts,
            applied_by=applied_by or case.applied_by,
            received_at=received_at,
            signed=signed,
        )
        if referral != case.referral:
            referrals.correct(desk, session, case, referral if kinds_of(source) else None)
        if oral is not None:
            origins.put_oral(session, case_id, oral)
        keep_review_days(desk, session, case_id)


def _origin_problems(
    desk: Desk,
    case: CaseFile,
    source: Source,
    form: ApplicationForm,
    referral: Referral | None,
    oral: OralApplication | None,
) -> Iterator[Problem]:
    """Check how the case came in, where that is changed: old cases tell less."""
    if (source, referral) != (case.source, case.referral):
        yield from referral_problems(source, referral, case.received_on, desk.today())
    if form is ApplicationForm.ORAL and (form, oral) != (case.form, case.oral):
        day = case.received_on if referral is None else None
        yield from oral_problems(oral, desk.today(), day)
        yield from moment_problems(oral, desk.now())


def change_person(desk: Desk, case_id: int, version: int, party_id: int, person: Person) -> None:
    """Correct a worker's personal data."""
    desk.actor.require(Right.REGISTER)
    errors.require(person_problems(person, "person"))
    with on_case(desk, "change_person", case_id, version) as (session, case):
        applicant = replace(case.applicant(party_id), person=person)
        parties.set_person(session, party_id, completed_applicant(applicant).person)


def change_employer(desk: Desk, case_id: int, version: int, employer: Employer) -> None:
    """Correct the respondent's data, in this case and wherever the employer appears."""
    desk.actor.require(Right.REGISTER)
    errors.require(employer_problems(employer, "respondent"))
    with on_case(desk, "change_employer", case_id, version) as (session, case):
        parties.set_employer(session, case.respondent.employer_id, employer)


def add_applicants(
    desk: Desk, case_id: int, version: int, applicants: tuple[Applicant, ...]
) -> None:
    """Let more workers join a case (追加申请人)."""
    desk.actor.require(Right.REGISTER)
    errors.require(
        problem
        for index, applicant in enumerate(applicants)
        for problem in applicant_problems(applicant, f"applicants.{index}", desk.today())
    )
    with on_case(desk, "add_applicants", case_id, version) as (session, case):
        if case.settlement:
            raise DeskError(_("The agreement is already written; new workers need a new case."))
        if len(case.applicants) + len(applicants) > MOST_APPLICANTS:
            raise DeskError(
                _("At most {n} workers in one case; divide the group.").format(n=MOST_APPLICANTS)
            )
        known: Known = {}
        joining = [claims.reckoned(desk, completed_applicant(a), known) for a in applicants]
        parties.add_applicants(session, case_id, joining)


def remove_applicant(desk: Desk, case_id: int, version: int, party_id: int) -> None:
    """Let a worker leave a case before there is an agreement (退出)."""
    desk.actor.require(Right.REGISTER)
    with on_case(desk, "remove_applicant", case_id, version) as (session, case):
        case.applicant(party_id)
        if why := stays(case, party_id):
            raise DeskError(why)
        people_around.remove_around(session, party_id)
        parties.remove_applicant(session, party_id)
