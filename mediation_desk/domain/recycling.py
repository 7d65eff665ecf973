"""The recycle bin (回收站): what was taken out in the last days, and can be put back by a click."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mediation_desk.domain.day_text import beijing
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _

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

    def is_over(self, today: date) -> bool:
        """Say whether its days are over: it cannot be put back, and is there to be erased."""
        return self.days_left(today) < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Keepers:
    """The backups that still hold what is erased, and until which day the last of them is kept."""

    backups: int
    until: date
    elsewhere: str = ""
    """The folder on a second medium with copies, empty where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What came of an erasure: rows whose values are gone, and contents of materials.

    `freed` says whether a server wrote its tables anew, so that it holds nothing of it.
    """

    rows: int
    entries: int
    contents: int
    freed: bool = True
    left_out: int = 0
    """How many stayed, of several that were to go together."""


def staying(kind: Discarding) -> str:
    """Say what of it stays in the centre's data, as it is told before it is erased."""
    match kind:
        case Discarding.CASE:
            return _(
                "What stays: the voided number with its day, its cause and its reason, in which"
                " names are struck out; that somebody registered and voided it, and when; the"
                " employer, in the list of employers; the enquiry it came from, if any."
            )
        case Discarding.PERSON:
            return _(
                "What stays: that somebody entered and removed a person in the case, and when;"
                " papers of the case that were issued, and texts that others wrote in it, as far"
                " as they name the person."
            )
        case Discarding.EMPLOYER:
            return _(
                "What stays: that somebody entered and removed an employer, and when; its name"
                " under voided numbers, until those are erased."
            )
    return _(
        "What stays: that somebody took in and removed a material of the case, and when; the same"
        " file, where another material has it."
    )


def going(kind: Discarding) -> str:
    """Say what is erased, as it is told before."""
    match kind:
        case Discarding.CASE:
            return _(
                "All values of the case in the journal, its parties under the void number, its"
                " drafts, its attachments with their keys, and its traces in the search index."
            )
        case Discarding.MATERIAL:
            return _("All values of the material in the journal, and its file with its key.")
    said = _(
        "All values in the journal that were written of it, its names in what sums the case up,"
        " and its traces in the search index."
    )
    if kind is Discarding.PERSON:
        said += _(" What anybody filled in in dialogs of the case and did not save.")
    return said


def since(now: datetime) -> datetime:
    """Return the moment from which on what was taken out is still in the bin."""
    day = beijing(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return day - timedelta(days=DAYS)


def held_by(keepers: Keepers, *, on_server: bool) -> str:
    """Say which copies still hold what is erased, and until when, as it is told before."""
    if keepers.backups:
        said = _(
            "{n} backups made before still hold it; the last of them is thinned out by {day} at"
            " the latest. A restore brings it back; then it is erased again."
        ).format(n=keepers.backups, day=keepers.until.isoformat())
    else:
        said = _("No backup in the folder of the centre holds it.")
    parts = [said, _("Backups and exports that somebody made by hand hold it while they are kept.")]
    if keepers.elsewhere:
        parts.insert(1, _("So do the copies on {folder}.").format(folder=keepers.elsewhere))
    if on_server:
        parts.append(
            _(
                "The server's own log and base backups hold it until its administrator lets them"
                " run out."
            )
        )
    return _(" ").join(parts)
