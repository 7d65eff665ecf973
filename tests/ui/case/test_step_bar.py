"""The row of steps: as many buttons as have room for their text, the others in its menu."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel, QMenu, QPushButton

from mediation_desk.domain.procedure import Facts
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.services import browse, steps, story
from mediation_desk.ui.case.step_bar import offered

CASE = 1
LATE = story.FIRST_DUE + timedelta(days=1)
COURT = "张家口市桥东区人民法院"
COMMISSION = "张家口市劳动人事争议仲裁委员会"


def take(desk, step, **facts):
    version = browse.case_file(desk, CASE).version
    steps.take(desk, CASE, version, step, Facts(day=LATE, **facts))


@pytest.fixture
def page(qtbot, page_at, clock):
    """A case of twelve workers in default: all asked for payment orders, review is under way."""
    page = page_at("effective")
    desk = page.desk
    clock.at(LATE)
    workers = tuple(a.id for a in page.case.file.applicants)
    take(desk, Step.DEFAULT)
    take(desk, Step.APPLY_REVIEW, body=COMMISSION, agreed=True)
    take(desk, Step.APPLY_ORDER, party_ids=workers, body=COURT, agreed=True)
    page.case.open(CASE)
    qtbot.waitUntil(lambda: len(page.case.file.proceedings) > 12)
    return page


def seen(bar):
    return [b for b in bar.findChildren(QPushButton) if b.isVisible()]


def named_steps(bar):
    menu = bar.more_button.menu()
    menus = [menu, *menu.findChildren(QMenu)]
    return {a.objectName() for m in menus for a in m.actions() if a.objectName()}


@pytest.mark.parametrize("width", [1190, 846, 700])
def test_no_button_is_cut_and_no_step_is_lost(qtbot, page, width):
    bar = page.header.steps
    page.resize(1190, 710)
    qtbot.waitUntil(lambda: page.header.width() > 1100)
    offered = {b.objectName() for b in seen(bar)} | named_steps(bar)

    page.resize(width, 480)
    qtbot.waitUntil(lambda: page.header.width() < width)

    qtbot.waitUntil(lambda: all(b.width() >= b.sizeHint().width() for b in seen(bar)))
    assert {b.objectName() for b in seen(bar)} | named_steps(bar) == offered
    assert "take_remind" in {b.objectName() for b in seen(bar)}
    owed = bar.findChild(QLabel, "case_owed")
    assert owed.width() >= owed.sizeHint().width()


def test_the_likeliest_step_stands_however_narrow_the_row(page):
    bar = page.header.steps
    bar.setFixedWidth(300)

    bar.show_steps(page.case.file, page.desk.actor, LATE)

    shown = [b.objectName() for b in seen(bar) if b.objectName().startswith("take_")]
    assert shown == ["take_remind"]
    assert bar.more_button.isVisible()


def test_the_orders_of_twelve_workers_are_one_entry_of_the_menu(page):
    menu = page.header.steps.more_button.menu()
    menus = [menu, *menu.findChildren(QMenu)]

    texts = [
        a.text() for m in menus for a in m.actions() if a.objectName() == "take_order_accepted"
    ]

    assert len(texts) == 1
    assert "12人" in texts[0]


def test_many_steps_stand_beneath_their_tracks(page):
    bar = page.header.steps
    bar.setFixedWidth(300)
    bar.show_steps(page.case.file, page.desk.actor, LATE)

    menu = bar.more_button.menu()

    assert menu.findChild(QMenu, "step_menu_review") is not None
    steps = [a for a in menu.actions() if a.objectName() != "set_access" and a.text()]
    titles = [a.text() for a in steps]
    assert titles == [a.menu().title() for a in steps]


def test_the_head_counts_orders_that_stand_alike(page):
    assert "支付令：已申请（12人）" in page.header.tracks.text()


def test_while_a_hearing_goes_on_opening_another_says_that_alone(page_at, clock):
    page = page_at("mediating")
    desk = page.desk
    clock.at(story.HEARD, 10)
    told = {"until": story.HEARD + timedelta(days=10), "reason": "等待结算", "agreed": True}
    version = browse.case_file(desk, CASE).version
    steps.take(desk, CASE, version, Step.EXTEND, Facts(day=story.HEARD, **told))

    [opening] = [
        offer
        for offer in offered(browse.case_file(desk, CASE), desk.actor, story.HEARD)
        if offer.step is Step.OPEN
    ]

    assert not opening.open
    assert opening.why == "本案有一次调解会正在进行，请先结束。"


def test_a_closed_case_without_an_agreement_offers_no_way_that_rests_on_one(qtbot, page_at, clock):
    """劳动争议调解仲裁法第十四条; 民事诉讼法第二百零五条."""
    page = page_at("mediating")
    clock.at(LATE)
    told = {"ground": "too_far_apart", "reason": "双方差距过大", "manner": "both"}
    take(page.desk, Step.FAIL, **told)
    take(page.desk, Step.CLOSE, reason="材料随后补入")
    page.case.open(CASE)
    qtbot.waitUntil(lambda: page.case.file.stage is Stage.CLOSED)

    bar = page.header.steps
    offered = {b.objectName() for b in seen(bar)} | named_steps(bar)
    rests = (Step.APPLY_REVIEW, Step.APPLY_CONFIRMATION, Step.APPLY_ORDER, Step.APPLY_EXECUTION)
    assert "take_archive" in offered
    assert not offered & {f"take_{step.value}" for step in rests}


def test_the_cursor_stays_on_its_step_when_the_case_is_read_again(qtbot, page_at):
    page = page_at("accepted")
    page.activateWindow()
    bar = page.header.steps
    bar.lead()
    before = bar._shown[0][0]
    assert before.hasFocus()

    page.refresh()
    qtbot.waitUntil(lambda: bar._shown[0][0] is not before and not page.jobs.busy)

    assert bar._shown[0][0].hasFocus()
