"""Where a case came from when no party simply applied: a referral, or a lead (委派、委托、线索).

Each body that refers has its own clock: the court before and after filing (最高人民法院关于人民
法院特邀调解的规定第二十七条), the court's platform (人民法院在线调解规则第十二条), arbitration
(劳动人事争议仲裁办案规则第七十条). The others hand an application over: its clocks are those of
any application, and beside them runs the day that their letter names.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from mediation_desk.domain.errors import Problem
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _

if TYPE_CHECKING:
    from mediation_desk.domain.case import Source

REPORT_CLOCK = "DL39"
"""The day to report back by that a letter of referral names."""


class ReferralKind(Term):
    """In what way a body refers a dispute (委派、委托、转办)."""

    COURT_BEFORE = "court_before", N_("By the court before filing, 30 days")
    COURT_ORDINARY = "court_ordinary", N_("By the court after filing, ordinary procedure, 15 days")
    COURT_SIMPLE = "court_simple", N_("By the court after filing, simple procedure, 7 days")
    ARBITRATION = "arbitration", N_("By arbitration, 10 working days from the parties' consent")
    HANDED_OVER = "handed_over", N_("Handed over with a letter")
    LEAD = "lead", N_("A lead that the centre follows")


class ReferralResult(Term):
    """What is reported back to the body that referred (反馈结果)."""

    SETTLED = "settled", N_("An agreement was reached")
    FAILED = "failed", N_("No agreement was reached")
    RETURNED = "returned", N_("Returned without mediation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """A referral with its letter, and what was reported back. A lead has neither.

    `consented_on` is the day on which the parties agreed to arbitration's entrusting;
    `return_due` the day that the letter names; `platform` says that it came over the court's
    platform, where it is confirmed within three working days.
    """

    id: int = 0
    kind: ReferralKind
    body: str
    number: str = ""
    received_on: date
    consented_on: date | None = None
    return_due: date | None = None
    platform: bool = False
    result: ReferralResult | None = None
    reported_on: date | None = None
    report_number: str = ""
    report_note: str = ""

    @property
    def is_lead(self) -> bool:
        """Say whether it is a lead, on which nobody waits for a report."""
        return self.kind is ReferralKind.LEAD

    @property
    def is_open(self) -> bool:
        """Say whether the body that referred still waits for the result."""
        return not self.is_lead and self.reported_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What is reported back (委派、委托调解结果报告)."""

    day: date
    result: ReferralResult
    note: str = ""


COURT = (ReferralKind.COURT_BEFORE, ReferralKind.COURT_ORDINARY, ReferralKind.COURT_SIMPLE)


def kinds_of(source: "Source") -> tuple[ReferralKind, ...]:
    """Return in which ways a case of that source can have come; none where a party applied."""
    match source.value:
        case "court":
            return COURT
        case "arbitration":
            return (ReferralKind.ARBITRATION,)
        case "inspection" | "petition" | "12351" | "12345":
            return (ReferralKind.HANDED_OVER,)
        case "own_motion":
            return (ReferralKind.LEAD,)
    return ()


@dataclass(frozen=True, slots=True)
class Started:
    """A clock of a referral: its kind, from which day, how long, or until which day."""

    kind: str
    start: date
    length: int | None = None
    until: date | None = None


def clocks_of(referral: Referral) -> tuple[Started, ...]:
    """Return the clocks that a referral starts beside those of its row (T05)."""
    return tuple(_clocks(referral))


def _clocks(referral: Referral) -> Iterator[Started]:
    match referral.kind:
        case ReferralKind.COURT_BEFORE:
            yield Started("DL31", referral.received_on)
        case ReferralKind.COURT_ORDINARY:
            yield Started("DL32", referral.received_on)
        case ReferralKind.COURT_SIMPLE:
            yield Started("DL32", referral.received_on, length=7)
        case ReferralKind.ARBITRATION if referral.consented_on:
            yield Started("DL34", referral.consented_on)
    if referral.platform:
        yield Started("DL33", referral.received_on)
    if referral.return_due:
        yield Started(REPORT_CLOCK, referral.received_on, until=referral.return_due)


def problems(
    source: "Source", referral: Referral | None, application_on: date, today: date
) -> Iterator[Problem]:
    """Find what is wrong with, or missing of, a referral (procedure.md 2.5, T04 and T05)."""
    kinds = kinds_of(source)
    if not kinds:
        return
    if referral is None or referral.kind not in kinds:
        yield Problem("referral.body", _("Enter who referred the case, and with which letter."))
        return
    if not referral.body.strip():
        lead = _("Enter where the lead came from.")
        yield Problem("referral.body", lead if referral.is_lead else _("Enter the body."))
    if not referral.is_lead and not referral.number.strip():
        yield Problem("referral.number", _("Enter the number of the letter or order."))
    if referral.received_on > today:
        yield Problem("referral.received_on", _("This day lies in the future."))
    elif not referral.is_lead and referral.received_on > application_on:
        yield Problem(
            "referral.received_on",
            _("The papers cannot have come after the day of receipt {day}.").format(
                day=application_on.isoformat()
            ),
        )
    yield from _consent_problems(referral, today)
    if referral.return_due and referral.return_due < referral.received_on:
        yield Problem("referral.return_due", _("This day lies before the papers came."))


def _consent_problems(referral: Referral, today: date) -> Iterator[Problem]:
    if referral.kind is not ReferralKind.ARBITRATION:
        return
    if referral.consented_on is None:
        yield Problem(
            "referral.consented_on",
            _("Enter the day on which the parties agreed; the 10 working days count from it.")
            + "（劳动人事争议仲裁办案规则第七十条）",
        )
    elif referral.consented_on > today:
        yield Problem("referral.consented_on", _("This day lies in the future."))
