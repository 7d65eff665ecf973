"""How figures and gaps read in the list: a row for each, its words, and what a search finds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from mediation_desk.domain.money import figures as plain
from mediation_desk.i18n import _
from mediation_desk.law.figure_gaps import Gap
from mediation_desk.law.figures import KINDS, Figure
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.rows_model import Column

ALL, GAPS, DOUBTS, OWN, EARLIER = "", "gaps", "doubts", "own", "earlier"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """One line of the list: a figure, or a gap where one is wanted and nobody knows it."""

    figure: Figure | None = None
    gap: Gap | None = None
    place: str = ""

    @property
    def own(self) -> bool:
        """Say whether the centre entered the figure itself."""
        return self.figure is not None and self.figure.own

    @property
    def doubtful(self) -> bool:
        """Say whether the figure should still be checked."""
        return self.figure is not None and self.figure.doubtful

    @property
    def name(self) -> str:
        """The kind of figure by its name in the packs."""
        return self.figure.name if self.figure else self.gap.kind.name if self.gap else ""

    @property
    def title(self) -> str:
        """Which figure it is, with its tier and its statistics year."""
        if self.figure:
            return title_of(self.figure)
        if self.gap is None:
            return ""
        return _dated(self.gap.kind.title, self.gap.year)

    @property
    def value(self) -> str:
        """The value, or plainly that there is none."""
        return shown_value(self.figure) if self.figure else _("none known")

    @property
    def source(self) -> str:
        """What the figure rests on."""
        if self.figure:
            return self.figure.citation
        last = self.gap.last if self.gap else None
        if last is None or last.since is None:
            return _("No source was found; enter it with its document.")
        return _("Last known: {value} since {day}").format(
            value=shown_value(last), day=last.since.isoformat()
        )

    @property
    def standing(self) -> str:
        """How sure the figure is."""
        if self.figure is None:
            return _("a gap")
        if self.figure.own:
            if self.figure.document and self.figure.checked_on is None:
                return _("entered here, to be checked")
            return _("to be checked") if self.figure.doubtful else _("checked here")
        if self.figure.confirmed:
            return _("text checked")
        sure = confidence(self.figure)
        return _("unchecked ({sure})").format(sure=sure) if sure else _("to be checked")

    def holds(self, words: str) -> bool:
        """Say whether every word of a search stands somewhere in the row."""
        text = " ".join((self.title, self.place, self.value, self.source, self.standing))
        if self.figure:
            text += f" {self.figure.note} {self.figure.issued_by} {self.figure.since or ''}"
        return all(word in text.lower() for word in words.lower().split())


def rows_of(
    figures: Iterable[Figure],
    gaps: Iterable[Gap],
    places: Mapping[str, str],
    today: date,
    wanted: str,
) -> list[FigureRow]:
    """Return the rows of a view: what lacks first, then the centre's own, then the others."""
    held = [FigureRow(figure=f, place=places.get(f.place, f.place)) for f in figures]
    begun = {id(f) for f in in_force((r.figure for r in held if r.figure), today)}
    current = [r for r in held if id(r.figure) in begun]
    missing = [FigureRow(gap=gap) for gap in gaps]
    match wanted:
        case "gaps":
            chosen = missing
        case "doubts":
            chosen = [r for r in current if r.doubtful]
        case "own":
            chosen = [r for r in held if r.own]
        case "earlier":
            chosen = held
        case _:
            chosen = [r for r in missing if r.gap and r.gap.year is None]
            chosen += (r for r in current if not _ended(r, today))  # what ended left a gap, if any
    return sorted(chosen, key=lambda r: (r.gap is None, not r.own, r.title, r.value))


def in_force(figures: Iterable[Figure], today: date) -> tuple[Figure, ...]:
    """Return the latest of each figure of a place that has begun, the centre's own beside it."""
    latest: dict[tuple[str, str, bool], Figure] = {}
    for figure in figures:
        key = (figure.name, figure.place, figure.own)
        begun = figure.since is None or figure.since <= today
        if begun and (key not in latest or _since(latest[key]) <= _since(figure)):
            latest[key] = figure
    return tuple(latest.values())


def columns(today: date) -> tuple[Column[FigureRow], ...]:
    """Return the columns of the list."""
    return (
        Column(title=_("Figure"), text=lambda r: r.title, tip=tip, tone=_gap_tone),
        Column(
            title=_("Value"),
            text=_value,
            key=lambda r: r.figure.value if r.figure else -1,
            right=True,
            tone=_gap_tone,
            tip=tip,
        ),
        Column(
            title=_("Since"),
            text=lambda r: _day(r.figure.since if r.figure else None),
            key=lambda r: (r.figure.since if r.figure else None) or date.min,
            tip=tip,
        ),
        Column(title=_("Standing"), text=_standing, tone=_standing_tone, tip=tip),
        Column(title=_("Source"), text=lambda r: r.source, tip=tip, tone=_source_tone),
        Column(title=_("Place"), text=lambda r: r.place, tip=tip),
        Column(
            title=_("Until"),
            text=lambda r: _day(r.figure.until if r.figure else None),
            key=lambda r: (r.figure.until if r.figure else None) or date.max,
            tone=lambda r: Tone.WARN if _ended(r, today) else Tone.PLAIN,
            tip=tip,
        ),
        Column(
            title=_("Looked up on"),
            text=lambda r: _day(r.figure.checked_on if r.figure else None),
            tip=tip,
        ),
    )


def title_of(figure: Figure) -> str:
    """Name the figure, with its tier where the province has several."""
    base, found, tier = figure.name.rpartition("_tier_")
    if not found or base not in KINDS:
        title = KINDS[figure.name].title if figure.name in KINDS else figure.name
        return _dated(title, figure.year)
    return _("{title}, tier {tier}").format(title=KINDS[base].title, tier=tier)


def shown_value(figure: Figure) -> str:
    """Write a value: money with two places, days as they are."""
    return plain(figure.value) if figure.unit.startswith("yuan") else f"{figure.value:f}"


def confidence(figure: Figure) -> str:
    """Say how far the sources of a figure that nobody compared with its text can be trusted."""
    return {
        "high": _("very likely right"),
        "medium-high": _("likely right"),
        "medium": _("source of middling weight"),
        "low": _("doubtful source"),
    }.get(figure.confidence, figure.confidence)


def tip(row: FigureRow) -> str:
    """Tell everything that is known of a figure, a line each."""
    return "\n".join(": ".join(part for part in pair if part) for pair in facts(row))


def facts(row: FigureRow) -> list[tuple[str, str]]:
    """Return everything that is known of a figure, by caption."""
    if row.figure is None:
        assert row.gap is not None
        return [(row.title, ""), ("", row.gap.sentence), ("", row.source)]
    figure = row.figure
    told = [
        (row.title, f"{row.value} {figure.unit_text}"),
        (_("Place"), row.place),
        (_("Since"), _day(figure.since)),
        (_("Until"), figure.until.isoformat() if figure.until else ""),
        (_("Document, with its number"), figure.citation),
        (_("Issued by"), figure.issued_by),
        (_("Seen at"), figure.seen),
        (_("Text checked by"), figure.checked_by),
        (_("Looked up on"), figure.checked_on.isoformat() if figure.checked_on else ""),
        (_("Standing"), row.standing),
        (_("Remark"), figure.note),
    ]
    return [(caption, text) for caption, text in told if text]


def _dated(title: str, year: int | None) -> str:
    """Begin with the statistics year of an average: a narrow column cuts the end."""
    return title if year is None else _("{year} · {title}").format(year=year, title=title)


def _value(row: FigureRow) -> str:
    """Write a value with what it is counted in below it."""
    return f"{row.value}\n{row.figure.unit_text}" if row.figure else row.value


def _standing(row: FigureRow) -> str:
    return row.standing.replace("（", "\n（").replace(" (", "\n(")


def _day(day: date | None) -> str:
    return day.isoformat() if day else "—"


def _since(figure: Figure) -> date:
    return figure.since or date.min


def _ended(row: FigureRow, today: date) -> bool:
    return bool(row.figure and row.figure.until and row.figure.until < today)


def _gap_tone(row: FigureRow) -> Tone:
    return Tone.MUTED if row.gap else Tone.PLAIN


def _standing_tone(row: FigureRow) -> Tone:
    if row.figure is None:
        return Tone.BAD
    if row.own:
        return Tone.ACCENT
    return Tone.PLAIN if row.figure.confirmed else Tone.MUTED


def _source_tone(row: FigureRow) -> Tone:
    if row.own:
        return Tone.ACCENT
    return Tone.MUTED if row.gap or row.doubtful else Tone.PLAIN
