"""One worker does not sign: the others' agreement takes effect, and she goes on in another case."""

import pytest
from PySide6.QtCore import Qt

from mediation_desk.domain.settlement import Terms, plan
from mediation_desk.domain.stages import Stage
from mediation_desk.services import browse, claims, settlements, story
from mediation_desk.ui.case.terms_model import agreed_sums
from tests.journeys.ahead import CASE
from tests.journeys.office import SUPERVISOR

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)


def write_down_what_was_agreed(office):
    desk = office.desk
    office.at(story.AGREED)
    claims.fill_agreed(desk, CASE, browse.case_file(desk, CASE).version)
    case = browse.case_file(desk, CASE)
    money = plan(agreed_sums(case), (story.FIRST_DUE,))
    terms = Terms(money=money, certificate_by=story.FIRST_DUE)
    settlements.propose(desk, CASE, case.version, terms, story.AGREED)
    office.at(story.AGREED)


def test_who_did_not_sign_is_mediated_further_in_a_case_of_her_own(office_at):
    office = office_at("heard", SUPERVISOR)
    hand = office.hand
    write_down_what_was_agreed(office)
    hand.open_case(CASE)
    hand.click("take_seal")
    hand.wait(lambda: hand.sees("signatures_table"))
    workers = [row[1] for row in hand.rows("signatures_table")]
    last = workers.index("欧阳海")
    hand.fill("signatures", "2026-10-23")
    hand.cell("signatures_table", 0, 1)
    hand.cell("signatures_table", last - 1, 1, modifier=Qt.KeyboardModifier.ShiftModifier)
    hand.click("sign_some")
    hand.told(f"{last}")
    assert hand.sees("split_unsigned")

    hand.click("split_unsigned")
    hand.fill("reason", "不同意本次方案，愿意继续调解")
    hand.click("step_split_off_ok")
    hand.told("另案")

    old = office.on_disk()
    [gone] = old.gone
    assert gone.name == "欧阳海"
    hand.click("sign_all")
    hand.told("签")
    hand.fill("sealing_ended", "11:40")
    hand.click("seal_agreement")
    hand.told("生效")
    assert office.on_disk().stage is Stage.EFFECTIVE

    hand.click(f"open_split_{gone.case_id}")
    hand.rest()
    assert hand.text("page_title") == gone.number
    hand.click("take_schedule")
    hand.wait(lambda: hand.see("room").count() == 2)
    hand.fill("day", "2026-10-29")
    hand.fill("begins", "930")
    hand.click("hearing_save")
    hand.told("调解会")
    office.at(story.FIRST_DUE)
    new = office.on_disk(gone.case_id)
    assert new.stage is Stage.SCHEDULED
    assert [worker.person.name for worker in new.applicants] == ["欧阳海"]
    assert new.accepted_on == old.accepted_on
