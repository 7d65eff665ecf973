"""Rows of lists of cases and employers, and what a list is narrowed to and sorted by.

They stand apart from the whole case, which takes longer to load: the day's page shows rows first.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mediation_desk.domain.money import ZERO
from mediation_desk.domain.stages import Stage
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """One row of a list of cases. `due_on` is the nearest running clock.

    `version` counts the saves of the case; `closing_asked` says that an application for closing
    waits for the supervisor, `defaulted` that a default of performance is on record.
    """

    id: int
    number: str
    stage: Stage
    received_on: date
    first_applicant: str
    applicant_count: int
    respondent: str
    cause: str
    mediator: str = ""
    clerk: str = ""
    due_on: date | None = None
    agreed: Decimal = ZERO
    paid: Decimal = ZERO
    closing_asked: bool = False
    version: int = 0
    defaulted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilter:
    """What a list of cases is narrowed to; None or empty means no limit."""

    stages: frozenset[Stage] = frozenset()
    mediator_id: int | None = None
    employer_id: int | None = None
    received_from: date | None = None
    received_to: date | None = None
    text: str = ""
    among: tuple[int, ...] | None = None


class CaseOrder(Term):
    """What a list of cases is sorted by."""

    NUMBER = "number", N_("Case number")
    RECEIVED = "received", N_("Received")
    STAGE = "stage", N_("Stage")
    RESPONDENT = "respondent", N_("Respondent")
    APPLICANT = "applicant", N_("Applicant")
    DUE = "due", N_("Next deadline")
    AGREED = "agreed", N_("Agreed")


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployerLine:
    """One row of the list of employers, with its record at the centre."""

    id: int
    name: str
    credit_code: str
    district: str
    cases: int
    workers: int
    open_cases: int
    last_received_on: date | None
    owed: Decimal
