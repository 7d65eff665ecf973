"""Limitation in the case: verdicts in the overview, steps and moments in the dialog, the sheet."""

from datetime import date

from PySide6.QtCore import Qt

from mediation_desk.domain.claims import ClaimKind
from mediation_desk.domain.limitation import Moment, MomentKind
from mediation_desk.services import limitation
from mediation_desk.ui.limitation.case_dialog import LimitationDialog
from mediation_desk.ui.limitation.moment_dialog import MomentDialog
from mediation_desk.ui.paper_dialog import PaperDialog
from mediation_desk.ui.widgets.labels import Pill


def rest(qtbot, page):
    qtbot.waitUntil(lambda: not page.case.jobs.busy)


def opened(qtbot, parent, kind):
    qtbot.waitUntil(lambda: any(d.isVisible() for d in parent.findChildren(kind)))
    return next(d for d in parent.findChildren(kind) if d.isVisible())


def verdicts(page):
    rows = page.overview.limitation.rows
    shown = [rows.itemAt(place).widget() for place in range(rows.count())]
    return [pill.text() for pill in shown if isinstance(pill, Pill)]


def at_length(qtbot, page):
    rest(qtbot, page)
    page.overview.limitation.details.click()
    dialog = opened(qtbot, page, LimitationDialog)
    qtbot.waitUntil(lambda: bool(dialog.moments_model.rows))
    return dialog


def test_the_overview_gives_a_verdict_for_each_claim(qtbot, page_at):
    page = page_at("applied")
    rest(qtbot, page)

    assert verdicts(page) == ["未过时效"] * 4
    assert page.overview.limitation.found.bars[0].names[0] == "李建国"


def test_steps_moments_and_articles_are_shown(qtbot, page_at):
    dialog = at_length(qtbot, page_at("effective"))

    told = [step.label for step in dialog.steps.rows]
    assert told[0] == "劳动关系终止之日"
    assert "申请调解" in told
    assert "对方当事人同意履行义务" in told
    assert "劳动争议调解仲裁法第二十七条" in dialog.steps.articles.text()
    assert "不因时效拒绝受理" in dialog.steps.warnings.text()
    assert not dialog.change.isEnabled()
    dialog.reject()


def test_a_moment_is_entered_corrected_and_taken_back(qtbot, page_at):
    page = page_at("applied")
    dialog = at_length(qtbot, page)
    qtbot.mouseClick(dialog.new, Qt.MouseButton.LeftButton)
    form = opened(qtbot, dialog, MomentDialog)
    form.kind.set_code("known")
    form.claim.set_code(ClaimKind.SEVERANCE.value)
    form.ok.click()
    assert form.fields["day"].explained
    form.day.setText("2024-01-10")
    form.source.setText("解除通知书")

    form.ok.click()
    qtbot.waitUntil(lambda: len(page.case.file.moments) == 1)
    rest(qtbot, page)
    assert "已过时效" in verdicts(page)
    assert page.notices[-1] == "时效事项已登记。"

    place = [m.kind for m in dialog.moments_model.rows].index(MomentKind.KNOWN)
    dialog.moments.selectRow(place)
    assert dialog.change.isEnabled()
    dialog.moments.opened.emit(dialog.moments_model.index(place, 0))
    form = opened(qtbot, dialog, MomentDialog)
    assert form.source.text() == "解除通知书"
    form.day.setText("2030-01-01")
    form.ok.click()
    assert form.fields["day"].explained
    form.reject()

    dialog.moments.selectRow(place)
    qtbot.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.case.file.moments == ())
    rest(qtbot, page)
    assert verdicts(page) == ["未过时效"] * 4
    dialog.reject()


def test_only_an_obstacle_asks_for_its_last_day(qtbot, page_at):
    dialog = at_length(qtbot, page_at("applied"))
    dialog.add_moment()
    form = opened(qtbot, dialog, MomentDialog)
    assert not form.fields["until"].isVisible()

    form.kind.set_code("force_majeure")

    assert form.fields["until"].isVisible()
    assert "第二十七条第三款" in form.about.text()
    form.reject()
    dialog.reject()


def test_the_sheet_is_shown_to_print(qtbot, page_at):
    page = page_at("applied")
    dialog = at_length(qtbot, page)

    dialog.ok.click()
    paper = opened(qtbot, dialog, PaperDialog)
    qtbot.waitUntil(lambda: paper.paper is not None)

    assert paper.paper.pdf.startswith(b"%PDF")
    assert paper.ok.isEnabled()
    assert not paper.docx_button.isVisible()
    paper.reject()
    dialog.reject()


def test_a_correction_by_another_hand_shows_at_once(qtbot, page_at):
    page = page_at("applied")
    rest(qtbot, page)
    desk = page.desk
    moment = Moment(kind=MomentKind.KNOWN, day=date(2024, 1, 10))

    limitation.put_moment(desk, 1, page.case.file.version, moment)
    page.refresh()
    rest(qtbot, page)

    assert verdicts(page) == ["未过时效", "已过时效", "已过时效", "已过时效"]
