"""The list of a hand-over as PDF (交接清单): the cases on A4 across, then the signatures."""

from datetime import date
from functools import partial
from io import BytesIO

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Frame, PageTemplate, Spacer
from reportlab.platypus.doctemplate import BaseDocTemplate

from mediation_desk import i18n
from mediation_desk.domain.centre import Centre
from mediation_desk.domain.day_text import chinese_day
from mediation_desk.domain.handover import HandoverLine, HandoverList
from mediation_desk.i18n import _
from mediation_desk.reports.lettering import Type, draw, draw_centred, draw_right
from mediation_desk.reports.summary_style import Setting
from mediation_desk.typeset import corrections

_PAGE = landscape(A4)
_SIDE, _TOP, _BOTTOM = 14 * mm, 14 * mm, 14 * mm
_WIDTH = _PAGE[0] - 2 * _SIDE
_FOOT = Type(8)
_SHARES = (0.035, 0.125, 0.17, 0.065, 0.07, 0.16, 0.13, 0.12, 0.125)


def write(listing: HandoverList, centre: Centre, today: date) -> bytes:
    """Write the list; it is set twice, to know how many pages there are."""
    with i18n.speaking(i18n.CHINESE), corrections.press():
        pages = _set(listing, centre, today, 0)[1]
        return _set(listing, centre, today, pages)[0]


def _set(listing: HandoverList, centre: Centre, today: date, pages: int) -> tuple[bytes, int]:
    target = BytesIO()
    document = BaseDocTemplate(
        target, pagesize=_PAGE, title=_("Hand-over list"), author=centre.name, invariant=1
    )
    frame = Frame(_SIDE, _BOTTOM, _WIDTH, _PAGE[1] - _TOP - _BOTTOM, 0, 0, 0, 0, showBoundary=0)
    furnish = partial(_furnish, today=today, pages=pages)
    document.addPageTemplates([PageTemplate("page", [frame], onPage=furnish)])
    document.build(_story(listing, centre))
    return target.getvalue(), document.page


def _furnish(canvas: Canvas, _document: BaseDocTemplate, *, today: date, pages: int) -> None:
    number: int = canvas.getPageNumber()
    y = 7 * mm
    draw(canvas, _SIDE, y, _("Contains personal information, for internal use"), _FOOT)
    foot = _("Page {page} of {pages}").format(page=number, pages=pages)
    draw_centred(canvas, _PAGE[0] / 2, y, foot, _FOOT)
    printed = _("Printed on {day}").format(day=chinese_day(today))
    draw_right(canvas, _SIDE + _WIDTH, y, printed, _FOOT)


def _story(listing: HandoverList, centre: Centre) -> list[Flowable]:
    setting = Setting(8.5, _WIDTH)
    return [
        setting.title(_("Hand-over list")),
        setting.centred(centre.name),
        Spacer(0, 2 * mm),
        _head(listing, setting),
        Spacer(0, 2 * mm),
        _cases(listing, setting),
    ]


def _head(listing: HandoverList, setting: Setting) -> Flowable:
    row = [
        *(setting.label(_("Hands over")), setting.text(listing.giver)),
        *(setting.label(_("Takes over")), setting.text(listing.receiver)),
        *(setting.label(_("Before")), setting.text(listing.overseer)),
        *(setting.label(_("Day of the hand-over")), setting.text(chinese_day(listing.day))),
    ]
    rows = [row]
    return setting.grid(rows, (0.08, 0.17, 0.08, 0.17, 0.08, 0.17, 0.09, 0.16))


def _cases(listing: HandoverList, setting: Setting) -> Flowable:
    head = [
        _("Row no."),
        _("Case number"),
        _("Parties"),
        _("Stage"),
        _("Duty"),
        _("Next clock"),
        _("Hearings"),
        _("To be served"),
        _("Unpaid instalments"),
    ]
    rows = [
        [str(number), *(setting.text(text or "—") for text in _texts(line))]
        for number, line in enumerate(listing.lines, 1)
    ]
    closing = (_words(listing, setting), Spacer(0, 4 * mm), _signatures(setting))
    return setting.table(
        [head, *rows], _SHARES, left=tuple(range(1, 9)), centred=(0,), closing=closing
    )


def _texts(line: HandoverLine) -> tuple[str, ...]:
    return (
        line.number,
        line.parties,
        line.stage,
        line.duties,
        line.clocks,
        line.hearings,
        line.unserved,
        line.money,
    )


def _words(listing: HandoverList, setting: Setting) -> Flowable:
    text = _(
        "{n} cases in all, with their files and materials, running clocks, planned hearings,"
        " papers to be served and instalments to be followed, are handed over as listed."
    ).format(n=len(listing.lines))
    note = _("Remark: {text}").format(text=listing.note) if listing.note else ""
    return setting.paragraph("\n".join(part for part in (text, note) if part))


def _signatures(setting: Setting) -> Flowable:
    day = "　　　　年　　月　　日"
    people = (_("Handed over by"), _("Taken over by"), _("Before (supervisor)"))
    names = [setting.text(f"{person}（{_('signature')}）：") for person in people]
    days = [setting.text(day) for _person in people]
    return setting.plain([names, days], (1 / 3, 1 / 3, 1 / 3))
