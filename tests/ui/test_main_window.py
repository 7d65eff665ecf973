from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from mediation_desk.domain.centre import User
from mediation_desk.domain.errors import NoFigure
from mediation_desk.domain.rights import Role
from mediation_desk.services import intake, settings, story
from mediation_desk.ui import places
from mediation_desk.ui.case.tabs import TABS
from mediation_desk.ui.case.voiding import VoidDialog, VoidRecordDialog
from mediation_desk.ui.pages.settings import SettingsPage
from mediation_desk.ui.places import CASE, CASES, EMPLOYERS, INTAKE, SETTINGS, TODAY
from mediation_desk.ui.widgets.dialog import Dialog


def rest(qtbot, jobs):
    qtbot.waitUntil(lambda: not jobs.busy)


def shown_hits(window):
    rows = window.search.results.list
    return [rows.item(row).text() for row in range(rows.count())]


def shown_dialog(qtbot, window, kind):
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(kind)))
    [dialog] = [d for d in window.findChildren(kind) if d.isVisible()]
    return dialog


def test_the_window_opens_at_today_with_the_person_who_acts(window):
    assert window.page.objectName() == TODAY
    assert window.rail.centre.text() == story.CENTRE.name
    assert window.rail.person.text() == "陈国栋\n主任"


@pytest.mark.parametrize("name", [TODAY, CASES, EMPLOYERS, SETTINGS])
def test_the_rail_goes_to_each_page(qtbot, window, jobs, name):
    qtbot.mouseClick(window.rail._buttons[name], Qt.MouseButton.LeftButton)
    rest(qtbot, jobs)

    assert window.page.objectName() == name
    assert window.rail._buttons[name].isChecked()
    assert window.head.title.text() == window.page.title


def test_ctrl_n_opens_the_card_of_a_new_case(qtbot, window, jobs):
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    rest(qtbot, jobs)

    assert window.page.objectName() == INTAKE


@pytest.mark.parametrize("typed", ["ljg", "0001", "李建国", "永固"])
def test_a_case_is_found_by_initials_number_name_and_employer(qtbot, window, jobs, typed):
    window.activateWindow()
    window.search.open_all()
    window.search.setText(typed)
    window.search.textEdited.emit(typed)

    qtbot.waitUntil(lambda: any("第0001号" in text for text in shown_hits(window)))
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    rest(qtbot, jobs)

    assert window.page.objectName() == CASE
    assert window.head.title.text() == "张劳调字〔2026〕第0001号"


def test_the_search_field_shows_commands_with_their_keys(window):
    window.activateWindow()

    window.search.open_all()

    assert any("新登记" in text and "Ctrl+N" in text for text in shown_hits(window))


def test_a_command_is_found_by_its_initials_and_carried_out(qtbot, window, jobs):
    window.activateWindow()
    window.search.open_all()
    window.search.setText("yrdw")
    window.search.textEdited.emit("yrdw")
    qtbot.waitUntil(lambda: shown_hits(window) == ["转到用人单位    Ctrl+6"])

    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    rest(qtbot, jobs)

    assert window.page.objectName() == EMPLOYERS


def test_what_is_not_found_is_said(qtbot, window, jobs):
    window.activateWindow()
    window.search.open_all()
    window.search.setText("绝无此人")
    window.search.textEdited.emit("绝无此人")

    qtbot.waitUntil(lambda: shown_hits(window) == ["没有找到“绝无此人”。"])


def test_nothing_is_looked_up_while_an_input_method_composes(qtbot, window, jobs):
    window.activateWindow()
    window.search.open_all()

    QApplication.sendEvent(window.search, QInputMethodEvent("lijian", []))

    assert not window.search._pause.isActive()
    assert window.search.text() == ""


def test_escape_closes_what_was_opened_last(qtbot, window, jobs):
    window.activateWindow()
    window.toggle_help()
    window.messages.notice("已保存。")
    window.search.open_all()

    window.escape()
    assert not window.search.results.isVisible()
    window.escape()
    assert not window.messages.notice_bar.isVisible()
    window.escape()
    assert not window.help.isVisible()


def test_escape_with_nothing_open_stays_in_the_case_and_alt_left_leaves_it(qtbot, window, jobs):
    window.show_page(CASES)
    rest(qtbot, jobs)
    window.open_case(1)
    rest(qtbot, jobs)

    window.escape()
    assert window.page.objectName() == CASE

    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.page.objectName() == CASES


def test_ctrl_z_undoes_in_a_case_wherever_the_keys_are(qtbot, window, jobs):
    window.open_case(1)
    rest(qtbot, jobs)
    window.rail.setFocus()

    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    rest(qtbot, jobs)

    assert "撤销" in window.messages.notice_bar.text.text()


def test_f1_explains_the_page(qtbot, window):
    qtbot.keyClick(window, Qt.Key.Key_F1)

    assert window.help.isVisible()
    assert "逾期" in window.help.text.toPlainText()
    assert "Ctrl+K" in window.help.text.toPlainText()


@pytest.mark.parametrize("name", [TODAY, CASES, EMPLOYERS, SETTINGS, INTAKE])
def test_every_page_has_help(qtbot, window, jobs, name):
    page = window.show_page(name)
    rest(qtbot, jobs)

    assert page.help_text()


def test_another_person_takes_over_the_desk(qtbot, window, jobs, desk):
    mediator = next(
        action for action in window.rail.people_menu().actions() if "王敏" in action.text()
    )

    with qtbot.waitSignal(jobs.changed):
        mediator.trigger()
    rest(qtbot, jobs)

    assert desk.actor.name == "王敏"
    assert window.rail.person.text() == "王敏\n调解员"
    assert "王敏" in window.messages.notice_bar.text.text()


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_a_new_case_is_not_offered_to_whoever_may_not_register_one(qtbot, window, jobs, desk, role):
    assert window.head.new_case.isVisible()
    window.change_person(settings.save_user(desk, User(name="孙立", roles=frozenset({role}))))
    rest(qtbot, jobs)
    qtbot.waitUntil(lambda: not window.head.new_case.isVisible())

    window.search.open_all()
    offered = " ".join(shown_hits(window))

    assert "登记" not in offered
    assert "锁定" in offered
    window.change_person(1)
    qtbot.waitUntil(window.head.new_case.isVisible)


@pytest.mark.parametrize("role", list(Role))
def test_nothing_that_a_role_is_offered_is_refused_by_itself(qtbot, window, jobs, desk, role):
    forbidden, at = [], [""]
    jobs.forbidden.connect(lambda error: forbidden.append((at[0], error.right)))
    window.change_person(settings.save_user(desk, User(name="孙立", roles=frozenset({role}))))
    qtbot.waitUntil(lambda: not jobs.busy and desk.actor.name == "孙立")

    for name in places.open_to(desk.actor) - {CASE}:
        at[0] = name
        page = window.show_page(name)
        rest(qtbot, jobs)
        if isinstance(page, SettingsPage):
            for row in range(page.names.count()):
                if not page.names.isRowHidden(row):
                    at[0] = page.names.item(row).text()
                    page.names.setCurrentRow(row)
                    rest(qtbot, jobs)
    at[0] = "search"
    window.search.setFocus()
    qtbot.keyClicks(window.search, "lij")
    qtbot.wait(200)
    rest(qtbot, jobs)

    assert forbidden == []


def test_an_administrator_sees_the_templates_that_they_may_change(qtbot, window, jobs, desk):
    roles = frozenset({Role.ADMINISTRATOR})
    window.change_person(settings.save_user(desk, User(name="马管理", roles=roles)))
    qtbot.waitUntil(lambda: not jobs.busy and desk.actor.name == "马管理")
    page = window.show_page(SETTINGS)
    rest(qtbot, jobs)

    page.show_section("forms")
    rest(qtbot, jobs)

    assert page.sections["forms"].list.table.model().rowCount() > 50


def test_a_saved_change_is_told_with_its_time(qtbot, window, jobs):
    jobs.changed.emit()
    rest(qtbot, jobs)

    assert window.head.saved.text().endswith("已保存")


def test_a_narrow_window_leaves_the_words_of_the_rail_out(window):
    window.resize(910, 512)
    assert window.rail._buttons[TODAY].text() == ""
    assert window.rail._buttons[TODAY].accessibleName() == "今日"

    window.resize(1366, 768)
    assert window.rail._buttons[TODAY].text() == "今日"


@pytest.mark.parametrize("name", [TODAY, CASES, EMPLOYERS, SETTINGS])
def test_every_control_has_a_name_for_tests_and_for_screen_readers(qtbot, window, jobs, name):
    page = window.show_page(name)
    rest(qtbot, jobs)
    kinds = (
        QAbstractButton, QLineEdit, QComboBox, QAbstractItemView, QPlainTextEdit, QAbstractSpinBox,
    )  # fmt: skip

    nameless = [
        (type(control).__name__, control.objectName())
        for kind in kinds
        for root in (page, window.head, window.rail)
        for control in root.findChildren(kind)
        if not _is_inner(control) and not (control.objectName() and _spoken(control))
    ]

    assert nameless == []


def _is_inner(control):
    """Parts that Qt itself puts into its controls."""
    parent = control.parentWidget()
    return (
        control.objectName().startswith("qt_")
        or isinstance(parent, (QComboBox, QAbstractSpinBox, QLineEdit, QAbstractItemView))
        or type(control).__name__ in ("QComboBoxListView", "QHeaderView", "QTableCornerButton")
        or "QComboBoxPrivateContainer" in (parent.metaObject().className() if parent else "")
    )


def _spoken(control):
    spoken = QAccessible.queryAccessibleInterface(control)
    return spoken is not None and spoken.text(QAccessible.Text.Name)


def test_a_message_covers_nothing_and_moves_nothing_that_stands_above_it(qtbot, window):
    before = window.stack.geometry()

    window.messages.notice("已保存。")
    window.messages.problem("有问题。" * 60)
    qtbot.wait(20)

    now, bars = window.stack.geometry(), window.messages.geometry()
    assert now.topLeft() == before.topLeft()
    assert not now.intersects(bars)
    assert bars.height() >= window.messages.problem_bar.text.heightForWidth(bars.width())
    assert window.messages.isVisible()
    assert window.messages.escape()
    assert window.messages.escape()
    assert not window.messages.isVisible()


def test_a_missing_figure_leads_to_where_it_is_entered(qtbot, window):
    window.messages.refuse(NoFigure("没有2026年的数额。"))

    window.messages.problem_bar.action.click()

    qtbot.waitUntil(lambda: isinstance(window.page, SettingsPage))
    assert window.page.names.currentItem().text() == "数据与标准"


def test_a_sum_without_its_figure_leads_to_where_the_figure_is_entered(qtbot, window):
    window.open_case(1, "claims")
    qtbot.waitUntil(lambda: window.page.objectName() == CASE and not window.jobs.busy)
    panel, case = window.page.claims.panel, window.page.case.file
    worker = case.applicants[0]
    panel.show_reason(worker, worker.claims[0].kind, "没有2026年的数额。")
    assert panel.enter.isHidden()
    panel.show_reason(worker, worker.claims[0].kind, "没有2026年的数额。", lacks_figure=True)

    panel.enter.click()

    qtbot.waitUntil(lambda: isinstance(window.page, SettingsPage))
    assert window.page.names.currentItem().text() == "数据与标准"


def test_after_a_dialog_the_keys_go_where_they_went_before(qtbot, window):
    page = window.show_page(SETTINGS)
    page.show_section("rooms")
    add = page.sections["rooms"].add
    qtbot.waitUntil(lambda: not window.jobs.busy)
    add.setFocus()
    add.click()
    dialog = window.findChild(Dialog, "room_dialog")
    dialog.name_edit.setText("第九调解室")

    dialog.submit()

    qtbot.waitUntil(lambda: not dialog.isVisible() and not window.jobs.busy)
    assert window.focusWidget() is add


def test_keys_of_a_button_that_goes_away_go_to_the_page(qtbot, window):
    page = window.show_page(SETTINGS)
    page.show_section("rooms")
    add = page.sections["rooms"].add
    qtbot.waitUntil(lambda: not window.jobs.busy)  # what is read then enables the button
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    add.setFocus()

    add.setEnabled(False)

    def with_the_page():
        focused = window.focusWidget()
        return focused is None or not window.rail.isAncestorOf(focused)

    qtbot.waitUntil(with_the_page)


class Flashes(QObject):
    """Notes what is shown as a window of its own."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(watched.objectName())
        return False


def test_no_part_of_a_page_flashes_up_as_a_window_of_its_own(qtbot, qapp, window, jobs):
    flashes = Flashes()
    qapp.installEventFilter(flashes)

    for name in (INTAKE, CASES, EMPLOYERS, SETTINGS):
        window.show_page(name)
        rest(qtbot, jobs)
    for tab in TABS:
        window.open_case(1, tab)
        rest(qtbot, jobs)

    qapp.removeEventFilter(flashes)
    assert flashes.seen == []


def test_the_title_of_the_window_names_the_program_last_and_once(window):
    assert window.windowTitle() == "张家口市劳动关系调解中心 · 调解台"


def test_a_notice_goes_with_its_page_and_a_problem_stays(qtbot, window):
    window.show_page(CASES)
    window.messages.notice("已保存。")
    window.show_page(TODAY)
    assert not window.messages.isVisible()

    window.messages.problem("有问题。")
    window.show_page(CASES)

    assert window.messages.problem_bar.isVisible()


def test_a_slip_just_registered_is_voided_with_a_reason_and_found_and_brought_back(
    qtbot, window, jobs, desk
):
    ref = intake.register(desk, replace(story.application(), operation="by mistake"))
    window._open_registered(ref.id, f"{ref.number} 已登记。")
    rest(qtbot, jobs)
    qtbot.waitUntil(lambda: window.page.case.file is not None)
    notice = window.messages.notice_bar
    assert notice.text.text() == f"{ref.number} 已登记。"

    window.undo()
    rest(qtbot, jobs)
    assert "请填写理由办理登记作废" in notice.text.text()

    window.page.tell_registered(ref.id, "已登记。")
    assert notice.action.text() == "登记作废…"
    notice.action.click()
    dialog = shown_dialog(qtbot, window, VoidDialog)
    dialog.ok.click()
    assert dialog.isVisible()
    assert "理由" in dialog.fields["reason"].explained
    dialog.reason.setText("与第0001号重复登记")
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.page.objectName() == CASES)
    rest(qtbot, jobs)
    assert notice.text.text() == f"{ref.number}已登记作废，案号及理由留存备查。"
    assert not window.messages.problem_bar.isVisible()

    notice.action.click()
    rest(qtbot, jobs)
    qtbot.waitUntil(lambda: window.page.objectName() == CASE)
    rest(qtbot, jobs)
    assert window.page.case.file.number == ref.number
    assert not window.page.header.isHidden()
    assert notice.text.text() == f"{ref.number}已恢复。"


def test_the_menu_of_a_case_voids_a_slip_and_the_search_brings_it_back(qtbot, window, jobs, desk):
    ref = intake.register(desk, replace(story.application(), operation="by mistake"))
    window.open_case(ref.id)
    rest(qtbot, jobs)
    qtbot.waitUntil(lambda: window.page.case.file is not None)
    menu = window.page.header.steps.more_button.menu()
    [action] = [a for a in menu.actions() if a.objectName() == "void_registration"]
    action.trigger()
    dialog = shown_dialog(qtbot, window, VoidDialog)
    dialog.reason.setText("重复登记")
    dialog.ok.click()
    qtbot.waitUntil(lambda: window.page.objectName() == CASES)
    rest(qtbot, jobs)

    window.search.setFocus()
    qtbot.keyClicks(window.search, ref.number[-5:-1])
    qtbot.waitUntil(lambda: any("登记作废" in hit for hit in shown_hits(window)))
    [hit] = [hit for hit in shown_hits(window) if "登记作废" in hit]
    window.search._take(shown_hits(window).index(hit))
    record = shown_dialog(qtbot, window, VoidRecordDialog)
    facts = [shown.text() for shown in record.findChildren(QLabel)]
    assert {ref.number, "重复登记"} <= set(facts)
    record.restore_button.click()

    qtbot.waitUntil(lambda: window.page.objectName() == CASE)
    rest(qtbot, jobs)
    assert window.page.case.file.number == ref.number
    assert window.messages.notice_bar.text.text() == f"{ref.number}已恢复。"
