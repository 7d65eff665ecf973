"""Rules about the people around a case that need no file: who is asked, copies, pens, reading."""

from dataclasses import replace

import pytest

from mediation_desk.domain.agents import Agent, Authority, Power, only_everything, understood
from mediation_desk.domain.agreement import blocking
from mediation_desk.domain.case import Side
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.guards import DECLINED
from mediation_desk.domain.other_parties import Duty, OtherParty, PartyRole
from mediation_desk.domain.people import Person
from mediation_desk.domain.representatives import Representative
from mediation_desk.domain.signing import pens, usual_pen
from tests.domain.samples import AGREED, TERMS, WORKER, case, consent

PAYER = OtherParty(id=31, role=PartyRole.PAYER, employer=Employer(name="某集团"), duty=Duty.PAYS)
MOTHER = OtherParty(
    id=32, role=PartyRole.LEGAL_REPRESENTATIVE, person=Person(name="李母"), acts_for=11
)


@pytest.mark.parametrize("side", Side)
def test_the_side_that_did_not_apply_is_the_one_that_may_decline(side):
    other = Side.APPLICANT if side is Side.RESPONDENT else Side.RESPONDENT
    declined = case(applied_by=side, consents=(consent(other, agrees=False),))
    own = case(applied_by=side, consents=(consent(side, agrees=False),))

    assert declined.asked_side is other
    assert DECLINED.met(declined, AGREED)
    assert not DECLINED.met(own, AGREED)


def test_every_party_who_signs_gets_an_original():
    three = case(others=(PAYER,))

    problems = [p.text for p in blocking(three, TERMS, AGREED) if p.field == "copies"]

    assert "人民调解法第二十九条" in problems[0]
    assert not [p for p in blocking(three, replace(TERMS, copies=4), AGREED) if p.field == "copies"]


def test_who_can_hold_the_pen_for_whom():
    second = replace(WORKER, id=12, person=Person(name="王秀英"))
    agent = Agent(id=5, party_id=11, person=Person(name="周明理"))
    full = case(
        applicants=(WORKER, second),
        others=(MOTHER,),
        agents=(agent,),
        representatives=(Representative(party_id=12, elected_on=AGREED),),
    )

    assert [pen.name for pen in pens(full, 11)] == ["李母", "周明理", "王秀英"]
    assert [pen.name for pen in pens(full, 12)] == []
    assert usual_pen(full, 11).by_party_id == 32
    assert usual_pen(full, 12) is None


@pytest.mark.parametrize(
    ("wording", "powers", "read"),
    [
        ("全权代理", frozenset(), Authority.GENERAL),
        ("全权代理，代为和解", frozenset({Power.SETTLE}), Authority.SPECIAL),
        ("代为和解", frozenset({Power.SETTLE}), Authority.SPECIAL),
    ],
)
def test_full_power_that_names_nothing_is_general_authority_article_89(wording, powers, read):
    agent = Agent(
        party_id=11,
        person=Person(name="周明理"),
        authority=Authority.SPECIAL,
        powers=powers,
        wording=wording,
    )

    assert understood(agent).authority is read
    assert bool(only_everything(agent)) is (read is Authority.GENERAL)
