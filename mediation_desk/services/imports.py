"""Applications or a group's roster from a file as new cases, for the command line."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from mediation_desk.domain.case import Application, CaseRef
from mediation_desk.domain.claims import Applicant
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.errors import DeskError, Invalid
from mediation_desk.domain.rights import Right
from mediation_desk.domain.roster import Roster
from mediation_desk.domain.taxonomy import causes
from mediation_desk.i18n import _
from mediation_desk.services import intake, keeping
from mediation_desk.services.desk import Desk


def read(desk: Desk, path: Path) -> Roster:
    """Read a file of workers without saving anything; what its facts suggest is claimed."""
    desk.actor.require(Right.REGISTER)
    return intake.read_roster(path, desk.today())


def register(desk: Desk, roster: Roster, respondent: str, cause: str) -> tuple[CaseRef, ...]:
    """Register a sound roster: a case for each employer that its rows name, else for `respondent`.

    The same rows against the same employer on the same day give the first case back.
    """
    desk.actor.require(Right.REGISTER)
    problems = [problem for row in roster.rows for problem in row.problems]
    if problems:
        raise Invalid(problems)
    if cause not in causes():
        raise DeskError(_("There is no cause of dispute {code}.").format(code=cause))
    applications = list(_applications(desk, roster, respondent.strip(), cause))
    keeping.before_import(desk, len(roster.rows))
    return tuple(intake.register(desk, application) for application in applications)


def _applications(desk: Desk, roster: Roster, respondent: str, cause: str) -> Iterator[Application]:
    groups: dict[Employer, list[Applicant]] = {}
    for row in roster.rows:
        employer = row.respondent or Employer(name=respondent)
        if not employer.name:
            raise DeskError(
                _(
                    "Line {line} names no employer. Add a column 被申请人,"
                    " or name the employer with --respondent."
                ).format(line=row.line)
            )
        groups.setdefault(employer, []).append(row.applicant)
    for employer, applicants in groups.items():
        same = f"{desk.today()}|{employer}|{[worker.person for worker in applicants]}"
        yield Application(
            received_on=desk.today(),
            respondent=employer,
            applicants=tuple(applicants),
            cause=cause,
            operation="import-" + hashlib.sha256(same.encode()).hexdigest()[:32],
        )
