"""Facts, computed entitlements and amounts of the workers' claims (请求与核算)."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import TypeVar

from mediation_desk import i18n
from mediation_desk.domain import errors
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.claims import (
    AnswerKind,
    Applicant,
    Claim,
    ClaimKind,
    Employment,
    Reckonable,
    Stated,
)
from mediation_desk.domain.errors import DeskError, Problem, Stopped
from mediation_desk.domain.exclusions import EXCLUDING, beside_each_other
from mediation_desk.domain.intake import employment_problems
from mediation_desk.domain.offers import may_see, positions
from mediation_desk.domain.proposing import agreed_on, asked_for
from mediation_desk.domain.rights import Right
from mediation_desk.domain.sides import Side
from mediation_desk.i18n import _
from mediation_desk.law.award import Award
from mediation_desk.law.besides import asked_besides
from mediation_desk.law.doubts_of_leaving import unlikely_keys
from mediation_desk.law.entitlement import NO_STATED, Known, entitlement
from mediation_desk.law.fact_checks import fact_problems, misfit
from mediation_desk.law.facts import put
from mediation_desk.law.limitation_of_case import day_of_claim, with_claims
from mediation_desk.law.sheet import case_sheet
from mediation_desk.services import browse
from mediation_desk.services.act import on_case
from mediation_desk.services.desk import Desk
from mediation_desk.storage import parties, talks
from mediation_desk.storage.database import Session

Key = tuple[int, ClaimKind]
Changes = Mapping[str, object]
"""Fields that change, by name: the others stay as they stand when this is saved."""
T = TypeVar("T", Employment, Claim)
Asked = tuple[int, Reckonable]
"""A worker, and what is reckoned for that worker: a claim, or an answer beside the claims."""


BY_MATERIALS = "依据双方陈述和现有材料核算，供调解参考，不作为对争议的裁断。"
SHEET_OF_CASE, SHEET_OF_WORKER = "HS-01", "HS-02"
SLICE = 50
"""Workers whose sums are computed and written between two looks at the progress."""

Progress = Callable[[int, int], bool]
"""Told how many workers are done of how many; returns False to stop and change nothing."""


def explain(
    desk: Desk,
    applicant: Applicant,
    kind: ClaimKind,
    known: Known | None = None,
    claimed_on: date | None = None,
) -> Award:
    """Compute one item with its steps, figures and articles.

    Raises a `DeskError` with the reason when facts or figures are missing. Whoever asks for a
    whole group hands on `known`, so that what many workers have in common is computed once.
    `claimed_on` is the day of the application, by which limitation is told.
    """
    desk.actor.require(Right.READ)
    award = preview(desk, applicant.work, kind, applicant.stated, known, claimed_on)
    apart: dict[Reckonable, ClaimKind] = {
        claim.kind: claim.apart for claim in applicant.claims if claim.apart
    }
    told = tuple(beside_each_other(kind, apart, (claim.kind for claim in applicant.claims)))
    lessens = kind in EXCLUDING and kind in apart
    raising = award.raising if lessens else (*award.raising, *told)
    return replace(award, warnings=(*award.warnings, *told), raising=raising) if told else award


def explained(desk: Desk, case: CaseFile, party_id: int, kind: ClaimKind) -> Award:
    """Compute one item as its case tells it: by the day of the claim, and by earlier claims."""
    desk.actor.require(Right.READ)
    today = desk.today()
    [worker] = with_claims(case, [case.applicant(party_id)], today, desk.calendar)
    return explain(desk, worker, kind, claimed_on=day_of_claim(case, today))


def preview(
    desk: Desk,
    work: Employment,
    kind: Reckonable,
    stated: Stated = NO_STATED,
    known: Known | None = None,
    claimed_on: date | None = None,
) -> Award:
    """Compute one item from facts that are not saved, for the calculator and for forms."""
    desk.actor.require(Right.READ)
    law = desk.law_on(work.left_on or desk.today())
    return entitlement(work, kind, law, stated, known=known, claimed_on=claimed_on)


def awards(desk: Desk, case: CaseFile, of: Collection[int] | None = None) -> dict[Asked, Award]:
    """Compute every item of a case that can be computed, or those of some workers."""
    desk.actor.require(Right.READ)
    found: dict[Asked, Award] = {
        key: award for key, award in answers(desk, case, of).items() if not isinstance(award, str)
    }
    known: Known = {}
    today = desk.today()
    workers = [one for one in case.applicants if of is None or one.id in of]
    for applicant in with_claims(case, workers, today, desk.calendar):
        for claim in applicant.claims:
            try:
                award = explain(desk, applicant, claim.kind, known, day_of_claim(case, today))
                found[applicant.id, claim.kind] = award
            except DeskError:
                continue  # the claim's stored reason says what is missing
    return found


def answers(
    desk: Desk, case: CaseFile, of: Collection[int] | None = None
) -> dict[tuple[int, AnswerKind], Award | str]:
    """Compute what is asked beside the claims, or say why it cannot be told."""
    desk.actor.require(Right.READ)
    found: dict[tuple[int, AnswerKind], Award | str] = {}
    for applicant in case.applicants:
        if of is not None and applicant.id not in of:
            continue
        for kind in asked_besides(applicant.stated):
            try:
                award = preview(desk, applicant.work, kind, applicant.stated)
                found[applicant.id, kind] = award
            except DeskError as refusal:
                found[applicant.id, kind] = str(refusal)
    return found


def offered(desk: Desk, case: CaseFile) -> dict[Key, Decimal]:
    """Return the respondent's last word on each claim, as far as the person may see it."""
    desk.actor.require(Right.READ)
    apart = may_see(case, desk.actor.id)
    with desk.db.read() as session:
        found = [offer for offer in talks.offers(session, case.id) if apart or not offer.caucus]
    return positions(case, found, Side.RESPONDENT)


def workbook(desk: Desk, case_id: int, of: Collection[int] | None = None) -> bytes:
    """Return the calculation sheet as a workbook with live formulas (核算表).

    Of the whole case, or with `of` of these workers.
    """
    desk.actor.require(Right.READ)
    case = browse.case_file(desk, case_id)
    with i18n.speaking(i18n.CHINESE):
        found = awards(desk, case, of)
    return book_of(case, found, desk.today(), of)


def book_of(
    case: CaseFile,
    found: Mapping[Asked, Award],
    today: date,
    of: Collection[int] | None = None,
) -> bytes:
    """Write the workbook of a case that was read, or with `of` of these workers, by its awards."""
    from mediation_desk.reports.calculation_book import write_calculation

    with i18n.speaking(i18n.CHINESE):
        sheet = case_sheet(case, found, of)
    title = f"劳动争议请求核算表　{case.number}"
    return write_calculation(title, sheet, BY_MATERIALS, today)


def recompute(
    desk: Desk,
    session: Session,
    workers: Sequence[Applicant],
    progress: Progress = lambda _done, _total: True,
    *,
    proposing: bool = False,
) -> None:
    """Store what the law gives workers for every claim, or why it gives nothing.

    A worker whose facts are wrong or missing has the reason beside the claim, and the others
    have their sums. `proposing` also asks for them where no sum was named.
    """
    known: Known = {}
    changed: dict[Key, Claim] = {}
    for start in range(0, len(workers), SLICE):
        if not progress(start, len(workers)):
            raise Stopped()
        for applicant in workers[start : start + SLICE]:
            found = reckoned(desk, applicant, known)
            for claim in (asked_for(found) if proposing else found).claims:
                if claim != applicant.claim(claim.kind):
                    changed[applicant.id, claim.kind] = claim
    parties.set_amounts(session, changed)
    progress(len(workers), len(workers))


def reckoned(desk: Desk, applicant: Applicant, known: Known | None = None) -> Applicant:
    """Return a worker with what the law gives for every claim, or why it gives nothing."""
    desk.actor.require(Right.READ)
    made = tuple(_computed(desk, applicant, claim, known) for claim in applicant.claims)
    return replace(applicant, claims=made)


def _computed(desk: Desk, applicant: Applicant, claim: Claim, known: Known | None) -> Claim:
    try:
        award = explain(desk, applicant, claim.kind, known)
    except DeskError as missing:
        return replace(claim, entitled=None, reason=str(missing))
    return replace(claim, entitled=award.amount, reason=award.reason or award.unsettled)


def change_work(
    desk: Desk,
    case_id: int,
    version: int,
    facts: Mapping[int, Employment | Changes],
    stated: Mapping[int, Stated] = MappingProxyType({}),
    progress: Progress = lambda _done, _total: True,
    amounts: Mapping[Key, Claim | Changes] = MappingProxyType({}),
) -> None:
    """Change facts of workers, by party; every sum that rests on them is computed anew.

    Of `stated` only the facts named change; an empty one is taken away. `amounts` are claimed and
    agreed sums that came at the same stroke.
    """
    desk.actor.require(Right.COMPUTE)
    errors.require([*_stated_problems(stated, desk.today()), *_amount_problems(amounts)])
    with on_case(desk, "change_facts", case_id, version) as (session, case):
        works = {who: _changed(case.applicant(who).work, told) for who, told in facts.items()}
        errors.require(_work_problems(works, desk.today()))
        entered = _put_amounts(session, case, amounts)
        _put_facts(desk, session, entered, works, stated, progress)


def set_fact(
    desk: Desk,
    case_id: int,
    version: int,
    workers: Collection[int],
    name: str,
    text: str,
    progress: Progress = lambda _done, _total: True,
) -> tuple[Problem, ...]:
    """Set one fact of many workers in one act, as typed; those it does not fit stay as they are.

    Returns why, for each of those.
    """
    desk.actor.require(Right.COMPUTE)
    alone = put(Employment(), {}, name, text)
    if wrong := tuple(fact_problems(*alone, "work", desk.today())):
        raise DeskError("\n".join(problem.text for problem in wrong))  # what nobody can have
    left_out: list[Problem] = []
    with on_case(desk, "set_fact", case_id, version) as (session, case):
        works: dict[int, Employment] = {}
        stated: dict[int, Stated] = {}
        for applicant in case.applicants:
            if applicant.id not in workers:
                continue
            if why := misfit(applicant, name, text, desk.today()):
                field = f"work.{applicant.id}.{name}"
                left_out.append(Problem(field, f"{applicant.person.name}：{why}"))
                continue
            work, all_stated = put(applicant.work, applicant.stated, name, text)
            if work != applicant.work:
                works[applicant.id] = work
            elif name in all_stated:
                stated[applicant.id] = {name: all_stated[name]}
        _put_facts(desk, session, case, works, stated, progress)
    return tuple(left_out)


def _put_facts(
    desk: Desk,
    session: Session,
    case: CaseFile,
    facts: Mapping[int, Employment],
    stated: Mapping[int, Stated],
    progress: Progress,
) -> None:
    """Write the facts that changed, and the sums that rest on them."""
    workers = []
    for party_id in sorted({*facts, *stated}):
        applicant = case.applicant(party_id)
        told = {**applicant.stated, **stated.get(party_id, {})}
        work = facts.get(party_id, applicant.work)
        known = {name: text for name, text in told.items() if text}
        workers.append(replace(applicant, work=work, stated=known))
    parties.set_work(session, facts)
    parties.set_stated(session, stated)
    recompute(desk, session, workers, progress)


def _changed(before: T, told: T | Changes) -> T:
    if not isinstance(told, Mapping):
        return told
    changed: T = replace(before, **told)  # type: ignore[arg-type]  # as typed by whoever asks
    return changed


def _work_problems(works: Mapping[int, Employment], today: date) -> Iterator[Problem]:
    for party_id, work in works.items():
        yield from employment_problems(work, f"work.{party_id}", today)


def _stated_problems(stated: Mapping[int, Stated], today: date) -> Iterator[Problem]:
    for party_id, told in stated.items():
        yield from fact_problems(Employment(), told, f"work.{party_id}", today)


def change_kinds(
    desk: Desk, case_id: int, version: int, kinds: Mapping[int, tuple[ClaimKind, ...]]
) -> None:
    """Change what each worker claims, by party; amounts of kept items stay."""
    desk.actor.require(Right.COMPUTE)
    with on_case(desk, "change_claims", case_id, version) as (session, case):
        workers = []
        for party_id, wanted in kinds.items():
            applicant = case.applicant(party_id)
            kept = tuple(applicant.claim(kind) or Claim(kind=kind) for kind in wanted)
            workers.append(replace(applicant, claims=kept))
        parties.set_claims(session, {worker.id: worker.claims for worker in workers})
        recompute(desk, session, workers)


def set_amounts(
    desk: Desk, case_id: int, version: int, amounts: Mapping[Key, Claim | Changes]
) -> None:
    """Store claimed and agreed amounts; what is computed is not touched."""
    desk.actor.require(Right.COMPUTE)
    errors.require(_amount_problems(amounts))
    with on_case(desk, "set_amounts", case_id, version) as (session, case):
        _put_amounts(session, case, amounts)


def _put_amounts(
    session: Session, case: CaseFile, amounts: Mapping[Key, Claim | Changes]
) -> CaseFile:
    """Write claimed and agreed amounts; return the case with them."""
    changed = {}
    for (party_id, kind), new in amounts.items():
        old = case.applicant(party_id).claim(kind)
        if old is None:
            raise DeskError(_("This worker makes no such claim."))
        told = _changed(old, new)
        changed[party_id, kind] = replace(old, claimed=told.claimed, agreed=told.agreed)
    parties.set_amounts(session, changed)
    applicants = (
        replace(one, claims=tuple(changed.get((one.id, claim.kind), claim) for claim in one.claims))
        for one in case.applicants
    )
    return replace(case, applicants=tuple(applicants)) if changed else case


def _amount_problems(amounts: Mapping[Key, Claim | Changes]) -> list[Problem]:
    claims = {(who, kind): _changed(Claim(kind=kind), new) for (who, kind), new in amounts.items()}
    return [
        Problem(f"claims.{party_id}.{kind.value}", _("An amount cannot be negative."))
        for (party_id, kind), claim in claims.items()
        if (claim.claimed or 0) < 0 or (claim.agreed or 0) < 0
    ]


def fill_agreed(desk: Desk, case_id: int, version: int) -> None:
    """Propose what the law gives as the agreed sum, wherever none was entered yet.

    What most probably is not owed, or is one or the other with what counts or was entered, is
    left to people.
    """
    desk.actor.require(Right.COMPUTE)
    with on_case(desk, "fill_agreed", case_id, version) as (session, case):
        improbable = unlikely_keys(case)
        filled: dict[Key, Claim] = {}
        for applicant in case.applicants:
            left_out = {kind for party_id, kind in improbable if party_id == applicant.id}
            for claim in agreed_on(applicant, left_out):
                filled[applicant.id, claim.kind] = claim
        parties.set_amounts(session, filled)
