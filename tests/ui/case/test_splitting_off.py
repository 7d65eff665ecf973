"""Workers are split off into a case of their own, at every place where a mediator stands then."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QListWidget, QPushButton

from mediation_desk.domain.stages import Step
from mediation_desk.ui.case.course import course
from mediation_desk.ui.case.facts_dialog import FactsDialog, ticked
from mediation_desk.ui.case.signatures_panel import unsigned

WHY = "不同意本次方案，愿意继续调解"


def opened(qtbot, page):
    qtbot.waitUntil(lambda: any(d.isVisible() for d in page.findChildren(FactsDialog)))
    return next(d for d in page.findChildren(FactsDialog) if d.isVisible())


def go(qtbot, page, form):
    form.editors["reason"].setPlainText(WHY)
    form.ok.click()
    qtbot.waitUntil(lambda: bool(page.case.file.gone))
    return page.case.file.gone[-1]


def sign_all_but_the_last(qtbot, page):
    panel = page.agreement.signatures
    chosen = panel.table.selectionModel()
    for row in range(11):
        flags = chosen.SelectionFlag
        chosen.select(panel.model.index(row, 0), flags.Select | flags.Rows)
    panel.some_button.click()
    qtbot.waitUntil(lambda: len(page.case.file.settlement.signatures) == 11)
    return panel


def test_who_has_not_signed_is_split_off_where_the_signatures_stand(qtbot, page_at):
    page = page_at("signing", "agreement")
    assert page.agreement.signatures.split_button.isHidden()
    panel = sign_all_but_the_last(qtbot, page)
    [(key, name)] = unsigned(page.case.file)

    panel.split_button.click()

    form = opened(qtbot, page)
    assert ticked(form.editors["party_ids"]) == (key,)
    gone = go(qtbot, page, form)
    assert gone.name == name
    assert unsigned(page.case.file) == ()
    assert name not in [line.name for line in panel.model.rows]
    assert panel.split_button.isHidden()


def test_the_selected_worker_is_split_off_in_the_people_tab_before_any_agreement(qtbot, page_at):
    page = page_at("mediating", "parties")
    tab = page.parties
    number = page.case.file.number
    tab.table.selectRow(2)
    name = tab.model.rows[2].person.name

    tab.split_button.click()
    gone = go(qtbot, page, opened(qtbot, page))

    assert gone.name == name
    assert name not in [row.person.name for row in tab.model.rows]
    told = page.header.split.findChild(object, f"split_told_{gone.case_id}").text()
    assert gone.number in told
    assert name in told

    opening = []
    page.wanted_case.connect(lambda key, _tab: opening.append(key))
    button = page.header.split.findChild(QPushButton, f"open_split_{gone.case_id}")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert opening == [gone.case_id]

    page.open(gone.case_id)
    qtbot.waitUntil(lambda: page.case.file.id == gone.case_id)
    [worker] = tab.model.rows
    assert worker.person.name == name
    told = page.header.split.findChild(object, f"split_told_{page.case.file.came[0].case_id}")
    assert number in told.text()
    events = course(page.case.file, page.desk.calendar)
    assert any(number in event.text for event in events)


def test_nobody_is_ticked_before_an_agreement_and_without_one_nothing_happens(qtbot, page_at):
    page = page_at("mediating", "parties")
    page.parties.table.clearSelection()

    page.parties.split_button.click()

    form = opened(qtbot, page)
    assert ticked(form.editors["party_ids"]) == ()
    form.editors["reason"].setPlainText(WHY)
    form.ok.click()
    qtbot.waitUntil(lambda: bool(form.fields["party_ids"].explained))
    assert not page.case.file.gone


def test_the_step_stands_among_the_next_steps(qtbot, page_at):
    page = page_at("mediating", "overview")

    actions = page.header.steps.more_button.menu().findChildren(QAction)
    names = {a.objectName() for a in page.header.steps.more_button.menu().actions()}
    names |= {action.objectName() for action in actions}

    assert f"take_{Step.SPLIT_OFF.value}" in names


def test_an_undo_asks_for_the_reason_and_brings_the_worker_back(qtbot, page_at):
    page = page_at("mediating", "parties")
    tab = page.parties
    before = [row.person.name for row in tab.model.rows]
    tab.table.selectRow(2)
    tab.split_button.click()
    go(qtbot, page, opened(qtbot, page))

    page.undo_last()

    qtbot.waitUntil(lambda: page.findChild(object, "undo_reason") is not None)
    form = page.findChild(object, "undo_reason")
    form.reason.setText("选错了劳动者，应留在本案调解")
    form.ok.click()
    qtbot.waitUntil(lambda: not page.case.file.gone)
    assert [row.person.name for row in tab.model.rows] == before
    assert page.header.split.isHidden()


def test_who_is_outside_of_an_agreement_in_effect_goes_on_to_a_hearing_of_the_own(qtbot, page_at):
    page = page_at("signing", "agreement")
    panel = sign_all_but_the_last(qtbot, page)
    [(key, name)] = unsigned(page.case.file)
    panel.leave_button.click()
    page.findChild(object, "leave_out_question").ok.click()
    qtbot.waitUntil(lambda: unsigned(page.case.file) == ())
    panel.all_button.click()
    qtbot.waitUntil(lambda: panel.seal_button.isEnabled())
    panel.ended.setText("11:40")
    panel.seal_button.click()
    qtbot.waitUntil(lambda: page.case.file.in_effect)
    assert page.header.findChild(QPushButton, f"take_{Step.SPLIT_OFF.value}") is not None

    panel.split_button.click()
    form = opened(qtbot, page)
    assert len(form.findChildren(QListWidget)) == 1
    assert ticked(form.editors["party_ids"]) == (key,)
    gone = go(qtbot, page, form)

    assert gone.name == name
    assert panel.split_button.isHidden()
    assert not [c for c in page.case.file.clocks if c.detail == name and c.state.value == "running"]
    page.open(gone.case_id)
    qtbot.waitUntil(lambda: page.case.file.id == gone.case_id)
    assert page.header.steps.next_step() is Step.SCHEDULE
    assert {c.kind for c in page.case.file.clocks} == {"DL03", "DL04", "DL23"}
    page.take(Step.SCHEDULE)
    assert page.current_tab() is page.hearings
