"""Reports that others are given: small numbers hidden, lists of single cases left out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from mediation_desk.domain import risk_report
from mediation_desk.domain.money import to_fen
from mediation_desk.domain.options import SMALL_NUMBERS
from mediation_desk.domain.rights import Right
from mediation_desk.domain.rollup import BESIDE_TITLES
from mediation_desk.domain.small_numbers import HIDDEN, Sum, hidden, is_small
from mediation_desk.domain.statistics import Kind, Line, MonthBook, Picture, Report, Shape, Value
from mediation_desk.i18n import _
from mediation_desk.services import month_performance
from mediation_desk.services.desk import Desk
from mediation_desk.storage.measures import BY_SHARE, MEASURES, Unit

LISTS = ("R6", "R7", "R8", "R12")
"""Reports that list single cases or employers: nobody else is given them."""
_WHOLE = frozenset({"R10"})
"""Reports whose counts are published as they are: letters of supervision (procedure.md R10)."""
_ENDS = (
    Sum(("closed",), ("settled", "reconciled", "failed", "withdrawn")),
    Sum(("closed", "open"), ("opening", "accepted")),
)
"""What figures of one row add up to."""
_STOCKS = ("opening", "accepted", "closed", "open", "workers")
_PERIODS = ("", "before", "year before", "so far")
"""The figures that a reader wants first, of each period told: they are hidden last."""
_TOLD_BY = {
    **dict.fromkeys(("workers", "claimed", "distinct", "women", "migrants", "members"), "accepted"),
    **dict.fromkeys(("new_form", "over_age"), "accepted"),
    "collective_workers": "collective",
    "agreed": "settled",
    "paid": "settled",
    "days": "closed",
    "aid_recovered": "aid_ended",
    **dict.fromkeys(("4", "5"), "2"),  # the sums of legal aid, by the cases that ended
}
"""What a figure is of: where those cases are few, it tells of them one by one."""
_PERSONS = ("enquiries", "aid_applied", "aid_granted", "aid_ended", "aid_recovered")
"""What a package counts besides cases that is of persons."""
_ACCEPTED = 1
"""Where the cases accepted stand in the rows of a table; the map of districts shows them."""
_ROWS = {"R1", "R2", "R3", "R4", "R5"}
_REGIONS = ("S1", "H2", "H3", "U2", "U3", "C1")
_ADJUSTED = "adjusted"
_TURNED = {"MA1", "R13", "R14", "H1", "U1"}
"""Reports whose rows are measures, not places or kinds."""


def least(desk: Desk) -> int:
    """Return the figure from which on figures are shown to others."""
    desk.actor.require(Right.READ)
    return int(desk.option(SMALL_NUMBERS))


def must_hide(desk: Desk) -> bool:
    """Say whether whoever acts may give others nothing but figures without small numbers."""
    desk.actor.require(Right.READ)
    return not desk.actor.may(Right.SUPERVISE)


def shared(book: MonthBook, least: int) -> MonthBook:
    """Return reports as others are given them; `least` is the smallest figure shown."""
    if least <= 1 or book.least:
        return book
    cells = _Cells(least)
    for report in book.reports:
        cells.read(report)
    gone = cells.gone()
    return replace(
        book,
        reports=tuple(_without(report, cells, gone, least) for report in book.reports),
        checks=() if gone else book.checks,
        changed=() if is_small(len(book.changed), least) else book.changed,
        imported=() if is_small(len(book.imported), least) else book.imported,
        least=least,
        listed=dict(pair for one in book.reports for pair in _listed(one, cells, gone, least)),
    )


def _listed(
    report: Report, cells: "_Cells", gone: frozenset[str], least: int
) -> Iterator[tuple[str, Value]]:
    counted = {report.code: sum(1 for line in report.lines if not line.total)}
    counted = risk_report.numbers(report) if report.code == risk_report.CODE else counted
    hide = report.code == "R6" and cells.whole("collective") in gone
    for code, number in counted.items() if report.code in LISTS else ():
        yield code, HIDDEN if hide or is_small(number, least) else number


_BY_ROW = {"P2": "R1", "P5": "R5", "P7": "R2"}
"""The table whose rows a picture shows, each under its own name."""
_OF_TOTALS = ("P3", "P6")
"""Pictures that show nothing but figures of the main table's total."""
_BESIDE_THEM = {"P1": ("R14", "R1"), "P4": ("R1",)}
"""Pictures of figures that no table has, and the tables that they could tell more of."""


def pictures(book: MonthBook, drawn: Sequence[Picture]) -> tuple[Picture, ...]:
    """Return the pictures that others are given with a book: those that tell no small number."""
    return tuple(one for one in drawn if not book.least or _is_plain(book, one))


def _is_plain(book: MonthBook, picture: Picture) -> bool:
    """Say whether a picture tells nothing that the tables, as they are given, hide."""
    if picture.code in _BESIDE_THEM:
        tables = (book.report(code) for code in _BESIDE_THEM[picture.code])
        if any(HIDDEN in line.values for table in tables for line in table.lines):
            return False
        values = (value for one in picture.series for value in one.values)
        return picture.kind is Kind.SPREAD or not any(
            is_small(int(value), book.least) for value in values
        )
    return HIDDEN not in _cells_drawn(book, picture)


def _cells_drawn(book: MonthBook, picture: Picture) -> Iterator[Value]:
    """Return what the tables have, as they are given, for each figure of a picture."""
    report = book.report("R1" if picture.code in _OF_TOTALS else _BY_ROW[picture.code])
    places = {head.title: place for place, head in enumerate(report.heads[1:])}
    if picture.code in _OF_TOTALS:
        for line in report.lines:
            if line.total and not line.adjusts:
                yield from (line.values[places[label]] for label in picture.labels)
        return
    named = [places.get(one.name, _ACCEPTED) for one in picture.series]
    for line in report.lines:
        if line.label in picture.labels and not (line.total or line.adjusts):
            yield from (line.values[place] for place in named)


def note(least: int) -> str:
    """Say what the mark stands for."""
    return _(
        "{mark}: not shown, as it counts fewer than {n} or would give such a figure away; the"
        " centre sets the limit."
    ).format(mark=HIDDEN, n=least)


@dataclass(slots=True)
class _Cells:
    """The figures of a book by key, equal ones under one; which are small, and what adds up."""

    least: int
    values: dict[str, int] = field(default_factory=dict)
    small: set[str] = field(default_factory=set)
    sums: list[Sum] = field(default_factory=list)
    late: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    """The measure of a heading."""

    def __post_init__(self) -> None:
        self.names = {measure.heading: key for key, measure in MEASURES.items()}
        self.names |= {_(title): key for key, title in BESIDE_TITLES.items() if key in _PERSONS}
        self.names[month_performance.untold_label()] = month_performance.UNTOLD

    def whole(self, measure: str, of: str = "") -> str:
        """Return the key of a total, of the period or of another one."""
        return f"|{of}|{measure}"

    def keys(self, report: Report, line: Line) -> tuple[str, ...]:
        """Return the key of each value of a line; empty for what is no figure."""
        names = [self.names.get(head.title, "") for head in report.heads[1:]]
        if report.code in _TURNED:
            return self._turned(report, line)
        family = "area" if report.code in _REGIONS else report.code
        if line.adjusts and not (of := _beside(line)):
            of = f"{_ADJUSTED} {family} {_class_of(line)}"
        elif not line.adjusts:
            of = "" if line.total else f"{family} {line.label}"
        if report.code in _ROWS or report.code in _REGIONS:
            return tuple(f"|{of}|{name}" if name else "" for name in names)
        return tuple(
            f"|{report.code} {line.label}|{place}"
            if head.shape in (Shape.COUNT, Shape.MONEY)
            else ""
            for place, head in enumerate(report.heads[1:])
        )

    def _turned(self, report: Report, line: Line) -> tuple[str, ...]:
        name = self.names.get(line.label, "")
        if report.code == "R13" and line.total:
            name = "workers"
        if not name:
            return self._of_class(line)
        places = {
            "MA1": ("", "adjusted", "with"),
            "H1": ("", "adjusted", "with"),
            "R14": ("", "before", "year before", None, "so far"),
        }.get(report.code, ("", None))
        return tuple("" if of is None else self.whole(name, of) for of in places)

    def _of_class(self, line: Line) -> tuple[str, ...]:
        kind = _class_of(line)
        if not kind:
            return ("",) * len(line.values)
        ways = ("", f"{_ADJUSTED} ", "with ")
        return tuple(f"|{of}R1 {kind}|accepted" for of in ways)

    def read(self, report: Report) -> None:
        """Take a report's figures in, with what adds up in it."""
        if report.code in LISTS or report.code in _WHOLE:
            return
        columns: dict[int, list[str]] = {}
        totals: dict[int, str] = {}
        beside: dict[int, list[str]] = {}
        corrected: dict[int, list[str]] = {}
        for line in report.lines:
            keys = self.keys(report, line)
            told = [(key, _figure(v)) for key, v in zip(keys, line.values, strict=False) if key]
            for key, value in told:
                if value is not None:
                    self._keep(key, value)
            self._row([key for key, _value in told])
            if report.code in _TURNED:
                continue
            for place, key in enumerate(keys):
                if key and key in self.values:
                    if line.adjusts and not _beside(line):
                        corrected.setdefault(place, []).append(key)
                    elif _beside(line):
                        beside.setdefault(place, []).append(key)
                    elif line.total:
                        totals.setdefault(place, key)
                    else:
                        columns.setdefault(place, []).append(key)
        self.late |= set(totals.values())
        self.sums += [
            Sum((total,), tuple(columns[place]))
            for place, total in totals.items()
            if columns.get(place) and self._adds_up(total, columns[place])
        ]
        self.sums += [
            Sum((beside[place][0],), tuple(parts))
            for place, parts in corrected.items()
            if self._adds_up(beside[place][0], parts)
        ]
        self.sums += [
            Sum((both,), (totals[place], adjusted))
            for place, (adjusted, both) in beside.items()
            if report.code not in _ROWS
        ]

    def _adds_up(self, total: str, parts: Sequence[str]) -> bool:
        return self.values[total] == sum(self.values[key] for key in parts)

    def _keep(self, key: str, value: int) -> None:
        self.values[key] = value
        measure = MEASURES.get(key.rpartition("|")[2])
        counts = measure is None or measure.unit in (Unit.CASES, Unit.PEOPLE)
        counts = counts and not key.endswith("|aid_recovered")
        if counts and is_small(value, self.least):
            self.small.add(key)

    def _row(self, keys: Iterable[str]) -> None:
        """Take in what figures of one line, or of one whole, are of and add up to."""
        for key in keys:
            of, _bar, measure = key.rpartition("|")
            if key not in self.values:
                continue
            self._tied(of, measure)
            for one in _ENDS if measure == "closed" else ():
                self.sums.append(
                    Sum(
                        tuple(f"{of}|{name}" for name in one.left),
                        tuple(f"{of}|{name}" for name in one.right),
                    )
                )

    def _tied(self, of: str, measure: str) -> None:
        """Hide what is told of few cases only, such as the sum of one agreement."""
        key, base = f"{of}|{measure}", f"{of}|{_TOLD_BY.get(measure, '')}"
        if base in self.values and self.values[key]:
            few = is_small(self.values[base], self.least)
            if few or (measure == "paid" and not self.values[base]):
                self.small.add(key)

    def _across(self) -> Iterator[Sum]:
        """Return sums that reach over several tables."""
        for name in MEASURES:
            whole, adjusted, both = (self.whole(name, of) for of in ("", "adjusted", "with"))
            if {whole, adjusted, both} <= set(self.values):
                yield Sum((both,), (whole, adjusted))
        for key in [key for key in self.values if key.startswith("|with R1 ")]:
            kind = key.removeprefix("|with ")
            yield Sum((key,), (f"|{kind}", f"|{_ADJUSTED} {kind}"))
        began, before = self.whole("opening"), self.whole("open", "before")
        if self.values.get(began, -1) == self.values.get(before, -2):
            yield Sum((began,), (before,))

    def gone(self) -> frozenset[str]:
        """Return the keys of what is not shown."""
        for key in list(self.values):
            of, _bar, measure = key.rpartition("|")
            self._tied(of, measure)
            workers = self.values.get(f"{of}|workers", 0)
            if measure == "women" and is_small(workers - self.values[key], self.least):
                self.small.add(key)  # the men would be few
        self.sums += self._across()
        stocks = {self.whole(name, of) for name in _STOCKS for of in _PERIODS}
        late = frozenset(self.late | (stocks & set(self.values)))
        return hidden(self.values, self.sums, self.least, small=self.small, late=late)


def _class_of(line: Line) -> str:
    """Return which class a line tells of as a part of the one above; empty for all others."""
    told, of_these = line.label.strip(), _("  of these: {name}").format(name="").strip()
    return told.removeprefix(of_these).strip() if told.startswith(of_these) else ""


def _beside(line: Line) -> str:
    """Return what a line of adjustment is of, empty for all others."""
    return {
        _("Adjustment of earlier, locked periods"): _ADJUSTED,
        _("Sum total with adjustment"): "with",
    }.get(line.label, "")


def _figure(value: Value) -> int | None:
    match value:
        case int():
            return value
        case None | str():
            return None
    return to_fen(value) if isinstance(value, Decimal) else None


def _without(report: Report, cells: _Cells, gone: frozenset[str], least: int) -> Report:
    """Return a report without what is hidden."""
    if report.code in _WHOLE:
        return report
    if report.code in LISTS:
        blank: tuple[Value, ...] = ("",) * (len(report.heads) - 1)
        left_out = Line(label=_("Lists of single cases are not given to others."), values=blank)
        return replace(report, lines=(left_out,) if report.lines else (), notes=(note(least),))
    lines = tuple(_line(report, line, cells, gone) for line in report.lines)
    return replace(report, lines=lines, notes=(*report.notes, note(least)))


def _line(report: Report, line: Line, cells: _Cells, gone: frozenset[str]) -> Line:
    keys = cells.keys(report, line)
    known = dict(zip(keys, range(len(keys)), strict=False))
    values = list(line.values)
    for key, place in known.items():
        if key in gone and values[place] is not None:
            values[place] = HIDDEN
    for place, value in enumerate(values):
        figure = place < len(keys) and keys[place]
        if value is not None and not figure and _follows(report, line, place, cells, gone, values):
            values[place] = HIDDEN
    ways = tuple(
        None if value == HIDDEN else way for way, value in zip(line.behind, values, strict=False)
    )
    return replace(line, values=tuple(values), behind=ways)


def _follows(
    report: Report,
    line: Line,
    place: int,
    cells: _Cells,
    gone: frozenset[str],
    values: Sequence[Value],
) -> bool:
    """Say whether a rate or an average would give a hidden figure away."""
    shape = _shape(report, line, place)
    heading = line.label if report.code in _TURNED else report.heads[place + 1].title
    if report.code not in ("MA1", "H1", "U1") and HIDDEN in values:
        return shape is Shape.SHARE or heading in (_("Days on average"), _("Rank"))
    of = "" if report.code in _TURNED or line.total else _family(report, line)
    if any(f"|{of}|{name}" in gone for name in _parts(heading)):
        return True
    return report.code == "C1" and _few_before(values, place, heading, cells.least)


def _shape(report: Report, line: Line, place: int) -> Shape:
    """Return how a value reads: as its column says, unless the row says otherwise."""
    return line.shapes[place] if line.shapes else report.heads[place + 1].shape


def _few_before(values: Sequence[Value], place: int, heading: str, least: int) -> bool:
    """Say whether a change tells of a small number in the period that it is compared with."""
    now, change = values[0], values[place]
    changes = (_("Accepted, against the period before"), _("Accepted, against last year"))
    if heading not in changes or not isinstance(now, int) or not isinstance(change, Decimal):
        return False
    return change <= -1 or is_small(int((now / (1 + change)).to_integral_value()), least)


def _family(report: Report, line: Line) -> str:
    return f"{'area' if report.code in _REGIONS else report.code} {line.label}"


def _parts(heading: str) -> tuple[str, ...]:
    """Return the figures from which a rate or a median is made."""
    rates: dict[str, tuple[str, ...]] = {
        one.heading: (*one.over, *one.under) for one in BY_SHARE.values()
    }
    more: dict[str, tuple[str, ...]] = {
        _("Rate of performance"): ("paid",),
        _("Rate of performance by agreements"): ("paid",),
        month_performance.with_label(): ("paid", month_performance.UNTOLD),
        _("Median days to an agreement"): ("settled",),
        _("Share of cases accepted"): ("accepted",),
    }
    return (rates | more).get(heading, ())
