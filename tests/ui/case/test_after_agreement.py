"""After the agreement, by hand: tracks, packs, duties, visits, corrections, closing."""

import os
from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QLabel, QPushButton

from mediation_desk.domain import days
from mediation_desk.domain.claims import ClaimKind
from mediation_desk.domain.closing import application
from mediation_desk.domain.duties import DutyKind, DutyStatus
from mediation_desk.domain.options import CLOSING_APPROVAL
from mediation_desk.domain.remedies import OrderBar
from mediation_desk.domain.rights import Role
from mediation_desk.domain.settlement import PaymentStatus
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.domain.step_facts import Facts, Retention
from mediation_desk.domain.tracks import Standing
from mediation_desk.services import browse, closing, papers, parties, settings, steps, story
from mediation_desk.ui.case.agreement_tab import DUTIES, TRACKS

LATE = story.FIRST_DUE + timedelta(days=1)
SHOTS = os.environ.get("MEDIATION_DESK_SHOTS", "")


def look(widget, name, size=(1366, 768)):
    if SHOTS:
        widget.window().resize(*size)
        widget.window().show()
        from PySide6.QtWidgets import QApplication

        for _turn in range(20):
            QApplication.processEvents()
        widget.window().grab().save(f"{SHOTS}/{name}.png")


def at_tracks(page_at, part=TRACKS):
    page = page_at("effective", "agreement")
    page.agreement.show_part(part)
    return page


def button(widget, name):
    found = widget.findChild(QPushButton, name)
    assert found is not None, name
    return found


def test_both_ways_stand_side_by_side_with_their_days_and_a_step_is_taken_there(qtbot, page_at):
    page = at_tracks(page_at)
    tracks = page.agreement.tracks
    look(page, "tracks")
    assert button(tracks, "track_take_apply_review").isEnabled()
    assert button(tracks, "pack_confirmation").isEnabled()

    button(tracks, "track_take_apply_confirmation").click()
    asked = page.findChild(object, "step_apply_confirmation")
    asked.editors["body"].setText("张家口市桥东区人民法院")
    asked.editors["agreed"].setChecked(True)
    look(asked, "apply-confirmation")
    asked.submit()

    qtbot.waitUntil(lambda: len(page.case.file.proceedings) == 2)
    assert page.case.file.proceedings[1].standing is Standing.CONFIRMATION_ASKED
    look(page, "tracks-confirmation")


def test_a_default_opens_the_payment_order_item_by_item(qtbot, page_at, clock):
    page = at_tracks(page_at)
    clock.at(LATE)
    page.refresh()
    qtbot.waitUntil(lambda: page.header.findChild(QPushButton, "take_default") is not None)

    button(page.header, "take_default").click()
    page.findChild(object, "step_default").submit()
    qtbot.waitUntil(lambda: page.case.file.performance is Standing.DEFAULT)

    tracks = page.agreement.tracks
    bars = {item.kind: item.bar for item in tracks.items.rows if item.instalment == 1}
    assert bars[ClaimKind.WAGE_ARREARS] is None
    assert bars[ClaimKind.INJURY_DISABILITY] is OrderBar.INJURY
    assert button(tracks, "track_take_apply_order").isEnabled()
    assert not button(tracks, "track_take_apply_execution").isEnabled()
    look(page, "tracks-default")


def test_a_pack_is_made_joined_and_issued_as_one(qtbot, page_at, tmp_path):
    page = at_tracks(page_at)
    button(page.agreement.tracks, "pack_confirmation").click()
    pack = page.findChild(object, "pack_dialog")
    qtbot.waitUntil(lambda: pack.pack is not None)

    codes = [paper.code for paper in pack.pack.papers]
    assert codes[:4] == ["D-41", "D-42", "D-30", "D-31"]
    assert codes.count("D-13") == 13
    assert pack.pack.pdf.startswith(b"%PDF")
    look(pack, "pack")
    pack.write_joined(tmp_path / "全套.pdf")
    pack.write_single(tmp_path)
    qtbot.waitUntil(lambda: len(list(tmp_path.glob("*.docx"))) == len(codes), timeout=60_000)
    pack.submit()
    qtbot.waitUntil(lambda: len(page.case.file.papers) == len(codes))


def test_a_pack_encloses_what_is_issued_already_and_issues_the_rest(qtbot, page_at):
    """The agreement goes to the court as it was signed; nobody is to be served with it again."""
    page = at_tracks(page_at)
    desk, key = page.desk, page.case.file.id
    agreement = papers.compose(desk, key, "D-30")
    issued = papers.issue(desk, key, page.case.file.version, agreement)
    party = page.case.file.applicants[0]
    moved = replace(party.person, phone="13900009999")
    parties.change_person(desk, key, browse.case_file(desk, key).version, party.id, moved)
    waiting = len(browse.case_file(desk, key).services)
    page.refresh()
    qtbot.waitUntil(lambda: len(page.case.file.papers) == 1 and not page.jobs.busy)

    button(page.agreement.tracks, "pack_review").click()
    pack = page.findChild(object, "pack_dialog")
    qtbot.waitUntil(lambda: pack.pack is not None)
    [enclosed] = [paper for paper in pack.pack.papers if paper.code == "D-30"]
    assert enclosed.issued == issued
    assert "其中1件已出具" in pack.enclosed.text()
    pack.submit()

    qtbot.waitUntil(lambda: len(page.case.file.papers) == len(pack.pack.papers))
    case = page.case.file
    assert [paper.form for paper in case.papers].count("D-30") == 1
    assert len(case.services) == waiting


def test_a_duty_is_added_and_its_outcome_recorded(qtbot, page_at):
    page = at_tracks(page_at, DUTIES)
    duties = page.agreement.duties
    before = len(page.case.file.duties)

    duties.add_duty()
    form = duties.findChild(object, "duty_dialog")
    form.kind.set_code(DutyKind.OTHER.value)
    form.text.setText("返还身份证件")
    form.due_on.setText("2026.11.15")
    look(form, "duty")
    form.submit()
    qtbot.waitUntil(lambda: len(page.case.file.duties) == before + 1)

    duties.record_outcome(page.case.file.duties[-1])
    outcome = duties.findChild(object, "duty_outcome")
    outcome.proof.setText("签收单")
    day = outcome.done_on.day()
    outcome.done_on.set_day(None)
    outcome.submit()
    assert outcome.fields["done_on"].explained != "", "a day that was emptied is not today"
    outcome.done_on.set_day(day)
    outcome.submit()
    qtbot.waitUntil(lambda: page.case.file.duties[-1].done_on == story.FIRST_DUE)
    assert page.case.file.duties[-1].status(LATE) is DutyStatus.DONE
    look(page, "duties")


def test_a_refused_duty_is_told_at_its_field(qtbot, page_at):
    page = at_tracks(page_at, DUTIES)
    page.agreement.duties.add_duty()
    form = page.agreement.duties.findChild(object, "duty_dialog")
    form.kind.set_code(DutyKind.OTHER.value)

    form.submit()

    qtbot.waitUntil(lambda: bool(form.fields["text"].explained))
    assert form.fields["due_on"].explained


def test_a_waiver_is_recorded_with_its_paper(qtbot, page_at):
    page = at_tracks(page_at, DUTIES)
    page.agreement.duties.record_waiver()
    form = page.agreement.duties.findChild(object, "waiver_dialog")
    form.document.setText("豁免声明")
    form.reason.setPlainText("另行和解")
    look(form, "waiver")

    form.submit()

    qtbot.waitUntil(lambda: len(page.case.file.waivers) == 1)
    states = {o.status for o in page.case.file.obligations(story.FIRST_DUE)}
    assert PaymentStatus.WAIVED in states


def test_a_visit_is_recorded_from_the_bar(qtbot, page_at):
    page = at_tracks(page_at)
    page.take(Step.VISIT)
    form = page.agreement.duties.findChild(object, "visit_dialog")
    form.problems.setPlainText("单位称月底付款")
    look(form, "visit")

    form.submit()

    qtbot.waitUntil(lambda: len(page.case.file.visits) == 1)
    assert page.agreement.parts.currentIndex() == DUTIES


def test_the_day_of_a_step_is_corrected_from_the_overview(qtbot, page_at):
    page = page_at("effective", "overview")
    page.overview.correct_day()
    form = page.overview.findChild(object, "correct_day_dialog")
    accepted = next(t for t in page.case.file.steps if t.step is Step.ACCEPT)
    form.what.set_code(f"step:{accepted.id}")
    day = accepted.day - timedelta(days=1)
    form.day.setText(day.isoformat())
    form.reason.setText("受理日期写错")
    look(form, "correct-day")

    form.submit()

    qtbot.waitUntil(lambda: page.case.file.accepted_on == day)


def test_a_signature_is_corrected_from_the_overview_only_with_a_reason(qtbot, page_at, clock):
    page = page_at("effective", "overview")
    page.overview.correct_day()
    form = page.overview.findChild(object, "correct_day_dialog")
    form.what.setCurrentIndex(form.what.count() - 1)
    day = story.AGREED + timedelta(days=1)
    form.day.setText(day.isoformat())

    form.submit()
    qtbot.waitUntil(lambda: bool(form.fields["reason"].explained))
    form.reason.setText("盖章日期写错")
    form.submit()

    qtbot.waitUntil(lambda: page.case.file.settlement.effective_on == day)
    review = next(c for c in page.case.file.clocks if c.kind == "DL10")
    assert review.raw_due == day + timedelta(days=15)


def test_closing_shows_what_is_missing_and_leads_there(qtbot, page_at):
    page = page_at("mediating", "overview")
    page.take(Step.FAIL)
    failed = page.findChild(object, "step_fail")
    failed.editors["ground"].set_code("too_far_apart")
    failed.editors["reason"].setPlainText("双方差距过大")
    failed.editors["manner"].set_code("both")
    failed.submit()
    qtbot.waitUntil(lambda: page.case.file.stage is Stage.FAILED)

    page.take(Step.CLOSE)
    closing = page.findChild(object, "step_close")
    look(closing, "closing")
    texts = [b.text() for b in closing.findChildren(QPushButton) if b.text().startswith("·")]
    assert any("未出具" in text for text in texts)
    next(b for b in closing.findChildren(QPushButton) if b.text().startswith("·")).click()
    assert not closing.isVisible()


def test_a_refused_closing_does_not_say_twice_what_stands_in_it(qtbot, page_at):
    page = page_at("effective", "overview")
    page.take(Step.CLOSE)
    closing = page.findChild(object, "step_close")
    need = "协议尚未履行完毕，也未转仲裁或者诉讼。"

    closing.editors["reason"].setPlainText("材料随后补入")
    closing.submit()

    qtbot.waitUntil(lambda: closing.fields["override"].explained != "")
    said = [text.text() for text in closing.findChildren(QLabel) if text.isVisible()]
    assert sum(need in text for text in said) == 1
    assert closing.ok.isEnabled()


def test_the_mediator_applies_for_closing_and_the_supervisor_returns_or_approves_it(
    qtbot, page_at, clock
):
    page = page_at("effective", "overview")
    clock.at(LATE)
    desk, key, gone = page.desk, page.case.file.id, {"ground": "arbitration", "body": "市仲裁委"}
    for step, facts in ((Step.DEFAULT, {}), (Step.HAND_ON, gone)):
        steps.take(desk, key, browse.case_file(desk, key).version, step, Facts(day=LATE, **facts))
    everybody = desk.actor
    desk.actor = replace(everybody, roles=frozenset({Role.MEDIATOR}))
    page.refresh()
    qtbot.waitUntil(lambda: page.case.file.performance is Standing.HANDED_ON)

    applies = page.findChild(QPushButton, "take_apply_close")
    assert applies.isEnabled()
    assert page.findChild(QPushButton, "take_close") is None
    applies.click()
    asked = page.findChild(object, "step_apply_close")
    asked.submit()
    qtbot.waitUntil(lambda: asked.ok.isEnabled())
    asked.editors["reason"].setPlainText("回访另行办理")
    asked.submit()
    qtbot.waitUntil(lambda: application(page.case.file) is not None)
    why = page.header.steps.why
    qtbot.waitUntil(lambda: "待主任审批" in why.text())
    assert "本中心设置" in why.text()
    desk.actor = everybody
    settings.set_option(desk, CLOSING_APPROVAL, "no")
    desk.actor = replace(everybody, roles=frozenset({Role.MEDIATOR}))
    page.refresh()
    qtbot.waitUntil(lambda: "本中心设置" not in why.text())
    assert "待主任审批" in why.text()

    desk.actor = replace(everybody, roles=frozenset({Role.SUPERVISOR}))
    page.open(key, "overview:closing")
    qtbot.waitUntil(lambda: page.findChild(object, "step_close") is not None)
    decides = page.findChild(object, "step_close")
    look(decides, "approval")
    decides.decision.set_code("return")
    assert decides.ok.text() == "退回承办人补正"
    decides.submit()
    qtbot.waitUntil(lambda: decides.fields["why_back"].explained == "请填写：理由。")
    decides.why_back.setPlainText("补签笔录")
    decides.submit()
    qtbot.waitUntil(lambda: application(page.case.file) is None)

    assert "已于2026年10月31日退回：补签笔录" in why.text()
    assert page.case.file.steps[-1].step is Step.RETURN_CLOSE
    assert page.case.file.stage is Stage.EFFECTIVE


def test_the_retention_is_proposed_after_the_kind_of_case(page_at):
    page = page_at("effective", "overview")

    assert closing.kept_for(page.desk, page.case.file) is Retention.THIRTY


def test_a_closed_case_is_corrected_by_hand_with_a_reason(qtbot, page_at, clock):
    page = page_at("effective", "agreement")
    clock.at(LATE, hour=3)  # in Beijing; the day before where the journal counts
    key, route = page.case.file.id, {"ground": "arbitration", "body": "市仲裁委"}
    desk = page.desk
    gone = {"reason": "双方已转仲裁"}
    for step, facts in ((Step.DEFAULT, {}), (Step.HAND_ON, route), (Step.CLOSE, gone)):
        now = browse.case_file(desk, key).version
        steps.take(desk, key, now, step, Facts(day=LATE, **facts))
    page.refresh()
    qtbot.waitUntil(lambda: page.case.file.stage is Stage.CLOSED)

    page.agreement.duties.record_outcome(page.case.file.duties[0])
    outcome = page.agreement.duties.findChild(object, "duty_outcome")
    outcome.proof.setText("签收单")
    outcome.submit()
    qtbot.waitUntil(lambda: page.findChild(object, "reason_dialog") is not None)
    reason = page.findChild(object, "reason_dialog")
    reason.reason.setText("结案后补交签收单")
    reason.submit()

    qtbot.waitUntil(lambda: page.case.file.duties[0].proof == "签收单")


def test_ctrl_z_says_what_it_would_take_back_of_a_closed_case_and_asks_the_reason(
    qtbot, page_at, clock
):
    page = page_at("effective", "agreement")
    clock.at(LATE)
    key, route = page.case.file.id, {"ground": "arbitration", "body": "市仲裁委"}
    desk = page.desk
    gone = {"reason": "双方已转仲裁"}
    for step, facts in ((Step.DEFAULT, {}), (Step.HAND_ON, route), (Step.CLOSE, gone)):
        now = browse.case_file(desk, key).version
        steps.take(desk, key, now, step, Facts(day=LATE, **facts))
    page.refresh()
    qtbot.waitUntil(lambda: page.case.file.stage is Stage.CLOSED)

    page.undo_last()
    qtbot.waitUntil(lambda: page.findChild(object, "undo_reason") is not None)
    asked = page.findChild(object, "undo_reason")
    look(asked, "undo-reason")
    assert browse.case_file(desk, key).stage is Stage.CLOSED
    asking = next(w.text() for w in asked.findChildren(QLabel) if "审批结案" in w.text())
    assert days.told(LATE) in asking
    asked.submit()
    assert asked.isVisible()
    asked.reason.setText("结案审批有误")
    asked.submit()

    qtbot.waitUntil(lambda: any(n.startswith("已撤销") for n in page.notices))
    assert browse.case_file(desk, key).stage is Stage.EFFECTIVE
    assert not any("Ctrl+Y" in n for n in page.notices), "it is done again itself"


def test_a_pack_can_be_stopped_while_it_is_made(qtbot, page_at):
    page = at_tracks(page_at)
    button(page.agreement.tracks, "pack_review").click()
    pack = page.findChild(object, "pack_dialog")

    pack.progress.cancel()

    qtbot.waitUntil(lambda: page.findChild(object, "pack_dialog") is None)
    assert page.case.file.papers == ()
