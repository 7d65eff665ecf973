"""Asking each of several respondents whether it wants mediation, and going on with those who do."""

from collections.abc import Collection
from datetime import date

from mediation_desk.domain import respondents
from mediation_desk.domain.case import CaseFile, Consent, Side
from mediation_desk.domain.errors import Invalid, Problem
from mediation_desk.i18n import _
from mediation_desk.storage import asked_respondents as store
from mediation_desk.storage.database import Session


def whose(case: CaseFile, consent: Consent, respondent: int | None) -> int | None:
    """Return which respondent an answer is of; None where there is nobody to tell apart."""
    accepted = case.accepted_on is not None
    if not accepted and (consent.side is Side.APPLICANT or not respondents.several(case)):
        return None
    if respondent not in {one.party_id for one in respondents.to_ask(case)}:
        raise Invalid([Problem("side", _("Choose the respondent who answered."))])
    return respondent


def all_answered(case: CaseFile, now: int | None) -> bool:
    """Say whether every respondent has answered once one of them does now."""
    if not respondents.several(case):
        return True
    return all(one.answers or one.party_id == now for one in respondents.inquiries(case))


def keep_attempt(
    session: Session, case: CaseFile, step_id: int, party_ids: Collection[int]
) -> None:
    """Keep which respondents were asked in an attempt; where none is named, all of them."""
    if not respondents.several(case):
        return
    known = [one.party_id for one in respondents.inquiries(case)]
    if not set(party_ids) <= set(known):
        raise Invalid([Problem("party_ids", _("Choose the respondents who were asked."))])
    store.keep(session, case.id, party_ids or known, step_id=step_id)


def take_in(session: Session, case: CaseFile, respondent: int | None, *, agrees: bool) -> None:
    """Let a respondent who answers once the case is accepted take part from then on, or not."""
    if case.accepted_on is None or respondent is None:
        return
    if agrees:
        store.join(session, case, respondent)
    else:
        store.go_on(session, case, case.respondent.id, [respondent])


def go_on(session: Session, case: CaseFile, on: date) -> None:
    """Let the case go on against the respondents who agree."""
    first = respondents.first_to_go_on(case, on)
    out = [one.party_id for one in respondents.staying_out(case, on)]
    if first is not None and out:
        store.go_on(session, case, first, out)
