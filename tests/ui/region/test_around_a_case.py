"""The case's tab: legal aid, supervision, referrals, its cases elsewhere."""

from dataclasses import replace

import pytest

from mediation_desk.domain.bodies import Body, BodyKind, MirroredCase, Outcome
from mediation_desk.services import bodies, browse, intake, story
from mediation_desk.ui.case.page import CasePage
from mediation_desk.ui.case.step_dialogs import AcceptDialog
from tests.ui.region.hand import accept, dialog, problems, rest, row


@pytest.fixture
def case_page(qtbot, light, desk, jobs, room, lawyer):
    page = CasePage(desk, jobs)
    qtbot.addWidget(page)
    page.resize(1190, 700)
    page.show()
    page.open(1, "around")
    rest(qtbot, jobs)
    return page


def test_a_party_is_led_to_a_body_and_the_notice_undoes_it(qtbot, case_page, jobs, desk):
    tab = case_page.around
    tab.new_referral()
    form = dialog(case_page, "refer_dialog")
    accept(qtbot, jobs, form)
    assert problems(form) == {"purpose": "请填写引导的事由。"}
    form.purpose.setText("咨询工伤待遇")
    with qtbot.waitSignal(case_page.noticed) as noticed:
        accept(qtbot, jobs, form)
    assert row(tab.referral_table)[1:3] == ["法律援助室", "咨询工伤待遇"]

    noticed.args[1]()
    rest(qtbot, jobs)
    case_page.refresh()
    rest(qtbot, jobs)

    assert tab.referral_table.model().rowCount() == 0


def test_of_counselling_nothing_is_asked(qtbot, case_page, jobs, desk):
    bodies.save(desk, Body(kind=BodyKind.COUNSELLING, name="心理服务室"))
    case_page.around.came_up()
    rest(qtbot, jobs)
    case_page.around.new_referral()
    form = dialog(case_page, "refer_dialog")

    form.where.setCurrentIndex(form.where.findText("心理服务室"))

    assert not form.fields["purpose"].isVisible()
    accept(qtbot, jobs, form)
    assert row(case_page.around.referral_table)[1] == "心理服务室"


def test_an_applicant_of_the_case_asks_for_aid(qtbot, case_page, jobs, desk):
    tab = case_page.around
    tab.new_aid()
    form = dialog(case_page, "aid_dialog")
    accept(qtbot, jobs, form)
    assert problems(form) == {"applicant": "请选择由本案哪位申请人申请援助。"}
    form.party.setCurrentIndex(form.party.findText("李建国"))
    accept(qtbot, jobs, form)
    case_page.refresh()
    rest(qtbot, jobs)

    assert row(tab.aid_table)[0] == "李建国"
    assert row(tab.aid_table)[-1] == "—", "aid that is not granted yet recovered nothing"


def test_supervision_is_proposed_with_the_respondent(qtbot, case_page):
    with qtbot.waitSignal(case_page.wanted_region) as wanted:
        case_page.around.new_matter()

    tab, matter = wanted.args
    case = browse.case_file(case_page.desk, 1)
    assert tab == "letters"
    assert (matter.employer, matter.case_id) == (case.respondent.employer.name, 1)


def test_without_a_tribunal_the_way_to_one_is_said(qtbot, case_page):
    with qtbot.waitSignal(case_page.noticed) as said:
        case_page.around.new_mirror()

    assert "仲裁派出庭" in said.args[0]


def test_a_case_that_arbitration_accepted_is_told_beside_the_open_mediation(
    qtbot, light, jobs, desk
):
    """A dispute before arbitration may be refused, and an open mediation ended (T08, T26)."""
    case_id = intake.register(desk, replace(story.application(), operation="beside")).id
    body = bodies.save(desk, Body(kind=BodyKind.ARBITRATION, name="仲裁派出庭"))
    mirror = MirroredCase(body_id=body, case_id=case_id, number="第318号")
    key = bodies.save_mirror(desk, mirror)
    page = CasePage(desk, jobs)
    qtbot.addWidget(page)
    page.show()
    page.open(case_id, "around")
    rest(qtbot, jobs)
    assert page.around.taken_up.isHidden(), "nothing was accepted there yet"

    mirror = replace(mirror, id=key, accepted_on=desk.today())
    bodies.save_mirror(desk, mirror)
    page.refresh()
    rest(qtbot, jobs)
    told = page.around.taken_up.text()
    assert told.startswith(f"仲裁派出庭已于{desk.today().isoformat()}受理本争议（第318号）")
    assert "不予受理" in told
    accepting = AcceptDialog(page.case, page)
    rest(qtbot, jobs)
    assert accepting.elsewhere.text() == told

    back = replace(mirror, outcome=Outcome.WITHDRAWN, outcome_on=desk.today())
    bodies.save_mirror(desk, back)
    page.refresh()
    rest(qtbot, jobs)
    assert page.around.taken_up.isHidden()


def test_a_case_at_a_tribunal_is_mirrored(qtbot, case_page, jobs, desk):
    bodies.save(desk, Body(kind=BodyKind.ARBITRATION, name="仲裁派出庭"))
    case_page.around.came_up()
    rest(qtbot, jobs)
    case_page.around.new_mirror()
    form = dialog(case_page, "mirror_dialog")
    form.number.setText("第318号")
    accept(qtbot, jobs, form)
    case_page.refresh()
    rest(qtbot, jobs)

    assert row(case_page.around.mirror_table)[:2] == ["仲裁派出庭", "第318号"]
