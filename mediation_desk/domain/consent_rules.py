"""Rules of asking, declining and failing that look at what is on record already."""

from collections.abc import Iterator
from datetime import date

from mediation_desk.domain.case import CaseFile, Consent, Side
from mediation_desk.domain.days import told
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.moves import Move
from mediation_desk.domain.stages import Step
from mediation_desk.domain.step_facts import DeclineGround, Facts
from mediation_desk.i18n import _

RULES = "（企业劳动争议协商调解规定第二十二条）"


def asked_side(case: CaseFile) -> Side:
    """Return the side whose consent is asked: the one that did not apply."""
    return case.asked_side


def again(case: CaseFile, answer: Consent) -> Iterator[Problem]:
    """Find that the same person gave the same answer in the same manner already."""
    same = [c for c in case.consents if (c.side, c.by) == (answer.side, answer.by)]
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
    if facts.ground == DeclineGround.REFUSED.value:
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
