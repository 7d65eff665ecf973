"""Agents: who may act for a party, and what their authority lets them sign."""

from dataclasses import replace
from datetime import date, time

import pytest

from mediation_desk.domain.agents import Agent, AgentKind, Authority, Power
from mediation_desk.domain.errors import DeskError, Invalid, NotAllowed
from mediation_desk.domain.hearing import Hearing
from mediation_desk.domain.hearing_rules import people_at
from mediation_desk.domain.people import Person
from mediation_desk.domain.settlement import Signature, Signer
from mediation_desk.services import agents, browse, papers, settings, settlements, story, undo
from tests.documents.samples import squeezed, written
from tests.services import course

ZHOU = Person(name="周明理", phone="13900000001")


def agent_of(party_id, **changes):
    values = {
        "party_id": party_id,
        "person": ZHOU,
        "kind": AgentKind.LAWYER,
        "licence": "11307201110000001",
        "firm": "河北某律师事务所",
        "authority": Authority.SPECIAL,
        "powers": frozenset({Power.SETTLE, Power.TAKE_MONEY}),
        "given_on": story.ACCEPTED,
    }
    return Agent(**(values | changes))


def add(office, case_id, **changes):
    case = office.case(case_id)
    party = changes.pop("party_id", case.applicants[0].id)
    return agents.add_agent(office.clerk, case_id, case.version, agent_of(party, **changes))


def by_agent(case, agent, day=story.AGREED):
    return Signature(
        signer=Signer.APPLICANT,
        name=case.party_name(agent.party_id),
        signed_on=day,
        party_id=agent.party_id,
        agent_id=agent.id,
        by_name=agent.person.name,
    )


def sign_by(office, case_id, override="", day=story.AGREED):
    case = office.case(case_id)
    desk = office.supervisor if override else office.mediator
    given = (by_agent(case, case.agents[0], day),)
    settlements.sign(desk, case_id, case.version, given, override)


def test_an_agent_is_entered_found_by_name_corrected_and_taken_away_again(office):
    case_id = course.accepted(office)
    add(office, case_id)
    [agent] = office.case(case_id).agents
    assert agent.powers == {Power.SETTLE, Power.TAKE_MONEY}
    assert browse.find(office.desk, "zml")[0].id == case_id

    corrected = replace(agent, person=replace(agent.person, name="周明礼"))
    agents.change_agent(office.clerk, case_id, office.case(case_id).version, corrected)
    assert office.case(case_id).agents[0].person.name == "周明礼"

    agents.remove_agent(office.clerk, case_id, office.case(case_id).version, agent.id)
    assert office.case(case_id).agents == ()
    undo.undo(office.desk, undo.last(office.desk, case_id).id)
    assert office.case(case_id).agents == (corrected,)


def test_one_agent_of_several_workers_is_entered_once_and_each_row_goes_its_own_way(office):
    case_id = course.accepted(office, ("李建国", "赵铁柱"))
    case = office.case(case_id)
    first, second = (applicant.id for applicant in case.applicants)

    agents.add_agents(office.clerk, case_id, case.version, agent_of(first), (first, second, first))

    entered = office.case(case_id)
    assert [(a.party_id, a.person.name) for a in entered.agents] == [
        (first, ZHOU.name),
        (second, ZHOU.name),
    ]
    hearing = Hearing(day=story.HEARD, begins=time(9, 30), room="第一调解室")
    assert people_at(entered, hearing) == people_at(case, hearing) + 1, "sits there once"
    for applicant in case.applicants:
        paper = papers.compose(office.clerk, case_id, "D-32", str(applicant.id))
        said = squeezed(written(paper.docx))
        assert applicant.person.name in said
        assert ZHOU.name in said
    agents.remove_agent(office.clerk, case_id, entered.version, entered.agents[0].id)
    assert [a.party_id for a in office.case(case_id).agents] == [second]
    undo.undo(office.clerk, undo.last(office.desk, case_id).id)
    undo.undo(office.clerk, undo.last(office.desk, case_id).id)
    assert office.case(case_id).agents == ()


def test_a_third_agent_of_one_of_several_is_refused_by_name_and_nobody_has_one(office):
    case_id = course.accepted(office, ("李建国", "赵铁柱"))
    case = office.case(case_id)
    first, second = (applicant.id for applicant in case.applicants)
    for name in ("吴清", "郑直"):
        add(office, case_id, party_id=second, person=Person(name=name))

    version = office.case(case_id).version
    with pytest.raises(Invalid, match=r"赵铁柱.*民事诉讼法第六十一条"):
        agents.add_agents(office.clerk, case_id, version, agent_of(first), (first, second))

    assert {a.party_id for a in office.case(case_id).agents} == {second}


def test_a_third_agent_is_refused_with_the_article(office):
    case_id = course.accepted(office)
    add(office, case_id)
    add(office, case_id, person=Person(name="吴清"))

    with pytest.raises(Invalid, match="民事诉讼法第六十一条"):
        add(office, case_id, person=Person(name="郑直"))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"person": Person(name="  ")}, "person.name"),
        ({"party_id": 99_999}, "party_id"),
        ({"powers": frozenset()}, "powers"),
        ({"until": date(2026, 1, 1)}, "until"),
        ({"given_on": date(2026, 12, 30)}, "given_on"),
    ],
)
def test_what_cannot_be_an_agent_is_refused_at_its_field(office, changes, field):
    case_id = course.accepted(office)

    with pytest.raises(Invalid) as refused:
        add(office, case_id, **changes)

    assert field in [problem.field for problem in refused.value.problems]
    assert office.case(case_id).agents == ()


def test_an_agent_of_another_case_is_not_changed_from_here(office):
    one, other = course.accepted(office), office.register(("赵铁柱",))
    add(office, one)
    [agent] = office.case(one).agents

    with pytest.raises(DeskError, match="不在本案"):
        agents.change_agent(office.clerk, other, office.case(other).version, agent)


def test_full_power_alone_is_general_authority_after_article_89(office):
    case_id = course.accepted(office)

    add(office, case_id, wording="全权代理", powers=frozenset())

    assert office.case(case_id).agents[0].authority is Authority.GENERAL


def test_special_authority_without_a_power_ticked_is_refused_after_article_62(office):
    case_id = course.accepted(office)

    with pytest.raises(Invalid, match="民事诉讼法第六十二条"):
        add(office, case_id, powers=frozenset())


def test_an_agent_with_the_power_to_settle_signs_the_agreement(office):
    case_id = course.signing(office)
    add(office, case_id)

    sign_by(office, case_id)

    [signature] = office.case(case_id).settlement.signatures
    assert (signature.name, signature.by_name) == ("李建国", "周明理")


@pytest.mark.parametrize(
    "changes",
    [
        {"authority": Authority.GENERAL, "powers": frozenset()},
        {"powers": frozenset({Power.ADMIT})},
        {"wording": "全权代理", "powers": frozenset()},
    ],
)
def test_an_agent_without_special_authority_cannot_sign_after_articles_62_and_89(office, changes):
    case_id = course.signing(office)
    add(office, case_id, **changes)

    with pytest.raises(Invalid, match=r"民事诉讼法第六十二条.*第八十九条"):
        sign_by(office, case_id)

    assert office.case(case_id).settlement.signatures == ()


def test_an_authority_that_ended_does_not_sign_and_its_last_day_still_does(office):
    case_id = course.signing(office)
    add(office, case_id, until=story.AGREED)
    sign_by(office, case_id)
    case = office.case(case_id)
    ended = replace(case.agents[0], until=story.ACCEPTED)
    agents.change_agent(office.clerk, case_id, case.version, ended)

    with pytest.raises(Invalid, match=r"授权已于.*民法典第一百七十三条"):
        sign_by(office, case_id)


def test_a_supervisor_takes_such_a_signature_with_a_recorded_reason(office):
    case_id = course.signing(office)
    add(office, case_id, authority=Authority.GENERAL, powers=frozenset())
    case = office.case(case_id)

    with pytest.raises(NotAllowed):
        settlements.sign(office.mediator, case_id, case.version, (), "委托人电话确认")
    sign_by(office, case_id, override="委托人当日到场追认")

    assert office.case(case_id).settlement.signatures[0].override == "委托人当日到场追认"


def test_an_agent_of_the_other_side_never_signs(office):
    case_id = course.signing(office)
    case = office.case(case_id)
    add(office, case_id, party_id=case.respondent.id)
    case = office.case(case_id)
    wrong = replace(by_agent(case, case.agents[0]), party_id=case.applicants[0].id)

    with pytest.raises(Invalid, match="不是"):
        settlements.sign(office.supervisor, case_id, case.version, (wrong,), "当事人当面追认")


def test_an_agent_who_signed_stays(office):
    case_id = course.signing(office)
    add(office, case_id)
    sign_by(office, case_id)
    case = office.case(case_id)

    with pytest.raises(DeskError, match="已签署"):
        agents.remove_agent(office.clerk, case_id, case.version, case.agents[0].id)


def test_an_authority_cut_back_after_signing_stops_the_seal(office):
    case_id = course.signing(office)
    add(office, case_id)
    case = office.case(case_id)
    settlements.sign(office.supervisor, case_id, case.version, story.signatures(case, story.AGREED))
    sign_by(office, case_id)
    case = office.case(case_id)
    cut = replace(case.agents[0], powers=frozenset({Power.ADMIT}))
    agents.change_agent(office.clerk, case_id, case.version, cut)

    with pytest.raises(Invalid, match="第六十二条"):
        settlements.seal(office.supervisor, case_id, office.case(case_id).version)


def test_the_mediator_is_never_an_agent_in_the_same_case(office):
    case_id = course.assigned(office)
    wang = office.people[story.MEDIATOR.name]
    office.clock.at(story.ACCEPTED)
    known = replace(story.MEDIATOR, id=wang.id, phone="13931300000")
    settings.save_user(office.supervisor, known)

    with pytest.raises(DeskError, match="第十六条"):
        add(office, case_id, person=Person(name=known.name, phone=known.phone))
