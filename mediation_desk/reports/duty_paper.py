"""The duty roster of a week on A4, to hang on the door: bodies and halves down, days across."""

from datetime import date
from functools import partial
from io import BytesIO
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Frame, PageTemplate, Spacer, Table, TableStyle
from reportlab.platypus.doctemplate import BaseDocTemplate

from mediation_desk import i18n
from mediation_desk.domain.day_text import chinese_day
from mediation_desk.domain.duty import Half, Roster, week
from mediation_desk.i18n import _
from mediation_desk.reports.lettering import Type, draw, draw_right
from mediation_desk.reports.summary_style import Text
from mediation_desk.typeset import corrections, fonts

_PAGE = landscape(A4)
_SIDE = 15 * mm
_WIDTH = _PAGE[0] - 2 * _SIDE
_LINE = HexColor("#8A94A0")
_SHADE = HexColor("#EDF0F4")
_BODY, _LABEL = Type(10), Type(10, fonts.SONG_BOLD)
_TITLE, _SMALL = Type(20, fonts.SONG_BOLD), Type(9)
_NAME, _HALF = 0.14, 0.06
_DAYS = "一二三四五六日"


def duty_paper(
    roster: Roster, last: date, centre: str, today: date, body_id: int | None = None
) -> bytes:
    """Write the roster of a week, in Chinese whatever the window speaks.

    It is of one body, or of all those where somebody is on duty. Telephones stay off the door.
    """
    with i18n.speaking(i18n.CHINESE), corrections.press():
        target = BytesIO()
        title = _("Duty roster")
        document = BaseDocTemplate(target, pagesize=_PAGE, title=title, author=centre, invariant=1)
        frame = Frame(_SIDE, 14 * mm, _WIDTH, _PAGE[1] - 26 * mm, 0, 0, 0, 0, showBoundary=0)
        furnish = partial(_furnish, centre, today)
        document.addPageTemplates([PageTemplate("page", [frame], onPage=furnish)])
        period = f"{chinese_day(roster.monday)}—{chinese_day(last)}"
        document.build(
            [
                Text(title, _TITLE, centred=True),
                Spacer(0, 2 * mm),
                Text(period, _BODY, centred=True),
                Spacer(0, 4 * mm),
                _table(roster, body_id),
            ]
        )
        return target.getvalue()


def _furnish(centre: str, today: date, canvas: Canvas, _document: BaseDocTemplate) -> None:
    draw(canvas, _SIDE, 8 * mm, centre, _SMALL)
    printed = _("Printed on {day}").format(day=chinese_day(today))
    draw_right(canvas, _SIDE + _WIDTH, 8 * mm, printed, _SMALL)


def _table(roster: Roster, body_id: int | None) -> Flowable:
    days = week(roster.monday)
    fonts.has(fonts.SONG_BOLD, "字")  # a face is loaded when it is first asked for
    head = ["", "", *(_day(day, day in roster.days_off) for day in days)]
    rows: list[list[Any]] = [head]
    spans: list[Any] = [("SPAN", (0, 0), (1, 0))]
    used = {shift.body_id for shift in roster.shifts} if body_id is None else {body_id}
    for key, name in roster.bodies.items():
        if used and key not in used:
            continue
        spans.append(("SPAN", (0, len(rows)), (0, len(rows) + 1)))
        for half in Half:
            first = Text(name, _LABEL, centred=True) if half is Half.MORNING else ""
            cells = [_cell(roster, key, day, half) for day in days]
            rows.append([first, Text(half.label, _BODY, centred=True), *cells])
    off = [
        ("BACKGROUND", (place, 1), (place, -1), _SHADE)
        for place, day in enumerate(days, 2)
        if day in roster.days_off
    ]
    share = (1 - _NAME - _HALF) / 7
    table = Table(
        rows,
        [_NAME * _WIDTH, _HALF * _WIDTH, *[share * _WIDTH] * 7],
        repeatRows=1,
        splitInRow=0,
    )
    table.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.5, _LINE),
                ("BACKGROUND", (0, 0), (-1, 0), _SHADE),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("LEFTPADDING", (0, 0), (-1, -1), 3),
                ("RIGHTPADDING", (0, 0), (-1, -1), 3),
                ("TOPPADDING", (0, 0), (-1, -1), 4),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
                *spans,
                *off,
            ]
        )
    )
    return table


def _day(day: date, off: bool) -> Flowable:
    words = f"星期{_DAYS[day.weekday()]}\n{day.month}月{day.day}日"
    return Text(f"{words}（休）" if off else words, _LABEL, centred=True)


def _cell(roster: Roster, body_id: int, day: date, half: Half) -> Flowable:
    return Text("\n".join(roster.names(body_id, day, half)), _BODY, centred=True)
