"""What a printed form is: its code, its template, for whom, when and in how many copies."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.copies import CopyRule, Counted
from mediation_desk.domain.stages import WITHOUT_AGREEMENT, Stage, Step
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _


class Per(Term):
    """For what a form is made once."""

    CASE = "case", N_("One for the case")
    PARTY = "party", N_("One for each party")
    ASKED = "asked", N_("One for each party asked")
    HEARING = "hearing", N_("One for each hearing")
    SERVICE = "service", N_("One for each paper and receiver")
    EMPLOYER = "employer", N_("One for each employer")
    PAYER = "payer", N_("One for each party who owes the money")
    RECUSAL = "recusal", N_("One for each request for recusal")
    PERSON = "person", N_("One for each natural person")
    SIDE = "side", N_("One for each side")
    INQUIRY = "inquiry", N_("One for each inquiry")
    PRINCIPAL = "principal", N_("One for each party who appoints an agent")
    WORKER = "worker", N_("One for each worker")
    APART = "apart", N_("One for each worker who did not settle")
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
EXTENDABLE = frozenset(
    {Stage.ASSIGNED, Stage.SCHEDULED, Stage.MEDIATING, Stage.EXTENDED, Stage.SIGNING}
)
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

    `once_on_record` are stages to which it belongs too as soon as the case has what it is about.
    `copies` is the rule by which originals are printed for a case, `made_of` tells whether it
    has on a day what the form is about. A form that is `of_settled` is the agreement or rests on
    it, and speaks only of the workers whom it binds.
    """

    code: str
    slug: str
    name: str
    per: Per = Per.CASE
    stages: frozenset[Stage]
    once_on_record: frozenset[Stage] = frozenset()
    copies: CopyRule
    made_of: Callable[[CaseFile, date], bool] = _always
    of_settled: bool = False

    @property
    def title(self) -> str:
        """The title in the language spoken here."""
        return _(self.name)

    @property
    def stage_labels(self) -> tuple[str, ...]:
        """The stages to which it belongs, as the register lists them."""
        return tuple(stage.label for stage in Stage if stage in self.stages)

    def belongs_to(self, stage: Stage) -> bool:
        """Say whether a case at this stage may need it."""
        return stage in self.stages or stage in self.once_on_record


one, two = CopyRule(Counted.NOBODY, 1), CopyRule(Counted.NOBODY, 2)
each_party_and_file = CopyRule(Counted.PARTIES, 1)
applicants_and_file = CopyRule(Counted.APPLICANTS, 1)
respondents_and_one = CopyRule(Counted.RESPONDENTS, 1)
agreed = CopyRule(Counted.AGREED, 0)
"""Originals to print (procedure.md 5.4, column copies)."""


def took(*steps: Step) -> Callable[[CaseFile, date], bool]:
    """Return the test that one of these steps was taken."""
    return lambda case, _on: any(taken.step in steps for taken in case.steps)
