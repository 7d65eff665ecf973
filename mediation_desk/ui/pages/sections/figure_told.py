"""A change of figures, tables or rules in words, before it is taken and before it is undone."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mediation_desk.domain.centre import OwnFigure
from mediation_desk.domain.figure_change import Differences
from mediation_desk.domain.measure import written
from mediation_desk.domain.regional import SWITCHES
from mediation_desk.i18n import _
from mediation_desk.law import own_scale, superseded
from mediation_desk.law.figures import KINDS, Figure

if TYPE_CHECKING:
    from mediation_desk.law.packs import Law

MOST = 6
FAR = 3
"""So many times the figure before it, or a part of it so small, is most probably a slip."""


def lines(law: "Law", told: Differences) -> tuple[str, ...]:
    """Say in a line each what is entered, corrected, set and taken back."""
    every = (*_figures(law, told), *_rules(told), *_tables(law, told))
    if len(every) <= MOST:
        return every
    return (*every[:MOST], _("… and {n} more").format(n=len(every) - MOST))


def _figures(law: "Law", told: Differences) -> Iterator[str]:
    pairs, left = _paired(told)
    for own, replaced in pairs:
        before = replaced or superseded.corrected(law, own)
        yield _correcting(before, own) if before else _entering(law, own)
    removing = _("Taking back {title} {value}, {days}")
    for own in left:
        yield removing.format(title=_title(own), value=_value(own), days=_held(own))


def doubts(law: "Law", told: Differences) -> Iterator[str]:
    """Name values that are far from those so far: a slip of the unit, or of the figure chosen."""
    pairs, _left = _paired(told)
    for own, replaced in pairs:
        before = replaced or superseded.corrected(law, own) or superseded.ended(law, own)
        if before is None or before.unit != own.unit or not before.value:
            continue
        times = own.value / before.value
        if not 1 / FAR < times < FAR:
            text = _("{title} {value} is {times} times what counted so far ({before}): check it.")
            yield text.format(
                title=_title(own),
                value=_value(own),
                times=f"{times:.1f}" if times > 1 else f"{times:.2g}",
                before=_value(before),
            )


def _paired(
    told: Differences,
) -> tuple[list[tuple[OwnFigure, OwnFigure | None]], list[OwnFigure]]:
    """Pair what is entered with the own figure whose place it takes; return what else goes, too.

    That is the one of its day, or else one of its name.
    """
    left, replaced = list(told.gone), dict[int, OwnFigure]()
    for alike in (_same_day, _same_name):
        for place, own in enumerate(told.entered):
            found = next((one for one in left if alike(one, own)), None)
            if place not in replaced and found is not None:
                replaced[place] = found
                left.remove(found)
    return [(own, replaced.get(place)) for place, own in enumerate(told.entered)], left


def _same_name(one: OwnFigure, other: OwnFigure) -> bool:
    return (one.name, one.place) == (other.name, other.place)


def _same_day(one: OwnFigure, other: OwnFigure) -> bool:
    return _same_name(one, other) and one.since == other.since


def _entering(law: "Law", own: OwnFigure) -> str:
    """Say what comes into force, and what counts until then."""
    text = _("Entering {title} {value}, {days}").format(
        title=_title(own), value=_value(own), days=_held(own)
    )
    before = superseded.ended(law, own)
    if before is None:
        return text
    title = "" if before.name == own.name else before.title
    return _("{text} (so far {title} {value}, {days})").format(
        text=text, title=title, value=_value(before), days=_held(before)
    )


def _correcting(before: OwnFigure | Figure, own: OwnFigure) -> str:
    """Say what of a figure changes: its value, its days or its document, and nothing else."""
    changes = tuple(_changes(before, own))
    if _value(before) == _value(own):
        return _("{title} {value}, since {day}: {changes}").format(
            title=_title(own),
            value=_value(own),
            day=own.since.isoformat(),
            changes=_("; ").join(changes) or _("confirmed, value and days stay as they are"),
        )
    text = _("Correcting {title}: {before} → {value}, {days}").format(
        title=_title(own), before=_value(before), value=_value(own), days=_held(own)
    )
    return _("; ").join((text, *changes))


def _changes(before: OwnFigure | Figure, own: OwnFigure) -> Iterator[str]:
    nothing = _("none")
    for text, old, new in (
        (_("first day {before} → {after}"), before.since, own.since),
        (_("last day {before} → {after}"), before.until, own.until),
        (_("document {before} → {after}"), before.document, own.document),
    ):
        if old != new:
            yield text.format(before=old or nothing, after=new or nothing)


def _held(figure: OwnFigure | Figure) -> str:
    """Write from which day a figure holds, and until which where that is known."""
    if figure.until is None:
        return _("in force since {day}").format(day=figure.since)
    return _("from {first} to {last}").format(first=figure.since, last=figure.until)


def _rules(told: Differences) -> Iterator[str]:
    for switch in SWITCHES:
        if switch.option.name in told.settings:
            before, after = (
                switch.way(code or switch.option.usual).title
                for code in told.settings[switch.option.name]
            )
            yield _("{title}: {before} → {after}").format(
                title=switch.title, before=before, after=after
            )


def _tables(law: "Law", told: Differences) -> Iterator[str]:
    """Say which tables of work-injury subsidies come and which go."""
    if own_scale.OPTION not in told.settings:
        return
    held, then = (own_scale.from_text(text or "") for text in told.settings[own_scale.OPTION])
    kept = {(scale.place, scale.since) for scale in then}
    for text, scales in (
        (
            _("Entering the table of work-injury subsidies, {place}, since {day}"),
            [scale for scale in then if scale not in held],
        ),
        (
            _("Taking back the table of work-injury subsidies, {place}, since {day}"),
            [scale for scale in held if (scale.place, scale.since) not in kept],
        ),
    ):
        for scale in scales:
            yield text.format(place=law.name_of(scale.place), day=scale.since.isoformat())


def _title(own: OwnFigure) -> str:
    return KINDS[own.name].title if own.name in KINDS else own.name


def _value(own: OwnFigure | Figure) -> str:
    return written(own.value, KINDS[own.name].unit.measure) if own.name in KINDS else str(own.value)
