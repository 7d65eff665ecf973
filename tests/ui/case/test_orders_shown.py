"""Payment orders of a group in the window: whom a step is about, and how they stand."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from mediation_desk.domain.procedure import Facts
from mediation_desk.domain.settlement import Payment
from mediation_desk.domain.stages import Step
from mediation_desk.domain.tracks import Standing, Track
from mediation_desk.services import browse, payments, steps, story, today
from mediation_desk.ui.case.facts_dialog import FactsDialog
from mediation_desk.ui.case.group_card import GroupCard

CASE = 1
LATE = story.FIRST_DUE + timedelta(days=1)
COURT = "张家口市桥东区人民法院"


def take(desk, step, **facts):
    version = browse.case_file(desk, CASE).version
    steps.take(desk, CASE, version, step, Facts(day=LATE, **facts))


@pytest.fixture
def page(qtbot, page_at, clock):
    """A case of twelve workers in default; the second and the fifth asked for their orders."""
    page = page_at("effective", "agreement")
    clock.at(LATE)
    workers = [a.id for a in page.case.file.applicants]
    take(page.desk, Step.DEFAULT)
    asked = (workers[1], workers[4])
    take(page.desk, Step.APPLY_ORDER, party_ids=asked, body=COURT, agreed=True)
    page.case.open(CASE)
    qtbot.waitUntil(lambda: len(orders(page)) == 2)
    return page


def orders(page):
    return [p for p in page.case.file.proceedings if p.track is Track.ORDER]


def dialog(page, step):
    page.take(step)
    [shown] = [d for d in page.findChildren(FactsDialog) if d.isVisible()]
    return shown


def rows(shown):
    workers = shown.editors["party_ids"]
    return [workers.item(place) for place in range(workers.count())]


def test_those_who_can_apply_come_first_ticked_and_the_others_say_why_not(page):
    shown = rows(dialog(page, Step.APPLY_ORDER))

    ticked = [item.checkState() is Qt.CheckState.Checked for item in shown]
    assert ticked == [True] * 10 + [False] * 2
    barred = [item.text() for item in shown[10:]]
    assert all("支付令" in text for text in barred)
    assert not any(item.flags() & Qt.ItemFlag.ItemIsUserCheckable for item in shown[10:])


def test_a_step_goes_on_for_those_left_ticked(qtbot, page):
    shown = dialog(page, Step.ORDER_ACCEPTED)
    first, second = rows(shown)
    first.setCheckState(Qt.CheckState.Unchecked)
    left = second.text()

    shown.ok.click()

    qtbot.waitUntil(lambda: Standing.ORDER_UNDER_WAY in {p.standing for p in orders(page)})
    accepted = [p.label for p in orders(page) if p.standing is Standing.ORDER_UNDER_WAY]
    assert accepted == [left]


def test_nobody_ticked_is_told_at_the_list_and_what_was_typed_stays(qtbot, page):
    shown = dialog(page, Step.ORDER_ACCEPTED)
    shown.editors["number"].setPlainText("民督1号")
    for item in rows(shown):
        item.setCheckState(Qt.CheckState.Unchecked)

    shown.ok.click()

    note = shown.fields["party_ids"].note
    qtbot.waitUntil(lambda: note.property("role") == "error")
    assert shown.editors["number"].toPlainText() == "民督1号"


def test_more_than_three_orders_stand_in_one_card_a_line_for_each_worker(qtbot, page):
    assert page.agreement.findChildren(GroupCard) == []
    others = [
        a.id for a in page.case.file.applicants if a.id not in {p.party_id for p in orders(page)}
    ]

    take(page.desk, Step.APPLY_ORDER, party_ids=tuple(others), body=COURT, agreed=True)
    page.case.open(CASE)
    qtbot.waitUntil(lambda: len(orders(page)) == 12)

    qtbot.waitUntil(lambda: len(page.agreement.findChildren(GroupCard)) == 1)
    [card] = page.agreement.findChildren(GroupCard)
    assert {line.proceeding.label for line in card.lines.rows} == {p.label for p in orders(page)}
    assert all("2026-11-0" in line.due for line in card.lines.rows)
    table = page.overview.clock_card
    [together] = [row for row in table.model.rows if row.kind == "DL17"]
    assert together.detail == "12人"
    table._open(table.model.index(table.model.rows.index(together), 0))
    assert [row.detail for row in table.model.rows if row.kind == "DL17"][1:] == sorted(
        clock.detail for clock in page.case.file.clocks if clock.kind == "DL17"
    )
    day = today.today(page.desk)
    assert [c.detail for c in day.clocks if c.kind == "DL17"] == ["12人"]
    [going_on] = card.findChildren(QPushButton, "track_take_order_accepted")
    assert "12人" in going_on.text()
    with qtbot.waitSignal(card.wanted_step) as wanted:
        going_on.click()
    assert wanted.args == [Step.ORDER_ACCEPTED, 0]


def test_civil_procedure_art_227_who_is_not_paid_says_so_where_an_order_is_called_paid(qtbot, page):
    """民事诉讼法第二百二十七条: the window names who is still owed, and ticks who was paid."""
    asked = tuple(p.party_id for p in orders(page))
    for step in (Step.ORDER_ACCEPTED, Step.ORDER_ISSUED, Step.ORDER_SERVED):
        take(page.desk, step, party_ids=asked, number="（2026）冀0703民督1号")
    case = browse.case_file(page.desk, CASE)
    due = next(o for o in case.obligations(LATE) if (o.party_id, o.instalment) == (asked[0], 1))
    paid = Payment(party_id=asked[0], instalment=1, paid_on=LATE, amount=due.owed)
    payments.record(page.desk, CASE, case.version, (paid,))
    page.case.open(CASE)
    qtbot.waitUntil(lambda: {p.standing for p in orders(page)} == {Standing.ORDER_SERVED})
    qtbot.waitUntil(lambda: bool(page.case.file.payments))

    shown = dialog(page, Step.ORDER_PAID)

    first, second = rows(shown)
    assert first.checkState() is Qt.CheckState.Checked
    assert not second.flags() & Qt.ItemFlag.ItemIsUserCheckable
    assert "未登记支付" in second.text()
    shown.submit()
    qtbot.waitUntil(lambda: Standing.ORDER_PAID in {p.standing for p in orders(page)})
    standings = {p.party_id: p.standing for p in orders(page)}
    assert standings == {asked[0]: Standing.ORDER_PAID, asked[1]: Standing.ORDER_SERVED}
