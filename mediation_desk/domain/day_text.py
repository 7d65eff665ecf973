"""Days and times of day as people type them and as papers write them."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

from mediation_desk.domain.errors import DeskError
from mediation_desk.i18n import _

BEIJING = timezone(timedelta(hours=8))
"""The one zone of China, in which days and times of the law are counted (北京时间)."""

EARLIEST = date(1900, 1, 1)
LATEST = date(2100, 12, 31)

_WIDE = str.maketrans("０１２３４５６７８９．／－。：\u3000", "0123456789./-.: ")
_SEPARATED = re.compile(r"([0-9]{4})([./-])([0-9]{1,2})\2([0-9]{1,2})")
_TOGETHER = re.compile(r"([0-9]{4})()([0-9]{2})([0-9]{2})")
_CHINESE = re.compile(r"([0-9]{4})(年)([0-9]{1,2})月([0-9]{1,2})[日号]")
_SERIAL = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")
_SERIALS_BEGAN = date(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 18_264, 73_050
"""1950 to 2099 in Excel's count of days."""
_CLOCK = re.compile(r"([0-9]{1,2})(?:[:.时点]|(?=[0-9]{2}$))(?:([0-9]{1,2})分?)?")


def beijing(instant: datetime) -> datetime:
    """Return an instant on China's clock; one without a zone is taken as UTC."""
    return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(BEIJING)


def parse_day(text: str, *, earliest: date = EARLIEST, latest: date = LATEST) -> date:
    """Read a day as people type it, or refuse it with a sentence and an example."""
    plain = "".join(text.translate(_WIDE).split()) if len(text) <= 40 else ""
    for form in (_SEPARATED, _TOGETHER, _CHINESE):
        if found := form.fullmatch(plain):
            break
    else:
        shown = text if len(text) <= 20 else text[:20] + "…"
        raise DeskError(
            _("“{text}” is not a day. Write it as 2026-03-01, 2026.3.1 or 20260301.").format(
                text=shown
            )
        )
    try:
        day = date(int(found[1]), int(found[3]), int(found[4]))
    except ValueError:
        raise DeskError(_("The day {text} does not exist.").format(text=plain)) from None
    if not earliest <= day <= latest:
        raise DeskError(
            _("The day {day} lies outside {earliest} to {latest}. Please check the year.").format(
                day=day.isoformat(), earliest=earliest.isoformat(), latest=latest.isoformat()
            )
        )
    return day


def serial_day(text: str) -> date | None:
    """Return the day of a bare count of days as Excel keeps it (45964), None for anything else."""
    plain = text.translate(_WIDE).strip()
    found = _SERIAL.fullmatch(plain)
    if found is None or not FIRST_SERIAL <= int(found[1]) <= LAST_SERIAL:
        return None
    return _SERIALS_BEGAN + timedelta(days=int(found[1]))


def counted_as(text: str, day: date) -> str:
    """Say how a bare count of days was taken."""
    return _("“{text}” is Excel's count of days and was read as {day}. Please check it.").format(
        text=text, day=day.isoformat()
    )


def parse_time(text: str) -> time:
    """Read a time of day on the 24-hour clock as people type it, or refuse it."""
    plain = "".join(text.translate(_WIDE).split()) if len(text) <= 20 else ""
    found = _CLOCK.fullmatch(plain)
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
    if hour > 23 or minute > 59:
        shown = text if len(text) <= 20 else text[:20] + "…"
        raise DeskError(
            _("“{text}” is not a time of day. Write it as 9:30 or 0930.").format(text=shown)
        )
    return time(hour, minute)


def chinese_day(day: date) -> str:
    """Write a day as papers do, without leading zeros: 2026年3月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_time(moment: time) -> str:
    """Write a time of day as papers do, on the 24-hour clock: 9时30分."""
    return f"{moment.hour}时{moment.minute:02d}分"
