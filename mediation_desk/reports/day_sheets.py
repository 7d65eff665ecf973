"""The day on paper: the list at the door, for everybody's eyes, and the plan for the office."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import NamedTuple

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Frame, PageBreak, PageTemplate, Spacer, TableStyle
from reportlab.platypus.doctemplate import BaseDocTemplate

from mediation_desk import i18n
from mediation_desk.domain.booking import Absence, PartOfDay
from mediation_desk.domain.centre import Centre
from mediation_desk.domain.day_text import chinese_day
from mediation_desk.domain.hearing import HearingStatus
from mediation_desk.domain.office import DoorNames
from mediation_desk.domain.today import BookedHearing, between
from mediation_desk.i18n import N_, _
from mediation_desk.reports.lettering import Type, draw, draw_right
from mediation_desk.reports.summary_style import WIDTH, Setting
from mediation_desk.security.masking import some_name
from mediation_desk.typeset import corrections

_SIDE = (A4[0] - WIDTH) / 2
_TOP, _BOTTOM = 16 * mm, 17 * mm


class Fit(NamedTuple):
    """How a sheet is set: its type, the air around a row in signs, and numbers in two lines."""

    size: float
    air: float
    broken: bool = True


_DOOR_FITS = (
    *(Fit(size, 0.45) for size in (13.0, 12.0, 11.0, 10.0, 9.0)),
    Fit(9.0, 0.2, broken=False),
    Fit(8.0, 0.15, broken=False),
    Fit(7.0, 0.05, broken=False),
)
_PLAN_FITS = (
    *(Fit(size, 0.3) for size in (11.0, 10.0, 9.0)),
    Fit(8.0, 0.15, broken=False),
    Fit(7.0, 0.05, broken=False),
)
"""Tried in order, until the day keeps to one page."""
_FOOT = Type(9)
_WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOnPaper:
    """A day with its hearings, as a sheet tells it. `room` is set where a sheet is one room's."""

    day: date
    hearings: tuple[BookedHearing, ...]
    absences: tuple[Absence, ...] = ()
    room: str = ""


Draw = Callable[[DayOnPaper, Fit], list[Flowable]]
"""Sets a sheet in one of the ways."""


def door_list(sheets: Sequence[DayOnPaper], centre: Centre, names: DoorNames, today: date) -> bytes:
    """Write the list at the door: one A4 for each day or room given, in Chinese."""

    def drawn(sheet: DayOnPaper, fit: Fit) -> list[Flowable]:
        return _door(sheet, centre, names, fit)

    with i18n.speaking(i18n.CHINESE), corrections.press():
        return _written(sheets, centre, _DOOR_FITS, drawn, _foot(today, ""))


def day_plan(sheet: DayOnPaper, centre: Centre, today: date) -> bytes:
    """Write the plan of a day for the office on one A4, in Chinese."""

    def drawn(one: DayOnPaper, fit: Fit) -> list[Flowable]:
        return _plan(one, centre, fit)

    with i18n.speaking(i18n.CHINESE), corrections.press():
        foot = _foot(today, _("Contains personal information, for internal use"))
        return _written((sheet,), centre, _PLAN_FITS, drawn, foot)


def _written(
    sheets: Sequence[DayOnPaper],
    centre: Centre,
    fits: Sequence[Fit],
    drawn: Draw,
    furnish: Callable[[Canvas], None],
) -> bytes:
    """Set each sheet in the largest type with which it keeps to one page."""
    story: list[Flowable] = []
    for number, sheet in enumerate(sheets):
        if number:
            story.append(PageBreak())
        story += drawn(sheet, _fitting(sheet, centre, fits, drawn))
    return _set(story, centre, furnish)[0]


def _fitting(sheet: DayOnPaper, centre: Centre, fits: Sequence[Fit], drawn: Draw) -> Fit:
    for fit in fits:
        if _set(drawn(sheet, fit), centre, lambda _canvas: None)[1] == 1:
            return fit
    return fits[-1]


def _set(
    story: list[Flowable], centre: Centre, furnish: Callable[[Canvas], None]
) -> tuple[bytes, int]:
    target = BytesIO()
    document = BaseDocTemplate(
        target, pagesize=A4, title=_("Hearings of the day"), author=centre.name, invariant=1
    )
    frame = Frame(_SIDE, _BOTTOM, WIDTH, A4[1] - _TOP - _BOTTOM, 0, 0, 0, 0, showBoundary=0)
    template = PageTemplate("page", [frame], onPage=lambda canvas, _document: furnish(canvas))
    document.addPageTemplates([template])
    document.build(story)
    return target.getvalue(), document.page


def _foot(today: date, note: str) -> Callable[[Canvas], None]:
    def furnish(canvas: Canvas) -> None:
        draw(canvas, _SIDE, 9 * mm, note, _FOOT)
        printed = _("Printed on {day}").format(day=chinese_day(today))
        draw_right(canvas, _SIDE + WIDTH, 9 * mm, printed, _FOOT)

    return furnish


def _heading(sheet: DayOnPaper, centre: Centre, title: str, setting: Setting) -> list[Flowable]:
    weekday = _(_WEEKDAYS[sheet.day.weekday()])
    day = f"{chinese_day(sheet.day)} {weekday}"
    return [
        setting.centred(centre.name),
        Spacer(0, 2 * mm),
        setting.title(title),
        Spacer(0, 2 * mm),
        setting.centred(day),
        Spacer(0, 5 * mm),
    ]


def _door(sheet: DayOnPaper, centre: Centre, names: DoorNames, fit: Fit) -> list[Flowable]:
    setting = Setting(fit.size)
    story = _heading(sheet, centre, sheet.room or _("Hearings of the day"), setting)
    hearings = [h for h in sheet.hearings if h.status is not HearingStatus.NOT_HELD]
    if not hearings:
        return [*story, setting.centred(_("No hearing on this day."))]
    columns: list[Column] = [
        (_("Time"), _TIME, _span),
        (_("Case number"), *_number_column(fit, _number)),
    ]
    if names is DoorNames.NUMBER:
        columns[1] = (_("Case number"), 0, lambda h: h.number)
    else:
        columns.append((_("Parties"), 0, lambda h: _on_the_door(h, names)))
    if not sheet.room:
        columns.append((_("Room"), _ROOM, lambda h: h.room))
    columns += _officers()
    return [*story, _table(setting, columns, hearings, fit)]


Column = tuple[str, float, Callable[[BookedHearing], str]]
"""A heading, how many signs wide (0 takes what is left), and the text of a hearing."""

_TIME, _NUMBER, _WHOLE_NUMBER, _ROOM, _NAME, _REMARK = 6.2, 9.3, 15.5, 5.4, 3.6, 5.0


def _officers() -> list[Column]:
    return [
        (_("Mediator"), _NAME, lambda h: h.mediator or "—"),
        (_("Clerk"), _NAME, lambda h: h.clerk or "—"),
    ]


def _on_the_door(hearing: BookedHearing, names: DoorNames) -> str:
    first = hearing.first_applicant
    if names is DoorNames.SURNAME:
        first = some_name(first)
    return between(first, hearing.applicant_count, hearing.respondent)


def _plan(sheet: DayOnPaper, centre: Centre, fit: Fit) -> list[Flowable]:
    setting = Setting(fit.size)
    story = _heading(sheet, centre, _("Plan of the day"), setting)
    if sheet.absences:
        away = _("Away: {names}").format(names=_(", ").join(map(_away, sheet.absences)))
        story += [setting.paragraph(away), Spacer(0, 2 * mm)]
    if not sheet.hearings:
        return [*story, setting.centred(_("No hearing on this day."))]
    columns: list[Column] = [
        (_("Time"), _TIME, _span),
        (_("Room"), _ROOM, lambda h: h.room),
        (_("Case number"), *_number_column(fit, _session)),
        (_("Parties"), 0, lambda h: h.parties),
        *_officers(),
        (_("Remark"), _REMARK, _remark),
    ]
    return [*story, _table(setting, columns, sheet.hearings, fit)]


def _remark(hearing: BookedHearing) -> str:
    """Leave room to write on, unless the day is doubtful or the hearing no longer only planned."""
    if hearing.status is not HearingStatus.PLANNED:
        return hearing.status.label
    return hearing.doubt.label if hearing.doubt else ""


def _away(absence: Absence) -> str:
    if absence.part is PartOfDay.WHOLE:
        return absence.name
    return _("{days} ({part})").format(days=absence.name, part=absence.part.label)


def _span(hearing: BookedHearing) -> str:
    return f"{hearing.begins:%H:%M}-{hearing.ends:%H:%M}"


def _number_column(
    fit: Fit, number: Callable[[BookedHearing], str]
) -> tuple[float, Callable[[BookedHearing], str]]:
    """Return how wide the number stands, and its text: broken after its year, or in one line."""
    if fit.broken:
        return _NUMBER, lambda h: number(h).replace("〕", "〕\n", 1)
    return _WHOLE_NUMBER, number


def _number(hearing: BookedHearing) -> str:
    return hearing.number


def _session(hearing: BookedHearing) -> str:
    """Say which session it is from the second on; one that was given up is none."""
    if hearing.ordinal <= 1:
        return hearing.number
    return _("{number} (session {n})").format(number=hearing.number, n=hearing.ordinal)


def _table(
    setting: Setting, columns: Sequence[Column], hearings: Iterable[BookedHearing], fit: Fit
) -> Flowable:
    shares = [(signs * setting.size + 7) / WIDTH if signs else 0.0 for _t, signs, _text in columns]
    left = max(1 - sum(shares), 0.1)
    shares = [share or left for share in shares]
    rows = [[setting.text(text(hearing)) for _t, _s, text in columns] for hearing in hearings]
    titles = [setting.heading(title) for title, _signs, _text in columns]
    table = setting.table([titles, *rows], shares, left=range(len(columns)))
    space = fit.air * fit.size
    table.setStyle(
        TableStyle(
            [
                ("TOPPADDING", (0, 1), (-1, -1), space),
                ("BOTTOMPADDING", (0, 1), (-1, -1), space + 1),
            ]
        )
    )
    return table
