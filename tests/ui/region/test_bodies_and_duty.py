from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt

from mediation_desk.domain.bodies import Body, BodyKind, MirroredCase
from mediation_desk.domain.duty import Half
from mediation_desk.domain.rights import Actor, Role
from mediation_desk.services import bodies, duty
from tests.ui.region.conftest import MONDAY
from tests.ui.region.hand import accept, dialog, problems, rest, row


def test_an_empty_list_says_how_it_is_filled(page):
    assert page.bodies.empty.isVisible()
    assert "还没有机构" in page.bodies.empty.text.text()


def test_a_body_is_entered_and_opened(qtbot, page, jobs, desk):
    qtbot.mouseClick(page.bodies.new, Qt.MouseButton.LeftButton)
    form = dialog(page, "body_dialog")
    form.kind.set_code("court")
    assert form.limit.text() == BodyKind.COURT.limit
    form.name_edit.setText("劳动争议巡回法庭")
    with qtbot.waitSignal(page.noticed) as noticed:
        accept(qtbot, jobs, form)

    assert noticed.args[0] == "机构信息已保存。"
    page.refresh()
    rest(qtbot, jobs)
    assert row(page.bodies.table)[:2] == ["劳动争议巡回法庭", "巡回法庭"]
    page.bodies.table.selectRow(0)
    qtbot.keyClick(page.bodies.table, Qt.Key.Key_Return)
    qtbot.waitUntil(page.bodies.one.isVisible)
    assert page.bodies.one.limit.text() == BodyKind.COURT.limit
    assert page.bodies.one.mirror_card.isVisible()
    assert page.escape()
    assert not page.escape()


def test_a_body_without_a_name_is_refused_at_the_field_and_keeps_what_was_typed(qtbot, page, jobs):
    page.bodies.add_body()
    form = dialog(page, "body_dialog")
    form.address.setText("某街1号")

    accept(qtbot, jobs, form)

    assert problems(form) == {"name": "请填写姓名或者名称。"}
    assert form.address.text() == "某街1号"


def test_the_notice_undoes_what_was_entered(qtbot, page, jobs, desk):
    page.bodies.add_body()
    form = dialog(page, "body_dialog")
    form.name_edit.setText("心理服务室")
    with qtbot.waitSignal(page.noticed) as noticed:
        accept(qtbot, jobs, form)

    noticed.args[1]()
    rest(qtbot, jobs)

    assert bodies.lines(desk) == ()


def test_a_person_of_the_centre_is_chosen_and_not_typed(qtbot, page, jobs, desk, room):
    page.show_tab("bodies", room)
    rest(qtbot, jobs)
    page.bodies.one._add_person()
    form = dialog(page, "body_person_dialog")

    form.user.setCurrentIndex(form.user.findText("王敏"))
    accept(qtbot, jobs, form)

    [person] = bodies.people(desk)
    assert (person.name, person.user_id is not None) == ("王敏", True)


def test_who_was_on_duty_is_not_taken_out(qtbot, page, jobs, room, lawyer, on_duty):
    page.show_tab("bodies", room)
    rest(qtbot, jobs)
    page.bodies.one.people_table.selectRow(0)

    with qtbot.waitSignal(jobs.refused) as refused:
        page.bodies.one._remove_person()

    assert "赵律" in str(refused.args[0])


def test_a_case_of_a_court_is_mirrored_with_our_number(qtbot, page, jobs, desk):
    court = bodies.save(desk, Body(kind=BodyKind.COURT, name="巡回法庭"))
    page.show_tab("bodies", court)
    rest(qtbot, jobs)
    page.bodies.one._add_mirror()
    form = dialog(page, "mirror_dialog")
    form.number.setText("诉前调12号")
    form.ours.setText("9999")
    accept(qtbot, jobs, form)
    assert "case" in problems(form)

    form.ours.setText("1")
    accept(qtbot, jobs, form)

    [line] = bodies.file(desk, court).mirrors
    assert (line.mirror.number, line.mirror.case_id) == ("诉前调12号", 1)


def test_only_a_court_has_days_of_its_letter(qtbot, page, jobs, desk):
    court = Body(id=1, kind=BodyKind.COURT, name="巡回法庭")
    tribunal = Body(id=2, kind=BodyKind.ARBITRATION, name="派出庭")
    from mediation_desk.ui.region.body_dialogs import MirrorDialog

    form = MirrorDialog(
        desk, jobs, MirroredCase(body_id=1, case_id=1, number=""), [court, tribunal], page
    )
    form.open()

    assert form.fields["entrusted_on"].isVisible()
    form.where.set_code("2")
    assert not form.fields["entrusted_on"].isVisible()
    assert "仲裁裁决" in [form.outcome.itemText(n) for n in range(form.outcome.count())]


def test_the_week_names_who_is_on_duty(qtbot, page, jobs, on_duty):
    page.show_tab("duty")
    rest(qtbot, jobs)

    model = page.duty.model

    assert [model.index(0, c).data() for c in range(4)] == ["法律援助室", "上午", "赵律", ""]
    assert model.headerData(2, Qt.Orientation.Horizontal) == "周一\n11-23"
    assert model.headerData(7, Qt.Orientation.Horizontal) == "周六\n11-28 休"


def test_a_cell_is_filled_by_keyboard_for_the_whole_day(qtbot, page, jobs, desk, room, lawyer):
    page.show_tab("duty")
    rest(qtbot, jobs)
    page.duty.table.setCurrentIndex(page.duty.model.index(0, 3))
    qtbot.keyClick(page.duty.table, Qt.Key.Key_Return)
    form = dialog(page, "duty_dialog")
    [line] = form.lines
    assert not line.hours.isEnabled()

    line.on.setChecked(True)
    line.hours.setValue(3.5)
    line.received.setValue(4)
    form.whole_day.setChecked(True)
    accept(qtbot, jobs, form)

    shifts = duty.roster(desk, MONDAY).shifts
    assert [(s.day, s.half) for s in shifts] == [
        (date(2026, 11, 24), Half.MORNING),
        (date(2026, 11, 24), Half.AFTERNOON),
    ]
    assert [shift.hours for shift in shifts] == [Decimal("3.5")] * 2
    assert sum(shift.received for shift in shifts) == 4, "who came is counted once"


def test_a_person_taken_elsewhere_is_named_in_the_dialog(
    qtbot, page, jobs, desk, room, lawyer, on_duty
):
    bodies.save(desk, Body(kind=BodyKind.LAWYERS, name="律师团"))
    page.show_tab("duty")
    rest(qtbot, jobs)
    page.duty.open_cell(page.duty.model.index(2, 2))
    form = dialog(page, "duty_dialog")
    form.lines[0].on.setChecked(True)

    accept(qtbot, jobs, form)

    assert form.isVisible()
    assert form.problem.text() == "赵律该时段已有值班。"


def test_last_week_is_copied_and_what_was_left_out_is_said(
    qtbot, page, jobs, desk, room, lawyer, on_duty
):
    page.show_tab("duty")
    page.duty._later()
    rest(qtbot, jobs)
    with qtbot.waitSignal(page.noticed) as first:
        qtbot.mouseClick(page.duty.copy, Qt.MouseButton.LeftButton)
        rest(qtbot, jobs)
    with qtbot.waitSignal(page.noticed) as second:
        qtbot.mouseClick(page.duty.copy, Qt.MouseButton.LeftButton)
        rest(qtbot, jobs)

    assert first.args[0] == "已复制1个半天。"
    assert "未复制：2026-11-30赵律：已有值班" in second.args[0]
    assert second.args[1] is None


def test_the_totals_of_the_month_stand_below(qtbot, page, jobs, on_duty):
    page.show_tab("duty")
    rest(qtbot, jobs)

    assert row(page.duty.totals_table) == [
        "赵律", "律师", "某所", "1", "4", "0", "0", "100.00",
    ]  # fmt: skip


def test_the_sheet_for_the_door_is_shown(qtbot, page, jobs, on_duty):
    page.show_tab("duty")
    rest(qtbot, jobs)

    page.print_itself()

    form = dialog(page, "paper_dialog")
    qtbot.waitUntil(lambda: form.paper is not None)
    assert form.preview.pages == 1
    assert not form.docx_button.isVisible()


def test_who_may_not_change_anything_sees_no_way_to(qtbot, page, jobs, desk, room, on_duty):
    desk.actor = Actor(9, "审计", frozenset({Role.AUDITOR}))
    page.bodies.new.setEnabled(True)
    desk.actor = Actor(9, "某人", frozenset())

    page.duty.open_cell(page.duty.model.index(0, 3))

    assert not page.duty.may
    assert not page.bodies.may
