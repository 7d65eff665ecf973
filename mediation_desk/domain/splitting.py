"""Workers of a group who go on in a case of their own (分案、另案调解).

An agreement binds only those who signed or validly consented, and workers may settle one by one
(procedure.md 2.6). Whom it leaves out is mediated further only in a case that no agreement has
ended. That is no new application: the days of receipt and acceptance are those of the case from
which it was split off, and the periods of the law go on from them
(企业劳动争议协商调解规定第二十九条).
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from mediation_desk.domain.outside import untold
from mediation_desk.domain.sides import Side
from mediation_desk.domain.stages import Stage
from mediation_desk.i18n import _

if TYPE_CHECKING:  # the day's page names next steps without loading whole cases
    from collections.abc import Iterable

    from mediation_desk.domain.case import CaseFile, Clock
    from mediation_desk.domain.claims import Applicant
    from mediation_desk.domain.materials import Material


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitWorker:
    """A worker who was split off, as one of the two cases knows of the other.

    `party_id` is the worker's key in the case that tells of it; the number is empty where the
    other case is not open to whoever reads this one.
    """

    party_id: int
    name: str
    case_id: int
    number: str
    split_on: date
    reason: str


def to_split(case: "CaseFile") -> "tuple[Applicant, ...]":
    """Return the workers who can go on in a case of their own.

    Before an agreement takes effect that is any of several; afterwards whom it does not bind, as
    long as nobody wrote down how the mediation ended for them.
    """
    if case.past is not None:
        return ()
    if case.in_effect:
        return untold(case)
    return case.applicants if len(case.applicants) > 1 else ()


def held_back(case: "CaseFile", party_id: int) -> str:
    """Say why a worker stays for now, and what to do first; empty if nothing stands against it."""
    name = case.party_name(party_id)
    if case.in_effect:
        return ""
    if any(r.party_id == party_id for r in case.representatives):
        text = _("{name} is an elected representative: have others elected first.")
        return text.format(name=name)
    signed = case.settlement.signatures if case.settlement else ()
    if any(party_id in (s.party_id, s.by_party_id) for s in signed):
        text = _("{name} has signed the agreement: write down other terms first.")
        return text.format(name=name)
    if any(duty.party_id == party_id for duty in case.duties):
        text = _("Something besides money is agreed for {name}: take that out first.")
        return text.format(name=name)
    return ""


def stage_of(case: "CaseFile") -> Stage:
    """Return where the mediation of a worker goes on: before the hearing, which is held anew."""
    if case.mediator is None:
        return Stage.ACCEPTED
    extended = any(c.kind == "DL05" and c.state.value != "void" for c in case.clocks)
    return Stage.EXTENDED if extended else Stage.ASSIGNED


def clocks_of(case: "CaseFile", labels: "Iterable[str]") -> "tuple[Clock, ...]":
    """Return the clocks that go on: those of the case, after effect those of these workers.

    Several who were left out have the same days; one clock of each kind goes along.
    """
    mine = set(labels) if case.in_effect else {""}
    running = [c for c in case.clocks if c.state.value == "running" and c.detail in mine]
    return tuple({c.kind: c for c in running if c.kind in GO_ALONG}.values())


GO_ALONG = frozenset({"DL03", "DL04", "DL05", "DL08", "DL31", "DL32", "DL34"})
"""The days for mediation, a recusal not decided, and the days that a court or arbitration set."""


def without_gone(case: "CaseFile") -> "CaseFile":
    """Return a case without what is kept in it of those who go on in another one."""
    if not case.gone:
        return case
    keys = {worker.party_id for worker in case.gone}
    return replace(
        case,
        agents=tuple(one for one in case.agents if one.party_id not in keys),
        others=tuple(one for one in case.others if one.acts_for not in keys),
        special_needs=tuple(one for one in case.special_needs if one.party_id not in keys),
        addresses=tuple(one for one in case.addresses if one.party_id not in keys),
        answers=tuple(one for one in case.answers if one.party_id not in keys),
        moments=tuple(one for one in case.moments if one.party_id not in keys),
    )


def concerns(material: "Material", others: "Iterable[str]") -> bool:
    """Say whether a material goes along: not what one of the workers who stay brought."""
    brought = material.brought_by.strip()
    return material.side is not Side.APPLICANT or brought not in set(others)
