"""A change of figures, tables or rules in words, before it is taken and before it is undone."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mediation_desk.domain.centre import OwnFigure
from mediation_desk.domain.figure_change import Differences
from mediation_desk.domain.measure import written
from mediation_desk.domain.regional import SWITCHES
from mediation_desk.i18n import _
from mediation_desk.law import own_scale
from mediation_desk.law.figures import KINDS

if TYPE_CHECKING:
    from mediation_desk.law.packs import Law

MOST = 6


def lines(law: "Law", told: Differences) -> tuple[str, ...]:
    """Say in a line each what is entered, corrected, set and taken back."""
    every = (*_figures(told), *_rules(told), *_tables(law, told))
    if len(every) <= MOST:
        return every
    return (*every[:MOST], _("… and {n} more").format(n=len(every) - MOST))


def _figures(told: Differences) -> Iterator[str]:
    entering = _("Entering {title} {value}, since {day}")
    correcting = _("Correcting {title}: {before} → {value}, since {day}")
    for own in told.entered:
        before = next((gone for gone in told.gone if gone.name == own.name), None)
        text = entering if before is None else correcting
        yield text.format(
            title=_title(own),
            before=_value(before) if before else "",
            value=_value(own),
            day=own.since.isoformat(),
        )
    corrected = {own.name for own in told.entered}
    removing = _("Taking back {title} {value}, since {day}")
    for own in told.gone:
        if own.name not in corrected:
            yield removing.format(title=_title(own), value=_value(own), day=own.since.isoformat())


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


def _value(own: OwnFigure) -> str:
    return written(own.value, KINDS[own.name].unit.measure) if own.name in KINDS else str(own.value)
