"""Respondents of one case, each of whom is asked whether it wants mediation (征询调解意愿).

Dispatch agency and user unit are joint parties (劳动争议调解仲裁法第二十二条), so are others on a
building site. A dispute is accepted where both sides agree (企业劳动争议协商调解规定
第二十二条), and nobody is mediated who clearly refuses (人民调解法第十七条): each respondent
answers for itself, and the case goes on against those who agree.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from mediation_desk.domain.other_parties import PartyRole
from mediation_desk.domain.sides import Side
from mediation_desk.domain.stages import Step
from mediation_desk.domain.terms import Term
from mediation_desk.domain.today import with_others
from mediation_desk.i18n import N_

if TYPE_CHECKING:  # the day's page names next steps without loading whole cases
    from mediation_desk.domain.case import CaseFile, Consent
    from mediation_desk.domain.step_facts import StepTaken


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedRespondent:
    """Whose an answer or an attempt to ask is, in a case with several respondents.

    `step_id` is the step by which it was recorded, `consent_id` the answer; an attempt has none.
    What names nobody is the first respondent's, as in a case that has no other.
    """

    party_id: int
    consent_id: int | None = None
    step_id: int | None = None


class Reply(Term):
    """Where the inquiry stands with one respondent (征询情况)."""

    AGREES = "agrees", N_("Agrees to mediation")
    DECLINES = "declines", N_("Declines mediation")
    SILENT = "silent", N_("No answer within the time set")
    WAITED_FOR = "waited_for", N_("Asked, has not answered yet")
    NOT_ASKED = "not_asked", N_("Not asked yet")


NOTHING_AWAITED = frozenset({Reply.AGREES, Reply.DECLINES, Reply.SILENT})
"""Where the inquiry with a respondent has come to its end."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What is on record of the inquiry with one respondent; the last answer holds."""

    party_id: int
    name: str
    attempts: "tuple[StepTaken, ...]"
    answers: "tuple[Consent, ...]"

    @property
    def until(self) -> date | None:
        """The last day for an answer that was set in an attempt to ask."""
        days = [taken.until for taken in self.attempts if taken.until]
        return days[-1] if days else None

    def reply(self, on: date) -> Reply:
        """Say how the inquiry stands on a day; silence counts once the day that was set is over."""
        if self.answers:
            return Reply.AGREES if self.answers[-1].agrees else Reply.DECLINES
        if self.until is not None and on > self.until:
            return Reply.SILENT
        return Reply.WAITED_FOR if self.attempts else Reply.NOT_ASKED


def several(case: "CaseFile") -> bool:
    """Say whether several respondents are asked: beside an employer who applied there is none."""
    return case.applied_by is Side.APPLICANT and any(_beside(case))


def inquiries(case: "CaseFile") -> tuple[Inquiry, ...]:
    """Return what is on record with each respondent, the one named first in front."""
    named = [(case.respondent.id, case.respondent.employer.name)]
    if case.applied_by is Side.APPLICANT:
        named += _beside(case)
    return tuple(inquiry(case, party_id, name) for party_id, name in named)


def inquiry(case: "CaseFile", party_id: int, name: str) -> Inquiry:
    """Return what is on record of the inquiry with one respondent."""
    attempts = (t for t in case.steps if t.step is Step.CONTACT)
    answers = (c for c in case.consents if c.side is Side.RESPONDENT)
    return Inquiry(
        party_id,
        name,
        tuple(t for t in attempts if party_id in _whose(case, step_id=t.id)),
        tuple(c for c in answers if party_id in _whose(case, consent_id=c.id)),
    )


def _beside(case: "CaseFile") -> Iterator[tuple[int, str]]:
    for other in case.others:
        if other.role is PartyRole.CO_RESPONDENT:
            yield other.id, other.name


def in_short(case: "CaseFile") -> str:
    """Name the respondent, with how many there are where others stand beside it."""
    return with_others(case.respondent.employer.name, len(list(_beside(case))))


def _whose(case: "CaseFile", *, consent_id: int = 0, step_id: int = 0) -> tuple[int, ...]:
    key = consent_id or step_id
    named = tuple(
        row.party_id
        for row in case.asked
        if key and key == (row.consent_id if consent_id else row.step_id)
    )
    return named or (case.respondent.id,)


def names_of(case: "CaseFile", *, consent_id: int = 0, step_id: int = 0) -> tuple[str, ...]:
    """Name the respondents whose an answer or an attempt is, where that was to be told apart."""
    key = consent_id or step_id
    rows = (r for r in case.asked if key == (r.consent_id if consent_id else r.step_id))
    return tuple(case.party_name(row.party_id) for row in rows) if key else ()


def who_gave(case: "CaseFile", answer: "Consent") -> str:
    """Say who gave an answer: the side, or the respondents by name where there are several."""
    return "、".join(names_of(case, consent_id=answer.id)) or answer.side.label


def agreeing(case: "CaseFile", on: date) -> tuple[Inquiry, ...]:
    """Return the respondents who agree."""
    return tuple(one for one in inquiries(case) if one.reply(on) is Reply.AGREES)


def staying_out(case: "CaseFile", on: date) -> tuple[Inquiry, ...]:
    """Return the respondents against whom the case would not go on if it were accepted."""
    if not several(case):
        return ()
    return tuple(one for one in inquiries(case) if one.reply(on) is not Reply.AGREES)


def first_to_go_on(case: "CaseFile", on: date) -> int | None:
    """Return the respondent against whom the case goes on in the first place.

    That is an employer, as a labour dispute has one (劳动争议调解仲裁法第二条): the one named
    first, or else the first who agrees.
    """
    employers = {case.respondent.id, *(o.id for o in case.others if o.employer is not None)}
    found = (one.party_id for one in agreeing(case, on) if one.party_id in employers)
    return next(found, None)


def awaited(case: "CaseFile", on: date) -> tuple[Inquiry, ...]:
    """Return the respondents whose answer is awaited before the case is accepted.

    Who was asked is not waited for beyond the days for acceptance, which govern
    (procedure.md 2.3, DL02; 企业劳动争议协商调解规定第二十二条).
    """
    if not several(case):
        return ()
    end = max((clock.due for clock in case.clocks if clock.kind == "DL01"), default=None)
    over = end is not None and on >= end
    open_ = {Reply.NOT_ASKED} if over else {Reply.NOT_ASKED, Reply.WAITED_FOR}
    return tuple(one for one in inquiries(case) if one.reply(on) in open_)


def to_ask(case: "CaseFile") -> tuple[Inquiry, ...]:
    """Return the respondents who may answer now.

    Once the case is accepted these are they without whom it goes on, who may agree after all, and
    whoever was named since.
    """
    if case.accepted_on is None:
        return inquiries(case)
    if case.applied_by is not Side.APPLICANT:
        return ()
    named = (inquiry(case, party_id, name) for party_id, name in _beside(case))
    return (*not_taking_part(case), *(one for one in named if not one.answers))


def not_taking_part(case: "CaseFile") -> tuple[Inquiry, ...]:
    """Return the respondents without whom the case goes on, with what is on record of them."""
    out = (other for other in case.others if other.role is PartyRole.NOT_TAKING_PART)
    return tuple(inquiry(case, other.id, other.name) for other in out)
