"""From the counter to a case: checking, registering, rosters, earlier cases."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from mediation_desk.domain import errors
from mediation_desk.domain import intake as rules
from mediation_desk.domain.case import Application, ApplicationForm, CaseLine, CaseRef
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.identifiers import format_case_number
from mediation_desk.domain.oral import moment_problems
from mediation_desk.domain.procedure import Facts, registration
from mediation_desk.domain.proposing import asked_for
from mediation_desk.domain.referral import kinds_of
from mediation_desk.domain.rights import Right
from mediation_desk.domain.roster import Roster
from mediation_desk.importers import roster
from mediation_desk.law.entitlement import Known
from mediation_desk.services import claims, referrals
from mediation_desk.services.act import write_step
from mediation_desk.services.desk import Desk
from mediation_desk.services.limitation_clock import keep_limitation
from mediation_desk.storage import cases, employers, enquiries, origins
from mediation_desk.storage.database import Session


def check(desk: Desk, application: Application) -> tuple[Problem, ...]:
    """Say everything that is wrong with an application, before it is saved."""
    desk.actor.require(Right.REGISTER)
    return (*rules.problems(application, desk.today()), *_of_the_hour(desk, application))


def register(desk: Desk, application: Application) -> CaseRef:
    """Register an application (登记): the case gets its number and the clocks start.

    The same `operation` registered twice gives the first case back.
    """
    desk.actor.require(Right.REGISTER)
    errors.require((*rules.problems(application, desk.today()), *_of_the_hour(desk, application)))
    with desk.db.write(desk.actor, "register") as session:
        if known := cases.find_operation(session, application.operation):
            return known
        desk.share(session)
        year = application.received_on.year
        number = format_case_number(
            desk.centre.number_pattern, year, cases.next_number(session, year)
        )
        case = cases.add(session, completed(desk, application), number)
        row = registration(application.source, application.form)
        step_id = write_step(
            desk,
            session,
            cases.file(session, case.id),
            row,
            Facts(day=application.received_on, by=desk.actor.name),
        )
        _keep_origin(desk, session, case.id, application, step_id)
        keep_limitation(desk, session, case.id)
        cases.stamp(session, case.id, desk.actor, desk.instant())
        return case


def _of_the_hour(desk: Desk, application: Application) -> Iterator[Problem]:
    """Find what an oral application says of an hour that has not come."""
    if application.form is ApplicationForm.ORAL:
        yield from moment_problems(application.oral, desk.now())


def completed(desk: Desk, application: Application) -> Application:
    """Fill in what follows from what was typed.

    Sex and birthday from the identity number; every worker asks for what the law gives, where no
    sum is named.
    """
    desk.actor.require(Right.REGISTER)
    known: Known = {}
    application = rules.completed(application)
    applicants = tuple(
        asked_for(claims.reckoned(desk, one, known)) for one in application.applicants
    )
    return replace(application, applicants=applicants)


def _keep_origin(
    desk: Desk, session: Session, case_id: int, application: Application, step_id: int
) -> None:
    """Keep how the case came in: from an enquiry, by referral with its clocks, or told."""
    if application.enquiry_id:
        enquiries.lead_to(session, application.enquiry_id, case_id)
    if application.referral and kinds_of(application.source):
        origins.put_referral(session, case_id, application.referral)
        referrals.start_clocks(desk, session, case_id, application.referral, step_id)
    if application.oral and application.form is ApplicationForm.ORAL:
        oral = replace(application.oral, recorder=application.oral.recorder or desk.actor.name)
        origins.put_oral(session, case_id, oral)


def registered(desk: Desk, operation: str) -> CaseRef | None:
    """Return the case that was registered from this form, if one was."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return cases.find_operation(session, operation)


def lacking(desk: Desk, case_id: int) -> tuple[str, ...]:
    """Name what is still missing in a case, with all that is on file of its parties."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return rules.lacks(cases.file(session, case_id))


def earlier_cases(desk: Desk, employer: Employer) -> tuple[CaseLine, ...]:
    """Return the cases that the centre has had against an employer, newest first."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return cases.earlier(session, employer)


def known_employers(desk: Desk, text: str) -> tuple[tuple[int, Employer], ...]:
    """Return employers whose name or credit code matches what is being typed."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return employers.match(session, text)


def read_roster(path: Path, today: date) -> Roster:
    """Read a roster from an .xlsx or .csv file without saving anything (试导入)."""
    return roster.read_roster(path, today)


def read_pasted(text: str, today: date) -> Roster:
    """Read a roster pasted from a spreadsheet without saving anything (试导入)."""
    return roster.read_pasted(text, today)
