"""Service in the window: recorded, tried again, proved; addresses are confirmed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from mediation_desk.domain import days
from mediation_desk.domain.service_addresses import ServiceAddress
from mediation_desk.domain.serving import ServiceManner, ServiceResult
from mediation_desk.services import browse, papers, serving, story
from mediation_desk.ui.case.address_panel import AddressDialog
from mediation_desk.ui.case.envelopes_dialog import EnvelopesDialog
from mediation_desk.ui.case.papers_tab import PAPERS, SERVICE
from mediation_desk.ui.case.service_acts import DropDialog, ReceiverDialog
from mediation_desk.ui.case.service_dialogs import RecordDialog

CASE = 1


def issue(desk, parties):
    for party in parties:
        paper = papers.compose(desk, CASE, "D-08", str(party))
        papers.issue(desk, CASE, browse.case_file(desk, CASE).version, paper)


@pytest.fixture
def page(qtbot, page_at):
    """An accepted case with two notices that wait, at the part of service."""
    page = page_at("accepted", "papers/service")
    case = page.case.file
    page.jobs.changed.connect(page.refresh)
    issue(page.desk, [case.applicants[0].id, case.respondent.id])
    page.refresh()
    qtbot.waitUntil(lambda: len(page.case.file.services) == 2)
    return page


def panel(page):
    return page.papers.service


def dialog(page, kind):
    [found] = [d for d in page.findChildren(kind) if d.isVisible()]
    return found


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def texts(table, column):
    model = table.model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def results(page):
    return [service.result for service in page.case.file.services]


def test_what_waits_stands_first_and_is_counted(page):
    assert page.papers.stack.currentIndex() == SERVICE
    assert page.papers.parts.tabText(SERVICE) == "送达 2"
    assert panel(page).state.text() == "还有2件文书待送达。"
    assert texts(panel(page).table, 5) == ["待送达", "待送达"]


def hand_over_all(qtbot, page):
    """Two papers, taken by one person for both."""
    click(qtbot, panel(page).hand_button)
    record = dialog(page, RecordDialog)
    record.received_by.setText("赵敏")
    record.relation.setText("受托代收人")
    click(qtbot, record.ok)
    qtbot.waitUntil(lambda: results(page) == [ServiceResult.SERVED] * 2)


def test_who_took_the_employers_paper_is_on_no_other_proof_civil_procedure_88(qtbot, page):
    click(qtbot, panel(page).hand_button)
    record = dialog(page, RecordDialog)
    assert "宣化永固建筑工程有限公司" in record.fields["received_by"].caption.text()
    record.received_by.setText("孙丽")
    record.relation.setText("行政人员")
    click(qtbot, record.ok)

    qtbot.waitUntil(lambda: results(page) == [ServiceResult.SERVED] * 2)
    taken = {s.receiver: (s.received_by, s.relation) for s in page.case.file.services}
    assert taken == {
        "宣化永固建筑工程有限公司": ("孙丽", "行政人员"),
        "李建国": ("李建国", ""),
    }


def test_who_took_the_next_paper_stands_in_line_with_who_took_the_first(qtbot, page):
    click(qtbot, panel(page).hand_button)
    dialog(page, RecordDialog).reject()
    case = page.case
    [employer] = [s for s in case.file.services if s.receiver.startswith("宣化")]
    court = replace(employer, id=99, party_id=None, receiver="宣化区人民法院")
    record = RecordDialog(case, (employer, court), page)
    record.show()
    record.hand_over("本中心")
    QApplication.processEvents()

    [(by, relation)] = record._others.values()
    for first, next_one in ((record.received_by, by), (record.relation, relation)):
        left = [w.mapTo(record, w.rect().topLeft()).x() for w in (first, next_one)]
        assert left[0] == left[1]
        assert first.width() == next_one.width()


def test_what_is_handed_over_names_who_took_it_and_its_receipt_is_not_ticked_by_itself(qtbot, page):
    click(qtbot, panel(page).hand_button)
    record = dialog(page, RecordDialog)
    assert not record.receipt.isChecked()
    record.place.clear()

    click(qtbot, record.ok)

    qtbot.waitUntil(lambda: "第八十八条" in record.fields["received_by"].explained)
    assert record.fields["place"].explained == "请填写在何处交付。"
    assert results(page) == [ServiceResult.PENDING] * 2


def test_all_are_handed_over_at_once_and_it_can_be_undone(qtbot, page):
    hand_over_all(qtbot, page)

    assert {s.served_on for s in page.case.file.services} == {story.ACCEPTED}
    assert "2件文书今日已直接送达。" in page.notices
    assert panel(page).state.text() == "文书均已送达。"

    page.undo_last()
    qtbot.waitUntil(lambda: results(page) == [ServiceResult.PENDING] * 2)


def test_what_was_handed_over_on_an_earlier_day_is_told_with_that_day(qtbot, page):
    click(qtbot, panel(page).hand_button)
    record = dialog(page, RecordDialog)
    record.received_by.setText("赵敏")
    record.relation.setText("受托代收人")
    earlier = story.ACCEPTED - timedelta(days=1)
    record.served_on.set_day(earlier)

    assert record.handed_over_on() == earlier
    assert panel(page)._handed_over(record) == f"2件文书已于{days.told(earlier)}直接送达。"


def test_a_row_is_recorded_by_keyboard_with_its_own_address(qtbot, page):
    table = panel(page).table
    table.selectRow(texts(table, 1).index("宣化永固建筑工程有限公司"))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    record = dialog(page, RecordDialog)
    assert record.place.text() == "河北省张家口市宣化区示例路18号"

    record.manner.set_code(ServiceManner.POST.value)
    assert record.outcome.code() == ServiceResult.SENT.value
    record.tracking.setText("EY123456789CN")
    click(qtbot, record.ok)

    qtbot.waitUntil(lambda: ServiceResult.SENT in results(page))
    sent = next(s for s in page.case.file.services if s.result is ServiceResult.SENT)
    assert (sent.sent_on, sent.tracking, sent.waiting) == (story.ACCEPTED, "EY123456789CN", True)


def test_electronic_service_without_consent_is_refused_at_the_field(qtbot, page):
    panel(page).table.selectRow(0)
    click(qtbot, panel(page).record_button)
    record = dialog(page, RecordDialog)
    record.manner.set_code(ServiceManner.ELECTRONIC.value)
    record.note.setText("短信截图附卷")

    click(qtbot, record.ok)

    qtbot.waitUntil(lambda: "第九十条" in record.fields["manner"].explained)
    assert record.note.text() == "短信截图附卷"
    assert record.isVisible()


def test_the_day_by_law_stands_under_the_field_of_a_paper_that_was_left(qtbot, page):
    panel(page).table.selectRow(0)
    click(qtbot, panel(page).record_button)
    record = dialog(page, RecordDialog)

    record.manner.set_code(ServiceManner.LEFT.value)

    note = record.fields["served_on"].note
    qtbot.waitUntil(lambda: "2026-10-19" in note.text())
    assert not record.fields["witness"].isHidden()
    assert record.fields["tracking"].isHidden()
    record.witness.setText("赵某")
    qtbot.waitUntil(lambda: "2026-10-14" in note.text())


def test_a_letter_that_came_back_is_served_again(qtbot, page):
    table = panel(page).table
    table.selectRow(0)
    assert not panel(page).again_button.isEnabled()
    click(qtbot, panel(page).record_button)
    record = dialog(page, RecordDialog)
    record.manner.set_code(ServiceManner.POST.value)
    record.outcome.set_code(ServiceResult.RETURNED.value)
    click(qtbot, record.ok)
    qtbot.waitUntil(lambda: ServiceResult.RETURNED in results(page))
    table.selectRow(texts(table, 5).index("退回"))

    click(qtbot, panel(page).again_button)

    qtbot.waitUntil(lambda: len(page.case.file.services) == 3)
    assert any("第2次" in name for name in texts(table, 1))
    panel(page).which.set_code("all")
    assert panel(page).model.rowCount() == 3


def test_a_served_paper_asks_why_it_is_corrected(qtbot, page):
    hand_over_all(qtbot, page)
    panel(page).table.selectRow(0)
    click(qtbot, panel(page).record_button)
    record = dialog(page, RecordDialog)
    record.server.setText("王敏")

    click(qtbot, record.ok)
    qtbot.waitUntil(lambda: bool(record.fields["corrected"].explained))
    record.corrected.setText("送达人写错")
    click(qtbot, record.ok)

    qtbot.waitUntil(lambda: any(s.corrected for s in page.case.file.services))


def test_a_receiver_is_added_and_service_is_given_up_with_a_reason(qtbot, page):
    click(qtbot, panel(page).add_button)
    adding = dialog(page, ReceiverDialog)
    click(qtbot, adding.ok)
    qtbot.waitUntil(lambda: bool(adding.fields["receiver"].explained))
    adding.receiver.setText("张律师")
    click(qtbot, adding.ok)
    qtbot.waitUntil(lambda: "张律师" in texts(panel(page).table, 1))

    panel(page).table.selectRow(texts(panel(page).table, 1).index("张律师"))
    click(qtbot, panel(page).drop_button)
    dropping = dialog(page, DropDialog)
    dropping.reason.setPlainText("已由当事人转交")
    click(qtbot, dropping.ok)
    qtbot.waitUntil(lambda: ServiceResult.DROPPED in results(page))


def test_the_proof_of_a_row_comes_up_as_a_paper(qtbot, page):
    panel(page).table.selectRow(1)
    key = panel(page).model.rows[1].id

    click(qtbot, panel(page).proof_button)

    tab = page.papers
    assert tab.stack.currentIndex() == PAPERS
    qtbot.waitUntil(
        lambda: (
            tab.sheet.paper is not None
            and (tab.sheet.paper.code, tab.sheet.paper.subject) == ("D-18", str(key))
        ),
    )


def test_an_address_is_confirmed_and_the_look_at_the_number_is_recorded(qtbot, page):
    page.papers.parts.setCurrentIndex(2)
    addresses = page.papers.addresses
    row = texts(addresses.table, 0).index("李建国")
    assert "未确认" in texts(addresses.table, 1)[row]
    addresses.table.selectRow(row)
    click(qtbot, addresses.confirm_button)
    qtbot.waitUntil(lambda: bool(page.findChildren(AddressDialog)))
    form = dialog(page, AddressDialog)
    form.postcode.setText("7510")
    form.electronic.setChecked(True)

    click(qtbot, form.ok)
    qtbot.waitUntil(lambda: bool(form.fields["postcode"].explained))
    assert "第四条" in form.fields["address"].explained
    form.address.setText("宣化区示例路1号")
    form.postcode.setText("075100")
    click(qtbot, form.ok)

    qtbot.waitUntil(lambda: "宣化区示例路1号" in texts(addresses.table, 1))
    assert texts(addresses.table, 3)[row] == "同意"
    doings = [entry.doing for entry in browse.journal(page.desk, CASE)]
    assert doings[:2] == ["confirm_address", "reveal"]


def test_labels_and_envelopes_are_made_of_confirmed_addresses_only(qtbot, page_at):
    page = page_at("accepted", "papers")
    panel = page.papers.addresses
    panel.print_labels()
    dialog = panel.findChild(EnvelopesDialog)
    assert dialog.lacking.text().startswith(
        "尚无当事人确认送达地址。请先在“文书”的“送达地址”中确认"
    )
    assert dialog.preview.isHidden()
    assert dialog.fields["whom"].isHidden()
    assert not dialog.ok.isEnabled()
    dialog.reject()

    desk, file = page.case.desk, page.case.file
    address = ServiceAddress(
        party_id=file.respondent.id,
        address="宣化区示例路18号",
        phone="13900000200",
        confirmed_on=desk.today(),
    )
    serving.confirm_address(desk, file.id, file.version, address)
    page.case.reload()
    qtbot.waitUntil(lambda: bool(page.case.file.addresses))
    panel.print_labels()
    dialog = panel.findChildren(EnvelopesDialog)[-1]
    qtbot.waitUntil(dialog.ok.isEnabled)
    assert "李建国" in dialog.lacking.text()
    assert dialog.preview.pages == 1
    assert not dialog.fields["first"].isHidden()

    labels = dialog.pdf
    dialog.kind.set_code("dl")
    assert not dialog.ok.isEnabled()  # what is shown are still the labels
    qtbot.waitUntil(dialog.ok.isEnabled)
    assert dialog.pdf != labels

    dialog.kind.set_code("dl")
    assert dialog.fields["first"].isHidden()


def test_what_one_manner_lacked_is_not_asked_of_another(qtbot, page):
    panel(page).table.selectRow(0)
    click(qtbot, panel(page).record_button)
    record = dialog(page, RecordDialog)
    record.manner.set_code(ServiceManner.LEFT.value)
    click(qtbot, record.ok)
    qtbot.waitUntil(lambda: record.fields["witness"].explained != "")

    record.manner.set_code(ServiceManner.POST.value)

    assert record.fields["witness"].explained == ""
    assert record.fields["reason"].explained == ""


def test_a_label_with_a_character_without_a_font_offers_a_box(qtbot, page_at, monkeypatch):
    monkeypatch.setattr("mediation_desk.documents.unprintable._by_hand", set())
    page = page_at("accepted", "papers")
    desk, file = page.case.desk, page.case.file
    address = ServiceAddress(
        party_id=file.respondent.id,
        address="宣化区\U0003fffd家屯18号",
        phone="13900000200",
        confirmed_on=desk.today(),
    )
    serving.confirm_address(desk, file.id, file.version, address)
    page.case.reload()
    qtbot.waitUntil(lambda: bool(page.case.file.addresses))
    page.papers.addresses.print_labels()
    dialog = page.papers.addresses.findChildren(EnvelopesDialog)[-1]
    qtbot.waitUntil(lambda: "送达地址" in dialog.problem.text())
    assert not dialog.ok.isEnabled()

    click(qtbot, dialog.by_hand.button)

    qtbot.waitUntil(dialog.ok.isEnabled)
    assert "手写" in dialog.boxes.text()
    assert dialog.problem.isHidden()
