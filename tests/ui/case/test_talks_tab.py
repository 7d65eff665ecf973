"""The negotiation of a case, through its widgets, with twelve workers and with one."""

from dataclasses import replace
from datetime import time
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton, QStyle, QStyleOptionViewItem

from mediation_desk.domain.claims import ClaimKind
from mediation_desk.domain.offers import Bound, Offer, OfferState, OfferSum
from mediation_desk.domain.sides import Side
from mediation_desk.services import browse, claims, drafts, story, talks
from mediation_desk.ui.case.page import CasePage
from mediation_desk.ui.talks.gap_chart import Course
from mediation_desk.ui.talks.offer_form import BACK
from mediation_desk.ui.talks.what_if_sheet import Part
from mediation_desk.ui.widgets.all_told import AllTold

CASE, MEDIATOR = 1, story.MEDIATOR.name
WAGES, SEVERANCE = ClaimKind.WAGE_ARREARS, ClaimKind.SEVERANCE


def offered(desk, amount, side=Side.RESPONDENT, hour=10, **more):
    case = browse.case_file(desk, CASE)
    sums = (OfferSum(amount=Decimal(amount)),)
    offer = Offer(side=side, made_on=story.HEARD, made_at=time(hour), sums=sums, **more)
    return talks.put_offer(desk, CASE, case.version, offer)


def press(name):
    [dialog] = [w for w in QApplication.topLevelWidgets() if w.objectName() == name]
    dialog.ok.click()


def kept(page):
    case = browse.case_file(page.desk, CASE)
    return talks.of_case(page.desk, case).offers


def column_of(sheet, kind, part):
    return next(n for n, c in enumerate(sheet.columns) if (c.kind, c.part) == (kind, part))


def test_an_offer_is_typed_pasted_and_filled_down_saved_and_the_next_round_copies_it(
    qtbot, talks_at
):
    page, tab = talks_at()
    panel, form = tab.offers, tab.offers.form
    assert panel.empty.isVisible()
    panel.employer_button.click()
    form.said_by.setText("冯永固")
    form.said_by.textEdited.emit("冯永固")
    QGuiApplication.clipboard().setText("1.2万\t50000\n9000\t40000")
    form.grid.setCurrentIndex(form.sheet.index(0, 0))
    form.grid.paste()
    form.grid.clearSelection()
    for row in (1, 2, 3):
        index = form.sheet.index(row, 0)
        form.grid.selectionModel().select(index, form.grid.selectionModel().SelectionFlag.Select)
    form.grid.fill_down()
    assert form.sheet.index(0, form.sheet.columnCount() - 1).data() == "62,000.00"
    assert "129,000.00" in form.note.text()

    panel.save_button.click()

    qtbot.waitUntil(lambda: page.notices == ["报价已保存。"] and len(panel.model.rows) == 1)
    [offer] = kept(page)
    assert (offer.side, offer.said_by, len(offer.sums)) == (Side.RESPONDENT, "冯永固", 6)
    assert offer.total == Decimal("129000.00")
    panel.employer_button.click()
    assert form.sheet.sums() == offer.sums
    assert form.title.text() == "新报价（尚未保存）"


def test_a_typed_offer_of_each_side_waits_until_it_is_saved_or_thrown_away(qtbot, talks_at):
    page, tab = talks_at()
    panel, form = tab.offers, tab.offers.form
    said = []
    tab.said.connect(said.append)
    panel.employer_button.click()
    form.sheet.put({(0, 0): "18600", (1, 0): "3万", (2, 0): "x"})
    form.conditions.setText("一次付清")
    form.conditions.textEdited.emit("一次付清")

    panel.worker_button.click()
    assert form.sheet.sums() == ()
    assert form.conditions.text() == ""
    assert "用人单位" in panel.kept.text()
    form.sheet.put({(0, 0): "24800"})
    panel.employer_button.click()

    assert [str(one.amount) for one in form.sheet.sums()] == ["18600.00", "30000.00"]
    assert form.conditions.text() == "一次付清"
    assert form.sheet.index(2, 0).data() == "x", "what could not be read stays too"
    assert "劳动者" in panel.kept.text()
    panel.employer_button.click()
    assert len(form.sheet.sums()) == 2, "a second press loses nothing"
    assert len(said) == 2

    tab._take_over(Side.RESPONDENT, (OfferSum(amount=Decimal(5)),))
    assert len(form.sheet.sums()) == 2, "other sums are asked about first"
    press("offer_replace_question")
    assert [one.amount for one in form.sheet.sums()] == [Decimal(5)]

    panel.discard_button.click()
    assert [str(one.amount) for one in form.sheet.sums()] == ["24800.00"]
    panel.save_button.click()
    qtbot.waitUntil(lambda: len(panel.model.rows) == 1 and not page.jobs.busy)
    assert kept(page)[0].side is Side.APPLICANT
    assert panel.kept.isHidden()


def test_an_offer_that_was_typed_and_not_saved_is_there_after_a_crash(qtbot, talks_at, jobs):
    """It is kept while the typing rests: nobody has to leave the page for it."""
    page, tab = talks_at()
    saved = offered(page.desk, 90000, Side.APPLICANT)
    page.refresh()
    qtbot.waitUntil(lambda: len(tab.offers.model.rows) == 1 and not page.jobs.busy)
    form = tab.offers.form
    form.conditions.setText("分两期")
    form.conditions.textEdited.emit("分两期")
    tab.offers.employer_button.click()
    form.sheet.put({(0, 0): "18600", (2, 0): "x"})
    key = f"offers/{CASE}"
    qtbot.waitUntil(lambda: "18600" in str(drafts.load(page.desk, key)), timeout=5000)

    second = CasePage(page.desk, jobs)
    qtbot.addWidget(second)
    second.show()
    second.open(CASE, "talks")
    qtbot.waitUntil(lambda: second.case.file is not None and not jobs.busy)
    again = second.talks
    qtbot.waitUntil(lambda: len(again.offers._unsaved.typed) == 2)
    assert set(again.offers._unsaved.typed) == {saved, -2}
    again.offers.employer_button.click()
    shown = again.offers.form
    assert [str(one.amount) for one in shown.sheet.sums()] == ["18600.00"]
    assert shown.sheet.index(2, 0).data() == "x"
    again.offers.discard_button.click()
    assert shown.conditions.text() == "分两期"
    again.offers.discard_button.click()
    qtbot.waitUntil(lambda: drafts.load(page.desk, key) is None)


def test_a_new_offer_typed_back_to_back_is_shown_to_nobody_who_comes_later(qtbot, talks_at, jobs):
    page, tab = talks_at()
    tab.offers.employer_button.click()
    form = tab.offers.form
    form.manner.set_code(BACK)
    form.sheet.put({(0, 0): "18600"})
    qtbot.waitUntil(lambda: "18600" in str(drafts.load(page.desk, f"offers/{CASE}")), timeout=5000)

    second = CasePage(page.desk, jobs)
    qtbot.addWidget(second)
    second.show()
    second.open(CASE, "talks")
    again = second.talks
    qtbot.waitUntil(lambda: bool(again.offers._unsaved.typed) and not jobs.busy)
    for _time in range(2):
        second.refresh()
        qtbot.waitUntil(lambda: not jobs.busy)
        assert again.offers.form.isHidden()
    assert again.offers.kept.isVisible()
    assert again.offers.empty.text().startswith("双方尚未报价")
    again.offers.employer_button.click()
    assert [str(one.amount) for one in again.offers.form.sheet.sums()] == ["18600.00"]
    second.show_tab("overview")
    second.show_tab("talks")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert again.offers.form.isHidden()


def test_where_all_was_offered_back_to_back_nobody_is_said_to_have_offered_nothing(qtbot, talks_at):
    _page, tab = talks_at(before=lambda desk: offered(desk, 500000, caucus=True))

    assert tab.offers.empty.isVisible()
    assert tab.offers.empty.text().startswith("双方尚无面对面报价")


def test_hiding_what_was_told_back_to_back_leaves_the_offer_that_is_looked_at(qtbot, talks_at):
    def before(desk):
        offered(desk, "500000")
        offered(desk, "600000", hour=11)
        offered(desk, "777777.77", hour=12, caucus=True)

    _page, tab = talks_at(before=before)
    panel = tab.offers
    panel.apart_button.click()
    panel.table.selectRow(0)
    looked_at = panel._shown

    panel.apart_button.click()

    assert panel._shown == looked_at
    assert [str(one.amount) for one in panel.form.sheet.sums()] == ["500000.00"]


def test_a_cell_that_is_being_typed_into_is_kept_when_the_tab_is_left(qtbot, talks_at):
    page, tab = talks_at()
    tab.offers.employer_button.click()
    form = tab.offers.form
    form.manner.set_code(BACK)
    form.grid.setCurrentIndex(form.sheet.index(0, 0))
    qtbot.keyClicks(form.grid, "1")
    editor = form.grid._editor()
    assert editor is not None
    qtbot.keyClicks(editor, "8600")

    page.show_tab("overview")
    page.show_tab("talks")
    qtbot.waitUntil(lambda: not page.jobs.busy)

    assert form.isHidden()
    tab.offers.employer_button.click()
    assert [str(one.amount) for one in form.sheet.sums()] == ["18600.00"]


def test_the_side_chosen_in_the_form_takes_no_sums_of_the_other_side_with_it(qtbot, talks_at):
    _page, tab = talks_at()
    panel, form = tab.offers, tab.offers.form
    panel.worker_button.click()
    form.sheet.put({(0, 0): "24800"})

    form.side.set_code(Side.RESPONDENT.value)

    assert (form.value().side, form.value().sums) == (Side.RESPONDENT, ())
    assert "劳动者" in panel.kept.text()
    form.sheet.put({(0, 0): "18600"})
    form.side.set_code(Side.APPLICANT.value)
    assert form.value().side is Side.APPLICANT
    assert [str(one.amount) for one in form.sheet.sums()] == ["24800.00"]
    assert "用人单位" in panel.kept.text()


def test_one_item_takes_one_sum_and_what_is_refused_stays_in_its_cell(qtbot, talks_at):
    page, tab = talks_at()
    panel, sheet = tab.offers, tab.offers.form.sheet
    panel.worker_button.click()
    last = sheet.columnCount() - 1
    sheet.put({(0, last): "8万"})

    sheet.put({(0, 0): "1万"})
    assert sheet.index(0, 0).data() == "1万"
    assert "李建国：同一项目只能有一个金额" in panel.form.problem.text()
    panel.save_button.click()
    assert kept(page) == ()
    assert tab.escape()

    panel.save_button.click()
    qtbot.waitUntil(lambda: len(panel.model.rows) == 1)
    assert kept(page)[0].sums[0].kind is None


def test_of_many_refused_cells_all_sentences_can_be_opened(qtbot, talks_at):
    page, tab = talks_at()
    tab.offers.employer_button.click()
    form = tab.offers.form
    everything = form.findChild(QPushButton, "offer_problems_all")

    form.sheet.put({(row, 0): "x" for row in range(2)})
    assert everything.isHidden()
    form.sheet.put({(row, 0): "x" for row in range(7)})

    assert "另有3项" in form.problem.text()
    everything.click()
    [shown] = page.findChildren(AllTold)
    assert shown.list.toPlainText().count("\n") == 6
    shown.ok.click()
    form.sheet.forget_wrong()
    assert everything.isHidden()


def test_a_sum_that_is_not_known_is_no_sum_of_zero_below_the_offer(qtbot, talks_at):
    page, tab = talks_at()
    form, case = tab.offers.form, page.case.file
    li = case.applicants[0]
    [wages, *others] = li.claims
    unknown = replace(wages, entitled=None, claimed=None)
    li = replace(li, claims=(unknown, *others))
    tab.offers.employer_button.click()
    offer = form.value()

    form.show_offer(replace(case, applicants=(li, *case.applicants[1:])), offer, ())
    form.grid.setCurrentIndex(form.sheet.index(0, 1))
    form.grid.setCurrentIndex(form.sheet.index(0, 0))

    assert "法定金额待核算" in form.about.text()
    assert "0.00" not in form.about.text()
    form.grid.setCurrentIndex(form.sheet.index(0, form.sheet.columnCount() - 1))
    assert "另有1项待核算" in form.about.text()


def test_what_is_typed_of_one_offer_stays_while_another_is_looked_at(qtbot, talks_at):
    def before(desk):
        offered(desk, "500000")
        offered(desk, "900000", Side.APPLICANT, 11)

    _page, tab = talks_at(before=before)
    panel, form = tab.offers, tab.offers.form
    form.conditions.setText("三日内付清")
    form.conditions.textEdited.emit("三日内付清")

    panel.table.selectRow(0)
    assert form.conditions.text() == ""
    panel.table.selectRow(1)

    assert form.conditions.text() == "三日内付清"
    assert not panel.accept_button.isEnabled()
    panel.discard_button.click()
    assert form.conditions.text() == ""
    assert panel.accept_button.isEnabled()


def test_accepting_an_offer_fills_the_agreed_sums_and_undo_takes_them_back(qtbot, talks_at):
    page, tab = talks_at(before=lambda desk: offered(desk, "1000000"))
    panel = tab.offers

    panel.accept_button.click()
    press("offer_accept_question")

    qtbot.waitUntil(lambda: page.case.file.totals.agreed == Decimal("1000000.00"))
    qtbot.waitUntil(lambda: panel.model.rows[0].offer.state is OfferState.ACCEPTED)
    assert panel.form.sheet.locked
    page.resize(864, 440)  # what a small screen leaves of the window
    qtbot.waitUntil(panel.form.unfold.isVisible)
    assert tab.minimumSizeHint().width() <= 820, "nothing is scrolled sideways"
    assert "接受报价" in page.notices[-1] or "已接受" in page.notices[-1]
    page.undo_last()
    qtbot.waitUntil(lambda: page.notices[-1].startswith("已撤销"))
    page.refresh()
    qtbot.waitUntil(lambda: page.case.file.totals.agreed == 0)
    qtbot.waitUntil(lambda: panel.model.rows[0].offer.state is OfferState.OPEN)


def test_back_to_back_is_hidden_on_the_screen_and_never_copied_or_printed(qtbot, talks_at):
    def before(desk):
        offered(desk, "500000")
        offered(desk, "777777.77", hour=11, caucus=True)

    page, tab = talks_at(before=before)
    panel = tab.offers
    assert len(panel.model.rows) == 1
    assert panel.apart_button.text() == "显示背对背报价（1）"
    assert "777,777.77" not in tab.text()

    panel.apart_button.click()

    assert len(panel.model.rows) == 2
    assert [turn.offered for turn in tab.gap.model.rows][-1] == Decimal("777777.77")
    for part in range(4):
        tab.parts.setCurrentIndex(part)
        qtbot.waitUntil(lambda: not page.jobs.busy)
        assert "777,777.77" not in page.print_text()
    assert [turn.offered for turn in tab.gap._open.turns][-1] == Decimal("500000.00")


def test_nobody_but_the_mediator_sees_or_marks_back_to_back(qtbot, talks_at, desk_at):
    _page, tab = talks_at(actor=story.SUPERVISOR.name)

    tab.offers.employer_button.click()

    assert not tab.offers.form.manner.isEnabled()
    assert not tab.offers.apart_button.isVisible()


def test_every_item_has_its_figures_and_the_mediators_own_need_a_reason(qtbot, talks_at):
    _page, tab = talks_at()
    tab.parts.setCurrentIndex(1)
    panel = tab.ranges
    row = next(n for n, line in enumerate(panel.model.rows) if line.prospect.kind is SEVERANCE)
    panel.table.selectRow(row)
    assert panel.amounts[Bound.BEST].text() == "68,200.00"
    tip = panel.model.index(row, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("李建国 · 经济补偿"), "what steps back on a small screen is told here"
    assert "劳动者报价" in tip
    assert "第四十七条" in panel.why[Bound.BEST].text()
    panel.amounts[Bound.LIKELY].setText("6万")

    panel.save_button.click()
    qtbot.waitUntil(lambda: panel.fields["likely.reason"].explained != "")
    panel.reasons[Bound.LIKELY].setText("双方接近")
    panel.save_button.click()

    qtbot.waitUntil(lambda: panel.model.rows[row].prospect.likely.own)
    assert panel.model.rows[row].prospect.likely.amount == Decimal("60000.00")
    assert "60,000.00" not in panel.text(), "one's own figures are on no paper"
    assert "68,200.00" in panel.text()
    panel.back_button.click()
    qtbot.waitUntil(lambda: not panel.model.rows[row].prospect.likely.own)


def test_the_chart_tells_the_gap_and_copies_as_a_black_and_white_picture(qtbot, talks_at):
    def before(desk):
        offered(desk, "500000")
        offered(desk, "900000", Side.APPLICANT, 11)

    _page, tab = talks_at(before=before)
    tab.parts.setCurrentIndex(2)

    tab.gap.copy_button.click()

    picture = QGuiApplication.clipboard().image()
    colours = {picture.pixelColor(x, y).saturation() for x in range(0, 2000, 9) for y in (300, 600)}
    assert colours == {0}
    assert tab.gap.chart.accessibleDescription() == "差距400,000.00元"
    tab.gap.chart.show_course(Course())
    tab.gap.chart.repaint()


def test_before_the_employer_has_said_anything_the_gap_has_no_offer_of_zero(qtbot, talks_at):
    def before(desk):
        offered(desk, "900000", Side.APPLICANT, 9)
        offered(desk, "500000")

    _page, tab = talks_at(before=before)
    tab.parts.setCurrentIndex(2)

    rows = [line.split("\t")[3] for line in tab.text().split("\n")[1:]]
    assert rows == ["—", "—", "500,000.00"]
    tab.gap.chart.repaint()


def test_a_what_if_changes_nothing_until_it_is_taken_over_into_an_offer(qtbot, talks_at):
    page, tab = talks_at()
    tab.parts.setCurrentIndex(3)
    panel, sheet = tab.what_if, tab.what_if.sheet
    qtbot.waitUntil(lambda: "法定" in panel.result.text())
    wage = next(n for n, c in enumerate(sheet.columns) if c.name == "average_wage")
    law, said = (column_of(sheet, SEVERANCE, part) for part in (Part.LAW, Part.OFFERED))
    assert sheet.index(0, law).data() == "68,200.00"

    sheet.put({(0, wage): "6000", (0, said): "5万"})
    panel.average.setText("10000")
    panel.average.textEdited.emit("10000")

    qtbot.waitUntil(lambda: sheet.index(0, law).data() == "66,000.00")
    qtbot.waitUntil(lambda: "税后实得49,400.00元" in panel.more.text())
    assert page.case.file == browse.case_file(page.desk, CASE)
    sheet.put({(0, wage): "很多"})
    assert panel.problem.isVisible()
    assert tab.escape()
    panel.employer_button.click()
    assert tab.offers.form.sheet.sums() == (
        OfferSum(
            party_id=page.case.file.applicants[0].id, kind=SEVERANCE, amount=Decimal("50000.00")
        ),
    )
    assert kept(page) == ()
    panel.drop_button.click()
    assert not sheet.changed


def test_what_was_tried_out_is_there_after_a_crash_until_it_is_thrown_away(qtbot, talks_at, jobs):
    page, tab = talks_at()
    tab.lead_part("what_if")
    panel, sheet = tab.what_if, tab.what_if.sheet
    wage = next(n for n, c in enumerate(sheet.columns) if c.name == "average_wage")
    said = column_of(sheet, SEVERANCE, Part.OFFERED)
    sheet.put({(0, wage): "6000", (0, said): "5万", (1, said): "x"})
    panel.average.setText("97046")
    panel.average.textEdited.emit("97046")
    key = f"what_if/{CASE}"
    qtbot.waitUntil(lambda: "97046" in str(drafts.load(page.desk, key)), timeout=5000)

    second = CasePage(page.desk, jobs)
    qtbot.addWidget(second)
    second.show()
    second.open(CASE, "talks")
    qtbot.waitUntil(lambda: second.case.file is not None and not jobs.busy)
    again = second.talks.what_if
    second.talks.lead_part("what_if")
    qtbot.waitUntil(lambda: again.sheet.index(0, wage).data() == "6,000.00")

    assert again.sheet.index(0, said).data() == "50,000.00"
    assert again.sheet.index(1, said).data() == "x"
    assert again.average.text() == "97046"
    assert "没有丢失" in again.renewed.text()
    assert again.renewed.isVisible()
    again.drop_button.click()
    qtbot.waitUntil(lambda: drafts.load(page.desk, key) is None)
    assert again.sheet.index(0, wage).data() == "6,200.00"


def test_sums_that_rest_on_a_day_that_cannot_be_true_wait_for_it_in_a_what_if(qtbot, talks_at):
    _page, tab = talks_at()
    tab.parts.setCurrentIndex(3)
    sheet, grid = tab.what_if.sheet, tab.what_if.grid
    law = column_of(sheet, SEVERANCE, Part.LAW)
    qtbot.waitUntil(lambda: sheet.index(0, law).data() == "68,200.00")
    left = next(n for n, c in enumerate(sheet.columns) if c.name == "left_on")
    grid.setCurrentIndex(sheet.index(0, left))

    sheet.put({(0, left): "2001-01-01"})

    qtbot.waitUntil(lambda: sheet.index(0, law).data() == "待核算")
    assert "早于入职" in sheet.index(0, law).data(Qt.ItemDataRole.ToolTipRole)
    assert sheet.index(1, law).data() not in ("…", "待核算")
    total = next(n for n, c in enumerate(sheet.columns) if c.name == "law")
    assert sheet.index(0, total).data() == "待核算"
    option = QStyleOptionViewItem()
    option.state |= QStyle.StateFlag.State_Selected
    grid.itemDelegate().initStyleOption(option, sheet.index(0, left))
    assert not option.state & QStyle.StateFlag.State_Selected, "the red is seen in the current cell"
    assert tab.escape()
    qtbot.waitUntil(lambda: sheet.index(0, law).data() == "68,200.00")


def test_a_what_if_with_refused_cells_says_why_it_is_not_taken_over(qtbot, talks_at):
    _page, tab = talks_at()
    tab.lead_part("what_if")
    sheet = tab.what_if.sheet
    place = column_of(sheet, WAGES, Part.OFFERED)
    sheet.put({(0, place): "2万", (1, place): "-5"})

    tab.what_if.employer_button.click()

    assert tab.what_if.problem.text().startswith("未转为报价")
    assert tab.parts.currentIndex() == 3
    sheet.put({(1, place): "1万"})
    assert tab.what_if.problem.isHidden()
    tab.what_if.employer_button.click()
    assert tab.parts.currentIndex() == 0
    assert len(tab.offers.form.sheet.sums()) == 2


def test_workers_without_an_offer_are_left_out_of_the_sums_of_a_what_if(qtbot, talks_at):
    _page, tab = talks_at()
    tab.parts.setCurrentIndex(3)
    panel, sheet = tab.what_if, tab.what_if.sheet
    qtbot.waitUntil(lambda: "尚未填写试算金额" in panel.result.text())
    assert not panel.more.isVisible()

    sheet.put({(0, column_of(sheet, SEVERANCE, Part.OFFERED)): "5万"})

    qtbot.waitUntil(lambda: "另有11人尚无报价" in panel.result.text())
    assert "报价50,000.00元 · 低于法定75,200.00元" in panel.result.text()
    results = [n for n, column in enumerate(sheet.columns) if column.part is Part.RESULT]
    assert [sheet.index(1, n).data() for n in results] == ["89,700.00", "—", "—", "—"]
    assert sheet.index(1, results[3]).data(Qt.ItemDataRole.ToolTipRole) == "该劳动者尚无报价。"


def test_what_was_typed_into_a_what_if_stays_while_the_case_changes_and_the_change_is_told(
    qtbot, talks_at
):
    page, tab = talks_at()
    tab.parts.setCurrentIndex(3)
    panel, sheet, grid = tab.what_if, tab.what_if.sheet, tab.what_if.grid
    said = column_of(sheet, SEVERANCE, Part.OFFERED)
    wage, left = (
        next(n for n, c in enumerate(sheet.columns) if c.name == name)
        for name in ("average_wage", "left_on")
    )
    sheet.put({(0, said): "54321", (1, wage): "7000", (3, left): "x"})
    grid.setCurrentIndex(sheet.index(5, said))
    assert panel.renewed.isHidden()
    first, second, third = (one.id for one in page.case.file.applicants[:3])

    version = browse.case_file(page.desk, CASE).version
    claims.change_work(
        page.desk,
        CASE,
        version,
        {first: {"average_wage": Decimal(8000)}, second: {"average_wage": Decimal(8000)}},
        amounts={(third, SEVERANCE): {"agreed": Decimal(30000)}},
    )
    page.refresh()

    qtbot.waitUntil(lambda: sheet.index(0, wage).data() == "8,000.00")
    qtbot.waitUntil(lambda: sheet.index(2, said).data() == "30,000.00")
    assert sheet.index(0, said).data() == "54,321.00"
    assert sheet.index(1, wage).data() == "7,000.00", "what both changed stays as it was typed"
    assert sheet.index(3, left).data() == "x"
    assert grid.currentIndex() == sheet.index(5, said)
    assert panel.renewed.isVisible()
    assert "在此键入的内容" in panel.renewed.text()
    assert panel.told.isHidden(), "both take one line"
    panel.drop_button.click()
    assert sheet.index(0, said).data() == ""
    assert panel.renewed.isHidden()


def test_a_cell_being_typed_into_a_what_if_stays_open_while_the_case_changes(qtbot, talks_at):
    page, tab = talks_at()
    tab.parts.setCurrentIndex(3)
    sheet, grid = tab.what_if.sheet, tab.what_if.grid
    said = column_of(sheet, SEVERANCE, Part.OFFERED)
    wage = next(n for n, c in enumerate(sheet.columns) if c.name == "average_wage")
    grid.setCurrentIndex(sheet.index(0, said))
    grid.edit(sheet.index(0, said))
    assert grid.indexWidget(sheet.index(0, said)) is not None

    version = browse.case_file(page.desk, CASE).version
    second = page.case.file.applicants[1].id
    claims.change_work(page.desk, CASE, version, {second: {"average_wage": Decimal(8000)}})
    page.refresh()

    qtbot.waitUntil(lambda: sheet.index(1, wage).data() == "8,000.00")
    assert grid.indexWidget(sheet.index(0, said)) is not None


def test_what_was_typed_for_a_claim_that_is_dropped_is_named(qtbot, talks_at):
    page, tab = talks_at()
    tab.parts.setCurrentIndex(3)
    panel, sheet = tab.what_if, tab.what_if.sheet
    said = column_of(sheet, SEVERANCE, Part.OFFERED)
    first = page.case.file.applicants[0]
    sheet.put({(0, said): "54321"})

    version = browse.case_file(page.desk, CASE).version
    kinds = tuple(claim.kind for claim in first.claims if claim.kind is not SEVERANCE)
    claims.change_kinds(page.desk, CASE, version, {first.id: kinds})
    page.refresh()

    qtbot.waitUntil(lambda: first.person.name in panel.renewed.text())
    assert "54321" in panel.renewed.text().replace(",", "")
    assert sheet.index(0, said).data() == "—"


def test_the_head_of_a_what_if_says_that_it_adds_only_what_is_known(qtbot, talks_at):
    _page, tab = talks_at()
    tab.parts.setCurrentIndex(3)
    panel, sheet = tab.what_if, tab.what_if.sheet
    law, said = (column_of(sheet, SEVERANCE, part) for part in (Part.LAW, Part.OFFERED))
    left = next(n for n, c in enumerate(sheet.columns) if c.name == "left_on")

    sheet.put({(0, said): "5万", (0, left): "2001-01-01"})

    qtbot.waitUntil(lambda: sheet.index(0, law).data() == "待核算")
    assert "项待核算，未计入法定金额" in panel.result.text()
    assert "。；" not in panel.more.text()


def test_a_case_in_effect_takes_no_more_offers_and_says_why(qtbot, talks_at, desk_at):
    _page, tab = talks_at(stage="effective")
    panel = tab.offers

    assert "不再登记或者修改报价" in panel.closed.text()
    assert panel.closed.isVisible()
    assert not panel.empty.isVisible()
    assert panel.table.width() > 0.9 * panel.width()  # no empty space beside a list that is alone
    for button in (panel.worker_button, panel.employer_button):
        assert not button.isEnabled()
        assert "不再登记" in button.toolTip()
    tab.parts.setCurrentIndex(3)
    sheet = tab.what_if.sheet
    sheet.put({(0, column_of(sheet, SEVERANCE, Part.OFFERED)): "5万"})
    assert not tab.what_if.employer_button.isEnabled()


def test_hints_stand_by_the_offer_and_again_before_anybody_signs(qtbot, talks_at):
    _page, tab = talks_at(
        before=lambda desk: offered(desk, "100000", conditions="放弃补缴社会保险")
    )
    qtbot.waitUntil(lambda: "第三十五条" in tab.offers.form.hints.text())
    assert "第十九条" in tab.offers.form.hints.text()


def test_unfair_sums_are_pointed_out_at_the_signatures(qtbot, page_at):
    page = page_at("signing", "agreement", MEDIATOR)
    panel = page.agreement.signatures
    qtbot.waitUntil(lambda: not page.jobs.busy)
    assert not panel.warnings.isVisible()
    case = page.case.file
    low = tuple(
        replace(a, claims=tuple(replace(c, agreed=Decimal("1.00")) for c in a.claims))
        for a in case.applicants
    )

    panel.show_case(replace(case, applicants=low))

    qtbot.waitUntil(lambda: "第三十五条" in panel.warnings.text())


def test_one_worker_has_no_row_for_all_and_the_sheet_goes_by_keyboard(qtbot, talks_at):
    page, tab = talks_at()
    case = page.case.file
    one = replace(case, applicants=case.applicants[:1])
    form = tab.offers.form

    form.show_offer(one, Offer(side=Side.APPLICANT, made_on=story.HEARD), ())
    form.show()

    assert form.sheet.names == ["李建国"]
    form.grid.setFocus()
    form.grid.setCurrentIndex(form.sheet.index(0, 0))
    qtbot.keyClicks(form.grid, "9")
    qtbot.keyClick(form.grid.indexWidget(form.sheet.index(0, 0)), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.sheet.index(0, 0).data() == "9.00")


def test_a_refused_offer_says_that_it_is_not_saved_and_its_sheet_stays_in_view(qtbot, talks_at):
    page, tab = talks_at(before=lambda desk: offered(desk, 1_236_890, Side.APPLICANT))
    window = page.window()
    window.resize(910, 400)
    tab.offers.begin(Side.RESPONDENT)
    said = []
    tab.said.connect(said.append)
    sheet = tab.offers.form.sheet
    sheet.put({(row, 0): "-1" for row in range(sheet.rowCount())})

    tab.offers.save()

    assert any("未保存" in text for text in said)
    assert "\n" not in tab.offers.form.problem.text(), "one line where the window is low"
    assert tab.offers.form.problem.toolTip().count("\n") > 3


def test_no_sum_of_a_round_is_cut(qtbot, talks_at):
    page, tab = talks_at(before=lambda desk: offered(desk, 1_236_890, Side.APPLICANT))
    page.window().resize(1190, 700)
    tab.parts.setCurrentIndex(2)
    table = tab.gap.table
    qtbot.waitUntil(table.isVisible)
    for column in (2, 3, 4):
        shown = table.model().index(1, column).data()
        wide = table.fontMetrics().horizontalAdvance(shown)
        assert table.columnWidth(column) > wide + 8, shown


def test_on_a_low_screen_the_fields_of_an_offer_fold_so_that_its_sums_are_seen(qtbot, talks_at):
    page, tab = talks_at()
    panel, form = tab.offers, tab.offers.form
    panel.employer_button.click()
    assert form.said_by.isVisible()

    page.resize(850, 460)

    qtbot.waitUntil(lambda: not form.said_by.isVisible())
    assert "用人单位" in form.summary.text()
    form.day.setText("")
    panel.save()
    assert form.said_by.isVisible()
    assert form.fields["made_on"].explained
    form.unfold.click()
    assert not form.said_by.isVisible()
    rows = form.grid.viewport().height() // form.grid.rowHeight(0)
    assert rows >= 6, "the page scrolls, the sheet has room"
    page.resize(1190, 710)
    qtbot.waitUntil(form.said_by.isVisible)
    assert form.unfold.isHidden()
