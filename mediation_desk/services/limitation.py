"""Limitation: how the claims of a case stand, and what moves their year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mediation_desk import i18n
from mediation_desk.domain import errors
from mediation_desk.domain.case import Application, CaseFile
from mediation_desk.domain.errors import Invalid, Problem
from mediation_desk.domain.limitation import Moment, moment_problems
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.law.limitation_of_case import (
    ClaimBar,
    bars,
    bars_of_application,
    moments_of,
    settled,
)
from mediation_desk.law.time_bar import Question, TimeBar, time_bar
from mediation_desk.services.act import on_case
from mediation_desk.services.desk import Desk
from mediation_desk.storage import cases
from mediation_desk.storage import limitation as store


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLimitation:
    """How every claim of a case stands, and every moment that moves its year."""

    on: date
    bars: tuple[ClaimBar, ...]
    moments: tuple[Moment, ...]
    settled: frozenset[int] = frozenset()

    def performed(self, one: ClaimBar) -> bool:
        """Say whether an agreement that is performed has settled a claim for all its workers."""
        return bool(one.party_ids) and self.settled.issuperset(one.party_ids)


def of_case(desk: Desk, case_id: int) -> CaseLimitation:
    """Say how the claims of a case stand today."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        case = cases.file(session, case_id)
    return _stands(desk, case)


def of_file(desk: Desk, case: CaseFile) -> CaseLimitation:
    """Say how the claims of a case stand that is at hand already."""
    desk.actor.require(Right.READ)
    return _stands(desk, case)


def _stands(desk: Desk, case: CaseFile) -> CaseLimitation:
    today = desk.today()
    return CaseLimitation(
        on=today,
        bars=bars(case, desk.law_on(today), desk.calendar),
        moments=moments_of(case, today),
        settled=settled(case),
    )


def of_application(desk: Desk, application: Application) -> tuple[ClaimBar, ...]:
    """Say how the claims stand that are being registered: a warning, never a refusal."""
    desk.actor.require(Right.READ)
    return bars_of_application(application, desk.law_on(desk.today()), desk.calendar)


def compute(desk: Desk, question: Question) -> TimeBar:
    """Say how a claim stands that belongs to no case."""
    desk.actor.require(Right.READ)
    found = [p for moment in question.moments for p in moment_problems(moment, desk.today())]
    errors.require(found)
    return time_bar(question, desk.calendar)


def sheet_of(desk: Desk, bar: TimeBar) -> bytes:
    """Write the calculation of a claim outside any case as a small sheet."""
    desk.actor.require(Right.READ)
    from mediation_desk.reports.limitation_paper import Part, limitation_paper

    with i18n.speaking(i18n.CHINESE):
        title = _("Wages owed") if bar.question.wages else _("Another claim than wages")
    parts = [Part(title=title, whose="", bar=bar)]
    return limitation_paper("", parts, desk.centre.name, desk.today())


def case_sheet(desk: Desk, case_id: int) -> bytes:
    """Write how every claim of a case stands as a sheet (时效计算单)."""
    desk.actor.require(Right.READ)
    from mediation_desk.reports.limitation_paper import Part, limitation_paper

    with desk.db.read() as session:
        case = cases.file(session, case_id)
    today, stands = desk.today(), _stands(desk, case)
    with i18n.speaking(i18n.CHINESE):
        parts = [
            Part(
                title=found.claim.label,
                whose=workers(found.names),
                bar=found.bar,
                settled=stands.performed(found),
            )
            for found in stands.bars
        ]
        names = [applicant.person.name for applicant in case.applicants]
        heading = _("{number}: {who} v. {respondent}").format(
            number=case.number, who=workers(names), respondent=case.respondent.employer.name
        )
    return limitation_paper(heading, parts, desk.centre.name, today)


def workers(names: Sequence[str]) -> str:
    """Name one worker, or the first of several and how many there are."""
    if len(names) == 1:
        return names[0]
    first = names[0] if names else "—"
    return _("{name} and others ({n} workers)").format(name=first, n=len(names))


def put_moment(desk: Desk, case_id: int, version: int, moment: Moment) -> None:
    """Enter or correct something that starts, interrupts or suspends the year."""
    desk.actor.require(Right.COMPUTE)
    errors.require(moment_problems(moment, desk.today()))
    with on_case(desk, "put_moment", case_id, version) as (session, case):
        if moment.party_id is not None and moment.party_id not in {a.id for a in case.applicants}:
            raise Invalid([Problem("party_id", _("This worker is not in the case."))])
        store.put_moment(session, case_id, moment)


def remove_moment(desk: Desk, case_id: int, version: int, moment_id: int) -> None:
    """Take back a moment that was entered."""
    desk.actor.require(Right.COMPUTE)
    with on_case(desk, "remove_moment", case_id, version) as (session, _case):
        store.remove_moment(session, case_id, moment_id)
