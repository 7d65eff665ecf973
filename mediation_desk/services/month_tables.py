"""The tables of the month that are counted over cases: by class, district, source, person, time."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from mediation_desk.domain.money import from_fen
from mediation_desk.domain.period import Period
from mediation_desk.domain.statistics import Behind, Head, Line, Report, Shape, Value
from mediation_desk.domain.taxonomy import causes, districts
from mediation_desk.i18n import _
from mediation_desk.storage.measures import BY_SHARE, MEASURES, SHARES, Share, Unit
from mediation_desk.storage.statistics import Counts, Lines

MAIN = (
    *("opening", "accepted", "workers", "closed", "settled", "reconciled", "failed"),
    *("withdrawn", "open", "claimed", "agreed", "paid"),
)
"""The columns of the main table (procedure.md R1)."""

_WORK = ("opening", "accepted", "sessions", "closed", "settled", "reconciled", "open", "in_time")
_NEARLY_LAST = ("不计入",)
_SHAPES = {Unit.MONEY: Shape.MONEY}
NOTHING: Counts = dict.fromkeys(MEASURES, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The figures of a period and of those it is compared with, by dimension and key."""

    period: Period
    by: Mapping[str, Mapping[str, Counts]]
    adjusted: Counts
    earlier: Counts
    year_before: Counts
    year_to_date: Counts
    corrected: Mapping[str, Mapping[str, Counts]] | None = field(default_factory=dict)
    """What corrects earlier, locked periods, by dimension and key: a case may only have moved.

    None where only the correction of the whole is known, as of packages from below.
    """
    carried: str = ""
    """Says why a period opens with another stock than the locked one before it ended with."""
    came: str = ""
    """Says how many cases of the adjustment are no corrections but came in with a ledger."""

    @property
    def whole(self) -> Counts:
        """The figures of the whole period."""
        return self.by[""][""]

    @property
    def both(self) -> Counts:
        """The figures of the whole period with what corrects earlier, locked ones."""
        return plus((self.whole, self.adjusted))

    def keys(self, dimension: str) -> tuple[str, ...]:
        """The keys of a dimension that the period or its corrections have."""
        rows = (self.corrected or {}).get(dimension, {})
        return tuple(dict.fromkeys((*self.by[dimension], *rows)))

    def correction(self, dimension: str, keys: Iterable[str]) -> Counts:
        """What corrects earlier, locked periods in some keys of a dimension."""
        rows = (self.corrected or {}).get(dimension, {})
        return plus(rows[key] for key in keys if key in rows)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What stands under the tables besides definitions."""
        return tuple(text for text in (self.carried, self.came) if text)


def plus(rows: Iterable[Counts]) -> Counts:
    """Add lines up."""
    found = dict(NOTHING)
    for row in rows:
        for key, value in row.items():
            found[key] += value
    return found


def balanced(changed: Counts) -> Counts:
    """Return what corrections of locked periods add to a later one, stocks put right.

    What came in or ended is added; the stock at the end is the real one already, so that the stock
    at the beginning goes back to what was reported before those corrections.
    """
    opening = changed["closed"] - changed["accepted"]
    return {**changed, "opening": opening, "open": 0}


def by_dimension(corrections: Iterable[Lines]) -> dict[str, dict[str, Counts]]:
    """Return what corrects locked periods by dimension and key, stocks put right."""
    found: dict[str, dict[str, Counts]] = {}
    for lines in corrections:
        for (dimension, key), changed in lines.items():
            rows = found.setdefault(dimension, {})
            rows[key] = plus((rows.get(key, NOTHING), changed))
    return {
        dimension: {key: balanced(changed) for key, changed in rows.items()}
        for dimension, rows in found.items()
    }


def shown(measure: str, value: int) -> Value:
    """Return a figure as it is shown: money in yuan."""
    return from_fen(value) if MEASURES[measure].unit is Unit.MONEY else value


def share(of: Share, counts: Counts) -> Decimal | None:
    """Return a rate, None where nothing is to be divided by."""
    under = sum(counts[key] for key in of.under)
    return Decimal(sum(counts[key] for key in of.over)) / under if under else None


def heads(measures: Sequence[str], first: str) -> tuple[Head, ...]:
    """Return the heads of a table of measures."""
    return (
        Head(first, Shape.TEXT, 18),
        *(
            Head(
                MEASURES[key].heading,
                _SHAPES.get(MEASURES[key].unit, Shape.COUNT),
                15 if MEASURES[key].unit is Unit.MONEY else 9,
            )
            for key in measures
        ),
    )


def notes(measures: Sequence[str]) -> tuple[str, ...]:
    """Return the definitions of measures, for under their table."""
    return tuple(f"{MEASURES[key].heading}：{MEASURES[key].meaning}" for key in measures)


def line(
    label: str,
    counts: Counts,
    measures: Sequence[str],
    dimension: str = "",
    keys: tuple[str, ...] = (),
    *,
    total: bool = False,
) -> Line:
    """Return a row of a table of measures, each number with the way to its cases."""
    return Line(
        label=label,
        values=tuple(shown(key, counts[key]) for key in measures),
        behind=tuple(
            Behind(measure=key, dimension=dimension, keys=keys) if counts[key] else None
            for key in measures
        ),
        total=total,
    )


def table(
    counted: Counted, code: str, title: str, first: str, dimension: str, groups: "Groups"
) -> Report:
    """Return a table of the main measures by a dimension, with its total."""
    rows = counted.by[dimension]
    lines = [
        line(label, plus(rows[key] for key in keys if key in rows), MAIN, dimension, keys)
        for label, keys in groups
    ]
    lines.append(line(_("Sum total"), counted.whole, MAIN, total=True))
    moved = _corrected_lines(counted, dimension, groups)
    if moved or any(counted.adjusted.values()):
        adjustment, with_it = _corrections(counted, MAIN)
        lines += [adjustment, *moved, with_it]
    return Report(
        code=code,
        title=title,
        heads=heads(MAIN, first),
        lines=tuple(lines),
        notes=(*notes(MAIN), *counted.remarks),
    )


def _corrections(counted: Counted, measures: Sequence[str]) -> list[Line]:
    """Return the line of adjustment and the total with it, each number with its cases."""
    return [
        replace(
            made,
            behind=tuple(_adjusting(key, counts[key], adjusts) for key in measures),
            total=adjusts == "with",
            adjusts=True,
        )
        for made, counts, adjusts in (
            (
                line(_("Adjustment of earlier, locked periods"), counted.adjusted, measures),
                counted.adjusted,
                "only",
            ),
            (line(_("Sum total with adjustment"), counted.both, measures), counted.both, "with"),
        )
    ]


def _corrected_lines(counted: Counted, dimension: str, groups: "Groups") -> list[Line]:
    """Return which rows of a table the adjustment is of; it may sum up to nothing."""
    found = []
    for label, keys in groups:
        counts = counted.correction(dimension, keys)
        if any(counts[key] for key in MAIN):
            made = line(_of_these(label), counts, MAIN)
            ways = tuple(_adjusting(key, counts[key], "only", dimension, keys) for key in MAIN)
            found.append(replace(made, behind=ways, adjusts=True))
    return found


def _of_these(label: str) -> str:
    return _("  of these: {name}").format(name=label)


def _adjusting(
    measure: str, value: int, adjusts: str, dimension: str = "", keys: tuple[str, ...] = ()
) -> Behind | None:
    if not value:
        return None
    return Behind(measure=measure, dimension=dimension, keys=keys, adjusts=adjusts)


def _rate(of: Share, dimension: str = "", keys: tuple[str, ...] = ()) -> Behind:
    """Return the way to the cases that a rate is counted over."""
    measures = "+".join(dict.fromkeys((*of.under, *of.over)))
    return Behind(measure=measures, dimension=dimension, keys=keys)


Groups = Sequence[tuple[str, tuple[str, ...]]]
"""Rows of a table: what each is called, and the keys of the dimension that it adds up."""


def classes(counted: Counted) -> Groups:
    """Return the dispute classes of the HR form with the causes that belong to each."""
    found: dict[str, list[str]] = {}
    for cause in causes().values():
        found.setdefault(cause.statistics_class, []).append(cause.code)
    other = "其他"
    known = {code for codes in found.values() for code in codes}
    strange = [key for key in counted.keys("cause") if key not in known]
    found.setdefault(other, []).extend(strange)
    last = (other, *(label for label in found if label in _NEARLY_LAST))
    ordered = sorted(found, key=lambda label: last.index(label) + 1 if label in last else 0)
    return [(label, tuple(found[label])) for label in ordered if found[label]]


def by_district(counted: Counted) -> Groups:
    """Return every district of the region, and what lies outside or is not given."""
    known = districts()
    rows: list[tuple[str, tuple[str, ...]]] = [(name, (code,)) for code, name in known.items()]
    outside = tuple(key for key in counted.keys("district") if key not in known)
    return [*rows, (_("Elsewhere or not given"), outside)] if outside else rows


def by_key(counted: Counted, dimension: str, name: Callable[[str], str]) -> Groups:
    """Return the keys that occur, by what they are called."""
    return sorted((name(key), (key,)) for key in counted.keys(dimension))


def trade_name(key: str) -> str:
    """Return industry and ownership as a row is called."""
    industry, _bar, ownership = key.partition("|")
    none = _("not given")
    return f"{industry or none} · {ownership or none}"


def mediators(counted: Counted, names: Mapping[str, str]) -> Report:
    """R5: the work of each mediator and how much of it was in time."""
    lines = []
    groups = by_key(counted, "mediator", lambda key: names.get(key, _("not assigned")))
    for label, (key,) in groups:
        lines.append(_worker(label, counted.by["mediator"][key], (key,)))
    lines.append(_worker(_("Sum total"), counted.whole, ()))
    if any(counted.adjusted[key] for key in _WORK):
        lines += [
            replace(one, values=(*one.values, None, ""), behind=(*one.behind, None, None))
            for one in _corrections(counted, _WORK)
        ]
    more = (
        Head(_("Rate of ending in time"), Shape.SHARE, 9),
        Head(_("Days on average"), Shape.TEXT, 9),
    )
    return Report(
        code="R5",
        title=_("Workload and timeliness of mediators"),
        heads=(*heads(_WORK, _("Mediator")), *more),
        lines=tuple(lines),
        notes=(
            *notes((*_WORK, "days")),
            _("Days on average: days to the end, summed ÷ cases ended."),
            *counted.remarks,
        ),
    )


def _worker(label: str, counts: Counts, keys: tuple[str, ...]) -> Line:
    dimension = "mediator" if keys else ""
    made = line(label, counts, _WORK, dimension, keys, total=not keys)
    days = f"{Decimal(counts['days']) / counts['closed']:.1f}" if counts["closed"] else ""
    return Line(
        label=made.label,
        values=(*made.values, share(BY_SHARE["timely"], counts), days),
        behind=(
            *made.behind,
            *(
                (
                    _rate(BY_SHARE["timely"], dimension, keys),
                    Behind(measure="closed", dimension=dimension, keys=keys),
                )
                if counts["closed"]
                else (None, None)
            ),
        ),
        total=made.total,
    )


MA1 = (
    *("accepted", "collective", "collective_workers", "workers", "distinct", "women"),
    *("migrants", "members", "closed", "settled", "reconciled", "failed", "withdrawn"),
    *("opening", "open", "claimed", "agreed", "paid", "confirmed", "in_time", "arbitrated"),
    *("received", "refused", "declined"),
)


def summary(counted: Counted, extra: Sequence[Line], remarks: Sequence[str]) -> Report:
    """The lines of the HR ministry's form MA1 as far as known, in its order, and the rates."""
    whole, adjusted = counted.whole, counted.adjusted
    lines = [
        Line(
            label=MEASURES[key].heading,
            values=(
                shown(key, whole[key]),
                shown(key, adjusted[key]),
                shown(key, whole[key] + adjusted[key]),
            ),
            behind=(
                Behind(measure=key) if whole[key] else None,
                _adjusting(key, adjusted[key], "only"),
                _adjusting(key, counted.both[key], "with"),
            ),
            shapes=(shape_of(key),) * 3,
        )
        for key in MA1
    ]
    lines[MA1.index("collective") : MA1.index("collective")] = [
        _of_class(counted, label, codes) for label, codes in classes(counted)
    ]
    lines += [
        Line(
            label=one.heading,
            values=(share(one, whole), None, None),
            behind=(_rate(one) if share(one, whole) is not None else None, None, None),
            shapes=(Shape.SHARE,) * 3,
        )
        for one in SHARES
    ]
    return Report(
        code="MA1",
        title=_("Summary (form MA1)"),
        heads=(
            Head(_("Line of the form"), Shape.TEXT, 34),
            Head(_("This period"), Shape.COUNT, 18),
            Head(_("Adjustment"), Shape.COUNT, 18),
            Head(_("With adjustment"), Shape.COUNT, 18),
        ),
        lines=(*lines, *extra),
        notes=(
            *notes(MA1),
            *(f"{one.heading}：{one.meaning}" for one in SHARES),
            *remarks,
            *counted.remarks,
            _(
                "Form MA1 is known in an older wording only: compare with the form of the "
                "arbitration court before handing it in."
            ),
        ),
    )


def _of_class(counted: Counted, label: str, codes: tuple[str, ...]) -> Line:
    """Return how many of the cases accepted are of a class, with what corrects earlier periods."""
    rows = counted.by["cause"]
    now = plus(rows[code] for code in codes if code in rows)["accepted"]
    more = counted.correction("cause", codes)["accepted"]
    known = counted.corrected is not None
    behind = Behind(measure="accepted", dimension="cause", keys=codes)
    return Line(
        label=_of_these(label),
        values=(now, more, now + more) if known else (now, None, None),
        behind=(
            behind if now else None,
            _adjusting("accepted", more, "only", "cause", codes),
            _adjusting("accepted", now + more, "with", "cause", codes) if known else None,
        ),
        shapes=(Shape.COUNT,) * 3,
    )


def shape_of(measure: str) -> Shape:
    """Return how a figure reads where rows of a column differ."""
    return _SHAPES.get(MEASURES[measure].unit, Shape.COUNT)
