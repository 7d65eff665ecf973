"""Rules of asking, declining and failing that look at what is on record already."""

from collections.abc import Iterable, Iterator
from datetime import date

from mediation_desk.domain.case import CaseFile, Consent, Side
from mediation_desk.domain.days import told
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.moves import Move
from mediation_desk.domain.respondents import (
    NOTHING_AWAITED,
    Inquiry,
    Reply,
    inquiries,
    inquiry,
    several,
)
from mediation_desk.domain.stages import Step
from mediation_desk.domain.step_facts import DeclineGround, Facts
from mediation_desk.i18n import _

RULES = "（企业劳动争议协商调解规定第二十二条）"


def asked_side(case: CaseFile) -> Side:
    """Return the side whose consent is asked: the one that did not apply."""
    return case.asked_side


def again(case: CaseFile, answer: Consent, respondent: int | None = None) -> Iterator[Problem]:
    """Find that the same person gave the same answer in the same manner already."""
    given = (
        inquiry(case, respondent, "").answers
        if respondent
        else (c for c in case.consents if c.side is answer.side)
    )
    same = [c for c in given if c.by == answer.by]
    if same and (same[-1].agrees, same[-1].manner) == (answer.agrees, answer.manner):
        yield Problem(
            "agrees",
            _(
                "This answer of {name} is on record since {day}. If its day is wrong, correct it"
                " on the overview."
            ).format(name=answer.by, day=told(same[-1].given_on)),
        )


def answer_by(case: CaseFile) -> date | None:
    """Return the last day for an answer that was set in an attempt to ask."""
    set_days = [t.until for t in case.steps if t.step is Step.CONTACT and t.until]
    return set_days[-1] if set_days else None


def problems(case: CaseFile, row: Move, facts: Facts) -> Iterator[Problem]:
    """Find what a step contradicts in the record of the consent inquiry, or of the failure."""
    match row.step:
        case Step.CONTACT if facts.until and facts.until < facts.day:
            yield Problem("until", _("The day for the answer lies before the attempt."))
        case Step.DECLINE:
            yield from _decline_problems(case, facts)
        case Step.FAIL if facts.note.strip() and not facts.agreed:
            yield Problem(
                "agreed",
                _("Undisputed facts are written down only with both sides' consent.")
                + "（法发〔2016〕14号）",
            )
        case Step.FAIL if facts.agreed and not facts.note.strip():
            yield Problem("note", _("Enter the undisputed facts."))


def _decline_problems(case: CaseFile, facts: Facts) -> Iterator[Problem]:
    if several(case):
        yield from _decline_of_several(case, facts)
    elif facts.ground == DeclineGround.REFUSED.value:
        side = asked_side(case)
        if not any(c.side is side and not c.agrees for c in case.consents):
            yield Problem(
                "ground",
                _("The other side's refusal is not on record. Record its answer first.") + RULES,
            )
    elif facts.ground == DeclineGround.NO_ANSWER.value:
        limit = answer_by(case)
        if limit is None:
            yield Problem(
                "ground",
                _("No day for the answer was set. Note an attempt to ask with that day.") + RULES,
            )
        elif facts.day <= limit:
            yield Problem(
                "day",
                _("The other side may still answer until {day}.").format(day=limit.isoformat())
                + RULES,
            )


def _decline_of_several(case: CaseFile, facts: Facts) -> Iterator[Problem]:
    """Find a respondent who may still answer, and a ground that none of them gave."""
    found = {one: one.reply(facts.day) for one in inquiries(case)}
    for one, reply in found.items():
        if reply is Reply.WAITED_FOR and one.until:
            text = _("{name} may still answer until {day}.")
            told = text.format(name=one.name, day=one.until.isoformat())
            yield Problem("day", told + RULES)
        elif reply not in NOTHING_AWAITED:
            text = _("{name}: no answer is on record, and no day for one. Ask, and name the day.")
            yield Problem("ground", text.format(name=one.name) + RULES)
    refused = Reply.DECLINES in found.values()
    if facts.ground == DeclineGround.REFUSED.value and not refused:
        yield Problem("ground", _("No respondent has declined; none answered in time.") + RULES)
    elif facts.ground == DeclineGround.NO_ANSWER.value and refused:
        declined = tuple(one for one, reply in found.items() if reply is Reply.DECLINES)
        text = _("{names}: has declined; that is the ground.")
        yield Problem("ground", text.format(names=_names(declined)) + RULES)


def _names(some: Iterable[Inquiry]) -> str:
    return _(", ").join(one.name for one in some)
