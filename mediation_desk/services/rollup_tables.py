"""What was received of a period: who reported, totals, and both layouts from one set of facts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from mediation_desk import i18n
from mediation_desk.domain.day_text import beijing
from mediation_desk.domain.money import from_fen
from mediation_desk.domain.period import Period
from mediation_desk.domain.regions import Level, level_of
from mediation_desk.domain.rights import Right
from mediation_desk.domain.rollup import (
    BESIDE,
    BESIDE_TITLES,
    Board,
)
from mediation_desk.domain.statistics import Head, Line, MonthBook, Report, Shape, Value
from mediation_desk.i18n import _
from mediation_desk.services import (
    exports,
    logs,
    month_tables,
    rollup_complete,
    rollup_twice,
    small_numbers,
)
from mediation_desk.services.desk import Desk
from mediation_desk.services.month_tables import NOTHING, Counted, share, shown
from mediation_desk.services.rollup_board import (
    Part,
    added,
    area_of,
    board_of,
    by_city,
    parts_of,
)
from mediation_desk.storage.measures import BY_SHARE, MEASURES
from mediation_desk.storage.measures import Unit as Counts

HR = month_tables.MA1
"""What the line of human resources reports, in the order of form MA1."""
UNION = (
    *("accepted", "distinct", "women", "migrants", "members", "collective"),
    *("collective_workers", "closed", "settled", "reconciled", "claimed", "agreed", "paid"),
)
"""What the union's line reports of cases."""
_COMPARED = ("accepted", "closed", "open", "paid")
_RATES = ("success", "closing", "timely")
_AFTER = ("share", "rank", *_RATES, "before", "last year")
"""What a comparison says after the figures."""


def book(desk: Desk, period: Period) -> MonthBook:
    """Return the totals, the comparison, and the layouts of both lines.

    Who does not lead the centre sees them as others are given them, without small numbers.
    """
    desk.actor.require(Right.READ)
    hide = small_numbers.must_hide(desk)
    with desk.db.read() as session:
        found = board_of(desk, session, period)
        if not hide:
            found = rollup_twice.told(session, found)
            more = rollup_twice.across(session, found)
            found = replace(found, twice=(*found.twice, *more))
        now, before, last_year = (
            parts_of(desk, session, one, board_of(desk, session, one))
            for one in (period, period.before(), period.year_before())
        )
    made = MonthBook(
        centre=found.own.region_name or desk.centre.name,
        period=period,
        reports=tuple(_reports(found, now, before, last_year)),
        said=rollup_complete.in_short(found),
        lockable=False,
    )
    return small_numbers.shared(made, small_numbers.least(desk)) if hide else made


def book_bytes(
    desk: Desk, period: Period, kind: str, progress: logs.Progress | None = None
) -> bytes:
    """Write the totals as .xlsx or PDF; the export is numbered and journalled."""
    desk.actor.require(Right.EXPORT)
    from mediation_desk.reports import month_bytes

    with i18n.speaking(i18n.CHINESE):
        made = book(desk, period)
    marks = exports.numbered(desk, "export_rollup", period, kind)
    with i18n.speaking(i18n.CHINESE):
        return month_bytes(kind, made, marks, progress)


def _reports(
    found: Board,
    now: Sequence[Part],
    before: Sequence[Part],
    last_year: Sequence[Part],
) -> Iterable[Report]:
    total = added(_("Sum total"), now)
    lacking = rollup_complete.named(found)

    def told(report: Report) -> Report:
        """Name first what is not in a report."""
        return replace(report, notes=(*lacking, *report.notes))

    yield _state(found)
    ministry = _ministry(found.period, total)
    yield told(ministry)
    yield told(_union(total))
    province = level_of(found.own.region or "1") is Level.PROVINCE
    names = {line.unit.code: line.unit.name for line in found.lines}

    def first(parts: Sequence[Part]) -> list[Part]:
        return by_city(parts, names, found.own.region) if province else list(parts)

    levels = [(_("by city"), first(now)), (_("by county"), list(now))]
    if not province:
        levels = [(_("by region"), list(now))]
    for place, (how, parts) in enumerate(levels, start=1):
        hr = _by_region(f"H{place + 1}", _("HR line {how}").format(how=how), parts, total, HR)
        yield told(replace(hr, notes=(*hr.notes, ministry.notes[-1])))
        union = _("Union line {how}").format(how=how)
        yield told(_union_by_region(f"U{place + 1}", union, parts, total))
    then = ({part.label: part for part in _with_total(first(one))} for one in (before, last_year))
    yield told(_comparison(levels[0][1], total, *then))


def _with_total(parts: Sequence[Part]) -> tuple[Part, ...]:
    return (*parts, added(_("Sum total"), parts))


def _state(found: Board) -> Report:
    text, count, day = Shape.TEXT, Shape.COUNT, Shape.DAY
    lines = tuple(
        Line(
            label=area_of(line, found.own),
            values=(
                line.unit.code,
                line.unit.level.label,
                line.state,
                line.received.sender if line.received else "",
                line.received.sequence if line.received else None,
                beijing(line.received.received_at).date() if line.received else None,
                *(line.counts.get(key, 0) if line.received else None
                  for key in ("accepted", "closed", "open")),
            ),
        )
        for line in found.lines
    )  # fmt: skip
    return Report(
        code="S1",
        title=_("State of reporting"),
        heads=(
            Head(_("Area"), text, 16),
            Head(_("Code of the area"), text, 9),
            Head(_("Level of the area"), text, 10),
            Head(_("State"), text, 14),
            Head(_("Sender"), text, 30),
            Head(_("Package no."), count, 6),
            Head(_("Package received on"), day, 11),
            *(Head(MEASURES[key].heading, count, 9) for key in ("accepted", "closed", "open")),
        ),
        lines=lines,
        notes=(
            rollup_complete.counted(found),
            *_twice(found),
            *rollup_complete.named(found),
            *_each_twice(found),
        ),
    )


def _twice(found: Board) -> tuple[str, ...]:
    """Say in one sentence that something counts more than once."""
    told = _(
        "{n} findings count more than once in the totals (see the areas and the notes): set one of"
        " the packages aside, or have the sender correct it."
    )
    return (told.format(n=len(found.twice)),) if found.twice else ()


def _each_twice(found: Board) -> tuple[str, ...]:
    left = len(found.twice) - rollup_complete.MOST_NAMED
    more = (_("… and {n} more").format(n=left),) if left > 0 else ()
    return (*found.twice[: rollup_complete.MOST_NAMED], *more)


def _ministry(period: Period, total: Part) -> Report:
    counted = Counted(
        period=period,
        by={
            name: {k: dict(NOTHING) | dict(v) for k, v in by.items()}
            for name, by in total.by.items()
        }
        | {"": {"": total.whole}},
        adjusted=month_tables.balanced(dict(NOTHING) | dict(total.adjusted)),
        earlier=NOTHING,
        year_before=NOTHING,
        year_to_date=NOTHING,
        corrected=None,
    )
    made = month_tables.summary(counted, (), ())
    lines = tuple(replace(line, behind=()) for line in made.lines)
    return replace(made, code="H1", title=_("HR line: totals (form MA1)"), lines=lines)


def _union(total: Part) -> Report:
    whole = total.whole
    lines = [
        Line(label=_(BESIDE_TITLES[key]), values=(total.beside.get(key, 0),), shapes=(Shape.COUNT,))
        for key in ("bodies", "mediators", "enquiries")
    ]
    lines += [
        Line(label=MEASURES[key].heading, values=(shown(key, whole[key]),), shapes=(_shape(key),))
        for key in UNION
    ]
    rate = BY_SHARE["success"]
    lines.append(Line(label=rate.heading, values=(share(rate, whole),), shapes=(Shape.SHARE,)))
    lines += [
        Line(
            label=_(BESIDE_TITLES[key]),
            values=(_beside(total, key),),
            shapes=(Shape.MONEY if key == "aid_recovered" else Shape.COUNT,),
        )
        for key in BESIDE[3:]
    ]
    return Report(
        code="U1",
        title=_("Union line: totals"),
        heads=(Head(_("Line of the form"), Shape.TEXT, 34), Head(_("This period"), width=20)),
        lines=tuple(lines),
        notes=(*month_tables.notes(UNION), _unknown_form()),
    )


def _unknown_form() -> str:
    return _(
        "The union's statistical form was not at hand: these lines are those in use; compare with"
        " the form that the federation hands out."
    )


def _beside(part: Part, key: str) -> Value:
    value = part.beside.get(key, 0)
    return from_fen(value) if key == "aid_recovered" else value


def _by_region(
    code: str, title: str, parts: Sequence[Part], total: Part, measures: Sequence[str]
) -> Report:
    lines = [_row(part, measures) for part in parts]
    return Report(
        code=code,
        title=title,
        heads=tuple(_room(head) for head in month_tables.heads(measures, _("Area"))),
        lines=(*lines, replace(_row(total, measures), total=True)),
        notes=month_tables.notes(measures),
    )


def _room(head: Head) -> Head:
    """Give areas and sums of money the room that counts can spare in a table of many columns."""
    widths = {Shape.MONEY: 20, Shape.COUNT: 8, Shape.TEXT: 26}
    return replace(head, width=widths.get(head.shape, head.width))


def _row(part: Part, measures: Sequence[str]) -> Line:
    if not part.reported:
        return Line(label=part.named, values=(None,) * len(measures))
    return Line(label=part.named, values=tuple(shown(key, part.whole[key]) for key in measures))


def _union_by_region(code: str, title: str, parts: Sequence[Part], total: Part) -> Report:
    made = _by_region(code, title, parts, total, UNION)
    beside = (
        *(Head(_(BESIDE_TITLES[key]), Shape.COUNT, 8) for key in BESIDE[:-1]),
        Head(_(BESIDE_TITLES[BESIDE[-1]]), Shape.MONEY, 20),
    )
    lines = tuple(
        replace(
            line,
            values=(
                *line.values,
                *(_beside(part, key) if part.reported else None for key in BESIDE),
            ),
        )
        for line, part in zip(made.lines, (*parts, total), strict=True)
    )
    return replace(
        made, heads=(*made.heads, *beside), lines=lines, notes=(*made.notes, _unknown_form())
    )


def _comparison(
    parts: Sequence[Part],
    total: Part,
    before: Mapping[str, Part],
    last_year: Mapping[str, Part],
) -> Report:
    """Compare regions with each other, with the period before and with last year."""
    accepted = total.whole["accepted"]
    ranks = {
        part.label: 1 + sum(other.whole["accepted"] > part.whole["accepted"] for other in parts)
        for part in parts
    }
    lines = []
    for part in (*parts, total):
        if not part.reported:
            lines.append(_row(part, (*_COMPARED, *_AFTER)))
            continue
        whole = part.whole
        lines.append(
            Line(
                label=part.named,
                values=(
                    *(shown(key, whole[key]) for key in _COMPARED),
                    Decimal(whole["accepted"]) / accepted if accepted else None,
                    ranks.get(part.label),
                    *(share(BY_SHARE[key], whole) for key in _RATES),
                    _change(part, before.get(part.label)),
                    _change(part, last_year.get(part.label)),
                ),
                total=part is total,
            )
        )
    return Report(
        code="C1",
        title=_("Comparison of regions"),
        heads=(
            *month_tables.heads(_COMPARED, _("Area")),
            Head(_("Share of cases accepted"), Shape.SHARE, 10),
            Head(_("Rank"), Shape.COUNT, 6),
            *(Head(BY_SHARE[key].heading, Shape.SHARE, 11) for key in _RATES),
            Head(_("Accepted, against the period before"), Shape.SHARE, 12),
            Head(_("Accepted, against last year"), Shape.SHARE, 12),
        ),
        lines=tuple(lines),
        notes=(
            *month_tables.notes(_COMPARED),
            *(f"{BY_SHARE[key].heading}：{BY_SHARE[key].meaning}" for key in _RATES),
            _("Rank: by cases accepted, the most first."),
            _("Changes are told where the same centres reported for both periods."),
        ),
    )


def _change(now: Part, then: Part | None) -> Decimal | None:
    if then is None or then.of != now.of or not then.whole["accepted"]:
        return None
    return Decimal(now.whole["accepted"] - then.whole["accepted"]) / then.whole["accepted"]


def _shape(measure: str) -> Shape:
    return Shape.MONEY if MEASURES[measure].unit is Counts.MONEY else Shape.COUNT
