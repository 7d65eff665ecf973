from dataclasses import replace
from threading import Event

from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QMenu

from mediation_desk.documents import unprintable
from mediation_desk.domain.errors import FileRefused
from mediation_desk.services import groups, papers, parties
from mediation_desk.ui.case.issued_papers import GivenDialog
from mediation_desk.ui.case.major_report_dialog import MajorReportDialog
from mediation_desk.ui.case.pack_dialog import PackDialog
from mediation_desk.ui.case.papers_tab import SERVICE
from mediation_desk.ui.case.reason_dialog import ReasonDialog
from mediation_desk.ui.case.summary_dialog import SummaryDialog
from mediation_desk.ui.printers.print_dialog import PrintDialog
from mediation_desk.ui.printers.queue import JobState, queue_of
from mediation_desk.ui.widgets.dialog import Question
from tests.documents.samples import sheets, squeezed


def shown(qtbot, page, code):
    tab = page.papers
    qtbot.waitUntil(lambda: tab.offers.rowCount() > 0)
    tab.choose(code)
    qtbot.waitUntil(
        lambda: (
            tab.sheet.paper is not None
            and tab.sheet.paper.code == code
            and tab.sheet.preview().pages > 0
        )
    )
    return tab


def test_a_paper_is_shown_in_the_page_with_what_is_missing(qtbot, page_at):
    page = page_at("accepted", "papers")

    tab = shown(qtbot, page, "D-08")

    assert tab.sheet.preview().pages >= 1
    assert not tab.sheet.missing.isHidden()
    assert "打印为空白线" in tab.sheet.missing.text()


def test_a_low_window_leaves_the_paper_its_room(qtbot, page_at):
    page = page_at("accepted", "papers")
    sheet = shown(qtbot, page, "D-08").sheet
    saving = (sheet.docx_button, sheet.pdf_button, sheet.open_button)

    page.resize(910, 512)
    qtbot.waitUntil(sheet.keep_button.isVisible)

    assert not any(button.isVisible() for button in saving)
    assert sheet.missing_short.isVisible()
    assert "打印为空白线" in sheet.missing_short.toolTip()
    assert [a.text() for a in sheet.keep_button.menu().actions()] == [b.text() for b in saving]
    assert sheet.preview().height() > sheet.height() // 2
    page.resize(1190, 710)
    qtbot.waitUntil(lambda: all(button.isVisible() for button in saving))
    assert sheet.missing.isVisible()
    assert not sheet.keep_button.isVisible()


def test_a_character_without_a_font_keeps_the_word_file_and_offers_a_box_to_write_in(
    qtbot, page_at, monkeypatch, tmp_path
):
    monkeypatch.setattr(unprintable, "_by_hand", set())
    page = page_at("accepted", "papers")
    worker, case = page.case.file.applicants[0], page.case.file
    person = replace(worker.person, name="李\U0003fffd三")
    parties.change_person(page.desk, case.id, case.version, worker.id, person)
    page.refresh()
    tab, sheet = page.papers, page.papers.sheet
    qtbot.waitUntil(lambda: tab.offers.rowCount() > 0)

    tab.choose("D-02")
    qtbot.waitUntil(sheet.by_hand.isVisible)

    assert "申请人第1人（李▢三）的姓名" in sheet.problem.text()
    assert not sheet.issue_button.isEnabled()
    assert not sheet.print_button.isEnabled()
    assert sheet.docx_button.isEnabled()
    sheet.write(tmp_path / "one.docx")
    qtbot.waitUntil((tmp_path / "one.docx").exists)

    sheet.by_hand.button.click()
    qtbot.waitUntil(lambda: sheet.paper is not None and sheet.preview().pages > 0)

    assert sheet.by_hand.isHidden()
    assert sheet.problem.isHidden()
    assert "（李▢三）的姓名" in sheet.missing.text()
    assert sheet.print_button.isEnabled()
    assert "李▢三" in squeezed("".join(sheets(sheet.paper.pdf)))


def test_what_is_printed_after_a_step_shows_its_progress_and_can_be_stopped(qtbot, page_at, held):
    page = page_at("accepted", "papers")
    tab = shown(qtbot, page, "D-08")
    offer, line = tab._offer_chosen(), tab.sheet.printing
    begun, going_on = held(papers, "compose_of")

    page._print(offer)
    qtbot.waitUntil(lambda: begun.is_set() and not line.isHidden())
    line.stop.click()
    going_on.set()

    qtbot.waitUntil(line.isHidden)
    qtbot.waitUntil(lambda: not page.jobs.busy)
    assert page.window().findChildren(PrintDialog) == []
    steps = []
    page._print(offer)
    line.bar.valueChanged.connect(lambda value: steps.append((value, line.bar.maximum())))
    qtbot.waitUntil(lambda: bool(page.window().findChildren(PrintDialog)))
    [dialog] = page.window().findChildren(PrintDialog)
    assert len(dialog._sheets) == len(offer.lacking) == 13
    assert steps[-1][1] == 13 * 3
    assert line.isHidden()
    dialog.reject()


def test_issuing_for_all_that_was_stopped_can_be_begun_again(qtbot, page_at, held):
    page = page_at("accepted", "papers")
    tab = shown(qtbot, page, "D-08")
    begun, going_on = held(groups, "_order")

    tab.sheet.issue_button.click()
    qtbot.waitUntil(begun.is_set)
    tab.sheet.progress.stop.click()
    going_on.set()

    qtbot.waitUntil(tab.sheet.issue_button.isEnabled)
    assert page.case.file.papers == ()
    tab.sheet.issue_button.click()
    qtbot.waitUntil(lambda: len(page.case.file.papers) == 13)


def test_a_paper_under_way_shows_its_progress_and_can_be_stopped(qtbot, page_at, monkeypatch):
    page = page_at("accepted", "papers")
    tab = shown(qtbot, page, "D-08")
    begun, going_on = Event(), Event()
    whole = papers.compose

    def slow(desk, case_id, code, subject, progress):
        begun.set()
        going_on.wait(30)
        return whole(desk, case_id, code, subject, progress)

    monkeypatch.setattr(papers, "compose", slow)
    tab.choose("HS-01")
    qtbot.waitUntil(begun.is_set)
    assert not tab.sheet.progress.isHidden()
    assert "制作" in tab.sheet.progress.text.text()

    tab.sheet.progress.stop.click()
    going_on.set()

    qtbot.waitUntil(lambda: "已停止" in tab.sheet.problem.text())
    assert tab.sheet.progress.isHidden()
    assert tab.sheet.paper is None
    monkeypatch.setattr(papers, "compose", whole)
    tab.offer_table.clearSelection()
    shown(qtbot, page, "HS-01")
    assert tab.sheet.problem.isHidden()


def test_issuing_keeps_the_paper_and_it_can_be_seen_again(qtbot, page_at):
    page = page_at("accepted", "papers")
    tab = shown(qtbot, page, "HS-01")

    tab.sheet.issue_button.click()
    qtbot.waitUntil(lambda: len(page.case.file.papers) == 1)
    tab.again(page.case.file.papers[0])

    qtbot.waitUntil(lambda: "2026-10-14" in tab.sheet.name.text())
    assert not tab.sheet.issue_button.isEnabled()


def test_a_double_click_issues_a_paper_once_and_then_it_can_be_issued_again(qtbot, page_at):
    page = page_at("accepted", "papers")
    tab = shown(qtbot, page, "HS-01")

    tab.sheet.issue_button.click()
    tab.sheet.issue_button.click()

    qtbot.waitUntil(lambda: tab.sheet.issue_button.isEnabled())
    assert len(page.case.file.papers) == 1


def test_a_paper_that_was_issued_is_issued_again_only_when_that_is_meant(qtbot, page_at):
    page = page_at("accepted", "papers")
    tab = shown(qtbot, page, "HS-01")
    tab.sheet.issue_button.click()
    qtbot.waitUntil(lambda: tab.sheet.issue_button.isEnabled())

    tab.sheet.issue_button.click()
    question = tab.findChild(Question, "issue_again")
    assert "已于2026-10-14出具" in question.findChild(QLabel, "issue_again_text").text()
    question.reject()
    assert len(page.case.file.papers) == 1

    tab.sheet.issue_button.click()
    tab.findChildren(Question, "issue_again")[-1].accept()
    qtbot.waitUntil(lambda: len(page.case.file.papers) == 2)


def test_an_issued_paper_shows_its_values_and_is_declared_void_for_a_reason(qtbot, page_at):
    page = page_at("accepted", "papers")
    tab = shown(qtbot, page, "HS-01")
    tab.sheet.issue_button.click()
    qtbot.waitUntil(lambda: len(page.case.file.papers) == 1)
    assert tab.sheet.void_button.isHidden()
    tab.again(page.case.file.papers[0])
    qtbot.waitUntil(lambda: not tab.sheet.void_button.isHidden())

    tab.sheet.values_button.click()
    qtbot.waitUntil(lambda: tab.findChild(GivenDialog) is not None)
    values = tab.findChild(GivenDialog)
    assert ("案号", page.case.file.number) in values.rows.rows
    values.reject()
    tab.sheet.void_button.click()
    asked = tab.findChild(ReasonDialog, "void_paper")
    asked.ok.click()
    assert any("请填写理由" in said.text() for said in asked.findChildren(QLabel))
    asked.reason.setText("误出具")
    asked.ok.click()

    qtbot.waitUntil(lambda: not page.case.file.papers)
    assert tab.issued.rows.index(0, 2).data() == "（作废）劳动争议请求核算表"
    tab.again(page.case.file.void_papers[0])
    qtbot.waitUntil(lambda: not tab.sheet.values_button.isHidden())
    assert tab.sheet.void_button.isHidden()
    assert "误出具" in tab.sheet.problem.text()


def test_a_form_for_each_party_is_issued_for_all_at_once(qtbot, page_at):
    page = page_at("accepted", "papers")
    tab = shown(qtbot, page, "D-08")
    assert tab.sheet.subject.count() == 13
    assert tab.sheet.issue_button.text() == "为全部13方出具"

    tab.sheet.one_button.click()
    qtbot.waitUntil(lambda: not tab.sheet.lacking.isHidden())
    assert "尚未出具" in tab.sheet.lacking.text()
    assert tab.sheet.issue_button.text() == "出具其余12份"
    qtbot.waitUntil(tab.sheet.issue_button.isEnabled)
    tab.sheet.issue_button.click()

    qtbot.waitUntil(lambda: len(page.case.file.papers) == 13)
    assert "已出具12份文书。" in page.notices
    assert len({paper.subject for paper in page.case.file.papers}) == 13


def test_a_paper_is_saved_as_docx_and_pdf(qtbot, page_at, tmp_path):
    page = page_at("effective", "papers")
    tab = shown(qtbot, page, "D-30")

    tab.sheet.write(tmp_path / "协议.docx")
    tab.sheet.write(tmp_path / "协议.pdf")

    qtbot.waitUntil(lambda: (tmp_path / "协议.pdf").exists())
    assert (tmp_path / "协议.docx").read_bytes()[:2] == b"PK"
    assert (tmp_path / "协议.pdf").read_bytes()[:5] == b"%PDF-"
    assert tab.sheet.file_name("pdf") == "张劳调字〔2026〕第0001号 劳动争议调解协议书.pdf"


def test_a_place_that_cannot_be_written_gives_one_sentence(qtbot, page_at, tmp_path):
    page = page_at("effective", "papers")
    tab = shown(qtbot, page, "D-30")
    (tmp_path / "file").write_text("")

    tab.sheet.write(tmp_path / "file" / "协议.pdf")

    qtbot.waitUntil(lambda: tab.sheet.problem.text() != "")


def test_the_summary_of_the_case_is_seen_saved_and_printed(qtbot, page_at, tmp_path, monkeypatch):
    page = page_at("effective")
    menu = page.header.steps.findChild(QMenu, "step_print_menu")
    next(a for a in menu.actions() if a.objectName() == "print_summary").trigger()
    dialog = page.findChild(SummaryDialog)
    qtbot.waitUntil(dialog.ok.isEnabled)
    assert dialog.preview.pages == 2
    assert dialog.print_button.isEnabled()

    path = tmp_path / "摘要.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(path), ""))
    dialog.ok.click()

    qtbot.waitUntil(lambda: any(path.name in text for text in page.notices))
    assert path.read_bytes().startswith(b"%PDF")


def test_the_papers_of_the_last_step_are_one_pack_with_one_click(qtbot, page_at):
    page = page_at("accepted", "papers")
    menu = page.header.steps.findChild(QMenu, "step_print_menu")

    next(a for a in menu.actions() if a.objectName() == "print_step").trigger()
    pack = page.findChild(PackDialog)
    qtbot.waitUntil(lambda: pack.pack is not None)
    codes = [paper.code for paper in pack.pack.papers]
    assert codes == ["D-08"] * 13 + ["D-11"] * 13 + ["D-13"] * 13
    pack.submit()
    qtbot.waitUntil(lambda: len(page.case.file.papers) == len(codes))

    next(a for a in menu.actions() if a.objectName() == "print_step").trigger()
    again = page.findChildren(PackDialog)[-1]
    qtbot.waitUntil(lambda: "都已出具" in again.problem.text())


def test_what_was_printed_and_issued_from_a_pack_is_not_issued_by_it_once_more(
    qtbot, page_at, monkeypatch
):
    page = page_at("mediating", "papers")
    page.show_pack("sheets", {page.case.file.applicants[0].id})
    pack = page.findChild(PackDialog)
    qtbot.waitUntil(lambda: pack.pack is not None and not page.jobs.busy)
    assert pack.ok.isEnabled()

    pack.print_button.click()
    qtbot.waitUntil(lambda: bool(page.window().findChildren(PrintDialog)))
    [printing] = page.window().findChildren(PrintDialog)
    qtbot.waitUntil(printing.ok.isEnabled)
    monkeypatch.setattr(queue_of(page.jobs), "send", lambda _order, progress: progress(1, 1))
    printing.printer.offer((("激光", "激光"),))
    printing.issue.setChecked(True)
    page.jobs.changed.connect(page.refresh)  # as the window does
    printing.ok.click()

    qtbot.waitUntil(lambda: "1件已出具" in pack.enclosed.text())
    assert [paper.form for paper in page.case.file.papers if paper.form == "HS-02"] == ["HS-02"]
    assert [paper.issued > 0 for paper in pack.pack.papers] == [True]
    assert not pack.ok.isEnabled()
    pack.submit()
    qtbot.waitUntil(lambda: not page.jobs.busy)
    assert [paper.form for paper in page.case.file.papers if paper.form == "HS-02"] == ["HS-02"]


def test_the_clock_of_a_notice_leads_to_the_form_and_once_issued_to_its_service(qtbot, page_at):
    page = page_at("accepted", "papers:D-08")
    qtbot.waitUntil(lambda: page.papers.sheet.paper is not None)
    assert page.papers.sheet.paper.code == "D-08"
    page.papers.sheet.issue_button.click()
    qtbot.waitUntil(lambda: len(page.case.file.papers) == 13)

    page.open(1, "papers:D-08")

    qtbot.waitUntil(lambda: page.papers.stack.currentIndex() == SERVICE)


def test_led_to_a_form_of_one_party_the_tab_comes_up_with_that_party(qtbot, page_at):
    page = page_at("accepted")
    second = str(page.case.file.applicants[1].id)

    page.open(1, f"papers:D-08:{second}")

    qtbot.waitUntil(lambda: page.papers.sheet.paper is not None)
    qtbot.waitUntil(lambda: not page.jobs.busy)
    assert page.papers.sheet.paper.code == "D-08"
    assert page.papers.sheet.subject.code() == second == page.papers.sheet.paper.subject


def test_a_form_for_everybody_is_written_beside_the_window_and_goes_on(
    qtbot, page_at, tmp_path, monkeypatch
):
    page = page_at("accepted", "papers")
    tab = shown(qtbot, page, "D-08")
    monkeypatch.setattr(
        "mediation_desk.ui.case.group_dialog.ask_folder", lambda *_how: tmp_path / "files"
    )

    tab.sheet.group_button.click()
    dialog = tab.findChild(QDialog, "group_dialog")
    assert not dialog.sheets.isEnabled()
    dialog.joined.setChecked(True)
    assert dialog.sheets.isEnabled()
    dialog.sheets.setChecked(True)
    dialog.ok.click()
    assert not dialog.ok.isEnabled()
    qtbot.waitUntil(lambda: "已制作13份" in dialog.outcome.text())
    assert len(list((tmp_path / "files").glob("*.docx"))) == 13
    assert len(list((tmp_path / "files").glob("*.pdf"))) == 14
    assert "打印为空白线" in dialog.blanks.text()
    assert dialog.blanks.text().count("调解员") == 1

    next((tmp_path / "files").glob("*03*.docx")).unlink()
    dialog.joined.setChecked(False)
    dialog.ok.click()
    qtbot.waitUntil(lambda: "已制作1份，原有12份" in dialog.outcome.text())
    dialog.reject()


def test_sheets_for_everybody_come_as_workbooks_too_where_they_have_any(qtbot, page_at, tmp_path):
    page = page_at("accepted", "papers")
    notice = shown(qtbot, page, "D-08")
    notice.sheet.group_button.click()
    dialog = notice.findChild(QDialog, "group_dialog")
    assert dialog.books.isHidden()
    dialog.reject()
    tab = shown(qtbot, page, "HS-02")

    tab.sheet.group_button.click()
    dialog = next(one for one in tab.findChildren(QDialog, "group_dialog") if one.isVisible())
    dialog.single.setChecked(False)
    assert not dialog.ok.isEnabled()
    dialog.books.setChecked(True)
    dialog.make(tmp_path / "files")

    qtbot.waitUntil(lambda: "Excel 核算表12份" in dialog.outcome.text())
    assert len(list((tmp_path / "files").glob("*.xlsx"))) == 12
    dialog.reject()


def test_what_was_refused_is_told_no_more_once_the_files_are_there(
    qtbot, page_at, tmp_path, monkeypatch
):
    page = page_at("accepted", "papers")
    tab = shown(qtbot, page, "D-08")
    whole = groups.write

    def full(*_what, **_how):
        raise FileRefused("磁盘已满。")

    monkeypatch.setattr(groups, "write", full)
    tab.sheet.group_button.click()
    dialog = tab.findChild(QDialog, "group_dialog")
    dialog.make(tmp_path / "files")
    qtbot.waitUntil(lambda: "磁盘已满" in dialog.problem.text())

    monkeypatch.setattr(groups, "write", whole)
    dialog.ok.click()
    qtbot.waitUntil(lambda: "已制作13份" in dialog.outcome.text())

    assert dialog.problem.isHidden()
    dialog.reject()


def test_what_the_stop_told_is_gone_while_the_rest_is_made(qtbot, page_at, tmp_path, monkeypatch):
    page = page_at("accepted", "papers")
    tab = shown(qtbot, page, "D-08")
    whole = groups.write

    seen = Event()

    def waiting(*what, **how):
        seen.wait(60)
        return whole(*what, **how)

    monkeypatch.setattr(groups, "write", waiting)
    tab.sheet.group_button.click()
    dialog = tab.findChild(QDialog, "group_dialog")
    dialog.make(tmp_path / "files")
    dialog.progress.cancel()
    seen.set()
    qtbot.waitUntil(lambda: "已停止" in dialog.outcome.text())

    monkeypatch.setattr(groups, "write", whole)
    dialog.ok.click()
    assert dialog.outcome.isHidden()
    qtbot.waitUntil(lambda: "原有" in dialog.outcome.text())
    assert not dialog.outcome.isHidden()
    dialog.reject()


def test_a_form_of_the_case_alone_has_no_files_for_everybody(qtbot, page_at):
    page = page_at("accepted", "papers")

    tab = shown(qtbot, page, "HS-01")

    assert tab.sheet.group_button.isHidden()


def test_a_paper_is_issued_once_it_was_printed_and_not_when_the_printer_failed(
    qtbot, page_at, jobs, tmp_path, monkeypatch
):
    page = page_at("accepted", "papers")
    tab = shown(qtbot, page, "D-08")
    assert tab.sheet.paper.copies == 2  # of fourteen: the first party's and the file's
    queue = queue_of(jobs)
    failed = []
    queue.failed.connect(failed.append)
    ways = iter((tmp_path / "gone" / "a.pdf", tmp_path / "a.pdf"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(next(ways)), ""))
    for _way in range(2):
        tab.sheet.print_button.click()
        dialog = tab.sheet.findChild(PrintDialog)
        qtbot.waitUntil(dialog.ok.isEnabled)
        assert "没有安装打印机" in dialog.none.text()
        dialog.issue.setChecked(True)
        dialog.ok.click()
        qtbot.waitUntil(lambda: not queue.open)
        if not _way:
            assert "未登记为已出具" in failed[0]
            assert not page.case.file.papers
            qtbot.waitUntil(lambda: tab.sheet.findChild(PrintDialog) is None)

    page.case.reload()
    qtbot.waitUntil(lambda: len(page.case.file.papers) == 1)
    assert queue.all[-1].state is JobState.SENT


def made_anew(qtbot, tab, code):
    """Wait until the list tells that a form was issued, and its paper is made from that case."""

    def told():
        places = [n for n, offer in enumerate(tab.offers.rows) if offer.code == code]
        return any(tab.offers.index(place, 1).data() != "—" for place in places)

    qtbot.waitUntil(told)
    qtbot.waitUntil(lambda: tab.sheet.paper is not None)


def test_printing_again_prints_the_issued_paper_and_issues_nothing(
    qtbot, page_at, jobs, tmp_path, monkeypatch
):
    page = page_at("accepted", "papers")
    tab = shown(qtbot, page, "D-08")
    queue = queue_of(jobs)
    path = str(tmp_path / "a.pdf")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (path, ""))

    tab.sheet.print_button.click()
    first = tab.sheet.findChild(PrintDialog)
    qtbot.waitUntil(first.ok.isEnabled)
    first.issue.setChecked(True)
    first.pages.setText("9999")
    first.ok.click()
    assert "只有1页" in first.fields["pages"].explained
    first.pages.clear()
    first.ok.click()
    first.submit()
    first.go()
    qtbot.waitUntil(lambda: not queue.open)
    page.case.reload()
    qtbot.waitUntil(lambda: len(page.case.file.papers) == 1)
    assert len(queue.all) == 1
    qtbot.waitUntil(lambda: tab.sheet.findChild(PrintDialog) is None)
    made_anew(qtbot, tab, "D-08")

    tab.sheet.print_button.click()
    qtbot.waitUntil(lambda: tab.sheet.findChild(PrintDialog) is not None)
    second = tab.sheet.findChild(PrintDialog)
    assert second.issue.isHidden()
    assert "已出具" in second.before.text()
    qtbot.waitUntil(second.ok.isEnabled)
    second.ok.click()
    qtbot.waitUntil(lambda: not queue.open and len(queue.all) == 2)
    page.case.reload()
    assert len(page.case.file.papers) == 1


def test_a_paper_that_changed_since_it_was_issued_asks_before_it_is_issued_anew(
    qtbot, page_at, jobs, tmp_path, monkeypatch
):
    page = page_at("accepted", "papers")
    tab = shown(qtbot, page, "D-08")
    desk, queue = page.case.desk, queue_of(jobs)
    paper = tab.sheet.paper
    papers.issue(desk, page.case.file.id, page.case.file.version, replace(paper, given="{}"))
    page.case.reload()
    qtbot.waitUntil(lambda: len(page.case.file.papers) == 1)
    made_anew(qtbot, tab, "D-08")
    changed = replace(tab.sheet.paper, docx=paper.docx + b" ")
    tab.sheet.paper = changed
    path = str(tmp_path / "a.pdf")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (path, ""))

    tab.sheet.print_button.click()
    qtbot.waitUntil(lambda: tab.sheet.findChild(PrintDialog) is not None)
    dialog = tab.sheet.findChild(PrintDialog)
    qtbot.waitUntil(dialog.ok.isEnabled)
    assert not dialog.issue.isChecked()
    dialog.issue.setChecked(True)
    dialog.ok.click()
    question = dialog.findChild(Question, "print_again")
    assert "第1号" in question.findChild(QLabel, "print_again_text").text()
    assert not queue.all
    question.accept()
    qtbot.waitUntil(lambda: not queue.open and len(queue.all) == 1)
    page.case.reload()
    qtbot.waitUntil(lambda: len(page.case.file.papers) == 2)


def test_the_paper_of_an_agreement_in_force_is_void_only_after_what_rests_on_it_was_told(
    qtbot, page_at
):
    page = page_at("effective", "papers")
    tab = shown(qtbot, page, "D-30")
    tab.sheet.issue_button.click()
    qtbot.waitUntil(lambda: any(p.form == "D-30" for p in page.case.file.papers))
    [paper] = [p for p in page.case.file.papers if p.form == "D-30"]
    tab.again(paper)
    qtbot.waitUntil(lambda: not tab.sheet.void_button.isHidden())

    tab.sheet.void_button.click()
    question = tab.findChild(Question, "void_in_force")
    text = question.findChild(QLabel, "void_in_force_text").text()
    assert "生效" in text
    assert "0.00" in text
    question.accept()
    asked = tab.findChild(ReasonDialog, "void_paper")
    asked.reason.setText("金额写错，重新出具")
    asked.ok.click()

    qtbot.waitUntil(lambda: bool(page.case.file.void_papers) and tab.sheet.paper is not None)
    assert tab.sheet.paper.issued == paper.id
    assert "作废" in squeezed(sheets(tab.sheet.paper.pdf)[0])
    qtbot.waitUntil(
        lambda: any(
            tab.offers.index(row, 1).data() == "须补出" for row in range(tab.offers.rowCount())
        )
    )


def test_the_report_on_a_major_dispute_is_filled_in_before_it_is_printed(qtbot, page_at):
    page = page_at("accepted", "papers")
    sheet = shown(qtbot, page, "D-76").sheet
    assert "首报、续报或者终报" in sheet.missing.text()
    assert "发生时间" in sheet.missing.text()

    form = filling(qtbot, page)
    form.happened.setText("2026年10月9日上午")
    form.unrest.set_code("some")
    form.stopped.setText("许多")
    form.go()
    assert form.isVisible()
    form.stopped.setText("35")
    form.go()
    qtbot.waitUntil(lambda: "续报" in form.fields["kind"].explained)
    form.kind.set_code("first")
    form.go()
    qtbot.waitUntil(lambda: sheet.paper is not None and "发生时间" not in sheet.missing.text())

    assert "发生地点" in sheet.missing.text()
    text = squeezed("".join(sheets(sheet.paper.pdf)))
    assert "☑首报" in text
    assert "☑停工（35人）" in text

    sheet.issue_button.click()
    qtbot.waitUntil(lambda: len(page.case.file.papers) == 1)
    again = filling(qtbot, page)
    assert (again.kind.code(), again.happened.text()) == ("", "2026年10月9日上午")
    again.reject()


def filling(qtbot, page):
    page.papers.sheet.fill_button.click()
    qtbot.waitUntil(lambda: any(d.isVisible() for d in page.findChildren(MajorReportDialog)))
    return next(d for d in page.findChildren(MajorReportDialog) if d.isVisible())
