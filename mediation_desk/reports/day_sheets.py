"""The day on paper: the list at the door, for everybody's eyes, and the plan for the office."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Frame, PageBreak, PageTemplate, Spacer
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
from mediation_desk.typeset import fonts

_SIDE = (A4[0] - WIDTH) / 2
_TOP, _BOTTOM = 16 * mm, 17 * mm
_DOOR_SIZES = (15.0, 13.5, 12.0, 10.5, 9.5, 8.5, 7.5)
_PLAN_SIZES = (11.0, 10.0, 9.0, 8.0, 7.0)
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


Draw = Callable[[DayOnPaper, float], list[Flowable]]
"""Sets a sheet at a size of type."""


def door_list(sheets: Sequence[DayOnPaper], centre: Centre, names: DoorNames, today: date) -> bytes:
    """Write the list at the door: one A4 for each day or room given, in Chinese."""

    def drawn(sheet: DayOnPaper, size: float) -> list[Flowable]:
        return _door(sheet, centre, names, size)

    with i18n.speaking(i18n.CHINESE), fonts.press():
        return _written(sheets, centre, _DOOR_SIZES, drawn, _foot(today, ""))


def day_plan(sheet: DayOnPaper, centre: Centre, today: date) -> bytes:
    """Write the plan of a day for the office on one A4, in Chinese."""

    def drawn(one: DayOnPaper, size: float) -> list[Flowable]:
        return _plan(one, centre, size)

    with i18n.speaking(i18n.CHINESE), fonts.press():
        foot = _foot(today, _("Contains personal information, for internal use"))
        return _written((sheet,), centre, _PLAN_SIZES, drawn, foot)


def _written(
    sheets: Sequence[DayOnPaper],
    centre: Centre,
    sizes: Sequence[float],
    drawn: Draw,
    furnish: Callable[[Canvas], None],
) -> bytes:
    """Set each sheet in the largest type with which it keeps to one page."""
    story: list[Flowable] = []
    for number, sheet in enumerate(sheets):
        if number:
            story.append(PageBreak())
        story += drawn(sheet, _fitting(sheet, centre, sizes, drawn))
    return _set(story, centre, furnish)[0]


def _fitting(sheet: DayOnPaper, centre: Centre, sizes: Sequence[float], drawn: Draw) -> float:
    for size in sizes:
        if _set(drawn(sheet, size), centre, lambda _canvas: None)[1] == 1:
            return size
    return sizes[-1]


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


def _door(sheet: DayOnPaper, centre: Centre, names: DoorNames, size: float) -> list[Flowable]:
    setting = Setting(size)
    title = sheet.room or _("Hearings of the day")
    story = _heading(sheet, centre, title, setting)
    hearings = [h for h in sheet.hearings if h.status is not HearingStatus.NOT_HELD]
    if not hearings:
        return [*story, setting.centred(_("No hearing today."))]
    roomy = not sheet.room
    head = [_("Time"), _("Case number"), _("Room"), _("Mediator"), _("Clerk")]
    shares = [0.15, 0.33, 0.2, 0.16, 0.16]
    if names is not DoorNames.NUMBER:
        head.insert(2, _("Parties"))
        shares = [0.13, 0.23, 0.3, 0.14, 0.1, 0.1]
    if not roomy:
        place = head.index(_("Room"))
        del head[place]
        spare = shares.pop(place)
        shares[min(2, len(shares) - 1)] += spare
    rows = [_door_row(hearing, names, roomy, setting) for hearing in hearings]
    return [*story, _table(setting, head, rows, shares)]


def _door_row(
    hearing: BookedHearing, names: DoorNames, roomy: bool, setting: Setting
) -> list[object]:
    cells = [_span(hearing), hearing.number]
    if names is not DoorNames.NUMBER:
        cells.append(_on_the_door(hearing, names))
    if roomy:
        cells.append(hearing.room)
    cells += [hearing.mediator or "—", hearing.clerk or "—"]
    return [setting.text(cell) for cell in cells]


def _on_the_door(hearing: BookedHearing, names: DoorNames) -> str:
    first = hearing.first_applicant
    if names is DoorNames.SURNAME:
        first = some_name(first)
    return between(first, hearing.applicant_count, hearing.respondent)


def _plan(sheet: DayOnPaper, centre: Centre, size: float) -> list[Flowable]:
    setting = Setting(size)
    story = _heading(sheet, centre, _("Plan of the day"), setting)
    if sheet.absences:
        away = _("Away: {names}").format(names=_(", ").join(map(_away, sheet.absences)))
        story += [setting.paragraph(away), Spacer(0, 2 * mm)]
    if not sheet.hearings:
        return [*story, setting.centred(_("No hearing today."))]
    head = [
        _("Time"),
        _("Room"),
        _("Case number"),
        _("Parties"),
        _("Mediator"),
        _("Clerk"),
        _("State"),
        _("Remark"),
    ]
    rows = [[setting.text(cell) for cell in _plan_row(hearing)] for hearing in sheet.hearings]
    shares = [0.11, 0.12, 0.18, 0.24, 0.08, 0.08, 0.08, 0.11]
    return [*story, _table(setting, head, rows, shares)]


def _plan_row(hearing: BookedHearing) -> list[str]:
    number = _("{number} (session {n})").format(number=hearing.number, n=hearing.hearing_number)
    return [
        _span(hearing),
        hearing.room,
        number,
        hearing.parties,
        hearing.mediator or "—",
        hearing.clerk or "—",
        hearing.status.label,
        "",
    ]


def _away(absence: Absence) -> str:
    if absence.part is PartOfDay.WHOLE:
        return absence.name
    return _("{days} ({part})").format(days=absence.name, part=absence.part.label)


def _span(hearing: BookedHearing) -> str:
    return f"{hearing.begins:%H:%M}—{hearing.ends:%H:%M}"


def _table(
    setting: Setting, head: list[str], rows: list[list[object]], shares: list[float]
) -> Flowable:
    titles = [setting.heading(title) for title in head]
    return setting.table([titles, *rows], shares, left=range(len(head)))
