"""Courses that each worker goes alone (支付令、强制执行): who can take a step, or why not."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from mediation_desk.domain.case import CaseFile, Clock, ClockState
from mediation_desk.domain.claims import ZERO
from mediation_desk.domain.duties import overdue, undone
from mediation_desk.domain.errors import Invalid, Problem
from mediation_desk.domain.money import figures
from mediation_desk.domain.moves import Move
from mediation_desk.domain.outside import bound, untold
from mediation_desk.domain.remedies import OrderBar, left_of_order, order_items
from mediation_desk.domain.settlement import PaymentStatus
from mediation_desk.domain.splitting import held_back, to_split
from mediation_desk.domain.stages import Step
from mediation_desk.domain.step_facts import Facts, StepTaken
from mediation_desk.domain.tracks import ENFORCEABLE, OWN_TRACKS, Proceeding, Track
from mediation_desk.i18n import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A worker and a step: the proceeding that goes on, or why this worker cannot take it."""

    party_id: int
    name: str
    proceeding: Proceeding | None = None
    bar: str = ""


PERIODS = ("DL03", "DL04", "DL05")
"""The days for mediation: from receipt, from acceptance, and as extended."""


def label(case: CaseFile, party_id: int | None) -> str:
    """Name whose course it is; two of one name are told apart by their place in the case."""
    if party_id is None:
        return ""
    name = case.party_name(party_id)
    same = [a.id for a in case.applicants if a.person.name == name]
    same = sorted([*same, *(w.party_id for w in case.gone if w.name == name)])
    return f"{name}（{same.index(party_id) + 1}）" if len(same) > 1 else name


def periods_left(case: CaseFile) -> tuple[Clock, ...]:
    """Return the days for mediation that run on for whom an agreement does not bind, each's own.

    Their mediation ends with what is told of each (企业劳动争议协商调解规定第二十九条、第三十条).
    """
    inside = bound(case)
    running = [c for c in case.clocks if c.kind in PERIODS and c.state is ClockState.RUNNING]
    return tuple(
        replace(clock, id=0, detail=label(case, applicant.id))
        for applicant in case.applicants
        if applicant.id not in inside and case.past is None
        for clock in running
    )


def parts(case: CaseFile, row: Move, on: date) -> tuple[Part, ...]:
    """Return whom a step of such a course can be about on a day, in the order of the case.

    A step that opens a course names every worker, with what stands against it; one that goes
    on names the workers whose course stands where the step leads on from.
    """
    if row.step is Step.END_FOR_ONE:
        return tuple(Part(party_id=a.id, name=a.person.name) for a in untold(case))
    if row.step is Step.SPLIT_OFF:
        return tuple(
            Part(party_id=a.id, name=a.person.name, bar=held_back(case, a.id))
            for a in to_split(case)
        )
    if row.track not in OWN_TRACKS:
        return ()
    if row.opens:
        bars = dict(_order_bars(case, on) if row.track is Track.ORDER else _bars(case, on))
        return tuple(
            Part(party_id=a.id, name=a.person.name, bar=bars.get(a.id, "")) for a in case.applicants
        )
    latest = {p.party_id: p for p in case.proceedings if p.track is row.track}
    held = (latest.get(a.id) for a in case.applicants)
    return tuple(
        Part(party_id=p.party_id, name=p.label, proceeding=p, bar=still_owed(case, row, p, on))
        for p in held
        if p is not None and p.party_id is not None and p.standing in row.at
    )


def still_owed(case: CaseFile, row: Move, order: Proceeding, on: date) -> str:
    """Say what is owed of a payment order that is to be called paid; empty if nothing is.

    民事诉讼法第二百二十七条: the debtor pays the debt that the order names.
    """
    left = left_of_order(case, order, on) if row.step is Step.ORDER_PAID else ZERO
    if left <= 0:
        return ""
    name = order.label or case.respondent.employer.name
    text = _("{name}: {left} yuan of the payment order are not recorded as paid.")
    return text.format(name=name, left=figures(left))


def of_course(taken: StepTaken, track: Track, proceeding: Proceeding | None) -> bool:
    """Say whether a step was taken on a track, or in a worker's own proceeding."""
    if track in OWN_TRACKS:
        return proceeding is not None and taken.proceeding_id == proceeding.id
    return taken.track is track


def _busy(case: CaseFile, track: Track) -> set[int | None]:
    return {p.party_id for p in case.proceedings if p.track is track and p.pending}


def _order_bars(case: CaseFile, on: date) -> Iterator[tuple[int, str]]:
    items, busy = order_items(case, on), _busy(case, Track.ORDER)
    for applicant in case.applicants:
        mine = [item for item in items if item.party_id == applicant.id]
        bars = {item.bar for item in mine}
        if applicant.id in busy:
            text = _("{name}: a payment order is under way already.")
        elif any(item.open for item in mine):
            continue
        elif OrderBar.OBJECTED in bars:
            text = _(
                "{name}: the payment order ended with the employer's objection; the way is a"
                " lawsuit (民事诉讼法第二百二十八条)."
            )
        elif OrderBar.EFFECTIVE in bars:
            text = _(
                "{name}: a payment order for what is due is in effect; the way is execution"
                " (民事诉讼法第二百二十七条)."
            )
        elif OrderBar.NOT_DUE in bars:
            text = _("{name}: nothing is due yet (民事诉讼法解释第四百二十七条).")
        elif OrderBar.COUNTER in bars:
            text = _("{name} still owes something in return (民事诉讼法解释第四百二十七条).")
        else:
            text = _(
                "{name}: nothing due is wages, work-injury medical costs, economic compensation"
                " or damages (劳动争议调解仲裁法第十六条)."
            )
        yield applicant.id, text.format(name=applicant.person.name)


def _bars(case: CaseFile, on: date) -> Iterator[tuple[int, str]]:
    """Say who cannot apply for execution (民事诉讼法第二百零六条、第二百二十七条)."""
    busy = _busy(case, Track.EXECUTION)
    papers = {p.party_id for p in case.proceedings if p.standing in ENFORCEABLE}
    late = _late(case, on)
    for applicant in case.applicants:
        if applicant.id in busy or None in busy:
            text = _("{name}: execution is under way already.")
        elif not papers & {applicant.id, None}:
            text = _("{name}: there is no enforceable document yet (民事诉讼法第二百二十七条).")
        elif late and applicant.id not in late:
            text = _("{name}: nothing that was agreed is overdue.")
        else:
            continue
        yield applicant.id, text.format(name=applicant.person.name)


def _late(case: CaseFile, on: date) -> set[int]:
    """Return those to whom something is overdue; what is owed to all is overdue to each."""
    late = {o.party_id for o in case.obligations(on) if o.status is PaymentStatus.OVERDUE}
    for duty in overdue(case.duties, on):
        late |= {duty.party_id} if duty.party_id else {a.id for a in case.applicants}
    return late


def still_to_apply(case: CaseFile, on: date, applying: tuple[int, ...]) -> bool:
    """Say whether the common period of execution still runs for somebody who has not applied."""
    asked = {p.party_id for p in case.proceedings if p.track is Track.EXECUTION} | {*applying}
    owed = {o.party_id for o in case.obligations(on) if o.owed > 0}
    for duty in undone(case.duties, on):
        owed |= {duty.party_id} if duty.party_id else {a.id for a in case.applicants}
    return bool(owed - asked)


def barred(case: CaseFile, row: Move, facts: Facts) -> Iterator[Problem]:
    """Find the chosen workers who cannot take a step that opens a course of their own."""
    if row.opens or row.step is Step.SPLIT_OFF:
        for part in parts(case, row, facts.day):
            if part.bar and part.party_id in facts.party_ids:
                yield Problem("party_ids", part.bar)


def of_each(facts: Facts, number: int) -> tuple[Facts, ...]:
    """Return the facts of each worker: one document number for all, or one a line for each."""
    lines = [line.strip() for line in facts.number.splitlines() if line.strip()]
    if len(lines) < 2:
        return (facts,) * number
    if len(lines) != number:
        text = _("Enter one number for all, or {n} lines: one for each worker chosen.")
        raise Invalid([Problem("number", text.format(n=number))])
    return tuple(replace(facts, number=line) for line in lines)
