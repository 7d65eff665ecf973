"""A group's case as that of some of its workers: of one alone, or of those who settled.

One alone is for agreements signed one by one (逐人签订).
"""

from dataclasses import replace

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.outside import bound
from mediation_desk.domain.settlement import Settlement


def alone(case: CaseFile, party_id: int) -> CaseFile:
    """Return the case with one worker, and with the sums, duties and people of that worker.

    Nobody represents the others any more, so there are no representatives.
    """
    others = {worker.id for worker in case.applicants} - {party_id}
    return replace(
        case,
        applicants=(case.applicant(party_id),),
        settlement=_terms(case.settlement, party_id),
        payments=tuple(p for p in case.payments if p.party_id == party_id),
        waivers=tuple(w for w in case.waivers if w.party_id == party_id),
        duties=tuple(d for d in case.duties if d.party_id in {None, party_id}),
        agents=tuple(agent for agent in case.agents if agent.party_id not in others),
        special_needs=tuple(n for n in case.special_needs if n.party_id not in others),
        answers=(),
        representatives=(),
    )


def settled_only(case: CaseFile) -> CaseFile:
    """Return the case with only the workers whom the agreement binds, for papers that rest on it.

    It is the case itself where that is everybody, and of former years, where nobody wrote it down.
    """
    inside = bound(case)
    outside = {worker.id for worker in case.applicants} - inside
    if not inside or not outside or case.past is not None:
        return case
    return replace(
        case,
        applicants=tuple(a for a in case.applicants if a.id in inside),
        payments=tuple(p for p in case.payments if p.party_id not in outside),
        waivers=tuple(w for w in case.waivers if w.party_id not in outside),
        agents=tuple(agent for agent in case.agents if agent.party_id not in outside),
        special_needs=tuple(n for n in case.special_needs if n.party_id not in outside),
        answers=tuple(answer for answer in case.answers if answer.party_id not in outside),
        representatives=tuple(r for r in case.representatives if r.party_id not in outside),
    )


def _terms(settlement: Settlement | None, party_id: int) -> Settlement | None:
    if settlement is None:
        return None
    money = tuple(row for row in settlement.terms.money if row.party_id == party_id)
    return replace(settlement, terms=replace(settlement.terms, money=money))
