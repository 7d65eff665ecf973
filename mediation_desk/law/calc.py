"""The calculator of the command line: JSON-like questions in, JSON-like answers out."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from mediation_desk.domain.claim_kinds import ClaimKind
from mediation_desk.domain.day_text import parse_day
from mediation_desk.domain.errors import DeskError, Invalid, Problem, require
from mediation_desk.domain.money import half_up
from mediation_desk.i18n import _
from mediation_desk.law.award import Award, Part
from mediation_desk.law.claims import KINDS, Kind
from mediation_desk.law.doubts_of_leaving import by_ground, with_damages
from mediation_desk.law.fact_checks import HAPPENED, in_the_future
from mediation_desk.law.fact_texts import day_in
from mediation_desk.law.facts import fact_name
from mediation_desk.law.figures import Figure, FigureUnit
from mediation_desk.law.grounds import Ground
from mediation_desk.law.meant import nearest, unknown_inputs
from mediation_desk.law.packs import Law, LawOn

Answer = dict[str, object]


def calculate(text: str, law: Law) -> str:
    """Answer questions written as JSON, as JSON; refuse what is no JSON."""
    return written(answers(questions(text), law))


def questions(text: str) -> object:
    """Read questions written as JSON, or say where they cannot be read."""
    try:
        return json.loads(text.removeprefix("\ufeff"), parse_float=Decimal)
    except json.JSONDecodeError as problem:
        raise DeskError(
            _("The input is not JSON: it cannot be read from line {line}, column {column}.").format(
                line=problem.lineno, column=problem.colno
            )
        ) from None
    except RecursionError:
        raise DeskError(_("The input is nested too deeply.")) from None
    except ValueError:
        raise DeskError(_("A number in the input has too many digits.")) from None


def written(found: Answer | list[Answer]) -> str:
    """Write answers as JSON."""
    return json.dumps(found, ensure_ascii=False, indent=2)


def answers(asked: object, law: Law, today: date | None = None) -> Answer | list[Answer]:
    """Answer one question, or a list of them in order; with today, none may have lain ahead."""
    if isinstance(asked, list):
        return [answer(question, law, today) for question in asked]
    return answer(asked, law, today)


def answer(question: object, law: Law, today: date | None = None) -> Answer:
    """Answer one question {claim_type, inputs}; what cannot be answered is an `error`.

    Only figures in `inputs` are used, unless `place` and `on` are given.
    """
    try:
        return _answer(question, law, today)
    except DeskError as refusal:
        problems = {problem.field: problem.text for problem in refusal.problems}
        return {"error": str(refusal)} | ({"fields": problems} if problems else {})


def _answer(question: object, law: Law, today: date | None) -> Answer:
    if not isinstance(question, Mapping):
        raise DeskError(_("A question is an object with claim_type and inputs."))
    code, inputs = question.get("claim_type"), question.get("inputs")
    kind = kind_named(code)
    if not isinstance(inputs, Mapping):
        raise DeskError(_("The inputs must be an object."))
    try:
        if today:
            require(_ahead(kind, inputs, today))
        return described(_computed(kind, inputs, law, _law_on(question, law)))
    except Invalid as refusal:
        raise Invalid([*refusal.problems, *unknown_inputs(kind.fields, inputs)]) from None


def _computed(kind: Kind, inputs: Mapping[str, object], law: Law, on: LawOn | None) -> Award:
    """Compute by the kind's rule; tell what the ground of an ending makes of the sum."""
    award = kind.compute(inputs, law, on)
    ground = inputs.get("ground")
    if kind.code == ClaimKind.SEVERANCE and ground == Ground.UNLAWFUL:
        damages = KINDS[ClaimKind.UNLAWFUL_TERMINATION.value].compute(inputs, law, on).amount
        return with_damages(award, damages) if damages > award.amount else award
    return by_ground(award, ground)


def kind_named(code: object) -> Kind:
    """Return a kind of claim by its code; refuse another with the one that was likely meant."""
    if isinstance(code, str) and (kind := KINDS.get(code)):
        return kind
    known = ", ".join(KINDS)
    if not isinstance(code, str) or not code.strip():
        raise DeskError(_("The claim_type is missing. Known: {kinds}.").format(kinds=known))
    names = {name: kind.code for kind in KINDS.values() for name in (kind.title, kind.code)}
    if meant := nearest(code, names):
        text = _("There is no claim_type “{told}”. Is “{meant}” ({title}) meant?")
        raise DeskError(text.format(told=code[:40], meant=meant, title=KINDS[meant].title))
    text = _("There is no claim_type “{told}”. Known: {kinds}.")
    raise DeskError(text.format(told=code[:40], kinds=known))


def _ahead(kind: Kind, inputs: Mapping[str, object], today: date) -> Iterator[Problem]:
    """Find days of what has happened that lie after today; what is no day is told as it is read."""
    for field in kind.fields:
        told = inputs.get(field.name)
        day = day_in({"day": told}, "day") if isinstance(told, str) else None
        if day and fact_name(kind.code, field.name) in HAPPENED:
            yield from in_the_future(field.name, field.title, day, today)


def _law_on(question: Mapping[str, object], law: Law) -> LawOn | None:
    place, on = question.get("place"), question.get("on")
    if place is None and on is None:
        return None
    if not isinstance(place, str) or not isinstance(on, str):
        raise DeskError(_("Give both place and on (a day), or neither."))
    code = place if place.startswith("cn-") else law.place_called(place)
    if code is None or not any(known in law.places for known in (code, code[:7], code[:5])):
        raise DeskError(_("The place {place} is unknown.").format(place=place[:40]))
    return law.on(parse_day(on), code)


def described(award: Award) -> Answer:
    """Return an award as JSON-like values: money as strings with two decimals."""
    answer: Answer = {"claim_type": award.kind}
    answer |= {name: _plain(part) for name, part in award.parts.items()}
    answer["steps"] = [
        {
            "label": step.label,
            "expression": step.expression,
            "result": step.result,
            "basis": step.basis,
        }
        for step in award.steps
    ]
    answer["figures"] = [_figure(figure) for figure in award.figures]
    answer["articles"] = list(award.articles)
    answer["warnings"] = list(award.warnings)
    if award.reason:
        answer["reason"] = award.reason
    if award.unsettled:
        answer["unsettled"] = award.unsettled
    return answer


def _plain(part: Part) -> object:
    if isinstance(part, Decimal):
        return f"{half_up(part):.2f}"
    if isinstance(part, Fraction):
        return part.numerator if part.denominator == 1 else float(part)
    if isinstance(part, date):
        return part.isoformat()
    if isinstance(part, tuple):
        return [_plain(each) for each in part]
    return part


def _figure(figure: Figure) -> Answer:
    in_yuan = figure.unit in (
        FigureUnit.YUAN_MONTH,
        FigureUnit.YUAN_YEAR,
        FigureUnit.YUAN_HOUR,
    )
    return {
        "name": figure.name,
        "value": f"{figure.value:.2f}" if in_yuan else str(figure.value),
        "unit": figure.unit,
        "since": figure.since.isoformat() if figure.since else None,
        "document": figure.citation,
    }
