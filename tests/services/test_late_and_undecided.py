"""Signing after the days for mediation, and going on while a recusal is undecided, ask a reason."""

from datetime import time, timedelta

import pytest

from mediation_desk.domain.errors import Invalid
from mediation_desk.domain.hearing import Attendance, Attended, Hearing
from mediation_desk.domain.panel import Ground, Recusal
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.services import hearings, panel, settlements, story
from tests.services.course import assigned, clock, signing

WHY = "双方已书面同意延期，同意书在卷"


def sign(office, case_id, day, reason=""):
    case = office.case(case_id)
    given = story.signatures(case, day)
    settlements.sign(office.mediator, case_id, case.version, given, reason=reason)


def ask_recusal(office, case_id, day):
    case = office.case(case_id)
    told = Recusal(
        person=case.mediator.name,
        person_id=case.mediator.id,
        asked_by="李建国",
        ground=Ground.RELATIVE,
        facts="与被申请人有利害关系",
        asked_on=day,
    )
    panel.ask_recusal(office.clerk, case_id, case.version, told)


def test_signing_and_sealing_after_the_fifteen_days_take_a_reason_rules_art_29(office):
    case_id = signing(office)
    late = clock(office.case(case_id), "DL04").due + timedelta(days=1)
    office.clock.at(late)

    with pytest.raises(Invalid, match="企业劳动争议协商调解规定第二十九条"):
        sign(office, case_id, late)
    sign(office, case_id, late, WHY)
    with pytest.raises(Invalid, match="企业劳动争议协商调解规定第二十九条"):
        settlements.seal(office.supervisor, case_id, office.case(case_id).version)
    settlements.seal(office.supervisor, case_id, office.case(case_id).version, WHY)

    case = office.case(case_id)
    assert case.stage is Stage.EFFECTIVE
    assert next(t.override for t in case.steps if t.step is Step.SEAL) == WHY


def test_what_was_signed_in_time_is_sealed_later_without_a_reason(office):
    case_id = signing(office)
    sign(office, case_id, story.AGREED)
    office.clock.at(clock(office.case(case_id), "DL04").due + timedelta(days=1))

    settlements.seal(office.supervisor, case_id, office.case(case_id).version)

    assert office.case(case_id).stage is Stage.EFFECTIVE


def test_a_hearing_is_opened_before_a_recusal_is_decided_only_with_a_reason_rules_art_11(office):
    case_id = assigned(office)
    planned = Hearing(day=story.HEARD, begins=time(9, 30), room="第一调解室")
    hearings.schedule(office.clerk, case_id, office.case(case_id).version, planned)
    ask_recusal(office, case_id, story.ACCEPTED)
    case = office.case(case_id)
    came = (Attendance(party_id=case.applicants[0].id, name="李建国", attended=Attended.PRESENT),)
    told = (case.hearings[0].id, office.clock.at(story.HEARD, 9, 30), came)

    with pytest.raises(Invalid, match="劳动人事争议仲裁办案规则第十一条"):
        hearings.open_hearing(office.mediator, case_id, case.version, *told)
    hearings.open_hearing(office.mediator, case_id, case.version, *told, "双方同意先行调解")

    assert office.case(case_id).stage is Stage.MEDIATING


def test_signing_and_sealing_before_a_recusal_is_decided_take_a_reason_rules_art_11(office):
    case_id = signing(office)
    ask_recusal(office, case_id, story.AGREED)

    with pytest.raises(Invalid, match="劳动人事争议仲裁办案规则第十一条"):
        sign(office, case_id, story.AGREED)
    sign(office, case_id, story.AGREED, WHY)
    with pytest.raises(Invalid, match="劳动人事争议仲裁办案规则第十一条"):
        settlements.seal(office.supervisor, case_id, office.case(case_id).version)
