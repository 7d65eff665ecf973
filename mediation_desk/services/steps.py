"""Steps of the procedure: any row of the table, and those that need more than its questions."""

from dataclasses import replace
from datetime import date, datetime

from mediation_desk.domain import consent_rules, days, own_courses, reasons, step_checks
from mediation_desk.domain.case import CaseFile, Consent
from mediation_desk.domain.closing import ending_clocks
from mediation_desk.domain.errors import DeskError, Invalid, NotFound, Problem, require
from mediation_desk.domain.options import RESTART_ACCEPTANCE
from mediation_desk.domain.outside import untold
from mediation_desk.domain.own_courses import PERIODS
from mediation_desk.domain.procedure import (
    Facts,
    Move,
    advance,
    move,
    require_told,
    returns_to,
    right_of,
)
from mediation_desk.domain.rights import Right, may_mediate, may_record
from mediation_desk.domain.stages import ENDED, FOR_SOME, WITHOUT_AGREEMENT, Stage, Step
from mediation_desk.domain.step_facts import OwnGround
from mediation_desk.domain.tracks import OWN_TRACKS, PENDING, Proceeding
from mediation_desk.i18n import _
from mediation_desk.services import (
    asking,
    closing,
    hearing_ends,
    letter_numbers,
    neutral,
    splitting,
)
from mediation_desk.services.act import clock, on_case, write_step
from mediation_desk.services.desk import Desk
from mediation_desk.services.performing_again import give_back
from mediation_desk.services.review_route import REVIEW, keep_review_days
from mediation_desk.storage import asked_respondents, cases, centre, clocks, parties
from mediation_desk.storage import steps as store
from mediation_desk.storage.database import Session

OWN_SERVICE = frozenset(
    {
        *(Step.ENQUIRE, Step.REGISTER, Step.ASK_CONSENT, Step.ACCEPT, Step.ASSIGN),
        *(Step.ASK_RECUSAL, Step.DECIDE_RECUSAL, Step.SCHEDULE, Step.OPEN, Step.AGREE),
        *(Step.SEAL, Step.BEGIN_PERFORMANCE, Step.PAY, Step.MEND_DEFAULT, Step.VISIT),
        *(Step.LETTER, Step.PERFORM_DUTY, Step.ORDER_OWED, Step.DEFAULT_AGAIN),
    }
)
"""Steps that hand in more than `Facts` can say; each has a service of its own."""

_OF_MEDIATION = FOR_SOME
"""Steps about those whose mediation is still open: in a closed case to take one corrects it."""


def take(
    desk: Desk,
    case_id: int,
    version: int,
    step: Step,
    facts: Facts,
    *,
    proceeding_id: int | None = None,
    override: str = "",
    ended_at: datetime | None = None,
) -> None:
    """Take a step of the table with what its row asks for, on the track it belongs to.

    `override` is a supervisor's recorded reason for setting a need of law aside; `ended_at` is
    when the hearing ended that is under way while the mediation ends.
    """
    desk.actor.require(right_of(step))
    if step in OWN_SERVICE:
        raise DeskError(_("“{step}” is done at its own place.").format(step=step.label))
    if override.strip():
        desk.actor.require(Right.OVERRIDE)
        require(reasons.problems("override", override))
    _require_day(desk, facts.day, "day")
    adds = step not in _OF_MEDIATION
    with on_case(desk, step.value, case_id, version, adds=adds) as (session, case):
        carried = _carried_on(case, step, facts, proceeding_id)
        row = _allowed(desk, case, step, facts, carried, overridden=bool(override.strip()))
        if step is Step.RESUME_PERFORMANCE:
            give_back(desk, session, case, facts.reason)
        facts = closing.prepare(desk, session, case, row, facts, override)
        row = ending_clocks(case, row)
        if step is Step.TRANSFER and not facts.number.strip():
            facts = replace(facts, number=letter_numbers.take(desk, session, facts.day))
        if step is Step.END_FOR_ONE:
            _end_for_each(desk, session, case, row, facts)
        elif step is Step.SPLIT_OFF:
            splitting.split(desk, session, case, row, facts)
        elif row.opens:
            _open(desk, session, case, row, facts, override)
        else:
            for one, told in zip(carried, own_courses.of_each(facts, len(carried)), strict=True):
                current = one or step_checks.current(case, row)
                _go_on(session, case, row, told, current)
                step_id = write_step(
                    desk, session, case, row, told, proceeding=current, override=override
                )
            if step is Step.CONTACT:
                asking.keep_attempt(session, case, step_id, facts.party_ids)
        if row.target in WITHOUT_AGREEMENT:
            hearing_ends.end_all(desk, session, case, step, ended_at)
        if REVIEW in row.revives:
            keep_review_days(desk, session, case_id)
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
            *step_checks.problems(case, row, facts, proceeding),
            *step_checks.too_early(case, row, facts, proceeding),
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
            label=own_courses.label(case, party_id),
            body=facts.body.strip(),
        )
        key = store.open_proceeding(session, case.id, proceeding)
        opened = replace(proceeding, id=key)
        last = write_step(desk, session, case, row, told, proceeding=opened, override=override)
    if row.step is Step.APPLY_EXECUTION and not own_courses.still_to_apply(
        case, facts.day, facts.party_ids
    ):
        clocks.meet(session, case.id, row.meets, facts.day, "", last)


def _end_for_each(desk: Desk, session: Session, case: CaseFile, row: Move, facts: Facts) -> None:
    """Write down how the mediation ended for each worker whom the agreement does not bind."""
    open_to = {applicant.id for applicant in untold(case)}
    for party_id in dict.fromkeys(facts.party_ids):
        name = case.party_name(party_id)
        if party_id not in open_to:
            text = _("{name}: this step is not open.").format(name=name)
            raise Invalid([Problem("party_ids", text)])
        told = replace(facts, by=name)
        step_id = write_step(desk, session, case, row, told, party_id=party_id)
        whose = own_courses.label(case, party_id)
        left = facts.ground == OwnGround.LEFT.value
        clocks.void(session, case.id, PERIODS if left else PERIODS[:1], whose, step_id, facts.day)
        if facts.ground == OwnGround.TIME_UP.value:
            clocks.miss(session, case.id, PERIODS[1:], whose, step_id)
        else:
            clocks.meet(session, case.id, PERIODS[1:], facts.day, whose, step_id)


def _go_on(
    session: Session,
    case: CaseFile,
    row: Move,
    facts: Facts,
    current: Proceeding | None,
) -> None:
    """Move the case, or its proceeding, to where the row leads."""
    if current is not None and row.standing not in (None, current.standing):
        assert row.standing is not None, "this row says where the proceeding stands"
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
    elif row.target is not None:
        cases.set_stage(session, case.id, row.target)


def record_consent(
    desk: Desk, case_id: int, version: int, consent: Consent, respondent: int | None = None
) -> None:
    """Record a side's answer to the question whether it wants mediation (征询意见).

    Where there are several respondents each answers for itself: `respondent` is who did. One
    that agrees once the case is accepted takes part from then on.
    """
    desk.actor.require(Right.CONSENT)
    _require_day(desk, consent.given_on, "given_on")
    if not consent.by.strip():
        raise Invalid([Problem("by", _("Enter who gave the answer."))])
    with on_case(desk, Step.ASK_CONSENT.value, case_id, version) as (session, case):
        row = advance(case, Step.ASK_CONSENT, consent.given_on)
        _require_order((case.received_on, days.RECEIVED), consent.given_on, "given_on")
        whose = asking.whose(case, consent, respondent)
        require(consent_rules.again(case, consent, whose))
        consent_id = parties.add_consent(session, case_id, consent)
        facts = Facts(day=consent.given_on, by=consent.by, note=consent.note)
        step_id = write_step(desk, session, case, row, facts)
        if whose:
            asked_respondents.keep(
                session, case_id, [whose], step_id=step_id, consent_id=consent_id
            )
        asking.take_in(session, case, whose, agrees=consent.agrees)
        if row.target:
            cases.set_stage(session, case_id, row.target)
        if consent.side is case.asked_side and asking.all_answered(case, whose):
            clocks.meet(session, case_id, ("DL02",), consent.given_on, step_id=step_id)


def accept(desk: Desk, case_id: int, version: int, on: date) -> None:
    """Accept an application both sides consent to (受理, 企业劳动争议协商调解规定第二十二条).

    Consent is what mediation rests on: nobody may accept without it, for whatever reason. Of
    several respondents those take part who agree.
    """
    desk.actor.require(Right.ACCEPT)
    _require_day(desk, on, "on")
    with on_case(desk, Step.ACCEPT.value, case_id, version) as (session, case):
        row = advance(case, Step.ACCEPT, on)
        answered = [(consent.given_on, days.ANSWERED) for consent in case.consents]
        known = [(case.received_on, days.RECEIVED), *answered]
        _require_order(max(known, key=step_checks.day_of), on, "on")
        asking.go_on(session, case, on)
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
        told = neutral.require_reason(session, case, people, reason)
        cases.set_officers(session, case_id, mediator_id, clerk_id)
        names = [known[key].name for key in (mediator_id, clerk_id) if key]
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
