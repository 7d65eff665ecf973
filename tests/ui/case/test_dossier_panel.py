"""The dossier as a hand files it: looked through, mended where it leads to, bound and saved."""

from PySide6.QtWidgets import QDialog

from mediation_desk.domain.dossier_check import checks
from mediation_desk.services import browse, papers
from mediation_desk.ui.case import agreement_tab
from tests.documents.samples import sheets, squeezed
from tests.ui.case.conftest import CASE


def issued(page, code):
    desk = page.desk
    made = papers.compose(desk, CASE, code)
    papers.issue(desk, CASE, browse.case_file(desk, CASE).version, made)
    page.refresh()


def test_the_dossier_is_checked_mended_bound_and_saved(qtbot, page_at, tmp_path):
    page = page_at("effective", "materials/dossier")
    tab = page.materials
    panel = tab.dossier
    qtbot.waitUntil(lambda: not page.jobs.busy)
    tab.lead_part("dossier")
    before = int(panel.score.text())
    texts = [check.text for check in panel.model.rows]
    assert "缺少调解协议书。" in texts

    panel.bind()  # nothing is issued yet
    qtbot.waitUntil(lambda: any("尚无" in text for text in page.notices))
    panel.table.selectRow(texts.index("缺少调解协议书。"))
    panel.mend_button.click()
    qtbot.waitUntil(
        lambda: page.papers.sheet.paper is not None and page.papers.sheet.paper.code == "D-30"
    )
    page.papers.sheet.issue_button.click()
    qtbot.waitUntil(lambda: len(page.case.file.papers) == 1)
    page.show_tab("materials/dossier")

    qtbot.waitUntil(lambda: "缺少调解协议书。" not in [c.text for c in panel.model.rows])
    assert int(panel.score.text()) >= before
    panel.bind_button.click()
    qtbot.waitUntil(lambda: panel.made is not None)
    assert panel.preview().pages == panel.made.pages + 4  # cover, list, note at the end, back cover
    path = tmp_path / "正卷.pdf"
    panel.write(path)
    qtbot.waitUntil(path.is_file)
    assert "卷内目录" in squeezed(sheets(path.read_bytes())[1])

    issued(page, "D-31")
    qtbot.waitUntil(lambda: panel.made is None)
    assert not panel.save_button.isEnabled()
    assert not [text for text in page.notices if text.startswith("crash")]


def test_where_no_dossier_is_past_its_time_a_sentence_says_so_and_no_dialog_opens(qtbot, page_at):
    page = page_at("effective", "materials/dossier")
    panel = page.materials.dossier

    panel.due_button.click()

    qtbot.waitUntil(lambda: "没有保管期限届满的已归档卷宗。" in page.notices)
    assert panel.findChild(QDialog, "due_dossiers") is None


def test_on_a_low_screen_every_button_of_the_dossier_is_within_its_page(qtbot, page_at):
    page = page_at("effective", "materials/dossier")
    page.resize(734, 454)  # 910×512 without the menu at the left
    panel = page.materials.dossier
    qtbot.waitUntil(lambda: panel.print_button.width() > 0 and panel.width() < 734)

    assert page.materials.minimumSizeHint().width() < 694
    for button in (panel.print_button, panel.save_button, panel.due_button):
        right = button.mapTo(page, button.rect().bottomRight()).x()
        assert right <= page.width()


def test_the_side_volume_is_chosen_bound_and_saved(qtbot, page_at, tmp_path):
    page = page_at("effective", "materials/dossier")
    panel = page.materials.dossier
    qtbot.waitUntil(lambda: not page.jobs.busy)
    assert panel.volume.count() == 1
    issued(page, "D-30")
    issued(page, "D-60")
    qtbot.waitUntil(lambda: panel.volume.count() == 2)
    panel.bind_button.click()
    qtbot.waitUntil(lambda: panel.made is not None)

    panel.volume.setCurrentIndex(1)
    assert not panel.save_button.isEnabled()
    panel.bind_button.click()
    qtbot.waitUntil(lambda: panel.made is not None)

    assert [row.title for row in panel.made.rows] == ["结案审批表"]
    assert "副卷" in panel.told.text()
    path = tmp_path / "副卷.pdf"
    panel.write(path)
    qtbot.waitUntil(path.is_file)
    assert "（副卷）" in squeezed(sheets(path.read_bytes())[0])
    issued(page, "D-31")
    qtbot.waitUntil(lambda: panel.made is None)
    assert panel.volume.code() == "side"


def test_each_fault_leads_to_the_very_place_where_it_is_mended(qtbot, page_at):
    page = page_at("effective", "materials/dossier")
    panel = page.materials.dossier
    qtbot.waitUntil(lambda: not page.jobs.busy)
    for party in page.case.file.addressed:
        made = papers.compose(page.desk, CASE, "D-08", str(party[0]))
        papers.issue(page.desk, CASE, browse.case_file(page.desk, CASE).version, made)
    page.refresh()
    qtbot.waitUntil(lambda: len(page.case.file.services) >= 2)
    last = page.case.file.services[-1]

    def follow(words):
        [place] = [n for n, check in enumerate(panel.model.rows) if words in check.text]
        panel.table.selectRow(place)
        panel.mend_button.click()

    follow("第1次调解会没有笔录")
    [chosen] = page.hearings.table.selectionModel().selectedRows()
    assert page.hearings.model.row(chosen).number == 1
    follow("没有回访记录")
    assert page.agreement.parts.currentIndex() == agreement_tab.DUTIES
    follow(last.receiver)
    [row] = page.papers.service.table.selectionModel().selectedRows()
    assert page.papers.service.model.row(row).id == last.id
    assert not [text for text in page.notices if text.startswith("crash")]


def test_whatever_paper_a_fault_leads_to_can_be_made_there(qtbot, page_at):
    page = page_at("effective", "papers")
    qtbot.waitUntil(lambda: page.papers.offers.rowCount() > 0)
    offered = {offer.code for offer in page.papers.offers.rows}

    links = {check.text: check.link for check in checks(page.case.file)}

    assert links["缺少调解征询意见书或者回执。"] == "materials/list"
    wanted = {link.partition("/")[2] for link in links.values() if link.startswith("papers/")}
    assert {code for code in wanted if ":" not in code} <= offered
