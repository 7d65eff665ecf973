"""The list of dossiers past their time of keeping as PDF (到期卷宗鉴定清单), for appraisal."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Frame, PageTemplate, Spacer
from reportlab.platypus.doctemplate import BaseDocTemplate

from mediation_desk import i18n
from mediation_desk.domain.centre import Centre
from mediation_desk.domain.day_text import chinese_day
from mediation_desk.domain.retention import FiledDossier
from mediation_desk.i18n import _
from mediation_desk.reports.lettering import Type, draw_centred, draw_right
from mediation_desk.reports.summary_style import WIDTH, Setting
from mediation_desk.typeset import corrections

_SIDE = (A4[0] - WIDTH) / 2
_FOOT = Type(8)
_SHARES = (0.05, 0.2, 0.25, 0.105, 0.08, 0.105, 0.21)


def write(due: Sequence[FiledDossier], centre: Centre, today: date) -> bytes:
    """Write the list in Chinese."""
    with i18n.speaking(i18n.CHINESE), corrections.press():
        target, title = BytesIO(), _("List of dossiers past their time of keeping")
        document = BaseDocTemplate(
            target, pagesize=A4, title=title, author=centre.name, invariant=1
        )
        frame = Frame(_SIDE, 16 * mm, WIDTH, A4[1] - 32 * mm, 0, 0, 0, 0, showBoundary=0)
        furnish = partial(_furnish, today=today)
        document.addPageTemplates([PageTemplate("page", [frame], onPage=furnish)])
        document.build(_story(title, due, centre, today))
        return target.getvalue()


def _furnish(canvas: Canvas, _document: BaseDocTemplate, *, today: date) -> None:
    draw_centred(canvas, A4[0] / 2, 9 * mm, str(canvas.getPageNumber()), _FOOT)
    printed = _("Printed on {day}").format(day=chinese_day(today))
    draw_right(canvas, _SIDE + WIDTH, 9 * mm, printed, _FOOT)


def _story(title: str, due: Sequence[FiledDossier], centre: Centre, today: date) -> list[Flowable]:
    setting = Setting(9)
    head = [
        _("Row no."),
        _("Archive number"),
        _("Case number"),
        _("Closed on (dossier)"),
        _("Kept for"),
        _("Kept until"),
        _("Appraisal"),
    ]
    rows = [
        [
            str(number),
            setting.text(one.archive_number or "—"),
            setting.text(one.number),
            one.closed_on.isoformat(),
            one.kept.label,
            one.kept_until.isoformat() if one.kept_until else "—",
            setting.text(_("□ destroy  □ keep on for … years")),
        ]
        for number, one in enumerate(due, 1)
    ]
    told = _(
        "{n} dossiers passed their time of keeping by {day}. They are destroyed only after an"
        " appraisal with a report; what is still needed is kept on."
    ).format(n=len(due), day=chinese_day(today))
    day = "　　　　年　　月　　日"
    people = (_("Appraised by"), _("Checked by (archive)"), _("Approved by"))
    names = [setting.text(f"{person}（{_('signature')}）：") for person in people]
    signed = setting.plain([names, [setting.text(day) for _p in people]], (1 / 3, 1 / 3, 1 / 3))
    return [
        setting.title(title),
        setting.centred(centre.name),
        Spacer(0, 3 * mm),
        setting.table(
            [head, *rows],
            _SHARES,
            left=(1, 2),
            centred=(0, 3, 4, 5),
            closing=(setting.paragraph(told), Spacer(0, 6 * mm), signed),
        ),
    ]
