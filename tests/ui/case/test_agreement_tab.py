from dataclasses import replace
from datetime import date, time
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea

from mediation_desk.domain.representatives import WorkerAnswer
from mediation_desk.domain.rights import Role
from mediation_desk.domain.settlement import Ending, Manner, PaymentStatus
from mediation_desk.domain.sides import Signer
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.services import drafts, hearings, representatives, settings, story
from mediation_desk.services.desk import acting
from mediation_desk.ui.case.agreement_tab import PERFORMANCE, SIGNATURES, TERMS
from mediation_desk.ui.case.representative_dialogs import AnswersDialog
from mediation_desk.ui.case.sums_cells import Part
from mediation_desk.ui.theme import Tone, colour
from mediation_desk.ui.widgets.dialog import Question

TWO_DAYS = ("2026-10-30", "2026-11-30")


def agreed(qtbot, page):
    page.claims.fill_button.click()
    qtbot.waitUntil(lambda: page.case.file.totals.agreed > 0)


def planned(qtbot, page, days=TWO_DAYS):
    agreed(qtbot, page)
    terms = page.agreement.terms
    terms.instalments.count.setValue(len(days))
    for number, day in enumerate(days):
        terms.instalments._rows[number][0].setText(day)
    return terms


def test_agreed_sums_are_divided_and_the_remainder_is_shown(qtbot, page_at, clock):
    page = page_at("mediating", "agreement")
    model = page.claims.model
    agreed(qtbot, page)
    column = next(c for c in range(model.columnCount()) if model.column(c).part is Part.AGREED)
    model.put({(0, column): "100.01"})
    qtbot.waitUntil(lambda: page.case.file.applicants[0].claims[0].agreed == Decimal("100.01"))
    terms = page.agreement.terms

    terms.instalments.count.setValue(2)

    parts = terms.model.instalment_totals()
    assert parts[1] - parts[0] == Decimal("0.01")
    assert "其中末期含除不尽的余额 0.01 元" in terms.remainder.text()
    assert sum(parts) == page.case.file.totals.agreed

    terms.model.put({(0, 2): "20", (0, 3): "80.01"})

    assert "除不尽" not in terms.remainder.text()


def test_the_total_stands_in_figures_and_capitals(qtbot, page_at):
    page = page_at("mediating", "agreement")

    terms = planned(qtbot, page)

    assert "1,326,244.50" in terms.total.text()
    assert "壹佰叁拾贰万陆仟贰佰肆拾肆元伍角整" in terms.total.text()


def test_a_copy_is_proposed_for_everybody_whom_the_terms_will_bind(qtbot, page_at):
    page = page_at("mediating", "agreement")
    terms = page.agreement.terms
    agreed(qtbot, page)
    everybody = len(page.case.file.applicants)
    qtbot.waitUntil(lambda: terms.clauses.copies.value() == everybody + 2)
    model = page.claims.model
    sums = [c for c in range(model.columnCount()) if model.column(c).part is Part.AGREED]

    model.put({(0, column): "" for column in sums})

    qtbot.waitUntil(lambda: not any(c.agreed for c in page.case.file.applicants[0].claims))
    qtbot.waitUntil(lambda: terms.clauses.copies.value() == everybody + 1)


def test_changing_a_due_day_leaves_amounts_that_were_moved(qtbot, page_at):
    page = page_at("mediating", "agreement")
    terms = planned(qtbot, page)
    terms.model.put({(0, 2): "10000", (0, 3): "8600"})

    terms.instalments._rows[1][0].setText("2026-12-15")

    assert terms.model.data(terms.model.index(0, 2)) == "10,000.00"
    assert "2026-12-15" in terms.model.headerData(3, Qt.Orientation.Horizontal)


def test_shares_divide_the_whole_unequally(qtbot, page_at):
    page = page_at("mediating", "agreement")
    terms = planned(qtbot, page)

    terms.instalments._rows[0][1].setText("30")
    terms.instalments.edited.emit()

    assert terms.model.data(terms.model.index(0, 2)) == "5,580.00"
    assert terms.model.data(terms.model.index(0, 3)) == "13,020.00"


def test_saving_writes_the_agreement_and_asks_for_signatures(qtbot, page_at, clock):
    page = page_at("mediating", "agreement")
    terms = planned(qtbot, page)
    clock.at(story.AGREED)
    terms.clauses.agreed.setText("2026-10-23")

    terms.save_button.click()

    qtbot.waitUntil(lambda: page.case.file.stage is Stage.SIGNING)
    money = page.case.file.settlement.terms.money
    assert {row.due_on for row in money} == {story.FIRST_DUE, story.SECOND_DUE}
    assert page.agreement.parts.currentIndex() == SIGNATURES
    assert page.case.file.settlement.terms.ended_on == date(2026, 9, 30)


def test_a_due_day_out_of_view_comes_into_view_when_saving_is_refused(qtbot, page_at):
    page = page_at("mediating", "agreement")
    page.resize(1100, 520)
    terms = planned(qtbot, page, ("2026-10-30", "2027-02-29"))
    edit = terms.instalments.day_edit(1)
    scroll = terms.findChild(QScrollArea, "terms_scroll")
    scroll.verticalScrollBar().setValue(scroll.verticalScrollBar().maximum())
    terms.clauses.fields["other"].editor.setFocus()
    assert edit.visibleRegion().isEmpty()

    terms.save_button.click()

    qtbot.waitUntil(lambda: not edit.visibleRegion().isEmpty())
    assert edit.hasFocus()
    assert edit.property("wrong")
    assert "左侧：第2期" in terms.problem.text()
    assert terms.problem.isVisible()
    edit.setText("2027-02-28")
    assert terms.problem.isHidden()


def test_missing_due_days_are_named_and_nothing_is_saved(qtbot, page_at):
    page = page_at("mediating", "agreement")
    terms = planned(qtbot, page, ("2026-10-30", "下月"))

    terms.save_button.click()

    assert "第2期" in terms.instalments.problem.text()
    assert page.case.file.settlement is None
    assert terms.instalments._rows[1][0].text() == "下月"


def test_rows_that_do_not_add_up_are_refused(qtbot, page_at):
    page = page_at("mediating", "agreement")
    terms = planned(qtbot, page)
    terms.model.put({(0, 2): "1"})

    terms.save_button.click()

    qtbot.waitUntil(lambda: "李建国" in terms.problem.text())
    assert page.case.file.settlement is None


def test_a_clause_that_waives_social_insurance_is_refused_at_its_field(qtbot, page_at):
    page = page_at("mediating", "agreement")
    terms = planned(qtbot, page)
    terms.clauses.other.setPlainText("申请人自愿放弃社会保险")

    terms.save_button.click()

    qtbot.waitUntil(lambda: terms.clauses.fields["other"].explained != "")
    assert terms.clauses.other.toPlainText() == "申请人自愿放弃社会保险"


def test_the_validator_warns_while_one_types(qtbot, page_at):
    page = page_at("mediating", "agreement")
    terms = planned(qtbot, page, ("2026-10-31", "2027-11-30"))

    qtbot.waitUntil(lambda: "2026-10-31" in terms.warnings.text())
    assert "六个月" in terms.warnings.text()


def test_a_mediator_leaves_the_seal_to_the_supervisor_who_affixes_it_alone(qtbot, page_at):
    page = page_at("signing", "agreement", "王敏")
    panel = page.agreement.signatures
    panel.all_button.click()
    qtbot.waitUntil(lambda: len(page.case.file.settlement.signatures) == 14)
    qtbot.waitUntil(lambda: "调解中心印章 由主任用印并使协议生效。" in panel.said.text())
    assert not panel.all_button.isEnabled()
    assert not panel.seal_button.isEnabled()

    supervisor = next(u for u in settings.officers(page.desk) if Role.SUPERVISOR in u.roles)
    page.desk.actor = acting(supervisor)
    page.agreement.show_case(page.case.file)
    assert panel.all_button.text() == "调解中心于该日盖章"
    panel.all_button.click()
    qtbot.waitUntil(panel.seal_button.isEnabled)
    assert page.case.file.settlement.signatures[-1].by_name == supervisor.name
    assert panel.table.columnWidth(3) >= panel.table.sizeHintForColumn(3)  # day and time, whole


def test_on_a_later_day_the_end_of_the_hearing_is_asked_and_not_proposed(qtbot, page_at):
    page = page_at("signing", "agreement")
    [session] = page.case.file.hearings
    assert page.case.desk.today() > session.day
    panel = page.agreement.signatures
    panel.all_button.click()
    qtbot.waitUntil(panel.seal_button.isEnabled)
    assert panel.fields["ended_at"].isVisible()
    assert panel.ended.text() == ""

    panel.seal()
    assert panel.fields["ended_at"].explained != ""
    assert page.case.file.stage is Stage.SIGNING

    panel.ended.setText("11:40")
    panel.seal()
    qtbot.waitUntil(lambda: page.case.file.stage is Stage.EFFECTIVE)
    [hearing] = page.case.file.hearings
    assert hearing.ended_at.astimezone(page.case.desk.now().tzinfo).time() == time(11, 40)


def test_everybody_signs_at_once_and_the_seal_makes_it_effective(qtbot, page_at):
    """劳动争议调解仲裁法第十四条."""
    page = page_at("signing", "agreement")
    panel = page.agreement.signatures
    assert not panel.seal_button.isEnabled()
    assert page.header.steps.why.text() != ""

    panel.all_button.click()
    qtbot.waitUntil(lambda: len(page.case.file.settlement.signatures) == 15)
    qtbot.waitUntil(panel.seal_button.isEnabled)
    affixed = page.case.file.settlement.signatures[-1]
    at = page.case.desk.now()
    assert (affixed.signer, affixed.by_name) == (Signer.CENTRE, page.case.desk.actor.name)
    assert affixed.signed_at == at.time().replace(second=0)
    assert panel.model.rows[-1].when == f"{story.AGREED} {at:%H:%M}"
    panel.ended.setText("11:40")
    panel.seal()
    panel.seal()  # a hand that clicks twice

    qtbot.waitUntil(lambda: page.case.file.stage is Stage.EFFECTIVE)
    qtbot.waitUntil(lambda: not page.case.acts)
    assert not any("无需重复办理" in text for text in page.notices), "its undo stays in view"
    assert panel.problem.text() == ""
    assert page.case.file.settlement.effective_on == story.AGREED
    assert page.agreement.parts.currentIndex() == PERFORMANCE
    assert {c.kind for c in page.case.file.clocks} >= {"DL10", "DL12", "DL15"}


def test_who_said_no_is_left_out_and_named_when_all_sign(qtbot, page_at):
    page = page_at("signing", "agreement")
    case, desk = page.case.file, page.case.desk
    said = WorkerAnswer(party_id=case.applicants[5].id, agrees=False, given_on=desk.today())
    representatives.record_answers(desk, case.id, case.version, (said,))
    page.refresh()
    qtbot.waitUntil(lambda: bool(page.case.file.answers))

    page.agreement.signatures.all_button.click()

    qtbot.waitUntil(lambda: len(page.case.file.settlement.signatures) == 14)
    name = case.applicants[5].person.name
    assert any(name in text for text in page.notices)
    assert name not in {s.name for s in page.case.file.settlement.signatures}


def test_the_consents_of_the_represented_are_kept_where_a_representative_signs(qtbot, page_at):
    page = page_at("signing", "agreement")
    case, panel = page.case.file, page.agreement.signatures
    assert panel.answers_button.isHidden()
    three = tuple(applicant.id for applicant in case.applicants[:3])
    desk = page.desk
    representatives.elect(desk, case.id, case.version, three, desk.today(), common=True)
    page.refresh()
    qtbot.waitUntil(lambda: not panel.answers_button.isHidden())

    panel.answers_button.click()

    dialog = panel.findChild(AnswersDialog, "answers_dialog")
    assert dialog.isVisible()
    assert dialog.model.rowCount() == len(case.applicants)


def test_one_may_sign_later_than_the_others(qtbot, page_at, clock):
    page = page_at("signing", "agreement")
    panel = page.agreement.signatures
    panel.table.selectRow(0)
    panel.some_button.click()
    qtbot.waitUntil(lambda: len(page.case.file.settlement.signatures) == 1)

    assert "王秀英" in panel.said.text()
    assert "李建国" not in panel.said.text()


def test_a_signature_in_the_future_is_refused_over_the_panels_width(qtbot, page_at):
    page = page_at("signing", "agreement")
    panel = page.agreement.signatures
    panel.day.setText("2026-12-01")

    panel.all_button.click()

    qtbot.waitUntil(lambda: "将来" in panel.problem.text() or "晚于" in panel.problem.text())
    assert panel.problem.width() > 600
    assert panel.problem.height() < 100
    assert page.case.file.settlement.signatures == ()


def test_signatures_before_the_agreement_are_refused_over_the_panels_width(qtbot, page_at):
    page = page_at("signing", "agreement")
    panel = page.agreement.signatures
    panel.day.setText("2026-10-01")

    panel.all_button.click()

    qtbot.waitUntil(lambda: "李建国" in panel.problem.text())
    assert panel.problem.width() > 600
    assert panel.problem.isVisible()


def test_payments_are_proposed_as_what_is_owed_and_recorded(qtbot, page_at):
    page = page_at("effective", "agreement")
    panel = page.agreement.performance
    assert panel.form.model.rowCount() == 12
    assert panel.form.manner.code() == "bank"
    panel.form.payee.setText("王建设")
    panel.form.ok.click()
    qtbot.waitUntil(lambda: panel.form.fields["voucher"].explained != "")
    assert "代收" in panel.form.fields["voucher"].explained
    panel.form.manner.set_code("cash")
    panel.form.voucher.setText("十二名劳动者签名的委托书")

    panel.form.ok.click()

    qtbot.waitUntil(lambda: len(page.case.file.payments) == 12)
    assert {(p.payee, p.manner) for p in page.case.file.payments} == {("王建设", Manner.CASH)}
    assert panel.form.payee.text() == ""
    assert "王建设" in panel.paid_table.all_text()
    states = {row.instalment: row.status for row in panel.rows.rows}
    assert states == {1: PaymentStatus.PAID, 2: PaymentStatus.NOT_DUE}
    assert "尚欠" in page.header.owed.text()
    assert panel.form.instalment.code() == "2"


def test_part_payments_and_late_payments_show_as_such(qtbot, page_at, clock):
    page = page_at("effective", "agreement")
    panel = page.agreement.performance
    panel.form.model.put({(0, 2): "1000", (1, 2): ""})
    panel.form.ok.click()
    qtbot.waitUntil(lambda: len(page.case.file.payments) == 11)
    assert panel.form.instalment.code() == "1"  # the oldest that is owed, not the one shown before
    by_name = {page.case.file.party_name(r.party_id): r for r in panel.rows.rows[:12]}
    assert by_name["李建国"].status is PaymentStatus.PART

    clock.at(date(2026, 11, 5))
    page.refresh()
    qtbot.waitUntil(lambda: "逾期" in panel.total.text())
    panel.form.model.put({(1, 2): "1"})
    qtbot.waitUntil(panel.form.ok.isEnabled)
    panel.form.ok.click()

    qtbot.waitUntil(lambda: len(page.case.file.payments) == 13)
    by_name = {page.case.file.party_name(r.party_id): r for r in panel.rows.rows[:12]}
    assert by_name["李建国"].status is PaymentStatus.PAID_LATE
    assert by_name["王秀英"].status is PaymentStatus.OVERDUE


def test_more_than_is_owed_is_refused_and_what_was_typed_stays(qtbot, page_at):
    page = page_at("effective", "agreement")
    panel = page.agreement.performance
    panel.form.model.put({(0, 2): "99999999"})

    panel.form.ok.click()

    qtbot.waitUntil(lambda: "李建国" in panel.form.problem.text())
    assert page.case.file.payments == ()
    model = panel.form.model
    assert model.data(model.index(0, 2)) == "99,999,999.00"


def test_a_payment_recorded_by_mistake_is_taken_back(qtbot, page_at):
    page = page_at("effective", "agreement")
    panel = page.agreement.performance
    panel.form.ok.click()
    qtbot.waitUntil(lambda: len(page.case.file.payments) == 12)
    panel.paid_table.selectRow(0)

    panel.remove_button.click()
    question = panel.findChild(object, "payment_question")
    question.reason.setText("重复录入一笔")
    question.ok.click()

    qtbot.waitUntil(lambda: len(page.case.file.payments) == 11)
    assert panel.form.instalment.code() == "1"  # the oldest that is owed, not the one shown before


def test_an_agreement_without_any_sum_is_not_saved_and_says_where_sums_are_entered(qtbot, page_at):
    page = page_at("mediating", "agreement")
    terms = page.agreement.terms
    if terms.model.total():
        cleared = {(row, 2): "" for row in range(terms.model.rowCount())}
        terms.model.put(cleared)
    terms.instalments._rows[0][0].setText("2026-10-30")

    terms.save_button.click()

    qtbot.waitUntil(lambda: "请先到“请求与核算”填写协议金额" in terms.problem.text())
    assert not terms.problem.isHidden()


def test_the_models_are_sound(qtmodeltester, qtbot, page_at):
    page = page_at("effective", "agreement")

    qtmodeltester.check(page.agreement.terms.model)
    qtmodeltester.check(page.agreement.performance.form.model)


def test_terms_that_were_not_saved_are_kept_as_a_draft(qtbot, page_at):
    page = page_at("mediating", "agreement")
    terms = planned(qtbot, page, ("2026-10-30", "下月"))
    terms.clauses.breach.setPlainText("逾期按约定支付违约金")
    terms.model.put({(0, 2): "10000"})

    page.show_tab("overview")
    qtbot.waitUntil(lambda: drafts.load(page.desk, "terms/1") is not None)
    terms._shown = None
    page.show_tab("agreement")
    terms.show_case(page.case.file)

    qtbot.waitUntil(lambda: terms.clauses.breach.toPlainText() == "逾期按约定支付违约金")
    assert terms.instalments._rows[1][0].text() == "下月"
    assert terms.model.data(terms.model.index(0, 2)) == "10,000.00"


def test_a_due_day_that_was_refused_is_mended_and_the_agreement_saved(qtbot, page_at):
    page = page_at("mediating", "agreement")
    terms = planned(qtbot, page, ("2026-10-01", "2026-11-30"))
    terms.save_button.click()
    qtbot.waitUntil(lambda: "第1期的到期日早于协议日期" in terms.problem.text())
    first = terms.model.index(0, 2)
    assert terms.model.data(first, Qt.ItemDataRole.ForegroundRole) == colour(Tone.BAD)

    terms.instalments._rows[0][0].setText("2026-10-30")
    terms.save_button.click()

    qtbot.waitUntil(lambda: page.case.file.stage is Stage.SIGNING)


def test_a_refused_amount_is_mended_and_recorded(qtbot, page_at):
    page = page_at("effective", "agreement")
    form = page.agreement.performance.form
    form.model.put({(0, 2): "99999999"})
    form.ok.click()
    qtbot.waitUntil(lambda: "李建国" in form.problem.text())

    form.model.put({(0, 2): "1000"})
    form.ok.click()

    qtbot.waitUntil(lambda: len(page.case.file.payments) == 12)


def test_a_double_click_records_once_and_shows_no_refusal(qtbot, page_at):
    page = page_at("effective", "agreement")
    form = page.agreement.performance.form

    form.ok.click()
    form.ok.click()
    qtbot.waitUntil(lambda: len(page.case.file.payments) == 12)
    assert form.instalment.code() == "2"
    form.ok.click()
    qtbot.wait(200)

    assert form.problem.isHidden()
    assert len(page.case.file.payments) == 12
    qtbot.waitUntil(form.ok.isEnabled)


def test_esc_takes_back_an_amount_that_was_refused(page_at):
    page = page_at("effective", "agreement")
    form = page.agreement.performance.form
    before = form.model.data(form.model.index(0, 2))
    form.model.put({(0, 2): "十元"})
    assert form.model.misread()

    assert page.escape()

    assert form.model.data(form.model.index(0, 2)) == before
    assert form.model.misread() == ()
    assert not page.escape()


def test_the_due_day_that_is_shown_is_the_one_that_is_saved(qtbot, page_at, clock):
    page = page_at("mediating", "agreement")
    terms = planned(qtbot, page)
    terms.save_button.click()
    qtbot.waitUntil(lambda: page.case.file.stage is Stage.SIGNING)
    page.agreement.show_part(TERMS)
    first = terms.instalments._rows[0][0]

    for day, kept in (("2026.11.5", date(2026, 11, 5)), ("20261112", date(2026, 11, 12))):
        first.setFocus()
        first.selectAll()
        qtbot.keyClicks(first, day)
        terms.save_button.setFocus()
        qtbot.waitUntil(terms.save_button.isEnabled)
        terms.save_button.click()
        qtbot.waitUntil(lambda kept=kept: page.case.file.settlement.terms.money[0].due_on == kept)
        assert first.text() == kept.isoformat()
        assert kept.isoformat() in terms.model.headerData(2, Qt.Orientation.Horizontal)


def test_what_ends_a_part_stays_in_view_on_a_short_screen(qtbot, page_at):
    for stage, button in (
        ("mediating", "terms_save"),
        ("signing", "seal_agreement"),
        ("effective", "payment_record"),
    ):
        page = page_at(stage, "agreement")
        page.resize(830, 440)
        qtbot.waitUntil(lambda page=page: not page.jobs.busy)
        qtbot.wait(20)

        shown = page.findChild(QPushButton, button)

        assert shown.visibleRegion().boundingRect() == shown.rect(), button


def test_the_next_step_leads_to_its_place(qtbot, page_at):
    page = page_at("signing", "overview")

    page.take(Step.SEAL)
    assert page.current_tab() is page.agreement
    assert page.focusWidget() is page.agreement.signatures.all_button

    page = page_at("effective", "overview")
    page.take(Step.PAY)
    assert page.focusWidget() is page.agreement.performance.form.paid_on


def test_other_terms_ask_before_signatures_go_and_undo_brings_them_back(qtbot, page_at):
    """劳动争议调解仲裁法第十四条: what was signed is what binds; other terms are signed anew."""
    page = page_at("signing", "agreement")
    page.agreement.signatures.sign_all()
    qtbot.waitUntil(lambda: bool(page.case.file.settlement.signatures))
    signed = len(page.case.file.settlement.signatures)
    terms = page.agreement.terms
    terms.clauses.fields["breach"].editor.setPlainText("逾期按日支付违约金")

    terms.save_button.click()

    question = next(q for q in terms.findChildren(Question) if q.isVisible())
    assert str(signed) in question.findChild(QLabel, "unmake_question_text").text()
    assert len(page.case.file.settlement.signatures) == signed
    question.reject()
    terms.save_button.click()
    next(q for q in terms.findChildren(Question) if q.isVisible()).ok.click()
    qtbot.waitUntil(lambda: not page.case.file.settlement.signatures)

    page.undo_last()
    qtbot.waitUntil(lambda: any("已撤销" in notice for notice in page.notices))
    page.refresh()
    qtbot.waitUntil(lambda: len(page.case.file.settlement.signatures) == signed)


def test_nothing_is_asked_before_terms_that_are_refused(qtbot, page_at):
    page = page_at("signing", "agreement")
    page.agreement.signatures.sign_all()
    qtbot.waitUntil(lambda: bool(page.case.file.settlement.signatures))
    terms = page.agreement.terms
    terms.model.put({(0, 2): "1.00"})

    terms.save_button.click()

    qtbot.waitUntil(lambda: "各期合计" in terms.problem.text())
    assert not terms.findChildren(Question)
    assert page.case.file.settlement.signatures


def test_the_terms_no_longer_ask_for_the_end_of_a_hearing_that_has_ended(qtbot, page_at, clock):
    page = page_at("mediating", "agreement")
    warnings = page.agreement.terms.warnings
    qtbot.waitUntil(lambda: "结束时间" in warnings.text())
    desk, file = page.case.desk, page.case.file
    at = clock.at(story.HEARD, 11, 0)

    page.case.act(
        lambda key, version: hearings.end_hearing(desk, key, version, file.hearings[0].id, at)
    )

    qtbot.waitUntil(lambda: "结束时间" not in warnings.text())


def at_work_still(qtbot, page):
    """Let the case tell no last day worked of anybody."""
    case = page.case.file
    workers = tuple(replace(a, work=replace(a.work, left_on=None)) for a in case.applicants)
    return replace(case, applicants=workers)


def test_that_the_employment_is_over_is_not_presumed_where_it_goes_on(qtbot, page_at):
    page = page_at("mediating", "agreement")
    agreed(qtbot, page)
    terms = page.agreement.terms

    terms._show(at_work_still(qtbot, page), locked=False)

    assert terms.clauses.ending.code() == ""
    qtbot.waitUntil(lambda: "劳动关系" in terms.warnings.text())
    terms.save_button.click()
    assert "劳动关系" in terms.clauses.fields["ending"].explained
    assert page.case.file.settlement is None

    terms.clauses.ending.set_code(Ending.CONTINUES.value)
    terms.clauses.ending.activated.emit(2)
    qtbot.waitUntil(lambda: "劳动关系" not in terms.warnings.text())


def test_a_blank_day_of_the_certificate_is_told_while_the_terms_are_typed(qtbot, page_at):
    page = page_at("mediating", "agreement")
    terms = planned(qtbot, page)

    assert terms.clauses.ending.code() == Ending.ENDED.value
    qtbot.waitUntil(lambda: "离职证明" in terms.warnings.text())
    terms.clauses.certificate.setText("2026-10-30")
    qtbot.waitUntil(lambda: "离职证明" not in terms.warnings.text())
