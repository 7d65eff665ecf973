"""Whether what is told of a step can be true: its days, and what its row leaves open."""

from collections.abc import Iterator
from datetime import date

from mediation_desk.domain import consent_rules, days, extension, own_courses
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.clock_register import register
from mediation_desk.domain.closing import application
from mediation_desk.domain.day_order import ENDINGS, SIGNED_BEFORE, last_heard
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.guards import NO_ORDER_RUNNING, NO_STATUS
from mediation_desk.domain.procedure import Facts, Move
from mediation_desk.domain.remedies import only_remuneration, order_ended
from mediation_desk.domain.stages import Step
from mediation_desk.domain.step_facts import Route, StatusConfirmed
from mediation_desk.domain.tracks import Proceeding, Standing, Track
from mediation_desk.i18n import _


def problems(
    case: CaseFile, row: Move, facts: Facts, proceeding: Proceeding | None
) -> Iterator[Problem]:
    """Find what the facts of a step contradict."""
    earliest, what = _not_before(case, row, proceeding)
    if facts.day < earliest:
        yield days.before("day", earliest, what)
    if row.step in SIGNED_BEFORE:
        yield from _signature_problems(case, row, facts)
    elif facts.served_on and facts.served_on < facts.day and row.step is not Step.ORDER_ENDED:
        yield days.before("served_on", facts.day, days.of_step(row.step))
    if row.step is Step.ASK_CORRECTION and facts.days is not None and facts.days < 1:
        yield Problem("days", _("At least one working day."))
    yield from consent_rules.problems(case, row, facts)
    if row.step is Step.REMIND and facts.until and facts.until < facts.day:
        yield days.before("until", facts.day, days.of_step(row.step))
    if row.step is Step.EXTEND:
        yield from extension.problems(case, facts.until)
    if row.step is Step.APPLY_REVIEW:
        yield from _status_problems(case, row, facts)
    if row.step is Step.HAND_ON:
        yield from _route_problems(case, facts)
    if row.step is Step.REFUSE_LAWSUIT:
        yield from _too_late_to_decline(case, row, facts, proceeding)
    held = proceeding or current(case, row)
    if held is not None and (owed := own_courses.still_owed(case, row, held, facts.day)):
        field = "party_ids" if facts.party_ids else "day"
        yield Problem(field, f"{owed}（民事诉讼法第二百二十七条）")
    yield from own_courses.barred(case, row, facts)


def _signature_problems(case: CaseFile, row: Move, facts: Facts) -> Iterator[Problem]:
    """Find a signature after the day it is written down, or before there was an application."""
    if facts.served_on is None:
        return
    if facts.served_on > facts.day:
        yield days.after("served_on", facts.day, days.of_step(row.step))
    if facts.served_on < case.received_on:
        yield days.before("served_on", case.received_on, days.RECEIVED)


_WAITS = {Step.ORDER_EFFECTIVE: "DL19", Step.ORDER_UNSERVED: "DL20"}
"""Steps that say that a period ran out, with the period."""


def too_early(
    case: CaseFile, row: Move, facts: Facts, proceeding: Proceeding | None
) -> Iterator[Problem]:
    """Refuse to call a period over while it runs; its last day still belongs to it."""
    kind = _WAITS.get(row.step)
    held = proceeding or current(case, row)
    if kind is None or held is None:
        return
    running = [c for c in case.clocks if c.kind == kind and c.detail == held.label]
    due = max((c.due for c in running), default=None)
    if due is not None and facts.day <= due:
        text = _("The period runs until {day}.").format(day=due.isoformat())
        yield Problem("day", f"{text}（{register()[kind].basis}）")


def _not_before(case: CaseFile, row: Move, proceeding: Proceeding | None) -> tuple[date, str]:
    """Return the first day on which a step can have been taken, and what was on it."""
    if row.track is not Track.MEDIATION:
        effective = case.settlement.effective_on if case.settlement else None
        begun = (effective, days.EFFECTIVE) if effective else (case.received_on, days.RECEIVED)
        held = [t for t in case.steps if own_courses.of_course(t, row.track, proceeding)]
        return max([begun, *((t.day, days.of_step(t.step)) for t in held[-1:])], key=day_of)
    pending = application(case)
    if row.step in (Step.CLOSE, Step.RETURN_CLOSE) and pending:
        return pending.day, days.of_step(pending.step)
    if row.step in (Step.APPLY_CLOSE, Step.CLOSE) and case.ended_on:
        return case.ended_on, days.ENDED
    if row.step in (Step.ARCHIVE, Step.REOPEN) and case.closed_on:
        return case.closed_on, days.CLOSED
    heard = last_heard(case) if row.step in ENDINGS else None
    if heard:
        return heard, days.HEARD
    if case.accepted_on:
        return case.accepted_on, days.ACCEPTED
    return case.received_on, days.RECEIVED


def day_of(named: tuple[date, str]) -> date:
    """Return the day of one that is named."""
    return named[0]


def _status_problems(case: CaseFile, row: Move, facts: Facts) -> Iterator[Problem]:
    """Ask whether clauses that speak of the employment confirm it, which shuts the review."""
    for ask in row.asks:
        if ask.when is None or not ask.when(case):
            continue
        if facts.ground == StatusConfirmed.YES.value:
            yield Problem(ask.field, f"{NO_STATUS.sentence}（{NO_STATUS.basis}）")
        elif not facts.ground:
            yield Problem(ask.field, f"{ask.help}（{ask.basis}）")


def _route_problems(case: CaseFile, facts: Facts) -> Iterator[Problem]:
    """Check who may sue at once (最高人民法院劳动争议司法解释（一）第十三条、第五十一条).

    While payment orders run a remark says why all the same: a lawsuit ends them.
    """
    if not facts.note.strip() and not NO_ORDER_RUNNING.met(case, facts.day):
        text = _("Payment orders are under way. Say here why the case is handed on all the same.")
        yield Problem("note", text)
    if facts.ground == Route.LAWSUIT_WAGES.value and not only_remuneration(case):
        yield Problem(
            "ground",
            _("A direct lawsuit is open only where nothing but labour remuneration is agreed.")
            + "（最高人民法院关于审理劳动争议案件适用法律问题的解释（一）第五十一条）",
        )
    if facts.ground == Route.LAWSUIT_ORDER.value and not order_ended(case):
        yield Problem(
            "ground",
            _("No payment order has ended in this case.")
            + "（最高人民法院关于审理劳动争议案件适用法律问题的解释（一）第十三条）",
        )
    if facts.ground == Route.LAWSUIT_ORDER.value and facts.body.strip() in _declined_at(case):
        yield Problem(
            "body",
            _("The workers told this court that they decline the lawsuit; another court is open.")
            + "（民事诉讼法解释第四百三十八条）",
        )


def _declined_at(case: CaseFile) -> frozenset[str]:
    """Return the courts to which everybody whose order ended declined the lawsuit."""
    orders = [p for p in case.proceedings if p.track is Track.ORDER]
    still = {p.body for p in orders if p.standing is not Standing.ORDER_DECLINED}
    return frozenset(p.body for p in orders if p.body) - still


def _too_late_to_decline(
    case: CaseFile, row: Move, facts: Facts, proceeding: Proceeding | None
) -> Iterator[Problem]:
    """Refuse to decline the lawsuit where no ruling opened it, or once its days are over.

    Whoever says nothing in seven days counts as having sued (民事诉讼法解释第四百三十九条).
    """
    held = proceeding or current(case, row)
    days_of = [c.due for c in case.clocks if c.kind == "DL21" and held and c.detail == held.label]
    if days_of and facts.day > max(days_of):
        text = _(
            "The days to decline the lawsuit ended on {day}: the worker counts as having sued."
        )
        told = text.format(day=max(days_of).isoformat())
        yield Problem("day", f"{told}（民事诉讼法解释第四百三十九条）")


def current(case: CaseFile, row: Move) -> Proceeding | None:
    """Return the last proceeding on the track of a row."""
    held = [p for p in case.proceedings if p.track is row.track]
    return held[-1] if held else None
