"""From which month cut-off days hold: the centre's own, and those of receivers' logs (截止日)."""

from datetime import date

from mediation_desk.domain.log_layout import SHIPPED, Layout
from mediation_desk.domain.options import CUTOFF_LAYOUTS
from mediation_desk.domain.period import (
    AS_CENTRE,
    MONTH_END,
    Ends,
    Period,
    ends_kept,
    layout_cutoffs,
    layout_cutoffs_text,
    layout_ends,
)
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.services.desk import Desk
from mediation_desk.storage import log_layouts, options, rollup, statistics
from mediation_desk.storage.database import Session

_OWN = ((date.max, AS_CENTRE),)


def reported(session: Session) -> tuple[int, int, date | None]:
    """Return how many periods are locked, how many packages there are, and their last day."""
    locks = [one.period for one in statistics.locks(session)]
    packages = [one.period for one in rollup.made(session)]
    packages += [one.period for one in rollup.received(session)]
    last = max((period.last for period in (*locks, *packages)), default=None)
    return len(locks), len(packages), last


def of_layout(desk: Desk, layout: Layout) -> Ends:
    """Return by which days the months of a layout end, now and before."""
    desk.actor.require(Right.HOUSE)
    own = layout_cutoffs(desk.option(CUTOFF_LAYOUTS)).get(layout.code, _OWN)
    return layout_ends(own, desk.month_ends())


def put_layout(desk: Desk, session: Session, layout: Layout, day: int) -> None:
    """Let the months of a layout end on another day.

    Where something is locked or reported, the months up to the one under way stay as they were.
    """
    desk.actor.require(Right.SETTINGS)
    held = layout_cutoffs(options.held(session, CUTOFF_LAYOUTS.name) or "")
    own = held.pop(layout.code, _OWN)
    _locked, _packages, last = reported(session)
    past: Ends = ()
    if last is not None:
        shown = layout_ends(own, desk.month_ends())
        past = ends_kept(shown, own, max(desk.today(), last))
    while past and past[-1][1] == day:
        past = past[:-1]
    if past or day != AS_CENTRE:
        held[layout.code] = (*past, (date.max, day))
    options.put(session, CUTOFF_LAYOUTS.name, layout_cutoffs_text(held) or None)


def forget_layout(session: Session, code: str) -> None:
    """Take the days of a layout away with it."""
    held = layout_cutoffs(options.held(session, CUTOFF_LAYOUTS.name) or "")
    held.pop(code, None)
    options.put(session, CUTOFF_LAYOUTS.name, layout_cutoffs_text(held) or None)


def told(desk: Desk) -> tuple[str, ...]:
    """Say from which month each cut-off day holds.

    The centre's own changes with a boundary once anything is locked or reported, and that of a
    layout as well.
    """
    desk.actor.require(Right.HOUSE)
    own = layout_cutoffs(desk.option(CUTOFF_LAYOUTS))
    with desk.db.read() as session:
        layouts = SHIPPED + log_layouts.listed(session) if own else ()
    return (
        since(desk.month_ends()),
        *(
            _of_layout(layout, own[layout.code], of_layout(desk, layout))
            for layout in layouts
            if layout.code in own
        ),
        *((_("What is locked or reported goes by the centre's own day."),) if own else ()),
    )


def _of_layout(layout: Layout, own: Ends, ends: Ends) -> str:
    now = own[-1][1]
    if now == AS_CENTRE:
        said = _("{layout}: months end again as the centre's. {since}")
        return said.format(layout=layout.title, since=since(ends))
    said = _("{layout}: months end on {day}. {since}")
    return said.format(layout=layout.title, day=_day(now), since=since(ends))


def since(ends: Ends) -> str:
    """Say from which month the cut-off day in force holds."""
    past = ends[:-1]
    if not past:
        return _("This day holds for all months.")
    before = (
        _("up to {month} on {day}").format(
            month=Period.month_with(last, held, ends).name, day=_day(held)
        )
        for last, held in past
    )
    first = Period.month_with(past[-1][0], past[-1][1], ends).after()
    return _("It holds from {month} on ({since}); months before ended {before}.").format(
        month=first.name, since=first.first, before=_("; ").join(before)
    )


def _day(number: int) -> str:
    if number == MONTH_END:
        return _("the last day of the month")
    return _("day {n} of the month").format(n=number)
