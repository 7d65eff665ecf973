"""What a person at the counter is owed, without any case (窗口核算)."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from mediation_desk import i18n
from mediation_desk.domain.claims import AnswerKind, ClaimKind, Employment, Reckonable, Stated
from mediation_desk.domain.endings import is_unlawful
from mediation_desk.domain.errors import DeskError, Problem
from mediation_desk.domain.exclusions import beside_each_other, set_apart
from mediation_desk.domain.money import ZERO, figures
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.law.award import Award
from mediation_desk.law.fact_checks import fact_problems
from mediation_desk.law.facts import facts, rested_on
from mediation_desk.law.sheet import Item, Sheet, worker_sheet
from mediation_desk.services import claims

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk
    from mediation_desk.services.loose_papers import LoosePaper

SHEET = "HS-21"
BY_STATEMENT = "依据本人陈述核算，仅供参考，以查明的事实和证据为准。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is known at the counter: a name for the sheet, the facts, and what is claimed.

    `misread` says of which facts an answer was given that cannot be read.
    """

    name: str = ""
    work: Employment
    stated: Stated
    kinds: tuple[Reckonable, ...]
    misread: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoned:
    """One claim: its award, or why it cannot be computed, with the facts that are at fault.

    `apart` is the claim that the total counts in place of this one (择一).
    """

    kind: Reckonable
    award: Award | None = None
    refusal: str = ""
    problems: tuple[Problem, ...] = ()
    apart: ClaimKind | None = None


def reckon(desk: "Desk", question: Question) -> tuple[Reckoned, ...]:
    """Compute every claim by itself: one that cannot be told never hides another."""
    desk.actor.require(Right.READ)
    found = fact_problems(question.work, question.stated, "", desk.today())
    wrong = tuple(Problem(p.field.removeprefix("."), p.text) for p in found)
    sound = _without(question, {problem.field for problem in wrong})
    made: list[Reckoned] = []
    for kind in question.kinds:
        lump = _lump_sum(sound, kind, made)
        with_lump = replace(sound, stated={**sound.stated, LUMP_SUM: lump}) if lump else sound
        one = _one(desk, with_lump, kind, wrong)
        if lump and one.award is not None:
            note = _("The lump sum was not entered: {sum} yuan, the compensation here, was taken.")
            note = note.format(sum=figures(Decimal(lump)))
            one = replace(one, award=replace(one.award, warnings=(note, *one.award.warnings)))
        made.append(one)
    return tuple(_beside_each_other(sound, made))


def _beside_each_other(question: Question, made: Iterable[Reckoned]) -> Iterator[Reckoned]:
    """Tell of claims that exclude each other, and which of them the total counts."""
    made = tuple(made)
    unlawful = is_unlawful(question.stated.get("ground", ""), question.work.leave_reason)
    sums = {one.kind: one.award.amount for one in made if one.award is not None}
    apart = set_apart(sums, unlawful=unlawful)
    for one in made:
        told = tuple(beside_each_other(one.kind, apart, question.kinds))
        if one.award is None or not told:
            yield one
        else:
            award = replace(one.award, warnings=(*one.award.warnings, *told))
            yield replace(one, award=award, apart=apart.get(one.kind))


LUMP_SUM = "severance_tax.severance_income"


def _lump_sum(question: Question, kind: Reckonable, made: Iterable[Reckoned]) -> str:
    """Return the economic compensation of the same question where its tax is asked for."""
    if kind is not AnswerKind.SEVERANCE_TAX or question.stated.get(LUMP_SUM):
        return ""
    owed = (one.award for one in made if one.kind is ClaimKind.SEVERANCE)
    return next((str(award.amount) for award in owed if award and award.amount), "")


def _without(question: Question, wrong: Collection[str]) -> Question:
    """Return the question without the facts that cannot be true: no sum may rest on them."""
    plain = Employment()
    columns = {name: getattr(plain, name) for name in wrong if facts()[name].column}
    work: Employment = replace(question.work, **columns)
    kept = {name: text for name, text in question.stated.items() if name not in wrong}
    return replace(question, work=work, stated=kept)


def _one(
    desk: "Desk", question: Question, kind: Reckonable, wrong: tuple[Problem, ...]
) -> Reckoned:
    """Compute one claim; only what it rests on stops it: an answer that is wrong or unreadable."""
    rests = rested_on(kind.value)
    unread = [p for p in question.misread if p.field in rests]
    untrue = [p for p in wrong if p.field in rests]
    if unread or untrue:
        why = "\n".join([*(p.text for p in untrue), *map(sentence, unread)])
        return Reckoned(kind=kind, refusal=why, problems=(*untrue, *unread))
    try:
        today = desk.today()
        award = claims.preview(desk, question.work, kind, question.stated, claimed_on=today)
    except DeskError as refusal:
        return Reckoned(kind=kind, refusal=str(refusal), problems=tuple(refusal.problems))
    return Reckoned(kind=kind, award=award)


def sentence(misread: Problem) -> str:
    """Say which fact cannot be read, and why."""
    fact = facts().get(misread.field)
    return f"{fact.title}：{misread.text}" if fact else misread.text


def together(found: Iterable[Reckoned]) -> Decimal:
    """Add up what could be computed, in yuan; of claims that exclude each other one."""
    claimed = (one.award for one in found if isinstance(one.kind, ClaimKind) and not one.apart)
    return sum((award.amount for award in claimed if award is not None), ZERO)


def from_fund(found: Iterable[Reckoned]) -> Decimal:
    """Add up what the work-injury insurance fund pays an insured worker besides, in yuan."""
    return sum((one.award.from_fund for one in found if one.award is not None), ZERO)


def open_sum(found: Iterable[Reckoned]) -> Decimal:
    """Add up what besides is owed if the worker proves not to be insured, in yuan."""
    return sum((one.award.if_uninsured for one in found if one.award is not None), ZERO)


def sheet(desk: "Desk", question: Question) -> "LoosePaper":
    """Return the sheet to hand out: every claim with its steps, figures and warnings."""
    desk.actor.require(Right.READ)
    from mediation_desk.documents.sheet_fields import counter_sheet
    from mediation_desk.services.loose_papers import made

    return made(desk, SHEET, lambda: counter_sheet(_sheet(desk, question), desk.today()))


def _sheet(desk: "Desk", question: Question) -> Sheet:
    found = (
        Item(kind=one.kind, award=one.award, refusal=one.refusal) for one in reckon(desk, question)
    )
    return Sheet(workers=(worker_sheet(question.name, question.work, question.stated, found),))


def workbook(desk: "Desk", question: Question) -> bytes:
    """Return the sheet as a workbook with live formulas, to be worked out again at home."""
    desk.actor.require(Right.READ)
    from mediation_desk.reports.calculation_book import write_calculation

    with i18n.speaking(i18n.CHINESE):
        sheet = _sheet(desk, question)
    return write_calculation("劳动权益核算单", sheet, BY_STATEMENT, desk.today())
