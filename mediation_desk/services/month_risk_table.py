"""The month's list of employers at risk (R12): the page 预警 of a day, and its thresholds."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from mediation_desk.domain import risk_report
from mediation_desk.domain.money import from_fen
from mediation_desk.domain.risk import Level
from mediation_desk.domain.risk_indicators import INDICATORS, Limits
from mediation_desk.domain.risk_list import Standing
from mediation_desk.domain.risk_words import limits_line, reasons_line
from mediation_desk.domain.statistics import Behind, Head, Line, Report, Shape
from mediation_desk.domain.taxonomy import districts
from mediation_desk.i18n import _
from mediation_desk.services.month_list_tables import Listed, corrections
from mediation_desk.storage import risk_day
from mediation_desk.storage.asking import Row

_T, _C, _M = Shape.TEXT, Shape.COUNT, Shape.MONEY


def employers(of: Listed, limits: Listed, last: date) -> Report:
    """R12: the employers at risk, as their own page tells them (预警)."""

    def line(row: Row) -> Line:
        name, district, level, standing, _why, owner = row[1:7]
        staff, cases, workers, owed, silent = row[7:12]
        way = Behind(employer=name)
        return Line(
            label=name,
            values=(
                districts().get(district, district),
                Level.of(level).label if level else "",
                owner,
                *(staff, cases, workers, from_fen(owed), silent),
                reasons_line(risk_day.reasons(row)),
                risk_report.state(standing),
            ),
            behind=(
                *(None,) * 4,
                *(way if value else None for value in (cases, workers, owed)),
                *(None, None, None),
            ),
        )

    held = risk_day.held_limits(limits.rows)
    return Report(
        code="R12",
        title=_("Employers at risk"),
        heads=(
            Head(_("Employer"), _T, 26),
            Head(_("District"), _T, 8),
            Head(_("Level"), _T, 6),
            Head(_("Watched by"), _T, 9),
            Head(_("Staff"), _C, 7),
            Head(_("Cases in 12 months"), _C, 9),
            Head(_("Workers in 12 months"), _C, 9),
            Head(_("Wages owed, yuan"), _M, 14),
            Head(_("Letters unanswered"), _C, 9),
            Head(_("Why"), _T, 34),
            Head(_("State"), _T, 9),
        ),
        lines=(*map(line, of.rows), *map(_without_state, corrections(of, line))),
        notes=(*_standards(held, last), of.standing),
    )


def _without_state(line: Line) -> Line:
    """Leave out of a correction where the employer stood: it is told of the list as it was."""
    return replace(line, values=(*line.values[:-1], ""))


def _standards(held: Mapping[str, Limits], last: date) -> tuple[str, ...]:
    """Say by which thresholds employers are listed, and what the figures are of."""
    if not held:
        return (
            _("Locked before the list had levels and reasons: it stands as it was kept."),
            _("For the centre's own work only; it is not published."),
        )
    told = "；".join(
        f"{row.title}（{limits_line(held[row.key], row)}）"
        for row in INDICATORS
        if row.key in held and not held[row.key].off
    )
    return (
        _(
            "The list of employers at risk as it stands on {day} (of a period under way: today), "
            "by the centre's thresholds; what the register alone says of an employer's state "
            "has no day and counts in the list of today only."
        ).format(day=last.isoformat()),
        _(
            "“{watched}” are those that the centre has listed; all others reach an indicator only,"
            " a warning inside of the house."
        ).format(watched=Standing.WATCHED.label),
        _(
            "Wages owed: only labour remuneration, by cases of the last twelve months that are not"
            " agreed or ended, and what an agreement left unpaid in time; or what a screening of"
            " these months found, where that is more. Other money, such as economic compensation,"
            " is not in it; all that is in arrears stands in R8."
        ),
        _("Thresholds: {told}").format(told=told),
        _("For the centre's own work only; it is not published."),
    )
