"""Each of several respondents is asked whether it wants mediation, and answers for itself.

劳动争议调解仲裁法第二十二条 (joint parties), 企业劳动争议协商调解规定第二十二条 (both sides
agree, told in writing), 人民调解法第十七条 (nobody against a clear refusal); procedure.md 2.3
(DL01, DL02) and 2.5 (T09 to T11).
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from mediation_desk.domain import consent_rules, likeliest
from mediation_desk.domain.case import ClockState, Side
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.errors import DeskError, Invalid, StepNotAllowed
from mediation_desk.domain.other_parties import Capacity, OtherParty, PartyRole
from mediation_desk.domain.people import Person
from mediation_desk.domain.procedure import Facts, missing_signatures
from mediation_desk.domain.respondents import Reply, inquiries, not_taking_part
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.domain.step_facts import DeclineGround
from mediation_desk.services import browse, correcting, other_parties, steps, story, undo
from tests.services.course import LI, assigned, consent, registered

USER = Employer(name="宣化某置业有限公司", phone="0313-3000000")
DAY = story.APPLIED


def joined(office, names=LI):
    """Register an application against two, a contractor and the developer beside it."""
    case_id = registered(office, names)
    other = OtherParty(
        role=PartyRole.CO_RESPONDENT,
        employer=USER,
        capacity=Capacity.DEVELOPER,
        signs=True,
    )
    add(office, case_id, other)
    answer(office, case_id, Side.APPLICANT)
    return case_id


def add(office, case_id, other):
    return other_parties.add_other(office.clerk, case_id, office.case(case_id).version, other)


def first_and_second(office, case_id):
    return [one.party_id for one in inquiries(office.case(case_id))]


def answer(office, case_id, side, respondent=None, *, agrees=True, day=DAY):
    version = office.case(case_id).version
    steps.record_consent(office.clerk, case_id, version, consent(side, agrees, day), respondent)


def ask(office, case_id, *respondents, until=None, day=DAY):
    facts = Facts(
        day=day, manner="phone", note="无人接听", until=until, party_ids=tuple(respondents)
    )
    steps.take(office.clerk, case_id, office.case(case_id).version, Step.CONTACT, facts)


def accept(office, case_id):
    on = office.desk.today()
    steps.accept(office.supervisor, case_id, office.case(case_id).version, on)


def decline(office, case_id, ground, day=None):
    facts = Facts(day=day or office.desk.today(), ground=ground.value)
    steps.take(office.supervisor, case_id, office.case(case_id).version, Step.DECLINE, facts)


def stand(office, case_id):
    return [one.reply(office.desk.today()) for one in inquiries(office.case(case_id))]


def next_step(office, case_id):
    row = likeliest.next_step(office.case(case_id), office.desk.today())
    return row.step if row else None


def clock(office, case_id, kind):
    return next(c for c in office.case(case_id).clocks if c.kind == kind)


def test_mediation_law_art_22_each_joint_party_answers_for_itself(office):
    case_id = joined(office)
    first, second = first_and_second(office, case_id)

    answer(office, case_id, Side.RESPONDENT, first)

    assert stand(office, case_id) == [Reply.AGREES, Reply.NOT_ASKED]
    with pytest.raises(StepNotAllowed, match="第二十二条"):
        accept(office, case_id)
    with pytest.raises(Invalid) as refused:
        answer(office, case_id, Side.RESPONDENT)
    assert [p.field for p in refused.value.problems] == ["side"]

    answer(office, case_id, Side.RESPONDENT, second)
    accept(office, case_id)

    case = office.case(case_id)
    assert case.stage is Stage.ACCEPTED
    assert [other.role for other in case.others] == [PartyRole.CO_RESPONDENT]
    assert not_taking_part(case) == ()


def test_dl02_is_met_by_the_last_respondent_who_answers(office):
    case_id = joined(office)
    first, second = first_and_second(office, case_id)

    answer(office, case_id, Side.RESPONDENT, first)
    assert clock(office, case_id, "DL02").state is ClockState.RUNNING

    answer(office, case_id, Side.RESPONDENT, second, agrees=False)
    assert clock(office, case_id, "DL02").state is ClockState.MET


def test_peoples_mediation_law_art_17_who_declines_takes_no_part_and_stays_visible(office):
    case_id = joined(office)
    first, second = first_and_second(office, case_id)
    answer(office, case_id, Side.RESPONDENT, first)
    answer(office, case_id, Side.RESPONDENT, second, agrees=False)
    assert next_step(office, case_id) is Step.ACCEPT
    with pytest.raises(StepNotAllowed, match="第二十二条"):
        decline(office, case_id, DeclineGround.REFUSED)

    accept(office, case_id)

    case = office.case(case_id)
    [out] = not_taking_part(case)
    assert (out.name, out.reply(DAY)) == (USER.name, Reply.DECLINES)
    assert [other.role for other in case.others] == [PartyRole.NOT_TAKING_PART]
    assert USER.name not in dict(case.addressed).values()
    assert USER.name not in dict(case.parties).values()
    assert case.party_name(second) == USER.name
    assert USER.name not in missing_signatures(case)


def test_the_second_goes_on_first_where_only_it_agrees_and_undo_puts_both_back(office):
    case_id = joined(office)
    before = office.case(case_id)
    first, second = first_and_second(office, case_id)
    answer(office, case_id, Side.RESPONDENT, first, agrees=False)
    ask(office, case_id, second)
    answer(office, case_id, Side.RESPONDENT, second)
    told = inquiries(office.case(case_id))

    accept(office, case_id)

    case = office.case(case_id)
    [out] = not_taking_part(case)
    assert (case.respondent.id, case.respondent.employer.name) == (second, USER.name)
    assert case.respondent.capacity is Capacity.DEVELOPER
    assert out == told[0]
    assert [line.respondent for line in browse.find(office.desk, case.number)] == [USER.name]

    undo.undo(office.desk, undo.last(office.desk, case_id).id)

    case = office.case(case_id)
    assert (case.respondent, case.others) == (before.respondent, before.others)
    assert inquiries(case) == told
    [line] = browse.find(office.desk, case.number)
    assert line.respondent == before.respondent.employer.name


def test_t10_the_case_ends_where_nobody_agrees(office):
    case_id = joined(office)
    first, second = first_and_second(office, case_id)
    answer(office, case_id, Side.RESPONDENT, first, agrees=False)
    assert next_step(office, case_id) is not Step.DECLINE
    with pytest.raises(DeskError):
        decline(office, case_id, DeclineGround.REFUSED)
    ask(office, case_id, second, until=DAY)
    with pytest.raises(Invalid, match=r"第二十二条"):
        decline(office, case_id, DeclineGround.REFUSED)

    office.clock.at(DAY + timedelta(days=1))

    assert stand(office, case_id) == [Reply.DECLINES, Reply.SILENT]
    assert next_step(office, case_id) is Step.DECLINE
    with pytest.raises(Invalid) as refused:
        decline(office, case_id, DeclineGround.NO_ANSWER)
    assert [p.field for p in refused.value.problems] == ["ground"]
    decline(office, case_id, DeclineGround.REFUSED)
    assert office.case(case_id).stage is Stage.NO_CONSENT


def test_t10_silence_of_all_needs_the_day_set_for_each(office):
    case_id = joined(office)
    first, second = first_and_second(office, case_id)
    ask(office, case_id, until=DAY)
    ask(office, case_id, second, until=DAY + timedelta(days=1))
    office.clock.at(DAY + timedelta(days=1))

    with pytest.raises(Invalid) as refused:
        decline(office, case_id, DeclineGround.NO_ANSWER)
    assert USER.name in str(refused.value)

    office.clock.at(DAY + timedelta(days=2))
    decline(office, case_id, DeclineGround.NO_ANSWER)
    assert office.case(case_id).stage is Stage.NO_CONSENT
    assert first != second


def test_dl01_governs_who_was_asked_is_not_waited_for_beyond_the_days_for_acceptance(office):
    case_id = joined(office)
    first, second = first_and_second(office, case_id)
    due = clock(office, case_id, "DL01").due
    answer(office, case_id, Side.RESPONDENT, first)
    ask(office, case_id, second, until=due)
    with pytest.raises(StepNotAllowed, match="第二十二条"):
        accept(office, case_id)

    office.clock.at(due)
    accept(office, case_id)

    [out] = not_taking_part(office.case(case_id))
    assert out.name == USER.name
    assert out.reply(due) is Reply.WAITED_FOR


def test_mediation_law_art_2_a_foreman_alone_is_no_employer_to_go_on_against(office):
    case_id = registered(office, LI)
    foreman = OtherParty(role=PartyRole.CO_RESPONDENT, person=Person(name="赵工头"))
    add(office, case_id, foreman)
    answer(office, case_id, Side.APPLICANT)
    first, second = first_and_second(office, case_id)
    answer(office, case_id, Side.RESPONDENT, first, agrees=False)
    answer(office, case_id, Side.RESPONDENT, second)

    with pytest.raises(StepNotAllowed):
        accept(office, case_id)
    assert next_step(office, case_id) is Step.DECLINE
    decline(office, case_id, DeclineGround.REFUSED)
    assert office.case(case_id).stage is Stage.NO_CONSENT


def test_one_respondent_is_asked_as_ever_and_nothing_more_is_kept(office):
    case_id = assigned(office)

    assert office.case(case_id).asked == ()


def test_what_was_asked_before_another_joined_is_the_first_ones(office):
    case_id = registered(office, LI)
    ask(office, case_id, until=DAY)
    answer(office, case_id, Side.RESPONDENT)
    add(office, case_id, OtherParty(role=PartyRole.CO_RESPONDENT, employer=USER))

    assert stand(office, case_id) == [Reply.AGREES, Reply.NOT_ASKED]


def test_the_day_of_one_answer_is_corrected_and_the_others_stays(office):
    case_id = joined(office)
    office.clock.at(DAY + timedelta(days=1))
    today = office.desk.today()
    for key in first_and_second(office, case_id):
        answer(office, case_id, Side.RESPONDENT, key, day=today)
    earlier = [t for t in office.case(case_id).steps if t.step is Step.ASK_CONSENT][-2]

    version = office.case(case_id).version
    correcting.correct_day(office.supervisor, case_id, version, earlier.id, DAY, "回执日期写错")

    days = [one.answers[-1].given_on for one in inquiries(office.case(case_id))]
    assert days == [DAY, today]


def test_an_answer_is_undone_with_whose_it_is_and_comes_again(office):
    case_id = joined(office)
    first, _second = first_and_second(office, case_id)
    answer(office, case_id, Side.RESPONDENT, first)

    undo.undo(office.desk, undo.last(office.desk, case_id).id)
    assert office.case(case_id).asked == ()
    undo.redo(office.desk, *undo.last_undone(office.desk, case_id))

    assert stand(office, case_id) == [Reply.AGREES, Reply.NOT_ASKED]


def test_who_was_asked_alone_is_not_taken_out_and_who_was_asked_with_others_is(office):
    case_id = joined(office)
    _first, second = first_and_second(office, case_id)
    ask(office, case_id)

    def remove(key):
        other_parties.remove_other(office.clerk, case_id, office.case(case_id).version, key)

    remove(second)
    undo.undo(office.desk, undo.last(office.desk, case_id).id)
    ask(office, case_id, second)

    with pytest.raises(DeskError, match=USER.name):
        remove(second)


def test_the_same_person_may_answer_for_both_but_not_twice_for_one(office):
    case_id = joined(office)
    first, second = first_and_second(office, case_id)
    answer(office, case_id, Side.RESPONDENT, first)
    answer(office, case_id, Side.RESPONDENT, second)

    case, again = office.case(case_id), consent(Side.RESPONDENT)

    assert [p.field for p in consent_rules.again(case, again, second)] == ["agrees"]
    other = replace(again, by="另一人")
    assert list(consent_rules.again(case, other, second)) == []


def without_the_second(office):
    case_id = joined(office)
    first, second = first_and_second(office, case_id)
    answer(office, case_id, Side.RESPONDENT, first)
    answer(office, case_id, Side.RESPONDENT, second, agrees=False)
    accept(office, case_id)
    return case_id, second


def test_who_declined_and_agrees_after_all_takes_part_from_then_on(office):
    case_id, second = without_the_second(office)

    answer(office, case_id, Side.RESPONDENT, second)

    case = office.case(case_id)
    assert case.stage is Stage.ACCEPTED
    assert not_taking_part(case) == ()
    assert USER.name in dict(case.addressed).values()
    assert USER.name in missing_signatures(case)
    undo.undo(office.desk, undo.last(office.desk, case_id).id)
    assert [one.name for one in not_taking_part(office.case(case_id))] == [USER.name]


def test_art_17_a_role_is_not_typed_against_a_refusal(office):
    case_id, _second = without_the_second(office)
    [out] = office.case(case_id).others
    typed = replace(out, role=PartyRole.CO_RESPONDENT)
    version = office.case(case_id).version

    with pytest.raises(Invalid, match="第十七条") as refused:
        other_parties.change_other(office.clerk, case_id, version, typed)
    assert [p.field for p in refused.value.problems] == ["role"]


def test_a_respondent_named_since_the_acceptance_is_asked_too(office):
    case_id = assigned(office)
    add(office, case_id, OtherParty(role=PartyRole.CO_RESPONDENT, employer=USER, signs=True))
    [other] = office.case(case_id).others

    answer(office, case_id, Side.RESPONDENT, other.id, agrees=False)

    assert [one.name for one in not_taking_part(office.case(case_id))] == [USER.name]


def test_an_accepted_case_asks_nobody_who_agrees_already(office):
    case_id = assigned(office)

    with pytest.raises(StepNotAllowed, match="第二十二条"):
        answer(office, case_id, Side.RESPONDENT)


def test_a_case_that_is_split_knows_in_both_parts_who_takes_no_part(office):
    case_id = joined(office, names=("李建国", "赵铁柱"))
    first, second = first_and_second(office, case_id)
    answer(office, case_id, Side.RESPONDENT, first)
    ask(office, case_id, second)
    answer(office, case_id, Side.RESPONDENT, second, agrees=False)
    accept(office, case_id)
    [leaves] = [a.id for a in office.case(case_id).applicants if a.person.name == "赵铁柱"]

    facts = Facts(day=office.desk.today(), party_ids=(leaves,), reason="赵铁柱另行调解")
    version = office.case(case_id).version
    steps.take(office.supervisor, case_id, version, Step.SPLIT_OFF, facts)

    [gone] = office.case(case_id).gone
    for part in (case_id, gone.case_id):
        [out] = not_taking_part(office.case(part))
        assert (out.name, out.reply(DAY), len(out.attempts)) == (USER.name, Reply.DECLINES, 1)
