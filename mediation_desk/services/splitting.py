"""Splitting workers off into a case of their own, and taking that back (分案、另案调解)."""

from dataclasses import replace

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.errors import DeskError, Invalid, Problem
from mediation_desk.domain.identifiers import format_case_number
from mediation_desk.domain.journal import Entry
from mediation_desk.domain.moves import Move
from mediation_desk.domain.own_courses import PERIODS, label
from mediation_desk.domain.rights import Right
from mediation_desk.domain.settlement import Settlement
from mediation_desk.domain.splitting import clocks_of, to_split
from mediation_desk.domain.stages import Stage
from mediation_desk.domain.step_facts import Facts
from mediation_desk.i18n import _
from mediation_desk.services.act import write_step
from mediation_desk.services.desk import Desk
from mediation_desk.services.limitation_clock import keep_limitation
from mediation_desk.storage import access, cases, clocks, journal, parties, settlements, voiding
from mediation_desk.storage import splitting as store
from mediation_desk.storage.database import Session


def split(desk: Desk, session: Session, case: CaseFile, row: Move, facts: Facts) -> None:
    """Let workers go on in a case of their own, within the act on the case before.

    The new case stands on the days of receipt and acceptance of the one before, with its people,
    sums and materials; who was named in an agreement that is not signed stands in it no longer.
    Of a case that not everybody may see it is a supervisor who decides, as on who sees it.
    """
    if access.of_case(session, case.id).restricted:
        desk.actor.require(Right.ASSIGN)
    chosen = tuple(dict.fromkeys(facts.party_ids))
    _require_some_stay(case, chosen)
    names = [case.party_name(party_id) for party_id in chosen]
    whose = {party_id: label(case, party_id) for party_id in chosen}
    along = clocks_of(case, whose.values())
    year = desk.today().year
    number = format_case_number(desk.centre.number_pattern, year, cases.next_number(session, year))
    if case.stage is Stage.SIGNING and case.settlement is not None:
        _take_out_of_terms(session, case, case.settlement, chosen)
    going = [clock.id for clock in along]
    made = store.split(session, case, chosen, going, number, facts.day, facts.reason.strip())
    for party_id, name in zip(chosen, names, strict=True):
        told = replace(facts, by=name, number=number)
        step_id = write_step(desk, session, case, row, told, party_id=party_id)
        if case.in_effect:
            clocks.void(session, case.id, PERIODS, whose[party_id], step_id)
    _name_nobody(session, made.id)
    keep_limitation(desk, session, made.id)
    cases.stamp(session, made.id, desk.actor, desk.instant())
    told_there = {"from": case.number, "reason": facts.reason.strip()}
    journal.note_beside(session, made.id, told_there)


def _require_some_stay(case: CaseFile, chosen: tuple[int, ...]) -> None:
    open_to = {applicant.id for applicant in to_split(case)}
    for party_id in chosen:
        if party_id not in open_to:
            text = _("{name}: this step is not open.").format(name=case.party_name(party_id))
            raise Invalid([Problem("party_ids", text)])
    if len(chosen) == len(case.applicants):
        raise Invalid([Problem("party_ids", _("One worker at least stays in the case."))])


def _take_out_of_terms(
    session: Session, case: CaseFile, settlement: Settlement, chosen: tuple[int, ...]
) -> None:
    """Take those who go out of terms that nobody of them has signed."""
    money = tuple(row for row in settlement.terms.money if row.party_id not in chosen)
    if len(money) == len(settlement.terms.money):
        return
    if not money:
        raise DeskError(_("Nobody would be left in the agreement."))
    terms = replace(settlement.terms, money=money)
    settlements.put(session, case.id, replace(settlement, terms=terms))
    parties.set_amounts(
        session,
        {
            (key, claim.kind): replace(claim, agreed=None)
            for key in chosen
            for claim in case.applicant(key).claims
        },
    )


def _name_nobody(session: Session, case_id: int) -> None:
    """Let the days for mediation be the whole case's: in it they are told of nobody apart."""
    for clock in cases.file(session, case_id).clocks:
        if clock.detail:
            clocks.correct(session, case_id, replace(clock, detail=""))


def take_back(desk: Desk, session: Session, entry: Entry, reason: str) -> None:
    """Remove the case that a split made, as part of undoing it; its number is void.

    What was done there since, or a paper issued, is not lost: then the split stays.
    """
    for case_id in store.made_by(session, entry):
        if store.moved_on(session, case_id):
            number = cases.file(session, case_id).number
            text = _(
                "Something was done in case {number} since: the split can no longer be undone."
            )
            raise DeskError(text.format(number=number))
        case = cases.file(session, case_id)
        voiding.void(
            session, case, reason.strip(), desk.actor, desk.instant(), besides=store.GOES_BACK
        )
