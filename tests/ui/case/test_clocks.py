from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt

from mediation_desk.domain.case import Clock, ClockState
from mediation_desk.services import story
from mediation_desk.ui.case import clock_words
from mediation_desk.ui.case.clock_dialogs import ClockDialog, WatchDialog


def opened(qtbot, card, kind):
    qtbot.waitUntil(lambda: any(d.isVisible() for d in card.findChildren(kind)))
    return next(d for d in card.findChildren(kind) if d.isVisible())


def rows(card):
    model = card.model
    return [
        [model.index(r, c).data() for c in range(model.columnCount())]
        for r in range(model.rowCount())
    ]


def held(page, kind):
    return next(c for c in page.case.file.clocks if c.kind == kind)


def open_clock(qtbot, page, kind):
    card = page.overview.clock_card
    place = [clock.kind for clock in card.model.rows].index(kind)
    card.table.setCurrentIndex(card.model.index(place, 0))
    qtbot.keyClick(card.table, Qt.Key.Key_Return)
    return opened(qtbot, card, ClockDialog)


def test_law_house_and_agreement_are_told_apart_with_how_each_clock_stands(page_at):
    page = page_at("effective")

    shown = {row[0]: (row[4], row[5]) for row in rows(page.overview.clock_card)}

    assert shown["申请仲裁审查"] == ("剩10天", "法定")
    assert shown["履行（第1期）"] == ("最后一天：今天", "约定")
    assert shown["受理审查"][0].startswith("按期办结")
    assert shown["征询对方意见"][1] == "内部"


def test_a_tip_tells_trigger_rule_and_what_follows(page_at):
    card = page_at("effective").overview.clock_card
    place = [clock.kind for clock in card.model.rows].index("DL10")

    tip = card.model.index(place, 0).data(Qt.ItemDataRole.ToolTipRole)

    for told in ("法定", "劳动人事争议仲裁办案规则第七十四条", "生效", "2026-11-07", "2026-11-09"):
        assert told in tip
    assert "双方当事人共同" in tip


def test_a_period_of_the_register_is_watched_by_keyboard(qtbot, page_at):
    page = page_at("applied")
    card = page.overview.clock_card
    qtbot.mouseClick(card.watch_button, Qt.MouseButton.LeftButton)
    dialog = opened(qtbot, card, WatchDialog)
    dialog.kind.set_code("DL25")
    dialog.start.clear()
    qtbot.keyClicks(dialog.start, "2026.5.20")
    dialog.detail.setText("李建国")
    qtbot.waitUntil(lambda: "2027-05-20" in dialog.ends.text())
    assert "工伤保险条例第十七条" in dialog.about.text()

    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(row[0].endswith("(李建国)") for row in rows(card)))

    assert page.notices == ["已加入期限“工伤认定（职工、近亲属或工会申请）”。"]


def test_an_agreed_length_is_asked_for_at_its_field(qtbot, page_at):
    page = page_at("applied")
    card = page.overview.clock_card
    card.watch()
    dialog = opened(qtbot, card, WatchDialog)
    assert not dialog._length.isVisible()
    dialog.ok.click()
    assert dialog.fields["kind"].explained

    dialog.kind.set_code("DL06")
    assert dialog._length.isVisible()
    dialog.ok.click()
    qtbot.waitUntil(lambda: bool(dialog.fields["length"].explained))

    dialog.length.setValue(5)
    dialog.ok.click()
    qtbot.waitUntil(lambda: any(c.kind == "DL06" for c in page.case.file.clocks))
    assert held(page, "DL06").length == 5


def test_a_first_day_is_corrected_with_a_reason_and_the_reason_stays_readable(qtbot, page_at):
    page = page_at("applied")
    dialog = open_clock(qtbot, page, "DL01")
    dialog.act.set_code("correct")
    assert dialog.day.text() == "2026-10-12"
    dialog.day.setText("2026-10-09")

    dialog.ok.click()
    qtbot.waitUntil(lambda: bool(dialog.fields["reason"].explained))
    dialog.reason.setText("收件回执载明日期")
    dialog.ok.click()
    qtbot.waitUntil(lambda: held(page, "DL01").start.isoformat() == "2026-10-09")

    again = open_clock(qtbot, page, "DL01")
    assert "收件回执载明日期" in again.about.text()
    again.reject()


def test_a_clock_is_marked_kept_and_runs_again(qtbot, page_at):
    page = page_at("applied")
    dialog = open_clock(qtbot, page, "DL02")
    dialog.reason.setText("已电话征询")
    dialog.ok.click()
    qtbot.waitUntil(lambda: held(page, "DL02").state is ClockState.MET)

    dialog = open_clock(qtbot, page, "DL02")
    assert dialog.act.code() == "again"
    assert not dialog._day.isVisible()
    dialog.reason.setText("误标")
    dialog.ok.click()
    qtbot.waitUntil(lambda: held(page, "DL02").state is ClockState.RUNNING)


def test_a_clerk_is_refused_to_void_a_period_of_the_law_and_keeps_what_was_typed(qtbot, page_at):
    page = page_at("applied", actor=story.CLERK.name)
    dialog = open_clock(qtbot, page, "DL03")
    dialog.act.set_code("void")
    dialog.reason.setText("重复登记")

    dialog.ok.click()
    qtbot.waitUntil(lambda: "主任" in dialog.problem.text())

    assert dialog.isVisible()
    assert dialog.reason.text() == "重复登记"
    assert held(page, "DL03").state is ClockState.RUNNING


def test_a_provisional_last_day_is_marked_wherever_it_stands():
    """procedure.md 2.2: until the year's notice is known the day is 暂定."""
    fixed = Clock(
        kind="DL12", start=date(2026, 12, 5), raw_due=date(2027, 1, 4), due=date(2027, 1, 4)
    )
    unsure = replace(fixed, provisional=True)

    assert clock_words.last_day(fixed) == "2027-01-04"
    assert clock_words.last_day(unsure) == "2027-01-04 暂定"
    assert clock_words.last_day(unsure, "01-04") == "01-04 暂定"
