from dataclasses import replace
from datetime import date

import icalendar
import pytest

from mediation_desk.domain.office import DoorNames
from mediation_desk.services import browse, calendar, hearings, settings, undo
from mediation_desk.services.office import office, save_office
from mediation_desk.ui.calendar import export_dialog, sheet_dialog
from mediation_desk.ui.calendar.export_dialog import ExportDialog
from mediation_desk.ui.calendar.sheet_dialog import PLAN, ROOMS, SheetDialog
from mediation_desk.ui.pages.sections.office import OfficeSection
from tests.ui.calendar.conftest import FIXED, version


@pytest.fixture
def at_desk(qtbot, page_by, desk, jobs):
    """Let a dialog stand over the calendar."""
    return page_by()


def sheet(qtbot, page, day=FIXED):
    dialog = SheetDialog(page.desk, page.jobs, day, page)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.ok.isEnabled())
    return dialog


def test_the_list_at_the_door_is_seen_before_it_is_printed(qtbot, at_desk):
    dialog = sheet(qtbot, at_desk)

    assert dialog.pdf.startswith(b"%PDF")
    assert dialog.preview.pages == 1
    assert dialog.names.code() == DoorNames.SURNAME.value


def test_another_choice_makes_another_paper(qtbot, at_desk):
    dialog = sheet(qtbot, at_desk)
    first = dialog.pdf
    dialog.kind.set_code(PLAN)
    qtbot.waitUntil(lambda: dialog.ok.isEnabled() and dialog.pdf != first)
    assert not dialog.fields["names"].isVisible()
    second = dialog.pdf

    dialog.kind.set_code(ROOMS)

    qtbot.waitUntil(lambda: dialog.ok.isEnabled() and dialog.pdf != second)
    assert dialog.fields["names"].isVisible()


def test_the_paper_is_saved_whole(qtbot, at_desk, tmp_path, monkeypatch):
    dialog = sheet(qtbot, at_desk)
    target = tmp_path / "安排.pdf"
    monkeypatch.setattr(sheet_dialog, "ask_save", lambda *_what: target)

    with qtbot.waitSignal(dialog.said):
        dialog.ok.click()

    assert target.read_bytes() == dialog.pdf


def export(qtbot, page, hearing=None):
    dialog = ExportDialog(page.desk, page.jobs, hearing, page.period.officers, page)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_one_hearing_is_exported_with_one_click(qtbot, at_desk, tmp_path, monkeypatch):
    target = tmp_path / "一场.ics"
    monkeypatch.setattr(export_dialog, "ask_save", lambda *_what: target)
    dialog = export(qtbot, at_desk, at_desk.period.hearings[0])
    assert not dialog.fields["first"].isVisible()

    with qtbot.waitSignal(dialog.said):
        dialog.ok.click()

    events = icalendar.Calendar.from_ical(target.read_bytes()).walk("VEVENT")
    assert [str(event["uid"]).split("@")[0] for event in events] == ["case-1-1"]


def test_an_officer_s_hearings_are_exported_for_a_period(qtbot, at_desk, tmp_path, monkeypatch):
    target = tmp_path / "我的.ics"
    monkeypatch.setattr(export_dialog, "ask_save", lambda *_what: target)
    dialog = export(qtbot, at_desk)
    dialog.whose.set_code(str(at_desk.desk.actor.id))
    dialog.first.setText("2026-10-01")
    dialog.last.setText("2026-09-01")
    dialog.ok.click()
    assert dialog.fields["last"].explained != ""
    dialog.last.setText("2026-10-31")

    with qtbot.waitSignal(dialog.said):
        dialog.ok.click()

    events = icalendar.Calendar.from_ical(target.read_bytes()).walk("VEVENT")
    assert [str(event["uid"]).split("@")[0] for event in events] == ["case-2-1"]


def test_a_move_and_its_undo_raise_the_sequence(desk):
    def sequence():
        data = calendar.events(desk, date(2026, 10, 1), date(2026, 10, 31))
        found = icalendar.Calendar.from_ical(data).walk("VEVENT")
        [event] = [one for one in found if str(one["uid"]).startswith("case-1-1@")]
        return event["sequence"], event["dtstart"].dt.day, str(event["status"])

    [hearing] = [h for h in calendar.period(desk, FIXED, FIXED).hearings if h.case_id == 1]
    first = sequence()
    [planned] = browse.case_file(desk, 1).hearings
    moved = replace(planned, day=date(2026, 10, 26))
    hearings.reschedule(desk, 1, version(desk, 1), moved, "李建国", "住院")
    second = sequence()
    undo.undo(desk, undo.last(desk, 1).id)
    third = sequence()
    hearings.cancel(desk, 1, version(desk, 1), hearing.hearing_id, "不再需要")
    fourth = sequence()

    assert first[0] < second[0] < third[0] < fourth[0]
    assert (first[1], second[1], third[1]) == (22, 26, 22)
    assert (third[2], fourth[2]) == ("CONFIRMED", "CANCELLED")


# -- the centre's own hours -------------------------------------------------------------------


@pytest.fixture
def section(qtbot, light, desk, jobs):
    section = OfficeSection(desk, jobs)
    section.told = []
    section.noticed.connect(lambda text, _undo: section.told.append(text))
    qtbot.addWidget(section)
    section.show_settings(settings.load(desk))
    section.show()
    return section


def test_the_office_hours_are_the_centre_s_own(qtbot, section, desk):
    section.times["opens"].setText("9:00")
    section.times["closes"].setText("17点")
    section.minutes.setValue(90)
    section.names.set_code(DoorNames.NUMBER.value)
    section.save.click()

    qtbot.waitUntil(lambda: section.told == ["办公时间已保存。"])
    kept = office(desk)
    assert (f"{kept.hours.opens:%H:%M}", f"{kept.hours.closes:%H:%M}") == ("09:00", "17:00")
    assert (kept.minutes, kept.door_names) == (90, DoorNames.NUMBER)


def test_hours_that_do_not_follow_one_another_are_refused_at_their_field(qtbot, section, desk):
    before = office(desk)
    section.times["noon_to"].setText("11:00")
    section.save.click()
    qtbot.waitUntil(lambda: section.fields["noon_to"].explained != "")
    section.times["closes"].setText("8:00")
    section.save.click()
    qtbot.waitUntil(lambda: section.fields["closes"].explained != "")
    section.times["opens"].setText("二十五点")
    section.save.click()

    assert section.fields["opens"].explained != ""
    assert office(desk) == before


def test_what_ships_is_not_kept_as_the_centre_s_own(desk):
    usual = office(desk)
    save_office(desk, replace(usual, minutes=60))
    save_office(desk, usual)

    assert desk._options == {}


def test_days_without_a_hearing_make_no_file(qtbot, at_desk, tmp_path, monkeypatch):
    """RFC 5545, 3.6: a calendar has one event at least; other programs refuse an empty one."""
    target = tmp_path / "空.ics"
    monkeypatch.setattr(export_dialog, "ask_save", lambda *_what: target)
    dialog = ExportDialog(at_desk.desk, at_desk.jobs, None, (), at_desk)
    dialog.first.set_day(date(2027, 1, 1))
    dialog.last.set_day(date(2027, 1, 2))

    dialog.ok.click()

    qtbot.waitUntil(lambda: bool(dialog.fields["last"].explained))
    assert dialog.fields["last"].explained == "2027-01-01至2027-01-02没有可导出的调解会。"
    assert not target.exists()
