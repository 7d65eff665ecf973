"""A group's roster from a file as a new case, for the command line."""

import hashlib
from pathlib import Path

from mediation_desk.domain.case import Application, CaseRef
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.errors import DeskError, Invalid
from mediation_desk.domain.rights import Right
from mediation_desk.domain.roster import Roster
from mediation_desk.i18n import _
from mediation_desk.services import intake
from mediation_desk.services.desk import Desk


def read(desk: Desk, path: Path) -> Roster:
    """Read a roster without saving anything; what its facts suggest becomes its claims."""
    desk.actor.require(Right.REGISTER)
    return intake.read_roster(path, desk.today())


def register(desk: Desk, roster: Roster, respondent: str, cause: str) -> CaseRef:
    """Register a roster as one case, all of it or nothing.

    The same roster against the same respondent on the same day gives the first case back.
    """
    desk.actor.require(Right.REGISTER)
    problems = [problem for row in roster.rows for problem in row.problems]
    if problems:
        raise Invalid(problems)
    if not respondent.strip():
        raise DeskError(_("Name the employer with --respondent."))
    applicants = roster.sound
    day = desk.today()
    same = f"{day}|{respondent}|{[a.person for a in applicants]}"
    application = Application(
        received_on=day,
        respondent=Employer(name=respondent.strip()),
        applicants=applicants,
        cause=cause,
        operation="import-" + hashlib.sha256(same.encode()).hexdigest()[:32],
    )
    return intake.register(desk, application)
