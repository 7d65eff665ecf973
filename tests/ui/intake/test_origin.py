"""Referred, oral and doubtful applications at intake: asked for, hinted at, refused at fields."""

from PySide6.QtCore import Qt

from mediation_desk.domain.case import ApplicationForm, Source
from mediation_desk.services import browse
from mediation_desk.ui.paper_dialog import PaperDialog


def filled(page):
    page.respondent.name.setText("宣化某公司")
    page.worker.person.name.setText("赵春生")
    page.dispute.cause.set_code("A01")


def save(qtbot, page, jobs):
    page.save()
    qtbot.waitUntil(lambda: not jobs.busy)
    qtbot.waitUntil(page.save_button.isEnabled)


def test_a_party_is_asked_for_no_letter(open_page):
    page = open_page()

    assert not page.dispute.referral.isVisible()
    assert not page.dispute.oral.isVisible()


def test_a_hotline_is_its_own_sender(open_page):
    page = open_page()
    body = page.dispute.referral.body

    page.dispute.source.set_code(Source.HOTLINE_12351.value)
    assert body.text() == Source.HOTLINE_12351.label

    page.dispute.source.set_code(Source.COURT.value)
    assert body.text() == ""


def test_a_court_case_needs_body_and_number_at_their_fields(qtbot, open_page, jobs, desk):
    page = open_page()
    filled(page)
    page.dispute.source.set_code(Source.COURT.value)
    assert page.dispute.referral.kind.count() == 3
    for part in ("body", "number"):
        assert "必填" in page.dispute.fields[f"referral.{part}"].caption.text()

    save(qtbot, page, jobs)
    assert page.dispute.fields["referral.body"].explained
    assert page.dispute.fields["referral.number"].explained

    qtbot.keyClicks(page.dispute.referral.body, "court")
    qtbot.keyClicks(page.dispute.referral.number, "1")
    save(qtbot, page, jobs)
    qtbot.waitUntil(lambda: bool(page.cases))
    case = browse.case_file(desk, page.cases[0])
    assert {c.kind for c in case.clocks} >= {"DL02", "DL31"}
    assert "DL01" not in {c.kind for c in case.clocks}


def test_the_fields_of_a_referral_follow_the_source(open_page):
    page = open_page()
    shown = page.dispute.fields

    page.dispute.source.set_code(Source.ARBITRATION.value)
    assert shown["referral.consented_on"].isVisibleTo(page)
    assert not shown["referral.platform"].isVisibleTo(page)
    page.dispute.source.set_code(Source.OWN_MOTION.value)
    assert not shown["referral.number"].isVisibleTo(page)
    assert "线索来源" in shown["referral.body"].caption.text()


def test_an_oral_application_is_read_back_and_signed_before_it_counts(qtbot, open_page, jobs, desk):
    page = open_page()
    filled(page)
    page.dispute.form.set_code(ApplicationForm.ORAL.value)
    oral = page.dispute.oral
    assert oral.begun.text()

    save(qtbot, page, jobs)
    assert page.dispute.fields["oral.read_back"].explained
    assert page.dispute.fields["oral.mark"].explained

    oral.read_back.click()
    oral.mark.set_code("both")
    oral.mark.activated.emit(oral.mark.currentIndex())
    assert oral.signed.text()
    save(qtbot, page, jobs)
    qtbot.waitUntil(lambda: bool(page.cases))
    assert browse.case_file(desk, page.cases[0]).oral.recorder == "陈国栋"


def test_the_oral_record_is_shown_for_signature_before_it_is_saved(qtbot, open_page, jobs):
    page = open_page()
    filled(page)
    page.dispute.form.set_code(ApplicationForm.ORAL.value)

    qtbot.mouseClick(page.dispute.oral.print_button, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: any(d.isVisible() for d in page.findChildren(PaperDialog)))
    shown = next(d for d in page.findChildren(PaperDialog) if d.isVisible())
    qtbot.waitUntil(lambda: shown.preview.pages >= 1)
    assert page.cases == []
    shown.reject()


def test_labour_inspection_art_21_and_other_ways_are_a_line_and_no_block(qtbot, open_page, jobs):
    page = open_page()
    filled(page)
    hint = page.dispute.hint
    qtbot.waitUntil(lambda: "劳动保障监察条例》第二十一条" in hint.text())

    page.dispute.cause.set_code("E05")
    qtbot.waitUntil(lambda: "社会保险费征收机构" in hint.text())
    page.dispute.cause.set_code("G05")
    qtbot.waitUntil(lambda: not hint.isVisible())
    page.dispute.cause.set_code("E05")
    save(qtbot, page, jobs)
    qtbot.waitUntil(lambda: bool(page.cases))


def test_a_referral_survives_as_a_draft(open_page):
    page = open_page()
    page.dispute.source.set_code(Source.COURT.value)
    page.dispute.referral.kind.set_code("court_simple")
    page.dispute.referral.body.setText("宣化区人民法院")
    page.dispute.form.set_code(ApplicationForm.ORAL.value)
    page.dispute.oral.further.setPlainText("问：\n答：")
    kept = page.texts()

    page.start_anew()
    assert not page.dispute.referral.isVisible()
    page.put_texts(kept)

    assert page.dispute.referral.kind.code() == "court_simple"
    assert page.dispute.referral.body.text() == "宣化区人民法院"
    assert page.dispute.oral.further.toPlainText() == "问：\n答："


def test_what_is_no_longer_asked_for_is_no_longer_wrong(qtbot, open_page, jobs):
    page = open_page()
    filled(page)
    page.dispute.source.set_code(Source.OWN_MOTION.value)
    save(qtbot, page, jobs)
    assert page.problem.text() == "有1处需要更正。"

    page.dispute.source.set_code(Source.PARTY.value)

    assert page.problem.text() == ""


def test_fields_of_a_lead_stand_side_by_side_and_no_signature_is_asked_for(open_page):
    page = open_page()
    page.dispute.source.set_code(Source.OWN_MOTION.value)
    page.dispute.referral.layout().activate()
    body, day = (page.dispute.fields[f"referral.{name}"] for name in ("body", "received_on"))

    assert body.x() == 0
    assert day.y() == body.y()
    assert not page.dispute.written.tick.isVisibleTo(page)
    assert page.value().signed is None

    page.dispute.source.set_code(Source.COURT.value)
    assert page.dispute.written.tick.isVisibleTo(page)
