"""What a plan of a hearing must have, who is called, and what an absence may mean."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from mediation_desk.domain.errors import Problem
from mediation_desk.domain.hearing import (
    GIVEN_UP,
    TOOK_PLACE,
    Attendance,
    Attended,
    Hearing,
    HearingStatus,
)
from mediation_desk.domain.stages import WITHOUT_AGREEMENT, Stage, Step
from mediation_desk.i18n import _

if TYPE_CHECKING:
    from mediation_desk.domain.case import CaseFile
    from mediation_desk.domain.people import Person

_DAY = 24 * 60
_TALKS = (Stage.ASSIGNED, Stage.SCHEDULED, Stage.MEDIATING, Stage.EXTENDED)
_OVER = frozenset({*WITHOUT_AGREEMENT, Stage.EFFECTIVE, Stage.PERFORMED})
_NOTICE = "D-17"


def problems_of(hearing: Hearing) -> Iterator[Problem]:
    """Check that a planned hearing has a room and ends after it begins, on the same day."""
    if not hearing.room.strip():
        yield Problem("room", _("Choose a room."))
    begins = hearing.begins.hour * 60 + hearing.begins.minute
    if hearing.minutes < 1 or begins + hearing.minutes >= _DAY:
        yield Problem("ends", _("The end must lie after the beginning, on the same day."))


def called(case: "CaseFile", hearing: Hearing) -> frozenset[int]:
    """Return the parties that are called; none means all of them.

    Where the hearing names nobody, elected representatives come for the workers (推选代表).
    """
    named = {one.party_id for one in hearing.expected if one.party_id is not None}
    if not named and case.representatives:
        workers = {applicant.id for applicant in case.applicants}
        elected = {representative.party_id for representative in case.representatives}
        named = {key for key, _name in case.parties if key not in workers or key in elected}
    return frozenset(named)


def came_elected(
    case: "CaseFile", day: date, attendance: Iterable[Attendance]
) -> tuple[Attendance, ...]:
    """Return the elected representatives who came, themselves or by an agent, to a session."""
    elected = {r.party_id for r in case.representatives if r.elected_on <= day}
    return tuple(
        row for row in attendance if row.party_id in elected and row.attended is not Attended.ABSENT
    )


def represented(case: "CaseFile", day: date, attendance: Iterable[Attendance]) -> frozenset[int]:
    """Return the workers who stayed away and took part by those whom they elected.

    劳动争议调解仲裁法第七条: representatives take part in mediation for the workers.
    """
    rows = tuple(attendance)
    if not came_elected(case, day, rows):
        return frozenset()
    away = {row.party_id for row in rows if row.attended is Attended.ABSENT}
    elected = {r.party_id for r in case.representatives}
    return frozenset(a.id for a in case.applicants if a.id in away and a.id not in elected)


def people_at(case: "CaseFile", hearing: Hearing) -> int:
    """Count who is to sit in the room: parties, agents, others called, officers, panel."""
    come = called(case, hearing) or {key for key, _name in case.parties}
    agents = len({_who(agent.person) for agent in case.agents if agent.party_id in come})
    others = sum(one.party_id is None for one in hearing.expected)
    helpers = sum(bool(need.helper) and need.party_id in come for need in case.special_needs)
    officers = {officer.id for officer in (case.mediator, case.clerk) if officer}
    panel = sum(member.user_id is None or member.user_id not in officers for member in case.panel)
    return len(come) + agents + others + helpers + len(officers) + panel


def _who(person: "Person") -> tuple[str, str]:
    """Tell a person from others: one agent of several parties sits in the room once."""
    return person.name, person.id_number or person.phone


@dataclass(frozen=True, slots=True, kw_only=True)
class Identities:
    """Who comes to a hearing of a case, as they are known again in another one.

    `agents` are the keys of the parties' agents, `helpers` interpreters and panel members from
    outside, by name and telephone.
    """

    parties: tuple[int, ...]
    employers: tuple[int, ...]
    numbers: tuple[str, ...]
    licences: tuple[str, ...]
    helpers: tuple[tuple[str, str], ...]
    agents: tuple[int, ...] = ()


def identities(case: "CaseFile", come: frozenset[int] = frozenset()) -> Identities:
    """Tell how those who come are known; `come` are the parties that do, none means all."""
    parties = [key for key, _name in case.parties if not come or key in come]
    people = {applicant.id: applicant.person for applicant in case.applicants}
    people |= {other.id: other.person for other in case.others if other.person}
    firms = {case.respondent.id: case.respondent.employer_id}
    firms |= {other.id: other.employer_id for other in case.others if other.employer}
    agents = [agent for agent in case.agents if agent.party_id in parties]
    numbers = [people[key].id_number for key in parties if key in people]
    numbers += [agent.person.id_number for agent in agents]
    guests = [(name, phone) for name, phone, _what in from_outside(case, frozenset(parties))]
    return Identities(
        parties=tuple(parties),
        employers=tuple(firms[key] for key in parties if firms.get(key)),
        numbers=tuple(number for number in numbers if number),
        licences=tuple(agent.licence for agent in agents if agent.licence),
        helpers=tuple(guests),
        agents=tuple(agent.id for agent in agents),
    )


def from_outside(
    case: "CaseFile", come: frozenset[int] = frozenset()
) -> tuple[tuple[str, str, str], ...]:
    """Return interpreters and panel members from outside: name, telephone and as what they come.

    `come` are the parties that are called, none means all.
    """
    needs = [need for need in case.special_needs if not come or need.party_id in come]
    guests = [(need.helper, need.phone, _("interpreter or helper")) for need in needs]
    guests += [
        (member.name, member.phone, _("member of the panel"))
        for member in case.panel
        if member.user_id is None
    ]
    return tuple(dict.fromkeys(guest for guest in guests if guest[0]))


def under_way(case: "CaseFile") -> Hearing | None:
    """Return the hearing of a case that goes on, if one does."""
    running = (h for h in case.hearings if h.status is HearingStatus.UNDER_WAY)
    return next(running, None)


def stage_without(case: "CaseFile", others: Iterable[Hearing]) -> Stage:
    """Return where a case stands whose planned hearing was given up, by what was done last."""
    for taken in reversed(case.steps):
        if taken.step is Step.OPEN:
            return Stage.MEDIATING
        if taken.step is Step.EXTEND:
            return Stage.EXTENDED
        if taken.step is Step.SCHEDULE and taken.from_stage not in (None, Stage.SCHEDULED):
            return taken.from_stage or Stage.ASSIGNED
    heard = any(hearing.status in TOOK_PLACE for hearing in others)
    return Stage.MEDIATING if heard else Stage.ASSIGNED


def ordinal(case: "CaseFile", hearing: Hearing) -> int:
    """Return which session of the mediation it is: those that were given up do not count."""
    count = sum(h.status not in GIVEN_UP for h in case.hearings if h.number < hearing.number)
    return count + 1


def named(case: "CaseFile", hearing: Hearing) -> str:
    """Name a session by which one it is; one that was given up is none of those counted."""
    if hearing.status in GIVEN_UP:
        return _("Hearing")
    return _("Hearing {number}").format(number=ordinal(case, hearing))


def told_after_the_end(case: "CaseFile", hearing: Hearing) -> bool:
    """Say whether a session of a mediation that has ended waits to be told what came of it."""
    if hearing.status is not HearingStatus.PLANNED or case.stage not in _OVER:
        return False
    return case.ended_on is not None and hearing.day <= case.ended_on


def planned_anew(case: "CaseFile", hearing: Hearing) -> bool:
    """Say whether a new day is to be given: the last session was given up, and talks go on."""
    if hearing.status not in GIVEN_UP or hearing.id != case.hearings[-1].id:
        return False
    return case.stage in _TALKS


def notified_on(case: "CaseFile") -> date | None:
    """Return when the notice of the hearing to come was issued, None if it was not yet."""
    heard = [h.day for h in case.hearings if h.status in TOOK_PLACE]
    issued = [paper.issued_on for paper in case.papers if paper.form == _NOTICE]
    after = [day for day in issued if not heard or day > max(heard)]
    return max(after, default=None)


def absence_hint(case: "CaseFile") -> str:
    """Say what a second absence may mean; the mediator decides (there is no default judgment)."""
    missed = [h for h in case.hearings if h.status is HearingStatus.NOT_HELD]
    away = [
        {row.party_id for row in h.attendance if row.attended is Attended.ABSENT}
        - represented(case, h.day, h.attendance)
        for h in missed
    ]
    if sum(case.respondent.id in parties for parties in away) >= 2:
        return _(
            "The respondent stayed away twice. The mediator may take this as no longer wanting"
            " mediation, and end it as failed."
        )
    if any(sum(a.id in parties for parties in away) >= 2 for a in case.applicants):
        return _(
            "The applicant stayed away twice. This counts as withdrawn only if the applicant"
            " confirms it."
        )
    return ""
