"""Acts on clocks, calendar and limitation, as the history tells them."""

from collections.abc import Mapping
from typing import Any

from mediation_desk.domain.clock_register import counted_title, register
from mediation_desk.domain.regional import SWITCHES
from mediation_desk.i18n import N_, _
from mediation_desk.law import own_scale
from mediation_desk.law.figures import KINDS as FIGURES

ACTS = {
    "watch_clock": N_("Added a period"),
    "correct_clock": N_("Corrected the first day of a period"),
    "meet_clock": N_("Marked a period as kept"),
    "void_clock": N_("Marked a period as no longer applying"),
    "reopen_clock": N_("Let a period run again"),
    "put_moment": N_("Entered what moves the limitation"),
    "remove_moment": N_("Took back what moves the limitation"),
    "enter_calendar": N_("A new working calendar: clocks counted anew"),
    "remove_calendar": N_("A working calendar taken back: clocks counted anew"),
    "recount_clocks": N_("Clocks counted anew by the calendar in force"),
    "set_period": N_("Set a period of the house"),
    "reset_period": N_("Set a period of the house back"),
    "add_figure": N_("New figures of the centre: sums computed anew"),
    "correct_figure": N_("Figures of the centre corrected: sums computed anew"),
    "set_regional": N_("A regional rule set by the centre: sums computed anew"),
    "remove_figure": N_("Figures of the centre taken back: sums computed anew"),
}
TABLES = {
    "clock_note": N_("remark on a clock"),
    "limitation_moment": N_("moment of limitation"),
}
FIELDS = {
    "start": N_("first day"),
    "due": N_("last day, moved"),
    "raw_due": N_("last day, as counted"),
    "met_on": N_("kept on"),
    "until": N_("to"),
    "source": N_("source"),
    "reason": N_("reason"),
}


def clock_title(row: Mapping[str, object]) -> str:
    """Name the clock that a row of the journal is of, empty where it says nothing of it."""
    kind = register().get(str(row.get("kind", "")))
    if kind is None:
        return ""
    detail = str(row.get("detail") or "")
    told = f"{kind.title} ({detail})" if detail else kind.title
    return counted_title(kind.id, detail) or told


def told(said: Mapping[str, Any]) -> str:
    """Tell what an act said of a case beside its rows: a clock that moved, or a reason."""
    if title := clock_title(said):
        return _("{clock}: last day {before} → {after}").format(
            clock=title, before=said.get("before"), after=said.get("after")
        )
    if names := said.get("figures"):
        kinds = [FIGURES[name].title for name in names if name in FIGURES]
        return _("Figures: {names}").format(names=_(", ").join(kinds))
    if names := said.get("switches"):
        titles = [switch.title for switch in SWITCHES if switch.option.name in names]
        if own_scale.OPTION in names:
            titles.append(_("table of work-injury subsidies"))
        return _("Regional rules: {names}").format(names=_(", ").join(titles))
    if reason := said.get("reason"):
        return _("Reason: {reason}").format(reason=reason)
    return ""
