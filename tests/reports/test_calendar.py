"""The list at the door, the plan of the day, and the file for other calendars."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import icalendar
import pytest

from mediation_desk import i18n, reports
from mediation_desk.domain.booking import Absence, PartOfDay
from mediation_desk.domain.centre import Centre
from mediation_desk.domain.hearing import HearingStatus
from mediation_desk.domain.hearing_days import DayDoubt
from mediation_desk.domain.office import DoorNames
from mediation_desk.domain.today import BookedHearing, between
from mediation_desk.reports.calendar_file import About
from mediation_desk.reports.day_sheets import DayOnPaper
from tests.reports.test_summary import pages_of, text_of

DAY = date(2026, 10, 22)
CENTRE = Centre(name="张家口市劳动关系调解中心", address="河北省张家口市桥东区示例街1号")


@pytest.fixture(autouse=True)
def _chinese():
    with i18n.speaking(i18n.CHINESE):
        yield


def booked(number=1, first="欧阳海", count=1, **changes):
    respondent = "宣化永固建筑工程有限公司"
    hearing = BookedHearing(
        hearing_id=number,
        case_id=number,
        number=f"张劳调字〔2026〕第{number:04d}号",
        parties=between(first, count, respondent),
        day=DAY,
        begins=time(9, 30),
        room="第一调解室",
        status=HearingStatus.PLANNED,
        mediator_id=1,
        mediator="王敏",
        clerk="刘静",
        case_version=5,
        first_applicant=first,
        applicant_count=count,
        respondent=respondent,
    )
    return replace(hearing, **changes)


def door(hearings, names=DoorNames.SURNAME, rooms=()):
    sheets = [
        DayOnPaper(day=DAY, hearings=tuple(h for h in hearings if h.room == room), room=room)
        for room in rooms
    ]
    whole = [DayOnPaper(day=DAY, hearings=tuple(hearings))]
    return reports.door_list_pdf(sheets or whole, CENTRE, names, DAY)


def plain(pdf, page=None):
    """Read a paper without blanks; cells of several lines stand in each other's way."""
    return "".join(text_of(pdf, page).split())


# -- paper ------------------------------------------------------------------------------------


def test_the_list_at_the_door_shows_surnames_only():
    text = plain(door([booked(), booked(2, "买买提·艾力", 12)]))

    assert "2026年10月22日星期四" in text
    assert "09:30-11:30" in text
    assert "欧阳某诉宣化" in text
    assert "买某等12人" in text
    assert "欧阳海" not in text
    assert "艾力" not in text


def test_the_centre_may_leave_out_every_name_or_none():
    assert "欧阳" not in plain(door([booked()], DoorNames.NUMBER))
    assert "第0001号" in plain(door([booked()], DoorNames.NUMBER))
    assert "欧阳海诉" in plain(door([booked()], DoorNames.FULL))


def test_a_list_for_each_room_takes_a_sheet_for_each():
    pdf = door([booked(), booked(2, room="第二调解室")], rooms=("第一调解室", "第二调解室"))

    assert pages_of(pdf) == 2
    assert "第二调解室" in plain(pdf, 2)
    assert "第0001号" not in plain(pdf, 2)


@pytest.mark.parametrize("count", [0, 1, 14, 40])
def test_a_day_fits_on_one_sheet(count):
    hearings = [booked(number, f"某{number}") for number in range(1, count + 1)]
    plan = reports.day_plan_pdf(DayOnPaper(day=DAY, hearings=tuple(hearings)), CENTRE, DAY)

    assert pages_of(door(hearings)) == 1
    assert pages_of(plan) == 1
    assert ("当日没有" in plain(plan)) is (count == 0)


def test_what_could_not_be_held_is_not_at_the_door_but_in_the_plan():
    missed = booked(status=HearingStatus.NOT_HELD)
    plan = reports.day_plan_pdf(DayOnPaper(day=DAY, hearings=(missed,)), CENTRE, DAY)

    assert "第0001号" not in plain(door([missed]))
    assert "未能召开" in plain(plan)


def test_the_plan_of_the_day_names_who_is_away():
    away = (
        Absence(user_id=1, name="王敏", first_day=DAY, last_day=DAY),
        Absence(user_id=2, name="刘静", first_day=DAY, last_day=DAY, part=PartOfDay.MORNING),
    )
    sheet = DayOnPaper(day=DAY, hearings=(booked(),), absences=away)

    text = plain(reports.day_plan_pdf(sheet, CENTRE, DAY))

    assert "请假：王敏、刘静（上午）" in text
    assert "欧阳海诉" in text
    assert "含个人信息" in text


# -- other calendars --------------------------------------------------------------------------

ABOUT = About(
    centre=CENTRE, origin="0123456789abcdef.mediation-desk", at=datetime(2026, 10, 19, tzinfo=UTC)
)


def ics(*hearings, about=ABOUT):
    return reports.calendar_ics(hearings, about)


def events(data):
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def test_times_are_written_in_utc():
    [event] = events(ics(booked(minutes=90)))

    assert event["dtstart"].dt == datetime(2026, 10, 22, 1, 30, tzinfo=UTC)
    assert event["dtend"].dt == datetime(2026, 10, 22, 3, 0, tzinfo=UTC)


def test_lines_end_with_crlf_and_fold_at_75_octets_between_characters():
    """RFC 5545, 3.1."""
    long = "张家口市宣化区永固𠮷建筑安装工程劳务分包有限责任公司第一项目部"
    data = ics(booked(respondent=long))

    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    lines = data.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert all(line.decode() is not None for line in lines)
    assert long in data.replace(b"\r\n ", b"").decode()


def test_commas_semicolons_and_line_ends_are_escaped():
    """RFC 5545, 3.3.11."""
    data = ics(booked(room="一室,二楼;东")).replace(b"\r\n ", b"").decode()

    assert "一室\\,二楼\\;东" in data
    assert "（第1次）\\n调解员：王敏\\n书记员：刘静" in data
    [event] = events(ics(booked(room="一室,二楼;东")))
    assert str(event["location"]).startswith("一室,二楼;东")


def test_an_event_names_the_session_as_papers_do_and_none_that_was_given_up():
    again = booked(hearing_number=2, ordinal=1)
    put_off = booked(hearing_number=1, ordinal=0, status=HearingStatus.POSTPONED)

    second, first = events(ics(again, put_off))

    assert "（第1次）" in str(second["description"])
    assert "次）" not in str(first["description"])
    assert str(second["uid"]).startswith("case-1-2@")


def test_an_event_keeps_its_uid_and_rises_in_sequence():
    [before] = events(ics(booked()))
    [after] = events(ics(booked(case_version=6, begins=time(14))))

    assert str(before["uid"]) == "case-1-1@0123456789abcdef.mediation-desk"
    assert str(after["uid"]) == str(before["uid"])
    assert (before["sequence"], after["sequence"]) == (5, 6)


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (HearingStatus.PLANNED, "CONFIRMED"),
        (HearingStatus.HELD, "CONFIRMED"),
        (HearingStatus.CANCELLED, "CANCELLED"),
        (HearingStatus.POSTPONED, "CANCELLED"),
        (HearingStatus.NOT_HELD, "CANCELLED"),
    ],
)
def test_what_was_given_up_is_cancelled_in_the_other_calendar_too(status, told):
    [event] = events(ics(booked(status=status)))

    assert str(event["status"]) == told


def test_names_are_written_as_at_the_door():
    [masked] = events(ics(booked()))
    [number] = events(ics(booked(), about=replace(ABOUT, names=DoorNames.NUMBER)))

    assert str(masked["summary"]) == "调解会：欧阳某 诉 宣化永固建筑工程有限公司"
    assert str(number["summary"]) == "调解会：张劳调字〔2026〕第0001号"
    assert "欧阳海" not in ics(booked()).decode()


def test_a_period_without_hearings_is_still_a_calendar():
    assert events(ics()) == []
    assert ics().startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0")


def test_a_provisional_day_is_marked_in_the_other_calendar():
    [event] = events(ics(booked(doubt=DayDoubt.PROVISIONAL)))

    assert str(event["summary"]).endswith("（暂定）")
    assert "该日期暂定" in str(event["description"])
