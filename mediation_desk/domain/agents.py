"""Agents of the parties (委托代理人): who they are, what they may do, and for how long."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from mediation_desk.domain.errors import Problem
from mediation_desk.domain.people import Person
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _

MOST_AGENTS = 2
"""One or two for each party (民事诉讼法第六十一条)."""

_EVERYTHING = "全权"


class AgentKind(Term):
    """Who may be an agent (民事诉讼法第六十一条; 解释第八十八条 says which papers each shows)."""

    LAWYER = "lawyer", N_("Lawyer")
    LEGAL_WORKER = "legal_worker", N_("Grass-roots legal service worker")
    RELATIVE = "relative", N_("Near relative of the party")
    STAFF = "staff", N_("Employee of the party")
    RECOMMENDED = "recommended", N_("Citizen recommended by a community, unit or organisation")


class Authority(Term):
    """How far an agent's authority goes (代理权限)."""

    GENERAL = "general", N_("General authority")
    SPECIAL = "special", N_("Special authority")


class Power(Term):
    """What takes special authority, each named by itself (民事诉讼法第六十二条)."""

    ADMIT = "admit", N_("Admit claims")
    WAIVE = "waive", N_("Waive claims")
    CHANGE = "change", N_("Change claims")
    SETTLE = "settle", N_("Settle and sign the agreement")
    TAKE_MONEY = "take_money", N_("Receive money")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """An agent of one party of a case. `wording` is what the power of attorney says, if noted.

    `licence` and `firm` are a lawyer's or legal worker's; `relation` says how a relative,
    employee or recommended citizen belongs to the party. Without `until` the authority lasts as
    long as the mediation.
    """

    id: int = 0
    party_id: int
    person: Person
    kind: AgentKind = AgentKind.LAWYER
    licence: str = ""
    firm: str = ""
    relation: str = ""
    authority: Authority = Authority.GENERAL
    powers: frozenset[Power] = frozenset()
    wording: str = ""
    receives_papers: bool = False
    given_on: date | None = None
    until: date | None = None

    @property
    def in_words(self) -> str:
        """Name and authority in a line."""
        return _("{name} ({authority})").format(
            name=self.person.name, authority=self.authority.label
        )

    def holds(self, power: Power) -> bool:
        """Say whether the authority names this power; a general one names none."""
        return self.authority is Authority.SPECIAL and power in self.powers

    def ended(self, on: date) -> bool:
        """Say whether the authority had run out on a day; its last day still counts."""
        return self.until is not None and on > self.until

    def begun(self, on: date) -> bool:
        """Say whether the authority had been given by a day."""
        return self.given_on is None or on >= self.given_on


def only_everything(agent: Agent) -> str:
    """Return the sentence on an authority of “full power” that names nothing, else nothing."""
    if _EVERYTHING not in agent.wording or agent.powers:
        return ""
    return _(
        "“Full power of attorney” that names no power is not special authority and counts as"
        " general authority (最高人民法院关于适用《民事诉讼法》的解释第八十九条)."
    )


def understood(agent: Agent) -> Agent:
    """Return the agent with the authority as the law reads it: full power alone is general."""
    if agent.authority is Authority.GENERAL:
        return replace(agent, powers=frozenset())
    return replace(agent, authority=Authority.GENERAL) if only_everything(agent) else agent


def agent_problems(agent: Agent, others: Iterable[Agent], today: date) -> Iterator[Problem]:
    """Check the authority of an agent and their number; the person is checked apart."""
    if sum(other.party_id == agent.party_id for other in others) >= MOST_AGENTS:
        yield Problem(
            "party_id",
            _("A party has at most {n} agents (民事诉讼法第六十一条).").format(n=MOST_AGENTS),
        )
    if agent.authority is Authority.SPECIAL and not agent.powers:
        yield Problem(
            "powers",
            _("Special authority names each power; tick at least one (民事诉讼法第六十二条)."),
        )
    if agent.given_on and agent.given_on > today:
        yield Problem("given_on", _("This day lies in the future."))
    if agent.given_on and agent.until and agent.until < agent.given_on:
        yield Problem("until", _("The authority ends before it was given."))


def cannot_settle(agent: Agent, on: date) -> str:
    """Say why an agent may not sign the agreement on a day; nothing if the agent may."""
    name = agent.person.name
    if agent.ended(on):
        return _(
            "{name}'s authority ended on {day}; a new one is needed to sign (民法典第一百七十三条)."
        ).format(name=name, day=agent.until)
    if not agent.begun(on):
        return _("{name} had no authority yet on {day}.").format(name=name, day=on)
    if not agent.holds(Power.SETTLE):
        return _(
            "{name} has no special authority to settle and cannot sign the agreement"
            " (民事诉讼法第六十二条; 最高人民法院关于适用《民事诉讼法》的解释第八十九条)."
        ).format(name=name)
    return ""
