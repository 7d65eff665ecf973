"""Agents of the parties: entering them, correcting their authority, taking them away."""

from collections.abc import Iterable
from dataclasses import replace

from mediation_desk.domain import errors
from mediation_desk.domain.agents import Agent, agent_problems, understood
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.errors import Invalid, NotFound, Problem
from mediation_desk.domain.intake import person_problems
from mediation_desk.domain.neutrality import Known
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.services import neutral
from mediation_desk.services.act import on_case
from mediation_desk.services.desk import Desk
from mediation_desk.storage import cases, journal
from mediation_desk.storage import people_around as store
from mediation_desk.storage.database import Session


def add_agent(desk: Desk, case_id: int, version: int, agent: Agent) -> int:
    """Enter an agent of a party (委托代理人); return the key."""
    desk.actor.require(Right.REGISTER)
    agent = understood(agent)
    with on_case(desk, "add_agent", case_id, version) as (session, case):
        _check(desk, session, case, agent)
        return store.add_agent(session, case_id, agent)


def add_agents(
    desk: Desk, case_id: int, version: int, agent: Agent, party_ids: Iterable[int]
) -> tuple[int, ...]:
    """Enter one agent of several parties at once, a row for each of them; return the keys.

    Each party gives an authority of its own (授权委托书); each row is corrected and taken away by
    itself, and one undo takes all of them back.
    """
    desk.actor.require(Right.REGISTER)
    agent = understood(agent)
    rows = [replace(agent, party_id=key) for key in dict.fromkeys(party_ids)]
    with on_case(desk, "add_agent", case_id, version) as (session, case):
        if not rows:
            raise Invalid([Problem("party_id", _("Choose at least one party."))])
        for row in rows:
            _check(desk, session, case, row, named=len(rows) > 1)
        return tuple(store.add_agent(session, case_id, row) for row in rows)


def change_agent(desk: Desk, case_id: int, version: int, agent: Agent) -> None:
    """Correct an agent's data or authority."""
    desk.actor.require(Right.REGISTER)
    agent = understood(agent)
    with on_case(desk, "change_agent", case_id, version) as (session, case):
        before = _find(case, agent.id)
        _check(desk, session, case, replace(agent, party_id=before.party_id))
        store.set_agent(session, replace(agent, party_id=before.party_id))


def remove_agent(desk: Desk, case_id: int, version: int, agent_id: int) -> None:
    """Take an agent away who has signed nothing (解除委托、误录)."""
    desk.actor.require(Right.REGISTER)
    with on_case(desk, "remove_agent", case_id, version) as (session, case):
        store.remove_agent(session, _find(case, agent_id).id)


def look_at_agent(desk: Desk, case_id: int, agent_id: int) -> Agent:
    """Return an agent with unmasked data; the look is journalled (查看敏感信息)."""
    desk.actor.require(Right.REVEAL)
    with desk.db.write(desk.actor, "reveal", case_id) as session:
        agent = _find(cases.file(session, case_id), agent_id)
        journal.note(session, {"agent": agent_id})
        return agent


def _check(
    desk: Desk, session: Session, case: CaseFile, agent: Agent, *, named: bool = False
) -> None:
    """Refuse an agent with something wrong; of several the party is `named` that is meant."""
    others = [other for other in case.agents if other.id != agent.id]
    problems = [
        *person_problems(agent.person, "person"),
        *agent_problems(agent, others, desk.today()),
    ]
    if agent.party_id not in dict(case.parties):
        problems.append(Problem("party_id", _("This party does not belong to the case.")))
    elif named:
        who = case.party_name(agent.party_id)
        problems = [
            Problem(p.field, f"{who}：{p.text}") if p.field == "party_id" else p for p in problems
        ]
    errors.require(problems)
    known = Known(name=agent.person.name, phone=agent.person.phone, as_what="")
    neutral.require_stranger(session, case, [known])


def _find(case: CaseFile, agent_id: int) -> Agent:
    for agent in case.agents:
        if agent.id == agent_id:
            return agent
    raise NotFound(_("This agent is not in the case."))
