"""On whom the papers of the register are served (procedure.md 5.4: signs and copies).

Notices, decisions, letters and the agreement are served; applications, records and internal
papers are not. A form that is made for each party is served on that party alone.
"""

from enum import Enum

from mediation_desk.documents.catalogue import Form, Per
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.other_parties import NOT_ADDRESSED
from mediation_desk.domain.sides import Side


class Receivers(Enum):
    """Who gets a paper."""

    NOBODY = "nobody"
    APPLICANTS = "applicants"
    RESPONDENT = "respondent"
    PARTIES = "parties"


_SERVED = {
    "D-05": Receivers.APPLICANTS,
    "D-07": Receivers.APPLICANTS,
    "D-08": Receivers.PARTIES,
    "D-09": Receivers.APPLICANTS,
    "D-10": Receivers.RESPONDENT,
    "D-11": Receivers.PARTIES,
    "D-12": Receivers.APPLICANTS,
    "D-14": Receivers.PARTIES,
    "D-16": Receivers.PARTIES,
    "D-17": Receivers.PARTIES,
    "D-22": Receivers.PARTIES,
    "D-23": Receivers.PARTIES,
    "D-24": Receivers.PARTIES,
    "D-25": Receivers.PARTIES,
    "D-30": Receivers.PARTIES,
    "D-52": Receivers.RESPONDENT,
    "D-53": Receivers.PARTIES,
    "D-70": Receivers.RESPONDENT,
    "D-71": Receivers.RESPONDENT,
    "D-72": Receivers.RESPONDENT,
}


def served_on(form: Form) -> Receivers:
    """Say on whom a form is served."""
    return _SERVED.get(form.code, Receivers.NOBODY)


def receivers(form: Form, case: CaseFile, subject: str) -> tuple[tuple[int, str], ...]:
    """Return the key and name of every party on which an issued paper is to be served."""
    wanted = served_on(form)
    found: list[tuple[Side, int, str]] = [
        (Side.APPLICANT, worker.id, worker.person.name) for worker in case.applicants
    ]
    found.append((Side.RESPONDENT, case.respondent.id, case.respondent.employer.name))
    found += [(o.side, o.id, o.name) for o in case.others if o.role not in NOT_ADDRESSED]
    if wanted is Receivers.NOBODY:
        return ()
    if form.per is Per.PARTY and subject:
        return tuple((key, name) for _side, key, name in found if str(key) == subject)
    sides = {
        Receivers.APPLICANTS: {Side.APPLICANT},
        Receivers.RESPONDENT: {Side.RESPONDENT},
        Receivers.PARTIES: set(Side),
    }[wanted]
    return tuple((key, name) for side, key, name in found if side in sides)
