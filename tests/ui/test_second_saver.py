"""Two desks on what all share: the second saver sees both versions before writing over (P17)."""

from dataclasses import replace
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mediation_desk.domain.both_versions import Version
from mediation_desk.domain.centre import Room
from mediation_desk.domain.errors import Stale
from mediation_desk.domain.house_periods import HousePeriod, editable
from mediation_desk.domain.office import office_of
from mediation_desk.domain.options import OPTIONS
from mediation_desk.domain.platforms import Platform, SheetField
from mediation_desk.domain.rights import Role
from mediation_desk.services import (
    enquiries,
    figures,
    office,
    periods,
    platforms,
    points,
    settings,
    story,
)
from mediation_desk.services.desk import found, open_desk
from mediation_desk.ui.pages.enquiry_dialog import EnquiryDialog, _blank
from mediation_desk.ui.pages.sections.effect_dialog import EffectDialog
from mediation_desk.ui.pages.sections.house_rules import HouseRulesSection
from mediation_desk.ui.pages.sections.office import OfficeSection
from mediation_desk.ui.pages.sections.people import PersonDialog
from mediation_desk.ui.pages.sections.periods import PeriodDialog
from mediation_desk.ui.pages.sections.platforms import PlatformDialog
from mediation_desk.ui.pages.sections.rooms import RoomDialog
from mediation_desk.ui.pages.sections.scale_dialog import ScaleDialog
from mediation_desk.ui.points.standard_dialog import StandardDialog
from mediation_desk.ui.widgets.both_versions import BothVersions


@pytest.fixture
def other(desk):
    """Another desk on the same file."""
    opened = open_desk(desk.db.location, now=desk.now)
    yield opened
    opened.close()


@pytest.fixture
def ground(qtbot, light):
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.resize(1100, 700)
    ground.show()
    return ground


def shown(form):
    return [one for one in form.findChildren(BothVersions) if one.isVisible()]


def second(qtbot, form, save=None):
    """Save second, and return both versions as they are shown."""
    qtbot.mouseClick(save or form.ok, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown(form) != [])
    return shown(form)[-1]


def settle(qtbot, jobs, both, version):
    both.take_all(version)
    qtbot.mouseClick(both.ok, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not jobs.busy)


def stored_user(desk):
    return next(user for user in settings.officers(desk) if user.name == story.CLERK.name)


def person_on(qtbot, desk, other, jobs, ground):
    before = stored_user(desk)
    form = PersonDialog(desk, jobs, before, ground)
    form.open()
    form.phone.setText("0313-1111111")
    theirs = replace(before, phone="0313-2222222", roles=frozenset({Role.CLERK, Role.MEDIATOR}))
    settings.save_user(other, theirs)
    return form


def test_of_a_person_both_versions_are_seen_and_the_roles_of_the_other_stay(
    qtbot, desk, other, jobs, ground
):
    form = person_on(qtbot, desk, other, jobs, ground)

    both = second(qtbot, form)

    assert stored_user(desk).phone == "0313-2222222"
    phone, roles = both.rows
    assert phone.part.differing.disputed
    assert "调解员" in roles.part.words(roles.part.differing.theirs)
    settle(qtbot, jobs, both, Version.MINE)
    saved = stored_user(desk)
    assert (saved.phone, saved.roles) == ("0313-1111111", {Role.CLERK, Role.MEDIATOR})


def test_back_to_the_form_and_a_second_click_show_both_versions_again(
    qtbot, desk, other, jobs, ground
):
    form = person_on(qtbot, desk, other, jobs, ground)
    for _time in range(2):
        both = second(qtbot, form)
        both.reject()
    assert stored_user(desk).phone == "0313-2222222"
    assert form.phone.text() == "0313-1111111"


def test_whoever_saves_while_both_versions_are_shown_is_compared_with_too(
    qtbot, desk, other, jobs, ground
):
    form = person_on(qtbot, desk, other, jobs, ground)
    both = second(qtbot, form)
    settings.save_user(other, replace(stored_user(other), phone="0313-3333333"))
    both.take_all(Version.MINE)
    qtbot.mouseClick(both.ok, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: shown(form) != [] and shown(form)[-1] is not both)

    assert shown(form)[-1].rows[0].part.differing.theirs == "0313-3333333"
    assert stored_user(desk).phone == "0313-3333333"


def test_of_a_room_a_platform_and_a_period(qtbot, desk, other, jobs, ground):
    room = replace(settings.rooms(desk)[0])
    form = RoomDialog(desk, jobs, room, ground)
    form.open()
    form.seats.setValue(8)
    settings.save_room(other, Room(id=room.id, name=room.name, seats=20))
    settle(qtbot, jobs, second(qtbot, form), Version.MINE)
    assert settings.room(desk, room.id).seats == 8

    fields = (SheetField(code="name"), SheetField(code="phone"))
    key = platforms.save_platform(desk, Platform(name="省平台", fields=fields))
    before = platforms.stored(desk, key)
    form = PlatformDialog(desk, jobs, before, ground)
    form.open()
    form.table.insert("employer")
    platforms.save_platform(other, replace(before, fields=fields[:1]))
    both = second(qtbot, form)
    assert [row.part.differing.field for row in both.rows] == ["fields"]
    settle(qtbot, jobs, both, Version.THEIRS)
    assert platforms.stored(desk, key).fields == fields[:1]

    kind = next(row for row in desk.periods.values() if editable(row) and row.length)
    form = PeriodDialog(desk, jobs, kind, ground)
    form.open()
    form.length.setValue(abs(kind.length) + 1)
    theirs = HousePeriod(kind=kind.id, length=abs(kind.length) + 2, alarm_days=kind.alarm_days)
    periods.set_period(other, theirs)
    both = second(qtbot, form)
    assert abs(periods.stored(desk, kind.id).length) == abs(kind.length) + 2
    settle(qtbot, jobs, both, Version.MINE)
    assert abs(periods.stored(desk, kind.id).length) == abs(kind.length) + 1


def test_of_the_office_hours_and_a_house_rule(qtbot, desk, other, jobs, ground):
    section = OfficeSection(desk, jobs)
    qtbot.addWidget(section)
    section.show()
    section.show_settings(None)
    section.minutes.setValue(50)
    hours = office_of(desk.option)
    office.save_office(other, replace(hours, hours=replace(hours.hours, closes=time(18, 0))))
    qtbot.mouseClick(section.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown(section) != [])
    [both] = shown(section)
    settle(qtbot, jobs, both, Version.MINE)
    saved = office_of(desk.option)
    assert (saved.minutes, saved.hours.closes) == (50, time(18, 0))

    rules = HouseRulesSection(desk, jobs)
    qtbot.addWidget(rules)
    rules.show()
    rules.show_settings(None)
    option = next(one for one in OPTIONS if one.kind == "text")
    settings.set_option(other, option, "他人所设")
    editor = rules.editors[option.name]
    editor.setText("本人所设")
    editor.editingFinished.emit()
    qtbot.waitUntil(lambda: shown(rules) != [])
    [both] = shown(rules)
    assert desk.option(option) == "他人所设"
    settle(qtbot, jobs, both, Version.MINE)
    assert desk.option(option) == "本人所设"


def test_of_a_standard_of_points_and_an_enquiry(qtbot, desk, other, jobs, ground):
    key = points.save_standard(desk, points.begun(desk))
    form = StandardDialog(desk, jobs, points.stored(desk, key), ground)
    form.open()
    form.basis.setText("本人的文件")
    before = points.stored(other, key)
    level = replace(before.levels[0], name="改名")
    theirs = replace(before, basis="他人的文件", levels=(level, *before.levels[1:]))
    points.save_standard(other, theirs)
    both = second(qtbot, form)
    said = [row.part.words(row.part.differing.theirs) for row in both.rows]
    assert any("改名 · " in text for text in said)
    settle(qtbot, jobs, both, Version.MINE)
    saved = points.stored(desk, key)
    assert (saved.basis, saved.levels[0].name) == ("本人的文件", "改名")

    ref = enquiries.register(desk, replace(_blank(desk), name="张三", topic="欠薪", answer="答复"))
    form = EnquiryDialog(desk, jobs, ground, enquiries.enquiry(desk, ref.id))
    form.open()
    form.answer.setPlainText("本人的答复")
    asked = enquiries.enquiry(other, ref.id)
    enquiries.change(other, replace(asked, answer="他人的答复", phone="13900000000"))
    both = second(qtbot, form)
    settle(qtbot, jobs, both, Version.MINE)
    saved = enquiries.enquiry(desk, ref.id)
    assert (saved.answer, saved.phone) == ("本人的答复", "13900000000")


def test_on_a_server_the_second_saver_is_refused_and_sees_both(
    qtbot, postgres_url, jobs, ground, request
):
    desk = found(postgres_url, story.CENTRE, story.SUPERVISOR)
    request.addfinalizer(desk.close)
    settings.save_user(desk, story.CLERK)
    other = open_desk(postgres_url)
    request.addfinalizer(other.close)
    form = person_on(qtbot, desk, other, jobs, ground)
    with pytest.raises(Stale):
        settings.save_user(desk, replace(form._user, phone="1"), form._user)

    settle(qtbot, jobs, second(qtbot, form), Version.MINE)

    assert stored_user(other).phone == "0313-1111111"


def test_a_table_of_subsidies_that_another_desk_entered_is_compared(
    qtbot, desk, other, jobs, ground
):
    form = ScaleDialog(desk, jobs, ground)
    form.open()
    form.note.setText("本人")
    form.since.set_day(date(2026, 1, 1))
    theirs = replace(form._tables[0], since=date(2026, 2, 1), own=True, note="他人")
    figures.take(other, figures.with_table(other, theirs))

    form.ok.click()
    qtbot.waitUntil(lambda: form.findChildren(EffectDialog) != [])
    effect = form.findChildren(EffectDialog)[-1]
    qtbot.waitUntil(effect.ok.isEnabled)
    effect.ok.click()
    qtbot.waitUntil(lambda: shown(form) != [] or len(form.findChildren(EffectDialog)) > 1)

    assert [one.note for one in desk.own_scales] == ["他人"]
    qtbot.waitUntil(lambda: not jobs.busy)
