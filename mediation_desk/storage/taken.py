"""Whom and what other hearings keep busy, of all who are concerned in a case."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from mediation_desk.domain.booking import ClashKind, Taken
from mediation_desk.domain.case import Side
from mediation_desk.domain.hearing import OCCUPYING
from mediation_desk.domain.hearing_rules import Identities
from mediation_desk.domain.today import BookedHearing
from mediation_desk.storage import booked, sight
from mediation_desk.storage.absences import same_guest
from mediation_desk.storage.reading import AnySelect
from mediation_desk.storage.records import (
    AgentRecord,
    CaseRecord,
    EmployerRecord,
    ExpectedRecord,
    HearingRecord,
    PanelMemberRecord,
    PartyRecord,
    PersonRecord,
    RepresentativeRecord,
    SpecialNeedRecord,
)

NAMES = ("employers", "numbers", "same_case", "agents", "lawyers", "helpers", "members")
"""What is asked of the people of a case: `questions` and `guests` in their order."""


def rooms_and_officers(
    session: Session, first: date, last: date, officers: frozenset[int], besides: int
) -> list[Taken]:
    """Return which rooms are taken, and which of these people of the centre, by other hearings.

    A person of the centre is taken as mediator, as clerk, and as member of a panel.
    """
    found: list[Taken] = []
    panels = _panels(session, first, last, officers)
    for other in booked.between_days(session, first, last):
        if other.hearing_id == besides or other.status not in OCCUPYING:
            continue
        if other.room:
            found.append(_by(other, ClashKind.ROOM, other.room))
        people = {other.mediator_id: other.mediator, other.clerk_id: other.clerk}
        people |= panels.get(other.case_id, {})
        found += [
            _by(other, ClashKind.PERSON, name)
            for key, name in people.items()
            if key is not None and key in officers
        ]
    return found


def _by(other: BookedHearing, kind: ClashKind, who: str) -> Taken:
    return Taken(
        kind=kind,
        who=who,
        number=other.number,
        day=other.day,
        begins=other.begins,
        minutes=other.minutes,
    )


def _panels(
    session: Session, first: date, last: date, officers: frozenset[int]
) -> dict[int, dict[int | None, str]]:
    """Return in which cases with hearings these people sit on the panel."""
    query = (
        select(PanelMemberRecord.case_id, PanelMemberRecord.user_id, PanelMemberRecord.name)
        .join(HearingRecord, HearingRecord.case_id == PanelMemberRecord.case_id)
        .where(
            PanelMemberRecord.user_id.in_(officers),
            HearingRecord.day.between(first, last),
        )
    )
    found: dict[int, dict[int | None, str]] = {}
    for row in session.execute(query):
        found.setdefault(row.case_id, {})[row.user_id] = row.name
    return found


def people(
    session: Session, who: Identities, first: date, last: date, besides: int = 0
) -> list[Taken]:
    """Return when parties, agents, interpreters and guests of a case are at another hearing.

    The same identity number or licence is the same person, and the same employer is one even
    where its cases are many; interpreters and panel members from outside are known by name.
    """
    ask = _at_server if sight.is_whole(session) else _here
    period = {"first": first, "last": last, "besides": besides}
    found = [
        row for name, wanted in _asked(who) if wanted for row in ask(session, name, wanted, period)
    ]
    if names := list({name for name, _phone in who.helpers}):
        found += [
            row
            for name in ("helpers", "members")
            for row in ask(session, name, names, period)
            if same_guest(row.name, row.phone, who)
        ]
    taken = [
        Taken(
            kind=ClashKind.PERSON,
            who=row.name or "",
            number=row.number,
            day=row.day,
            begins=row.begins,
            minutes=row.minutes,
        )
        for row in found
    ]
    return list(dict.fromkeys(taken))


def _here(session: Session, name: str, wanted: list[Any], period: dict[str, Any]) -> Iterable[Any]:
    """Ask where all cases may be read."""
    query = dict(zip(NAMES, (*questions(), *guests()), strict=True))[name]
    return session.execute(query, {"wanted": wanted} | period)


def _at_server(
    session: Session, name: str, wanted: list[Any], period: dict[str, Any]
) -> Iterable[Any]:
    """Ask the server, which tells of hidden cases no more than a day and an hour."""
    from mediation_desk.storage import taken_by_server

    return taken_by_server.rows(session, name, wanted, **period)


def _asked(who: Identities) -> Iterator[tuple[str, list[Any]]]:
    """Pair each question with what it looks for, each by an index of its own."""
    yield "employers", list(who.employers)
    yield "numbers", list(who.numbers)
    yield "same_case", list(who.parties)
    yield "agents", list(who.numbers)
    yield "lawyers", list(who.licences)


def _wanted(column: Any) -> ColumnElement[bool]:  # noqa: ANN401 - any column
    return column.in_(bindparam("wanted", expanding=True))  # type: ignore[no-any-return]


def _hearings(case_id: Any, *named: Any) -> AnySelect:  # noqa: ANN401 - any columns
    """Ask for hearings to come in a period, of the cases in which somebody appears."""
    return (
        select(
            HearingRecord.day,
            HearingRecord.begins,
            HearingRecord.minutes,
            CaseRecord.number,
            *named,
        )
        .join(HearingRecord, HearingRecord.case_id == case_id)
        .join(CaseRecord, CaseRecord.id == HearingRecord.case_id)
        .where(
            HearingRecord.day.between(bindparam("first"), bindparam("last")),
            HearingRecord.status.in_(OCCUPYING),
            HearingRecord.id != bindparam("besides"),
        )
    )


@cache
def questions() -> tuple[AnySelect, AnySelect, AnySelect, AnySelect, AnySelect]:
    """Build the questions once: building takes longer than asking."""
    name = func.coalesce(PersonRecord.name, EmployerRecord.name).label("name")
    parties = (
        _hearings(PartyRecord.case_id, name)
        .select_from(PartyRecord)
        .outerjoin(PersonRecord, PersonRecord.id == PartyRecord.person_id)
        .outerjoin(EmployerRecord, EmployerRecord.id == PartyRecord.employer_id)
        .where(_called_there())
    )
    agents = (
        _hearings(AgentRecord.case_id, PersonRecord.name)
        .select_from(AgentRecord)
        .join(PersonRecord, PersonRecord.id == AgentRecord.person_id)
        .join(PartyRecord, PartyRecord.id == AgentRecord.party_id)
        .where(_called_there())
    )
    return (
        parties.where(_wanted(PartyRecord.employer_id)),
        parties.where(_wanted(PersonRecord.id_number)),
        parties.where(_wanted(PartyRecord.id), PersonRecord.id_number == ""),
        agents.where(_wanted(PersonRecord.id_number)),
        agents.where(_wanted(AgentRecord.licence)),
    )


@cache
def guests() -> tuple[AnySelect, AnySelect]:
    """Build the questions for interpreters and members of panels, who are known by name."""
    need, member = SpecialNeedRecord, PanelMemberRecord
    return (
        _hearings(need.case_id, need.helper.label("name"), need.phone)
        .select_from(need)
        .where(_wanted(need.helper)),
        _hearings(member.case_id, member.name, member.phone)
        .select_from(member)
        .where(_wanted(member.name)),
    )


def _called_there() -> ColumnElement[bool]:
    """Limit to the parties that come to the other hearing.

    It calls those it names; where it names none, elected representatives come for the workers.
    """
    named, here = aliased(ExpectedRecord), aliased(ExpectedRecord)
    elected, this = aliased(RepresentativeRecord), aliased(RepresentativeRecord)
    nobody_named = ~exists().where(
        named.hearing_id == HearingRecord.id, named.party_id.is_not(None)
    )
    comes_for_all = or_(
        PartyRecord.side != Side.APPLICANT,
        ~exists().where(elected.case_id == PartyRecord.case_id),
        exists().where(this.party_id == PartyRecord.id),
    )
    return or_(
        and_(nobody_named, comes_for_all),
        exists().where(here.hearing_id == HearingRecord.id, here.party_id == PartyRecord.id),
    )
