"""Which figure another one corrects, and which it puts an end to."""

from datetime import timedelta

from mediation_desk.domain.centre import OwnFigure
from mediation_desk.law.figures import KINDS, Figure
from mediation_desk.law.packs import Law

_DAY = timedelta(days=1)


def corrected(law: Law, own: OwnFigure) -> Figure | None:
    """Return the figure that came with the program, of the place and day of a centre's own one."""
    alike = (
        figure
        for figure in law.figures.get(own.name, ())
        if not figure.own and (figure.place, figure.since) == (own.place, own.since)
    )
    return next(alike, None)


def ended(law: Law, own: OwnFigure) -> Figure | None:
    """Return the figure that counts where a centre's own one will: the day before, or that year."""
    kind = KINDS.get(own.name)
    if kind is None:
        return None
    day = own.since if kind.average else own.since - _DAY
    found = law.on(day, own.place).find(own.name)
    if found is None or (found.own and (found.value, found.since) == (own.value, own.since)):
        return None
    return found
