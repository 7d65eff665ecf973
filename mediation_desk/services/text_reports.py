"""The text report of a period as a Word file: filled, numbered, journalled (工作报告)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mediation_desk import i18n
from mediation_desk.domain.period import Period
from mediation_desk.domain.period_report import Compared, PeriodReport
from mediation_desk.domain.rights import Right
from mediation_desk.domain.statistics import Kind, MonthBook, Picture, Value
from mediation_desk.i18n import _
from mediation_desk.services import logs, month_pictures, statistics
from mediation_desk.services.desk import Desk
from mediation_desk.services.loose_papers import LoosePaper, made
from mediation_desk.services.month_performance import UNTOLD, untold_label
from mediation_desk.services.month_tables import MAIN
from mediation_desk.services.statistics import Progress
from mediation_desk.storage import journal
from mediation_desk.storage.measures import MEASURES, SHARES
from mediation_desk.storage.readings import Readings

if TYPE_CHECKING:  # what draws is loaded when first used
    from mediation_desk.documents.inline import Drawn

_HIGH = {Kind.COLUMNS: 230.0, Kind.BARS: 230.0, Kind.SPREAD: 215.0, Kind.TILES: 250.0}
_A_BAR = 17.0
_AROUND = 80.0
_ON_PAPER = 154.0
"""How wide a picture is on the page, in mm; it is drawn as large, so that its type stays so."""
_WIDE = _ON_PAPER / 25.4 * 72


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A report before it is filled: its values and its pictures, as counted and drawn once."""

    report: PeriodReport
    drawn: "Mapping[str, Drawn]"


def draft(
    desk: Desk, period: Period, progress: Progress | None = None, *, whole: bool = False
) -> Drafted:
    """Count and draw all that the text report of a period needs, in Chinese.

    It leaves the centre: small numbers are hidden in it, unless whoever leads the centre asks
    for the `whole` one, as a superior wants it.
    """
    desk.actor.require(Right.READ)
    if whole:
        desk.actor.require(Right.SUPERVISE)
    with i18n.speaking(i18n.CHINESE):
        read = Readings()
        book = statistics.month_book(desk, period, progress, read)
        pictures = month_pictures.pictures(desk, book, progress, read)
        trend = next(picture for picture in pictures if picture.code == "P1")
        made = frozenset(picture.code for picture in pictures)
        if not whole:
            book, pictures = statistics.given(desk, book, pictures)
        drawn = {picture.code: _drawn(picture) for picture in pictures if _shows(picture)}
        report = PeriodReport(
            book=book,
            compared=_compared(book),
            figures=_figures(book),
            months=tuple(
                (label, *(int(series.values[place]) for series in trend.series))  # type: ignore[misc]
                for place, label in enumerate(trend.labels)
            )
            if trend in pictures
            else (),
            withheld=made - {picture.code for picture in pictures},
            on=desk.today(),
        )
    return Drafted(report=report, drawn=drawn)


def preview(desk: Desk, drafted: Drafted) -> LoosePaper:
    """Fill the report without a number, to be looked at."""
    desk.actor.require(Right.READ)
    return _filled(desk, drafted)


def issue(desk: Desk, drafted: Drafted, kind: str) -> LoosePaper:
    """Fill the report with the next number of exports; that it was made stands in the journal."""
    desk.actor.require(Right.EXPORT)
    period = drafted.report.book.period
    with desk.db.write(desk.actor, "export_report") as session:
        serial = logs.take_serial(session, desk.today().year)
        said = {"serial": serial, "period": f"{period.first}/{period.last}", "kind": kind}
        journal.note(session, said)
    return _filled(desk, replace(drafted, report=replace(drafted.report, serial=serial)))


def _filled(desk: Desk, drafted: Drafted) -> LoosePaper:
    from mediation_desk.documents.period_fields import report_values

    report = drafted.report
    return made(desk, report.form, lambda: report_values(report, desk.centre, drafted.drawn))


def _compared(book: MonthBook) -> Mapping[str, Compared]:
    found = {}
    for key, line in zip(MAIN, book.report("R14").lines, strict=True):
        now, before, year_before, _rate, so_far = line.values
        found[key] = Compared(now=now, before=before, year_before=year_before, year_so_far=so_far)
    return found


def _figures(book: MonthBook) -> Mapping[str, Value]:
    """Return the figures of the summary and of the groups of workers, by their key."""
    said = {line.label: line.values[0] for line in book.report("MA1").lines}
    people = {line.label: line.values[0] for line in book.report("R13").lines}
    named = {key: measure.heading for key, measure in MEASURES.items()}
    named |= {share.key: share.heading for share in SHARES}
    named |= {
        "performing": _("Rate of performance"),
        UNTOLD: untold_label(),
        "median": _("Median days to an agreement"),
        "enquiries": _("Enquiries"),
    }
    both = people | said
    return {key: both[label] for key, label in named.items() if label in both}


def _shows(picture: Picture) -> bool:
    """Say whether there is anything in a picture."""
    return any(value for series in picture.series for value in series.values)


def _drawn(picture: Picture) -> "Drawn":
    from mediation_desk.documents.inline import Drawn
    from mediation_desk.reports.pixels import png

    high = _HIGH[picture.kind]
    if picture.kind is Kind.BARS:
        rows = len(picture.labels) * max(len(picture.series), 1)
        high = min(rows * _A_BAR + _AROUND, 400.0)
    return Drawn(
        png=png(picture, _WIDE, high),
        width=_ON_PAPER,
        height=_ON_PAPER * high / _WIDE,
        told=picture.title,
    )
