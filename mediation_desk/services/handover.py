"""Hand-over (交接): all that a person has under way goes to another one, in one act."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from mediation_desk import i18n
from mediation_desk.documents.catalogue import form_of
from mediation_desk.domain import errors
from mediation_desk.domain.centre import User
from mediation_desk.domain.clock_register import lost
from mediation_desk.domain.errors import Stale
from mediation_desk.domain.handover import (
    Handover,
    HandoverDone,
    HandoverList,
    HeldCase,
    barred_problems,
    day_problems,
    duties_of,
    line_of,
    problems,
    unfit,
)
from mediation_desk.domain.hearing_days import day_doubt
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.services.desk import Desk
from mediation_desk.storage import centre as centres
from mediation_desk.storage import handover as store
from mediation_desk.storage import handover_held, journal, unissued
from mediation_desk.storage.database import Session


def people(desk: Desk) -> tuple[User, ...]:
    """Return everybody of the desk, leavers too: they hand over what they left."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return centres.users(session)


def held(desk: Desk, giver_id: int, receiver_id: int | None = None) -> tuple[HeldCase, ...]:
    """Return a person's open cases with clocks, hearings, papers and money under way.

    Closed cases come along in which a clock or a service still runs after closing.
    With a receiver each case says what speaks against handing it to that person.
    """
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        known = {user.id: user for user in centres.users(session)}
        return _held(desk, session, giver_id, known.get(receiver_id or 0))


def _held(
    desk: Desk, session: Session, giver_id: int, receiver: User | None = None
) -> tuple[HeldCase, ...]:
    """Read the cases of a person, with what is doubtful about the days of their hearings."""
    calendar = desk.calendar

    def looked_at(case: HeldCase) -> HeldCase:
        told = (replace(one, doubt=day_doubt(one, calendar)) for one in case.hearings)
        owed = (c for c in case.clocks if not lost(c.kind, c.due, desk.today()))
        return replace(case, hearings=tuple(told), clocks=tuple(owed))

    wanted = _unissued(desk, session, giver_id)
    found = map(looked_at, handover_held.held(session, giver_id, receiver))
    return tuple(
        replace(case, unserved=(*wanted.get(case.case_id, ()), *case.unserved))
        for case in found
        if not case.closed or case.clocks or case.unserved
    )


def _unissued(desk: Desk, session: Session, giver_id: int) -> dict[int, tuple[str, ...]]:
    """Name the notices that the procedure requires and that a person's cases lack still."""
    found: dict[int, tuple[str, ...]] = {}
    for one in unissued.unissued(session, desk.today(), giver_id):
        title = one.title or form_of(one.form).title
        told = _("{title} (not issued)").format(title=title)
        found[one.case_id] = (*found.get(one.case_id, ()), told)
    return found


def prepared(desk: Desk, handover: Handover) -> HandoverList:
    """Return the list of what would be handed over, to be looked through and signed."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session, i18n.speaking(i18n.CHINESE):
        known = {user.id: user for user in centres.users(session)}
        giver, receiver = known.get(handover.giver_id), known.get(handover.receiver_id)
        cases = _held(desk, session, handover.giver_id, receiver)
        chosen = {taking.case_id for taking in handover.takings}
        going = [case for case in cases if case.case_id in chosen]
        found = problems(handover, giver, receiver, desk.today())
        of_the_day = (problem for problem in found if problem.field == "day")
        unable = unfit(receiver, duties_of(handover.takings)) if receiver else ()
        barred = barred_problems(going)
        errors.require((*of_the_day, *unable, *day_problems(handover.day, going), *barred))
        return _listed(desk, handover, cases, known)


def _to_nobody(_done: int, _total: int) -> None:
    pass


def hand_over(desk: Desk, handover: Handover, told: Callable[[int, int], None] = _to_nobody) -> int:
    """Give cases to another person with all that is under way in them (交接); return its key.

    Clocks, hearings and papers to be served follow the people of their case. It happens whole,
    is undone whole, and each case's history tells of it. `told` hears how far it is.
    """
    desk.actor.require(Right.ASSIGN)
    with desk.db.read() as session, i18n.speaking(i18n.CHINESE):  # the list is a paper
        known = {user.id: user for user in centres.users(session)}
        giver, receiver = known.get(handover.giver_id), known.get(handover.receiver_id)
        cases = _held(desk, session, handover.giver_id, receiver)
    errors.require(problems(handover, giver, receiver, desk.today()))
    listing = _listed(desk, handover, cases, known)
    chosen = {taking.case_id for taking in handover.takings}
    going = [case for case in cases if case.case_id in chosen]
    errors.require((*day_problems(handover.day, going), *barred_problems(going)))
    assert receiver is not None, "a hand-over without a receiver was refused"
    with desk.db.write(desk.actor, "hand_over") as session:
        return store.carry_out(session, handover, receiver, listing, desk.actor, told)


def done(desk: Desk) -> tuple[HandoverDone, ...]:
    """Return the hand-overs carried out so far, the newest first."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return store.done(session)


def listed(desk: Desk, handover_id: int) -> HandoverList:
    """Return the list of a hand-over as it was carried out."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return store.listed(session, handover_id)


def take_back(desk: Desk, handover_id: int) -> None:
    """Undo a hand-over as a whole, unless a later act built on it."""
    desk.actor.require(Right.ASSIGN)
    with desk.db.write(desk.actor, "undo") as session:
        journal.undo(session, store.entry_of(session, handover_id), desk.actor)


def paper(desk: Desk, listing: HandoverList) -> bytes:
    """Write the list as PDF, with lines for three signatures (交接清单)."""
    desk.actor.require(Right.READ)
    from mediation_desk.reports import handover_paper  # ReportLab, when it is wanted

    return handover_paper.write(listing, desk.centre, desk.today())


def _listed(
    desk: Desk, handover: Handover, cases: tuple[HeldCase, ...], known: Mapping[int, User]
) -> HandoverList:
    """Write down the cases chosen as they stand now, in Chinese."""
    held_now = {case.case_id: case for case in cases}
    if any(taking.case_id not in held_now for taking in handover.takings):
        raise Stale
    giver, receiver = known.get(handover.giver_id), known.get(handover.receiver_id)
    with i18n.speaking(i18n.CHINESE):
        return HandoverList(
            day=handover.day,
            giver=giver.name if giver else "",
            receiver=receiver.name if receiver else "",
            supervisor=desk.actor.name,
            note=handover.note.strip(),
            lines=tuple(
                line_of(held_now[taking.case_id], taking.duties) for taking in handover.takings
            ),
        )
