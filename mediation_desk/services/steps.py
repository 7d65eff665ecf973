"""Steps of the procedure: any row of the table, and those that need more than its questions."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from mediation_desk.domain import consent_rules, days, own_courses, reasons
from mediation_desk.domain.case import CaseFile, ClockState, Consent
from mediation_desk.domain.clock_register import register
from mediation_desk.domain.closing import application
from mediation_desk.domain.errors import DeskError, Invalid, NotFound, Problem, require
from mediation_desk.domain.guards import LONGER_THAN_CAP, NO_ORDER_RUNNING
from mediation_desk.domain.hearing import HearingStatus, ended_with
from mediation_desk.domain.options import RESTART_ACCEPTANCE
from mediation_desk.domain.procedure import (
    Facts,
    Move,
    advance,
    move,
    require_told,
    returns_to,
    right_of,
)
from mediation_desk.domain.remedies import only_remuneration, order_ended
from mediation_desk.domain.rights import Right, may_mediate, may_record
from mediation_desk.domain.stages import ENDED, Stage, Step
from mediation_desk.domain.step_facts import Route
from mediation_desk.domain.tracks import OWN_TRACKS, PENDING, Proceeding, Track
from mediation_desk.i18n import _
from mediation_desk.services import closing, letter_numbers, neutral
from mediation_desk.services.act import clock, on_case, write_step
from mediation_desk.services.desk import Desk
from mediation_desk.storage import cases, centre, clocks, hearings, parties
from mediation_desk.storage import steps as store
from mediation_desk.storage.database import Session

EXTENSION_CAP = timedelta(days=15)
"""The longest extension for new forms of employment (人社厅发〔2024〕4号)."""

OWN_SERVICE = frozenset(
    {
        *(Step.ENQUIRE, Step.REGISTER, Step.ASK_CONSENT, Step.ACCEPT, Step.ASSIGN),
        *(Step.ASK_RECUSAL, Step.DECIDE_RECUSAL, Step.SCHEDULE, Step.OPEN, Step.AGREE),
        *(Step.SEAL, Step.BEGIN_PERFORMANCE, Step.PAY, Step.MEND_DEFAULT, Step.VISIT),
        *(Step.LETTER, Step.PERFORM_DUTY),
    }
)
"""Steps that hand in more than `Facts` can say; each has a service of its own."""


def take(
    desk: Desk,
    case_id: int,
    version: int,
    step: Step,
    facts: Facts,
    *,
    proceeding_id: int | None = None,
    override: str = "",
) -> None:
    """Take a step of the table with what its row asks for, on the track it belongs to.

    `override` is a supervisor's recorded reason for setting a need of law aside.
    """
    desk.actor.require(right_of(step))
    if step in OWN_SERVICE:
        raise DeskError(_("“{step}” is done at its own place.").format(step=step.label))
    if override.strip():
        desk.actor.require(Right.OVERRIDE)
        require(reasons.problems("override", override))
    _require_day(desk, facts.day, "day")
    with on_case(desk, step.value, case_id, version, adds=True) as (session, case):
        carried = _carried_on(case, step, facts, proceeding_id)
        row = _allowed(desk, case, step, facts, carried, overridden=bool(override.strip()))
        facts = closing.prepare(desk, session, case, row, facts, override)
        if step is Step.TRANSFER and not facts.number.strip():
            facts = replace(facts, number=letter_numbers.take(desk, session, facts.day))
        if row.opens:
            _open(desk, session, case, row, facts, override)
        else:
            for one, told in zip(carried, own_courses.of_each(facts, len(carried)), strict=True):
                current = one or _current(case, row)
                _go_on(desk, session, case, row, told, current)
                write_step(desk, session, case, row, told, proceeding=current, override=override)
        if step is Step.CORRECTED and desk.option(RESTART_ACCEPTANCE) == "yes":
            clocks.start(session, case_id, [clock(desk, "DL01", facts.day)])


def _carried_on(
    case: CaseFile, step: Step, facts: Facts, proceeding_id: int | None
) -> tuple[Proceeding | None, ...]:
    """Return the proceedings that a step carries on: of each worker chosen, or the one named."""
    row = move(case.stage, step)
    if proceeding_id or row.track not in OWN_TRACKS or row.opens:
        return (_proceeding(case, proceeding_id),)
    held = own_courses.parts(case, row, facts.day)
    if not facts.party_ids:
        if len(held) > 1:
            raise Invalid([Problem("party_ids", _("Choose the workers whom this is about."))])
        return (held[0].proceeding if held else None,)
    known = {part.party_id: part.proceeding for part in held}
    for party_id in facts.party_ids:
        if party_id not in known:
            text = _("{name}: this step is not open.").format(name=case.party_name(party_id))
            raise Invalid([Problem("party_ids", text)])
    return tuple(known[party_id] for party_id in dict.fromkeys(facts.party_ids))


def _allowed(
    desk: Desk,
    case: CaseFile,
    step: Step,
    facts: Facts,
    carried: tuple[Proceeding | None, ...],
    *,
    overridden: bool,
) -> Move:
    """Return the row to carry out on every proceeding, or refuse and say all that is wrong."""
    for proceeding in carried:
        row = advance(case, step, facts.day, proceeding=proceeding, overridden=overridden)
    require_told(row, facts)
    found = [
        problem
        for proceeding in carried
        for problem in (
            *_problems(case, row, facts, proceeding),
            *_too_early(case, row, facts, proceeding),
        )
    ]
    found += closing.problems(desk, case, row, facts)
    if found:
        raise Invalid(dict.fromkeys(found))
    return row


def _proceeding(case: CaseFile, proceeding_id: int | None) -> Proceeding | None:
    if not proceeding_id:
        return None
    for proceeding in case.proceedings:
        if proceeding.id == proceeding_id:
            return proceeding
    raise NotFound(_("This proceeding is not in the case."))


def _current(case: CaseFile, row: Move) -> Proceeding | None:
    held = [p for p in case.proceedings if p.track is row.track]
    return held[-1] if held else None


def _open(
    desk: Desk, session: Session, case: CaseFile, row: Move, facts: Facts, override: str
) -> None:
    """Open a proceeding; each worker who applies for an order or execution has one of their own.

    The period that is everybody's ends when the last one to whom something is owed applies.
    """
    assert row.standing is not None, "a row that opens a proceeding says where it stands"
    workers = facts.party_ids or (None,)
    for party_id, told in zip(workers, own_courses.of_each(facts, len(workers)), strict=True):
        proceeding = Proceeding(
            track=row.track,
            standing=row.standing,
            opened_on=facts.day,
            party_id=party_id,
            label=_label(case, party_id),
            body=facts.body.strip(),
        )
        key = store.open_proceeding(session, case.id, proceeding)
        opened = replace(proceeding, id=key)
        last = write_step(desk, session, case, row, told, proceeding=opened, override=override)
    if row.step is Step.APPLY_EXECUTION and not own_courses.still_to_apply(
        case, facts.day, facts.party_ids
    ):
        clocks.meet(session, case.id, row.meets, facts.day, "", last)


def _label(case: CaseFile, party_id: int | None) -> str:
    """Name whose proceeding it is; two of one name are told apart by their place in the case."""
    if party_id is None:
        return ""
    name = case.party_name(party_id)
    same = [a.id for a in case.applicants if a.person.name == name]
    return f"{name}（{same.index(party_id) + 1}）" if len(same) > 1 else name


def _go_on(
    desk: Desk,
    session: Session,
    case: CaseFile,
    row: Move,
    facts: Facts,
    current: Proceeding | None,
) -> None:
    """Move the case, or its proceeding, to where the row leads."""
    if current is not None and row.standing is not None:
        ended = None if row.standing in PENDING else facts.day
        store.set_standing(
            session,
            current.id,
            row.standing,
            body=facts.body.strip(),
            number=facts.number.strip(),
            ended_on=ended,
        )
    if row.step is Step.REOPEN:
        cases.set_stage(session, case.id, returns_to(case), closed_on=None)
    elif row.step is Step.CLOSE:
        cases.set_stage(session, case.id, Stage.CLOSED, closed_on=facts.day)
    elif row.target in ENDED and row.target not in (Stage.PERFORMED, Stage.ARCHIVED):
        reason = facts.reason.strip() or facts.note.strip() or row.step.label
        cases.set_stage(session, case.id, row.target, ended_on=facts.day, end_reason=reason)
        _end_hearings(desk, session, case, row)
    elif row.target is not None:
        cases.set_stage(session, case.id, row.target)


def _end_hearings(desk: Desk, session: Session, case: CaseFile, row: Move) -> None:
    """End the hearing that is under way when the mediation ends, and give up those planned."""
    for hearing in case.hearings:
        if hearing.status is HearingStatus.PLANNED:
            given_up = replace(hearing, status=HearingStatus.CANCELLED, outcome=row.step.label)
            hearings.change(session, given_up)
        elif hearing.status is HearingStatus.UNDER_WAY:
            hearings.change(session, ended_with(hearing, desk.now(), row.step.label))


_SIGNED_BEFORE = frozenset({Step.WITHDRAW, Step.RECONCILE})
"""Steps that tell the day of a signature, which lies before the day on which it is written."""


def _problems(
    case: CaseFile, row: Move, facts: Facts, proceeding: Proceeding | None
) -> Iterator[Problem]:
    """Find what the facts of a step contradict."""
    earliest, what = _not_before(case, row, proceeding)
    if facts.day < earliest:
        yield days.before("day", earliest, what)
    if row.step in _SIGNED_BEFORE:
        if facts.served_on and facts.served_on > facts.day:
            yield days.after("served_on", facts.day, days.of_step(row.step))
    elif facts.served_on and facts.served_on < facts.day and row.step is not Step.ORDER_ENDED:
        yield days.before("served_on", facts.day, days.of_step(row.step))
    if row.step is Step.ASK_CORRECTION and facts.days is not None and facts.days < 1:
        yield Problem("days", _("At least one working day."))
    yield from consent_rules.problems(case, row, facts)
    if row.step is Step.EXTEND:
        yield from _extension_problems(case, facts)
    if row.step is Step.HAND_ON:
        yield from _route_problems(case, facts)
    yield from own_courses.barred(case, row, facts)


_WAITS = {Step.ORDER_EFFECTIVE: "DL19", Step.ORDER_UNSERVED: "DL20"}
"""Steps that say that a period ran out, with the period."""


def _too_early(
    case: CaseFile, row: Move, facts: Facts, proceeding: Proceeding | None
) -> Iterator[Problem]:
    """Refuse to call a period over while it runs; its last day still belongs to it."""
    kind = _WAITS.get(row.step)
    current = proceeding or _current(case, row)
    if kind is None or current is None:
        return
    running = [c for c in case.clocks if c.kind == kind and c.detail == current.label]
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
        return max([begun, *((t.day, days.of_step(t.step)) for t in held[-1:])], key=_day)
    pending = application(case)
    if row.step in (Step.CLOSE, Step.RETURN_CLOSE) and pending:
        return pending.day, days.of_step(pending.step)
    if row.step in (Step.APPLY_CLOSE, Step.CLOSE) and case.ended_on:
        return case.ended_on, days.ENDED
    if row.step in (Step.ARCHIVE, Step.REOPEN) and case.closed_on:
        return case.closed_on, days.CLOSED
    if case.accepted_on:
        return case.accepted_on, days.ACCEPTED
    return case.received_on, days.RECEIVED


def _day(named: tuple[date, str]) -> date:
    return named[0]


def _extension_problems(case: CaseFile, facts: Facts) -> Iterator[Problem]:
    ends = [c for c in case.clocks if c.kind in ("DL04", "DL05") and c.state is not ClockState.VOID]
    first_end = min((c.raw_due for c in case.clocks if c.kind == "DL04"), default=None)
    running = max((c.raw_due for c in ends), default=None)
    if facts.until is None or running is None or first_end is None:
        return
    if facts.until <= running:
        yield Problem(
            "until",
            _("The new last day must lie after {day}.").format(day=running.isoformat()),
        )
    if case.cause in LONGER_THAN_CAP and facts.until > first_end + EXTENSION_CAP:
        yield Problem(
            "until",
            _(
                "In disputes of new forms of employment the extension has at most 15 days: {day}."
            ).format(day=(first_end + EXTENSION_CAP).isoformat())
            + "（人社厅发〔2024〕4号）",
        )


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


def record_consent(desk: Desk, case_id: int, version: int, consent: Consent) -> None:
    """Record a side's answer to the question whether it wants mediation (征询意见)."""
    desk.actor.require(Right.CONSENT)
    _require_day(desk, consent.given_on, "given_on")
    if not consent.by.strip():
        raise Invalid([Problem("by", _("Enter who gave the answer."))])
    with on_case(desk, Step.ASK_CONSENT.value, case_id, version) as (session, case):
        row = advance(case, Step.ASK_CONSENT, consent.given_on)
        _require_order((case.received_on, days.RECEIVED), consent.given_on, "given_on")
        require(consent_rules.again(case, consent))
        parties.add_consent(session, case_id, consent)
        facts = Facts(day=consent.given_on, by=consent.by, note=consent.note)
        step_id = write_step(desk, session, case, row, facts)
        if row.target:
            cases.set_stage(session, case_id, row.target)
        if consent.side is case.asked_side:
            clocks.meet(session, case_id, ("DL02",), consent.given_on, step_id=step_id)


def accept(desk: Desk, case_id: int, version: int, on: date) -> None:
    """Accept an application both sides consent to (受理, 企业劳动争议协商调解规定第二十二条).

    Consent is what mediation rests on: nobody may accept without it, for whatever reason.
    """
    desk.actor.require(Right.ACCEPT)
    _require_day(desk, on, "on")
    with on_case(desk, Step.ACCEPT.value, case_id, version) as (session, case):
        row = advance(case, Step.ACCEPT, on)
        answered = [(consent.given_on, days.ANSWERED) for consent in case.consents]
        _require_order(max([(case.received_on, days.RECEIVED), *answered], key=_day), on, "on")
        cases.set_stage(session, case_id, Stage.ACCEPTED, accepted_on=on)
        write_step(desk, session, case, row, Facts(day=on))


def assign(
    desk: Desk,
    case_id: int,
    version: int,
    mediator_id: int,
    clerk_id: int | None,
    reason: str = "",
) -> None:
    """Assign mediator and clerk (指派调解员、书记员); doubts need a reason."""
    desk.actor.require(Right.ASSIGN)
    with on_case(desk, Step.ASSIGN.value, case_id, version) as (session, case):
        row = advance(case, Step.ASSIGN, desk.today())
        known = {user.id: user for user in centre.users(session) if user.active}
        if mediator_id not in known or not may_mediate(known[mediator_id].roles):
            raise Invalid([Problem("mediator", _("Choose a mediator."))])
        if clerk_id and (clerk_id not in known or not may_record(known[clerk_id].roles)):
            raise Invalid([Problem("clerk", _("Choose a clerk."))])
        chosen = [known[key] for key in (mediator_id, clerk_id) if key]
        people = [neutral.somebody(user) for user in chosen]
        neutral.require_apart(case, people)
        doubted = neutral.found(session, case, people)
        if doubted and not reason.strip():
            text = _("Say why they are assigned in spite of the doubts.")
            raise Invalid([Problem("reason", text)])
        if doubted:
            require(reasons.problems("reason", reason))
        cases.set_officers(session, case_id, mediator_id, clerk_id)
        names = [known[key].name for key in (mediator_id, clerk_id) if key]
        told = reason.strip() if doubted else ""
        facts = Facts(day=desk.today(), by="、".join(names), reason=told)
        write_step(desk, session, case, row, facts)
        if row.target:
            cases.set_stage(session, case_id, row.target)


def _require_day(desk: Desk, day: date, field: str) -> None:
    if day > desk.today():
        raise Invalid([Problem(field, _("This day lies in the future."))])


def _require_order(earlier: tuple[date, str], day: date, field: str) -> None:
    if day < earlier[0]:
        raise Invalid([days.before(field, *earlier)])
