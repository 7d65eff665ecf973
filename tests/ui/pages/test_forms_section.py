"""Form templates in the settings: edited, brought in, checked, taken, gone back from."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication

from mediation_desk.domain.copies import CopyRule, Counted
from mediation_desk.services import browse, copies, house_forms, papers, story
from mediation_desk.services.desk import choose, everybody
from mediation_desk.ui.pages.sections import forms
from mediation_desk.ui.pages.sections.copies_dialog import CopiesDialog
from mediation_desk.ui.pages.settings import SettingsPage
from tests.documents.samples import written
from tests.documents.word_files import par, word_file

SOUND = word_file(par("自制受理通知 {{ 案号 }}"))
WRONG = word_file(par("{{ 案浩 }}"))


@pytest.fixture
def page(qtbot, light, desk, jobs):
    page = SettingsPage(desk, jobs)
    qtbot.addWidget(page)
    jobs.changed.connect(page.refresh)
    page.resize(1190, 700)
    page.show()
    page.refresh()
    page.show_section("forms")
    rest(qtbot, jobs)
    page.sections["forms"].list.select("D-08")
    rest(qtbot, jobs)
    return page


def rest(qtbot, jobs):
    qtbot.waitUntil(lambda: not jobs.busy)


def click(qtbot, button):
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def cells(section, code):
    rows = [row.code for row in section.list.model.rows]
    return [section.list.model.index(rows.index(code), c).data() for c in (0, 1, 3, 4)]


def tip(section, code):
    rows = [row.code for row in section.list.model.rows]
    return section.list.model.index(rows.index(code), 3).data(Qt.ItemDataRole.ToolTipRole)


def remarks(section):
    return [shown.text() for shown in section.panel.remark_labels]


def test_every_form_is_listed_with_whose_template_it_has_and_shown_filled(page):
    section = page.sections["forms"]

    assert len(section.list.model.rows) == len(papers.register())
    assert cells(section, "D-08") == ["D-08", "受理通知书", "随程序", "合格"]
    assert section.panel.preview.pages == 1
    assert section.panel.told.text() == "现用：随程序提供的模板，以示例填写"
    assert remarks(section) == ["检查合格：栏目都正确，PDF能完整印出。"]
    assert not section.take.isVisible()


def test_letters_of_supervision_are_marked_as_standing_in_for_the_federations(qtbot, page, jobs):
    """河北省工会劳动法律监督条例第三十六条: the styles are laid down by the federation."""
    section = page.sections["forms"]

    for code in ("D-70", "D-71", "D-72", "D-73"):
        assert cells(section, code)[2] == "代用样式"
        assert "取得省总工会统一样式后请替换" in tip(section, code)
    section.list.select("D-72")
    rest(qtbot, jobs)
    assert "取得省总工会统一样式后请替换" in section.panel.told.text()


def test_a_copy_is_edited_checked_when_saved_taken_and_printed_from(
    qtbot, page, desk, jobs, monkeypatch
):
    section, opened = page.sections["forms"], []
    monkeypatch.setattr(forms, "open_if_possible", lambda path: opened.append(path) or True)
    click(qtbot, section.edit)
    rest(qtbot, jobs)
    [copy] = opened

    copy.write_bytes(WRONG)
    qtbot.waitUntil(lambda: any("案浩" in text for text in remarks(section)))
    assert cells(section, "D-08")[3] == "1处错误"
    assert not section.take.isEnabled()

    beside = copy.with_name("~$new.docx")
    beside.write_bytes(SOUND)
    beside.replace(copy)  # as Word saves
    qtbot.waitUntil(section.take.isEnabled)
    assert section.panel.preview.pages == 1
    click(qtbot, section.take)
    rest(qtbot, jobs)

    qtbot.waitUntil(lambda: cells(section, "D-08")[2] == "本中心")
    assert f"本中心 {desk.today().isoformat()}" in tip(section, "D-08")
    assert written(papers.compose(desk, 1, "D-08").docx).startswith("自制受理通知")
    assert not section.take.isVisible()


def dropped(section, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    section.dropEvent(event)


def test_a_file_that_is_dropped_goes_to_the_form_its_name_tells_and_waits(
    qtbot, page, desk, jobs, tmp_path
):
    section = page.sections["forms"]
    path = tmp_path / "D-09 新.docx"
    path.write_bytes(SOUND)

    dropped(section, path)
    rest(qtbot, jobs)

    assert section.panel.told.text() == "待采用：D-09 新.docx"
    assert cells(section, "D-09")[3] == "待采用"
    assert house_forms.versions(desk, "D-09") == ()
    click(qtbot, section.drop)
    rest(qtbot, jobs)
    assert section.panel.told.text().startswith("现用：随程序")
    assert path.read_bytes() == SOUND


def test_back_to_ours_and_undone_and_an_older_version_again(qtbot, page, desk, jobs):
    house_forms.take(desk, "D-08", SOUND)
    house_forms.take(desk, "D-08", word_file(par("第二版 {{ 案号 }}")))
    section, told = page.sections["forms"], []
    page.noticed.connect(lambda text, undo: told.append((text, undo)))
    page.refresh()
    rest(qtbot, jobs)

    click(qtbot, section.ours)
    rest(qtbot, jobs)
    assert cells(section, "D-08")[2] == "随程序"
    told[-1][1]()
    rest(qtbot, jobs)
    assert cells(section, "D-08")[2] == "本中心"

    section.panel.parts.setCurrentIndex(3)
    section.panel.version_table.selectRow(1)
    click(qtbot, section.panel.look)
    rest(qtbot, jobs)
    assert "由陈国栋采用的版本" in section.panel.told.text()
    section.panel.parts.setCurrentIndex(3)
    section.panel.version_table.selectRow(1)
    click(qtbot, section.panel.again)
    rest(qtbot, jobs)
    assert house_forms.content(desk, "D-08") == SOUND


def test_a_field_is_searched_and_copied_by_a_click(qtbot, page):
    panel = page.sections["forms"].panel
    panel.parts.setCurrentIndex(2)

    panel.search.setText("届满")
    [piece] = panel.pieces.rows
    cell = panel.field_table.visualRect(panel.pieces.index(0, 1)).center()
    qtbot.mouseClick(panel.field_table.viewport(), Qt.MouseButton.LeftButton, pos=cell)

    assert piece.told == "调解期限的最后一日"
    assert QGuiApplication.clipboard().text() == "{{ 调解届满日 }}"


def test_loops_stand_with_the_fields_of_their_rows(page):
    pieces = [piece.text for piece in page.sections["forms"].panel.pieces.rows]

    begin = pieces.index("{%p for 项 in 申请人 %}")
    assert pieces[begin + 1] == "{%tr for 项 in 申请人 %}"
    assert "{{ 项.姓名 }}" in pieces[begin:]
    assert "{{ 被申请人.名称 }}" in pieces


def test_a_clerk_looks_and_changes_nothing(qtbot, page, desk, jobs):
    choose(desk, next(user.id for user in everybody(desk) if user.name == story.CLERK.name))
    page.refresh()
    rest(qtbot, jobs)

    section = page.sections["forms"]
    assert not section.edit.isEnabled()
    assert not section.load.isEnabled()
    assert section.export.isEnabled()
    assert section.panel.preview.pages == 1


def test_the_list_is_searched_and_narrowed(qtbot, page, desk, jobs):
    section = page.sections["forms"]
    house_forms.take(desk, "D-09", SOUND)
    page.refresh()
    rest(qtbot, jobs)

    section.list.view.set_code("own")
    assert [row.code for row in section.list.model.rows] == ["D-09"]
    section.list.view.set_code("open")
    rest(qtbot, jobs)
    assert [row.code for row in section.list.model.rows] == ["D-09"]
    section.list.view.set_code("")
    section.list.text.setText("协议书")
    qtbot.waitUntil(lambda: len(section.list.model.rows) < 5)
    assert "D-30" in {row.code for row in section.list.model.rows}
    rest(qtbot, jobs)


def test_the_centre_sets_in_how_many_copies_a_form_is_printed(qtbot, page, desk, jobs):
    case = browse.case_file(desk, 1)
    assert copies.rule(desk, "D-08") == CopyRule(Counted.PARTIES, 1)
    click(qtbot, page.sections["forms"].copies)
    dialog = page.findChild(CopiesDialog)
    rest(qtbot, jobs)
    assert (dialog.counted.code(), dialog.more.value()) == ("parties", 1)

    dialog.counted.set_code("nobody")
    dialog.more.setValue(0)
    dialog.submit()
    rest(qtbot, jobs)
    assert dialog.fields["more"].explained
    dialog.more.setValue(5)
    dialog.submit()
    rest(qtbot, jobs)

    assert copies.rule(desk, "D-08") == CopyRule(Counted.NOBODY, 5)
    assert copies.wanted(desk, case, "D-30") == 14
    copies.set_rule(desk, "D-08", CopyRule(Counted.PARTIES, 1))
    assert copies.rules(desk)["D-08"][1] is False
