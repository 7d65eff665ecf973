"""What people do to a clock by hand: watch it, correct its start, mark it kept or void."""

from dataclasses import dataclass
from datetime import date

from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_


class ClockAct(Term):
    """What was done to a clock by hand."""

    WATCHED = "watched", N_("Watched by hand")
    CORRECTED = "corrected", N_("Start corrected")
    MET = "met", N_("Marked as kept")
    VOIDED = "voided", N_("Marked as no longer applying")
    REOPENED = "reopened", N_("Set running again")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockNote:
    """One act on a clock with its reason. `day` is the day that was entered."""

    id: int = 0
    clock_id: int
    act: ClockAct
    day: date
    reason: str
    by: str
