"""The procedure as one table: who may do what, from where, with what, and which clocks move.

Rows carry the number of the transition in the procedure's register (T01 … T41). Buttons,
checks, clocks and papers are all read from here.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from mediation_desk.domain import days, reasons
from mediation_desk.domain.circumstances import missing_signatures
from mediation_desk.domain.effect_moves import EFFECT_MOVES
from mediation_desk.domain.errors import AlreadyDone, Invalid, Problem, StepNotAllowed
from mediation_desk.domain.guards import ALL_SIGNED, IN_EFFECT, Grade, Need
from mediation_desk.domain.mediation_moves import CLOSING_MOVES, MEDIATION_MOVES
from mediation_desk.domain.moves import Move, Start
from mediation_desk.domain.outside import untold
from mediation_desk.domain.respondents import to_ask
from mediation_desk.domain.rights import Right
from mediation_desk.domain.splitting import to_split
from mediation_desk.domain.stages import BEFORE_EFFECT, Stage, Step
from mediation_desk.domain.step_facts import Ask, Facts, StepTaken
from mediation_desk.domain.tracks import OWN_TRACKS, Proceeding, Standing, Track
from mediation_desk.i18n import _

if TYPE_CHECKING:  # the day's page names next steps without loading whole cases
    from mediation_desk.domain.case import ApplicationForm, CaseFile, Source

__all__ = [
    "TABLE",
    "Facts",
    "Grade",
    "Move",
    "Need",
    "Offer",
    "Start",
    "StepTaken",
    "advance",
    "effective_day",
    "latest_of_each",
    "missing_signatures",
    "move",
    "offers",
    "open_moves",
    "registration",
    "require_told",
    "returns_to",
    "right_of",
    "unmet",
]

TABLE: tuple[Move, ...] = (*MEDIATION_MOVES, *EFFECT_MOVES, *CLOSING_MOVES)

_RIGHTS: Mapping[Step, Right] = MappingProxyType({row.step: row.right for row in TABLE})


@dataclass(frozen=True, slots=True)
class Offer:
    """A row as it is open in a case, with the proceeding that it carries on, if any."""

    row: Move
    proceeding: Proceeding | None = None


def right_of(step: Step) -> Right:
    """Return the right that a step takes."""
    return _RIGHTS[step]


def move(stage: Stage, step: Step) -> Move:
    """Return the row for a step from a stage, or refuse with a sentence."""
    for row in TABLE:
        if row.step is step and stage in row.sources:
            return row
    raise _not_from(stage.label, step, stage)


def _not_from(where: str, step: Step, stage: Stage | None = None) -> StepNotAllowed:
    """Refuse a step where the case stands, and before effect say what comes first there.

    After it nothing leads back to the mediation: what is likely there opens none of its steps.
    """
    told = _("“{step}” is not possible while the case is at “{stage}”.").format(
        step=step.label, stage=where
    )
    likely = [row.step.label for row in TABLE if row.likely and stage in row.sources]
    if stage in BEFORE_EFFECT and likely and likely[0] != step.label:
        told += _(" What comes first: “{step}”.").format(step=likely[0])
    rule = _rule_of(step)
    return StepNotAllowed(f"{told}（{rule}）" if rule else told)


def _rule_of(step: Step) -> str:
    """Return the rule under which a step stands: that of its first need or question."""
    if step in _RULES:
        return _RULES[step]
    rows = [row for row in TABLE if row.step is step]
    found = [need.basis for row in rows for need in row.needs if need.basis]
    found += [ask.basis for row in rows for ask in row.asks if ask.basis]
    return found[0] if found else ""


_RULES: Mapping[Step, str] = MappingProxyType(
    {
        Step.ASSIGN: "企业劳动争议协商调解规定第二十五条",
        Step.FAIL: "企业劳动争议协商调解规定第三十条",
        Step.SEAL: "劳动争议调解仲裁法第十四条",
    }
)
"""Steps whose own rule is none of their needs', or not the first."""


def registration(source: "Source", form: "ApplicationForm") -> Move:
    """Return the row by which an application comes in (T02 written, T03 oral, T04, T05).

    A court and arbitration send a dispute with clocks of their own in place of those of an
    application; others hand an application over.
    """
    if source.value == "own_motion":
        code = "T04"
    elif source.value in _REFERRED:
        return _REFERRALS[_REFERRED.index(source.value)]
    else:
        code = "T03" if form.value == "oral" else "T02"
    return next(row for row in MEDIATION_MOVES if row.code == code)


_REFERRED = ("court", "arbitration", "inspection", "petition", "12351", "12345")
"""Sources that hand a case over with a day of their own to answer."""

_T05 = tuple(row for row in MEDIATION_MOVES if row.code == "T05")
_REFERRALS = (_T05[0], _T05[1], *_T05[2:] * 4)


def open_moves(stage: Stage) -> tuple[Move, ...]:
    """Return the rows that lead on from a stage, in the table's order."""
    return tuple(row for row in TABLE if stage in row.sources)


def offers(case: "CaseFile") -> tuple[Offer, ...]:
    """Return what is open in a case, on every track, in the table's order.

    A proceeding is opened beside an agreement in effect, where none of its track is under way;
    payment orders and executions are each worker's own, so that several may run.
    """
    rows = (row for row in open_moves(case.stage) if not row.automatic)
    return tuple(offer for row in rows for offer in _offers(case, row))


_FOR_SOME: "Mapping[Step, Callable[[CaseFile], tuple[object, ...]]]" = MappingProxyType(
    {Step.END_FOR_ONE: untold, Step.SPLIT_OFF: to_split, Step.ASK_CONSENT: to_ask}
)
"""Steps about single parties, with those whom they can be about."""


def _offers(case: "CaseFile", row: Move) -> Iterator[Offer]:
    if row.track is Track.MEDIATION:
        some = _FOR_SOME.get(row.step)
        if some is None or some(case):
            yield Offer(row)
    elif row.opens:
        if _may_open(case, row.track):
            yield Offer(row)
    else:
        held = (p for p in case.proceedings if p.track is row.track and p.standing in row.at)
        latest = latest_of_each(held)
        if row.track in OWN_TRACKS:
            yield from (Offer(row, proceeding) for proceeding in latest)
        else:
            yield from (Offer(row, proceeding) for proceeding in latest[-1:])


def latest_of_each(held: Iterator[Proceeding]) -> list[Proceeding]:
    """Return the last proceeding of each worker, or of everybody."""
    return list({p.party_id: p for p in held}.values())


_SETTLED = frozenset({Standing.REVIEW_GRANTED, Standing.CONFIRMED})


def _may_open(case: "CaseFile", track: Track) -> bool:
    if not case.in_effect:
        return False
    present = [p for p in case.proceedings if p.track is track]
    if track is Track.PERFORMANCE:
        return not present
    if case.stage is Stage.CLOSED and case.performance is Standing.PERFORMED:
        return False
    if track in OWN_TRACKS:
        busy = {p.party_id for p in present if p.pending}
        free = None not in busy and any(a.id not in busy for a in case.applicants)
        return free and (track is Track.EXECUTION or case.performance is Standing.DEFAULT)
    return not any(p.pending or p.standing in _SETTLED for p in present)


def unmet(case: "CaseFile", row: Move, on: date) -> tuple[Need, ...]:
    """Return what the step still needs if it is taken on a day."""
    return tuple(need for need in row.needs if not need.met(case, on))


def advance(
    case: "CaseFile",
    step: Step,
    on: date,
    *,
    proceeding: Proceeding | None = None,
    overridden: bool = False,
) -> Move:
    """Return the row to carry out on a day, or refuse and say what is missing.

    A need of law may be overridden by a supervisor with a recorded reason; a need without
    which the act is void never. House rules only warn.
    """
    row = _row_of(case, step, proceeding)
    blocking = [
        need
        for need in unmet(case, row, on)
        if need.grade is Grade.VOID or (need.grade is Grade.LAW and not overridden)
    ]
    if blocking:
        raise StepNotAllowed("\n".join(_reason(need) for need in blocking))
    return row


def _row_of(case: "CaseFile", step: Step, proceeding: Proceeding | None) -> Move:
    _require_not_done(case, step)
    row = move(case.stage, step)
    if row.track is Track.MEDIATION:
        return row
    if row.opens:
        if row.automatic or _may_open(case, row.track):
            return row
        if not case.in_effect:
            raise StepNotAllowed(_reason(IN_EFFECT))
        raise AlreadyDone(_("“{step}”: this is under way or done already.").format(step=step.label))
    held = [p for p in case.proceedings if p.track is row.track]
    current = proceeding or (held[-1] if held else None)
    if current is None:
        raise _not_from(case.stage.label, step)
    if current.standing not in row.at:
        if current.standing is row.standing:
            _tell_done(case, step)
        raise _not_from(current.standing.label, step)
    return row


_ONCE: Mapping[Step, str] = MappingProxyType(
    {
        Step.ACCEPT: "企业劳动争议协商调解规定第二十二条",
        Step.SEAL: "劳动争议调解仲裁法第十四条",
    }
)
"""Steps that a case goes through once, with the rule that makes them final."""


def _require_not_done(case: "CaseFile", step: Step) -> None:
    """Say calmly of a step that led to where the case stands that it was taken."""
    if any(row.step is step for row in open_moves(case.stage)):
        return
    led_here = any(row.step is step and row.target is case.stage for row in TABLE)
    if led_here or step in _ONCE:
        _tell_done(case, step)


def _tell_done(case: "CaseFile", step: Step) -> None:
    taken = [t.day for t in case.steps if t.step is step]
    if not taken:
        return
    text = _("“{step}” was done on {day} already; nothing was changed.").format(
        step=step.label, day=days.told(taken[-1])
    )
    raise AlreadyDone(f"{text}（{_ONCE[step]}）" if step in _ONCE else text)


def require_told(row: Move, facts: Facts) -> None:
    """Refuse a step of which something is not told, all of it at once."""
    problems = [
        Problem(ask.field, _untold(ask).format(what=ask.title) + _of_rule(ask))
        for ask in row.asks
        if ask.missing(facts)
    ]
    problems += [
        Problem(ask.field, _("Choose: {what}.").format(what=ask.title))
        for ask in row.asks
        if ask.unknown(facts)
    ]
    if any(ask.field == "reason" and not ask.missing(facts) for ask in row.asks if ask.required):
        problems += reasons.problems("reason", facts.reason)
    if problems:
        raise Invalid(problems)


def _untold(ask: Ask) -> str:
    if ask.field == "agreed":
        return _("Tick this if it is so: {what}.")
    return _("Choose: {what}.") if ask.choices else _("Enter: {what}.")


def _of_rule(ask: Ask) -> str:
    return f"（{ask.basis}）" if ask.basis else ""


def returns_to(case: "CaseFile") -> Stage:
    """Return the stage to which a closed case goes back when it is opened again."""
    closing = [t for t in case.steps if t.step is Step.CLOSE and t.from_stage is not None]
    if closing and closing[-1].from_stage is not None:
        paid_since = case.performance is Standing.PERFORMED
        left = closing[-1].from_stage
        if left is Stage.PERFORMED and not paid_since:
            return Stage.EFFECTIVE
        return Stage.PERFORMED if paid_since and left is Stage.EFFECTIVE else left
    return Stage.PERFORMED if case.settlement and case.settlement.effective_on else Stage.FAILED


def _reason(need: Need) -> str:
    if not need.basis:
        return need.sentence
    return _("{need} ({basis})").format(need=need.sentence, basis=need.basis)


def effective_day(case: "CaseFile") -> date:
    """Return the day of the last signature or seal (R-20: the agreement takes effect then)."""
    if case.settlement is None or missing_signatures(case):
        raise StepNotAllowed(_reason(ALL_SIGNED))
    return max(signature.signed_on for signature in case.settlement.signatures)


assert all(
    {row.right for row in TABLE if row.step is step} == {right} for step, right in _RIGHTS.items()
), "a step takes one right, from wherever it is taken"
