"""The recycle bin (回收站): what was taken out in the last days, and can be put back by a click."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mediation_desk.domain.day_text import beijing
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_

DAYS = 30
"""So many days what was taken out stays in the bin."""


class Discarding(Term):
    """What kind of thing was taken out."""

    CASE = "case", N_("Voided case")
    PERSON = "person", N_("Person")
    EMPLOYER = "employer", N_("Employer")
    MATERIAL = "material", N_("Material")


BY_ACT = {
    "void_registration": Discarding.CASE,
    "remove_applicant": Discarding.PERSON,
    "remove_agent": Discarding.PERSON,
    "remove_other": Discarding.PERSON,
    "remove_employer": Discarding.EMPLOYER,
    "remove_material": Discarding.MATERIAL,
}
"""The acts that put something into the bin, by the journal's word for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Discarded:
    """One act that took something out: what, of which case, by whom, when; `entry` brings it back.

    `case_id` is that of a case that is still there, None for a voided one.
    """

    entry: int
    kind: Discarding
    what: str
    by: str
    at: datetime
    case_id: int | None = None
    case: str = ""

    def days_left(self, today: date) -> int:
        """Return how many days it stays in the bin; the last one is day 0."""
        return DAYS - (today - beijing(self.at).date()).days


def since(now: datetime) -> datetime:
    """Return the moment from which on what was taken out is still in the bin."""
    day = beijing(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return day - timedelta(days=DAYS)
