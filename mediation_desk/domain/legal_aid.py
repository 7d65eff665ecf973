"""Legal aid (法律援助): who applied, who helped, and what was recovered.

What lawyer and client tell each other is not kept.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mediation_desk.domain import days, reasons
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.money import ZERO
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _


class AidMatter(Term):
    """What aid is asked for (法律援助法第三十一条)."""

    PAY = "pay", N_("Payment of remuneration")
    INJURY = "injury", N_("Compensation for a work injury")
    RELATION = "relation", N_("Confirmation of the employment")
    INSURANCE = "insurance", N_("Social insurance benefits")
    OTHER = "other", N_("Another matter")


OF_MIGRANTS = frozenset({AidMatter.PAY, AidMatter.INJURY})
"""What migrant workers get aid for without a check of their means (第四十二条第三项)."""


class Means(Term):
    """Whether the applicant's means were checked, or why that is not needed (第四十二条)."""

    OPEN = "open", N_("Means not yet checked")
    NEEDY = "needy", N_("Means checked: in need")
    NO_INCOME = "no_income", N_("Exempt: without steady means of living, art. 42 (1)")
    RELIEF = "relief", N_("Exempt: receives relief or special care, art. 42 (2)")
    MIGRANT = "migrant", N_("Exempt: migrant worker claiming pay or injury damages, art. 42 (3)")
    OTHER_RULE = "other_rule", N_("Exempt by another rule, art. 42 (4)")


class AidResult(Term):
    """How the aid ended."""

    SETTLED = "settled", N_("Settled in mediation")
    AWARDED = "awarded", N_("Ended in arbitration")
    JUDGED = "judged", N_("Ended in court")
    ADVISED = "advised", N_("Advice or papers given")
    WITHDRAWN = "withdrawn", N_("Applicant withdrew")
    TERMINATED = "terminated", N_("Aid terminated")


class AidState(Term):
    """Where legal aid stands; it follows from its days."""

    APPLIED = "applied", N_("Aid applied for")
    GRANTED = "granted", N_("Granted, no lawyer yet")
    ASSIGNED = "assigned", N_("Lawyer chosen, not begun")
    UNDER_WAY = "under_way", N_("Lawyer at work")
    REFUSED = "refused", N_("Aid refused")
    ENDED = "ended", N_("Aid ended")


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalAid:
    """An application for legal aid and its course.

    Within a case the applicant is a party of it, else the name stands here alone. Sums that
    nobody entered are those of the case once aid is granted; refused aid recovers nothing.
    """

    id: int = 0
    version: int = 0
    case_id: int | None = None
    party_id: int | None = None
    applicant: str
    id_number: str = ""
    phone: str = ""
    migrant: bool = False
    member: bool = False
    matter: AidMatter
    facts: str = ""
    means: Means = Means.OPEN
    means_reason: str = ""
    applied_on: date
    sent_to: str = ""
    granted: bool | None = None
    decided_on: date | None = None
    refusal: str = ""
    approval_number: str = ""
    lawyer_id: int | None = None
    conflict_checked: bool = False
    started_on: date | None = None
    ended_on: date | None = None
    result: AidResult | None = None
    agreed: Decimal | None = None
    performed: Decimal | None = None
    sums_reason: str = ""

    @property
    def state(self) -> AidState:
        """Where the aid stands."""
        if self.ended_on is not None:
            return AidState.ENDED
        if self.granted is False:
            return AidState.REFUSED
        if self.granted and self.started_on is not None:
            return AidState.UNDER_WAY
        if self.granted and self.lawyer_id is not None:
            return AidState.ASSIGNED
        return AidState.GRANTED if self.granted else AidState.APPLIED


@dataclass(frozen=True, slots=True, kw_only=True)
class AidLine:
    """Legal aid in a list: with its case, its lawyer, and the sums that count."""

    aid: LegalAid
    number: str = ""
    respondent: str = ""
    lawyer: str = ""
    firm: str = ""
    agreed: Decimal = ZERO
    performed: Decimal = ZERO


class AidBy(Term):
    """By which of its days legal aid counts in a period."""

    APPLIED = "applied", N_("By the day of the application")
    ENDED = "ended", N_("By the day of the end")


@dataclass(frozen=True, slots=True, kw_only=True)
class AidTotals:
    """The sums under a list. Recovered is what was performed; what was agreed stands beside it."""

    applied: int
    granted: int
    refused: int
    ended: int
    migrants: int
    agreed: Decimal
    performed: Decimal


def aid_totals(lines: Iterable[AidLine]) -> AidTotals:
    """Return the totals of a list."""
    chosen = tuple(lines)
    return AidTotals(
        applied=len(chosen),
        granted=sum(line.aid.granted is True for line in chosen),
        refused=sum(line.aid.granted is False for line in chosen),
        ended=sum(line.aid.ended_on is not None for line in chosen),
        migrants=sum(line.aid.migrant for line in chosen),
        agreed=sum((line.agreed for line in chosen), ZERO),
        performed=sum((line.performed for line in chosen), ZERO),
    )


def aid_problems(aid: LegalAid, today: date) -> Iterator[Problem]:
    """Check legal aid, all of it at once."""
    if not aid.applicant.strip():
        yield Problem("applicant", _("Enter who applies."))
    if aid.applied_on > today:
        yield Problem("applied_on", _("This day is still to come."))
    yield from _means_problems(aid)
    yield from _decision_problems(aid, today)
    yield from _course_problems(aid, today)
    for field, sum_ in (("agreed", aid.agreed), ("performed", aid.performed)):
        if sum_ is not None and sum_ < ZERO:
            yield Problem(field, _("A sum must not be below zero."))


def sums_problems(line: AidLine) -> Iterator[Problem]:
    """Ask for a word where somebody enters that more was recovered than was agreed."""
    entered = line.aid.agreed is not None or line.aid.performed is not None
    if (
        entered
        and line.performed > line.agreed
        and reasons.problems("sums_reason", line.aid.sums_reason)
    ):
        text = _("More was recovered than was agreed or awarded: correct a sum, or say why.")
        yield Problem("sums_reason", text)


def proposed_means(matter: AidMatter, *, migrant: bool) -> Means:
    """Return what is to be proposed of the means: some are exempt by law (法律援助法第四十二条)."""
    return Means.MIGRANT if migrant and matter in OF_MIGRANTS else Means.OPEN


def _means_problems(aid: LegalAid) -> Iterator[Problem]:
    if aid.means is Means.MIGRANT:
        if not aid.migrant:
            text = _("Art. 42 (3) is for migrant workers only. Mark the applicant as one.")
            yield Problem("means", text)
        if aid.matter not in OF_MIGRANTS:
            text = _("Art. 42 (3) covers claims for pay and for work-injury damages only.")
            yield Problem("means", text)
    if aid.means is Means.OTHER_RULE and not aid.means_reason.strip():
        yield Problem("means_reason", _("Name the rule."))


def _decision_problems(aid: LegalAid, today: date) -> Iterator[Problem]:
    if aid.granted is None:
        if aid.decided_on is not None or aid.approval_number.strip():
            yield Problem("granted", _("Say whether aid was granted."))
        return
    if aid.decided_on is None:
        yield Problem("decided_on", _("Enter the day of the decision."))
    elif aid.decided_on < aid.applied_on:
        yield days.before("decided_on", aid.applied_on, days.AID_ASKED)
    elif aid.decided_on > today:
        yield Problem("decided_on", _("This day is still to come."))
    if aid.granted and aid.means is Means.OPEN:
        text = _(
            "Aid is granted after the means were checked, or with the reason for an exemption."
        )
        yield Problem("means", text)
    if not aid.granted:
        yield from reasons.problems("refusal", aid.refusal)


def _course_problems(aid: LegalAid, today: date) -> Iterator[Problem]:
    if aid.lawyer_id is not None and not aid.conflict_checked:
        text = _("Confirm first that the lawyer has no conflict of interest.")
        yield Problem("conflict_checked", text)
    if aid.started_on is not None:
        if not aid.granted:
            yield Problem("started_on", _("Aid begins after it was granted."))
        elif aid.decided_on is not None and aid.started_on < aid.decided_on:
            yield days.before("started_on", aid.decided_on, days.AID_DECIDED)
        if aid.lawyer_id is None:
            yield Problem("lawyer", _("Choose the lawyer."))
        if aid.started_on > today:
            yield Problem("started_on", _("This day is still to come."))
    if aid.result is not None and aid.ended_on is None:
        yield Problem("ended_on", _("Enter the day of the end."))
    if aid.ended_on is None:
        return
    if aid.result is None:
        yield Problem("result", _("Choose how the aid ended."))
    if aid.ended_on > today:
        yield Problem("ended_on", _("This day is still to come."))
    if aid.ended_on < (begin := aid.started_on or aid.applied_on):
        what = days.AID_BEGUN if aid.started_on else days.AID_ASKED
        yield days.before("ended_on", begin, what)
