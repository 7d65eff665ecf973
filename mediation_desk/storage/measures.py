"""The figures of the month's reports, each defined once: name, definition, condition, value.

A number is the sum of the value over the facts that fulfil the condition; the cases behind it
are those facts. Definitions after procedure.md 6.2.
"""

from dataclasses import dataclass
from enum import Enum

from mediation_desk.i18n import N_, _


class Unit(Enum):
    """What a measure counts."""

    CASES = "cases"
    PEOPLE = "people"
    MONEY = "money"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure: condition and value are SQL over the facts `f` of a period."""

    key: str
    title: str
    definition: str
    condition: str
    value: str = "1"
    unit: Unit = Unit.CASES

    @property
    def heading(self) -> str:
        """The title in the language spoken here."""
        return _(self.title)

    @property
    def meaning(self) -> str:
        """The definition in the language spoken here."""
        return _(self.definition)

    @property
    def sum(self) -> str:
        """The SQL of the number."""
        return f"COALESCE(SUM(CASE WHEN {self.condition} THEN {self.value} ELSE 0 END), 0)"


_P, _M, _D = Unit.PEOPLE, Unit.MONEY, Unit.DAYS
_AGREED = "f.closed = 1 AND f.outcome = 'agreed'"
_NEW_FORM = "f.cause LIKE 'I%'"
_OVER_AGE = "f.cause LIKE 'H%'"
# fmt: off
_ROWS = (
    Measure("received", N_("Applications registered"),
            N_("Applications whose day of registration falls into the period; a case split off "
               "from another one is no new application."),
            "f.received = 1"),
    Measure("refused", N_("Applications not accepted"),
            N_("Applications refused in writing in the period; they are no cases accepted."),
            "f.refused = 1"),
    Measure("declined", N_("Ended before acceptance"),
            N_("Applications that ended in the period before acceptance: the other side declined, "
               "withdrawn, transferred."),
            "f.declined = 1"),
    Measure("opening", N_("Open at the beginning"),
            N_("Cases accepted before the period and not ended before it."),
            "f.opening = 1"),
    Measure("accepted", N_("Accepted in the period"),
            N_("Cases accepted in the period; a group case is one case, a case opened again is not "
               "counted again. A case split off from another one counts on the day of the split."),
            "f.accepted = 1"),
    Measure("workers", N_("Workers of the cases"),
            N_("Workers in the cases accepted in the period; who was split off into another case "
               "counts in the case before alone."),
            "f.accepted = 1", "f.workers", _P),
    Measure("closed", N_("Ended in the period"),
            N_("Cases ended in the period: agreement + settled between the parties + no agreement "
               "+ withdrawn. An agreement counts from the day it takes effect."),
            "f.closed = 1"),
    Measure("settled", N_("Agreement reached"),
            N_("Cases whose agreement took effect in the period."),
            _AGREED),
    Measure("reconciled", N_("Reconciled between the parties"),
            N_("Cases that the parties settled between themselves in the period."),
            "f.closed = 1 AND f.outcome = 'reconciled'"),
    Measure("failed", N_("No agreement reached"),
            N_("Cases ended in the period because mediation failed, time ran out, or they were "
               "transferred or terminated."),
            "f.closed = 1 AND f.outcome = 'failed'"),
    Measure("withdrawn", N_("Withdrawn by the applicant"),
            N_("Cases that the applicant withdrew in the period."),
            "f.closed = 1 AND f.outcome = 'withdrawn'"),
    Measure("open", N_("Open at the end"),
            N_("Cases accepted by the last day and not ended by then."),
            "f.still_open = 1"),
    Measure("claimed", N_("Amount claimed"),
            N_("Sums claimed in the cases accepted in the period; what somebody claims who was "
               "split off counts in the case before alone."),
            "f.accepted = 1", "f.claimed", _M),
    Measure("agreed", N_("Amount agreed"),
            N_("Sums agreed in the agreements that took effect in the period."),
            _AGREED, "f.agreed", _M),
    Measure("paid", N_("Money performed"),
            N_("Money that reached workers in the period, whenever it was agreed; losses recovered "
               "for workers are counted by it."),
            "f.paid > 0", "f.paid", _M),
    Measure("in_time", N_("Ended in time"),
            N_("Cases ended in the period by the end of the 15 days from acceptance, or of the "
               "extension agreed."),
            "f.closed = 1 AND f.in_time = 1"),
    Measure("days", N_("Days to the end, summed"),
            N_("Calendar days from acceptance to the end of the cases ended in the period."),
            "f.closed = 1", "f.days", _D),
    Measure("sessions", N_("Mediation sessions"),
            N_("Mediation sessions opened in the period; those of a ledger's past case on the day"
               " of its end."),
            "f.sessions > 0", "f.sessions", Unit.DAYS),
    Measure("collective", N_("Collective disputes"),
            N_("Cases accepted in the period with ten workers or more and a common request."),
            "f.accepted = 1 AND f.workers >= 10"),
    Measure("collective_workers", N_("Workers in collective disputes"),
            N_("Workers in the collective disputes accepted in the period."),
            "f.accepted = 1 AND f.workers >= 10", "f.workers", _P),
    Measure("distinct", N_("Workers, each counted once"),
            N_("Different workers in the cases accepted in the period, by identity number; who has "
               "two cases counts once, in the earlier one."),
            "f.new_workers > 0", "f.new_workers", _P),
    Measure("women", N_("Women workers"), N_("Women among the workers of the cases accepted."),
            "f.accepted = 1 AND f.women > 0", "f.women", _P),
    Measure("migrants", N_("Migrant workers"),
            N_("Rural residents working for an employer among the workers of the cases accepted."),
            "f.accepted = 1 AND f.migrants > 0", "f.migrants", _P),
    Measure("members", N_("Union members"),
            N_("Union members among the workers of the cases accepted."),
            "f.accepted = 1 AND f.members > 0", "f.members", _P),
    Measure("new_form", N_("New forms of work"),
            N_("Workers of accepted cases whose cause is one of new forms of work (I01–I03)."),
            f"f.accepted = 1 AND {_NEW_FORM}", "f.workers", _P),
    Measure("over_age", N_("Over-age workers"),
            N_("Workers of accepted cases whose cause is one of over-age workers (H01–H02)."),
            f"f.accepted = 1 AND {_OVER_AGE}", "f.workers", _P),
    Measure("confirmed", N_("Agreements put to review or confirmation"),
            N_("Agreements of the period for which arbitration review or court confirmation was "
               "applied for by the last day."),
            f"{_AGREED} AND f.reviewed = 1"),
    Measure("arbitrated", N_("Gone to arbitration after the end"),
            N_("Cases of the period without agreement, or whose agreement was not kept, that are "
               "known to have gone to arbitration or court."),
            "f.closed = 1 AND f.arbitrated = 1"),
)
# fmt: on
MEASURES = {measure.key: measure for measure in _ROWS}
"""Every figure that is counted over cases, by its key."""


@dataclass(frozen=True, slots=True)
class Share:
    """A rate: what is divided by what; both are sums of measures."""

    key: str
    title: str
    definition: str
    over: tuple[str, ...]
    under: tuple[str, ...]

    @property
    def heading(self) -> str:
        """The title in the language spoken here."""
        return _(self.title)

    @property
    def meaning(self) -> str:
        """The definition in the language spoken here."""
        return _(self.definition)


SHARES = (
    Share(
        "success",
        N_("Success rate by cases ended"),
        N_("(agreement + settled between the parties) ÷ cases ended"),
        ("settled", "reconciled"),
        ("closed",),
    ),
    Share(
        "success_accepted",
        N_("Success rate by cases accepted"),
        N_("(agreement + settled between the parties) ÷ cases accepted"),
        ("settled", "reconciled"),
        ("accepted",),
    ),
    Share(
        "closing",
        N_("Rate of ending"),
        N_("cases ended ÷ (open at the beginning + accepted)"),
        ("closed",),
        ("opening", "accepted"),
    ),
    Share(
        "timely",
        N_("Rate of ending in time"),
        N_("cases ended in time ÷ cases ended"),
        ("in_time",),
        ("closed",),
    ),
    Share(
        "confirming",
        N_("Rate of review and confirmation"),
        N_("agreements put to review or confirmation ÷ agreements reached"),
        ("confirmed",),
        ("settled",),
    ),
)
BY_SHARE = {share.key: share for share in SHARES}
