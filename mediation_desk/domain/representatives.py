"""Elected representatives of many workers (劳动者代表), and what the represented consent to."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from mediation_desk.domain.claims import ZERO
from mediation_desk.domain.duties import beside_formalities
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.money import figures
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _

if TYPE_CHECKING:
    from mediation_desk.domain.case import CaseFile

FEWEST, MOST = 3, 5
"""劳动人事争议仲裁办案规则第六十三条: three to five representatives."""

_CONSENT = "劳动人事争议仲裁办案规则第六十三条"
_NAMED = 6
"""Of more workers who were not asked the first are named, and all are counted."""

GROUP = 10
"""劳动争议调解仲裁法第七条: ten workers or more with a common request."""


class AnswerManner(Term):
    """How a represented worker consented (同意方式)."""

    SIGNED = "signed", N_("Signed the list")
    MESSAGE = "message", N_("By text message")
    PHONE = "phone", N_("By telephone, recorded")
    ORAL = "oral", N_("Orally, on record")


@dataclass(frozen=True, slots=True, kw_only=True)
class Representative:
    """A worker whom the others elected (推选代表), in the order elected."""

    id: int = 0
    party_id: int
    elected_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerAnswer:
    """What a represented worker says to the proposed settlement (被代表人同意和解).

    `amount` is what the worker was to receive when asked, `scheme` the digest of the agreement's
    part for the worker as it stood then; the answer covers that alone. Answers from before the
    digest was kept have none.
    """

    id: int = 0
    party_id: int
    agrees: bool
    given_on: date
    manner: AnswerManner = AnswerManner.SIGNED
    amount: Decimal | None = None
    scheme: str = ""
    note: str = ""


def refusing(case: "CaseFile") -> frozenset[int]:
    """Return the workers whose last answer to the proposed settlement is no."""
    last = {answer.party_id: answer.agrees for answer in case.answers}
    return frozenset(party_id for party_id, agrees in last.items() if not agrees)


def no_election(case: "CaseFile") -> str:
    """Say why the workers of a case elect nobody (any more); nothing if they may."""
    if case.settlement is not None and case.settlement.effective_on is not None:
        text = _("The agreement is in effect since {day}: nobody is elected any more.")
        return text.format(day=case.settlement.effective_on)
    return _too_few() if len(case.applicants) < GROUP else ""


def _too_few() -> str:
    return _(
        "Fewer than ten workers elect no representatives; each takes part or appoints an"
        " agent (劳动争议调解仲裁法第七条)."
    )


def election_problems(
    case: "CaseFile", party_ids: tuple[int, ...], elected_on: date, *, common: bool, today: date
) -> Iterator[Problem]:
    """Check an election: who may be elected, how many, and by how many."""
    workers = {applicant.id for applicant in case.applicants}
    if any(party_id not in workers for party_id in party_ids):
        yield Problem("party_ids", _("A representative must be one of the workers of the case."))
    if len(case.applicants) < GROUP:
        yield Problem("party_ids", _too_few())
    if not FEWEST <= len(set(party_ids)) <= MOST:
        yield Problem(
            "party_ids",
            _(
                "Three to five representatives are elected, not {n}"
                " (劳动人事争议仲裁办案规则第六十三条)."
            ).format(n=len(set(party_ids))),
        )
    if not common:
        yield Problem(
            "common",
            _(
                "Only workers with a common request elect representatives"
                " (劳动争议调解仲裁法第七条)."
            ),
        )
    if elected_on > today:
        yield Problem("elected_on", _("This day lies in the future."))


def due_to(case: "CaseFile", party_id: int) -> Decimal:
    """Return what the settlement gives a worker: by the agreement's rows, else by the grid."""
    if case.settlement is not None:
        rows = case.settlement.terms.money
        return sum((row.amount for row in rows if row.party_id == party_id), ZERO)
    claims = case.applicant(party_id).claims
    return sum((claim.agreed or ZERO for claim in claims), ZERO)


def scheme_of(case: "CaseFile", party_id: int) -> str:
    """Return a digest of what the agreement says for one worker: sums, days and other duties.

    Days of money and duties are terms as the sums are: a consent does not cover others
    (劳动人事争议仲裁办案规则第六十三条). Before the agreement is written there are none.
    """
    if case.settlement is None:
        return _digest("")
    terms = case.settlement.terms
    money = sorted(
        f"{row.instalment} {row.kind.value} {figures(row.amount)} {row.due_on} {row.manner.value}"
        for row in terms.money
        if row.party_id == party_id
    )
    duties = sorted(
        f"{duty.kind.value} {duty.owed_by.value} {duty.due_on} {duty.counter} {duty.text.strip()}"
        for duty in beside_formalities(case.duties, terms.ending)
        if duty.party_id in (None, party_id)
    )
    others = sorted(f"{o.role.value} {o.duty.value}" for o in case.others if o.duty is not None)
    ending = f"{terms.ending.value} {terms.ended_on} {terms.certificate_by}"
    clauses = (ending, terms.breach.strip(), terms.other.strip())
    return _digest("\n".join((*money, *duties, *others, *clauses)))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def same_sum(case: "CaseFile", answer: WorkerAnswer) -> bool:
    """Say whether the worker is still to receive what the answer was given to."""
    return answer.amount is None or answer.amount == due_to(case, answer.party_id)


def still_meant(case: "CaseFile", answer: WorkerAnswer) -> bool:
    """Say whether an answer was given to what the agreement says now."""
    same_terms = not answer.scheme or answer.scheme == scheme_of(case, answer.party_id)
    return same_terms and same_sum(case, answer)


def consenting(case: "CaseFile") -> frozenset[int]:
    """Return the workers who consented to what the agreement says now."""
    given = (answer for answer in case.answers if answer.agrees)
    return frozenset(answer.party_id for answer in given if still_meant(case, answer))


def lack_consent(case: "CaseFile", party_ids: Sequence[int]) -> str:
    """Say of several workers at once that nobody asked them yet; nothing of one, or if all were.

    Who signs for many would else learn of them one by one.
    """
    asked = {answer.party_id for answer in case.answers}
    names = [case.party_name(key) for key in party_ids if key not in asked]
    if len(names) < 2:
        return ""
    some = _(", ").join(names[:_NAMED])
    if len(names) > _NAMED:
        some = _("{name} and others ({n} workers)").format(name=some, n=len(names))
    return _("{name} has not been asked for consent ({rule}).").format(name=some, rule=_CONSENT)


def lacks_consent(case: "CaseFile", party_id: int, on: date) -> str:
    """Say why a representative may not sign for a worker on a day; nothing if one may.

    劳动人事争议仲裁办案规则第六十三条: representatives settle only with the consent of those
    whom they represent.
    """
    name = case.party_name(party_id)
    rule = _CONSENT
    answer = next((a for a in case.answers if a.party_id == party_id), None)
    if answer is None:
        text = _("{name} has not been asked for consent ({rule}).")
    elif not answer.agrees:
        text = _("{name} did not consent to the settlement ({rule}).")
    elif answer.given_on > on:
        text = _("{name} had not consented yet on that day ({rule}).")
    elif answer.amount is not None and not same_sum(case, answer):
        return _("{name} consented to {asked} yuan, the agreement gives {due} ({rule}).").format(
            name=name, asked=figures(answer.amount), due=figures(due_to(case, party_id)), rule=rule
        )
    elif not still_meant(case, answer):
        text = _(
            "{name} consented before the payment days or other terms of the agreement stood as"
            " they do now: ask for consent anew ({rule})."
        )
    else:
        return ""
    return text.format(name=name, rule=rule)
