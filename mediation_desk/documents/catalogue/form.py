"""What a printed form is: its code, its template, for whom, when and in how many copies."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.stages import WITHOUT_AGREEMENT, Stage, Step
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _


class Per(Term):
    """For what a form is made once."""

    CASE = "case", N_("One for the case")
    PARTY = "party", N_("One for each party")
    HEARING = "hearing", N_("One for each hearing")
    SERVICE = "service", N_("One for each paper and receiver")
    EMPLOYER = "employer", N_("One for each employer")
    RECUSAL = "recusal", N_("One for each request for recusal")
    PERSON = "person", N_("One for each natural person")
    SIDE = "side", N_("One for each side")
    INQUIRY = "inquiry", N_("One for each inquiry")
    PRINCIPAL = "principal", N_("One for each party who appoints an agent")
    WORKER = "worker", N_("One for each worker")
    PAYMENT = "payment", N_("One for each payment")
    VISIT = "visit", N_("One for each visit")


APPLIED = frozenset({Stage.APPLIED, Stage.CONSENT})
UNDER_WAY = frozenset(
    {
        Stage.ACCEPTED,
        Stage.ASSIGNED,
        Stage.SCHEDULED,
        Stage.MEDIATING,
        Stage.EXTENDED,
        Stage.SIGNING,
    }
)
EXTENDABLE = frozenset({Stage.ASSIGNED, Stage.SCHEDULED, Stage.MEDIATING, Stage.EXTENDED})
AGREED = frozenset({Stage.SIGNING, Stage.EFFECTIVE, Stage.PERFORMED})
IN_EFFECT = frozenset({Stage.EFFECTIVE})
PERFORMED = frozenset({Stage.EFFECTIVE, Stage.PERFORMED})
ENDED_CASES = frozenset({*WITHOUT_AGREEMENT, Stage.PERFORMED})
CLOSED = frozenset({Stage.CLOSED, Stage.ARCHIVED})


def _always(_case: CaseFile, _on: date) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A printed form: its code in the register, its template, and when it is offered.

    `copies` tells how many originals to print for a case, `made_of` whether it has on a
    day what the form is about.
    """

    code: str
    slug: str
    name: str
    per: Per = Per.CASE
    stages: frozenset[Stage]
    copies: Callable[[CaseFile], int]
    made_of: Callable[[CaseFile, date], bool] = _always

    @property
    def title(self) -> str:
        """The title in the language spoken here."""
        return _(self.name)


def one(_case: CaseFile) -> int:
    """One original."""
    return 1


def each_party_and_file(case: CaseFile) -> int:
    """One original for every party, one for the file."""
    return len(case.addressed) + 1


def applicants_and_file(case: CaseFile) -> int:
    """One original for everybody who applied, one for the file."""
    return len(case.applicants) + 1


def took(*steps: Step) -> Callable[[CaseFile, date], bool]:
    """Return the test that one of these steps was taken."""
    return lambda case, _on: any(taken.step in steps for taken in case.steps)
