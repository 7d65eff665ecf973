"""A group's case as that of one worker alone, for agreements signed one by one (逐人签订)."""

from dataclasses import replace

from mediation_desk.domain.case import CaseFile
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


def _terms(settlement: Settlement | None, party_id: int) -> Settlement | None:
    if settlement is None:
        return None
    money = tuple(row for row in settlement.terms.money if row.party_id == party_id)
    return replace(settlement, terms=replace(settlement.terms, money=money))
