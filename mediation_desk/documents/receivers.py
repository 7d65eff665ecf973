"""On whom the papers of the register are served (procedure.md 5.4: signs and copies).

Notices, decisions, letters and the agreement are served; applications, records, internal papers
and what the parties sign at the table are not. A form that is made for each party is served on
that party alone.
"""

from enum import Enum

from mediation_desk.documents.catalogue import Form, Per
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.other_parties import WORKERS_SIDE, PartyRole
from mediation_desk.domain.sides import Side


class Receivers(Enum):
    """Who gets a paper: the side that applied, the other one, the employer, everybody."""

    NOBODY = "nobody"
    APPLICANTS = "applicants"
    OTHER_SIDE = "other_side"
    EMPLOYER = "employer"
    PARTIES = "parties"


_SERVED = {
    "D-07": Receivers.APPLICANTS,
    "D-08": Receivers.PARTIES,
    "D-09": Receivers.APPLICANTS,
    "D-10": Receivers.OTHER_SIDE,
    "D-12": Receivers.APPLICANTS,
    "D-14": Receivers.PARTIES,
    "D-16": Receivers.PARTIES,
    "D-17": Receivers.PARTIES,
    "D-23": Receivers.PARTIES,
    "D-23b": Receivers.PARTIES,
    "D-25": Receivers.PARTIES,
    "D-30": Receivers.PARTIES,
    "D-52": Receivers.EMPLOYER,
    "D-53": Receivers.PARTIES,
    "D-70": Receivers.EMPLOYER,
    "D-71": Receivers.EMPLOYER,
    "D-72": Receivers.EMPLOYER,
}


def served_on(form: Form) -> Receivers:
    """Say on whom a form is served."""
    return _SERVED.get(form.code, Receivers.NOBODY)


def receivers(form: Form, case: CaseFile, subject: str) -> tuple[tuple[int, str], ...]:
    """Return the key and name of every party on which an issued paper is to be served."""
    wanted = served_on(form)
    if wanted is Receivers.NOBODY:
        return ()
    if form.per in (Per.PARTY, Per.ASKED, Per.PAYER) and subject:
        return tuple((key, name) for key, name in case.parties if str(key) == subject)
    if form.per is Per.APART and subject:
        concerned = {subject, str(case.respondent.id)}
        return tuple((key, name) for key, name in case.parties if str(key) in concerned)
    sides: dict[Receivers, set[Side | None]] = {
        Receivers.APPLICANTS: {case.applied_by},
        Receivers.OTHER_SIDE: {side for side in Side if side is not case.applied_by},
        Receivers.EMPLOYER: {Side.RESPONDENT},
        Receivers.PARTIES: {*Side, None},
    }
    stands = _sides(case)
    return tuple((key, name) for key, name in case.addressed if stands[key] in sides[wanted])


def _sides(case: CaseFile) -> dict[int, Side | None]:
    """Return on which side each party stands; third parties and guarantors stand between."""
    found: dict[int, Side | None] = {worker.id: Side.APPLICANT for worker in case.applicants}
    found[case.respondent.id] = Side.RESPONDENT
    for other in case.others:
        if other.role in WORKERS_SIDE:
            found[other.id] = Side.APPLICANT
        elif other.role is PartyRole.CO_RESPONDENT:
            found[other.id] = Side.RESPONDENT
        else:
            found[other.id] = None
    return found
