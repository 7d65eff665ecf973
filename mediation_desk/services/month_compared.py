"""The tables of the month that compare: groups of workers, and this period with others."""

from decimal import Decimal

from mediation_desk.domain.period import Period
from mediation_desk.domain.statistics import Behind, Head, Line, Report, Shape
from mediation_desk.i18n import _
from mediation_desk.services.month_tables import MAIN, Counted, line, notes, shape_of, shown
from mediation_desk.storage.measures import MEASURES
from mediation_desk.storage.statistics import Counts


def people(counted: Counted) -> Report:
    """R13: new forms of work, migrant workers, women, members, over-age workers."""
    kinds = ("new_form", "migrants", "women", "members", "over_age")
    whole = counted.whole["workers"]
    lines = tuple(
        Line(
            label=MEASURES[key].heading,
            values=(counted.whole[key], Decimal(counted.whole[key]) / whole if whole else None),
            behind=(Behind(measure=key) if counted.whole[key] else None,) * 2,
        )
        for key in kinds
    )
    every = line(_("All workers"), counted.whole, ("workers",), total=True)
    return Report(
        code="R13",
        title=_("Groups of workers"),
        heads=(
            Head(_("Group"), Shape.TEXT, 24),
            Head(_("Workers"), Shape.COUNT, 12),
            Head(_("Share"), Shape.SHARE, 12),
        ),
        lines=(
            *lines,
            Line(
                label=every.label,
                values=(*every.values, None),
                behind=(*every.behind, None),
                total=True,
            ),
        ),
        notes=notes(kinds),
    )


def comparison(counted: Counted) -> Report:
    """R14: this period beside the one before, the same a year earlier, and the year so far."""
    lines = []
    for key in MAIN:
        now, last_year = counted.whole[key], counted.year_before[key]
        lines.append(
            Line(
                label=MEASURES[key].heading,
                values=(
                    shown(key, now),
                    shown(key, counted.earlier[key]),
                    shown(key, last_year),
                    Decimal(now - last_year) / last_year if last_year else None,
                    shown(key, counted.year_to_date[key]),
                ),
                behind=(
                    Behind(measure=key) if now else None,
                    _other(key, counted.earlier, counted.period.before()),
                    _other(key, counted.year_before, counted.period.year_before()),
                    Behind(measure=key) if last_year and now else None,
                    _other(key, counted.year_to_date, counted.period.year_so_far()),
                ),
                shapes=(*(shape_of(key),) * 3, Shape.SHARE, shape_of(key)),
            )
        )
    return Report(
        code="R14",
        title=_("Comparison with the period before and with last year"),
        heads=(
            Head(_("Measure"), Shape.TEXT, 22),
            Head(counted.period.name, Shape.COUNT, 18),
            Head(_("Period before"), Shape.COUNT, 18),
            Head(_("Same period last year"), Shape.COUNT, 18),
            Head(_("Year on year"), Shape.SHARE, 12),
            Head(_("Year so far"), Shape.COUNT, 18),
        ),
        lines=tuple(lines),
        notes=(
            _("Year on year: (this period − same period last year) ÷ same period last year."),
            *notes(MAIN),
        ),
    )


def _other(measure: str, counts: Counts, period: Period) -> Behind | None:
    return Behind(measure=measure, period=period) if counts[measure] else None
