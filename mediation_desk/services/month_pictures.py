"""The pictures of a period, from the same figures as its reports (统计图)."""

from decimal import Decimal

from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.period import Period, Span
from mediation_desk.domain.rights import Right
from mediation_desk.domain.statistics import Kind, Line, MonthBook, Picture, Report, Series
from mediation_desk.domain.taxonomy import districts
from mediation_desk.i18n import _
from mediation_desk.services.desk import Desk
from mediation_desk.services.statistics import Progress
from mediation_desk.storage import month_lists, sight, statistics
from mediation_desk.storage.measures import MEASURES
from mediation_desk.storage.readings import Readings

_ACCEPTED = 1
_MONTHS = 12
_MOST = 12


def pictures(
    desk: Desk,
    book: MonthBook,
    progress: Progress | None = None,
    readings: Readings | None = None,
) -> tuple[Picture, ...]:
    """Return the pictures of a period; the months before it are counted as they stand."""
    desk.actor.require(Right.READ)
    months = _months(book.period)
    counted = []
    read = readings or Readings()
    with desk.db.read() as session, sight.whole(session):
        for done, month in enumerate(months):
            if progress is not None and progress(done, len(months)) is False:
                raise DeskError(_("Cancelled. Nothing was left behind."))
            counted.append(read.whole(session, month))
        agreed = statistics.days_to_agreement(read.of(session, book.period))
        money = month_lists.days_to_money(session, book.period)
    trend = Picture(
        code="P1",
        title=_("{centre}: twelve months to {period}").format(
            centre=book.centre, period=book.period.name
        ),
        kind=Kind.COLUMNS,
        labels=tuple(f"{month.last:%y-%m}" for month in months),
        series=tuple(
            Series(MEASURES[key].heading, tuple(Decimal(row[key]) for row in counted))
            for key in ("accepted", "closed", "settled")
        ),
        note=_("Cases accepted, ended and settled, by month."),
    )
    drawn = (
        trend,
        *_of_tables(book),
        _spread(book, agreed, money),
        _tiles(book, desk.centre.place),
    )
    return tuple(sorted(drawn, key=lambda picture: picture.code))


def _months(period: Period) -> tuple[Period, ...]:
    last = Period.of(Span.MONTH, period.last.year, period.last.month, period.cutoff, period.ends)
    found = [last]
    while len(found) < _MONTHS:
        found.insert(0, found[0].before())
    return tuple(found)


def _of_tables(book: MonthBook) -> tuple[Picture, ...]:
    """Return the pictures that show columns of the reports."""
    main, work = book.report("R1"), book.report("R5")
    whole = next(line for line in main.lines if line.total)
    outcomes, sums = (4, 5, 6, 7), (9, 10, 11)
    return (
        _bars(book, "P2", _("Kinds of dispute"), main, (1,), drop_empty=True),
        Picture(
            code="P3",
            title=_title(book, _("Outcomes")),
            kind=Kind.BARS,
            labels=tuple(main.heads[place + 1].title for place in outcomes),
            series=(Series(_("Cases"), tuple(_number(whole.values[p]) for p in outcomes)),),
            note=_("Unit: cases ended in the period."),
        ),
        _bars(book, "P5", _("Workload and punctuality of mediators"), work, (1, 3, 7)),
        Picture(
            code="P6",
            title=_title(book, _("Money claimed, agreed and performed")),
            kind=Kind.BARS,
            labels=tuple(main.heads[place + 1].title for place in sums),
            series=(Series(_("Yuan"), tuple(_number(whole.values[p]) for p in sums)),),
            money=True,
            note=_("In yuan; each by the definition under the main table."),
        ),
    )


def _title(book: MonthBook, what: str) -> str:
    return _("{centre}: {log} ({month})").format(
        centre=book.centre, log=what, month=book.period.name
    )


def _number(value: object) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value or 0))


def _rows(report: Report) -> list[Line]:
    """Return the rows of a table without its totals and without adjustments of other periods."""
    return [line for line in report.lines if line.behind and not (line.total or line.adjusts)]


def _bars(
    book: MonthBook,
    code: str,
    what: str,
    report: Report,
    places: tuple[int, ...],
    *,
    drop_empty: bool = False,
) -> Picture:
    lines = _rows(report)
    if drop_empty:
        lines = [line for line in lines if line.values[places[0]]]
    lines = sorted(lines, key=lambda line: -_number(line.values[places[0]]))[:_MOST]
    return Picture(
        code=code,
        title=_title(book, what),
        kind=Kind.BARS,
        labels=tuple(line.label for line in lines),
        series=tuple(
            Series(
                report.heads[place + 1].title,
                tuple(_number(line.values[place]) for line in lines),
            )
            for place in places
        ),
        note=_("Unit: cases. As in report {code}; at most {n} rows.").format(
            code=report.code, n=_MOST
        ),
    )


def _tiles(book: MonthBook, place: str) -> Picture:
    """Return the districts of the region as tiles; what lies elsewhere only where it has cases."""
    region = place.rpartition("-")[2]
    known = {name for code, name in districts().items() if code.startswith(region)}
    lines = [
        line for line in _rows(book.report("R2")) if line.label in known or line.values[_ACCEPTED]
    ]
    return Picture(
        code="P7",
        title=_title(book, _("Districts of the region")),
        kind=Kind.TILES,
        labels=tuple(line.label for line in lines),
        series=(Series(_("Cases"), tuple(_number(line.values[_ACCEPTED]) for line in lines)),),
        note=_("Unit: cases accepted in the period. Tiles in the order of the district codes."),
    )


def _spread(book: MonthBook, agreed: list[int], money: list[int]) -> Picture:
    from mediation_desk.reports.pictures import five

    found = []
    for days in (agreed, money):
        values = five(days)
        name = _("median {n} days").format(n=int(values[2])) if values else _("none in the period")
        found.append(Series(name, values))
    return Picture(
        code="P4",
        title=_title(book, _("Days to the agreement and to the money")),
        kind=Kind.SPREAD,
        labels=(_("acceptance → agreement"), _("agreement → money")),
        series=tuple(found),
        note=_(
            "Unit: days. Least · first quarter · median · third quarter · most of agreements that "
            "took effect in the period, and of payments that came in it."
        ),
    )
