"""The calculation sheet (核算表): one value for the counter, for a worker and for a whole case."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

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
from mediation_desk.domain.endings import is_unlawful
from mediation_desk.domain.exclusions import set_apart
from mediation_desk.domain.money import ZERO, figures
from mediation_desk.i18n import _
from mediation_desk.law.award import Award
from mediation_desk.law.besides import asked_besides, lacking
from mediation_desk.law.facts import columns_of, facts, facts_of, needs, value_text
from mediation_desk.law.figures import Figure, for_parties
from mediation_desk.law.reason_ground import with_ground

_NAMED = 3
FactTold = tuple[str, str]
"""A fact's name and what was told of it; nothing where it is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One claim of one worker: its award, or why there is none; what was asked and agreed.

    `apart` is the claim that totals count in place of this one (择一).
    """

    kind: Reckonable
    award: Award | None = None
    refusal: str = ""
    claim: Claim | None = None
    apart: ClaimKind | None = None

    @property
    def amount(self) -> Decimal | None:
        """What the law gives, in yuan; None as long as that is still to be computed (待核算)."""
        if self.award is not None:
            return self.award.amount
        return self.claim.entitled if self.claim is not None else None

    @property
    def counts(self) -> bool:
        """Say whether it is a claim, and not asked besides."""
        return isinstance(self.kind, ClaimKind)

    @property
    def adds(self) -> Decimal:
        """What it adds to totals, in yuan."""
        return ZERO if self.apart else self.amount or ZERO

    @property
    def unsettled(self) -> Decimal:
        """What does not stand until something is settled, in yuan."""
        return self.adds if self.award and self.award.unsettled else ZERO

    @property
    def if_uninsured(self) -> Decimal:
        """What more the employer owes if the worker proves not to be insured, in yuan."""
        return self.award.if_uninsured if self.award else ZERO

    @property
    def reason(self) -> str:
        """Why there is no sum, why it is nothing, or what it waits for, as parties read it."""
        if self.award is None:
            return for_parties(self.refusal)
        waits = _("Not settled yet: {what}").format(what=self.award.unsettled)
        return for_parties(self.award.reason or (waits if self.award.unsettled else ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerSheet:
    """One worker: the facts that the sums rest on, and every claim with its steps."""

    name: str
    facts: tuple[FactTold, ...]
    items: tuple[Item, ...]

    @property
    def total(self) -> Decimal:
        """What the law gives altogether, in yuan, as far as it could be computed."""
        return sum((one.adds for one in self.claims), ZERO)

    @property
    def claims(self) -> tuple[Item, ...]:
        """The items that are claims: what is asked besides belongs to no total."""
        return tuple(one for one in self.items if one.counts)

    @property
    def open(self) -> tuple[Reckonable, ...]:
        """The claims that are still to be computed: the total says nothing of them."""
        return tuple(one.kind for one in self.claims if one.amount is None)

    @property
    def apart(self) -> tuple[Item, ...]:
        """The claims that another excludes: each stands with its sum, in no total."""
        return tuple(one for one in self.claims if one.apart)

    @property
    def unsettled(self) -> Decimal:
        """What of the total does not stand until something is settled, in yuan."""
        return sum((one.unsettled for one in self.claims), ZERO)

    @property
    def if_uninsured(self) -> Decimal:
        """What turns on whether the worker was insured, beside the total, in yuan."""
        return sum((one.if_uninsured for one in self.claims), ZERO)

    @property
    def from_fund(self) -> Decimal:
        """What the insurance fund pays besides, in yuan."""
        return sum((one.award.from_fund for one in self.items if one.award), ZERO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The sheet of one or several workers."""

    workers: tuple[WorkerSheet, ...]

    @property
    def _awards(self) -> Iterator[Award]:
        return (one.award for worker in self.workers for one in worker.items if one.award)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of law that were used, each once."""
        used = (f for award in self._awards for f in award.figures if f.since is not None)
        return tuple({(figure.name, figure.since): figure for figure in used}.values())

    @property
    def practice(self) -> tuple[str, ...]:
        """The ways of counting that differ by place and that a sum rests on, each once."""
        return tuple(dict.fromkeys(said for award in self._awards for said in award.practice))

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to look at before the sums are relied on, each once, with whose and what it is."""
        whose: dict[str, list[tuple[str, Reckonable]]] = {}
        for worker in self.workers:
            for one in worker.items:
                for said in one.award.warnings if one.award else ():
                    whose.setdefault(for_parties(said), []).append((worker.name, one.kind))
        practice = set(self.practice)
        return tuple(_warned(told, of) for told, of in whose.items() if told not in practice)


def _warned(told: str, of: list[tuple[str, Reckonable]]) -> str:
    """Put before a warning the items that it concerns, and their workers where they are named."""
    items = _(", ").join(dict.fromkeys(kind.label for _name, kind in of))
    names = [name for name in dict.fromkeys(name for name, _kind in of) if name]
    who = _(", ").join(names[:_NAMED])
    if names[_NAMED:]:
        who = _("{names} and others, {n} in all").format(names=who, n=len(names))
    whose = _("{who}, {items}: {told}") if who else _("{items}: {told}")
    return whose.format(who=who, items=items, told=told)


def answer_text(kind: Reckonable, award: Award) -> str:
    """Write what the law gives: a sum, or the length of a medical period."""
    if kind is AnswerKind.MEDICAL_PERIOD:
        return _("{months} months").format(months=award.parts.get("months"))
    return figures(award.amount)


def worker_sheet(name: str, work: Employment, stated: Stated, items: Iterable[Item]) -> WorkerSheet:
    """Return the sheet of a worker with every fact that one of the claims asks for."""
    made = tuple(items)
    unlawful = is_unlawful(stated.get("ground", ""), work.leave_reason)
    apart = set_apart({one.kind: one.amount for one in made}, unlawful=unlawful)
    made = tuple(replace(one, apart=apart.get(one.kind)) for one in made)
    told = tuple(_told(work, stated, [one.kind for one in made]))
    return WorkerSheet(name=name, facts=told, items=made)


def case_sheet(
    case: CaseFile,
    awards: Mapping[tuple[int, Reckonable], Award],
    of: Collection[int] | None = None,
) -> Sheet:
    """Return the sheet of a case, or of some of its workers by party."""
    return Sheet(
        workers=tuple(
            worker_sheet(
                applicant.person.name,
                applicant.work,
                applicant.stated,
                (*_claimed(applicant, awards), *_besides(applicant, awards)),
            )
            for applicant in case.applicants
            if of is None or applicant.id in of
        )
    )


def _claimed(
    applicant: Applicant, awards: Mapping[tuple[int, Reckonable], Award]
) -> Iterator[Item]:
    for claim in applicant.claims:
        award = awards.get((applicant.id, claim.kind))
        yield Item(kind=claim.kind, award=award, refusal=claim.reason, claim=claim)


def _besides(
    applicant: Applicant, awards: Mapping[tuple[int, Reckonable], Award]
) -> Iterator[Item]:
    """Yield what is reckoned beside the claims, in no total."""
    for kind in asked_besides(applicant.stated):
        lacks = lacking(kind, applicant.work, applicant.stated)
        yield Item(kind=kind, award=awards.get((applicant.id, kind)), refusal=lacks)


def _told(work: Employment, stated: Stated, kinds: Iterable[Reckonable]) -> Iterator[FactTold]:
    """Yield what was told, what a claim asks for, and what it lacks, in the order of the table."""
    codes = [kind.value for kind in kinds]
    stated, _note = with_ground(work, stated)
    asked = {fact.name for code in codes for fact in facts_of(code)}
    asked |= {fact.name for fact in columns_of(codes)}
    wanted = [group for code in codes for group in needs(code)]
    texts = {fact.name: value_text(fact, work, stated) for fact in facts().values()}
    lacking = {group[0] for group in wanted if not any(_stands(name, texts) for name in group)}
    for name, fact in facts().items():
        text = texts[name]
        said = text not in ("", _("no"), figures(ZERO))
        if said or (text and name in asked) or name in lacking:
            yield fact.title, text
    if work.leave_reason:
        yield _("Reason for leaving"), work.leave_reason


def _stands(name: str, texts: dict[str, str]) -> bool:
    """Say whether a fact was told, or another that stands in for it."""
    return any(texts[other] for other in (name, *facts()[name].instead))
