"""A window that stays open: days pass, and colleagues work on the same file at other desks."""

import pytest
from PySide6.QtCore import Qt

from mediation_desk.domain.case import Consent, ConsentManner, Side
from mediation_desk.domain.stages import Stage
from mediation_desk.services import browse, steps, story
from mediation_desk.services.desk import open_desk
from tests.journeys.ahead import CASE
from tests.journeys.hand import CONTROL
from tests.journeys.office import CLERK, MEDIATOR, SUPERVISOR

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)


def test_an_empty_card_follows_the_day_and_one_that_is_begun_does_not(office):
    hand = office.hand
    hand.key(Qt.Key.Key_N, CONTROL)
    hand.rest()
    office.at(story.CONSENTED)
    assert hand.text("received_on") == "2026-10-13"
    hand.fill("respondent_name", "宣化某公司")

    office.at(story.ACCEPTED)

    assert hand.text("received_on") == "2026-10-13"


def test_agreement_and_signatures_are_proposed_for_the_day_it_is(office_at):
    office = office_at("heard", MEDIATOR)
    office.at(story.HEARD)
    hand = office.hand
    hand.open_case(CASE)
    hand.click("take_agree")
    hand.wait(lambda: hand.sees("terms_grid"))
    assert hand.text("agreed_on") == "2026-10-22"

    office.at(story.AGREED)
    assert hand.text("agreed_on") == "2026-10-23"
    hand.fill("due_1", "2026-10-30")
    office.at(story.AGREED.replace(day=24))
    assert hand.text("agreed_on") == "2026-10-23"
    hand.click("terms_save")
    hand.told("协议")

    assert hand.text("signatures") == "2026-10-24"
    office.at(story.AGREED.replace(day=26))
    assert hand.text("signatures") == "2026-10-26"


def test_an_act_on_a_case_that_a_colleague_has_changed_is_refused_once(office_at):
    office = office_at("registered", CLERK)
    hand = office.hand
    hand.open_case(CASE)
    hand.click("take_ask_consent")
    hand.wait(lambda: hand.sees("step_ask_consent_ok"))
    _answer_at_another_desk(office)

    hand.click("step_ask_consent_ok")

    hand.wait(lambda: hand.text("step_ask_consent_problem"))
    assert "他人刚刚修改过本案" in hand.text("step_ask_consent_problem")
    assert len(office.on_disk().consents) == 1
    hand.rest()
    hand.click("step_ask_consent_ok")
    hand.told("调解意愿已登记。")
    case = office.on_disk()
    assert (len(case.consents), case.stage) == (2, Stage.CONSENT)


def _answer_at_another_desk(office, side=Side.RESPONDENT):
    desk = open_desk(office.path, now=office.clock, actor=SUPERVISOR)
    answer = Consent(
        side=side,
        agrees=True,
        given_on=desk.today(),
        manner=ConsentManner.PHONE,
        by="冯永固",
    )
    steps.record_consent(desk, CASE, browse.case_file(desk, CASE).version, answer)
    desk.close()


def test_a_person_who_takes_over_has_other_rights_at_once(office_at):
    office = office_at("registered", CLERK)
    for side in Side:
        _answer_at_another_desk(office, side)
    hand = office.hand
    hand.open_case(CASE)
    assert not hand.see("take_accept").isEnabled()

    office.sit_down(SUPERVISOR)
    assert hand.see("take_accept").isEnabled()
    office.sit_down(MEDIATOR)

    assert not hand.see("take_accept").isEnabled()


def test_a_payment_recorded_by_mistake_is_taken_back_and_so_is_that(office_at):
    office = office_at("effective", CLERK)
    office.at(story.FIRST_DUE)
    hand = office.hand
    hand.open_case(CASE)
    hand.click("take_pay")
    hand.wait(lambda: hand.rows("payment_grid"))
    hand.click("payment_record")
    hand.told("登记", keep=True)
    assert len(office.on_disk().payments) == 12

    hand.click("notice_action")
    hand.told("已撤销")

    assert office.on_disk().payments == ()
    assert {row[6] for row in hand.rows("obligations_table")} == {"未到期"}
