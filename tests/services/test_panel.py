"""The panel, people invited to help, neutrality, and recusal."""

from dataclasses import replace
from datetime import date

import pytest

from mediation_desk.domain import next_steps
from mediation_desk.domain.agents import Agent
from mediation_desk.domain.case import ClockState
from mediation_desk.domain.centre import User
from mediation_desk.domain.errors import DeskError, Invalid, NotAllowed
from mediation_desk.domain.neutrality import Somebody
from mediation_desk.domain.panel import Ground, PanelMember, Recusal, Ruling, Seat, panel_cautions
from mediation_desk.domain.people import Person
from mediation_desk.domain.rights import Role
from mediation_desk.domain.stages import Step
from mediation_desk.services import agents, panel, settings, steps, story
from mediation_desk.ui.case.course import course as happened
from tests.services import course

HEAD = PanelMember(seat=Seat.UNION, name=story.MEDIATOR.name, head=True)
GOVERNMENT = PanelMember(seat=Seat.GOVERNMENT, name="高仲", organisation="宣化区人社局")
ENTERPRISE = PanelMember(seat=Seat.ENTERPRISE, name="钱联", organisation="宣化区工商联")


def put(office, case_id, *people):
    panel.set_panel(office.supervisor, case_id, office.case(case_id).version, people)


def request(case, **changes):
    values = {
        "party_id": case.respondent.id,
        "asked_by": "冯永固",
        "person": story.MEDIATOR.name,
        "person_id": case.mediator.id,
        "ground": Ground.INTEREST,
        "facts": "调解员曾任申请人所在村法律顾问。",
        "asked_on": story.ACCEPTED,
    }
    return Recusal(**(values | changes))


def ask(office, case_id, **changes):
    case = office.case(case_id)
    return panel.ask_recusal(office.clerk, case_id, case.version, request(case, **changes))


def decide(office, case_id, ruling, day=story.ACCEPTED, **how):
    case = office.case(case_id)
    panel.decide_recusal(
        office.supervisor, case_id, case.version, case.recusals[0].id, ruling, day, "理由", **how
    )


def another_mediator(office, **changes):
    values = {"name": "赵和", "roles": frozenset({Role.MEDIATOR})}
    return settings.save_user(office.supervisor, User(**(values | changes)))


def test_three_sides_sit_on_a_panel_with_one_head(office):
    case_id = course.assigned(office)

    put(office, case_id, GOVERNMENT, HEAD, ENTERPRISE)

    assert [p.name for p in office.case(case_id).panel] == ["高仲", "王敏", "钱联"]
    assert list(panel_cautions(office.case(case_id).panel)) == []
    assert "单数" in next(panel_cautions((HEAD, GOVERNMENT)))


@pytest.mark.parametrize(
    ("people", "words"),
    [
        ((replace(HEAD, head=False), GOVERNMENT, ENTERPRISE), "首席"),
        ((HEAD, replace(GOVERNMENT, head=True), ENTERPRISE), "首席"),
        ((HEAD, GOVERNMENT, replace(GOVERNMENT)), "重复"),
        ((HEAD, GOVERNMENT, replace(ENTERPRISE, name=" ")), "姓名"),
        ((GOVERNMENT, ENTERPRISE, replace(ENTERPRISE, name="孙企", head=True)), "应当列入"),
    ],
)
def test_what_is_no_panel_is_refused(office, people, words):
    case_id = course.assigned(office)

    with pytest.raises(DeskError, match=words):
        put(office, case_id, *people)


def test_a_helper_takes_part_only_with_both_sides_consent_article_25(office):
    case_id = course.assigned(office)
    helper = PanelMember(seat=Seat.HELPER, name="王村长", workers_agreed_on=story.ACCEPTED)

    with pytest.raises(Invalid, match="第二十五条"):
        put(office, case_id, helper)
    put(office, case_id, replace(helper, employer_agreed_on=story.ACCEPTED))

    assert office.case(case_id).panel[0].invited


def test_only_a_supervisor_makes_up_a_panel(office):
    case_id = course.assigned(office)

    with pytest.raises(NotAllowed):
        panel.set_panel(office.mediator, case_id, office.case(case_id).version, ())


def test_the_same_name_is_a_doubt_and_the_same_telephone_a_certainty(office):
    case_id = course.assigned(office)
    case = office.case(case_id)
    zhou = Person(name="周明理", phone="13900000001")
    agents.add_agent(
        office.clerk, case_id, case.version, Agent(party_id=case.respondent.id, person=zhou)
    )

    [doubt] = panel.neutrality(office.desk, case_id, [Somebody(name="周明理")])
    [certainty] = panel.neutrality(
        office.desk, case_id, [Somebody(name="周明理", phone=zhou.phone)]
    )

    assert not doubt.certain
    assert "同名" in doubt.text
    assert certainty.certain
    assert "委托代理人" in certainty.text
    key = another_mediator(office, name="周明理", phone=zhou.phone)
    with pytest.raises(DeskError, match="第十六条"):
        steps.assign(office.supervisor, case_id, office.case(case_id).version, key, None)


def test_an_earlier_case_of_the_employer_is_remembered(office):
    earlier = office.register(("李建国",))
    case = office.case(earlier)
    zhou = Agent(party_id=case.respondent.id, person=Person(name="周明理"))
    agents.add_agent(office.clerk, earlier, case.version, zhou)
    case_id = office.register(("赵铁柱",))

    found = panel.neutrality(office.desk, case_id, [Somebody(name="周明理")])
    worker = panel.neutrality(office.desk, case_id, [Somebody(name="李建国")])

    assert "同一单位" in found[0].text
    assert case.number in found[0].text
    assert "劳动者" in worker[0].text


def test_a_recusal_is_asked_decided_in_three_working_days_and_the_mediator_replaced(office):
    case_id = course.assigned(office)
    key = another_mediator(office)
    ask(office, case_id)
    clock = course.clock(office.case(case_id), "DL08", "王敏")
    assert (clock.start, clock.due) == (story.ACCEPTED, date(2026, 10, 19))

    decide(office, case_id, Ruling.GRANTED, replacement_id=key)

    case = office.case(case_id)
    assert case.mediator.name == case.recusals[0].replaced_by == "赵和"
    assert course.clock(case, "DL08", "王敏").state is ClockState.MET
    told = [event.text for event in happened(case, office.desk.calendar)]
    assert any("冯永固申请王敏回避" in text for text in told)
    assert any("王敏由赵和接替" in text for text in told)


def test_while_a_recusal_is_asked_for_it_is_decided_before_a_hearing_is_arranged(office):
    case_id = course.assigned(office)
    before = next_steps.in_order(office.case(case_id), office.mediator.actor, story.ACCEPTED)
    ask(office, case_id)

    waiting = next_steps.in_order(office.case(case_id), office.mediator.actor, story.ACCEPTED)

    assert before[0].row.step is Step.SCHEDULE
    assert waiting[0].row.step is Step.DECIDE_RECUSAL
    decide(office, case_id, Ruling.DISMISSED)
    after = next_steps.in_order(office.case(case_id), office.mediator.actor, story.ACCEPTED)
    assert after[0].row.step is Step.SCHEDULE


def test_a_recused_member_of_the_panel_is_replaced_in_its_seat(office):
    case_id = course.assigned(office)
    put(office, case_id, HEAD, GOVERNMENT, ENTERPRISE)
    key = another_mediator(office)
    ask(office, case_id)

    decide(office, case_id, Ruling.GRANTED, replacement_id=key)

    head = office.case(case_id).panel[0]
    assert (head.name, head.seat, head.head) == ("赵和", Seat.UNION, True)


def test_without_a_replacement_a_mediator_is_not_recused(office):
    case_id = course.assigned(office)
    ask(office, case_id, party_id=None, asked_by="王敏")

    with pytest.raises(Invalid, match="接替"):
        decide(office, case_id, Ruling.GRANTED)

    assert office.case(case_id).mediator.name == "王敏"


def test_somebody_in_doubt_stays_only_if_both_sides_agree_article_15(office):
    case_id = course.assigned(office)
    ask(office, case_id)

    with pytest.raises(Invalid, match="第十五条"):
        decide(office, case_id, Ruling.STAYS)
    decide(office, case_id, Ruling.STAYS, both_agree=True)

    assert office.case(case_id).mediator.name == "王敏"
    with pytest.raises(DeskError, match="已作出决定"):
        decide(office, case_id, Ruling.DISMISSED)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"person": "某人", "person_id": 1}, "person"),
        ({"facts": " "}, "facts"),
        ({"asked_by": ""}, "asked_by"),
        ({"asked_on": date(2027, 1, 1)}, "asked_on"),
        ({"asked_on": date(2026, 1, 1)}, "asked_on"),
        ({"party_id": 999}, "party_id"),
    ],
)
def test_what_is_no_request_is_refused_at_its_field(office, changes, field):
    case_id = course.assigned(office)

    with pytest.raises(Invalid) as refused:
        ask(office, case_id, **changes)

    assert field in [problem.field for problem in refused.value.problems]


def test_a_request_entered_by_mistake_goes_with_its_clock(office):
    case_id = course.assigned(office)
    key = ask(office, case_id)
    with pytest.raises(Invalid, match="尚未作出决定"):
        ask(office, case_id)

    panel.remove_recusal(office.clerk, case_id, office.case(case_id).version, key)

    case = office.case(case_id)
    assert case.recusals == ()
    assert course.clock(case, "DL08", "王敏").state is ClockState.VOID


def test_after_the_agreement_took_effect_nobody_is_recused(office):
    case_id = course.effective(office)

    with pytest.raises(DeskError, match="已经结束"):
        ask(office, case_id)


def test_whoever_sits_on_the_panel_does_not_take_a_second_seat_by_recusal(office):
    case_id = course.assigned(office)
    key = another_mediator(office)
    put(office, case_id, HEAD, replace(GOVERNMENT, name="赵和", user_id=key), ENTERPRISE)
    ask(office, case_id)

    with pytest.raises(Invalid, match="赵和已是小组成员") as refused:
        decide(office, case_id, Ruling.GRANTED, replacement_id=key)

    assert [problem.field for problem in refused.value.problems] == ["replacement"]
    assert len({person.name for person in office.case(case_id).panel}) == 3


def test_a_clerk_takes_no_mediators_place_and_a_panel_keeps_its_head(office):
    case_id = course.assigned(office)
    outside = PanelMember(seat=Seat.GOVERNMENT, name="高仲", head=True)
    put(office, case_id, replace(HEAD, head=False), outside, ENTERPRISE)
    clerk = office.case(case_id).clerk.id
    ask(office, case_id)
    with pytest.raises(Invalid, match="刘静不是调解员"):
        decide(office, case_id, Ruling.GRANTED, replacement_id=clerk)

    case = office.case(case_id)
    panel.remove_recusal(office.clerk, case_id, case.version, case.recusals[0].id)
    ask(office, case_id, person="高仲", person_id=None)
    with pytest.raises(Invalid, match="首席"):
        decide(office, case_id, Ruling.GRANTED)
    decide(office, case_id, Ruling.GRANTED, replacement_id=another_mediator(office))

    assert {p.name: p.head for p in office.case(case_id).panel} == {
        "王敏": False,
        "赵和": True,
        "钱联": False,
    }


def granted(office, **changes):
    case_id = course.assigned(office)
    key = another_mediator(office, **changes)
    ask(office, case_id)
    decide(office, case_id, Ruling.GRANTED, replacement_id=key)
    return case_id


def test_who_was_recused_does_not_come_back_to_the_case_article_15(office):
    """最高人民法院关于人民法院特邀调解的规定第十五条."""
    case_id = granted(office)
    case = office.case(case_id)
    old = office.people[story.MEDIATOR.name].id

    with pytest.raises(DeskError, match="第十五条"):
        steps.assign(office.supervisor, case_id, case.version, old, None, "人手不足")
    with pytest.raises(DeskError, match="第十五条"):
        put(office, case_id, replace(HEAD, name="赵和"), replace(HEAD, head=False), ENTERPRISE)
    [doubt] = panel.neutrality(office.clerk, case_id, [Somebody(name=story.MEDIATOR.name)])
    assert doubt.certain

    assert office.case(case_id).mediator.name == "赵和"


@pytest.mark.parametrize(
    ("roles", "keeps"), [({Role.MEDIATOR}, False), ({Role.MEDIATOR, Role.CLERK}, True)]
)
def test_a_replacement_keeps_the_record_only_if_that_is_its_calling(office, roles, keeps):
    case_id = course.assigned(office)
    own = office.people[story.MEDIATOR.name]
    both = replace(story.MEDIATOR, id=own.id, roles=frozenset({Role.MEDIATOR, Role.CLERK}))
    settings.save_user(office.supervisor, both)
    case = office.case(case_id)
    steps.assign(office.supervisor, case_id, case.version, own.id, own.id)
    key = another_mediator(office, roles=frozenset(roles))
    ask(office, case_id)

    decide(office, case_id, Ruling.GRANTED, replacement_id=key)

    case = office.case(case_id)
    assert case.mediator.name == "赵和"
    assert (case.clerk is not None) == keeps


def test_whoever_takes_over_in_spite_of_a_doubt_does_so_with_a_reason(office):
    """procedure.md 2.5, T12: the check for conflicts; who has the employer's head's name."""
    case_id = course.assigned(office)
    ask(office, case_id)
    other = another_mediator(office, name=story.EMPLOYER.legal_representative)

    with pytest.raises(Invalid) as refused:
        decide(office, case_id, Ruling.GRANTED, replacement_id=other)
    assert [problem.field for problem in refused.value.problems] == ["override"]
    assert "同名" in refused.value.problems[0].text

    why = "经核对身份证，系同名不同人"
    decide(office, case_id, Ruling.GRANTED, replacement_id=other, override=why)
    assert office.case(case_id).mediator.name == story.EMPLOYER.legal_representative
