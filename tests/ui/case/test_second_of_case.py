"""Two desks on one case: offers, panel, materials and duties are not written over (P17)."""

from dataclasses import replace
from datetime import time
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QApplication

from mediation_desk.domain.both_versions import Version
from mediation_desk.domain.duties import Duty, DutyKind
from mediation_desk.domain.offers import Offer, OfferSum
from mediation_desk.domain.panel import PanelMember, Seat
from mediation_desk.domain.sides import Side
from mediation_desk.services import browse, duties, materials, panel, story, talks
from mediation_desk.services.desk import open_desk
from mediation_desk.ui.case.duty_dialogs import DutyDialog
from mediation_desk.ui.case.material_dialogs import ChangeMaterialDialog
from mediation_desk.ui.case.panel_dialog import PanelDialog
from mediation_desk.ui.widgets.both_versions import BothVersions
from tests.services.test_materials import page as page_of

CASE = 1


@pytest.fixture
def other(qtbot):
    """Another desk on the same file, with the same kind of person at it."""
    opened = []

    def at(page):
        desk = open_desk(page.desk.db.location, now=page.desk.now)
        desk.actor = replace(desk.actor, roles=page.desk.actor.roles, id=page.desk.actor.id)
        opened.append(desk)
        return desk

    yield at
    for desk in opened:
        desk.close()


def case_of(desk):
    return browse.case_file(desk, CASE)


def both_shown(qtbot):
    def found():
        tops = [w for w in QApplication.topLevelWidgets() if isinstance(w, BothVersions)]
        return [one for one in tops if one.isVisible()]

    qtbot.waitUntil(lambda: found() != [])
    return found()[-1]


def settle(qtbot, page, both, version):
    both.take_all(version)
    both.ok.click()
    qtbot.waitUntil(lambda: not page.jobs.busy)


def offered(desk, amount, **more):
    offer = Offer(
        side=Side.RESPONDENT,
        made_on=story.HEARD,
        made_at=time(10),
        sums=(OfferSum(amount=Decimal(amount)),),
        **more,
    )
    return talks.put_offer(desk, CASE, case_of(desk).version, offer)


def test_an_offer_that_another_desk_changed_is_compared_and_a_second_click_compares_again(
    qtbot, page_at, other
):
    page = page_at("mediating", "overview", story.MEDIATOR.name)
    key = offered(page.desk, 50000, said_by="冯永固")
    page.refresh()
    page.show_tab("talks")
    offers = page.talks.offers
    qtbot.waitUntil(lambda: len(offers.model.rows) == 1 and not page.jobs.busy)
    offers.form.conditions.setText("一次付清")
    offers.form.conditions.textEdited.emit("一次付清")
    desk = other(page)
    [before] = talks.of_case(desk, case_of(desk)).offers
    theirs = replace(before, sums=(OfferSum(amount=Decimal(60000)),), conditions="分两期")
    talks.put_offer(desk, CASE, case_of(desk).version, theirs)

    for _time in range(2):
        offers.save()
        both = both_shown(qtbot)
        assert {row.part.differing.field for row in both.rows} == {"conditions", "sums"}
        [sums] = [row for row in both.rows if row.part.differing.field == "sums"]
        assert "60,000.00" in sums.part.words(sums.part.differing.theirs)
        if _time == 0:
            both.reject()
            [stored] = talks.of_case(desk, case_of(desk)).offers
            assert stored.conditions == "分两期"
    settle(qtbot, page, both, Version.MINE)

    [stored] = talks.of_case(desk, case_of(desk)).offers
    assert (stored.id, stored.conditions) == (key, "一次付清")
    assert stored.sums == (OfferSum(amount=Decimal(60000)),)


def test_of_a_panel_the_members_of_both_are_seen(qtbot, page_at, other):
    page = page_at("mediating", "overview")
    form = PanelDialog(page.case, page)
    form.open()
    qtbot.waitUntil(lambda: not page.jobs.busy)
    for line, name in zip(form.lines, (story.MEDIATOR.name, "本人甲", "本人乙"), strict=True):
        line.name.setEditText(name)
    desk = other(page)
    named = (
        PanelMember(seat=Seat.UNION, name=story.MEDIATOR.name, head=True),
        PanelMember(seat=Seat.OTHER, name="他人丙"),
    )
    panel.set_panel(desk, CASE, case_of(desk).version, named)

    form.go()
    both = both_shown(qtbot)

    [members] = both.rows
    assert "他人丙" in members.part.words(members.part.differing.theirs)
    assert [m.name for m in case_of(desk).panel] == [story.MEDIATOR.name, "他人丙"]
    settle(qtbot, page, both, Version.THEIRS)
    assert [m.name for m in case_of(desk).panel] == [story.MEDIATOR.name, "他人丙"]


def test_of_a_material_and_a_duty(qtbot, page_at, other, request):
    page = page_at("effective", "overview")
    came = materials.recognised(page_of(), "工资条.jpg")
    usual = materials.usual(page.desk, case_of(page.desk), came)
    taken = materials.stored(page.desk, came)
    materials.add(page.desk, CASE, case_of(page.desk).version, [(usual, taken)])
    duty = Duty(kind=DutyKind.OTHER, text="归还证件", due_on=story.SECOND_DUE)
    duties.put(page.desk, CASE, case_of(page.desk).version, duty)
    page.refresh()
    qtbot.waitUntil(lambda: not page.jobs.busy and page.case.file.materials != ())
    desk = other(page)

    [material] = page.case.file.materials
    form = ChangeMaterialDialog(page.case, material, page)
    form.open()
    form.form.purpose.setText("本人：证明工资")
    theirs = replace(material, purpose="他人：证明入职", source="单位财务", turn=1)
    materials.change(desk, CASE, case_of(desk).version, theirs)
    form.go()
    settle(qtbot, page, both_shown(qtbot), Version.MINE)
    [stored] = case_of(desk).materials
    assert (stored.purpose, stored.source) == ("本人：证明工资", "单位财务")
    assert stored.turn == 1

    held = next(one for one in page.case.file.duties if one.text == "归还证件")
    form = DutyDialog(page.case, page, held)
    form.open()
    form.text.setText("本人：归还身份证")
    duties.put(desk, CASE, case_of(desk).version, replace(held, text="他人：归还居住证"))
    form.go()
    both = both_shown(qtbot)
    assert "他人：归还居住证" in {one.text for one in case_of(desk).duties}
    settle(qtbot, page, both, Version.MINE)
    assert "本人：归还身份证" in {one.text for one in case_of(desk).duties}
