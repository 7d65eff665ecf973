"""Employers at risk and the register of findings as .xlsx or PDF, numbered like the log."""

from collections.abc import Iterable

from mediation_desk import i18n
from mediation_desk.domain.period import Period, Span
from mediation_desk.domain.rights import Right
from mediation_desk.domain.risk import MeasureState, Screening
from mediation_desk.domain.risk_indicators import INDICATORS
from mediation_desk.domain.risk_list import RiskLine
from mediation_desk.domain.risk_words import reasons_line
from mediation_desk.domain.statistics import Head, Line, MonthBook, Report, Shape
from mediation_desk.domain.taxonomy import districts
from mediation_desk.i18n import _
from mediation_desk.security.masking import mask_name
from mediation_desk.services import logs, risk
from mediation_desk.services.desk import Desk
from mediation_desk.storage import journal, watches


def export(desk: Desk, kind: str, progress: logs.Progress | None = None, *, year: int = 0) -> bytes:
    """Write the list and the findings of a year, this one's of today; persons' names are masked."""
    desk.actor.require(Right.EXPORT)
    from mediation_desk.reports import month_bytes
    from mediation_desk.reports.log import Marks

    period = Period.of(Span.YEAR, year or desk.today().year)
    day = min(period.last, desk.today())
    with desk.db.read() as session:
        lines = risk.on_day(desk, session, day)
        found = watches.screenings_between(session, period.first, period.last)
    with desk.db.write(desk.actor, "export_risk") as session:
        serial = logs.take_serial(session, desk.today().year)
        said = {"serial": serial, "kind": kind, "rows": len(lines) + len(found), "masked": True}
        journal.note(session, said | {"period": f"{period.first}/{period.last}"})
    marks = Marks(serial=serial, by=logs.maker(desk.actor.name), at=desk.instant())
    with i18n.speaking(i18n.CHINESE):
        book = MonthBook(
            centre=desk.centre.name,
            period=period,
            reports=(_employers(lines), _findings(found)),
            said=_("employers as they stand on {day}").format(day=day.isoformat()),
            lockable=False,
        )
        return month_bytes(kind, book, marks, progress)


def _employers(lines: Iterable[RiskLine]) -> Report:
    text, count, day = Shape.TEXT, Shape.COUNT, Shape.DAY
    return Report(
        code="1",
        title=_("Employers to keep an eye on"),
        heads=(
            Head(_("Employer"), text, 26),
            Head(_("District"), text, 9),
            Head(_("Level"), text, 6),
            Head(_("State"), text, 11),
            Head(_("Why"), text, 38),
            Head(_("Staff"), count, 7),
            Head(_("Cases in 12 months"), count, 8),
            Head(_("Watched by"), text, 9),
            Head(_("Measures under way"), text, 26),
            Head(_("Next measure"), day, 11),
            Head(_("Official list, document no."), text, 16),
            Head(_("Official list until"), day, 11),
        ),
        lines=tuple(_employer(line) for line in lines),
        notes=(
            _("For the centre's own work only; it is not published."),
            *(f"{row.title}: {row.source}" for row in INDICATORS),
        ),
    )


def _employer(line: RiskLine) -> Line:
    watch = line.watch
    measures = watch.measures if watch else ()
    under_way = [m for m in measures if m.state is MeasureState.OPEN]
    return Line(
        label=line.employer,
        values=(
            districts().get(line.district, line.district),
            line.level.label if line.level else "",
            line.standing.label,
            reasons_line(line.reasons),
            line.headcount,
            line.facts.cases,
            watch.owner if watch else "",
            _("; ").join(f"{m.what}（{m.who}）" for m in under_way),
            watch.next_due() if watch else None,
            line.listed.number if line.listed else "",
            line.listed.expires_on if line.listed else None,
        ),
    )


def _findings(found: Iterable[Screening]) -> Report:
    text, count, day, money = Shape.TEXT, Shape.COUNT, Shape.DAY, Shape.MONEY
    return Report(
        code="2",
        title=_("Register of findings"),
        heads=(
            Head(_("Employer"), text, 26),
            Head(_("Day"), day, 11),
            Head(_("Where it comes from"), text, 11),
            Head(_("Who went there"), text, 10),
            Head(_("Who was spoken to"), text, 9),
            Head(_("Staff"), count, 7),
            Head(_("Affected"), count, 7),
            Head(_("Months owed"), Shape.POINTS, 7),
            Head(_("Wages owed, yuan"), money, 13),
            Head(_("State of the employer"), text, 11),
            Head(_("What was found"), text, 32),
            Head(_("What the employer was told to do"), text, 26),
            Head(_("Next visit"), day, 11),
        ),
        lines=tuple(
            Line(
                label=one.employer,
                values=(
                    one.day,
                    one.source.label,
                    one.visitors,
                    mask_name(one.met) if one.met else "",
                    one.headcount,
                    one.affected,
                    one.months,
                    one.owed,
                    one.state.label if one.state else "",
                    one.findings,
                    one.advice,
                    one.next_on,
                ),
            )
            for one in reversed(tuple(found))
        ),
        notes=(
            _("A finding is a visit of the centre's own, or what others told it."),
            _("For the centre's own work only; it is not published."),
        ),
    )
