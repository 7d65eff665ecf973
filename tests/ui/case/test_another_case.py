"""Nothing that was planned, typed or said for one case is there when another is shown."""

from dataclasses import replace

from mediation_desk.domain.case import Consent, ConsentManner, Side
from mediation_desk.domain.hearing import Expected
from mediation_desk.domain.stages import Stage
from mediation_desk.services import browse, intake, settings, steps, story


def second(page, *, assigned=True):
    """Register one more case, and bring it as far as the first where a hearing can be fixed."""
    desk = page.desk
    key = intake.register(desk, replace(story.application(), operation="second")).id
    if not assigned:
        return key
    for side, by in ((Side.APPLICANT, "李建国"), (Side.RESPONDENT, "冯永固")):
        version = browse.case_file(desk, key).version
        manner = ConsentManner.WRITING
        consent = Consent(side=side, agrees=True, given_on=desk.today(), manner=manner, by=by)
        steps.record_consent(desk, key, version, consent)
    steps.accept(desk, key, browse.case_file(desk, key).version, desk.today())
    assign(desk, key)
    return key


def assign(desk, key):
    people = {user.name: user.id for user in settings.officers(desk)}
    version = browse.case_file(desk, key).version
    steps.assign(desk, key, version, people["王敏"], people["刘静"])


def shows(qtbot, page, key, tab):
    page.open(key, tab)
    qtbot.waitUntil(lambda: page.case.file is not None and page.case.file.id == key)


def fixed(qtbot, page):
    """Fix a hearing of the first case, with somebody called, a waiver and reasons."""
    first = page.case.file.id
    assign(page.desk, first)
    shows(qtbot, page, first, "hearings")
    qtbot.waitUntil(lambda: page.case.file.stage is Stage.ASSIGNED)
    panel = page.hearings.panel
    qtbot.waitUntil(lambda: panel.plan.room.count() > 1)
    plan = panel.plan
    plan.day.setText("2026-10-22")
    plan.room.setEditText(plan.room.itemText(1))
    plan.waiver.setText("双方当庭同意")
    plan.clash_reason.setText("双方要求")
    worker = page.case.file.applicants[0]
    plan._call((Expected(party_id=worker.id, name=worker.person.name),))
    panel.save_plan.click()
    qtbot.waitUntil(lambda: page.case.file.stage is Stage.SCHEDULED)
    return first


def empty(plan):
    assert plan.value() is None
    assert plan.day.text() == ""
    assert plan.begins.text() == "09:30"
    assert plan.room.currentText() == plan.room.itemText(0)
    assert (plan.waiver.text(), plan.clash_reason.text(), plan.day_reason.text()) == ("", "", "")
    assert plan._expected == ()
    assert plan._hearing is None
    assert plan.clashes.text() == ""
    assert plan.asked() == ("", "")
    assert plan.fields["clash_reason"].isHidden()


def test_the_plan_of_one_case_is_not_the_plan_of_the_next_and_its_hearing_is_taken(qtbot, page_at):
    page = page_at("accepted", "hearings")
    other = second(page)
    fixed(qtbot, page)
    panel = page.hearings.panel
    panel.why.setText("双方同意先行调解")

    shows(qtbot, page, other, "hearings")

    empty(panel.plan)
    assert panel.hearing is None
    assert panel.why.text() == ""
    panel.plan.day.setText("2026-10-22")
    panel.plan.begins.setText("10:00")
    qtbot.waitUntil(lambda: "王敏" in panel.plan.clashes.text())
    panel.save_plan.click()
    qtbot.waitUntil(lambda: panel.plan.fields["clash_reason"].explained != "")
    assert page.case.file.hearings == ()


def test_what_was_typed_for_a_hearing_not_fixed_yet_stays_with_its_case(qtbot, page_at):
    page = page_at("accepted", "hearings")
    other = second(page)
    first = page.case.file.id
    assign(page.desk, first)
    shows(qtbot, page, first, "hearings")
    qtbot.waitUntil(lambda: page.case.file.stage is Stage.ASSIGNED)
    plan = page.hearings.panel.plan
    qtbot.waitUntil(lambda: plan.room.count() > 1)
    plan.day.setText("2026-10-22")
    plan.room.setEditText(plan.room.itemText(1))
    plan.waiver.setText("双方当庭同意")

    shows(qtbot, page, other, "hearings")

    empty(plan)


def test_reasons_vouchers_and_searches_stay_with_their_case(qtbot, page_at):
    page = page_at("effective", "agreement")
    other = second(page, assigned=False)
    form, signing = page.agreement.performance.form, page.agreement.signatures
    form.voucher.setText("0188-7")
    form.payee.setText("李建国")
    signing.override.setText("双方要求")
    signing.fields["override"].show()
    signing._tell("还有未签名的")
    look = page.claims.look
    look.sought.setText("李建国")
    page.claims.refuse("金额无法识别")
    rows = page.claims.model.rowCount()

    shows(qtbot, page, other, "agreement")
    page.show_tab("claims")

    assert (form.voucher.text(), form.payee.text()) == ("", "")
    assert signing.override.text() == ""
    assert signing.fields["override"].isHidden()
    assert signing.problem.isHidden()
    assert look.sought.text() == ""
    assert page.claims.problem.isHidden()
    assert page.claims.model.rowCount() == len(page.case.file.applicants) > rows
