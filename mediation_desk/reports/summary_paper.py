"""The summary of a case as PDF: the case on the first page, workers and money on the second."""

from datetime import date
from functools import partial
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Frame, PageBreak, PageTemplate, Spacer
from reportlab.platypus.doctemplate import BaseDocTemplate

from mediation_desk import i18n
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.centre import Centre
from mediation_desk.domain.day_text import chinese_day
from mediation_desk.domain.money import figures
from mediation_desk.domain.people import Sex
from mediation_desk.domain.sides import Side
from mediation_desk.domain.taxonomy import cause_in_words, districts
from mediation_desk.i18n import _
from mediation_desk.reports import charts, summary
from mediation_desk.reports.charts import Bar
from mediation_desk.reports.lettering import Type, cut, draw, draw_centred, draw_right, wrapped
from mediation_desk.reports.summary import Sums
from mediation_desk.reports.summary_style import WIDTH, Setting, money
from mediation_desk.typeset import corrections

_SIDE = (A4[0] - WIDTH) / 2
_TOP, _BOTTOM = 20 * mm, 17 * mm
_SIZES = (9.5, 9.0, 8.5, 8.0, 7.5)
_LARGE_GROUP_SIZE = 8.0
_SMALL_GROUP = 15
_NAMES = 60
_STEP = 0.70
_FOOT = Type(8)


def write(case: CaseFile, centre: Centre, today: date) -> bytes:
    """Write the summary; a small group is set smaller where that keeps it to two pages."""
    with i18n.speaking(i18n.CHINESE), corrections.press():
        sizes = _SIZES if len(case.applicants) <= _SMALL_GROUP else (_LARGE_GROUP_SIZE,)
        for size in sizes:
            data, pages = _build(case, centre, today, size)
            if pages <= 2:
                break
        return data


def _build(case: CaseFile, centre: Centre, today: date, size: float) -> tuple[bytes, int]:
    story = partial(_story, case, centre, today, size)
    pages = _set(story(), case, centre, today, 0)[1]
    return _set(story(), case, centre, today, pages)


def _set(
    story: list[Flowable], case: CaseFile, centre: Centre, today: date, pages: int
) -> tuple[bytes, int]:
    """Set the story; `pages` is how many there are, known from a first setting."""
    target = BytesIO()
    document = BaseDocTemplate(
        target,
        pagesize=A4,
        title=_("Summary of case {number}").format(number=case.number),
        author=centre.name,
        invariant=1,
    )
    frame = Frame(_SIDE, _BOTTOM, WIDTH, A4[1] - _TOP - _BOTTOM, 0, 0, 0, 0, showBoundary=0)

    def furnish(canvas: Canvas, _document: BaseDocTemplate) -> None:
        _furnish(canvas, case, today, pages)

    document.addPageTemplates([PageTemplate("page", [frame], onPage=furnish)])
    document.build(story)
    return target.getvalue(), document.page


def _furnish(canvas: Canvas, case: CaseFile, today: date, pages: int) -> None:
    number: int = canvas.getPageNumber()
    y = A4[1] - 13 * mm
    draw(canvas, _SIDE, y, case.number, _FOOT)
    printed = _("Printed on {day}").format(day=chinese_day(today))
    draw_right(canvas, _SIDE + WIDTH, y, printed, _FOOT)
    canvas.setLineWidth(0.5)
    canvas.line(_SIDE, y - 2 * mm, _SIDE + WIDTH, y - 2 * mm)
    foot = _("Page {page} of {pages}").format(page=number, pages=pages)
    draw_centred(canvas, A4[0] / 2, 9 * mm, foot, _FOOT)
    draw(canvas, _SIDE, 9 * mm, _("Contains personal information, for internal use"), _FOOT)


def _story(case: CaseFile, centre: Centre, today: date, size: float) -> list[Flowable]:
    first, second = Setting(size + 0.5), Setting(size)
    return [
        first.title(_("Summary of a labour dispute case")),
        first.centred(centre.name),
        Spacer(0, 3 * mm),
        _card(case, first),
        *first.section(_("Parties"), _parties(case, first)),
        *first.section(_("What is claimed"), _claims(case, first)),
        *first.section(_("Sums (yuan)"), _sums(case, first)),
        *first.section(_("Course"), _course(case, first)),
        PageBreak(),
        *second.section(_("Sums by worker (yuan)"), _workers(case, second)),
        *_reasons(case, second),
        *second.section(_("The agreement"), *_agreement(case, today, second)),
        *second.section(_("Payments received"), *_payments(case, second)),
    ]


def _card(case: CaseFile, setting: Setting) -> Flowable:
    women = sum(applicant.person.sex is Sex.FEMALE for applicant in case.applicants)
    group = _("; group case") if case.is_group else ""
    pairs = [
        (_("Case number"), case.number),
        (_("Stage"), case.stage.label),
        (_("Cause of dispute"), cause_in_words(case.cause)),
        (_("Source of the case"), case.source.label),
        (_("Registered on"), chinese_day(case.received_on)),
        (_("Accepted on"), chinese_day(case.accepted_on) if case.accepted_on else "—"),
        (_("Mediator"), case.mediator.name if case.mediator else "—"),
        (_("Clerk"), case.clerk.name if case.clerk else "—"),
        (
            _("Number of workers"),
            _("{n}, of them {women} women").format(n=len(case.applicants), women=women) + group,
        ),
        (_("District or county"), districts().get(case.district, case.district) or "—"),
    ]
    rows = [
        [
            setting.label(left[0]),
            setting.text(left[1]),
            setting.label(right[0]),
            setting.text(right[1]),
        ]
        for left, right in zip(pairs[::2], pairs[1::2], strict=True)
    ]
    return setting.grid(rows, (0.13, 0.37, 0.13, 0.37))


def _parties(case: CaseFile, setting: Setting) -> Flowable:
    employer = case.respondent.employer
    about = [
        employer.name,
        _("Credit code: {code}").format(code=employer.credit_code or "—"),
        _("Legal representative: {name}").format(name=employer.legal_representative or "—"),
        _("Address: {address}").format(address=employer.address or "—"),
    ]
    people = summary.names((a.person.name for a in case.applicants), _NAMES)
    applied = case.applied_by is Side.APPLICANT
    workers, firm = (_("Applicants"), _("Respondent"))
    if not applied:
        workers, firm = (_("Respondents"), _("Applicant"))
    rows = [
        [setting.label(workers), setting.text(_short(people, 5, setting))],
        [setting.label(firm), setting.text(_short("\n".join(about), 6, setting))],
    ]
    if others := summary.around(case):
        told = setting.text(_short("\n".join(others), 4, setting))
        rows.append([setting.label(_("Others who take part")), told])
    return setting.grid(rows, (0.13, 0.87))


def _claims(case: CaseFile, setting: Setting) -> Flowable:
    kinds = _(", ").join(kind.label for kind in case.kinds)
    rows = [[setting.label(_("Items claimed")), setting.text(kinds or "—")]]
    if case.requests.strip():
        words = setting.text(_short(case.requests, 5, setting))
        rows.append([setting.label(_("Claims in words")), words])
    return setting.grid(rows, (0.13, 0.87))


def _short(text: str, most: int, setting: Setting, share: float = 0.87) -> str:
    """Keep what fits into so many lines of a column with that share of the width."""
    lines = wrapped(text, Type(setting.size), WIDTH * share - setting.size)
    kept = cut(lines, most)
    return text or "—" if kept == lines else "\n".join(kept)


def _sums(case: CaseFile, setting: Setting) -> Flowable:
    head = [_("Item claimed"), _("Sum asked"), _("Sum due by law"), _("Sum agreed")]
    rows = [[item.label, *_three(item.sums)] for item in summary.items(case)]
    whole = summary.sums(case.claims)
    rows.append([_("Sum total"), *_three(whole)])
    rows.append([_("Sum paid"), "", "", figures(case.paid)])
    rows.append([_("Sum still owed"), "", "", figures(case.owed)])
    table = setting.table([head, *rows], (0.162, 0.141, 0.141, 0.141), strong=(-3, -1))
    chart = charts.bars(
        (
            Bar(_("Sum asked"), whole.asked),
            Bar(_("Sum due by law"), whole.due),
            Bar(_("Sum agreed"), whole.agreed),
            Bar(_("Sum paid"), case.paid if case.settlement else None),
        ),
        WIDTH * 0.40,
        33 * mm,
    )
    return setting.beside(table, chart, (0.585, 0.415))


def _three(sums: Sums) -> list[str]:
    return [money(sums.asked), money(sums.due), money(sums.agreed)]


def _course(case: CaseFile, setting: Setting) -> Flowable:
    head = [_("Date"), _("Days after registration"), _("What happened")]
    rows = [
        [
            event.day.isoformat(),
            str(event.days),
            setting.text(_short(event.text, 1, setting, _STEP)),
        ]
        for event in summary.course(case)
    ]
    return setting.table([head, *rows], (0.14, 0.16, _STEP), left=(2,), centred=(0, 1))


def _workers(case: CaseFile, setting: Setting) -> Flowable:
    """Set three lines per worker: asked, due by law, agreed; paid and owed beside them."""
    groups = summary.columns(case)
    head = [
        _("Row no."),
        _("Name"),
        "",
        *(setting.heading(summary.label(kinds)) for kinds in groups),
        _("Sum total"),
        _("Sum paid") + "\n" + _("Sum still owed"),
    ]
    measures = "\n".join((_("Sum asked"), _("Sum due by law"), _("Sum agreed")))
    rows = [
        [
            str(number),
            setting.text(worker.name),
            measures,
            *("\n".join(_three(item)) if item else "—" for item in worker.items),
            "\n".join(_three(worker.sums)),
            "\n".join(map(money, (worker.paid, worker.owed))),
        ]
        for number, worker in enumerate(summary.workers(case), 1)
    ]
    total = [
        "",
        setting.label(_("Sum total")),
        measures,
        *("\n".join(_three(item.sums)) for item in summary.items(case)),
        "\n".join(_three(summary.sums(case.claims))),
        "\n".join(map(money, (case.paid, case.owed))),
    ]
    shares = [0.045, 0.12, 0.08, *[0.515 / max(len(groups), 1)] * len(groups), 0.125, 0.115]
    return setting.table([head, *rows, total], shares, left=(1,), centred=(0, 2), strong=(-1,))


def _reasons(case: CaseFile, setting: Setting) -> list[Flowable]:
    return [
        setting.small(f"{number}. {_short(text, 2, setting)}")
        for number, text in enumerate(summary.reasons(case), 1)
    ]


def _agreement(case: CaseFile, today: date, setting: Setting) -> list[Flowable]:
    settlement = case.settlement
    if settlement is None or case.settled_alone:
        return [setting.paragraph(_("There is no agreement."))]
    effect = (
        _("In effect from {day}").format(day=chinese_day(settlement.effective_on))
        if settlement.effective_on
        else _("Not in effect: signatures or seal are missing")
    )
    agreed = _("Agreed on {day}").format(day=chinese_day(settlement.agreed_on))
    facts = [agreed, effect, settlement.terms.ending.label]
    parts = [setting.paragraph(_("; ").join(facts) + _("."))]
    if settlement.terms.breach:
        breach = _("Late payment: {text}").format(text=settlement.terms.breach)
        parts.append(setting.paragraph(_short(breach, 2, setting)))
    head = [
        _("Instalment"),
        _("Due on"),
        _("Number of workers"),
        _("Amount in yuan"),
        _("Sum paid"),
        _("Sum still owed"),
    ]
    rows = [
        [
            str(one.number),
            one.due_on.isoformat(),
            str(one.workers),
            *(money(amount) for amount in (one.amount, one.paid, one.owed)),
            one.status.label,
        ]
        for one in summary.instalments(case, today)
    ]
    parts.append(Spacer(0, 1 * mm))
    parts.append(
        setting.table(
            [[*head, _("State of performance")], *rows],
            (0.09, 0.15, 0.09, 0.18, 0.18, 0.18, 0.13),
            centred=(0, 1, 2, 6),
        )
    )
    return parts


def _payments(case: CaseFile, setting: Setting) -> list[Flowable]:
    receipts = summary.receipts(case.payments)
    if not receipts:
        return [setting.paragraph(_("No payment has been recorded."))]
    head = [_("Date"), _("Instalment"), _("Number of workers"), _("Amount in yuan")]
    rows = [
        [one.day.isoformat(), str(one.instalment), str(one.workers), money(one.amount)]
        for one in receipts
    ]
    total = [_("Sum total"), "", "", money(case.paid)]
    table = setting.table(
        [head, *rows, total], (0.25, 0.25, 0.25, 0.25), centred=(0, 1, 2), strong=(-1,)
    )
    owed = _("Paid {paid} yuan in all, {owed} yuan still owed.").format(
        paid=figures(case.paid), owed=figures(case.owed)
    )
    return [table, setting.paragraph(owed)]
