"""Materials as a hand takes them in: dropped, pasted, scanned, looked at, checked, taken back."""

import os
import time
from io import BytesIO

import pytest
from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest

from mediation_desk.domain.materials import EvidenceKind, MaterialUse, Media
from mediation_desk.domain.sides import Side
from mediation_desk.services import drafts, materials
from mediation_desk.ui.case.material_dialogs import AddMaterialsDialog, ChangeMaterialDialog


def photograph(path, tilt=0, turned=1):
    sheet = Image.new("L", (900, 1200), "white")
    pen = ImageDraw.Draw(sheet)
    for line in range(60, 1140, 36):
        pen.rectangle((80, line, 820, line + 14), fill="black")
    note = Image.Exif()
    note[0x0112] = turned
    sheet.rotate(-tilt, Image.Resampling.BICUBIC, fillcolor="white").save(path, "JPEG", exif=note)
    return path


def scan(path, pages=2):
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(595, 842)
    out = BytesIO()
    writer.write(out)
    path.write_bytes(out.getvalue())
    return path


def drop(panel, *paths):
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPointF(50, 50).toPoint(), copy, held, left, none)
    panel.dragEnterEvent(enter)
    assert enter.isAccepted()
    panel.dropEvent(QDropEvent(QPointF(50, 50), copy, held, left, none))


def dialog(qtbot, panel, kind):
    qtbot.waitUntil(lambda: any(d.isVisible() for d in panel.findChildren(kind)))
    return next(d for d in panel.findChildren(kind) if d.isVisible())


def names(page):
    return [m.name for m in page.case.file.materials]


@pytest.fixture
def page(page_at):
    return page_at("accepted", "materials")


@pytest.fixture
def panel(qtbot, page):
    panel = page.materials.materials
    qtbot.waitUntil(lambda: not page.jobs.busy)
    return panel


def test_dropped_files_are_named_once_listed_and_shown(qtbot, page, panel, tmp_path):
    wrong = tmp_path / "合同.jpg"
    wrong.write_bytes(b"MZ" + bytes(300))
    nothing, torn = tmp_path / "空.pdf", tmp_path / "扫描.pdf"
    nothing.touch()
    torn.write_bytes(b"%PDF-1.7 torn")
    phone = tmp_path / "IMG_3.HEIC"
    phone.write_bytes(b"\x00\x00\x00\x18ftypheic" + bytes(40))
    came = photograph(tmp_path / "IMG_1.jpg"), scan(tmp_path / "IMG_2.pdf")
    drop(panel, *came, wrong, torn, phone, nothing)
    asked = dialog(qtbot, panel, AddMaterialsDialog)
    for told in ("“合同.jpg”是程序或者脚本", "“扫描.pdf”已损坏，无法预览", "IMG_3.HEIC", "空.pdf"):
        assert told in asked.told.text()

    asked.form.name.setText("劳动合同")
    asked.form.source.setText("申请人提交")
    asked.form.purpose.setText("证明劳动关系")
    asked.ok.click()

    qtbot.waitUntil(lambda: names(page) == [f"劳动合同 {n}" for n in (1, 2, 3, 4, 5)])
    shown = [panel.model.columns[i].text(panel.model.rows[1]) for i in (0, 1, 2, 3, 5)]
    assert shown == ["2", "劳动合同 2", "书证", "劳动者一方", "2–3"]
    panel.choose_rows([page.case.file.materials[0].id])
    qtbot.waitUntil(lambda: panel.preview.pictures.pages == 1)
    panel.choose_rows([page.case.file.materials[1].id])
    qtbot.waitUntil(lambda: panel.preview.stack.currentWidget() is panel.preview._pdf)
    assert panel.preview.pdf().pages == 2
    for place, kind, why in (
        (2, "不打开", "程序或者脚本"),
        (3, "无法预览", "已损坏"),
        (4, "无法预览", "设置 › 相机 › 格式"),
    ):
        panel.choose_rows([page.case.file.materials[place].id])
        qtbot.waitUntil(lambda told=why: told in panel.preview.nothing.text.text())
        assert panel.model.columns[2].text(panel.model.rows[place]) == kind
    assert "材料立卷 5" in [page.tabs.tabText(place) for place in range(page.tabs.count())]


def test_a_content_that_came_twice_is_taken_once_and_the_others_are_not_held_up(
    qtbot, page, panel, tmp_path
):
    first = photograph(tmp_path / "照片.jpg")
    twin = tmp_path / "照片 副本.jpg"
    twin.write_bytes(first.read_bytes())
    heard = []
    panel.noticed.connect(lambda *told: heard.append(told[0]))

    drop(panel, first, twin, scan(tmp_path / "合同.pdf"))
    dialog(qtbot, panel, AddMaterialsDialog).ok.click()
    qtbot.waitUntil(lambda: names(page) == ["照片", "合同"])

    qtbot.waitUntil(lambda: any("未重复加入：照片 副本.jpg" in told for told in heard))
    drop(panel, twin)
    again = dialog(qtbot, panel, AddMaterialsDialog)
    again.ok.click()
    qtbot.waitUntil(lambda: "照片 副本.jpg" in again.problem.text())
    assert names(page) == ["照片", "合同"]


def test_photographed_pages_become_one_material_as_the_camera_made_them(
    qtbot, page, panel, tmp_path
):
    first, second = (
        photograph(tmp_path / "IMG_1.jpg"),
        photograph(tmp_path / "IMG_2.jpg", 3, turned=6),
    )
    drop(panel, first, second)
    asked = dialog(qtbot, panel, AddMaterialsDialog)
    asked.as_one.click()
    assert asked.form.name.text() == "IMG_1"

    asked.form.name.setText("")
    asked.ok.click()
    qtbot.waitUntil(lambda: asked.form.name_field.explained != "")
    asked.form.name.setText("工资条")
    asked.ok.click()

    qtbot.waitUntil(lambda: names(page) == ["工资条"])
    [material] = page.case.file.materials
    assert (material.pages, material.media) == (2, Media.PDF)
    data = materials.content(page.case.desk, material)
    assert first.read_bytes() in data
    assert second.read_bytes() in data
    kept = PdfReader(BytesIO(data))
    assert [sheet.mediabox.width < sheet.mediabox.height for sheet in kept.pages] == [True, False]


def test_a_picture_on_the_clipboard_is_pasted_and_turned_without_touching_the_original(
    qtbot, page, panel, tmp_path
):
    QGuiApplication.clipboard().setImage(QImage(str(photograph(tmp_path / "a.jpg", tilt=4))))
    panel.setFocus()
    QTest.keyClick(panel, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    asked = dialog(qtbot, panel, AddMaterialsDialog)
    assert asked.form.name.text() == "粘贴的图片"
    asked.ok.click()
    qtbot.waitUntil(lambda: names(page) == ["粘贴的图片"])
    before = page.case.file.materials[0]
    qtbot.waitUntil(lambda: panel.preview.pictures.pages == 1)

    panel.preview.findChild(object, "material_straighten").click()
    qtbot.waitUntil(lambda: page.case.file.materials[0].tilt != 0)
    panel.preview.findChild(object, "material_turn_right").click()
    qtbot.waitUntil(lambda: page.case.file.materials[0].turn == 1)

    after = page.case.file.materials[0]
    assert -45 <= after.tilt <= -35
    assert after.sha256 == before.sha256
    panel.preview.findChild(object, "material_as_it_came").click()
    qtbot.waitUntil(lambda: page.case.file.materials[0].tilt == 0)


def test_what_is_new_in_the_scanners_folder_is_taken_with_a_click_and_offered_no_more(
    qtbot, page, panel, tmp_path
):
    folder = tmp_path / "scans"
    folder.mkdir()
    scan(folder / "old.pdf")
    panel.scans.watch(folder)
    qtbot.waitUntil(lambda: not page.jobs.busy)
    assert panel.scans.model.rows == ()

    new = scan(folder / "new.pdf", pages=3)
    past = time.time() - 60
    os.utime(new, (past, past))
    panel.scans.look()
    qtbot.waitUntil(lambda: [s.path.name for s in panel.scans.model.rows] == ["new.pdf"])
    panel.scans.take_button.click()
    asked = dialog(qtbot, panel, AddMaterialsDialog)
    assert asked.form.pages.value() == 3
    asked.ok.click()

    qtbot.waitUntil(lambda: names(page) == ["new"])
    qtbot.waitUntil(lambda: panel.scans.model.rows == ())
    assert new.is_file()


def test_pages_are_taken_in_the_order_in_which_they_were_scanned(qtbot, page, panel, tmp_path):
    folder = tmp_path / "scans"
    folder.mkdir()
    panel.scans.watch(folder)
    qtbot.waitUntil(lambda: not page.jobs.busy)
    for name in ("first", "second", "third"):
        scanned = photograph(folder / f"{name}.jpg")
        past = time.time() - 60
        os.utime(scanned, (past, past))
    panel.scans.look()
    qtbot.waitUntil(lambda: len(panel.scans.model.rows) == 3)
    table = panel.scans.table
    assert not table.horizontalScrollBar().isVisible()
    assert table.visualRect(table.model().index(2, 0)).bottom() <= table.viewport().height()
    taken = []
    panel.scans.taking.disconnect()
    panel.scans.taking.connect(taken.extend)

    panel.scans.take_button.click()

    assert [path.stem for path in taken] == ["first", "second", "third"]


def test_old_files_of_the_scanners_folder_are_not_offered_when_others_are_cleared_away(
    qtbot, page, panel, tmp_path
):
    """Only the newest are looked at; those behind them come up when these are gone."""
    folder = tmp_path / "scans"
    folder.mkdir()
    old = [photograph(folder / f"old-{number}.jpg") for number in range(materials.MOST_SCANS + 20)]
    for place, file in enumerate(old):
        os.utime(file, (time.time() - 60, time.time() - 60 - place))
    panel.scans.watch(folder)
    qtbot.waitUntil(lambda: not page.jobs.busy)

    for scanned in materials.scans(folder)[:10]:
        scanned.path.unlink()
    panel.scans.look()
    qtbot.waitUntil(lambda: not page.jobs.busy)

    assert panel.scans.model.rows == ()


def test_a_scanners_folder_that_was_away_is_watched_again(qtbot, page, panel, tmp_path):
    folder = tmp_path / "scans"
    folder.mkdir()
    panel.scans.watch(folder)
    qtbot.waitUntil(lambda: not page.jobs.busy)
    folder.rmdir()
    panel.scans.look()
    qtbot.waitUntil(lambda: "无法读取" in panel.scans.folder.text())

    folder.mkdir()
    past = time.time() - 60
    os.utime(photograph(folder / "new.jpg"), (past, past))
    panel.scans.look()

    qtbot.waitUntil(lambda: [s.path.name for s in panel.scans.model.rows] == ["new.jpg"])
    assert "无法读取" not in panel.scans.folder.text()
    assert panel.scans._watcher.directories() == [str(folder)]


def test_a_material_is_checked_changed_moved_removed_and_put_back(qtbot, page, panel, tmp_path):
    drop(panel, photograph(tmp_path / "甲.jpg"), photograph(tmp_path / "乙.jpg", tilt=3))
    dialog(qtbot, panel, AddMaterialsDialog).ok.click()
    qtbot.waitUntil(lambda: names(page) == ["甲", "乙"])
    qtbot.waitUntil(lambda: not page.jobs.busy)
    panel.choose_rows([page.case.file.materials[0].id])

    panel.checked_button.click()
    qtbot.waitUntil(lambda: page.case.file.materials[0].checked_by == "陈国栋")
    panel.change()
    asked = dialog(qtbot, panel, ChangeMaterialDialog)
    asked.form.name.clear()
    asked.ok.click()
    qtbot.waitUntil(lambda: bool(asked.form.name_field.explained))
    asked.form.name.setText("工资条")
    asked.form.kind.set_code(EvidenceKind.ELECTRONIC.value)
    asked.form.side.set_code(Side.RESPONDENT.value)
    asked.form.side.activated.emit(1)
    assert asked.form.brought_by.text() == page.case.file.respondent.employer.name
    asked.form.use.set_code(MaterialUse.INTERNAL.value)
    asked.form.use.activated.emit(0)
    assert asked.form.value().side is None
    asked.form.use.set_code(MaterialUse.EVIDENCE.value)
    asked.form.side.set_code(Side.APPLICANT.value)
    asked.ok.click()
    qtbot.waitUntil(lambda: names(page) == ["工资条", "乙"])
    panel.move_chosen(1)
    qtbot.waitUntil(lambda: names(page) == ["乙", "工资条"])

    panel.choose_rows([page.case.file.materials[1].id])
    panel.remove()
    qtbot.waitUntil(lambda: names(page) == ["乙"])
    page.undo_last()
    qtbot.waitUntil(lambda: any("移除材料" in text for text in page.notices))
    page.refresh()
    qtbot.waitUntil(lambda: names(page) == ["乙", "工资条"])
    assert page.case.file.materials[1].use is MaterialUse.EVIDENCE
    panel.listing.emit(Side.APPLICANT.value)
    papers = page.papers
    qtbot.waitUntil(lambda: papers.sheet.paper is not None and papers.sheet.paper.code == "D-21")
    assert not [text for text in page.notices if text.startswith("crash")]


def test_a_file_that_the_scanner_finishes_later_is_offered_when_it_is_whole(
    qtbot, page, panel, tmp_path, monkeypatch
):
    monkeypatch.setattr("mediation_desk.ui.case.scans_card._LOOKS_AGAIN_MS", 50)
    folder = tmp_path / "scans"
    folder.mkdir()
    panel.scans.watch(folder)
    qtbot.waitUntil(lambda: not page.jobs.busy)
    half = folder / "half.pdf"
    half.write_bytes(b"%PDF-1.7\n")
    past = time.time() - 60
    os.utime(half, (past, past))
    qtbot.waitUntil(lambda: [s.size for s in panel.scans.model.rows] == [9])
    panel.scans.ignore()
    qtbot.waitUntil(lambda: panel.scans.model.rows == ())

    with half.open("ab") as file:  # of this the system tells nobody who watches the folder
        file.write(bytes(100))
    os.utime(half, (past + 1, past + 1))

    qtbot.waitUntil(lambda: [s.size for s in panel.scans.model.rows] == [109])


def test_what_is_said_of_files_is_back_when_the_same_files_are_taken_in_again(
    qtbot, page, panel, tmp_path
):
    contract, photo = scan(tmp_path / "李建国合同.pdf"), photograph(tmp_path / "IMG_1.jpg")
    drop(panel, contract)
    asked = dialog(qtbot, panel, AddMaterialsDialog)
    qtbot.waitUntil(lambda: not page.jobs.busy)
    qtbot.keyClicks(asked.form.source, "X")
    qtbot.waitUntil(lambda: len(drafts.begun(page.desk, 1)) == 1)
    assert "李建国" not in drafts.begun(page.desk, 1)[0].key
    asked.reject()  # as a lock or the end of the day does

    drop(panel, photo)
    other = dialog(qtbot, panel, AddMaterialsDialog)
    qtbot.waitUntil(lambda: not page.jobs.busy)
    assert "X" not in other.form.source.text()
    other.reject()
    drop(panel, contract)
    again = dialog(qtbot, panel, AddMaterialsDialog)
    qtbot.waitUntil(lambda: again.form.source.text().endswith("X"))
    again.ok.click()
    qtbot.waitUntil(lambda: drafts.begun(page.desk, 1) == ())
