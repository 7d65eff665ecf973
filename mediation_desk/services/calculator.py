"""What a person at the counter is owed, without any case (窗口核算)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mediation_desk import i18n
from mediation_desk.domain.claims import ClaimKind, Employment, Stated
from mediation_desk.domain.errors import DeskError, Problem
from mediation_desk.domain.intake import employment_problems
from mediation_desk.domain.money import ZERO
from mediation_desk.domain.rights import Right
from mediation_desk.law.award import Award
from mediation_desk.law.entitlement import beside_each_other
from mediation_desk.law.facts import facts, rested_on, stated_problems
from mediation_desk.law.sheet import Item, Sheet, worker_sheet
from mediation_desk.services import claims

if TYPE_CHECKING:
    from decimal import Decimal

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
    kinds: tuple[ClaimKind, ...]
    misread: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoned:
    """One claim: its award, or why it cannot be computed, with the facts that are at fault."""

    kind: ClaimKind
    award: Award | None = None
    refusal: str = ""
    problems: tuple[Problem, ...] = ()


def reckon(desk: "Desk", question: Question) -> tuple[Reckoned, ...]:
    """Compute every claim by itself: one that cannot be told never hides another."""
    desk.actor.require(Right.READ)
    wrong = (
        *employment_problems(question.work, "", desk.today()),
        *stated_problems(question.stated, ""),
    )
    if wrong:
        named = tuple(Problem(p.field.removeprefix("."), p.text) for p in wrong)
        told = "\n".join(p.text for p in named)
        return tuple(Reckoned(kind=k, refusal=told, problems=named) for k in question.kinds)
    return tuple(_one(desk, question, kind) for kind in question.kinds)


def _one(desk: "Desk", question: Question, kind: ClaimKind) -> Reckoned:
    """Compute one claim; an answer it rests on that cannot be read is no answer left out."""
    if unread := tuple(p for p in question.misread if p.field in rested_on(kind.value)):
        why = "\n".join(map(sentence, unread))
        return Reckoned(kind=kind, refusal=why, problems=unread)
    try:
        award = claims.preview(desk, question.work, kind, question.stated)
    except DeskError as refusal:
        return Reckoned(kind=kind, refusal=str(refusal), problems=tuple(refusal.problems))
    told = beside_each_other(kind, question.kinds)
    return Reckoned(kind=kind, award=replace(award, warnings=(*award.warnings, *told)))


def sentence(misread: Problem) -> str:
    """Say which fact cannot be read, and why."""
    fact = facts().get(misread.field)
    return f"{fact.title}：{misread.text}" if fact else misread.text


def together(found: Iterable[Reckoned]) -> "Decimal":
    """Add up what could be computed, in yuan."""
    return sum((one.award.amount for one in found if one.award is not None), ZERO)


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
