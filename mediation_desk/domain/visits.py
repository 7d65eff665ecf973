"""Follow-up visits (回访): what was asked after the agreement, and what was heard."""

from dataclasses import dataclass
from datetime import date

from mediation_desk.domain.step_facts import ContactManner
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_


class Performed(Term):
    """What the person visited says of performance (履行情况)."""

    IN_FULL = "in_full", N_("Performed in full")
    IN_PART = "in_part", N_("Performed in part")
    NOT_YET = "not_yet", N_("Not due yet")
    NOT_AT_ALL = "not_at_all", N_("Not performed")
    NO_AGREEMENT = "no_agreement", N_("There is no agreement")


class Satisfaction(Term):
    """How satisfied the person visited is, from 1 to 5 (满意度)."""

    VERY = "5", N_("5 – very satisfied")
    RATHER = "4", N_("4 – satisfied")
    FAIR = "3", N_("3 – fair")
    HARDLY = "2", N_("2 – dissatisfied")
    NOT = "1", N_("1 – very dissatisfied")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One visit or call after the mediation (回访记录)."""

    id: int = 0
    day: date
    manner: ContactManner
    person: str
    performed: Performed
    satisfaction: Satisfaction | None = None
    reason: str = ""
    problems: str = ""
    handling: str = ""
    visitor: str
