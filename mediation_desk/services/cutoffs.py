"""From which month cut-off days hold: the centre's own, and those of receivers' logs (截止日)."""

from mediation_desk.domain.log_layout import SHIPPED
from mediation_desk.domain.options import CUTOFF_DAY, CUTOFF_LAYOUTS, CUTOFF_PAST
from mediation_desk.domain.period import MONTH_END, Ends, Period, ends_from, layout_cutoffs
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.services.desk import Desk
from mediation_desk.storage import log_layouts


def told(desk: Desk) -> tuple[str, ...]:
    """Say from which month each cut-off day holds.

    The centre's own changes with a boundary once anything is locked or reported; that of a layout
    is its receiver's, holds for all of its logs and touches nothing that is locked.
    """
    desk.actor.require(Right.HOUSE)
    now = int(desk.option(CUTOFF_DAY))
    own = layout_cutoffs(desk.option(CUTOFF_LAYOUTS))
    with desk.db.read() as session:
        layouts = SHIPPED + log_layouts.listed(session) if own else ()
    said = _("{layout}: months end on {day}, in all its logs, also of past months.")
    return (
        _of_centre(ends_from(desk.option(CUTOFF_PAST), now)),
        *(
            said.format(layout=layout.title, day=_day(own[layout.code]))
            for layout in layouts
            if layout.code in own
        ),
        *((_("What is locked or reported goes by the centre's own day."),) if own else ()),
    )


def _of_centre(ends: Ends) -> str:
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
