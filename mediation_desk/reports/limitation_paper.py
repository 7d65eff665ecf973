"""The limitation of claims as a small sheet: verdict, both days, every step with its article."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Frame, PageTemplate, Spacer
from reportlab.platypus.doctemplate import BaseDocTemplate

from mediation_desk import i18n
from mediation_desk.domain.day_text import chinese_day
from mediation_desk.i18n import _
from mediation_desk.law.time_bar import Run, TimeBar
from mediation_desk.law.time_bar_steps import articles, steps, warnings
from mediation_desk.reports.lettering import Type, draw, draw_right
from mediation_desk.reports.summary_style import WIDTH, Setting
from mediation_desk.typeset import corrections

_SIDE = (A4[0] - WIDTH) / 2
_FOOT = Type(8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One claim, of one worker or of those whose year runs alike."""

    title: str
    whose: str
    bar: TimeBar
    settled: bool = False
    """An agreement that is performed has settled it: no year runs any more."""


def limitation_paper(heading: str, parts: Sequence[Part], centre: str, today: date) -> bytes:
    """Write the sheet in Chinese; `heading` names the case, empty for a claim outside any."""
    with i18n.speaking(i18n.CHINESE), corrections.press():
        target, title = BytesIO(), _("Limitation of arbitration: calculation")
        document = BaseDocTemplate(target, pagesize=A4, title=title, author=centre, invariant=1)
        frame = Frame(_SIDE, 16 * mm, WIDTH, A4[1] - 32 * mm, 0, 0, 0, 0, showBoundary=0)

        def furnish(canvas: Canvas, _document: BaseDocTemplate) -> None:
            draw(canvas, _SIDE, 9 * mm, centre, _FOOT)
            printed = _("Printed on {day}").format(day=chinese_day(today))
            draw_right(canvas, _SIDE + WIDTH, 9 * mm, printed, _FOOT)

        document.addPageTemplates([PageTemplate("page", [frame], onPage=furnish)])
        document.build(_story(title, heading, parts, today))
        return target.getvalue()


def _story(title: str, heading: str, parts: Sequence[Part], today: date) -> list[Flowable]:
    setting = Setting(10)
    story: list[Flowable] = [setting.title(title), Spacer(0, 2 * mm)]
    if heading:
        story.append(setting.centred(heading))
    told = _("As it stands on {day}").format(day=chinese_day(today))
    story += [setting.centred(told), Spacer(0, 2 * mm)]
    for part in parts:
        story += _part(setting, part)
    return story


def _part(setting: Setting, part: Part) -> list[Flowable]:
    bar = part.bar
    conservative, argued = _last(bar.conservative), _last(bar.argued)
    verdict = _("Settled: the agreement is performed") if part.settled else bar.verdict.label
    pairs = (
        ((_("Verdict"), verdict), (_("Workers"), part.whose or "—")),
        ((_("Conservative day"), conservative), (_("Day as argued"), argued)),
    )
    facts = setting.grid(
        [
            [made for name, text in row for made in (setting.label(name), setting.text(text))]
            for row in pairs
        ],
        (0.15, 0.35, 0.15, 0.35),
    )
    head = [_("Event"), _("Day and source"), _("Effect on the year"), _("Basis")]
    rows = [
        [setting.text(text) for text in (s.label, s.expression, s.result, s.basis)]
        for s in steps(bar)
    ]
    table = setting.table([head, *rows], (0.24, 0.27, 0.21, 0.28), left=(0, 1, 2, 3))
    told = [setting.small(f"· {text}") for text in warnings(bar)]
    rests = _("Rests on: {articles}").format(articles="；".join(articles(bar)))
    gap = Spacer(0, 1.5 * mm)
    return setting.section(part.title, facts, gap, table, *told, setting.small(rests))


def _last(run: Run | None) -> str:
    if run is None:
        return "—"
    if run.due is None:
        return _("open while suspended")
    doubt = f" ({_('provisional')})" if run.provisional else ""
    return f"{chinese_day(run.due)}{doubt}"
