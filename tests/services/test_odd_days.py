"""Steps out of their order are refused with a sentence, and nothing is saved."""

from datetime import time

import pytest

from mediation_desk.domain.errors import StepNotAllowed
from mediation_desk.domain.hearing import Hearing
from mediation_desk.domain.stages import Stage
from mediation_desk.services import hearings, steps, story
from tests.services.course import accepted, registered


def test_a_second_acceptance_is_refused_rules_on_mediation_art_22(office):
    case_id = accepted(office)
    before = office.case(case_id)

    with pytest.raises(StepNotAllowed, match="企业劳动争议协商调解规定第二十二条"):
        steps.accept(office.supervisor, case_id, before.version, story.ACCEPTED)

    assert office.case(case_id) == before


def test_a_hearing_before_acceptance_is_refused_and_nothing_is_saved(office):
    case_id = registered(office)
    planned = Hearing(day=story.HEARD, begins=time(9, 30), room="第一调解室")

    with pytest.raises(StepNotAllowed, match="“已申请”阶段，不能办理“安排调解会”。先办理“"):
        hearings.schedule(office.clerk, case_id, office.case(case_id).version, planned)

    case = office.case(case_id)
    assert (case.stage, case.hearings) == (Stage.APPLIED, ())
