"""The pack of the last step: a proof of service is made of a paper and its receiver."""

from datetime import time

from mediation_desk.domain.hearing import Hearing
from mediation_desk.domain.stages import Step
from mediation_desk.services import hearings, packs, papers, story
from mediation_desk.services.packs import Pack
from tests.services.course import assigned, take
from tests.services.effect_course import LATE, defaulted


def contents(office, case_id):
    return packs.contents(office.case(case_id), Pack.STEP, office.clerk.today())


def test_proofs_of_service_wait_until_the_notices_are_issued_and_are_one_for_each(office):
    case_id = assigned(office)
    planned = Hearing(day=story.HEARD, begins=time(9, 30), room="第一调解室")
    hearings.schedule(office.clerk, case_id, office.case(case_id).version, planned)

    assert [code for code, _subject in contents(office, case_id)] == ["D-17", "D-17"]

    for code, subject in contents(office, case_id):
        made = papers.compose(office.clerk, case_id, code, subject)
        papers.issue(office.clerk, case_id, office.case(case_id).version, made)
    proofs = contents(office, case_id)
    assert [code for code, _subject in proofs] == ["D-18", "D-18"]
    assert {int(key) for _code, key in proofs} == {s.id for s in office.case(case_id).services}


def test_after_a_default_the_pack_is_the_notice_that_urges_t33(office):
    case_id = defaulted(office)

    assert contents(office, case_id) == (("D-52", ""),)

    take(office.clerk, office, case_id, Step.REMIND, LATE, manner="phone", until=LATE)
    assert contents(office, case_id) == (("D-52", ""),)
